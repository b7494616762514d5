/* Page source: every provider under the one contract, and the chain of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/page_source.h>

#define BASE_PA     0x40000000u
#define FRAMES      64u
#define POOL_FRAME  8u
#define BUDDY_FRAME 32u /* the first that the buddy has to give */

static uint64_t words[FRAMES * 512];
static uint16_t live[FRAMES];
static uint64_t buddy_words[256];
static uint8_t buddy_tags[FRAMES];
static struct pw_window window;
static struct pw_early_pool pool;
static struct pw_buddy buddy;
static struct pw_buddy_source buddy_source;
static struct pw_page_source from_pool;
static struct pw_page_source from_buddy;
static struct pw_page_source chain;

static int set_up(void **state) {
  (void)state;
  return pw_window_init(&window, words, BASE_PA, FRAMES, live, FRAMES) != PW_OK ||
         pw_early_pool_init(&pool, &window, BASE_PA + POOL_FRAME * 4096) != PW_OK ||
         pw_buddy_init(&buddy, BASE_PA, FRAMES, buddy_words, 256, buddy_tags, FRAMES) != PW_OK ||
         pw_buddy_reserve_range(&buddy, BASE_PA, BUDDY_FRAME) != PW_OK ||
         pw_buddy_add_range(&buddy, BASE_PA, FRAMES) != PW_OK ||
         pw_buddy_source_init(&buddy_source, &buddy, &window) != PW_OK ||
         pw_page_source_init_pool(&from_pool, &window, &pool) != PW_OK ||
         pw_page_source_init_buddy(&from_buddy, &window, &buddy_source) != PW_OK ||
         pw_page_source_init_chain(&chain, &from_buddy, &pool) != PW_OK;
}

/* The contract, step by step, for any source: all of its frames out, each once, and all of them back, each once. */
static void contract_holds(const struct pw_page_source *source, uint32_t first_frame, uint32_t frame_count) {
  bool out[FRAMES] = {false};
  for (uint32_t i = 0; i < frame_count; i++) {
    uint32_t frame = pw_page_source_alloc(source);
    assert_true(frame < FRAMES);
    assert_false(out[frame]);
    out[frame] = true;
    assert_true(pw_page_source_owns(source, frame));
  }
  assert_int_equal(pw_page_source_alloc(source), PW_NO_FRAME);
  assert_int_equal(pw_page_source_alloc(source), PW_NO_FRAME);
  for (uint32_t frame = 0; frame < FRAMES; frame++) {
    if (out[frame]) {
      assert_true(frame >= first_frame);
      assert_int_equal(pw_page_source_free(source, frame), PW_OK);
      assert_false(pw_page_source_owns(source, frame));
    }
    assert_int_not_equal(pw_page_source_free(source, frame), PW_OK);
  }
}

static void m23_m24_the_pool_meets_the_contract(void **state) {
  (void)state;
  contract_holds(&from_pool, POOL_FRAME, 16);
  assert_int_equal(pw_early_pool_out_count(&pool), 0);
}

static void m23_m24_the_buddy_meets_the_contract(void **state) {
  (void)state;
  contract_holds(&from_buddy, BUDDY_FRAME, FRAMES - BUDDY_FRAME);
  assert_int_equal(pw_buddy_free_count(&buddy), FRAMES - BUDDY_FRAME);
  assert_int_equal(pw_buddy_check(&buddy), PW_OK);
}

static void m23_m24_the_chain_meets_the_contract(void **state) {
  (void)state;
  contract_holds(&chain, POOL_FRAME, FRAMES - BUDDY_FRAME + 16);
  assert_int_equal(pw_early_pool_out_count(&pool), 0);
  assert_int_equal(pw_buddy_free_count(&buddy), FRAMES - BUDDY_FRAME);
}

static void m26_m27_the_chain_takes_from_the_buddy_first_and_falls_back_to_the_pool(void **state) {
  (void)state;
  for (uint32_t i = 0; i < FRAMES - BUDDY_FRAME; i++) {
    uint32_t frame = pw_page_source_alloc(&chain);
    assert_int_equal(pw_page_source_origin(&chain, frame), PW_ORIGIN_BUDDY);
  }
  for (uint32_t i = 0; i < 16; i++) {
    uint32_t frame = pw_page_source_alloc(&chain);
    assert_int_equal(frame, POOL_FRAME + i);
    assert_int_equal(pw_page_source_origin(&chain, frame), PW_ORIGIN_POOL);
  }
}

