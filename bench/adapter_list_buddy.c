#include <stdlib.h>
#include <string.h>

#include "bench/allocator.h"
#include "bench/list_buddy.h"

static inline uint64_t adapter_take(void *pool, uint32_t order) {
  return list_buddy_alloc(pool, order);
}

static inline void adapter_give(void *pool, uint64_t pa, uint32_t order) {
  list_buddy_free(pool, pa, order);
}

#include "bench/buddy_loops.h"

static void adapter_destroy(void *pool) {
  struct list_buddy *buddy = pool;
  free(buddy->frames);
  free(buddy);
}

static struct list_buddy *create(uint32_t frame_count, uint32_t max_order) {
  struct list_buddy *buddy = malloc(sizeof *buddy);
  struct list_frame *frames = aligned_alloc(64, (frame_count * sizeof *frames + 63) / 64 * 64);
  if (buddy == NULL || frames == NULL) {
    free(buddy);
    free(frames);
    return NULL;
  }
  list_buddy_init(buddy, frames, frame_count, BENCH_BASE_PA, max_order);
  return buddy;
}

static void *create_free(uint32_t frame_count, uint32_t max_order) {
  struct list_buddy *buddy = create(frame_count, max_order);
  if (buddy != NULL) {
    list_buddy_add(buddy, 0, frame_count);
  }
  return buddy;
}

static void *adapter_create(uint32_t frame_count) {
  return create_free(frame_count, 20);
}

static void *adapter_create_10(uint32_t frame_count) {
  return create_free(frame_count, 10);
}

static uint32_t adapter_free_2mib_runs(void *pool) {
  return list_buddy_free_runs(pool, BENCH_ORDER_2MIB);
}

/* The descriptors reach beyond the 128 frames that are added, so that a free out of range harms no other memory. */
static bool adapter_refuses(enum bench_bad_free kind) {
  struct list_buddy *buddy = create(256, 20);
  if (buddy == NULL) {
    return false;
  }
  list_buddy_add(buddy, 0, 100);
  list_buddy_add(buddy, 101, 128);
  uint64_t block = list_buddy_alloc(buddy, 3);
  uint64_t pa = block;
  uint32_t order = 3;
  if (kind == BENCH_FREE_TWICE) {
    list_buddy_free(buddy, block, 3);
  } else if (kind == BENCH_FREE_INSIDE) {
    pa = block + BENCH_PAGE_BYTES;
    order = 0;
  } else if (kind == BENCH_FREE_WRONG_ORDER) {
    order = 2;
  } else if (kind == BENCH_FREE_RESERVED || kind == BENCH_FREE_OUT_OF_RANGE) {
    pa = BENCH_BASE_PA + (kind == BENCH_FREE_RESERVED ? 100 : 128) * BENCH_PAGE_BYTES;
    order = 0;
  } else {
    pa = block + 8;
  }
  uint32_t before = buddy->free_count;
  list_buddy_free(buddy, pa, order);
  bool refused = buddy->free_count == before;
  adapter_destroy(buddy);
  return refused;
}

const struct bench_allocator bench_list_buddy = {
    "list-buddy",           "list buddy",    20, &adapter_loops, adapter_create, adapter_destroy,
    adapter_free_2mib_runs, adapter_refuses,
};

const struct bench_allocator bench_list_buddy_10 = {
    "list-buddy-10",        "list buddy 0..10", 10, &adapter_loops, adapter_create_10, adapter_destroy,
    adapter_free_2mib_runs, adapter_refuses,
};
