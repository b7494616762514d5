/* Ranges: what is refused, in which order, and that an operation is done whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/paging/range_fixture.h"

static void what_is_wrong_with_a_range_is_told_in_order(void **state) {
  (void)state;
  uint64_t begin = rig.model->is_high_half ? HIGH : 0;
  uint64_t other = rig.model->is_high_half ? 0 : HIGH;
  const struct {
    uint64_t va;
    uint64_t length;
    enum pw_status expected;
  } cases[] = {
      {begin + 1, 0, PW_ERR_INVALID_ARGUMENT},
      {begin, 0, PW_ERR_INVALID_ARGUMENT},
      {begin + 1, KIB_4, PW_ERR_MISALIGNED},
      {begin, KIB_4 + 1, PW_ERR_MISALIGNED},
      {begin, 1, PW_ERR_MISALIGNED},
      {UINT64_MAX, UINT64_MAX, PW_ERR_MISALIGNED},
      {UINT64_MAX - 4095, 2 * KIB_4, PW_ERR_OVERFLOW},
      {other + KIB_4, UINT64_MAX - 4095, rig.model->is_high_half ? PW_ERR_NON_CANONICAL : PW_ERR_OVERFLOW},
      {other, KIB_4, PW_ERR_NON_CANONICAL},
      {HIGH - KIB_4, KIB_4, PW_ERR_NON_CANONICAL},
      {HALF, KIB_4, PW_ERR_NON_CANONICAL},
      {HALF - KIB_4, 2 * KIB_4, PW_ERR_NON_CANONICAL},
      {HIGH - KIB_4, 2 * KIB_4, PW_ERR_NON_CANONICAL},
      {0, UINT64_MAX - 4095, PW_ERR_NON_CANONICAL},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    /* What else is wrong comes later. */
    map_answers(cases[i].va, cases[i].length, 1, GIB_1, cases[i].expected);
    map_answers(cases[i].va, cases[i].length, 0, KIB_4, cases[i].expected);
    unmap_answers(cases[i].va, cases[i].length, cases[i].expected);
    protect_answers(cases[i].va, cases[i].length, &data, cases[i].expected);
    struct pw_attributes illegal = data;
    illegal.el1_execute = true;
    protect_answers(cases[i].va, cases[i].length, &illegal, cases[i].expected);
  }
  assert_int_equal(stats().table_count, 1);
  assert_int_equal(count_events(PW_TLB_DSB_ISHST), 0);
}

static void what_is_wrong_with_a_target_is_told_in_order(void **state) {
  (void)state;
  map_answers(0, KIB_4, 0x80000000, KIB_4, PW_OK);
  struct pw_attributes legal = data;
  data.el1_execute = true;
  map_answers(0, KIB_4, PA_END + 1, KIB_4, PW_ERR_MISALIGNED);
  map_answers(0, KIB_4, PA_END, KIB_4, PW_ERR_OUT_OF_RANGE);
  map_answers(0, KIB_4, 0, KIB_4, PW_ERR_WRITABLE_AND_EXECUTABLE);
  protect_answers(KIB_4, KIB_4, &data, PW_ERR_WRITABLE_AND_EXECUTABLE);
  data.software = 16;
  map_answers(0, KIB_4, 0, KIB_4, PW_ERR_INVALID_ATTRIBUTES);
  protect_answers(KIB_4, KIB_4, &data, PW_ERR_INVALID_ATTRIBUTES);
  data = legal;
  map_answers(0, KIB_4, 0, KIB_4, PW_ERR_ALREADY_MAPPED);
  protect_answers(KIB_4, KIB_4, &data, PW_ERR_NOT_MAPPED);
  translates_to(0, 0x80000000, 3, &data);
}

