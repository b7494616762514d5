/*
 * Every operation of the buddy, with those clauses of its contracts checked that E-ACSL can execute (SOUNDNESS.md says
 * which): a clause that does not hold aborts with its text. What is called, and how often, stays small, because a
 * checked contract looks at the whole pool.
 */
#include <pagewright/buddy.h>

#include "tests/support/check.h"

#define BASE_PA    0x40003000u
#define FRAMES_MAX 150u
#define WORDS_MAX  64u

static uint64_t words[WORDS_MAX];
static uint8_t tags[FRAMES_MAX];
static struct pw_buddy buddy;

static uint64_t pa_of(uint32_t frame) {
  return BASE_PA + (uint64_t)frame * PW_PAGE_BYTES;
}

static void start(uint32_t frame_count) {
  CHECK(pw_buddy_word_count(frame_count) <= WORDS_MAX && pw_buddy_tag_count(frame_count) <= FRAMES_MAX);
  CHECK(pw_buddy_init(&buddy, BASE_PA, frame_count, words, WORDS_MAX, tags, FRAMES_MAX) == PW_OK);
}

/* Null pointers are not among them: E-ACSL takes \separated to be about valid memory. buddy_interface_test has them. */
static void refused_set_up(void) {
  CHECK(pw_buddy_word_count(0) == 0 && pw_buddy_tag_count(PW_MAX_FRAMES + 1) == 0);
  CHECK(pw_buddy_init(&buddy, BASE_PA + 1, 1, words, WORDS_MAX, tags, FRAMES_MAX) == PW_ERR_MISALIGNED);
  CHECK(pw_buddy_init(&buddy, BASE_PA, FRAMES_MAX, words, 1, tags, FRAMES_MAX) == PW_ERR_METADATA_TOO_SMALL);
  CHECK(pw_buddy_init(&buddy, BASE_PA, 10, words, WORDS_MAX, tags, 9) == PW_ERR_METADATA_TOO_SMALL);
}

/* Every order that fits is taken and given back, and every way to refuse is gone through on the way. */
static void every_order(uint32_t frame_count) {
  start(frame_count);
  CHECK(pw_buddy_add_range(&buddy, pa_of(0), frame_count) == PW_OK);
  CHECK(pw_buddy_add_range(&buddy, pa_of(0), 1) == PW_ERR_ALREADY_ADDED);
  for (uint32_t order = 0; order <= PW_ORDER_COUNT; order++) {
    uint64_t pa = 0;
    enum pw_status status = pw_buddy_alloc(&buddy, order, &pa);
    if (order > PW_MAX_ORDER) {
      CHECK(status == PW_ERR_INVALID_ORDER);
    } else if (1u << order > frame_count) {
      CHECK(status == PW_ERR_NO_MEMORY);
    } else {
      CHECK(status == PW_OK && pa == pa_of(0));
      CHECK(pw_buddy_free_count(&buddy) == frame_count - (1u << order));
      CHECK(pw_buddy_free_order(&buddy, pa, order + 1) != PW_OK);
      if (order > 0) {
        CHECK(pw_buddy_free(&buddy, pa + PW_PAGE_BYTES) == PW_ERR_NOT_HEAD);
      }
      CHECK(pw_buddy_free(&buddy, pa + 1) == PW_ERR_MISALIGNED);
      CHECK((order % 2 != 0 ? pw_buddy_free(&buddy, pa) : pw_buddy_free_order(&buddy, pa, order)) == PW_OK);
      CHECK(pw_buddy_free(&buddy, pa) == PW_ERR_NOT_ALLOCATED);
    }
  }
  CHECK(pw_buddy_free(&buddy, pa_of(frame_count)) == PW_ERR_OUT_OF_RANGE);
  CHECK(pw_buddy_free(&buddy, pa_of(0) - PW_PAGE_BYTES) == PW_ERR_OUT_OF_RANGE);
  CHECK(pw_buddy_check(&buddy) == PW_OK);
}

