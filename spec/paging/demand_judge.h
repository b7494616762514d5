/*
 * What a demand region has to do with a fault, in logic.
 */
#ifndef PW_SPEC_PAGING_DEMAND_JUDGE_H
#define PW_SPEC_PAGING_DEMAND_JUDGE_H

#include "spec/paging/fault.h"

/*@ // A translation or permission fault of stage 1.
    predicate pw_demand_fault_ours(integer esr) =
      pw_esr_is_abort(esr) && pw_esr_bit(esr, PW_ESR_S1PTW) == 0 &&
      (pw_esr_status(esr) / 4 == 1 || pw_esr_status(esr) / 4 == 3);

    // The access that a syndrome tells, and whether it came from EL0.
    logic integer pw_esr_access(integer esr) =
      pw_esr_class(esr) == 0x20 || pw_esr_class(esr) == 0x21 ? (integer)PW_FAULT_EXECUTE :
      pw_esr_bit(esr, PW_ESR_WNR) == 1 && pw_esr_bit(esr, PW_ESR_CM) == 0 ? (integer)PW_FAULT_WRITE :
      (integer)PW_FAULT_READ;
    logic boolean pw_esr_from_el0(integer esr) = pw_esr_class(esr) == 0x20 || pw_esr_class(esr) == 0x24;

    // A page may be mapped for it: a translation fault, by an access that the region's attributes allow.
    predicate pw_demand_touches(struct pw_attributes a, integer esr) =
      pw_esr_status(esr) / 4 == 1 && pw_demand_allows(a, pw_esr_access(esr), pw_esr_from_el0(esr));
*/

#endif
