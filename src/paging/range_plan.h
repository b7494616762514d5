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

#include "spec/paging/map_pages.h"
#include "spec/paging/range_plan.h"

/* What the target takes. Nothing is written. */
/*@ requires space: \valid_read(space) && pw_space_rooted(space);
    requires target: pw_target_valid(target) && pw_target_whole(target) && target.length > 0;
    requires filled: pw_forest_filled(space->window, -1);
    terminates \true; exits \false; assigns \nothing;
    ensures free: \result.is_free <==> pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va),
                                                      target.length / 0x1000);
    ensures needed: \result.is_free ==>
      pw_target_needs(space->window, space->root_frame, target, \result.table_count);
    ensures leaves: \result.is_free ==> pw_plan_pages(\result.leaves) == target.length / 0x1000;
*/
struct pw_range_map_plan pw_range_map_plan(const struct pw_address_space *space, struct pw_target target);

#endif
