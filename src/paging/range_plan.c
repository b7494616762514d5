/*
 * Range plan: where many tables are missing, all ways down end at one entry, and it is looked for once.
 */
#include "src/paging/range_plan.h"

#include <pagewright/descriptor.h>

#include "src/paging/path.h"
#include "src/paging/scan.h"
#include "src/paging/unit.h"

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
