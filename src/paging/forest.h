/*
 * Forest: the tables of a window, a tree for each address space, and every way in which a tree changes.
 *
 * Internal to src/paging. Each function is one change of one entry (table.h) with what it means for the tree: which
 * tables there are, and what every walk finds. The maps that say so are ghosts; nothing of them is executed.
 */
#ifndef PW_PAGING_FOREST_H
#define PW_PAGING_FOREST_H

#include <stdint.h>

#include <pagewright/window.h>

#include "src/paging/table.h"

#include "spec/paging/forest.h"

/* An empty table that is linked nowhere is linked at an invalid entry of a table above level 3. No walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 2 && index < 512;
    requires invalid: pw_entry(window, table, index) == 0;
    requires child: child < window->frame_count && pw_forest_level[child] == PW_NO_LEVEL;
    requires empty: pw_all_zero(window, child) && window->live[child] == 0;
    terminates \true; exits \false;
    assigns window->words[table * 512 + index], window->live[table], pw_forest_level[child], pw_forest_parent[child],
            pw_forest_slot[child];
    PW_FOREST_ENSURES(window)
    ensures links: pw_links(window, table, index, child);
    ensures place: pw_forest_level[child] == pw_forest_level[table] + 1 && pw_forest_parent[child] == table &&
      pw_forest_slot[child] == index;
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
    terminates \true; exits \false;
    assigns window->words[table * 512 + index], window->live[table], pw_forest_level[child];
    PW_FOREST_ENSURES(window)
    ensures invalid: pw_entry(window, table, index) == 0;
    ensures gone: pw_forest_level[child] == PW_NO_LEVEL;
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
    terminates \true; exits \false; assigns window->words[table * 512 + index], window->live[table];
    PW_FOREST_ENSURES(window)
    ensures leaf: pw_entry(window, table, index) == descriptor;
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
    terminates \true; exits \false; assigns window->words[table * 512 + index], window->live[table];
    PW_FOREST_ENSURES(window)
    ensures invalid: pw_entry(window, table, index) == 0;
    ensures one_less: window->live[table] == \old(window->live[table]) - 1;
    ensures step: pw_forest_step{Pre,Post}(window, table, index, -1);
    ensures walks: pw_walks_same_but{Pre,Post}(window, table, index);
    ensures hits: pw_walks_hit(window, table, index, 0);
*/
void pw_forest_clear_leaf(struct pw_window *window, uint32_t table, uint32_t index);

#endif
