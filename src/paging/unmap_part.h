/*
 * Unmap part: all entries of a range that one table has, and the tables that are empty then. Internal to src/paging.
 */
#ifndef PW_PAGING_UNMAP_PART_H
#define PW_PAGING_UNMAP_PART_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/path.h"
#include "src/paging/unmap_step.h"

#include "spec/paging/unmap_part.h"

/* Out of some entries of a table of level 2: the first 'run', which are no links, or one, which is a link, with its
 * table of level 3 and all the pages of that. */
/*@ PW_UNMAP_REQUIRES
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == 2 &&
      pw_forest_root[table] == space->root_frame && first + count <= 512;
    requires run: run <= count && 1 <= count;
    requires alike: \forall integer i; first <= i < first + run ==> pw_entry(space->window, table, i) % 4 != 3;
    requires link: run == 0 ==> pw_entry(space->window, table, first) % 4 == 3;
    requires takes: pw_stale_takes(table, first);
    requires below: pw_below_clean(space->window, table, first);
    requires within: pw_run_inside_range(table, first, first + count, removed);
    requires filled: pw_forest_filled(space->window, table);
    requires room: pw_leaves_below(removed.leaves, 0x1000000000000000);
    terminates \true; exits \false;
    assigns PW_UNMAP_ASSIGNS(space);
    PW_UNMAP_ENSURES
    ensures filled: pw_forest_filled(space->window, table);
    ensures some: space->window->live[table] == \old(space->window->live[table]) ||
      2 <= pw_smallest_of(\result.leaves);
    ensures fewer: pw_leaves_upto(removed.leaves, \result.leaves, run > 0 ? run : 1);
    ensures next: pw_stale_takes(table, first + (run > 0 ? run : 1));
    ensures below: pw_below_clean(space->window, table, first + (run > 0 ? run : 1));
    ensures above: pw_above_same{Pre,Post}(space->window, table);
    ensures entries: pw_table_kept{Pre,Post}(space->window, table, first, run > 0 ? run : 1);
    ensures walks: pw_run_walks_same_but{Pre,Post}(space->window, table, first, run > 0 ? run : 1);
    ensures faults: pw_run_walks_fault(space->window, table, first, run > 0 ? run : 1);
*/
struct pw_removed pw_unmap_run(struct pw_address_space *space, uint32_t table, uint32_t first, uint32_t count,
                               uint32_t run, struct pw_removed removed);

/* Tables at the path's end that are empty now, the lowest first. No walk changes. */
/*@ PW_UNMAP_REQUIRES
    requires path: pw_path_prefix(space->window, path, path.level) && path.table[0] == space->root_frame;
    requires takes: pw_path_takes(path, path.level);
    requires within: pw_path_within(path, path.level, removed);
    requires filled: pw_forest_filled(space->window, path.table[path.level]);
    requires some: path.level == 0 || space->window->live[path.table[path.level]] > 0 ||
      path.level <= pw_smallest_of(removed.leaves) + 1;
    terminates \true; exits \false;
    assigns PW_UNMAP_ASSIGNS(space);
    PW_UNMAP_ENSURES
    ensures filled: pw_forest_filled(space->window, -1);
    ensures leaves: \result.leaves == removed.leaves;
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
struct pw_removed pw_unmap_prune(struct pw_address_space *space, struct pw_path path, struct pw_removed removed);

#endif
