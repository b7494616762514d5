/*
 * Map unit: the tables on the way to a unit, out of a stock, and the unit's entries. Internal to src/paging.
 */
#ifndef PW_PAGING_MAP_UNIT_H
#define PW_PAGING_MAP_UNIT_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/stock.h"
#include "src/paging/unit.h"

#include "spec/paging/map_unit.h"

/* What mapping a range writes: the window and its maps. */
#define PW_FILLING_ASSIGNS(S)                                                                                          \
  (S)->window->words[0 .. (S)->window->frame_count * 512 - 1], (S)->window->live[0 .. (S)->window->frame_count - 1],   \
      PW_FOREST_MAPS, pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1]

/* How far the mapping of a range has come. */
struct pw_map_progress {
  struct pw_path path;   /* to the table of the last unit */
  struct pw_stock stock; /* what is left of it */
};

/* The unit's entries become leaves, below the path, which ends where tables are missing or in the unit's table, and at
 * entries that are invalid. The tables come out of the stock, in which there are enough. No walk changes but those that
 * the unit serves. Nothing is published yet. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires level: path.level <= unit.level && 1 <= unit.level <= 3;
    requires path: pw_space_path(space, path);
    requires unit: unit.first == path.index[unit.level] && 1 <= unit.count && unit.first + unit.count <= 512;
    requires end: path.level < unit.level ==> pw_path_entry(space->window, path) == 0;
    requires invalid: path.level == unit.level ==>
      pw_run_zero(space->window, path.table[path.level], unit.first, unit.count);
    requires leaf: pw_is_leaf(leaf, unit.level);
    requires fits: leaf + unit.count * pw_level_bytes(unit.level) <= UINT64_MAX;
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    requires enough: unit.level - path.level <= stock.count;
    terminates \true; exits \false;
    assigns PW_FILLING_ASSIGNS(space);
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures path: pw_space_path(space, \result.path) && \result.path.level == unit.level &&
      pw_path_along(path, \result.path);
    ensures stock: pw_stock_valid(space->window, \result.stock) && pw_split_stocked(space);
    ensures left: \result.stock.count == stock.count - (unit.level - path.level);
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures served:
      pw_path_run_served(space->window, \result.path, unit.count, leaf, pw_level_bytes(unit.level));
    ensures others: pw_path_run_others_same{Pre,Post}(space->window, \result.path, unit.count);
*/
struct pw_map_progress pw_map_unit(struct pw_address_space *space, struct pw_path path, struct pw_unit unit,
                                   uint64_t leaf, struct pw_stock stock);

#endif
