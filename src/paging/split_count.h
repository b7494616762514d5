/*
 * Split count: the tables that it takes until no leaf goes across an end of a range. Internal to src/paging; nothing is
 * written.
 *
 * A range has two boundaries, its first address and the first behind it. At the end of the upper half the second is
 * 2^64, which reads as 0: a multiple of every size, as 2^64 is.
 */
#ifndef PW_PAGING_SPLIT_COUNT_H
#define PW_PAGING_SPLIT_COUNT_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

#include "spec/paging/split_count.h"

/* The first address behind the range, modulo 2^64. */
/*@ requires range: 0 < range.length && range.va + range.length <= 0x10000000000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures end: \result == pw_range_end(range);
*/
uint64_t pw_range_boundary(struct pw_va_range range);

/* The tables that are needed so that no leaf goes across an end of the range. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    requires range: pw_va_range_valid(space, range);
    terminates \true; exits \false; assigns \nothing;
    ensures tables: \result == pw_split_tables(space, range.va, 0) +
      pw_split_tables(space, pw_range_end(range), range.va);
    ensures few: \result <= 4;
*/
uint32_t pw_split_tables_needed(const struct pw_address_space *space, struct pw_va_range range);

#endif
