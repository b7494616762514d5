/*
 * The benchmark of the buddy, one thread, beside two yardsticks written here: a conventional list buddy and a bare
 * stack of free frames.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/buddy_cases.h"
#include "bench/buddy_report.h"
#include "bench/options.h"
#include "bench/plot.h"
#include "bench/studies.h"

struct options {
  uint32_t frame_counts[BENCH_SIZE_COUNT_MAX];
  uint32_t size_count;
  uint32_t repeat_count;
  uint64_t operation_count;
  uint64_t latency_count;
  uint32_t latency_frame_count; /* 0: the last pool's */
  uint32_t latency_replays;
  uint32_t packing_frame_count;
  uint32_t exchanges; /* of each frame, in the study of packing */
  const char *svg_path;
  const char *single_case; /* run one case once with one allocator, for a profiler */
  const char *single_allocator;
};

static const char usage[] =
    "Usage: buddy [OPTION]...\n"
    "Times the buddy beside a list buddy and a stack of free frames; prints tables in Markdown.\n"
    "  --quick               tiny pools, one repetition: shows that everything runs, measures nothing\n"
    "  --gib N               one pool of N GiB (1..64) instead of 1 GiB and 64 GiB\n"
    "  --repeat N            repetitions of each measurement, 1..31 (default 7, and 3 for 64 GiB)\n"
    "  --operations N        operations of each measurement (default 2000000)\n"
    "  --svg FILE            also draw the medians\n"
    "  --single CASE NAME    one case once with one allocator, for a profiler; prints the number of operations\n"
    "                        in a pool of 1 GiB, and no table. Cases and allocators:\n ";

static int print_usage(FILE *file, int result) {
  (void)fputs(usage, file);
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    (void)fprintf(file, " %s", bench_cases[id].name);
  }
  (void)fputs("\n ", file);
  for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
    (void)fprintf(file, " %s", bench_allocators[column]->name);
  }
  (void)fputs("\n", file);
  return result;
}

static void set_quick(struct options *options) {
  options->frame_counts[0] = 1u << 14;
  options->frame_counts[1] = 1u << 15;
  options->repeat_count = 1;
  options->operation_count = 2000;
  options->latency_count = 200;
  options->latency_frame_count = 1u << 21; /* the least with two blocks of order 20 */
  options->latency_replays = 1;
  options->packing_frame_count = 1u << 14;
  options->exchanges = 20;
}

static bool parse_options(int argc, char **argv, struct options *options) {
  uint64_t number = 0;
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (strcmp(argv[i], "--quick") == 0) {
      set_quick(options);
      continue;
    }
    if (strcmp(argv[i], "--single") == 0 && i + 2 < argc) {
      options->single_case = value;
      options->single_allocator = argv[i + 2];
      i += 2;
      continue;
    }
    if (strcmp(argv[i], "--svg") == 0 && value != NULL) {
      options->svg_path = value;
    } else if (strcmp(argv[i], "--gib") == 0 && bench_parse_number(value, 1, 64, &number)) {
      options->frame_counts[0] = (uint32_t)number << 18;
      options->size_count = 1;
    } else if (strcmp(argv[i], "--repeat") == 0 && bench_parse_number(value, 1, BENCH_REPEAT_MAX, &number)) {
      options->repeat_count = (uint32_t)number;
    } else if (strcmp(argv[i], "--operations") == 0 && bench_parse_number(value, 1000, 100000000, &number)) {
      options->operation_count = number;
    } else {
      return false;
    }
    i++;
  }
  return true;
}

static int fail(const char *reason) {
  (void)fprintf(stderr, "buddy: %s\n", reason);
  return EXIT_FAILURE;
}

static int run_single(const struct options *options) {
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
      const struct bench_allocator *allocator = bench_allocators[column];
      if (strcmp(options->single_case, bench_cases[id].name) != 0 ||
          strcmp(options->single_allocator, allocator->name) != 0) {
        continue;
      }
      struct bench_inputs inputs;
      struct bench_result result = {0};
      if (!bench_inputs_create(&inputs, options->frame_counts[0], options->operation_count)) {
        return fail("out of memory");
      }
      bool applies = bench_case_applies(id, allocator);
      bool ran = applies && bench_case_run(id, allocator, &inputs, &result);
      bench_inputs_destroy(&inputs);
      if (applies && !ran) {
        return fail("out of memory");
      }
      (void)printf("operations %llu\n", (unsigned long long)result.operations);
      return EXIT_SUCCESS;
    }
  }
  return fail("no such case or allocator; --help lists them");
}

/* What a cell of the grid needs to know. */
struct measurement {
  struct bench_timings *timings;
  struct bench_inputs inputs;
};

static bool measure_cell(void *context, uint32_t id, uint32_t column, double *ns) {
  struct measurement *measurement = context;
  struct bench_result result = {0};
  bool ok = true;
  if (bench_case_applies(id, bench_allocators[column])) {
    ok = bench_case_run(id, bench_allocators[column], &measurement->inputs, &result);
  }
  *ns = result.ns;
  measurement->timings->failures[id][column] = result.failures;
  return ok;
}

static bool measure(struct bench_timings *timings, const struct options *options, uint32_t frame_count) {
  struct measurement measurement = {.timings = timings};
  struct bench_grid *grid = &timings->grid;
  if (!bench_inputs_create(&measurement.inputs, frame_count, options->operation_count)) {
    return false;
  }
  char name[16];
  memset(timings, 0, sizeof *timings);
  timings->frame_count = frame_count;
  (void)snprintf(grid->title, sizeof grid->title, "%s pool, time of an operation",
                 bench_size_name(frame_count, name, sizeof name));
  grid->row_count = BENCH_CASE_COUNT;
  grid->column_count = BENCH_ALLOCATOR_COUNT;
  grid->repeat_count = options->repeat_count;
  if (grid->repeat_count == 0) {
    grid->repeat_count = frame_count > 1u << 20 ? 3 : 7;
  }
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    grid->rows[id] = bench_cases[id].title;
  }
  for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
    grid->columns[column] = bench_allocators[column]->title;
  }
  bool ok = bench_grid_measure(grid, measure_cell, &measurement);
  bench_inputs_destroy(&measurement.inputs);
  return ok;
}

