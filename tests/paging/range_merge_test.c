/* Leaves that lead on from each other put back into blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/paging/range_fixture.h"

static void merge_answers(uint64_t va, uint64_t length, uint64_t limit, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  struct mapping_range range = {.va = va, .length = length, .limit = limit};
  must(paging_rig_merge_range(&rig, &range, &status));
  assert_int_equal(status, expected);
}

static void a_merge_turns_a_split_round(void **state) {
  (void)state;
  uint64_t page = GIB_1 + 7 * MIB_2 + 3 * KIB_4;
  map_answers(GIB_1, GIB_1, 4 * GIB_1, GIB_1, PW_OK);
  protect_answers(page, KIB_4, &rodata, PW_OK);
  counts_are(0, 511, 512, 4);
  merge_answers(GIB_1, GIB_1, GIB_1, PW_OK);
  counts_are(0, 511, 512, 4); /* one page is not like the others */
  protect_answers(page, KIB_4, &data, PW_OK);
  merge_answers(GIB_1, GIB_1, KIB_4, PW_OK);
  counts_are(0, 511, 512, 4);
  merge_answers(GIB_1, GIB_1, MIB_2, PW_OK);
  counts_are(0, 512, 0, 3);
  translates_to(page, 4 * GIB_1 + 7 * MIB_2 + 3 * KIB_4, 2, &data);
  merge_answers(GIB_1, GIB_1, GIB_1, PW_OK);
  counts_are(1, 0, 0, 2);
  translates_to(page, 4 * GIB_1 + 7 * MIB_2 + 3 * KIB_4, 1, &data);
}

static void pages_become_blocks_and_blocks_larger_ones_in_one_call(void **state) {
  (void)state;
  map_answers(0, MIB_2, GIB_1, KIB_4, PW_OK);
  map_answers(MIB_2, GIB_1 - MIB_2, GIB_1 + MIB_2, MIB_2, PW_OK);
  map_answers(GIB_1, 3 * KIB_4, 0, KIB_4, PW_OK);
  counts_are(0, 511, 515, 6);
  merge_answers(0, HALF, GIB_1, PW_OK);
  counts_are(1, 0, 3, 4);
}

static void what_does_not_lead_on_or_is_not_aligned_stays(void **state) {
  (void)state;
  map_answers(0, MIB_2, KIB_4, KIB_4, PW_OK);                 /* on a target that is not aligned */
  map_answers(MIB_2, MIB_2 - KIB_4, 4 * MIB_2, KIB_4, PW_OK); /* a page is missing */
  map_answers(2 * MIB_2, MIB_2 / 2, 6 * MIB_2, KIB_4, PW_OK); /* half of it leads elsewhere */
  map_answers(2 * MIB_2 + MIB_2 / 2, MIB_2 / 2, 0, KIB_4, PW_OK);
  map_answers(GIB_1, GIB_1, GIB_1 + MIB_2, MIB_2, PW_OK); /* blocks, on a target that is not aligned */
  struct pw_address_space_stats before = stats();
  pw_tlb_recorder_clear(&rig.recorder);
  merge_answers(0, 4 * GIB_1, GIB_1, PW_OK);
  counts_are(before.block_1gb_count, before.block_2mb_count, before.page_count, before.table_count);
  assert_int_equal(count_events(PW_TLB_TLBI_VA) + count_events(PW_TLB_TLBI_ASID), 0);
}

static void a_table_that_lies_in_the_range_in_part_stays(void **state) {
  (void)state;
  map_answers(0, 3 * MIB_2, 0, KIB_4, PW_OK);
  merge_answers(KIB_4, 3 * MIB_2 - 2 * KIB_4, GIB_1, PW_OK);
  counts_are(0, 1, 1024, 5);
  translates_to(MIB_2, MIB_2, 2, &data);
  translates_to(MIB_2 - 1, MIB_2 - 1, 3, &data);
  translates_to(2 * MIB_2, 2 * MIB_2, 3, &data);
  merge_answers(0, MIB_2 - KIB_4, GIB_1, PW_OK);
  counts_are(0, 1, 1024, 5);
}

static void a_merge_at_the_end_of_the_half_is_possible(void **state) {
  (void)state;
  uint64_t va = (rig.model->is_high_half ? HIGH : 0) + (HALF - MIB_2);
  map_answers(va, MIB_2, 0, KIB_4, PW_OK);
  merge_answers(va, MIB_2, MIB_2, PW_OK);
  counts_are(0, 1, 0, 3);
}

static void a_merge_breaks_the_table_before_it_makes_the_block(void **state) {
  (void)state;
  map_answers(0, MIB_2, 0, KIB_4, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  merge_answers(0, MIB_2, MIB_2, PW_OK);
  const struct pw_tlb_event *events = rig.recorder.events;
  assert_int_equal(rig.recorder.event_count, 6);
  assert_int_equal(events[0].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(events[1].kind, PW_TLB_TLBI_ASID);
  assert_int_equal(events[2].kind, PW_TLB_DSB_ISH);
  assert_int_equal(events[3].kind, PW_TLB_ISB);
  assert_int_equal(events[4].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(events[5].kind, PW_TLB_ISB);
}

static void wrong_arguments_of_a_merge_are_refused(void **state) {
  (void)state;
  merge_answers(0, 0, GIB_1, PW_ERR_INVALID_ARGUMENT);
  merge_answers(1, KIB_4, GIB_1, PW_ERR_MISALIGNED);
  merge_answers(0, KIB_4 + 1, GIB_1, PW_ERR_MISALIGNED);
  merge_answers(UINT64_MAX - 4095, 2 * KIB_4, GIB_1, PW_ERR_OVERFLOW);
  merge_answers(HALF - KIB_4, 2 * KIB_4, GIB_1, PW_ERR_NON_CANONICAL);
  assert_int_equal(pw_merge_range(NULL, 0, KIB_4, PW_LIMIT_PAGE), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_merge_range(rig.space, 0, KIB_4, (enum pw_leaf_limit)0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_merge_range(rig.space, 0, KIB_4, (enum pw_leaf_limit)4), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(rig.recorder.event_count, 0);
}

#define TEST(name, set_up) cmocka_unit_test_setup_teardown(name, set_up, range_finish)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_merge_turns_a_split_round, range_low_half),
      TEST(pages_become_blocks_and_blocks_larger_ones_in_one_call, range_low_half),
      TEST(what_does_not_lead_on_or_is_not_aligned_stays, range_low_half),
      TEST(a_table_that_lies_in_the_range_in_part_stays, range_low_half),
      TEST(a_merge_at_the_end_of_the_half_is_possible, range_low_half),
      TEST(a_merge_at_the_end_of_the_half_is_possible, range_high_half),
      TEST(a_merge_breaks_the_table_before_it_makes_the_block, range_low_half),
      TEST(wrong_arguments_of_a_merge_are_refused, range_low_half),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
