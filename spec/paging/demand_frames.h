/*
 * Frames behind the pages of a demand region, in logic: who has them.
 */
#ifndef PW_SPEC_PAGING_DEMAND_FRAMES_H
#define PW_SPEC_PAGING_DEMAND_FRAMES_H

#include "spec/paging/map.h"

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
        \separated(a, s->source->buddy->buddy) &&
        \separated(a, s->source->buddy->buddy->tags + (0 .. s->source->buddy->buddy->tree.frame_count - 1)));

    // At two points: a frame that was in came behind the page of an address, which had none, and nothing else has changed.
    predicate pw_demand_given{A,B}(struct pw_address_space *s, integer va, integer frame) =
      pw_demand_frame_in{A}(s, frame) && pw_demand_frame_out{B}(s, frame) && pw_space_conserved_but{A,B}(s, frame) &&
      pw_space_canonical{B}(s, va) && pw_space_walk{A}(s, va) == 0 && pw_space_walk{B}(s, va) % 4 == 3 &&
      pw_va_served_page{B}(\at(s->window, B), \at(s->root_frame, B), va, pw_space_walk{B}(s, va)) &&
      pw_va_others_same_page{A,B}(\at(s->window, A), \at(s->root_frame, A), va);
*/

#endif
