#include "tests/model/demand_pair.h"

#include <stdlib.h>
#include <string.h>

#include <pagewright/map.h>

#define KIB_4    ((uint64_t)1 << 12)
#define MIB_2    ((uint64_t)1 << 21)
#define GIB_1    ((uint64_t)1 << 30)
#define GIB_512  ((uint64_t)1 << 39)
#define HALF     ((uint64_t)1 << 48)
#define HIGH     ((uint64_t)0xFFFF << 48)
#define NONSENSE 0x4000000000000703u /* to a walker, a table or page */
#define ASID     9u

static bool fails(struct demand_pair *pair, const char *failure) {
  if (pair->failure == NULL) {
    pair->failure = failure;
  }
  return false;
}

static void spoil(struct demand_pair *pair, uint32_t frame) {
  for (uint32_t i = 0; i < PW_TABLE_ENTRIES; i++) {
    pair->words[frame * PW_TABLE_ENTRIES + i] = NONSENSE + i * KIB_4;
  }
}

static uint32_t source_alloc(struct pw_custom_source *custom) {
  struct demand_pair_source *source = custom->context;
  if (source->budget == 0) {
    return PW_NO_FRAME;
  }
  source->budget -= source->budget != DEMAND_PAIR_UNLIMITED;
  uint32_t frame = pw_buddy_source_alloc(&source->pair->buddy_source);
  if (frame != PW_NO_FRAME) {
    spoil(source->pair, frame);
  }
  return frame;
}

/* A page that goes has to be unmapped, forgotten by TLBs, and only then to be here. */
static enum pw_status source_free(struct pw_custom_source *custom, uint32_t frame) {
  struct demand_pair_source *source = custom->context;
  struct demand_pair *pair = source->pair;
  struct pw_translation translation;
  if (frame < DEMAND_PAIR_FRAMES && pair->is_page[frame]) {
    if (source != &pair->frames) {
      (void)fails(pair, "a page's frame went to the source of tables");
    }
    if (pw_translate(&pair->space, pair->va_of[frame], &translation) != PW_ERR_NOT_MAPPED) {
      (void)fails(pair, "a frame was given back that an address leads to");
    }
    if (!pair->is_forgotten[frame]) {
      (void)fails(pair, "a frame was given back before its invalidation was complete");
    }
    pair->is_page[frame] = false;
  }
  enum pw_status status = pw_buddy_source_free(&pair->buddy_source, frame);
  if (status == PW_OK) {
    spoil(pair, frame);
  } else {
    (void)fails(pair, "a frame was given back twice, or to a source that had not given it");
  }
  return status;
}

static bool source_owns(const struct pw_custom_source *custom, uint32_t frame) {
  const struct demand_pair_source *source = custom->context;
  return pw_buddy_source_owns(&source->pair->buddy_source, frame);
}

static bool create_source(struct demand_pair *pair, struct demand_pair_source *source) {
  source->pair = pair;
  source->budget = DEMAND_PAIR_UNLIMITED;
  source->custom =
      (struct pw_custom_source){.alloc = source_alloc, .free = source_free, .owns = source_owns, .context = source};
  return pw_page_source_init_custom(&source->source, &pair->window, &source->custom) == PW_OK;
}

/* A TLBI counts when the address has no translation any more, and is complete with the DSB behind it. */
static void observe(void *context, const struct pw_tlb_event *event) {
  struct demand_pair *pair = context;
  struct pw_translation translation;
  for (uint32_t frame = 0; frame < DEMAND_PAIR_FRAMES; frame++) {
    bool is_named = event->kind == PW_TLB_TLBI_ALL || (event->kind == PW_TLB_TLBI_ASID && event->asid == ASID) ||
                    (event->kind == PW_TLB_TLBI_VA && event->va == pair->va_of[frame] && event->asid == ASID);
    if (!pair->is_page[frame]) {
      continue;
    }
    if (is_named && pw_translate(&pair->space, pair->va_of[frame], &translation) == PW_ERR_NOT_MAPPED) {
      pair->is_named[frame] = true;
    }
    if (event->kind == PW_TLB_DSB_ISH && pair->is_named[frame]) {
      pair->is_forgotten[frame] = true;
    }
  }
}

