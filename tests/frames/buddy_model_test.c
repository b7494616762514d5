/*
 * Long random histories of a buddy beside its model: legal calls and misuse mixed, small pools and large, with
 * everything compared again and again. The seeds are fixed, so a failure repeats itself; the message names seed and
 * step.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/frames/buddy_fixture.h"
#include "tests/model/random.h"

static uint64_t random_state;

static void run_history(uint64_t seed, uint64_t base_pa, uint32_t frame_count, uint32_t step_count,
                        uint32_t compare_every) {
  random_state = seed * 0x9e3779b97f4a7c15ull + 1;
  /* Half of the histories begin with all memory added, the others find their own way to memory. */
  if (seed % 2 == 0) {
    start_free(base_pa, frame_count);
  } else {
    start(base_pa, frame_count);
  }
  for (uint32_t step = 0; step < step_count; step++) {
    uint64_t number = random_next(&random_state);
    bool ok = buddy_pair_step(&pool, (uint8_t)number, (uint16_t)(number >> 8), (uint8_t)(number >> 24));
    if (ok && step % compare_every == 0) {
      ok = buddy_pair_compare(&pool);
    }
    if (!ok) {
      fail_msg("seed %llu, %u frames, step %u: %s", (unsigned long long)seed, frame_count, step, pool.failure);
    }
  }
  finish();
}

static void small_pools_follow_the_model_step_by_step(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 300; seed++) {
    uint32_t frame_count = 1 + (uint32_t)(seed * 37 % 200);
    run_history(seed, seed % 3 == 0 ? 0 : RAM_BASE + seed * PW_PAGE_BYTES, frame_count, 400, 1);
  }
}

static void pools_of_a_few_thousand_frames_follow_the_model(void **state) {
  (void)state;
  static const uint32_t counts[] = {511, 1024, 4095, 4096, 4097, 4160, 8192, 9000, 12345, 20000};
  for (uint64_t seed = 0; seed < 20; seed++) {
    run_history(seed, RAM_BASE + seed * PW_PAGE_BYTES, counts[seed % 10], 1500, 50);
  }
}

static void pools_of_a_gibibyte_follow_the_model(void **state) {
  (void)state;
  static const uint32_t counts[] = {262143, 262144, 262145, 300000};
  for (uint64_t seed = 0; seed < 4; seed++) {
    run_history(seed, (1ull << 51) + seed * PW_PAGE_BYTES, counts[seed % 4], 600, 200);
  }
}

static void pools_with_blocks_of_order_20_follow_the_model(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 2; seed++) {
    run_history(seed, RAM_BASE, 2 * ORDER_20_FRAMES + 4097 * (uint32_t)seed, 200, 100);
  }
}

/* The pattern of ordinary use: a pool kept nearly full of single frames, freed and taken at random. */
static void a_nearly_full_pool_follows_the_model(void **state) {
  (void)state;
  uint32_t frame_count = 9000;
  random_state = 88172645463325252ull;
  start_free(RAM_BASE, frame_count);
  for (uint32_t frame = 0; frame < frame_count; frame++) {
    alloc_gives(0, frame);
  }
  for (uint32_t step = 0; step < 20000; step++) {
    uint64_t pa = pa_of(random_next(&random_state) % frame_count);
    must(buddy_pair_free(&pool, pa, NULL));
    if (step % 10 != 0) {
      must(buddy_pair_alloc(&pool, random_next(&random_state) % 16 == 0 ? 1 : 0, NULL, NULL));
    }
    if (step % 1000 == 0) {
      must(buddy_pair_compare(&pool));
    }
  }
  finish();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(small_pools_follow_the_model_step_by_step),
      cmocka_unit_test(pools_of_a_few_thousand_frames_follow_the_model),
      cmocka_unit_test(pools_of_a_gibibyte_follow_the_model),
      cmocka_unit_test(pools_with_blocks_of_order_20_follow_the_model),
      cmocka_unit_test(a_nearly_full_pool_follows_the_model),
  };
  return cmocka_run_group_tests_name("buddy model", tests, NULL, NULL);
}
