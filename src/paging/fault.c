/*
 * Fault: the fields of ESR_EL1 by arithmetic, as in descriptor.c.
 */
#include <pagewright/fault.h>

#include <stddef.h>

/* ESR_EL1, Arm ARM D17.2.37. */
#define WEIGHT_WNR        0x40u  /* bit 6 */
#define WEIGHT_S1PTW      0x80u  /* bit 7 */
#define WEIGHT_CM         0x100u /* bit 8 */
#define WEIGHT_FNV        0x400u /* bit 10 */
#define WEIGHT_CLASS      0x4000000u
#define CLASS_COUNT       64u
#define CLASS_FETCH_EL0   0x20u
#define CLASS_FETCH_EL1   0x21u
#define CLASS_DATA_EL0    0x24u
#define CLASS_DATA_EL1    0x25u
#define STATUS_COUNT      64u
#define STATUS_EXTERNAL   0x10u
#define STATUS_PARITY     0x18u
#define STATUS_ALIGNMENT  0x21u
#define STATUS_CONFLICT   0x30u
#define STATUSES_A_LEVEL  4u /* in groups of four: one for each level */
#define GROUP_WALK_ERROR  5u
#define GROUP_WALK_PARITY 7u

/*@ requires range: status < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures kind: \result == pw_fault_kind_of(status);
    ensures range: 0 <= \result <= PW_FAULT_OTHER;
*/
static enum pw_fault_kind kind_of(uint32_t status) {
  switch (status / STATUSES_A_LEVEL) {
  case 0u:
    return PW_FAULT_ADDRESS_SIZE;
  case 1u:
    return PW_FAULT_TRANSLATION;
  case 2u:
    return PW_FAULT_ACCESS_FLAG;
  case 3u:
    return PW_FAULT_PERMISSION;
  case GROUP_WALK_ERROR:
    return PW_FAULT_EXTERNAL;
  case GROUP_WALK_PARITY:
    return PW_FAULT_PARITY;
  default:
    break;
  }
  switch (status) {
  case STATUS_EXTERNAL:
    return PW_FAULT_EXTERNAL;
  case STATUS_PARITY:
    return PW_FAULT_PARITY;
  case STATUS_ALIGNMENT:
    return PW_FAULT_ALIGNMENT;
  case STATUS_CONFLICT:
    return PW_FAULT_TLB_CONFLICT;
  default:
    return PW_FAULT_OTHER;
  }
}

/*@ requires range: status < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures walk: \result <==> status / 4 == 5 || status / 4 == 7;
*/
static bool is_on_walk(uint32_t status) {
  uint32_t group = status / STATUSES_A_LEVEL;
  return group == GROUP_WALK_ERROR || group == GROUP_WALK_PARITY;
}

/*@ requires range: status < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures level: \result == pw_fault_level_of(status);
    ensures range: \result <= PW_FAULT_NO_LEVEL;
*/
static uint32_t level_of(uint32_t status) {
  bool has_level = status / STATUSES_A_LEVEL <= 3u || is_on_walk(status);
  return has_level ? status % STATUSES_A_LEVEL : PW_FAULT_NO_LEVEL;
}

/* WnR is 1 whenever CM is. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures execute: \result == PW_FAULT_EXECUTE <==> is_fetch;
    ensures write: \result == PW_FAULT_WRITE <==> !is_fetch && pw_esr_bit(esr, PW_ESR_WNR) == 1 && !is_maintenance;
    ensures range: 0 <= \result <= PW_FAULT_EXECUTE;
*/
static enum pw_fault_access access_of(uint64_t esr, bool is_fetch, bool is_maintenance) {
  if (is_fetch) {
    return PW_FAULT_EXECUTE;
  }
  return esr / WEIGHT_WNR % 2u == 1u && !is_maintenance ? PW_FAULT_WRITE : PW_FAULT_READ;
}

enum pw_status pw_fault_decode(uint64_t esr, uint64_t far, struct pw_fault *fault) {
  if (fault == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint64_t class = esr / WEIGHT_CLASS % CLASS_COUNT;
  bool is_fetch = class == CLASS_FETCH_EL0 || class == CLASS_FETCH_EL1;
  if (!is_fetch && class != CLASS_DATA_EL0 && class != CLASS_DATA_EL1) {
    return PW_ERR_NOT_AN_ABORT;
  }
  uint32_t status = (uint32_t)(esr % STATUS_COUNT);
  fault->is_maintenance = !is_fetch && esr / WEIGHT_CM % 2u == 1u;
  fault->kind = kind_of(status);
  fault->access = access_of(esr, is_fetch, fault->is_maintenance);
  fault->level = level_of(status);
  fault->is_from_el0 = class == CLASS_FETCH_EL0 || class == CLASS_DATA_EL0;
  fault->is_on_walk = is_on_walk(status);
  fault->is_on_stage1_walk = esr / WEIGHT_S1PTW % 2u == 1u;
  /* FnV means something for an external abort that is not on a walk, and for nothing else. */
  fault->has_va = status != STATUS_EXTERNAL || esr / WEIGHT_FNV % 2u == 0u;
  fault->va = fault->has_va ? far : 0u;
  return PW_OK;
}
