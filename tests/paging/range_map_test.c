/* A range mapped: the leaves that it becomes, its tables, and what is in the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/descriptor.h>

#include "tests/paging/range_fixture.h"

static void a_range_of_pages_goes_on_from_table_to_table(void **state) {
  (void)state;
  map_answers(GIB_1 - 3 * KIB_4, 6 * KIB_4, 0x80000000, KIB_4, PW_OK);
  counts_are(0, 0, 6, 6); /* two tables of L2 and two of L3 below one of L1 */
  for (uint64_t i = 0; i < 6; i++) {
    translates_to(GIB_1 - 3 * KIB_4 + i * KIB_4 + 8, 0x80000000 + i * KIB_4 + 8, 3, &data);
  }
  not_mapped(GIB_1 - 3 * KIB_4 - 1);
  not_mapped(GIB_1 + 3 * KIB_4);
}

static void m12_leaves_are_as_large_as_both_addresses_and_the_limit_allow(void **state) {
  (void)state;
  uint64_t va = GIB_1 - MIB_2 - KIB_4;
  uint64_t length = KIB_4 + MIB_2 + GIB_1 + MIB_2 + KIB_4;
  map_answers(va, length, PA_END / 2 + va, GIB_1, PW_OK);
  counts_are(1, 2, 2, 6);
  translates_to(va, PA_END / 2 + va, 3, &data);
  translates_to(va + KIB_4, PA_END / 2 + va + KIB_4, 2, &data);
  translates_to(GIB_1 + 12345, PA_END / 2 + GIB_1 + 12345, 1, &data);
  translates_to(2 * GIB_1 - 1, PA_END / 2 + 2 * GIB_1 - 1, 1, &data);
  translates_to(2 * GIB_1, PA_END / 2 + 2 * GIB_1, 2, &data);
  translates_to(2 * GIB_1 + MIB_2, PA_END / 2 + 2 * GIB_1 + MIB_2, 3, &data);
  not_mapped(va + length);
}

static void m12_the_limit_is_obeyed(void **state) {
  (void)state;
  map_answers(GIB_1, GIB_1, GIB_1, MIB_2, PW_OK);
  counts_are(0, 512, 0, 3);
  map_answers(4 * GIB_1, 2 * MIB_2, GIB_1, KIB_4, PW_OK);
  counts_are(0, 512, 1024, 6);
  map_answers(8 * GIB_1, GIB_1, GIB_1, GIB_1, PW_OK);
  counts_are(1, 512, 1024, 6);
}

static void m12_a_misaligned_target_makes_smaller_leaves(void **state) {
  (void)state;
  map_answers(0, GIB_1, MIB_2, GIB_1, PW_OK);
  counts_are(0, 512, 0, 3);
  map_answers(GIB_512, MIB_2, KIB_4, GIB_1, PW_OK);
  counts_are(0, 512, 512, 6);
}

/* The leaves of a range are those that pw_range_plan counts, which knows no tables. */
static void m17_the_leaves_are_those_of_the_plan(void **state) {
  (void)state;
  const uint64_t offsets[] = {0, KIB_4, MIB_2 - KIB_4, MIB_2, MIB_2 + KIB_4, GIB_1 - MIB_2, GIB_1 - KIB_4, GIB_1};
  const uint64_t lengths[] = {KIB_4, MIB_2 - KIB_4, MIB_2, MIB_2 + KIB_4, GIB_1, GIB_1 + MIB_2, 2 * GIB_1};
  for (size_t i = 0; i < sizeof(offsets) / sizeof(offsets[0]); i++) {
    for (size_t j = 0; j < sizeof(lengths) / sizeof(lengths[0]); j++) {
      struct pw_range_plan plan;
      assert_int_equal(pw_range_plan(offsets[i], offsets[i], lengths[j], &plan), PW_OK);
      map_answers(offsets[i], lengths[j], offsets[i], GIB_1, PW_OK);
      struct pw_address_space_stats now = stats();
      assert_int_equal(now.block_1gb_count, plan.block_1gb_count);
      assert_int_equal(now.block_2mb_count, plan.block_2mb_count);
      assert_int_equal(now.page_count, plan.page_count);
      assert_int_equal(now.mapped_bytes, lengths[j]);
      unmap_answers(offsets[i], lengths[j], PW_OK);
      counts_are(0, 0, 0, 1);
    }
  }
}

static void m11_a_range_may_end_with_the_half_and_begin_with_it(void **state) {
  (void)state;
  uint64_t begin = rig.model->is_high_half ? HIGH : 0;
  uint64_t last = begin + (HALF - KIB_4);
  map_answers(last, KIB_4, 0x80000000, KIB_4, PW_OK);
  translates_to(last + 4095, 0x80000FFF, 3, &data);
  map_answers(last - KIB_4, 2 * KIB_4, 0, KIB_4, PW_ERR_ALREADY_MAPPED);
  protect_answers(last, KIB_4, &rodata, PW_OK);
  translates_to(last + 4095, 0x80000FFF, 3, &rodata);
  unmap_answers(last, KIB_4, PW_OK);
  map_answers(begin + (HALF - MIB_2 - KIB_4), MIB_2 + KIB_4, 0x80000000 - KIB_4, GIB_1, PW_OK);
  counts_are(0, 1, 1, 4);
  protect_answers(last, KIB_4, &rodata, PW_OK);
  translates_to(last, 0x80000000 + MIB_2 - KIB_4, 3, &rodata);
  translates_to(last - KIB_4, 0x80000000 + MIB_2 - 2 * KIB_4, 3, &data);
  unmap_answers(last, KIB_4, PW_OK);
  unmap_answers(begin + (HALF - MIB_2 - KIB_4), MIB_2 + KIB_4, PW_OK);
  map_answers(begin + (HALF - 2 * GIB_1), 2 * GIB_1, 0, GIB_1, PW_OK);
  map_answers(begin, KIB_4, 0x80000000, GIB_1, PW_OK);
  counts_are(2, 0, 1, 5);
  unmap_answers(begin, HALF, PW_OK);
  counts_are(0, 0, 0, 1);
}

