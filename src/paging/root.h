/*
 * Root: where the tree of an address space begins and ends.
 *
 * Internal to src/paging. As the changes of forest.h: each with what it means for the trees, for every walk, and for what
 * TLBs may still hold.
 */
#ifndef PW_PAGING_ROOT_H
#define PW_PAGING_ROOT_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/window.h>

#include "src/paging/forest.h"

#include "spec/paging/root.h"

/* A frame that is no table becomes an empty root, of an ASID and of the half whose addresses have these bits 63:48. Each
 * of its addresses faults, and no other walk changes. */
/*@ PW_FOREST_REQUIRES(window)
    requires filled: pw_forest_filled(window, -1);
    requires table: table < window->frame_count && pw_forest_level[table] == PW_NO_LEVEL;
    requires make: pw_stale_makes(table);
    terminates \true; exits \false;
    assigns window->words[table * 512 .. table * 512 + 511], window->live[table], pw_stale_stage[table],
            pw_forest_level[table], pw_forest_root[table], pw_forest_asid[table], pw_forest_half[table];
    PW_FOREST_ENSURES(window)
    ensures filled: pw_forest_filled(window, -1);
    ensures root: pw_forest_level[table] == 0 && pw_forest_root[table] == table;
    ensures tree: pw_forest_asid[table] == asid && pw_forest_half[table] == half;
    ensures stale: pw_stale_stage[table] == PW_STAGE_MADE && pw_stale_kept{Pre,Post}(table);
    ensures entries_kept: pw_tables_kept{Pre,Post}(window, table);
    ensures walks: pw_walks_same{Pre,Post}(window);
    ensures faults: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
      pw_walk0(window, table, i0, i1, i2, i3) == 0;
*/
void pw_root_make(struct pw_window *window, uint32_t table, uint32_t asid, uint32_t half);

/*@ ghost
  // A copy of the levels, and what it says of one tree.
  /@ PW_FOREST_REQUIRES(window)
     requires root: root < window->frame_count && pw_forest_level[root] == 0;
     terminates \true; exits \false; assigns pw_tree_level[0 .. PW_WINDOW_MAX_FRAMES - 1];
     ensures copy: pw_tree_copied{Pre,Post}(window);
     ensures down: pw_branch_down(window);
     ensures up: pw_branch_up(window);
     ensures whole: pw_tree_whole(window, root);
  @/
  void pw_root_copy(const struct pw_window *window, uint32_t root);

  // No hardware uses the root any more: its tree counts as if each of its entries became invalid now. Its frames are no
  // tables any more, and TLBs may still hold anything that was in them. Not a word of the window changes.
  /@ PW_FOREST_REQUIRES(window)
     requires filled: pw_forest_filled(window, -1);
     requires clean: pw_stale_none(window);
     requires root: root < window->frame_count && pw_forest_level[root] == 0;
     requires local: !global ==> pw_root_local(window, root);
     terminates \true; exits \false;
     assigns pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_tree_level[0 .. PW_WINDOW_MAX_FRAMES - 1],
             pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1],
             pw_stale_global[0 .. PW_WINDOW_MAX_FRAMES - 1];
     PW_FOREST_ENSURES(window)
     ensures filled: pw_forest_filled(window, -1);
     ensures gone: \forall integer f; 0 <= f < window->frame_count ==>
       (pw_root_table{Pre}(window, root, f) ? pw_forest_level[f] == PW_NO_LEVEL
                                            : pw_forest_level[f] == \old(pw_forest_level[f]));
     ensures copy: pw_tree_copied{Pre,Post}(window);
     ensures down: pw_branch_down(window);
     ensures up: pw_branch_up(window);
     ensures whole: pw_tree_whole(window, root);
     ensures stale: pw_root_stale(window, root, PW_STAGE_CLEARED, (boolean)global);
     ensures walks: pw_walks_same{Pre,Post}(window);
  @/
  void pw_root_retire(const struct pw_window *window, uint32_t root, bool global);
*/

#endif
