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
#define ASID  3u

static struct paging_rig rig;
static uint32_t l2_table;
static uint32_t l3_table;
static uint32_t new_table; /* the source's next, taken and filled with nonsense */

static uint32_t child_of(uint32_t table) {
  return (uint32_t)(((rig.words[(uint64_t)table * 512] & 0xFFFFFFFFF000) - RIG_BASE_PA) >> 12);
}

/* One page at 0, not global, and a table taken; the model is about to watch the next operation. */
static int one_page(void **state) {
  (void)state;
  struct pw_attributes data = pw_attributes_kernel_data();
  data.global = false;
  if (!paging_rig_create(&rig, RIG_SOURCE_BUDDY_CHAIN, PW_HALF_LOW, ASID) ||
      !paging_rig_map(&rig, 0, KIB_4, 0x80000000, &data, NULL)) {
    return -1;
  }
  l2_table = child_of(child_of(rig.space->root_frame));
  l3_table = child_of(l2_table);
  new_table = pw_page_source_alloc(rig.space->source);
  tlb_model_begin(&rig.tlb_model);
  return new_table == PW_NO_FRAME ? -1 : 0;
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

static uint64_t link_to(uint32_t table) {
  return RIG_BASE_PA + table * KIB_4 + 3;
}

static void zero_new_table(void) {
  memset(&rig.words[(uint64_t)new_table * 512], 0, 4096);
}

/* The hardware looks at this very moment. */
static void look(void) {
  tlb_model_look(&rig.tlb_model);
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
  reported("a stale translation was usable");
}

static void a_tlbi_without_a_dsb_before_it_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  reported("a stale translation was usable");
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
  reported("a stale translation was usable");
}

static void a_tlbi_before_the_write_is_reported(void **state) {
  (void)state;
  dsb_ish();
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  *page(0) = 0;
  reported("a stale translation was usable");
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
  reported("a stale step of the walk was usable");
}

static void one_page_of_a_removed_table_with_two_is_not_enough(void **state) {
  (void)state;
  *page(1) = *page(0) + KIB_4;
  dsb_ishst();
  *link_of_l3() = 0;
  dsb_ish();
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID);
  dsb_ish();
  isb();
  reported("a stale translation was usable");
}

static void each_page_of_a_removed_table_is_enough(void **state) {
  (void)state;
  *page(1) = *page(0) + KIB_4;
  dsb_ishst();
  *link_of_l3() = 0;
  dsb_ish();
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID);
  tlbi(KIB_4, PW_TLBI_ANY_LEVEL, ASID);
  dsb_ish();
  isb();
  accepted();
}

/* Between the two, a walker that knows the step to the table reads the page again. */
static void a_page_of_a_removed_table_invalidated_before_the_step_to_it_is_reported(void **state) {
  (void)state;
  *link_of_l3() = 0;
  dsb_ish();
  tlbi(0, 3, ASID);
  tlbi(KIB_4, PW_TLBI_ANY_LEVEL, ASID);
  dsb_ish();
  isb();
  reported("a stale translation was usable");
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
  assert_int_equal(pw_page_source_free(rig.space->source, l3_table), PW_OK);
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID);
  dsb_ish();
  isb();
  reported("given back before its invalidation");
}

static void a_table_freed_before_the_last_dsb_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  *link_of_l3() = 0;
  dsb_ish();
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID);
  assert_int_equal(pw_page_source_free(rig.space->source, l3_table), PW_OK);
  dsb_ish();
  isb();
  reported("given back before its invalidation");
}

static void a_table_freed_while_it_is_linked_is_reported(void **state) {
  (void)state;
  assert_int_equal(pw_page_source_free(rig.space->source, l3_table), PW_OK);
  reported("given back that is still linked");
}

static void a_table_given_out_while_it_is_linked_is_reported(void **state) {
  (void)state;
  tlb_model_take(&rig.tlb_model, l3_table);
  reported("gave away a table in use");
}

static void a_new_entry_before_the_old_one_is_invalidated_is_reported(void **state) {
  (void)state;
  uint64_t word = *page(0);
  *page(0) = 0;
  dsb_ish();
  *page(0) = word + KIB_4;
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  reported("before the invalidation of what it replaces");
}

static void a_new_entry_before_the_dsb_behind_the_tlbi_is_reported(void **state) {
  (void)state;
  uint64_t word = *page(0);
  *page(0) = 0;
  dsb_ish();
  tlbi(0, 3, ASID);
  *page(0) = word + KIB_4;
  dsb_ish();
  isb();
  reported("before the invalidation of what it replaces");
}

static void a_new_entry_after_break_before_make_is_accepted(void **state) {
  (void)state;
  uint64_t word = *page(0);
  *page(0) = 0;
  dsb_ishst();
  tlbi(0, 3, ASID);
  dsb_ish();
  *page(0) = word + KIB_4;
  dsb_ishst();
  isb();
  accepted();
}

