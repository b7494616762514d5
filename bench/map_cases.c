#include "bench/map_cases.h"

#include <stdlib.h>
#include <string.h>

#include "bench/random.h"
#include "bench/region.h"

#define ROOT_ALONE 1u

const struct map_case map_cases[MAP_CASE_COUNT] = {
    [MAP_CASE_MAP_PAGES] = {"map-pages", "map, page by page", 0.8, MAP_AGAINST_PLAIN},
    [MAP_CASE_UNMAP_PAGES] = {"unmap-pages", "unmap, page by page", 1.2, MAP_AGAINST_PLAIN},
    [MAP_CASE_MAP_BLOCKS] = {"map-blocks", "map, 2 MiB by 2 MiB", 0, MAP_AGAINST_PLAIN},
    [MAP_CASE_UNMAP_BLOCKS] = {"unmap-blocks", "unmap, 2 MiB by 2 MiB", 0, MAP_AGAINST_PLAIN},
    [MAP_CASE_RANDOM_ALONE] = {"random-alone", "random page, map and unmap, alone", 0.3, MAP_AGAINST_RECLAIM},
    [MAP_CASE_RANDOM_MANY] = {"random-many", "random pages, map all, then unmap all", 0.3, MAP_AGAINST_RECLAIM},
    [MAP_CASE_TRANSLATE_PAGES] = {"translate-pages", "translate, hit at L3, in order", 1.0, MAP_AGAINST_PLAIN},
    [MAP_CASE_TRANSLATE_BLOCKS] = {"translate-blocks", "translate, hit at L2, in order", 1.0, MAP_AGAINST_PLAIN},
    [MAP_CASE_TRANSLATE_RANDOM] = {"translate-random", "translate, hit at L3, random", 1.0, MAP_AGAINST_PLAIN},
    [MAP_CASE_RENEW] = {"destroy-create", "destroy a filled space, create one", 0, MAP_AGAINST_PLAIN},
    [MAP_CASE_MAP_RANGE] = {"map-range", "map a range by pages", 2.0, MAP_AGAINST_FLOOR},
    [MAP_CASE_UNMAP_RANGE] = {"unmap-range", "unmap a range of pages", 0, MAP_AGAINST_PLAIN},
    [MAP_CASE_MAP_RANGE_BLOCKS] = {"map-range-blocks", "map a range by 2 MiB", 0, MAP_AGAINST_PLAIN},
    [MAP_CASE_UNMAP_RANGE_BLOCKS] = {"unmap-range-blocks", "unmap a range of 2 MiB", 0, MAP_AGAINST_PLAIN},
    [MAP_CASE_PROTECT_RANGE] = {"protect-range", "protect a range of pages", 0.35, MAP_AGAINST_PLAIN},
    [MAP_CASE_SPLIT] = {"split", "protect a page of a 2 MiB block", 0.6, MAP_AGAINST_PLAIN},
    [MAP_CASE_MERGE] = {"merge", "merge a range of pages", 0, MAP_AGAINST_PLAIN},
};

bool map_inputs_create(struct map_inputs *inputs, const struct map_sizes *sizes) {
  inputs->sizes = *sizes;
  inputs->alone = malloc(sizes->alone_count * sizeof *inputs->alone);
  inputs->many = malloc(sizes->page_count * sizeof *inputs->many);
  inputs->again = malloc(sizes->page_count * sizeof *inputs->again);
  uint8_t *is_taken = calloc(sizes->span_pages, 1);
  bool ok = map_memory_create(&inputs->memory, sizes->span_pages);
  if (inputs->alone == NULL || inputs->many == NULL || inputs->again == NULL || is_taken == NULL || !ok) {
    free(is_taken);
    map_inputs_destroy(inputs);
    return false;
  }
  bench_random_restart(0);
  for (uint64_t i = 0; i < sizes->alone_count; i++) {
    inputs->alone[i] = MAP_VA_BASE + bench_random() % sizes->span_pages * MAP_PAGE_BYTES;
  }
  for (uint64_t i = 0; i < sizes->page_count; i++) {
    uint64_t page = bench_random() % sizes->span_pages;
    while (is_taken[page] != 0) {
      page = bench_random() % sizes->span_pages;
    }
    is_taken[page] = 1;
    uint64_t j = bench_random() % (i + 1);
    inputs->many[i] = MAP_VA_BASE + page * MAP_PAGE_BYTES;
    inputs->again[i] = inputs->again[j];
    inputs->again[j] = inputs->many[i];
  }
  free(is_taken);
  return true;
}

