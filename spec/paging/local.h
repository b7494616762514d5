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

    // At two points: the same root of the same half in a window of the same frames, and a mark is not taken back.
    predicate pw_local_onward{A,B}(struct pw_address_space *s) =
      \at(s->window, A) == \at(s->window, B) && \at(s->root_frame, A) == \at(s->root_frame, B) &&
      \at(s->window->frame_count, A) == \at(s->window->frame_count, B) && \at(s->half, A) == \at(s->half, B) &&
      (\at((boolean)s->has_mapped_global, A) ==> \at((boolean)s->has_mapped_global, B));

    // All that a root of the lower half maps is for its ASID only.
    predicate pw_walks_local{L}(struct pw_window *w, integer root) =
      \forall integer a; 0 <= a < 0x1000000000000 ==> pw_walk_local(pw_va_walk(w, root, a));

    predicate pw_root_there{L}(struct pw_window *w, integer root) =
      0 <= root < w->frame_count && pw_forest_level[root] == 0;

    lemma pw_local_walks{L}: \forall struct pw_address_space *s;
      pw_space_local(s) && s->half == PW_HALF_LOW && !s->has_mapped_global ==> pw_walks_local(s->window, s->root_frame);
    lemma pw_local_of_walks{L}: \forall struct pw_address_space *s;
      pw_walks_local(s->window, s->root_frame) ==> pw_space_local(s);

    // One page or block comes to something for this ASID, or to nothing, and all else stays.
    lemma pw_walks_local_page{A,B}: \forall struct pw_window *w, integer root, va, value;
      pw_walks_local{A}(w, root) && pw_root_there{A}(w, root) && 0 <= va < 0x1000000000000 &&
          pw_walk_local(value) && pw_va_others_same_page{A,B}(w, root, va) &&
          pw_va_served_page{B}(w, root, va, value) ==> pw_walks_local{B}(w, root);
    lemma pw_walks_local_block{A,B}: \forall struct pw_window *w, integer root, va, value;
      pw_walks_local{A}(w, root) && pw_root_there{A}(w, root) && 0 <= va < 0x1000000000000 &&
          pw_walk_local(value) && pw_va_others_same_block{A,B}(w, root, va) &&
          pw_va_served_block{B}(w, root, va, value) ==> pw_walks_local{B}(w, root);
*/

#endif
