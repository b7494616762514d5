/*
 * Demand fault: from two registers to a frame, or to the reason why there is none.
 */
#include <pagewright/demand.h>

#include <stddef.h>

#include "src/paging/demand_bring.h"
#include "src/paging/demand_count.h"
#include "src/paging/demand_judge.h"
#include "src/paging/space.h"

#include "spec/paging/demand_steps.h"

/* An answer; if the page was mapped, the region's index and the frame. */
struct outcome {
  enum pw_demand_answer answer;
  uint32_t index;
  uint32_t frame;
};

/* The page of the address gets its frame, and the region counts it. */
/*@ requires ready: pw_demand_ready(demand);
    requires region: pw_demand_at(demand, index, va) && demand->regions[index].populated_count < UINT32_MAX;
    terminates \true; exits \false;
    assigns PW_DEMAND_SPACE_ASSIGNS(demand->space), demand->regions[0 .. demand->region_capacity - 1],
            demand->fault_count, demand->spurious_count, demand->refused_count;
    ensures answers: \result.answer == PW_DEMAND_MAPPED || \result.answer == PW_DEMAND_NO_MEMORY;
    ensures ready: pw_demand_ready(demand);
    ensures same: pw_demand_same{Pre,Post}(demand) && pw_demand_addresses_same{Pre,Post}(demand);
    ensures limits: pw_demand_limits_same{Pre,Post}(demand);
    ensures events: pw_demand_events{Pre,Post}(demand, \result.answer);
    ensures still: pw_space_still{Pre,Post}(demand->space);
    ensures roots: pw_roots_stay{Pre,Post}(demand->space->window);
    ensures local: \old(pw_space_local(demand->space)) ==> pw_space_local(demand->space);
    ensures walks: \result.answer != PW_DEMAND_MAPPED ==> pw_walks_same{Pre,Post}(demand->space->window);
    ensures conserved: \result.answer != PW_DEMAND_MAPPED ==> pw_space_conserved{Pre,Post}(demand->space);
    ensures kept: \result.answer != PW_DEMAND_MAPPED ==> pw_demand_counts_same{Pre,Post}(demand, -1);
    ensures mapped: \result.answer == PW_DEMAND_MAPPED ==>
      pw_demand_resolved{Pre,Post}(demand, \result.index, va, \result.frame);
*/
static struct outcome touch(struct pw_demand *demand, uint32_t index, uint64_t va) {
  struct outcome outcome = {.answer = PW_DEMAND_NO_MEMORY, .index = index, .frame = PW_NO_FRAME};
  struct pw_demand_brought brought = pw_demand_bring(demand, index, va);
  if (brought.status != PW_OK) {
    //@ ghost None: ;
    pw_demand_count_answer(demand, PW_DEMAND_NO_MEMORY);
    //@ assert none_same: pw_demand_same{Pre,Here}(demand) && pw_demand_addresses_same{Pre,Here}(demand);
    //@ assert none_limits: pw_demand_limits_same{Pre,Here}(demand);
    //@ assert none_still: pw_space_still{Pre,Here}(demand->space);
    //@ assert none_roots: pw_roots_stay{Pre,Here}(demand->space->window);
    //@ assert none_events: pw_demand_events{Pre,Here}(demand, outcome.answer);
    //@ assert none_walks: pw_walks_same{Pre,Here}(demand->space->window);
    //@ assert none_kept: pw_space_conserved{Pre,Here}(demand->space);
    //@ assert none_counts: pw_demand_counts_same{Pre,Here}(demand, -1);
    return outcome;
  }
  //@ ghost Brought: ;
  //@ assert count: demand->regions[index].populated_count == \at(demand->regions[index].populated_count, Pre);
  //@ assert faults: demand->regions[index].fault_count == \at(demand->regions[index].fault_count, Pre);
  outcome.answer = PW_DEMAND_MAPPED;
  outcome.frame = brought.frame;
  pw_demand_count_mapped(demand, index);
  //@ assert still: pw_space_still{Pre,Here}(demand->space);
  //@ assert roots: pw_roots_stay{Pre,Here}(demand->space->window);
  //@ ghost PW_WRITTEN_STEPS(demand, va, brought.frame, Brought)
  /*@ assert leaf: PW_LEAF_IS(pw_space_walk(demand->space, va) / 4, pw_window_pa(demand->space->window, brought.frame), 3,
                              \at(demand->regions[index].attributes, Pre)); */
  //@ assert same: pw_demand_same{Pre,Here}(demand) && pw_demand_addresses_same{Pre,Here}(demand);
  //@ assert limits: pw_demand_limits_same{Pre,Here}(demand);
  //@ assert events: pw_demand_events{Pre,Here}(demand, PW_DEMAND_MAPPED);
  //@ assert counts: pw_demand_counts_same{Pre,Here}(demand, index);
  //@ assert led: pw_demand_led{Pre,Here}(demand, index, va, brought.frame);
  //@ assert populated: demand->regions[index].populated_count == \at(demand->regions[index].populated_count, Pre) + 1;
  /*@ assert faulted: demand->regions[index].fault_count ==
        pw_demand_one_more(\at(demand->regions[index].fault_count, Pre)); */
  //@ assert resolved: pw_demand_resolved{Pre,Here}(demand, index, va, brought.frame);
  return outcome;
}

