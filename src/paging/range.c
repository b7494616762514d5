/*
 * Range: what is refused, in which order; then reserve, then commit.
 */
#include <pagewright/range.h>

#include <stddef.h>

#include <pagewright/va_range.h>

#include "src/paging/map_range.h"
#include "src/paging/map_target.h"
#include "src/paging/range_map.h"
#include "src/paging/range_mapped.h"
#include "src/paging/range_merge.h"
#include "src/paging/range_protect.h"
#include "src/paging/range_unmap.h"
#include "src/paging/space.h"
#include "src/paging/split.h"
#include "src/paging/split_count.h"
#include "src/paging/stock.h"

#define SPLIT_PAGES_LIMIT (2u * PW_ENTRY_COUNT) /* pages that splitting can make of blocks, at both ends */

enum pw_status pw_map_range(struct pw_address_space *space, uint64_t va, uint64_t pa, uint64_t length,
                            const struct pw_attributes *attributes, enum pw_leaf_limit limit) {
  struct pw_va_range range = {va, length};
  if (attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_map_target_check(space, range, pa, limit);
  if (status == PW_OK) {
    status = pw_attributes_check(attributes);
  }
  if (status == PW_OK) {
    struct pw_target target = pw_map_target(range, pa, limit);
    status = pw_map_range_target(space, target, pw_range_map_leaves(attributes), attributes->global);
  }
  return status;
}

/* The pages that splitting makes have to be counted, too. */
static struct pw_stock take_for_split(struct pw_address_space *space, uint32_t needed) {
  bool fits = needed == 0u || space->page_count <= UINT32_MAX - SPLIT_PAGES_LIMIT;
  return fits ? pw_stock_take(space, needed) : pw_stock_none();
}

static enum pw_status split_ends(struct pw_address_space *space, struct pw_va_range range) {
  uint32_t needed = pw_split_tables_needed(space, range);
  struct pw_stock stock = take_for_split(space, needed);
  if (stock.count != needed) {
    return PW_ERR_NO_MEMORY;
  }
  (void)pw_split_ends(space, range, stock);
  return PW_OK;
}

enum pw_status pw_unmap_range(struct pw_address_space *space, uint64_t va, uint64_t length) {
  struct pw_va_range range = {va, length};
  enum pw_status status = pw_va_range_check(space, range);
  if (status == PW_OK) {
    status = split_ends(space, range);
  }
  if (status == PW_OK) {
    pw_range_unmap_commit(space, range);
  }
  return status;
}

static enum pw_status mapped_status(const struct pw_address_space *space, struct pw_va_range range) {
  return pw_range_is_mapped(space, range) ? PW_OK : PW_ERR_NOT_MAPPED;
}

enum pw_status pw_protect_range_tables_needed(const struct pw_address_space *space, uint64_t va, uint64_t length,
                                              uint32_t *count) {
  struct pw_va_range range = {va, length};
  if (count == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(space, range);
  if (status == PW_OK) {
    status = mapped_status(space, range);
  }
  if (status == PW_OK) {
    *count = pw_split_tables_needed(space, range);
  }
  return status;
}

enum pw_status pw_protect_range(struct pw_address_space *space, uint64_t va, uint64_t length,
                                const struct pw_attributes *attributes) {
  struct pw_va_range range = {va, length};
  if (attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(space, range);
  if (status == PW_OK) {
    status = pw_attributes_check(attributes);
  }
  if (status == PW_OK) {
    status = mapped_status(space, range);
  }
  if (status == PW_OK) {
    status = split_ends(space, range);
  }
  if (status == PW_OK) {
    pw_range_protect_commit(space, range, pw_range_map_leaves(attributes), attributes->global);
  }
  return status;
}

enum pw_status pw_merge_range(struct pw_address_space *space, uint64_t va, uint64_t length, enum pw_leaf_limit limit) {
  struct pw_va_range range = {va, length};
  if (!pw_leaf_limit_is_valid(limit)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(space, range);
  if (status == PW_OK) {
    pw_range_merge_commit(space, range, (uint32_t)limit);
  }
  return status;
}
