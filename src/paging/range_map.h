/*
 * Range map: a target mapped unit by unit. Internal to src/paging.
 */
#ifndef PW_PAGING_RANGE_MAP_H
#define PW_PAGING_RANGE_MAP_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>

#include "src/paging/leaf_counts.h"
#include "src/paging/stock.h"
#include "src/paging/unit.h"

struct pw_range_map_plan {
  bool is_free;                 /* nothing of it is mapped; else the rest says nothing */
  uint32_t table_count;         /* that are missing */
  struct pw_leaf_counts leaves; /* that there will be more */
};

/* The target is one that the space can have. Nothing is written. */
struct pw_range_map_plan pw_range_map_plan(const struct pw_address_space *space, struct pw_target target);

/* The stock has as many tables as the plan says, and the attributes are legal. Cannot fail. */
void pw_range_map_commit(struct pw_address_space *space, struct pw_target target,
                         const struct pw_attributes *attributes, struct pw_stock stock);

#endif
