/*
 * What one step of an operation means for all that holds between calls: a call of the source leaves the trees alone, a frame
 * of the reserve becomes a table or goes back, a table is one no more.
 */
#ifndef PW_SPEC_PAGING_STEPS_H
#define PW_SPEC_PAGING_STEPS_H

#include "spec/paging/operation.h"
#include "spec/paging/untouched.h"

/*@ // At two points: the same window, and the same entries in what is a table at the first.
    predicate pw_table_entries_kept{A,B}(struct pw_window *w) =
      pw_window_same{A,B}(w) && \forall integer t, i; 0 <= t < \at(w->frame_count, A) && 0 <= i < 512 &&
        0 <= \at(pw_forest_level[t], A) <= 3 ==> pw_entry{A}(w, t, i) == pw_entry{B}(w, t, i);

    // At two points: the same frames are tables.
    predicate pw_tables_same{A,B}(struct pw_window *w) =
      \forall integer f; pw_is_table{A}(w, f) <==> pw_is_table{B}(w, f);

    predicate pw_reserve_distinct(struct pw_reserve r) =
      0 <= r.count <= 3 && (2 <= r.count ==> r.table[0] != r.table[1]) &&
      (3 <= r.count ==> r.table[2] != r.table[0] && r.table[2] != r.table[1]);

    // The reserve's frames are different, no tables, of the window, and out of the source.
    predicate pw_reserve_ready{L}(struct pw_address_space *s, struct pw_reserve r) =
      pw_reserve_distinct(r) &&
      \forall integer f; pw_reserved_below(r, r.count, f) ==>
        0 <= f < s->window->frame_count && pw_forest_level[f] == PW_NO_LEVEL && pw_page_source_out(s->source, f);

    // They came out of the source between two points, and nothing else.
    predicate pw_reserve_taken{A,B}(struct pw_address_space *s, struct pw_reserve r) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_reserved_below(r, r.count, f) ==>
        !pw_page_source_out{A}(\at(s->source, A), f) && pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_reserved_below(r, r.count, f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // At two points: what q leaves of r went back, and nothing else.
    predicate pw_reserve_given{A,B}(struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_reserved_below(r, r.count, f) && !pw_reserved_below(q, q.count, f) ==>
        pw_page_source_out{A}(\at(s->source, A), f) && !pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_reserved_below(r, r.count, f) || pw_reserved_below(q, q.count, f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // Reserve q is r and one frame more.
    predicate pw_reserve_more(struct pw_reserve r, struct pw_reserve q, integer table) =
      !pw_reserved_below(r, r.count, table) &&
      \forall integer f; pw_reserved_below(q, q.count, f) <==> (pw_reserved_below(r, r.count, f) || f == table);

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

    // Step by step.
    lemma pw_untouched_chain{A,B,C}: \forall struct pw_window *w;
      pw_window_untouched{A,B}(w) && pw_window_untouched{B,C}(w) ==> pw_window_untouched{A,C}(w);

    lemma pw_reserve_takes{A,B,C}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q, integer table;
      pw_reserve_taken{A,B}(s, r) && pw_space_source_kept_but{B,C}(s, table) && pw_reserve_more(r, q, table) &&
          !pw_page_source_out{B}(\at(s->source, B), table) && pw_page_source_out{C}(\at(s->source, C), table) ==>
        pw_reserve_taken{A,C}(s, q);

    lemma pw_reserve_gives{A,B,C}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q, struct pw_reserve p,
        integer table;
      pw_reserve_given{A,B}(s, r, q) && pw_space_source_kept_but{B,C}(s, table) && pw_reserve_more(p, q, table) &&
          pw_reserved_below(r, r.count, table) &&
          pw_page_source_out{B}(\at(s->source, B), table) && !pw_page_source_out{C}(\at(s->source, C), table) ==>
        pw_reserve_given{A,C}(s, r, p);

    lemma pw_reserve_undone{A,B,C}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q;
      pw_reserve_taken{A,B}(s, r) && pw_reserve_given{B,C}(s, r, q) && q.count == 0 ==> pw_space_source_kept{A,C}(s);

    lemma pw_roots_stay_untouched{A,B}: \forall struct pw_window *w;
      \at(w->frame_count, A) == \at(w->frame_count, B) && pw_maps_untouched{A,B}(w) ==> pw_roots_stay{A,B}(w);
    lemma pw_roots_stay_hung{A,B}: \forall struct pw_window *w, struct pw_reserve r, integer root;
      \at(w->frame_count, A) == \at(w->frame_count, B) && pw_reserve_fresh{A}(w, r) && pw_reserve_hung{A,B}(w, r, r.count, root) ==>
        pw_roots_stay{A,B}(w);
    lemma pw_roots_stay_fewer{A,B}: \forall struct pw_address_space *s, struct pw_reserve r;
      pw_space_still{A,B}(s) && pw_space_fewer{A,B}(s, r) ==> pw_roots_stay{A,B}(\at(s->window, A));
*/

#endif
