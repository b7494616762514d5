/*
 * Stock space: a stock taken for a space, whose trees stay as they are. Internal to src/paging.
 */
#ifndef PW_PAGING_STOCK_SPACE_H
#define PW_PAGING_STOCK_SPACE_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/stock.h"

#include "spec/paging/split_ends.h"

/* As pw_stock_take: exactly so many tables, or none. */
/*@ requires valid: pw_space_valid(space);
    requires none: \forall integer f; !pw_stock_has(space->window, f);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1],
            space->returned_count[0 .. PW_ORIGIN_COUNT - 1],
            space->window->words[0 .. space->window->frame_count * 512 - 1],
            pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_same{Pre,Post}(space->window);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures all: \result.count == needed ==> pw_stock_valid(space->window, \result) && pw_split_stocked(space) &&
      pw_stock_taken{Pre,Post}(space);
    ensures none: \result.count != needed ==>
      pw_space_source_kept{Pre,Post}(space) && \forall integer f; !pw_stock_has(space->window, f);
*/
struct pw_stock pw_stock_space_take(struct pw_address_space *space, uint32_t needed);

#endif
