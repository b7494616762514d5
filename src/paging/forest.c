/*
 * Forest: the changes of table.c with the ghost maps beside them.
 */
#include "src/paging/forest.h"

/*@ ghost
  // A table that counts no entry has none that is not zero.
  /@ requires ready: pw_table_ready(window, table);
     requires none: pw_live_below(window, table, 512) == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures zero: pw_all_zero(window, table);
  @/
  static void lemma_empty(const struct pw_window *window, uint32_t table) {
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 512 && 0 <= pw_live_below(window, table, n);
       loop invariant zero: pw_live_below(window, table, n) == 0 ==>
         \forall integer i; 0 <= i < n ==> pw_entry(window, table, i) == 0;
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      n++;
    }
  }
*/

/*@ ghost
  // A table without an entry that is not zero counts none.
  /@ requires ready: pw_table_ready(window, table);
     requires zero: pw_all_zero(window, table);
     terminates \true; exits \false; assigns \nothing;
     ensures none: pw_live_below(window, table, 512) == 0;
  @/
  static void lemma_zero(const struct pw_window *window, uint32_t table) {
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 512;
       loop invariant none: pw_live_below(window, table, n) == 0;
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      n++;
    }
  }
*/

void pw_forest_zero(struct pw_window *window, uint32_t table) {
  pw_table_zero(window, table);
  //@ ghost pw_stale_stage[table] = PW_STAGE_MADE;
  //@ assert counts: \forall integer f; pw_is_table(window, f) ==> pw_counted(window, f);
  //@ assert walks3: pw_walks3_same{Pre,Here}(window);
  //@ assert walks2: pw_walks2_same{Pre,Here}(window);
  //@ assert walks1: pw_walks1_same{Pre,Here}(window);
}

void pw_forest_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child) {
  //@ ghost lemma_zero(window, child);
  pw_table_link(window, table, index, child);
  //@ assert counted: pw_counted(window, child);
  //@ assert counts: \forall integer f; pw_is_table(window, f) ==> pw_counted(window, f);
  //@ ghost pw_forest_level[child] = (unsigned char)(pw_forest_level[table] + 1);
  //@ ghost pw_forest_parent[child] = table;
  //@ ghost pw_forest_slot[child] = index;
  //@ ghost pw_forest_root[child] = pw_forest_root[table];
  //@ ghost pw_stale_stage[table] = PW_STAGE_MADE;
  //@ assert walks3: pw_walks3_same{Pre,Here}(window);
  //@ assert walks2: pw_walks2_same{Pre,Here}(window);
  //@ assert walks1: pw_walks1_same{Pre,Here}(window);
}

void pw_forest_unlink(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child) {
  (void)child; /* the ghosts' alone */
  //@ assert below: pw_is_table(window, child) && child != table;
  //@ ghost lemma_empty(window, child);
  pw_table_clear(window, table, index);
  //@ assert counts: \forall integer f; pw_is_table(window, f) ==> pw_counted(window, f);
  //@ ghost pw_forest_level[child] = PW_NO_LEVEL;
  //@ ghost pw_stale_stage[table] = PW_STAGE_CLEARED;
  //@ ghost pw_stale_index[table] = (unsigned short)index;
  //@ ghost pw_stale_end[table] = (unsigned short)(index + 1);
  //@ ghost pw_stale_level[table] = pw_forest_level[table];
  //@ ghost pw_stale_link[table] = 1;
  //@ ghost pw_stale_global[table] = 0;
  //@ assert walks3: pw_walks3_same{Pre,Here}(window);
  //@ assert walks2: pw_walks2_same{Pre,Here}(window);
  //@ assert walks1: pw_walks1_same{Pre,Here}(window);
}

void pw_forest_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor) {
  pw_table_set_leaf(window, table, index, descriptor);
  //@ ghost pw_stale_stage[table] = PW_STAGE_MADE;
  /*@ assert walks3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
        !pw_hit3(x, i3, table, index) ==> pw_walk3{Pre}(window, x, i3) == pw_walk3(window, x, i3); */
  /*@ assert walks2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && !pw_hit2(x, i2, i3, table, index) ==>
        pw_walk2{Pre}(window, x, i2, i3) == pw_walk2(window, x, i2, i3); */
  /*@ assert walks1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && !pw_hit1(x, i1, i2, i3, table, index) ==>
        pw_walk1{Pre}(window, x, i1, i2, i3) == pw_walk1(window, x, i1, i2, i3); */
  /*@ assert hits3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
        pw_hit3(x, i3, table, index) ==> pw_walk3(window, x, i3) == descriptor * 4 + pw_forest_level[table]; */
  /*@ assert hits2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && pw_hit2(x, i2, i3, table, index) ==> pw_walk2(window, x, i2, i3) == descriptor * 4 +
     pw_forest_level[table]; */
  /*@ assert hits1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && pw_hit1(x, i1, i2, i3, table, index) ==>
        pw_walk1(window, x, i1, i2, i3) == descriptor * 4 + pw_forest_level[table]; */
}

/*@ ghost
  // Whether TLBs may hold a leaf for all ASIDs: bit 11, nG, is zero.
  /@ requires ready: pw_table_ready(window, table) && index < 512;
     requires leaf: pw_entry(window, table, index) != 0;
     terminates \true; exits \false; assigns \nothing;
     ensures mark: \result == 0 <==> pw_entry_local(pw_entry(window, table, index));
  @/
  static unsigned char mark(const struct pw_window *window, uint32_t table, uint32_t index) {
    return window->words[(uint64_t)table * 512u + index] / 0x800u % 2u == 0u ? 1 : 0;
  }
*/

void pw_forest_clear_leaf(struct pw_window *window, uint32_t table, uint32_t index) {
  //@ ghost unsigned char global = mark(window, table, index);
  pw_table_clear(window, table, index);
  //@ ghost pw_stale_stage[table] = PW_STAGE_CLEARED;
  //@ ghost pw_stale_index[table] = (unsigned short)index;
  //@ ghost pw_stale_end[table] = (unsigned short)(index + 1);
  //@ ghost pw_stale_level[table] = pw_forest_level[table];
  //@ ghost pw_stale_link[table] = 0;
  //@ ghost pw_stale_global[table] = global;
  /*@ assert walks3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
        !pw_hit3(x, i3, table, index) ==> pw_walk3{Pre}(window, x, i3) == pw_walk3(window, x, i3); */
  /*@ assert walks2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && !pw_hit2(x, i2, i3, table, index) ==>
        pw_walk2{Pre}(window, x, i2, i3) == pw_walk2(window, x, i2, i3); */
  /*@ assert walks1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && !pw_hit1(x, i1, i2, i3, table, index) ==>
        pw_walk1{Pre}(window, x, i1, i2, i3) == pw_walk1(window, x, i1, i2, i3); */
  /*@ assert hits3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
        pw_hit3(x, i3, table, index) ==> pw_walk3(window, x, i3) == 0; */
  /*@ assert hits2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && pw_hit2(x, i2, i3, table, index) ==> pw_walk2(window, x, i2, i3) == 0; */
  /*@ assert hits1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && pw_hit1(x, i1, i2, i3, table, index) ==>
        pw_walk1(window, x, i1, i2, i3) == 0; */
}
