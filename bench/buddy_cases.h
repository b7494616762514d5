/*
 * The cases of the buddy's benchmark: what state a pool is brought into, and what is then measured.
 */
#ifndef PAGEWRIGHT_BENCH_BUDDY_CASES_H
#define PAGEWRIGHT_BENCH_BUDDY_CASES_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/allocator.h"

enum bench_case_id {
  CASE_LIFO_ALL_FREE,
  CASE_LIFO_HALF_FULL,
  CASE_TAKE_ALL,
  CASE_GIVE_ORDERED,
  CASE_GIVE_RANDOM,
  CASE_RANDOM_90,
  CASE_MIXED_70,
  CASE_ORDER9_LIFO,
  CASE_ORDER9_RANDOM,
  BENCH_CASE_COUNT
};

struct bench_case {
  const char *name;  /* on the command line */
  const char *title; /* in tables */
  double target;     /* at most this times the list buddy's time; 0: no target */
  bool is_bulk;      /* every frame of the pool once, whatever the number of operations asked for */
  uint32_t order;
};

extern const struct bench_case bench_cases[BENCH_CASE_COUNT];

/* Random choices made before anything is measured, the same for every allocator. */
struct bench_inputs {
  uint32_t frame_count;
  uint64_t operation_count;
  uint32_t *shuffled; /* the frame numbers in random order */
  uint64_t *blocks;   /* addresses of single frames or blocks that the benchmark holds */
  uint32_t *picks;    /* operation_count random numbers below the number of blocks held */
  uint8_t *orders;    /* operation_count orders: o with probability 2^-(o+1), the rest 9; 5.5 frames on average */
  struct bench_slot *slots;
};

struct bench_result {
  double ns;           /* for one operation: one call in bulk, otherwise one give and one take */
  uint64_t operations; /* that were measured */
  uint64_t failures;   /* allocations that found no block */
};

bool bench_inputs_create(struct bench_inputs *inputs, uint32_t frame_count, uint64_t operation_count);
void bench_inputs_destroy(struct bench_inputs *inputs);

/* Whether the allocator can do the case at all. */
bool bench_case_applies(enum bench_case_id id, const struct bench_allocator *allocator);
/* False when there is no memory. */
bool bench_case_run(enum bench_case_id id, const struct bench_allocator *allocator, struct bench_inputs *inputs,
                    struct bench_result *result);

/* A pool in which a share of the blocks of the order is allocated, at random; their addresses are in inputs->blocks,
 * and 'held' is their number. Null when there is no memory. */
void *bench_pool_part_full(const struct bench_allocator *allocator, struct bench_inputs *inputs, uint32_t order,
                           uint32_t percent, uint64_t *held);
/* Fills inputs->picks with random numbers below the limit. */
void bench_inputs_pick(struct bench_inputs *inputs, uint64_t limit);

#endif
