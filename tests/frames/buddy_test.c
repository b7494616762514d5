/*
 * What a user of the buddy sees, behaviour by behaviour. Every call goes through a pair of buddy and model, so that
 * each answer and each refusal is judged twice: by the sentence that the test states and by the naive model.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/buddy.h>

#include "tests/frames/buddy_fixture.h"

/* ---- B rows ---- */

static void b1_starts_with_nothing_free(void **state) {
  (void)state;
  start(RAM_BASE, 5000);
  assert_int_equal(pw_buddy_free_count(&pool.buddy), 0);
  struct pw_buddy_stats stats = stats_now();
  assert_int_equal(stats.frame_count, 5000);
  assert_int_equal(stats.largest_order, PW_ORDER_COUNT);
  for (uint32_t order = 0; order <= PW_MAX_ORDER; order++) {
    assert_int_equal(stats.free_blocks[order], 0);
    alloc_refused(order, PW_ERR_NO_MEMORY);
  }
  assert_int_equal(state_of(0), PW_FRAME_ABSENT);
  assert_int_equal(state_of(4999), PW_FRAME_ABSENT);
  finish();
}

static void b2_alloc_gives_two_to_the_order_contiguous_frames(void **state) {
  (void)state;
  start_free(RAM_BASE, 3000);
  for (uint32_t order = 0; order <= 10; order++) {
    uint64_t pa = 0;
    uint32_t free_before = pw_buddy_free_count(&pool.buddy);
    must(buddy_pair_alloc(&pool, order, &pa, NULL));
    assert_int_equal(pw_buddy_free_count(&pool.buddy), free_before - (1u << order));
    for (uint64_t i = 0; i < 1ull << order; i++) {
      struct pw_frame_info info;
      assert_int_equal(pw_buddy_query(&pool.buddy, pa + i * PW_PAGE_BYTES, &info), PW_OK);
      assert_int_equal(info.state, PW_FRAME_ALLOCATED);
      assert_int_equal(info.order, order);
      assert_int_equal(info.head_pa, pa);
    }
  }
  finish();
}

static void b3_says_none_when_exhausted(void **state) {
  (void)state;
  start_free(RAM_BASE, 130);
  for (uint32_t frame = 0; frame < 130; frame++) {
    alloc_gives(0, frame);
  }
  alloc_refused(0, PW_ERR_NO_MEMORY);
  alloc_refused(5, PW_ERR_NO_MEMORY);
  alloc_refused(PW_MAX_ORDER, PW_ERR_NO_MEMORY);
  free_ok(77);
  alloc_gives(0, 77);
  alloc_refused(0, PW_ERR_NO_MEMORY);
  finish();
}

static void b3_says_none_only_if_no_aligned_run_is_free(void **state) {
  (void)state;
  start_free(RAM_BASE, 128);
  for (uint32_t frame = 0; frame < 128; frame++) {
    alloc_gives(0, frame);
  }
  /* Frames 1, 3, 5, ...: half the pool is free and no two frames of it are together. */
  for (uint32_t frame = 1; frame < 128; frame += 2) {
    free_ok(frame);
  }
  alloc_refused(1, PW_ERR_NO_MEMORY);
  /* Frames 5, 6, 7 are free: 5 and 6 are neighbours and no buddies, 6 and 7 are buddies. */
  free_ok(6);
  alloc_gives(1, 6);
  alloc_refused(1, PW_ERR_NO_MEMORY);
  finish();
}

static void b4_blocks_are_aligned_to_their_size(void **state) {
  (void)state;
  start_free(0, 2 * ORDER_20_FRAMES + 1);
  for (uint32_t order = 0; order <= PW_MAX_ORDER; order++) {
    uint64_t pa = 1;
    must(buddy_pair_alloc(&pool, order, &pa, NULL));
    assert_int_equal(pa % ((uint64_t)PW_PAGE_BYTES << order), 0);
  }
  finish();
}

