/*
 * Run: loops over neighbouring words, and what they mean.
 */
#include "src/paging/run.h"

/*@ ghost
  // For the provers, to whom this is not plain.
  /@ terminates \true; exits \false; assigns \nothing;
     ensures product: 0 <= a * b;
  @/
  static void lemma_product(uint64_t a, uint64_t b) {
  }
*/

/* The words of a run, each by one aligned 64-bit store as in table.c. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    requires fits: descriptor + count * stride <= UINT64_MAX;
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1];
    ensures filled: pw_run_filled(window, table, first, count, descriptor, stride);
    ensures entries: pw_run_kept{Pre,Post}(window, table, first, count);
*/
static void write_run(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                      uint64_t stride) {
  uint64_t *words = window->words;
  uint64_t begin = (uint64_t)table * PW_TABLE_ENTRIES + first;
  uint64_t next = descriptor;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant next: next == pw_run_value(descriptor, stride, i);
      loop invariant room: next + (count - i) * stride <= UINT64_MAX;
      loop invariant filled: \forall integer k; begin <= k < begin + i ==>
        words[k] == pw_run_value(descriptor, stride, k - begin);
      loop assigns i, next, words[begin .. begin + count - 1];
      loop variant count - i; */
  for (uint32_t i = 0u; i < count; i++) {
    //@ ghost lemma_product(count - i - 1, stride);
    words[begin + i] = next;
    next += stride;
  }
}

/* The same, and how many entries are valid now in each table. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    requires leaf: descriptor != 0;
    requires fits: descriptor + count * stride <= UINT64_MAX;
    requires invalid: pw_run_zero(window, table, first, count);
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1];
    ensures filled: pw_run_filled(window, table, first, count, descriptor, stride);
    ensures entries: pw_run_kept{Pre,Post}(window, table, first, count);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
    ensures more: pw_live_below(window, table, 512) == \old(pw_live_below(window, table, 512)) + count;
    ensures room: pw_live_below(window, table, 512) <= 512;
*/
static void fill_run(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                     uint64_t stride) {
  write_run(window, table, first, count, descriptor, stride);
  /*@ assert leaves: \forall integer i; pw_run_has(first, count, i) ==> pw_entry(window, table, i) != 0; */
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 512 && pw_live_below(window, table, n) <= n;
       loop invariant others: \forall integer f; 0 <= f < window->frame_count && f != table ==>
         pw_live_below(window, f, n) == pw_live_below{Pre}(window, f, n);
       loop invariant this: pw_live_below(window, table, n) == pw_live_below{Pre}(window, table, n) +
         (n <= first ? 0 : (n <= first + count ? n - first : count));
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      n++;
    }
  */
}

void pw_table_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                   uint64_t stride) {
  fill_run(window, table, first, count, descriptor, stride);
  window->live[table] = (uint16_t)(window->live[table] + count);
}

/* The words of a run become zero. Only what is not zero is written: this is no memset, which may write bytes, to be
 * seen by a walker one by one. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1];
    ensures invalid: pw_run_zero(window, table, first, count);
    ensures cleared: \result == \old(pw_run_live(window, table, first, count)) && \result <= count;
    ensures entries: pw_run_kept{Pre,Post}(window, table, first, count);
*/
static uint32_t clear_run(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  uint64_t *words = window->words;
  uint64_t begin = (uint64_t)table * PW_TABLE_ENTRIES + first;
  uint32_t cleared = 0u;
  /*@ loop invariant range: 0 <= i <= count && 0 <= cleared <= i;
      loop invariant zero: \forall integer k; begin <= k < begin + i ==> words[k] == 0;
      loop invariant rest: \forall integer k; begin + i <= k < begin + count ==> words[k] == \at(window->words[k], Pre);
      loop invariant cleared: cleared == pw_run_live{Pre}(window, table, first, i);
      loop assigns i, cleared, words[begin .. begin + count - 1];
      loop variant count - i; */
  for (uint32_t i = 0u; i < count; i++) {
    if (words[begin + i] != 0u) {
      words[begin + i] = 0u;
      cleared++;
    }
  }
  return cleared;
}

