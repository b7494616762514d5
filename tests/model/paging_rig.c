#include "tests/model/paging_rig.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "src/paging/path.h"

#define KIB_4 ((uint64_t)1 << 12)
#define MIB_2 ((uint64_t)1 << 21)
#define GIB_1 ((uint64_t)1 << 30)

/* What the linker sends here, see --wrap in the BUILD file: the model looks, the function itself does its work. */
uint32_t __real_pw_page_source_alloc(const struct pw_page_source *source);
enum pw_status __real_pw_page_source_free(const struct pw_page_source *source, uint32_t frame);
void __real_pw_table_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child);
void __real_pw_table_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor);
void __real_pw_table_clear(struct pw_window *window, uint32_t table, uint32_t index);
void __real_pw_table_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                          uint64_t stride);
void __real_pw_path_fill(struct pw_window *window, struct pw_path path, uint32_t count, uint64_t descriptor,
                         uint64_t stride);
uint32_t __real_pw_table_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);
uint32_t __real_pw_path_drain(struct pw_window *window, struct pw_path path, uint32_t count);
uint32_t __wrap_pw_page_source_alloc(const struct pw_page_source *source);
enum pw_status __wrap_pw_page_source_free(const struct pw_page_source *source, uint32_t frame);
void __wrap_pw_table_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child);
void __wrap_pw_table_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor);
void __wrap_pw_table_clear(struct pw_window *window, uint32_t table, uint32_t index);
void __wrap_pw_table_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                          uint64_t stride);
void __wrap_pw_path_fill(struct pw_window *window, struct pw_path path, uint32_t count, uint64_t descriptor,
                         uint64_t stride);
uint32_t __wrap_pw_table_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);
uint32_t __wrap_pw_path_drain(struct pw_window *window, struct pw_path path, uint32_t count);

/* The functions above have no argument of ours. */
static struct paging_rig *at_work;

static bool fails(struct paging_rig *rig, const char *failure) {
  if (rig->failure == NULL) {
    rig->failure = failure;
  }
  return false;
}

static uint32_t custom_alloc(struct pw_custom_source *source) {
  struct paging_rig *rig = source->context;
  if (rig->budget == 0) {
    return PW_NO_FRAME;
  }
  rig->budget -= rig->budget != RIG_UNLIMITED;
  return pw_buddy_source_alloc(&rig->buddy_source);
}

static enum pw_status custom_free(struct pw_custom_source *source, uint32_t frame) {
  struct paging_rig *rig = source->context;
  return pw_buddy_source_free(&rig->buddy_source, frame);
}

static bool custom_owns(const struct pw_custom_source *source, uint32_t frame) {
  const struct paging_rig *rig = source->context;
  return pw_buddy_source_owns(&rig->buddy_source, frame);
}

static bool create_buddy(struct paging_rig *rig) {
  return pw_buddy_word_count(RIG_FRAMES) <= sizeof(rig->buddy_words) / sizeof(rig->buddy_words[0]) &&
         pw_buddy_init(&rig->buddy, RIG_BASE_PA, RIG_FRAMES, rig->buddy_words,
                       (uint32_t)(sizeof(rig->buddy_words) / sizeof(rig->buddy_words[0])), rig->buddy_tags,
                       RIG_FRAMES) == PW_OK &&
         pw_buddy_reserve_range(&rig->buddy, RIG_BASE_PA, RIG_BUDDY_FRAME) == PW_OK &&
         pw_buddy_add_range(&rig->buddy, RIG_BASE_PA, RIG_FRAMES) == PW_OK;
}