static void b5_one_allocation_takes_the_whole_pool(void **state) {
  (void)state;
  start_free(RAM_BASE, ORDER_20_FRAMES);
  alloc_gives(PW_MAX_ORDER, 0);
  assert_int_equal(pw_buddy_free_count(&pool.buddy), 0);
  alloc_refused(0, PW_ERR_NO_MEMORY);
  free_ok(0);
  assert_int_equal(pw_buddy_free_count(&pool.buddy), ORDER_20_FRAMES);
  finish();
}

static void b6_splitting_leaves_the_right_hand_buddies_free(void **state) {
  (void)state;
  start_free(RAM_BASE, 1024);
  alloc_gives(0, 0);
  struct pw_buddy_stats stats = stats_now();
  for (uint32_t order = 0; order < 10; order++) {
    assert_int_equal(stats.free_blocks[order], 1);
  }
  assert_int_equal(stats.free_blocks[10], 0);
  assert_int_equal(stats.largest_order, 9);
  alloc_gives(9, 512);
  alloc_gives(4, 16);
  alloc_gives(0, 1);
  finish();
}

static void b7_sequential_allocations_get_sequential_addresses(void **state) {
  (void)state;
  for (uint32_t order = 0; order <= 6; order++) {
    start_free(RAM_BASE, 4500);
    for (uint32_t i = 0; i < 4500u >> order; i++) {
      alloc_gives(order, (uint64_t)i << order);
    }
    alloc_refused(order, PW_ERR_NO_MEMORY);
    finish();
  }
}

static void b7_lowest_address_wins_over_the_better_fitting_block(void **state) {
  (void)state;
  start_free(RAM_BASE, 4096);
  alloc_gives(3, 0);
  alloc_gives(0, 8);
  alloc_gives(0, 9);
  free_ok(0);
  free_ok(9);
  /* Frame 9 would fit exactly; frame 0 begins a block of eight and lies lower. */
  alloc_gives(0, 0);
  alloc_gives(1, 2);
  alloc_gives(2, 4);
  alloc_gives(0, 1);
  alloc_gives(0, 9);
  finish();
}

static void b8_freeing_coalesces_with_the_buddy(void **state) {
  (void)state;
  start_free(RAM_BASE, 64);
  for (uint32_t frame = 0; frame < 64; frame++) {
    alloc_gives(0, frame);
  }
  /* From the right and from the left, so that each half is sometimes the one that comes last. */
  for (uint32_t i = 0; i < 32; i++) {
    free_ok(63 - i);
    free_ok(i);
  }
  struct pw_buddy_stats stats = stats_now();
  assert_int_equal(stats.free_blocks[6], 1);
  assert_int_equal(stats.largest_order, 6);
  finish();
}

static void b8_neighbours_that_are_no_buddies_stay_apart(void **state) {
  (void)state;
  start_free(RAM_BASE, 4);
  for (uint32_t frame = 0; frame < 4; frame++) {
    alloc_gives(0, frame);
  }
  free_ok(1);
  free_ok(2);
  assert_int_equal(stats_now().free_blocks[0], 2);
  assert_int_equal(stats_now().free_blocks[1], 0);
  finish();
}

static void b9_the_coalesced_block_can_be_allocated_again(void **state) {
  (void)state;
  start_free(RAM_BASE, ORDER_20_FRAMES);
  for (uint32_t order = 1; order <= PW_MAX_ORDER; order++) {
    uint64_t right = 1ull << (order - 1);
    alloc_gives(order - 1, 0);
    alloc_gives(order - 1, right);
    free_ok(right);
    free_ok(0);
    alloc_gives(order, 0);
    free_ok(0);
  }
  finish();
}

static void b10_ranges_that_are_no_power_of_two_are_taken(void **state) {
  (void)state;
  static const uint32_t counts[] = {1, 2, 3, 63, 64, 65, 100, 4095, 4096, 4097, 12345, 262143, 262145};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    start_free(RAM_BASE, counts[i]);
    assert_int_equal(pw_buddy_free_count(&pool.buddy), counts[i]);
    finish();
  }
}

