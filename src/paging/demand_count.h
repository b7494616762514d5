/*
 * Demand count: what a region and the object count. Internal to src/paging.
 */
#ifndef PW_PAGING_DEMAND_COUNT_H
#define PW_PAGING_DEMAND_COUNT_H

#include <stdint.h>

#include <pagewright/demand.h>

#include "spec/paging/demand_regions.h"
#include "spec/paging/demand_written.h"

/* A fault has brought the region one page more, and is counted. */
/*@ requires ready: pw_demand_ready(demand);
    requires region: index < demand->region_count && demand->regions[index].populated_count < UINT32_MAX;
    terminates \true; exits \false;
    assigns demand->regions[0 .. demand->region_capacity - 1], demand->fault_count, demand->spurious_count,
            demand->refused_count;
    PW_BESIDE_ENSURES(demand->space)
    ensures written: pw_written{Pre,Post}(demand->space);
    ensures ready: pw_demand_ready(demand);
    ensures same: pw_demand_same{Pre,Post}(demand) && pw_demand_addresses_same{Pre,Post}(demand);
    ensures limits: pw_demand_limits_same{Pre,Post}(demand);
    ensures others: pw_demand_counts_same{Pre,Post}(demand, index);
    ensures events: pw_demand_events{Pre,Post}(demand, PW_DEMAND_MAPPED);
    ensures populated: demand->regions[index].populated_count == \old(demand->regions[index].populated_count) + 1;
    ensures faults: demand->regions[index].fault_count == pw_demand_one_more(\old(demand->regions[index].fault_count));
*/
void pw_demand_count_mapped(struct pw_demand *demand, uint32_t index);

/* A fault has been answered. */
/*@ requires ready: pw_demand_ready(demand);
    terminates \true; exits \false;
    assigns demand->fault_count, demand->spurious_count, demand->refused_count;
    PW_BESIDE_ENSURES(demand->space)
    ensures written: pw_written{Pre,Post}(demand->space);
    ensures ready: pw_demand_ready(demand);
    ensures same: pw_demand_same{Pre,Post}(demand) && pw_demand_addresses_same{Pre,Post}(demand);
    ensures limits: pw_demand_limits_same{Pre,Post}(demand);
    ensures counts: pw_demand_counts_same{Pre,Post}(demand, -1);
    ensures events: pw_demand_events{Pre,Post}(demand, answer);
*/
void pw_demand_count_answer(struct pw_demand *demand, enum pw_demand_answer answer);

/*@ ghost
  // An operation on the space writes none of the object's fields, nor of its regions'.
  /@ requires apart: pw_demand_apart(demand);
     requires room: pw_demand_room(demand);
     terminates \true; exits \false; assigns \nothing;
     ensures object: pw_demand_out_object(demand);
     ensures events: pw_demand_out_events(demand);
     ensures addresses: pw_demand_out_addresses(demand);
     ensures counts: pw_demand_out_counts(demand);
     ensures limits: pw_demand_out_limits(demand);
     ensures attributes: \forall integer k; 0 <= k < demand->region_count ==>
       \valid_read(&demand->regions[k].attributes);
     ensures beside: \forall integer k; 0 <= k < demand->region_count ==>
       PW_BESIDE(demand->space, &demand->regions[k].attributes);
  @/
  void pw_demand_lemma_apart(struct pw_demand *demand);
*/

#endif
