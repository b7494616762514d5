/*
 * Demand frame: memory for one page, taken, zeroed and given back. Internal to src/paging.
 *
 * Frames and tables are taken from one source here: so what holds of the space between calls is what has to hold of the
 * source, and a frame that is out and no table is nobody else's.
 */
#ifndef PW_PAGING_DEMAND_FRAME_H
#define PW_PAGING_DEMAND_FRAME_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/page_source.h>

#include "spec/paging/map.h"

/* PW_NO_FRAME, or a frame and its first byte. */
struct pw_demand_frame {
  uint32_t frame;
  uint64_t pa;
};

/* A frame that the space can map, its contents arbitrary. One above its physical addresses counts as none. */
/*@ requires valid: pw_space_valid(space);
    requires source: source == space->source;
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(source);
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures inside: \result.frame != PW_NO_FRAME ==> \result.frame < space->window->frame_count;
    ensures pa: \result.frame != PW_NO_FRAME ==> \result.pa == pw_window_pa(space->window, \result.frame);
    ensures no_table: \result.frame != PW_NO_FRAME ==> pw_forest_level[\result.frame] == PW_NO_LEVEL;
    ensures was_in: \result.frame != PW_NO_FRAME ==> !pw_page_source_out{Pre}(\at(space->source, Pre), \result.frame);
    ensures is_out: \result.frame != PW_NO_FRAME ==> pw_page_source_out(space->source, \result.frame);
    ensures none: \result.frame == PW_NO_FRAME ==> pw_space_source_kept{Pre,Post}(space);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, \result.frame);
*/
struct pw_demand_frame pw_demand_frame_take(const struct pw_address_space *space, const struct pw_page_source *source);

/* A frame goes back that is no table; what the source has not handed out it does not take. */
/*@ requires valid: pw_space_valid(space);
    requires source: source == space->source;
    requires no_table: !pw_is_table(space->window, frame);
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(source);
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures is_in: !pw_page_source_out(space->source, frame);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, frame);
*/
void pw_demand_frame_return(const struct pw_address_space *space, const struct pw_page_source *source, uint32_t frame);

/* Zeroes behind a page that is to be mapped: a walker that sees the entry has to see them, not what the frame held
 * before (Arm ARM B2.3.12). */
/*@ requires valid: pw_space_valid(space);
    requires frame: frame < space->window->frame_count && pw_forest_level[frame] == PW_NO_LEVEL;
    terminates \true; exits \false;
    assigns space->window->words[frame * 512 .. frame * 512 + 511], space->window->live[frame];
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures zero: pw_all_zero(space->window, frame);
    ensures entries: pw_tables_kept{Pre,Post}(space->window, frame);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
void pw_demand_frame_zero(struct pw_address_space *space, uint32_t frame);

#endif