static void b11_leftovers_go_to_the_right_orders(void **state) {
  (void)state;
  uint32_t count = ORDER_20_FRAMES + 0x5a5a7; /* each bit of the count is one block, from the left in falling order */
  start_free(RAM_BASE, count);
  struct pw_buddy_stats stats = stats_now();
  for (uint32_t order = 0; order <= PW_MAX_ORDER; order++) {
    assert_int_equal(stats.free_blocks[order], (count >> order) & 1);
  }
  alloc_gives(PW_MAX_ORDER, 0);
  alloc_gives(18, ORDER_20_FRAMES);
  alloc_gives(0, ORDER_20_FRAMES + (1u << 18));
  finish();
}

static void b11_a_range_in_the_middle_is_cut_at_the_alignment(void **state) {
  (void)state;
  start(RAM_BASE, 64);
  add_answers(pa_of(3), 26, PW_OK); /* 3 | 4..7 | 8..15 | 16..23 | 24..27 | 28 and 16..23 + 8..15 are no buddies */
  struct pw_buddy_stats stats = stats_now();
  assert_int_equal(stats.free_blocks[0], 2);
  assert_int_equal(stats.free_blocks[1], 0);
  assert_int_equal(stats.free_blocks[2], 2);
  assert_int_equal(stats.free_blocks[3], 2);
  assert_int_equal(stats.free_count, 26);
  finish();
}

/* ---- geometry ---- */

static void base_may_be_any_multiple_of_the_page(void **state) {
  (void)state;
  static const uint64_t bases[] = {0,
                                   PW_PAGE_BYTES,
                                   RAM_BASE,
                                   RAM_BASE + 3 * PW_PAGE_BYTES,
                                   0x880000000ull - PW_PAGE_BYTES,
                                   PW_PA_LIMIT - 1100ull * PW_PAGE_BYTES};
  for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
    start_free(bases[i], 1100);
    /* Freeing the lowest block looks for a buddy of it, which must not be sought below the base. */
    for (uint32_t order = 0; order <= 10; order++) {
      alloc_gives(order, 0);
      free_refused(bases[i] - PW_PAGE_BYTES, order, PW_ERR_OUT_OF_RANGE);
      free_ok(0);
    }
    for (uint32_t frame = 0; frame < 1100; frame++) {
      alloc_gives(0, frame);
    }
    free_refused(bases[i] + 1100ull * PW_PAGE_BYTES, 0, PW_ERR_OUT_OF_RANGE);
    free_ok(1099);
    free_ok(0);
    finish();
  }
}

static void a_pool_of_one_frame_works(void **state) {
  (void)state;
  start(RAM_BASE, 1);
  alloc_refused(0, PW_ERR_NO_MEMORY);
  add_answers(pa_of(0), 1, PW_OK);
  assert_int_equal(stats_now().largest_order, 0);
  alloc_refused(1, PW_ERR_NO_MEMORY);
  alloc_gives(0, 0);
  alloc_refused(0, PW_ERR_NO_MEMORY);
  free_ok(0);
  reserve_answers(pa_of(0), 1, PW_OK);
  alloc_refused(0, PW_ERR_NO_MEMORY);
  finish();
}

static void a_pool_of_64_gib_works(void **state) {
  (void)state;
  start_free(RAM_BASE, PW_MAX_FRAMES);
  assert_int_equal(stats_now().free_blocks[PW_MAX_ORDER], 16);
  for (uint64_t i = 0; i < 16; i++) {
    alloc_gives(PW_MAX_ORDER, i * ORDER_20_FRAMES);
  }
  alloc_refused(0, PW_ERR_NO_MEMORY);
  free_ok(15 * (uint64_t)ORDER_20_FRAMES);
  alloc_gives(0, 15 * (uint64_t)ORDER_20_FRAMES);
  alloc_gives(19, 15 * (uint64_t)ORDER_20_FRAMES + (1u << 19));
  alloc_gives(18, 15 * (uint64_t)ORDER_20_FRAMES + (1u << 18));
  free_refused(pa_of(PW_MAX_FRAMES - 1), 0, PW_ERR_NOT_HEAD);
  finish();
}

