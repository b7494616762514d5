/*
 * Range plan: what mapping a target takes. Internal to src/paging.
 */
#ifndef PW_PAGING_RANGE_PLAN_H
#define PW_PAGING_RANGE_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/leaf_counts.h"
#include "src/paging/unit.h"

struct pw_range_map_plan {
  bool is_free;                 /* nothing of it is mapped; else the rest says nothing */
  uint32_t table_count;         /* that are missing */
  struct pw_leaf_counts leaves; /* that there will be more */
};

/* The target is one that the space can have. Nothing is written. */
struct pw_range_map_plan pw_range_map_plan(const struct pw_address_space *space, struct pw_target target);

#endif
