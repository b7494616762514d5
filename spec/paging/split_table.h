/*
 * A table in place of an entry, in logic: the walks that went to the entry go through the table now.
 */
#ifndef PW_SPEC_PAGING_SPLIT_TABLE_H
#define PW_SPEC_PAGING_SPLIT_TABLE_H

#include "spec/paging/forest.h"
#include "spec/paging/run.h"
#include "spec/paging/split.h"

/*@ // The walks that came to entry i of table t at A come to these leaves at B, one level further down.
    predicate pw_split_walks_hit{A,B}(struct pw_window *w, integer t, integer i, integer leaf, integer stride) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 &&
          pw_indices(i0, i1, i2, i3) && pw_hit0{A}(r, i0, i1, i2, i3, t, i) ==>
        pw_walk0{B}(w, r, i0, i1, i2, i3) ==
          pw_run_value(leaf, stride, pw_index_at(\at(pw_forest_level[t], A) + 1, i0, i1, i2, i3)) * 4 +
            \at(pw_forest_level[t], A) + 1;

    // At two points: every entry is the same but those of two tables.
    predicate pw_split_entries_kept{A,B}(struct pw_window *w, integer t, integer c) =
      \forall integer f, k; 0 <= f < \at(w->frame_count, A) && 0 <= k < 512 && f != t && f != c ==>
        pw_entry{A}(w, f, k) == pw_entry{B}(w, f, k);

    // At two points: every frame but one has the same place in the trees.
    predicate pw_split_places_kept{A,B}(struct pw_window *w, integer c) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) && f != c ==>
        \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B) && \at(pw_forest_parent[f], A) == \at(pw_forest_parent[f], B) &&
        \at(pw_forest_slot[f], A) == \at(pw_forest_slot[f], B) && \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B);
*/

#endif
