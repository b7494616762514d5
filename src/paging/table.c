/*
 * Table: entries in the window's words, live counts beside them.
 */
#include "src/paging/table.h"

/* The window's word of an entry. A window has at most 2^33 words. */
static uint64_t word_index(uint32_t table, uint32_t index) {
  return (uint64_t)table * PW_TABLE_ENTRIES + index;
}

uint64_t pw_table_entry(const struct pw_window *window, uint32_t table, uint32_t index) {
  return window->words[word_index(table, index)];
}

uint32_t pw_table_live_count(const struct pw_window *window, uint32_t table) {
  return window->live[table];
}

uint32_t pw_table_child(const struct pw_window *window, uint64_t descriptor) {
  uint32_t frame = PW_NO_FRAME;
  return pw_window_pa_to_frame(window, pw_descriptor_table_pa(descriptor), &frame) == PW_OK ? frame : PW_NO_FRAME;
}

/* Every change of a table goes through here: one aligned 64-bit store, which a walker sees whole or not at all
 * (single-copy atomicity, Arm ARM B2.2.1). */
static void store(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor) {
  window->words[word_index(table, index)] = descriptor;
}

void pw_table_zero(struct pw_window *window, uint32_t table) {
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    store(window, table, index, 0u);
  }
  window->live[table] = 0u;
}

void pw_table_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child) {
  uint64_t child_pa = pw_window_base_pa(window) + (uint64_t)child * PW_FRAME_BYTES;
  store(window, table, index, pw_descriptor_table(child_pa));
  window->live[table] = (uint16_t)(window->live[table] + 1u);
}

void pw_table_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor) {
  store(window, table, index, descriptor);
  window->live[table] = (uint16_t)(window->live[table] + 1u);
}

void pw_table_clear(struct pw_window *window, uint32_t table, uint32_t index) {
  store(window, table, index, 0u);
  window->live[table] = (uint16_t)(window->live[table] - 1u);
}

void pw_tree_cursor_init(struct pw_tree_cursor *cursor, uint32_t table, uint32_t level) {
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
static uint32_t next_child(struct pw_tree_cursor *cursor, const struct pw_window *window) {
  uint32_t level = cursor->level;
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
  cursor->leaving = child == PW_NO_FRAME;
  if (cursor->leaving) {
    return PW_TREE_LEAVE;
  }
  cursor->level++;
  cursor->table[cursor->level] = child;
  cursor->index[cursor->level] = 0u;
  return PW_TREE_ENTER;
}
