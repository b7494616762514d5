/*
 * Demand regions: what each call answers and does, one matter at a time. The pair compares everything with its model
 * after each call; what stands here are the cases that a reader looks for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/map.h>

#include "tests/model/demand_pair.h"

#define KIB_4 ((uint64_t)1 << 12)
#define MIB_2 ((uint64_t)1 << 21)
#define GIB_1 ((uint64_t)1 << 30)
#define HALF  ((uint64_t)1 << 48)
#define VA    (7 * GIB_1)

static struct demand_pair pair;

static const struct demand_pair_fault el1_read = {.status = 7, .access = PW_FAULT_READ};
static const struct demand_pair_fault el1_write = {.status = 7, .access = PW_FAULT_WRITE};

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", pair.failure);
  }
}

static int start(void **state) {
  (void)state;
  return demand_pair_create(&pair, false) ? 0 : -1;
}

static int start_high(void **state) {
  (void)state;
  return demand_pair_create(&pair, true) ? 0 : -1;
}

static int finish(void **state) {
  (void)state;
  pair.frames.budget = DEMAND_PAIR_UNLIMITED;
  pair.tables.budget = DEMAND_PAIR_UNLIMITED;
  must(demand_pair_finish(&pair));
  demand_pair_release(&pair);
  return 0;
}

static void reserve_answers(uint64_t va, uint64_t length, uint32_t kind, uint32_t limit, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(demand_pair_reserve(&pair, (struct pw_va_range){va, length}, kind, limit, &status));
  assert_int_equal(status, expected);
}

static void populate_answers(uint64_t va, uint64_t length, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(demand_pair_populate(&pair, (struct pw_va_range){va, length}, &status));
  assert_int_equal(status, expected);
}

static void shrink_answers(uint64_t va, uint64_t length, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(demand_pair_shrink(&pair, (struct pw_va_range){va, length}, &status));
  assert_int_equal(status, expected);
}

static void release_answers(uint64_t va, enum pw_status expected) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(demand_pair_release_region(&pair, va, &status));
  assert_int_equal(status, expected);
}

static void fault_answers(uint64_t va, struct demand_pair_fault fault, enum pw_demand_answer expected) {
  enum pw_demand_answer answer = PW_DEMAND_INVALID;
  must(demand_pair_fault(&pair, va, fault, &answer));
  assert_int_equal(answer, expected);
}

static struct pw_demand_region region_at(uint64_t va) {
  struct pw_demand_region region;
  assert_int_equal(pw_demand_region(&pair.demand, va, &region), PW_OK);
  return region;
}

static void x17_a_reserved_region_has_no_memory(void **state) {
  (void)state;
  struct pw_translation translation;
  uint32_t free_before = pw_buddy_free_count(&pair.buddy);
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  assert_int_equal(pw_buddy_free_count(&pair.buddy), free_before);
  assert_int_equal(pw_translate(&pair.space, VA, &translation), PW_ERR_NOT_MAPPED);
  assert_int_equal(region_at(VA + GIB_1 - 1).populated_count, 0);
}

static void x17_the_first_touch_brings_a_frame_of_zeroes(void **state) {
  (void)state;
  struct pw_translation translation;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  uint32_t free_before = pw_buddy_free_count(&pair.buddy);
  fault_answers(VA + 5 * KIB_4 + 123, el1_write, PW_DEMAND_MAPPED);
  assert_int_equal(pw_buddy_free_count(&pair.buddy), free_before - 4);
  assert_int_equal(pw_translate(&pair.space, VA + 5 * KIB_4, &translation), PW_OK);
  const uint64_t *words = &pair.words[(translation.pa - DEMAND_PAIR_BASE_PA) / 8];
  for (uint32_t i = 0; i < PW_TABLE_ENTRIES; i++) {
    assert_int_equal(words[i], 0);
  }
  assert_int_equal(pw_translate(&pair.space, VA + 4 * KIB_4, &translation), PW_ERR_NOT_MAPPED);
  assert_int_equal(pw_translate(&pair.space, VA + 6 * KIB_4, &translation), PW_ERR_NOT_MAPPED);
  assert_int_equal(region_at(VA).fault_count, 1);
}

/* Entries are told to be visible last of all: an ordered store of zeroes comes before the entry that leads to them. */
static void x17_zeroes_are_ordered_before_the_entry(void **state) {
  (void)state;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  fault_answers(VA, el1_write, PW_DEMAND_MAPPED);
  pw_tlb_recorder_clear(&pair.recorder);
  fault_answers(VA + KIB_4, el1_write, PW_DEMAND_MAPPED); /* its tables are there */
  assert_int_equal(pair.recorder.event_count, 3);
  assert_int_equal(pair.recorder.events[0].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(pair.recorder.events[1].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(pair.recorder.events[2].kind, PW_TLB_ISB);
}

static void x17_a_second_fault_at_a_page_finds_it_mapped(void **state) {
  (void)state;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 1, PW_OK);
  fault_answers(VA + 8, el1_write, PW_DEMAND_MAPPED);
  demand_pair_write(&pair, 0);
  uint32_t free_before = pw_buddy_free_count(&pair.buddy);
  fault_answers(VA + KIB_4 - 1, el1_read, PW_DEMAND_ALREADY_MAPPED); /* and the limit does not matter */
  assert_int_equal(pw_buddy_free_count(&pair.buddy), free_before);
  assert_int_equal(pair.demand.spurious_count, 1);
}

static void x17_regions_have_their_first_and_last_byte_and_no_more(void **state) {
  (void)state;
  reserve_answers(VA, 3 * KIB_4, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  fault_answers(VA - 1, el1_read, PW_DEMAND_NO_REGION);
  fault_answers(VA + 3 * KIB_4, el1_read, PW_DEMAND_NO_REGION);
  fault_answers(VA | (uint64_t)1 << 60, el1_read, PW_DEMAND_NO_REGION);
  fault_answers(VA, el1_read, PW_DEMAND_MAPPED);
  fault_answers(VA + 3 * KIB_4 - 1, el1_read, PW_DEMAND_MAPPED);
  assert_int_equal(region_at(VA).populated_count, 2);
}

static void x17_a_region_may_end_with_the_address_space(void **state) {
  (void)state;
  reserve_answers((uint64_t)0 - 2 * MIB_2, 2 * MIB_2, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  fault_answers(UINT64_MAX, el1_write, PW_DEMAND_MAPPED);
  populate_answers((uint64_t)0 - 2 * KIB_4, 2 * KIB_4, PW_OK);
  shrink_answers((uint64_t)0 - 2 * MIB_2, 2 * MIB_2, PW_OK);
  fault_answers(UINT64_MAX, el1_write, PW_DEMAND_MAPPED);
  release_answers(UINT64_MAX, PW_OK);
}

static void x17_a_region_may_be_the_whole_half(void **state) {
  (void)state;
  reserve_answers(0, HALF, DEMAND_PAIR_KERNEL_DATA, PW_DEMAND_NO_LIMIT, PW_OK);
  fault_answers(0, el1_write, PW_DEMAND_MAPPED);
  fault_answers(HALF - 1, el1_write, PW_DEMAND_MAPPED);
  populate_answers(0, HALF, PW_ERR_LIMIT); /* more pages than a limit can say */
  populate_answers(0, GIB_1, PW_ERR_NO_MEMORY);
  shrink_answers(0, HALF, PW_OK);
  release_answers(HALF / 2, PW_OK);
}

/* Each kind of attributes, from EL1 and EL0: the words are which accesses it allows. */
static void x17_an_access_that_the_attributes_refuse_maps_nothing(void **state) {
  (void)state;
  static const char *const allowed[DEMAND_PAIR_LEGAL][2] = {
      [DEMAND_PAIR_KERNEL_DATA] = {"rw", ""},
      [DEMAND_PAIR_USER_DATA] = {"rw", "rw"},
      [DEMAND_PAIR_KERNEL_RODATA] = {"r", ""},
      [DEMAND_PAIR_USER_TEXT] = {"r", "rx"},
  };
  for (uint32_t kind = 0; kind < DEMAND_PAIR_LEGAL; kind++) {
    reserve_answers(VA, GIB_1, kind, 40, PW_OK);
    uint32_t mapped = 0;
    for (uint32_t i = 0; i < 6; i++) {
      struct demand_pair_fault fault = {.status = 6, .access = (enum pw_fault_access)(i % 3), .is_from_el0 = i >= 3};
      bool is_allowed = strchr(allowed[kind][i / 3], "rwx"[i % 3]) != NULL;
      fault_answers(VA + i * KIB_4, fault, is_allowed ? PW_DEMAND_MAPPED : PW_DEMAND_PERMISSION);
      mapped += is_allowed;
    }
    assert_int_equal(region_at(VA).populated_count, mapped);
    release_answers(VA, PW_OK);
  }
}

/* Also one that the attributes allow: the CPU has refused it for a reason of its own. */
static void x17_a_permission_fault_is_never_resolved(void **state) {
  (void)state;
  struct demand_pair_fault fault = {.status = 15, .access = PW_FAULT_READ};
  reserve_answers(VA, GIB_1, DEMAND_PAIR_USER_DATA, 10, PW_OK);
  fault_answers(VA, el1_write, PW_DEMAND_MAPPED);
  fault_answers(VA, fault, PW_DEMAND_PERMISSION);
  fault_answers(VA + GIB_1, fault, PW_DEMAND_NO_REGION);
}

static void x17_other_faults_are_left_to_others(void **state) {
  (void)state;
  static const uint32_t statuses[] = {0x00, 0x03, 0x09, 0x0b, 0x10, 0x14, 0x17, 0x18, 0x21, 0x2b, 0x30};
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
    struct demand_pair_fault fault = {.status = statuses[i], .access = PW_FAULT_READ};
    fault_answers(VA, fault, PW_DEMAND_OTHER_FAULT);
  }
  struct demand_pair_fault svc = {.status = 7, .access = PW_FAULT_READ, .is_svc = true};
  fault_answers(VA, svc, PW_DEMAND_OTHER_FAULT);
  /* Stage 2, on a walk of stage 1: the tables are what is not mapped. */
  assert_int_equal(pw_demand_fault(&pair.demand, (uint64_t)0x25 << 26 | 1u << 7 | 7u, VA), PW_DEMAND_OTHER_FAULT);
  pair.refused++;
  must(demand_pair_compare(&pair));
}

static void x18_a_limit_bounds_the_frames_of_a_region(void **state) {
  (void)state;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 3, PW_OK);
  populate_answers(VA, 4 * KIB_4, PW_ERR_LIMIT);
  populate_answers(VA, 2 * KIB_4, PW_OK);
  populate_answers(VA, 4 * KIB_4, PW_ERR_LIMIT);
  fault_answers(VA + MIB_2, el1_write, PW_DEMAND_MAPPED);
  fault_answers(VA + 2 * MIB_2, el1_write, PW_DEMAND_LIMIT);
  populate_answers(VA, 2 * KIB_4, PW_OK); /* nothing is missing there */
  shrink_answers(VA, KIB_4, PW_OK);
  fault_answers(VA + 2 * MIB_2, el1_write, PW_DEMAND_MAPPED);
  fault_answers(VA, el1_write, PW_DEMAND_LIMIT);
}

static void x18_without_a_frame_or_a_table_a_fault_changes_nothing(void **state) {
  (void)state;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  pair.frames.budget = 0;
  fault_answers(VA, el1_write, PW_DEMAND_NO_MEMORY);
  pair.frames.budget = DEMAND_PAIR_UNLIMITED;
  for (uint32_t tables = 0; tables < 3; tables++) {
    pair.tables.budget = tables;
    fault_answers(VA, el1_write, PW_DEMAND_NO_MEMORY);
  }
  pair.tables.budget = 3;
  fault_answers(VA, el1_write, PW_DEMAND_MAPPED);
}

/* A range over the boundary of two tables, some pages of which are there already. */
static void x18_populate_brings_all_that_is_missing_or_nothing(void **state) {
  (void)state;
  uint64_t first = VA + MIB_2 - 4 * KIB_4;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_USER_DATA, 30, PW_OK);
  fault_answers(first + 2 * KIB_4, el1_write, PW_DEMAND_MAPPED);
  fault_answers(first + 3 * KIB_4, el1_write, PW_DEMAND_MAPPED);
  demand_pair_write(&pair, 0);
  demand_pair_write(&pair, 1);
  for (uint32_t frames = 0; frames < 6; frames++) {
    pair.frames.budget = frames;
    populate_answers(first, 8 * KIB_4, PW_ERR_NO_MEMORY);
  }
  pair.frames.budget = DEMAND_PAIR_UNLIMITED;
  pair.tables.budget = 0;
  populate_answers(first, 8 * KIB_4, PW_ERR_NO_MEMORY);
  pair.tables.budget = 1;
  populate_answers(first, 8 * KIB_4, PW_OK);
  assert_int_equal(region_at(VA).populated_count, 8);
  assert_int_equal(region_at(VA).fault_count, 2);
}

