#include <stdlib.h>
#include <string.h>

#include <pagewright/buddy.h>

#include "bench/allocator.h"

static inline uint64_t adapter_take(void *pool, uint32_t order) {
  uint64_t pa = BENCH_NONE;
  (void)pw_buddy_alloc(pool, order, &pa);
  return pa;
}

static inline void adapter_give(void *pool, uint64_t pa, uint32_t order) {
  (void)pw_buddy_free_order(pool, pa, order);
}

#include "bench/buddy_loops.h"

static void adapter_destroy(void *pool) {
  struct pw_buddy *buddy = pool;
  free(buddy->tree.words);
  free(buddy->tags);
  free(buddy);
}

/* A pool with no frame added. */
static struct pw_buddy *create_absent(uint32_t frame_count) {
  uint32_t word_count = pw_buddy_word_count(frame_count);
  uint32_t tag_count = pw_buddy_tag_count(frame_count);
  struct pw_buddy *buddy = malloc(sizeof *buddy);
  uint64_t *words = aligned_alloc(64, (word_count * sizeof *words + 63) / 64 * 64);
  uint8_t *tags = aligned_alloc(64, (tag_count + 63u) / 64u * 64u);
  if (buddy == NULL || words == NULL || tags == NULL ||
      pw_buddy_init(buddy, BENCH_BASE_PA, frame_count, words, word_count, tags, tag_count) != PW_OK) {
    free(buddy);
    free(words);
    free(tags);
    return NULL;
  }
  return buddy;
}

static void *adapter_create(uint32_t frame_count) {
  struct pw_buddy *buddy = create_absent(frame_count);
  if (buddy != NULL && pw_buddy_add_range(buddy, BENCH_BASE_PA, frame_count) != PW_OK) {
    adapter_destroy(buddy);
    return NULL;
  }
  return buddy;
}

static uint32_t adapter_free_2mib_runs(void *pool) {
  struct pw_buddy_stats stats;
  (void)pw_buddy_stats(pool, &stats);
  uint32_t runs = 0;
  for (uint32_t order = BENCH_ORDER_2MIB; order < PW_ORDER_COUNT; order++) {
    runs += stats.free_blocks[order] << (order - BENCH_ORDER_2MIB);
  }
  return runs;
}

static enum pw_status bad_free(struct pw_buddy *buddy, enum bench_bad_free kind, uint64_t block) {
  switch (kind) {
  case BENCH_FREE_TWICE:
    (void)pw_buddy_free_order(buddy, block, 3);
    return pw_buddy_free_order(buddy, block, 3);
  case BENCH_FREE_INSIDE:
    return pw_buddy_free_order(buddy, block + BENCH_PAGE_BYTES, 0);
  case BENCH_FREE_WRONG_ORDER:
    return pw_buddy_free_order(buddy, block, 2);
  case BENCH_FREE_RESERVED:
    return pw_buddy_free_order(buddy, BENCH_BASE_PA + 100 * BENCH_PAGE_BYTES, 0);
  case BENCH_FREE_OUT_OF_RANGE:
    return pw_buddy_free_order(buddy, BENCH_BASE_PA + 128 * BENCH_PAGE_BYTES, 0);
  default:
    return pw_buddy_free_order(buddy, block + 8, 3);
  }
}

static bool adapter_refuses(enum bench_bad_free kind) {
  struct pw_buddy *buddy = create_absent(128);
  uint64_t block = 0;
  bool ready = buddy != NULL && pw_buddy_add_range(buddy, BENCH_BASE_PA, 128) == PW_OK &&
               pw_buddy_reserve_range(buddy, BENCH_BASE_PA + 100 * BENCH_PAGE_BYTES, 1) == PW_OK &&
               pw_buddy_alloc(buddy, 3, &block) == PW_OK;
  bool refused = ready && bad_free(buddy, kind, block) != PW_OK;
  uint32_t expected = kind == BENCH_FREE_TWICE ? 127 : 119;
  refused = refused && pw_buddy_free_count(buddy) == expected && pw_buddy_check(buddy) == PW_OK;
  if (buddy != NULL) {
    adapter_destroy(buddy);
  }
  return refused;
}

const struct bench_allocator bench_pagewright = {
    "pagewright",   "Pagewright",    PW_MAX_ORDER,           &adapter_loops,
    adapter_create, adapter_destroy, adapter_free_2mib_runs, adapter_refuses,
};