struct pw_attributes demand_pair_attributes(uint32_t kind) {
  struct pw_attributes attributes = pw_attributes_kernel_data();
  attributes.global = false;
  switch (kind) {
  case DEMAND_PAIR_USER_DATA:
    attributes.el0_read = true;
    attributes.el0_write = true;
    break;
  case DEMAND_PAIR_KERNEL_RODATA:
    attributes.el1_write = false;
    attributes.global = true;
    break;
  case DEMAND_PAIR_USER_TEXT:
    attributes.el1_write = false;
    attributes.el0_read = true;
    attributes.el0_execute = true;
    attributes.software = 5;
    break;
  case DEMAND_PAIR_DEVICE:
    attributes.memory = PW_MEMORY_DEVICE_NGNRE;
    break;
  case DEMAND_PAIR_WRITABLE_TEXT:
    attributes.el1_execute = true;
    break;
  default:
    break;
  }
  return attributes;
}

/* By kind, EL0 or EL1, and access. */
static bool is_allowed(uint32_t kind, bool is_from_el0, enum pw_fault_access access) {
  static const char *const allowed[DEMAND_PAIR_LEGAL][2] = {
      [DEMAND_PAIR_KERNEL_DATA] = {"rw", ""},
      [DEMAND_PAIR_USER_DATA] = {"rw", "rw"},
      [DEMAND_PAIR_KERNEL_RODATA] = {"r", ""},
      [DEMAND_PAIR_USER_TEXT] = {"r", "rx"},
  };
  return strchr(allowed[kind][is_from_el0], "rwx"[access]) != NULL;
}

bool demand_pair_create(struct demand_pair *pair, bool is_high_half) {
  memset(pair, 0, sizeof(*pair));
  pair->is_high_half = is_high_half;
  pair->words = aligned_alloc(4096, DEMAND_PAIR_FRAMES * 4096);
  if (pair->words == NULL || pw_window_init(&pair->window, pair->words, DEMAND_PAIR_BASE_PA, DEMAND_PAIR_FRAMES,
                                            pair->live, DEMAND_PAIR_FRAMES) != PW_OK) {
    return fails(pair, "no window");
  }
  uint32_t word_count = (uint32_t)(sizeof(pair->buddy_words) / sizeof(pair->buddy_words[0]));
  if (pw_buddy_init(&pair->buddy, DEMAND_PAIR_BASE_PA, DEMAND_PAIR_FRAMES, pair->buddy_words, word_count,
                    pair->buddy_tags, DEMAND_PAIR_FRAMES) != PW_OK ||
      pw_buddy_reserve_range(&pair->buddy, DEMAND_PAIR_BASE_PA, DEMAND_PAIR_FIRST) != PW_OK ||
      pw_buddy_add_range(&pair->buddy, DEMAND_PAIR_BASE_PA, DEMAND_PAIR_FRAMES) != PW_OK ||
      pw_buddy_source_init(&pair->buddy_source, &pair->buddy, &pair->window) != PW_OK ||
      !create_source(pair, &pair->frames) || !create_source(pair, &pair->tables)) {
    return fails(pair, "no sources");
  }
  pair->free_total = pw_buddy_free_count(&pair->buddy);
  pw_tlb_init_recorder(&pair->tlb, &pair->recorder);
  pair->recorder.observe = observe;
  pair->recorder.context = pair;
  struct pw_address_space_config config = {.window = &pair->window,
                                           .source = &pair->tables.source,
                                           .tlb = &pair->tlb,
                                           .half = is_high_half ? PW_HALF_HIGH : PW_HALF_LOW,
                                           .asid = ASID,
                                           .pa_bits = 40};
  if (pw_address_space_create(&pair->space, &config) != PW_OK ||
      pw_demand_init(&pair->demand, &pair->space, &pair->frames.source, pair->regions, DEMAND_PAIR_REGIONS) != PW_OK) {
    return fails(pair, "no space");
  }
  return true;
}

void demand_pair_release(struct demand_pair *pair) {
  free(pair->words);
  pair->words = NULL;
}

/* The model's answers. */

static bool is_canonical(const struct demand_pair *pair, uint64_t va) {
  return pair->is_high_half ? va >= HIGH : va < HALF;
}

