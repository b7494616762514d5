/*
 * System registers and barriers as expressions. Every access is volatile and a compiler barrier, because its effect on
 * memory accesses is exactly what the compiler cannot see.
 */
#ifndef FIRMWARE_SYSREG_H
#define FIRMWARE_SYSREG_H

#include <stdint.h>

#define SYSREG_READ(name)                                                                                              \
  __extension__({                                                                                                      \
    uint64_t sysreg_value;                                                                                             \
    __asm__ volatile("mrs %0, " #name : "=r"(sysreg_value) : : "memory");                                              \
    sysreg_value;                                                                                                      \
  })
#define SYSREG_WRITE(name, value) __asm__ volatile("msr " #name ", %0" : : "r"((uint64_t)(value)) : "memory")

static inline void sysreg_isb(void) {
  __asm__ volatile("isb" : : : "memory");
}

/* The number of the CPU that asks. TPIDR_EL1 is software's own; start.S sets it. */
static inline uint32_t sysreg_cpu(void) {
  return (uint32_t)SYSREG_READ(tpidr_el1);
}

/* Ticks of the virtual counter. The barrier keeps the read from being moved ahead of the work that is timed (Arm ARM
 * D11.2.2). */
static inline uint64_t sysreg_counter_ticks(void) {
  sysreg_isb();
  return SYSREG_READ(cntvct_el0);
}

#endif
