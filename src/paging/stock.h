/*
 * Stock: any number of frames that are no tables at present, taken from a space's source or about to go back to it.
 *
 * Internal to src/paging. A list without memory of its own: word 0 of a frame names the next one. That word is even,
 * which no walker takes for an entry, should one still be in a table that was just unlinked.
 */
#ifndef PW_PAGING_STOCK_H
#define PW_PAGING_STOCK_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/space.h"

/* A value; what it names is in the window's words. First in, first out: tables lie in memory as their source gives
 * them. */
struct pw_stock {
  uint32_t first; /* without meaning when there is none */
  uint32_t last;  /* likewise; its word 0 is not part of the list yet */
  uint32_t count;
};

#include "spec/paging/stock.h"

/* No frame. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures none: \result.count == 0;
*/
struct pw_stock pw_stock_none(void);

/* One frame more, which becomes the last. Word 0 of the last before it is written. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires stock: pw_stock_valid(window, stock) && pw_stock_grows(stock) && stock.count < UINT32_MAX;
    requires frame: frame < window->frame_count && !pw_stock_has(window, frame);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], pw_stock_place[frame];
    ensures valid: pw_stock_valid(window, \result) && pw_stock_grows(\result);
    ensures count: \result.count == stock.count + 1 && \result.last == frame;
    ensures has: \forall integer f; pw_stock_has(window, f) <==> \old(pw_stock_has(window, f)) || f == frame;
    ensures others: \forall integer f, i; 0 <= f < window->frame_count && 0 <= i < 512 &&
      !(i == 0 && \old(pw_stock_has(window, f))) ==> pw_entry(window, f, i) == \old(pw_entry(window, f, i));
*/
struct pw_stock pw_stock_append(struct pw_window *window, struct pw_stock stock, uint32_t frame);

/* All but the first, of which there is one. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires stock: pw_stock_valid(window, stock) && 1 <= stock.count;
    terminates \true; exits \false; assigns pw_stock_place[stock.first];
    ensures valid: pw_stock_valid(window, \result);
    ensures count: \result.count == stock.count - 1;
    ensures has: \forall integer f; pw_stock_has(window, f) <==> \old(pw_stock_has(window, f)) && f != stock.first;
*/
struct pw_stock pw_stock_rest(const struct pw_window *window, struct pw_stock stock);

/* Exactly 'needed' frames from the space's source, or none. No table is written. */
/*@ requires ready: pw_space_source_ready(space);
    requires none: \forall integer f; !pw_stock_has(space->window, f);
    requires tables: pw_forest_levels(space->window);
    requires unused: pw_space_unused(space);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1],
            space->returned_count[0 .. PW_ORIGIN_COUNT - 1],
            space->window->words[0 .. space->window->frame_count * 512 - 1],
            pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_same{Pre,Post}(space->window);
    ensures entries: pw_stock_entries_kept{Pre,Post}(space->window);
    ensures all: \result.count == needed ==>
      pw_stock_valid(space->window, \result) && pw_stock_taken{Pre,Post}(space) && pw_stock_no_tables(space->window);
    ensures none: \result.count != needed ==>
      \result.count == 0 && pw_space_source_kept{Pre,Post}(space) && \forall integer f; !pw_stock_has(space->window, f);
*/
struct pw_stock pw_stock_take(struct pw_address_space *space, uint32_t needed);

/* All of them back to the source. */
/*@ requires ready: pw_space_source_ready(space);
    requires stock: pw_stock_valid(space->window, stock);
    requires out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out(space->source, f);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1],
            pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures none: \forall integer f; !pw_stock_has(space->window, f);
    ensures given: pw_stock_given{Pre,Post}(space);
*/
void pw_stock_give_back(struct pw_address_space *space, struct pw_stock stock);

#endif
