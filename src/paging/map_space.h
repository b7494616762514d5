/*
 * Map space: the changes of path.h and run.h by which a range is mapped, in a space's window, which its source
 * survives. Internal to src/paging.
 */
#ifndef PW_PAGING_MAP_SPACE_H
#define PW_PAGING_MAP_SPACE_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/space.h"

/* As pw_path_extend. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires path: pw_path_valid(space->window, path) && path.level <= 2 && pw_path_entry(space->window, path) == 0;
    requires filled: pw_forest_filled(space->window, path.table[path.level]);
    requires child: pw_fresh(space->window, child);
    requires settled: pw_stale_settled(space->window);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1],
            pw_forest_level[child], pw_forest_parent[child], pw_forest_slot[child], pw_forest_root[child],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures path: pw_path_valid(space->window, \result) && \result.level == path.level + 1 &&
      pw_path_along(path, \result);
    ensures end: \result.table[\result.level] == child && pw_path_entry(space->window, \result) == 0;
    ensures empty: pw_all_zero(space->window, child);
    ensures filled: pw_forest_filled(space->window, child);
    ensures table: pw_forest_level[child] == path.level + 1 && pw_forest_root[child] == path.table[0];
    ensures settled: pw_stale_settled(space->window);
    ensures places: pw_places_kept{Pre,Post}(space->window, child);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
struct pw_path pw_map_space_extend(struct pw_address_space *space, struct pw_path path, uint32_t child);

/* As pw_path_fill. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires path: pw_path_valid(space->window, path) && 1 <= count && path.index[path.level] + count <= 512;
    requires invalid: pw_run_zero(space->window, path.table[path.level], path.index[path.level], count);
    requires filled: pw_forest_filled(space->window, path.table[path.level]);
    requires leaf: pw_is_leaf(descriptor, path.level) && stride % 4 == 0;
    requires fits: descriptor + count * stride <= UINT64_MAX;
    requires settled: pw_stale_settled(space->window);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures path: pw_path_valid(space->window, path);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures settled: pw_stale_settled(space->window);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures served: pw_path_run_served(space->window, path, count, descriptor, stride);
    ensures others: pw_path_run_others_same{Pre,Post}(space->window, path, count);
*/
void pw_map_space_fill(struct pw_address_space *space, struct pw_path path, uint32_t count, uint64_t descriptor,
                       uint64_t stride);

#endif
