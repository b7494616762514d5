#include "firmware/instructions.h"

#include "firmware/sysreg.h"

#define EVENT_INST_RETIRED 0x8u
#define PMCR_ENABLE        0x1u
#define PMU_VERSION_SHIFT  8u /* ID_AA64DFR0_EL1.PMUVer */
#define PMU_VERSION_MASK   0xFu
#define PMU_VERSION_NONE   0x0u
#define PMU_VERSION_OTHER  0xFu /* not the architecture's */

static bool is_counted(void) {
  uint64_t version = SYSREG_READ(id_aa64dfr0_el1) >> PMU_VERSION_SHIFT & PMU_VERSION_MASK;

  return version != PMU_VERSION_NONE && version != PMU_VERSION_OTHER &&
         (SYSREG_READ(pmceid0_el0) >> EVENT_INST_RETIRED & 1u) != 0;
}

bool instructions_start(void) {
  if (!is_counted()) {
    return false;
  }
  SYSREG_WRITE(pmevtyper0_el0, EVENT_INST_RETIRED);
  SYSREG_WRITE(pmcntenset_el0, 1u);
  SYSREG_WRITE(pmcr_el0, SYSREG_READ(pmcr_el0) | PMCR_ENABLE);
  sysreg_isb();
  return true;
}

uint32_t instructions_now(void) {
  sysreg_isb();
  return (uint32_t)SYSREG_READ(pmevcntr0_el0);
}