static void b8_blocks_of_the_top_order_do_not_coalesce_further(void **state) {
  (void)state;
  start_free(RAM_BASE, 2 * ORDER_20_FRAMES);
  alloc_gives(PW_MAX_ORDER, 0);
  alloc_gives(PW_MAX_ORDER, ORDER_20_FRAMES);
  free_ok(0);
  free_ok(ORDER_20_FRAMES);
  assert_int_equal(stats_now().free_blocks[PW_MAX_ORDER], 2);
  assert_int_equal(stats_now().largest_order, PW_MAX_ORDER);
  finish();
}

/* ---- bad frees ---- */

static void bad_frees_are_refused_and_change_nothing(void **state) {
  (void)state;
  start(RAM_BASE, 300);
  add_answers(pa_of(0), 256, PW_OK);
  reserve_answers(pa_of(100), 8, PW_OK);
  alloc_gives(0, 0);
  alloc_gives(4, 16);
  alloc_gives(0, 1);
  free_ok(1);
  enum pw_status status = PW_OK;

  free_refused(pa_of(1), 0, PW_ERR_NOT_ALLOCATED);   /* double */
  free_refused(pa_of(200), 0, PW_ERR_NOT_ALLOCATED); /* never handed out */
  free_refused(pa_of(17), 0, PW_ERR_NOT_HEAD);       /* inside a block */
  free_refused(pa_of(31), 0, PW_ERR_NOT_HEAD);
  free_refused(pa_of(24), 3, PW_ERR_NOT_HEAD);               /* the right half of a block, with the order of the half */
  must(buddy_pair_free_order(&pool, pa_of(16), 3, &status)); /* wrong order: less, more, none */
  assert_int_equal(status, PW_ERR_WRONG_ORDER);
  must(buddy_pair_free_order(&pool, pa_of(16), 5, &status));
  assert_int_equal(status, PW_ERR_WRONG_ORDER);
  must(buddy_pair_free_order(&pool, pa_of(16), PW_ORDER_COUNT, &status));
  assert_int_equal(status, PW_ERR_INVALID_ORDER);
  must(buddy_pair_free_order(&pool, pa_of(16), UINT32_MAX, &status));
  assert_int_equal(status, PW_ERR_INVALID_ORDER);
  free_refused(pa_of(100), 0, PW_ERR_RESERVED);
  free_refused(pa_of(107), 3, PW_ERR_RESERVED);
  free_refused(pa_of(256), 0, PW_ERR_OUT_OF_RANGE); /* managed and absent */
  free_refused(pa_of(300), 0, PW_ERR_OUT_OF_RANGE); /* one beyond, one below, and far away on both sides */
  free_refused(RAM_BASE - PW_PAGE_BYTES, 0, PW_ERR_OUT_OF_RANGE);
  free_refused(0, 0, PW_ERR_OUT_OF_RANGE);
  free_refused(UINT64_MAX - PW_PAGE_BYTES + 1, 0, PW_ERR_OUT_OF_RANGE);
  free_refused(RAM_BASE + (1ull << 44), 0, PW_ERR_OUT_OF_RANGE); /* its frame number is that of frame 0 in 32 bits */
  free_refused(pa_of(0) + 1, 0, PW_ERR_MISALIGNED);
  free_refused(pa_of(0) + 2048, 0, PW_ERR_MISALIGNED);
  free_refused(pa_of(1) - 1, 0, PW_ERR_MISALIGNED);

  must(buddy_pair_free_order(&pool, pa_of(16), 4, &status));
  assert_int_equal(status, PW_OK);
  free_refused(pa_of(16), 4, PW_ERR_NOT_ALLOCATED); /* double, of a block */
  finish();
}

