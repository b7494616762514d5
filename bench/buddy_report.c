#include "bench/buddy_report.h"

#include <stdio.h>

/* Free runs of 2 MiB that are to be left of the 512 of 1 GiB. */
static const uint32_t packing_targets[2] = {250, 455};
static const uint32_t packing_percents[2] = {50, 10};

const struct bench_allocator *const bench_allocators[BENCH_ALLOCATOR_COUNT] = {
    [COLUMN_PAGEWRIGHT] = &bench_pagewright,
    [COLUMN_LIST_BUDDY] = &bench_list_buddy,
    [COLUMN_LIST_BUDDY_10] = &bench_list_buddy_10,
    [COLUMN_FREE_STACK] = &bench_free_stack,
};

const char *bench_size_name(uint32_t frame_count, char *buffer, uint32_t buffer_bytes) {
  uint32_t mib = frame_count / 256;
  bool whole = mib >= 1024 && mib % 1024 == 0;
  (void)snprintf(buffer, buffer_bytes, "%u %s", whole ? mib / 1024 : mib, whole ? "GiB" : "MiB");
  return buffer;
}

void bench_report_timings(const struct bench_timings *timings) {
  static const char *const others[2] = {"ratio to list buddy", "to list buddy 0..10"};
  const struct bench_grid *grid = &timings->grid;
  char name[16];
  (void)printf("\n## %s: ns an operation, median of %u\n\n", bench_size_name(timings->frame_count, name, sizeof name),
               grid->repeat_count);
  bench_grid_print_head(grid, others, 2);
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    bench_grid_print_medians(grid, id);
    bench_print_ratio(bench_grid_ratio(grid, id, COLUMN_PAGEWRIGHT, COLUMN_LIST_BUDDY));
    bench_print_ratio(bench_grid_ratio(grid, id, COLUMN_PAGEWRIGHT, COLUMN_LIST_BUDDY_10));
    (void)printf("\n");
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

uint32_t bench_report_targets(const struct bench_timings *timings, uint32_t timings_count, const uint32_t packed[2],
                              uint32_t packed_frame_count, uint32_t refused_count) {
  uint32_t missed = 0;
  char name[16];
  (void)printf("\n## Targets, against the list buddy of the same run\n\n| target | at | wanted | found | |\n"
               "|---|---|---|---|---|\n");
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    for (uint32_t i = 0; bench_cases[id].target > 0 && i < timings_count; i++) {
      double ratio = bench_grid_ratio(&timings[i].grid, id, COLUMN_PAGEWRIGHT, COLUMN_LIST_BUDDY);
      (void)printf("| %s | %s | ≤ %.1f | %.2f | %s |\n", bench_cases[id].title,
                   bench_size_name(timings[i].frame_count, name, sizeof name), bench_cases[id].target, ratio,
                   bench_verdict(ratio <= bench_cases[id].target, &missed));
    }
  }
  for (uint32_t i = 0; i < 2; i++) {
    /* In a pool of another size, the same share of what is possible. */
    uint32_t best = bench_packing_best(packed_frame_count, packing_percents[i]);
    uint32_t best_of_1gib = bench_packing_best(1u << 18, packing_percents[i]);
    uint32_t wanted = (uint32_t)((uint64_t)packing_targets[i] * best / best_of_1gib);
    (void)printf("| free 2 MiB runs after churn at %u %%, best %u | %s | ≥ %u | %u | %s |\n", packing_percents[i], best,
                 bench_size_name(packed_frame_count, name, sizeof name), wanted, packed[i],
                 bench_verdict(packed[i] >= wanted, &missed));
  }
  (void)printf("| bad frees refused | | %u | %u | %s |\n", (uint32_t)BENCH_BAD_FREE_COUNT, refused_count,
               bench_verdict(refused_count == BENCH_BAD_FREE_COUNT, &missed));
  return missed;
}
