/*
 * Trees of tables from their root to their last leaf, with the contracts checked that E-ACSL can execute (SOUNDNESS.md
 * says which): the forest and its ghost maps, live counts, and what TLBs may hold, before and after every change of a
 * table and of the trees, and every TLB call. A clause that does not hold aborts with its text. A contract looks at all
 * entries of all tables, so there are few, and few changes.
 */
#include "src/paging/forest.h"

#include "src/paging/root.h"
#include "src/paging/tlb.h"

#include "tests/paging/tlb_eacsl.h"
#include "tests/support/check.h"

#define BASE_PA 0x40000000u
#define FRAMES  6u
#define ASID    9u
#define ROOT    0u /* frames: the root, */
#define UPPER   2u /* a table below it, */
#define MIDDLE  1u
#define LOWER   5u
#define VA      (((uint64_t)3 << 39) + ((uint64_t)511 << 30) + ((uint64_t)7 << 21) + ((uint64_t)12 << 12))
#define PAGE    ((uint64_t)0x80000403)
#define BLOCK   ((uint64_t)0x80200401)

static uint64_t words[FRAMES * PW_TABLE_ENTRIES];
static uint16_t live[FRAMES];
static struct pw_window window;
static struct pw_tlb tlb;

static void settle(void) {
  pw_tlb_dsb_ishst(&tlb);
  pw_tlb_isb(&tlb);
}

/* All that is stale was the entry for va, or the links above it too. */
static void invalidate(uint64_t va, uint32_t level) {
  pw_tlb_dsb_ishst(&tlb);
  pw_tlb_tlbi_va(&tlb, va, level, ASID);
  pw_tlb_dsb_ish(&tlb);
  pw_tlb_isb(&tlb);
}

/* A window without a table; then a root. */
static void start(void) {
  CHECK(pw_window_init(&window, words, BASE_PA, FRAMES, live, FRAMES) == PW_OK);
  tlb_eacsl_init(&tlb);
  /*@ ghost
    unsigned int f = 0;
    while (f < PW_WINDOW_MAX_FRAMES) {
      pw_forest_level[f] = PW_NO_LEVEL;
      f++;
    }
  */
  words[ROOT * PW_TABLE_ENTRIES + 9u] = 1;
  pw_root_make(&window, ROOT, ASID, 0);
  settle();
}

static void link(uint32_t table, uint32_t index, uint32_t child) {
  pw_forest_zero(&window, child);
  settle();
  pw_forest_link(&window, table, index, child);
  settle();
}

static void leaf(uint32_t table, uint32_t index, uint64_t descriptor) {
  pw_forest_set_leaf(&window, table, index, descriptor);
  settle();
  CHECK(pw_table_entry(&window, table, index) == descriptor);
}

/* A tree grows to two pages and a block, loses one after the other, and its tables behind the last of them. */
int main(void) {
  start();
  link(ROOT, 3, UPPER);
  link(UPPER, 511, MIDDLE);
  link(MIDDLE, 7, LOWER);
  leaf(LOWER, 12, PAGE);
  leaf(LOWER, 511, PAGE + 0x1000);
  leaf(MIDDLE, 0, BLOCK);
  CHECK(live[ROOT] == 1 && live[UPPER] == 1 && live[MIDDLE] == 2 && live[LOWER] == 2);
  pw_forest_clear_leaf(&window, LOWER, 511);
  invalidate(VA + (uint64_t)(511 - 12) * 4096, 3);
  pw_forest_clear_leaf(&window, MIDDLE, 0);
  invalidate(VA - ((uint64_t)7 << 21), 2);
  pw_forest_clear_leaf(&window, LOWER, 12);
  pw_forest_unlink(&window, MIDDLE, 7, LOWER);
  pw_forest_unlink(&window, UPPER, 511, MIDDLE);
  pw_forest_unlink(&window, ROOT, 3, UPPER);
  invalidate(VA, PW_TLBI_ANY_LEVEL);
  CHECK(live[ROOT] == 0);
  link(ROOT, 0, LOWER);
  pw_tlb_tlbi_asid(&tlb, ASID);
  pw_tlb_tlbi_all(&tlb);
  return check_summary();
}