static void x18_populate_orders_zeroes_before_entries_and_entries_before_its_end(void **state) {
  (void)state;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  fault_answers(VA, el1_write, PW_DEMAND_MAPPED);
  pw_tlb_recorder_clear(&pair.recorder);
  populate_answers(VA, 3 * KIB_4, PW_OK); /* the tables and the first page are there */
  assert_int_equal(pair.recorder.event_count, 4);
  assert_int_equal(pair.recorder.events[0].kind, PW_TLB_DSB_ISHST); /* zeroes */
  assert_int_equal(pair.recorder.events[1].kind, PW_TLB_DSB_ISHST);
  assert_int_equal(pair.recorder.events[2].kind, PW_TLB_DSB_ISHST); /* entries */
  assert_int_equal(pair.recorder.events[3].kind, PW_TLB_ISB);
}

/* An invalidation by ASID would leave such entries when the space goes. */
static void x18_populate_tells_the_space_of_global_pages(void **state) {
  (void)state;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_USER_DATA, 10, PW_OK);
  populate_answers(VA, KIB_4, PW_OK);
  assert_false(pair.space.has_mapped_global);
  reserve_answers(VA + GIB_1, GIB_1, DEMAND_PAIR_KERNEL_RODATA, 10, PW_OK);
  populate_answers(VA + GIB_1, KIB_4, PW_OK);
  assert_true(pair.space.has_mapped_global);
}

