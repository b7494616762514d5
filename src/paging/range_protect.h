/*
 * Range protect: other attributes for everything in a range. Internal to src/paging.
 */
#ifndef PW_PAGING_RANGE_PROTECT_H
#define PW_PAGING_RANGE_PROTECT_H

#include <stdbool.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>
#include <pagewright/va_range.h>

/* Whether every byte of the range is mapped. */
bool pw_range_is_mapped(const struct pw_address_space *space, struct pw_va_range range);

/* All of the range is mapped, no leaf goes across an end of it, and the attributes are legal. Cannot fail. */
void pw_range_protect_commit(struct pw_address_space *space, struct pw_va_range range,
                             const struct pw_attributes *attributes);

#endif
