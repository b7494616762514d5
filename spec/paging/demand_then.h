/*
 * One change of the demand regions after another, in logic.
 */
#ifndef PW_SPEC_PAGING_DEMAND_THEN_H
#define PW_SPEC_PAGING_DEMAND_THEN_H

#include "spec/paging/demand_ready.h"

/*@ lemma pw_demand_same_then{A,B,C}: \forall struct pw_demand *d;
      pw_demand_same{A,B}(d) && pw_demand_same{B,C}(d) ==> pw_demand_same{A,C}(d);
    lemma pw_demand_events_then{A,B,C}: \forall struct pw_demand *d;
      pw_demand_events_same{A,B}(d) && pw_demand_events_same{B,C}(d) ==> pw_demand_events_same{A,C}(d);
    lemma pw_demand_events_last{A,B,C}: \forall struct pw_demand *d, integer answer;
      pw_demand_events_same{A,B}(d) && pw_demand_events{B,C}(d, answer) ==> pw_demand_events{A,C}(d, answer);
    lemma pw_demand_events_first{A,B,C}: \forall struct pw_demand *d, integer answer;
      pw_demand_events{A,B}(d, answer) && pw_demand_events_same{B,C}(d) ==> pw_demand_events{A,C}(d, answer);
    lemma pw_demand_addresses_then{A,B,C}: \forall struct pw_demand *d;
      pw_demand_same{A,B}(d) && pw_demand_addresses_same{A,B}(d) && pw_demand_addresses_same{B,C}(d) ==>
        pw_demand_addresses_same{A,C}(d);
    lemma pw_demand_limits_then{A,B,C}: \forall struct pw_demand *d;
      pw_demand_same{A,B}(d) && pw_demand_limits_same{A,B}(d) && pw_demand_limits_same{B,C}(d) ==> pw_demand_limits_same{A,C}(d);
    lemma pw_demand_counts_then{A,B,C}: \forall struct pw_demand *d, integer i;
      pw_demand_same{A,B}(d) && pw_demand_counts_same{A,B}(d, -1) && pw_demand_counts_same{B,C}(d, i) ==>
        pw_demand_counts_same{A,C}(d, i);
    lemma pw_demand_counts_both{A,B,C}: \forall struct pw_demand *d, integer i;
      pw_demand_same{A,B}(d) && pw_demand_counts_same{A,B}(d, i) && pw_demand_counts_same{B,C}(d, i) ==>
        pw_demand_counts_same{A,C}(d, i);
    lemma pw_demand_counts_after{A,B,C}: \forall struct pw_demand *d, integer i;
      pw_demand_same{A,B}(d) && pw_demand_counts_same{A,B}(d, i) && pw_demand_counts_same{B,C}(d, -1) ==>
        pw_demand_counts_same{A,C}(d, i);
    lemma pw_demand_count_at{A,B}: \forall struct pw_demand *d, integer i;
      pw_demand_counts_same{A,B}(d, -1) && 0 <= i < \at(d->region_count, A) ==>
        \at(d->regions[i].populated_count, A) == \at(d->regions[i].populated_count, B) &&
        \at(d->regions[i].fault_count, A) == \at(d->regions[i].fault_count, B);
    lemma pw_demand_counts_weaker{A,B}: \forall struct pw_demand *d, integer i;
      pw_demand_counts_same{A,B}(d, -1) ==> pw_demand_counts_same{A,B}(d, i);
*/

#endif
