/*
 * Invalidations of one address after the other, in logic: which stale entries they reach.
 */
#ifndef PW_SPEC_PAGING_INVALIDATE_H
#define PW_SPEC_PAGING_INVALIDATE_H

/*@ // The first byte that an entry serves, by the half of the address and the indices from level 0 on.
    logic integer pw_va_at0(integer half, integer i0) = half * 0x1000000000000 + i0 * 0x8000000000;
    logic integer pw_va_at1(integer half, integer i0, integer i1) = pw_va_at0(half, i0) + i1 * 0x40000000;
    logic integer pw_va_at2(integer half, integer i0, integer i1, integer i2) = pw_va_at1(half, i0, i1) + i2 * 0x200000;
    logic integer pw_va_at3(integer half, integer i0, integer i1, integer i2, integer i3) =
      pw_va_at2(half, i0, i1, i2) + i3 * 0x1000;

    // The address has these indices.
    lemma pw_va_inside0: \forall integer half, i0, va; 0 <= half && 0 <= i0 < 512 &&
      pw_va_at0(half, i0) <= va < pw_va_at0(half, i0) + 0x8000000000 ==>
        va / 0x1000000000000 == half && va / 0x8000000000 % 512 == i0;
    lemma pw_va_inside1: \forall integer half, i0, i1, va; 0 <= half && 0 <= i0 < 512 && 0 <= i1 < 512 &&
      pw_va_at1(half, i0, i1) <= va < pw_va_at1(half, i0, i1) + 0x40000000 ==>
        va / 0x1000000000000 == half && va / 0x8000000000 % 512 == i0 && va / 0x40000000 % 512 == i1;
    lemma pw_va_inside2: \forall integer half, i0, i1, i2, va; 0 <= half && 0 <= i0 < 512 && 0 <= i1 < 512 && 0 <= i2 < 512 &&
      pw_va_at2(half, i0, i1, i2) <= va < pw_va_at2(half, i0, i1, i2) + 0x200000 ==>
        va / 0x1000000000000 == half && va / 0x8000000000 % 512 == i0 && va / 0x40000000 % 512 == i1 && va / 0x200000 % 512 == i2;
    lemma pw_va_inside3: \forall integer half, i0, i1, i2, i3, va;
      0 <= half && 0 <= i0 < 512 && 0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 &&
      pw_va_at3(half, i0, i1, i2, i3) <= va < pw_va_at3(half, i0, i1, i2, i3) + 0x1000 ==>
        va / 0x1000000000000 == half && va / 0x8000000000 % 512 == i0 && va / 0x40000000 % 512 == i1 && va / 0x200000 % 512 == i2 &&
        va / 0x1000 % 512 == i3;

    // The first byte that entry k served of a table with stale entries.
    logic integer pw_stale_va{L}(integer f, integer k) =
      pw_stale_level[f] == 0 ? pw_va_at0(pw_forest_half[pw_forest_root[f]], k)
      : (pw_stale_level[f] == 1 ? pw_va_at1(pw_forest_half[pw_forest_root[f]], pw_forest_slot[f], k)
      : (pw_stale_level[f] == 2 ? pw_va_at2(pw_forest_half[pw_forest_root[f]], pw_forest_slot[pw_forest_parent[f]],
                                            pw_forest_slot[f], k)
      : pw_va_at3(pw_forest_half[pw_forest_root[f]], pw_forest_slot[pw_forest_parent[pw_forest_parent[f]]],
                  pw_forest_slot[pw_forest_parent[f]], pw_forest_slot[f], k)));

    // Its entries follow each other.
    lemma pw_stale_va_next{L}: \forall integer f, k; 0 <= pw_stale_level[f] <= 3 ==>
      pw_stale_va(f, k + 1) == pw_stale_va(f, k) + pw_level_bytes(pw_stale_level[f]);
    lemma pw_stale_va_order{L}: \forall integer f, j, k; 0 <= pw_stale_level[f] <= 3 && j <= k ==> pw_stale_va(f, j) <= pw_stale_va(f, k);

    // The table's place is one.
    predicate pw_stale_placed{L}(integer f) =
      0 <= pw_stale_level[f] <= 3 && (1 <= pw_stale_level[f] ==> 0 <= pw_forest_slot[f] < 512) &&
      (2 <= pw_stale_level[f] ==> 0 <= pw_forest_slot[pw_forest_parent[f]] < 512) &&
      (3 <= pw_stale_level[f] ==> 0 <= pw_forest_slot[pw_forest_parent[pw_forest_parent[f]]] < 512);

    // Invalidations for an ASID of a first address, a last, and those between them at the distance of a level's leaves, that
    // name a level or none, reach all that is stale in the table.
    predicate pw_stale_reached{L}(integer f, integer first, integer last, integer leaf_level, integer level, integer asid) =
      pw_forest_asid[pw_forest_root[f]] == asid && pw_stale_placed(f) && pw_stale_level[f] <= leaf_level &&
      (level == 0 || (level == pw_stale_level[f] && pw_stale_link[f] == 0)) &&
      pw_stale_index[f] < pw_stale_end[f] <= 512 &&
      first < pw_stale_va(f, pw_stale_index[f] + 1) && pw_stale_va(f, pw_stale_end[f] - 1) <= last;

    // An address in the first stale entry is one that it served.
    lemma pw_stale_inside{L}: \forall integer f, va, level, asid;
      pw_stale_placed(f) && 0 <= pw_forest_half[pw_forest_root[f]] && 0 <= pw_stale_index[f] < 512 &&
      pw_forest_asid[pw_forest_root[f]] == asid && (level == 0 || (level == pw_stale_level[f] && pw_stale_link[f] == 0)) &&
      pw_stale_va(f, pw_stale_index[f]) <= va < pw_stale_va(f, pw_stale_index[f] + 1) ==>
        pw_stale_covered(f, va, level, asid);
*/

#endif
