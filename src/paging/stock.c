/*
 * Stock: a list through the frames' first words.
 */
#include "src/paging/stock.h"

#include "src/paging/space.h"

#define NEXT_WEIGHT 2u /* bit 0 stays clear: no valid entry */

struct pw_stock pw_stock_none(void) {
  struct pw_stock none = {.first = PW_NO_FRAME, .last = PW_NO_FRAME, .count = 0u};
  return none;
}

struct pw_stock pw_stock_append(struct pw_window *window, struct pw_stock stock, uint32_t frame) {
  struct pw_stock more = {.first = stock.first, .last = frame, .count = stock.count + 1u};
  if (stock.count == 0u) {
    more.first = frame;
  } else {
    window->words[(uint64_t)stock.last * PW_TABLE_ENTRIES] = (uint64_t)frame * NEXT_WEIGHT;
  }
  //@ ghost pw_stock_place[frame] = stock.count + 1u;
  return more;
}

struct pw_stock pw_stock_rest(const struct pw_window *window, struct pw_stock stock) {
  struct pw_stock rest = pw_stock_none();
  if (stock.count > 1u) {
    //@ assert two: stock.first != stock.last && pw_stock_has(window, stock.first);
    //@ assert next: pw_stock_has(window, pw_stock_next(window, stock.first));
    //@ assert word: window->words[stock.first * 512] / 2 == pw_stock_next(window, stock.first);
    rest.first = (uint32_t)(window->words[(uint64_t)stock.first * PW_TABLE_ENTRIES] / NEXT_WEIGHT);
    rest.last = stock.last;
    rest.count = stock.count - 1u;
  }
  //@ ghost pw_stock_place[stock.first] = 0u;
  return rest;
}

struct pw_stock pw_stock_take(struct pw_address_space *space, uint32_t needed) {
  struct pw_stock stock = pw_stock_none();
  while (stock.count < needed) {
    uint32_t frame = pw_space_take_table(space);
    if (frame == PW_NO_FRAME) {
      pw_stock_give_back(space, stock);
      return pw_stock_none();
    }
    stock = pw_stock_append(space->window, stock, frame);
  }
  return stock;
}

void pw_stock_give_back(struct pw_address_space *space, struct pw_stock stock) {
  struct pw_stock left = stock;
  /*@ loop invariant range: 0 <= left.count <= stock.count;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space);
      loop invariant window: pw_window_untouched{Pre,Here}(space->window);
      loop invariant left: pw_stock_valid(space->window, left);
      loop invariant out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out(space->source, f);
      loop invariant part: \forall integer f; pw_stock_has(space->window, f) ==> pw_stock_has{Pre}(space->window, f);
      loop invariant given: pw_stock_given{Pre,Here}(space);
      loop assigns left, PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1],
                   pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
      loop variant left.count; */
  while (left.count > 0u) {
    //@ ghost Before: ;
    uint32_t frame = left.first;
    left = pw_stock_rest(space->window, left);
    //@ ghost Rest: ;
    pw_space_return_table(space, frame);
    //@ assert window: pw_window_untouched{Rest,Here}(space->window);
    //@ assert window_same: pw_window_same{Pre,Here}(space->window);
    //@ assert window_tables: pw_tables_kept{Pre,Here}(space->window, -1);
    //@ assert window_counts: pw_counts_kept{Pre,Here}(space->window, -1);
    /*@ assert words: \forall integer f; 0 <= f < space->window->frame_count ==>
          pw_entry(space->window, f, 0) == pw_entry{Rest}(space->window, f, 0); */
    //@ assert places: \forall integer f; pw_stock_place[f] == \at(pw_stock_place[f], Rest);
    //@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Rest}(space->window, f);
    //@ assert ends: pw_stock_ends(space->window, left);
    //@ assert apart: pw_stock_apart(space->window);
    //@ assert links: pw_stock_links(space->window, left);
    /*@ assert fewer: \forall integer f; pw_stock_has(space->window, f) <==>
          pw_stock_has{Before}(space->window, f) && f != frame; */
    //@ assert kept: pw_space_source_kept_but{Before,Here}(space, frame);
    //@ assert was_out: pw_page_source_out{Before}(space->source, frame) && !pw_page_source_out(space->source, frame);
    //@ assert was_out_first: pw_page_source_out{Pre}(\at(space->source, Pre), frame);
    /*@ assert same: \forall integer f; pw_page_source_has{Pre}(\at(space->source, Pre), f) <==>
          pw_page_source_has(space->source, f); */
    /*@ assert back: \forall integer f; pw_stock_has{Pre}(\at(space->window, Pre), f) &&
          !pw_stock_has(space->window, f) ==>
            pw_page_source_out{Pre}(\at(space->source, Pre), f) && !pw_page_source_out(space->source, f); */
    /*@ assert others: \forall integer f; !pw_stock_has{Pre}(\at(space->window, Pre), f) ||
          pw_stock_has(space->window, f) ==>
            (pw_page_source_out{Pre}(\at(space->source, Pre), f) <==> pw_page_source_out(space->source, f)); */
    //@ assert given: pw_stock_given{Pre,Here}(space);
  }
}
