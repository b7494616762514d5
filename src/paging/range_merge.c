/*
 * Range merge: a split turned round, one table at a time.
 */
#include "src/paging/range_merge.h"

#include <pagewright/descriptor.h>

#include "src/paging/flush.h"
#include "src/paging/leaf_counts.h"
#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/scan.h"
#include "src/paging/space.h"

#define LEVEL_OF_PAGES 3u
#define KIND_STEP      2u /* from a block's bits 1:0 to a page's */

static bool is_leaf(uint64_t descriptor, uint32_t level) {
  enum pw_descriptor_kind kind = pw_descriptor_kind(descriptor, level);
  return kind == PW_DESCRIPTOR_BLOCK || kind == PW_DESCRIPTOR_PAGE;
}

/* Whether the table's entries are the 512 parts of a block: equal attributes, and targets that run on from one that is
 * aligned as the block has to be. */
static bool is_block_in_parts(const struct pw_window *window, uint32_t table, uint32_t level) {
  uint64_t first = pw_table_entry(window, table, 0u);
  if (!is_leaf(first, level) || pw_descriptor_leaf_pa(first, level) % pw_level_size(level - 1u) != 0u) {
    return false;
  }
  return pw_scan_stride(window, table, 0u, PW_ENTRY_COUNT, first, pw_level_size(level)) == PW_ENTRY_COUNT;
}

/* The block that 512 leaves of the level are as good as, from the first of them. */
static uint64_t larger_leaf(uint64_t descriptor, uint32_t level) {
  return level == LEVEL_OF_PAGES ? descriptor - KIND_STEP : descriptor;
}

/* 512 leaves fewer, one block more. */
static void count_merge(struct pw_address_space *space, uint32_t level) {
  struct pw_leaf_counts counts = pw_leaf_counts_fewer(pw_leaf_counts_of(space), level, PW_ENTRY_COUNT);
  pw_leaf_counts_set(space, pw_leaf_counts_more(counts, level - 1u, 1u), space->has_mapped_global);
}

/* Break, forget, make: the table at the path's end is cut off, forgotten by every TLB and walker, and a block stands in
 * its place. Then the table goes back to the source. */
static void merge_table(struct pw_address_space *space, struct pw_path path, uint64_t va) {
  uint32_t above = path.level - 1u;
  uint32_t table = path.table[path.level];
  struct pw_va_range range = {va, pw_level_size(above)};
  uint64_t leaf = larger_leaf(pw_table_entry(space->window, table, 0u), path.level);
  pw_table_clear(space->window, path.table[above], path.index[above]);
  pw_flush_range(space, range, path.level, PW_TLBI_ANY_LEVEL);
  pw_table_fill(space->window, path.table[above], path.index[above], 1u, leaf, range.length);
  pw_space_return_table(space, table);
  count_merge(space, path.level);
}

/* An end of 2^64 is no address: nothing is left there, and the address stays. */
static struct pw_va_range behind(struct pw_va_range range, uint64_t bytes) {
  struct pw_va_range left = range;
  left.length = bytes < range.length ? range.length - bytes : 0u;
  left.va = left.length == 0u ? range.va : range.va + bytes;
  return left;
}

/* Every table of the level that lies in the range, or whatever ends the way to it. */
static void merge_level(struct pw_address_space *space, struct pw_va_range range, uint32_t level) {
  struct pw_va_range left = range;
  while (left.length > 0u) {
    struct pw_path path = pw_path_find(space->window, space->root_frame, left.va, level);
    uint64_t size = pw_level_size(path.level == level ? level - 1u : path.level);
    bool is_whole = left.va % size == 0u && left.length >= size;
    if (path.level == level && is_whole && is_block_in_parts(space->window, path.table[level], level)) {
      merge_table(space, path, left.va);
    }
    left = behind(left, size - left.va % size);
  }
}

void pw_range_merge_commit(struct pw_address_space *space, struct pw_va_range range, uint32_t top_level) {
  for (uint32_t level = LEVEL_OF_PAGES; level > top_level; level--) {
    merge_level(space, range, level);
  }
  pw_flush_made(space);
}
