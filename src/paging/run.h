/*
 * Run: entries next to each other in one table, filled with leaves or emptied in one go, or cut off with their table.
 *
 * Internal to src/paging. What table.h, forest.h and path.h say of one entry is said here of a run of them, in the same
 * three steps: the words and the live count, the trees and all walks, the addresses. A range of pages is a run in each
 * of the tables that it reaches into; its entries follow each other by a stride, and the live count is written once.
 */
#ifndef PW_PAGING_RUN_H
#define PW_PAGING_RUN_H

#include <stdint.h>

#include <pagewright/window.h>

#include "src/paging/path.h"

#include "spec/paging/run.h"

/* Invalid entries become leaves: the first of them 'descriptor', each further one 'stride' more. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    requires leaf: descriptor != 0;
    requires fits: descriptor + count * stride <= UINT64_MAX;
    requires invalid: pw_run_zero(window, table, first, count);
    requires counted: pw_counted(window, table);
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1], window->live[table];
    ensures filled: pw_run_filled(window, table, first, count, descriptor, stride);
    ensures more: window->live[table] == \old(window->live[table]) + count;
    ensures counted: pw_counted(window, table);
    ensures entries: pw_run_kept{Pre,Post}(window, table, first, count);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
*/
void pw_table_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                   uint64_t stride);

/* Entries, zero or not, become zero. Returns how many were not. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    requires counted: pw_counted(window, table);
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1], window->live[table];
    ensures invalid: pw_run_zero(window, table, first, count);
    ensures cleared: \result == \old(pw_run_live(window, table, first, count)) && \result <= count;
    ensures fewer: window->live[table] == \old(window->live[table]) - \result;
    ensures counted: pw_counted(window, table);
    ensures entries: pw_run_kept{Pre,Post}(window, table, first, count);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
*/
uint32_t pw_table_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* Invalid entries become leaves: the walks that come there find them, and no other walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 3 && first + count <= 512;
    requires invalid: pw_run_zero(window, table, first, count);
    requires leaf: pw_is_leaf(descriptor, pw_forest_level[table]) && stride % 4 == 0;
    requires fits: descriptor + count * stride <= UINT64_MAX;
    requires make: pw_stale_makes(table);
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1], window->live[table],
            pw_stale_stage[table];
    PW_FOREST_ENSURES(window)
    ensures filled: pw_run_filled(window, table, first, count, descriptor, stride);
    ensures leaves: pw_run_leaves(window, table, first, count);
    ensures stale: pw_stale_stage[table] == PW_STAGE_MADE && pw_stale_kept{Pre,Post}(table);
    ensures more: window->live[table] == \old(window->live[table]) + count;
    ensures step: pw_run_step{Pre,Post}(window, table, first, count);
    ensures walks: pw_run_walks_same_but{Pre,Post}(window, table, first, count);
    ensures hits: pw_run_walks_hit(window, table, first, count, descriptor, stride);
*/
void pw_forest_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                    uint64_t stride);

