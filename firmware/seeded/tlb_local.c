/* A seeded fault: invalidations by address reach the CPU that makes them and no other. */
#include "firmware/kernel.h"

#include <pagewright/tlb_aarch64.h>

#define OPERAND_VA_BITS 0x100000000000u /* 2^44 */

static void tlbi_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  uint64_t operand = ((uint64_t)asid << 48u) + va / 4096u % OPERAND_VA_BITS;

  (void)tlb;
  if (level == PW_TLBI_ANY_LEVEL) {
    __asm__ volatile("tlbi vae1, %0" ::"r"(operand) : "memory");
  } else {
    __asm__ volatile("tlbi vale1, %0" ::"r"(operand) : "memory");
  }
}

void kernel_init_tlb(struct pw_tlb *tlb) {
  pw_tlb_init_aarch64(tlb);
  tlb->tlbi_va = tlbi_va;
}
