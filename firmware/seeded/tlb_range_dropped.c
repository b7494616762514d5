/* A seeded fault: invalidations of a range, on CPUs that have them, are forgotten. */
#include "firmware/kernel.h"

#include <pagewright/tlb_aarch64.h>

static void tlbi_range(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level, uint32_t asid) {
  (void)tlb;
  (void)va;
  (void)page_count;
  (void)level;
  (void)asid;
}

void kernel_init_tlb(struct pw_tlb *tlb) {
  pw_tlb_init_aarch64(tlb);
  if (tlb->tlbi_range != 0) {
    tlb->tlbi_range = tlbi_range;
  }
}
