/*
 * Forest kept: trees are as sound as before, and every walk is the same, when nothing of their window has changed.
 */
#ifndef PW_SPEC_PAGING_FOREST_KEPT_H
#define PW_SPEC_PAGING_FOREST_KEPT_H

/*@ // At two points: the same window, the same entries and counts, every frame at its place.
    predicate pw_forest_kept{A,B}(struct pw_window *w) = pw_window_untouched{A,B}(w) && pw_places_kept{A,B}(w, -1);

    lemma pw_forest_kept_levels{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_levels{A}(w) ==> pw_forest_levels{B}(w);

    lemma pw_forest_kept_child{A,B}:
      \forall struct pw_window *w, integer d; pw_forest_kept{A,B}(w) ==> pw_child{A}(w, d) == pw_child{B}(w, d);

    lemma pw_forest_kept_entry{A,B}:
      \forall struct pw_window *w, integer f, i; pw_forest_kept{A,B}(w) && 0 <= f < \at(w->frame_count, A) && 0 <= i < 512 ==>
        pw_entry{A}(w, f, i) == pw_entry{B}(w, f, i);

    lemma pw_forest_kept_down{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_down{A}(w) ==> pw_forest_down{B}(w);

    lemma pw_forest_kept_up{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_up{A}(w) ==> pw_forest_up{B}(w);

    lemma pw_forest_kept_counts{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_counts{A}(w) ==> pw_forest_counts{B}(w);

    lemma pw_forest_kept_entries{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_entries{A}(w) ==> pw_forest_entries{B}(w);

    lemma pw_forest_kept_filled{A,B}:
      \forall struct pw_window *w, integer x; pw_forest_kept{A,B}(w) && pw_forest_filled{A}(w, x) ==> pw_forest_filled{B}(w, x);

    lemma pw_forest_kept_fresh{A,B}:
      \forall struct pw_window *w, integer f; pw_forest_kept{A,B}(w) && pw_fresh{A}(w, f) ==> pw_fresh{B}(w, f);

    // Level by level: a link leads to a table of the next one.
    lemma pw_forest_kept_walks3{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) ==> pw_walks3_same{A,B}(w);
    lemma pw_forest_kept_walks2{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_down{A}(w) &&
        pw_walks3_same{A,B}(w) ==> pw_walks2_same{A,B}(w);
    lemma pw_forest_kept_walks1{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_down{A}(w) &&
        pw_walks2_same{A,B}(w) ==> pw_walks1_same{A,B}(w);
    lemma pw_forest_kept_walks{A,B}:
      \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_down{A}(w) &&
        pw_walks1_same{A,B}(w) ==> pw_walks_same{A,B}(w);
*/

#endif
