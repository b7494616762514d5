/* Address spaces: creation, destruction, the exchange of the source, and the executable invariant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/model/paging_rig.h"

#define KIB_4   ((uint64_t)1 << 12)
#define MIB_2   ((uint64_t)1 << 21)
#define GIB_1   ((uint64_t)1 << 30)
#define GIB_512 ((uint64_t)1 << 39)
#define ASID    9u

static struct paging_rig rig;
static struct pw_attributes data;

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

static int start(enum rig_source source) {
  data = pw_attributes_kernel_data();
  data.global = false;
  return paging_rig_create(&rig, source, PW_HALF_LOW, ASID) ? 0 : -1;
}

static int on_the_pool(void **state) {
  (void)state;
  return start(RIG_SOURCE_POOL);
}

static int on_the_chain(void **state) {
  (void)state;
  return start(RIG_SOURCE_BUDDY_CHAIN);
}

static int release(void **state) {
  (void)state;
  paging_rig_release(&rig);
  return 0;
}

static void map(uint64_t va, uint64_t size) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_map(&rig, va, size, 0x80000000, &data, &status));
  assert_int_equal(status, PW_OK);
}

static void unmap(uint64_t va, uint64_t size) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_unmap(&rig, va, size, &status));
  assert_int_equal(status, PW_OK);
}

static void switch_to(enum rig_source source, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_set_source(&rig, source, &status));
  assert_int_equal(status, expected);
}

static struct pw_address_space_stats stats(void) {
  struct pw_address_space_stats result;
  assert_int_equal(pw_address_space_stats(rig.space, &result), PW_OK);
  return result;
}

static enum pw_status check(void) {
  return pw_address_space_check(rig.space, rig.seen, RIG_FRAMES);
}

static void a_new_space_has_one_table_and_translates_nothing(void **state) {
  (void)state;
  struct pw_translation translation;
  assert_int_equal(stats().table_count, 1);
  assert_int_equal(stats().mapped_bytes, 0);
  assert_int_equal(check(), PW_OK);
  for (uint64_t i = 0; i < 512; i++) {
    assert_int_equal(pw_translate(rig.space, i * GIB_512, &translation), PW_ERR_NOT_MAPPED);
  }
  assert_int_equal(pw_address_space_ttbr(rig.space),
                   ((uint64_t)ASID << 48) + RIG_BASE_PA + (uint64_t)rig.space->root_frame * KIB_4);
}

static void destroying_a_full_space_returns_every_table_to_where_it_came_from(void **state) {
  (void)state;
  for (uint64_t i = 0; i < 3; i++) {
    map(i * GIB_512, KIB_4);
    map(i * GIB_512 + GIB_1, KIB_4);
    map(i * GIB_512 + GIB_1 + MIB_2, MIB_2);
  }
  assert_int_equal(stats().table_count, 16);
  assert_int_equal(stats().taken_count[PW_ORIGIN_POOL], 16);
  must(paging_rig_destroy_space(&rig));
  assert_int_equal(stats().returned_count[PW_ORIGIN_POOL], 16);
  assert_int_equal(stats().mapped_bytes, 0);
}

static void a_destroyed_space_refuses_everything(void **state) {
  (void)state;
  struct pw_translation translation;
  must(paging_rig_destroy_space(&rig));
  assert_int_equal(pw_address_space_destroy(rig.space), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_map_page(rig.space, 0, 0, &data), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_unmap_page(rig.space, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_translate(rig.space, 0, &translation), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_address_space_set_source(rig.space, &rig.sources[0]), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(check(), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_address_space_ttbr(rig.space), 0);
}

static void destroy_invalidates_by_asid_unless_something_global_was_mapped(void **state) {
  (void)state;
  map(0, KIB_4);
  pw_tlb_recorder_clear(&rig.recorder);
  must(paging_rig_destroy_space(&rig));
  assert_int_equal(rig.recorder.events[1].kind, PW_TLB_TLBI_ASID);
  assert_int_equal(rig.recorder.events[1].asid, ASID);
  paging_rig_release(&rig);
  assert_int_equal(start(RIG_SOURCE_BUDDY_CHAIN), 0);
  data.global = true;
  map(0, KIB_4);
  pw_tlb_recorder_clear(&rig.recorder);
  must(paging_rig_destroy_space(&rig));
  assert_int_equal(rig.recorder.events[1].kind, PW_TLB_TLBI_ALL);
}

static void m25_the_source_is_exchanged_while_the_space_lives(void **state) {
  (void)state;
  map(0, KIB_4);
  assert_int_equal(stats().taken_count[PW_ORIGIN_POOL], 4);
  switch_to(RIG_SOURCE_BUDDY_CHAIN, PW_OK);
  map(GIB_512, KIB_4);
  assert_int_equal(stats().taken_count[PW_ORIGIN_POOL], 4);
  assert_int_equal(stats().taken_count[PW_ORIGIN_BUDDY], 3);
  unmap(0, KIB_4);
  assert_int_equal(stats().returned_count[PW_ORIGIN_POOL], 3);
  assert_int_equal(stats().returned_count[PW_ORIGIN_BUDDY], 0);
  assert_int_equal(pw_early_pool_out_count(&rig.pool), 1);
  unmap(GIB_512, KIB_4);
  assert_int_equal(stats().returned_count[PW_ORIGIN_BUDDY], 3);
  must(paging_rig_compare(&rig));
  must(paging_rig_destroy_space(&rig));
}

static void m25_a_source_that_lacks_a_table_of_the_space_is_refused(void **state) {
  (void)state;
  switch_to(RIG_SOURCE_BUDDY, PW_ERR_FOREIGN);
  switch_to(RIG_SOURCE_BUDDY_CHAIN, PW_OK);
  map(0, KIB_4);
  switch_to(RIG_SOURCE_POOL, PW_ERR_FOREIGN);
  switch_to(RIG_SOURCE_BUDDY, PW_ERR_FOREIGN);
  unmap(0, KIB_4);
  switch_to(RIG_SOURCE_POOL, PW_OK);
  assert_int_equal(pw_address_space_set_source(rig.space, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_address_space_set_source(NULL, &rig.sources[0]), PW_ERR_INVALID_ARGUMENT);
  struct pw_window other = rig.window;
  struct pw_page_source elsewhere = rig.sources[RIG_SOURCE_POOL];
  elsewhere.window = &other;
  assert_int_equal(pw_address_space_set_source(rig.space, &elsewhere), PW_ERR_INVALID_ARGUMENT);
}

static void another_asid_is_what_ttbr_and_invalidations_name_from_then_on(void **state) {
  (void)state;
  map(0, KIB_4);
  map(KIB_4, KIB_4);
  uint64_t root = pw_address_space_ttbr(rig.space) % ((uint64_t)1 << 48);
  pw_tlb_recorder_clear(&rig.recorder);
  assert_int_equal(pw_address_space_set_asid(rig.space, 65535), PW_OK);
  assert_int_equal(rig.recorder.event_count, 0);
  assert_int_equal(pw_address_space_ttbr(rig.space), ((uint64_t)65535 << 48) + root);
  assert_int_equal(stats().page_count, 2);
  assert_int_equal(check(), PW_OK);
  assert_int_equal(pw_unmap_page(rig.space, 0), PW_OK);
  assert_int_equal(rig.recorder.events[1].kind, PW_TLB_TLBI_VA);
  assert_int_equal(rig.recorder.events[1].asid, 65535);
  assert_int_equal(pw_address_space_set_asid(rig.space, 0), PW_OK);
  assert_int_equal(pw_address_space_ttbr(rig.space), root);
  pw_tlb_recorder_clear(&rig.recorder);
  assert_int_equal(pw_address_space_destroy(rig.space), PW_OK);
  assert_int_equal(rig.recorder.events[1].kind, PW_TLB_TLBI_ASID);
  assert_int_equal(rig.recorder.events[1].asid, 0);
}

static void an_asid_that_is_none_is_refused_and_changes_nothing(void **state) {
  (void)state;
  static const uint32_t none[] = {65536, 65537, 131072 + ASID, UINT32_MAX};
  struct pw_address_space before = *rig.space;
  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
    assert_int_equal(pw_address_space_set_asid(rig.space, none[i]), PW_ERR_OUT_OF_RANGE);
    assert_memory_equal(rig.space, &before, sizeof before);
  }
  assert_int_equal(pw_address_space_set_asid(NULL, 1), PW_ERR_INVALID_ARGUMENT);
  must(paging_rig_destroy_space(&rig));
  before = *rig.space;
  assert_int_equal(pw_address_space_set_asid(rig.space, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_address_space_set_asid(rig.space, 65536), PW_ERR_INVALID_ARGUMENT);
  assert_memory_equal(rig.space, &before, sizeof before);
}

static void m27_when_the_buddy_is_empty_tables_come_from_the_pool(void **state) {
  (void)state;
  while (pw_buddy_free_count(&rig.buddy) > 1) {
    must(paging_rig_take_data(&rig));
  }
  map(0, KIB_4);
  assert_int_equal(stats().taken_count[PW_ORIGIN_BUDDY], 2);
  assert_int_equal(stats().taken_count[PW_ORIGIN_POOL], 2);
  unmap(0, KIB_4);
  assert_int_equal(stats().returned_count[PW_ORIGIN_BUDDY], 1);
  assert_int_equal(stats().returned_count[PW_ORIGIN_POOL], 2);
}

static void a_space_without_its_parts_is_refused(void **state) {
  (void)state;
  struct pw_address_space space;
  struct pw_address_space_config good = {.window = &rig.window,
                                         .source = &rig.sources[RIG_SOURCE_BUDDY_CHAIN],
                                         .tlb = &rig.tlb,
                                         .half = PW_HALF_LOW,
                                         .asid = 0,
                                         .pa_bits = 48};
  struct pw_address_space_config bad[9];
  for (size_t i = 0; i < 9; i++) {
    bad[i] = good;
  }
  struct pw_window other = rig.window;
  bad[0].window = NULL;
  bad[1].source = NULL;
  bad[2].tlb = NULL;
  bad[3].half = (enum pw_half)2;
  bad[4].asid = 65536;
  bad[5].pa_bits = 49;
  bad[6].pa_bits = 31;
  bad[7].window = &other;
  bad[8].asid = UINT32_MAX;
  for (size_t i = 0; i < 9; i++) {
    assert_int_equal(pw_address_space_create(&space, &bad[i]), PW_ERR_INVALID_ARGUMENT);
  }
  assert_int_equal(pw_address_space_create(NULL, &good), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_address_space_create(&space, NULL), PW_ERR_INVALID_ARGUMENT);
  uint32_t free_count = pw_buddy_free_count(&rig.buddy);
  assert_int_equal(pw_address_space_create(&space, &good), PW_OK);
  assert_int_equal(pw_address_space_destroy(&space), PW_OK);
  assert_int_equal(pw_buddy_free_count(&rig.buddy), free_count);
}

static void a_space_for_which_there_is_no_root_is_refused(void **state) {
  (void)state;
  struct pw_address_space space;
  struct pw_address_space_config config = {.window = &rig.window,
                                           .source = &rig.sources[RIG_SOURCE_CUSTOM],
                                           .tlb = &rig.tlb,
                                           .half = PW_HALF_LOW,
                                           .asid = 0,
                                           .pa_bits = 48};
  rig.budget = 0;
  assert_int_equal(pw_address_space_create(&space, &config), PW_ERR_NO_MEMORY);
}

/* The word of the entry for va in the table of a level. */
static uint64_t *entry(uint64_t va, uint32_t level) {
  uint32_t frame = rig.space->root_frame;
  for (uint32_t i = 0; i < level; i++) {
    uint64_t link = rig.words[(uint64_t)frame * 512 + ((va >> (39 - 9 * i)) & 511)];
    frame = (uint32_t)(((link & 0xFFFFFFFFF000) - RIG_BASE_PA) >> 12);
  }
  return &rig.words[(uint64_t)frame * 512 + ((va >> (39 - 9 * level)) & 511)];
}

