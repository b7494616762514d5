/*
 * Unit: a larger leaf than a unit's can only begin where the unit's table ends, so a unit is as long as table and
 * target are.
 */
#include "src/paging/unit.h"

#include <stdbool.h>

#define LEVEL_OF_PAGES      3u
#define LEVEL_OF_2MB_BLOCKS 2u
#define LEVEL_OF_1GB_BLOCKS 1u

/* Whether a leaf of the size can be the first. */
/*@ requires size: size == 0x200000 || size == 0x40000000;
    terminates \true; exits \false; assigns \nothing;
    ensures fits: \result <==> pw_target_fits(target, size);
*/
static bool fits(struct pw_target target, uint64_t size) {
  //@ assert cases: size == 0x200000 || size == 0x40000000;
  return target.va % size == 0u && target.pa % size == 0u && target.length >= size;
}

/* The level of the largest leaf that fits. */
/*@ requires target: pw_target_valid(target) && target.length > 0;
    terminates \true; exits \false; assigns \nothing;
    ensures level: target.top_level <= \result <= 3;
    ensures page: target.length >= 0x1000;
    ensures fits: pw_target_fits(target, pw_level_bytes(\result));
    ensures largest_2mb: \result == 3 && target.top_level <= 2 ==> !pw_target_fits(target, 0x200000);
    ensures largest_1gb: 2 <= \result && target.top_level <= 1 ==> !pw_target_fits(target, 0x40000000);
    ensures is_level: \result == pw_unit_level(target.va, target.pa, target.length, target.top_level);
*/
static uint32_t first_level(struct pw_target target) {
  if (target.top_level <= LEVEL_OF_1GB_BLOCKS && fits(target, PW_BLOCK_1GB_SIZE)) {
    return LEVEL_OF_1GB_BLOCKS;
  }
  if (target.top_level <= LEVEL_OF_2MB_BLOCKS && fits(target, PW_BLOCK_2MB_SIZE)) {
    return LEVEL_OF_2MB_BLOCKS;
  }
  return LEVEL_OF_PAGES;
}

/* Leaves of a size that are in a length, but no more than the room. */
/*@ requires size: size == 0x1000 || size == 0x200000 || size == 0x40000000;
    requires length: length >= size;
    requires room: 1 <= room <= 512;
    terminates \true; exits \false; assigns \nothing;
    ensures range: 1 <= \result <= room;
    ensures inside: \result * size <= length;
    ensures longest: \result < room ==> length - \result * size < size;
    ensures fewer: \forall integer n; n == \result ==> n == (length / size < room ? length / size : room);
*/
static uint32_t leaves_in(uint64_t length, uint64_t size, uint32_t room) {
  uint64_t wanted = length / size;
  //@ assert cases: size == 0x1000 || size == 0x200000 || size == 0x40000000;
  //@ assert some: 1 <= wanted && wanted * size <= length < (wanted + 1) * size;
  return wanted < room ? (uint32_t)wanted : room;
}

struct pw_unit pw_unit_first(struct pw_target target) {
  uint32_t level = first_level(target);
  uint64_t size = pw_level_size(level);
  uint32_t first = pw_va_index(target.va, level);
  //@ assert cases: level == 1 || level == 2 || level == 3;
  uint32_t count = leaves_in(target.length, size, PW_ENTRY_COUNT - first);
  //@ assert leaves: \forall integer n; n == count ==> n == pw_unit_leaves(target.va, target.length, size);
  struct pw_unit unit = {.level = level, .first = first, .count = count, .bytes = count * size};
  return unit;
}

struct pw_target pw_target_behind(struct pw_target target, uint64_t bytes) {
  struct pw_target left = target;
  left.length = target.length - bytes;
  left.va = left.length == 0u ? target.va : target.va + bytes;
  left.pa = left.length == 0u ? target.pa : target.pa + bytes;
  return left;
}
