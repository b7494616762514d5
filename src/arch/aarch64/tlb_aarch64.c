/*
 * TLB operations of AArch64, one instruction each (Arm ARM C5.5 and D8.14). The "memory" clobber keeps the compiler
 * from moving a store to a table across a barrier.
 *
 * The operand of a TLBI by address holds VA[55:12] in bits 43:0 and the ASID in bits 63:48; bits 47:44 are the TTL
 * hint, left zero, which is right with and without FEAT_TTL.
 */
#include <pagewright/tlb_aarch64.h>

#include <stddef.h>

#define OPERAND_VA_BITS 0x100000000000u /* 2^44 */

static uint64_t operand(uint64_t va, uint32_t asid) {
  return ((uint64_t)asid << 48u) + va / 4096u % OPERAND_VA_BITS;
}

static void dsb_ishst(struct pw_tlb *tlb) {
  (void)tlb;
  __asm__ volatile("dsb ishst" ::: "memory");
}

static void dsb_ish(struct pw_tlb *tlb) {
  (void)tlb;
  __asm__ volatile("dsb ish" ::: "memory");
}

static void isb(struct pw_tlb *tlb) {
  (void)tlb;
  __asm__ volatile("isb" ::: "memory");
}

static void tlbi_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  (void)tlb;
  if (level == PW_TLBI_ANY_LEVEL) {
    __asm__ volatile("tlbi vae1is, %0" ::"r"(operand(va, asid)) : "memory");
  } else {
    /* The last level only: the cached steps of the walk stay, and they are still right. */
    __asm__ volatile("tlbi vale1is, %0" ::"r"(operand(va, asid)) : "memory");
  }
}

static void tlbi_asid(struct pw_tlb *tlb, uint32_t asid) {
  (void)tlb;
  __asm__ volatile("tlbi aside1is, %0" ::"r"((uint64_t)asid << 48u) : "memory");
}

static void tlbi_all(struct pw_tlb *tlb) {
  (void)tlb;
  __asm__ volatile("tlbi vmalle1is" ::: "memory");
}

void pw_tlb_init_aarch64(struct pw_tlb *tlb) {
  tlb->dsb_ishst = dsb_ishst;
  tlb->dsb_ish = dsb_ish;
  tlb->isb = isb;
  tlb->tlbi_va = tlbi_va;
  tlb->tlbi_asid = tlbi_asid;
  tlb->tlbi_all = tlbi_all;
  tlb->context = NULL;
}
