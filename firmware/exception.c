#include "firmware/exception.h"

#include <pagewright/fault.h>

#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/semihosting.h"
#include "firmware/smp.h"
#include "firmware/sysreg.h"

/* Exit statuses that no count of failed checks is given (main.c keeps counts below them). */
#define EXIT_EXCEPTION 101u
#define EXIT_PANIC     102u

#define VECTOR_COUNT           16u
#define VECTOR_SYNCHRONOUS_SP0 0u
#define ESR_CLASS(esr)         ((uint32_t)((esr) >> 26) & 0x3fu)

/* probes.S */
uint64_t probe_load_word(uint64_t va, uint64_t *value);
uint64_t probe_store_word(uint64_t va, uint64_t value);
uint64_t probe_call(uint64_t va);
extern const char probe_load_instruction[];
extern const char probe_store_instruction[];
extern const char probe_call_returned[];
extern const char probe_call_faulted[];
extern const char probe_faulted[];

/* Each CPU takes its exceptions on its own. */
struct exception_state {
  fault_handler handler;
  void *handler_context;
  struct fault last; /* of the probe under way */
  uint32_t count;
  uint32_t depth;
  bool reporting;
};

static struct exception_state exception_states[SMP_CPUS];

static struct exception_state *this_state(void) {
  return &exception_states[sysreg_cpu() % SMP_CPUS];
}

static const char *class_name(uint32_t exception_class) {
  switch (exception_class) {
  case 0x00:
    return "unknown reason (an undefined instruction, for one)";
  case 0x01:
    return "trapped WFI or WFE";
  case 0x07:
    return "trapped SIMD or floating point";
  case 0x0d:
    return "branch target exception";
  case 0x0e:
    return "illegal execution state";
  case 0x15:
    return "SVC instruction";
  case 0x16:
    return "HVC instruction";
  case 0x17:
    return "SMC instruction";
  case 0x18:
    return "trapped system register access";
  case 0x20:
    return "instruction abort from a lower level";
  case 0x21:
    return "instruction abort";
  case 0x22:
    return "PC alignment fault";
  case 0x24:
    return "data abort from a lower level";
  case 0x25:
    return "data abort";
  case 0x26:
    return "SP alignment fault";
  case 0x2c:
    return "floating point exception";
  case 0x2f:
    return "SError";
  case 0x31:
    return "breakpoint";
  case 0x33:
    return "software step";
  case 0x35:
    return "watchpoint";
  case 0x3c:
    return "BRK instruction";
  default:
    return "reserved class";
  }
}

static const char *fault_name(const struct pw_fault *fault) {
  switch (fault->kind) {
  case PW_FAULT_ADDRESS_SIZE:
    return "address size fault";
  case PW_FAULT_TRANSLATION:
    return "translation fault";
  case PW_FAULT_ACCESS_FLAG:
    return "access flag fault";
  case PW_FAULT_PERMISSION:
    return "permission fault";
  case PW_FAULT_EXTERNAL:
    return fault->is_on_walk ? "external abort on a table walk" : "external abort";
  case PW_FAULT_PARITY:
    return fault->is_on_walk ? "parity error on a table walk" : "parity error";
  case PW_FAULT_ALIGNMENT:
    return "alignment fault";
  case PW_FAULT_TLB_CONFLICT:
    return "TLB conflict abort";
  case PW_FAULT_OTHER:
    break;
  }
  return "other fault";
}

/* An abort of the kernel's own: nothing here runs at EL0. */
static bool is_own_abort(const struct trap_frame *frame, struct pw_fault *abort) {
  return pw_fault_decode(frame->esr, frame->far, abort) == PW_OK && !abort->is_from_el0;
}

/* What the handlers act on. */
static struct fault fault_of(const struct pw_fault *abort) {
  struct fault fault = {FAULT_OTHER, abort->level, abort->va, abort->access == PW_FAULT_WRITE,
                        abort->access == PW_FAULT_EXECUTE};

  if (abort->kind == PW_FAULT_TRANSLATION) {
    fault.kind = FAULT_TRANSLATION;
  } else if (abort->kind == PW_FAULT_PERMISSION) {
    fault.kind = FAULT_PERMISSION;
  }
  return fault;
}

static void report_registers(const struct trap_frame *frame) {
  for (uint32_t i = 0; i < 30; i += 3) {
    log_print("  x%02u %016lx  x%02u %016lx  x%02u %016lx\n", i, frame->x[i], i + 1, frame->x[i + 1], i + 2,
              frame->x[i + 2]);
  }
  log_print("  x30 %016lx  sp  %016lx\n", frame->x[30], frame->sp);
}

