/*
 * Demand judge: what is to become of a fault. Internal to src/paging: it reads, and changes nothing.
 */
#ifndef PW_PAGING_DEMAND_JUDGE_H
#define PW_PAGING_DEMAND_JUDGE_H

#include <stdint.h>

#include <pagewright/demand.h>

#include "src/paging/demand_table.h"

#include "spec/paging/demand_judge.h"

/* MAPPED: the region at the index shall get a frame for the page. Else the answer to the fault. */
struct pw_demand_verdict {
  enum pw_demand_answer answer;
  uint32_t index; /* of the region that has the address, if one has it */
};

/*@ requires demand: \valid_read(demand) && pw_demand_valid(demand);
    requires space: \valid_read(demand->space) && pw_space_live(demand->space) && pw_space_rooted(demand->space);
    terminates \true; exits \false; assigns \nothing;
    ensures answers: \result.answer == PW_DEMAND_MAPPED || \result.answer == PW_DEMAND_ALREADY_MAPPED ||
      \result.answer == PW_DEMAND_NO_REGION || \result.answer == PW_DEMAND_PERMISSION ||
      \result.answer == PW_DEMAND_LIMIT || \result.answer == PW_DEMAND_OTHER_FAULT;
    ensures other: \result.answer == PW_DEMAND_OTHER_FAULT <==> !pw_demand_fault_ours(esr);
    ensures none: \result.answer == PW_DEMAND_NO_REGION <==>
      pw_demand_fault_ours(esr) && !pw_demand_has(demand->regions, demand->region_count, far);
    ensures region: \result.answer != PW_DEMAND_OTHER_FAULT && \result.answer != PW_DEMAND_NO_REGION ==>
      \result.index < demand->region_count &&
      demand->regions[\result.index].first_va <= far <= demand->regions[\result.index].last_va;
    ensures permission: \result.answer == PW_DEMAND_PERMISSION ==>
      !pw_demand_touches(demand->regions[\result.index].attributes, esr);
    ensures touch: \result.answer == PW_DEMAND_MAPPED || \result.answer == PW_DEMAND_ALREADY_MAPPED ||
      \result.answer == PW_DEMAND_LIMIT ==> pw_demand_touches(demand->regions[\result.index].attributes, esr);
    ensures already: \result.answer == PW_DEMAND_ALREADY_MAPPED ==>
      pw_space_canonical(demand->space, far) && pw_space_walk(demand->space, far) != 0;
    ensures unmapped: \result.answer == PW_DEMAND_MAPPED || \result.answer == PW_DEMAND_LIMIT ==>
      !(pw_space_canonical(demand->space, far) && pw_space_walk(demand->space, far) != 0);
    ensures limit: \result.answer == PW_DEMAND_LIMIT ==>
      demand->regions[\result.index].populated_count >= demand->regions[\result.index].limit_count;
    ensures room: \result.answer == PW_DEMAND_MAPPED ==>
      demand->regions[\result.index].populated_count < demand->regions[\result.index].limit_count;
*/
struct pw_demand_verdict pw_demand_judge(const struct pw_demand *demand, uint64_t esr, uint64_t far);

#endif
