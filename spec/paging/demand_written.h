/*
 * Something is written beside a space, in logic.
 */
#ifndef PW_SPEC_PAGING_DEMAND_WRITTEN_H
#define PW_SPEC_PAGING_DEMAND_WRITTEN_H

#include "spec/paging/counts.h"
#include "spec/paging/local.h"

/*@ // At two points: nothing of the space has changed.
    predicate pw_written{B,C}(struct pw_address_space *s) =
      pw_space_fields_kept{B,C}(s) && pw_space_still{B,C}(s) && pw_space_source_kept{B,C}(s) &&
      pw_maps_untouched{B,C}(\at(s->window, B)) && pw_va_walks_same{B,C}(\at(s->window, B)) &&
      pw_root_there{B}(\at(s->window, B), \at(s->root_frame, B));

    lemma pw_window_untouched_then{A,B,C}: \forall struct pw_window *w;
      pw_window_untouched{A,B}(w) && pw_window_untouched{B,C}(w) ==> pw_window_untouched{A,C}(w);
    lemma pw_walks_untouched_then{A,B,C}: \forall struct pw_window *w;
      pw_walks_same{A,B}(w) && pw_maps_untouched{A,B}(w) && pw_window_same{A,B}(w) && pw_walks_same{B,C}(w) ==>
        pw_walks_same{A,C}(w);
*/

#endif