static bool create_sources(struct paging_rig *rig) {
  struct pw_page_source *custom_only = &rig->sources[RIG_SOURCE_CUSTOM];
  rig->custom =
      (struct pw_custom_source){.alloc = custom_alloc, .free = custom_free, .owns = custom_owns, .context = rig};
  return pw_early_pool_init(&rig->pool, &rig->window, RIG_BASE_PA + RIG_POOL_FRAME * KIB_4) == PW_OK &&
         pw_buddy_source_init(&rig->buddy_source, &rig->buddy, &rig->window) == PW_OK &&
         pw_page_source_init_pool(&rig->sources[RIG_SOURCE_POOL], &rig->window, &rig->pool) == PW_OK &&
         pw_page_source_init_buddy(&rig->sources[RIG_SOURCE_BUDDY], &rig->window, &rig->buddy_source) == PW_OK &&
         pw_page_source_init_chain(&rig->sources[RIG_SOURCE_BUDDY_CHAIN], &rig->sources[RIG_SOURCE_BUDDY],
                                   &rig->pool) == PW_OK &&
         pw_page_source_init_custom(custom_only, &rig->window, &rig->custom) == PW_OK &&
         pw_page_source_init_chain(&rig->sources[RIG_SOURCE_CUSTOM_CHAIN], custom_only, &rig->pool) == PW_OK;
}

uint32_t __wrap_pw_page_source_alloc(const struct pw_page_source *source) {
  uint32_t frame = __real_pw_page_source_alloc(source);
  if (frame < RIG_FRAMES) {
    tlb_model_take(&at_work->tlb_model, frame);
  }
  return frame;
}

enum pw_status __wrap_pw_page_source_free(const struct pw_page_source *source, uint32_t frame) {
  if (frame < RIG_FRAMES) {
    tlb_model_return(&at_work->tlb_model, frame);
  }
  enum pw_status status = __real_pw_page_source_free(source, frame);
  if (status == PW_OK) {
    tlb_model_returned(&at_work->tlb_model, frame);
  } else {
    (void)fails(at_work, "a table was given back to a source that refused it");
  }
  return status;
}

void __wrap_pw_table_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child) {
  __real_pw_table_link(window, table, index, child);
  tlb_model_look(&at_work->tlb_model);
}

void __wrap_pw_table_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor) {
  __real_pw_table_set_leaf(window, table, index, descriptor);
  tlb_model_look(&at_work->tlb_model);
}

void __wrap_pw_table_clear(struct pw_window *window, uint32_t table, uint32_t index) {
  __real_pw_table_clear(window, table, index);
  tlb_model_look(&at_work->tlb_model);
}

void __wrap_pw_table_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                          uint64_t stride) {
  __real_pw_table_fill(window, table, first, count, descriptor, stride);
  tlb_model_look(&at_work->tlb_model);
}

void __wrap_pw_path_fill(struct pw_window *window, struct pw_path path, uint32_t count, uint64_t descriptor,
                         uint64_t stride) {
  __real_pw_path_fill(window, path, count, descriptor, stride);
  tlb_model_look(&at_work->tlb_model);
}

uint32_t __wrap_pw_table_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  uint32_t cleared = __real_pw_table_drain(window, table, first, count);
  tlb_model_look(&at_work->tlb_model);
  return cleared;
}

uint32_t __wrap_pw_path_drain(struct pw_window *window, struct pw_path path, uint32_t count) {
  uint32_t cleared = __real_pw_path_drain(window, path, count);
  tlb_model_look(&at_work->tlb_model);
  return cleared;
}

static bool is_table(const struct paging_rig *rig, uint32_t frame) {
  return rig->tlb_model.is_taken[frame];
}

