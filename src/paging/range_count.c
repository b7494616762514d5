/*
 * Range count: the tables that a map and an unmap take, asked beforehand.
 */
#include <stddef.h>

#include <pagewright/range.h>

#include "src/paging/map_target.h"
#include "src/paging/range_plan.h"
#include "src/paging/split_count.h"

#include "spec/paging/map_steps.h"

enum pw_status pw_map_range_tables_needed(const struct pw_address_space *space, uint64_t va, uint64_t pa,
                                          uint64_t length, enum pw_leaf_limit limit, uint32_t *count) {
  struct pw_va_range range = {va, length};
  if (count == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_map_target_check(space, range, pa, limit);
  if (status != PW_OK) {
    return status;
  }
  //@ assert half: va / 0x1000000000000 == (va + length - 1) / 0x1000000000000;
  struct pw_target target = pw_map_target(range, pa, limit);
  struct pw_range_map_plan plan = pw_range_map_plan(space, target);
  if (!plan.is_free) {
    return PW_ERR_ALREADY_MAPPED;
  }
  *count = plan.table_count;
  //@ assert kept: pw_target_needs{Pre}(space->window, space->root_frame, target, plan.table_count);
  return PW_OK;
}

enum pw_status pw_unmap_range_tables_needed(const struct pw_address_space *space, uint64_t va, uint64_t length,
                                            uint32_t *count) {
  struct pw_va_range range = {va, length};
  if (count == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(space, range);
  if (status == PW_OK) {
    *count = pw_split_tables_needed(space, range);
  }
  return status;
}
