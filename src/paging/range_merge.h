/*
 * Range merge: tables of 512 leaves that lead on from each other become blocks. Internal to src/paging.
 */
#ifndef PW_PAGING_RANGE_MERGE_H
#define PW_PAGING_RANGE_MERGE_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

/* Every such table of the range, pages first, as long as the block's level is not above 'top_level'. No walk changes
 * but that its leaf is larger. Cannot fail. */
void pw_range_merge_commit(struct pw_address_space *space, struct pw_va_range range, uint32_t top_level);

#endif
