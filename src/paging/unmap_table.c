/*
 * Unmap table: the changes of table.h, run.h and stock.h, and what they mean one after the other.
 */
#include "src/paging/unmap_table.h"

#include "src/paging/scan.h"

/*@ ghost
  // Walks that come to an entry that is zero fault.
  /@ PW_FOREST_REQUIRES(window)
     requires table: table < window->frame_count && 0 <= pw_forest_level[table] <= 3 && first + count <= 512;
     requires zero: pw_run_zero(window, table, first, count);
     terminates \true; exits \false; assigns \nothing;
     ensures faults: pw_run_walks_fault(window, table, first, count);
  @/
  static void lemma_faults(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
    /@ assert hits3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
         pw_run_hit3(x, i3, table, first, count) ==> pw_walk3(window, x, i3) == 0; @/
    /@ assert hits2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 &&
         0 <= i2 < 512 && 0 <= i3 < 512 && pw_run_hit2(x, i2, i3, table, first, count) ==>
           pw_walk2(window, x, i2, i3) == 0; @/
    /@ assert hits1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
         0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && pw_run_hit1(x, i1, i2, i3, table, first, count) ==>
           pw_walk1(window, x, i1, i2, i3) == 0; @/
  }

  // None of a run that is zero counts;
  /@ requires table: pw_table_ready(window, table) && first + count <= 512;
     requires zero: pw_run_zero(window, table, first, count);
     terminates \true; exits \false; assigns \nothing;
     ensures none: pw_run_live(window, table, first, count) == 0;
  @/
  static void lemma_none(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= count;
       loop invariant none: pw_run_live(window, table, first, n) == 0;
       loop assigns n;
       loop variant count - n; @/
    while (n < count) {
      /@ assert zero: pw_entry(window, table, first + n) == 0; @/
      n++;
    }
  }

  // of one that is not, one does.
  /@ requires table: pw_table_ready(window, table) && first + count <= 512;
     requires other: pw_run_has(first, count, other) && pw_entry(window, table, other) != 0;
     terminates \true; exits \false; assigns \nothing;
     ensures some: pw_run_live(window, table, first, count) > 0;
  @/
  static void lemma_some(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint32_t other)
  { uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= count && pw_run_live(window, table, first, n) >= 0;
       loop invariant some: first + n > other ==> pw_run_live(window, table, first, n) > 0;
       loop assigns n;
       loop variant count - n; @/
    while (n < count) {
      n++;
    }
  }

  // An empty table's entries are zero.
  /@ requires ready: pw_table_ready(window, table);
     requires counted: pw_counted(window, table) && window->live[table] == 0;
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

  // A link joins what is stale in its table before it.
  /@ requires table: table < PW_WINDOW_MAX_FRAMES && index < 512;
     requires takes: pw_stale_takes(table, index);
     terminates \true; exits \false;
     assigns pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
             pw_stale_link[table], pw_stale_global[table];
     ensures grown: pw_stale_grown{Pre,Post}(table, index, index + 1, pw_forest_level[table], 1);
     ensures global: pw_stale_global[table] == 0 <==> \old(pw_stale_local(table));
     ensures others: pw_stale_kept{Pre,Post}(table);
  @/
  static void join(uint32_t table, uint32_t index) {
    if (pw_stale_stage[table] != PW_STAGE_CLEARED) {
      pw_stale_index[table] = (unsigned short)index;
      pw_stale_global[table] = 0;
    }
    pw_stale_link[table] = 1;
    pw_stale_end[table] = (unsigned short)(index + 1);
    pw_stale_level[table] = pw_forest_level[table];
    pw_stale_stage[table] = PW_STAGE_CLEARED;
  }

  // How many frames a stock has that has one more.
  /@ requires frame: frame < frame_count && pw_stock_place[frame] == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures room: 0 <= pw_stock_below(frame_count) <= frame_count - 1;
  @/
  static void lemma_room(uint32_t frame_count, uint32_t frame) {
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= frame_count && 0 <= pw_stock_below(n) <= (n <= frame ? n : n - 1);
       loop assigns n;
       loop variant frame_count - n; @/
    while (n < frame_count) {
      n++;
    }
  }
*/

