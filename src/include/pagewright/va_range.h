/*
 * Virtual address range: a part of the half that a space translates.
 *
 * Told by its first address and its length, so that a range that ends with the upper half (at 2^64) can be told.
 */
#ifndef PAGEWRIGHT_VA_RANGE_H
#define PAGEWRIGHT_VA_RANGE_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/descriptor.h>
#include <pagewright/status.h>

#include "spec/paging/space.h"

struct pw_va_range {
  uint64_t va;
  uint64_t length; /* in bytes */
};

#include "spec/paging/va_range.h"

/* PW_OK iff the range is one of the space. Errors, in this order: INVALID_ARGUMENT (a null pointer, a destroyed space,
 * a length of zero), MISALIGNED (va or length is no multiple of 4096), OVERFLOW (an end above 2^64), NON_CANONICAL
 * (some of it is not in the space's half). O(1). */
/*@ requires space: space == \null || \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures valid: \result == PW_OK <==> pw_space_live(space) && pw_va_range_valid(space, range);
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==> !pw_space_live(space) || range.length == 0;
    ensures overflow: \result == PW_ERR_OVERFLOW ==> range.va + range.length > 0x10000000000000000;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_MISALIGNED ||
      \result == PW_ERR_OVERFLOW || \result == PW_ERR_NON_CANONICAL;
*/
enum pw_status pw_va_range_check(const struct pw_address_space *space, struct pw_va_range range);

/* All of the half that the space translates; for a null pointer or a destroyed space a range of no length, which every
 * function refuses. */
/*@ requires space: space == \null || \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures whole: pw_space_live(space) ==> pw_va_range_valid(space, \result) && \result.length == PW_VA_HALF_SIZE;
    ensures none: !pw_space_live(space) ==> \result.length == 0;
*/
struct pw_va_range pw_va_range_all(const struct pw_address_space *space);

#endif
