/*
 * What holds of an address space between calls, and what a call does to the tables that it has.
 */
#ifndef PW_SPEC_PAGING_MAP_H
#define PW_SPEC_PAGING_MAP_H

#include "spec/paging/space.h"

/* What an operation may write: the source's own, the counts of tables, the window and its maps. */
#define PW_MAP_ASSIGNS(S)                                                                                              \
  PW_PAGE_SOURCE_ASSIGNS((S)->source), (S)->taken_count[0 .. PW_ORIGIN_COUNT - 1],                                     \
      (S)->returned_count[0 .. PW_ORIGIN_COUNT - 1], (S)->window->words[0 .. (S)->window->frame_count * 512 - 1],      \
      (S)->window->live[0 .. (S)->window->frame_count - 1], PW_FOREST_MAPS, PW_STALE_MAPS

/*@ // The walk for an address from a root.
    logic integer pw_va_walk{L}(struct pw_window *w, integer root, integer va) =
      pw_walk0(w, root, va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512, va / 0x1000 % 512);

    // Two addresses are of one half, and in one page or block.
    predicate pw_va_same_page(integer a, integer b) =
      0 <= a && 0 <= b && a / 0x1000000000000 == b / 0x1000000000000 && a / 0x1000 == b / 0x1000;
    predicate pw_va_same_block(integer a, integer b) =
      0 <= a && 0 <= b && a / 0x1000000000000 == b / 0x1000000000000 && a / 0x200000 == b / 0x200000;

    // At two points: every address of the half but those in the page or block of va, and every address of another root, comes
    // to the same.
    predicate pw_va_others_same_page{A,B}(struct pw_window *w, integer root, integer va) =
      \forall integer r, a; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 && 0 <= a &&
          a / 0x1000000000000 == va / 0x1000000000000 && !(r == root && a / 0x1000 == va / 0x1000) ==>
        pw_va_walk{A}(w, r, a) == pw_va_walk{B}(w, r, a);
    predicate pw_va_others_same_block{A,B}(struct pw_window *w, integer root, integer va) =
      \forall integer r, a; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 && 0 <= a &&
          a / 0x1000000000000 == va / 0x1000000000000 && !(r == root && a / 0x200000 == va / 0x200000) ==>
        pw_va_walk{A}(w, r, a) == pw_va_walk{B}(w, r, a);

    // Every address of the page or block comes to this.
    predicate pw_va_served_page{L}(struct pw_window *w, integer root, integer va, integer value) =
      \forall integer a; pw_va_same_page(a, va) ==> pw_va_walk(w, root, a) == value;
    predicate pw_va_served_block{L}(struct pw_window *w, integer root, integer va, integer value) =
      \forall integer a; pw_va_same_block(a, va) ==> pw_va_walk(w, root, a) == value;

    // At two points: the same root in a window of the same frames, the same source.
    predicate pw_space_still{A,B}(struct pw_address_space *s) =
      \at(s->window, A) == \at(s->window, B) && \at(s->source, A) == \at(s->source, B) &&
      \at(s->root_frame, A) == \at(s->root_frame, B) && \at(s->window->frame_count, A) == \at(s->window->frame_count, B);

    // What is a root stays one.
    predicate pw_roots_stay{A,B}(struct pw_window *w) =
      \at(w->frame_count, A) == \at(w->frame_count, B) &&
      \forall integer r; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 ==> \at(pw_forest_level[r], B) == 0;

    // The root is one, of the space's ASID and half.
    predicate pw_space_root{L}(struct pw_address_space *s) =
      0 <= s->root_frame < s->window->frame_count && pw_forest_level[s->root_frame] == 0 &&
      pw_forest_asid[s->root_frame] == s->asid && (s->half == PW_HALF_LOW || s->half == PW_HALF_HIGH) &&
      pw_forest_half[s->root_frame] == (s->half == PW_HALF_LOW ? 0 : 0xFFFF) && 32 <= s->pa_bits <= 48;

    // Each table of the space is out of its source: it may be given back.
    predicate pw_space_owns{L}(struct pw_address_space *s) =
      \forall integer f; pw_is_table(s->window, f) && pw_forest_root[f] == s->root_frame ==> pw_page_source_out(s->source, f);

    // No frame that the source may hand out is a table, of this space or another.
    predicate pw_space_unused{L}(struct pw_address_space *s) =
      \forall integer f; pw_is_table(s->window, f) && pw_page_source_has(s->source, f) ==> pw_page_source_out(s->source, f);

    // A walk's result, if it is a leaf, is one for an ASID only: bit 11, nG, is not zero.
    predicate pw_walk_local(integer value) = value != 0 ==> pw_field(value / 4, 0x800, 2) != 0;

    // If a space of the lower half was never marked as one that has mapped for all ASIDs, it maps nothing so.
    predicate pw_space_local{L}(struct pw_address_space *s) =
      s->half == PW_HALF_LOW && !s->has_mapped_global ==>
        \forall integer a; 0 <= a < 0x1000000000000 ==> pw_walk_local(pw_space_walk(s, a));

    // What holds between calls.
    predicate pw_space_valid{L}(struct pw_address_space *s) =
      pw_space_source_ready(s) && pw_space_root(s) && pw_forest_valid(s->window) && pw_forest_filled(s->window, -1) &&
      pw_stale_none(s->window) && pw_space_owns(s) && pw_space_unused(s);

    // At two points: a frame is out if and only if it was, but that one which became a table came out of the source, and one
    // which is a table no more went back.
    predicate pw_space_conserved{A,B}(struct pw_address_space *s) =
      \forall integer f; 0 <= f < \at(s->window->frame_count, A) ==>
        (pw_is_table{A}(\at(s->window, A), f) || !pw_is_table{B}(\at(s->window, B), f)
           ? (pw_is_table{A}(\at(s->window, A), f) && !pw_is_table{B}(\at(s->window, B), f)
                ? pw_page_source_out{A}(\at(s->source, A), f) && !pw_page_source_out{B}(\at(s->source, B), f)
                : (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)))
           : !pw_page_source_out{A}(\at(s->source, A), f) && pw_page_source_out{B}(\at(s->source, B), f));
*/

#endif
