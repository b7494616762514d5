#include "firmware/exception.h"

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
#define ESR_WRITE(esr)         ((((esr) >> 6) & 1u) != 0)
#define ESR_FAULT_STATUS(esr)  ((uint32_t)(esr)&0x3fu)
#define CLASS_FETCH_SAME_LEVEL 0x21u
#define CLASS_DATA_SAME_LEVEL  0x25u

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

static const char *fault_status_name(uint32_t fault_status) {
  switch (fault_status & 0x3cu) {
  case 0x00:
    return "address size fault";
  case 0x04:
    return "translation fault";
  case 0x08:
    return "access flag fault";
  case 0x0c:
    return "permission fault";
  case 0x14:
    return "external abort on a table walk";
  default:
    break;
  }
  switch (fault_status) {
  case 0x10:
    return "external abort";
  case 0x21:
    return "alignment fault";
  case 0x30:
    return "TLB conflict abort";
  default:
    return "other fault";
  }
}

static bool class_is_abort(uint32_t exception_class) {
  return exception_class == CLASS_FETCH_SAME_LEVEL || exception_class == CLASS_DATA_SAME_LEVEL;
}

static struct fault fault_decode(const struct trap_frame *frame) {
  uint32_t exception_class = ESR_CLASS(frame->esr);
  uint32_t status = ESR_FAULT_STATUS(frame->esr);
  struct fault fault = {FAULT_OTHER, status & 3u, frame->far, false, false};

  fault.is_fetch = exception_class == CLASS_FETCH_SAME_LEVEL;
  fault.is_write = exception_class == CLASS_DATA_SAME_LEVEL && ESR_WRITE(frame->esr);
  if ((status & 0x3cu) == 0x04) {
    fault.kind = FAULT_TRANSLATION;
  } else if ((status & 0x3cu) == 0x0c) {
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

static _Noreturn void exception_report(const struct trap_frame *frame) {
  static const char *const kinds[4] = {"synchronous exception", "IRQ", "FIQ", "SError"};
  static const char *const origins[4] = {"the kernel (EL1 on SP_EL0)", "the exception handler (EL1 on SP_EL1)",
                                         "EL0 in AArch64", "EL0 in AArch32"};
  uint32_t exception_class = ESR_CLASS(frame->esr);
  uint32_t vector = (uint32_t)frame->vector % VECTOR_COUNT;

  if (this_state()->reporting) {
    semihosting_exit(EXIT_EXCEPTION); /* the report itself faulted: leave with what has been printed */
  }
  this_state()->reporting = true;
  log_print("\nEXCEPTION: %s from %s\n", kinds[vector % 4], origins[vector / 4]);
  if (sysreg_cpu() != 0) {
    log_print("  CPU  %u\n", sysreg_cpu());
  }
  log_print("  ESR  %016lx: %s", frame->esr, class_name(exception_class));
  if (class_is_abort(exception_class)) {
    log_print(", %s", fault_status_name(ESR_FAULT_STATUS(frame->esr)));
    log_print(", level %u", ESR_FAULT_STATUS(frame->esr) & 3u);
    if (exception_class == CLASS_DATA_SAME_LEVEL) {
      log_print(", %s", ESR_WRITE(frame->esr) ? "write" : "read");
    }
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

static bool fault_is_resolved(struct trap_frame *frame) {
  struct exception_state *state = this_state();
  struct fault fault = fault_decode(frame);

  if (fault.kind == FAULT_TRANSLATION && state->handler != 0 && state->handler(state->handler_context, &fault)) {
    return true;
  }
  return probe_take_fault(frame, &fault);
}

void exception_handle(struct trap_frame *frame, uint64_t vector) {
  struct exception_state *state = this_state();

  frame->vector = vector;
  if (vector != VECTOR_SYNCHRONOUS_SP0 || !class_is_abort(ESR_CLASS(frame->esr)) || state->depth != 0) {
    exception_report(frame);
  }
  state->depth++;
  state->count++;
  if (!fault_is_resolved(frame)) {
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
