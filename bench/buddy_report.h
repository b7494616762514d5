/*
 * The report on the buddy: tables in Markdown on the standard output.
 */
#ifndef PAGEWRIGHT_BENCH_BUDDY_REPORT_H
#define PAGEWRIGHT_BENCH_BUDDY_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/buddy_cases.h"
#include "bench/grid.h"
#include "bench/studies.h"

#define BENCH_ALLOCATOR_COUNT 4u
#define BENCH_SIZE_COUNT_MAX  2u

/* In the order of the tables' columns. */
enum bench_column { COLUMN_PAGEWRIGHT, COLUMN_LIST_BUDDY, COLUMN_LIST_BUDDY_10, COLUMN_FREE_STACK };

extern const struct bench_allocator *const bench_allocators[BENCH_ALLOCATOR_COUNT];

/* All measurements of one size of pool. */
struct bench_timings {
  uint32_t frame_count;
  struct bench_grid grid; /* a row for each case, a column for each allocator */
  uint64_t failures[BENCH_CASE_COUNT][BENCH_ALLOCATOR_COUNT];
};

/* "1 GiB", "64 MiB". */
const char *bench_size_name(uint32_t frame_count, char *buffer, uint32_t buffer_bytes);

void bench_report_timings(const struct bench_timings *timings);
/* Answers the number of targets missed. */
uint32_t bench_report_targets(const struct bench_timings *timings, uint32_t timings_count, const uint32_t packed[2],
                              uint32_t packed_frame_count, uint32_t refused_count);

#endif
