/* Region sets: their form, their refusals, and agreement with a naive model (one flag a byte) over random sequences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/regions.h>

#include "tests/model/random.h"

#define CAPACITY 4u

struct fixture {
  struct pw_region items[CAPACITY + 1]; /* one behind the end, which nothing may write */
  struct pw_regions set;
};

static const struct pw_region guard = {0xdeadULL, 0xbeefULL};

static void make_empty(struct fixture *f) {
  memset(f, 0, sizeof(*f));
  f->items[CAPACITY] = guard;
  assert_int_equal(pw_regions_init(&f->set, f->items, CAPACITY), PW_OK);
}

static void assert_region(const struct fixture *f, uint32_t index, uint64_t pa, uint64_t bytes) {
  assert_true(index < f->set.count);
  assert_int_equal(f->items[index].pa, pa);
  assert_int_equal(f->items[index].bytes, bytes);
}

static void fd9_regions_come_out_sorted_whatever_the_order_they_are_added_in(void **state) {
  struct fixture f;
  (void)state;
  make_empty(&f);
  assert_int_equal(pw_regions_add(&f.set, 0x3000, 0x100), PW_OK);
  assert_int_equal(pw_regions_add(&f.set, 0x1000, 0x100), PW_OK);
  assert_int_equal(pw_regions_add(&f.set, 0x2000, 0x100), PW_OK);
  assert_int_equal(f.set.count, 3);
  assert_region(&f, 0, 0x1000, 0x100);
  assert_region(&f, 1, 0x2000, 0x100);
  assert_region(&f, 2, 0x3000, 0x100);
}

static void overlapping_and_touching_regions_merge(void **state) {
  struct fixture f;
  (void)state;
  make_empty(&f);
  assert_int_equal(pw_regions_add(&f.set, 0x1000, 0x100), PW_OK);
  assert_int_equal(pw_regions_add(&f.set, 0x1200, 0x100), PW_OK);
  assert_int_equal(pw_regions_add(&f.set, 0x1100, 0x100), PW_OK);
  assert_int_equal(f.set.count, 1);
  assert_region(&f, 0, 0x1000, 0x300);
  assert_int_equal(pw_regions_add(&f.set, 0x0800, 0x2000), PW_OK);
  assert_int_equal(f.set.count, 1);
  assert_region(&f, 0, 0x0800, 0x2000);
  assert_int_equal(pw_regions_add(&f.set, 0x0900, 0x10), PW_OK);
  assert_region(&f, 0, 0x0800, 0x2000);
}

static void fd10_a_region_too_many_is_refused_and_changes_nothing(void **state) {
  struct fixture f;
  struct fixture before;
  (void)state;
  make_empty(&f);
  for (uint64_t i = 0; i < CAPACITY; i++)
    assert_int_equal(pw_regions_add(&f.set, i * 0x1000, 0x100), PW_OK);
  before = f;
  assert_int_equal(pw_regions_add(&f.set, 0x8000, 0x100), PW_ERR_TOO_MANY_REGIONS);
  assert_int_equal(pw_regions_subtract(&f.set, 0x1040, 0x10), PW_ERR_TOO_MANY_REGIONS);
  assert_memory_equal(f.items, before.items, sizeof(f.items));
  assert_int_equal(f.set.count, CAPACITY);
  assert_int_equal(pw_regions_add(&f.set, 0x0080, 0x1000), PW_OK);
  assert_int_equal(f.set.count, CAPACITY - 1);
}

static void subtracting_from_the_middle_leaves_both_ends(void **state) {
  struct fixture f;
  (void)state;
  make_empty(&f);
  assert_int_equal(pw_regions_add(&f.set, 0x1000, 0x1000), PW_OK);
  assert_int_equal(pw_regions_subtract(&f.set, 0x1400, 0x200), PW_OK);
  assert_int_equal(f.set.count, 2);
  assert_region(&f, 0, 0x1000, 0x400);
  assert_region(&f, 1, 0x1600, 0xa00);
  assert_int_equal(pw_regions_subtract(&f.set, 0x0, 0x1800), PW_OK);
  assert_int_equal(f.set.count, 1);
  assert_region(&f, 0, 0x1800, 0x800);
  assert_int_equal(pw_regions_subtract(&f.set, 0x9000, 0x10), PW_OK);
  assert_int_equal(f.set.count, 1);
}

