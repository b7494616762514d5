/*
 * The oracle itself: tables are changed by hand, wrongly, and the TLB model has to say so; and rightly, and it must
 * not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/model/paging_rig.h"

#define KIB_4 ((uint64_t)1 << 12)
#define MIB_2 ((uint64_t)1 << 21)
#define ASID  3u

static struct paging_rig rig;
static uint32_t l2_table;
static uint32_t l3_table;

static uint32_t child_of(uint32_t table) {
  return (uint32_t)(((rig.words[(uint64_t)table * 512] & 0xFFFFFFFFF000) - RIG_BASE_PA) >> 12);
}

/* One page at 0, not global; the model is about to watch the next operation. */
static int one_page(void **state) {
  (void)state;
  struct pw_attributes data = pw_attributes_kernel_data();
  data.global = false;
  if (!paging_rig_create(&rig, RIG_SOURCE_BUDDY_CHAIN, PW_HALF_LOW, ASID) ||
      !paging_rig_map(&rig, 0, KIB_4, 0x80000000, &data, NULL)) {
    return -1;
  }
  l2_table = child_of(child_of(rig.space.root_frame));
  l3_table = child_of(l2_table);
  tlb_model_begin(&rig.tlb_model);
  return 0;
}

static int release(void **state) {
  (void)state;
  paging_rig_release(&rig);
  return 0;
}

static uint64_t *page(uint32_t index) {
  return &rig.words[(uint64_t)l3_table * 512 + index];
}

static uint64_t *link_of_l3(void) {
  return &rig.words[(uint64_t)l2_table * 512];
}

static void dsb_ishst(void) {
  rig.tlb.dsb_ishst(&rig.tlb);
}

static void dsb_ish(void) {
  rig.tlb.dsb_ish(&rig.tlb);
}

static void isb(void) {
  rig.tlb.isb(&rig.tlb);
}

static void tlbi(uint64_t va, uint32_t level, uint32_t asid) {
  rig.tlb.tlbi_va(&rig.tlb, va, level, asid);
}

static void reported(const char *part) {
  tlb_model_end(&rig.tlb_model);
  assert_non_null(rig.tlb_model.failure);
  assert_non_null(strstr(rig.tlb_model.failure, part));
}

static void accepted(void) {
  tlb_model_end(&rig.tlb_model);
  assert_null(rig.tlb_model.failure);
}

static void break_before_make_in_order_is_accepted(void **state) {
  (void)state;
  *page(0) = 0;
  dsb_ishst();
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  accepted();
}

static void a_missing_tlbi_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  dsb_ishst();
  dsb_ish();
  isb();
  reported("before an invalidation was complete");
}

static void a_tlbi_without_a_dsb_before_it_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  reported("before an invalidation was complete");
}

static void a_tlbi_without_a_dsb_ish_after_it_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  dsb_ish();
  tlbi(0, 3, ASID);
  dsb_ishst();
  isb();
  reported("before an invalidation was complete");
}

static void a_tlbi_of_another_page_asid_or_level_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  dsb_ish();
  tlbi(KIB_4, 3, ASID);
  tlbi(0, 3, ASID + 1);
  tlbi(0, 2, ASID);
  dsb_ish();
  isb();
  reported("before an invalidation was complete");
}

static void a_tlbi_before_the_write_is_reported(void **state) {
  (void)state;
  dsb_ish();
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  *page(0) = 0;
  reported("before an invalidation was complete");
}

static void a_live_entry_rewritten_in_place_is_reported(void **state) {
  (void)state;
  *page(0) += KIB_4;
  dsb_ish();
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  reported("replaced by another valid one");
}

static void a_new_entry_without_a_barrier_is_reported(void **state) {
  (void)state;
  *page(1) = *page(0);
  reported("before a new entry was visible");
}

static void a_removed_table_needs_more_than_its_leaf_invalidated(void **state) {
  (void)state;
  *page(0) = 0;
  *link_of_l3() = 0;
  dsb_ish();
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  reported("before an invalidation was complete");
}

static void one_page_of_a_removed_table_with_leaves_is_not_enough(void **state) {
  (void)state;
  *link_of_l3() = 0;
  dsb_ish();
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID);
  dsb_ish();
  isb();
  reported("before an invalidation was complete");
}

static void a_removed_table_with_leaves_and_the_asid_invalidated_is_accepted(void **state) {
  (void)state;
  *link_of_l3() = 0;
  dsb_ish();
  rig.tlb.tlbi_asid(&rig.tlb, ASID);
  dsb_ish();
  isb();
  accepted();
}

static void a_table_freed_before_the_invalidation_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  *link_of_l3() = 0;
  dsb_ish();
  assert_int_equal(pw_page_source_free(rig.space.source, l3_table), PW_OK);
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID);
  dsb_ish();
  isb();
  reported("given back before its invalidation");
}

static void a_table_linked_with_nonsense_in_it_is_reported(void **state) {
  (void)state;
  uint64_t pa = RIG_BASE_PA + (RIG_FRAMES - 1) * KIB_4;
  dsb_ishst();
  rig.words[(uint64_t)l2_table * 512 + 1] = pa + 3;
  dsb_ish();
  isb();
  reported("linked that was not zero");
}

static void a_table_zeroed_without_a_dsb_before_the_link_is_reported(void **state) {
  (void)state;
  uint64_t pa = RIG_BASE_PA + (RIG_FRAMES - 1) * KIB_4;
  memset(&rig.words[(uint64_t)(RIG_FRAMES - 1) * 512], 0, 4096);
  rig.words[(uint64_t)l2_table * 512 + 1] = pa + 3;
  dsb_ish();
  isb();
  reported("linked");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, one_page, release)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(break_before_make_in_order_is_accepted),
      TEST(a_missing_tlbi_is_reported),
      TEST(a_tlbi_without_a_dsb_before_it_is_reported),
      TEST(a_tlbi_without_a_dsb_ish_after_it_is_reported),
      TEST(a_tlbi_of_another_page_asid_or_level_is_reported),
      TEST(a_tlbi_before_the_write_is_reported),
      TEST(a_live_entry_rewritten_in_place_is_reported),
      TEST(a_new_entry_without_a_barrier_is_reported),
      TEST(a_removed_table_needs_more_than_its_leaf_invalidated),
      TEST(one_page_of_a_removed_table_with_leaves_is_not_enough),
      TEST(a_removed_table_with_leaves_and_the_asid_invalidated_is_accepted),
      TEST(a_table_freed_before_the_invalidation_is_reported),
      TEST(a_table_linked_with_nonsense_in_it_is_reported),
      TEST(a_table_zeroed_without_a_dsb_before_the_link_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
