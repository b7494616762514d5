/*
 * Targets of a range that is to be mapped, in logic.
 */
#ifndef PW_SPEC_PAGING_UNIT_H
#define PW_SPEC_PAGING_UNIT_H

#include "spec/paging/unit_bytes.h"

/*@ // Whole pages, of addresses that there are, and leaves of a level that has some.
    predicate pw_target_valid(struct pw_target t) =
      t.va % 0x1000 == 0 && t.pa % 0x1000 == 0 && t.length % 0x1000 == 0 && 1 <= t.top_level <= 3 &&
      t.va + t.length <= 0x10000000000000000 && t.pa + t.length <= 0x1000000000000;

    // A leaf of that size can be the first.
    predicate pw_target_fits(struct pw_target t, integer size) =
      t.va % size == 0 && t.pa % size == 0 && t.length >= size;
*/

#endif
