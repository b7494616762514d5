/* Map and unmap, one page or block at a time: results, refusals, and the order of barriers and invalidations. */
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
#define HIGH    ((uint64_t)0xFFFF << 48)
#define ASID    7u

static struct paging_rig rig;
static struct pw_attributes data;

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

static int start(enum rig_source source, enum pw_half half) {
  data = pw_attributes_kernel_data();
  data.global = false;
  return paging_rig_create(&rig, source, half, ASID) ? 0 : -1;
}

static int low_half(void **state) {
  (void)state;
  return start(RIG_SOURCE_CUSTOM_CHAIN, PW_HALF_LOW);
}

static int high_half(void **state) {
  (void)state;
  return start(RIG_SOURCE_BUDDY_CHAIN, PW_HALF_HIGH);
}

static int failing_source(void **state) {
  (void)state;
  return start(RIG_SOURCE_CUSTOM, PW_HALF_LOW);
}

static int finish(void **state) {
  (void)state;
  must(paging_rig_compare(&rig));
  must(paging_rig_destroy_space(&rig));
  paging_rig_release(&rig);
  return 0;
}

static void map_answers(uint64_t va, uint64_t size, uint64_t pa, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_map(&rig, va, size, pa, &data, &status));
  assert_int_equal(status, expected);
}

static void unmap_answers(uint64_t va, uint64_t size, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_unmap(&rig, va, size, &status));
  assert_int_equal(status, expected);
}

static uint32_t tables(void) {
  struct pw_address_space_stats stats;
  assert_int_equal(pw_address_space_stats(rig.space, &stats), PW_OK);
  return stats.table_count;
}

static void translates_to(uint64_t va, uint64_t pa, uint32_t level) {
  struct pw_translation translation;
  assert_int_equal(pw_translate(rig.space, va, &translation), PW_OK);
  assert_int_equal(translation.pa, pa);
  assert_int_equal(translation.level, level);
  assert_true(pw_attributes_equal(&translation.attributes, &data));
}

static void not_mapped(uint64_t va) {
  struct pw_translation translation;
  assert_int_equal(pw_translate(rig.space, va, &translation), PW_ERR_NOT_MAPPED);
}

static void a_mapped_page_translates_byte_for_byte_and_its_neighbours_do_not(void **state) {
  (void)state;
  map_answers(0x12345000, KIB_4, 0x80000000, PW_OK);
  translates_to(0x12345000, 0x80000000, 3);
  translates_to(0x12345FFF, 0x80000FFF, 3);
  not_mapped(0x12344FFF);
  not_mapped(0x12346000);
}

static void m11_a_mapped_block_translates_all_of_its_2_mib(void **state) {
  (void)state;
  map_answers(0x40000000, MIB_2, 0x80200000, PW_OK);
  translates_to(0x40000000, 0x80200000, 2);
  translates_to(0x401FFFFF, 0x803FFFFF, 2);
  not_mapped(0x40200000);
  not_mapped(0x3FFFFFFF);
}

static void m26_a_first_page_takes_three_tables_and_a_block_two(void **state) {
  (void)state;
  assert_int_equal(tables(), 1);
  map_answers(0, KIB_4, 0, PW_OK);
  assert_int_equal(tables(), 4);
  map_answers(KIB_4, KIB_4, 0, PW_OK);
  assert_int_equal(tables(), 4);
  map_answers(GIB_512, MIB_2, 0, PW_OK);
  assert_int_equal(tables(), 6);
}

