/*
 * One page of a demand region: what one step after another means for every frame but the page's own, and every other address.
 */
#ifndef PW_SPEC_PAGING_DEMAND_PAGE_H
#define PW_SPEC_PAGING_DEMAND_PAGE_H

#include "spec/paging/demand_frames.h"
#include "spec/paging/untouched.h"

/*@ // One step after another, of which one is of the tables and one of the frame.
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
