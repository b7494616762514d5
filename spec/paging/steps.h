/*
 * What one step of an operation means for all that holds between calls: a call of the source leaves the trees alone, a frame
 * of the reserve becomes a table or goes back, a table is one no more.
 */
#ifndef PW_SPEC_PAGING_STEPS_H
#define PW_SPEC_PAGING_STEPS_H

#include "spec/paging/operation.h"
#include "spec/paging/reserve.h"
#include "spec/paging/untouched.h"

/*@ // At two points: the same window, and the same entries in what is a table at the first.
    predicate pw_table_entries_kept{A,B}(struct pw_window *w) =
      pw_window_same{A,B}(w) && \forall integer t, i; 0 <= t < \at(w->frame_count, A) && 0 <= i < 512 &&
        0 <= \at(pw_forest_level[t], A) <= 3 ==> pw_entry{A}(w, t, i) == pw_entry{B}(w, t, i);

    // The reserve's frames are no tables.
    predicate pw_reserve_fresh{L}(struct pw_window *w, struct pw_reserve r) =
      \forall integer f; pw_reserved_below(r, r.count, f) ==> 0 <= f < w->frame_count && pw_forest_level[f] == PW_NO_LEVEL;

    lemma pw_reserve_is_fresh{L}: \forall struct pw_address_space *s, struct pw_reserve r;
      pw_reserve_ready(s, r) ==> pw_reserve_fresh(s->window, r);

    lemma pw_reserve_was_fresh{A,B}: \forall struct pw_window *w, struct pw_reserve r;
      pw_maps_untouched{A,B}(w) && \at(w->frame_count, A) == \at(w->frame_count, B) && pw_reserve_fresh{B}(w, r) ==>
        pw_reserve_fresh{A}(w, r);

    // What does not change trees and source changes nothing of what is owned.
    lemma pw_space_owns_kept{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_owns{A}(s) && pw_space_source_kept{A,B}(s) && pw_maps_untouched{A,B}(\at(s->window, A)) ==>
        pw_space_owns{B}(s);
    lemma pw_space_unused_kept{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_unused{A}(s) && pw_space_source_kept{A,B}(s) && pw_maps_untouched{A,B}(\at(s->window, A)) ==>
        pw_space_unused{B}(s);
    lemma pw_space_conserved_kept{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_source_kept{A,B}(s) && pw_maps_untouched{A,B}(\at(s->window, A)) ==>
        pw_space_conserved{A,B}(s);

    // What the reserve's way into the tree means for all tables.
    lemma pw_reserve_hung_since{A,B,C}: \forall struct pw_window *w, struct pw_reserve r, integer n, root;
      pw_maps_untouched{A,B}(w) && \at(w->frame_count, A) == \at(w->frame_count, B) && pw_reserve_hung{B,C}(w, r, n, root) ==>
        pw_reserve_hung{A,C}(w, r, n, root);
    lemma pw_space_owns_more{A,B}: \forall struct pw_address_space *s, struct pw_reserve r;
      pw_space_still{A,B}(s) && pw_space_owns{A}(s) && pw_reserve_taken{A,B}(s, r) &&
          pw_reserve_hung{A,B}(\at(s->window, A), r, r.count, \at(s->root_frame, A)) ==>
        pw_space_owns{B}(s);
    lemma pw_space_unused_more{A,B}: \forall struct pw_address_space *s, struct pw_reserve r;
      pw_space_still{A,B}(s) && pw_space_unused{A}(s) && pw_reserve_taken{A,B}(s, r) &&
          pw_reserve_hung{A,B}(\at(s->window, A), r, r.count, \at(s->root_frame, A)) ==>
        pw_space_unused{B}(s);
    lemma pw_space_conserved_more{A,B}: \forall struct pw_address_space *s, struct pw_reserve r;
      pw_space_still{A,B}(s) && pw_reserve_fresh{A}(\at(s->window, A), r) && pw_reserve_taken{A,B}(s, r) &&
          pw_reserve_hung{A,B}(\at(s->window, A), r, r.count, \at(s->root_frame, A)) ==>
        pw_space_conserved{A,B}(s);
    lemma pw_path_others_since{A,B,C}: \forall struct pw_window *w, struct pw_path p, integer level;
      pw_maps_untouched{A,B}(w) && \at(w->frame_count, A) == \at(w->frame_count, B) && pw_walks_same{A,B}(w) &&
          pw_path_others_same{B,C}(w, p, level) ==>
        pw_path_others_same{A,C}(w, p, level);

    // At two points: the reserve's frames are no tables any more, and nothing else changed its place.
    predicate pw_space_fewer{A,B}(struct pw_address_space *s, struct pw_reserve r) =
      \forall integer f; 0 <= f < \at(s->window->frame_count, A) ==>
        \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B) &&
        (pw_reserved_below(r, r.count, f) ? 1 <= \at(pw_forest_level[f], A) <= 3 && \at(pw_forest_level[f], B) == PW_NO_LEVEL &&
                                              \at(pw_forest_root[f], A) == \at(s->root_frame, A)
                                          : \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B));

    lemma pw_reserve_given_since{A,B,C}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q;
      pw_space_source_kept{A,B}(s) && pw_reserve_given{B,C}(s, r, q) ==> pw_reserve_given{A,C}(s, r, q);
    lemma pw_space_owns_fewer{A,B}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q;
      pw_space_still{A,B}(s) && pw_space_owns{A}(s) && pw_reserve_given{A,B}(s, r, q) && q.count == 0 && pw_space_fewer{A,B}(s, r) ==>
        pw_space_owns{B}(s);
    lemma pw_space_unused_fewer{A,B}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q;
      pw_space_still{A,B}(s) && pw_space_unused{A}(s) && pw_reserve_given{A,B}(s, r, q) && q.count == 0 && pw_space_fewer{A,B}(s, r) ==>
        pw_space_unused{B}(s);
    lemma pw_space_conserved_fewer{A,B}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q;
      pw_space_still{A,B}(s) && pw_reserve_given{A,B}(s, r, q) && q.count == 0 && pw_space_fewer{A,B}(s, r) ==>
        pw_space_conserved{A,B}(s);

    // A path survives what leaves the tables alone.
    lemma pw_path_survives{A,B}: \forall struct pw_window *w, struct pw_path p;
      pw_table_entries_kept{A,B}(w) && pw_maps_untouched{A,B}(w) && pw_path_valid{A}(w, p) ==> pw_path_valid{B}(w, p);
    lemma pw_path_entry_survives{A,B}: \forall struct pw_window *w, struct pw_path p;
      pw_table_entries_kept{A,B}(w) && pw_maps_untouched{A,B}(w) && pw_path_valid{A}(w, p) ==>
        pw_path_entry{A}(w, p) == pw_path_entry{B}(w, p);

    lemma pw_roots_stay_untouched{A,B}: \forall struct pw_window *w;
      \at(w->frame_count, A) == \at(w->frame_count, B) && pw_maps_untouched{A,B}(w) ==> pw_roots_stay{A,B}(w);
    lemma pw_roots_stay_hung{A,B}: \forall struct pw_window *w, struct pw_reserve r, integer root;
      \at(w->frame_count, A) == \at(w->frame_count, B) && pw_reserve_fresh{A}(w, r) && pw_reserve_hung{A,B}(w, r, r.count, root) ==>
        pw_roots_stay{A,B}(w);
    lemma pw_roots_stay_fewer{A,B}: \forall struct pw_address_space *s, struct pw_reserve r;
      pw_space_still{A,B}(s) && pw_space_fewer{A,B}(s, r) ==> pw_roots_stay{A,B}(\at(s->window, A));

    // A path is one of those that its end serves, and the walk of its address.
    lemma pw_path_own{L}: \forall struct pw_window *w, struct pw_path p, integer level, value;
      pw_path_indices(p) && pw_path_served(w, p, level, value) ==> pw_path_walk(w, p) == value;
    lemma pw_path_at{L}: \forall struct pw_window *w, struct pw_path p, integer va;
      pw_path_of(p, va) ==> pw_va_walk(w, p.table[0], va) == pw_path_walk(w, p);
*/

#endif
