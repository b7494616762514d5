/* The fields of ESR_EL1 for data and instruction aborts, in logic: by the weight of their lowest bit (Arm ARM
 * D17.2.37). */
#ifndef PW_SPEC_PAGING_FAULT_H
#define PW_SPEC_PAGING_FAULT_H

#define PW_ESR_WNR   0x40      /* bit 6: a write, not a read */
#define PW_ESR_S1PTW 0x80      /* bit 7: a fault of stage 2 on a walk of stage 1 */
#define PW_ESR_CM    0x100     /* bit 8: cache maintenance or address translation */
#define PW_ESR_FNV   0x400     /* bit 10: FAR not valid */
#define PW_ESR_EC    0x4000000 /* bits 31:26: the exception's class */

/*@ // One bit of the syndrome,
    logic integer pw_esr_bit(integer esr, integer weight) = esr / weight % 2;

    // its class,
    logic integer pw_esr_class(integer esr) = esr / PW_ESR_EC % 64;

    // and the fault status, DFSC or IFSC.
    logic integer pw_esr_status(integer esr) = esr % 64;

    // An instruction abort: from EL0, or from EL1.
    predicate pw_esr_is_fetch(integer esr) = pw_esr_class(esr) == 0x20 || pw_esr_class(esr) == 0x21;

    // That, or a data abort.
    predicate pw_esr_is_abort(integer esr) =
      pw_esr_is_fetch(esr) || pw_esr_class(esr) == 0x24 || pw_esr_class(esr) == 0x25;

    // The kind that a fault status tells,
    logic integer pw_fault_kind_of(integer status) =
      status / 4 == 0 ? (integer)PW_FAULT_ADDRESS_SIZE :
      status / 4 == 1 ? (integer)PW_FAULT_TRANSLATION :
      status / 4 == 2 ? (integer)PW_FAULT_ACCESS_FLAG :
      status / 4 == 3 ? (integer)PW_FAULT_PERMISSION :
      status / 4 == 5 || status == 0x10 ? (integer)PW_FAULT_EXTERNAL :
      status / 4 == 7 || status == 0x18 ? (integer)PW_FAULT_PARITY :
      status == 0x21 ? (integer)PW_FAULT_ALIGNMENT :
      status == 0x30 ? (integer)PW_FAULT_TLB_CONFLICT : (integer)PW_FAULT_OTHER;

    // and the level.
    logic integer pw_fault_level_of(integer status) =
      status / 4 <= 3 || status / 4 == 5 || status / 4 == 7 ? status % 4 : 4;
*/

#endif
