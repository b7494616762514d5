/*
 * The trees while a stock is taken, in logic: the maps and the entries of tables stay.
 */
#ifndef PW_SPEC_PAGING_STOCK_SPACE_H
#define PW_SPEC_PAGING_STOCK_SPACE_H

#include "spec/paging/split_ends.h"

/*@ // At two points: the same window, the same maps and the same entries of each table.
    predicate pw_forest_kept{A,B}(struct pw_window *w) =
      pw_window_same{A,B}(w) &&
      (\forall integer f; 0 <= f < \at(w->frame_count, A) ==>
        \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B) && \at(pw_forest_parent[f], A) == \at(pw_forest_parent[f], B) &&
        \at(pw_forest_slot[f], A) == \at(pw_forest_slot[f], B) && \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B) &&
        \at(w->live[f], A) == \at(w->live[f], B)) &&
      (\forall integer t, i; 0 <= t < \at(w->frame_count, A) && 0 <= \at(pw_forest_level[t], A) <= 3 && 0 <= i < 512 ==>
        pw_entry{A}(w, t, i) == pw_entry{B}(w, t, i));

    // How many of the first n entries of each table are not zero.
    predicate pw_live_kept{A,B}(struct pw_window *w, integer n) =
      \forall integer t; 0 <= t < \at(w->frame_count, A) && 0 <= \at(pw_forest_level[t], A) <= 3 ==>
        pw_live_below{A}(w, t, n) == pw_live_below{B}(w, t, n);

    lemma pw_live_kept_none{A,B}: \forall struct pw_window *w; pw_live_kept{A,B}(w, 0);
    lemma pw_live_kept_next{A,B}: \forall struct pw_window *w, integer n;
      pw_forest_kept{A,B}(w) && pw_live_kept{A,B}(w, n) && 0 <= n < 512 ==> pw_live_kept{A,B}(w, n + 1);

    lemma pw_kept_levels{A,B}: \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_levels{A}(w) ==> pw_forest_levels{B}(w);
    lemma pw_kept_child{A,B}: \forall struct pw_window *w, integer d; pw_window_same{A,B}(w) ==> pw_child{A}(w, d) == pw_child{B}(w, d);
    lemma pw_kept_down{A,B}: \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_down{A}(w) ==> pw_forest_down{B}(w);
    lemma pw_kept_up{A,B}: \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_up{A}(w) ==> pw_forest_up{B}(w);
    lemma pw_kept_roots{A,B}: \forall struct pw_window *w;
      pw_forest_kept{A,B}(w) && pw_forest_up{A}(w) && pw_forest_roots{A}(w) ==> pw_forest_roots{B}(w);
    lemma pw_kept_counts{A,B}: \forall struct pw_window *w;
      pw_forest_kept{A,B}(w) && pw_live_kept{A,B}(w, 512) && pw_forest_counts{A}(w) ==> pw_forest_counts{B}(w);
    lemma pw_kept_entries{A,B}: \forall struct pw_window *w;
      pw_forest_kept{A,B}(w) && pw_forest_entries{A}(w) ==> pw_forest_entries{B}(w);
    lemma pw_kept_filled{A,B}: \forall struct pw_window *w, integer x;
      pw_forest_kept{A,B}(w) && pw_forest_filled{A}(w, x) ==> pw_forest_filled{B}(w, x);
    lemma pw_kept_walks3{A,B}: \forall struct pw_window *w; pw_forest_kept{A,B}(w) ==> pw_walks3_same{A,B}(w);
    lemma pw_kept_walks2{A,B}: \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_down{A}(w) ==> pw_walks2_same{A,B}(w);
    lemma pw_kept_walks1{A,B}: \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_down{A}(w) ==> pw_walks1_same{A,B}(w);
    lemma pw_kept_walks{A,B}: \forall struct pw_window *w; pw_forest_kept{A,B}(w) && pw_forest_down{A}(w) ==> pw_walks_same{A,B}(w);

    // Each table of the space is out of its source still, and what was taken is no table.
    lemma pw_taken_owns{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_owns{A}(s) && pw_forest_kept{A,B}(\at(s->window, A)) && pw_stock_taken{A,B}(s) &&
          pw_stock_no_tables{B}(\at(s->window, B)) ==> pw_space_owns{B}(s);
    lemma pw_taken_unused{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_unused{A}(s) && pw_forest_kept{A,B}(\at(s->window, A)) && pw_stock_taken{A,B}(s) &&
          pw_stock_no_tables{B}(\at(s->window, B)) ==> pw_space_unused{B}(s);
    lemma pw_kept_owns{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_owns{A}(s) && pw_forest_kept{A,B}(\at(s->window, A)) && pw_space_source_kept{A,B}(s) ==>
        pw_space_owns{B}(s);
    lemma pw_kept_unused{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_unused{A}(s) && pw_forest_kept{A,B}(\at(s->window, A)) && pw_space_source_kept{A,B}(s) ==>
        pw_space_unused{B}(s);
*/

#endif
