/*
 * TLB range: through the pointer of an address space's pw_tlb, if it is not null.
 */
#include "src/paging/tlb_range.h"

#include <stddef.h>

bool pw_tlb_has_range(const struct pw_tlb *tlb) {
  return tlb->tlbi_range != NULL;
}

void pw_tlb_tlbi_range(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level, uint32_t asid) {
  tlb->tlbi_range(tlb, va, page_count, level, asid);
}
