/* A seeded fault: invalidations by address are forgotten. */
#include "firmware/kernel.h"

#include <pagewright/tlb_aarch64.h>

static void tlbi_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  (void)tlb;
  (void)va;
  (void)level;
  (void)asid;
}

void kernel_init_tlb(struct pw_tlb *tlb) {
  pw_tlb_init_aarch64(tlb);
  tlb->tlbi_va = tlbi_va;
}
