/*
 * What an operation has done still holds when the counts of what is mapped have been written.
 */
#ifndef PW_SPEC_PAGING_COUNTS_H
#define PW_SPEC_PAGING_COUNTS_H

#include "spec/paging/untouched.h"

/*@ // Every address of every root comes to the same.
    predicate pw_va_walks_same{A,B}(struct pw_window *w) =
      \forall integer r, a; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 && 0 <= a ==>
        pw_va_walk{A}(w, r, a) == pw_va_walk{B}(w, r, a);

    lemma pw_va_walks{A,B}: \forall struct pw_window *w; pw_walks_same{A,B}(w) ==> pw_va_walks_same{A,B}(w);
    lemma pw_va_page_others_then{A,B,C}: \forall struct pw_window *w, integer root, va;
      pw_va_others_same_page{A,B}(w, root, va) && pw_roots_stay{A,B}(w) && pw_va_walks_same{B,C}(w) ==>
        pw_va_others_same_page{A,C}(w, root, va);
    lemma pw_va_block_others_then{A,B,C}: \forall struct pw_window *w, integer root, va;
      pw_va_others_same_block{A,B}(w, root, va) && pw_roots_stay{A,B}(w) && pw_va_walks_same{B,C}(w) ==>
        pw_va_others_same_block{A,C}(w, root, va);
    lemma pw_va_page_served_then{A,B}: \forall struct pw_window *w, integer root, va, value;
      pw_va_served_page{A}(w, root, va, value) && pw_va_walks_same{A,B}(w) && 0 <= root < \at(w->frame_count, A) &&
          \at(pw_forest_level[root], A) == 0 ==> pw_va_served_page{B}(w, root, va, value);
    lemma pw_va_block_served_then{A,B}: \forall struct pw_window *w, integer root, va, value;
      pw_va_served_block{A}(w, root, va, value) && pw_va_walks_same{A,B}(w) && 0 <= root < \at(w->frame_count, A) &&
          \at(pw_forest_level[root], A) == 0 ==> pw_va_served_block{B}(w, root, va, value);
    lemma pw_space_still_then{A,B,C}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_still{B,C}(s) ==> pw_space_still{A,C}(s);
    lemma pw_space_conserved_then{A,B,C}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_still{B,C}(s) && pw_space_conserved{A,B}(s) && pw_space_source_kept{B,C}(s) &&
          pw_maps_untouched{B,C}(\at(s->window, B)) ==> pw_space_conserved{A,C}(s);

    lemma pw_counts_owns{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_owns{A}(s) && pw_space_source_kept{A,B}(s) && pw_maps_untouched{A,B}(\at(s->window, A)) ==>
        pw_space_owns{B}(s);
    lemma pw_counts_unused{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_unused{A}(s) && pw_space_source_kept{A,B}(s) && pw_maps_untouched{A,B}(\at(s->window, A)) ==>
        pw_space_unused{B}(s);
*/

#endif
