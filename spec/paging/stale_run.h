/*
 * Entries that became invalid along a path, in logic: which invalidations reach them, and whether they were for one ASID only.
 */
#ifndef PW_SPEC_PAGING_STALE_RUN_H
#define PW_SPEC_PAGING_STALE_RUN_H

#include "spec/paging/invalidate.h"
#include "spec/paging/map.h"
#include "spec/paging/run.h"
#include "spec/paging/va_entry.h"

/*@ // The first byte that an entry serves, by an address that it serves.
    lemma pw_va_begin0: \forall integer va; 0 <= va ==>
      pw_va_at0(va / 0x1000000000000, va / 0x8000000000 % 512) == va - va % 0x8000000000;
    lemma pw_va_begin1: \forall integer va; 0 <= va ==>
      pw_va_at1(va / 0x1000000000000, va / 0x8000000000 % 512, va / 0x40000000 % 512) == va - va % 0x40000000;
    lemma pw_va_begin2: \forall integer va; 0 <= va ==>
      pw_va_at2(va / 0x1000000000000, va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512) == va - va % 0x200000;
    lemma pw_va_begin3: \forall integer va; 0 <= va ==>
      pw_va_at3(va / 0x1000000000000, va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512, va / 0x1000 % 512) ==
        va - va % 0x1000;

    // The path is one of a tree to an address, whether or not its tables are still linked.
    predicate pw_path_leads{L}(struct pw_path p, integer va) =
      0 <= va && 0 <= p.level <= 3 && pw_path_chain(p) && pw_path_of(p, va) &&
      pw_forest_half[pw_forest_root[p.table[0]]] == va / 0x1000000000000;

    lemma pw_path_leads_space{L}: \forall struct pw_address_space *s, struct pw_path p, integer va;
      0 <= va <= 0xFFFFFFFFFFFFFFFF && pw_space_root(s) && pw_space_canonical(s, va) && p.table[0] == s->root_frame &&
      0 <= p.level <= 3 && pw_path_chain(p) && pw_path_of(p, va) ==> pw_path_leads(p, va);
    lemma pw_path_valid_chain{L}: \forall struct pw_window *w, struct pw_path p;
      pw_path_valid(w, p) ==> pw_path_chain(p);

    // The first stale entry of the path's table of a level is the path's.
    predicate pw_path_stale_first{L}(struct pw_path p, integer k) =
      0 <= k <= p.level && pw_stale_level[p.table[k]] == k && pw_stale_index[p.table[k]] == p.index[k];

    // Its first byte is that of the address's entry of the level;
    lemma pw_stale_va_path{L}: \forall struct pw_path p, integer k, va;
      pw_path_leads(p, va) && pw_path_stale_first(p, k) ==>
        pw_stale_placed(p.table[k]) && pw_forest_root[p.table[k]] == pw_forest_root[p.table[0]] &&
        pw_stale_va(p.table[k], pw_stale_index[p.table[k]]) == va - va % pw_level_bytes(k);

    // the others follow at the distance of the level's entries. So invalidations from the address on reach them as far as they go.
    lemma pw_stale_va_end0{L}: \forall integer f, j, k; pw_stale_level[f] == 0 ==>
      pw_stale_va(f, k) == pw_stale_va(f, j) + (k - j) * 0x8000000000;
    lemma pw_stale_va_end1{L}: \forall integer f, j, k; pw_stale_level[f] == 1 ==>
      pw_stale_va(f, k) == pw_stale_va(f, j) + (k - j) * 0x40000000;
    lemma pw_stale_va_end2{L}: \forall integer f, j, k; pw_stale_level[f] == 2 ==>
      pw_stale_va(f, k) == pw_stale_va(f, j) + (k - j) * 0x200000;
    lemma pw_stale_va_end3{L}: \forall integer f, j, k; pw_stale_level[f] == 3 ==>
      pw_stale_va(f, k) == pw_stale_va(f, j) + (k - j) * 0x1000;
    lemma pw_stale_va_entry{L}: \forall struct pw_path p, integer k, va, i;
      pw_path_leads(p, va) && pw_path_stale_first(p, k) ==>
        pw_stale_va(p.table[k], i) == pw_va_entry(va, k, i - p.index[k]);
    lemma pw_stale_path_reached{L}: \forall struct pw_path p, integer k, va, last, leaf_level, level, asid;
      pw_path_leads(p, va) && pw_path_stale_first(p, k) && pw_forest_asid[pw_forest_root[p.table[0]]] == asid &&
      k <= leaf_level && (level == 0 || (level == k && pw_stale_link[p.table[k]] == 0)) &&
      pw_stale_index[p.table[k]] < pw_stale_end[p.table[k]] <= 512 &&
      pw_va_entry(va, k, pw_stale_end[p.table[k]] - 1 - p.index[k]) <= last ==>
        pw_stale_reached(p.table[k], va, last, leaf_level, level, asid);

    // The walk from a path's root, by indices that go along it, is the one from its end on.
    predicate pw_path_passes(struct pw_path p, integer i0, integer i1, integer i2) =
      (1 <= p.level ==> i0 == p.index[0]) && (2 <= p.level ==> i1 == p.index[1]) && (3 <= p.level ==> i2 == p.index[2]);
    lemma pw_path_walk_on{L}: \forall struct pw_window *w, struct pw_path p, integer i0, i1, i2, i3;
      pw_path_valid(w, p) && pw_path_passes(p, i0, i1, i2) ==>
        pw_walk0(w, p.table[0], i0, i1, i2, i3) == pw_walk_from(w, p.level, p.table[p.level], i0, i1, i2, i3);

    // What walks to the run find is for one ASID only.
    predicate pw_path_run_local{L}(struct pw_window *w, struct pw_path p, integer count) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_path_run_serves(p, count, p.table[0], i0, i1, i2, i3) ==>
        pw_walk_local(pw_walk0(w, p.table[0], i0, i1, i2, i3));

    // The indices of the first address that an entry of the run serves.
    logic integer pw_path_index(struct pw_path p, integer i, integer k) = k == p.level ? i : (k < p.level ? p.index[k] : 0);
    lemma pw_path_run_local_at{L}: \forall struct pw_window *w, struct pw_path p, integer count, i;
      0 <= p.level <= 3 && pw_path_indices(p) && pw_path_run_local(w, p, count) && 0 <= i < 512 &&
      pw_run_has(p.index[p.level], count, i) ==>
        pw_walk_local(pw_walk0(w, p.table[0], pw_path_index(p, i, 0), pw_path_index(p, i, 1), pw_path_index(p, i, 2),
                               pw_path_index(p, i, 3)));
    lemma pw_path_run_leaf_at{L}: \forall struct pw_window *w, struct pw_path p, integer count, i;
      pw_path_valid(w, p) && 0 <= i < 512 && pw_run_has(p.index[p.level], count, i) &&
      pw_is_leaf(pw_entry(w, p.table[p.level], i), p.level) ==>
        pw_walk0(w, p.table[0], pw_path_index(p, i, 0), pw_path_index(p, i, 1), pw_path_index(p, i, 2), pw_path_index(p, i, 3)) ==
          pw_entry(w, p.table[p.level], i) * 4 + p.level;
    lemma pw_run_local_path{L}: \forall struct pw_window *w, struct pw_path p, integer count;
      pw_path_valid(w, p) && pw_path_run_local(w, p, count) && p.index[p.level] + count <= 512 &&
      pw_run_drains(w, p.table[p.level], p.index[p.level], count) ==>
        pw_run_local(w, p.table[p.level], p.index[p.level], count);

    // A walk by indices is the one for the first byte of their page.
    lemma pw_va_walk_at{L}: \forall struct pw_window *w, integer root, i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
      0 <= pw_va_at3(0, i0, i1, i2, i3) < 0x1000000000000 &&
      pw_va_walk(w, root, pw_va_at3(0, i0, i1, i2, i3)) == pw_walk0(w, root, i0, i1, i2, i3);

    // All that a root maps is for one ASID only, by indices.
    predicate pw_root_maps_local{L}(struct pw_window *w, integer root) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==> pw_walk_local(pw_walk0(w, root, i0, i1, i2, i3));
    lemma pw_root_maps_local_space{L}: \forall struct pw_address_space *s;
      pw_space_local(s) && s->half == PW_HALF_LOW && !s->has_mapped_global ==> pw_root_maps_local(s->window, s->root_frame);
    lemma pw_path_run_local_root{L}: \forall struct pw_window *w, struct pw_path p, integer count;
      pw_root_maps_local(w, p.table[0]) ==> pw_path_run_local(w, p, count);
*/

#endif
