/*
 * What the benchmark knows of an allocator: how to make a pool, and the loops that are measured.
 *
 * The loops are compiled once for each allocator (bench/buddy_loops.h), with the allocator's own functions called
 * directly, so that all pay the same for the harness: one call across files for each operation, and nothing else.
 */
#ifndef PAGEWRIGHT_BENCH_ALLOCATOR_H
#define PAGEWRIGHT_BENCH_ALLOCATOR_H

#include <stdbool.h>
#include <stdint.h>

#define BENCH_BASE_PA    0x100000000ull
#define BENCH_PAGE_BYTES 4096u
#define BENCH_NONE       UINT64_MAX
#define BENCH_ORDER_2MIB 9u

/* The six ways to free that no correct kernel uses. */
enum bench_bad_free {
  BENCH_FREE_TWICE,
  BENCH_FREE_INSIDE,
  BENCH_FREE_WRONG_ORDER,
  BENCH_FREE_RESERVED,
  BENCH_FREE_OUT_OF_RANGE,
  BENCH_FREE_MISALIGNED,
  BENCH_BAD_FREE_COUNT
};

/* A block held by the benchmark: its address, or BENCH_NONE, and its order. */
struct bench_slot {
  uint64_t pa;
  uint64_t order;
};

struct bench_loops {
  /* Takes blocks until 'count' are taken or there are none; answers how many. */
  uint64_t (*take_many)(void *pool, uint32_t order, uint64_t *blocks, uint64_t count);
  void (*give_many)(void *pool, uint32_t order, const uint64_t *blocks, uint64_t count);
  /* One block taken and given back, over and over. */
  void (*take_and_give)(void *pool, uint32_t order, uint64_t count);
  /* Gives back the block picked and takes another in its place. */
  void (*replace)(void *pool, uint32_t order, uint64_t *blocks, const uint32_t *picks, uint64_t count);
  /* The same with an order drawn for each new block; answers how many blocks could not be had. */
  uint64_t (*replace_mixed)(void *pool, struct bench_slot *slots, const uint32_t *picks, const uint8_t *orders,
                            uint64_t count);
  /* As replace, each call timed on its own: the shortest of this time and the times already there is kept. */
  void (*time_each)(void *pool, uint32_t order, uint64_t *blocks, const uint32_t *picks, uint64_t count,
                    uint32_t *give_ticks, uint32_t *take_ticks);
};

struct bench_allocator {
  const char *name;  /* on the command line */
  const char *title; /* in tables */
  uint32_t max_order;
  const struct bench_loops *loops;
  /* A pool of frame_count free frames from BENCH_BASE_PA on; null when there is no memory. */
  void *(*create)(uint32_t frame_count);
  void (*destroy)(void *pool);
  /* Free naturally aligned runs of 2 MiB. */
  uint32_t (*free_2mib_runs)(void *pool);
  /* Whether a bad free on a small pool of its own is refused and changes nothing. Null: there is nothing to try. */
  bool (*refuses)(enum bench_bad_free kind);
};

extern const struct bench_allocator bench_pagewright;
extern const struct bench_allocator bench_list_buddy;    /* orders 0..20, as ours */
extern const struct bench_allocator bench_list_buddy_10; /* orders 0..10, as most kernels have */
extern const struct bench_allocator bench_free_stack;

/* A counter of the processor, for intervals of a few nanoseconds. */
static inline uint64_t bench_ticks(void) {
#if defined(__x86_64__)
  uint32_t low;
  uint32_t high;
  __asm__ volatile("lfence\n\trdtsc\n\tlfence" : "=a"(low), "=d"(high) : : "memory");
  return (uint64_t)high << 32 | low;
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
  return ticks;
#else
#error "The benchmark knows a cycle counter for x86-64 and AArch64 only."
#endif
}

#endif