static void null_pointers_limits_and_destroyed_spaces_are_refused(void **state) {
  (void)state;
  uint32_t count = 77;
  struct pw_address_space gone = *rig.space;
  gone.root_frame = PW_NO_FRAME;
  struct pw_address_space *bad[2] = {NULL, &gone};
  for (size_t i = 0; i < 2; i++) {
    assert_int_equal(pw_map_range(bad[i], 0, 0, KIB_4, &data, PW_LIMIT_PAGE), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_unmap_range(bad[i], 0, KIB_4), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_protect_range(bad[i], 0, KIB_4, &data), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_map_range_tables_needed(bad[i], 0, 0, KIB_4, PW_LIMIT_PAGE, &count), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_unmap_range_tables_needed(bad[i], 0, KIB_4, &count), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_protect_range_tables_needed(bad[i], 0, KIB_4, &count), PW_ERR_INVALID_ARGUMENT);
  }
  assert_int_equal(pw_map_range(rig.space, 0, 0, KIB_4, NULL, PW_LIMIT_PAGE), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_protect_range(rig.space, 0, KIB_4, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_map_range_tables_needed(rig.space, 0, 0, KIB_4, PW_LIMIT_PAGE, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_unmap_range_tables_needed(rig.space, 0, KIB_4, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_protect_range_tables_needed(rig.space, 0, KIB_4, NULL), PW_ERR_INVALID_ARGUMENT);
  for (uint32_t limit = 0; limit < 6; limit++) {
    bool is_one = limit >= 1 && limit <= 3;
    enum pw_status expected = is_one ? PW_OK : PW_ERR_INVALID_ARGUMENT;
    assert_int_equal(pw_map_range(rig.space, 0, 0, KIB_4, &data, (enum pw_leaf_limit)limit), expected);
    assert_int_equal(pw_map_range_tables_needed(rig.space, GIB_1, 0, KIB_4, (enum pw_leaf_limit)limit, &count),
                     expected);
    assert_int_equal(pw_unmap_range(rig.space, 0, KIB_4), PW_OK);
  }
  assert_int_equal(count, 2); /* the page at 0 has brought a table of L1 */
}

static uint64_t words_before[RIG_FRAMES * 512];

static void remember(void) {
  memcpy(words_before, rig.words, sizeof(words_before));
}

/* Every table of the space is as it was, and so is the source. */
static void nothing_changed(uint32_t free_before, uint32_t tables) {
  assert_int_equal(pw_buddy_free_count(&rig.buddy), free_before);
  assert_int_equal(stats().table_count, tables);
  for (uint32_t frame = 0; frame < RIG_FRAMES; frame++) {
    if (rig.tlb_model.tables[frame].is_linked) {
      assert_memory_equal(words_before + frame * 512, rig.words + frame * 512, 4096);
    }
  }
}

/* The source fails at each table in turn; with the last of them the operation succeeds. */
static void a_map_without_enough_tables_changes_nothing(void **state) {
  (void)state;
  uint64_t va = GIB_1 - 5 * MIB_2 - KIB_4;
  uint64_t length = 10 * MIB_2;
  uint32_t needed = 0;
  map_answers(va - KIB_4, KIB_4, 0, KIB_4, PW_OK);
  uint32_t tables = stats().table_count;
  uint32_t free_before = pw_buddy_free_count(&rig.buddy);
  assert_int_equal(pw_map_range_tables_needed(rig.space, va, 0, length, PW_LIMIT_PAGE, &needed), PW_OK);
  assert_int_equal(needed, 11); /* 10 of L3 beside the one that is there, and one of L2 */
  for (uint32_t budget = 0; budget < needed; budget++) {
    rig.budget = budget;
    remember();
    map_answers(va, length, 0, KIB_4, PW_ERR_NO_MEMORY);
    nothing_changed(free_before, tables);
  }
  rig.budget = needed;
  map_answers(va, length, 0, KIB_4, PW_OK);
  assert_int_equal(rig.budget, 0);
  assert_int_equal(stats().table_count, tables + needed);
}

/* Blocks of 1 GiB at both ends, of which all but a page has to stay. */
static void an_unmap_or_protect_that_cannot_split_changes_nothing(void **state) {
  (void)state;
  uint64_t va = 5 * GIB_1 - MIB_2 - KIB_4;
  uint64_t length = 2 * (MIB_2 + KIB_4);
  map_answers(4 * GIB_1, 2 * GIB_1, 8 * GIB_1, GIB_1, PW_OK);
  uint32_t free_before = pw_buddy_free_count(&rig.buddy);
  for (uint32_t budget = 0; budget < 4; budget++) {
    rig.budget = budget;
    remember();
    unmap_answers(va, length, PW_ERR_NO_MEMORY);
    nothing_changed(free_before, 2);
    protect_answers(va, length, &rodata, PW_ERR_NO_MEMORY);
    nothing_changed(free_before, 2);
    counts_are(2, 0, 0, 2);
  }
  rig.budget = 4;
  protect_answers(va, length, &rodata, PW_OK);
  assert_int_equal(rig.budget, 0);
  counts_are(0, 2 * 511, 2 * 512, 6);
  translates_to(va - 1, 4 * GIB_1 + va - 1, 3, &data);
  translates_to(va, 4 * GIB_1 + va, 3, &rodata);
  translates_to(va + KIB_4, 4 * GIB_1 + va + KIB_4, 2, &rodata);
  translates_to(va + length - 1, 4 * GIB_1 + va + length - 1, 3, &rodata);
  translates_to(va + length, 4 * GIB_1 + va + length, 3, &data);
  unmap_answers(va, length, PW_OK);
  counts_are(0, 2 * 510, 2 * 511, 6);
}

static void tables_come_from_every_part_of_a_chain_and_return_there(void **state) {
  (void)state;
  rig.budget = 3;
  map_answers(0, 15 * MIB_2, 0x80000000, KIB_4, PW_OK);
  struct pw_address_space_stats now = stats();
  assert_int_equal(now.taken_count[PW_ORIGIN_CUSTOM], 1 + 3);
  assert_int_equal(now.taken_count[PW_ORIGIN_POOL], 14);
  assert_int_equal(pw_early_pool_out_count(&rig.pool), 14);
  map_answers(GIB_1, 3 * MIB_2, 0x80000000, KIB_4, PW_ERR_NO_MEMORY);
  assert_int_equal(pw_early_pool_out_count(&rig.pool), 14);
  unmap_answers(0, 15 * MIB_2, PW_OK);
  counts_are(0, 0, 0, 1);
  assert_int_equal(pw_early_pool_out_count(&rig.pool), 0);
}

static void pages_that_a_space_cannot_count_are_refused(void **state) {
  (void)state;
  uint32_t page_count;
  map_answers(0, MIB_2, 0, MIB_2, PW_OK);
  page_count = rig.space->page_count;
  rig.space->page_count = UINT32_MAX - 4;
  assert_int_equal(pw_map_range(rig.space, GIB_1, 0, 5 * KIB_4, &data, PW_LIMIT_PAGE), PW_ERR_NO_MEMORY);
  assert_int_equal(pw_unmap_range(rig.space, 0, KIB_4), PW_ERR_NO_MEMORY);
  assert_int_equal(pw_protect_range(rig.space, 0, KIB_4, &rodata), PW_ERR_NO_MEMORY);
  assert_int_equal(pw_map_range(rig.space, GIB_1, 0, 4 * KIB_4, &data, PW_LIMIT_PAGE), PW_OK);
  assert_int_equal(rig.space->page_count, UINT32_MAX);
  assert_int_equal(pw_unmap_range(rig.space, GIB_1, 4 * KIB_4), PW_OK);
  rig.space->page_count = page_count;
  unmap_answers(0, KIB_4, PW_OK);
}

#define TEST(name, set_up) cmocka_unit_test_setup_teardown(name, set_up, range_finish)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(what_is_wrong_with_a_range_is_told_in_order, range_low_half),
      TEST(what_is_wrong_with_a_range_is_told_in_order, range_high_half),
      TEST(what_is_wrong_with_a_target_is_told_in_order, range_low_half),
      TEST(null_pointers_limits_and_destroyed_spaces_are_refused, range_low_half),
      TEST(a_map_without_enough_tables_changes_nothing, range_failing_source),
      TEST(an_unmap_or_protect_that_cannot_split_changes_nothing, range_failing_source),
      TEST(tables_come_from_every_part_of_a_chain_and_return_there, range_low_half),
      TEST(pages_that_a_space_cannot_count_are_refused, range_low_half),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
