/*
 * Exceptions: a page fault is offered to the demand handler, then to the probe that expects it; anything else ends the
 * image with a report and a non-zero exit status. Each CPU has a demand handler, a probe and a count of its own.
 */
#ifndef FIRMWARE_EXCEPTION_H
#define FIRMWARE_EXCEPTION_H

#include <stdbool.h>
#include <stdint.h>

/* What vectors.S saves, in its order. */
struct trap_frame {
  uint64_t x[31];
  uint64_t sp;
  uint64_t elr;
  uint64_t spsr;
  uint64_t esr;
  uint64_t far;
  uint64_t vector; /* 0..15 in the order of the vector table */
  uint64_t unused;
};

/* The kinds of faults that the image acts on; pagewright/fault.h tells them all. */
enum fault_kind { FAULT_NONE, FAULT_TRANSLATION, FAULT_PERMISSION, FAULT_OTHER };

struct fault {
  enum fault_kind kind;
  uint32_t level; /* of the table at which the walk ended, or PW_FAULT_NO_LEVEL */
  uint64_t va;
  bool is_write;
  bool is_fetch;
};

/* Answers true iff it made the access possible, so that the instruction can be repeated. Called on the exception stack.
 */
typedef bool (*fault_handler)(void *context, uint64_t esr, uint64_t far);

/* 'handler' sees every abort of the kernel's own from now on; a null pointer takes it away. */
void exception_set_fault_handler(fault_handler handler, void *context);

/* Single accesses whose fault is an answer and not an error. Each tells what happened; FAULT_NONE means that the access
 * succeeded. */
struct fault exception_probe_load(uint64_t va, uint64_t *value);
struct fault exception_probe_store(uint64_t va, uint64_t value);
struct fault exception_probe_call(uint64_t va);

/* Exceptions that this CPU has taken and returned from since the start. */
uint32_t exception_count(void);

/* One line with the reason, then the end with a non-zero exit status. */
_Noreturn void firmware_panic(const char *reason);

void exception_handle(struct trap_frame *frame, uint64_t vector);

#endif
