/*
 * Range unmap: everything in a range out of the tree. Internal to src/paging.
 */
#ifndef PW_PAGING_RANGE_UNMAP_H
#define PW_PAGING_RANGE_UNMAP_H

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

/* No leaf goes across an end of the range. Afterwards nothing of it is mapped, no TLB and no walker knows what was, and
 * the tables that have become empty are back at the source. Cannot fail. */
void pw_range_unmap_commit(struct pw_address_space *space, struct pw_va_range range);

#endif