/* The same, and how many entries are valid now in each table. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    terminates \true; exits \false;
    assigns window->words[table * 512 + first .. table * 512 + first + count - 1];
    ensures invalid: pw_run_zero(window, table, first, count);
    ensures cleared: \result == \old(pw_run_live(window, table, first, count)) && \result <= count;
    ensures entries: pw_run_kept{Pre,Post}(window, table, first, count);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
    ensures fewer: pw_live_below(window, table, 512) == \old(pw_live_below(window, table, 512)) - \result;
    ensures room: 0 <= pw_live_below(window, table, 512);
*/
static uint32_t drain_run(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  uint32_t cleared = clear_run(window, table, first, count);
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 512 && 0 <= pw_live_below(window, table, n);
       loop invariant others: \forall integer f; 0 <= f < window->frame_count && f != table ==>
         pw_live_below(window, f, n) == pw_live_below{Pre}(window, f, n);
       loop invariant before: n <= first ==> pw_live_below(window, table, n) == pw_live_below{Pre}(window, table, n);
       loop invariant run: first <= n <= first + count ==>
         pw_live_below(window, table, n) == pw_live_below{Pre}(window, table, first);
       loop invariant behind: first + count <= n ==>
         pw_live_below(window, table, n) + cleared == pw_live_below{Pre}(window, table, n);
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      n++;
      /@ assert last: n == first + count ==>
           pw_live_below(window, table, n) + cleared == pw_live_below{Pre}(window, table, n); @/
      /@ assert next: first + count < n ==>
           pw_live_below(window, table, n) + cleared == pw_live_below{Pre}(window, table, n); @/
    }
  */
  return cleared;
}

uint32_t pw_table_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  uint32_t cleared = drain_run(window, table, first, count);
  window->live[table] = (uint16_t)(window->live[table] - cleared);
  return cleared;
}

/*@ ghost
  // What a run is filled with are leaves.
  /@ requires ready: pw_table_ready(window, table) && first + count <= 512;
     requires filled: pw_run_filled(window, table, first, count, descriptor, stride);
     requires leaf: pw_is_leaf(descriptor, pw_forest_level[table]) && stride % 4 == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures leaves: pw_run_leaves(window, table, first, count);
  @/
  static void lemma_leaves(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count,
                           uint64_t descriptor, uint64_t stride) {
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= count;
       loop invariant kind: pw_run_value(descriptor, stride, n) % 4 == descriptor % 4;
       loop invariant leaves: pw_run_leaves(window, table, first, n);
       loop assigns n;
       loop variant count - n; @/
    while (n < count) {
      /@ assert next: pw_run_value(descriptor, stride, n + 1) == pw_run_value(descriptor, stride, n) + stride; @/
      n++;
    }
  }
*/

void pw_forest_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                    uint64_t stride) {
  pw_table_fill(window, table, first, count, descriptor, stride);
  //@ ghost lemma_leaves(window, table, first, count, descriptor, stride);
  //@ ghost pw_stale_stage[table] = PW_STAGE_MADE;
  /*@ assert walks3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
        !pw_run_hit3(x, i3, table, first, count) ==> pw_walk3{Pre}(window, x, i3) == pw_walk3(window, x, i3); */
  /*@ assert walks2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && !pw_run_hit2(x, i2, i3, table, first, count) ==>
        pw_walk2{Pre}(window, x, i2, i3) == pw_walk2(window, x, i2, i3); */
  /*@ assert walks1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && !pw_run_hit1(x, i1, i2, i3, table, first, count) ==>
        pw_walk1{Pre}(window, x, i1, i2, i3) == pw_walk1(window, x, i1, i2, i3); */
  /*@ assert hits3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
        pw_run_hit3(x, i3, table, first, count) ==> pw_walk3(window, x, i3) == pw_entry(window, table, i3) * 4 + 3; */
  /*@ assert hits2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && pw_run_hit2(x, i2, i3, table, first, count) ==> pw_walk2(window, x, i2, i3) ==
          pw_entry(window, table, pw_index_at(pw_forest_level[table], 0, 0, i2, i3)) * 4 + pw_forest_level[table]; */
  /*@ assert hits1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && pw_run_hit1(x, i1, i2, i3, table, first, count) ==>
        pw_walk1(window, x, i1, i2, i3) ==
          pw_entry(window, table, pw_index_at(pw_forest_level[table], 0, i1, i2, i3)) * 4 + pw_forest_level[table]; */
  /*@ assert hits0: \forall integer x, i0, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 0 &&
        pw_indices(i0, i1, i2, i3) && pw_run_hit0(x, i0, i1, i2, i3, table, first, count) ==>
        pw_run_has(first, count, pw_index_at(pw_forest_level[table], i0, i1, i2, i3)) &&
        pw_walk0(window, x, i0, i1, i2, i3) ==
          pw_entry(window, table, pw_index_at(pw_forest_level[table], i0, i1, i2, i3)) * 4 + pw_forest_level[table]; */
}

