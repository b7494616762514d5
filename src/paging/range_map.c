/*
 * Range map: one way down for each table, then its entries in one loop.
 */
#include "src/paging/range_map.h"

#include <pagewright/descriptor.h>

#include "src/paging/flush.h"
#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/scan.h"
#include "src/paging/space.h"
#include "src/paging/tlb.h"

#define LEVEL_OF_PAGES  3u
#define LEVEL_OF_BLOCKS 2u

/* The tables that a unit needs and none before it does: the missing ones that begin with the unit, and all that are
 * missing if it is the first. */
static uint32_t tables_of_unit(struct pw_path path, struct pw_unit unit, uint64_t va, bool is_first) {
  uint32_t needed = 0u;
  for (uint32_t level = path.level; level < unit.level; level++) {
    needed += is_first || va % pw_level_size(level) == 0u ? 1u : 0u;
  }
  return needed;
}

static bool unit_is_free(const struct pw_window *window, struct pw_path path, struct pw_unit unit) {
  if (path.level < unit.level) {
    return path.descriptor == 0u;
  }
  return pw_scan_zero(window, path.table[unit.level], unit.first, unit.count) == unit.count;
}

/* Bytes from va on for which the way down to the unit's level ends at the same entry. */
static uint64_t bytes_of_end(struct pw_path path, struct pw_unit unit, uint64_t va) {
  uint64_t size = pw_level_size(path.level);
  return path.level < unit.level ? size - va % size : unit.bytes;
}

/* Where many tables are missing, all ways down end at one entry, and it is looked for once. */
struct pw_range_map_plan pw_range_map_plan(const struct pw_address_space *space, struct pw_target target) {
  struct pw_range_map_plan plan = {.is_free = true, .table_count = 0u, .leaves = pw_leaf_counts_none()};
  struct pw_target left = target;
  struct pw_path path = pw_path_find(space->window, space->root_frame, target.va, 0u);
  uint64_t same = 0u; /* bytes for which the path is still the one */
  while (left.length > 0u && plan.is_free) {
    struct pw_unit unit = pw_unit_first(left);
    if (same == 0u) {
      path = pw_path_find(space->window, space->root_frame, left.va, unit.level);
      same = bytes_of_end(path, unit, left.va);
    }
    plan.is_free = unit_is_free(space->window, path, unit);
    plan.table_count += tables_of_unit(path, unit, left.va, left.length == target.length);
    plan.leaves = pw_leaf_counts_more(plan.leaves, unit.level, unit.count);
    left = pw_target_behind(left, unit.bytes);
    same -= unit.bytes;
  }
  return plan;
}

/* How far a commit has come. */
struct progress {
  struct pw_path path;   /* to the table of the unit before */
  struct pw_stock stock; /* what is left of it */
};

/* The way down, one step short of it where the table of level 2 is the one of the unit before. */
static struct pw_path find_near(const struct pw_address_space *space, struct pw_path path, uint64_t va,
                                uint32_t level) {
  if (path.level < LEVEL_OF_BLOCKS || va % PW_BLOCK_1GB_SIZE == 0u) {
    return pw_path_find(space->window, space->root_frame, va, level);
  }
  struct pw_path near = path;
  near.level = LEVEL_OF_BLOCKS;
  near.index[LEVEL_OF_BLOCKS] = pw_va_index(va, LEVEL_OF_BLOCKS);
  near.index[LEVEL_OF_PAGES] = pw_va_index(va, LEVEL_OF_PAGES);
  near.descriptor = pw_table_entry(space->window, near.table[LEVEL_OF_BLOCKS], near.index[LEVEL_OF_BLOCKS]);
  if (level == LEVEL_OF_PAGES && near.descriptor != 0u) {
    return pw_path_find(space->window, space->root_frame, va, level);
  }
  return near;
}

/* One level further down, by a table of the stock. A walker that sees the link has to see zeroes behind it, not what
 * the frame held before (Arm ARM B2.3.12). */
static struct progress extend(struct pw_address_space *space, struct progress progress) {
  uint32_t table = progress.stock.first;
  struct pw_stock rest = pw_stock_rest(space->window, progress.stock);
  pw_space_zero_table(space, table);
  pw_tlb_dsb_ishst(space->tlb);
  struct progress next = {.path = pw_path_extend(space->window, progress.path, table), .stock = rest};
  return next;
}

static struct progress map_unit(struct pw_address_space *space, uint64_t va, struct pw_unit unit, uint64_t leaf,
                                struct progress progress) {
  struct progress next = {.path = find_near(space, progress.path, va, unit.level), .stock = progress.stock};
  while (next.path.level < unit.level) {
    next = extend(space, next);
  }
  pw_table_fill(space->window, next.path.table[unit.level], unit.first, unit.count, leaf, pw_level_size(unit.level));
  return next;
}

/* The leaves that lead to 0: with an address added they lead there. Those of blocks look alike at both levels. */
struct leaves {
  uint64_t page;
  uint64_t block;
};

/* The attributes have been checked. */
static struct leaves leaves_to_0(const struct pw_attributes *attributes) {
  uint64_t page = 0u;
  uint64_t block = 0u;
  (void)pw_descriptor_leaf(0u, LEVEL_OF_PAGES, attributes, &page);
  (void)pw_descriptor_leaf(0u, LEVEL_OF_BLOCKS, attributes, &block);
  struct leaves leaves = {.page = page, .block = block};
  return leaves;
}

static uint64_t leaf_to(struct leaves leaves, uint64_t pa, uint32_t level) {
  return (level == LEVEL_OF_PAGES ? leaves.page : leaves.block) + pa;
}

void pw_range_map_commit(struct pw_address_space *space, struct pw_target target,
                         const struct pw_attributes *attributes, struct pw_stock stock) {
  struct pw_target left = target;
  struct progress progress = {.path = pw_path_find(space->window, space->root_frame, target.va, 0u), .stock = stock};
  struct leaves leaves = leaves_to_0(attributes);
  while (left.length > 0u) {
    struct pw_unit unit = pw_unit_first(left);
    uint64_t leaf = leaf_to(leaves, left.pa, unit.level);
    progress = map_unit(space, left.va, unit, leaf, progress);
    left = pw_target_behind(left, unit.bytes);
  }
  pw_flush_made(space);
}