static bool draw(const struct options *options, const struct bench_timings *timings) {
  const struct bench_grid *grids[BENCH_SIZE_COUNT_MAX];
  for (uint32_t i = 0; i < options->size_count; i++) {
    grids[i] = &timings[i].grid;
  }
  return bench_plot(options->svg_path, "Time of page-frame allocation and release by case and allocator", grids,
                    options->size_count);
}

static bool study_packing(const struct options *options, uint32_t packed[2]) {
  static const uint32_t percents[2] = {50, 10};
  struct bench_inputs inputs;
  if (!bench_inputs_create(&inputs, options->packing_frame_count, options->operation_count)) {
    return false;
  }
  char name[16];
  (void)printf("\n## Packing: free 2 MiB runs of a %s pool after long churn of single frames\n\n"
               "| frames held | best possible | Pagewright | list buddy | list buddy 0..10 |\n|---|---|---|---|---|\n",
               bench_size_name(options->packing_frame_count, name, sizeof name));
  bool ok = true;
  for (uint32_t i = 0; i < 2; i++) {
    (void)printf("| %u %% | %u |", percents[i], bench_packing_best(options->packing_frame_count, percents[i]));
    for (uint32_t column = COLUMN_PAGEWRIGHT; column <= COLUMN_LIST_BUDDY_10; column++) {
      uint32_t runs = bench_packing(bench_allocators[column], &inputs, percents[i], options->exchanges);
      ok = ok && runs != UINT32_MAX;
      (void)printf(" %u |", runs);
      if (column == COLUMN_PAGEWRIGHT) {
        packed[i] = runs;
      }
    }
    (void)printf("\n");
  }
  bench_inputs_destroy(&inputs);
  return ok;
}

static bool study_latency(const struct options *options) {
  struct bench_inputs inputs;
  uint32_t frame_count = options->latency_frame_count;
  if (frame_count == 0) {
    frame_count = options->frame_counts[options->size_count - 1];
  }
  if (!bench_inputs_create(&inputs, frame_count, options->latency_count)) {
    return false;
  }
  char name[16];
  (void)printf("\n## Slowest calls in a %s pool, ns\n\n"
               "| case | allocator | give, p99.9 | give, max | take, p99.9 | take, max |\n|---|---|---|---|---|---|\n",
               bench_size_name(frame_count, name, sizeof name));
  for (uint32_t id = 0; id < BENCH_LATENCY_COUNT; id++) {
    for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
      struct bench_latency latency;
      if (bench_latency_run(id, bench_allocators[column], &inputs, options->latency_replays, &latency)) {
        (void)printf("| %s | %s | %.0f | %.0f | %.0f | %.0f |\n", bench_latency_titles[id],
                     bench_allocators[column]->title, latency.give_p999_ns, latency.give_max_ns, latency.take_p999_ns,
                     latency.take_max_ns);
      }
    }
  }
  bench_inputs_destroy(&inputs);
  return true;
}

/* Answers how many of the six Pagewright refuses. */
static uint32_t study_bad_frees(void) {
  uint32_t refused_count = 0;
  (void)printf("\n## Bad frees\n\n| free of a block or frame | Pagewright | list buddy |\n|---|---|---|\n");
  for (uint32_t kind = 0; kind < BENCH_BAD_FREE_COUNT; kind++) {
    bool ours = bench_pagewright.refuses(kind);
    bool theirs = bench_list_buddy.refuses(kind);
    refused_count += ours;
    (void)printf("| %s | %s | %s |\n", bench_bad_free_titles[kind], ours ? "refused" : "accepted",
                 theirs ? "refused" : "accepted");
  }
  return refused_count;
}

int main(int argc, char **argv) {
  static struct bench_timings timings[BENCH_SIZE_COUNT_MAX];
  struct options options = {{1u << 18, 1u << 24}, 2, 0, 2000000, 200000, 0, 5, 1u << 18, 64, NULL, NULL, NULL};
  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    return print_usage(stdout, EXIT_SUCCESS);
  }
  if (!parse_options(argc, argv, &options)) {
    return print_usage(stderr, 2);
  }
  if (options.single_case != NULL) {
    return run_single(&options);
  }
  (void)printf("# Buddy benchmark, one thread\n\n"
               "List buddy: 24 bytes a frame, smallest sufficient order first, last freed first; orders 0..20 as "
               "Pagewright, and 0..10.\nAn operation is one call in 'take all' and 'give all back', elsewhere one give "
               "and one take.\n");
  for (uint32_t i = 0; i < options.size_count; i++) {
    if (!measure(&timings[i], &options, options.frame_counts[i])) {
      return fail("out of memory");
    }
    bench_report_timings(&timings[i]);
    (void)fflush(stdout);
  }
  uint32_t packed[2] = {0, 0};
  if (!study_packing(&options, packed) || !study_latency(&options)) {
    return fail("out of memory");
  }
  uint32_t refused_count = study_bad_frees();
  uint32_t missed =
      bench_report_targets(timings, options.size_count, packed, options.packing_frame_count, refused_count);
  (void)printf("\n%u targets missed.\n", missed);
  if (options.svg_path != NULL && !draw(&options, timings)) {
    return fail("the plot cannot be written");
  }
  return EXIT_SUCCESS;
}
