/*
 * TLB: the barriers and invalidations that a change of live tables needs, behind an interface.
 *
 * The mapping code calls these in the order that the architecture asks for (Arm ARM D8.14 and D8.16.1,
 * break-before-make): write, DSB, TLBI, DSB, ISB. Every TLBI is broadcast to the inner-shareable domain. On AArch64
 * each is one instruction (tlb_aarch64.h); on a host a recorder keeps them for tests (tlb_recorder.h).
 */
#ifndef PAGEWRIGHT_TLB_H
#define PAGEWRIGHT_TLB_H

#include <stdint.h>

/* Instead of a leaf's level: leaves of any level and every cached step of the walk to the address. */
#define PW_TLBI_ANY_LEVEL 0u
/* What one invalidation of a range can reach: 8 GiB. */
#define PW_TLBI_RANGE_PAGES_MAX 0x200000u

struct pw_tlb {
  void (*dsb_ishst)(struct pw_tlb *tlb); /* earlier stores are seen by every walker of the domain */
  void (*dsb_ish)(struct pw_tlb *tlb);   /* the same, and earlier invalidations are complete */
  void (*isb)(struct pw_tlb *tlb);
  /* Forget the translation of the page at va for the ASID, and the global one. 'level' is 1..3, the level of the leaf
   * that was there, or PW_TLBI_ANY_LEVEL when a table has gone. */
  void (*tlbi_va)(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid);
  /* The same for 'page_count' pages from va on (1..PW_TLBI_RANGE_PAGES_MAX, in one half), at once; more may be forgotten.
   * A null pointer where the CPUs cannot do that (FEAT_TLBIRANGE, Arm ARM D8.14.5). */
  void (*tlbi_range)(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level, uint32_t asid);
  void (*tlbi_asid)(struct pw_tlb *tlb, uint32_t asid); /* everything of the ASID that is not global */
  void (*tlbi_all)(struct pw_tlb *tlb);                 /* everything of EL1 and EL0 */
  void *context;                                        /* the implementation's own */
};

#endif
