/*
 * Before and after an address space, in logic: what holds of a window and of a source of its frames whether or not there is
 * a space, so that one can be created there.
 */
#ifndef PW_SPEC_PAGING_ADDRESS_SPACE_H
#define PW_SPEC_PAGING_ADDRESS_SPACE_H

#include "spec/paging/map.h"
#include "spec/paging/root.h"

/*@ // A legal configuration, but that the objects are there.
    predicate pw_config_legal{L}(struct pw_address_space_config *c) =
      c->window != \null && c->source != \null && c->tlb != \null && c->source->window == c->window &&
      (c->half == PW_HALF_LOW || c->half == PW_HALF_HIGH) && c->asid < 0x10000 && 32 <= c->pa_bits <= 48;

    // The place of a space and a window lie apart from all that a source writes or reads of its own (as pw_space_apart).
    predicate pw_supply_apart{L}(struct pw_address_space *s, struct pw_window *w, struct pw_page_source *source) =
      \separated(s, source, w, w->words + (0 .. w->frame_count * 512 - 1), w->live + (0 .. w->frame_count - 1)) &&
      (source->pool != \null ==>
        \separated(source->pool, s, w, w->words + (0 .. w->frame_count * 512 - 1), w->live + (0 .. w->frame_count - 1))) &&
      (source->custom != \null ==>
        \separated(source->custom, s, w, w->words + (0 .. w->frame_count * 512 - 1), w->live + (0 .. w->frame_count - 1))) &&
      (source->buddy != \null ==>
        \separated(source->buddy, s, w, w->words + (0 .. w->frame_count * 512 - 1), w->live + (0 .. w->frame_count - 1)) &&
        \separated(source->buddy->buddy, s, w, w->words + (0 .. w->frame_count * 512 - 1),
                   w->live + (0 .. w->frame_count - 1)) &&
        \separated(source->buddy->buddy->tags + (0 .. source->buddy->buddy->tree.frame_count - 1), s, w,
                   w->words + (0 .. w->frame_count * 512 - 1), w->live + (0 .. w->frame_count - 1)) &&
        \separated(source->buddy->buddy->tree.words + (0 .. source->buddy->buddy->tree.mask_word + 6), s, w,
                   w->words + (0 .. w->frame_count * 512 - 1), w->live + (0 .. w->frame_count - 1)));

    // The source has frames of the window only.
    predicate pw_supply_inside{L}(struct pw_window *w, struct pw_page_source *source) =
      \forall integer f; pw_page_source_has(source, f) ==> 0 <= f < w->frame_count;

    // A space at s could take tables from the source and give them back (as pw_space_source_ready).
    predicate pw_supply_ready{L}(struct pw_address_space *s, struct pw_window *w, struct pw_page_source *source) =
      \valid(s) && pw_window_valid(w) && pw_window_arrays(w) && pw_page_source_valid(source) && source->window == w &&
      pw_supply_inside(w, source) && pw_supply_apart(s, w, source);

    // No frame that the source may hand out is a table.
    predicate pw_supply_unused{L}(struct pw_window *w, struct pw_page_source *source) =
      \forall integer f; pw_is_table(w, f) && pw_page_source_has(source, f) ==> pw_page_source_out(source, f);

    // What holds of a window and a source between calls.
    predicate pw_supply_valid{L}(struct pw_address_space *s, struct pw_window *w, struct pw_page_source *source) =
      pw_supply_ready(s, w, source) && pw_forest_valid(w) && pw_forest_filled(w, -1) && pw_stale_none(w) &&
      pw_supply_unused(w, source);

    // At two points: the same frames are the source's, and the same are out, but perhaps one.
    predicate pw_supply_kept_but{A,B}(struct pw_page_source *source, integer frame) =
      (\forall integer f; pw_page_source_has{A}(source, f) <==> pw_page_source_has{B}(source, f)) &&
      (\forall integer f; f != frame ==> (pw_page_source_out{A}(source, f) <==> pw_page_source_out{B}(source, f)));
    predicate pw_supply_kept{A,B}(struct pw_page_source *source) = pw_supply_kept_but{A,B}(source, -1);

    // How many more were taken than returned, as counts that wrap tell it.
    logic integer pw_count_gone(integer taken, integer returned) =
      taken >= returned ? taken - returned : taken - returned + 0x100000000;
*/

#endif
