/*
 * Split table: a block becomes invalid, and a table of leaves comes in its place. Internal to src/paging; what is between
 * the two is split_block.h.
 */
#ifndef PW_PAGING_SPLIT_TABLE_H
#define PW_PAGING_SPLIT_TABLE_H

#include <stdint.h>

#include <pagewright/window.h>

#include "src/paging/forest.h"
#include "src/paging/run.h"

#include "spec/paging/split_table.h"

/* A block becomes invalid. The walks that came to it fault, and no other walk changes. Its table may be empty now. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 1 <= pw_forest_level[table] <= 2 && index < 512;
    requires block: pw_is_leaf(pw_entry(window, table, index), pw_forest_level[table]);
    requires filled: pw_forest_filled(window, -1);
    requires clean: pw_stale_stage[table] == PW_STAGE_CLEAN;
    terminates \true; exits \false;
    assigns window->words[table * 512 + index], window->live[table], pw_stale_stage[table], pw_stale_index[table],
            pw_stale_end[table], pw_stale_level[table], pw_stale_link[table], pw_stale_global[table];
    PW_FOREST_ENSURES(window)
    ensures filled: pw_forest_filled(window, table);
    ensures invalid: pw_entry(window, table, index) == 0;
    ensures stale: pw_stale_entry(table, PW_STAGE_CLEARED, index, pw_forest_level[table], 0) &&
      pw_stale_kept{Pre,Post}(table);
    ensures step: pw_forest_step{Pre,Post}(window, table, index, -1);
    ensures was: pw_walks_hit{Pre}(window, table, index, \old(pw_entry(window, table, index)) * 4 + pw_forest_level[table]);
    ensures others: pw_walks_same_but{Pre,Post}(window, table, index);
*/
void pw_split_clear(struct pw_window *window, uint32_t table, uint32_t index);

/* An empty table, whose zeroes every walker sees, is linked at an invalid entry and filled with leaves: the first of them
 * 'leaf', each further one 'stride' more. The walks that came to the entry come to them, and no other walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 1 <= pw_forest_level[table] <= 2 && index < 512;
    requires invalid: pw_entry(window, table, index) == 0;
    requires filled: pw_forest_filled(window, table);
    requires child: child < window->frame_count && pw_forest_level[child] == PW_NO_LEVEL;
    requires empty: pw_all_zero(window, child) && window->live[child] == 0;
    requires leaf: pw_is_leaf(leaf, pw_forest_level[table] + 1) && stride % 4 == 0;
    requires fits: leaf + 512 * stride <= UINT64_MAX;
    requires settled: pw_stale_settled(window);
    requires seen: pw_stale_seen(child);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            pw_forest_level[child], pw_forest_parent[child], pw_forest_slot[child], pw_forest_root[child],
            pw_stale_stage[table], pw_stale_stage[child];
    PW_FOREST_ENSURES(window)
    ensures filled: pw_forest_filled(window, -1);
    ensures stale: pw_stale_stage[table] == PW_STAGE_MADE && pw_stale_stage[child] == PW_STAGE_MADE;
    ensures settled: pw_stale_settled(window);
    ensures place: pw_forest_level[child] == pw_forest_level[table] + 1 && pw_forest_root[child] == pw_forest_root[table];
    ensures places: pw_split_places_kept{Pre,Post}(window, child);
    ensures entries_kept: pw_split_entries_kept{Pre,Post}(window, table, child);
    ensures others: pw_walks_same_but{Pre,Post}(window, table, index);
    ensures hits: pw_split_walks_hit{Pre,Post}(window, table, index, leaf, stride);
*/
void pw_split_hang(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child, uint64_t leaf,
                   uint64_t stride);

#endif
