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
  return more;
}

struct pw_stock pw_stock_rest(const struct pw_window *window, struct pw_stock stock) {
  struct pw_stock rest = pw_stock_none();
  if (stock.count > 1u) {
    rest.first = (uint32_t)(window->words[(uint64_t)stock.first * PW_TABLE_ENTRIES] / NEXT_WEIGHT);
    rest.last = stock.last;
    rest.count = stock.count - 1u;
  }
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
  while (left.count > 0u) {
    uint32_t frame = left.first;
    left = pw_stock_rest(space->window, left);
    pw_space_return_table(space, frame);
  }
}