static enum pw_status range_status(const struct demand_pair *pair, struct pw_va_range range) {
  if (range.length == 0) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (range.va % KIB_4 != 0 || range.length % KIB_4 != 0) {
    return PW_ERR_MISALIGNED;
  }
  uint64_t last_va = range.va + range.length - 1;
  if (last_va < range.va) {
    return PW_ERR_OVERFLOW;
  }
  return is_canonical(pair, range.va) && is_canonical(pair, last_va) ? PW_OK : PW_ERR_NON_CANONICAL;
}

static struct demand_pair_region *region_of(struct demand_pair *pair, uint64_t first_va, uint64_t last_va) {
  for (uint32_t i = 0; i < pair->model_count; i++) {
    if (pair->model[i].first_va <= first_va && last_va <= pair->model[i].last_va) {
      return &pair->model[i];
    }
  }
  return NULL;
}

static struct demand_pair_page *page_of(struct demand_pair *pair, uint64_t va) {
  for (uint32_t i = 0; i < pair->page_count; i++) {
    if (pair->pages[i].va == va - va % KIB_4) {
      return &pair->pages[i];
    }
  }
  return NULL;
}

static uint64_t pages_in(const struct demand_pair *pair, uint64_t first_va, uint64_t last_va) {
  uint64_t count = 0;
  for (uint32_t i = 0; i < pair->page_count; i++) {
    count += first_va <= pair->pages[i].va && pair->pages[i].va <= last_va;
  }
  return count;
}

/* Tables below the root that the model's pages need. */
static uint32_t tables_needed(const struct demand_pair *pair) {
  static const uint64_t sizes[3] = {MIB_2, GIB_1, GIB_512};
  uint32_t count = 0;
  for (uint32_t s = 0; s < 3; s++) {
    for (uint32_t i = 0; i < pair->page_count; i++) {
      bool is_first = true;
      for (uint32_t j = 0; j < i; j++) {
        is_first = is_first && pair->pages[i].va / sizes[s] != pair->pages[j].va / sizes[s];
      }
      count += is_first;
    }
  }
  return count;
}

static uint32_t smaller(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

static void add_page(struct demand_pair *pair, uint64_t va) {
  pair->pages[pair->page_count].va = va - va % KIB_4;
  pair->pages[pair->page_count].mark = 0;
  pair->page_count++;
}

static void remove_pages(struct demand_pair *pair, uint64_t first_va, uint64_t last_va) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < pair->page_count; i++) {
    if (pair->pages[i].va < first_va || last_va < pair->pages[i].va) {
      pair->pages[kept++] = pair->pages[i];
    }
  }
  pair->page_count = kept;
}

/* All pages from the first to the last that have none, if frames and tables can be had; else the model stays. */
static bool model_fill(struct demand_pair *pair, uint64_t first_va, uint64_t last_va) {
  uint32_t free_count = pw_buddy_free_count(&pair->buddy);
  uint64_t missing = (last_va - first_va) / KIB_4 + 1 - pages_in(pair, first_va, last_va);
  uint32_t count_before = pair->page_count;
  uint32_t tables_before = tables_needed(pair);
  if (missing > smaller(pair->frames.budget, free_count)) {
    return false;
  }
  for (uint64_t i = 0; i <= (last_va - first_va) / KIB_4; i++) {
    if (page_of(pair, first_va + i * KIB_4) == NULL) {
      add_page(pair, first_va + i * KIB_4);
    }
  }
  if (tables_needed(pair) - tables_before > smaller(pair->tables.budget, free_count - (uint32_t)missing)) {
    pair->page_count = count_before;
    return false;
  }
  return true;
}

/* The real pages against the model's. */

/* A frame that has come since: every word of it is zero. */
static bool page_is_fresh(struct demand_pair *pair, uint32_t frame) {
  for (uint32_t i = 0; i < PW_TABLE_ENTRIES; i++) {
    if (pair->words[frame * PW_TABLE_ENTRIES + i] != 0) {
      return fails(pair, "a page was not all zeroes at its first touch");
    }
  }
  return true;
}

