#include "tests/model/paging_rig.h"

#include <stdlib.h>
#include <string.h>

#define KIB_4    ((uint64_t)1 << 12)
#define MIB_2    ((uint64_t)1 << 21)
#define NONSENSE 0x00600000400FF703u /* valid as a leaf and as a link */

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

/* Whether a frame holds a table of the space: those of the TLB model's last look. */
static bool is_table(const struct paging_rig *rig, uint32_t frame) {
  return rig->tlb_model.tables[frame].is_linked;
}

static void scribble(struct paging_rig *rig) {
  static uint64_t nonsense[512];
  for (uint32_t i = 0; i < 512; i++) {
    nonsense[i] = NONSENSE;
  }
  for (uint32_t frame = 0; frame < RIG_FRAMES; frame++) {
    if (!is_table(rig, frame)) {
      memcpy(&rig->words[(size_t)frame * 512], nonsense, sizeof(nonsense));
      rig->live[frame] = 0xABCD;
    }
  }
}

static void begin(struct paging_rig *rig) {
  scribble(rig);
  tlb_model_begin(&rig->tlb_model);
}

static bool end(struct paging_rig *rig) {
  tlb_model_end(&rig->tlb_model);
  return rig->tlb_model.failure == NULL ? true : fails(rig, rig->tlb_model.failure);
}

bool paging_rig_create(struct paging_rig *rig, enum rig_source source, enum pw_half half, uint32_t asid) {
  memset(rig, 0, sizeof(*rig));
  rig->words = aligned_alloc(4096, RIG_FRAMES * 4096);
  rig->budget = RIG_UNLIMITED;
  rig->source = source;
  if (rig->words == NULL || pw_window_init(&rig->window, rig->words, RIG_BASE_PA, RIG_FRAMES, rig->live, RIG_FRAMES)) {
    return fails(rig, "no window");
  }
  if (!create_buddy(rig) || !create_sources(rig)) {
    return fails(rig, "no sources");
  }
  rig->buddy_total = pw_buddy_free_count(&rig->buddy);
  scribble(rig);
  pw_tlb_init_recorder(&rig->tlb, &rig->recorder);
  struct pw_address_space_config config = {.window = &rig->window,
                                           .source = &rig->sources[source],
                                           .tlb = &rig->tlb,
                                           .half = half,
                                           .asid = asid,
                                           .pa_bits = 40};
  if (pw_address_space_create(&rig->space, &config) != PW_OK) {
    return fails(rig, "no space");
  }
  mapping_model_init(&rig->model, half == PW_HALF_HIGH, 40);
  tlb_model_init(&rig->tlb_model, &rig->space);
  pw_tlb_recorder_clear(&rig->recorder);
  rig->recorder.observe = tlb_model_observe;
  rig->recorder.context = &rig->tlb_model;
  return true;
}

void paging_rig_release(struct paging_rig *rig) {
  free(rig->words);
  rig->words = NULL;
}

