/*
 * Which leaves a range becomes, in logic, by numbers alone.
 */
#ifndef PW_SPEC_PAGING_UNIT_BYTES_H
#define PW_SPEC_PAGING_UNIT_BYTES_H

#include "spec/paging/descriptor.h"

/*@ // The unit that a target begins with: the level of the largest leaf that fits, and the bytes of as many of them as target
    // and table have room for.
    logic integer pw_unit_level(integer va, integer pa, integer length, integer top) =
      top <= 1 && va % 0x40000000 == 0 && pa % 0x40000000 == 0 && length >= 0x40000000 ? 1
        : (top <= 2 && va % 0x200000 == 0 && pa % 0x200000 == 0 && length >= 0x200000 ? 2 : 3);
    logic integer pw_unit_leaves(integer va, integer length, integer size) =
      length / size < 512 - va / size % 512 ? length / size : 512 - va / size % 512;
    logic integer pw_unit_bytes(integer va, integer length, integer level) =
      pw_unit_leaves(va, length, pw_level_bytes(level)) * pw_level_bytes(level);
*/

#endif
