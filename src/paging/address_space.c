/*
 * Address space: creation, destruction, and the executable invariant.
 */
#include <pagewright/address_space.h>

#include <stddef.h>

#include <pagewright/descriptor.h>

#include "src/paging/space.h"
#include "src/paging/table.h"

#define ASID_LIMIT       0x10000u
#define PA_BITS_MIN      32u
#define PA_BITS_MAX      48u
#define TTBR_ASID_WEIGHT 0x1000000000000u /* bits 63:48, Arm ARM D17.2.144 */

static bool config_is_valid(const struct pw_address_space_config *config) {
  if (config->window == NULL || config->source == NULL || config->tlb == NULL) {
    return false;
  }
  return config->source->window == config->window && (config->half == PW_HALF_LOW || config->half == PW_HALF_HIGH) &&
         config->asid < ASID_LIMIT && config->pa_bits >= PA_BITS_MIN && config->pa_bits <= PA_BITS_MAX;
}

enum pw_status pw_address_space_create(struct pw_address_space *space, const struct pw_address_space_config *config) {
  if (space == NULL || config == NULL || !config_is_valid(config)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint32_t root = pw_page_source_alloc(config->source);
  if (root == PW_NO_FRAME) {
    return PW_ERR_NO_MEMORY;
  }
  for (uint32_t origin = 0u; origin < PW_ORIGIN_COUNT; origin++) {
    space->taken_count[origin] = 0u;
    space->returned_count[origin] = 0u;
  }
  space->taken_count[pw_page_source_origin(config->source, root)] = 1u;
  space->window = config->window;
  space->source = config->source;
  space->tlb = config->tlb;
  space->half = config->half;
  space->asid = config->asid;
  space->pa_bits = config->pa_bits;
  space->page_count = 0u;
  space->block_2mb_count = 0u;
  space->block_1gb_count = 0u;
  space->has_mapped_global = false;
  space->root_frame = root;
  pw_table_zero(space->window, root);
  space->tlb->dsb_ishst(space->tlb);
  return PW_OK;
}

/* Forget every translation of the space. An invalidation by ASID leaves global entries alone. */
static void invalidate_all(struct pw_address_space *space) {
  space->tlb->dsb_ishst(space->tlb);
  if (space->half == PW_HALF_HIGH || space->has_mapped_global) {
    space->tlb->tlbi_all(space->tlb);
  } else {
    space->tlb->tlbi_asid(space->tlb, space->asid);
  }
  space->tlb->dsb_ish(space->tlb);
  space->tlb->isb(space->tlb);
}

/* Give back a table of level 1 that is linked nowhere, and all below it, children first. */
static void return_subtree(struct pw_address_space *space, uint32_t table) {
  struct pw_tree_cursor cursor;
  pw_tree_cursor_init(&cursor, table, 1u);
  for (enum pw_tree_event event = pw_tree_cursor_next(&cursor, space->window); event != PW_TREE_END;
       event = pw_tree_cursor_next(&cursor, space->window)) {
    if (event == PW_TREE_LEAVE) {
      pw_space_return_table(space, cursor.table[cursor.level]);
    }
  }
}

enum pw_status pw_address_space_destroy(struct pw_address_space *space) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    uint64_t descriptor = pw_table_entry(space->window, space->root_frame, index);
    if (pw_descriptor_kind(descriptor, 0u) == PW_DESCRIPTOR_TABLE) {
      pw_table_clear(space->window, space->root_frame, index);
      invalidate_all(space);
      return_subtree(space, pw_table_child(space->window, descriptor));
    }
  }
  /* Once more: a walker may still hold the root itself. */
  invalidate_all(space);
  pw_space_return_table(space, space->root_frame);
  space->root_frame = PW_NO_FRAME;
  space->page_count = 0u;
  space->block_2mb_count = 0u;
  space->block_1gb_count = 0u;
  return PW_OK;
}

enum pw_status pw_address_space_set_source(struct pw_address_space *space, const struct pw_page_source *source) {
  if (!pw_space_is_live(space) || source == NULL || source->window != space->window) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  struct pw_tree_cursor cursor;
  pw_tree_cursor_init(&cursor, space->root_frame, 0u);
  for (enum pw_tree_event event = pw_tree_cursor_next(&cursor, space->window); event != PW_TREE_END;
       event = pw_tree_cursor_next(&cursor, space->window)) {
    if (event == PW_TREE_ENTER && !pw_page_source_owns(source, cursor.table[cursor.level])) {
      return PW_ERR_FOREIGN;
    }
  }
  space->source = source;
  return PW_OK;
}

uint64_t pw_address_space_ttbr(const struct pw_address_space *space) {
  if (!pw_space_is_live(space)) {
    return 0u;
  }
  uint64_t root_pa = pw_window_base_pa(space->window) + (uint64_t)space->root_frame * PW_FRAME_BYTES;
  return (uint64_t)space->asid * TTBR_ASID_WEIGHT + root_pa;
}

