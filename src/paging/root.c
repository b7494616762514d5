/*
 * Root: a change of table.c with the ghost maps beside it, and a change of the ghost maps alone.
 */
#include "src/paging/root.h"

#include "src/paging/table.h"

void pw_root_make(struct pw_window *window, uint32_t table, uint32_t asid, uint32_t half) {
  (void)asid; /* the ghosts' alone, */
  (void)half; /* as this is */
  pw_table_zero(window, table);
  //@ assert others: \forall integer f; f != table && pw_is_table(window, f) ==> pw_counted(window, f);
  //@ ghost pw_forest_level[table] = 0;
  //@ ghost pw_forest_root[table] = table;
  //@ ghost pw_forest_asid[table] = asid;
  //@ ghost pw_forest_half[table] = half;
  //@ ghost pw_stale_stage[table] = PW_STAGE_MADE;
  //@ assert own: pw_counted(window, table);
  //@ assert counts: \forall integer f; pw_is_table(window, f) ==> pw_counted(window, f);
  //@ assert walks3: pw_walks3_same{Pre,Here}(window);
  //@ assert walks2: pw_walks2_same{Pre,Here}(window);
  //@ assert walks1: pw_walks1_same{Pre,Here}(window);
}

/*@ ghost
  void pw_root_copy(const struct pw_window *window, uint32_t root) {
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= PW_WINDOW_MAX_FRAMES;
       loop invariant copy: \forall integer f; 0 <= f < n ==>
         pw_tree_level[f] == (f < window->frame_count ? pw_forest_level[f] : PW_NO_LEVEL);
       loop assigns n, pw_tree_level[0 .. PW_WINDOW_MAX_FRAMES - 1];
       loop variant PW_WINDOW_MAX_FRAMES - n; @/
    while (n < PW_WINDOW_MAX_FRAMES) {
      pw_tree_level[n] = n < window->frame_count ? pw_forest_level[n] : PW_NO_LEVEL;
      n++;
    }
    /@ assert tree0: \forall integer f; 0 <= f < window->frame_count && pw_forest_level[f] == 0 ==> pw_forest_root[f] == f; @/
    /@ assert tree1: \forall integer f; 0 <= f < window->frame_count && pw_forest_level[f] == 1 ==>
         pw_forest_root[f] == pw_forest_parent[f]; @/
    /@ assert tree2: \forall integer f; 0 <= f < window->frame_count && pw_forest_level[f] == 2 ==>
         pw_forest_root[f] == pw_forest_parent[pw_forest_parent[f]]; @/
    /@ assert tree3: \forall integer f; 0 <= f < window->frame_count && pw_forest_level[f] == 3 ==>
         pw_forest_root[f] == pw_forest_parent[pw_forest_parent[pw_forest_parent[f]]]; @/
  }

  void pw_root_retire(const struct pw_window *window, uint32_t root, bool global) {
    pw_root_copy(window, root);
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= window->frame_count;
       loop invariant gone: \forall integer f; 0 <= f < n ==>
         (pw_root_table{Pre}(window, root, f) ? pw_forest_level[f] == PW_NO_LEVEL
                                              : pw_forest_level[f] == \at(pw_forest_level[f], Pre));
       loop invariant ahead: \forall integer f; n <= f < window->frame_count ==>
         pw_forest_level[f] == \at(pw_forest_level[f], Pre) && pw_stale_stage[f] == PW_STAGE_CLEAN;
       loop invariant stale: pw_root_stale(window, root, PW_STAGE_CLEARED, (boolean)global);
       loop assigns n, pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1],
         pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_global[0 .. PW_WINDOW_MAX_FRAMES - 1];
       loop variant window->frame_count - n; @/
    while (n < window->frame_count) {
      if (pw_forest_level[n] <= 3 && pw_forest_root[n] == root) {
        pw_forest_level[n] = PW_NO_LEVEL;
        pw_stale_stage[n] = PW_STAGE_CLEARED;
        pw_stale_index[n] = PW_STALE_WHOLE;
        pw_stale_global[n] = global ? 1 : 0;
      }
      n++;
    }
    /@ assert others: \forall integer f; 1 <= pw_forest_level[f] <= 3 && 0 <= f < window->frame_count ==>
         pw_forest_level[pw_forest_parent[f]] == \at(pw_forest_level[pw_forest_parent[f]], Pre); @/
  }
*/
