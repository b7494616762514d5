#include "bench/buddy_cases.h"

#include <stdlib.h>

#include "bench/random.h"
#include "bench/region.h"

#define MIXED_TOP_ORDER        9u
#define MIXED_FRAMES_TIMES_TWO 11u /* 5.5 frames on average */
#define MIXED_PERCENT          70u

const struct bench_case bench_cases[BENCH_CASE_COUNT] = {
    [CASE_LIFO_ALL_FREE] = {"lifo-all-free", "order 0, take and give again, all free", 1.1, false, 0},
    [CASE_LIFO_HALF_FULL] = {"lifo-half-full", "order 0, take and give again, half full", 1.2, false, 0},
    [CASE_TAKE_ALL] = {"take-all", "order 0, take all", 0, true, 0},
    [CASE_GIVE_ORDERED] = {"give-ordered", "order 0, give all back in order", 0, true, 0},
    [CASE_GIVE_RANDOM] = {"give-random", "order 0, give all back at random", 0.4, true, 0},
    [CASE_RANDOM_90] = {"random-90", "order 0, random give and take at 90 %", 0.5, false, 0},
    [CASE_MIXED_70] = {"mixed-70", "mixed orders, random give and take at 70 %", 1.2, false, 0},
    [CASE_ORDER9_LIFO] = {"order9-lifo", "order 9, take and give again, all free", 0.6, false, 9},
    [CASE_ORDER9_RANDOM] = {"order9-random", "order 9, random give and take at 50 %", 0.6, false, 9},
};

enum work_kind { WORK_TAKE_AND_GIVE, WORK_TAKE_MANY, WORK_GIVE_MANY, WORK_REPLACE, WORK_REPLACE_MIXED };