static void bad_arguments_are_refused_each_with_its_own_status(void **state) {
  struct fixture f;
  (void)state;
  make_empty(&f);
  assert_int_equal(pw_regions_init(NULL, f.items, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_regions_init(&f.set, NULL, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_regions_init(&f.set, f.items, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_regions_add(NULL, 0, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_regions_add(&f.set, 0x1000, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_regions_subtract(&f.set, 0x1000, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_regions_add(&f.set, UINT64_MAX, 1), PW_ERR_OVERFLOW);
  assert_int_equal(pw_regions_add(&f.set, 2, UINT64_MAX - 1), PW_ERR_OVERFLOW);
  assert_int_equal(pw_regions_subtract(&f.set, UINT64_MAX, 1), PW_ERR_OVERFLOW);
  assert_int_equal(f.set.count, 0);
  assert_int_equal(pw_regions_add(&f.set, UINT64_MAX - 1, 1), PW_OK);
  assert_int_equal(pw_regions_check(&f.set), PW_OK);
}

static void check_refuses_every_form_that_is_not_the_stated_one(void **state) {
  struct fixture f;
  (void)state;
  make_empty(&f);
  assert_int_equal(pw_regions_check(NULL), PW_ERR_CORRUPT);
  f.set.count = 2;
  f.items[0] = (struct pw_region){0x1000, 0x100};
  f.items[1] = (struct pw_region){0x1101, 0x100};
  assert_int_equal(pw_regions_check(&f.set), PW_OK);
  f.items[1].pa = 0x1100; /* touches */
  assert_int_equal(pw_regions_check(&f.set), PW_ERR_CORRUPT);
  f.items[1].pa = 0x800; /* not sorted */
  assert_int_equal(pw_regions_check(&f.set), PW_ERR_CORRUPT);
  f.items[1] = (struct pw_region){0x2000, 0}; /* empty */
  assert_int_equal(pw_regions_check(&f.set), PW_ERR_CORRUPT);
  f.items[1] = (struct pw_region){0x2000, UINT64_MAX - 0x1fff}; /* ends at 2^64 */
  assert_int_equal(pw_regions_check(&f.set), PW_ERR_CORRUPT);
  assert_int_equal(pw_regions_add(&f.set, 0x10, 0x10), PW_ERR_CORRUPT);
  f.items[1] = (struct pw_region){0x2000, 0x100};
  f.set.count = CAPACITY + 1;
  assert_int_equal(pw_regions_check(&f.set), PW_ERR_CORRUPT);
  f.set.count = 0;
  f.set.items = NULL;
  assert_int_equal(pw_regions_check(&f.set), PW_ERR_CORRUPT);
}

static void contains_asks_for_every_byte_and_common_bytes_counts_them(void **state) {
  struct fixture f;
  (void)state;
  make_empty(&f);
  assert_int_equal(pw_regions_add(&f.set, 0x1000, 0x1000), PW_OK);
  assert_int_equal(pw_regions_add(&f.set, 0x3000, 0x1000), PW_OK);
  f.items[2] = (struct pw_region){0x5000, 0x1000}; /* behind the count: no part of the set */
  assert_int_equal(pw_regions_total_bytes(&f.set), 0x2000);
  assert_int_equal(pw_regions_common_bytes(&f.set, 0, 0x10000), 0x2000);
  assert_int_equal(pw_regions_total_bytes(NULL), 0);
  assert_int_equal(pw_regions_common_bytes(NULL, 0, 0x10000), 0);
  assert_true(pw_regions_contains(&f.set, 0x1000, 0x1000));
  assert_false(pw_regions_contains(&f.set, 0xfff, 2));
  assert_false(pw_regions_contains(&f.set, 0x1800, 0x2000));
  assert_false(pw_regions_contains(&f.set, 0x1000, 0));
  assert_false(pw_regions_contains(&f.set, 0x1000, UINT64_MAX));
  assert_int_equal(pw_regions_common_bytes(&f.set, 0x1800, 0x2000), 0x1000);
  assert_int_equal(pw_regions_common_bytes(&f.set, 0x2000, 0x1000), 0);
}

static void ram_rounds_inward_and_reservations_round_outward(void **state) {
  (void)state;
  struct pw_frame_range range = pw_region_inner_frames((struct pw_region){0x1001, 0x2fff});
  assert_int_equal(range.first_pfn, 2);
  assert_int_equal(range.end_pfn, 4);
  range = pw_region_outer_frames((struct pw_region){0x1001, 0x2fff});
  assert_int_equal(range.first_pfn, 1);
  assert_int_equal(range.end_pfn, 4);
  range = pw_region_outer_frames((struct pw_region){0x1fff, 2});
  assert_int_equal(range.first_pfn, 1);
  assert_int_equal(range.end_pfn, 3);
  range = pw_region_inner_frames((struct pw_region){0x1fff, 2});
  assert_int_equal(range.first_pfn, range.end_pfn);
  range = pw_region_inner_frames((struct pw_region){0x1001, 0xffe});
  assert_int_equal(range.first_pfn, range.end_pfn);
  range = pw_region_outer_frames((struct pw_region){0x1234, 0});
  assert_int_equal(range.first_pfn, range.end_pfn);
  range = pw_region_inner_frames((struct pw_region){0x1000, 0});
  assert_int_equal(range.first_pfn, range.end_pfn);
}

static void rounding_at_the_end_of_the_address_space_does_not_overflow(void **state) {
  const uint64_t frames_of_all = (uint64_t)1 << 52;
  (void)state;
  struct pw_frame_range range = pw_region_outer_frames((struct pw_region){UINT64_MAX - 1, 1});
  assert_int_equal(range.first_pfn, frames_of_all - 1);
  assert_int_equal(range.end_pfn, frames_of_all);
  range = pw_region_inner_frames((struct pw_region){UINT64_MAX - 0x1ffe, 0x1ffe});
  assert_int_equal(range.first_pfn, frames_of_all - 1);
  assert_int_equal(range.end_pfn, frames_of_all - 1);
  range = pw_region_outer_frames((struct pw_region){0x1000, UINT64_MAX});
  assert_int_equal(range.end_pfn, frames_of_all);
}

/* ---- against the model ---- */

#define MODEL_BYTES 96u
#define MODEL_SCALE 0x123u

static uint32_t model_runs(const bool *flags) {
  uint32_t runs = 0;
  for (uint32_t i = 0; i < MODEL_BYTES; i++)
    runs += flags[i] && (i == 0 || !flags[i - 1]) ? 1u : 0u;
  return runs;
}

static void assert_same(const struct fixture *f, const bool *flags) {
  uint32_t index = 0;
  assert_int_equal(pw_regions_check(&f->set), PW_OK);
  assert_int_equal(f->set.count, model_runs(flags));
  for (uint32_t i = 0; i < MODEL_BYTES; i++) {
    if (!flags[i] || (i > 0 && flags[i - 1]))
      continue;
    uint32_t end = i;
    while (end < MODEL_BYTES && flags[end])
      end++;
    assert_region(f, index, (uint64_t)i * MODEL_SCALE, (uint64_t)(end - i) * MODEL_SCALE);
    index++;
  }
  assert_memory_equal(&f->items[CAPACITY], &guard, sizeof(guard));
}

static void random_sequences_agree_with_a_model_of_one_flag_a_byte(void **state) {
  uint64_t random = 0x9e3779b97f4a7c15u;
  uint32_t refused = 0;
  (void)state;
  for (uint32_t round = 0; round < 500; round++) {
    struct fixture f;
    bool flags[MODEL_BYTES] = {false};
    make_empty(&f);
    for (uint32_t step = 0; step < 60; step++) {
      bool next[MODEL_BYTES];
      const uint64_t first = random_below(&random, MODEL_BYTES);
      const uint64_t count = 1 + random_below(&random, (MODEL_BYTES - first) / 3 + 1) % (MODEL_BYTES - first);
      const bool adds = random_below(&random, 2) == 0;
      memcpy(next, flags, sizeof(next));
      for (uint64_t i = first; i < first + count; i++)
        next[i] = adds;
      const enum pw_status expected = model_runs(next) > CAPACITY ? PW_ERR_TOO_MANY_REGIONS : PW_OK;
      const enum pw_status status = adds ? pw_regions_add(&f.set, first * MODEL_SCALE, count * MODEL_SCALE)
                                         : pw_regions_subtract(&f.set, first * MODEL_SCALE, count * MODEL_SCALE);
      assert_int_equal(status, expected);
      if (status == PW_OK)
        memcpy(flags, next, sizeof(flags));
      else
        refused++;
      assert_same(&f, flags);
    }
  }
  assert_true(refused > 100); /* the sequences do reach the refusal */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fd9_regions_come_out_sorted_whatever_the_order_they_are_added_in),
      cmocka_unit_test(overlapping_and_touching_regions_merge),
      cmocka_unit_test(fd10_a_region_too_many_is_refused_and_changes_nothing),
      cmocka_unit_test(subtracting_from_the_middle_leaves_both_ends),
      cmocka_unit_test(bad_arguments_are_refused_each_with_its_own_status),
      cmocka_unit_test(check_refuses_every_form_that_is_not_the_stated_one),
      cmocka_unit_test(contains_asks_for_every_byte_and_common_bytes_counts_them),
      cmocka_unit_test(ram_rounds_inward_and_reservations_round_outward),
      cmocka_unit_test(rounding_at_the_end_of_the_address_space_does_not_overflow),
      cmocka_unit_test(random_sequences_agree_with_a_model_of_one_flag_a_byte),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
