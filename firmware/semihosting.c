#include "firmware/semihosting.h"

/* Operation numbers and the exit reason of "Semihosting for AArch32 and AArch64" (Arm IHI 0058). */
#define SEMIHOSTING_GET_COMMAND_LINE UINT64_C(0x15)
#define SEMIHOSTING_EXIT             UINT64_C(0x18)
#define SEMIHOSTING_APPLICATION_EXIT UINT64_C(0x20026)

static uint64_t semihosting_call(uint64_t operation, uint64_t *parameters) {
  register uint64_t x0 __asm__("x0") = operation;
  register uint64_t *x1 __asm__("x1") = parameters;

  __asm__ volatile("hlt #0xf000" : "+r"(x0) : "r"(x1) : "memory");
  return x0;
}

_Noreturn void semihosting_exit(uint32_t status) {
  uint64_t parameters[2] = {SEMIHOSTING_APPLICATION_EXIT, status};

  (void)semihosting_call(SEMIHOSTING_EXIT, parameters);
  for (;;) {
    __asm__ volatile("wfe");
  }
}

bool semihosting_command_line(char *line, size_t line_bytes) {
  uint64_t parameters[2] = {(uint64_t)(uintptr_t)line, line_bytes};

  if (line_bytes == 0) {
    return false;
  }
  line[0] = '\0';
  if (semihosting_call(SEMIHOSTING_GET_COMMAND_LINE, parameters) != 0) {
    line[0] = '\0';
    return false;
  }
  line[line_bytes - 1] = '\0';
  return true;
}
