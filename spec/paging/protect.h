/*
 * Pages that are given other attributes, in logic: what walks find there before and after.
 */
#ifndef PW_SPEC_PAGING_PROTECT_H
#define PW_SPEC_PAGING_PROTECT_H

#include "spec/paging/map_pages.h"
#include "spec/paging/stale_run.h"

/*@ // Two results of a walk by the same indices: leaves of one level that lead to the same page, the second with the attributes of
    // one of two leaves, for pages and for blocks.
    predicate pw_walk_protected(integer x, integer y, integer of_page, integer of_block, integer i2, integer i3) =
      x != 0 && x % 4 == y % 4 && pw_walk_leads(y, pw_leaf_page(x / 4, x % 4, i2, i3), of_page, of_block, i2, i3);

    // At two points: the walk to each of the pages is so.
    predicate pw_pages_protected{A,B}(struct pw_window *w, integer root, integer first, integer count, integer of_page,
                                      integer of_block) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_pages_have(first, count, i0, i1, i2, i3) ==>
        pw_walk_protected(pw_walk0{A}(w, root, i0, i1, i2, i3), pw_walk0{B}(w, root, i0, i1, i2, i3), of_page, of_block, i2, i3);

    // The walk to each of the pages finds something; a leaf of a level; what is for one ASID only.
    predicate pw_pages_mapped{L}(struct pw_window *w, integer root, integer first, integer count) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_pages_have(first, count, i0, i1, i2, i3) ==>
        pw_walk0(w, root, i0, i1, i2, i3) != 0;
    predicate pw_pages_of_level{L}(struct pw_window *w, integer root, integer first, integer count, integer level) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_pages_have(first, count, i0, i1, i2, i3) ==>
        pw_walk0(w, root, i0, i1, i2, i3) % 4 == level;
    predicate pw_pages_local{L}(struct pw_window *w, integer root, integer first, integer count) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_pages_have(first, count, i0, i1, i2, i3) ==>
        pw_walk_local(pw_walk0(w, root, i0, i1, i2, i3));

    // What leads to the same pages at two points, by leaves of one level, is so.
    lemma pw_pages_protected_of{A,B}: \forall struct pw_window *w, integer root, first, count, level, page, d, of_page, of_block;
      pw_pages_lead{A}(w, root, first, count, page, d, d) && pw_pages_of_level{A}(w, root, first, count, level) &&
      pw_pages_lead{B}(w, root, first, count, page, of_page, of_block) && pw_pages_of_level{B}(w, root, first, count, level) ==>
        pw_pages_protected{A,B}(w, root, first, count, of_page, of_block);

    // The run serves these pages; so what is the same but for the run is the same but for them.
    predicate pw_path_run_is_pages{L}(struct pw_path p, integer count, integer first, integer pages) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
        (pw_path_run_serves(p, count, p.table[0], i0, i1, i2, i3) <==> pw_pages_have(first, pages, i0, i1, i2, i3));
    lemma pw_pages_others_of_run{A,B}: \forall struct pw_window *w, struct pw_path p, integer count, first, pages;
      pw_path_run_is_pages{A}(p, count, first, pages) && pw_path_run_others_same{A,B}(w, p, count) ==>
        pw_pages_others_same{A,B}(w, p.table[0], first, pages);

    // A leaf's address as a multiple of its size; and that so many that lead on from it, itself among them, lead to addresses that
    // there are.
    logic integer pw_leaf_block(integer d, integer level) =
      level == 1 ? pw_field(d, 0x40000000, 0x40000)
                 : (level == 2 ? pw_field(d, 0x200000, 0x8000000) : pw_field(d, 0x1000, 0x1000000000));
    predicate pw_leaf_room(integer d, integer level, integer count) =
      pw_leaf_block(d, level) + count <= (level == 1 ? 0x40000 : (level == 2 ? 0x8000000 : 0x1000000000));
*/

#endif
