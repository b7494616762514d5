/*
 * Demand bring: a page of a region gets its frame, and the regions stay as they are. Internal to src/paging.
 */
#ifndef PW_PAGING_DEMAND_BRING_H
#define PW_PAGING_DEMAND_BRING_H

#include <stdint.h>

#include <pagewright/demand.h>

#include "src/paging/demand_page.h"

/* A frame of zeroes behind the page of the address, as pw_demand_page_bring. Nothing is counted yet. */
/*@ requires ready: pw_demand_ready(demand);
    requires region: index < demand->region_count;
    terminates \true; exits \false; assigns PW_DEMAND_SPACE_ASSIGNS(demand->space);
    ensures statuses: \result.status == PW_OK || \result.status == PW_ERR_NO_MEMORY;
    ensures ready: pw_demand_ready(demand);
    ensures same: pw_demand_same{Pre,Post}(demand) && pw_demand_addresses_same{Pre,Post}(demand);
    ensures limits: pw_demand_limits_same{Pre,Post}(demand);
    ensures counts: pw_demand_counts_same{Pre,Post}(demand, -1);
    ensures events: pw_demand_events_same{Pre,Post}(demand);
    ensures still: pw_space_still{Pre,Post}(demand->space);
    ensures roots: pw_roots_stay{Pre,Post}(demand->space->window);
    ensures local: \old(pw_space_local(demand->space)) ==> pw_space_local(demand->space);
    ensures walks: \result.status != PW_OK ==> pw_walks_same{Pre,Post}(demand->space->window);
    ensures conserved: \result.status != PW_OK ==> pw_space_conserved{Pre,Post}(demand->space);
    ensures given: \result.status == PW_OK ==> pw_demand_given{Pre,Post}(demand->space, va, \result.frame);
    ensures leaf: \result.status == PW_OK ==>
      PW_LEAF_IS(pw_space_walk(demand->space, va) / 4, pw_window_pa(demand->space->window, \result.frame), 3,
                 \old(demand->regions[index].attributes));
*/
struct pw_demand_brought pw_demand_bring(struct pw_demand *demand, uint32_t index, uint64_t va);

#endif
