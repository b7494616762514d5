/*
 * One page of a demand region, in logic: what has become of every frame but the page's own, and of every other address.
 */
#ifndef PW_SPEC_PAGING_DEMAND_PAGE_H
#define PW_SPEC_PAGING_DEMAND_PAGE_H

#include "spec/paging/untouched.h"

/*@ // At two points: as pw_space_conserved, for every frame but one.
    predicate pw_space_conserved_but{A,B}(struct pw_address_space *s, integer frame) =
      \forall integer f; 0 <= f < \at(s->window->frame_count, A) && f != frame ==>
        (pw_is_table{A}(\at(s->window, A), f) || !pw_is_table{B}(\at(s->window, B), f)
           ? (pw_is_table{A}(\at(s->window, A), f) && !pw_is_table{B}(\at(s->window, B), f)
                ? pw_page_source_out{A}(\at(s->source, A), f) && !pw_page_source_out{B}(\at(s->source, B), f)
                : (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)))
           : !pw_page_source_out{A}(\at(s->source, A), f) && pw_page_source_out{B}(\at(s->source, B), f));

    // The frame is handed out, and no table: it is behind a page, or about to be.
    predicate pw_demand_frame_out{L}(struct pw_address_space *s, integer frame) =
      0 <= frame < s->window->frame_count && !pw_is_table(s->window, frame) && pw_page_source_out(s->source, frame);

    // It is with the source.
    predicate pw_demand_frame_in{L}(struct pw_address_space *s, integer frame) =
      !pw_is_table(s->window, frame) && !pw_page_source_out(s->source, frame);

    // What the source writes of its own is none of the attributes, nor is the space.
    predicate pw_demand_beside{L}(struct pw_address_space *s, struct pw_attributes *a) =
      \separated(a, s) && (s->source->pool != \null ==> \separated(a, s->source->pool)) &&
      (s->source->buddy != \null ==>
        \separated(a, s->source->buddy->buddy,
                   s->source->buddy->buddy->tags + (0 .. s->source->buddy->buddy->tree.frame_count - 1)));

    // One step after another, of which one is of the tables and one of the frame.
    lemma pw_conserved_after_frame{A,B,C}: \forall struct pw_address_space *s, integer frame;
      pw_space_still{A,B}(s) && pw_space_still{B,C}(s) && pw_space_source_kept_but{A,B}(s, frame) &&
          pw_maps_untouched{A,B}(\at(s->window, A)) && pw_space_conserved{B,C}(s) ==> pw_space_conserved_but{A,C}(s, frame);
    lemma pw_conserved_before_frame{A,B,C}: \forall struct pw_address_space *s, integer frame;
      pw_space_still{A,B}(s) && pw_space_still{B,C}(s) && pw_space_conserved_but{A,B}(s, frame) &&
          pw_space_source_kept_but{B,C}(s, frame) && pw_maps_untouched{B,C}(\at(s->window, B)) ==>
        pw_space_conserved_but{A,C}(s, frame);
    lemma pw_conserved_but_one{A,B}: \forall struct pw_address_space *s, integer frame;
      pw_space_conserved{A,B}(s) ==> pw_space_conserved_but{A,B}(s, frame);
    lemma pw_conserved_all{A,B}: \forall struct pw_address_space *s, integer frame;
      pw_space_conserved_but{A,B}(s, frame) && pw_demand_frame_in{A}(s, frame) && pw_demand_frame_in{B}(s, frame) ==>
        pw_space_conserved{A,B}(s);

    // A frame that is out becomes no table.
    lemma pw_frame_stays_out{A,B}: \forall struct pw_address_space *s, integer frame;
      pw_space_still{A,B}(s) && pw_space_conserved{A,B}(s) && pw_demand_frame_out{A}(s, frame) ==>
        pw_demand_frame_out{B}(s, frame);

    lemma pw_walks_same_then{A,B,C}: \forall struct pw_window *w;
      pw_walks_same{A,B}(w) && pw_roots_stay{A,B}(w) && pw_walks_same{B,C}(w) ==> pw_walks_same{A,C}(w);

    // Walks that stay, and then all but a page's.
    lemma pw_others_after_same{A,B,C}: \forall struct pw_window *w, integer root, va;
      \at(w->frame_count, A) == \at(w->frame_count, B) && pw_maps_untouched{A,B}(w) && pw_walks_same{A,B}(w) &&
          pw_va_others_same_page{B,C}(w, root, va) ==> pw_va_others_same_page{A,C}(w, root, va);
*/

#endif
