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
#include "src/paging/protect_run.h"
#include "src/paging/range_part.h"
#include "src/paging/scan.h"
#include "src/paging/space.h"

#define LEVEL_OF_PAGES 3u

static bool is_leaf(struct pw_path path) {
  enum pw_descriptor_kind kind = pw_descriptor_kind(path.descriptor, path.level);
  return kind == PW_DESCRIPTOR_BLOCK || kind == PW_DESCRIPTOR_PAGE;
}

/* Pages side by side are looked at together. Of blocks one: what follows it may be a table. */
static uint64_t mapped_bytes(const struct pw_window *window, struct pw_path path, struct pw_va_range range) {
  uint32_t index = path.index[path.level];
  uint32_t count = 1u;
  if (path.level == LEVEL_OF_PAGES) {
    uint32_t room = pw_range_part_count(range, path.level, index);
    count = pw_scan_valid(window, path.table[path.level], index, room);
  }
  return pw_range_part_bytes(range, path.level, count);
}

bool pw_range_is_mapped(const struct pw_address_space *space, struct pw_va_range range) {
  struct pw_va_range left = range;
  bool is_mapped = true;
  while (left.length > 0u && is_mapped) {
    struct pw_path path = pw_path_find(space->window, space->root_frame, left.va, LEVEL_OF_PAGES);
    is_mapped = is_leaf(path);
    if (is_mapped) {
      left = pw_range_behind(left, mapped_bytes(space->window, path, left));
    }
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
static uint32_t same_count(const struct pw_window *window, struct pw_path path, struct pw_va_range range) {
  uint32_t index = path.index[path.level];
  uint32_t room = pw_range_part_count(range, path.level, index);
  return pw_scan_stride(window, path.table[path.level], index, room, path.descriptor, pw_level_size(path.level));
}

/* What is as it should be is not touched. */
static void protect_part(struct pw_address_space *space, struct pw_path path, uint32_t count, struct pw_va_range range,
                         const struct pw_attributes *attributes) {
  uint64_t leaf = leaf_like(path.descriptor, path.level, attributes);
  if (leaf != path.descriptor) {
    pw_protect_run(space, path, count, range, leaf);
  }
}

void pw_range_protect_commit(struct pw_address_space *space, struct pw_va_range range,
                             const struct pw_attributes *attributes) {
  struct pw_va_range left = range;
  while (left.length > 0u) {
    struct pw_path path = pw_path_find(space->window, space->root_frame, left.va, LEVEL_OF_PAGES);
    uint32_t count = same_count(space->window, path, left);
    struct pw_va_range part = {left.va, pw_range_part_bytes(left, path.level, count)};
    protect_part(space, path, count, part, attributes);
    left = pw_range_behind(left, part.length);
  }
  pw_leaf_counts_set(space, pw_leaf_counts_of(space), space->has_mapped_global || attributes->global);
  pw_flush_made(space);
}
