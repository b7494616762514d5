/*
 * One step of a fault after the other, in logic: what was done still holds when it has been counted.
 */
#ifndef PW_SPEC_PAGING_DEMAND_STEPS_H
#define PW_SPEC_PAGING_DEMAND_STEPS_H

#include "spec/paging/demand_then.h"
#include "spec/paging/demand_written.h"

/*@ lemma pw_written_conserved{A,B,C}: \forall struct pw_address_space *s, integer frame;
      pw_space_conserved_but{A,B}(s, frame) && pw_space_still{A,B}(s) && pw_written{B,C}(s) ==>
        pw_space_conserved_but{A,C}(s, frame);
    lemma pw_written_conserved_all{A,B,C}: \forall struct pw_address_space *s;
      pw_space_conserved{A,B}(s) && pw_space_still{A,B}(s) && pw_written{B,C}(s) ==> pw_space_conserved{A,C}(s);
    lemma pw_written_out{B,C}: \forall struct pw_address_space *s, integer frame;
      pw_demand_frame_out{B}(s, frame) && pw_written{B,C}(s) ==> pw_demand_frame_out{C}(s, frame);
    lemma pw_written_walk{B,C}: \forall struct pw_address_space *s, integer va;
      pw_written{B,C}(s) && 0 <= va ==> pw_space_walk{B}(s, va) == pw_space_walk{C}(s, va);
    lemma pw_written_canonical{B,C}: \forall struct pw_address_space *s, integer va;
      pw_written{B,C}(s) && pw_space_canonical{B}(s, va) ==> pw_space_canonical{C}(s, va);
    lemma pw_written_served{B,C}: \forall struct pw_address_space *s, integer va, value;
      pw_written{B,C}(s) && pw_va_served_page{B}(\at(s->window, B), \at(s->root_frame, B), va, value) ==>
        pw_va_served_page{C}(\at(s->window, C), \at(s->root_frame, C), va, value);
    lemma pw_written_others{A,B,C}: \forall struct pw_address_space *s, integer va;
      pw_written{B,C}(s) && pw_space_still{A,B}(s) && pw_roots_stay{A,B}(\at(s->window, A)) &&
          pw_va_others_same_page{A,B}(\at(s->window, A), \at(s->root_frame, A), va) ==>
        pw_va_others_same_page{A,C}(\at(s->window, A), \at(s->root_frame, A), va);
    lemma pw_written_same{A,B,C}: \forall struct pw_address_space *s;
      pw_walks_same{A,B}(\at(s->window, A)) && pw_roots_stay{A,B}(\at(s->window, A)) && pw_space_still{A,B}(s) &&
          pw_walks_same{B,C}(\at(s->window, B)) ==> pw_walks_same{A,C}(\at(s->window, A));

    // The same of a fault that was resolved.
    lemma pw_given_served{A,B}: \forall struct pw_address_space *s, integer va, frame;
      pw_demand_given{A,B}(s, va, frame) ==>
        pw_va_served_page{B}(\at(s->window, B), \at(s->root_frame, B), va, pw_space_walk{B}(s, va));
    lemma pw_written_resolved{A,B,C}: \forall struct pw_demand *d, integer i, va, frame;
      pw_demand_resolved{A,B}(d, i, va, frame) && pw_demand_same{A,B}(d) && pw_demand_counts_same{B,C}(d, -1) &&
          pw_demand_counts_same{A,C}(d, i) && pw_demand_led{A,C}(d, i, va, frame) ==> pw_demand_resolved{A,C}(d, i, va, frame);
    lemma pw_written_led{A,B,C}: \forall struct pw_demand *d, integer i, va, frame;
      pw_demand_led{A,B}(d, i, va, frame) && pw_written{B,C}(\at(d->space, B)) && pw_demand_same{A,B}(d) && pw_demand_same{B,C}(d) &&
          pw_demand_given{A,C}(\at(d->space, A), va, frame) && pw_window_same{B,C}(\at(d->space->window, B)) && 0 <= va ==>
        pw_demand_led{A,C}(d, i, va, frame);
*/

/* Ghost code: what a frame has come to stands when something was written beside the space, after the point P. */
#define PW_WRITTEN_STEPS(D, VA, F, P)                                                                                  \
  /@ assert out: pw_demand_frame_out((D)->space, F); @/                                                                \
  /@ assert conserved: pw_space_conserved_but{Pre,Here}((D)->space, F); @/                                             \
  /@ assert canonical: pw_space_canonical((D)->space, VA); @/                                                          \
  /@ assert walk: pw_space_walk((D)->space, VA) == pw_space_walk{P}((D)->space, VA); @/                                \
  /@ assert served: pw_va_served_page((D)->space->window, (D)->space->root_frame, VA, pw_space_walk((D)->space, VA)); @/ \
  /@ assert others: pw_va_others_same_page{Pre,Here}(\at((D)->space->window, Pre), \at((D)->space->root_frame, Pre), VA); @/ \
  /@ assert given: pw_demand_given{Pre,Here}((D)->space, VA, F); @/

#endif
