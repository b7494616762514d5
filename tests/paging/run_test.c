/* Runs: neighbouring entries filled and emptied in one go, against the same words written one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/window.h>

#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/table.h"

#define FRAMES  8u
#define BASE_PA 0x40000000u
#define KIB_4   0x1000u
#define MIB_2   0x200000u
#define PAGE    0x00600000876547C3u /* a leaf of level 3 */
#define BLOCK   0x00600000876007C1u /* one of level 2 */
#define OTHER   0x0060000012345703u
/* Indices 36, 209, 179 and 393, level by level. */
#define VA 0x0000123456789000u

struct memory {
  uint64_t words[FRAMES * 512];
  uint16_t live[FRAMES];
};

static struct memory memory;
static struct memory expected;
static struct pw_window window;

static const struct {
  uint32_t first;
  uint32_t count;
} runs[] = {{0, 0},   {0, 1},   {0, 2},   {0, 511}, {0, 512}, {1, 511}, {1, 510},
            {7, 300}, {255, 2}, {509, 3}, {511, 1}, {511, 0}, {512, 0}, {256, 256}};

#define RUN_COUNT (sizeof(runs) / sizeof(runs[0]))

/* Two entries of three are valid, and no two are the same. */
static void set_up_memory(void) {
  for (uint32_t i = 0; i < FRAMES * 512u; i++) {
    memory.words[i] = i % 3u == 0 ? 0 : OTHER + (uint64_t)i * KIB_4;
  }
  for (uint32_t table = 0; table < FRAMES; table++) {
    memory.live[table] = 0;
    for (uint32_t i = 0; i < 512u; i++) {
      memory.live[table] = (uint16_t)(memory.live[table] + (memory.words[table * 512 + i] != 0));
    }
  }
  assert_int_equal(pw_window_init(&window, memory.words, BASE_PA, FRAMES, memory.live, FRAMES), PW_OK);
}

/* One word, written the slow way, and the count with it. */
static void expect_entry(uint32_t table, uint32_t index, uint64_t word) {
  uint64_t *entry = &expected.words[table * 512u + index];
  expected.live[table] = (uint16_t)(expected.live[table] + (word != 0) - (*entry != 0));
  *entry = word;
}

static void check_memory(void) {
  assert_memory_equal(memory.words, expected.words, sizeof(memory.words));
  assert_memory_equal(memory.live, expected.live, sizeof(memory.live));
}

static void a_run_is_filled_stride_by_stride_and_nothing_else_is_written(void **state) {
  (void)state;
  const uint64_t strides[] = {0, 4, KIB_4, MIB_2, (UINT64_MAX - PAGE) / 512};
  for (size_t r = 0; r < RUN_COUNT; r++) {
    for (size_t s = 0; s < sizeof(strides) / sizeof(strides[0]); s++) {
      uint32_t table = (uint32_t)(r % FRAMES);
      set_up_memory();
      expected = memory;
      for (uint32_t i = 0; i < runs[r].count; i++) {
        expect_entry(table, runs[r].first + i, 0);
      }
      memory = expected;
      for (uint32_t i = 0; i < runs[r].count; i++) {
        expect_entry(table, runs[r].first + i, PAGE + i * strides[s]);
      }
      pw_table_fill(&window, table, runs[r].first, runs[r].count, PAGE, strides[s]);
      check_memory();
    }
  }
}

static void a_run_is_drained_and_what_was_valid_in_it_is_counted(void **state) {
  (void)state;
  for (size_t r = 0; r < RUN_COUNT; r++) {
    uint32_t table = (uint32_t)(r % FRAMES);
    set_up_memory();
    expected = memory;
    uint32_t valid = 0;
    for (uint32_t i = 0; i < runs[r].count; i++) {
      valid += expected.words[table * 512u + runs[r].first + i] != 0;
      expect_entry(table, runs[r].first + i, 0);
    }
    assert_int_equal(pw_table_drain(&window, table, runs[r].first, runs[r].count), valid);
    check_memory();
    assert_int_equal(pw_table_drain(&window, table, runs[r].first, runs[r].count), 0);
    check_memory();
  }
}

/* A root in frame 5 and a table of each level below it, linked on the way to VA, and nothing else. */
static void set_up_tree(void) {
  const uint32_t tables[] = {5, 2, 7, 0};
  set_up_memory();
  for (uint32_t level = 0; level < 4; level++) {
    pw_table_zero(&window, tables[level]);
  }
  for (uint32_t level = 0; level < 3; level++) {
    pw_table_link(&window, tables[level], (uint32_t)(VA >> (39 - 9 * level)) % 512, tables[level + 1]);
  }
}

