/*
 * A split block, in logic: every walk is as good as it was.
 */
#ifndef PW_SPEC_PAGING_SPLIT_BLOCK_H
#define PW_SPEC_PAGING_SPLIT_BLOCK_H

#include "spec/paging/map.h"
#include "spec/paging/split.h"
#include "spec/paging/split_table.h"

/*@ // At two points: each walk from a root leads to the same page with the same attributes, or to a fault at both.
    predicate pw_walks_agree{A,B}(struct pw_window *w) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 &&
          pw_indices(i0, i1, i2, i3) ==>
        pw_walk_agrees(pw_walk0{A}(w, r, i0, i1, i2, i3), pw_walk0{B}(w, r, i0, i1, i2, i3), i2, i3);

    // Those that came to entry i of table t at A lead where 'value' does.
    predicate pw_walks_lead{A,B}(struct pw_window *w, integer t, integer i, integer value) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 &&
          pw_indices(i0, i1, i2, i3) && pw_hit0{A}(r, i0, i1, i2, i3, t, i) ==>
        pw_walk_agrees(value, pw_walk0{B}(w, r, i0, i1, i2, i3), i2, i3);

    lemma pw_walks_agree_all{A,B}: \forall struct pw_window *w, integer t, i, value;
      pw_walks_hit{A}(w, t, i, value) && pw_walks_lead{A,B}(w, t, i, value) && pw_walks_same_but{A,B}(w, t, i) ==>
        pw_walks_agree{A,B}(w);

    // What is written may have to be ordered, and no old entry may still be used.
    predicate pw_stale_all_seen{L}(struct pw_window *w) = \forall integer f; 0 <= f < w->frame_count ==> pw_stale_seen(f);

    // At two points: every entry of a frame that was no table is the same, but those of one frame.
    predicate pw_split_rest_kept{A,B}(struct pw_window *w, integer c) =
      \forall integer f, k; 0 <= f < \at(w->frame_count, A) && \at(pw_forest_level[f], A) == PW_NO_LEVEL && 0 <= k < 512 &&
        f != c ==> pw_entry{A}(w, f, k) == pw_entry{B}(w, f, k);
*/

#endif
