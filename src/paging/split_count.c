/*
 * Split count: each boundary one table for each level of blocks inside which it lies, but once where both lie in one.
 */
#include "src/paging/split_count.h"

#include <stdbool.h>

#include <pagewright/descriptor.h>

#include "src/paging/extent.h"

#define LEVEL_OF_PAGES      3u
#define LEVEL_OF_2MB_BLOCKS 2u
#define LEVEL_OF_1GB_BLOCKS 1u

/* The level of the block that goes across the boundary; that of pages when there is none. No leaf goes across the
 * boundary of a GiB. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    terminates \true; exits \false; assigns \nothing;
    ensures level: \result == pw_split_level(space, boundary);
    ensures range: 1 <= \result <= 3;
*/
static uint32_t level_across(const struct pw_address_space *space, uint64_t boundary) {
  if (boundary % PW_BLOCK_1GB_SIZE == 0u) {
    return LEVEL_OF_PAGES;
  }
  struct pw_extent extent = pw_extent_at(space, boundary);
  bool is_across = extent.is_mapped && boundary % pw_level_size(extent.level) != 0u;
  //@ assert walk: extent.is_mapped ==> pw_space_walk(space, boundary) % 4 == extent.level && extent.level >= 1;
  return is_across ? extent.level : LEVEL_OF_PAGES;
}

/* Whether it takes a table in place of a block of the level, when 'across' is the level of the largest leaf across the
 * boundary, and 'other' has been split before. */
/*@ requires level: level == 1 || level == 2;
    terminates \true; exits \false; assigns \nothing;
    ensures needed: \result == pw_split_one(across, boundary, other, level);
*/
static uint32_t tables_of_level(uint32_t across, uint64_t boundary, uint64_t other, uint32_t level) {
  uint64_t size = pw_level_size(level);
  //@ assert cases: size == 0x40000000 || size == 0x200000;
  bool is_shared = other % size != 0u && other / size == boundary / size;
  return across <= level && boundary % size != 0u && !is_shared ? 1u : 0u;
}

/* The tables that it takes until no leaf goes across the boundary, less those that 'other', split before, has made. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    terminates \true; exits \false; assigns \nothing;
    ensures tables: \result == pw_split_tables(space, boundary, other);
    ensures few: \result <= 2;
*/
static uint32_t tables_at(const struct pw_address_space *space, uint64_t boundary, uint64_t other) {
  uint32_t across = level_across(space, boundary);
  return tables_of_level(across, boundary, other, LEVEL_OF_1GB_BLOCKS) +
         tables_of_level(across, boundary, other, LEVEL_OF_2MB_BLOCKS);
}

uint64_t pw_range_boundary(struct pw_va_range range) {
  return range.length - 1u == UINT64_MAX - range.va ? 0u : range.va + range.length;
}

uint32_t pw_split_tables_needed(const struct pw_address_space *space, struct pw_va_range range) {
  return tables_at(space, range.va, 0u) + tables_at(space, pw_range_boundary(range), range.va);
}