/* What the measured region does. */
struct work {
  enum work_kind kind;
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
static uint64_t run_work(void *argument) {
  const struct work *work = argument;
  const struct bench_loops *loops = work->loops;
  switch (work->kind) {
  case WORK_TAKE_AND_GIVE:
    loops->take_and_give(work->pool, work->order, work->count);
    return 0;
  case WORK_TAKE_MANY:
    return work->count - loops->take_many(work->pool, work->order, work->blocks, work->count);
  case WORK_GIVE_MANY:
    loops->give_many(work->pool, work->order, work->blocks, work->count);
    return 0;
  case WORK_REPLACE:
    loops->replace(work->pool, work->order, work->blocks, work->picks, work->count);
    return 0;
  default:
    return loops->replace_mixed(work->pool, work->slots, work->picks, work->orders, work->count);
  }
}

static uint64_t mixed_slot_count(uint32_t frame_count) {
  return 1 + (uint64_t)frame_count * MIXED_PERCENT * 2 / (100 * MIXED_FRAMES_TIMES_TWO);
}

bool bench_inputs_create(struct bench_inputs *inputs, uint32_t frame_count, uint64_t operation_count) {
  uint64_t slot_count = mixed_slot_count(frame_count);
  uint64_t order_count = operation_count > slot_count ? operation_count : slot_count;
  inputs->frame_count = frame_count;
  inputs->operation_count = operation_count;
  inputs->shuffled = malloc(frame_count * sizeof *inputs->shuffled);
  inputs->blocks = malloc(frame_count * sizeof *inputs->blocks);
  inputs->picks = malloc(order_count * sizeof *inputs->picks);
  inputs->orders = malloc(order_count * sizeof *inputs->orders);
  inputs->slots = malloc(slot_count * sizeof *inputs->slots);
  if (inputs->shuffled == NULL || inputs->blocks == NULL || inputs->picks == NULL || inputs->orders == NULL ||
      inputs->slots == NULL) {
    bench_inputs_destroy(inputs);
    return false;
  }
  for (uint32_t i = 0; i < frame_count; i++) {
    uint32_t j = (uint32_t)(bench_random() % (i + 1u));
    inputs->shuffled[i] = inputs->shuffled[j];
    inputs->shuffled[j] = i;
  }
  for (uint64_t i = 0; i < order_count; i++) {
    uint64_t number = bench_random();
    uint8_t order = 0;
    while (order < MIXED_TOP_ORDER && (number >> order) % 2 != 0) {
      order++;
    }
    inputs->orders[i] = order;
  }
  return true;
}

void bench_inputs_destroy(struct bench_inputs *inputs) {
  free(inputs->shuffled);
  free(inputs->blocks);
  free(inputs->picks);
  free(inputs->orders);
  free(inputs->slots);
}

void bench_inputs_pick(struct bench_inputs *inputs, uint64_t limit) {
  for (uint64_t i = 0; i < inputs->operation_count; i++) {
    inputs->picks[i] = (uint32_t)(bench_random() % limit);
  }
}

/* The addresses of a full pool's blocks, in random order. */
static void put_shuffled_blocks(struct bench_inputs *inputs, uint32_t order, uint64_t block_count) {
  uint64_t next = 0;
  for (uint32_t i = 0; i < inputs->frame_count; i++) {
    if (inputs->shuffled[i] < block_count) {
      inputs->blocks[next++] = BENCH_BASE_PA + ((uint64_t)inputs->shuffled[i] << order) * BENCH_PAGE_BYTES;
    }
  }
}

void *bench_pool_part_full(const struct bench_allocator *allocator, struct bench_inputs *inputs, uint32_t order,
                           uint32_t percent, uint64_t *held) {
  void *pool = allocator->create(inputs->frame_count);
  if (pool == NULL) {
    return NULL;
  }
  /* A full pool of equal blocks holds every block, whatever the placement: so the blocks are known by number. */
  uint64_t block_count = inputs->frame_count >> order;
  (void)allocator->loops->take_many(pool, order, inputs->blocks, block_count);
  put_shuffled_blocks(inputs, order, block_count);
  *held = block_count * percent / 100;
  allocator->loops->give_many(pool, order, inputs->blocks + *held, block_count - *held);
  return pool;
}

/* Blocks of mixed orders until 70 % are taken, and then each exchanged some times, so that the pool is well mixed. */
static void *pool_mixed(const struct bench_allocator *allocator, struct bench_inputs *inputs) {
  void *pool = allocator->create(inputs->frame_count);
  if (pool == NULL) {
    return NULL;
  }
  uint64_t slot_count = mixed_slot_count(inputs->frame_count);
  for (uint64_t i = 0; i < slot_count; i++) {
    inputs->slots[i].pa = BENCH_NONE;
    inputs->picks[i] = (uint32_t)i;
  }
  (void)allocator->loops->replace_mixed(pool, inputs->slots, inputs->picks, inputs->orders, slot_count);
  for (uint32_t round = 0; round < 4; round++) {
    for (uint64_t i = 0; i < slot_count; i++) {
      inputs->picks[i] = (uint32_t)(bench_random() % slot_count);
    }
    (void)allocator->loops->replace_mixed(pool, inputs->slots, inputs->picks, inputs->orders, slot_count);
  }
  bench_inputs_pick(inputs, slot_count);
  return pool;
}

bool bench_case_applies(enum bench_case_id id, const struct bench_allocator *allocator) {
  return allocator->max_order >= (id == CASE_MIXED_70 ? MIXED_TOP_ORDER : bench_cases[id].order);
}

/* Brings a pool into the state that the case begins with, and says what to run on it. */
static void *prepare(enum bench_case_id id, const struct bench_allocator *allocator, struct bench_inputs *inputs,
                     struct work *work) {
  uint64_t held = 0;
  switch (id) {
  case CASE_LIFO_ALL_FREE:
  case CASE_ORDER9_LIFO:
    work->kind = WORK_TAKE_AND_GIVE;
    return allocator->create(inputs->frame_count);
  case CASE_LIFO_HALF_FULL:
    work->kind = WORK_TAKE_AND_GIVE;
    return bench_pool_part_full(allocator, inputs, 0, 50, &held);
  case CASE_TAKE_ALL:
    work->kind = WORK_TAKE_MANY;
    return allocator->create(inputs->frame_count);
  case CASE_GIVE_ORDERED:
  case CASE_GIVE_RANDOM:
    work->kind = WORK_GIVE_MANY;
    void *full = bench_pool_part_full(allocator, inputs, 0, 100, &held);
    for (uint32_t i = 0; id == CASE_GIVE_ORDERED && i < inputs->frame_count; i++) {
      inputs->blocks[i] = BENCH_BASE_PA + (uint64_t)i * BENCH_PAGE_BYTES;
    }
    return full;
  case CASE_MIXED_70:
    work->kind = WORK_REPLACE_MIXED;
    return pool_mixed(allocator, inputs);
  default:
    work->kind = WORK_REPLACE;
    void *pool = bench_pool_part_full(allocator, inputs, work->order, id == CASE_RANDOM_90 ? 90 : 50, &held);
    bench_inputs_pick(inputs, held);
    return pool;
  }
}

bool bench_case_run(enum bench_case_id id, const struct bench_allocator *allocator, struct bench_inputs *inputs,
                    struct bench_result *result) {
  struct work work = {
      .loops = allocator->loops,
      .order = bench_cases[id].order,
      .count = bench_cases[id].is_bulk ? inputs->frame_count : inputs->operation_count,
      .blocks = inputs->blocks,
      .slots = inputs->slots,
      .picks = inputs->picks,
      .orders = inputs->orders,
  };
  bench_random_restart(id);
  work.pool = prepare(id, allocator, inputs, &work);
  if (work.pool == NULL) {
    return false;
  }
  result->failures = 0;
  result->ns = bench_region_time(run_work, &work, &result->failures) / (double)work.count;
  result->operations = work.count;
  allocator->destroy(work.pool);
  return true;
}