/*@ ghost
  // Whether TLBs may hold one of the leaves for all ASIDs.
  /@ requires ready: pw_table_ready(window, table) && first + count <= 512;
     terminates \true; exits \false; assigns \nothing;
     ensures mark: 0 <= \result <= 1;
     ensures local: \result == 0 <==> pw_run_local(window, table, first, count);
  @/
  static uint32_t run_mark(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
    uint32_t mark = 0;
    uint32_t n = first;
    /@ loop invariant range: first <= n <= first + count && 0 <= mark <= 1;
       loop invariant some: mark == 1 ==> \exists integer i; first <= i < n && !pw_entry_local(pw_entry(window, table, i));
       loop invariant none: mark == 0 ==> \forall integer i; first <= i < n ==> pw_entry_local(pw_entry(window, table, i));
       loop assigns n, mark;
       loop variant first + count - n; @/
    while (n < first + count) {
      uint64_t word = window->words[(uint64_t)table * 512u + n];
      /@ assert word: word == pw_entry(window, table, n); @/
      if (word != 0u && word / 0x800u % 2u == 0u) {
        /@ assert global: !pw_entry_local(pw_entry(window, table, n)); @/
        mark = 1;
      }
      /@ assert either: mark == 0 ==> pw_entry_local(pw_entry(window, table, n)); @/
      n++;
    }
    return mark;
  }
*/

/*@ ghost
  // What is stale in a table, and the entries that have just become invalid behind it.
  /@ requires table: table < PW_WINDOW_MAX_FRAMES && first <= end <= 512 && 0 <= link <= 1 && 0 <= mark <= 1;
     requires takes: pw_stale_takes(table, first);
     terminates \true; exits \false;
     assigns pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
             pw_stale_link[table], pw_stale_global[table];
     ensures joined: pw_stale_global[table] == 0 <==> mark == 0 && \old(pw_stale_local(table));
     ensures grown: pw_stale_grown{Pre,Post}(table, first, end, pw_forest_level[table], link);
     ensures others: pw_stale_kept{Pre,Post}(table);
  @/
  static void grow(uint32_t table, uint32_t first, uint32_t end, uint32_t link, uint32_t mark) {
    if (pw_stale_stage[table] != PW_STAGE_CLEARED) {
      pw_stale_index[table] = (unsigned short)first;
      pw_stale_link[table] = (unsigned char)link;
      pw_stale_global[table] = (unsigned char)mark;
    }
    if (mark == 1) {
      pw_stale_global[table] = 1;
    }
    if (link == 1) {
      pw_stale_link[table] = 1;
    }
    pw_stale_end[table] = (unsigned short)end;
    pw_stale_level[table] = pw_forest_level[table];
    pw_stale_stage[table] = PW_STAGE_CLEARED;
  }
*/

