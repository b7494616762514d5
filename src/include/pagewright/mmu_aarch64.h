/*
 * MMU of an AArch64 CPU at EL1: switching translation on, and asking the CPU itself what it makes of an address.
 *
 * Everything here is assembly or system registers; nothing here is proved.
 */
#ifndef PAGEWRIGHT_MMU_AARCH64_H
#define PAGEWRIGHT_MMU_AARCH64_H

#include <stdbool.h>
#include <stdint.h>

/* ID_AA64MMFR0_EL1.PARange of this CPU: the argument of pw_tcr_value and pw_pa_bits. */
uint32_t pw_mmu_pa_range(void);

/* Translation and caches on, with MAIR_EL1 and TCR_EL1 from attributes.h and the two roots (pw_address_space_ttbr; a
 * ttbr1 of 0 keeps walks of the upper half off). Writable memory is never executable from then on, whatever its
 * descriptors say (SCTLR_EL1.WXN). The caller runs at EL1 in memory that ttbr0 maps to itself, and has written the
 * tables with the data cache off. */
void pw_mmu_enable(uint64_t ttbr0, uint64_t ttbr1);

/* Another root for the upper half, and walks of it on. Nothing may be cached for that half: either it was off so far,
 * or the caller invalidates. */
void pw_mmu_set_upper_root(uint64_t ttbr1);

/* Lines of the data cache that hold the range go, unwritten: for memory that was written with the cache off. */
void pw_mmu_discard_cache(uint64_t pa, uint64_t bytes);
/* Instructions written to the range by ordinary stores can be fetched from now on. */
void pw_mmu_sync_instructions(uint64_t va, uint64_t bytes);

/* What the CPU answers to AT S1E1R or AT S1E1W: its own walk of the live tables, with the permissions of EL1. */
struct pw_mmu_answer {
  bool is_mapped;           /* the access would succeed */
  bool is_permission_fault; /* it would not, for want of permission */
  uint64_t pa;              /* if it would: of the byte at va */
};
struct pw_mmu_answer pw_mmu_ask_read(uint64_t va);
struct pw_mmu_answer pw_mmu_ask_write(uint64_t va);

#endif
