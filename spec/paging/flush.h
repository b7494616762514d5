/*
 * Flush, in logic: what of a range is forgotten, by one invalidation for each leaf or by one for all.
 */
#ifndef PW_SPEC_PAGING_FLUSH_H
#define PW_SPEC_PAGING_FLUSH_H

#include "spec/paging/invalidate.h"

/*@ // The first byte of the leaf of a level that has the address.
    predicate pw_leaf_start(integer start, integer va, integer level) =
      start <= va < start + pw_level_bytes(level) && start % pw_level_bytes(level) == 0;

    // Two such bytes are whole leaves apart.
    lemma pw_apart_3: \forall integer a, b; a % 0x1000 == 0 && b % 0x1000 == 0 ==> (b - a) % 0x1000 == 0;
    lemma pw_apart_2: \forall integer a, b; a % 0x200000 == 0 && b % 0x200000 == 0 ==> (b - a) % 0x200000 == 0;
    lemma pw_apart_1: \forall integer a, b; a % 0x40000000 == 0 && b % 0x40000000 == 0 ==> (b - a) % 0x40000000 == 0;
    lemma pw_leaf_start_apart: \forall integer a, b, level; 1 <= level <= 3 && a % pw_level_bytes(level) == 0 &&
      b % pw_level_bytes(level) == 0 ==> (b - a) % pw_level_bytes(level) == 0;

    // A leaf, or what is above it, begins where a leaf begins.
    lemma pw_va_multiple3: \forall integer h, i0, i1, i2, i3; pw_va_at3(h, i0, i1, i2, i3) % 0x1000 == 0;
    lemma pw_va_multiple2: \forall integer h, i0, i1, i2; pw_va_at2(h, i0, i1, i2) % 0x200000 == 0;
    lemma pw_va_multiple1: \forall integer h, i0, i1; pw_va_at1(h, i0, i1) % 0x40000000 == 0;
    lemma pw_va_multiple0: \forall integer h, i0; pw_va_at0(h, i0) % 0x40000000 == 0;
    lemma pw_multiple_of_2: \forall integer a; a % 0x200000 == 0 ==> a % 0x1000 == 0;
    lemma pw_multiple_of_1: \forall integer a; a % 0x40000000 == 0 ==> a % 0x200000 == 0;
    lemma pw_stale_va_multiple3{L}: \forall integer f, k; pw_stale_placed(f) ==> pw_stale_va(f, k) % 0x1000 == 0;
    lemma pw_stale_va_multiple2{L}: \forall integer f, k; pw_stale_placed(f) && pw_stale_level[f] <= 2 ==>
      pw_stale_va(f, k) % 0x200000 == 0;
    lemma pw_stale_va_multiple1{L}: \forall integer f, k; pw_stale_placed(f) && pw_stale_level[f] <= 1 ==>
      pw_stale_va(f, k) % 0x40000000 == 0;

    // What begins at or before an address begins at or before the leaf that has it.
    lemma pw_leaf_start_last: \forall integer start, va, level, begin; 1 <= level <= 3 && pw_leaf_start(start, va, level) &&
      begin <= va && begin % pw_level_bytes(level) == 0 ==> begin <= start;

    // From the leaves that have two addresses on, all is reached that is reached from the addresses on.
    lemma pw_stale_reached_leaves{L}: \forall integer f, first, last, va, end, leaf_level, level, asid; 1 <= leaf_level <= 3 &&
      pw_leaf_start(first, va, leaf_level) && pw_leaf_start(last, end, leaf_level) &&
      pw_stale_reached(f, va, end, leaf_level, level, asid) ==> pw_stale_reached(f, first, last, leaf_level, level, asid);

    // One invalidation for all of the space's reaches what is stale in the table too: it is one for whatever ASID, or one for the
    // ASID, and then nothing there was global.
    predicate pw_flush_covers{L}(struct pw_address_space *s, integer f) =
      s->half == PW_HALF_HIGH || s->has_mapped_global ||
      (pw_forest_asid[pw_forest_root[f]] == s->asid && pw_forest_half[pw_forest_root[f]] == 0 && pw_stale_global[f] == 0);

    // An old entry of the table may still be used.
    predicate pw_stale_live{L}(integer f) = pw_stale_stage[f] == PW_STAGE_CLEARED || pw_stale_stage[f] == PW_STAGE_ORDERED;
*/

#endif
