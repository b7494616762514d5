/*
 * Unmap table: entries out of a table, a table out of the one above it, a frame onto the stock. Internal to src/paging.
 *
 * Like the changes of forest.h and run.h, of which it is made, but one after the other in the same table: what becomes
 * invalid joins what is stale before it.
 */
#ifndef PW_PAGING_UNMAP_TABLE_H
#define PW_PAGING_UNMAP_TABLE_H

#include <stdint.h>

#include <pagewright/window.h>

#include "src/paging/run.h"
#include "src/paging/stock.h"

#include "spec/paging/unmap_table.h"

/* As pw_forest_drain. Where there is no leaf nothing becomes stale. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 3 && first + count <= 512;
    requires leaves: pw_run_drains(window, table, first, count);
    requires takes: pw_unmap_takes(window, table, first, count);
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1], window->live[table],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table];
    PW_FOREST_ENSURES(window)
    ensures invalid: pw_run_zero(window, table, first, count);
    ensures cleared: \result == \old(pw_run_live(window, table, first, count)) && \result <= count;
    ensures fewer: window->live[table] == \old(window->live[table]) - \result;
    ensures stale: \result > 0 ==>
      pw_stale_grown{Pre,Post}(table, first, first + count, pw_forest_level[table], 0) &&
   pw_stale_kept{Pre,Post}(table); ensures global: \result > 0 ==> (pw_stale_global[table] == 0 <==>
      \old(pw_run_local(window, table, first, count) && pw_stale_local(table)));
    ensures none: \result == 0 ==> pw_stale_kept{Pre,Post}(-1);
    ensures zero: \old(pw_run_zero(window, table, first, count)) ==> \result == 0;
    ensures step: pw_run_step{Pre,Post}(window, table, first, count);
    ensures walks: pw_run_walks_same_but{Pre,Post}(window, table, first, count);
    ensures faults: pw_run_walks_fault(window, table, first, count);
*/
uint32_t pw_unmap_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* As pw_forest_unlink: an empty table is no table any more. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 2 && index < 512;
    requires links: pw_links(window, table, index, child);
    requires empty: window->live[child] == 0;
    requires takes: pw_stale_takes(table, index);
    terminates \true; exits \false;
    assigns window->words[table * 512 + index], window->live[table], pw_forest_level[child], pw_stale_stage[table],
            pw_stale_index[table], pw_stale_end[table], pw_stale_level[table], pw_stale_link[table],
            pw_stale_global[table];
    PW_FOREST_ENSURES(window)
    ensures invalid: pw_entry(window, table, index) == 0;
    ensures gone: pw_forest_level[child] == PW_NO_LEVEL;
    ensures zero: pw_all_zero(window, child);
    ensures stale: pw_stale_grown{Pre,Post}(table, index, index + 1, \old(pw_forest_level[table]), 1) &&
      pw_stale_kept{Pre,Post}(table);
    ensures global: pw_stale_global[table] == 0 <==> \old(pw_stale_local(table));
    ensures one_less: window->live[table] == \old(window->live[table]) - 1;
    ensures step: pw_forest_step{Pre,Post}(window, table, index, child);
    ensures walks: pw_walks_same{Pre,Post}(window);
*/
void pw_unmap_unlink(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child);

/* As pw_stock_append. A walker may still read the frame whose first word is written: it was not to find anything there
 * before, or what it finds is stale. */
/*@ PW_FOREST_REQUIRES(window)
    requires stock: pw_stock_of_tables(window, stock);
    requires frame: frame < window->frame_count && !pw_stock_has(window, frame) && pw_forest_level[frame] ==
   PW_NO_LEVEL; requires unread: pw_stock_unread(window, frame); terminates \true; exits \false; assigns window->words[0
   .. window->frame_count * 512 - 1], pw_stock_place[frame]; PW_FOREST_ENSURES(window) ensures stock:
   pw_stock_of_tables(window, \result); ensures count: \result.count == stock.count + 1; ensures has: \forall integer f;
   pw_stock_has(window, f) <==> \old(pw_stock_has(window, f)) || f == frame; ensures entries:
   pw_stock_entries_kept{Pre,Post}(window); ensures walks: pw_walks_same{Pre,Post}(window);
*/
struct pw_stock pw_unmap_keep(struct pw_window *window, struct pw_stock stock, uint32_t frame);

#endif
