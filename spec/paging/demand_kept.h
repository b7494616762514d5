/*
 * Regions whose addresses stay, in logic.
 */
#ifndef PW_SPEC_PAGING_DEMAND_KEPT_H
#define PW_SPEC_PAGING_DEMAND_KEPT_H

#include "spec/paging/demand.h"

/*@ // Regions of the same addresses are in the same order.
    lemma pw_kept_sorted{A,B}: \forall struct pw_demand_region *r, integer n;
      pw_demand_kept{A,B}(r, 0, n) && pw_demand_sorted{A}(r, n) ==> pw_demand_sorted{B}(r, n);
    lemma pw_kept_one_half{A,B}: \forall struct pw_demand_region *r, integer n;
      pw_demand_kept{A,B}(r, 0, n) && pw_demand_one_half{A}(r, n) ==> pw_demand_one_half{B}(r, n);
*/

#endif