/* Tables at every level are counted once each. */
static void x18_populate_takes_the_tables_that_it_needs(void **state) {
  (void)state;
  uint64_t boundary = (uint64_t)1 << 39;
  reserve_answers(boundary - GIB_1, 2 * GIB_1, DEMAND_PAIR_KERNEL_DATA, 40, PW_OK);
  pair.tables.budget = 5;
  populate_answers(boundary - 2 * KIB_4, 4 * KIB_4, PW_ERR_NO_MEMORY);
  pair.tables.budget = 6;
  populate_answers(boundary - 2 * KIB_4, 4 * KIB_4, PW_OK);
  assert_int_equal(pair.tables.budget, 0);
}

static void x18_shrink_gives_frames_back_and_the_next_touch_finds_zeroes(void **state) {
  (void)state;
  struct pw_translation translation;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 10, PW_OK);
  populate_answers(VA, 6 * KIB_4, PW_OK);
  for (uint32_t i = 0; i < 6; i++) {
    demand_pair_write(&pair, i);
  }
  uint32_t free_before = pw_buddy_free_count(&pair.buddy);
  shrink_answers(VA + 2 * KIB_4, MIB_2, PW_OK);
  assert_int_equal(pw_buddy_free_count(&pair.buddy), free_before + 4);
  assert_int_equal(region_at(VA).populated_count, 2);
  assert_int_equal(pw_translate(&pair.space, VA + 2 * KIB_4, &translation), PW_ERR_NOT_MAPPED);
  fault_answers(VA + 2 * KIB_4, el1_read, PW_DEMAND_MAPPED);
  shrink_answers(VA, GIB_1, PW_OK);
  assert_int_equal(pw_buddy_free_count(&pair.buddy), free_before + 6 + 3); /* and the tables */
  shrink_answers(VA, GIB_1, PW_OK);
}