static bool compare_page(struct demand_pair *pair, const struct demand_pair_page *page, bool *is_taken) {
  struct pw_translation translation;
  const struct demand_pair_region *region = region_of(pair, page->va, page->va);
  if (region == NULL || pw_translate(&pair->space, page->va, &translation) != PW_OK) {
    return fails(pair, "a page of the model is not mapped");
  }
  struct pw_attributes attributes = demand_pair_attributes(region->kind);
  uint32_t frame = (uint32_t)((translation.pa - DEMAND_PAIR_BASE_PA) / KIB_4);
  if (translation.level != 3 || !pw_attributes_equal(&translation.attributes, &attributes)) {
    return fails(pair, "a page has other attributes than its region");
  }
  if (frame >= DEMAND_PAIR_FRAMES || is_taken[frame] || !pw_buddy_source_owns(&pair->buddy_source, frame)) {
    return fails(pair, "a frame is behind two pages, or is nobody's");
  }
  is_taken[frame] = true;
  if (pair->is_page[frame] && pair->va_of[frame] == page->va) {
    return pair->words[frame * PW_TABLE_ENTRIES + 511] == page->mark || fails(pair, "a page has lost its contents");
  }
  pair->is_page[frame] = true;
  pair->is_named[frame] = false;
  pair->is_forgotten[frame] = false;
  pair->va_of[frame] = page->va;
  return page_is_fresh(pair, frame);
}

void demand_pair_write(struct demand_pair *pair, uint32_t which) {
  struct pw_translation translation;
  if (pair->page_count == 0) {
    return;
  }
  struct demand_pair_page *page = &pair->pages[which % pair->page_count];
  if (pw_translate(&pair->space, page->va, &translation) == PW_OK) {
    uint64_t first = (translation.pa - DEMAND_PAIR_BASE_PA) / 8;
    page->mark = ++pair->next_mark;
    pair->words[first] = page->mark;
    pair->words[first + 511] = page->mark;
  }
}

static bool compare_regions(struct demand_pair *pair) {
  for (uint32_t i = 0; i < pair->model_count; i++) {
    const struct demand_pair_region *expected = &pair->model[i];
    struct pw_demand_region region;
    if (pw_demand_region(&pair->demand, expected->last_va, &region) != PW_OK || region.first_va != expected->first_va ||
        region.last_va != expected->last_va || region.limit_count != expected->limit ||
        region.fault_count != expected->faults ||
        region.populated_count != pages_in(pair, expected->first_va, expected->last_va)) {
      return fails(pair, "a region is not what the model says");
    }
    if (expected->first_va > 0 && region_of(pair, expected->first_va - 1, expected->first_va - 1) == NULL &&
        pw_demand_region(&pair->demand, expected->first_va - 1, &region) != PW_ERR_NO_REGION) {
      return fails(pair, "an address before a region has one");
    }
  }
  return true;
}

static bool compare_stats(struct demand_pair *pair) {
  struct pw_demand_stats stats;
  uint64_t reserved = 0;
  for (uint32_t i = 0; i < pair->model_count; i++) {
    reserved += (pair->model[i].last_va - pair->model[i].first_va) / KIB_4 + 1;
  }
  if (pw_demand_stats(&pair->demand, &stats) != PW_OK || stats.region_count != pair->model_count ||
      stats.reserved_count != reserved || stats.populated_count != pair->page_count ||
      stats.fault_count != pair->faults || stats.spurious_count != pair->spurious ||
      stats.refused_count != pair->refused) {
    return fails(pair, "the statistics are not what the model says");
  }
  return true;
}

bool demand_pair_compare(struct demand_pair *pair) {
  bool is_taken[DEMAND_PAIR_FRAMES] = {false};
  struct pw_address_space_stats stats;
  for (uint32_t i = 0; i < pair->page_count; i++) {
    if (!compare_page(pair, &pair->pages[i], is_taken)) {
      return false;
    }
  }
  if (pw_address_space_stats(&pair->space, &stats) != PW_OK || stats.page_count != pair->page_count ||
      stats.block_2mb_count != 0 || stats.table_count != 1 + tables_needed(pair)) {
    return fails(pair, "there are other pages or tables than the model's");
  }
  if (pw_buddy_free_count(&pair->buddy) + pair->page_count + stats.table_count != pair->free_total) {
    return fails(pair, "frames are lost");
  }
  if (pw_address_space_check(&pair->space, pair->seen, DEMAND_PAIR_FRAMES) != PW_OK) {
    return fails(pair, "the space is not sound");
  }
  if (pw_demand_check(&pair->demand) != PW_OK) {
    return fails(pair, "the regions are not sound");
  }
  return pair->failure == NULL && compare_regions(pair) && compare_stats(pair);
}

