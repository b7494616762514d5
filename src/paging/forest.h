/*
 * Forest: the tables of a window, a tree for each address space, and every way in which a tree changes.
 *
 * Internal to src/paging. Each function is one change of one entry (table.h) with what it means for the tree: which
 * tables there are, what every walk finds, and what TLBs may still hold. The maps that say so are ghosts; nothing of them is
 * executed. An entry changes from invalid to valid or from valid to invalid, never from valid to valid.
 */
#ifndef PW_PAGING_FOREST_H
#define PW_PAGING_FOREST_H

#include <stdint.h>

#include <pagewright/window.h>

#include "src/paging/table.h"

#include "spec/paging/forest.h"

/* A frame that is no table becomes an empty one, linked nowhere. No walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && pw_forest_level[table] == PW_NO_LEVEL;
    requires make: pw_stale_makes(table);
    terminates \true; exits \false;
    assigns window->words[table * 512 .. table * 512 + 511], window->live[table], pw_stale_stage[table];
    PW_FOREST_ENSURES(window)
    ensures zero: pw_all_zero(window, table) && window->live[table] == 0;
    ensures stale: pw_stale_stage[table] == PW_STAGE_MADE && pw_stale_kept{Pre,Post}(table);
    ensures entries_kept: pw_tables_kept{Pre,Post}(window, table);
    ensures live_kept: \forall integer f; 0 <= f < window->frame_count && f != table ==>
      window->live[f] == \old(window->live[f]);
    ensures walks: pw_walks_same{Pre,Post}(window);
*/
void pw_forest_zero(struct pw_window *window, uint32_t table);

/* An empty table that is linked nowhere is linked at an invalid entry of a table above level 3. No walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 2 && index < 512;
    requires invalid: pw_entry(window, table, index) == 0;
    requires child: child < window->frame_count && pw_forest_level[child] == PW_NO_LEVEL;
    requires empty: pw_all_zero(window, child) && window->live[child] == 0;
    requires make: pw_stale_makes(table);
    requires seen: pw_stale_seen(child);
    terminates \true; exits \false;
    assigns window->words[table * 512 + index], window->live[table], pw_forest_level[child], pw_forest_parent[child],
            pw_forest_slot[child], pw_forest_root[child], pw_stale_stage[table];
    PW_FOREST_ENSURES(window)
    ensures links: pw_links(window, table, index, child);
    ensures place: pw_forest_level[child] == pw_forest_level[table] + 1 && pw_forest_parent[child] == table &&
      pw_forest_slot[child] == index && pw_forest_root[child] == pw_forest_root[table];
    ensures stale: pw_stale_stage[table] == PW_STAGE_MADE && pw_stale_kept{Pre,Post}(table);
    ensures empty: pw_all_zero(window, child) && window->live[child] == 0;
    ensures one_more: window->live[table] == \old(window->live[table]) + 1;
    ensures step: pw_forest_step{Pre,Post}(window, table, index, child);
    ensures walks: pw_walks_same{Pre,Post}(window);
*/
void pw_forest_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child);

/* An empty table is unlinked: no table any more. No walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 2 && index < 512;
    requires links: pw_links(window, table, index, child);
    requires empty: window->live[child] == 0;
    requires clean: pw_stale_stage[table] == PW_STAGE_CLEAN;
    terminates \true; exits \false;
    assigns window->words[table * 512 + index], window->live[table], pw_forest_level[child], pw_stale_stage[table],
            pw_stale_index[table], pw_stale_end[table], pw_stale_level[table], pw_stale_link[table],
            pw_stale_global[table];
    PW_FOREST_ENSURES(window)
    ensures invalid: pw_entry(window, table, index) == 0;
    ensures gone: pw_forest_level[child] == PW_NO_LEVEL;
    ensures stale: pw_stale_entry(table, PW_STAGE_CLEARED, index, \old(pw_forest_level[table]), 1) &&
      pw_stale_kept{Pre,Post}(table);
    ensures global: pw_stale_global[table] == 0;
    ensures one_less: window->live[table] == \old(window->live[table]) - 1;
    ensures step: pw_forest_step{Pre,Post}(window, table, index, child);
    ensures walks: pw_walks_same{Pre,Post}(window);
*/
void pw_forest_unlink(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child);

/* An invalid entry becomes a leaf: the walks that come there find it, and no other walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 3 && index < 512;
    requires invalid: pw_entry(window, table, index) == 0;
    requires leaf: pw_is_leaf(descriptor, pw_forest_level[table]);
    requires make: pw_stale_makes(table);
    terminates \true; exits \false; assigns window->words[table * 512 + index], window->live[table], pw_stale_stage[table];
    PW_FOREST_ENSURES(window)
    ensures leaf: pw_entry(window, table, index) == descriptor;
    ensures stale: pw_stale_stage[table] == PW_STAGE_MADE && pw_stale_kept{Pre,Post}(table);
    ensures one_more: window->live[table] == \old(window->live[table]) + 1;
    ensures step: pw_forest_step{Pre,Post}(window, table, index, -1);
    ensures walks: pw_walks_same_but{Pre,Post}(window, table, index);
    ensures hits: pw_walks_hit(window, table, index, descriptor * 4 + pw_forest_level[table]);
*/
void pw_forest_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor);

/* A leaf becomes invalid: the walks that come there fault, and no other walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 3 && index < 512;
    requires leaf: pw_is_leaf(pw_entry(window, table, index), pw_forest_level[table]);
    requires clean: pw_stale_stage[table] == PW_STAGE_CLEAN;
    terminates \true; exits \false;
    assigns window->words[table * 512 + index], window->live[table], pw_stale_stage[table], pw_stale_index[table],
            pw_stale_end[table], pw_stale_level[table], pw_stale_link[table], pw_stale_global[table];
    PW_FOREST_ENSURES(window)
    ensures invalid: pw_entry(window, table, index) == 0;
    ensures one_less: window->live[table] == \old(window->live[table]) - 1;
    ensures stale: pw_stale_entry(table, PW_STAGE_CLEARED, index, pw_forest_level[table], 0) &&
      pw_stale_kept{Pre,Post}(table);
    ensures global: pw_stale_global[table] == 0 <==> \old(pw_entry_local(pw_entry(window, table, index)));
    ensures step: pw_forest_step{Pre,Post}(window, table, index, -1);
    ensures walks: pw_walks_same_but{Pre,Post}(window, table, index);
    ensures hits: pw_walks_hit(window, table, index, 0);
*/
void pw_forest_clear_leaf(struct pw_window *window, uint32_t table, uint32_t index);

#endif
