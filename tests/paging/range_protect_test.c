/* A range given other attributes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/paging/range_fixture.h"

static void protect_changes_the_attributes_of_exactly_the_range(void **state) {
  (void)state;
  map_answers(MIB_2 - 8 * KIB_4, 16 * KIB_4, 0x80000000, KIB_4, PW_OK);
  protect_answers(MIB_2 - 2 * KIB_4, 5 * KIB_4, &rodata, PW_OK);
  for (uint64_t i = 0; i < 16; i++) {
    translates_to(MIB_2 - 8 * KIB_4 + i * KIB_4, 0x80000000 + i * KIB_4, 3, i >= 6 && i < 11 ? &rodata : &data);
  }
  counts_are(0, 0, 16, 5);
}

static void protect_keeps_scattered_targets(void **state) {
  (void)state;
  for (uint64_t i = 0; i < 16; i++) {
    map_answers(i * KIB_4, KIB_4, 0x80000000 + (i * 7 % 16) * KIB_4, KIB_4, PW_OK);
  }
  protect_answers(0, 16 * KIB_4, &rodata, PW_OK);
  for (uint64_t i = 0; i < 16; i++) {
    translates_to(i * KIB_4, 0x80000000 + (i * 7 % 16) * KIB_4, 3, &rodata);
  }
}

static void protect_takes_leaves_of_every_size(void **state) {
  (void)state;
  uint64_t va = GIB_1 - MIB_2 - KIB_4;
  uint64_t length = 2 * (KIB_4 + MIB_2) + GIB_1;
  map_answers(va, length, PA_END / 2 + va, GIB_1, PW_OK);
  protect_answers(va, length, &rodata, PW_OK);
  counts_are(1, 2, 2, 6);
  translates_to(va, PA_END / 2 + va, 3, &rodata);
  translates_to(GIB_1 - 1, PA_END / 2 + GIB_1 - 1, 2, &rodata);
  translates_to(GIB_1, PA_END / 2 + GIB_1, 1, &rodata);
  translates_to(va + length - 1, PA_END / 2 + va + length - 1, 3, &rodata);
}

static void protect_of_a_hole_is_refused_and_changes_nothing(void **state) {
  (void)state;
  map_answers(0, 4 * MIB_2, 0, MIB_2, PW_OK);
  map_answers(4 * MIB_2, 8 * KIB_4, 0, KIB_4, PW_OK);
  protect_answers(KIB_4, 4 * MIB_2 + 8 * KIB_4, &rodata, PW_ERR_NOT_MAPPED);
  protect_answers(4 * MIB_2 + 7 * KIB_4, 2 * KIB_4, &rodata, PW_ERR_NOT_MAPPED);
  protect_answers(4 * MIB_2 + 8 * KIB_4, KIB_4, &rodata, PW_ERR_NOT_MAPPED);
  protect_answers(GIB_512, KIB_4, &rodata, PW_ERR_NOT_MAPPED);
  unmap_answers(MIB_2, MIB_2, PW_OK);
  protect_answers(0, 4 * MIB_2, &rodata, PW_ERR_NOT_MAPPED);
  translates_to(0, 0, 2, &data);
  protect_answers(2 * MIB_2, 2 * MIB_2 + 8 * KIB_4, &rodata, PW_OK);
}

static void protect_leaves_alone_what_is_as_it_should_be(void **state) {
  (void)state;
  map_answers(0, MIB_2, 0, KIB_4, PW_OK);
  protect_answers(0, 8 * KIB_4, &rodata, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  protect_answers(0, 8 * KIB_4, &rodata, PW_OK);
  assert_int_equal(count_events(PW_TLB_TLBI_VA), 0);
  protect_answers(0, 10 * KIB_4, &rodata, PW_OK);
  assert_int_equal(count_events(PW_TLB_TLBI_VA), 2);
}

/* What becomes global is so for whoever forgets it later, too. */
static void protect_remembers_what_is_global(void **state) {
  (void)state;
  map_answers(0, 100 * KIB_4, 0, KIB_4, PW_OK);
  data.global = true;
  protect_answers(0, 100 * KIB_4, &data, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(0, 100 * KIB_4, PW_OK);
  assert_int_equal(count_events(PW_TLB_TLBI_ALL), 1);
}

static void the_check_knows_large_blocks(void **state) {
  (void)state;
  map_answers(GIB_1, GIB_1, 0, GIB_1, PW_OK);
  assert_int_equal(pw_address_space_check(rig.space, rig.seen, RIG_FRAMES), PW_OK);
  rig.space->block_1gb_count = 2;
  assert_int_equal(pw_address_space_check(rig.space, rig.seen, RIG_FRAMES), PW_ERR_CORRUPT);
  rig.space->block_1gb_count = 0;
  rig.space->block_2mb_count = 1;
  assert_int_equal(pw_address_space_check(rig.space, rig.seen, RIG_FRAMES), PW_ERR_CORRUPT);
  rig.space->block_1gb_count = 1;
  rig.space->block_2mb_count = 0;
}

#define TEST(name, set_up) cmocka_unit_test_setup_teardown(name, set_up, range_finish)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(protect_changes_the_attributes_of_exactly_the_range, range_low_half),
      TEST(protect_keeps_scattered_targets, range_low_half),
      TEST(protect_takes_leaves_of_every_size, range_low_half),
      TEST(protect_of_a_hole_is_refused_and_changes_nothing, range_low_half),
      TEST(protect_leaves_alone_what_is_as_it_should_be, range_low_half),
      TEST(protect_remembers_what_is_global, range_low_half),
      TEST(the_check_knows_large_blocks, range_low_half),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
