/*
 * The benchmark of page tables, one thread, beside yardsticks written here: a plain walker, with and without giving
 * tables back, and the bare stores and loads of the leaf entries.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/grid.h"
#include "bench/map_cases.h"
#include "bench/options.h"
#include "bench/plot.h"

#define PAGES_OF_1GIB ((uint64_t)1 << 18)

/* In the order of the tables' columns. */
enum map_column { COLUMN_PAGEWRIGHT, COLUMN_BUDDY, COLUMN_PLAIN, COLUMN_PLAIN_RECLAIM, COLUMN_FLOOR, COLUMN_COUNT };

static const struct mapper *const mappers[COLUMN_COUNT] = {
    [COLUMN_PAGEWRIGHT] = &bench_map_pagewright,
    [COLUMN_BUDDY] = &bench_map_pagewright_buddy,
    [COLUMN_PLAIN] = &bench_map_plain,
    [COLUMN_FLOOR] = &bench_map_floor,
    [COLUMN_PLAIN_RECLAIM] = &bench_map_plain_reclaim,
};

static const struct map_sizes whole_sizes = {PAGES_OF_1GIB, 64 * PAGES_OF_1GIB / MAP_BLOCK_PAGES, 200000,
                                             64 * PAGES_OF_1GIB};
static const struct map_sizes quick_sizes = {4096, PAGES_OF_1GIB / MAP_BLOCK_PAGES, 500, PAGES_OF_1GIB};

struct options {
  struct map_sizes sizes;
  uint32_t repeat_count;
  const char *svg_path;
  const char *single_case; /* run one case once with one mapper, for a profiler */
  const char *single_mapper;
};

static const char usage[] =
    "Usage: map [OPTION]...\n"
    "Times page tables beside a plain walker and bare stores; prints tables in Markdown.\n"
    "  --quick               tiny sizes, one repetition: shows that everything runs, measures nothing\n"
    "  --repeat N            repetitions of each measurement, 1..31 (default 7)\n"
    "  --operations N        random pages mapped and unmapped one by one (default 200000)\n"
    "  --svg FILE            also draw the medians\n"
    "  --single CASE NAME    one case once with one mapper, for a profiler; prints the number of operations, 0 if\n"
    "                        the mapper cannot do it, and no table. Cases and mappers:\n ";

static int print_usage(FILE *file, int result) {
  (void)fputs(usage, file);
  for (uint32_t id = 0; id < MAP_CASE_COUNT; id++) {
    (void)fprintf(file, " %s", map_cases[id].name);
  }
  (void)fputs("\n ", file);
  for (uint32_t column = 0; column < COLUMN_COUNT; column++) {
    (void)fprintf(file, " %s", mappers[column]->name);
  }
  (void)fputs("\n", file);
  return result;
}

static bool parse_options(int argc, char **argv, struct options *options) {
  uint64_t number = 0;
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (strcmp(argv[i], "--quick") == 0) {
      options->sizes = quick_sizes;
      options->repeat_count = 1;
      continue;
    }
    if (strcmp(argv[i], "--single") == 0 && i + 2 < argc) {
      options->single_case = value;
      options->single_mapper = argv[i + 2];
      i += 2;
      continue;
    }
    if (strcmp(argv[i], "--svg") == 0 && value != NULL) {
      options->svg_path = value;
    } else if (strcmp(argv[i], "--repeat") == 0 && bench_parse_number(value, 1, BENCH_REPEAT_MAX, &number)) {
      options->repeat_count = (uint32_t)number;
    } else if (strcmp(argv[i], "--operations") == 0 && bench_parse_number(value, 1, 100000000, &number)) {
      options->sizes.alone_count = number;
    } else {
      return false;
    }
    i++;
  }
  return true;
}

static int fail(const char *reason) {
  (void)fprintf(stderr, "map: %s\n", reason);
  return EXIT_FAILURE;
}

static int fail_case(uint32_t id, uint32_t column, uint64_t failures) {
  (void)fprintf(stderr, "map: '%s' failed %llu times with %s\n", map_cases[id].title, (unsigned long long)failures,
                mappers[column]->title);
  return EXIT_FAILURE;
}

static int run_single(const struct options *options, struct map_inputs *inputs) {
  for (uint32_t id = 0; id < MAP_CASE_COUNT; id++) {
    for (uint32_t column = 0; column < COLUMN_COUNT; column++) {
      if (strcmp(options->single_case, map_cases[id].name) != 0 ||
          strcmp(options->single_mapper, mappers[column]->name) != 0) {
        continue;
      }
      struct map_result result;
      if (!map_case_run(id, mappers[column], inputs, &result)) {
        return fail("out of memory");
      }
      if (result.failures != 0) {
        return fail_case(id, column, result.failures);
      }
      (void)printf("operations %llu\n", (unsigned long long)result.calls);
      return EXIT_SUCCESS;
    }
  }
  return fail("no such case or mapper; --help lists them");
}

struct measurement {
  struct map_inputs *inputs;
  uint64_t pages[MAP_CASE_COUNT]; /* that a call is about */
  uint64_t failures[MAP_CASE_COUNT][COLUMN_COUNT];
};

static bool measure_cell(void *context, uint32_t id, uint32_t column, double *ns) {
  struct measurement *measurement = context;
  struct map_result result;
  bool ok = map_case_run(id, mappers[column], measurement->inputs, &result);
  *ns = result.call_ns;
  measurement->pages[id] = result.pages;
  measurement->failures[id][column] += result.failures;
  return ok;
}

