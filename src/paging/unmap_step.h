/*
 * Unmap step: leaves, tables and empty tables out of a space, with what is removed and what is stale kept account of.
 * Internal to src/paging.
 */
#ifndef PW_PAGING_UNMAP_STEP_H
#define PW_PAGING_UNMAP_STEP_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/flush.h"
#include "src/paging/leaf_counts.h"
#include "src/paging/stock.h"
#include "src/paging/unmap_space.h"

/* What has been taken out. */
struct pw_removed {
  uint64_t first; /* address of the range, */
  uint64_t last;  /* and the last one so far */
  struct pw_leaf_counts leaves;
  struct pw_stock tables;
};

#include "spec/paging/unmap_step.h"

/* Leaves out of one table: a run of entries without a link. */
/*@ PW_UNMAP_REQUIRES
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == level &&
      pw_forest_root[table] == space->root_frame && 1 <= count && first + count <= 512;
    requires leaves: pw_run_drains(space->window, table, first, count);
    requires takes: pw_unmap_takes(space->window, table, first, count);
    requires within: pw_run_zero(space->window, table, first, count) ||
      pw_run_within(level, table, first, count, removed);
    requires filled: pw_forest_filled(space->window, table);
    requires room: pw_leaves_below(removed.leaves, 0x1000000000000000);
    terminates \true; exits \false;
    assigns space->window->words[table * 512 + first .. table * 512 + first + count - 1], space->window->live[table],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table];
    PW_UNMAP_ENSURES
    ensures filled: pw_forest_filled(space->window, table);
    ensures some: space->window->live[table] == \old(space->window->live[table]) ||
      pw_leaves_at(\result.leaves, level) > 0;
    ensures tables: \result.tables == removed.tables;
    ensures fewer: pw_leaves_at(\result.leaves, 1) + pw_leaves_at(\result.leaves, 2) + pw_leaves_at(\result.leaves, 3)
   <= pw_leaves_at(removed.leaves, 1) + pw_leaves_at(removed.leaves, 2) + pw_leaves_at(removed.leaves, 3) + count;
    ensures invalid: pw_run_zero(space->window, table, first, count);
    ensures next: \old(pw_stale_takes(table, first)) ==> pw_stale_takes(table, first + count);
    ensures others_stale: pw_stale_kept{Pre,Post}(table);
    ensures step: pw_run_step{Pre,Post}(space->window, table, first, count);
    ensures walks: pw_run_walks_same_but{Pre,Post}(space->window, table, first, count);
    ensures faults: pw_run_walks_fault(space->window, table, first, count);
*/
struct pw_removed pw_unmap_step_drain(struct pw_address_space *space, uint32_t table, uint32_t level, uint32_t first,
                                      uint32_t count, struct pw_removed removed);

/* A table of level 3 out of the table above it, with all its pages. */
/*@ PW_UNMAP_REQUIRES
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == 2 &&
      pw_forest_root[table] == space->root_frame && index < 512;
    requires links: pw_links(space->window, table, index, child) && pw_is_table(space->window, child);
    requires takes: pw_stale_takes(table, index) && pw_stale_stage[child] == PW_STAGE_CLEAN;
    requires within: pw_run_within(2, table, index, 1, removed) && removed.first <= pw_entry_va(2, table, index) &&
      pw_entry_va(2, table, index) + 0x1FFFFF <= removed.last;
    requires filled: pw_forest_filled(space->window, table);
    requires room: pw_leaves_below(removed.leaves, 0x1000000000000000);
    terminates \true; exits \false;
    assigns PW_UNMAP_ASSIGNS(space);
    PW_UNMAP_ENSURES
    ensures filled: pw_forest_filled(space->window, table);
    ensures some: \result.leaves.page_count > 0 && \result.tables.count == removed.tables.count + 1;
    ensures fewer: \result.leaves.page_count <= removed.leaves.page_count + 0x10000 &&
      \result.leaves.block_2mb_count == removed.leaves.block_2mb_count &&
      \result.leaves.block_1gb_count == removed.leaves.block_1gb_count;
    ensures invalid: pw_entry(space->window, table, index) == 0;
    ensures next: pw_stale_takes(table, index + 1);
    ensures others_stale: pw_run_stale_kept{Pre,Post}(table, child);
    ensures entries: pw_others_kept{Pre,Post}(space->window, table, index) &&
      pw_unmap_entries_but{Pre,Post}(space->window, table);
    ensures gone: pw_forest_level[child] == PW_NO_LEVEL && pw_levels_but{Pre,Post}(space->window, child);
    ensures walks: pw_walks_same_but{Pre,Post}(space->window, table, index);
    ensures faults: pw_walks_hit(space->window, table, index, 0);
*/
struct pw_removed pw_unmap_step_cut(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child,
                                    struct pw_removed removed);

/* An empty table out of the table of a level above it. */
/*@ PW_UNMAP_REQUIRES
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == level && level <= 2 &&
      pw_forest_root[table] == space->root_frame && index < 512;
    requires links: pw_links(space->window, table, index, child) && pw_is_table(space->window, child);
    requires empty: space->window->live[child] == 0;
    requires takes: pw_stale_takes(table, index);
    requires within: pw_run_within(level, table, index, 1, removed);
    requires some: level <= pw_smallest_of(removed.leaves);
    requires filled: pw_forest_filled(space->window, child);
    terminates \true; exits \false;
    assigns PW_UNMAP_ASSIGNS(space);
    PW_UNMAP_ENSURES
    ensures filled: pw_forest_filled(space->window, table);
    ensures leaves: \result.leaves == removed.leaves && \result.tables.count == removed.tables.count + 1;
    ensures others_stale: pw_stale_kept{Pre,Post}(table);
    ensures entries: pw_unmap_entries_but{Pre,Post}(space->window, table);
    ensures gone: pw_forest_level[child] == PW_NO_LEVEL && pw_levels_but{Pre,Post}(space->window, child);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
struct pw_removed pw_unmap_step_drop(struct pw_address_space *space, uint32_t table, uint32_t level, uint32_t index,
                                     uint32_t child, struct pw_removed removed);

#endif
