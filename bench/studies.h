/*
 * What a mean time does not tell: how well a pool stays together, the slowest calls, and what misuse does.
 */
#ifndef PAGEWRIGHT_BENCH_STUDIES_H
#define PAGEWRIGHT_BENCH_STUDIES_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/buddy_cases.h"

/* Single frames taken until the pool is full, given back at random until 'percent' are left, and then exchanged at
 * random, 'exchanges' times for each frame held. Answers the free 2 MiB runs, or UINT32_MAX when there is no memory. */
uint32_t bench_packing(const struct bench_allocator *allocator, struct bench_inputs *inputs, uint32_t percent,
                       uint32_t exchanges);
/* What no allocator can better: all frames held side by side. */
uint32_t bench_packing_best(uint32_t frame_count, uint32_t percent);

enum bench_latency_id {
  LATENCY_ORDER_0_ALL_FREE, /* the call that splits, or merges, the most */
  LATENCY_ORDER_0_RANDOM_90,
  LATENCY_ORDER_9_RANDOM_50,
  LATENCY_ORDER_20_RANDOM_50,
  BENCH_LATENCY_COUNT
};

struct bench_latency {
  double give_p999_ns;
  double give_max_ns;
  double take_p999_ns;
  double take_max_ns;
};

extern const char *const bench_latency_titles[BENCH_LATENCY_COUNT];

/* The same history is played 'replays' times and the shortest time of each call kept: what is left is the call's own
 * work and cache misses, without interrupts. False when it does not apply or there is no memory. */
bool bench_latency_run(enum bench_latency_id id, const struct bench_allocator *allocator, struct bench_inputs *inputs,
                       uint32_t replays, struct bench_latency *latency);

extern const char *const bench_bad_free_titles[BENCH_BAD_FREE_COUNT];

#endif
