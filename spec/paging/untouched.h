/*
 * What stays when the window and its ghost maps stay: every tree, every walk.
 */
#ifndef PW_SPEC_PAGING_UNTOUCHED_H
#define PW_SPEC_PAGING_UNTOUCHED_H

#include "spec/paging/map.h"

/*@ // At two points: the maps are the same, and how many entries of each frame are not zero.
    predicate pw_maps_untouched{A,B}(struct pw_window *w) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) ==>
        \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B) && \at(pw_forest_parent[f], A) == \at(pw_forest_parent[f], B) &&
        \at(pw_forest_slot[f], A) == \at(pw_forest_slot[f], B) && \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B);

    // the window is, too.
    predicate pw_trees_untouched{A,B}(struct pw_window *w) =
      pw_window_untouched{A,B}(w) && pw_maps_untouched{A,B}(w);

    lemma pw_untouched_levels{A,B}: \forall struct pw_window *w;
      pw_trees_untouched{A,B}(w) && pw_forest_levels{A}(w) ==> pw_forest_levels{B}(w);
    lemma pw_untouched_down{A,B}: \forall struct pw_window *w;
      pw_trees_untouched{A,B}(w) && pw_forest_down{A}(w) ==> pw_forest_down{B}(w);
    lemma pw_untouched_up{A,B}: \forall struct pw_window *w;
      pw_trees_untouched{A,B}(w) && pw_forest_up{A}(w) ==> pw_forest_up{B}(w);
    lemma pw_untouched_roots{A,B}: \forall struct pw_window *w;
      pw_trees_untouched{A,B}(w) && pw_forest_up{A}(w) && pw_forest_roots{A}(w) ==> pw_forest_roots{B}(w);
    lemma pw_untouched_counts{A,B}: \forall struct pw_window *w;
      pw_trees_untouched{A,B}(w) && pw_forest_counts{A}(w) ==> pw_forest_counts{B}(w);
    lemma pw_untouched_entries{A,B}: \forall struct pw_window *w;
      pw_trees_untouched{A,B}(w) && pw_forest_entries{A}(w) ==> pw_forest_entries{B}(w);
    lemma pw_untouched_filled{A,B}: \forall struct pw_window *w, integer x;
      pw_trees_untouched{A,B}(w) && pw_forest_filled{A}(w, x) ==> pw_forest_filled{B}(w, x);

    // The walks, from the lowest tables up.
    lemma pw_untouched_entry{A,B}: \forall struct pw_window *w, integer t, i;
      pw_window_untouched{A,B}(w) && 0 <= t < \at(w->frame_count, A) && 0 <= i < 512 ==>
        pw_entry{A}(w, t, i) == pw_entry{B}(w, t, i);
    lemma pw_untouched_child{A,B}: \forall struct pw_window *w, integer d;
      pw_window_untouched{A,B}(w) ==> pw_child{A}(w, d) == pw_child{B}(w, d);
    lemma pw_untouched_below{L}: \forall struct pw_window *w, integer t, i;
      pw_forest_down(w) && 0 <= t < w->frame_count && 0 <= i < 512 && 0 <= pw_forest_level[t] <= 2 && pw_entry(w, t, i) % 4 == 3 ==>
        0 <= pw_child(w, pw_entry(w, t, i)) < w->frame_count &&
        pw_forest_level[pw_child(w, pw_entry(w, t, i))] == pw_forest_level[t] + 1;
    lemma pw_untouched_walk3{A,B}: \forall struct pw_window *w, integer t, i3;
      pw_window_untouched{A,B}(w) && 0 <= t < \at(w->frame_count, A) && 0 <= i3 < 512 ==>
        pw_walk3{A}(w, t, i3) == pw_walk3{B}(w, t, i3);
    lemma pw_untouched_walk2{A,B}: \forall struct pw_window *w, integer t, i2, i3;
      pw_window_untouched{A,B}(w) && pw_forest_down{A}(w) && 0 <= t < \at(w->frame_count, A) &&
          \at(pw_forest_level[t], A) == 2 && 0 <= i2 < 512 && 0 <= i3 < 512 ==>
        pw_walk2{A}(w, t, i2, i3) == pw_walk2{B}(w, t, i2, i3);
    lemma pw_untouched_walk1{A,B}: \forall struct pw_window *w, integer t, i1, i2, i3;
      pw_window_untouched{A,B}(w) && pw_forest_down{A}(w) && 0 <= t < \at(w->frame_count, A) &&
          \at(pw_forest_level[t], A) == 1 && 0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 ==>
        pw_walk1{A}(w, t, i1, i2, i3) == pw_walk1{B}(w, t, i1, i2, i3);
    lemma pw_untouched_walk0{A,B}: \forall struct pw_window *w, integer t, i0, i1, i2, i3;
      pw_window_untouched{A,B}(w) && pw_forest_down{A}(w) && 0 <= t < \at(w->frame_count, A) &&
          \at(pw_forest_level[t], A) == 0 && pw_indices(i0, i1, i2, i3) ==>
        pw_walk0{A}(w, t, i0, i1, i2, i3) == pw_walk0{B}(w, t, i0, i1, i2, i3);
    lemma pw_untouched_walks{A,B}: \forall struct pw_window *w;
      pw_window_untouched{A,B}(w) && pw_forest_down{A}(w) ==> pw_walks_same{A,B}(w);
*/

#endif