static void a_block_may_be_freed_by_address_alone(void **state) {
  (void)state;
  start_free(RAM_BASE, ORDER_20_FRAMES);
  for (uint32_t order = 0; order <= PW_MAX_ORDER; order++) {
    alloc_gives(order, 0);
    free_ok(0);
    assert_int_equal(pw_buddy_free_count(&pool.buddy), ORDER_20_FRAMES);
  }
  finish();
}

static void alloc_refuses_an_order_above_the_top(void **state) {
  (void)state;
  start_free(RAM_BASE, 64);
  alloc_refused(PW_ORDER_COUNT, PW_ERR_INVALID_ORDER);
  alloc_refused(32, PW_ERR_INVALID_ORDER);
  alloc_refused(64, PW_ERR_INVALID_ORDER);
  alloc_refused(UINT32_MAX, PW_ERR_INVALID_ORDER);
  finish();
}

/* ---- ranges ---- */

static void ranges_reserved_before_or_after_adding_give_the_same(void **state) {
  (void)state;
  for (int before = 0; before <= 1; before++) {
    start(RAM_BASE, 1000);
    if (before) {
      reserve_answers(pa_of(10), 70, PW_OK);
    }
    add_answers(pa_of(0), 1000, PW_OK);
    if (!before) {
      reserve_answers(pa_of(10), 70, PW_OK);
    }
    assert_int_equal(pw_buddy_free_count(&pool.buddy), 930);
    assert_int_equal(state_of(9), PW_FRAME_FREE);
    assert_int_equal(state_of(10), PW_FRAME_RESERVED);
    assert_int_equal(state_of(79), PW_FRAME_RESERVED);
    assert_int_equal(state_of(80), PW_FRAME_FREE);
    alloc_gives(6, 128);
    alloc_gives(3, 0);
    alloc_gives(1, 8);
    alloc_gives(0, 80);
    finish();
  }
}

static void a_reservation_may_overlap_another_and_absent_frames(void **state) {
  (void)state;
  start(RAM_BASE, 256);
  add_answers(pa_of(0), 128, PW_OK);
  reserve_answers(pa_of(100), 20, PW_OK);
  reserve_answers(pa_of(110), 100, PW_OK);
  assert_int_equal(pw_buddy_free_count(&pool.buddy), 100);
  add_answers(pa_of(128), 128, PW_OK);
  assert_int_equal(pw_buddy_free_count(&pool.buddy), 146);
  assert_int_equal(state_of(209), PW_FRAME_RESERVED);
  assert_int_equal(state_of(210), PW_FRAME_FREE);
  reserve_answers(pa_of(0), 256, PW_OK);
  assert_int_equal(pw_buddy_free_count(&pool.buddy), 0);
  finish();
}

static void reserving_an_allocated_frame_is_refused(void **state) {
  (void)state;
  start_free(RAM_BASE, 256);
  alloc_gives(5, 0);
  reserve_answers(pa_of(31), 1, PW_ERR_IN_USE);
  reserve_answers(pa_of(0), 256, PW_ERR_IN_USE);
  reserve_answers(pa_of(32), 224, PW_OK);
  free_ok(0);
  reserve_answers(pa_of(31), 1, PW_OK);
  finish();
}

static void adding_twice_is_refused(void **state) {
  (void)state;
  start(RAM_BASE, 512);
  add_answers(pa_of(64), 64, PW_OK);
  add_answers(pa_of(0), 65, PW_ERR_ALREADY_ADDED);
  add_answers(pa_of(127), 100, PW_ERR_ALREADY_ADDED);
  add_answers(pa_of(64), 64, PW_ERR_ALREADY_ADDED);
  alloc_gives(6, 64);
  add_answers(pa_of(0), 512, PW_ERR_ALREADY_ADDED);
  add_answers(pa_of(0), 64, PW_OK);
  add_answers(pa_of(128), 384, PW_OK);
  finish();
}

static void ranges_added_side_by_side_coalesce(void **state) {
  (void)state;
  start(RAM_BASE, 1024);
  for (uint32_t frame = 0; frame < 1024; frame += 32) {
    add_answers(pa_of((frame * 7) % 1024), 32, PW_OK);
  }
  assert_int_equal(stats_now().free_blocks[10], 1);
  finish();
}

