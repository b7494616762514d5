/*
 * Range mapped: pages side by side are looked at together.
 */
#include "src/paging/range_mapped.h"

#include <pagewright/descriptor.h>

#include "src/paging/path.h"
#include "src/paging/range_part.h"
#include "src/paging/scan.h"

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
