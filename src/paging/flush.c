/*
 * Flush: by address, by ASID, or all.
 */
#include "src/paging/flush.h"

#include <pagewright/descriptor.h>

#include "src/paging/invalidate.h"
#include "src/paging/tlb.h"

/* An invalidation by ASID leaves global entries alone. */
static void forget_all(const struct pw_address_space *space) {
  if (space->half == PW_HALF_HIGH || space->has_mapped_global) {
    space->tlb->tlbi_all(space->tlb);
  } else {
    space->tlb->tlbi_asid(space->tlb, space->asid);
  }
}

void pw_flush_range(const struct pw_address_space *space, struct pw_va_range range, uint32_t leaf_level,
                    uint32_t tlbi_level) {
  uint64_t size = pw_level_size(leaf_level);
  uint64_t first = range.va / size;
  uint64_t last = (range.va + (range.length - 1u)) / size;
  pw_tlb_dsb_ishst(space->tlb);
  if (last - first < PW_FLUSH_BY_ADDRESS_MAX) {
    pw_invalidate_range(space->tlb, first * size, last * size, leaf_level, tlbi_level, space->asid);
  } else {
    forget_all(space);
  }
  pw_tlb_dsb_ish(space->tlb);
  pw_tlb_isb(space->tlb);
}

void pw_flush_made(const struct pw_address_space *space) {
  pw_tlb_dsb_ishst(space->tlb);
  pw_tlb_isb(space->tlb);
}