static void corrupt_with(uint64_t *word, uint64_t value) {
  uint64_t before = *word;
  *word = value;
  assert_int_equal(check(), PW_ERR_CORRUPT);
  *word = before;
  assert_int_equal(check(), PW_OK);
}

static void the_check_finds_damage_of_every_kind(void **state) {
  (void)state;
  map(0, KIB_4);
  map(GIB_1, MIB_2);
  uint64_t *page = entry(0, 3);
  uint64_t *block = entry(GIB_1, 2);
  uint64_t *link = entry(0, 2);
  corrupt_with(page, 0);                                 /* a live count too high, a page too few */
  corrupt_with(page + 1, *page);                         /* a live count too low, a page too many */
  corrupt_with(page, *page & ~(uint64_t)2);              /* 0b01 at L3 */
  corrupt_with(page, *page & ~(uint64_t)1);              /* invalid, and not zero */
  corrupt_with(page, *page | (uint64_t)1 << 41);         /* beyond the configured physical size */
  corrupt_with(page, *page & ~((uint64_t)1 << 53));      /* writable and executable */
  corrupt_with(page, *page & ~((uint64_t)1 << 10));      /* without the access flag */
  corrupt_with(page, *page ^ (uint64_t)3 << 8 ^ 1 << 8); /* reserved shareability */
  corrupt_with(block, *block | 0x1000);                  /* misaligned */
  corrupt_with(link, *link ^ 1 << 20);                   /* a table out of the window or not the space's */
  corrupt_with(link, *entry(GIB_1, 1));                  /* a table reached twice */
  corrupt_with(link, *link | (uint64_t)1 << 59);         /* hierarchical bits, which are never set */
  corrupt_with(entry(0, 1), *block);                     /* a block at L1 */
  corrupt_with(entry(0, 0), *block);                     /* a block at L0 */
  rig.space->page_count++;
  assert_int_equal(check(), PW_ERR_CORRUPT);
  rig.space->page_count--;
  rig.space->taken_count[PW_ORIGIN_BUDDY]++;
  assert_int_equal(check(), PW_ERR_CORRUPT);
  rig.space->taken_count[PW_ORIGIN_BUDDY]--;
  assert_int_equal(check(), PW_OK);
  assert_int_equal(pw_address_space_check(rig.space, NULL, RIG_FRAMES), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_address_space_check(rig.space, rig.seen, RIG_FRAMES - 1), PW_ERR_INVALID_ARGUMENT);
}

