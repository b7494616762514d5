/*
 * One part of a range protected after the other, in logic.
 */
#ifndef PW_SPEC_PAGING_PROTECT_STEPS_H
#define PW_SPEC_PAGING_PROTECT_STEPS_H

#include "spec/paging/map_steps.h"
#include "spec/paging/protect.h"

/*@ // Pages 'first' to 'next' have been protected, then those from 'next' to 'end'.
    lemma pw_pages_protected_then{A,B,C}: \forall struct pw_window *w, integer root, first, n, next, m, all, of_page, of_block;
      pw_pages_protected{A,B}(w, root, first, n, of_page, of_block) && pw_pages_others_same{A,B}(w, root, first, n) &&
          pw_root_here{A}(w, root) && pw_root_here{B}(w, root) &&
          pw_pages_protected{B,C}(w, root, next, m, of_page, of_block) && pw_pages_others_same{B,C}(w, root, next, m) &&
          pw_sum(next, first, n) && pw_sum(all, n, m) && 0 <= n && 0 <= m ==>
        pw_pages_protected{A,C}(w, root, first, all, of_page, of_block);

    // The rest is as it was.
    lemma pw_page_other{A,B}: \forall struct pw_window *w, integer root, first, count, i0, i1, i2, i3;
      pw_pages_others_same{A,B}(w, root, first, count) && pw_root_here{A}(w, root) && pw_indices(i0, i1, i2, i3) &&
          !pw_pages_have(first, count, i0, i1, i2, i3) ==>
        pw_walk0{A}(w, root, i0, i1, i2, i3) == pw_walk0{B}(w, root, i0, i1, i2, i3);
    lemma pw_pages_mapped_then{A,B}: \forall struct pw_window *w, integer root, first, all, next, m, rest;
      pw_pages_mapped{A}(w, root, first, all) && pw_root_here{A}(w, root) && pw_pages_others_same{A,B}(w, root, first, m) &&
          pw_sum(next, first, m) && pw_sum(all, m, rest) && 0 <= m ==>
        pw_pages_mapped{B}(w, root, next, rest);
    lemma pw_pages_local_then{A,B}: \forall struct pw_window *w, integer root, first, all, next, m, rest;
      pw_pages_local{A}(w, root, first, all) && pw_root_here{A}(w, root) && pw_pages_others_same{A,B}(w, root, first, m) &&
          pw_sum(next, first, m) && pw_sum(all, m, rest) && 0 <= m ==>
        pw_pages_local{B}(w, root, next, rest);
    lemma pw_pages_local_first{L}: \forall struct pw_window *w, integer root, first, all, m;
      pw_pages_local(w, root, first, all) && m <= all ==> pw_pages_local(w, root, first, m);
    lemma pw_pages_local_root{L}: \forall struct pw_window *w, integer root, first, count;
      pw_root_maps_local(w, root) ==> pw_pages_local(w, root, first, count);

    // What is given attributes for one ASID only stays so.
    lemma pw_bit_11: \forall integer x, y; x % 0x1000 == y % 0x1000 ==> x / 0x800 % 2 == y / 0x800 % 2;
    predicate pw_leaf_local(integer d) = d / 0x800 % 2 != 0;
    lemma pw_walk_leads_local: \forall integer value, page, of_page, of_block, i2, i3;
      pw_walk_leads(value, page, of_page, of_block, i2, i3) && pw_leaf_local(of_page) && pw_leaf_local(of_block) ==>
        pw_walk_local(value);
    lemma pw_root_local_then{A,B}: \forall struct pw_window *w, integer root, first, count, of_page, of_block;
      pw_root_maps_local{A}(w, root) && pw_root_here{A}(w, root) && pw_leaf_local(of_page) && pw_leaf_local(of_block) &&
          pw_pages_protected{A,B}(w, root, first, count, of_page, of_block) && pw_pages_others_same{A,B}(w, root, first, count) ==>
        pw_root_maps_local{B}(w, root);
    lemma pw_root_local_same{A,B}: \forall struct pw_window *w, integer root;
      pw_root_maps_local{A}(w, root) && pw_root_here{A}(w, root) && pw_walks_same{A,B}(w) ==> pw_root_maps_local{B}(w, root);
    lemma pw_space_local_root{L}: \forall struct pw_address_space *s;
      pw_root_maps_local(s->window, s->root_frame) ==> pw_space_local(s);

    // A leaf begins at the address; and ends before it.
    predicate pw_va_begins{L}(struct pw_window *w, integer root, integer va) =
      va % pw_level_bytes(pw_va_walk(w, root, va) % 4) == 0;
    predicate pw_va_ends{L}(struct pw_window *w, integer root, integer end) =
      end % pw_level_bytes(pw_va_walk(w, root, end - 1) % 4) == 0;

    // No leaf goes across an end of the range.
    predicate pw_range_whole{L}(struct pw_window *w, integer root, struct pw_va_range r) =
      pw_va_begins(w, root, r.va) && pw_va_ends(w, root, r.va + r.length);

    // All addresses of a block come to the same.
    lemma pw_walk_block2{L}: \forall struct pw_window *w, integer t, i0, i1, i2, i3, j3;
      pw_walk0(w, t, i0, i1, i2, i3) % 4 == 2 ==> pw_walk0(w, t, i0, i1, i2, j3) == pw_walk0(w, t, i0, i1, i2, i3);
    lemma pw_walk_block1{L}: \forall struct pw_window *w, integer t, i0, i1, i2, i3, j2, j3;
      pw_walk0(w, t, i0, i1, i2, i3) % 4 == 1 ==> pw_walk0(w, t, i0, i1, j2, j3) == pw_walk0(w, t, i0, i1, i2, i3);
    lemma pw_walk_level{L}: \forall struct pw_window *w, integer t, i0, i1, i2, i3;
      pw_walk0(w, t, i0, i1, i2, i3) != 0 ==> 1 <= pw_walk0(w, t, i0, i1, i2, i3) % 4 <= 3;
*/

#endif