static void x19_release_gives_everything_back_behind_the_invalidation(void **state) {
  (void)state;
  uint32_t free_before = pw_buddy_free_count(&pair.buddy);
  reserve_answers(VA, GIB_1, DEMAND_PAIR_USER_DATA, 20, PW_OK);
  reserve_answers(VA + GIB_1, GIB_1, DEMAND_PAIR_KERNEL_DATA, 20, PW_OK);
  populate_answers(VA + GIB_1 - 3 * KIB_4, 3 * KIB_4, PW_OK);
  fault_answers(VA, el1_write, PW_DEMAND_MAPPED);
  fault_answers(VA + GIB_1, el1_write, PW_DEMAND_MAPPED);
  release_answers(VA + 17, PW_OK); /* any of its addresses */
  release_answers(VA, PW_ERR_NO_REGION);
  assert_int_equal(region_at(VA + GIB_1).populated_count, 1);
  release_answers(VA + GIB_1, PW_OK);
  assert_int_equal(pw_buddy_free_count(&pair.buddy), free_before);
}

static void x19_what_is_wrong_with_a_reservation_is_told(void **state) {
  (void)state;
  reserve_answers(VA, 0, DEMAND_PAIR_KERNEL_DATA, 1, PW_ERR_INVALID_ARGUMENT);
  reserve_answers(VA + 1, KIB_4, DEMAND_PAIR_KERNEL_DATA, 1, PW_ERR_MISALIGNED);
  reserve_answers(VA, KIB_4 + 1, DEMAND_PAIR_KERNEL_DATA, 1, PW_ERR_MISALIGNED);
  reserve_answers(VA, UINT64_MAX - KIB_4 + 1, DEMAND_PAIR_KERNEL_DATA, 1, PW_ERR_OVERFLOW);
  reserve_answers(HALF - KIB_4, 2 * KIB_4, DEMAND_PAIR_KERNEL_DATA, 1, PW_ERR_NON_CANONICAL);
  reserve_answers(VA, KIB_4, DEMAND_PAIR_DEVICE, 1, PW_ERR_INVALID_ATTRIBUTES);
  reserve_answers(VA, KIB_4, DEMAND_PAIR_WRITABLE_TEXT, 1, PW_ERR_WRITABLE_AND_EXECUTABLE);
  reserve_answers(VA, KIB_4, DEMAND_PAIR_KERNEL_DATA, 0, PW_ERR_INVALID_ARGUMENT);
}