bool paging_rig_create(struct paging_rig *rig, enum rig_source source, enum pw_half half, uint32_t asid) {
  memset(rig, 0, offsetof(struct paging_rig, spaces)); /* the rest is large, and set up where it is used */
  at_work = rig;
  rig->words = aligned_alloc(4096, RIG_FRAMES * 4096);
  rig->budget = RIG_UNLIMITED;
  if (rig->words == NULL || pw_window_init(&rig->window, rig->words, RIG_BASE_PA, RIG_FRAMES, rig->live, RIG_FRAMES)) {
    return fails(rig, "no window");
  }
  if (!create_buddy(rig) || !create_sources(rig)) {
    return fails(rig, "no sources");
  }
  rig->buddy_total = pw_buddy_free_count(&rig->buddy);
  tlb_model_init(&rig->tlb_model, &rig->window);
  pw_tlb_init_recorder(&rig->tlb, &rig->recorder);
  rig->recorder.observe = tlb_model_observe;
  rig->recorder.context = &rig->tlb_model;
  for (uint32_t i = 0; i < RIG_SPACES; i++) {
    memset(&rig->spaces[i].space, 0, sizeof(rig->spaces[i].space));
    rig->spaces[i].space.root_frame = PW_NO_FRAME;
    mapping_model_init(&rig->spaces[i].model, false, RIG_PA_BITS);
  }
  paging_rig_select(rig, 0);
  enum pw_status status = PW_ERR_CORRUPT;
  if (!paging_rig_create_space(rig, source, half, asid, &status) || status != PW_OK) {
    return fails(rig, "no space");
  }
  pw_tlb_recorder_clear(&rig->recorder);
  return true;
}

void paging_rig_add_range_invalidation(struct paging_rig *rig) {
  pw_tlb_recorder_add_range(&rig->tlb);
}

void paging_rig_release(struct paging_rig *rig) {
  free(rig->words);
  rig->words = NULL;
}

void paging_rig_select(struct paging_rig *rig, uint32_t which) {
  rig->selected = which;
  rig->space = &rig->spaces[which].space;
  rig->model = &rig->spaces[which].model;
}

bool paging_rig_is_live(const struct paging_rig *rig) {
  return rig->tlb_model.spaces[rig->selected].is_live;
}

static uint32_t available_from(const struct paging_rig *rig, enum rig_source source) {
  uint32_t in_pool = PW_EARLY_POOL_FRAMES - pw_early_pool_out_count(&rig->pool);
  uint32_t in_buddy = pw_buddy_free_count(&rig->buddy);
  uint32_t in_custom = rig->budget < in_buddy ? rig->budget : in_buddy;
  switch (source) {
  case RIG_SOURCE_POOL:
    return in_pool;
  case RIG_SOURCE_BUDDY:
    return in_buddy;
  case RIG_SOURCE_CUSTOM:
    return in_custom;
  case RIG_SOURCE_BUDDY_CHAIN:
    return in_buddy + in_pool;
  default:
    return in_custom + in_pool;
  }
}

uint32_t paging_rig_available(const struct paging_rig *rig) {
  return available_from(rig, rig->spaces[rig->selected].source);
}

/* Tables of a space, and how many of them are the pool's. */
static uint32_t table_count(const struct pw_address_space *space, uint32_t *from_pool) {
  struct pw_address_space_stats stats;
  if (pw_address_space_stats(space, &stats) != PW_OK) {
    return UINT32_MAX;
  }
  *from_pool = stats.taken_count[PW_ORIGIN_POOL] - stats.returned_count[PW_ORIGIN_POOL];
  return stats.table_count;
}

/* Cheap enough for every operation: tables, pages and blocks are as many as the dictionary says, frames add up. */
static bool counts_agree(struct paging_rig *rig) {
  struct pw_address_space_stats stats;
  uint32_t pages = mapping_model_count_of_size(rig->model, KIB_4);
  uint32_t blocks = mapping_model_count_of_size(rig->model, MIB_2);
  uint32_t large_blocks = mapping_model_count_of_size(rig->model, GIB_1);
  if (pw_address_space_stats(rig->space, &stats) != PW_OK || stats.page_count != pages ||
      stats.block_2mb_count != blocks || stats.block_1gb_count != large_blocks ||
      stats.mapped_bytes != pages * KIB_4 + blocks * MIB_2 + large_blocks * GIB_1) {
    return fails(rig, "mapping statistics are wrong");
  }
  if (stats.table_count != (paging_rig_is_live(rig) ? mapping_model_table_count(rig->model) : 0)) {
    return fails(rig, "there are more or fewer tables than the mappings need");
  }
  uint32_t tables = 0;
  uint32_t from_pool = 0;
  for (uint32_t i = 0; i < RIG_SPACES; i++) {
    uint32_t pool_tables = 0;
    tables += table_count(&rig->spaces[i].space, &pool_tables);
    from_pool += pool_tables;
  }
  if (from_pool != pw_early_pool_out_count(&rig->pool)) {
    return fails(rig, "tables of the pool are lost or were given to somebody else");
  }
  if (pw_buddy_free_count(&rig->buddy) + rig->data_count + (tables - from_pool) != rig->buddy_total) {
    return fails(rig, "frames of the buddy are lost or were given twice");
  }
  return true;
}

