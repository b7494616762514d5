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

#include "src/paging/space.h"

#include "spec/paging/leaf_counts.h"

/* No leaf. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures none: \result.page_count == 0 && \result.block_2mb_count == 0 && \result.block_1gb_count == 0;
*/
struct pw_leaf_counts pw_leaf_counts_none(void);

/* 'count' leaves of a level more; of level 0 there are none to be counted. */
/*@ requires level: level <= 3;
    requires room: pw_leaves_at(counts, level) + count <= UINT64_MAX;
    terminates \true; exits \false; assigns \nothing;
    ensures pages: \result.page_count == counts.page_count + (level == 3 ? count : 0);
    ensures blocks_2mb: \result.block_2mb_count == counts.block_2mb_count + (level == 2 ? count : 0);
    ensures blocks_1gb: \result.block_1gb_count == counts.block_1gb_count + (level == 1 ? count : 0);
*/
struct pw_leaf_counts pw_leaf_counts_more(struct pw_leaf_counts counts, uint32_t level, uint64_t count);

/* 'count' leaves of a level fewer. */
/*@ requires level: 1 <= level <= 3;
    requires some: count <= pw_leaves_at(counts, level);
    terminates \true; exits \false; assigns \nothing;
    ensures pages: \result.page_count == counts.page_count - (level == 3 ? count : 0);
    ensures blocks_2mb: \result.block_2mb_count == counts.block_2mb_count - (level == 2 ? count : 0);
    ensures blocks_1gb: \result.block_1gb_count == counts.block_1gb_count - (level == 1 ? count : 0);
*/
struct pw_leaf_counts pw_leaf_counts_fewer(struct pw_leaf_counts counts, uint32_t level, uint64_t count);

/* What the space has mapped now; */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures counts: pw_leaf_counts_are(space, \result);
*/
struct pw_leaf_counts pw_leaf_counts_of(const struct pw_address_space *space);

/* whether it can count that many more; */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures fit: \result <==> space->page_count + more.page_count <= UINT32_MAX;
*/
bool pw_leaf_counts_fit(const struct pw_address_space *space, struct pw_leaf_counts more);

/* and what it has mapped from now on. */
/*@ requires ready: pw_space_source_ready(space);
    requires small: counts.page_count <= UINT32_MAX && counts.block_2mb_count <= UINT32_MAX &&
      counts.block_1gb_count <= UINT32_MAX;
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures counts: pw_leaf_counts_are(space, counts) && (space->has_mapped_global <==> global);
    ensures fields: space->window == \old(space->window) && space->source == \old(space->source) &&
      space->root_frame == \old(space->root_frame) && space->asid == \old(space->asid) &&
      space->half == \old(space->half) && space->pa_bits == \old(space->pa_bits);
*/
void pw_leaf_counts_set(struct pw_address_space *space, struct pw_leaf_counts counts, bool global);

#endif
