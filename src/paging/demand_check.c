/*
 * Demand check: the invariant of the regions, executed against the tables.
 */
#include <pagewright/demand.h>

#include <stddef.h>

#include "src/paging/demand_survey.h"
#include "src/paging/space.h"

static bool region_is_sound(const struct pw_demand *demand, const struct pw_demand_region *region) {
  if (region->last_va <= region->first_va) {
    return false;
  }
  struct pw_va_range range = {region->first_va, region->last_va - region->first_va + 1u};
  if (pw_va_range_check(demand->space, range) != PW_OK || pw_attributes_check(&region->attributes) != PW_OK ||
      region->attributes.memory != PW_MEMORY_NORMAL || region->populated_count > region->limit_count ||
      region->limit_count == 0u) {
    return false;
  }
  struct pw_demand_survey survey =
      pw_demand_survey_range(demand->space, demand->source, &region->attributes, region->first_va / PW_PAGE_SIZE,
                             region->last_va / PW_PAGE_SIZE);
  return survey.is_ours && survey.populated_count == region->populated_count;
}

enum pw_status pw_demand_check(const struct pw_demand *demand) {
  if (demand == NULL || !pw_space_is_live(demand->space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (demand->source == NULL || demand->source->window != demand->space->window || demand->regions == NULL ||
      demand->region_count > demand->region_capacity) {
    return PW_ERR_CORRUPT;
  }
  for (uint32_t i = 0u; i < demand->region_count; i++) {
    bool is_apart = i == 0u || demand->regions[i - 1u].last_va < demand->regions[i].first_va;
    if (!is_apart || !region_is_sound(demand, &demand->regions[i])) {
      return PW_ERR_CORRUPT;
    }
  }
  return PW_OK;
}
