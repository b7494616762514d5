/*
 * Tree: the tables below a table, entry by entry, for whatever visits each table of a tree once.
 *
 * Internal to src/paging. Which tables there are is told by a copy of the levels, which a visitor has made before.
 */
#ifndef PW_PAGING_TREE_H
#define PW_PAGING_TREE_H

#include <stdint.h>

#include <pagewright/window.h>

#include "spec/paging/descriptor.h"
#include "spec/paging/table.h"
#include "spec/paging/tree.h"

/* The table that an entry of a table of level 0..2 leads to, or PW_NO_FRAME. Those below the first index + 1 entries are
 * those below the first 'index', and that table with what is below it. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires down: pw_branch_down(window);
    requires up: pw_branch_up(window);
    requires table: table < window->frame_count && pw_tree_level[table] == level && level <= 2 && index < 512;
    terminates \true; exits \false; assigns \nothing;
    ensures child: \result != PW_NO_FRAME ==> \result < window->frame_count && pw_tree_level[\result] == level + 1;
    ensures same: \result == PW_NO_FRAME ==> pw_tree_same(level, table, index);
    ensures more: \result != PW_NO_FRAME ==> pw_tree_more{Here,Here}(level, table, index, \result);
    ensures apart: \result != PW_NO_FRAME ==> pw_tree_apart{Here,Here}(level, table, index, \result);
*/
uint32_t pw_tree_child(const struct pw_window *window, uint32_t table, uint32_t level, uint32_t index);

#endif
