/*
 * Demand fault: from two registers to a frame, or to the reason why there is none.
 */
#include <pagewright/demand.h>

#include <stddef.h>

#include "src/paging/demand_judge.h"
#include "src/paging/demand_page.h"
#include "src/paging/space.h"

/* Counts of events wrap by intent. */
static uint64_t one_more(uint64_t count) {
  return count == UINT64_MAX ? 0u : count + 1u;
}

/* The page gets its frame, and the region counts it. */
static enum pw_demand_answer touch(struct pw_demand *demand, struct pw_demand_region *region, uint64_t va) {
  uint64_t page_va = va - va % PW_PAGE_SIZE;
  if (pw_demand_page_bring(demand->space, demand->source, page_va, &region->attributes).status != PW_OK) {
    return PW_DEMAND_NO_MEMORY;
  }
  region->populated_count++;
  region->fault_count = one_more(region->fault_count);
  return PW_DEMAND_MAPPED;
}

enum pw_demand_answer pw_demand_fault(struct pw_demand *demand, uint64_t esr, uint64_t far) {
  if (demand == NULL || !pw_space_is_live(demand->space)) {
    return PW_DEMAND_INVALID;
  }
  struct pw_demand_verdict verdict = pw_demand_judge(demand, esr, far);
  enum pw_demand_answer answer = verdict.answer;
  if (answer == PW_DEMAND_MAPPED) {
    answer = touch(demand, &demand->regions[verdict.index], far);
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