static void a_block_in_the_place_of_a_table_before_the_invalidation_is_reported(void **state) {
  (void)state;
  uint64_t word = *page(0);
  *page(0) = 0;
  *link_of_l3() = 0;
  dsb_ish();
  *link_of_l3() = word - 2;
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID);
  dsb_ish();
  isb();
  reported("before the invalidation of what it replaces");
}

static void an_entry_made_and_taken_back_without_a_tlbi_is_reported(void **state) {
  (void)state;
  *page(1) = *page(0) + KIB_4;
  look();
  *page(1) = 0;
  dsb_ish();
  isb();
  reported("a stale translation was usable");
}

static void an_entry_that_keeps_other_bits_when_it_goes_is_reported(void **state) {
  (void)state;
  *page(0) &= ~(uint64_t)1;
  dsb_ish();
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  reported("invalid but not zero");
}

static void a_missing_isb_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  dsb_ish();
  tlbi(0, 3, ASID);
  dsb_ish();
  reported("without an ISB");
}

static void a_write_to_a_table_that_walkers_may_be_in_is_reported(void **state) {
  (void)state;
  *link_of_l3() = 0;
  dsb_ish();
  *page(1) = *page(0) + KIB_4;
  rig.tlb.tlbi_asid(&rig.tlb, ASID);
  dsb_ish();
  isb();
  reported("became valid in a table that was cut off");
}

static void a_table_linked_again_before_its_invalidation_is_reported(void **state) {
  (void)state;
  uint64_t word = *link_of_l3();
  *page(0) = 0;
  *link_of_l3() = 0;
  dsb_ish();
  *(link_of_l3() + 1) = word;
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID);
  dsb_ish();
  isb();
  reported("linked again while walkers may still be in it");
}

/* A global translation stays when its space's ASID is invalidated, and goes with its address under any ASID. */
static void a_global_page_needs_more_than_its_asid_invalidated(void **state) {
  (void)state;
  *page(1) = (*page(0) + KIB_4) & ~((uint64_t)1 << 11);
  dsb_ish();
  isb();
  *page(1) = 0;
  dsb_ish();
  rig.tlb.tlbi_asid(&rig.tlb, ASID);
  dsb_ish();
  isb();
  reported("a stale translation was usable");
}

static void a_global_page_invalidated_by_address_is_accepted(void **state) {
  (void)state;
  *page(1) = (*page(0) + KIB_4) & ~((uint64_t)1 << 11);
  dsb_ish();
  isb();
  *page(1) = 0;
  dsb_ish();
  tlbi(KIB_4, 3, ASID + 1);
  dsb_ish();
  isb();
  accepted();
}

/* Nothing but an ISB and a return of the operation: the root was zeroed by hand, without a barrier. */
static void a_root_that_was_not_zeroed_is_reported(void **state) {
  (void)state;
  struct pw_address_space space = *rig.space;
  space.root_frame = new_table;
  dsb_ish();
  tlb_model_add_space(&rig.tlb_model, 1, &space);
  reported("linked that was not zeroed");
}

static void a_root_without_a_dsb_after_its_zeroes_is_reported(void **state) {
  (void)state;
  struct pw_address_space space = *rig.space;
  space.root_frame = new_table;
  zero_new_table();
  tlb_model_add_space(&rig.tlb_model, 1, &space);
  reported("linked before a DSB had made its zeroes visible");
}

static void a_space_that_goes_without_its_invalidation_is_reported(void **state) {
  (void)state;
  tlb_model_remove_space(&rig.tlb_model, 0);
  dsb_ish();
  isb();
  reported("a stale step of the walk was usable");
}

static void a_table_linked_with_nonsense_in_it_is_reported(void **state) {
  (void)state;
  dsb_ishst();
  *(link_of_l3() + 1) = link_to(new_table);
  dsb_ish();
  isb();
  reported("linked that was not zeroed");
}

static void a_table_zeroed_without_a_dsb_before_the_link_is_reported(void **state) {
  (void)state;
  dsb_ishst();
  zero_new_table();
  *(link_of_l3() + 1) = link_to(new_table);
  dsb_ish();
  isb();
  reported("linked before a DSB had made its zeroes visible");
}

static void a_table_filled_without_a_dsb_after_its_zeroes_is_accepted(void **state) {
  (void)state;
  zero_new_table();
  dsb_ishst();
  rig.words[(uint64_t)new_table * 512] = *page(0) + KIB_4;
  *(link_of_l3() + 1) = link_to(new_table);
  dsb_ishst();
  isb();
  accepted();
}

static void a_table_that_the_source_has_not_given_is_reported(void **state) {
  (void)state;
  *(link_of_l3() + 1) = link_to(RIG_FRAMES - 1);
  dsb_ish();
  isb();
  reported("linked that the source had not given");
}

static void a_table_linked_twice_is_reported(void **state) {
  (void)state;
  *(link_of_l3() + 1) = *link_of_l3();
  dsb_ish();
  isb();
  reported("linked twice");
}