/* The end of an operation: the right answer, and no region changed unless it was PW_OK. */
static bool end(struct demand_pair *pair, const struct pw_demand_region *before, enum pw_status answer,
                enum pw_status expected, enum pw_status *status, const char *wrong) {
  if (status != NULL) {
    *status = answer;
  }
  if (answer != expected) {
    return fails(pair, wrong);
  }
  if (answer != PW_OK && memcmp(before, pair->regions, sizeof(pair->regions)) != 0) {
    return fails(pair, "a call that refused had written to the regions");
  }
  return demand_pair_compare(pair);
}

static bool model_meets(const struct demand_pair *pair, struct pw_va_range range) {
  uint64_t last_va = range.va + (range.length - 1);
  for (uint32_t i = 0; i < pair->model_count; i++) {
    if (pair->model[i].first_va <= last_va && range.va <= pair->model[i].last_va) {
      return true;
    }
  }
  return false;
}

static enum pw_status model_reserve(struct demand_pair *pair, struct pw_va_range range, uint32_t kind, uint32_t limit) {
  enum pw_status status = range_status(pair, range);
  if (status != PW_OK) {
    return status;
  }
  if (kind >= DEMAND_PAIR_LEGAL) {
    return kind == DEMAND_PAIR_DEVICE ? PW_ERR_INVALID_ATTRIBUTES : PW_ERR_WRITABLE_AND_EXECUTABLE;
  }
  if (limit == 0) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (model_meets(pair, range)) {
    return PW_ERR_ALREADY_RESERVED;
  }
  if (pair->model_count == DEMAND_PAIR_REGIONS) {
    return PW_ERR_TOO_MANY_REGIONS;
  }
  pair->model[pair->model_count++] =
      (struct demand_pair_region){range.va, range.va + (range.length - 1), kind, limit, 0};
  return PW_OK;
}

bool demand_pair_reserve(struct demand_pair *pair, struct pw_va_range range, uint32_t kind, uint32_t limit,
                         enum pw_status *status) {
  struct pw_demand_region before[DEMAND_PAIR_REGIONS];
  struct pw_attributes attributes = demand_pair_attributes(kind);
  memcpy(before, pair->regions, sizeof(before));
  enum pw_status expected = model_reserve(pair, range, kind, limit);
  enum pw_status answer = pw_demand_reserve(&pair->demand, range, &attributes, limit);
  return end(pair, before, answer, expected, status, "reserve answered something else than the model");
}

bool demand_pair_release_region(struct demand_pair *pair, uint64_t va, enum pw_status *status) {
  struct pw_demand_region before[DEMAND_PAIR_REGIONS];
  memcpy(before, pair->regions, sizeof(before));
  struct demand_pair_region *region = region_of(pair, va, va);
  enum pw_status expected = PW_ERR_NO_REGION;
  if (region != NULL) {
    expected = PW_OK;
    remove_pages(pair, region->first_va, region->last_va);
    *region = pair->model[--pair->model_count];
  }
  enum pw_status answer = pw_demand_release(&pair->demand, va);
  return end(pair, before, answer, expected, status, "release answered something else than the model");
}

bool demand_pair_populate(struct demand_pair *pair, struct pw_va_range range, enum pw_status *status) {
  struct pw_demand_region before[DEMAND_PAIR_REGIONS];
  memcpy(before, pair->regions, sizeof(before));
  uint64_t last_va = range.va + (range.length - 1);
  enum pw_status expected = range_status(pair, range);
  if (expected == PW_OK) {
    const struct demand_pair_region *region = region_of(pair, range.va, last_va);
    if (region == NULL) {
      expected = PW_ERR_NO_REGION;
    } else if (range.length / KIB_4 - pages_in(pair, range.va, last_va) >
               region->limit - pages_in(pair, region->first_va, region->last_va)) {
      expected = PW_ERR_LIMIT;
    } else if (!model_fill(pair, range.va, last_va)) {
      expected = PW_ERR_NO_MEMORY;
    }
  }
  enum pw_status answer = pw_demand_populate(&pair->demand, range);
  return end(pair, before, answer, expected, status, "populate answered something else than the model");
}