/* After an operation on the selected space: nothing stale, the right answer, nothing written unless it was PW_OK. */
static bool end(struct paging_rig *rig, enum pw_status answer, enum pw_status expected, enum pw_status *status,
                const char *wrong_answer) {
  if (status != NULL) {
    *status = answer;
  }
  tlb_model_end(&rig->tlb_model);
  if (rig->tlb_model.failure != NULL) {
    return fails(rig, rig->tlb_model.failure);
  }
  if (rig->failure != NULL) {
    return false;
  }
  if (answer != expected) {
    return fails(rig, wrong_answer);
  }
  if (answer != PW_OK && rig->tlb_model.change_count != 0) {
    return fails(rig, "an operation that refused had written to the tables");
  }
  if (!tlb_model_live_counts_hold(&rig->tlb_model)) {
    return fails(rig, "a live count is not the number of valid entries");
  }
  return counts_agree(rig);
}

bool paging_rig_create_space(struct paging_rig *rig, enum rig_source source, enum pw_half half, uint32_t asid,
                             enum pw_status *status) {
  struct pw_address_space before = *rig->space;
  struct pw_address_space_config config = {.window = &rig->window,
                                           .source = &rig->sources[source],
                                           .tlb = &rig->tlb,
                                           .half = half,
                                           .asid = asid,
                                           .pa_bits = RIG_PA_BITS};
  enum pw_status expected = available_from(rig, source) > 0 ? PW_OK : PW_ERR_NO_MEMORY;
  tlb_model_begin(&rig->tlb_model);
  enum pw_status answer = pw_address_space_create(rig->space, &config);
  if (answer == PW_OK) {
    tlb_model_add_space(&rig->tlb_model, rig->selected, rig->space);
    mapping_model_init(rig->model, half == PW_HALF_HIGH, RIG_PA_BITS);
    rig->spaces[rig->selected].source = source;
  } else if (memcmp(rig->space, &before, sizeof(before)) != 0) {
    return fails(rig, "create refused and wrote to the space");
  }
  return end(rig, answer, expected, status, "create answered something else than the source has frames for");
}

bool paging_rig_destroy_space(struct paging_rig *rig) {
  enum pw_status expected = paging_rig_is_live(rig) ? PW_OK : PW_ERR_INVALID_ARGUMENT;
  tlb_model_begin(&rig->tlb_model);
  if (expected == PW_OK) {
    tlb_model_remove_space(&rig->tlb_model, rig->selected);
  }
  enum pw_status answer = pw_address_space_destroy(rig->space);
  mapping_model_init(rig->model, rig->model->is_high_half, RIG_PA_BITS);
  return end(rig, answer, expected, NULL, "destroy refused a live space, or took one that is not");
}

bool paging_rig_map(struct paging_rig *rig, uint64_t va, uint64_t size, uint64_t pa,
                    const struct pw_attributes *attributes, enum pw_status *status) {
  enum pw_status expected = PW_ERR_INVALID_ARGUMENT;
  if (paging_rig_is_live(rig)) {
    expected = mapping_model_map(rig->model, va, size, pa, attributes, paging_rig_available(rig));
  }
  tlb_model_begin(&rig->tlb_model);
  enum pw_status answer =
      size == KIB_4 ? pw_map_page(rig->space, va, pa, attributes) : pw_map_block_2mb(rig->space, va, pa, attributes);
  return end(rig, answer, expected, status, "map answered something else than the dictionary") &&
         paging_rig_translate(rig, va);
}

