#include "bench/studies.h"

#include <stdlib.h>
#include <time.h>

#include "bench/random.h"

const char *const bench_latency_titles[BENCH_LATENCY_COUNT] = {
    [LATENCY_ORDER_0_ALL_FREE] = "order 0, all free",
    [LATENCY_ORDER_0_RANDOM_90] = "order 0, random at 90 %",
    [LATENCY_ORDER_9_RANDOM_50] = "order 9, random at 50 %",
    [LATENCY_ORDER_20_RANDOM_50] = "order 20, random at 50 %",
};

const char *const bench_bad_free_titles[BENCH_BAD_FREE_COUNT] = {
    [BENCH_FREE_TWICE] = "freed twice",         [BENCH_FREE_INSIDE] = "inside a block",
    [BENCH_FREE_WRONG_ORDER] = "wrong order",   [BENCH_FREE_RESERVED] = "reserved frame",
    [BENCH_FREE_OUT_OF_RANGE] = "out of range", [BENCH_FREE_MISALIGNED] = "misaligned",
};

uint32_t bench_packing(const struct bench_allocator *allocator, struct bench_inputs *inputs, uint32_t percent,
                       uint32_t exchanges) {
  uint64_t held = 0;
  bench_random_restart(percent);
  void *pool = bench_pool_part_full(allocator, inputs, 0, percent, &held);
  if (pool == NULL) {
    return UINT32_MAX;
  }
  uint64_t left = held * exchanges;
  while (left > 0) {
    uint64_t count = left < inputs->operation_count ? left : inputs->operation_count;
    bench_inputs_pick(inputs, held);
    allocator->loops->replace(pool, 0, inputs->blocks, inputs->picks, count);
    left -= count;
  }
  uint32_t runs = allocator->free_2mib_runs(pool);
  allocator->destroy(pool);
  return runs;
}

uint32_t bench_packing_best(uint32_t frame_count, uint32_t percent) {
  uint64_t held = (uint64_t)frame_count * percent / 100;
  return (uint32_t)((frame_count - held) >> BENCH_ORDER_2MIB);
}

static int compare_ticks(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left;
  uint32_t b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

static double ticks_per_ns(void) {
  struct timespec start;
  struct timespec end;
  (void)clock_gettime(CLOCK_MONOTONIC, &start);
  uint64_t start_ticks = bench_ticks();
  double ns = 0;
  while (ns < 2e7) {
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    ns = (double)(end.tv_sec - start.tv_sec) * 1e9 + (double)(end.tv_nsec - start.tv_nsec);
  }
  return (double)(bench_ticks() - start_ticks) / ns;
}

/* The ticks between two readings with nothing in between. */
static uint32_t ticks_of_nothing(void) {
  uint64_t shortest = UINT64_MAX;
  for (uint32_t i = 0; i < 1000; i++) {
    uint64_t start = bench_ticks();
    uint64_t end = bench_ticks();
    if (end - start < shortest) {
      shortest = end - start;
    }
  }
  return (uint32_t)shortest;
}

static void summarise(uint32_t *ticks, uint64_t count, double scale, double *p999_ns, double *max_ns) {
  uint32_t nothing = ticks_of_nothing();
  qsort(ticks, count, sizeof *ticks, compare_ticks);
  uint32_t p999 = ticks[count - 1 - count / 1000];
  uint32_t max = ticks[count - 1];
  *p999_ns = p999 > nothing ? (p999 - nothing) / scale : 0;
  *max_ns = max > nothing ? (max - nothing) / scale : 0;
}

static bool replay(enum bench_latency_id id, const struct bench_allocator *allocator, struct bench_inputs *inputs,
                   uint32_t order, uint32_t *give_ticks, uint32_t *take_ticks) {
  uint64_t held = 1;
  void *pool;
  bench_random_restart(id);
  if (id == LATENCY_ORDER_0_ALL_FREE) {
    pool = allocator->create(inputs->frame_count);
    if (pool != NULL) {
      (void)allocator->loops->take_many(pool, 0, inputs->blocks, 1);
    }
  } else {
    pool = bench_pool_part_full(allocator, inputs, order, order == 0 ? 90 : 50, &held);
  }
  if (pool == NULL) {
    return false;
  }
  bench_inputs_pick(inputs, held);
  allocator->loops->time_each(pool, order, inputs->blocks, inputs->picks, inputs->operation_count, give_ticks,
                              take_ticks);
  allocator->destroy(pool);
  return true;
}

bool bench_latency_run(enum bench_latency_id id, const struct bench_allocator *allocator, struct bench_inputs *inputs,
                       uint32_t replays, struct bench_latency *latency) {
  static const uint32_t orders[BENCH_LATENCY_COUNT] = {0, 0, 9, 20};
  uint32_t order = orders[id];
  if (allocator->max_order < order || inputs->frame_count >> order < 2) {
    return false;
  }
  uint64_t count = inputs->operation_count;
  uint32_t *give_ticks = malloc(count * sizeof *give_ticks);
  uint32_t *take_ticks = malloc(count * sizeof *take_ticks);
  bool ok = give_ticks != NULL && take_ticks != NULL;
  for (uint64_t i = 0; ok && i < count; i++) {
    give_ticks[i] = UINT32_MAX;
    take_ticks[i] = UINT32_MAX;
  }
  for (uint32_t i = 0; ok && i < replays; i++) {
    ok = replay(id, allocator, inputs, order, give_ticks, take_ticks);
  }
  if (ok) {
    double scale = ticks_per_ns();
    summarise(give_ticks, count, scale, &latency->give_p999_ns, &latency->give_max_ns);
    summarise(take_ticks, count, scale, &latency->take_p999_ns, &latency->take_max_ns);
  }
  free(give_ticks);
  free(take_ticks);
  return ok;
}