static void the_check_finds_a_table_that_its_source_gave_away(void **state) {
  (void)state;
  map(0, KIB_4);
  uint32_t frame = (uint32_t)(((*entry(0, 2) & 0xFFFFFFFFF000) - RIG_BASE_PA) >> 12);
  assert_int_equal(pw_page_source_free(&rig.sources[RIG_SOURCE_BUDDY_CHAIN], frame), PW_OK);
  assert_int_equal(check(), PW_ERR_CORRUPT);
}

/* A second space on the same window and source: nothing of one shows in the other. */
static void two_spaces_share_a_window_and_a_source(void **state) {
  (void)state;
  struct pw_address_space second;
  struct pw_tlb tlb;
  struct pw_tlb_recorder recorder;
  struct pw_translation translation;
  pw_tlb_init_recorder(&tlb, &recorder);
  struct pw_address_space_config config = {
      .window = &rig.window, .source = rig.space->source, .tlb = &tlb, .half = PW_HALF_HIGH, .asid = 0, .pa_bits = 40};
  uint64_t va = (uint64_t)0xFFFF << 48;
  assert_int_equal(pw_map_page(rig.space, 0x1000, 0x80000000, &data), PW_OK);
  assert_int_equal(pw_address_space_create(&second, &config), PW_OK);
  assert_int_equal(pw_translate(&second, va + 0x1000, &translation), PW_ERR_NOT_MAPPED);
  assert_int_equal(pw_map_page(&second, va + 0x1000, 0x90000000, &data), PW_OK);
  assert_int_equal(pw_translate(rig.space, 0x1000, &translation), PW_OK);
  assert_int_equal(translation.pa, 0x80000000);
  assert_int_equal(pw_translate(&second, va + 0x1000, &translation), PW_OK);
  assert_int_equal(translation.pa, 0x90000000);
  assert_int_equal(pw_address_space_check(&second, rig.seen, RIG_FRAMES), PW_OK);
  assert_int_equal(pw_address_space_destroy(&second), PW_OK);
  assert_int_equal(check(), PW_OK);
  assert_int_equal(pw_address_space_destroy(rig.space), PW_OK);
  assert_int_equal(pw_buddy_free_count(&rig.buddy), rig.buddy_total);
}

