/*
 * Demand range: regions reserved and released, and the pages of a part of one brought or given back.
 */
#include <pagewright/demand.h>

#include <stddef.h>

#include <pagewright/find_unmapped.h>

#include "src/paging/demand_pages.h"
#include "src/paging/demand_table.h"
#include "src/paging/space.h"

static enum pw_status wanted_status(const struct pw_attributes *attributes, uint32_t limit_count) {
  enum pw_status status = pw_attributes_check(attributes);
  if (status != PW_OK) {
    return status;
  }
  /* Zeroes are written through the window; by other attributes they need not be seen (Arm ARM B2.16). */
  if (attributes->memory != PW_MEMORY_NORMAL) {
    return PW_ERR_INVALID_ATTRIBUTES;
  }
  return limit_count == 0u ? PW_ERR_INVALID_ARGUMENT : PW_OK;
}

static bool is_unmapped(const struct pw_address_space *space, struct pw_va_range range) {
  uint64_t va = 0u;
  return pw_find_unmapped(space, range.length, PW_PAGE_SIZE, range, &va) == PW_OK;
}

enum pw_status pw_demand_reserve(struct pw_demand *demand, struct pw_va_range range,
                                 const struct pw_attributes *attributes, uint32_t limit_count) {
  if (demand == NULL || attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_va_range_check(demand->space, range);
  if (status == PW_OK) {
    status = wanted_status(attributes, limit_count);
  }
  if (status != PW_OK) {
    return status;
  }
  uint64_t last_va = range.va + (range.length - 1u);
  if (pw_demand_table_meets(demand->regions, demand->region_count, range.va, last_va)) {
    return PW_ERR_ALREADY_RESERVED;
  }
  if (!is_unmapped(demand->space, range)) {
    return PW_ERR_ALREADY_MAPPED;
  }
  if (demand->region_count == demand->region_capacity) {
    return PW_ERR_TOO_MANY_REGIONS;
  }
  struct pw_demand_region region = {.first_va = range.va,
                                    .last_va = last_va,
                                    .attributes = *attributes,
                                    .limit_count = limit_count,
                                    .populated_count = 0u,
                                    .fault_count = 0u};
  pw_demand_table_insert(demand->regions, demand->region_count, &region);
  demand->region_count++;
  return PW_OK;
}

static struct pw_demand_survey survey_of(const struct pw_demand *demand, const struct pw_demand_region *region,
                                         uint64_t first_va, uint64_t last_va) {
  return pw_demand_survey_range(demand->space, demand->source, &region->attributes, first_va / PW_PAGE_SIZE,
                                last_va / PW_PAGE_SIZE);
}

enum pw_status pw_demand_release(struct pw_demand *demand, uint64_t va) {
  if (demand == NULL || !pw_space_is_live(demand->space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint32_t index = pw_demand_table_find(demand->regions, demand->region_count, va, va);
  if (index == PW_DEMAND_NO_INDEX) {
    return PW_ERR_NO_REGION;
  }
  const struct pw_demand_region *region = &demand->regions[index];
  if (!survey_of(demand, region, region->first_va, region->last_va).is_ours) {
    return PW_ERR_FOREIGN;
  }
  pw_demand_pages_drop(demand, &region->attributes, region->first_va, region->last_va);
  pw_demand_table_remove(demand->regions, demand->region_count, index);
  demand->region_count--;
  return PW_OK;
}

/* The region that has all of a range, and what is there. */
struct part {
  enum pw_status status;
  struct pw_demand_region *region;
  uint64_t last_va;
  struct pw_demand_survey survey;
};

static struct part part_of(const struct pw_demand *demand, struct pw_va_range range) {
  struct part part = {.status = PW_ERR_INVALID_ARGUMENT, .region = NULL, .last_va = 0u};
  if (demand == NULL) {
    return part;
  }
  part.status = pw_va_range_check(demand->space, range);
  if (part.status != PW_OK) {
    return part;
  }
  part.last_va = range.va + (range.length - 1u);
  uint32_t index = pw_demand_table_find(demand->regions, demand->region_count, range.va, part.last_va);
  if (index == PW_DEMAND_NO_INDEX) {
    part.status = PW_ERR_NO_REGION;
    return part;
  }
  part.region = &demand->regions[index];
  part.survey = survey_of(demand, part.region, range.va, part.last_va);
  part.status = part.survey.is_ours ? PW_OK : PW_ERR_FOREIGN;
  return part;
}

enum pw_status pw_demand_populate(struct pw_demand *demand, struct pw_va_range range) {
  struct part part = part_of(demand, range);
  if (part.status != PW_OK) {
    return part.status;
  }
  struct pw_demand_region *region = part.region;
  if (part.survey.missing_count > region->limit_count - region->populated_count) {
    return PW_ERR_LIMIT;
  }
  enum pw_status status = pw_demand_pages_fill(demand, &region->attributes, range.va, part.last_va, part.survey);
  if (status == PW_OK) {
    region->populated_count += (uint32_t)part.survey.missing_count;
  }
  return status;
}

enum pw_status pw_demand_shrink(struct pw_demand *demand, struct pw_va_range range) {
  struct part part = part_of(demand, range);
  if (part.status != PW_OK) {
    return part.status;
  }
  pw_demand_pages_drop(demand, &part.region->attributes, range.va, part.last_va);
  part.region->populated_count -= (uint32_t)part.survey.populated_count;
  return PW_OK;
}
