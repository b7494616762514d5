/*
 * Path: the tables from a root towards an address, and the changes at its end.
 *
 * Internal to src/paging. A path is found first; then either tables are hung below its end and a leaf is written into
 * the lowest, or the leaf at its end is cleared and tables that have become empty are unlinked. Nothing here can fail,
 * and nothing here allocates or invalidates: that is leaf.c.
 */
#ifndef PW_PAGING_PATH_H
#define PW_PAGING_PATH_H

#include <stdint.h>

#include <pagewright/descriptor.h>
#include <pagewright/status.h>
#include <pagewright/window.h>

#include "src/paging/forest.h"

/* A value, not an object that others point to: nothing that is written can change it. */
struct pw_path {
  uint32_t index[PW_LEVEL_COUNT]; /* of the address, by level */
  uint32_t table[PW_LEVEL_COUNT]; /* from the root down to the last one, by level */
  uint32_t level;                 /* of the last table */
  uint64_t descriptor;            /* the entry for the address in it */
};

/* Tables that are linked nowhere. */
struct pw_reserve {
  uint32_t table[PW_LEVEL_COUNT - 1u];
  uint32_t count;
};

#include "spec/paging/path.h"

/* Follow the links for va until there is none, or down to the table of the target level. */
/*@ PW_FOREST_REQUIRES(window)
    requires root: root < window->frame_count && pw_forest_level[root] == 0;
    requires target: target_level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_path_valid(window, \result) && \result.level <= target_level;
    ensures root: \result.table[0] == root;
    ensures indices: pw_path_of(\result, va);
    ensures entry: \result.descriptor == pw_path_entry(window, \result);
    ensures end: \result.level == target_level || !pw_is_link(\result.descriptor, \result.level);
    ensures walk: pw_path_walk(window, \result) == pw_path_rest(window, \result);
*/
struct pw_path pw_path_find(const struct pw_window *window, uint32_t root, uint64_t va, uint32_t target_level);

/* What stands where a leaf of the target level is to go. */
/*@ requires level: path.level <= target_level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures free: \result == PW_OK <==> !pw_is_link(path.descriptor, path.level) && !pw_is_leaf(path.descriptor,
   path.level); ensures block: \result == PW_ERR_BLOCK_IN_THE_WAY ==> path.level < target_level; ensures mapped: \result
   == PW_ERR_ALREADY_MAPPED ==> path.level == target_level && pw_is_leaf(path.descriptor, target_level); ensures table:
   \result == PW_ERR_TABLE_IN_THE_WAY ==> path.level == target_level && pw_is_link(path.descriptor, target_level);
    ensures statuses: \result == PW_OK || \result == PW_ERR_BLOCK_IN_THE_WAY || \result == PW_ERR_ALREADY_MAPPED ||
      \result == PW_ERR_TABLE_IN_THE_WAY;
*/
enum pw_status pw_path_place_status(struct pw_path path, uint32_t target_level);

/* What stands where a leaf of the target level is to be removed. */
/*@ requires level: path.level <= target_level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures leaf: \result == PW_OK <==> path.level == target_level && pw_is_leaf(path.descriptor, target_level);
    ensures none: \result == PW_ERR_NOT_MAPPED <==>
      !pw_is_link(path.descriptor, path.level) && !pw_is_leaf(path.descriptor, path.level);
    ensures block: \result == PW_ERR_BLOCK_IN_THE_WAY ==> path.level < target_level;
    ensures table: \result == PW_ERR_TABLE_IN_THE_WAY ==>
      path.level == target_level && pw_is_link(path.descriptor, target_level);
    ensures statuses: \result == PW_OK || \result == PW_ERR_BLOCK_IN_THE_WAY || \result == PW_ERR_NOT_MAPPED ||
      \result == PW_ERR_TABLE_IN_THE_WAY;
*/
enum pw_status pw_path_leaf_status(struct pw_path path, uint32_t target_level);

/* An empty table that is linked nowhere is linked at the path's invalid end, and becomes its end. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path) && path.level <= 2 && pw_path_entry(window, path) == 0;
    requires filled: pw_forest_filled(window, path.table[path.level]);
    requires child: pw_fresh(window, child);
    requires settled: pw_stale_settled(window);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            pw_forest_level[child], pw_forest_parent[child], pw_forest_slot[child], pw_forest_root[child],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    PW_FOREST_ENSURES(window)
    ensures path: pw_path_valid(window, \result) && \result.level == path.level + 1 && pw_path_along(path, \result);
    ensures end: \result.table[\result.level] == child && pw_path_entry(window, \result) == 0;
    ensures empty: pw_all_zero(window, child);
    ensures filled: pw_forest_filled(window, child);
    ensures table: pw_forest_level[child] == path.level + 1 && pw_forest_root[child] == path.table[0];
    ensures settled: pw_stale_settled(window);
    ensures places: pw_places_kept{Pre,Post}(window, child);
    ensures fresh: \forall integer f; f != child && pw_fresh{Pre}(window, f) ==> pw_fresh{Post}(window, f);
    ensures rest: pw_rest_kept{Pre,Post}(window);
    ensures walks: pw_walks_same{Pre,Post}(window);
*/
struct pw_path pw_path_extend(struct pw_window *window, struct pw_path path, uint32_t child);