bool demand_pair_shrink(struct demand_pair *pair, struct pw_va_range range, enum pw_status *status) {
  struct pw_demand_region before[DEMAND_PAIR_REGIONS];
  memcpy(before, pair->regions, sizeof(before));
  uint64_t last_va = range.va + (range.length - 1);
  enum pw_status expected = range_status(pair, range);
  if (expected == PW_OK) {
    expected = region_of(pair, range.va, last_va) == NULL ? PW_ERR_NO_REGION : PW_OK;
  }
  if (expected == PW_OK) {
    remove_pages(pair, range.va, last_va);
  }
  enum pw_status answer = pw_demand_shrink(&pair->demand, range);
  return end(pair, before, answer, expected, status, "shrink answered something else than the model");
}

static uint64_t esr_of(struct demand_pair_fault fault) {
  uint64_t class = fault.access == PW_FAULT_EXECUTE ? 0x21 : 0x25;
  if (fault.is_svc) {
    return (uint64_t)0x15 << 26;
  }
  return (class - fault.is_from_el0) << 26 | (uint64_t)(fault.access == PW_FAULT_WRITE) << 6 | fault.status;
}

static enum pw_demand_answer model_fault(struct demand_pair *pair, uint64_t va, struct demand_pair_fault fault) {
  bool is_translation = 4 <= fault.status && fault.status <= 7;
  bool is_permission = 12 <= fault.status && fault.status <= 15;
  if (fault.is_svc || (!is_translation && !is_permission)) {
    return PW_DEMAND_OTHER_FAULT;
  }
  struct demand_pair_region *region = region_of(pair, va, va);
  if (region == NULL) {
    return PW_DEMAND_NO_REGION;
  }
  if (is_permission || !is_allowed(region->kind, fault.is_from_el0, fault.access)) {
    return PW_DEMAND_PERMISSION;
  }
  if (page_of(pair, va) != NULL) {
    return PW_DEMAND_ALREADY_MAPPED;
  }
  if (pages_in(pair, region->first_va, region->last_va) >= region->limit) {
    return PW_DEMAND_LIMIT;
  }
  uint64_t page_va = va - va % KIB_4;
  if (!model_fill(pair, page_va, page_va + KIB_4 - 1)) {
    return PW_DEMAND_NO_MEMORY;
  }
  region->faults++;
  return PW_DEMAND_MAPPED;
}

bool demand_pair_fault(struct demand_pair *pair, uint64_t va, struct demand_pair_fault fault,
                       enum pw_demand_answer *answer) {
  struct pw_demand_region before[DEMAND_PAIR_REGIONS];
  memcpy(before, pair->regions, sizeof(before));
  enum pw_demand_answer expected = model_fault(pair, va, fault);
  pair->faults += expected == PW_DEMAND_MAPPED;
  pair->spurious += expected == PW_DEMAND_ALREADY_MAPPED;
  pair->refused += expected > PW_DEMAND_ALREADY_MAPPED;
  enum pw_demand_answer real = pw_demand_fault(&pair->demand, esr_of(fault), va);
  if (answer != NULL) {
    *answer = real;
  }
  if (real != expected) {
    return fails(pair, "a fault was answered in another way than the model does");
  }
  enum pw_status status = real == PW_DEMAND_MAPPED ? PW_OK : PW_ERR_NOT_MAPPED;
  return end(pair, before, status, status, NULL, "");
}

bool demand_pair_finish(struct demand_pair *pair) {
  struct pw_address_space_stats stats;
  while (pair->model_count > 0) {
    if (!demand_pair_release_region(pair, pair->model[0].last_va, NULL)) {
      return false;
    }
  }
  if (pw_address_space_stats(&pair->space, &stats) != PW_OK || stats.table_count != 1) {
    return fails(pair, "tables are left when no region is");
  }
  if (pw_address_space_destroy(&pair->space) != PW_OK || pw_buddy_free_count(&pair->buddy) != pair->free_total) {
    return fails(pair, "frames are lost in the end");
  }
  return pair->failure == NULL;
}
