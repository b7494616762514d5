/*
 * Invalidate: a loop over addresses, each run of stale entries followed from its first to its last.
 */
#include "src/paging/invalidate.h"

/* One address: what is stale and begins behind it stays, all else that it can reach goes on by an entry. */
/*@ requires level: level <= 3;
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures reached: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED &&
      \old(pw_stale_reached(f, va, last, leaf_level, level, asid)) ==>
        pw_stale_stage[f] == PW_STAGE_DROPPED ||
        (pw_stale_stage[f] == PW_STAGE_ORDERED && va < pw_stale_va(f, pw_stale_index[f]) &&
         pw_stale_reached(f, va, last, leaf_level, level, asid));
    ensures ordered: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED ==>
      pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_DROPPED;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) != PW_STAGE_ORDERED ==>
      pw_stale_stage[f] == \old(pw_stale_stage[f]);
*/
static void invalidate(struct pw_tlb *tlb, uint64_t va, uint64_t last, uint32_t leaf_level, uint32_t level,
                       uint32_t asid) {
  (void)last; /* what the contract speaks of */
  (void)leaf_level;
  pw_tlb_tlbi_va(tlb, va, level, asid);
}

void pw_invalidate_range(struct pw_tlb *tlb, uint64_t first, uint64_t last, uint32_t leaf_level, uint32_t level,
                         uint32_t asid) {
  uint64_t size = pw_level_size(leaf_level);
  uint64_t va = first;
  invalidate(tlb, va, last, leaf_level, level, asid);
  /*@ loop invariant range: first <= va <= last;
      loop invariant step1: leaf_level == 1 ==> size == 0x40000000 && (last - va) % 0x40000000 == 0;
      loop invariant step2: leaf_level == 2 ==> size == 0x200000 && (last - va) % 0x200000 == 0;
      loop invariant step3: leaf_level == 3 ==> size == 0x1000 && (last - va) % 0x1000 == 0;
      loop invariant reached: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
        \at(pw_stale_stage[f], Pre) == PW_STAGE_ORDERED &&
        \at(pw_stale_reached(f, first, last, leaf_level, level, asid), Pre) ==>
          pw_stale_stage[f] == PW_STAGE_DROPPED ||
          (pw_stale_stage[f] == PW_STAGE_ORDERED && va < pw_stale_va(f, pw_stale_index[f]) &&
           pw_stale_reached(f, va, last, leaf_level, level, asid));
      loop invariant ordered: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
        \at(pw_stale_stage[f], Pre) == PW_STAGE_ORDERED ==>
          pw_stale_stage[f] == PW_STAGE_ORDERED || pw_stale_stage[f] == PW_STAGE_DROPPED;
      loop invariant others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES &&
        \at(pw_stale_stage[f], Pre) != PW_STAGE_ORDERED ==> pw_stale_stage[f] == \at(pw_stale_stage[f], Pre);
      loop assigns va, pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
      loop variant last - va; */
  while (va < last) {
    va += size;
    /*@ assert next: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \at(pw_stale_stage[f], Pre) == PW_STAGE_ORDERED &&
          \at(pw_stale_reached(f, first, last, leaf_level, level, asid), Pre) ==>
            pw_stale_stage[f] == PW_STAGE_DROPPED ||
            (pw_stale_stage[f] == PW_STAGE_ORDERED && pw_stale_reached(f, va, last, leaf_level, level, asid)); */
    invalidate(tlb, va, last, leaf_level, level, asid);
  }
}