static void x19_regions_do_not_overlap_and_may_touch(void **state) {
  (void)state;
  reserve_answers(VA + 4 * KIB_4, 4 * KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_OK);
  reserve_answers(VA + 3 * KIB_4, 2 * KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_ERR_ALREADY_RESERVED);
  reserve_answers(VA + 7 * KIB_4, 2 * KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_ERR_ALREADY_RESERVED);
  reserve_answers(VA + 5 * KIB_4, KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_ERR_ALREADY_RESERVED);
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 9, PW_ERR_ALREADY_RESERVED);
  reserve_answers(VA + 8 * KIB_4, KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_OK);
  reserve_answers(VA + 3 * KIB_4, KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_OK);
  reserve_answers(VA, KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_OK);
  reserve_answers(VA + GIB_1, KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_OK);
  reserve_answers(VA + 2 * GIB_1, KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_ERR_TOO_MANY_REGIONS);
  populate_answers(VA + 3 * KIB_4, 2 * KIB_4, PW_ERR_NO_REGION); /* two regions */
  shrink_answers(VA + 3 * KIB_4, 2 * KIB_4, PW_ERR_NO_REGION);
  populate_answers(VA + KIB_4, KIB_4, PW_ERR_NO_REGION);
}

static void map_by_hand(uint64_t va, uint64_t pa) {
  struct pw_attributes attributes = demand_pair_attributes(DEMAND_PAIR_KERNEL_DATA);
  assert_int_equal(pw_map_page(&pair.space, va, pa, &attributes), PW_OK);
}