#define TEST(name, set_up) cmocka_unit_test_setup_teardown(name, set_up, release)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_new_space_has_one_table_and_translates_nothing, on_the_chain),
      TEST(destroying_a_full_space_returns_every_table_to_where_it_came_from, on_the_pool),
      TEST(a_destroyed_space_refuses_everything, on_the_chain),
      TEST(destroy_invalidates_by_asid_unless_something_global_was_mapped, on_the_chain),
      TEST(m25_the_source_is_exchanged_while_the_space_lives, on_the_pool),
      TEST(m25_a_source_that_lacks_a_table_of_the_space_is_refused, on_the_pool),
      TEST(another_asid_is_what_ttbr_and_invalidations_name_from_then_on, on_the_chain),
      TEST(an_asid_that_is_none_is_refused_and_changes_nothing, on_the_chain),
      TEST(m27_when_the_buddy_is_empty_tables_come_from_the_pool, on_the_chain),
      TEST(a_space_without_its_parts_is_refused, on_the_chain),
      TEST(a_space_for_which_there_is_no_root_is_refused, on_the_chain),
      TEST(the_check_finds_damage_of_every_kind, on_the_chain),
      TEST(the_check_finds_a_table_that_its_source_gave_away, on_the_chain),
      TEST(two_spaces_share_a_window_and_a_source, on_the_chain),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
