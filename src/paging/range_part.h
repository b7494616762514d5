/*
 * Range part: what the table at the end of a path has of a range. Internal to src/paging; pure functions.
 *
 * The range begins with the address that the path leads to.
 */
#ifndef PW_PAGING_RANGE_PART_H
#define PW_PAGING_RANGE_PART_H

#include <stdint.h>

#include <pagewright/descriptor.h>
#include <pagewright/va_range.h>

#include "spec/paging/range_part.h"

/* Entries from the index on that begin in the range; the first may begin before it. */
/*@ requires level: level <= 3 && index < 512;
    requires range: pw_part_range(range);
    terminates \true; exits \false; assigns \nothing;
    ensures room: 1 <= \result && index + \result <= 512;
    ensures begins: pw_part_begins(range, level, \result);
*/
uint32_t pw_range_part_count(struct pw_va_range range, uint32_t level, uint32_t index);

/* The bytes of the range that so many entries serve. */
/*@ requires level: level <= 3 && count <= 512;
    requires range: pw_part_range(range);
    requires begins: pw_part_begins(range, level, count);
    terminates \true; exits \false; assigns \nothing;
    ensures bytes: 1 <= \result <= range.length;
    ensures part: \result < range.length ==> range.va + \result == pw_va_entry(range.va, level, count);
    ensures last: \result == range.length ==> range.va + \result <= pw_va_entry(range.va, level, count);
*/
uint64_t pw_range_part_bytes(struct pw_va_range range, uint32_t level, uint32_t count);

/* The range without its first bytes. An end of 2^64 is no address: when nothing is left, the address stays. */
/*@ requires range: pw_part_range(range) && bytes <= range.length;
    terminates \true; exits \false; assigns \nothing;
    ensures length: \result.length == range.length - bytes;
    ensures va: \result.va == (\result.length > 0 ? range.va + bytes : range.va);
*/
struct pw_va_range pw_range_behind(struct pw_va_range range, uint64_t bytes);

#endif
