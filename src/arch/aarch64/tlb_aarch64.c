/*
 * TLB operations of AArch64, one instruction each (Arm ARM C5.5 and D8.14). The "memory" clobber keeps the compiler
 * from moving a store to a table across a barrier.
 *
 * The operand of a TLBI by address holds VA[55:12] in bits 43:0 and the ASID in bits 63:48; bits 47:44 are the TTL
 * hint, left zero, which is right with and without FEAT_TTL. The operand of one by range holds the granule in bits
 * 47:46, a scale in 45:44, a number in 43:39, a level hint in 38:37 (left zero) and VA[48:12] in 36:0: it reaches
 * (number + 1) * 2^(5 * scale + 1) pages.
 */
#include <pagewright/tlb_aarch64.h>

#include <stdbool.h>
#include <stddef.h>

#define OPERAND_VA_BITS    0x100000000000u /* 2^44 */
#define RANGE_VA_BITS      0x2000000000u   /* 2^37 */
#define RANGE_NUMBER       0x8000000000u   /* bit 39 */
#define RANGE_NUMBER_COUNT 32u
#define RANGE_SCALE        0x100000000000u /* bit 44 */
#define RANGE_GRANULE_4KB  0x400000000000u /* bit 46 */
#define HALF_PAGES         0x1000000000u   /* 2^36 */
#define ISAR0_TLB_SHIFT    56u             /* ID_AA64ISAR0_EL1.TLB: 2 is FEAT_TLBIRANGE */
#define ISAR0_TLB_MASK     0xFu
#define ISAR0_TLB_RANGE    2u

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

/* The smallest range that one operand can tell and that has all the pages. It may reach behind them, but not out of
 * their half: there it begins before them. */
static uint64_t range_operand(uint64_t va, uint64_t page_count, uint32_t asid) {
  uint64_t scale = 0u;
  uint64_t unit = 2u;
  while (page_count > unit * RANGE_NUMBER_COUNT) {
    scale++;
    unit *= RANGE_NUMBER_COUNT;
  }
  uint64_t number = (page_count + (unit - 1u)) / unit;
  uint64_t page = va / 4096u;
  uint64_t index = page % HALF_PAGES;
  uint64_t excess = index + number * unit > HALF_PAGES ? index + number * unit - HALF_PAGES : 0u;
  return ((uint64_t)asid << 48u) + RANGE_GRANULE_4KB + scale * RANGE_SCALE + (number - 1u) * RANGE_NUMBER +
         (page - excess) % RANGE_VA_BITS;
}

/* By the encodings of RVAE1IS and RVALE1IS, which assemblers know for Armv8.4 only. */
static void tlbi_range(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level, uint32_t asid) {
  (void)tlb;
  if (level == PW_TLBI_ANY_LEVEL) {
    __asm__ volatile("sys #0, c8, c2, #1, %0" ::"r"(range_operand(va, page_count, asid)) : "memory");
  } else {
    __asm__ volatile("sys #0, c8, c2, #5, %0" ::"r"(range_operand(va, page_count, asid)) : "memory");
  }
}

static bool has_range(void) {
  uint64_t features;
  __asm__("mrs %0, id_aa64isar0_el1" : "=r"(features));
  return (features >> ISAR0_TLB_SHIFT & ISAR0_TLB_MASK) >= ISAR0_TLB_RANGE;
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
  tlb->tlbi_range = has_range() ? tlbi_range : NULL;
  tlb->tlbi_asid = tlbi_asid;
  tlb->tlbi_all = tlbi_all;
  tlb->context = NULL;
}