void map_inputs_destroy(struct map_inputs *inputs) {
  free(inputs->alone);
  free(inputs->many);
  free(inputs->again);
  map_memory_destroy(&inputs->memory);
}

/* What the measured region does. */
struct work {
  enum map_case_id id;
  const struct map_loops *loops;
  void *space;
  const struct map_inputs *inputs;
};

/* Blocks of which one page each is given other attributes. */
static uint64_t split_count(const struct map_sizes *sizes) {
  return sizes->page_count / MAP_BLOCK_PAGES;
}

static uint64_t run_work(void *argument) {
  const struct work *work = argument;
  const struct map_loops *loops = work->loops;
  const struct map_inputs *inputs = work->inputs;
  const struct map_sizes *sizes = &inputs->sizes;
  uint64_t failures;
  switch (work->id) {
  case MAP_CASE_MAP_PAGES:
    return loops->map_run(work->space, MAP_LEVEL_PAGE, MAP_VA_BASE, sizes->page_count);
  case MAP_CASE_UNMAP_PAGES:
    return loops->unmap_run(work->space, MAP_LEVEL_PAGE, MAP_VA_BASE, sizes->page_count);
  case MAP_CASE_MAP_BLOCKS:
    return loops->map_run(work->space, MAP_LEVEL_BLOCK, MAP_VA_BASE, sizes->block_count);
  case MAP_CASE_UNMAP_BLOCKS:
    return loops->unmap_run(work->space, MAP_LEVEL_BLOCK, MAP_VA_BASE, sizes->block_count);
  case MAP_CASE_RANDOM_ALONE:
    return loops->map_and_unmap_each(work->space, inputs->alone, sizes->alone_count);
  case MAP_CASE_RANDOM_MANY:
    failures = loops->map_each(work->space, inputs->many, sizes->page_count);
    return failures + loops->unmap_each(work->space, inputs->again, sizes->page_count);
  case MAP_CASE_TRANSLATE_PAGES:
    return loops->translate_run(work->space, MAP_LEVEL_PAGE, MAP_VA_BASE, sizes->page_count);
  case MAP_CASE_TRANSLATE_BLOCKS:
    return loops->translate_run(work->space, MAP_LEVEL_BLOCK, MAP_VA_BASE, sizes->page_count);
  case MAP_CASE_TRANSLATE_RANDOM:
    return loops->translate_each(work->space, inputs->again, sizes->page_count);
  case MAP_CASE_MAP_RANGE:
    return loops->map_range(work->space, MAP_LEVEL_PAGE, MAP_VA_BASE, sizes->page_count * MAP_PAGE_BYTES);
  case MAP_CASE_UNMAP_RANGE:
    return loops->unmap_range(work->space, MAP_LEVEL_PAGE, MAP_VA_BASE, sizes->page_count * MAP_PAGE_BYTES);
  case MAP_CASE_MAP_RANGE_BLOCKS:
    return loops->map_range(work->space, MAP_LEVEL_BLOCK, MAP_VA_BASE, sizes->block_count * MAP_BLOCK_BYTES);
  case MAP_CASE_UNMAP_RANGE_BLOCKS:
    return loops->unmap_range(work->space, MAP_LEVEL_BLOCK, MAP_VA_BASE, sizes->block_count * MAP_BLOCK_BYTES);
  case MAP_CASE_PROTECT_RANGE:
    return loops->protect_range(work->space, MAP_VA_BASE, sizes->page_count * MAP_PAGE_BYTES);
  case MAP_CASE_SPLIT:
    return loops->protect_parts(work->space, MAP_VA_BASE, split_count(sizes));
  case MAP_CASE_MERGE:
    return loops->merge_range(work->space, MAP_VA_BASE, sizes->page_count * MAP_PAGE_BYTES);
  default:
    return loops->renew(work->space);
  }
}

