/*
 * Tables with the contracts checked that E-ACSL can execute (SOUNDNESS.md says which): every entry, every live count,
 * and the cursor over a tree, before and after every change. A clause that does not hold aborts with its text.
 */
#include "src/paging/table.h"

#include "tests/support/check.h"

#define BASE_PA 0x40000000u
#define FRAMES  6u

static uint64_t words[FRAMES * PW_TABLE_ENTRIES];
static uint16_t live[FRAMES];
static struct pw_window window;

static void a_table_begins_empty(void) {
  CHECK(pw_window_init(&window, words, BASE_PA, FRAMES, live, FRAMES) == PW_OK);
  for (uint32_t table = 0; table < FRAMES; table++) {
    words[table * PW_TABLE_ENTRIES + 511u] = 0x123;
    live[table] = 7;
    pw_table_zero(&window, table);
    CHECK(pw_table_live_count(&window, table) == 0 && pw_table_entry(&window, table, 511) == 0);
  }
}

static void leaves_come_and_go(void) {
  static const uint32_t places[] = {0, 1, 255, 511};
  for (uint32_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    pw_table_set_leaf(&window, 5, places[i], 0x80000403u + i * 4096u);
    CHECK(pw_table_live_count(&window, 5) == i + 1);
  }
  for (uint32_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    pw_table_clear(&window, 5, places[i]);
    CHECK(pw_table_live_count(&window, 5) == 3 - i);
  }
}

/* A root, two tables below it, and one below the first of these. */
static void a_tree_is_walked(void) {
  static const uint32_t entered[] = {0, 1, 3, 2};
  struct pw_tree_cursor cursor;
  uint32_t entered_count = 0;
  uint32_t left_count = 0;
  enum pw_tree_event event;
  pw_table_link(&window, 0, 0, 1);
  pw_table_link(&window, 0, 511, 2);
  pw_table_link(&window, 1, 7, 3);
  CHECK(pw_table_child(&window, pw_table_entry(&window, 1, 7)) == 3);
  CHECK(pw_table_child(&window, 0x1003) == PW_NO_FRAME);
  pw_tree_cursor_init(&cursor, 0, 0);
  while ((event = pw_tree_cursor_next(&cursor, &window)) != PW_TREE_END) {
    if (event == PW_TREE_ENTER) {
      CHECK(entered_count < 4 && cursor.table[cursor.level] == entered[entered_count]);
      entered_count++;
    } else {
      left_count++;
    }
  }
  CHECK(entered_count == 4 && left_count == 4);
}

int main(void) {
  a_table_begins_empty();
  leaves_come_and_go();
  a_tree_is_walked();
  return check_summary();
}
