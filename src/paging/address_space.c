/*
 * Address space: what hardware has to be told of it, and its counts.
 */
#include <pagewright/address_space.h>

#include <stddef.h>

#include <pagewright/descriptor.h>

#include "src/paging/space.h"

#define TTBR_ASID_WEIGHT 0x1000000000000u /* bits 63:48, Arm ARM D17.2.144 */
#define COUNT_LIMIT      0x100000000u     /* 2^32: where counts of tables wrap */

uint64_t pw_address_space_ttbr(const struct pw_address_space *space) {
  if (!pw_space_is_live(space)) {
    return 0u;
  }
  uint64_t root_pa = pw_window_base_pa(space->window) + (uint64_t)space->root_frame * PW_FRAME_BYTES;
  return (uint64_t)space->asid * TTBR_ASID_WEIGHT + root_pa;
}

/* The counts wrap, their difference does not. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures gone: \result == pw_count_gone(taken, returned);
*/
static uint64_t count_gone(uint32_t taken, uint32_t returned) {
  return taken >= returned ? taken - returned : UINT32_MAX - returned + (uint64_t)taken + 1u;
}

/* Tables in the tree. */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures tables: \result ==
      (pw_count_gone(space->taken_count[0], space->returned_count[0]) +
       pw_count_gone(space->taken_count[1], space->returned_count[1]) +
       pw_count_gone(space->taken_count[2], space->returned_count[2]) +
       pw_count_gone(space->taken_count[3], space->returned_count[3])) % 0x100000000;
*/
static uint32_t table_count(const struct pw_address_space *space) {
  uint64_t none = count_gone(space->taken_count[PW_ORIGIN_NONE], space->returned_count[PW_ORIGIN_NONE]);
  uint64_t buddy = count_gone(space->taken_count[PW_ORIGIN_BUDDY], space->returned_count[PW_ORIGIN_BUDDY]);
  uint64_t custom = count_gone(space->taken_count[PW_ORIGIN_CUSTOM], space->returned_count[PW_ORIGIN_CUSTOM]);
  uint64_t pool = count_gone(space->taken_count[PW_ORIGIN_POOL], space->returned_count[PW_ORIGIN_POOL]);
  return (uint32_t)((none + buddy + custom + pool) % COUNT_LIMIT);
}

enum pw_status pw_address_space_stats(const struct pw_address_space *space, struct pw_address_space_stats *stats) {
  if (space == NULL || stats == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  /*@ loop invariant range: 0 <= origin <= PW_ORIGIN_COUNT;
      loop invariant taken: \forall integer i; 0 <= i < origin ==> stats->taken_count[i] == space->taken_count[i];
      loop invariant returned: \forall integer i; 0 <= i < origin ==> stats->returned_count[i] == space->returned_count[i];
      loop assigns origin, stats->taken_count[0 .. PW_ORIGIN_COUNT - 1], stats->returned_count[0 .. PW_ORIGIN_COUNT - 1];
      loop variant PW_ORIGIN_COUNT - origin; */
  for (uint32_t origin = 0u; origin < PW_ORIGIN_COUNT; origin++) {
    stats->taken_count[origin] = space->taken_count[origin];
    stats->returned_count[origin] = space->returned_count[origin];
  }
  stats->table_count = table_count(space);
  stats->page_count = space->page_count;
  stats->block_2mb_count = space->block_2mb_count;
  stats->block_1gb_count = space->block_1gb_count;
  stats->mapped_bytes = (uint64_t)space->page_count * PW_PAGE_SIZE +
                        (uint64_t)space->block_2mb_count * PW_BLOCK_2MB_SIZE +
                        (uint64_t)space->block_1gb_count * PW_BLOCK_1GB_SIZE;
  return PW_OK;
}