uint32_t pw_unmap_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  uint32_t zeros = pw_scan_zero(window, table, first, count);
  uint32_t cleared = 0u;
  if (zeros < count) {
    //@ ghost lemma_some(window, table, first, count, first + zeros);
    cleared = pw_forest_drain(window, table, first, count);
    //@ assert some: cleared > 0;
  } else {
    //@ assert zero: pw_run_zero(window, table, first, count);
    //@ ghost lemma_none(window, table, first, count);
    //@ ghost lemma_faults(window, table, first, count);
    //@ assert walks: pw_run_walks_same_but{Pre,Here}(window, table, first, count);
    //@ assert step: pw_run_step{Pre,Here}(window, table, first, count);
  }
  return cleared;
}

void pw_unmap_unlink(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child) {
  (void)child; /* the ghosts' alone */
  //@ assert below: pw_is_table(window, child) && child != table;
  //@ ghost lemma_empty(window, child);
  pw_table_clear(window, table, index);
  //@ assert counts: \forall integer f; pw_is_table(window, f) ==> pw_counted(window, f);
  //@ ghost pw_forest_level[child] = PW_NO_LEVEL;
  //@ ghost join(table, index);
  //@ assert walks3: pw_walks3_same{Pre,Here}(window);
  //@ assert walks2: pw_walks2_same{Pre,Here}(window);
  //@ assert walks1: pw_walks1_same{Pre,Here}(window);
}

/* The tables' entries are counted again. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires levels: pw_forest_levels(window);
    requires counts: pw_forest_counts(window);
    requires stock: pw_stock_of_tables(window, stock) && stock.count < UINT32_MAX;
    requires frame: frame < window->frame_count && !pw_stock_has(window, frame);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], pw_stock_place[frame];
    ensures window: pw_window_valid(window) && pw_window_arrays(window);
    ensures counts: pw_forest_counts(window);
    ensures valid: pw_stock_valid(window, \result) && pw_stock_grows(\result);
    ensures counted: pw_stock_counted(window, \result);
    ensures count: \result.count == stock.count + 1;
    ensures has: \forall integer f; pw_stock_has(window, f) <==> \old(pw_stock_has(window, f)) || f == frame;
    ensures entries: pw_stock_entries_kept{Pre,Post}(window);
    ensures words: \forall integer f; 0 <= f < window->frame_count && !\old(pw_stock_has(window, f)) ==>
      pw_entry(window, f, 0) == \old(pw_entry(window, f, 0));
*/
static struct pw_stock append(struct pw_window *window, struct pw_stock stock, uint32_t frame) {
  struct pw_stock more = pw_stock_append(window, stock, frame);
  //@ assert entries: pw_stock_entries_kept{Pre,Here}(window);
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 512;
       loop invariant count: \forall integer t; pw_is_table(window, t) ==>
         pw_live_below(window, t, n) == pw_live_below{Pre}(window, t, n);
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      n++;
    }
    n = 0;
    /@ loop invariant range: 0 <= n <= window->frame_count;
       loop invariant count: pw_stock_below(n) == pw_stock_below{Pre}(n) + (n <= frame ? 0 : 1);
       loop assigns n;
       loop variant window->frame_count - n; @/
    while (n < window->frame_count) {
      n++;
    }
  */
  return more;
}

struct pw_stock pw_unmap_keep(struct pw_window *window, struct pw_stock stock, uint32_t frame) {
  //@ ghost lemma_room(window->frame_count, frame);
  struct pw_stock more = append(window, stock, frame);
  //@ assert no_tables: pw_stock_no_tables(window);
  /*@ assert even: \forall integer f; \at(pw_stock_has(window, f), Pre) && f != stock.last ==>
        pw_entry(window, f, 0) % 2 == 0; */
  //@ assert unread: pw_stock_all_unread(window);
  //@ assert walks3: pw_walks3_same{Pre,Here}(window);
  //@ assert walks2: pw_walks2_same{Pre,Here}(window);
  //@ assert walks1: pw_walks1_same{Pre,Here}(window);
  return more;
}
