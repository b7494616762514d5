/*
 * The edges of the buddy's interface: set-up, null pointers, the iterator, the invariant check that must notice damage,
 * and the memory around the metadata.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/frames/buddy_fixture.h"

/* ---- set-up ---- */

static void metadata_is_at_most_two_bytes_a_frame(void **state) {
  (void)state;
  assert_int_equal(pw_buddy_tag_count(0), 0);
  assert_int_equal(pw_buddy_word_count(0), 0);
  assert_int_equal(pw_buddy_tag_count(PW_MAX_FRAMES + 1), 0);
  assert_int_equal(pw_buddy_word_count(PW_MAX_FRAMES + 1), 0);
  assert_int_equal(pw_buddy_tag_count(UINT32_MAX), 0);
  assert_int_equal(pw_buddy_word_count(UINT32_MAX), 0);
  /* A few words are needed however small the pool is; from 16 MiB on they weigh nothing. */
  for (uint32_t count = 4096; count <= PW_MAX_FRAMES; count += count / 3) {
    assert_true(pw_buddy_tag_count(count) + 8ull * pw_buddy_word_count(count) <= 2ull * count);
  }
  assert_true(pw_buddy_tag_count(PW_MAX_FRAMES) + 8ull * pw_buddy_word_count(PW_MAX_FRAMES) <= 2ull * PW_MAX_FRAMES);
}

static void init_refuses_what_it_cannot_manage(void **state) {
  (void)state;
  uint32_t word_count = pw_buddy_word_count(100);
  uint32_t tag_count = pw_buddy_tag_count(100);
  uint64_t *words = malloc(word_count * sizeof *words);
  uint8_t *tags = malloc(tag_count);
  assert_non_null(words);
  assert_non_null(tags);
  struct pw_buddy buddy;
  struct pw_buddy before;
  memset(&buddy, 0x3c, sizeof buddy);
  memcpy(&before, &buddy, sizeof buddy);
  const struct {
    uint64_t base_pa;
    uint32_t frame_count;
    uint64_t *words;
    uint32_t word_count;
    uint8_t *tags;
    uint32_t tag_count;
    enum pw_status expected;
  } calls[] = {
      {RAM_BASE, 100, NULL, word_count, tags, tag_count, PW_ERR_INVALID_ARGUMENT},
      {RAM_BASE, 100, words, word_count, NULL, tag_count, PW_ERR_INVALID_ARGUMENT},
      {RAM_BASE, 0, words, word_count, tags, tag_count, PW_ERR_OUT_OF_RANGE},
      {RAM_BASE, PW_MAX_FRAMES + 1, words, UINT32_MAX, tags, UINT32_MAX, PW_ERR_OUT_OF_RANGE},
      {RAM_BASE + 1, 100, words, word_count, tags, tag_count, PW_ERR_MISALIGNED},
      {RAM_BASE + 2048, 100, words, word_count, tags, tag_count, PW_ERR_MISALIGNED},
      {PW_PA_LIMIT - 99ull * PW_PAGE_BYTES, 100, words, word_count, tags, tag_count, PW_ERR_OVERFLOW},
      {UINT64_MAX - 99ull * PW_PAGE_BYTES + 1, 100, words, word_count, tags, tag_count, PW_ERR_OVERFLOW},
      {UINT64_MAX - PW_PAGE_BYTES + 1, 1, words, word_count, tags, tag_count, PW_ERR_OVERFLOW},
      {RAM_BASE, 100, words, word_count - 1, tags, tag_count, PW_ERR_METADATA_TOO_SMALL},
      {RAM_BASE, 100, words, word_count, tags, tag_count - 1, PW_ERR_METADATA_TOO_SMALL},
      {RAM_BASE, 100, words, 0, tags, 0, PW_ERR_METADATA_TOO_SMALL},
  };
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
    assert_int_equal(pw_buddy_init(&buddy, calls[i].base_pa, calls[i].frame_count, calls[i].words, calls[i].word_count,
                                   calls[i].tags, calls[i].tag_count),
                     calls[i].expected);
    assert_memory_equal(&buddy, &before, sizeof buddy);
  }
  assert_int_equal(pw_buddy_init(NULL, RAM_BASE, 100, words, word_count, tags, tag_count), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_init(&buddy, RAM_BASE, 100, words, word_count, tags, tag_count), PW_OK);
  free(words);
  free(tags);
}

