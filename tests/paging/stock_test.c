/* Stocks of frames: first in, first out, all or none, through words that no walker takes for entries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "src/paging/stock.h"

#include "tests/model/paging_rig.h"

static struct paging_rig rig;

static int chain(void **state) {
  (void)state;
  return paging_rig_create(&rig, RIG_SOURCE_CUSTOM_CHAIN, PW_HALF_LOW, 7) ? 0 : -1;
}

static int release(void **state) {
  (void)state;
  paging_rig_release(&rig);
  return 0;
}

static void frames_come_out_as_they_went_in(void **state) {
  (void)state;
  const uint32_t frames[4] = {40, 35, 63, 36};
  struct pw_stock stock = pw_stock_none();
  assert_int_equal(stock.count, 0);
  for (uint32_t i = 0; i < 4; i++) {
    stock = pw_stock_append(&rig.window, stock, frames[i]);
    assert_int_equal(stock.count, i + 1);
  }
  for (uint32_t i = 0; i < 4; i++) {
    assert_int_equal(stock.first, frames[i]);
    assert_int_equal(stock.count, 4 - i);
    stock = pw_stock_rest(&rig.window, stock);
  }
  assert_int_equal(stock.count, 0);
}

/* And of each frame but the last one word is written, of the last none: it may be a table that somebody still reads. */
static void no_word_of_a_stock_is_a_valid_entry(void **state) {
  (void)state;
  struct pw_stock stock = pw_stock_none();
  for (uint64_t i = 0; i < (uint64_t)RIG_FRAMES * 512; i++) {
    rig.words[i] = 5;
  }
  for (uint32_t frame = 33; frame < 40; frame++) {
    stock = pw_stock_append(&rig.window, stock, frame);
  }
  for (uint64_t i = 0; i < (uint64_t)RIG_FRAMES * 512; i++) {
    bool is_written = i % 512 == 0 && i / 512 >= 33 && i / 512 < 39;
    assert_true(is_written ? rig.words[i] % 2 == 0 : rig.words[i] == 5);
  }
}

static void all_that_is_needed_is_taken_or_nothing(void **state) {
  (void)state;
  uint32_t free_before = pw_buddy_free_count(&rig.buddy);
  rig.budget = 5;
  uint32_t available = 5 + PW_EARLY_POOL_FRAMES;
  struct pw_stock none = pw_stock_take(rig.space, available + 1);
  assert_int_equal(none.count, 0);
  assert_int_equal(pw_buddy_free_count(&rig.buddy), free_before);
  assert_int_equal(pw_early_pool_out_count(&rig.pool), 0);
  rig.budget = 5;
  struct pw_stock all = pw_stock_take(rig.space, available);
  assert_int_equal(all.count, available);
  assert_int_equal(pw_early_pool_out_count(&rig.pool), PW_EARLY_POOL_FRAMES);
  assert_int_equal(pw_buddy_free_count(&rig.buddy), free_before - 5);
  pw_stock_give_back(rig.space, all);
  assert_int_equal(pw_early_pool_out_count(&rig.pool), 0);
  assert_int_equal(pw_buddy_free_count(&rig.buddy), free_before);
  pw_stock_give_back(rig.space, pw_stock_none());
  assert_int_equal(pw_stock_take(rig.space, 0).count, 0);
}

static void each_frame_of_a_stock_is_another_one(void **state) {
  (void)state;
  bool is_seen[RIG_FRAMES] = {false};
  struct pw_stock all = pw_stock_take(rig.space, 20);
  for (struct pw_stock left = all; left.count > 0; left = pw_stock_rest(&rig.window, left)) {
    assert_true(left.first < RIG_FRAMES && !is_seen[left.first]);
    assert_true(pw_page_source_owns(rig.space->source, left.first));
    is_seen[left.first] = true;
  }
  pw_stock_give_back(rig.space, all);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, chain, release)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(frames_come_out_as_they_went_in),
      TEST(no_word_of_a_stock_is_a_valid_entry),
      TEST(all_that_is_needed_is_taken_or_nothing),
      TEST(each_frame_of_a_stock_is_another_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
