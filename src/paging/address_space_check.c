/*
 * The executable invariant of an address space.
 */
#include <pagewright/address_space.h>

#include <stddef.h>

#include <pagewright/descriptor.h>

#include "src/paging/space.h"
#include "src/paging/table.h"

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
  struct pw_address_space_stats stats;
  (void)pw_address_space_stats(space, &stats); /* neither is null */
  return tally.tables == stats.table_count && tally.pages == stats.page_count &&
                 tally.blocks_2mb == stats.block_2mb_count && tally.blocks_1gb == stats.block_1gb_count
             ? PW_OK
             : PW_ERR_CORRUPT;
}
