/*
 * Map pages: a unit of a target, told by the pages that it serves. Internal to src/paging.
 */
#ifndef PW_PAGING_MAP_PAGES_H
#define PW_PAGING_MAP_PAGES_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/map_unit.h"
#include "src/paging/unit.h"

#include "spec/paging/map_pages.h"
#include "spec/paging/target_needs.h"

/* The leaves that lead to 0: with an address added they lead there. Those of blocks look alike at both levels. */
struct pw_map_leaves {
  uint64_t page;
  uint64_t block;
};

/* The way down to the unit that the target begins with: nothing is in its place. 'near' as in map_find.h. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires unit: pw_unit_of(unit, target) && pw_target_valid(target) && pw_target_whole(target);
    requires near: pw_space_path(space, near);
    requires same: 2 <= near.level && target.va % 0x40000000 != 0 ==>
      near.index[0] == target.va / 0x8000000000 % 512 && near.index[1] == target.va / 0x40000000 % 512;
    requires faults: pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000);
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_space_path(space, \result) && \result.level <= unit.level && pw_path_of(\result, target.va);
    ensures first: unit.first == \result.index[unit.level];
    ensures end: \result.level < unit.level ==> pw_path_entry(space->window, \result) == 0;
    ensures invalid: \result.level == unit.level ==>
      pw_run_zero(space->window, \result.table[\result.level], unit.first, unit.count);
    ensures missing: pw_tables_missing(space->window, space->root_frame, pw_va_page(target.va), 0, unit.level,
                                       unit.level - \result.level);
*/
struct pw_path pw_map_pages_find(const struct pw_address_space *space, struct pw_path near, struct pw_target target,
                                 struct pw_unit unit);

/* The unit that the target begins with, mapped below that path. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires unit: pw_unit_of(unit, target) && pw_target_valid(target);
    requires path: pw_space_path(space, path) && path.level <= unit.level && pw_path_of(path, target.va);
    requires first: unit.first == path.index[unit.level];
    requires end: path.level < unit.level ==> pw_path_entry(space->window, path) == 0;
    requires invalid: path.level == unit.level ==>
      pw_run_zero(space->window, path.table[path.level], unit.first, unit.count);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    requires enough: unit.level - path.level <= stock.count;
    terminates \true; exits \false;
    assigns PW_FILLING_ASSIGNS(space);
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures path: pw_space_path(space, \result.path) && \result.path.level == unit.level &&
      pw_path_of(\result.path, target.va);
    ensures stock: pw_stock_valid(space->window, \result.stock) && pw_split_stocked(space);
    ensures left: \result.stock.count == stock.count - (unit.level - path.level);
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures lead: pw_pages_lead(space->window, space->root_frame, pw_va_page(target.va),
                                pw_run_pages(unit.level, unit.count), target.pa / 0x1000, leaves.page, leaves.block);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(target.va),
                                                   pw_run_pages(unit.level, unit.count));
*/
struct pw_map_progress pw_map_pages(struct pw_address_space *space, struct pw_path path, struct pw_target target,
                                    struct pw_unit unit, struct pw_map_leaves leaves, struct pw_stock stock);

