/* A range unmapped: what goes and what stays, splits, barriers and invalidations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/paging/range_fixture.h"

static void a_range_with_holes_can_be_unmapped_and_so_can_a_hole(void **state) {
  (void)state;
  unmap_answers(0, KIB_4, PW_OK);
  unmap_answers(0, HALF, PW_OK);
  unmap_answers(GIB_512 - KIB_4, 2 * GIB_512, PW_OK);
  assert_int_equal(rig.recorder.event_count, 0);
  map_answers(3 * KIB_4, KIB_4, 0, KIB_4, PW_OK);
  map_answers(MIB_2 + 9 * KIB_4, KIB_4, 0, KIB_4, PW_OK);
  map_answers(8 * MIB_2, 2 * MIB_2, 0, MIB_2, PW_OK);
  map_answers(GIB_1 + 20 * MIB_2, KIB_4, 0, KIB_4, PW_OK);
  map_answers(3 * GIB_1, GIB_1, 0, GIB_1, PW_OK);
  map_answers(GIB_512 + GIB_1, KIB_4, 0, KIB_4, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(4 * KIB_4, 4 * KIB_4, PW_OK);
  unmap_answers(10 * MIB_2, GIB_1, PW_OK);
  assert_int_equal(rig.recorder.event_count, 0);
  counts_are(1, 2, 4, 10);
  unmap_answers(2 * KIB_4, 3 * KIB_4, PW_OK);
  counts_are(1, 2, 3, 9);
  unmap_answers(KIB_4, 2 * GIB_512, PW_OK);
  counts_are(0, 0, 0, 1);
}

static void unmap_takes_exactly_the_range_out_of_pages(void **state) {
  (void)state;
  map_answers(0, 3 * MIB_2, 0x80000000, KIB_4, PW_OK);
  counts_are(0, 0, 1536, 6);
  unmap_answers(MIB_2 - 2 * KIB_4, MIB_2 + 4 * KIB_4, PW_OK);
  counts_are(0, 0, 1024 - 4, 5);
  translates_to(MIB_2 - 2 * KIB_4 - 1, 0x80000000 + MIB_2 - 2 * KIB_4 - 1, 3, &data);
  not_mapped(MIB_2 - 2 * KIB_4);
  not_mapped(2 * MIB_2 + 2 * KIB_4 - 1);
  translates_to(2 * MIB_2 + 2 * KIB_4, 0x80000000 + 2 * MIB_2 + 2 * KIB_4, 3, &data);
  unmap_answers(0, 3 * MIB_2, PW_OK);
  counts_are(0, 0, 0, 1);
}

static void unmap_frees_whole_subtrees_and_no_table_beside_them(void **state) {
  (void)state;
  map_answers(2 * GIB_1 - 4 * MIB_2, 12 * MIB_2, 0x80000000, KIB_4, PW_OK);
  map_answers(2 * GIB_1 + 8 * MIB_2, 4 * MIB_2, 0x80000000, MIB_2, PW_OK);
  map_answers(GIB_1, KIB_4, 0x80000000, KIB_4, PW_OK);
  counts_are(0, 4, 12 * 512 + 1, 17);
  unmap_answers(2 * GIB_1 - 4 * MIB_2, 13 * MIB_2, PW_OK);
  counts_are(0, 3, 1, 5);
  unmap_answers(GIB_1, 2 * GIB_1, PW_OK);
  counts_are(0, 0, 0, 1);
}

static void a_block_covered_in_part_is_split_and_the_rest_stays(void **state) {
  (void)state;
  map_answers(0, 2 * MIB_2, 0x80000000, MIB_2, PW_OK);
  unmap_answers(5 * KIB_4, KIB_4, PW_OK);
  counts_are(0, 1, 511, 4);
  translates_to(4 * KIB_4, 0x80004000, 3, &data);
  not_mapped(5 * KIB_4);
  translates_to(6 * KIB_4, 0x80006000, 3, &data);
  translates_to(MIB_2 - 1, 0x80000000 + MIB_2 - 1, 3, &data);
  unmap_answers(2 * MIB_2 - KIB_4, KIB_4, PW_OK);
  counts_are(0, 0, 1022, 5);
  unmap_answers(0, 2 * MIB_2, PW_OK);
  counts_are(0, 0, 0, 1);
}

/* Each end takes the tables that it needs, and none that the other has brought. */
static void tables_for_splitting_are_as_many_as_the_ends_need(void **state) {
  (void)state;
  const struct {
    uint64_t va;
    uint64_t length;
    uint32_t needed;
  } cases[] = {
      {0, 2 * GIB_1, 0},
      {0, GIB_1, 0},
      {GIB_1, GIB_1, 0},
      {0, MIB_2, 1},
      {MIB_2, GIB_1 - MIB_2, 1},
      {MIB_2, MIB_2, 1},
      {0, KIB_4, 2},
      {GIB_1 - KIB_4, KIB_4, 2},
      {KIB_4, GIB_1 - KIB_4, 2},
      {KIB_4, KIB_4, 2},
      {KIB_4, MIB_2 - KIB_4, 2},
      {KIB_4, MIB_2, 3},
      {KIB_4, MIB_2 + KIB_4, 3},
      {KIB_4, 2 * MIB_2 - KIB_4, 2},
      {MIB_2 - KIB_4, 2 * KIB_4, 3},
      {GIB_1 - KIB_4, 2 * KIB_4, 4},
      {GIB_1 - MIB_2, 2 * MIB_2, 2},
      {GIB_1 - KIB_4, KIB_4 + MIB_2, 3},
      {GIB_1 - MIB_2, MIB_2 + KIB_4, 3},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    uint32_t needed = 99;
    map_answers(0, 2 * GIB_1, 0, GIB_1, PW_OK);
    assert_int_equal(pw_unmap_range_tables_needed(rig.space, cases[i].va, cases[i].length, &needed), PW_OK);
    assert_int_equal(needed, cases[i].needed);
    assert_int_equal(pw_protect_range_tables_needed(rig.space, cases[i].va, cases[i].length, &needed), PW_OK);
    assert_int_equal(needed, cases[i].needed);
    rig.budget = needed;
    unmap_answers(cases[i].va, cases[i].length, PW_OK);
    assert_int_equal(rig.budget, 0);
    rig.budget = RIG_UNLIMITED;
    unmap_answers(0, 2 * GIB_1, PW_OK);
    counts_are(0, 0, 0, 1);
  }
}