/* Leaves, and invalid entries between them, become invalid: the walks that come there fault, and no other walk changes.
 * Returns how many leaves there were. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 3 && first + count <= 512;
    requires leaves: pw_run_drains(window, table, first, count);
    requires takes: pw_stale_takes(table, first);
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1], window->live[table],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table];
    PW_FOREST_ENSURES(window)
    ensures invalid: pw_run_zero(window, table, first, count);
    ensures cleared: \result == \old(pw_run_live(window, table, first, count)) && \result <= count;
    ensures fewer: window->live[table] == \old(window->live[table]) - \result;
    ensures stale: pw_stale_grown{Pre,Post}(table, first, first + count, pw_forest_level[table], 0) &&
      pw_stale_kept{Pre,Post}(table);
    ensures global: pw_stale_global[table] == 0 <==>
      \old(pw_run_local(window, table, first, count) && pw_stale_local(table));
    ensures step: pw_run_step{Pre,Post}(window, table, first, count);
    ensures walks: pw_run_walks_same_but{Pre,Post}(window, table, first, count);
    ensures faults: pw_run_walks_fault(window, table, first, count);
*/
uint32_t pw_forest_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* A table of level 3 is cut off with all its leaves: no table any more, and the walks that went through it fault. Its
 * words stay as they are. Whoever knows the link may read a leaf there again, so the leaves too are held until each
 * address has been invalidated without naming a level. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && pw_forest_level[table] == 2 && index < 512;
    requires links: pw_links(window, table, index, child);
    requires takes: pw_stale_takes(table, index) && pw_stale_stage[child] == PW_STAGE_CLEAN;
    terminates \true; exits \false;
    assigns window->words[table * 512 + index], window->live[table], pw_forest_level[child],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table], pw_stale_stage[child], pw_stale_index[child],
            pw_stale_end[child], pw_stale_level[child], pw_stale_link[child], pw_stale_global[child];
    PW_FOREST_ENSURES(window)
    ensures invalid: pw_entry(window, table, index) == 0;
    ensures gone: pw_forest_level[child] == PW_NO_LEVEL;
    ensures stale: pw_stale_grown{Pre,Post}(table, index, index + 1, 2, 1) &&
      pw_stale_run(child, PW_STAGE_CLEARED, 0, 512, 3, 1) && pw_run_stale_kept{Pre,Post}(table, child);
    ensures global: (pw_stale_global[table] == 0 <==> \old(pw_stale_local(table))) &&
      (pw_stale_global[child] == 0 <==> \old(pw_run_local(window, child, 0, 512)));
    ensures one_less: window->live[table] == \old(window->live[table]) - 1;
    ensures step: pw_forest_step{Pre,Post}(window, table, index, child);
    ensures walks: pw_walks_same_but{Pre,Post}(window, table, index);
    ensures faults: pw_walks_hit(window, table, index, 0);
*/
void pw_forest_cut(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child);

/* The path's invalid end, and the entries behind it, become leaves: the addresses that they serve come to them, and no
 * other walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path) && 1 <= count && path.index[path.level] + count <= 512;
    requires invalid: pw_run_zero(window, path.table[path.level], path.index[path.level], count);
    requires filled: pw_forest_filled(window, path.table[path.level]);
    requires leaf: pw_is_leaf(descriptor, path.level) && stride % 4 == 0;
    requires fits: descriptor + count * stride <= UINT64_MAX;
    requires settled: pw_stale_settled(window);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    PW_FOREST_ENSURES(window)
    ensures path: pw_path_valid(window, path);
    ensures filled: pw_forest_filled(window, -1);
    ensures settled: pw_stale_settled(window);
    ensures rest: pw_rest_kept{Pre,Post}(window);
    ensures served: pw_path_run_served(window, path, count, descriptor, stride);
    ensures others: pw_path_run_others_same{Pre,Post}(window, path, count);
*/
void pw_path_fill(struct pw_window *window, struct pw_path path, uint32_t count, uint64_t descriptor, uint64_t stride);

/* The leaf at the path's end, and those behind it, become invalid: the addresses that they served fault, and no other
 * walk changes. Their table may be empty now. Returns how many leaves there were. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path) && path.index[path.level] + count <= 512;
    requires leaves: pw_run_drains(window, path.table[path.level], path.index[path.level], count);
    requires filled: pw_forest_filled(window, -1);
    requires settled: pw_stale_settled(window);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            PW_STALE_MAPS;
    PW_FOREST_ENSURES(window)
    ensures path: pw_path_valid(window, path);
    ensures cleared:
      \result == \old(pw_run_live(window, path.table[path.level], path.index[path.level], count)) && \result <= count;
    ensures invalid: pw_run_zero(window, path.table[path.level], path.index[path.level], count);
    ensures filled: pw_forest_filled(window, path.table[path.level]);
    ensures rest: pw_rest_kept{Pre,Post}(window);
    ensures stale: pw_stale_run(path.table[path.level], PW_STAGE_CLEARED, path.index[path.level],
                                path.index[path.level] + count, path.level, 0);
    ensures kept: pw_stale_kept{Pre,Post}(path.table[path.level]);
    ensures alone: \old(pw_stale_none(window)) ==> pw_path_stale_run(window, path, path.level, PW_STAGE_CLEARED);
    ensures global: pw_stale_global[path.table[path.level]] == 0 <==>
      \old(pw_run_local(window, path.table[path.level], path.index[path.level], count));
    ensures faults: pw_path_run_faults(window, path, count);
    ensures others: pw_path_run_others_same{Pre,Post}(window, path, count);
*/
uint32_t pw_path_drain(struct pw_window *window, struct pw_path path, uint32_t count);

#endif