uint32_t pw_forest_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  //@ ghost uint32_t mark = run_mark(window, table, first, count);
  uint32_t cleared = pw_table_drain(window, table, first, count);
  //@ ghost grow(table, first, first + count, 0, mark);
  /*@ assert walks3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
        !pw_run_hit3(x, i3, table, first, count) ==> pw_walk3{Pre}(window, x, i3) == pw_walk3(window, x, i3); */
  /*@ assert walks2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && !pw_run_hit2(x, i2, i3, table, first, count) ==>
        pw_walk2{Pre}(window, x, i2, i3) == pw_walk2(window, x, i2, i3); */
  /*@ assert walks1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && !pw_run_hit1(x, i1, i2, i3, table, first, count) ==>
        pw_walk1{Pre}(window, x, i1, i2, i3) == pw_walk1(window, x, i1, i2, i3); */
  /*@ assert hits3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 &&
        pw_run_hit3(x, i3, table, first, count) ==> pw_walk3(window, x, i3) == 0; */
  /*@ assert hits2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && pw_run_hit2(x, i2, i3, table, first, count) ==> pw_walk2(window, x, i2, i3) == 0; */
  /*@ assert hits1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && pw_run_hit1(x, i1, i2, i3, table, first, count) ==>
        pw_walk1(window, x, i1, i2, i3) == 0; */
  return cleared;
}

void pw_forest_cut(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child) {
  (void)child; /* the ghosts' alone */
  //@ assert below: pw_is_table(window, child) && pw_forest_level[child] == 3 && child != table;
  //@ assert here: pw_forest_parent[child] == table && pw_forest_slot[child] == index;
  //@ ghost uint32_t mark = run_mark(window, child, 0, PW_TABLE_ENTRIES);
  pw_table_clear(window, table, index);
  //@ assert counts: \forall integer f; pw_is_table(window, f) ==> pw_counted(window, f);
  //@ ghost pw_forest_level[child] = PW_NO_LEVEL;
  //@ ghost grow(table, index, index + 1, 1, 0);
  //@ ghost pw_stale_stage[child] = PW_STAGE_CLEARED;
  //@ ghost pw_stale_index[child] = 0;
  //@ ghost pw_stale_end[child] = PW_TABLE_ENTRIES;
  //@ ghost pw_stale_level[child] = 3;
  //@ ghost pw_stale_link[child] = 1;
  //@ ghost pw_stale_global[child] = (unsigned char)mark;
  /*@ assert walks3: \forall integer x, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 3 && 0 <= i3 < 512 ==>
        pw_walk3{Pre}(window, x, i3) == pw_walk3(window, x, i3); */
  /*@ assert walks2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && !pw_hit2(x, i2, i3, table, index) ==>
        pw_walk2{Pre}(window, x, i2, i3) == pw_walk2(window, x, i2, i3); */
  /*@ assert walks1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && !pw_hit1(x, i1, i2, i3, table, index) ==>
        pw_walk1{Pre}(window, x, i1, i2, i3) == pw_walk1(window, x, i1, i2, i3); */
  /*@ assert hits2: \forall integer x, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 && pw_hit2(x, i2, i3, table, index) ==> pw_walk2(window, x, i2, i3) == 0; */
  /*@ assert hits1: \forall integer x, i1, i2, i3; 0 <= x < window->frame_count && pw_forest_level[x] == 1 &&
        0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512 && pw_hit1(x, i1, i2, i3, table, index) ==>
        pw_walk1(window, x, i1, i2, i3) == 0; */
}

void pw_path_fill(struct pw_window *window, struct pw_path path, uint32_t count, uint64_t descriptor, uint64_t stride) {
  uint32_t table = path.table[path.level];
  uint32_t first = path.index[path.level];
  pw_forest_fill(window, table, first, count, descriptor, stride);
  /*@ assert here: \forall integer r, i0, i1, i2, i3; 0 <= r < window->frame_count && pw_forest_level[r] == 0 ==>
        (pw_run_hit0{Pre}(r, i0, i1, i2, i3, table, first, count) <==> pw_path_run_serves(path, count, r, i0, i1, i2,
     i3)); */
  //@ assert path: pw_path_valid(window, path);
}

uint32_t pw_path_drain(struct pw_window *window, struct pw_path path, uint32_t count) {
  uint32_t table = path.table[path.level];
  uint32_t first = path.index[path.level];
  uint32_t cleared = pw_forest_drain(window, table, first, count);
  /*@ assert here: \forall integer r, i0, i1, i2, i3; 0 <= r < window->frame_count && pw_forest_level[r] == 0 ==>
        (pw_run_hit0{Pre}(r, i0, i1, i2, i3, table, first, count) <==> pw_path_run_serves(path, count, r, i0, i1, i2,
     i3)); */
  //@ assert path: pw_path_valid(window, path);
  return cleared;
}
