/*
 * Stock space: what the stock's list writes is in frames that are no tables.
 */
#include "src/paging/stock_space.h"

#include "spec/paging/stock_space.h"

struct pw_stock pw_stock_space_take(struct pw_address_space *space, uint32_t needed) {
  //@ assert levels_before: pw_forest_levels(space->window) && pw_forest_valid(space->window);
  //@ assert was: pw_space_owns(space) && pw_space_unused(space) && pw_space_root(space) && pw_stale_none(space->window);
  struct pw_stock stock = pw_stock_take(space, needed);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: space->window == \at(space->window, Pre) && space->source == \at(space->source, Pre);
  //@ assert root_frame: space->root_frame == \at(space->root_frame, Pre);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert same_window: pw_window_same{Pre,Here}(space->window);
  /*@ assert live: \forall integer f; 0 <= f < space->window->frame_count ==>
        space->window->live[f] == \at(space->window->live[f], Pre); */
  /*@ assert entries: \forall integer t, i; 0 <= t < space->window->frame_count && 0 <= pw_forest_level[t] <= 3 &&
        0 <= i < 512 ==> pw_entry{Pre}(space->window, t, i) == pw_entry(space->window, t, i); */
  //@ assert same: pw_forest_kept{Pre,Here}(space->window);
  /*@ ghost
    uint32_t n = 0;
    /@ assert first: pw_live_kept{Pre,Here}(space->window, 0); @/
    /@ loop invariant range: 0 <= n <= 512;
       loop invariant count: pw_live_kept{Pre,Here}(space->window, n);
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      /@ assert next: pw_live_kept{Pre,Here}(space->window, n + 1); @/
      n++;
    }
  */
  //@ assert counted: pw_live_kept{Pre,Here}(space->window, 512);
  //@ assert none: stock.count != needed ==> pw_space_source_kept{Pre,Here}(space);
  //@ assert taken: stock.count == needed ==> pw_stock_taken{Pre,Here}(space);
  //@ assert levels: pw_forest_levels(space->window);
  //@ assert down: pw_forest_down(space->window);
  //@ assert up: pw_forest_up(space->window);
  //@ assert roots: pw_forest_roots(space->window);
  //@ assert counts: pw_forest_counts(space->window);
  //@ assert leaves: pw_forest_entries(space->window);
  //@ assert filled: pw_forest_filled(space->window, -1);
  //@ assert clean: pw_stale_none(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  return stock;
}
