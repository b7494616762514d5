#include "tests/paging/range_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct paging_rig rig;
struct pw_attributes data;
struct pw_attributes rodata;

void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

static int start(enum rig_source source, enum pw_half half) {
  data = pw_attributes_kernel_data();
  data.global = false;
  rodata = pw_attributes_kernel_rodata();
  rodata.global = false;
  rodata.software = 5;
  return paging_rig_create(&rig, source, half, ASID) ? 0 : -1;
}

int range_low_half(void **state) {
  (void)state;
  return start(RIG_SOURCE_CUSTOM_CHAIN, PW_HALF_LOW);
}

int range_high_half(void **state) {
  (void)state;
  return start(RIG_SOURCE_BUDDY_CHAIN, PW_HALF_HIGH);
}

int range_failing_source(void **state) {
  (void)state;
  return start(RIG_SOURCE_CUSTOM, PW_HALF_LOW);
}

int range_finish(void **state) {
  (void)state;
  rig.budget = RIG_UNLIMITED;
  must(paging_rig_compare(&rig));
  must(paging_rig_destroy_space(&rig));
  assert_int_equal(pw_early_pool_out_count(&rig.pool), 0);
  assert_int_equal(pw_buddy_free_count(&rig.buddy), rig.buddy_total);
  paging_rig_release(&rig);
  return 0;
}

void map_answers(uint64_t va, uint64_t length, uint64_t pa, uint64_t limit, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  struct mapping_range range = {va, length, pa, limit};
  must(paging_rig_map_range(&rig, &range, &data, &status));
  assert_int_equal(status, expected);
}

void unmap_answers(uint64_t va, uint64_t length, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  struct mapping_range range = {.va = va, .length = length};
  must(paging_rig_unmap_range(&rig, &range, &status));
  assert_int_equal(status, expected);
}

void protect_answers(uint64_t va, uint64_t length, const struct pw_attributes *attributes, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  struct mapping_range range = {.va = va, .length = length};
  must(paging_rig_protect_range(&rig, &range, attributes, &status));
  assert_int_equal(status, expected);
}

struct pw_address_space_stats stats(void) {
  struct pw_address_space_stats answer;
  assert_int_equal(pw_address_space_stats(rig.space, &answer), PW_OK);
  return answer;
}

void counts_are(uint32_t large_blocks, uint32_t blocks, uint32_t pages, uint32_t tables) {
  struct pw_address_space_stats now = stats();
  assert_int_equal(now.block_1gb_count, large_blocks);
  assert_int_equal(now.block_2mb_count, blocks);
  assert_int_equal(now.page_count, pages);
  assert_int_equal(now.table_count, tables);
}

void translates_to(uint64_t va, uint64_t pa, uint32_t level, const struct pw_attributes *attributes) {
  struct pw_translation translation;
  assert_int_equal(pw_translate(rig.space, va, &translation), PW_OK);
  assert_int_equal(translation.pa, pa);
  assert_int_equal(translation.level, level);
  assert_true(pw_attributes_equal(&translation.attributes, attributes));
}

void not_mapped(uint64_t va) {
  struct pw_translation translation;
  assert_int_equal(pw_translate(rig.space, va, &translation), PW_ERR_NOT_MAPPED);
}

uint32_t count_events(enum pw_tlb_event_kind kind) {
  uint32_t count = 0;
  assert_true(rig.recorder.event_count <= PW_TLB_RECORDER_EVENTS);
  for (uint32_t i = 0; i < rig.recorder.event_count; i++) {
    count += rig.recorder.events[i].kind == kind;
  }
  return count;
}
