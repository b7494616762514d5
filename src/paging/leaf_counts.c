/*
 * Leaf counts: sums.
 */
#include "src/paging/leaf_counts.h"

#include "src/paging/space.h"

struct pw_leaf_counts pw_leaf_counts_none(void) {
  struct pw_leaf_counts none = {.page_count = 0u, .block_2mb_count = 0u, .block_1gb_count = 0u};
  return none;
}

struct pw_leaf_counts pw_leaf_counts_more(struct pw_leaf_counts counts, uint32_t level, uint64_t count) {
  struct pw_leaf_counts more = counts;
  more.page_count += level == 3u ? count : 0u;
  more.block_2mb_count += level == 2u ? count : 0u;
  more.block_1gb_count += level == 1u ? count : 0u;
  return more;
}

struct pw_leaf_counts pw_leaf_counts_fewer(struct pw_leaf_counts counts, uint32_t level, uint64_t count) {
  struct pw_leaf_counts fewer = counts;
  fewer.page_count -= level == 3u ? count : 0u;
  fewer.block_2mb_count -= level == 2u ? count : 0u;
  fewer.block_1gb_count -= level == 1u ? count : 0u;
  return fewer;
}

struct pw_leaf_counts pw_leaf_counts_of(const struct pw_address_space *space) {
  struct pw_leaf_counts counts = {.page_count = space->page_count,
                                  .block_2mb_count = space->block_2mb_count,
                                  .block_1gb_count = space->block_1gb_count};
  return counts;
}

/* Of blocks a half has at most 2^27. */
bool pw_leaf_counts_fit(const struct pw_address_space *space, struct pw_leaf_counts more) {
  return more.page_count <= UINT32_MAX - space->page_count;
}

void pw_leaf_counts_set(struct pw_address_space *space, struct pw_leaf_counts counts, bool global) {
  pw_space_set_counts(space, (uint32_t)counts.page_count, (uint32_t)counts.block_2mb_count, global);
  pw_space_set_blocks_1gb(space, (uint32_t)counts.block_1gb_count);
}
