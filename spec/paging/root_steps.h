/*
 * What it means for a source that all tables of a tree have gone back to it.
 */
#ifndef PW_SPEC_PAGING_ROOT_STEPS_H
#define PW_SPEC_PAGING_ROOT_STEPS_H

#include "spec/paging/address_space.h"
#include "spec/paging/teardown.h"

/*@ // At two points: what was a table of the root's tree went back to the source, and nothing else.
    predicate pw_root_given{A,B}(struct pw_address_space *s, integer root) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_root_table{A}(\at(s->window, A), root, f) ==>
        pw_page_source_out{A}(\at(s->source, A), f) && !pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_root_table{A}(\at(s->window, A), root, f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // At two points: the same window of the same frames, the same source.
    predicate pw_root_still{A,B}(struct pw_address_space *s) =
      \at(s->window, A) == \at(s->window, B) && \at(s->source, A) == \at(s->source, B) &&
      \at(s->window->frame_count, A) == \at(s->window->frame_count, B);

    // The copy's tree of the root is what the root's tree was at a point.
    predicate pw_root_members{A,B}(struct pw_window *w, integer root) =
      \forall integer f; pw_tree_in{B}(0, root, f) <==> pw_root_table{A}(w, root, f);

    // By indices what pw_space_local says by addresses.
    logic integer pw_low_address(integer i0, integer i1, integer i2, integer i3) =
      i0 * 0x8000000000 + i1 * 0x40000000 + i2 * 0x200000 + i3 * 0x1000;
    lemma pw_low_indices: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
      0 <= pw_low_address(i0, i1, i2, i3) < 0x1000000000000 &&
      pw_low_address(i0, i1, i2, i3) / 0x8000000000 % 512 == i0 && pw_low_address(i0, i1, i2, i3) / 0x40000000 % 512 == i1 &&
      pw_low_address(i0, i1, i2, i3) / 0x200000 % 512 == i2 && pw_low_address(i0, i1, i2, i3) / 0x1000 % 512 == i3;
    lemma pw_low_walk{L}: \forall struct pw_address_space *s, integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
      pw_walk0(s->window, s->root_frame, i0, i1, i2, i3) == pw_space_walk(s, pw_low_address(i0, i1, i2, i3));
    lemma pw_low_local{L}: \forall struct pw_address_space *s;
      pw_space_local(s) && s->half == PW_HALF_LOW && !s->has_mapped_global ==> pw_root_local(s->window, s->root_frame);

    lemma pw_tree_gave_then{A,B,C}: \forall struct pw_address_space *s, integer k, t;
      pw_tree_gave_all{A,B}(s, k, t) && pw_space_source_kept{B,C}(s) ==> pw_tree_gave_all{A,C}(s, k, t);
    lemma pw_root_given_all{A,B,C}: \forall struct pw_address_space *s, integer root;
      pw_space_owns{A}(s) && root == \at(s->root_frame, A) && pw_space_source_kept{A,B}(s) &&
          pw_root_members{A,B}(\at(s->window, A), root) && pw_tree_gave_all{B,C}(s, 0, root) ==>
        pw_root_given{A,C}(s, root);
    lemma pw_root_out{A,B}: \forall struct pw_address_space *s, integer root;
      pw_space_owns{A}(s) && root == \at(s->root_frame, A) && pw_space_source_kept{A,B}(s) &&
          pw_root_members{A,B}(\at(s->window, A), root) ==> pw_tree_out{B}(s, 0, root);
    lemma pw_root_conserved{A,B}: \forall struct pw_address_space *s, integer root;
      pw_root_still{A,B}(s) && pw_root_gone{A,B}(\at(s->window, A), root) && pw_root_given{A,B}(s, root) ==>
        pw_space_conserved{A,B}(s);
    lemma pw_root_unused{A,B}: \forall struct pw_address_space *s, integer root;
      pw_root_still{A,B}(s) && pw_root_gone{A,B}(\at(s->window, A), root) && pw_root_given{A,B}(s, root) &&
          pw_space_unused{A}(s) ==> pw_supply_unused{B}(\at(s->window, B), \at(s->source, B));
*/

#endif