static void ranges(void) {
  start(FRAMES_MAX);
  CHECK(pw_buddy_reserve_range(&buddy, pa_of(60), 10) == PW_OK);
  CHECK(pw_buddy_add_range(&buddy, pa_of(1), 129) == PW_OK);
  CHECK(pw_buddy_free_count(&buddy) == 119);
  CHECK(pw_buddy_reserve_range(&buddy, pa_of(100), 3) == PW_OK);
  CHECK(pw_buddy_free(&buddy, pa_of(60)) == PW_ERR_RESERVED);
  CHECK(pw_buddy_free(&buddy, pa_of(140)) == PW_ERR_OUT_OF_RANGE);
  CHECK(pw_buddy_add_range(&buddy, pa_of(140), 11) == PW_ERR_OUT_OF_RANGE);
  CHECK(pw_buddy_reserve_range(&buddy, pa_of(0), 0) == PW_ERR_INVALID_ARGUMENT);
  CHECK(pw_buddy_reserve_range(&buddy, pa_of(0) + 8, 1) == PW_ERR_MISALIGNED);
  uint64_t pa = 0;
  CHECK(pw_buddy_alloc(&buddy, 4, &pa) == PW_OK && pa == pa_of(16));
  CHECK(pw_buddy_reserve_range(&buddy, pa_of(31), 1) == PW_ERR_IN_USE);
  CHECK(pw_buddy_check(&buddy) == PW_OK);
}

/* Fills the pool, frees every third frame and then the rest: all ways to become and cease to be a larger run. */
static void fill_and_drain(uint32_t frame_count) {
  uint64_t pa = 0;
  start(frame_count);
  CHECK(pw_buddy_add_range(&buddy, pa_of(0), frame_count) == PW_OK);
  for (uint32_t frame = 0; frame < frame_count; frame++) {
    CHECK(pw_buddy_alloc(&buddy, 0, &pa) == PW_OK && pa == pa_of(frame));
  }
  CHECK(pw_buddy_alloc(&buddy, 0, &pa) == PW_ERR_NO_MEMORY);
  for (uint32_t third = 0; third < 3; third++) {
    for (uint32_t frame = third; frame < frame_count; frame += 3) {
      CHECK(pw_buddy_free(&buddy, pa_of(frame)) == PW_OK);
    }
    CHECK(pw_buddy_check(&buddy) == PW_OK);
  }
  CHECK(pw_buddy_free_count(&buddy) == frame_count);
}

static void questions(void) {
  struct pw_frame_info info;
  struct pw_buddy_stats stats;
  struct pw_buddy_block block;
  uint32_t cursor = 0;
  uint32_t frames_seen = 0;
  uint64_t pa = 0;
  start(FRAMES_MAX);
  CHECK(pw_buddy_add_range(&buddy, pa_of(0), 100) == PW_OK);
  CHECK(pw_buddy_reserve_range(&buddy, pa_of(40), 2) == PW_OK);
  CHECK(pw_buddy_alloc(&buddy, 3, &pa) == PW_OK);
  CHECK(pw_buddy_query(&buddy, pa_of(7), &info) == PW_OK && info.state == PW_FRAME_ALLOCATED && info.head_pa == pa);
  CHECK(pw_buddy_query(&buddy, pa_of(40), &info) == PW_OK && info.state == PW_FRAME_RESERVED);
  CHECK(pw_buddy_query(&buddy, pa_of(99), &info) == PW_OK && info.state == PW_FRAME_FREE);
  CHECK(pw_buddy_query(&buddy, pa_of(100), &info) == PW_OK && info.state == PW_FRAME_ABSENT);
  CHECK(pw_buddy_query(&buddy, pa_of(FRAMES_MAX), &info) == PW_ERR_OUT_OF_RANGE);
  CHECK(pw_buddy_query(&buddy, pa_of(0) + 5, &info) == PW_ERR_MISALIGNED);
  CHECK(pw_buddy_stats(&buddy, &stats) == PW_OK && stats.free_count == 90 && stats.largest_order == 5);
  while (pw_buddy_next_block(&buddy, &cursor, &block) == PW_OK) {
    frames_seen += block.frame_count;
  }
  CHECK(frames_seen == FRAMES_MAX);
}

int main(void) {
  refused_set_up();
  every_order(1);
  every_order(FRAMES_MAX);
  ranges();
  fill_and_drain(70);
  questions();
  return check_summary();
}