/* Tables in the tree: the counts wrap, their difference does not. */
static uint32_t table_count(const struct pw_address_space *space) {
  uint32_t count = 0u;
  for (uint32_t origin = 0u; origin < PW_ORIGIN_COUNT; origin++) {
    uint32_t taken = space->taken_count[origin];
    uint32_t returned = space->returned_count[origin];
    count += taken >= returned ? taken - returned : UINT32_MAX - returned + taken + 1u;
  }
  return count;
}

enum pw_status pw_address_space_stats(const struct pw_address_space *space, struct pw_address_space_stats *stats) {
  if (space == NULL || stats == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  for (uint32_t origin = 0u; origin < PW_ORIGIN_COUNT; origin++) {
    stats->taken_count[origin] = space->taken_count[origin];
    stats->returned_count[origin] = space->returned_count[origin];
  }
  stats->table_count = table_count(space);
  stats->page_count = space->page_count;
  stats->block_2mb_count = space->block_2mb_count;
  stats->block_1gb_count = space->block_1gb_count;
  stats->mapped_bytes = (uint64_t)space->page_count * PW_PAGE_SIZE +
                        (uint64_t)space->block_2mb_count * PW_BLOCK_2MB_SIZE +
                        (uint64_t)space->block_1gb_count * PW_BLOCK_1GB_SIZE;
  return PW_OK;
}

/* What a check counts on its way. */
struct tally {
  uint32_t tables;
  uint32_t pages;
  uint32_t blocks_2mb;
  uint32_t blocks_1gb;
};

/* A leaf is right when encoding what it decodes to gives it again, and its address is one that may be mapped. */
static bool leaf_is_legal(const struct pw_address_space *space, uint64_t descriptor, uint32_t level) {
  struct pw_attributes attributes = pw_descriptor_attributes(descriptor);
  uint64_t pa = pw_descriptor_leaf_pa(descriptor, level);
  uint64_t again = 0u;
  return pw_descriptor_leaf(pa, level, &attributes, &again) == PW_OK && again == descriptor &&
         pa < (uint64_t)1u << space->pa_bits;
}

static bool entry_is_legal(const struct pw_address_space *space, uint64_t descriptor, uint32_t level,
                           struct tally *tally) {
  uint32_t child;
  switch (pw_descriptor_kind(descriptor, level)) {
  case PW_DESCRIPTOR_TABLE:
    child = pw_table_child(space->window, descriptor);
    return child != PW_NO_FRAME &&
           descriptor == pw_descriptor_table(pw_window_base_pa(space->window) + (uint64_t)child * PW_FRAME_BYTES);
  case PW_DESCRIPTOR_BLOCK:
    tally->blocks_2mb += level == 2u ? 1u : 0u;
    tally->blocks_1gb += level == 1u ? 1u : 0u;
    return leaf_is_legal(space, descriptor, level);
  case PW_DESCRIPTOR_PAGE:
    tally->pages++;
    return leaf_is_legal(space, descriptor, level);
  case PW_DESCRIPTOR_INVALID:
  default:
    return descriptor == 0u;
  }
}

static bool table_is_legal(const struct pw_address_space *space, uint32_t table, uint32_t level, struct tally *tally) {
  uint32_t valid_count = 0u;
  bool legal = pw_page_source_owns(space->source, table);
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    uint64_t descriptor = pw_table_entry(space->window, table, index);
    legal = entry_is_legal(space, descriptor, level, tally) && legal;
    valid_count += descriptor != 0u ? 1u : 0u;
  }
  tally->tables++;
  return legal && pw_table_live_count(space->window, table) == valid_count && (valid_count > 0u || level == 0u);
}

enum pw_status pw_address_space_check(const struct pw_address_space *space, uint8_t *seen, uint32_t seen_count) {
  if (!pw_space_is_live(space) || seen == NULL || seen_count < space->window->frame_count) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (space->root_frame >= space->window->frame_count) {
    return PW_ERR_CORRUPT;
  }
  for (uint32_t frame = 0u; frame < space->window->frame_count; frame++) {
    seen[frame] = 0u;
  }
  struct tally tally = {.tables = 0u, .pages = 0u, .blocks_2mb = 0u, .blocks_1gb = 0u};
  struct pw_tree_cursor cursor;
  pw_tree_cursor_init(&cursor, space->root_frame, 0u);
  for (enum pw_tree_event event = pw_tree_cursor_next(&cursor, space->window); event != PW_TREE_END;
       event = pw_tree_cursor_next(&cursor, space->window)) {
    uint32_t table = cursor.table[cursor.level];
    if (event == PW_TREE_ENTER) {
      if (seen[table] != 0u || !table_is_legal(space, table, cursor.level, &tally)) {
        return PW_ERR_CORRUPT;
      }
      seen[table] = 1u;
    }
  }
  return tally.tables == table_count(space) && tally.pages == space->page_count &&
                 tally.blocks_2mb == space->block_2mb_count && tally.blocks_1gb == space->block_1gb_count
             ? PW_OK
             : PW_ERR_CORRUPT;
}
