/*
 * Virtual address range: every refusal of a range, told once.
 */
#include <pagewright/va_range.h>

#include "src/paging/space.h"

enum pw_status pw_va_range_check(const struct pw_address_space *space, struct pw_va_range range) {
  if (!pw_space_is_live(space) || range.length == 0u) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (range.va % PW_PAGE_SIZE != 0u || range.length % PW_PAGE_SIZE != 0u) {
    return PW_ERR_MISALIGNED;
  }
  if (range.length - 1u > UINT64_MAX - range.va) {
    return PW_ERR_OVERFLOW;
  }
  bool is_inside =
      pw_space_is_canonical(space, range.va) && pw_space_is_canonical(space, range.va + (range.length - 1u));
  return is_inside ? PW_OK : PW_ERR_NON_CANONICAL;
}

struct pw_va_range pw_va_range_all(const struct pw_address_space *space) {
  struct pw_va_range range = {0u, 0u};
  if (pw_space_is_live(space)) {
    range.va = space->half == PW_HALF_LOW ? 0u : PW_HIGH_HALF_BASE;
    range.length = PW_VA_HALF_SIZE;
  }
  return range;
}
