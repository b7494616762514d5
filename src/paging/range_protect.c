/*
 * Range protect: break, forget, make, for each run of leaves side by side that lead on from each other.
 *
 * While its entries are invalid a run is known by its first leaf and its length alone, so no memory is needed. Leaves
 * that lead to scattered places are runs of one.
 */
#include "src/paging/range_protect.h"

#include <pagewright/descriptor.h>

#include "src/paging/flush.h"
#include "src/paging/leaf_counts.h"
#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/scan.h"
#include "src/paging/space.h"

#define LEVEL_OF_PAGES 3u

/* Entries of one table, beginning with the one that serves the range's first address. */
struct part {
  struct pw_path path;
  uint32_t count;
  uint64_t bytes; /* that they serve, from the range's first address on */
};

/* The entries of the table that ends the path; all of those that begin in the range, and the first. */
static struct part next_part(const struct pw_address_space *space, struct pw_va_range range) {
  struct pw_path path = pw_path_find(space->window, space->root_frame, range.va, LEVEL_OF_PAGES);
  uint64_t size = pw_level_size(path.level);
  uint64_t wanted = (range.va % size + (range.length - 1u)) / size + 1u;
  uint32_t room = PW_ENTRY_COUNT - path.index[path.level];
  struct part part = {.path = path, .count = wanted < room ? (uint32_t)wanted : room, .bytes = 0u};
  return part;
}

/* The same with fewer entries. */
static struct part first_entries(struct part part, struct pw_va_range range, uint32_t count) {
  struct part fewer = part;
  uint64_t size = pw_level_size(part.path.level);
  uint64_t bytes = count * size - range.va % size;
  fewer.count = count;
  fewer.bytes = bytes < range.length ? bytes : range.length;
  return fewer;
}

/* An end of 2^64 is no address: nothing is left there, and the address stays. */
static struct pw_va_range behind(struct pw_va_range range, uint64_t bytes) {
  struct pw_va_range left = range;
  left.length = range.length - bytes;
  left.va = left.length == 0u ? range.va : range.va + bytes;
  return left;
}

static bool is_leaf(struct pw_path path) {
  enum pw_descriptor_kind kind = pw_descriptor_kind(path.descriptor, path.level);
  return kind == PW_DESCRIPTOR_BLOCK || kind == PW_DESCRIPTOR_PAGE;
}

/* Pages side by side are looked at together. Of blocks one: what follows it may be a table. */
static struct part mapped_part(const struct pw_window *window, struct part part, struct pw_va_range range) {
  struct pw_path path = part.path;
  uint32_t count = 1u;
  if (path.level == LEVEL_OF_PAGES) {
    count = pw_scan_valid(window, path.table[path.level], path.index[path.level], part.count);
  }
  return first_entries(part, range, count);
}

bool pw_range_is_mapped(const struct pw_address_space *space, struct pw_va_range range) {
  struct pw_va_range left = range;
  bool is_mapped = true;
  while (left.length > 0u && is_mapped) {
    struct part part = next_part(space, left);
    is_mapped = is_leaf(part.path);
    left = is_mapped ? behind(left, mapped_part(space->window, part, left).bytes) : left;
  }
  return is_mapped;
}

/* The leaf that leads where the old one led. The attributes have been checked. */
static uint64_t leaf_like(uint64_t descriptor, uint32_t level, const struct pw_attributes *attributes) {
  uint64_t leaf = 0u;
  (void)pw_descriptor_leaf(pw_descriptor_leaf_pa(descriptor, level), level, attributes, &leaf);
  return leaf;
}

/* Leaves that lead on from each other, from the first on. */
static struct part same_part(const struct pw_window *window, struct part part, struct pw_va_range range) {
  struct pw_path path = part.path;
  uint32_t count = pw_scan_stride(window, path.table[path.level], path.index[path.level], part.count, path.descriptor,
                                  pw_level_size(path.level));
  return first_entries(part, range, count);
}

/* What is as it should be is not touched. */
static void protect_part(struct pw_address_space *space, uint64_t va, struct part part,
                         const struct pw_attributes *attributes) {
  struct pw_path path = part.path;
  uint32_t table = path.table[path.level];
  uint32_t first = path.index[path.level];
  struct pw_va_range range = {va, part.bytes};
  uint64_t leaf = leaf_like(path.descriptor, path.level, attributes);
  if (leaf == path.descriptor) {
    return;
  }
  (void)pw_table_drain(space->window, table, first, part.count);
  pw_flush_range(space, range, path.level, path.level);
  pw_table_fill(space->window, table, first, part.count, leaf, pw_level_size(path.level));
}

void pw_range_protect_commit(struct pw_address_space *space, struct pw_va_range range,
                             const struct pw_attributes *attributes) {
  struct pw_va_range left = range;
  while (left.length > 0u) {
    struct part part = same_part(space->window, next_part(space, left), left);
    protect_part(space, left.va, part, attributes);
    left = behind(left, part.bytes);
  }
  pw_leaf_counts_set(space, pw_leaf_counts_of(space), space->has_mapped_global || attributes->global);
  pw_flush_made(space);
}
