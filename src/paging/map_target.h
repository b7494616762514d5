/*
 * Map target: what is wrong with the arguments of a map, and what they ask for. Internal to src/paging.
 */
#ifndef PW_PAGING_MAP_TARGET_H
#define PW_PAGING_MAP_TARGET_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/range.h>
#include <pagewright/status.h>
#include <pagewright/va_range.h>

#include "src/paging/unit.h"

#include "spec/paging/map_target.h"

/* Whether leaves of such a level are there. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures valid: \result <==> pw_leaf_limit_valid(limit);
*/
bool pw_leaf_limit_is_valid(enum pw_leaf_limit limit);

/* Whether the arguments are in order: the range, then where it is to lead. */
/*@ requires space: space == \null || \valid_read(space);
    requires bits: pw_space_live(space) ==> 32 <= space->pa_bits <= 48;
    terminates \true; exits \false; assigns \nothing;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_MISALIGNED ||
      \result == PW_ERR_OVERFLOW || \result == PW_ERR_NON_CANONICAL || \result == PW_ERR_OUT_OF_RANGE;
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==>
      !pw_space_live(space) || range.length == 0 || !pw_leaf_limit_valid(limit);
    ensures range: \result == PW_OK ==> pw_space_live(space) && pw_va_range_valid(space, range);
    ensures limit: \result == PW_OK ==> pw_leaf_limit_valid(limit);
    ensures pa: \result == PW_OK ==> pa % 0x1000 == 0 && pa + range.length <= 0x1000000000000;
*/
enum pw_status pw_map_target_check(const struct pw_address_space *space, struct pw_va_range range, uint64_t pa,
                                   enum pw_leaf_limit limit);

/* What arguments that are in order ask for. */
/*@ requires length: range.length > 0 && range.length % 0x1000 == 0 && range.va % 0x1000 == 0;
    requires end: range.va + range.length <= 0x10000000000000000;
    requires pa: pa % 0x1000 == 0 && pa + range.length <= 0x1000000000000;
    requires limit: pw_leaf_limit_valid(limit);
    terminates \true; exits \false; assigns \nothing;
    ensures is: pw_target_is(\result, range.va, pa, range.length, limit);
    ensures valid: pw_target_valid(\result);
*/
struct pw_target pw_map_target(struct pw_va_range range, uint64_t pa, enum pw_leaf_limit limit);

#endif
