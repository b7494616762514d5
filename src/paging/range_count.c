/*
 * Range count: the tables that an unmap takes, asked beforehand.
 */
#include <stddef.h>

#include <pagewright/range.h>

#include "src/paging/split_count.h"

enum pw_status pw_unmap_range_tables_needed(const struct pw_address_space *space, uint64_t va, uint64_t length,
                                            uint32_t *count) {
  struct pw_va_range range = {va, length};
  if (count == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(space, range);
  if (status == PW_OK) {
    *count = pw_split_tables_needed(space, range);
  }
  return status;
}