/* The word at which the walk for an address ends, and its level, read off the memory by hand. */
static uint64_t walk(uint64_t va, uint32_t *level) {
  uint32_t table = 5;
  for (*level = 0;; (*level)++) {
    uint64_t entry = memory.words[table * 512u + (va >> (39 - 9 * *level)) % 512];
    if (*level == 3 || entry % 4 != 3) {
      return entry;
    }
    table = (uint32_t)(((entry & 0x0000FFFFFFFFF000) - BASE_PA) / KIB_4);
  }
}

/* Whatever lies in the table of a level on the way to VA, and one entry on either side of it. */
static void expect_walks(uint32_t target, uint32_t first, uint32_t count, uint64_t descriptor, uint64_t stride) {
  uint64_t size = target == 3 ? KIB_4 : MIB_2;
  uint64_t begin = VA / (size * 512) * (size * 512);
  for (uint32_t i = 0; i < 512; i++) {
    uint32_t level = 0;
    uint64_t leaf = walk(begin + i * size + size - 1, &level);
    bool inside = first <= i && i < first + count;
    if (inside) {
      assert_int_equal(leaf, descriptor == 0 ? 0 : descriptor + (i - first) * stride);
      assert_int_equal(level, target);
    } else {
      assert_int_equal(leaf, 0);
    }
  }
  uint32_t level = 0;
  assert_int_equal(walk(begin - 1, &level), 0);
  assert_int_equal(walk(begin + size * 512, &level), 0);
}

static void a_run_at_the_end_of_a_path_is_mapped_and_unmapped_again(void **state) {
  (void)state;
  for (uint32_t page = VA / KIB_4 % 512, count = 1; page + count <= 512; count += 17) {
    set_up_tree();
    struct memory before = memory;
    struct pw_path path = pw_path_find(&window, 5, VA, 3);
    assert_int_equal(path.level, 3);
    pw_path_fill(&window, path, count, PAGE, KIB_4);
    expect_walks(3, page, count, PAGE, KIB_4);
    assert_int_equal(pw_table_live_count(&window, 0), count);
    assert_int_equal(pw_path_drain(&window, path, 512 - page), count);
    expect_walks(3, page, count, 0, 0);
    assert_memory_equal(&memory, &before, sizeof(memory));
  }
}

static void a_run_of_blocks_stands_beside_the_link_that_it_follows(void **state) {
  (void)state;
  set_up_tree();
  uint32_t link = VA / MIB_2 % 512;
  struct memory before = memory;
  struct pw_path path = pw_path_find(&window, 5, (uint64_t)VA + MIB_2, 2);
  assert_int_equal(path.level, 2);
  pw_path_fill(&window, path, 511 - link, BLOCK, MIB_2);
  expect_walks(2, link + 1, 511 - link, BLOCK, MIB_2);
  assert_int_equal(pw_table_live_count(&window, 7), 512 - link);
  assert_int_equal(pw_path_drain(&window, path, 511 - link), 511 - link);
  assert_memory_equal(&memory, &before, sizeof(memory));
}

static void a_table_is_cut_off_with_its_leaves_and_the_blocks_beside_it_stay(void **state) {
  (void)state;
  set_up_tree();
  uint32_t link = VA / MIB_2 % 512;
  struct pw_path path = pw_path_find(&window, 5, (uint64_t)VA + MIB_2, 2);
  pw_path_fill(&window, path, 511 - link, BLOCK, MIB_2);
  expected = memory;
  expect_entry(0, 0, PAGE);
  expect_entry(0, 511, PAGE);
  pw_table_fill(&window, 0, 0, 1, PAGE, 0);
  pw_table_fill(&window, 0, 511, 1, PAGE, 0);
  expect_entry(7, link, 0);
  pw_forest_cut(&window, 7, link, 0);
  check_memory();
  expect_walks(2, link + 1, 511 - link, BLOCK, MIB_2);
}

static void a_run_of_one_is_what_the_functions_of_one_entry_do(void **state) {
  (void)state;
  set_up_tree();
  struct pw_path path = pw_path_find(&window, 5, VA, 3);
  pw_path_set_leaf(&window, path, PAGE);
  expected = memory;
  set_up_tree();
  pw_path_fill(&window, path, 1, PAGE, KIB_4);
  check_memory();
  pw_path_clear_leaf(&window, path);
  expected = memory;
  pw_path_fill(&window, path, 1, PAGE, KIB_4);
  assert_int_equal(pw_path_drain(&window, path, 1), 1);
  check_memory();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_run_is_filled_stride_by_stride_and_nothing_else_is_written),
      cmocka_unit_test(a_run_is_drained_and_what_was_valid_in_it_is_counted),
      cmocka_unit_test(a_run_at_the_end_of_a_path_is_mapped_and_unmapped_again),
      cmocka_unit_test(a_run_of_blocks_stands_beside_the_link_that_it_follows),
      cmocka_unit_test(a_table_is_cut_off_with_its_leaves_and_the_blocks_beside_it_stay),
      cmocka_unit_test(a_run_of_one_is_what_the_functions_of_one_entry_do),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
