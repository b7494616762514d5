/*
 * Invalidate: TLBs forget one address after the other.
 *
 * Internal to src/paging. What is stale in any table at all, one entry or a run, is dropped when the addresses reach
 * it; the barriers before and after are the caller's.
 */
#ifndef PW_PAGING_INVALIDATE_H
#define PW_PAGING_INVALIDATE_H

#include <stdint.h>

#include <pagewright/descriptor.h>
#include <pagewright/tlb.h>

#include "src/paging/tlb.h"

#include "spec/paging/invalidate.h"

/* One invalidation for each leaf of 'leaf_level' from the one at 'first' to the one at 'last'; 'level' as in struct
 * pw_tlb. */
/*@ requires level: level <= 3 && 1 <= leaf_level <= 3;
    requires addresses: first <= last && (last - first) % pw_level_bytes(leaf_level) == 0;
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures dropped: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED &&
      \old(pw_stale_reached(f, first, last, leaf_level, level, asid)) ==> pw_stale_stage[f] == PW_STAGE_DROPPED;
    ensures ordered: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_DROPPED;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) != PW_STAGE_ORDERED ==>
      pw_stale_stage[f] == \old(pw_stale_stage[f]);
*/
void pw_invalidate_range(struct pw_tlb *tlb, uint64_t first, uint64_t last, uint32_t leaf_level, uint32_t level,
                         uint32_t asid);

#endif
