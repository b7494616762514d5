/*
 * Units, with their contracts checked: a target is taken apart unit by unit, beside a plain walk of leaf by leaf.
 */
#include "src/paging/unit.h"

#include <stdbool.h>

#include "tests/support/check.h"

#define BLOCK_1GB 0x40000000u
#define BLOCK_2MB 0x200000u
#define PAGE      0x1000u

/* The size of the largest leaf that is allowed and that may begin here. */
static uint64_t leaf_size(struct pw_target target) {
  if (target.top_level <= 1u && target.va % BLOCK_1GB == 0u && target.pa % BLOCK_1GB == 0u &&
      target.length >= BLOCK_1GB) {
    return BLOCK_1GB;
  }
  if (target.top_level <= 2u && target.va % BLOCK_2MB == 0u && target.pa % BLOCK_2MB == 0u &&
      target.length >= BLOCK_2MB) {
    return BLOCK_2MB;
  }
  return PAGE;
}

/* The leaves of the unit are those of the plain walk, and the one behind them is of another size or in another table.
 */
static void compare(struct pw_target target, struct pw_unit unit) {
  struct pw_target left = target;
  uint64_t size = leaf_size(target);
  CHECK(unit.bytes == unit.count * size);
  for (uint32_t i = 0; i < unit.count; i++) {
    CHECK(leaf_size(left) == size);
    CHECK(left.va / size % 512u == unit.first + i);
    left.va += size;
    left.pa += size;
    left.length -= size;
  }
  CHECK(left.length == 0u || leaf_size(left) != size || left.va / size % 512u == 0u);
}

static uint32_t units_of(uint64_t va, uint64_t pa, uint64_t length, uint32_t top_level) {
  struct pw_target left = {.va = va, .pa = pa, .length = length, .top_level = top_level};
  uint32_t units = 0;
  while (left.length > 0u) {
    struct pw_unit unit = pw_unit_first(left);
    compare(left, unit);
    left = pw_target_behind(left, unit.bytes);
    units++;
  }
  return units;
}

static void a_target_is_taken_apart(void) {
  CHECK(units_of(0, 0, PAGE, 3) == 1);
  CHECK(units_of(511u * PAGE, 0, 2u * PAGE, 3) == 2);
  CHECK(units_of(BLOCK_2MB, 3u * BLOCK_2MB, 5u * BLOCK_2MB, 2) == 1);
  CHECK(units_of(BLOCK_2MB, 3u * BLOCK_2MB, 5u * BLOCK_2MB, 3) == 5);
  CHECK(units_of(BLOCK_2MB - PAGE, 2u * BLOCK_2MB - PAGE, 3u * BLOCK_2MB + 2u * PAGE, 1) == 3);
  CHECK(units_of(BLOCK_1GB - BLOCK_2MB, 4u * (uint64_t)BLOCK_1GB - BLOCK_2MB, 2u * (uint64_t)BLOCK_1GB + 2u * BLOCK_2MB,
                 1) == 3);
  CHECK(units_of(BLOCK_1GB - BLOCK_2MB - PAGE, 4u * (uint64_t)BLOCK_1GB - BLOCK_2MB - PAGE,
                 2u * (uint64_t)BLOCK_1GB + 2u * BLOCK_2MB + 2u * PAGE, 1) == 5);
  CHECK(units_of(BLOCK_1GB, 4u * (uint64_t)BLOCK_1GB + BLOCK_2MB, BLOCK_1GB, 1) == 1);
  CHECK(units_of(BLOCK_1GB, 4u * (uint64_t)BLOCK_1GB + PAGE, 3u * BLOCK_2MB, 1) == 3);
}

/* The last addresses that there are. */
static void the_end_is_no_address(void) {
  uint64_t va = UINT64_MAX - 3u * BLOCK_2MB + 1u;
  CHECK(units_of(va, BLOCK_2MB, 3u * BLOCK_2MB, 1) == 1);
  CHECK(units_of(va - PAGE, BLOCK_2MB - PAGE, 3u * BLOCK_2MB + PAGE, 1) == 2);
  CHECK(units_of(UINT64_MAX - PAGE + 1u, 0, PAGE, 1) == 1);
}

static void every_small_target(void) {
  for (uint32_t top_level = 1; top_level <= 3; top_level++) {
    for (uint64_t va = 0; va <= 2u; va++) {
      for (uint64_t pa = 0; pa <= 2u; pa++) {
        for (uint64_t length = 1; length <= 3u; length++) {
          uint64_t pages = 510u * length;
          CHECK(units_of(BLOCK_2MB - va * PAGE, 5u * (uint64_t)BLOCK_2MB - pa * PAGE, pages * PAGE, top_level) > 0u);
        }
      }
    }
  }
}

int main(void) {
  a_target_is_taken_apart();
  the_end_is_no_address();
  every_small_target();
  return check_summary();
}
