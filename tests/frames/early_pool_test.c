/* Early pool: sixteen frames, lowest first, each back once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/early_pool.h>

#define BASE_PA 0x40000000u
#define FRAMES  64u

static uint64_t words[FRAMES * 512];
static uint16_t live[FRAMES];
static struct pw_window window;
static struct pw_early_pool pool;

static int set_up(void **state) {
  (void)state;
  return pw_window_init(&window, words, BASE_PA, FRAMES, live, FRAMES) != PW_OK ||
         pw_early_pool_init(&pool, &window, BASE_PA + 5 * 4096) != PW_OK;
}

static void m27_the_pool_gives_sixteen_frames_lowest_first_and_then_none(void **state) {
  (void)state;
  for (uint32_t i = 0; i < 16; i++) {
    assert_int_equal(pw_early_pool_out_count(&pool), i);
    assert_int_equal(pw_early_pool_alloc(&pool), 5 + i);
  }
  assert_int_equal(pw_early_pool_alloc(&pool), PW_NO_FRAME);
  assert_int_equal(pw_early_pool_out_count(&pool), 16);
}

static void m27_a_frame_given_back_is_given_again(void **state) {
  (void)state;
  for (uint32_t i = 0; i < 16; i++) {
    (void)pw_early_pool_alloc(&pool);
  }
  assert_int_equal(pw_early_pool_free(&pool, 11), PW_OK);
  assert_int_equal(pw_early_pool_free(&pool, 8), PW_OK);
  assert_int_equal(pw_early_pool_alloc(&pool), 8);
  assert_int_equal(pw_early_pool_alloc(&pool), 11);
  assert_int_equal(pw_early_pool_alloc(&pool), PW_NO_FRAME);
}

static void a_frame_comes_back_once(void **state) {
  (void)state;
  uint32_t frame = pw_early_pool_alloc(&pool);
  assert_true(pw_early_pool_owns(&pool, frame));
  assert_int_equal(pw_early_pool_free(&pool, frame), PW_OK);
  assert_false(pw_early_pool_owns(&pool, frame));
  assert_int_equal(pw_early_pool_free(&pool, frame), PW_ERR_NOT_ALLOCATED);
  assert_int_equal(pw_early_pool_free(&pool, 20), PW_ERR_NOT_ALLOCATED);
}

static void frames_of_others_are_foreign(void **state) {
  (void)state;
  const uint32_t foreign[] = {0, 4, 21, 63, 64, PW_NO_FRAME};
  for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
    assert_false(pw_early_pool_contains(&pool, foreign[i]));
    assert_false(pw_early_pool_owns(&pool, foreign[i]));
    assert_int_equal(pw_early_pool_free(&pool, foreign[i]), PW_ERR_FOREIGN);
  }
  assert_true(pw_early_pool_contains(&pool, 5));
  assert_true(pw_early_pool_contains(&pool, 20));
  assert_int_equal(pw_early_pool_out_count(&pool), 0);
}

static void a_pool_that_is_not_all_in_the_window_is_refused(void **state) {
  (void)state;
  uint64_t end_pa = BASE_PA + (uint64_t)FRAMES * 4096;
  struct pw_early_pool before = pool;
  assert_int_equal(pw_early_pool_init(NULL, &window, BASE_PA), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_early_pool_init(&pool, NULL, BASE_PA), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_early_pool_init(&pool, &window, BASE_PA + 1), PW_ERR_MISALIGNED);
  assert_int_equal(pw_early_pool_init(&pool, &window, BASE_PA - 4096), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_early_pool_init(&pool, &window, end_pa - 15 * 4096), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_early_pool_init(&pool, &window, UINT64_MAX - 4095), PW_ERR_OUT_OF_RANGE);
  assert_memory_equal(&before, &pool, sizeof(pool));
  assert_int_equal(pw_early_pool_init(&pool, &window, end_pa - 16 * 4096), PW_OK);
  struct pw_window small;
  assert_int_equal(pw_window_init(&small, words, BASE_PA, 15, live, 15), PW_OK);
  assert_int_equal(pw_early_pool_init(&pool, &small, BASE_PA), PW_ERR_OUT_OF_RANGE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(m27_the_pool_gives_sixteen_frames_lowest_first_and_then_none, set_up),
      cmocka_unit_test_setup(m27_a_frame_given_back_is_given_again, set_up),
      cmocka_unit_test_setup(a_frame_comes_back_once, set_up),
      cmocka_unit_test_setup(frames_of_others_are_foreign, set_up),
      cmocka_unit_test_setup(a_pool_that_is_not_all_in_the_window_is_refused, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
