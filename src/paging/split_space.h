/*
 * Split space: the changes of split_table.h in a space's window, which its source survives. Internal to src/paging.
 */
#ifndef PW_PAGING_SPLIT_SPACE_H
#define PW_PAGING_SPLIT_SPACE_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/space.h"
#include "src/paging/split_table.h"

/* As pw_split_clear. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires table: table < space->window->frame_count && 1 <= pw_forest_level[table] <= 2 && index < 512;
    requires block: pw_is_leaf(pw_entry(space->window, table, index), pw_forest_level[table]);
    requires filled: pw_forest_filled(space->window, -1);
    requires clean: pw_stale_stage[table] == PW_STAGE_CLEAN;
    terminates \true; exits \false;
    assigns space->window->words[table * 512 + index], space->window->live[table], pw_stale_stage[table],
            pw_stale_index[table], pw_stale_end[table], pw_stale_level[table], pw_stale_link[table],
            pw_stale_global[table];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, table);
    ensures invalid: pw_entry(space->window, table, index) == 0;
    ensures stale: pw_stale_entry(table, PW_STAGE_CLEARED, index, pw_forest_level[table], 0) &&
      pw_stale_kept{Pre,Post}(table);
    ensures step: pw_forest_step{Pre,Post}(space->window, table, index, -1);
    ensures was: pw_walks_hit{Pre}(space->window, table, index,
                                   \old(pw_entry(space->window, table, index)) * 4 + pw_forest_level[table]);
    ensures others: pw_walks_same_but{Pre,Post}(space->window, table, index);
*/
void pw_split_space_clear(struct pw_address_space *space, uint32_t table, uint32_t index);

/* As pw_split_hang. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires table: table < space->window->frame_count && 1 <= pw_forest_level[table] <= 2 && index < 512;
    requires invalid: pw_entry(space->window, table, index) == 0;
    requires filled: pw_forest_filled(space->window, table);
    requires child: child < space->window->frame_count && pw_forest_level[child] == PW_NO_LEVEL;
    requires empty: pw_all_zero(space->window, child) && space->window->live[child] == 0;
    requires leaf: pw_is_leaf(leaf, pw_forest_level[table] + 1) && stride % 4 == 0;
    requires fits: leaf + 512 * stride <= UINT64_MAX;
    requires settled: pw_stale_settled(space->window);
    requires seen: pw_stale_seen(child);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1],
            pw_forest_level[child], pw_forest_parent[child], pw_forest_slot[child], pw_forest_root[child],
            pw_stale_stage[table], pw_stale_stage[child];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures stale: pw_stale_stage[table] == PW_STAGE_MADE && pw_stale_stage[child] == PW_STAGE_MADE;
    ensures settled: pw_stale_settled(space->window);
    ensures place: pw_forest_level[child] == pw_forest_level[table] + 1 && pw_forest_root[child] == pw_forest_root[table];
    ensures places: pw_split_places_kept{Pre,Post}(space->window, child);
    ensures entries_kept: pw_split_entries_kept{Pre,Post}(space->window, table, child);
    ensures others: pw_walks_same_but{Pre,Post}(space->window, table, index);
    ensures hits: pw_split_walks_hit{Pre,Post}(space->window, table, index, leaf, stride);
*/
void pw_split_space_hang(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child, uint64_t leaf,
                         uint64_t stride);

#endif
