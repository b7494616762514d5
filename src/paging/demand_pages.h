/*
 * Demand pages: frames behind the addresses of a region, brought and given back. Internal to src/paging: whether the
 * addresses are a region's is known already.
 */
#ifndef PW_PAGING_DEMAND_PAGES_H
#define PW_PAGING_DEMAND_PAGES_H

#include <stdint.h>

#include <pagewright/demand.h>

#include "src/paging/demand_survey.h"

/* first_va is a page's first byte, last_va a page's last. A zeroed frame behind each page that has none, of which the
 * survey has told how many there are: all of them, or NO_MEMORY. */
enum pw_status pw_demand_pages_fill(struct pw_demand *demand, const struct pw_attributes *attributes, uint64_t first_va,
                                    uint64_t last_va, struct pw_demand_survey survey);

/* Every page that has a frame loses it, by way of an unmap, and the source gets it back. All leaves are ours. */
void pw_demand_pages_drop(struct pw_demand *demand, const struct pw_attributes *attributes, uint64_t first_va,
                          uint64_t last_va);

#endif
