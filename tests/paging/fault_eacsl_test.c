/*
 * Faults with their contract checked while they run: every class with every fault status, and each bit that counts.
 */
#include <pagewright/fault.h>

#include "tests/support/check.h"

static void every_syndrome(void) {
  static const uint64_t bits[] = {0, 0x40, 0x80, 0x100, 0x140, 0x400, 0x7c0};
  struct pw_fault fault = {PW_FAULT_OTHER, PW_FAULT_READ, 0, false, false, false, false, false, 0};
  uint32_t abort_count = 0;
  for (uint64_t class = 0; class < 64; class ++) {
    for (uint64_t status = 0; status < 64; status++) {
      for (uint32_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
        uint64_t esr = class * 0x4000000 + bits[i] + status;
        abort_count += pw_fault_decode(esr, 0xFFFF000012345678, &fault) == PW_OK ? 1u : 0u;
      }
    }
  }
  CHECK(abort_count == 4 * 64 * 7);
  CHECK(pw_fault_decode(0x96000047, 0, (void *)0) == PW_ERR_INVALID_ARGUMENT);
  CHECK(pw_fault_decode(0xFFFFFFFFFFFFFFFF, 0, &fault) == PW_ERR_NOT_AN_ABORT);
}

int main(void) {
  every_syndrome();
  return check_summary();
}
