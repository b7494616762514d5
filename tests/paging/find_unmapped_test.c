/* Find unmapped: the lowest hole, its alignment, its ends, and the refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/find_unmapped.h>

#include "tests/model/paging_rig.h"

#define KIB_4     ((uint64_t)1 << 12)
#define MIB_2     ((uint64_t)1 << 21)
#define GIB_1     ((uint64_t)1 << 30)
#define HALF      ((uint64_t)1 << 48)
#define HIGH      ((uint64_t)0xFFFF << 48)
#define UNTOUCHED 0xA5A5A5A5A5A5A5A5u

static struct paging_rig rig;

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

static int set_up(void **state) {
  (void)state;
  return paging_rig_create(&rig, RIG_SOURCE_BUDDY, PW_HALF_LOW, 7) ? 0 : -1;
}

static int set_up_high(void **state) {
  (void)state;
  return paging_rig_create(&rig, RIG_SOURCE_BUDDY, PW_HALF_HIGH, 7) ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  paging_rig_release(&rig);
  return 0;
}

static void map(uint64_t va, uint64_t size) {
  struct pw_attributes attributes = pw_attributes_kernel_data();
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_map(&rig, va, size, 0x40000000, &attributes, &status));
  assert_int_equal(status, PW_OK);
}

static void expect(uint64_t length, uint64_t alignment, uint64_t range_va, uint64_t range_length, uint64_t expected) {
  struct pw_va_range range = {range_va, range_length};
  uint64_t va = UNTOUCHED;
  assert_int_equal(pw_find_unmapped(rig.space, length, alignment, range, &va), PW_OK);
  assert_int_equal(va, expected);
}

static void expect_status(uint64_t length, uint64_t alignment, uint64_t range_va, uint64_t range_length,
                          enum pw_status expected) {
  struct pw_va_range range = {range_va, range_length};
  uint64_t va = UNTOUCHED;
  assert_int_equal(pw_find_unmapped(rig.space, length, alignment, range, &va), expected);
  assert_int_equal(va, UNTOUCHED);
}

static void x9_the_lowest_hole_that_is_large_enough_is_found(void **state) {
  (void)state;
  expect(KIB_4, KIB_4, 0, HALF, 0);
  expect(HALF, KIB_4, 0, HALF, 0);
  map(0, KIB_4);
  map(3 * KIB_4, KIB_4); /* a hole of two pages, */
  map(7 * KIB_4, KIB_4); /* one of three, then none */
  expect(KIB_4, KIB_4, 0, HALF, KIB_4);
  expect(2 * KIB_4, KIB_4, 0, HALF, KIB_4);
  expect(3 * KIB_4, KIB_4, 0, HALF, 4 * KIB_4);
  expect(4 * KIB_4, KIB_4, 0, HALF, 8 * KIB_4);
  expect(GIB_1, KIB_4, 0, HALF, 8 * KIB_4); /* over tables that are there and tables that are not */
  expect(KIB_4, KIB_4, 3 * KIB_4, HALF - 3 * KIB_4, 4 * KIB_4);
}

static void x9_a_hole_is_aligned_to_any_multiple_of_the_page(void **state) {
  (void)state;
  map(0, KIB_4);
  map(2 * MIB_2, MIB_2);
  expect(KIB_4, 3 * KIB_4, 0, HALF, 3 * KIB_4);
  expect(KIB_4, MIB_2, 0, HALF, MIB_2);
  expect(MIB_2, MIB_2, 0, HALF, MIB_2);
  expect(2 * MIB_2, MIB_2, 0, HALF, 3 * MIB_2);
  expect(MIB_2, 2 * MIB_2, 0, HALF, 4 * MIB_2);
  expect(KIB_4, HALF / 2, KIB_4, HALF - KIB_4, HALF / 2);
}

static void x9_a_hole_ends_with_the_range_or_before_it(void **state) {
  (void)state;
  map(0, KIB_4);
  expect(2 * KIB_4, KIB_4, 0, 3 * KIB_4, KIB_4);
  expect_status(3 * KIB_4, KIB_4, 0, 3 * KIB_4, PW_ERR_NO_MEMORY);
  expect_status(4 * KIB_4, KIB_4, 0, 3 * KIB_4, PW_ERR_NO_MEMORY);
  expect_status(HALF, KIB_4, 0, HALF, PW_ERR_NO_MEMORY);
  expect_status(KIB_4, KIB_4, 0, KIB_4, PW_ERR_NO_MEMORY);
  expect_status(KIB_4, MIB_2, KIB_4, MIB_2 - KIB_4, PW_ERR_NO_MEMORY);
  expect_status(KIB_4, UINT64_MAX - (KIB_4 - 1), KIB_4, HALF - KIB_4, PW_ERR_NO_MEMORY);
  expect_status(UINT64_MAX - (KIB_4 - 1), KIB_4, 0, HALF, PW_ERR_NO_MEMORY);
}

static void x9_the_last_page_of_the_upper_half_is_a_hole_like_any(void **state) {
  (void)state;
  uint64_t last = UINT64_MAX - (KIB_4 - 1);
  expect(KIB_4, KIB_4, last, KIB_4, last);
  expect(KIB_4, KIB_4, HIGH, HALF, HIGH);
  map(last - KIB_4, KIB_4);
  expect(KIB_4, KIB_4, last - KIB_4, 2 * KIB_4, last);
  expect_status(2 * KIB_4, KIB_4, last - KIB_4, 2 * KIB_4, PW_ERR_NO_MEMORY);
  map(last, KIB_4);
  expect_status(KIB_4, KIB_4, last - KIB_4, 2 * KIB_4, PW_ERR_NO_MEMORY);
}

static void x9_a_refused_search_changes_nothing(void **state) {
  (void)state;
  expect_status(0, KIB_4, 0, HALF, PW_ERR_INVALID_ARGUMENT);
  expect_status(KIB_4, 0, 0, HALF, PW_ERR_INVALID_ARGUMENT);
  expect_status(KIB_4, KIB_4, 0, 0, PW_ERR_INVALID_ARGUMENT);
  expect_status(1, KIB_4, 0, HALF, PW_ERR_MISALIGNED);
  expect_status(KIB_4, 8, 0, HALF, PW_ERR_MISALIGNED);
  expect_status(KIB_4, KIB_4, 8, KIB_4, PW_ERR_MISALIGNED);
  expect_status(KIB_4, KIB_4, KIB_4, HALF, PW_ERR_NON_CANONICAL);
  expect_status(KIB_4, KIB_4, HIGH, 2 * HALF, PW_ERR_OVERFLOW);
  struct pw_va_range all = pw_va_range_all(rig.space);
  uint64_t va = UNTOUCHED;
  assert_int_equal(pw_find_unmapped(rig.space, KIB_4, KIB_4, all, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_find_unmapped(NULL, KIB_4, KIB_4, all, &va), PW_ERR_INVALID_ARGUMENT);
  must(paging_rig_destroy_space(&rig));
  expect_status(KIB_4, KIB_4, 0, HALF, PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(va, UNTOUCHED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(x9_the_lowest_hole_that_is_large_enough_is_found, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x9_a_hole_is_aligned_to_any_multiple_of_the_page, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x9_a_hole_ends_with_the_range_or_before_it, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x9_the_last_page_of_the_upper_half_is_a_hole_like_any, set_up_high, tear_down),
      cmocka_unit_test_setup_teardown(x9_a_refused_search_changes_nothing, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