uint32_t paging_rig_available(const struct paging_rig *rig) {
  uint32_t in_pool = PW_EARLY_POOL_FRAMES - pw_early_pool_out_count(&rig->pool);
  uint32_t in_buddy = pw_buddy_free_count(&rig->buddy);
  uint32_t in_custom = rig->budget < in_buddy ? rig->budget : in_buddy;
  switch (rig->source) {
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

static uint32_t table_count(const struct paging_rig *rig) {
  struct pw_address_space_stats stats;
  return pw_address_space_stats(&rig->space, &stats) == PW_OK ? stats.table_count : UINT32_MAX;
}

/* Cheap enough for every operation: tables, pages and blocks are as many as the dictionary says, frames add up. */
static bool counts_agree(struct paging_rig *rig) {
  struct pw_address_space_stats stats;
  uint32_t pages = mapping_model_count_of_size(&rig->model, KIB_4);
  uint32_t blocks = mapping_model_count_of_size(&rig->model, MIB_2);
  if (pw_address_space_stats(&rig->space, &stats) != PW_OK || stats.page_count != pages ||
      stats.block_2mb_count != blocks || stats.mapped_bytes != pages * KIB_4 + blocks * MIB_2) {
    return fails(rig, "mapping statistics are wrong");
  }
  if (stats.table_count != mapping_model_table_count(&rig->model)) {
    return fails(rig, "there are more or fewer tables than the mappings need");
  }
  uint32_t from_pool = stats.taken_count[PW_ORIGIN_POOL] - stats.returned_count[PW_ORIGIN_POOL];
  if (from_pool != pw_early_pool_out_count(&rig->pool)) {
    return fails(rig, "tables of the pool are lost or were given to somebody else");
  }
  if (pw_buddy_free_count(&rig->buddy) + rig->data_count + (stats.table_count - from_pool) != rig->buddy_total) {
    return fails(rig, "frames of the buddy are lost or were given twice");
  }
  return true;
}

bool paging_rig_map(struct paging_rig *rig, uint64_t va, uint64_t size, uint64_t pa,
                    const struct pw_attributes *attributes, enum pw_status *status) {
  uint32_t available = paging_rig_available(rig);
  uint32_t tables_before = table_count(rig);
  begin(rig);
  enum pw_status answer =
      size == KIB_4 ? pw_map_page(&rig->space, va, pa, attributes) : pw_map_block_2mb(&rig->space, va, pa, attributes);
  if (status != NULL) {
    *status = answer;
  }
  if (!end(rig)) {
    return false;
  }
  if (answer != mapping_model_map(&rig->model, va, size, pa, attributes, available)) {
    return fails(rig, "map answered something else than the dictionary");
  }
  if (answer != PW_OK && table_count(rig) != tables_before) {
    return fails(rig, "a refused map changed the number of tables");
  }
  return counts_agree(rig) && paging_rig_translate(rig, va);
}

bool paging_rig_unmap(struct paging_rig *rig, uint64_t va, uint64_t size, enum pw_status *status) {
  begin(rig);
  enum pw_status answer = size == KIB_4 ? pw_unmap_page(&rig->space, va) : pw_unmap_block_2mb(&rig->space, va);
  if (status != NULL) {
    *status = answer;
  }
  if (!end(rig)) {
    return false;
  }
  if (answer != mapping_model_unmap(&rig->model, va, size)) {
    return fails(rig, "unmap answered something else than the dictionary");
  }
  return counts_agree(rig) && paging_rig_translate(rig, va);
}

bool paging_rig_translate(struct paging_rig *rig, uint64_t va) {
  struct pw_translation translation;
  const struct mapping *mapping = NULL;
  enum pw_status answer = pw_translate(&rig->space, va, &translation);
  if (answer != mapping_model_translate(&rig->model, va, &mapping)) {
    return fails(rig, "translate answered something else than the dictionary");
  }
  if (answer != PW_OK) {
    return true;
  }
  if (translation.pa != mapping->pa + (va - mapping->va) || translation.level != (mapping->size == KIB_4 ? 3u : 2u) ||
      !pw_attributes_equal(&translation.attributes, &mapping->attributes)) {
    return fails(rig, "translate gave another address, level or other attributes than were mapped");
  }
  return true;
}

/* Whether the source has every table of the space: pool tables need a source with the pool, others one with the buddy.
 */
static bool source_can_take_over(const struct paging_rig *rig, enum rig_source source) {
  uint32_t from_pool = pw_early_pool_out_count(&rig->pool);
  uint32_t from_buddy = table_count(rig) - from_pool;
  bool has_pool = source != RIG_SOURCE_BUDDY && source != RIG_SOURCE_CUSTOM;
  return (from_pool == 0 || has_pool) && (from_buddy == 0 || source != RIG_SOURCE_POOL);
}

bool paging_rig_set_source(struct paging_rig *rig, enum rig_source source, enum pw_status *status) {
  enum pw_status expected = source_can_take_over(rig, source) ? PW_OK : PW_ERR_FOREIGN;
  begin(rig);
  enum pw_status answer = pw_address_space_set_source(&rig->space, &rig->sources[source]);
  if (status != NULL) {
    *status = answer;
  }
  if (!end(rig)) {
    return false;
  }
  if (answer != expected) {
    return fails(rig, "set_source accepted a source that lacks a table, or refused one that has all");
  }
  if (answer == PW_OK) {
    rig->source = source;
  }
  return counts_agree(rig);
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

bool paging_rig_compare(struct paging_rig *rig) {
  for (uint32_t i = 0; i < rig->model.count; i++) {
    const struct mapping *mapping = &rig->model.mappings[i];
    if (!paging_rig_translate(rig, mapping->va) || !paging_rig_translate(rig, mapping->va + mapping->size - 1) ||
        !paging_rig_translate(rig, mapping->va + mapping->size) || !paging_rig_translate(rig, mapping->va - 1)) {
      return false;
    }
  }
  if (pw_address_space_check(&rig->space, rig->seen, RIG_FRAMES) != PW_OK) {
    return fails(rig, "the invariant of the space does not hold");
  }
  if (pw_buddy_check(&rig->buddy) != PW_OK) {
    return fails(rig, "the invariant of the buddy does not hold");
  }
  return counts_agree(rig);
}

bool paging_rig_destroy_space(struct paging_rig *rig) {
  begin(rig);
  if (pw_address_space_destroy(&rig->space) != PW_OK) {
    return fails(rig, "destroy refused a live space");
  }
  if (!end(rig)) {
    return false;
  }
  if (pw_early_pool_out_count(&rig->pool) != 0 ||
      pw_buddy_free_count(&rig->buddy) + rig->data_count != rig->buddy_total || table_count(rig) != 0) {
    return fails(rig, "tables did not return to where they came from");
  }
  return true;
}
