/*
 * Counts of leaves by level, in logic.
 */
#ifndef PW_SPEC_PAGING_LEAF_COUNTS_H
#define PW_SPEC_PAGING_LEAF_COUNTS_H

/*@ // The leaves of a level; there are none at level 0.
    logic integer pw_leaves_at(struct pw_leaf_counts c, integer level) =
      level == 3 ? c.page_count : (level == 2 ? c.block_2mb_count : (level == 1 ? c.block_1gb_count : 0));

    // The counts are those of the space.
    predicate pw_leaf_counts_are{L}(struct pw_address_space *s, struct pw_leaf_counts c) =
      c.page_count == s->page_count && c.block_2mb_count == s->block_2mb_count && c.block_1gb_count == s->block_1gb_count;
*/

#endif
