/*
 * Unmap space: the changes of unmap_table.h and run.h by which a range is unmapped, in a space's window, which its
 * source survives. Internal to src/paging.
 */
#ifndef PW_PAGING_UNMAP_SPACE_H
#define PW_PAGING_UNMAP_SPACE_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/run.h"
#include "src/paging/space.h"
#include "src/paging/stock.h"
#include "src/paging/unmap_table.h"

/* As pw_unmap_drain. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires table: table < space->window->frame_count && 0 <= pw_forest_level[table] <= 3 && first + count <= 512;
    requires leaves: pw_run_drains(space->window, table, first, count);
    requires takes: pw_unmap_takes(space->window, table, first, count);
    terminates \true; exits \false;
    assigns space->window->words[table * 512 + first .. table * 512 + first + count - 1], space->window->live[table],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures invalid: pw_run_zero(space->window, table, first, count);
    ensures cleared: \result == \old(pw_run_live(space->window, table, first, count)) && \result <= count;
    ensures fewer: space->window->live[table] == \old(space->window->live[table]) - \result;
    ensures stale: \result > 0 ==>
      pw_stale_grown{Pre,Post}(table, first, first + count, pw_forest_level[table], 0) &&
   pw_stale_kept{Pre,Post}(table); ensures global: \result > 0 ==> (pw_stale_global[table] == 0 <==>
      \old(pw_run_local(space->window, table, first, count) && pw_stale_local(table)));
    ensures none: \result == 0 ==> pw_stale_kept{Pre,Post}(-1);
    ensures zero: \old(pw_run_zero(space->window, table, first, count)) ==> \result == 0;
    ensures step: pw_run_step{Pre,Post}(space->window, table, first, count);
    ensures walks: pw_run_walks_same_but{Pre,Post}(space->window, table, first, count);
    ensures faults: pw_run_walks_fault(space->window, table, first, count);
*/
uint32_t pw_unmap_space_drain(struct pw_address_space *space, uint32_t table, uint32_t first, uint32_t count);

/* As pw_forest_cut. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires table: table < space->window->frame_count && pw_forest_level[table] == 2 && index < 512;
    requires links: pw_links(space->window, table, index, child);
    requires takes: pw_stale_takes(table, index) && pw_stale_stage[child] == PW_STAGE_CLEAN;
    terminates \true; exits \false;
    assigns space->window->words[table * 512 + index], space->window->live[table], pw_forest_level[child],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table], pw_stale_stage[child], pw_stale_index[child],
            pw_stale_end[child], pw_stale_level[child], pw_stale_link[child], pw_stale_global[child];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures invalid: pw_entry(space->window, table, index) == 0;
    ensures gone: pw_forest_level[child] == PW_NO_LEVEL;
    ensures stale: pw_stale_grown{Pre,Post}(table, index, index + 1, 2, 1) &&
      pw_stale_run(child, PW_STAGE_CLEARED, 0, 512, 3, 1) && pw_run_stale_kept{Pre,Post}(table, child);
    ensures global: (pw_stale_global[table] == 0 <==> \old(pw_stale_local(table))) &&
      (pw_stale_global[child] == 0 <==> \old(pw_run_local(space->window, child, 0, 512)));
    ensures one_less: space->window->live[table] == \old(space->window->live[table]) - 1;
    ensures step: pw_forest_step{Pre,Post}(space->window, table, index, child);
    ensures walks: pw_walks_same_but{Pre,Post}(space->window, table, index);
    ensures faults: pw_walks_hit(space->window, table, index, 0);
*/
void pw_unmap_space_cut(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child);

/* As pw_unmap_unlink. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires table: table < space->window->frame_count && 0 <= pw_forest_level[table] <= 2 && index < 512;
    requires links: pw_links(space->window, table, index, child);
    requires empty: space->window->live[child] == 0;
    requires takes: pw_stale_takes(table, index);
    terminates \true; exits \false;
    assigns space->window->words[table * 512 + index], space->window->live[table], pw_forest_level[child],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures invalid: pw_entry(space->window, table, index) == 0;
    ensures gone: pw_forest_level[child] == PW_NO_LEVEL;
    ensures zero: pw_all_zero(space->window, child);
    ensures stale: pw_stale_grown{Pre,Post}(table, index, index + 1, \old(pw_forest_level[table]), 1) &&
      pw_stale_kept{Pre,Post}(table);
    ensures global: pw_stale_global[table] == 0 <==> \old(pw_stale_local(table));
    ensures one_less: space->window->live[table] == \old(space->window->live[table]) - 1;
    ensures step: pw_forest_step{Pre,Post}(space->window, table, index, child);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
void pw_unmap_space_unlink(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child);

/* As pw_unmap_keep. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires stock: pw_stock_of_tables(space->window, stock);
    requires frame: frame < space->window->frame_count && !pw_stock_has(space->window, frame) &&
      pw_forest_level[frame] == PW_NO_LEVEL;
    requires unread: pw_stock_unread(space->window, frame);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1], pw_stock_place[frame];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures stock: pw_stock_of_tables(space->window, \result);
    ensures count: \result.count == stock.count + 1;
    ensures has: \forall integer f; pw_stock_has(space->window, f) <==>
      \old(pw_stock_has(space->window, f)) || f == frame;
    ensures entries: pw_stock_entries_kept{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
struct pw_stock pw_unmap_space_keep(struct pw_address_space *space, struct pw_stock stock, uint32_t frame);

#endif
