/*
 * Demand fault: from two registers to a frame, or to the reason why there is none.
 */
#include <pagewright/demand.h>

#include <stddef.h>

#include <pagewright/map.h>

#include "src/paging/demand_pages.h"
#include "src/paging/demand_table.h"
#include "src/paging/space.h"

/* Counts of events wrap by intent. */
static uint64_t one_more(uint64_t count) {
  return count == UINT64_MAX ? 0u : count + 1u;
}

static bool is_mapped(const struct pw_address_space *space, uint64_t va) {
  struct pw_translation translation;
  return pw_translate(space, va, &translation) == PW_OK;
}

/* An access that the region allows, to a page that the CPU found unmapped. */
static enum pw_demand_answer touch(struct pw_demand *demand, struct pw_demand_region *region, uint64_t va) {
  if (is_mapped(demand->space, va)) {
    return PW_DEMAND_ALREADY_MAPPED;
  }
  if (region->populated_count >= region->limit_count) {
    return PW_DEMAND_LIMIT;
  }
  if (pw_demand_pages_bring(demand, &region->attributes, va - va % PW_PAGE_SIZE) != PW_OK) {
    return PW_DEMAND_NO_MEMORY;
  }
  region->populated_count++;
  region->fault_count = one_more(region->fault_count);
  return PW_DEMAND_MAPPED;
}

static enum pw_demand_answer answer_to(struct pw_demand *demand, const struct pw_fault *fault) {
  bool is_translation = fault->kind == PW_FAULT_TRANSLATION;
  if ((!is_translation && fault->kind != PW_FAULT_PERMISSION) || fault->is_on_stage1_walk) {
    return PW_DEMAND_OTHER_FAULT;
  }
  uint32_t index = pw_demand_table_find(demand->regions, demand->region_count, fault->va, fault->va);
  if (index == PW_DEMAND_NO_INDEX) {
    return PW_DEMAND_NO_REGION;
  }
  struct pw_demand_region *region = &demand->regions[index];
  bool is_allowed = pw_demand_table_allows(&region->attributes, fault->access, fault->is_from_el0);
  return is_translation && is_allowed ? touch(demand, region, fault->va) : PW_DEMAND_PERMISSION;
}

enum pw_demand_answer pw_demand_fault(struct pw_demand *demand, uint64_t esr, uint64_t far) {
  struct pw_fault fault;
  if (demand == NULL || !pw_space_is_live(demand->space)) {
    return PW_DEMAND_INVALID;
  }
  enum pw_demand_answer answer = PW_DEMAND_OTHER_FAULT;
  if (pw_fault_decode(esr, far, &fault) == PW_OK) {
    answer = answer_to(demand, &fault);
  }
  if (answer == PW_DEMAND_MAPPED) {
    demand->fault_count = one_more(demand->fault_count);
  } else if (answer == PW_DEMAND_ALREADY_MAPPED) {
    demand->spurious_count = one_more(demand->spurious_count);
  } else {
    demand->refused_count = one_more(demand->refused_count);
  }
  return answer;
}
