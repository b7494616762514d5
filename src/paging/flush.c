/*
 * Flush: by address, by ASID, or all.
 */
#include "src/paging/flush.h"

#include <stdbool.h>

#include <pagewright/descriptor.h>

#include "src/paging/invalidate.h"

/* An invalidation by ASID leaves global entries alone. */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures dropped: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED &&
      pw_flush_covers(space, f) ==> pw_stale_stage[f] == PW_STAGE_DROPPED;
    ensures ordered: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_DROPPED;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) != PW_STAGE_ORDERED ==>
      pw_stale_stage[f] == \old(pw_stale_stage[f]);
*/
static void forget_all(const struct pw_address_space *space) {
  if (space->half == PW_HALF_HIGH || space->has_mapped_global) {
    pw_tlb_tlbi_all(space->tlb);
  } else {
    pw_tlb_tlbi_asid(space->tlb, space->asid);
  }
}

/* Every address from the first to the last, at the distance of the leaves: what was stale there is clean. */
/*@ requires space: \valid_read(space);
    requires level: tlbi_level <= 3 && 1 <= leaf_level <= 3;
    requires addresses: first <= last && (last - first) % pw_level_bytes(leaf_level) == 0;
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) &&
      \old(pw_stale_reached(f, first, last, leaf_level, tlbi_level, space->asid)) ==> pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
      PW_STAGE_CLEAN <= \old(pw_stale_stage[f]) <= PW_STAGE_COMPLETE && !\old(pw_stale_live(f)) ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures rest: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_CLEAN;
*/
static void flush_by_address(const struct pw_address_space *space, uint64_t first, uint64_t last, uint32_t leaf_level,
                             uint32_t tlbi_level) {
  pw_tlb_dsb_ishst(space->tlb);
  /*@ assert ordered: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
        \at(pw_stale_live(f), Pre) ==> pw_stale_stage[f] == PW_STAGE_ORDERED; */
  pw_invalidate_range(space->tlb, first, last, leaf_level, tlbi_level, space->asid);
  /*@ assert dropped: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
        \at(pw_stale_live(f), Pre) && \at(pw_stale_reached(f, first, last, leaf_level, tlbi_level, space->asid), Pre) ==>
          pw_stale_stage[f] == PW_STAGE_DROPPED; */
  pw_tlb_dsb_ish(space->tlb);
  pw_tlb_isb(space->tlb);
}

/* Everything of the ASID, or of all. */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) &&
      pw_flush_covers(space, f) ==> pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
      PW_STAGE_CLEAN <= \old(pw_stale_stage[f]) <= PW_STAGE_COMPLETE && !\old(pw_stale_live(f)) ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures rest: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_CLEAN;
*/
static void flush_all(const struct pw_address_space *space) {
  pw_tlb_dsb_ishst(space->tlb);
  forget_all(space);
  pw_tlb_dsb_ish(space->tlb);
  pw_tlb_isb(space->tlb);
}

/*@ requires level: 1 <= level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures start: pw_leaf_start(\result, va, level);
*/
static uint64_t leaf_start(uint64_t va, uint32_t level) {
  return va - va % pw_level_size(level);
}

/*@ requires level: 1 <= level <= 3;
    requires starts: first % pw_level_bytes(level) == 0 && last % pw_level_bytes(level) == 0 && first <= last;
    terminates \true; exits \false; assigns \nothing;
    ensures distance: (last - first) % pw_level_bytes(level) == 0;
*/
static bool is_short(uint64_t first, uint64_t last, uint32_t level) {
  return (last - first) / pw_level_size(level) < PW_FLUSH_BY_ADDRESS_MAX;
}

void pw_flush_range(const struct pw_address_space *space, struct pw_va_range range, uint32_t leaf_level,
                    uint32_t tlbi_level) {
  uint64_t first = leaf_start(range.va, leaf_level);
  uint64_t last = leaf_start(range.va + (range.length - 1u), leaf_level);
  //@ assert order: first <= last;
  if (is_short(first, last, leaf_level)) {
    flush_by_address(space, first, last, leaf_level, tlbi_level);
  } else {
    flush_all(space);
  }
}

void pw_flush_made(const struct pw_address_space *space) {
  pw_tlb_dsb_ishst(space->tlb);
  pw_tlb_isb(space->tlb);
}
