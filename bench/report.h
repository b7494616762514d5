/*
 * The report: tables in Markdown on the standard output, and a plot.
 */
#ifndef PAGEWRIGHT_BENCH_REPORT_H
#define PAGEWRIGHT_BENCH_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/cases.h"
#include "bench/studies.h"

#define BENCH_ALLOCATOR_COUNT 4u
#define BENCH_SIZE_COUNT_MAX  2u
#define BENCH_REPEAT_MAX      31u

/* In the order of the tables' columns. */
enum bench_column { COLUMN_PAGEWRIGHT, COLUMN_LIST_BUDDY, COLUMN_LIST_BUDDY_10, COLUMN_FREE_STACK };

extern const struct bench_allocator *const bench_allocators[BENCH_ALLOCATOR_COUNT];

/* All measurements of one size of pool. */
struct bench_timings {
  uint32_t frame_count;
  uint32_t repeat_count;
  double ns[BENCH_CASE_COUNT][BENCH_ALLOCATOR_COUNT][BENCH_REPEAT_MAX]; /* 0: not measured */
  uint64_t failures[BENCH_CASE_COUNT][BENCH_ALLOCATOR_COUNT];
};

double bench_median_ns(const struct bench_timings *timings, uint32_t id, uint32_t column);
/* Median of the ratios of the measurements made side by side. */
double bench_median_ratio(const struct bench_timings *timings, uint32_t id, uint32_t column, uint32_t base_column);

/* "1 GiB", "64 MiB". */
const char *bench_size_name(uint32_t frame_count, char *buffer, uint32_t buffer_bytes);

void bench_report_timings(const struct bench_timings *timings);
/* Answers the number of targets missed. */
uint32_t bench_report_targets(const struct bench_timings *timings, uint32_t timings_count, const uint32_t packed[2],
                              uint32_t packed_frame_count, uint32_t refused_count);

/* A plot of the medians, one panel a size; legible on light and dark ground. False when the file cannot be written. */
bool bench_plot(const char *path, const struct bench_timings *timings, uint32_t timings_count);

#endif
