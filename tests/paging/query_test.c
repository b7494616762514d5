/* Query: the entry at which a walk ends, leaf or fault, against what was mapped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/query.h>

#include "tests/model/paging_rig.h"

#define KIB_4   ((uint64_t)1 << 12)
#define MIB_2   ((uint64_t)1 << 21)
#define GIB_1   ((uint64_t)1 << 30)
#define GIB_512 ((uint64_t)1 << 39)
#define VA      ((uint64_t)0x0000123456789000)
#define PA      ((uint64_t)0x0000000087654000)

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

static void map(uint64_t va, uint64_t size, uint64_t pa, struct pw_attributes attributes) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_map(&rig, va, size, pa, &attributes, &status));
  assert_int_equal(status, PW_OK);
}

/* The table of a level on the way to an address; the address has to fault there or below. */
static uint32_t table_of(uint64_t va, uint32_t level) {
  uint32_t table = rig.space->root_frame;
  for (uint32_t i = 0; i < level; i++) {
    uint64_t entry = rig.words[(size_t)table * 512 + ((va >> (39 - 9 * i)) & 511)];
    table = (uint32_t)(((entry & 0x0000FFFFFFFFF000) - RIG_BASE_PA) / KIB_4);
  }
  return table;
}

static void expect_fault(uint64_t va, uint32_t level, uint64_t size) {
  struct pw_query answer;
  assert_int_equal(pw_query(rig.space, va, &answer), PW_OK);
  assert_false(answer.is_mapped);
  assert_int_equal(answer.level, level);
  assert_int_equal(answer.size, size);
  assert_int_equal(answer.va, va & ~(size - 1));
  assert_int_equal(answer.descriptor, 0);
  assert_int_equal(answer.pa, 0);
  assert_int_equal(answer.table, table_of(va, level));
}

static void expect_leaf(uint64_t va, uint32_t level, uint64_t size, uint64_t pa, struct pw_attributes attributes) {
  struct pw_query answer;
  assert_int_equal(pw_query(rig.space, va, &answer), PW_OK);
  assert_true(answer.is_mapped);
  assert_int_equal(answer.level, level);
  assert_int_equal(answer.size, size);
  assert_int_equal(answer.va, va & ~(size - 1));
  assert_int_equal(answer.pa, pa);
  assert_int_equal(answer.table, table_of(va, level));
  assert_int_equal(answer.descriptor, rig.words[(size_t)answer.table * 512 + ((va >> (39 - 9 * level)) & 511)]);
  assert_true(pw_attributes_equal(&answer.attributes, &attributes));
}

static void x8_query_shows_the_leaf_that_serves_any_byte_of_it(void **state) {
  (void)state;
  struct pw_attributes attributes = pw_attributes_kernel_rodata();
  attributes.software = 9;
  map(VA, KIB_4, PA, attributes);
  map((VA ^ MIB_2) & ~(MIB_2 - 1), MIB_2, 0xC0000000, pw_attributes_device());
  expect_leaf(VA, 3, KIB_4, PA, attributes);
  expect_leaf(VA + KIB_4 - 1, 3, KIB_4, PA, attributes);
  expect_leaf(((VA ^ MIB_2) & ~(MIB_2 - 1)) + 0x12345, 2, MIB_2, 0xC0000000, pw_attributes_device());
}

static void x8_query_shows_the_level_at_which_the_walk_faults(void **state) {
  (void)state;
  expect_fault(VA, 0, GIB_512);
  map(VA, KIB_4, PA, pw_attributes_kernel_data());
  expect_fault(VA ^ GIB_512, 0, GIB_512);
  expect_fault(VA ^ GIB_1, 1, GIB_1);
  expect_fault(VA ^ MIB_2, 2, MIB_2);
  expect_fault(VA ^ KIB_4, 3, KIB_4);
  expect_fault((VA ^ KIB_4) + 0xFFF, 3, KIB_4);
}

/* Nothing maps 1 GiB yet, so the entry is written here. */
static void x8_query_shows_a_block_of_1_gib(void **state) {
  (void)state;
  map(VA, KIB_4, PA, pw_attributes_kernel_data());
  struct pw_attributes attributes = pw_attributes_device();
  uint64_t va = (VA & ~(GIB_1 - 1)) ^ GIB_1;
  uint32_t table = table_of(va, 1);
  uint64_t *entry = &rig.words[(size_t)table * 512 + ((va >> 30) & 511)];
  assert_int_equal(pw_descriptor_leaf(3 * GIB_1, 1, &attributes, entry), PW_OK);
  expect_leaf(va + 0x12345678, 1, GIB_1, 3 * GIB_1, attributes);
  *entry = 0;
}

static void x8_query_of_the_upper_half_reaches_its_last_byte(void **state) {
  (void)state;
  map(UINT64_MAX - (KIB_4 - 1), KIB_4, PA, pw_attributes_kernel_data());
  expect_leaf(UINT64_MAX, 3, KIB_4, PA, pw_attributes_kernel_data());
  expect_fault((uint64_t)0xFFFF << 48, 0, GIB_512);
}

static void refuses(const struct pw_address_space *space, uint64_t va, enum pw_status expected) {
  struct pw_query answer;
  struct pw_query before;
  memset(&answer, 0xA5, sizeof(answer));
  memcpy(&before, &answer, sizeof(answer));
  assert_int_equal(pw_query(space, va, &answer), expected);
  assert_memory_equal(&answer, &before, sizeof(answer));
}

static void x8_a_refused_query_changes_nothing(void **state) {
  (void)state;
  refuses(NULL, VA, PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_query(rig.space, VA, NULL), PW_ERR_INVALID_ARGUMENT);
  refuses(rig.space, (uint64_t)1 << 48, PW_ERR_NON_CANONICAL);
  refuses(rig.space, UINT64_MAX, PW_ERR_NON_CANONICAL);
  must(paging_rig_destroy_space(&rig));
  refuses(rig.space, VA, PW_ERR_INVALID_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(x8_query_shows_the_leaf_that_serves_any_byte_of_it, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x8_query_shows_the_level_at_which_the_walk_faults, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x8_query_shows_a_block_of_1_gib, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x8_query_of_the_upper_half_reaches_its_last_byte, set_up_high, tear_down),
      cmocka_unit_test_setup_teardown(x8_a_refused_query_changes_nothing, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