/*@ ghost
  // An address's page, by its number and by its indices.
  /@ terminates \true; exits \false; assigns \nothing;
     ensures page: \result == pw_va_page(va) && \result < 0x1000000000;
     ensures by_indices: \result == pw_page_of(va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512,
                                               va / 0x1000 % 512);
     ensures indices: \result / 0x8000000 == va / 0x8000000000 % 512 && \result / 0x40000 % 512 == va / 0x40000000 % 512 &&
       \result / 512 % 512 == va / 0x200000 % 512 && \result % 512 == va / 0x1000 % 512;
  @/
  uint64_t pw_map_lemma_page(uint64_t va);

  // The pages that a run of a level serves, from a multiple of its leaves' size on.
  /@ requires level: 1 <= path.level <= 3 && count <= 512 && path.index[path.level] + count <= 512;
     requires path: pw_path_indices(path) && pw_path_of(path, va);
     requires aligned: va % pw_level_bytes(path.level) == 0;
     requires pages: pages == pw_run_pages(path.level, count);
     terminates \true; exits \false; assigns \nothing;
     ensures serves: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
       (pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) <==>
        pw_pages_have(pw_va_page(va), pages, i0, i1, i2, i3));
  @/
  void pw_map_lemma_serves(struct pw_path path, uint32_t count, uint64_t va, uint64_t pages);

  // A unit's bytes are its pages'; and what stands behind them.
  /@ requires unit: pw_unit_of(unit, target) && pw_target_valid(target) && pw_target_whole(target);
     requires pages: pages == unit.bytes / 0x1000;
     terminates \true; exits \false; assigns \nothing;
     ensures bytes: unit.bytes == pages * 0x1000;
     ensures pages: pages == pw_run_pages(unit.level, unit.count);
     ensures behind: unit.bytes < target.length ==>
       pw_va_page(target.va + unit.bytes) == pw_va_page(target.va) + pages &&
       (target.va + unit.bytes) / 0x1000000000000 == target.va / 0x1000000000000;
     ensures near: unit.bytes < target.length && 2 <= unit.level && (target.va + unit.bytes) % 0x40000000 != 0 ==>
       (target.va + unit.bytes) / 0x40000000 == target.va / 0x40000000 &&
       (target.va + unit.bytes) / 0x8000000000 == target.va / 0x8000000000;
  @/
  void pw_map_lemma_unit(struct pw_target target, struct pw_unit unit, uint64_t pages);

  // What walks find at each leaf of a unit.
  /@ requires unit: pw_unit_of(unit, target) && pw_target_valid(target);
     requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
     requires leaf: leaf == (unit.level == 3 ? leaves.page : leaves.block) + target.pa;
     requires stride: stride == pw_level_bytes(unit.level);
     terminates \true; exits \false; assigns \nothing;
     ensures lead: \forall integer k, i2, i3; 0 <= k < unit.count ==>
       pw_leaf_leads(leaf, stride, unit.level, k, target.pa / 0x1000, leaves.page, leaves.block, i2, i3);
     ensures room: leaf + unit.count * stride <= UINT64_MAX;
     ensures kind: pw_is_leaf(leaf, unit.level);
  @/
  void pw_map_lemma_leads(struct pw_target target, struct pw_unit unit, struct pw_map_leaves leaves, uint64_t leaf,
                          uint64_t stride);

  // What the walks to a run's leaves find, told by pages.
  /@ requires level: 1 <= path.level <= 3 && count <= 512 && path.index[path.level] + count <= 512;
     requires path: pw_path_indices(path) && pw_path_of(path, va) && va % pw_level_bytes(path.level) == 0;
     requires served: pw_path_run_served(window, path, count, leaf, stride);
     requires leads: \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(leaf, stride, path.level, k, page, of_page, of_block, i2, i3);
     terminates \true; exits \false; assigns \nothing;
     ensures lead: pw_pages_lead(window, path.table[0], pw_va_page(va), pw_run_pages(path.level, count), page, of_page,
                                 of_block);
  @/
  void pw_map_lemma_pages(const struct pw_window *window, struct pw_path path, uint32_t count, uint64_t va,
                          uint64_t leaf, uint64_t stride, uint64_t page, uint64_t of_page, uint64_t of_block);

  // Where the walk to a page finds something, it is not one of those to which all walks are faults.
  /@ requires page: first <= page < first + count && page < 0x1000000000;
     terminates \true; exits \false; assigns \nothing;
     ensures found: pw_page_walk(window, root, page) != 0 ==> !pw_pages_fault(window, root, first, count);
  @/
  void pw_map_lemma_found(const struct pw_window *window, uint32_t root, uint64_t page, uint64_t first, uint64_t count);

  // The tables that are missing on the way to an address are those below the path's end.
  /@ PW_FOREST_REQUIRES(window)
     requires filled: pw_forest_filled(window, -1);
     requires path: pw_path_tables(window, path) && pw_path_indices(path) && pw_plan_path(path, va);
     requires level: path.level <= level <= 3;
     requires end: path.level < level ==> pw_path_entry(window, path) == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures missing: pw_tables_missing(window, path.table[0], pw_va_page(va), 0, level, level - path.level);
  @/
  void pw_map_lemma_missing(const struct pw_window *window, struct pw_path path, uint64_t va, uint32_t level);
*/

#endif