static void name_grid(struct bench_grid *grid, const char *title) {
  (void)snprintf(grid->title, sizeof grid->title, "%s", title);
  grid->row_count = MAP_CASE_COUNT;
  grid->column_count = COLUMN_COUNT;
  for (uint32_t id = 0; id < MAP_CASE_COUNT; id++) {
    grid->rows[id] = map_cases[id].title;
  }
  for (uint32_t column = 0; column < COLUMN_COUNT; column++) {
    grid->columns[column] = mappers[column]->title;
  }
}

/* The same times by the pages that a call is about. */
static void divide_by_pages(struct bench_grid *pages, const struct bench_grid *calls,
                            const struct measurement *measurement) {
  *pages = *calls;
  name_grid(pages, "Time of a 4 KiB page");
  for (uint32_t id = 0; id < MAP_CASE_COUNT; id++) {
    for (uint32_t column = 0; column < COLUMN_COUNT; column++) {
      for (uint32_t i = 0; i < calls->repeat_count; i++) {
        pages->ns[id][column][i] = calls->ns[id][column][i] / (double)measurement->pages[id];
      }
    }
  }
}

static void print_calls(const struct bench_grid *grid) {
  static const char *const others[3] = {"to plain", "to plain, reclaim", "with the buddy to plain"};
  (void)printf("\n## ns a call, median of %u\n\n", grid->repeat_count);
  bench_grid_print_head(grid, others, 3);
  for (uint32_t id = 0; id < MAP_CASE_COUNT; id++) {
    bench_grid_print_medians(grid, id);
    bench_print_ratio(bench_grid_ratio(grid, id, COLUMN_PAGEWRIGHT, COLUMN_PLAIN));
    bench_print_ratio(bench_grid_ratio(grid, id, COLUMN_PAGEWRIGHT, COLUMN_PLAIN_RECLAIM));
    bench_print_ratio(bench_grid_ratio(grid, id, COLUMN_BUDDY, COLUMN_PLAIN));
    (void)printf("\n");
  }
}

static void print_pages(const struct bench_grid *grid) {
  (void)printf("\n## ns a 4 KiB page, median of %u\n\n", grid->repeat_count);
  bench_grid_print_head(grid, NULL, 0);
  for (uint32_t id = 0; id < MAP_CASE_COUNT; id++) {
    bench_grid_print_medians(grid, id);
    (void)printf("\n");
  }
}

/* Answers the number of targets missed. */
static uint32_t print_targets(const struct bench_grid *grid) {
  static const enum map_column yardsticks[3] = {COLUMN_PLAIN, COLUMN_PLAIN_RECLAIM, COLUMN_FLOOR};
  uint32_t missed = 0;
  (void)printf("\n## Targets, against the yardsticks of the same run\n\n"
               "| target | tables from | against | wanted | found | |\n|---|---|---|---|---|---|\n");
  for (uint32_t id = 0; id < MAP_CASE_COUNT; id++) {
    uint32_t base = yardsticks[map_cases[id].yardstick];
    for (uint32_t column = COLUMN_PAGEWRIGHT; map_cases[id].target > 0 && column <= COLUMN_BUDDY; column++) {
      double ratio = bench_grid_ratio(grid, id, column, base);
      (void)printf("| %s | %s | %s | ≤ %.2g | %.2f | %s |\n", map_cases[id].title,
                   column == COLUMN_BUDDY ? "buddy" : "stack", mappers[base]->title, map_cases[id].target, ratio,
                   bench_verdict(ratio <= map_cases[id].target, &missed));
    }
  }
  return missed;
}

static int report(const struct options *options, struct map_inputs *inputs) {
  static struct bench_grid calls;
  static struct bench_grid pages;
  static struct measurement measurement;
  measurement.inputs = inputs;
  calls.repeat_count = options->repeat_count;
  name_grid(&calls, "Time of a call");
  if (!bench_grid_measure(&calls, measure_cell, &measurement)) {
    return fail("out of memory");
  }
  for (uint32_t id = 0; id < MAP_CASE_COUNT; id++) {
    for (uint32_t column = 0; column < COLUMN_COUNT; column++) {
      if (measurement.failures[id][column] != 0) {
        return fail_case(id, column, measurement.failures[id][column]);
      }
    }
  }
  divide_by_pages(&pages, &calls, &measurement);
  (void)printf("# Page-table benchmark, one thread\n\n"
               "%llu pages by single-page calls, %llu blocks of 2 MiB by single-block calls, random pages within %llu "
               "MiB of addresses; a range is as many pages or blocks by one call.\nA random page's map and unmap are "
               "one call here. The stack of free frames gives the "
               "plain walker and Pagewright their tables.\n",
               (unsigned long long)inputs->sizes.page_count, (unsigned long long)inputs->sizes.block_count,
               (unsigned long long)(inputs->sizes.span_pages / 256));
  print_calls(&calls);
  print_pages(&pages);
  (void)printf("\n%u targets missed.\n", print_targets(&calls));
  const struct bench_grid *grids[2] = {&calls, &pages};
  if (options->svg_path != NULL &&
      !bench_plot(options->svg_path, "Time of mapping, unmapping and translating", grids, 2)) {
    return fail("the plot cannot be written");
  }
  return EXIT_SUCCESS;
}

int main(int argc, char **argv) {
  struct options options = {whole_sizes, 7, NULL, NULL, NULL};
  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    return print_usage(stdout, EXIT_SUCCESS);
  }
  if (!parse_options(argc, argv, &options)) {
    return print_usage(stderr, 2);
  }
  struct map_inputs inputs;
  if (!map_inputs_create(&inputs, &options.sizes)) {
    return fail("out of memory");
  }
  int result = options.single_case != NULL ? run_single(&options, &inputs) : report(&options, &inputs);
  map_inputs_destroy(&inputs);
  return result;
}