/* Brings an empty space into the state that the case begins with; answers how many calls failed. */
static uint64_t prepare(const struct work *work) {
  const struct map_sizes *sizes = &work->inputs->sizes;
  switch (work->id) {
  case MAP_CASE_UNMAP_PAGES:
  case MAP_CASE_TRANSLATE_PAGES:
  case MAP_CASE_RENEW:
  case MAP_CASE_UNMAP_RANGE:
  case MAP_CASE_PROTECT_RANGE:
  case MAP_CASE_MERGE:
    return work->loops->map_run(work->space, MAP_LEVEL_PAGE, MAP_VA_BASE, sizes->page_count);
  case MAP_CASE_SPLIT:
    return work->loops->map_run(work->space, MAP_LEVEL_BLOCK, MAP_VA_BASE, split_count(sizes));
  case MAP_CASE_UNMAP_RANGE_BLOCKS:
  case MAP_CASE_UNMAP_BLOCKS:
  case MAP_CASE_TRANSLATE_BLOCKS:
    return work->loops->map_run(work->space, MAP_LEVEL_BLOCK, MAP_VA_BASE, sizes->block_count);
  case MAP_CASE_TRANSLATE_RANDOM:
    return work->loops->map_each(work->space, work->inputs->many, sizes->page_count);
  default:
    return 0;
  }
}

/* Whether the case leaves nothing mapped. */
static bool ends_empty(enum map_case_id id) {
  return id == MAP_CASE_UNMAP_PAGES || id == MAP_CASE_UNMAP_BLOCKS || id == MAP_CASE_RANDOM_ALONE ||
         id == MAP_CASE_RANDOM_MANY || id == MAP_CASE_RENEW || id == MAP_CASE_UNMAP_RANGE ||
         id == MAP_CASE_UNMAP_RANGE_BLOCKS;
}

/* What the mapper promises and the measured calls did not show: how many things are not as they should be. */
static uint64_t check_after(const struct work *work, const struct mapper *mapper) {
  uint64_t failures = mapper->is_sound != NULL && !mapper->is_sound(work->space) ? 1 : 0;
  if (mapper->table_count == NULL || !ends_empty(work->id)) {
    return failures;
  }
  bool is_root_alone = mapper->table_count(work->space) == ROOT_ALONE;
  return failures + (is_root_alone != (mapper->gives_back || work->id == MAP_CASE_RENEW));
}

static uint64_t call_count(enum map_case_id id, const struct map_sizes *sizes) {
  switch (id) {
  case MAP_CASE_MAP_BLOCKS:
  case MAP_CASE_UNMAP_BLOCKS:
    return sizes->block_count;
  case MAP_CASE_RANDOM_ALONE:
    return sizes->alone_count;
  case MAP_CASE_RENEW:
  case MAP_CASE_MAP_RANGE:
  case MAP_CASE_UNMAP_RANGE:
  case MAP_CASE_MAP_RANGE_BLOCKS:
  case MAP_CASE_UNMAP_RANGE_BLOCKS:
  case MAP_CASE_PROTECT_RANGE:
  case MAP_CASE_MERGE:
    return 1;
  case MAP_CASE_SPLIT:
    return split_count(sizes);
  default:
    return sizes->page_count;
  }
}

static uint64_t pages_of_call(enum map_case_id id, const struct map_sizes *sizes) {
  switch (id) {
  case MAP_CASE_MAP_BLOCKS:
  case MAP_CASE_UNMAP_BLOCKS:
    return MAP_BLOCK_PAGES;
  case MAP_CASE_RENEW:
  case MAP_CASE_MAP_RANGE:
  case MAP_CASE_UNMAP_RANGE:
  case MAP_CASE_PROTECT_RANGE:
  case MAP_CASE_MERGE:
    return sizes->page_count;
  case MAP_CASE_MAP_RANGE_BLOCKS:
  case MAP_CASE_UNMAP_RANGE_BLOCKS:
    return sizes->block_count * MAP_BLOCK_PAGES;
  default:
    return 1;
  }
}

bool map_case_run(enum map_case_id id, const struct mapper *mapper, struct map_inputs *inputs,
                  struct map_result *result) {
  struct work work = {.id = id, .loops = mapper->loops, .space = NULL, .inputs = inputs};
  memset(result, 0, sizeof *result);
  result->pages = pages_of_call(id, &inputs->sizes);
  if (id == MAP_CASE_RENEW && mapper->loops->renew == NULL) {
    return true;
  }
  work.space = mapper->open(&inputs->memory);
  if (work.space == NULL) {
    return false;
  }
  result->calls = call_count(id, &inputs->sizes);
  result->failures = prepare(&work);
  result->call_ns = bench_region_time(run_work, &work, &result->failures) / (double)result->calls;
  result->failures += check_after(&work, mapper);
  mapper->close(work.space);
  return true;
}