/*@ ghost
  // No address is two regions'.
  /@ requires sorted: pw_demand_valid(demand);
     terminates \true; exits \false; assigns \nothing;
     ensures one: pw_demand_at(demand, index, va) ==> \forall integer i; pw_demand_at(demand, i, va) ==> i == index;
  @/
  static void lemma_one(struct pw_demand *demand, uint32_t index, uint64_t va) {
    /@ assert sorted: pw_demand_sorted(demand->regions, demand->region_count); @/
    /@ assert order: \forall integer i, j; 0 <= i < j < demand->region_count ==>
         demand->regions[i].last_va < demand->regions[j].first_va; @/
    /@ assert below: \forall integer i; pw_demand_at(demand, i, va) && pw_demand_at(demand, index, va) ==> !(i < index);
  @/
    /@ assert above: \forall integer i; pw_demand_at(demand, i, va) && pw_demand_at(demand, index, va) ==> !(index < i);
  @/
  }
*/

/* The answer, and what it takes. */
/*@ requires ready: pw_demand_ready(demand);
    terminates \true; exits \false;
    assigns PW_DEMAND_SPACE_ASSIGNS(demand->space), demand->regions[0 .. demand->region_capacity - 1],
            demand->fault_count, demand->spurious_count, demand->refused_count;
    ensures answers: \result.answer != PW_DEMAND_INVALID;
    ensures other: \result.answer == PW_DEMAND_OTHER_FAULT <==> !pw_demand_fault_ours(esr);
    ensures none: \result.answer == PW_DEMAND_NO_REGION <==>
      pw_demand_fault_ours(esr) && !\old(pw_demand_has(demand->regions, demand->region_count, far));
    ensures region: pw_demand_fault_ours(esr) ==> \forall integer i;
      \old(pw_demand_at(demand, i, far)) ==> pw_demand_answered{Pre}(demand, i, esr, far, \result.answer);
    ensures ready: pw_demand_ready(demand);
    ensures same: pw_demand_same{Pre,Post}(demand) && pw_demand_addresses_same{Pre,Post}(demand);
    ensures limits: pw_demand_limits_same{Pre,Post}(demand);
    ensures events: pw_demand_events{Pre,Post}(demand, \result.answer);
    ensures still: pw_space_still{Pre,Post}(demand->space);
    ensures roots: pw_roots_stay{Pre,Post}(demand->space->window);
    ensures local: \old(pw_space_local(demand->space)) ==> pw_space_local(demand->space);
    ensures walks: \result.answer != PW_DEMAND_MAPPED ==> pw_walks_same{Pre,Post}(demand->space->window);
    ensures conserved: \result.answer != PW_DEMAND_MAPPED ==> pw_space_conserved{Pre,Post}(demand->space);
    ensures kept: \result.answer != PW_DEMAND_MAPPED ==> pw_demand_counts_same{Pre,Post}(demand, -1);
    ensures mapped: \result.answer == PW_DEMAND_MAPPED ==>
      pw_demand_resolved{Pre,Post}(demand, \result.index, far, \result.frame);
*/
static struct outcome resolve(struct pw_demand *demand, uint64_t esr, uint64_t far) {
  struct pw_demand_verdict verdict = pw_demand_judge(demand, esr, far);
  struct outcome outcome = {.answer = verdict.answer, .index = verdict.index, .frame = PW_NO_FRAME};
  //@ ghost lemma_one(demand, verdict.index, far);
  /*@ assert answered: verdict.answer != PW_DEMAND_OTHER_FAULT && verdict.answer != PW_DEMAND_NO_REGION ==>
        pw_demand_answered(demand, verdict.index, esr, far, verdict.answer); */
  /*@ assert all: verdict.answer != PW_DEMAND_OTHER_FAULT && verdict.answer != PW_DEMAND_NO_REGION ==> \forall integer i;
        pw_demand_at(demand, i, far) ==> pw_demand_answered(demand, i, esr, far, verdict.answer); */
  if (verdict.answer != PW_DEMAND_MAPPED) {
    pw_demand_count_answer(demand, verdict.answer);
    //@ assert kept: pw_space_conserved{Pre,Here}(demand->space);
    /*@ assert said: pw_demand_fault_ours(esr) ==> \forall integer i; pw_demand_at{Pre}(demand, i, far) ==>
          pw_demand_answered{Pre}(demand, i, esr, far, outcome.answer); */
    return outcome;
  }
  //@ assert at: pw_demand_at(demand, verdict.index, far);
  //@ assert room: pw_demand_room(demand);
  //@ assert inside: 0 <= verdict.index < demand->region_capacity;
  //@ assert or_not: pw_demand_answered(demand, verdict.index, esr, far, PW_DEMAND_NO_MEMORY);
  /*@ assert or_none: \forall integer i; pw_demand_at(demand, i, far) ==>
        pw_demand_answered(demand, i, esr, far, PW_DEMAND_NO_MEMORY); */
  outcome = touch(demand, verdict.index, far);
  /*@ assert tried: \forall integer i; pw_demand_at{Pre}(demand, i, far) ==>
        pw_demand_answered{Pre}(demand, i, esr, far, outcome.answer); */
  return outcome;
}

enum pw_demand_answer pw_demand_fault(struct pw_demand *demand, uint64_t esr, uint64_t far) {
  if (demand == NULL || !pw_space_is_live(demand->space)) {
    return PW_DEMAND_INVALID;
  }
  return resolve(demand, esr, far).answer;
}