/* The path's invalid end becomes a leaf: the addresses that it serves come to it, and no other walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path) && pw_path_entry(window, path) == 0;
    requires filled: pw_forest_filled(window, path.table[path.level]);
    requires leaf: pw_is_leaf(descriptor, path.level);
    requires settled: pw_stale_settled(window);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    PW_FOREST_ENSURES(window)
    ensures filled: pw_forest_filled(window, -1);
    ensures settled: pw_stale_settled(window);
    ensures served: pw_path_served(window, path, path.level, descriptor * 4 + path.level);
    ensures others: pw_path_others_same{Pre,Post}(window, path, path.level);
*/
void pw_path_set_leaf(struct pw_window *window, struct pw_path path, uint64_t descriptor);

/* The leaf at the path's end becomes invalid: the addresses that it served fault, and no other walk changes. Its table
 * may be empty now. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path) && pw_is_leaf(pw_path_entry(window, path), path.level);
    requires filled: pw_forest_filled(window, -1);
    requires clean: pw_stale_none(window);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            PW_STALE_MAPS;
    PW_FOREST_ENSURES(window)
    ensures path: pw_path_valid(window, path);
    ensures filled: pw_forest_filled(window, path.table[path.level]);
    ensures stale: pw_path_stale(window, path, path.level, PW_STAGE_CLEARED);
    ensures served: pw_path_served(window, path, path.level, 0);
    ensures others: pw_path_others_same{Pre,Post}(window, path, path.level);
*/
void pw_path_clear_leaf(struct pw_window *window, struct pw_path path);

/* The reserve, one empty table a level, is linked below the path's invalid end, and the lowest entry becomes a leaf:
 * the addresses that it serves come to it, and no other walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path) && pw_path_entry(window, path) == 0;
    requires filled: pw_forest_filled(window, -1);
    requires count: path.level + reserve.count <= 3;
    requires fresh: \forall integer f; pw_reserved_below(reserve, reserve.count, f) ==> pw_fresh(window, f);
    requires distinct: (2 <= reserve.count ==> reserve.table[0] != reserve.table[1]) &&
      (3 <= reserve.count ==> reserve.table[2] != reserve.table[0] && reserve.table[2] != reserve.table[1]);
    requires leaf: pw_is_leaf(descriptor, path.level + reserve.count);
    requires settled: pw_stale_settled(window);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_parent[0 .. PW_WINDOW_MAX_FRAMES - 1],
            pw_forest_slot[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_root[0 .. PW_WINDOW_MAX_FRAMES - 1],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    PW_FOREST_ENSURES(window)
    ensures filled: pw_forest_filled(window, -1);
    ensures tables: pw_reserve_hung{Pre,Post}(window, reserve, reserve.count, path.table[0]);
    ensures settled: pw_stale_settled(window);
    ensures served:
      pw_path_served(window, path, path.level + reserve.count, descriptor * 4 + path.level + reserve.count);
    ensures others: pw_path_others_same{Pre,Post}(window, path, path.level + reserve.count);
*/
void pw_path_hang_leaf(struct pw_window *window, struct pw_path path, struct pw_reserve reserve, uint64_t descriptor);

/* The tables at the path's end that are empty are unlinked, lowest first; no walk changes. Returns the level of the
 * lowest that stays. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path);
    requires filled: pw_forest_filled(window, path.table[path.level]);
    requires stale: pw_path_stale_run(window, path, path.level, PW_STAGE_CLEARED);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], PW_STALE_MAPS;
    PW_FOREST_ENSURES(window)
    ensures filled: pw_forest_filled(window, -1);
    ensures range: \result <= path.level;
    ensures tables: pw_path_pruned{Pre,Post}(window, path, \result);
    ensures stale: pw_path_stale_run(window, path, \result, PW_STAGE_CLEARED);
    ensures run: pw_stale_end[path.table[path.level]] == \old(pw_stale_end[path.table[path.level]]);
    ensures walks: pw_walks_same{Pre,Post}(window);
*/
uint32_t pw_path_prune(struct pw_window *window, struct pw_path path);

#endif
