/*
 * Flush: by address, by range, by ASID, or all.
 */
#include "src/paging/flush.h"

#include <pagewright/descriptor.h>

#include "src/paging/invalidate.h"
#include "src/paging/tlb_range.h"

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

/* Every address from the first to the last, at once. */
/*@ requires space: \valid_read(space);
    requires level: tlbi_level <= 3 && 1 <= leaf_level <= 3;
    requires addresses: first <= last && first % 0x1000 == 0;
    requires pages: 1 <= page_count <= PW_TLBI_RANGE_PAGES_MAX && last <= first + (page_count - 1) * 0x1000;
    requires range: first + (page_count * 0x1000 - 1) <= UINT64_MAX;
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) &&
      \old(pw_stale_reached(f, first, last, leaf_level, tlbi_level, space->asid)) ==> pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
      PW_STAGE_CLEAN <= \old(pw_stale_stage[f]) <= PW_STAGE_COMPLETE && !\old(pw_stale_live(f)) ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures rest: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_CLEAN;
*/
static void flush_at_once(const struct pw_address_space *space, uint64_t first, uint64_t last, uint64_t page_count,
                          uint32_t leaf_level, uint32_t tlbi_level) {
  (void)last; /* what the contract speaks of */
  (void)leaf_level;
  pw_tlb_dsb_ishst(space->tlb);
  /*@ assert ordered: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
        \at(pw_stale_live(f), Pre) ==> pw_stale_stage[f] == PW_STAGE_ORDERED; */
  pw_tlb_tlbi_range(space->tlb, first, page_count, tlbi_level, space->asid);
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
    ensures end: \result + pw_level_bytes(level) <= 0x10000000000000000;
*/
static uint64_t leaf_start(uint64_t va, uint32_t level) {
  return va - va % pw_level_size(level);
}

/* How many pages there are from the first leaf's first to the last leaf's last. */
/*@ requires level: 1 <= level <= 3;
    requires starts: first % pw_level_bytes(level) == 0 && last % pw_level_bytes(level) == 0 && first <= last;
    terminates \true; exits \false; assigns \nothing;
    ensures distance: (last - first) % pw_level_bytes(level) == 0;
    ensures pages: \result * 0x1000 == last - first + pw_level_bytes(level) && 1 <= \result;
*/
static uint64_t pages_between(uint64_t first, uint64_t last, uint32_t level) {
  return (last - first) / PW_PAGE_SIZE + pw_level_size(level) / PW_PAGE_SIZE;
}

/* The leaves from the first to the last, the shortest way. */
/*@ requires space: \valid_read(space);
    requires level: tlbi_level <= 3 && 1 <= leaf_level <= 3;
    requires starts: first % pw_level_bytes(leaf_level) == 0 && last % pw_level_bytes(leaf_level) == 0 && first <= last;
    requires end: last + pw_level_bytes(leaf_level) <= 0x10000000000000000;
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) &&
      \old(pw_stale_reached(f, first, last, leaf_level, tlbi_level, space->asid)) && pw_flush_covers(space, f) ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
      PW_STAGE_CLEAN <= \old(pw_stale_stage[f]) <= PW_STAGE_COMPLETE && !\old(pw_stale_live(f)) ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN;
    ensures rest: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_live(f)) ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_CLEAN;
*/
static void flush_leaves(const struct pw_address_space *space, uint64_t first, uint64_t last, uint32_t leaf_level,
                         uint32_t tlbi_level) {
  uint64_t page_count = pages_between(first, last, leaf_level);
  if (first < last && page_count <= PW_TLBI_RANGE_PAGES_MAX && pw_tlb_has_range(space->tlb)) {
    flush_at_once(space, first, last, page_count, leaf_level, tlbi_level);
    /*@ assert at_once: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \at(pw_stale_live(f), Pre) &&
          \at(pw_stale_reached(f, first, last, leaf_level, tlbi_level, space->asid), Pre) ==>
            pw_stale_stage[f] == PW_STAGE_CLEAN; */
  } else if ((last - first) / pw_level_size(leaf_level) < PW_FLUSH_BY_ADDRESS_MAX) {
    flush_by_address(space, first, last, leaf_level, tlbi_level);
    /*@ assert by_address: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \at(pw_stale_live(f), Pre) &&
          \at(pw_stale_reached(f, first, last, leaf_level, tlbi_level, space->asid), Pre) ==>
            pw_stale_stage[f] == PW_STAGE_CLEAN; */
  } else {
    flush_all(space);
    /*@ assert all: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \at(pw_stale_live(f), Pre) &&
          pw_flush_covers(space, f) ==> pw_stale_stage[f] == PW_STAGE_CLEAN; */
  }
}

void pw_flush_range(const struct pw_address_space *space, struct pw_va_range range, uint32_t leaf_level,
                    uint32_t tlbi_level) {
  uint64_t first = leaf_start(range.va, leaf_level);
  uint64_t last = leaf_start(range.va + (range.length - 1u), leaf_level);
  //@ assert order: first <= last;
  /*@ assert leaves: \forall integer f;
        pw_stale_reached(f, range.va, range.va + (range.length - 1), leaf_level, tlbi_level, space->asid) ==>
          pw_stale_reached(f, first, last, leaf_level, tlbi_level, space->asid); */
  flush_leaves(space, first, last, leaf_level, tlbi_level);
}

void pw_flush_made(const struct pw_address_space *space) {
  pw_tlb_dsb_ishst(space->tlb);
  pw_tlb_isb(space->tlb);
}
