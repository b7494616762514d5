/*
 * Object: the fields of an address space, written where it begins and ends, and what the source and the window survive.
 *
 * Internal to src/paging. A space's fields, its window and all that its source writes lie apart: so says each contract,
 * and that is why what is written in one place changes nothing in another.
 */
#ifndef PW_PAGING_OBJECT_H
#define PW_PAGING_OBJECT_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/space.h"

/* A frame from the source for a root, or PW_NO_FRAME; what the source writes is neither the window's nor the space's. */
/*@ requires ready: pw_supply_ready(space, window, source);
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(source);
    ensures ready: pw_supply_ready(space, window, source);
    ensures space: *space == \old(*space);
    ensures window: pw_window_untouched{Pre,Post}(window);
    ensures inside: \result != PW_NO_FRAME ==> \result < window->frame_count;
    ensures has: \result != PW_NO_FRAME ==> pw_page_source_has{Pre}(source, \result);
    ensures was_in: \result != PW_NO_FRAME ==> !pw_page_source_out{Pre}(source, \result);
    ensures is_out: \result != PW_NO_FRAME ==> pw_page_source_out(source, \result);
    ensures others: pw_supply_kept_but{Pre,Post}(source, \result);
    ensures none: \result == PW_NO_FRAME ==> pw_supply_kept{Pre,Post}(source);
*/
uint32_t pw_object_take_root(const struct pw_address_space *space, const struct pw_window *window,
                          const struct pw_page_source *source);

/* What the space stands on: its window, its source and its TLB. */
/*@ requires ready: pw_supply_ready(space, config.window, config.source);
    terminates \true; exits \false;
    assigns space->window \from config;
    assigns space->source \from config;
    assigns space->tlb \from config;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_supply_kept{Pre,Post}(config.source);
    ensures window: pw_window_untouched{Pre,Post}(config.window);
    ensures parts: space->window == config.window && space->source == config.source && space->tlb == config.tlb;
*/
void pw_object_set_parts(struct pw_address_space *space, struct pw_address_space_config config);

/* All other fields: nothing is mapped. */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->half, space->asid, space->pa_bits, space->root_frame, space->page_count, space->block_2mb_count,
            space->block_1gb_count, space->has_mapped_global;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures parts: space->window == \old(space->window) && space->source == \old(space->source) &&
      space->tlb == \old(space->tlb);
    ensures values: space->half == config.half && space->asid == config.asid && space->pa_bits == config.pa_bits &&
      space->root_frame == root && !space->has_mapped_global;
*/
void pw_object_set_values(struct pw_address_space *space, struct pw_address_space_config config, uint32_t root);

/* Of all tables the root alone has been taken, and none returned. */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->taken_count[0 .. PW_ORIGIN_COUNT - 1], space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
*/
void pw_object_set_tables(struct pw_address_space *space, enum pw_page_origin origin);

/* As pw_root_make: the root of an empty tree. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires clean: pw_stale_none(space->window);
    requires root: space->root_frame < space->window->frame_count && pw_forest_level[space->root_frame] == PW_NO_LEVEL;
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_FOREST_MAPS,
            pw_forest_asid[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_half[0 .. PW_WINDOW_MAX_FRAMES - 1], PW_STALE_MAPS;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures root: pw_forest_level[space->root_frame] == 0 && pw_forest_root[space->root_frame] == space->root_frame &&
      pw_forest_asid[space->root_frame] == space->asid &&
      pw_forest_half[space->root_frame] == (space->half == PW_HALF_LOW ? 0 : 0xFFFF);
    ensures places: \forall integer f; 0 <= f < space->window->frame_count && f != space->root_frame ==>
      pw_forest_level[f] == \old(pw_forest_level[f]) && pw_forest_root[f] == \old(pw_forest_root[f]) &&
      pw_forest_asid[f] == \old(pw_forest_asid[f]) && pw_forest_half[f] == \old(pw_forest_half[f]);
    ensures settled: pw_stale_settled(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures faults: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
      pw_walk0(space->window, space->root_frame, i0, i1, i2, i3) == 0;
*/
void pw_object_plant(struct pw_address_space *space);

/* No space any more, and nothing mapped. */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false; 
    assigns space->root_frame, space->page_count, space->block_2mb_count, space->block_1gb_count;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures parts: space->window == \old(space->window) && space->source == \old(space->source);
    ensures dead: space->root_frame == PW_NO_FRAME && space->page_count == 0 &&
      space->block_2mb_count == 0 && space->block_1gb_count == 0;
*/
void pw_object_bury(struct pw_address_space *space);

/* Another source. */
/*@ requires supply: pw_supply_ready(space, space->window, source);
    terminates \true; exits \false; assigns space->source \from source;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_supply_kept{Pre,Post}(source);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures taken: space->source == source;
    ensures fields: space->window == \old(space->window);
*/
void pw_object_set_source(struct pw_address_space *space, const struct pw_page_source *source);

#endif