bool paging_rig_unmap(struct paging_rig *rig, uint64_t va, uint64_t size, enum pw_status *status) {
  enum pw_status expected = PW_ERR_INVALID_ARGUMENT;
  if (paging_rig_is_live(rig)) {
    expected = mapping_model_unmap(rig->model, va, size);
  }
  tlb_model_begin(&rig->tlb_model);
  enum pw_status answer = size == KIB_4 ? pw_unmap_page(rig->space, va) : pw_unmap_block_2mb(rig->space, va);
  return end(rig, answer, expected, status, "unmap answered something else than the dictionary") &&
         paging_rig_translate(rig, va);
}

/* Tables that the selected space has ever taken. */
static uint32_t taken(const struct paging_rig *rig) {
  uint32_t count = 0;
  for (uint32_t origin = 0; origin < PW_ORIGIN_COUNT; origin++) {
    count += rig->space->taken_count[origin];
  }
  return count;
}

/* What counts the tables has to answer as the dictionary, and has to write nothing but its answer. */
static bool needed_agrees(struct paging_rig *rig, enum pw_status answer, uint32_t answer_count, enum pw_status expected,
                          uint32_t expected_count) {
  if (answer != expected) {
    return fails(rig, "tables_needed answered something else than the dictionary");
  }
  if (answer_count != (answer == PW_OK ? expected_count : UINT32_MAX)) {
    return fails(rig, "tables_needed counted more or fewer tables than the mappings need");
  }
  return true;
}

/* Where a range begins and ends, and in the middle. */
static bool translate_around(struct paging_rig *rig, const struct mapping_range *range) {
  uint64_t end = range->va + range->length;
  return paging_rig_translate(rig, range->va) && paging_rig_translate(rig, range->va - 1) &&
         paging_rig_translate(rig, end) && paging_rig_translate(rig, end - 1) &&
         paging_rig_translate(rig, range->va + range->length / 2);
}

/* After an operation on a range. */
static bool end_range(struct paging_rig *rig, enum pw_status answer, enum pw_status expected, uint32_t taken_before,
                      uint32_t needed, enum pw_status *status, const char *wrong_answer) {
  if (!end(rig, answer, expected, status, wrong_answer)) {
    return false;
  }
  if (answer == PW_OK && taken(rig) - taken_before != needed) {
    return fails(rig, "an operation took more or fewer tables than tables_needed had said");
  }
  return true;
}

static enum pw_leaf_limit limit_of(uint64_t size) {
  if (size == GIB_1) {
    return PW_LIMIT_BLOCK_1GB;
  }
  return size == MIB_2 ? PW_LIMIT_BLOCK_2MB : PW_LIMIT_PAGE;
}

bool paging_rig_map_range(struct paging_rig *rig, const struct mapping_range *range,
                          const struct pw_attributes *attributes, enum pw_status *status) {
  uint32_t needed = 0;
  uint32_t count = UINT32_MAX;
  uint32_t taken_before = taken(rig);
  enum pw_status expected_needed = PW_ERR_INVALID_ARGUMENT;
  enum pw_status expected = PW_ERR_INVALID_ARGUMENT;
  if (paging_rig_is_live(rig)) {
    expected_needed = mapping_model_map_range_needed(rig->model, range, &needed);
    expected = mapping_model_map_range(rig->model, range, attributes, paging_rig_available(rig));
  }
  tlb_model_begin(&rig->tlb_model);
  enum pw_status answer =
      pw_map_range_tables_needed(rig->space, range->va, range->pa, range->length, limit_of(range->limit), &count);
  if (!needed_agrees(rig, answer, count, expected_needed, needed)) {
    return false;
  }
  answer = pw_map_range(rig->space, range->va, range->pa, range->length, attributes, limit_of(range->limit));
  return end_range(rig, answer, expected, taken_before, needed, status,
                   "map_range answered something else than the dictionary") &&
         translate_around(rig, range);
}

