/*
 * Leaf counts: pages and blocks, as a space counts them. Internal to src/paging.
 */
#ifndef PW_PAGING_LEAF_COUNTS_H
#define PW_PAGING_LEAF_COUNTS_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>

/* A value. A half has at most 2^36 pages, more than a space counts. */
struct pw_leaf_counts {
  uint64_t page_count;
  uint64_t block_2mb_count;
  uint64_t block_1gb_count;
};

struct pw_leaf_counts pw_leaf_counts_none(void);

/* 'count' leaves of a level more, or fewer. */
struct pw_leaf_counts pw_leaf_counts_more(struct pw_leaf_counts counts, uint32_t level, uint64_t count);
struct pw_leaf_counts pw_leaf_counts_fewer(struct pw_leaf_counts counts, uint32_t level, uint64_t count);

/* What the space has mapped now; */
struct pw_leaf_counts pw_leaf_counts_of(const struct pw_address_space *space);
/* whether it can count that many more; */
bool pw_leaf_counts_fit(const struct pw_address_space *space, struct pw_leaf_counts more);
/* and what it has mapped from now on. */
void pw_leaf_counts_set(struct pw_address_space *space, struct pw_leaf_counts counts, bool global);

#endif
