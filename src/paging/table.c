/*
 * Table: entries in the window's words, live counts beside them.
 */
#include "src/paging/table.h"

/* The window's word of an entry. A window has at most 2^33 words. */
/*@ requires index: index < 512;
    terminates \true; exits \false; assigns \nothing;
    ensures word: \result == table * 512 + index;
*/
static uint64_t word_index(uint32_t table, uint32_t index) {
  return (uint64_t)table * PW_TABLE_ENTRIES + index;
}

/*@ ghost
  // A table counts at most 512 entries, fewer when one is zero, and some when one is not.
  /@ requires ready: pw_table_ready(window, table) && index < 512;
     terminates \true; exits \false; assigns \nothing;
     ensures range: 0 <= pw_live_below(window, table, 512) <= 512;
     ensures room: pw_entry(window, table, index) == 0 ==> pw_live_below(window, table, 512) < 512;
     ensures some: pw_entry(window, table, index) != 0 ==> pw_live_below(window, table, 512) > 0;
  @/
  static void lemma_live(const struct pw_window *window, uint32_t table, uint32_t index) {
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 512 && 0 <= pw_live_below(window, table, n) <= n;
       loop invariant room: n > index && pw_entry(window, table, index) == 0 ==> pw_live_below(window, table, n) < n;
       loop invariant some: n > index && pw_entry(window, table, index) != 0 ==> pw_live_below(window, table, n) > 0;
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      n++;
    }
  }
*/

/* Every change of a table goes through here: one aligned 64-bit store, which a walker sees whole or not at all
 * (single-copy atomicity, Arm ARM B2.2.1). */
/*@ requires ready: pw_table_ready(window, table) && index < 512;
    terminates \true; exits \false; assigns window->words[table * 512 + index];
    ensures entry: pw_entry(window, table, index) == descriptor;
    ensures entries: pw_entries_kept{Pre,Post}(window, table, index);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
    ensures count: pw_live_below(window, table, 512) == \old(pw_live_below(window, table, 512)) +
      (descriptor != 0 ? 1 : 0) - (\old(pw_entry(window, table, index)) != 0 ? 1 : 0);
*/
static void store(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor) {
  window->words[word_index(table, index)] = descriptor;
  //@ assert entries: pw_entries_kept{Pre,Here}(window, table, index);
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 512;
       loop invariant others: \forall integer f; 0 <= f < window->frame_count && f != table ==>
         pw_live_below(window, f, n) == pw_live_below{Pre}(window, f, n);
       loop invariant this: pw_live_below(window, table, n) == pw_live_below{Pre}(window, table, n) +
         (n > index ? (descriptor != 0 ? 1 : 0) - (\at(pw_entry(window, table, index), Pre) != 0 ? 1 : 0) : 0);
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      n++;
    }
  */
}

void pw_table_zero(struct pw_window *window, uint32_t table) {
  /*@ loop invariant range: 0 <= index <= 512;
      loop invariant zero: \forall integer i; 0 <= i < index ==> pw_entry(window, table, i) == 0;
      loop invariant entries: pw_tables_kept{Pre,Here}(window, table);
      loop invariant counts: pw_counts_kept{Pre,Here}(window, table);
      loop assigns index, window->words[table * 512 .. table * 512 + 511];
      loop variant 512 - index; */
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    store(window, table, index, 0u);
  }
  window->live[table] = 0u;
  //@ assert zero: pw_all_zero(window, table);
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 512;
       loop invariant none: pw_live_below(window, table, n) == 0;
       loop assigns n;
       loop variant 512 - n; @/
    while (n < 512) {
      n++;
    }
  */
}

void pw_table_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child) {
  uint64_t child_pa = pw_window_base_pa(window) + (uint64_t)child * PW_FRAME_BYTES;
  //@ ghost lemma_live(window, table, index);
  store(window, table, index, pw_descriptor_table(child_pa));
  window->live[table] = (uint16_t)(window->live[table] + 1u);
}

void pw_table_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor) {
  //@ ghost lemma_live(window, table, index);
  store(window, table, index, descriptor);
  window->live[table] = (uint16_t)(window->live[table] + 1u);
}

void pw_table_clear(struct pw_window *window, uint32_t table, uint32_t index) {
  //@ ghost lemma_live(window, table, index);
  store(window, table, index, 0u);
  window->live[table] = (uint16_t)(window->live[table] - 1u);
}

void pw_tree_cursor_init(struct pw_tree_cursor *cursor, uint32_t table, uint32_t level) {
  /*@ loop invariant range: 0 <= i <= PW_LEVEL_COUNT;
      loop invariant start: \forall integer k; 0 <= k < i ==> cursor->index[k] == 0;
      loop assigns i, cursor->table[0 .. 3], cursor->index[0 .. 3];
      loop variant PW_LEVEL_COUNT - i; */
  for (uint32_t i = 0u; i < PW_LEVEL_COUNT; i++) {
    cursor->table[i] = PW_NO_FRAME;
    cursor->index[i] = 0u;
  }
  cursor->table[level] = table;
  cursor->top_level = level;
  cursor->level = level;
  cursor->started = false;
  cursor->leaving = false;
}

/* The next child of the table at the cursor, or PW_NO_FRAME after the last one. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires cursor: pw_tree_cursor_valid(cursor, window);
    requires apart: \separated(cursor, window);
    terminates \true; exits \false; assigns cursor->index[0 .. 3];
    ensures cursor: pw_tree_cursor_valid(cursor, window);
    ensures child: \result == PW_NO_FRAME || (\result < window->frame_count && cursor->level < 3);
*/
static uint32_t next_child(struct pw_tree_cursor *cursor, const struct pw_window *window) {
  uint32_t level = cursor->level;
  /*@ loop invariant cursor: pw_tree_cursor_valid(cursor, window);
      loop assigns cursor->index[level];
      loop variant 512 - cursor->index[level]; */
  while (level < PW_LEVEL_COUNT - 1u && cursor->index[level] < PW_TABLE_ENTRIES) {
    uint64_t descriptor = pw_table_entry(window, cursor->table[level], cursor->index[level]);
    cursor->index[level]++;
    if (pw_descriptor_kind(descriptor, level) == PW_DESCRIPTOR_TABLE) {
      uint32_t child = pw_table_child(window, descriptor);
      if (child != PW_NO_FRAME) {
        return child;
      }
    }
  }
  return PW_NO_FRAME;
}

enum pw_tree_event pw_tree_cursor_next(struct pw_tree_cursor *cursor, const struct pw_window *window) {
  if (!cursor->started) {
    cursor->started = true;
    return PW_TREE_ENTER;
  }
  if (cursor->leaving) {
    if (cursor->level == cursor->top_level) {
      return PW_TREE_END;
    }
    cursor->level--;
  }
  uint32_t child = next_child(cursor, window);
  //@ ghost Down: ;
  cursor->leaving = child == PW_NO_FRAME;
  //@ assert same: pw_tree_cursor_valid(cursor, window);
  if (cursor->leaving) {
    return PW_TREE_LEAVE;
  }
  cursor->level++;
  cursor->table[cursor->level] = child;
  cursor->index[cursor->level] = 0u;
  /*@ assert above: \forall integer k; cursor->top_level <= k < cursor->level ==>
        cursor->table[k] == \at(cursor->table[k], Down) && cursor->index[k] == \at(cursor->index[k], Down); */
  //@ assert here: cursor->table[cursor->level] == child && cursor->index[cursor->level] == 0;
  //@ assert path: pw_tree_cursor_valid(cursor, window);
  return PW_TREE_ENTER;
}
