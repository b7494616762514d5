/*
 * Split: blocks become tables of smaller leaves, so that none goes across an end of a range. Internal to src/paging.
 */
#ifndef PW_PAGING_SPLIT_H
#define PW_PAGING_SPLIT_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

#include "src/paging/stock.h"

/* Split whatever goes across an end of the range, with tables of the stock. No walk changes but that its leaf is
 * smaller. Returns what is left of the stock: nothing, when it was what pw_split_tables_needed has said. */
struct pw_stock pw_split_ends(struct pw_address_space *space, struct pw_va_range range, struct pw_stock stock);

#endif
