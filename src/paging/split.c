/*
 * Split: break, forget, make; one block at a time.
 * The boundaries are those of split_count.h.
 */
#include "src/paging/split.h"

#include <pagewright/descriptor.h>

#include "src/paging/leaf_counts.h"
#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/space.h"
#include "src/paging/split_count.h"
#include "src/paging/tlb.h"

#define LEVEL_OF_PAGES 3u
#define KIND_STEP      2u /* from a block's bits 1:0 to a page's */

/* The end of the path to the boundary, which is in the half unless it is that of a GiB. */
static struct pw_path path_to(const struct pw_address_space *space, uint64_t boundary) {
  return pw_path_find(space->window, space->root_frame, boundary, LEVEL_OF_PAGES);
}

/* Whether the path ends at a block that goes across the boundary. */
static bool is_across(struct pw_path path, uint64_t boundary) {
  return pw_descriptor_kind(path.descriptor, path.level) == PW_DESCRIPTOR_BLOCK &&
         boundary % pw_level_size(path.level) != 0u;
}

/* The first of the 512 leaves that a block of the level is as good as. */
static uint64_t smaller_leaf(uint64_t descriptor, uint32_t level) {
  return level + 1u == LEVEL_OF_PAGES ? descriptor + KIND_STEP : descriptor;
}

/* Break: the block at the path's end is invalid, and forgotten by every TLB. */
static void break_block(struct pw_address_space *space, struct pw_path path, uint64_t va) {
  (void)pw_table_drain(space->window, path.table[path.level], path.index[path.level], 1u);
  pw_tlb_dsb_ishst(space->tlb);
  pw_tlb_tlbi_va(space->tlb, va, path.level, space->asid);
  pw_tlb_dsb_ish(space->tlb);
}

/* One block more of 512 smaller leaves. */
static void count_split(struct pw_address_space *space, uint32_t level) {
  struct pw_leaf_counts counts = pw_leaf_counts_fewer(pw_leaf_counts_of(space), level, 1u);
  pw_leaf_counts_set(space, pw_leaf_counts_more(counts, level + 1u, PW_ENTRY_COUNT), space->has_mapped_global);
}

/* The block at the path's end becomes a table, to which the path goes on. The barriers of the break are behind the
 * zeroes, too. */
static struct pw_path split_block(struct pw_address_space *space, struct pw_path path, uint64_t va, uint32_t table) {
  struct pw_path broken = path;
  uint64_t leaf = smaller_leaf(path.descriptor, path.level);
  pw_space_zero_table(space, table);
  break_block(space, path, va);
  broken.descriptor = 0u;
  struct pw_path longer = pw_path_extend(space->window, broken, table);
  pw_table_fill(space->window, table, 0u, PW_ENTRY_COUNT, leaf, pw_level_size(longer.level));
  longer.descriptor = pw_table_entry(space->window, table, longer.index[longer.level]);
  count_split(space, path.level);
  return longer;
}

/* The stock is what has been counted, so there is something across the boundary only while something is left of it. */
static struct pw_stock split_at(struct pw_address_space *space, uint64_t boundary, struct pw_stock stock) {
  if (stock.count == 0u || boundary % PW_BLOCK_1GB_SIZE == 0u) {
    return stock;
  }
  struct pw_stock left = stock;
  struct pw_path path = path_to(space, boundary);
  while (is_across(path, boundary)) {
    uint32_t table = left.first;
    left = pw_stock_rest(space->window, left);
    path = split_block(space, path, boundary, table);
  }
  return left;
}

struct pw_stock pw_split_ends(struct pw_address_space *space, struct pw_va_range range, struct pw_stock stock) {
  struct pw_stock left = split_at(space, range.va, stock);
  return split_at(space, pw_range_boundary(range), left);
}
