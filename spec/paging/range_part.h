/*
 * What one table has of a range, in logic.
 */
#ifndef PW_SPEC_PAGING_RANGE_PART_H
#define PW_SPEC_PAGING_RANGE_PART_H

#include "spec/paging/va_entry.h"

/*@ // A range of addresses that there are, none longer than a half.
    predicate pw_part_range(struct pw_va_range r) =
      1 <= r.length <= 0x1000000000000 && r.va + r.length <= 0x10000000000000000;

    // The entry that serves the range's first address and those behind it, as many as that, begin in the range or before.
    predicate pw_part_begins(struct pw_va_range r, integer level, integer count) =
      1 <= count && pw_va_entry(r.va, level, count - 1) <= r.va + (r.length - 1);
*/

#endif