static void init_accepts_memory_up_to_the_last_physical_address(void **state) {
  (void)state;
  start_free(PW_PA_LIMIT - 100ull * PW_PAGE_BYTES, 100);
  alloc_gives(6, 0);
  alloc_gives(5, 64);
  alloc_gives(2, 96);
  alloc_refused(0, PW_ERR_NO_MEMORY);
  free_ok(96);
  finish();
}

static void null_pointers_are_refused(void **state) {
  (void)state;
  start_free(RAM_BASE, 64);
  struct pw_frame_info info;
  struct pw_buddy_stats stats;
  struct pw_buddy_block block;
  uint32_t cursor = 0;
  uint64_t pa = 0;
  buddy_pair_remember(&pool);
  assert_int_equal(pw_buddy_add_range(NULL, RAM_BASE, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_reserve_range(NULL, RAM_BASE, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_alloc(NULL, 0, &pa), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_alloc(&pool.buddy, 0, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_free(NULL, RAM_BASE), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_free_order(NULL, RAM_BASE, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_query(NULL, RAM_BASE, &info), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_query(&pool.buddy, RAM_BASE, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_stats(NULL, &stats), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_stats(&pool.buddy, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_next_block(NULL, &cursor, &block), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_next_block(&pool.buddy, NULL, &block), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_next_block(&pool.buddy, &cursor, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_check(NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_buddy_free_count(NULL), 0);
  assert_int_equal(cursor, 0);
  assert_true(buddy_pair_unchanged(&pool));
  finish();
}

/* ---- questions ---- */

static void query_tells_the_state_of_every_kind_of_frame(void **state) {
  (void)state;
  start(RAM_BASE, 128);
  reserve_answers(pa_of(3), 1, PW_OK);
  add_answers(pa_of(0), 64, PW_OK);
  alloc_gives(3, 8);
  static const struct {
    uint32_t frame;
    enum pw_frame_state expected;
    uint32_t order;
    uint32_t head;
  } frames[] = {
      {3, PW_FRAME_RESERVED, 0, 3},  {4, PW_FRAME_FREE, 0, 4},       {8, PW_FRAME_ALLOCATED, 3, 8},
      {9, PW_FRAME_ALLOCATED, 3, 8}, {15, PW_FRAME_ALLOCATED, 3, 8}, {16, PW_FRAME_FREE, 0, 16},
      {63, PW_FRAME_FREE, 0, 63},    {64, PW_FRAME_ABSENT, 0, 64},   {127, PW_FRAME_ABSENT, 0, 127},
  };
  for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
    struct pw_frame_info info;
    assert_int_equal(pw_buddy_query(&pool.buddy, pa_of(frames[i].frame), &info), PW_OK);
    assert_int_equal(info.state, frames[i].expected);
    assert_int_equal(info.order, frames[i].order);
    assert_int_equal(info.head_pa, pa_of(frames[i].head));
  }
  finish();
}

static void query_refuses_what_is_no_frame_of_the_pool(void **state) {
  (void)state;
  start_free(RAM_BASE, 64);
  static const struct {
    uint64_t pa;
    enum pw_status expected;
  } calls[] = {
      {RAM_BASE + 1, PW_ERR_MISALIGNED},
      {RAM_BASE + 63 * PW_PAGE_BYTES + 4095, PW_ERR_MISALIGNED},
      {RAM_BASE - PW_PAGE_BYTES, PW_ERR_OUT_OF_RANGE},
      {RAM_BASE + 64 * PW_PAGE_BYTES, PW_ERR_OUT_OF_RANGE},
      {RAM_BASE + (1ull << 44), PW_ERR_OUT_OF_RANGE},
      {UINT64_MAX - 4095, PW_ERR_OUT_OF_RANGE},
  };
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
    enum pw_status status = PW_OK;
    must(buddy_pair_query(&pool, calls[i].pa, &status));
    assert_int_equal(status, calls[i].expected);
  }
  finish();
}

static void the_iterator_names_every_block_once_in_address_order(void **state) {
  (void)state;
  start(RAM_BASE, 40);
  add_answers(pa_of(0), 36, PW_OK);
  reserve_answers(pa_of(20), 2, PW_OK);
  alloc_gives(3, 0);
  alloc_gives(0, 8);
  static const struct {
    enum pw_frame_state expected;
    uint32_t order;
    uint32_t frame;
  } blocks[] = {
      {PW_FRAME_ALLOCATED, 3, 0}, {PW_FRAME_ALLOCATED, 0, 8}, {PW_FRAME_FREE, 0, 9},      {PW_FRAME_FREE, 1, 10},
      {PW_FRAME_FREE, 2, 12},     {PW_FRAME_FREE, 2, 16},     {PW_FRAME_RESERVED, 0, 20}, {PW_FRAME_RESERVED, 0, 21},
      {PW_FRAME_FREE, 1, 22},     {PW_FRAME_FREE, 3, 24},     {PW_FRAME_FREE, 2, 32},     {PW_FRAME_ABSENT, 0, 36},
      {PW_FRAME_ABSENT, 0, 37},   {PW_FRAME_ABSENT, 0, 38},   {PW_FRAME_ABSENT, 0, 39},
  };
  uint32_t cursor = 0;
  struct pw_buddy_block block;
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
    assert_int_equal(pw_buddy_next_block(&pool.buddy, &cursor, &block), PW_OK);
    assert_int_equal(block.state, blocks[i].expected);
    assert_int_equal(block.order, blocks[i].order);
    assert_int_equal(block.pa, pa_of(blocks[i].frame));
    assert_int_equal(block.frame_count, 1u << blocks[i].order);
  }
  uint32_t end = cursor;
  struct pw_buddy_block before = block;
  assert_int_equal(pw_buddy_next_block(&pool.buddy, &cursor, &block), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(cursor, end);
  assert_memory_equal(&block, &before, sizeof block);
  cursor = UINT32_MAX;
  assert_int_equal(pw_buddy_next_block(&pool.buddy, &cursor, &block), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(cursor, UINT32_MAX);
  finish();
}

/* ---- damage ---- */

/* A pool with every state and several orders in it; its end is inside a word, a group of words and a group of groups.
 */
static void start_mixed(void) {
  start(RAM_BASE, 4096 + 64 + 5);
  reserve_answers(pa_of(500), 13, PW_OK);
  add_answers(pa_of(0), 4096 + 64, PW_OK);
  for (uint32_t i = 0; i < 40; i++) {
    must(buddy_pair_alloc(&pool, i % 5, NULL, NULL));
  }
  for (uint32_t i = 0; i < 400; i += 10) {
    must(buddy_pair_free(&pool, pa_of(i), NULL));
  }
  must(buddy_pair_alloc(&pool, 10, NULL, NULL));
}

/* Nodes of the tree are laid out at a power of two of words, so a few words at the end of each mean nothing. */
static bool word_means_something(const struct pw_frame_tree *tree, uint32_t word) {
  if (word >= tree->node3_word || word < tree->node1_word) {
    return true;
  }
  return word >= tree->node2_word ? (word - tree->node2_word) % 16 < 13 : (word - tree->node1_word) % 8 < 7;
}

static void check_notices_every_flipped_bit_of_the_words(void **state) {
  (void)state;
  start_mixed();
  assert_int_equal(pw_buddy_check(&pool.buddy), PW_OK);
  for (uint32_t word = 0; word < pool.word_count; word++) {
    for (uint32_t bit = 0; bit < 64 && word_means_something(&pool.buddy.tree, word); bit++) {
      pool.words[word] ^= 1ull << bit;
      if (pw_buddy_check(&pool.buddy) != PW_ERR_CORRUPT) {
        fail_msg("bit %u of word %u may be wrong", bit, word);
      }
      pool.words[word] ^= 1ull << bit;
    }
  }
  assert_int_equal(pw_buddy_check(&pool.buddy), PW_OK);
  finish();
}

/* Three tags stand for a single frame that is not free: a block of order 0, reserved, absent. To exchange one for
 * another gives another state that is whole. Every other wrong tag must be noticed. */
static bool is_single_tag(uint8_t tag) {
  return tag == 0 || tag == 0x41 || tag == 0x42;
}

static void check_notices_every_tag_that_contradicts_the_rest(void **state) {
  (void)state;
  start_mixed();
  for (uint32_t frame = 0; frame < pool.model.frame_count; frame++) {
    uint8_t right = pool.tags[frame];
    for (uint32_t wrong = 0; wrong < 256; wrong++) {
      if (wrong == right || (is_single_tag(right) && is_single_tag((uint8_t)wrong))) {
        continue;
      }
      pool.tags[frame] = (uint8_t)wrong;
      if (pw_buddy_check(&pool.buddy) != PW_ERR_CORRUPT) {
        fail_msg("tag of frame %u may be 0x%02x instead of 0x%02x", frame, wrong, right);
      }
    }
    pool.tags[frame] = right;
  }
  finish();
}

static void check_notices_a_wrong_counter(void **state) {
  (void)state;
  start_mixed();
  pool.buddy.free_count++;
  assert_int_equal(pw_buddy_check(&pool.buddy), PW_ERR_CORRUPT);
  pool.buddy.free_count -= 2;
  assert_int_equal(pw_buddy_check(&pool.buddy), PW_ERR_CORRUPT);
  pool.buddy.free_count++;
  finish();
}

/* ---- memory around the metadata ---- */

static void nothing_is_written_outside_the_metadata(void **state) {
  (void)state;
  static const uint32_t counts[] = {1, 63, 64, 65, 4095, 4096, 4097, 12345};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    uint32_t word_count = pw_buddy_word_count(counts[i]);
    uint32_t tag_count = pw_buddy_tag_count(counts[i]);
    uint64_t *words = malloc((word_count + 16) * sizeof *words);
    uint8_t *tags = malloc(tag_count + 128);
    assert_non_null(words);
    assert_non_null(tags);
    memset(words, 0x99, (word_count + 16) * sizeof *words);
    memset(tags, 0x99, tag_count + 128);
    struct pw_buddy buddy;
    assert_int_equal(pw_buddy_init(&buddy, RAM_BASE, counts[i], words + 8, word_count, tags + 64, tag_count), PW_OK);
    assert_int_equal(pw_buddy_add_range(&buddy, RAM_BASE, counts[i]), PW_OK);
    uint64_t pa;
    while (pw_buddy_alloc(&buddy, 0, &pa) == PW_OK) {
    }
    for (uint32_t frame = counts[i]; frame > 0; frame--) {
      assert_int_equal(pw_buddy_free(&buddy, RAM_BASE + (frame - 1) * (uint64_t)PW_PAGE_BYTES), PW_OK);
    }
    for (uint32_t order = PW_ORDER_COUNT; order > 0; order--) {
      (void)pw_buddy_alloc(&buddy, order - 1, &pa);
    }
    for (size_t j = 0; j < 8; j++) {
      assert_int_equal(words[j], 0x9999999999999999ull);
      assert_int_equal(words[8 + word_count + j], 0x9999999999999999ull);
    }
    for (size_t j = 0; j < 64; j++) {
      assert_int_equal(tags[j], 0x99);
      assert_int_equal(tags[64 + tag_count + j], 0x99);
    }
    free(words);
    free(tags);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(metadata_is_at_most_two_bytes_a_frame),
      cmocka_unit_test(init_refuses_what_it_cannot_manage),
      cmocka_unit_test(init_accepts_memory_up_to_the_last_physical_address),
      cmocka_unit_test(null_pointers_are_refused),
      cmocka_unit_test(query_tells_the_state_of_every_kind_of_frame),
      cmocka_unit_test(query_refuses_what_is_no_frame_of_the_pool),
      cmocka_unit_test(the_iterator_names_every_block_once_in_address_order),
      cmocka_unit_test(check_notices_every_flipped_bit_of_the_words),
      cmocka_unit_test(check_notices_every_tag_that_contradicts_the_rest),
      cmocka_unit_test(check_notices_a_wrong_counter),
      cmocka_unit_test(nothing_is_written_outside_the_metadata),
  };
  return cmocka_run_group_tests_name("buddy interface", tests, NULL, NULL);
}
