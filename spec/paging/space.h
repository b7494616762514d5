/*
 * An address space, in logic: the tree that it is, and what an address of it comes to.
 */
#ifndef PW_SPEC_PAGING_SPACE_H
#define PW_SPEC_PAGING_SPACE_H

#include "spec/paging/descriptor.h"
#include "spec/paging/table.h"
#include "spec/paging/forest.h"

/*@ // The walk for an address: 0 for a fault, else four times the leaf and its level.
    logic integer pw_space_walk{L}(struct pw_address_space *s, integer va) =
      pw_walk0(s->window, s->root_frame, va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512, va / 0x1000 % 512);

    // The address is of the space's half: bits 63:48 all zero in the lower, all one in the upper.
    predicate pw_space_canonical{L}(struct pw_address_space *s, integer va) =
      s->half == PW_HALF_LOW ? va < 0x1000000000000 : va >= 0xFFFF000000000000;

    // The space is created and not destroyed.
    predicate pw_space_live{L}(struct pw_address_space *s) = s != \null && s->root_frame != PW_NO_FRAME;

    // Its root is one, in a window of sound trees.
    predicate pw_space_rooted{L}(struct pw_address_space *s) =
      s->root_frame < s->window->frame_count && pw_forest_level[s->root_frame] == 0 && pw_forest_valid(s->window);

    // The space and its window lie apart from all that the window's source writes or reads of its own.
    predicate pw_space_apart{L}(struct pw_address_space *s) =
      \separated(s, s->source, s->window, s->window->words + (0 .. s->window->frame_count * 512 - 1),
                 s->window->live + (0 .. s->window->frame_count - 1)) &&
      (s->source->pool != \null ==>
        \separated(s->source->pool, s, s->window, s->window->words + (0 .. s->window->frame_count * 512 - 1),
                   s->window->live + (0 .. s->window->frame_count - 1))) &&
      (s->source->custom != \null ==>
        \separated(s->source->custom, s, s->window, s->window->words + (0 .. s->window->frame_count * 512 - 1),
                   s->window->live + (0 .. s->window->frame_count - 1))) &&
      (s->source->buddy != \null ==>
        \separated(s->source->buddy, s, s->window, s->window->words + (0 .. s->window->frame_count * 512 - 1),
                   s->window->live + (0 .. s->window->frame_count - 1)) &&
        \separated(s->source->buddy->buddy, s, s->window, s->window->words + (0 .. s->window->frame_count * 512 - 1),
                   s->window->live + (0 .. s->window->frame_count - 1)) &&
        \separated(s->source->buddy->buddy->tags + (0 .. s->source->buddy->buddy->tree.frame_count - 1), s, s->window,
                   s->window->words + (0 .. s->window->frame_count * 512 - 1),
                   s->window->live + (0 .. s->window->frame_count - 1)) &&
        \separated(s->source->buddy->buddy->tree.words + (0 .. s->source->buddy->buddy->tree.mask_word + 6), s, s->window,
                   s->window->words + (0 .. s->window->frame_count * 512 - 1),
                   s->window->live + (0 .. s->window->frame_count - 1)));

    // The source has frames of the window only.
    predicate pw_space_source_inside{L}(struct pw_address_space *s) =
      \forall integer f; pw_page_source_has(s->source, f) ==> 0 <= f < s->window->frame_count;

    // The space can take tables from its source and give them back.
    predicate pw_space_source_ready{L}(struct pw_address_space *s) =
      \valid(s) && pw_window_valid(s->window) && pw_window_arrays(s->window) && pw_page_source_valid(s->source) &&
      s->source->window == s->window && pw_space_source_inside(s) && pw_space_apart(s);

    // At two points: the same frames are the source's, and the same are out.
    predicate pw_space_source_kept{A,B}(struct pw_address_space *s) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f));

    // The same but for one frame, which is the source's at both.
    predicate pw_space_source_kept_but{A,B}(struct pw_address_space *s, integer frame) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; f != frame ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // At two points: every field is the same, but the counts of tables taken and returned;
    predicate pw_space_fields_kept{A,B}(struct pw_address_space *s) =
      \at(s->window, A) == \at(s->window, B) && \at(s->source, A) == \at(s->source, B) && \at(s->tlb, A) == \at(s->tlb, B) &&
      \at(s->half, A) == \at(s->half, B) && \at(s->asid, A) == \at(s->asid, B) && \at(s->pa_bits, A) == \at(s->pa_bits, B) &&
      \at(s->root_frame, A) == \at(s->root_frame, B) && \at(s->page_count, A) == \at(s->page_count, B) &&
      \at(s->block_2mb_count, A) == \at(s->block_2mb_count, B) &&
      \at(s->block_1gb_count, A) == \at(s->block_1gb_count, B) &&
      \at(s->has_mapped_global, A) == \at(s->has_mapped_global, B);

    // and these, each of them.
    predicate pw_space_taken_kept{A,B}(struct pw_address_space *s) =
      \forall integer i; 0 <= i < PW_ORIGIN_COUNT ==> \at(s->taken_count[i], A) == \at(s->taken_count[i], B);
    predicate pw_space_returned_kept{A,B}(struct pw_address_space *s) =
      \forall integer i; 0 <= i < PW_ORIGIN_COUNT ==> \at(s->returned_count[i], A) == \at(s->returned_count[i], B);

    // The byte that a leaf of a level shows at an address.
    logic integer pw_leaf_byte(integer d, integer level, integer va) =
      d % 0x1000000000000 / pw_level_bytes(level) * pw_level_bytes(level) + va % pw_level_bytes(level);
*/

#endif
