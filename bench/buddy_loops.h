/*
 * The loops that are measured, compiled into each adapter: the file that includes this one defines before
 *   static inline uint64_t adapter_take(void *pool, uint32_t order);          the block's address, or BENCH_NONE
 *   static inline void adapter_give(void *pool, uint64_t pa, uint32_t order);
 * and takes 'adapter_loops' from here.
 */
#include <stddef.h>

#include "bench/allocator.h"

static uint64_t loop_take_many(void *pool, uint32_t order, uint64_t *blocks, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    blocks[i] = adapter_take(pool, order);
    if (blocks[i] == BENCH_NONE) {
      return i;
    }
  }
  return count;
}

static void loop_give_many(void *pool, uint32_t order, const uint64_t *blocks, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    adapter_give(pool, blocks[i], order);
  }
}

static void loop_take_and_give(void *pool, uint32_t order, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    adapter_give(pool, adapter_take(pool, order), order);
  }
}

static void loop_replace(void *pool, uint32_t order, uint64_t *blocks, const uint32_t *picks, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    uint64_t *block = &blocks[picks[i]];
    adapter_give(pool, *block, order);
    *block = adapter_take(pool, order);
  }
}

static uint64_t loop_replace_mixed(void *pool, struct bench_slot *slots, const uint32_t *picks, const uint8_t *orders,
                                   uint64_t count) {
  uint64_t failures = 0;
  for (uint64_t i = 0; i < count; i++) {
    struct bench_slot *slot = &slots[picks[i]];
    if (slot->pa != BENCH_NONE) {
      adapter_give(pool, slot->pa, (uint32_t)slot->order);
    }
    slot->pa = adapter_take(pool, orders[i]);
    slot->order = orders[i];
    failures += slot->pa == BENCH_NONE;
  }
  return failures;
}

static inline void loop_keep_shortest(uint32_t *kept, uint64_t ticks) {
  if (ticks < *kept) {
    *kept = (uint32_t)ticks;
  }
}

static void loop_time_each(void *pool, uint32_t order, uint64_t *blocks, const uint32_t *picks, uint64_t count,
                           uint32_t *give_ticks, uint32_t *take_ticks) {
  for (uint64_t i = 0; i < count; i++) {
    uint64_t *block = &blocks[picks[i]];
    uint64_t start = bench_ticks();
    adapter_give(pool, *block, order);
    uint64_t middle = bench_ticks();
    *block = adapter_take(pool, order);
    uint64_t end = bench_ticks();
    loop_keep_shortest(&give_ticks[i], middle - start);
    loop_keep_shortest(&take_ticks[i], end - middle);
  }
}

static const struct bench_loops adapter_loops = {
    loop_take_many, loop_give_many, loop_take_and_give, loop_replace, loop_replace_mixed, loop_time_each,
};
