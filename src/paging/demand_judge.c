/*
 * Demand judge: the syndrome, then the region, then the page.
 */
#include "src/paging/demand_judge.h"

#include <stdbool.h>

#include <pagewright/map.h>

/* What counts of a fault. */
struct cause {
  bool is_ours;
  bool is_translation;
  bool is_from_el0;
  enum pw_fault_access access;
};

/*@ terminates \true; exits \false; assigns \nothing;
    ensures ours: (boolean)\result.is_ours <==> pw_demand_fault_ours(esr);
    ensures translation: pw_demand_fault_ours(esr) ==>
      ((boolean)\result.is_translation <==> pw_esr_status(esr) / 4 == 1);
    ensures el0: pw_demand_fault_ours(esr) ==> ((boolean)\result.is_from_el0 <==> pw_esr_from_el0(esr) == \true);
    ensures access: pw_demand_fault_ours(esr) ==> \result.access == pw_esr_access(esr);
    ensures range: 0 <= \result.access <= PW_FAULT_EXECUTE;
*/
static struct cause cause_of(uint64_t esr) {
  struct cause cause = {.is_ours = false, .is_translation = false, .is_from_el0 = false, .access = PW_FAULT_READ};
  struct pw_fault fault;
  /* The address is that of FAR_EL1, which holds it with every fault that is ours. */
  if (pw_fault_decode(esr, 0u, &fault) != PW_OK) {
    return cause;
  }
  cause.is_translation = fault.kind == PW_FAULT_TRANSLATION;
  cause.is_ours = (cause.is_translation || fault.kind == PW_FAULT_PERMISSION) && !fault.is_on_stage1_walk;
  cause.is_from_el0 = fault.is_from_el0;
  cause.access = fault.access;
  return cause;
}

/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    terminates \true; exits \false; assigns \nothing;
    ensures mapped: \result <==> \old(pw_space_canonical(space, va) && pw_space_walk(space, va) != 0);
*/
static bool is_mapped(const struct pw_address_space *space, uint64_t va) {
  struct pw_translation translation;
  return pw_translate(space, va, &translation) == PW_OK;
}

struct pw_demand_verdict pw_demand_judge(const struct pw_demand *demand, uint64_t esr, uint64_t far) {
  struct pw_demand_verdict verdict = {.answer = PW_DEMAND_OTHER_FAULT, .index = PW_DEMAND_NO_INDEX};
  struct cause cause = cause_of(esr);
  if (!cause.is_ours) {
    return verdict;
  }
  verdict.index = pw_demand_table_find(demand->regions, demand->region_count, far, far);
  if (verdict.index == PW_DEMAND_NO_INDEX) {
    verdict.answer = PW_DEMAND_NO_REGION;
    return verdict;
  }
  const struct pw_demand_region *region = &demand->regions[verdict.index];
  bool is_allowed = pw_demand_table_allows(&region->attributes, cause.access, cause.is_from_el0);
  if (!cause.is_translation || !is_allowed) {
    verdict.answer = PW_DEMAND_PERMISSION;
  } else if (is_mapped(demand->space, far)) {
    verdict.answer = PW_DEMAND_ALREADY_MAPPED;
  } else {
    verdict.answer = region->populated_count >= region->limit_count ? PW_DEMAND_LIMIT : PW_DEMAND_MAPPED;
  }
  return verdict;
}