static void a_range_can_reach_the_last_physical_page_and_no_further(void **state) {
  (void)state;
  map_answers(0, KIB_4, PA_END, KIB_4, PW_ERR_OUT_OF_RANGE);
  map_answers(0, 2 * KIB_4, PA_END - KIB_4, KIB_4, PW_ERR_OUT_OF_RANGE);
  map_answers(0, 2 * KIB_4, UINT64_MAX - 4095, KIB_4, PW_ERR_OUT_OF_RANGE);
  map_answers(0, HALF, KIB_4, GIB_1, PW_ERR_OUT_OF_RANGE);
  map_answers(0, 2 * KIB_4, PA_END - 2 * KIB_4, KIB_4, PW_OK);
}

static void new_tables_are_zeroed_and_seen_before_they_are_linked(void **state) {
  (void)state;
  map_answers(MIB_2 - KIB_4, 2 * KIB_4, 0x80000000, KIB_4, PW_OK);
  not_mapped(0);
  not_mapped(MIB_2 + KIB_4);
  not_mapped(GIB_1);
  /* One DSB for the zeroes of each table; DSB and ISB behind the last entry; nothing is invalidated. */
  assert_int_equal(rig.recorder.event_count, 6);
  assert_int_equal(count_events(PW_TLB_DSB_ISHST), 5);
  assert_int_equal(rig.recorder.events[5].kind, PW_TLB_ISB);
}

static void a_range_that_meets_anything_mapped_is_refused_and_changes_nothing(void **state) {
  (void)state;
  uint64_t va = GIB_1 - 2 * MIB_2;
  const uint64_t there[] = {va, va + 5 * KIB_4, va + MIB_2 + 7 * KIB_4, GIB_1, GIB_1 + 2 * MIB_2 - KIB_4};
  for (size_t i = 0; i < sizeof(there) / sizeof(there[0]); i++) {
    map_answers(there[i], KIB_4, 0x80000000, KIB_4, PW_OK);
    map_answers(va, 4 * MIB_2, 0, KIB_4, PW_ERR_ALREADY_MAPPED);
    map_answers(va, 4 * MIB_2, 0, MIB_2, PW_ERR_ALREADY_MAPPED);
    map_answers(0, 2 * GIB_1, 0, GIB_1, PW_ERR_ALREADY_MAPPED);
    counts_are(0, 0, 1, 4);
    unmap_answers(there[i], KIB_4, PW_OK);
  }
  map_answers(va + MIB_2, MIB_2, 0x80000000, MIB_2, PW_OK);
  map_answers(va, 4 * MIB_2, 0, KIB_4, PW_ERR_ALREADY_MAPPED);
  map_answers(va + MIB_2 + KIB_4, KIB_4, 0, KIB_4, PW_ERR_ALREADY_MAPPED);
  map_answers(va + MIB_2, MIB_2, 0, MIB_2, PW_ERR_ALREADY_MAPPED);
  map_answers(va, MIB_2, 0, MIB_2, PW_OK);
  map_answers(2 * GIB_1, GIB_1, 0, GIB_1, PW_OK);
  map_answers(3 * GIB_1 - KIB_4, 2 * KIB_4, 0, GIB_1, PW_ERR_ALREADY_MAPPED);
  map_answers(2 * GIB_1, GIB_1, 0, GIB_1, PW_ERR_ALREADY_MAPPED);
  map_answers(3 * GIB_1, KIB_4, 0, GIB_1, PW_OK);
}

#define TEST(name, set_up) cmocka_unit_test_setup_teardown(name, set_up, range_finish)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_range_of_pages_goes_on_from_table_to_table, range_low_half),
      TEST(m12_leaves_are_as_large_as_both_addresses_and_the_limit_allow, range_low_half),
      TEST(m12_the_limit_is_obeyed, range_low_half),
      TEST(m12_a_misaligned_target_makes_smaller_leaves, range_low_half),
      TEST(m17_the_leaves_are_those_of_the_plan, range_low_half),
      TEST(m11_a_range_may_end_with_the_half_and_begin_with_it, range_low_half),
      TEST(m11_a_range_may_end_with_the_half_and_begin_with_it, range_high_half),
      TEST(a_range_can_reach_the_last_physical_page_and_no_further, range_low_half),
      TEST(new_tables_are_zeroed_and_seen_before_they_are_linked, range_low_half),
      TEST(a_range_that_meets_anything_mapped_is_refused_and_changes_nothing, range_low_half),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