static void a_step_invalidated_under_another_asid_is_reported(void **state) {
  (void)state;
  *page(0) = 0;
  *link_of_l3() = 0;
  dsb_ish();
  tlbi(0, 3, ASID);
  tlbi(0, PW_TLBI_ANY_LEVEL, ASID + 1);
  dsb_ish();
  isb();
  reported("a stale step of the walk was usable");
}

static void a_page_cleared_in_a_removed_table_needs_its_dsb_too(void **state) {
  (void)state;
  *link_of_l3() = 0;
  dsb_ish();
  *page(0) = 0;
  rig.tlb.tlbi_asid(&rig.tlb, ASID);
  dsb_ish();
  isb();
  reported("a stale translation was usable");
}

/* What a DSB has made visible in a frame is void when the frame comes from the source again. */
static void a_frame_that_was_zero_in_an_earlier_life_is_reported(void **state) {
  (void)state;
  zero_new_table();
  dsb_ish();
  assert_int_equal(pw_page_source_free(rig.space->source, new_table), PW_OK);
  assert_int_equal(pw_page_source_alloc(rig.space->source), new_table);
  zero_new_table();
  *(link_of_l3() + 1) = link_to(new_table);
  dsb_ish();
  isb();
  reported("linked before a DSB had made its zeroes visible");
}

static void a_link_that_leads_out_of_the_window_is_reported(void **state) {
  (void)state;
  *(link_of_l3() + 1) = link_to(RIG_FRAMES);
  dsb_ish();
  isb();
  reported("leads out of the window");
}

/* TLBs tell the two apart by their ASIDs. */
static void an_entry_of_another_space_where_something_is_stale_is_accepted(void **state) {
  (void)state;
  struct pw_attributes data = pw_attributes_kernel_data();
  data.global = false;
  assert_int_equal(pw_page_source_free(rig.space->source, new_table), PW_OK);
  paging_rig_select(&rig, 1);
  assert_true(paging_rig_create_space(&rig, RIG_SOURCE_BUDDY_CHAIN, PW_HALF_LOW, ASID + 1, NULL));
  assert_true(paging_rig_map(&rig, KIB_4, KIB_4, 0x80000000, &data, NULL));
  uint64_t *other_page = &rig.words[(uint64_t)child_of(child_of(child_of(rig.space->root_frame))) * 512];
  *page(0) = 0;
  look();
  *other_page = *(other_page + 1);
  dsb_ish();
  tlbi(0, 3, ASID);
  dsb_ish();
  isb();
  accepted();
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
      TEST(one_page_of_a_removed_table_with_two_is_not_enough),
      TEST(each_page_of_a_removed_table_is_enough),
      TEST(a_page_of_a_removed_table_invalidated_before_the_step_to_it_is_reported),
      TEST(a_removed_table_with_leaves_and_the_asid_invalidated_is_accepted),
      TEST(a_table_freed_before_the_invalidation_is_reported),
      TEST(a_table_freed_before_the_last_dsb_is_reported),
      TEST(a_table_freed_while_it_is_linked_is_reported),
      TEST(a_table_given_out_while_it_is_linked_is_reported),
      TEST(a_new_entry_before_the_old_one_is_invalidated_is_reported),
      TEST(a_new_entry_before_the_dsb_behind_the_tlbi_is_reported),
      TEST(a_new_entry_after_break_before_make_is_accepted),
      TEST(a_block_in_the_place_of_a_table_before_the_invalidation_is_reported),
      TEST(an_entry_made_and_taken_back_without_a_tlbi_is_reported),
      TEST(an_entry_that_keeps_other_bits_when_it_goes_is_reported),
      TEST(a_missing_isb_is_reported),
      TEST(a_write_to_a_table_that_walkers_may_be_in_is_reported),
      TEST(a_table_linked_again_before_its_invalidation_is_reported),
      TEST(a_global_page_needs_more_than_its_asid_invalidated),
      TEST(a_global_page_invalidated_by_address_is_accepted),
      TEST(a_root_that_was_not_zeroed_is_reported),
      TEST(a_root_without_a_dsb_after_its_zeroes_is_reported),
      TEST(a_space_that_goes_without_its_invalidation_is_reported),
      TEST(a_table_linked_with_nonsense_in_it_is_reported),
      TEST(a_table_zeroed_without_a_dsb_before_the_link_is_reported),
      TEST(a_table_filled_without_a_dsb_after_its_zeroes_is_accepted),
      TEST(a_table_that_the_source_has_not_given_is_reported),
      TEST(a_table_linked_twice_is_reported),
      TEST(a_step_invalidated_under_another_asid_is_reported),
      TEST(a_page_cleared_in_a_removed_table_needs_its_dsb_too),
      TEST(a_frame_that_was_zero_in_an_earlier_life_is_reported),
      TEST(a_link_that_leads_out_of_the_window_is_reported),
      TEST(an_entry_of_another_space_where_something_is_stale_is_accepted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