bool paging_rig_unmap_range(struct paging_rig *rig, const struct mapping_range *range, enum pw_status *status) {
  uint32_t needed = 0;
  uint32_t count = UINT32_MAX;
  uint32_t taken_before = taken(rig);
  enum pw_status expected_needed = PW_ERR_INVALID_ARGUMENT;
  enum pw_status expected = PW_ERR_INVALID_ARGUMENT;
  if (paging_rig_is_live(rig)) {
    expected_needed = mapping_model_unmap_range_needed(rig->model, range, &needed);
    expected = mapping_model_unmap_range(rig->model, range, paging_rig_available(rig));
  }
  tlb_model_begin(&rig->tlb_model);
  enum pw_status answer = pw_unmap_range_tables_needed(rig->space, range->va, range->length, &count);
  if (!needed_agrees(rig, answer, count, expected_needed, needed)) {
    return false;
  }
  answer = pw_unmap_range(rig->space, range->va, range->length);
  return end_range(rig, answer, expected, taken_before, needed, status,
                   "unmap_range answered something else than the dictionary") &&
         translate_around(rig, range);
}

bool paging_rig_protect_range(struct paging_rig *rig, const struct mapping_range *range,
                              const struct pw_attributes *attributes, enum pw_status *status) {
  uint32_t needed = 0;
  uint32_t count = UINT32_MAX;
  uint32_t taken_before = taken(rig);
  enum pw_status expected_needed = PW_ERR_INVALID_ARGUMENT;
  enum pw_status expected = PW_ERR_INVALID_ARGUMENT;
  if (paging_rig_is_live(rig)) {
    expected_needed = mapping_model_protect_range_needed(rig->model, range, &needed);
    expected = mapping_model_protect_range(rig->model, range, attributes, paging_rig_available(rig));
  }
  tlb_model_begin(&rig->tlb_model);
  enum pw_status answer = pw_protect_range_tables_needed(rig->space, range->va, range->length, &count);
  if (!needed_agrees(rig, answer, count, expected_needed, needed)) {
    return false;
  }
  answer = pw_protect_range(rig->space, range->va, range->length, attributes);
  return end_range(rig, answer, expected, taken_before, needed, status,
                   "protect_range answered something else than the dictionary") &&
         translate_around(rig, range);
}

bool paging_rig_merge_range(struct paging_rig *rig, const struct mapping_range *range, enum pw_status *status) {
  uint32_t taken_before = taken(rig);
  enum pw_status expected = PW_ERR_INVALID_ARGUMENT;
  if (paging_rig_is_live(rig)) {
    expected = mapping_model_merge_range(rig->model, range);
  }
  tlb_model_begin(&rig->tlb_model);
  enum pw_status answer = pw_merge_range(rig->space, range->va, range->length, limit_of(range->limit));
  return end_range(rig, answer, expected, taken_before, 0, status,
                   "merge_range answered something else than the dictionary") &&
         translate_around(rig, range);
}

bool paging_rig_translate(struct paging_rig *rig, uint64_t va) {
  struct pw_translation translation;
  const struct mapping *mapping = NULL;
  enum pw_status expected = PW_ERR_INVALID_ARGUMENT;
  if (paging_rig_is_live(rig)) {
    expected = mapping_model_translate(rig->model, va, &mapping);
  }
  if (pw_translate(rig->space, va, &translation) != expected) {
    return fails(rig, "translate answered something else than the dictionary");
  }
  if (expected == PW_ERR_INVALID_ARGUMENT || expected == PW_ERR_NON_CANONICAL) {
    return true;
  }
  uint32_t level = 0;
  uint64_t word = tlb_model_walk(&rig->tlb_model, rig->selected, va, &level);
  if (word != (mapping == NULL ? 0 : mapping_model_descriptor(mapping))) {
    return fails(rig, "the word that a walk ends at is not the mapping's");
  }
  if (mapping == NULL) {
    return true;
  }
  uint32_t expected_level = mapping->size == KIB_4 ? 3 : mapping->size == MIB_2 ? 2 : 1;
  if (level != expected_level || translation.level != expected_level ||
      translation.pa != mapping->pa + (va - mapping->va) ||
      !pw_attributes_equal(&translation.attributes, &mapping->attributes)) {
    return fails(rig, "translate gave another address, level or other attributes than were mapped");
  }
  return true;
}

