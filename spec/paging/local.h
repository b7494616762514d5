/*
 * Whether all that a space maps is for its ASID only, from one change of the space to the next.
 */
#ifndef PW_SPEC_PAGING_LOCAL_H
#define PW_SPEC_PAGING_LOCAL_H

#include "spec/paging/map.h"

/*@ // At two points: the same root in a window of the same frames, of the same half, with the same mark.
    predicate pw_local_still{A,B}(struct pw_address_space *s) =
      \at(s->window, A) == \at(s->window, B) && \at(s->root_frame, A) == \at(s->root_frame, B) &&
      \at(s->window->frame_count, A) == \at(s->window->frame_count, B) && \at(s->half, A) == \at(s->half, B) &&
      \at(s->has_mapped_global, A) == \at(s->has_mapped_global, B);

    lemma pw_local_kept{A,B}: \forall struct pw_address_space *s;
      pw_space_local{A}(s) && pw_local_still{A,B}(s) && pw_space_root{A}(s) && pw_walks_same{A,B}(\at(s->window, A)) ==>
        pw_space_local{B}(s);
*/

#endif