static void m27_a_frame_returns_to_where_it_came_from(void **state) {
  (void)state;
  uint32_t early = pw_page_source_alloc(&from_pool);
  uint32_t late = pw_page_source_alloc(&chain);
  uint32_t free_before = pw_buddy_free_count(&buddy);
  assert_int_equal(pw_page_source_free(&chain, early), PW_OK);
  assert_int_equal(pw_buddy_free_count(&buddy), free_before);
  assert_int_equal(pw_early_pool_out_count(&pool), 0);
  assert_int_equal(pw_page_source_free(&chain, late), PW_OK);
  assert_int_equal(pw_buddy_free_count(&buddy), free_before + 1);
  assert_int_equal(pw_early_pool_out_count(&pool), 0);
}

static void frames_that_are_not_single_frames_of_the_buddy_are_refused(void **state) {
  (void)state;
  uint64_t block_pa = 0;
  assert_int_equal(pw_buddy_alloc(&buddy, 2, &block_pa), PW_OK);
  uint32_t block = (uint32_t)((block_pa - BASE_PA) / 4096);
  uint32_t free_before = pw_buddy_free_count(&buddy);
  assert_int_equal(pw_page_source_free(&chain, block), PW_ERR_WRONG_ORDER);
  assert_int_equal(pw_page_source_free(&chain, block + 1), PW_ERR_NOT_HEAD);
  assert_int_equal(pw_page_source_free(&chain, FRAMES - 1), PW_ERR_NOT_ALLOCATED);
  assert_int_equal(pw_page_source_free(&chain, 0), PW_ERR_RESERVED);
  assert_int_equal(pw_page_source_free(&chain, FRAMES), PW_ERR_FOREIGN);
  assert_int_equal(pw_page_source_free(&chain, PW_NO_FRAME), PW_ERR_FOREIGN);
  assert_int_equal(pw_page_source_free(&from_pool, block), PW_ERR_FOREIGN);
  assert_false(pw_page_source_owns(&chain, block));
  assert_false(pw_page_source_owns(&from_pool, block));
  assert_int_equal(pw_buddy_free_count(&buddy), free_before);
}

static void a_chain_whose_buddy_could_give_away_the_pool_is_refused(void **state) {
  (void)state;
  struct pw_early_pool in_the_buddy;
  struct pw_page_source bad = from_pool;
  assert_int_equal(pw_early_pool_init(&in_the_buddy, &window, BASE_PA + 40 * 4096), PW_OK);
  assert_int_equal(pw_page_source_init_chain(&bad, &from_buddy, &in_the_buddy), PW_ERR_IN_USE);
  assert_memory_equal(&bad, &from_pool, sizeof(bad));
  assert_int_equal(pw_buddy_reserve_range(&buddy, BASE_PA + 40 * 4096, 15), PW_OK);
  assert_int_equal(pw_page_source_init_chain(&bad, &from_buddy, &in_the_buddy), PW_ERR_IN_USE);
  assert_int_equal(pw_buddy_reserve_range(&buddy, BASE_PA + 40 * 4096, 16), PW_OK);
  assert_int_equal(pw_page_source_init_chain(&bad, &from_buddy, &in_the_buddy), PW_OK);
}

static void a_buddy_that_is_not_all_in_the_window_is_refused(void **state) {
  (void)state;
  struct pw_buddy_source source;
  struct pw_window small;
  assert_int_equal(pw_window_init(&small, words, BASE_PA, FRAMES - 1, live, FRAMES), PW_OK);
  assert_int_equal(pw_buddy_source_init(&source, &buddy, &small), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_window_init(&small, words, BASE_PA + 0x200000, FRAMES, live, FRAMES), PW_OK);
  assert_int_equal(pw_buddy_source_init(&source, &buddy, &small), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_window_init(&small, words, BASE_PA - 0x200000, FRAMES, live, FRAMES), PW_OK);
  assert_int_equal(pw_buddy_source_init(&source, &buddy, &small), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_buddy_source_init(NULL, &buddy, &window), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_source_init(&source, NULL, &window), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_source_init(&source, &buddy, NULL), PW_ERR_INVALID_ARGUMENT);
}

