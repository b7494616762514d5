/*
 * The measured region: one function that nothing else calls, so that a profiler can be told to count inside it only.
 */
#ifndef PAGEWRIGHT_BENCH_REGION_H
#define PAGEWRIGHT_BENCH_REGION_H

#include <stdint.h>

#include "bench/allocator.h"

enum bench_region_kind {
  REGION_TAKE_AND_GIVE,
  REGION_TAKE_MANY,
  REGION_GIVE_MANY,
  REGION_REPLACE,
  REGION_REPLACE_MIXED
};

struct bench_region {
  enum bench_region_kind kind;
  const struct bench_loops *loops;
  void *pool;
  uint32_t order;
  uint64_t count;
  uint64_t *blocks;
  struct bench_slot *slots;
  const uint32_t *picks;
  const uint8_t *orders;
};

/* Answers the number of allocations that found no block. */
uint64_t bench_region_run(const struct bench_region *region);

#endif
