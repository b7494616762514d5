/* Flushes: which invalidation is chosen, between which barriers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/tlb_recorder.h>

#include "src/paging/flush.h"

#define ASID     77u
#define MIB_2    ((uint64_t)0x200000)
#define GIB      ((uint64_t)0x40000000)
#define LAST_VA  0xFFFFFFFFFFFFF000u
#define GIB_8    (8 * GIB)
#define LEVEL_2  2u
#define NO_LEVEL PW_TLBI_ANY_LEVEL

static struct pw_tlb tlb;
static struct pw_tlb_recorder recorder;
static struct pw_address_space space;

static int set_up(void **state) {
  (void)state;
  pw_tlb_init_recorder(&tlb, &recorder);
  space = (struct pw_address_space){.tlb = &tlb, .half = PW_HALF_LOW, .asid = ASID};
  return 0;
}

static int set_up_with_ranges(void **state) {
  (void)set_up(state);
  pw_tlb_recorder_add_range(&tlb);
  return 0;
}

static void flush(uint64_t va, uint64_t length, uint32_t leaf_level, uint32_t tlbi_level) {
  struct pw_va_range range = {va, length};
  pw_tlb_recorder_clear(&recorder);
  pw_flush_range(&space, range, leaf_level, tlbi_level);
  assert_true(recorder.event_count >= 4);
  assert_int_equal(recorder.events[0].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(recorder.events[(recorder.event_count - 2) % PW_TLB_RECORDER_EVENTS].kind, PW_TLB_DSB_ISH);
  assert_int_equal(recorder.events[(recorder.event_count - 1) % PW_TLB_RECORDER_EVENTS].kind, PW_TLB_ISB);
}

/* Nothing but one invalidation. */
static void expect_one(enum pw_tlb_event_kind kind) {
  assert_int_equal(recorder.event_count, 4);
  assert_int_equal(recorder.events[1].kind, kind);
}

static void expect_range(uint64_t va, uint64_t page_count, uint32_t level) {
  expect_one(PW_TLB_TLBI_RANGE);
  assert_int_equal(recorder.events[1].va, va);
  assert_int_equal(recorder.events[1].page_count, page_count);
  assert_int_equal(recorder.events[1].level, level);
  assert_int_equal(recorder.events[1].asid, ASID);
}

static void one_leaf_is_invalidated_by_its_address(void **state) {
  (void)state;
  flush(0x1234000, 0x1000, 3, 3);
  expect_one(PW_TLB_TLBI_VA);
  assert_int_equal(recorder.events[1].va, 0x1234000);
  assert_int_equal(recorder.events[1].level, 3);
  flush(MIB_2 + 0x5000, 0x3000, LEVEL_2, LEVEL_2); /* the part of a block is the block */
  expect_one(PW_TLB_TLBI_VA);
  assert_int_equal(recorder.events[1].va, MIB_2);
}

static void up_to_64_leaves_go_one_by_one_and_more_by_the_asid(void **state) {
  (void)state;
  flush(0x1000, 60 * 0x1000, 3, NO_LEVEL);
  assert_int_equal(recorder.event_count, 60 + 3);
  flush(0x1000, 65 * 0x1000, 3, NO_LEVEL);
  expect_one(PW_TLB_TLBI_ASID);
  assert_int_equal(recorder.events[1].asid, ASID);
}

static void what_an_asid_does_not_name_goes_with_everything(void **state) {
  (void)state;
  space.has_mapped_global = true;
  flush(0x1000, 65 * 0x1000, 3, 3);
  expect_one(PW_TLB_TLBI_ALL);
  space.has_mapped_global = false;
  space.half = PW_HALF_HIGH;
  flush(LAST_VA - 64 * 0x1000, 65 * 0x1000, 3, 3);
  expect_one(PW_TLB_TLBI_ALL);
}

static void several_leaves_go_at_once_where_the_cpu_can_do_that(void **state) {
  (void)state;
  flush(0x1000, 2 * 0x1000, 3, 3);
  expect_range(0x1000, 2, 3);
  flush(0x1000, 65 * 0x1000, 3, NO_LEVEL);
  expect_range(0x1000, 65, NO_LEVEL);
  flush(MIB_2 + 0x5000, MIB_2, LEVEL_2, LEVEL_2); /* parts of two blocks */
  expect_range(MIB_2, 1024, LEVEL_2);
  flush(LAST_VA - 0x1000, 0x2000, 3, 3);
  expect_range(LAST_VA - 0x1000, 2, 3);
  flush(LAST_VA - 0x1FFF000 - GIB, GIB + 0x2000000, 1, NO_LEVEL); /* up to the last byte */
  expect_range(LAST_VA + 0x1000 - 2 * GIB, 2 * GIB / 0x1000, NO_LEVEL);
  flush(GIB, 0x1000, 3, 3);
  expect_one(PW_TLB_TLBI_VA);
}

static void a_range_has_at_most_8_gib(void **state) {
  (void)state;
  flush(GIB, GIB_8, 1, 1);
  expect_range(GIB, PW_TLBI_RANGE_PAGES_MAX, 1);
  flush(GIB, GIB_8 + 0x1000, 3, 3);
  expect_one(PW_TLB_TLBI_ASID);
  flush(GIB, GIB_8 + 0x1000, 1, 1);
  assert_int_equal(recorder.event_count, 9 + 3);
  assert_int_equal(recorder.events[1].kind, PW_TLB_TLBI_VA);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(one_leaf_is_invalidated_by_its_address, set_up),
      cmocka_unit_test_setup(one_leaf_is_invalidated_by_its_address, set_up_with_ranges),
      cmocka_unit_test_setup(up_to_64_leaves_go_one_by_one_and_more_by_the_asid, set_up),
      cmocka_unit_test_setup(what_an_asid_does_not_name_goes_with_everything, set_up),
      cmocka_unit_test_setup(several_leaves_go_at_once_where_the_cpu_can_do_that, set_up_with_ranges),
      cmocka_unit_test_setup(a_range_has_at_most_8_gib, set_up_with_ranges),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