/* Frames hold plausible nonsense when they come from the source, and the rig's TLB model looks at every new link. */
static void m26_new_table_is_zeroed_before_it_is_linked(void **state) {
  (void)state;
  map_answers(0x5000, KIB_4, 0x80000000, PW_OK);
  for (uint64_t page = 0; page < 512; page++) {
    if (page != 5) {
      not_mapped(page * KIB_4);
    }
  }
  not_mapped(MIB_2);
  not_mapped(GIB_1);
  /* DSB after the zeroes, DSB and ISB after the last write. */
  assert_int_equal(rig.recorder.events[0].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(rig.recorder.events[1].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(rig.recorder.events[2].kind, PW_TLB_ISB);
  assert_int_equal(rig.recorder.event_count, 3);
}

static void mapping_a_page_twice_is_refused_and_keeps_the_first(void **state) {
  (void)state;
  map_answers(0x1000, KIB_4, 0x80000000, PW_OK);
  map_answers(0x1000, KIB_4, 0x90000000, PW_ERR_ALREADY_MAPPED);
  map_answers(0x1000, KIB_4, 0x80000000, PW_ERR_ALREADY_MAPPED);
  translates_to(0x1000, 0x80000000, 3);
}

static void mapping_a_block_twice_is_refused_and_keeps_the_first(void **state) {
  (void)state;
  map_answers(MIB_2, MIB_2, 0x80000000, PW_OK);
  map_answers(MIB_2, MIB_2, 0x90000000, PW_ERR_ALREADY_MAPPED);
  translates_to(MIB_2, 0x80000000, 2);
}

static void a_page_inside_a_block_is_refused_and_the_block_stays_whole(void **state) {
  (void)state;
  map_answers(0, MIB_2, 0x80000000, PW_OK);
  map_answers(0x1000, KIB_4, 0x90000000, PW_ERR_BLOCK_IN_THE_WAY);
  unmap_answers(0x1000, KIB_4, PW_ERR_BLOCK_IN_THE_WAY);
  unmap_answers(0, KIB_4, PW_ERR_BLOCK_IN_THE_WAY);
  translates_to(0, 0x80000000, 2);
  translates_to(0x1000, 0x80001000, 2);
}

static void a_block_over_a_table_is_refused_and_the_pages_stay(void **state) {
  (void)state;
  map_answers(0x1FF000, KIB_4, 0x80000000, PW_OK);
  map_answers(0, MIB_2, 0x90000000, PW_ERR_TABLE_IN_THE_WAY);
  unmap_answers(0, MIB_2, PW_ERR_TABLE_IN_THE_WAY);
  translates_to(0x1FF000, 0x80000000, 3);
  unmap_answers(0x1FF000, KIB_4, PW_OK);
  map_answers(0, MIB_2, 0x90000000, PW_OK);
}

static void unmapping_what_is_not_mapped_is_refused_at_every_depth(void **state) {
  (void)state;
  unmap_answers(0x1000, KIB_4, PW_ERR_NOT_MAPPED);
  unmap_answers(0, MIB_2, PW_ERR_NOT_MAPPED);
  map_answers(0x1000, KIB_4, 0, PW_OK);
  unmap_answers(0x2000, KIB_4, PW_ERR_NOT_MAPPED);
  unmap_answers(MIB_2, KIB_4, PW_ERR_NOT_MAPPED);
  unmap_answers(MIB_2, MIB_2, PW_ERR_NOT_MAPPED);
  unmap_answers(GIB_1, KIB_4, PW_ERR_NOT_MAPPED);
  unmap_answers(GIB_512, MIB_2, PW_ERR_NOT_MAPPED);
  unmap_answers(0x1000, KIB_4, PW_OK);
  unmap_answers(0x1000, KIB_4, PW_ERR_NOT_MAPPED);
}

static void unmap_frees_every_table_that_becomes_empty_and_no_other(void **state) {
  (void)state;
  map_answers(0, KIB_4, 0, PW_OK);
  map_answers(KIB_4, KIB_4, 0, PW_OK);
  map_answers(MIB_2, KIB_4, 0, PW_OK);
  map_answers(GIB_1, KIB_4, 0, PW_OK);
  map_answers(GIB_512, MIB_2, 0, PW_OK);
  assert_int_equal(tables(), 9);
  unmap_answers(KIB_4, KIB_4, PW_OK);
  assert_int_equal(tables(), 9);
  unmap_answers(0, KIB_4, PW_OK);
  assert_int_equal(tables(), 8);
  unmap_answers(GIB_1, KIB_4, PW_OK);
  assert_int_equal(tables(), 6);
  unmap_answers(GIB_512, MIB_2, PW_OK);
  assert_int_equal(tables(), 4);
  unmap_answers(MIB_2, KIB_4, PW_OK);
  assert_int_equal(tables(), 1);
}

static void unmap_orders_write_dsb_tlbi_dsb_isb_and_names_the_page_and_the_asid(void **state) {
  (void)state;
  map_answers(0x3000, KIB_4, 0, PW_OK);
  map_answers(0x4000, KIB_4, 0, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(0x4000, KIB_4, PW_OK);
  const struct pw_tlb_event *events = rig.recorder.events;
  assert_int_equal(rig.recorder.event_count, 4);
  assert_int_equal(events[0].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(events[1].kind, PW_TLB_TLBI_VA);
  assert_int_equal(events[1].va, 0x4000);
  assert_int_equal(events[1].asid, ASID);
  assert_int_equal(events[1].level, 3);
  assert_int_equal(events[2].kind, PW_TLB_DSB_ISH);
  assert_int_equal(events[3].kind, PW_TLB_ISB);
  pw_tlb_recorder_clear(&rig.recorder);
  unmap_answers(0x3000, KIB_4, PW_OK);
  assert_int_equal(rig.recorder.event_count, 4);
  assert_int_equal(events[1].va, 0x3000);
  assert_int_equal(events[1].level, PW_TLBI_ANY_LEVEL);
}

static void refused_operations_touch_no_tlb(void **state) {
  (void)state;
  map_answers(0x3000, KIB_4, 0, PW_OK);
  pw_tlb_recorder_clear(&rig.recorder);
  map_answers(0x3000, KIB_4, 0, PW_ERR_ALREADY_MAPPED);
  map_answers(0x3001, KIB_4, 0, PW_ERR_MISALIGNED);
  unmap_answers(0x5000, KIB_4, PW_ERR_NOT_MAPPED);
  unmap_answers(0x5001, KIB_4, PW_ERR_MISALIGNED);
  assert_int_equal(rig.recorder.event_count, 0);
}

static void the_last_page_of_each_half_can_be_mapped(void **state) {
  (void)state;
  uint64_t last = rig.model->is_high_half ? UINT64_MAX - 4095 : ((uint64_t)1 << 48) - 4096;
  map_answers(last, KIB_4, 0x80000000, PW_OK);
  translates_to(last + 4095, 0x80000FFF, 3);
  unmap_answers(last, KIB_4, PW_OK);
  map_answers(last - MIB_2 + KIB_4, MIB_2, 0x80000000, PW_OK);
  translates_to(last + 4095, 0x801FFFFF, 2);
}

static void addresses_of_the_other_half_and_between_are_not_canonical(void **state) {
  (void)state;
  struct pw_translation translation;
  const uint64_t bad_low[] = {(uint64_t)1 << 48, HIGH, UINT64_MAX - 4095, (uint64_t)1 << 63, HIGH - 4096};
  const uint64_t bad_high[] = {0, 0x1000, HIGH - 4096, HIGH >> 1, (uint64_t)0x7FFF << 48};
  for (size_t i = 0; i < 5; i++) {
    uint64_t va = rig.model->is_high_half ? bad_high[i] : bad_low[i];
    map_answers(va, KIB_4, 0, PW_ERR_NON_CANONICAL);
    map_answers(va & ~(MIB_2 - 1), MIB_2, 0, PW_ERR_NON_CANONICAL);
    unmap_answers(va, KIB_4, PW_ERR_NON_CANONICAL);
    assert_int_equal(pw_translate(rig.space, va, &translation), PW_ERR_NON_CANONICAL);
  }
}

static void misaligned_addresses_are_refused(void **state) {
  (void)state;
  map_answers(0x1001, KIB_4, 0, PW_ERR_MISALIGNED);
  map_answers(0x1000, KIB_4, 1, PW_ERR_MISALIGNED);
  map_answers(0x1000, MIB_2, 0, PW_ERR_MISALIGNED);
  map_answers(MIB_2, MIB_2, 0x1000, PW_ERR_MISALIGNED);
  unmap_answers(0x1000, MIB_2, PW_ERR_MISALIGNED);
  unmap_answers(0xFFF, KIB_4, PW_ERR_MISALIGNED);
  assert_int_equal(tables(), 1);
}

static void physical_addresses_beyond_the_configured_size_are_refused(void **state) {
  (void)state;
  map_answers(0, KIB_4, (uint64_t)1 << 40, PW_ERR_OUT_OF_RANGE);
  map_answers(0, MIB_2, (uint64_t)1 << 40, PW_ERR_OUT_OF_RANGE);
  map_answers(0, KIB_4, UINT64_MAX - 4095, PW_ERR_OUT_OF_RANGE);
  map_answers(0, KIB_4, ((uint64_t)1 << 40) - KIB_4, PW_OK);
}

static void illegal_attributes_are_refused(void **state) {
  (void)state;
  data.el1_execute = true;
  map_answers(0, KIB_4, 0, PW_ERR_WRITABLE_AND_EXECUTABLE);
  map_answers(0, MIB_2, 0, PW_ERR_WRITABLE_AND_EXECUTABLE);
  data.el1_write = false;
  data.software = 16;
  map_answers(0, KIB_4, 0, PW_ERR_INVALID_ATTRIBUTES);
  assert_int_equal(tables(), 1);
}

static void null_pointers_are_refused(void **state) {
  (void)state;
  struct pw_translation translation;
  assert_int_equal(pw_map_page(NULL, 0, 0, &data), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_map_page(rig.space, 0, 0, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_map_block_2mb(NULL, 0, 0, &data), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_map_block_2mb(rig.space, 0, 0, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_unmap_page(NULL, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_unmap_block_2mb(NULL, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_translate(NULL, 0, &translation), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_translate(rig.space, 0, NULL), PW_ERR_INVALID_ARGUMENT);
}

/* The words of all tables of the space and the state of the source, before and after. */
static void out_of_memory_changes_nothing_whatever_the_source_lacks(void **state) {
  (void)state;
  static uint64_t before[RIG_FRAMES * 512];
  static uint8_t tags_before[RIG_FRAMES];
  map_answers(0x1000, KIB_4, 0, PW_OK);
  for (uint32_t budget = 0; budget < 3; budget++) {
    uint32_t free_before = pw_buddy_free_count(&rig.buddy);
    rig.budget = budget;
    memcpy(before, rig.words, sizeof(before));
    memcpy(tags_before, rig.buddy_tags, sizeof(tags_before));
    map_answers(GIB_512, KIB_4, 0, PW_ERR_NO_MEMORY);
    assert_memory_equal(tags_before, rig.buddy_tags, sizeof(tags_before));
    assert_int_equal(pw_buddy_free_count(&rig.buddy), free_before);
    for (uint32_t frame = 0; frame < RIG_FRAMES; frame++) {
      if (rig.tlb_model.tables[frame].is_linked) {
        assert_memory_equal(before + frame * 512, rig.words + frame * 512, 4096);
      }
    }
  }
  rig.budget = 3;
  map_answers(GIB_512, KIB_4, 0, PW_OK);
  rig.budget = 1;
  map_answers(2 * GIB_512, MIB_2, 0, PW_ERR_NO_MEMORY);
  rig.budget = RIG_UNLIMITED;
}

static void with_exactly_the_tables_it_needs_in_reserve_a_map_succeeds(void **state) {
  (void)state;
  const uint64_t vas[] = {0, GIB_1, MIB_2, KIB_4};
  const uint32_t needs[] = {3, 2, 1, 0};
  for (size_t i = 0; i < 4; i++) {
    rig.budget = needs[i];
    map_answers(vas[i], KIB_4, 0, PW_OK);
    assert_int_equal(rig.budget, 0);
  }
  rig.budget = RIG_UNLIMITED;
}

static void m18_statistics_are_the_bytes_mapped(void **state) {
  (void)state;
  struct pw_address_space_stats stats;
  map_answers(0, KIB_4, 0, PW_OK);
  map_answers(KIB_4, KIB_4, 0, PW_OK);
  map_answers(MIB_2, MIB_2, 0, PW_OK);
  assert_int_equal(pw_address_space_stats(rig.space, &stats), PW_OK);
  assert_int_equal(stats.page_count, 2);
  assert_int_equal(stats.block_2mb_count, 1);
  assert_int_equal(stats.mapped_bytes, 2 * KIB_4 + MIB_2);
  unmap_answers(MIB_2, MIB_2, PW_OK);
  assert_int_equal(pw_address_space_stats(rig.space, &stats), PW_OK);
  assert_int_equal(stats.mapped_bytes, 2 * KIB_4);
}

static void one_frame_can_be_mapped_at_many_addresses(void **state) {
  (void)state;
  for (uint64_t i = 0; i < 512; i++) {
    map_answers(i * KIB_4, KIB_4, 0x80000000, PW_OK);
  }
  assert_int_equal(tables(), 4);
  for (uint64_t i = 0; i < 512; i++) {
    unmap_answers((i * 37 % 512) * KIB_4, KIB_4, PW_OK);
  }
  assert_int_equal(tables(), 1);
}

#define TEST(name, set_up) cmocka_unit_test_setup_teardown(name, set_up, finish)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_mapped_page_translates_byte_for_byte_and_its_neighbours_do_not, low_half),
      TEST(m11_a_mapped_block_translates_all_of_its_2_mib, low_half),
      TEST(m26_a_first_page_takes_three_tables_and_a_block_two, low_half),
      TEST(m26_new_table_is_zeroed_before_it_is_linked, low_half),
      TEST(mapping_a_page_twice_is_refused_and_keeps_the_first, low_half),
      TEST(mapping_a_block_twice_is_refused_and_keeps_the_first, low_half),
      TEST(a_page_inside_a_block_is_refused_and_the_block_stays_whole, low_half),
      TEST(a_block_over_a_table_is_refused_and_the_pages_stay, low_half),
      TEST(unmapping_what_is_not_mapped_is_refused_at_every_depth, low_half),
      TEST(unmap_frees_every_table_that_becomes_empty_and_no_other, low_half),
      TEST(unmap_orders_write_dsb_tlbi_dsb_isb_and_names_the_page_and_the_asid, low_half),
      TEST(refused_operations_touch_no_tlb, low_half),
      TEST(the_last_page_of_each_half_can_be_mapped, low_half),
      TEST(the_last_page_of_each_half_can_be_mapped, high_half),
      TEST(addresses_of_the_other_half_and_between_are_not_canonical, low_half),
      TEST(addresses_of_the_other_half_and_between_are_not_canonical, high_half),
      TEST(misaligned_addresses_are_refused, low_half),
      TEST(physical_addresses_beyond_the_configured_size_are_refused, low_half),
      TEST(illegal_attributes_are_refused, low_half),
      TEST(null_pointers_are_refused, low_half),
      TEST(out_of_memory_changes_nothing_whatever_the_source_lacks, failing_source),
      TEST(with_exactly_the_tables_it_needs_in_reserve_a_map_succeeds, failing_source),
      TEST(m18_statistics_are_the_bytes_mapped, low_half),
      TEST(one_frame_can_be_mapped_at_many_addresses, low_half),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