static void x19_what_others_have_mapped_is_refused_and_stays(void **state) {
  (void)state;
  struct pw_va_range range = {VA, GIB_1};
  struct pw_translation translation;
  struct pw_attributes attributes = demand_pair_attributes(DEMAND_PAIR_KERNEL_DATA);
  map_by_hand(VA + MIB_2, DEMAND_PAIR_BASE_PA);
  assert_int_equal(pw_demand_reserve(&pair.demand, range, &attributes, 9), PW_ERR_ALREADY_MAPPED);
  assert_int_equal(pair.demand.region_count, 0);
  assert_int_equal(pw_unmap_page(&pair.space, VA + MIB_2), PW_OK);
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 9, PW_OK);
  fault_answers(VA, el1_write, PW_DEMAND_MAPPED);
  map_by_hand(VA + MIB_2, DEMAND_PAIR_BASE_PA); /* a frame that the source has not handed out */
  assert_int_equal(pw_demand_check(&pair.demand), PW_ERR_CORRUPT);
  assert_int_equal(pw_demand_release(&pair.demand, VA), PW_ERR_FOREIGN);
  assert_int_equal(pw_demand_shrink(&pair.demand, range), PW_ERR_FOREIGN);
  assert_int_equal(pw_demand_populate(&pair.demand, range), PW_ERR_FOREIGN);
  assert_int_equal(pw_translate(&pair.space, VA, &translation), PW_OK);
  assert_int_equal(pw_unmap_page(&pair.space, VA + MIB_2), PW_OK);
  must(demand_pair_compare(&pair));
}

