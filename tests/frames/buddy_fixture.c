#include "tests/frames/buddy_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct buddy_pair pool;

void must(bool ok) {
  if (!ok) {
    fail_msg("%s", pool.failure);
  }
}

void start(uint64_t base_pa, uint32_t frame_count) {
  must(buddy_pair_create(&pool, base_pa, frame_count));
}

void start_free(uint64_t base_pa, uint32_t frame_count) {
  start(base_pa, frame_count);
  must(buddy_pair_add_range(&pool, base_pa, frame_count, NULL));
}

void finish(void) {
  must(buddy_pair_compare(&pool));
  buddy_pair_destroy(&pool);
}

uint64_t pa_of(uint64_t frame) {
  return buddy_pair_pa(&pool, frame);
}

void alloc_gives(uint32_t order, uint64_t frame) {
  uint64_t pa = 0;
  enum pw_status status = PW_ERR_CORRUPT;
  must(buddy_pair_alloc(&pool, order, &pa, &status));
  assert_int_equal(status, PW_OK);
  assert_int_equal(pa, pa_of(frame));
}

void alloc_refused(uint32_t order, enum pw_status expected) {
  enum pw_status status = PW_OK;
  must(buddy_pair_alloc(&pool, order, NULL, &status));
  assert_int_equal(status, expected);
}

void free_ok(uint64_t frame) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(buddy_pair_free(&pool, pa_of(frame), &status));
  assert_int_equal(status, PW_OK);
}

/* Both ways to free must refuse alike; the pair compares the complete metadata before and after. */
void free_refused(uint64_t pa, uint32_t order, enum pw_status expected) {
  enum pw_status status = PW_OK;
  must(buddy_pair_free(&pool, pa, &status));
  assert_int_equal(status, expected);
  must(buddy_pair_free_order(&pool, pa, order, &status));
  assert_int_equal(status, expected);
}

void add_answers(uint64_t pa, uint32_t frame_count, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(buddy_pair_add_range(&pool, pa, frame_count, &status));
  assert_int_equal(status, expected);
}

void reserve_answers(uint64_t pa, uint32_t frame_count, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(buddy_pair_reserve_range(&pool, pa, frame_count, &status));
  assert_int_equal(status, expected);
}

enum pw_frame_state state_of(uint64_t frame) {
  struct pw_frame_info info;
  assert_int_equal(pw_buddy_query(&pool.buddy, pa_of(frame), &info), PW_OK);
  return info.state;
}

struct pw_buddy_stats stats_now(void) {
  struct pw_buddy_stats stats;
  assert_int_equal(pw_buddy_stats(&pool.buddy, &stats), PW_OK);
  return stats;
}
