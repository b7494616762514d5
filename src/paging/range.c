/*
 * Range: what is refused, in which order; then reserve, then commit.
 */
#include <pagewright/range.h>

#include <stddef.h>

#include <pagewright/descriptor.h>
#include <pagewright/va_range.h>

#include "src/paging/leaf_counts.h"
#include "src/paging/range_map.h"
#include "src/paging/range_mapped.h"
#include "src/paging/range_merge.h"
#include "src/paging/range_plan.h"
#include "src/paging/range_protect.h"
#include "src/paging/range_unmap.h"
#include "src/paging/space.h"
#include "src/paging/split.h"
#include "src/paging/split_count.h"
#include "src/paging/stock.h"

#define PA_BITS_MAX       48u
#define SPLIT_PAGES_LIMIT (2u * PW_ENTRY_COUNT) /* pages that splitting can make of blocks, at both ends */

static bool limit_is_one(enum pw_leaf_limit limit) {
  return limit == PW_LIMIT_PAGE || limit == PW_LIMIT_BLOCK_2MB || limit == PW_LIMIT_BLOCK_1GB;
}

/* Where the range is to lead. */
static enum pw_status pa_status(const struct pw_address_space *space, uint64_t pa, uint64_t length) {
  uint64_t end = PW_WINDOW_PA_LIMIT >> (PA_BITS_MAX - space->pa_bits);
  if (pa % PW_PAGE_SIZE != 0u) {
    return PW_ERR_MISALIGNED;
  }
  return pa < end && length <= end - pa ? PW_OK : PW_ERR_OUT_OF_RANGE;
}

static enum pw_status target_status(const struct pw_address_space *space, struct pw_va_range range, uint64_t pa,
                                    enum pw_leaf_limit limit) {
  if (!limit_is_one(limit)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(space, range);
  return status == PW_OK ? pa_status(space, pa, range.length) : status;
}

static struct pw_target target_of(struct pw_va_range range, uint64_t pa, enum pw_leaf_limit limit) {
  struct pw_target target = {.va = range.va, .pa = pa, .length = range.length, .top_level = (uint32_t)limit};
  return target;
}

enum pw_status pw_map_range_tables_needed(const struct pw_address_space *space, uint64_t va, uint64_t pa,
                                          uint64_t length, enum pw_leaf_limit limit, uint32_t *count) {
  struct pw_va_range range = {va, length};
  if (count == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = target_status(space, range, pa, limit);
  if (status != PW_OK) {
    return status;
  }
  struct pw_range_map_plan plan = pw_range_map_plan(space, target_of(range, pa, limit));
  if (!plan.is_free) {
    return PW_ERR_ALREADY_MAPPED;
  }
  *count = plan.table_count;
  return PW_OK;
}

/* The leaves that a target becomes, on top of what is there. */
static void count_mapped(struct pw_address_space *space, struct pw_leaf_counts leaves, bool global) {
  struct pw_leaf_counts counts = pw_leaf_counts_more(pw_leaf_counts_of(space), 3u, leaves.page_count);
  counts = pw_leaf_counts_more(counts, 2u, leaves.block_2mb_count);
  counts = pw_leaf_counts_more(counts, 1u, leaves.block_1gb_count);
  pw_leaf_counts_set(space, counts, space->has_mapped_global || global);
}

static enum pw_status map_target(struct pw_address_space *space, struct pw_target target,
                                 const struct pw_attributes *attributes) {
  struct pw_range_map_plan plan = pw_range_map_plan(space, target);
  if (!plan.is_free) {
    return PW_ERR_ALREADY_MAPPED;
  }
  if (!pw_leaf_counts_fit(space, plan.leaves)) {
    return PW_ERR_NO_MEMORY;
  }
  struct pw_stock stock = pw_stock_take(space, plan.table_count);
  if (stock.count != plan.table_count) {
    return PW_ERR_NO_MEMORY;
  }
  (void)pw_range_map_commit(space, target, pw_range_map_leaves(attributes), stock);
  count_mapped(space, plan.leaves, attributes->global);
  return PW_OK;
}

enum pw_status pw_map_range(struct pw_address_space *space, uint64_t va, uint64_t pa, uint64_t length,
                            const struct pw_attributes *attributes, enum pw_leaf_limit limit) {
  struct pw_va_range range = {va, length};
  if (attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = target_status(space, range, pa, limit);
  if (status == PW_OK) {
    status = pw_attributes_check(attributes);
  }
  return status == PW_OK ? map_target(space, target_of(range, pa, limit), attributes) : status;
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
  if (!limit_is_one(limit)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(space, range);
  if (status == PW_OK) {
    pw_range_merge_commit(space, range, (uint32_t)limit);
  }
  return status;
}
