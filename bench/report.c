#include "bench/report.h"

#include <stdio.h>
#include <stdlib.h>

/* Free runs of 2 MiB that are to be left of the 512 of 1 GiB. */
static const uint32_t packing_targets[2] = {250, 455};
static const uint32_t packing_percents[2] = {50, 10};

const struct bench_allocator *const bench_allocators[BENCH_ALLOCATOR_COUNT] = {
    [COLUMN_PAGEWRIGHT] = &bench_pagewright,
    [COLUMN_LIST_BUDDY] = &bench_list_buddy,
    [COLUMN_LIST_BUDDY_10] = &bench_list_buddy_10,
    [COLUMN_FREE_STACK] = &bench_free_stack,
};

static int compare_doubles(const void *left, const void *right) {
  double a = *(const double *)left;
  double b = *(const double *)right;
  return (a > b) - (a < b);
}

static double median(double *values, uint32_t count) {
  qsort(values, count, sizeof *values, compare_doubles);
  return count % 2 != 0 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

double bench_median_ns(const struct bench_timings *timings, uint32_t id, uint32_t column) {
  double values[BENCH_REPEAT_MAX];
  for (uint32_t i = 0; i < timings->repeat_count; i++) {
    values[i] = timings->ns[id][column][i];
  }
  return median(values, timings->repeat_count);
}

double bench_median_ratio(const struct bench_timings *timings, uint32_t id, uint32_t column, uint32_t base_column) {
  double values[BENCH_REPEAT_MAX];
  for (uint32_t i = 0; i < timings->repeat_count; i++) {
    values[i] = timings->ns[id][column][i] / timings->ns[id][base_column][i];
  }
  return median(values, timings->repeat_count);
}

const char *bench_size_name(uint32_t frame_count, char *buffer, uint32_t buffer_bytes) {
  uint32_t mib = frame_count / 256;
  bool whole = mib >= 1024 && mib % 1024 == 0;
  (void)snprintf(buffer, buffer_bytes, "%u %s", whole ? mib / 1024 : mib, whole ? "GiB" : "MiB");
  return buffer;
}

static void print_row(const struct bench_timings *timings, uint32_t id) {
  (void)printf("| %s |", bench_cases[id].title);
  for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
    double ns = bench_median_ns(timings, id, column);
    if (ns > 0) {
      (void)printf(" %.1f |", ns);
    } else {
      (void)printf(" – |");
    }
  }
  (void)printf(" %.2f | %.2f |\n", bench_median_ratio(timings, id, COLUMN_PAGEWRIGHT, COLUMN_LIST_BUDDY),
               bench_median_ratio(timings, id, COLUMN_PAGEWRIGHT, COLUMN_LIST_BUDDY_10));
}

void bench_report_timings(const struct bench_timings *timings) {
  char name[16];
  (void)printf("\n## %s: ns an operation, median of %u\n\n| case |",
               bench_size_name(timings->frame_count, name, sizeof name), timings->repeat_count);
  for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
    (void)printf(" %s |", bench_allocators[column]->title);
  }
  (void)printf(" ratio to list buddy | to list buddy 0..10 |\n|---|---|---|---|---|---|---|\n");
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    print_row(timings, id);
  }
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
      if (timings->failures[id][column] != 0) {
        (void)printf("\n%s found no block for %llu requests of '%s'.\n", bench_allocators[column]->title,
                     (unsigned long long)timings->failures[id][column], bench_cases[id].title);
      }
    }
  }
}

static const char *verdict(bool met, uint32_t *missed) {
  *missed += !met;
  return met ? "met" : "**missed**";
}

uint32_t bench_report_targets(const struct bench_timings *timings, uint32_t timings_count, const uint32_t packed[2],
                              uint32_t packed_frame_count, uint32_t refused_count) {
  uint32_t missed = 0;
  char name[16];
  (void)printf("\n## Targets, against the list buddy of the same run\n\n| target | at | wanted | found | |\n"
               "|---|---|---|---|---|\n");
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    for (uint32_t i = 0; bench_cases[id].target > 0 && i < timings_count; i++) {
      double ratio = bench_median_ratio(&timings[i], id, COLUMN_PAGEWRIGHT, COLUMN_LIST_BUDDY);
      (void)printf("| %s | %s | ≤ %.1f | %.2f | %s |\n", bench_cases[id].title,
                   bench_size_name(timings[i].frame_count, name, sizeof name), bench_cases[id].target, ratio,
                   verdict(ratio <= bench_cases[id].target, &missed));
    }
  }
  for (uint32_t i = 0; i < 2; i++) {
    /* In a pool of another size, the same share of what is possible. */
    uint32_t best = bench_packing_best(packed_frame_count, packing_percents[i]);
    uint32_t best_of_1gib = bench_packing_best(1u << 18, packing_percents[i]);
    uint32_t wanted = (uint32_t)((uint64_t)packing_targets[i] * best / best_of_1gib);
    (void)printf("| free 2 MiB runs after churn at %u %%, best %u | %s | ≥ %u | %u | %s |\n", packing_percents[i], best,
                 bench_size_name(packed_frame_count, name, sizeof name), wanted, packed[i],
                 verdict(packed[i] >= wanted, &missed));
  }
  (void)printf("| bad frees refused | | %u | %u | %s |\n", (uint32_t)BENCH_BAD_FREE_COUNT, refused_count,
               verdict(refused_count == BENCH_BAD_FREE_COUNT, &missed));
  return missed;
}
