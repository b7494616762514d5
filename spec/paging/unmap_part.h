/*
 * A part of a range that is unmapped, in logic: some entries of the table at a path's end, and tables that are empty then.
 */
#ifndef PW_SPEC_PAGING_UNMAP_PART_H
#define PW_SPEC_PAGING_UNMAP_PART_H

#include "spec/paging/path.h"
#include "spec/paging/run.h"
#include "spec/paging/unmap_step.h"

/*@ // Nothing is stale of the tables of level 3 that are linked by a table from an entry on.
    predicate pw_below_clean{L}(struct pw_window *w, integer t, integer first) =
      \forall integer f; 0 <= f < w->frame_count && pw_forest_level[f] == 3 && pw_forest_parent[f] == t && first <= pw_forest_slot[f] ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN;

    // At two points: the same is stale of every table above level 2 but one; those keep their level and their entries.
    predicate pw_above_same{A,B}(struct pw_window *w, integer t) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) && 0 <= \at(pw_forest_level[f], A) <= 2 ==>
        \at(pw_forest_level[f], B) == \at(pw_forest_level[f], A) && (f != t ==> pw_stale_same{A,B}(f) &&
        \forall integer i; 0 <= i < 512 ==> pw_entry{A}(w, f, i) == pw_entry{B}(w, f, i));

    // At two points: the entries of a table but those of a run.
    predicate pw_table_kept{A,B}(struct pw_window *w, integer t, integer first, integer count) =
      \forall integer i; 0 <= i < 512 && !pw_run_has(first, count, i) ==> pw_entry{A}(w, t, i) == pw_entry{B}(w, t, i);

    // Some entries lie within a range of addresses, with every byte that they serve.
    predicate pw_run_inside_range{L}(integer t, integer first, integer end, struct pw_removed r) =
      r.first <= pw_entry_va(2, t, first) && pw_entry_va(2, t, end) <= r.last + 1;

    // At most so many leaves more.
    predicate pw_leaves_upto(struct pw_leaf_counts c, struct pw_leaf_counts d, integer n) =
      d.page_count <= c.page_count + n * 0x10000 && d.block_2mb_count <= c.block_2mb_count + n * 0x10000 &&
      d.block_1gb_count <= c.block_1gb_count + n * 0x10000;

    // One entry is a run.
    lemma pw_run_walks_one{A,B}: \forall struct pw_window *w, integer t, i;
      pw_walks_same_but{A,B}(w, t, i) ==> pw_run_walks_same_but{A,B}(w, t, i, 1);
    lemma pw_run_fault_one{L}: \forall struct pw_window *w, integer t, i;
      pw_walks_hit(w, t, i, 0) ==> pw_run_walks_fault(w, t, i, 1);

    // The path's tables down to a level are linked one by the other; more entries of those above may become invalid; and the
    // path's entries in them lie within the range.
    predicate pw_path_prefix{L}(struct pw_window *w, struct pw_path p, integer k) =
      pw_path_indices(p) && 0 <= k <= 3 && pw_path_table(w, p, 0) &&
      (1 <= k ==> pw_path_table(w, p, 1) && pw_path_link(w, p, 0)) && (2 <= k ==> pw_path_table(w, p, 2) && pw_path_link(w, p, 1)) &&
      (3 <= k ==> pw_path_table(w, p, 3) && pw_path_link(w, p, 2));
    predicate pw_path_takes{L}(struct pw_path p, integer k) =
      (1 <= k ==> pw_stale_takes(p.table[0], p.index[0])) && (2 <= k ==> pw_stale_takes(p.table[1], p.index[1])) &&
      (3 <= k ==> pw_stale_takes(p.table[2], p.index[2]));
    predicate pw_path_within{L}(struct pw_path p, integer k, struct pw_removed r) =
      (1 <= k ==> pw_run_within(0, p.table[0], p.index[0], 1, r)) && (2 <= k ==> pw_run_within(1, p.table[1], p.index[1], 1, r)) &&
      (3 <= k ==> pw_run_within(2, p.table[2], p.index[2], 1, r));
*/

#endif
