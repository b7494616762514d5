/*
 * Map target: what is refused, in which order.
 */
#include "src/paging/map_target.h"

#include <pagewright/descriptor.h>

#define PA_BITS_MAX 48u

bool pw_leaf_limit_is_valid(enum pw_leaf_limit limit) {
  return limit == PW_LIMIT_PAGE || limit == PW_LIMIT_BLOCK_2MB || limit == PW_LIMIT_BLOCK_1GB;
}

/* Where the range is to lead. */
/*@ requires bits: 32 <= pa_bits <= 48;
    terminates \true; exits \false; assigns \nothing;
    ensures statuses: \result == PW_OK || \result == PW_ERR_MISALIGNED || \result == PW_ERR_OUT_OF_RANGE;
    ensures inside: \result == PW_OK ==> pa % 0x1000 == 0 && pa + length <= 0x1000000000000;
*/
static enum pw_status pa_status(uint32_t pa_bits, uint64_t pa, uint64_t length) {
  uint64_t end = PW_WINDOW_PA_LIMIT >> (PA_BITS_MAX - pa_bits);
  if (pa % PW_PAGE_SIZE != 0u) {
    return PW_ERR_MISALIGNED;
  }
  bool is_address = pa < PW_WINDOW_PA_LIMIT && length <= PW_WINDOW_PA_LIMIT - pa; /* of the architecture */
  return is_address && pa < end && length <= end - pa ? PW_OK : PW_ERR_OUT_OF_RANGE;
}

enum pw_status pw_map_target_check(const struct pw_address_space *space, struct pw_va_range range, uint64_t pa,
                                   enum pw_leaf_limit limit) {
  if (!pw_leaf_limit_is_valid(limit)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(space, range);
  return status == PW_OK ? pa_status(space->pa_bits, pa, range.length) : status;
}

struct pw_target pw_map_target(struct pw_va_range range, uint64_t pa, enum pw_leaf_limit limit) {
  struct pw_target target = {.va = range.va, .pa = pa, .length = range.length, .top_level = (uint32_t)limit};
  return target;
}
