/*
 * Split table: the changes of forest.h and run.h, and what they mean together.
 */
#include "src/paging/split_table.h"

void pw_split_clear(struct pw_window *window, uint32_t table, uint32_t index) {
  /*@ assert hits2: pw_forest_level[table] == 2 ==> \forall integer x, i2, i3; 0 <= x < window->frame_count &&
        pw_forest_level[x] == 2 && 0 <= i2 < 512 && 0 <= i3 < 512 && pw_hit2(x, i2, i3, table, index) ==>
          pw_walk2(window, x, i2, i3) == pw_entry(window, table, index) * 4 + 2; */
  /*@ assert hits1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && pw_hit1(x, i1, i2, i3, table, index) ==>
          pw_walk1(window, x, i1, i2, i3) == pw_entry(window, table, index) * 4 + pw_forest_level[table]; */
  //@ assert hits: pw_walks_hit(window, table, index, pw_entry(window, table, index) * 4 + pw_forest_level[table]);
  pw_forest_clear_leaf(window, table, index);
}

void pw_split_hang(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child, uint64_t leaf,
                   uint64_t stride) {
  //@ assert apart: child != table;
  pw_forest_link(window, table, index, child);
  //@ ghost Linked: ;
  /*@ assert here1: \at(pw_forest_level[table], Pre) == 1 ==> \forall integer r, i0, i1, i2, i3;
        0 <= r < window->frame_count && \at(pw_forest_level[r], Pre) == 0 && pw_indices(i0, i1, i2, i3) ==>
          (pw_run_hit0(r, i0, i1, i2, i3, child, 0, 512) <==> pw_hit0{Pre}(r, i0, i1, i2, i3, table, index)); */
  /*@ assert here2: \at(pw_forest_level[table], Pre) == 2 ==> \forall integer r, i0, i1, i2, i3;
        0 <= r < window->frame_count && \at(pw_forest_level[r], Pre) == 0 && pw_indices(i0, i1, i2, i3) ==>
          (pw_run_hit0(r, i0, i1, i2, i3, child, 0, 512) <==> pw_hit0{Pre}(r, i0, i1, i2, i3, table, index)); */
  pw_forest_fill(window, child, 0u, PW_TABLE_ENTRIES, leaf, stride);
  //@ assert since: pw_run_walks_same_but{Linked,Here}(window, child, 0, 512);
  //@ assert hit: pw_run_walks_hit(window, child, 0, 512, leaf, stride);
  /*@ assert still: \forall integer r, i0, i1, i2, i3;
        0 <= r < window->frame_count && \at(pw_forest_level[r], Pre) == 0 && pw_indices(i0, i1, i2, i3) ==>
          (pw_run_hit0(r, i0, i1, i2, i3, child, 0, 512) <==> pw_hit0{Pre}(r, i0, i1, i2, i3, table, index)); */
}