static void x19_null_pointers_and_dead_spaces_are_refused(void **state) {
  (void)state;
  struct pw_address_space dead = pair.space;
  struct pw_demand demand = pair.demand;
  struct pw_va_range range = {VA, KIB_4};
  struct pw_attributes attributes = demand_pair_attributes(DEMAND_PAIR_KERNEL_DATA);
  struct pw_demand_region region;
  struct pw_demand_stats stats;
  struct pw_window other_window = pair.window;
  struct pw_page_source other = pair.frames.source;
  dead.root_frame = PW_NO_FRAME;
  other.window = &other_window;
  const struct pw_page_source *source = &pair.frames.source;
  assert_int_equal(pw_demand_init(NULL, &pair.space, source, pair.regions, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_demand_init(&demand, NULL, source, pair.regions, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_demand_init(&demand, &dead, source, pair.regions, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_demand_init(&demand, &pair.space, NULL, pair.regions, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_demand_init(&demand, &pair.space, &other, pair.regions, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_demand_init(&demand, &pair.space, source, NULL, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_demand_init(&demand, &pair.space, source, pair.regions, 0), PW_ERR_INVALID_ARGUMENT);
  assert_memory_equal(&demand, &pair.demand, sizeof(demand));
  assert_int_equal(pw_demand_reserve(&demand, range, NULL, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_demand_region(&demand, VA, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_demand_stats(&demand, NULL), PW_ERR_INVALID_ARGUMENT);
  demand.space = &dead;
  for (uint32_t i = 0; i < 2; i++) {
    struct pw_demand *none = i == 0 ? NULL : &demand;
    assert_int_equal(pw_demand_reserve(none, range, &attributes, 1), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_demand_release(none, VA), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_demand_populate(none, range), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_demand_shrink(none, range), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_demand_fault(none, (uint64_t)0x25 << 26 | 7u, VA), PW_DEMAND_INVALID);
    assert_int_equal(pw_demand_region(none, VA, &region), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_demand_stats(none, &stats), PW_ERR_INVALID_ARGUMENT);
    assert_int_equal(pw_demand_check(none), PW_ERR_INVALID_ARGUMENT);
  }
}

/* Frames above the space's physical addresses cannot be mapped: they go back, and count as none. */
static void x18_a_frame_that_the_space_cannot_map_is_given_back(void **state) {
  (void)state;
  reserve_answers(VA, GIB_1, DEMAND_PAIR_KERNEL_DATA, 9, PW_OK);
  uint32_t free_before = pw_buddy_free_count(&pair.buddy);
  pair.space.pa_bits = 30; /* the window begins at 2^30 */
  assert_int_equal(pw_demand_fault(&pair.demand, (uint64_t)0x25 << 26 | 7u, VA), PW_DEMAND_NO_MEMORY);
  assert_int_equal(pw_demand_populate(&pair.demand, (struct pw_va_range){VA, 2 * KIB_4}), PW_ERR_NO_MEMORY);
  pair.space.pa_bits = 40;
  pair.refused++;
  assert_int_equal(pw_buddy_free_count(&pair.buddy), free_before);
  must(demand_pair_compare(&pair));
}

static void x19_the_check_finds_damage(void **state) {
  (void)state;
  reserve_answers(VA, 4 * KIB_4, DEMAND_PAIR_KERNEL_DATA, 9, PW_OK);
  reserve_answers(VA + GIB_1, 4 * KIB_4, DEMAND_PAIR_USER_DATA, 9, PW_OK);
  populate_answers(VA, 2 * KIB_4, PW_OK);
  struct pw_demand_region regions[2] = {pair.regions[0], pair.regions[1]};
  for (uint32_t i = 0; i < 9; i++) {
    struct pw_demand_region *damaged = &pair.regions[0];
    switch (i) {
    case 0:
      damaged->first_va += KIB_4; /* a page is left outside */
      break;
    case 1:
      damaged->last_va -= 1;
      break;
    case 2:
      damaged->last_va = VA + GIB_1;
      break;
    case 3:
      damaged->first_va ^= HALF;
      break;
    case 4:
      damaged->populated_count++;
      break;
    case 5:
      damaged->limit_count = 1;
      break;
    case 6:
      damaged->attributes.el0_read = true;
      break;
    case 7:
      damaged->attributes.memory = PW_MEMORY_NORMAL_NON_CACHEABLE;
      break;
    default:
      pair.regions[0] = regions[1];
      pair.regions[1] = regions[0];
      break;
    }
    assert_int_equal(pw_demand_check(&pair.demand), PW_ERR_CORRUPT);
    pair.regions[0] = regions[0];
    pair.regions[1] = regions[1];
    assert_int_equal(pw_demand_check(&pair.demand), PW_OK);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(x17_a_reserved_region_has_no_memory, start, finish),
      cmocka_unit_test_setup_teardown(x17_the_first_touch_brings_a_frame_of_zeroes, start, finish),
      cmocka_unit_test_setup_teardown(x17_zeroes_are_ordered_before_the_entry, start, finish),
      cmocka_unit_test_setup_teardown(x17_a_second_fault_at_a_page_finds_it_mapped, start, finish),
      cmocka_unit_test_setup_teardown(x17_regions_have_their_first_and_last_byte_and_no_more, start, finish),
      cmocka_unit_test_setup_teardown(x17_a_region_may_end_with_the_address_space, start_high, finish),
      cmocka_unit_test_setup_teardown(x17_a_region_may_be_the_whole_half, start, finish),
      cmocka_unit_test_setup_teardown(x17_an_access_that_the_attributes_refuse_maps_nothing, start, finish),
      cmocka_unit_test_setup_teardown(x17_a_permission_fault_is_never_resolved, start, finish),
      cmocka_unit_test_setup_teardown(x17_other_faults_are_left_to_others, start, finish),
      cmocka_unit_test_setup_teardown(x18_a_limit_bounds_the_frames_of_a_region, start, finish),
      cmocka_unit_test_setup_teardown(x18_without_a_frame_or_a_table_a_fault_changes_nothing, start, finish),
      cmocka_unit_test_setup_teardown(x18_populate_brings_all_that_is_missing_or_nothing, start, finish),
      cmocka_unit_test_setup_teardown(x18_populate_orders_zeroes_before_entries_and_entries_before_its_end, start,
                                      finish),
      cmocka_unit_test_setup_teardown(x18_populate_tells_the_space_of_global_pages, start, finish),
      cmocka_unit_test_setup_teardown(x18_populate_takes_the_tables_that_it_needs, start, finish),
      cmocka_unit_test_setup_teardown(x18_shrink_gives_frames_back_and_the_next_touch_finds_zeroes, start, finish),
      cmocka_unit_test_setup_teardown(x18_a_frame_that_the_space_cannot_map_is_given_back, start, finish),
      cmocka_unit_test_setup_teardown(x19_release_gives_everything_back_behind_the_invalidation, start, finish),
      cmocka_unit_test_setup_teardown(x19_what_is_wrong_with_a_reservation_is_told, start, finish),
      cmocka_unit_test_setup_teardown(x19_regions_do_not_overlap_and_may_touch, start, finish),
      cmocka_unit_test_setup_teardown(x19_what_others_have_mapped_is_refused_and_stays, start, finish),
      cmocka_unit_test_setup_teardown(x19_null_pointers_and_dead_spaces_are_refused, start, finish),
      cmocka_unit_test_setup_teardown(x19_the_check_finds_damage, start, finish),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
