/*
 * The cases of the benchmark of page tables: what state a space is brought into, and what is then measured.
 */
#ifndef PAGEWRIGHT_BENCH_MAP_CASES_H
#define PAGEWRIGHT_BENCH_MAP_CASES_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/mapper.h"

enum map_case_id {
  MAP_CASE_MAP_PAGES,
  MAP_CASE_UNMAP_PAGES,
  MAP_CASE_MAP_BLOCKS,
  MAP_CASE_UNMAP_BLOCKS,
  MAP_CASE_RANDOM_ALONE,
  MAP_CASE_RANDOM_MANY,
  MAP_CASE_TRANSLATE_PAGES,
  MAP_CASE_TRANSLATE_BLOCKS,
  MAP_CASE_TRANSLATE_RANDOM,
  MAP_CASE_RENEW,
  MAP_CASE_MAP_RANGE,
  MAP_CASE_UNMAP_RANGE,
  MAP_CASE_MAP_RANGE_BLOCKS,
  MAP_CASE_UNMAP_RANGE_BLOCKS,
  MAP_CASE_PROTECT_RANGE,
  MAP_CASE_SPLIT,
  MAP_CASE_MERGE,
  MAP_CASE_COUNT
};

/* Whose time a target is a multiple of. */
enum map_yardstick { MAP_AGAINST_PLAIN, MAP_AGAINST_RECLAIM, MAP_AGAINST_FLOOR };

struct map_case {
  const char *name;  /* on the command line */
  const char *title; /* in tables */
  double target;     /* at most this times the yardstick's time; 0: no target */
  enum map_yardstick yardstick;
};

extern const struct map_case map_cases[MAP_CASE_COUNT];

/* How much of everything. */
struct map_sizes {
  uint64_t page_count;  /* mapped by pages; also the number of random pages that are mapped together */
  uint64_t block_count; /* mapped by blocks of 2 MiB */
  uint64_t alone_count; /* random pages mapped and unmapped one by one */
  uint64_t span_pages;  /* random pages lie within this many */
};

/* Random choices made before anything is measured, the same for every mapper, and the memory that they share. */
struct map_inputs {
  struct map_sizes sizes;
  uint64_t *alone; /* alone_count addresses of random pages */
  uint64_t *many;  /* page_count addresses of different random pages */
  uint64_t *again; /* the same in another order */
  struct map_memory memory;
};

struct map_result {
  double call_ns;
  uint64_t calls;    /* that were measured; a map and its unmap are one. 0: the mapper cannot do the case */
  uint64_t pages;    /* of 4 KiB that a call is about */
  uint64_t failures; /* calls that failed, and checks of the state after it */
};

bool map_inputs_create(struct map_inputs *inputs, const struct map_sizes *sizes);
void map_inputs_destroy(struct map_inputs *inputs);

/* False when there is no memory. */
bool map_case_run(enum map_case_id id, const struct mapper *mapper, struct map_inputs *inputs,
                  struct map_result *result);

#endif