static void a_buddy_in_the_middle_of_the_window_is_told_by_window_frames(void **state) {
  (void)state;
  assert_int_equal(pw_buddy_init(&buddy, BASE_PA + 40 * 4096, 10, buddy_words, 256, buddy_tags, 10), PW_OK);
  assert_int_equal(pw_buddy_add_range(&buddy, BASE_PA + 41 * 4096, 3), PW_OK);
  assert_int_equal(pw_buddy_source_init(&buddy_source, &buddy, &window), PW_OK);
  for (uint32_t frame = 41; frame < 44; frame++) {
    assert_int_equal(pw_page_source_alloc(&from_buddy), frame);
  }
  assert_int_equal(pw_page_source_alloc(&from_buddy), PW_NO_FRAME);
  assert_int_equal(pw_page_source_free(&from_buddy, 39), PW_ERR_FOREIGN);
  assert_int_equal(pw_page_source_free(&from_buddy, 50), PW_ERR_FOREIGN);
  assert_int_equal(pw_page_source_free(&from_buddy, 42), PW_OK);
  assert_int_equal(pw_page_source_alloc(&from_buddy), 42);
}

/* A user's own provider: one frame. */
static bool single_is_out;

static uint32_t single_alloc(struct pw_custom_source *source) {
  bool was_out = single_is_out;
  single_is_out = true;
  return was_out ? PW_NO_FRAME : *(uint32_t *)source->context;
}

static bool single_owns(const struct pw_custom_source *source, uint32_t frame) {
  return single_is_out && frame == *(uint32_t *)source->context;
}

static enum pw_status single_free(struct pw_custom_source *source, uint32_t frame) {
  if (!single_owns(source, frame)) {
    return PW_ERR_FOREIGN;
  }
  single_is_out = false;
  return PW_OK;
}

static void m23_m24_a_users_own_provider_is_called_and_can_lead_a_chain(void **state) {
  (void)state;
  uint32_t frame = 3;
  struct pw_custom_source custom = {.alloc = single_alloc, .free = single_free, .owns = single_owns, .context = &frame};
  struct pw_page_source own;
  single_is_out = false;
  assert_int_equal(pw_page_source_init_custom(&own, &window, &custom), PW_OK);
  contract_holds(&own, 3, 1);
  assert_int_equal(pw_page_source_init_chain(&chain, &own, &pool), PW_OK);
  contract_holds(&chain, 3, 17);
  assert_int_equal(pw_page_source_origin(&chain, 3), PW_ORIGIN_CUSTOM);
  custom.owns = NULL;
  assert_int_equal(pw_page_source_init_custom(&own, &window, &custom), PW_ERR_INVALID_ARGUMENT);
}

static void sources_without_parts_are_refused(void **state) {
  (void)state;
  struct pw_page_source source;
  assert_int_equal(pw_page_source_init_pool(NULL, &window, &pool), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_page_source_init_pool(&source, NULL, &pool), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_page_source_init_pool(&source, &window, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_page_source_init_buddy(&source, &window, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_page_source_init_custom(&source, &window, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_page_source_init_chain(&source, &from_pool, &pool), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_page_source_init_chain(&source, &chain, &pool), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_page_source_init_chain(&source, &from_buddy, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_page_source_origin(&from_pool, 0), PW_ORIGIN_NONE);
  assert_int_equal(pw_page_source_origin(&from_buddy, FRAMES), PW_ORIGIN_NONE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(m23_m24_the_pool_meets_the_contract, set_up),
      cmocka_unit_test_setup(m23_m24_the_buddy_meets_the_contract, set_up),
      cmocka_unit_test_setup(m23_m24_the_chain_meets_the_contract, set_up),
      cmocka_unit_test_setup(m26_m27_the_chain_takes_from_the_buddy_first_and_falls_back_to_the_pool, set_up),
      cmocka_unit_test_setup(m27_a_frame_returns_to_where_it_came_from, set_up),
      cmocka_unit_test_setup(frames_that_are_not_single_frames_of_the_buddy_are_refused, set_up),
      cmocka_unit_test_setup(a_chain_whose_buddy_could_give_away_the_pool_is_refused, set_up),
      cmocka_unit_test_setup(a_buddy_that_is_not_all_in_the_window_is_refused, set_up),
      cmocka_unit_test_setup(a_buddy_in_the_middle_of_the_window_is_told_by_window_frames, set_up),
      cmocka_unit_test_setup(m23_m24_a_users_own_provider_is_called_and_can_lead_a_chain, set_up),
      cmocka_unit_test_setup(sources_without_parts_are_refused, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