static void few_pages_are_invalidated_one_by_one_with_their_level(void **state) {
  (void)state;
  map_answers(0, 8 * KIB_4, 0, KIB_4, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(KIB_4, 3 * KIB_4, PW_OK);
  const struct pw_tlb_event *events = rig.recorder.events;
  assert_int_equal(rig.recorder.event_count, 6);
  assert_int_equal(events[0].kind, PW_TLB_DSB_ISHST);
  for (uint32_t i = 0; i < 3; i++) {
    assert_int_equal(events[1 + i].kind, PW_TLB_TLBI_VA);
    assert_int_equal(events[1 + i].va, (1 + i) * KIB_4);
    assert_int_equal(events[1 + i].level, 3);
    assert_int_equal(events[1 + i].asid, ASID);
  }
  assert_int_equal(events[4].kind, PW_TLB_DSB_ISH);
  assert_int_equal(events[5].kind, PW_TLB_ISB);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(0, 8 * KIB_4, PW_OK); /* and three tables */
  assert_int_equal(count_events(PW_TLB_TLBI_VA), 8);
  assert_int_equal(events[1].level, PW_TLBI_ANY_LEVEL);
}

static void blocks_are_invalidated_once_each(void **state) {
  (void)state;
  map_answers(0, 40 * MIB_2, 0, MIB_2, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(MIB_2, 30 * MIB_2, PW_OK);
  assert_int_equal(count_events(PW_TLB_TLBI_VA), 30);
  assert_int_equal(rig.recorder.events[1].va, MIB_2);
  assert_int_equal(rig.recorder.events[1].level, 2);
  map_answers(GIB_1, KIB_4, 0, KIB_4, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(0, GIB_1 + KIB_4, PW_OK); /* a page among them: 4 KiB is the step then */
  assert_int_equal(count_events(PW_TLB_TLBI_VA), 0);
  assert_int_equal(count_events(PW_TLB_TLBI_ASID), 1);
}

static void many_pages_are_invalidated_by_asid_or_all_together(void **state) {
  (void)state;
  uint64_t begin = rig.model->is_high_half ? HIGH : 0;
  map_answers(begin, 200 * KIB_4, 0, KIB_4, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(begin, 64 * KIB_4, PW_OK);
  assert_int_equal(rig.recorder.event_count, 67);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(begin + 64 * KIB_4, 65 * KIB_4, PW_OK);
  assert_int_equal(rig.recorder.event_count, 4);
  assert_int_equal(count_events(rig.model->is_high_half ? PW_TLB_TLBI_ALL : PW_TLB_TLBI_ASID), 1);
  data.global = true;
  map_answers(begin, 100 * KIB_4, 0, KIB_4, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(begin, 100 * KIB_4, PW_OK);
  assert_int_equal(count_events(PW_TLB_TLBI_ALL), 1);
}

static void a_split_breaks_the_block_before_it_makes_the_table(void **state) {
  (void)state;
  map_answers(0, MIB_2, 0, MIB_2, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(7 * KIB_4, KIB_4, PW_OK);
  const struct pw_tlb_event *events = rig.recorder.events;
  assert_int_equal(rig.recorder.event_count, 9);
  assert_int_equal(events[0].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(events[1].kind, PW_TLB_TLBI_VA);
  assert_int_equal(events[1].va / MIB_2, 0);
  assert_int_equal(events[1].level, 2);
  assert_int_equal(events[2].kind, PW_TLB_DSB_ISH);
  assert_int_equal(events[3].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(events[4].kind, PW_TLB_ISB);
  assert_int_equal(events[5].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(events[6].va, 7 * KIB_4);
  assert_int_equal(events[6].level, 3);
}

static void refused_ranges_touch_no_tlb(void **state) {
  (void)state;
  map_answers(0, 2 * MIB_2, 0, MIB_2, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  map_answers(MIB_2, 2 * MIB_2, 0, MIB_2, PW_ERR_ALREADY_MAPPED);
  protect_answers(MIB_2, 2 * MIB_2, &rodata, PW_ERR_NOT_MAPPED);
  rig.budget = 0;
  unmap_answers(KIB_4, KIB_4, PW_ERR_NO_MEMORY);
  protect_answers(KIB_4, KIB_4, &rodata, PW_ERR_NO_MEMORY);
  map_answers(GIB_512, KIB_4, 0, KIB_4, PW_ERR_NO_MEMORY);
  assert_int_equal(rig.recorder.event_count, 0);
}

#define TEST(name, set_up) cmocka_unit_test_setup_teardown(name, set_up, range_finish)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_range_with_holes_can_be_unmapped_and_so_can_a_hole, range_low_half),
      TEST(unmap_takes_exactly_the_range_out_of_pages, range_low_half),
      TEST(unmap_frees_whole_subtrees_and_no_table_beside_them, range_low_half),
      TEST(a_block_covered_in_part_is_split_and_the_rest_stays, range_low_half),
      TEST(tables_for_splitting_are_as_many_as_the_ends_need, range_failing_source),
      TEST(few_pages_are_invalidated_one_by_one_with_their_level, range_low_half),
      TEST(blocks_are_invalidated_once_each, range_low_half),
      TEST(many_pages_are_invalidated_by_asid_or_all_together, range_low_half),
      TEST(many_pages_are_invalidated_by_asid_or_all_together, range_high_half),
      TEST(a_split_breaks_the_block_before_it_makes_the_table, range_low_half),
      TEST(refused_ranges_touch_no_tlb, range_failing_source),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