static void ranges_outside_the_pool_are_refused(void **state) {
  (void)state;
  start(RAM_BASE, 100);
  static const struct {
    uint64_t pa;
    uint32_t frame_count;
    enum pw_status expected;
  } ranges[] = {
      {RAM_BASE, 0, PW_ERR_INVALID_ARGUMENT},
      {RAM_BASE, 101, PW_ERR_OUT_OF_RANGE},
      {RAM_BASE + 99 * PW_PAGE_BYTES, 2, PW_ERR_OUT_OF_RANGE},
      {RAM_BASE + 100 * PW_PAGE_BYTES, 1, PW_ERR_OUT_OF_RANGE},
      {RAM_BASE - PW_PAGE_BYTES, 2, PW_ERR_OUT_OF_RANGE},
      {RAM_BASE, UINT32_MAX, PW_ERR_OUT_OF_RANGE},
      {UINT64_MAX - PW_PAGE_BYTES + 1, 2, PW_ERR_OUT_OF_RANGE}, /* pa + length wraps to the page 0 */
      {RAM_BASE + 1, 1, PW_ERR_MISALIGNED},
      {RAM_BASE + PW_PAGE_BYTES - 1, 1, PW_ERR_MISALIGNED},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
    add_answers(ranges[i].pa, ranges[i].frame_count, ranges[i].expected);
    reserve_answers(ranges[i].pa, ranges[i].frame_count, ranges[i].expected);
  }
  add_answers(RAM_BASE + 99 * PW_PAGE_BYTES, 1, PW_OK);
  finish();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(b1_starts_with_nothing_free),
      cmocka_unit_test(b2_alloc_gives_two_to_the_order_contiguous_frames),
      cmocka_unit_test(b3_says_none_when_exhausted),
      cmocka_unit_test(b3_says_none_only_if_no_aligned_run_is_free),
      cmocka_unit_test(b4_blocks_are_aligned_to_their_size),
      cmocka_unit_test(b5_one_allocation_takes_the_whole_pool),
      cmocka_unit_test(b6_splitting_leaves_the_right_hand_buddies_free),
      cmocka_unit_test(b7_sequential_allocations_get_sequential_addresses),
      cmocka_unit_test(b7_lowest_address_wins_over_the_better_fitting_block),
      cmocka_unit_test(b8_freeing_coalesces_with_the_buddy),
      cmocka_unit_test(b8_neighbours_that_are_no_buddies_stay_apart),
      cmocka_unit_test(b9_the_coalesced_block_can_be_allocated_again),
      cmocka_unit_test(b10_ranges_that_are_no_power_of_two_are_taken),
      cmocka_unit_test(b11_leftovers_go_to_the_right_orders),
      cmocka_unit_test(b11_a_range_in_the_middle_is_cut_at_the_alignment),
      cmocka_unit_test(base_may_be_any_multiple_of_the_page),
      cmocka_unit_test(a_pool_of_one_frame_works),
      cmocka_unit_test(a_pool_of_64_gib_works),
      cmocka_unit_test(b8_blocks_of_the_top_order_do_not_coalesce_further),
      cmocka_unit_test(bad_frees_are_refused_and_change_nothing),
      cmocka_unit_test(a_block_may_be_freed_by_address_alone),
      cmocka_unit_test(alloc_refuses_an_order_above_the_top),
      cmocka_unit_test(ranges_reserved_before_or_after_adding_give_the_same),
      cmocka_unit_test(a_reservation_may_overlap_another_and_absent_frames),
      cmocka_unit_test(reserving_an_allocated_frame_is_refused),
      cmocka_unit_test(adding_twice_is_refused),
      cmocka_unit_test(ranges_added_side_by_side_coalesce),
      cmocka_unit_test(ranges_outside_the_pool_are_refused),
  };
  return cmocka_run_group_tests_name("buddy", tests, NULL, NULL);
}
