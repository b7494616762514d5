/*
 * Unit: what one table takes of a range that is to be mapped. Internal to src/paging; pure functions.
 *
 * Which leaves a range becomes follows from its addresses, its length and the largest leaf allowed, and from no table.
 * A unit is entries side by side in one table that become leaves of one size.
 */
#ifndef PW_PAGING_UNIT_H
#define PW_PAGING_UNIT_H

#include <stdint.h>

#include <pagewright/descriptor.h>

/* What is left to be mapped: pages of [va, va + length) to those of [pa, pa + length). */
struct pw_target {
  uint64_t va;
  uint64_t pa;
  uint64_t length;
  uint32_t top_level; /* of the largest leaf that is allowed */
};

struct pw_unit {
  uint32_t level; /* of the table and its leaves */
  uint32_t first; /* entry, */
  uint32_t count; /* and how many */
  uint64_t bytes; /* that they serve */
};

#include "spec/paging/unit.h"

/* The unit that the target begins with: of the largest leaves that fit, and as many as table and target have room for.
 */
/*@ requires target: pw_target_valid(target) && target.length > 0;
    terminates \true; exits \false; assigns \nothing;
    ensures level: target.top_level <= \result.level <= 3;
    ensures first: \result.first == target.va / pw_level_bytes(\result.level) % 512;
    ensures count: 1 <= \result.count && \result.first + \result.count <= 512;
    ensures bytes: \result.bytes == \result.count * pw_level_bytes(\result.level) && \result.bytes <= target.length;
    ensures aligned: target.va % pw_level_bytes(\result.level) == 0 && target.pa % pw_level_bytes(\result.level) == 0;
    ensures largest_2mb: \result.level == 3 && target.top_level <= 2 ==> !pw_target_fits(target, 0x200000);
    ensures largest_1gb: 2 <= \result.level && target.top_level <= 1 ==> !pw_target_fits(target, 0x40000000);
    ensures longest: \result.first + \result.count < 512 ==>
      target.length - \result.bytes < pw_level_bytes(\result.level);
    ensures is_level: \result.level == pw_unit_level(target.va, target.pa, target.length, target.top_level);
    ensures is_bytes: \forall integer bytes; bytes == \result.bytes ==>
      bytes == pw_unit_bytes(target.va, target.length, \result.level);
*/
struct pw_unit pw_unit_first(struct pw_target target);

/* What is left behind the unit that the target begins with. An end of 2^64 is no address: when nothing is left, the
 * addresses stay. */
/*@ requires target: pw_target_valid(target);
    requires bytes: 0 < bytes <= target.length && bytes % 0x1000 == 0;
    terminates \true; exits \false; assigns \nothing;
    ensures target: pw_target_valid(\result);
    ensures length: \result.length == target.length - bytes;
    ensures va: \result.length > 0 ==> \result.va == target.va + bytes && \result.pa == target.pa + bytes;
    ensures same: \result.top_level == target.top_level;
*/
struct pw_target pw_target_behind(struct pw_target target, uint64_t bytes);

#endif
