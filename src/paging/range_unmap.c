/*
 * Range unmap: one way down for each table with entries in the range.
 *
 * A table of level 3 that lies in the range is cut off whole: its pages are not visited. Whatever is cut off is put on
 * a stock, by a word that no walker takes for an entry, and goes back to the source when no walker can come to it.
 */
#include "src/paging/range_unmap.h"

#include <pagewright/descriptor.h>

#include "src/paging/flush.h"
#include "src/paging/leaf_counts.h"
#include "src/paging/path.h"
#include "src/paging/scan.h"
#include "src/paging/space.h"
#include "src/paging/stock.h"
#include "src/paging/unmap_part.h"
#include "src/paging/unmap_step.h"

#define LEVEL_OF_PAGES  3u
#define LEVEL_OF_BLOCKS 2u

/* Everything out of some entries of a table of level 2. */
static struct pw_removed sweep(struct pw_address_space *space, uint32_t table, uint32_t first, uint32_t count,
                               struct pw_removed removed) {
  struct pw_removed more = removed;
  uint32_t done = 0u;
  while (done < count) {
    uint32_t run = pw_scan_no_links(space->window, table, first + done, count - done);
    more = pw_unmap_run(space, table, first + done, count - done, run, more);
    done += run > 0u ? run : 1u;
  }
  return more;
}

/* One table's part of the range. */
struct part {
  struct pw_path path; /* to its first entry */
  bool is_whole;       /* the entries are those of a table of level 2, and lie in the range whole */
  uint32_t count;      /* of entries, */
  uint64_t bytes;      /* and what they serve, in the range */
};

/* The part at the range's begin: entries of the table of level 2 that lie in the range; else, where the first of them
 * does not, of the table below it. When the path ends above, it is one entry, a leaf in the range or a hole. */
static struct part next_part(const struct pw_address_space *space, struct pw_va_range range) {
  bool is_whole = range.va % PW_BLOCK_2MB_SIZE == 0u && range.length >= PW_BLOCK_2MB_SIZE;
  uint32_t level = is_whole ? LEVEL_OF_BLOCKS : LEVEL_OF_PAGES;
  struct pw_path path = pw_path_find(space->window, space->root_frame, range.va, level);
  uint64_t size = pw_level_size(path.level);
  struct part part = {.path = path, .is_whole = false, .count = 1u, .bytes = size - range.va % size};
  if (path.level == level) {
    part.is_whole = is_whole;
    uint64_t wanted = range.length / size;
    uint32_t room = PW_ENTRY_COUNT - path.index[level];
    part.count = wanted < room ? (uint32_t)wanted : room;
    part.bytes = part.count * size;
  }
  part.bytes = part.bytes < range.length ? part.bytes : range.length;
  return part;
}

static struct pw_removed remove_part(struct pw_address_space *space, struct part part, struct pw_removed removed) {
  struct pw_path path = part.path;
  uint32_t table = path.table[path.level];
  uint32_t first = path.index[path.level];
  struct pw_removed more = part.is_whole ? sweep(space, table, first, part.count, removed)
                                         : pw_unmap_step_drain(space, table, path.level, first, part.count, removed);
  return pw_unmap_prune(space, path, more);
}

/* An end of 2^64 is no address: nothing is left there, and the address stays. */
static struct pw_va_range behind(struct pw_va_range range, uint64_t bytes) {
  struct pw_va_range left = range;
  left.length = range.length - bytes;
  left.va = left.length == 0u ? range.va : range.va + bytes;
  return left;
}

/* The level of the smallest leaves; 0 when there is none. */
static uint32_t smallest_level(struct pw_leaf_counts leaves) {
  if (leaves.page_count > 0u) {
    return LEVEL_OF_PAGES;
  }
  if (leaves.block_2mb_count > 0u) {
    return LEVEL_OF_BLOCKS;
  }
  return leaves.block_1gb_count > 0u ? 1u : 0u;
}

/* The level that an invalidation may name. */
static uint32_t common_level(struct pw_removed removed) {
  uint32_t level = smallest_level(removed.leaves);
  bool has_larger = (level == LEVEL_OF_PAGES && removed.leaves.block_2mb_count > 0u) ||
                    (level >= LEVEL_OF_BLOCKS && removed.leaves.block_1gb_count > 0u);
  return has_larger || removed.tables.count > 0u ? PW_TLBI_ANY_LEVEL : level;
}

static struct pw_leaf_counts difference(struct pw_leaf_counts counts, struct pw_leaf_counts fewer) {
  struct pw_leaf_counts left = pw_leaf_counts_fewer(counts, 3u, fewer.page_count);
  left = pw_leaf_counts_fewer(left, 2u, fewer.block_2mb_count);
  return pw_leaf_counts_fewer(left, 1u, fewer.block_1gb_count);
}

void pw_range_unmap_commit(struct pw_address_space *space, struct pw_va_range range) {
  struct pw_removed removed = {
      .first = range.va, .last = range.va, .leaves = pw_leaf_counts_none(), .tables = pw_stock_none()};
  struct pw_va_range left = range;
  while (left.length > 0u) {
    struct part part = next_part(space, left);
    removed.last = left.va + (part.bytes - 1u);
    removed = remove_part(space, part, removed);
    left = behind(left, part.bytes);
  }
  uint32_t leaf_level = smallest_level(removed.leaves);
  if (leaf_level > 0u) {
    pw_flush_range(space, range, leaf_level, common_level(removed));
    pw_stock_give_back(space, removed.tables);
    pw_leaf_counts_set(space, difference(pw_leaf_counts_of(space), removed.leaves), space->has_mapped_global);
  }
}
