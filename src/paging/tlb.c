/*
 * TLB calls: through the pointers of an address space's pw_tlb, and nothing else.
 */
#include "src/paging/tlb.h"

void pw_tlb_dsb_ishst(struct pw_tlb *tlb) {
  tlb->dsb_ishst(tlb);
}

void pw_tlb_dsb_ish(struct pw_tlb *tlb) {
  tlb->dsb_ish(tlb);
}

void pw_tlb_isb(struct pw_tlb *tlb) {
  tlb->isb(tlb);
}

void pw_tlb_tlbi_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  tlb->tlbi_va(tlb, va, level, asid);
}

void pw_tlb_tlbi_asid(struct pw_tlb *tlb, uint32_t asid) {
  tlb->tlbi_asid(tlb, asid);
}

void pw_tlb_tlbi_all(struct pw_tlb *tlb) {
  tlb->tlbi_all(tlb);
}
