/*
 * A run, in logic: entries next to each other in one table, written in one go; and the walks that come to one of them.
 */
#ifndef PW_SPEC_PAGING_RUN_H
#define PW_SPEC_PAGING_RUN_H

/*@ // An index is one of the run's, which lies in its table.
    predicate pw_run_has(integer first, integer count, integer i) = first <= i < first + count;
    predicate pw_run_inside(integer first, integer count) = 0 <= first && 0 <= count && first + count <= 512;

    // Each entry is zero, or a leaf, or one of both.
    predicate pw_run_zero{L}(struct pw_window *w, integer table, integer first, integer count) =
      \forall integer i; pw_run_has(first, count, i) ==> pw_entry(w, table, i) == 0;
    predicate pw_run_leaves{L}(struct pw_window *w, integer table, integer first, integer count) =
      \forall integer i; pw_run_has(first, count, i) ==> pw_is_leaf(pw_entry(w, table, i), pw_forest_level[table]);
    predicate pw_run_drains{L}(struct pw_window *w, integer table, integer first, integer count) =
      \forall integer i; pw_run_has(first, count, i) ==>
        pw_entry(w, table, i) == 0 || pw_is_leaf(pw_entry(w, table, i), pw_forest_level[table]);

    // None of them is held for all ASIDs.
    predicate pw_run_local{L}(struct pw_window *w, integer table, integer first, integer count) =
      \forall integer i; pw_run_has(first, count, i) ==> pw_entry_local(pw_entry(w, table, i));

    // Each entry is one stride above the one before it.
    logic integer pw_run_value(integer descriptor, integer stride, integer k) = descriptor + k * stride;
    predicate pw_run_filled{L}(struct pw_window *w, integer table, integer first, integer count, integer descriptor, integer stride) =
      \forall integer i; pw_run_has(first, count, i) ==> pw_entry(w, table, i) == pw_run_value(descriptor, stride, i - first);

    // How many of its entries are not zero.
    logic integer pw_run_live{L}(struct pw_window *w, integer table, integer first, integer count) =
      pw_live_below(w, table, first + count) - pw_live_below(w, table, first);

    // At two points: every entry of the window's tables but those.
    predicate pw_run_kept{A,B}(struct pw_window *w, integer table, integer first, integer count) =
      \forall integer f, k; 0 <= f < \at(w->frame_count, A) && 0 <= k < 512 && !(f == table && pw_run_has(first, count, k)) ==>
        pw_entry{A}(w, f, k) == pw_entry{B}(w, f, k);

    // A change of the run: every other table keeps its count, all tables their places, and all entries but those stay.
    predicate pw_run_step{A,B}(struct pw_window *w, integer t, integer first, integer count) =
      (\forall integer f; 0 <= f < \at(w->frame_count, A) ==>
        \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B) && \at(pw_forest_parent[f], A) == \at(pw_forest_parent[f], B) &&
        \at(pw_forest_slot[f], A) == \at(pw_forest_slot[f], B) && \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B)) &&
      (\forall integer f; 0 <= f < \at(w->frame_count, A) && f != t ==> \at(w->live[f], A) == \at(w->live[f], B)) &&
      pw_run_kept{A,B}(w, t, first, count);

    // More entries of a table may become invalid, from one on: no old entry of it may still be used, or what is stale became so
    // just now and lies before that one. They are stale together then, with what is between them. What was made and not yet
    // ordered is ordered with them.
    predicate pw_stale_takes{L}(integer t, integer first) =
      pw_stale_makes(t) ||
      (pw_stale_stage[t] == PW_STAGE_CLEARED && pw_stale_index[t] < pw_stale_end[t] <= first &&
       pw_stale_level[t] == pw_forest_level[t]);
    predicate pw_stale_grown{A,B}(integer t, integer first, integer end, integer level, integer link) =
      pw_stale_run{B}(t, PW_STAGE_CLEARED, \at(pw_stale_stage[t], A) == PW_STAGE_CLEARED ? \at(pw_stale_index[t], A) : first, end,
                      level, \at(pw_stale_stage[t], A) == PW_STAGE_CLEARED && link != 1 ? \at(pw_stale_link[t], A) : link);

    // Nothing that is stale in the table is held for all ASIDs.
    predicate pw_stale_local{L}(integer t) = pw_stale_makes(t) || pw_stale_global[t] == 0;

    // At two points: the same is stale of every table but two.
    predicate pw_run_stale_kept{A,B}(integer t, integer c) =
      \forall integer f; f != t && f != c ==>
        \at(pw_stale_stage[f], A) == \at(pw_stale_stage[f], B) && \at(pw_stale_index[f], A) == \at(pw_stale_index[f], B) &&
        \at(pw_stale_end[f], A) == \at(pw_stale_end[f], B) && \at(pw_stale_level[f], A) == \at(pw_stale_level[f], B) &&
        \at(pw_stale_link[f], A) == \at(pw_stale_link[f], B) && \at(pw_stale_global[f], A) == \at(pw_stale_global[f], B);

    // The walk from x by these indices comes to an entry of the run in table t, told as pw_hit0 to pw_hit3 tell it of one entry.
    predicate pw_run_hit3(integer x, integer i3, integer t, integer first, integer count) = x == t && pw_run_has(first, count, i3);
    predicate pw_run_hit2{L}(integer x, integer i2, integer i3, integer t, integer first, integer count) =
      (x == t && pw_run_has(first, count, i2)) ||
      (pw_forest_level[t] == 3 && pw_run_has(first, count, i3) && x == pw_forest_parent[t] && i2 == pw_forest_slot[t]);
    predicate pw_run_hit1{L}(integer x, integer i1, integer i2, integer i3, integer t, integer first, integer count) =
      (x == t && pw_run_has(first, count, i1)) ||
      (pw_forest_level[t] == 2 && pw_run_has(first, count, i2) && x == pw_forest_parent[t] && i1 == pw_forest_slot[t]) ||
      (pw_forest_level[t] == 3 && pw_run_has(first, count, i3) && i2 == pw_forest_slot[t] &&
       x == pw_forest_parent[pw_forest_parent[t]] && i1 == pw_forest_slot[pw_forest_parent[t]]);
    predicate pw_run_hit0{L}(integer x, integer i0, integer i1, integer i2, integer i3, integer t, integer first, integer count) =
      (x == t && pw_run_has(first, count, i0)) ||
      (pw_forest_level[t] == 1 && pw_run_has(first, count, i1) && x == pw_forest_parent[t] && i0 == pw_forest_slot[t]) ||
      (pw_forest_level[t] == 2 && pw_run_has(first, count, i2) && i1 == pw_forest_slot[t] &&
       x == pw_forest_parent[pw_forest_parent[t]] && i0 == pw_forest_slot[pw_forest_parent[t]]) ||
      (pw_forest_level[t] == 3 && pw_run_has(first, count, i3) && i2 == pw_forest_slot[t] &&
       i1 == pw_forest_slot[pw_forest_parent[t]] && x == pw_forest_parent[pw_forest_parent[pw_forest_parent[t]]] &&
       i0 == pw_forest_slot[pw_forest_parent[pw_forest_parent[t]]]);

    // The entry to which such a walk comes.
    logic integer pw_index_at(integer level, integer i0, integer i1, integer i2, integer i3) =
      level == 0 ? i0 : (level == 1 ? i1 : (level == 2 ? i2 : i3));

    // At two points: every walk is the same but those that come to the run, as its table was placed at A.
    predicate pw_run_walks_same_but{A,B}(struct pw_window *w, integer t, integer first, integer count) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 &&
          pw_indices(i0, i1, i2, i3) && !pw_run_hit0{A}(r, i0, i1, i2, i3, t, first, count) ==>
        pw_walk0{A}(w, r, i0, i1, i2, i3) == pw_walk0{B}(w, r, i0, i1, i2, i3);

    // Where they do come there, their result is the run's leaf; where the run is empty, a fault.
    predicate pw_run_walks_hit{L}(struct pw_window *w, integer t, integer first, integer count, integer descriptor, integer stride) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < w->frame_count && pw_forest_level[r] == 0 && pw_indices(i0, i1, i2, i3) &&
          pw_run_hit0(r, i0, i1, i2, i3, t, first, count) ==>
        pw_walk0(w, r, i0, i1, i2, i3) ==
          pw_run_value(descriptor, stride, pw_index_at(pw_forest_level[t], i0, i1, i2, i3) - first) * 4 + pw_forest_level[t];
    predicate pw_run_walks_fault{L}(struct pw_window *w, integer t, integer first, integer count) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < w->frame_count && pw_forest_level[r] == 0 && pw_indices(i0, i1, i2, i3) &&
          pw_run_hit0(r, i0, i1, i2, i3, t, first, count) ==>
        pw_walk0(w, r, i0, i1, i2, i3) == 0;

    // An address with these indices is one that the run from a path's end on serves.
    predicate pw_path_run_serves{L}(struct pw_path p, integer count, integer r, integer i0, integer i1, integer i2, integer i3) =
      r == p.table[0] && pw_run_has(p.index[p.level], count, pw_index_at(p.level, i0, i1, i2, i3)) &&
      (1 <= p.level ==> i0 == p.index[0]) && (2 <= p.level ==> i1 == p.index[1]) && (3 <= p.level ==> i2 == p.index[2]);

    // At two points: every walk but those is the same.
    predicate pw_path_run_others_same{A,B}(struct pw_window *w, struct pw_path p, integer count) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 &&
          pw_indices(i0, i1, i2, i3) && !pw_path_run_serves{A}(p, count, r, i0, i1, i2, i3) ==>
        pw_walk0{A}(w, r, i0, i1, i2, i3) == pw_walk0{B}(w, r, i0, i1, i2, i3);

    // Those come to the run's leaves, or to nothing.
    predicate pw_path_run_served{L}(struct pw_window *w, struct pw_path p, integer count, integer descriptor, integer stride) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_path_run_serves(p, count, p.table[0], i0, i1, i2, i3) ==>
        pw_walk0(w, p.table[0], i0, i1, i2, i3) ==
          pw_run_value(descriptor, stride, pw_index_at(p.level, i0, i1, i2, i3) - p.index[p.level]) * 4 + p.level;
    predicate pw_path_run_faults{L}(struct pw_window *w, struct pw_path p, integer count) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_path_run_serves(p, count, p.table[0], i0, i1, i2, i3) ==>
        pw_walk0(w, p.table[0], i0, i1, i2, i3) == 0;
*/

#endif
