/*
 * Range mapped: whether everything in a range is mapped. Internal to src/paging; nothing is written.
 */
#ifndef PW_PAGING_RANGE_MAPPED_H
#define PW_PAGING_RANGE_MAPPED_H

#include <stdbool.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

/* Whether every byte of the range is mapped. */
bool pw_range_is_mapped(const struct pw_address_space *space, struct pw_va_range range);

#endif
