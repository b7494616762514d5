/*
 * What may be mapped in one call, in logic.
 */
#ifndef PW_SPEC_PAGING_MAP_TARGET_H
#define PW_SPEC_PAGING_MAP_TARGET_H

#include "spec/paging/unit.h"

/*@ // The target of a range, a physical address and a limit of leaves.
    predicate pw_target_is(struct pw_target t, integer va, integer pa, integer length, integer limit) =
      t.va == va && t.pa == pa && t.length == length && t.top_level == limit;

    // A limit of leaves is one.
    predicate pw_leaf_limit_valid(integer limit) = 1 <= limit <= 3;
*/

#endif
