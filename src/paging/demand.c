/*
 * Demand: the calls that change no mapping. The others are in demand_range.c and demand_fault.c.
 */
#include <pagewright/demand.h>

#include <stddef.h>

#include "src/paging/demand_table.h"
#include "src/paging/space.h"

enum pw_status pw_demand_init(struct pw_demand *demand, struct pw_address_space *space,
                              const struct pw_page_source *source, struct pw_demand_region *regions,
                              uint32_t capacity) {
  if (demand == NULL || !pw_space_is_live(space) || source == NULL || regions == NULL || capacity == 0u) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  const struct pw_window *window = space->window;
  if (source->window != window) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  demand->space = space;
  demand->source = source;
  demand->regions = regions;
  demand->region_count = 0u;
  demand->region_capacity = capacity;
  demand->fault_count = 0u;
  demand->spurious_count = 0u;
  demand->refused_count = 0u;
  return PW_OK;
}

enum pw_status pw_demand_region(const struct pw_demand *demand, uint64_t va, struct pw_demand_region *region) {
  if (demand == NULL || region == NULL || !pw_space_is_live(demand->space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint32_t index = pw_demand_table_find(demand->regions, demand->region_count, va, va);
  if (index == PW_DEMAND_NO_INDEX) {
    return PW_ERR_NO_REGION;
  }
  pw_demand_table_copy(region, &demand->regions[index]);
  return PW_OK;
}

enum pw_status pw_demand_stats(const struct pw_demand *demand, struct pw_demand_stats *stats) {
  if (demand == NULL || stats == NULL || !pw_space_is_live(demand->space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  const struct pw_demand_region *regions = demand->regions;
  uint64_t reserved_bytes = 0u;
  uint64_t populated_count = 0u;
  /*@ loop invariant range: 0 <= i <= demand->region_count;
      loop invariant none: i == 0 ==> reserved_bytes == 0;
      loop invariant reserved: 0 < i ==> reserved_bytes <= regions[i - 1].last_va - regions[0].first_va + 1;
      loop invariant populated: populated_count <= i * UINT32_MAX;
      loop assigns i, reserved_bytes, populated_count;
      loop variant demand->region_count - i; */
  for (uint32_t i = 0u; i < demand->region_count; i++) {
    reserved_bytes += regions[i].last_va - regions[i].first_va + 1u;
    populated_count += regions[i].populated_count;
  }
  stats->region_count = demand->region_count;
  stats->reserved_count = reserved_bytes / PW_PAGE_SIZE;
  stats->populated_count = populated_count;
  stats->fault_count = demand->fault_count;
  stats->spurious_count = demand->spurious_count;
  stats->refused_count = demand->refused_count;
  return PW_OK;
}
