/*
 * TLB range: the invalidation of a range of addresses at once, where CPUs have it, with what it is assumed to do.
 *
 * Internal to src/paging. Trusted like the calls of tlb.h.
 */
#ifndef PW_PAGING_TLB_RANGE_H
#define PW_PAGING_TLB_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/tlb.h>

#include "src/paging/tlb.h"

#include "spec/paging/invalidate.h"

/* Whether there is such an invalidation. */
/*@ terminates \true; exits \false; assigns \nothing; */
bool pw_tlb_has_range(const struct pw_tlb *tlb);

/* Forget the translations of 'page_count' pages from va on for the ASID; 'level' as in struct pw_tlb. A run of stale entries
 * that begins and ends in the range is dropped as a whole (Arm ARM D8.14.5, TLBI RVAE1IS). */
/*@ requires level: level <= 3;
    requires pages: 1 <= page_count <= PW_TLBI_RANGE_PAGES_MAX && va % 0x1000 == 0;
    requires range: va + (page_count * 0x1000 - 1) <= UINT64_MAX;
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures reached: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED &&
      pw_stale_reached(f, va, va + (page_count - 1) * 0x1000, 3, level, asid) ==> pw_stale_stage[f] == PW_STAGE_DROPPED;
    ensures ordered: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_DROPPED;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) != PW_STAGE_ORDERED ==>
      pw_stale_stage[f] == \old(pw_stale_stage[f]);
*/
void pw_tlb_tlbi_range(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level, uint32_t asid);

#endif
