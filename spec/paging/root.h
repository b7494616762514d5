/*
 * Roots, in logic: what a root is when it begins, and what may be known of its tree when hardware uses it no more.
 */
#ifndef PW_SPEC_PAGING_ROOT_H
#define PW_SPEC_PAGING_ROOT_H

#include "spec/paging/forest.h"
#include "spec/paging/tree.h"

/*@ // The frame was a table of the root's tree at a point.
    predicate pw_root_table{L}(struct pw_window *w, integer root, integer f) =
      pw_is_table(w, f) && pw_forest_root[f] == root;

    // At two points: the tables of the root's tree are none any more, and every other frame is what it was.
    predicate pw_root_gone{A,B}(struct pw_window *w, integer root) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) ==>
        (pw_root_table{A}(w, root, f) ? \at(pw_forest_level[f], B) == PW_NO_LEVEL
                                      : \at(pw_forest_level[f], B) == \at(pw_forest_level[f], A));

    // Every address of the root that is mapped is mapped for the root's ASID only: bit 11 of the leaf, nG, is not zero.
    predicate pw_root_local{L}(struct pw_window *w, integer root) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_walk0(w, root, i0, i1, i2, i3) != 0 ==>
        pw_field(pw_walk0(w, root, i0, i1, i2, i3) / 4, 0x800, 2) != 0;

    // Nothing is stale but tables of one root as wholes, which have all come to the stage; if 'global' is false, nothing global
    // was in them.
    predicate pw_root_stale{L}(struct pw_window *w, integer root, integer stage, boolean global) =
      \forall integer f; 0 <= f < w->frame_count && pw_stale_stage[f] != PW_STAGE_CLEAN ==>
        pw_stale_stage[f] == stage && pw_stale_index[f] == PW_STALE_WHOLE && pw_forest_root[f] == root &&
        (pw_stale_global[f] != 0 ==> global);
*/

#endif