/* Whether the source has every table of the space: pool tables need a source with the pool, others one with the buddy.
 */
static bool source_can_take_over(const struct paging_rig *rig, enum rig_source source) {
  uint32_t from_pool = 0;
  uint32_t from_buddy = table_count(rig->space, &from_pool) - from_pool;
  bool has_pool = source != RIG_SOURCE_BUDDY && source != RIG_SOURCE_CUSTOM;
  return (from_pool == 0 || has_pool) && (from_buddy == 0 || source != RIG_SOURCE_POOL);
}

bool paging_rig_set_source(struct paging_rig *rig, enum rig_source source, enum pw_status *status) {
  enum pw_status expected = PW_ERR_INVALID_ARGUMENT;
  if (paging_rig_is_live(rig)) {
    expected = source_can_take_over(rig, source) ? PW_OK : PW_ERR_FOREIGN;
  }
  tlb_model_begin(&rig->tlb_model);
  enum pw_status answer = pw_address_space_set_source(rig->space, &rig->sources[source]);
  if (answer == PW_OK) {
    rig->spaces[rig->selected].source = source;
  }
  return end(rig, answer, expected, status, "set_source took a source that lacks a table, or refused one that has all");
}

bool paging_rig_take_data(struct paging_rig *rig) {
  uint64_t pa = 0;
  if (pw_buddy_alloc(&rig->buddy, 0, &pa) == PW_OK) {
    uint32_t frame = (uint32_t)((pa - RIG_BASE_PA) / KIB_4);
    if (is_table(rig, frame) || frame < RIG_BUDDY_FRAME) {
      return fails(rig, "the buddy gave away a table or a reserved frame");
    }
    rig->data_pa[rig->data_count] = pa;
    rig->data_count++;
  }
  return true;
}

bool paging_rig_return_data(struct paging_rig *rig, uint32_t which) {
  if (rig->data_count == 0) {
    return true;
  }
  which %= rig->data_count;
  if (pw_buddy_free(&rig->buddy, rig->data_pa[which]) != PW_OK) {
    return fails(rig, "the buddy refused a frame that is its own");
  }
  rig->data_count--;
  rig->data_pa[which] = rig->data_pa[rig->data_count];
  return true;
}

/* Of the selected space. */
static bool compare_mappings(struct paging_rig *rig) {
  for (uint32_t i = 0; i < rig->model->count; i++) {
    const struct mapping *mapping = &rig->model->mappings[i];
    uint64_t end = mapping->va + mapping->size;
    bool goes_on = i + 1 < rig->model->count && rig->model->mappings[i + 1].va == end;
    if (!paging_rig_translate(rig, mapping->va) || !paging_rig_translate(rig, mapping->va - 1) ||
        (!goes_on && (!paging_rig_translate(rig, end - 1) || !paging_rig_translate(rig, end)))) {
      return false;
    }
  }
  return true;
}

bool paging_rig_compare(struct paging_rig *rig) {
  uint32_t selected = rig->selected;
  bool ok = true;
  for (uint32_t i = 0; i < RIG_SPACES && ok; i++) {
    paging_rig_select(rig, i);
    ok = compare_mappings(rig) && counts_agree(rig);
    enum pw_status expected = paging_rig_is_live(rig) ? PW_OK : PW_ERR_INVALID_ARGUMENT;
    if (ok && pw_address_space_check(rig->space, rig->seen, RIG_FRAMES) != expected) {
      ok = fails(rig, "the invariant of the space does not hold");
    }
  }
  paging_rig_select(rig, selected);
  if (pw_buddy_check(&rig->buddy) != PW_OK) {
    return fails(rig, "the invariant of the buddy does not hold");
  }
  return ok;
}