/* Whether the address lies in the page below this CPU's kernel stack. */
static bool is_below_stack(uint64_t va) {
  struct layout_stack stack = {LAYOUT_ADDRESS(kernel_stack_guard), LAYOUT_ADDRESS(kernel_stack_start), 0};

  if (sysreg_cpu() != 0) {
    stack = layout_secondary_stack(sysreg_cpu(), LAYOUT_KERNEL_STACK);
  }
  return va >= stack.guard && va < stack.start;
}

static void report_abort(const struct pw_fault *abort) {
  log_print(", %s", fault_name(abort));
  if (abort->level != PW_FAULT_NO_LEVEL) {
    log_print(", level %u", abort->level);
  }
  if (abort->access != PW_FAULT_EXECUTE) {
    log_print(", %s", abort->access == PW_FAULT_WRITE ? "write" : "read");
  }
}

static _Noreturn void exception_report(const struct trap_frame *frame) {
  static const char *const kinds[4] = {"synchronous exception", "IRQ", "FIQ", "SError"};
  static const char *const origins[4] = {"the kernel (EL1 on SP_EL0)", "the exception handler (EL1 on SP_EL1)",
                                         "EL0 in AArch64", "EL0 in AArch32"};
  uint32_t vector = (uint32_t)frame->vector % VECTOR_COUNT;
  struct pw_fault abort;

  if (this_state()->reporting) {
    semihosting_exit(EXIT_EXCEPTION); /* the report itself faulted: leave with what has been printed */
  }
  this_state()->reporting = true;
  log_print("\nEXCEPTION: %s from %s\n", kinds[vector % 4], origins[vector / 4]);
  if (sysreg_cpu() != 0) {
    log_print("  CPU  %u\n", sysreg_cpu());
  }
  log_print("  ESR  %016lx: %s", frame->esr, class_name(ESR_CLASS(frame->esr)));
  if (is_own_abort(frame, &abort)) {
    report_abort(&abort);
  }
  if (is_below_stack(frame->far)) {
    log_print(" (the kernel stack has overflowed)");
  }
  log_print("\n  FAR  %016lx\n  ELR  %016lx\n  SPSR %016lx\n", frame->far, frame->elr, frame->spsr);
  report_registers(frame);
  log_print("pagewright: stopped by an exception\n");
  semihosting_exit(EXIT_EXCEPTION);
}

/* True iff a probe expected the fault; the frame then continues at the probe's other exit. */
static bool probe_take_fault(struct trap_frame *frame, const struct fault *fault) {
  if (frame->elr == (uint64_t)(uintptr_t)probe_load_instruction ||
      frame->elr == (uint64_t)(uintptr_t)probe_store_instruction) {
    frame->elr = (uint64_t)(uintptr_t)probe_faulted;
  } else if (fault->is_fetch && frame->x[30] == (uint64_t)(uintptr_t)probe_call_returned) {
    frame->elr = (uint64_t)(uintptr_t)probe_call_faulted;
  } else {
    return false;
  }
  this_state()->last = *fault;
  return true;
}

static bool fault_is_resolved(struct trap_frame *frame, const struct pw_fault *abort) {
  struct exception_state *state = this_state();
  struct fault fault = fault_of(abort);

  if (state->handler != 0 && state->handler(state->handler_context, frame->esr, frame->far)) {
    return true;
  }
  return probe_take_fault(frame, &fault);
}

void exception_handle(struct trap_frame *frame, uint64_t vector) {
  struct exception_state *state = this_state();
  struct pw_fault abort;

  frame->vector = vector;
  if (vector != VECTOR_SYNCHRONOUS_SP0 || !is_own_abort(frame, &abort) || state->depth != 0) {
    exception_report(frame);
  }
  state->depth++;
  state->count++;
  if (!fault_is_resolved(frame, &abort)) {
    exception_report(frame);
  }
  state->depth--;
}

void exception_set_fault_handler(fault_handler handler, void *context) {
  this_state()->handler = handler;
  this_state()->handler_context = context;
}

static struct fault probe_answer(uint64_t has_faulted) {
  const struct fault none = {FAULT_NONE, 0, 0, false, false};

  /* The handler wrote the object behind the compiler's back, in an asm that it takes for an ordinary call. */
  __asm__ volatile("" : : : "memory");
  return has_faulted != 0 ? this_state()->last : none;
}

struct fault exception_probe_load(uint64_t va, uint64_t *value) {
  return probe_answer(probe_load_word(va, value));
}

struct fault exception_probe_store(uint64_t va, uint64_t value) {
  return probe_answer(probe_store_word(va, value));
}

struct fault exception_probe_call(uint64_t va) {
  return probe_answer(probe_call(va));
}

uint32_t exception_count(void) {
  return this_state()->count;
}

_Noreturn void firmware_panic(const char *reason) {
  log_print("PANIC: %s\npagewright: stopped by a panic\n", reason);
  semihosting_exit(EXIT_PANIC);
}
