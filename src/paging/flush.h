/*
 * Flush: every TLB and every walker forgets what became invalid in a range. Internal to src/paging.
 */
#ifndef PW_PAGING_FLUSH_H
#define PW_PAGING_FLUSH_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

#include "src/paging/tlb.h"

#include "spec/paging/flush.h"

/* More invalidations than this cost more than filling a TLB again. */
#define PW_FLUSH_BY_ADDRESS_MAX 64u

/* DSB, TLBI, DSB, ISB. No leaf that became invalid is smaller than those of 'leaf_level'. 'tlbi_level' is the level of
 * all of them, or PW_TLBI_ANY_LEVEL when they are of several, or when tables have gone. */
/*@ requires space: \valid_read(space);
    requires level: tlbi_level <= 3 && 1 <= leaf_level <= 3;
    requires range: 1 <= range.length && range.va + (range.length - 1) <= UINT64_MAX;
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) &&
      \old(pw_stale_reached(f, range.va, range.va + (range.length - 1), leaf_level, tlbi_level, space->asid)) &&
      pw_flush_covers(space, f) ==> pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
      PW_STAGE_CLEAN <= \old(pw_stale_stage[f]) <= PW_STAGE_COMPLETE && !\old(pw_stale_live(f)) ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures rest: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_CLEAN;
*/
void pw_flush_range(const struct pw_address_space *space, struct pw_va_range range, uint32_t leaf_level,
                    uint32_t tlbi_level);

/* From invalid to valid needs no invalidation, only that walkers see it before the caller goes on. */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures seen: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && (\old(pw_stale_stage[f]) == PW_STAGE_MADE ||
      \old(pw_stale_stage[f]) == PW_STAGE_COMPLETE || \old(pw_stale_stage[f]) == PW_STAGE_CLEAN) ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && pw_stale_stage[f] == PW_STAGE_CLEAN ==>
      \old(pw_stale_stage[f]) == PW_STAGE_MADE || \old(pw_stale_stage[f]) == PW_STAGE_COMPLETE ||
      \old(pw_stale_stage[f]) == PW_STAGE_CLEAN;
*/
void pw_flush_made(const struct pw_address_space *space);

#endif
