/*
 * Split tally: counts as values, then written at once.
 */
#include "src/paging/split_tally.h"

#include <pagewright/descriptor.h>

#include "spec/paging/counts.h"

#define COUNTS 0x100000000u /* values of a count */

/* Counts wrap by intent: those of a sound space never do. */
/*@ requires range: count < COUNTS;
    terminates \true; exits \false; assigns \nothing;
    ensures sum: \result == (count + PW_ENTRY_COUNT) % COUNTS;
    ensures range: \result < COUNTS;
*/
static uint64_t table_more(uint64_t count) {
  return (count + PW_ENTRY_COUNT) % COUNTS;
}

/*@ requires range: count < COUNTS;
    terminates \true; exits \false; assigns \nothing;
    ensures less: count > 0 ==> \result == count - 1;
    ensures range: \result < COUNTS;
*/
static uint64_t one_fewer(uint64_t count) {
  return count > 0u ? count - 1u : COUNTS - 1u;
}

/* What is mapped when a block of the level has been split. */
/*@ requires level: level == 1 || level == 2;
    requires range: counts.page_count < COUNTS && counts.block_2mb_count < COUNTS && counts.block_1gb_count < COUNTS;
    terminates \true; exits \false; assigns \nothing;
    ensures pages: \result.page_count == (counts.page_count + (level == 2 ? 512 : 0)) % COUNTS;
    ensures blocks_2mb: level == 1 ==> \result.block_2mb_count == (counts.block_2mb_count + 512) % COUNTS;
    ensures blocks_2mb_less: level == 2 && counts.block_2mb_count > 0 ==>
      \result.block_2mb_count == counts.block_2mb_count - 1;
    ensures blocks_1gb: level == 2 ==> \result.block_1gb_count == counts.block_1gb_count;
    ensures blocks_1gb_less: level == 1 && counts.block_1gb_count > 0 ==>
      \result.block_1gb_count == counts.block_1gb_count - 1;
    ensures range: \result.page_count < COUNTS && \result.block_2mb_count < COUNTS && \result.block_1gb_count < COUNTS;
*/
static struct pw_leaf_counts counts_after(struct pw_leaf_counts counts, uint32_t level) {
  struct pw_leaf_counts after = counts;
  if (level == 2u) {
    after.page_count = table_more(counts.page_count);
    after.block_2mb_count = one_fewer(counts.block_2mb_count);
  } else {
    after.block_2mb_count = table_more(counts.block_2mb_count);
    after.block_1gb_count = one_fewer(counts.block_1gb_count);
  }
  return after;
}

void pw_split_tally(struct pw_address_space *space, uint32_t level) {
  //@ assert was_owned: pw_space_owns(space) && pw_space_unused(space);
  struct pw_leaf_counts after = counts_after(pw_leaf_counts_of(space), level);
  pw_leaf_counts_set(space, after, space->has_mapped_global);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert untouched: pw_trees_untouched{Pre,Here}(space->window);
  //@ assert levels: pw_forest_levels(space->window);
  //@ assert down: pw_forest_down(space->window);
  //@ assert up: pw_forest_up(space->window);
  //@ assert roots: pw_forest_roots(space->window);
  //@ assert counts: pw_forest_counts(space->window);
  //@ assert entries: pw_forest_entries(space->window);
  //@ assert filled: pw_forest_filled(space->window, -1);
  //@ assert clean: pw_stale_none(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
}
