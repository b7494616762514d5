/*
 * Fault: what ESR_EL1 and FAR_EL1 say of a data or instruction abort (Arm ARM D17.2.37 and D17.2.40).
 *
 * One total function: every pair of values has an answer. What Armv8-A or an extension encodes that page tables of four
 * levels have no use for (level -1, tags, granule protection, lockdown) is PW_FAULT_OTHER.
 */
#ifndef PAGEWRIGHT_FAULT_H
#define PAGEWRIGHT_FAULT_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/status.h>

/* Instead of a level: the fault status has none. */
#define PW_FAULT_NO_LEVEL 4u

enum pw_fault_kind {
  PW_FAULT_ADDRESS_SIZE, /* an address in an entry or TTBR is wider than TCR_EL1.IPS says */
  PW_FAULT_TRANSLATION,  /* nothing is mapped there */
  PW_FAULT_ACCESS_FLAG,  /* mapped, access flag clear */
  PW_FAULT_PERMISSION,   /* mapped, and not for this access */
  PW_FAULT_EXTERNAL,     /* the memory system refused, the access itself or a read of the walk */
  PW_FAULT_PARITY,       /* a parity or ECC error, likewise */
  PW_FAULT_ALIGNMENT,
  PW_FAULT_TLB_CONFLICT, /* a TLB holds two translations of the address: break-before-make was not kept */
  PW_FAULT_OTHER
};

enum pw_fault_access { PW_FAULT_READ, PW_FAULT_WRITE, PW_FAULT_EXECUTE };

struct pw_fault {
  enum pw_fault_kind kind;
  enum pw_fault_access access; /* maintenance counts as a read: it changes no memory */
  uint32_t level;              /* 0..3, of the table at which the walk ended, or PW_FAULT_NO_LEVEL */
  bool is_from_el0;            /* else from EL1 */
  bool is_on_walk;             /* external and parity: a read of the walk met it, not the access */
  bool is_on_stage1_walk;      /* S1PTW: a walk of stage 1 met a fault of stage 2 */
  bool is_maintenance;         /* by an instruction for caches or address translation */
  bool has_va;                 /* FAR_EL1 holds the address */
  uint64_t va;                 /* of the access, tag bits included; 0 without has_va */
};

#include "spec/paging/fault.h"

/* Errors: INVALID_ARGUMENT (a null pointer), NOT_AN_ABORT (an exception of another class than data or instruction
 * abort). O(1). */
/*@ requires fault: fault == \null || \valid(fault);
    terminates \true; exits \false; assigns *fault;
    ensures refused: \result != PW_OK && fault != \null ==> *fault == \old(*fault);
    behavior null:
      assumes fault == \null;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior other_class:
      assumes fault != \null && !pw_esr_is_abort(esr);
      ensures status: \result == PW_ERR_NOT_AN_ABORT;
    behavior abort:
      assumes fault != \null && pw_esr_is_abort(esr);
      ensures status: \result == PW_OK;
      ensures kind: fault->kind == pw_fault_kind_of(pw_esr_status(esr));
      ensures level: fault->level == pw_fault_level_of(pw_esr_status(esr));
      ensures execute: fault->access == PW_FAULT_EXECUTE <==> pw_esr_is_fetch(esr);
      ensures write: fault->access == PW_FAULT_WRITE <==>
        !pw_esr_is_fetch(esr) && pw_esr_bit(esr, PW_ESR_WNR) == 1 && pw_esr_bit(esr, PW_ESR_CM) == 0;
      ensures el0: (boolean)fault->is_from_el0 <==> pw_esr_class(esr) == 0x20 || pw_esr_class(esr) == 0x24;
      ensures walk: (boolean)fault->is_on_walk <==> pw_esr_status(esr) / 4 == 5 || pw_esr_status(esr) / 4 == 7;
      ensures stage1_walk: (boolean)fault->is_on_stage1_walk <==> pw_esr_bit(esr, PW_ESR_S1PTW) == 1;
      ensures maintenance: (boolean)fault->is_maintenance <==>
        !pw_esr_is_fetch(esr) && pw_esr_bit(esr, PW_ESR_CM) == 1;
      ensures known: (boolean)fault->has_va <==> !(pw_esr_status(esr) == 0x10 && pw_esr_bit(esr, PW_ESR_FNV) == 1);
      ensures va: fault->va == ((boolean)fault->has_va ? far : 0);
      ensures ranges: 0 <= fault->kind <= PW_FAULT_OTHER && 0 <= fault->access <= PW_FAULT_EXECUTE &&
        fault->level <= PW_FAULT_NO_LEVEL;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_fault_decode(uint64_t esr, uint64_t far, struct pw_fault *fault);

#endif
