/* Walk: the order of events, ranges, and trees that change under a walk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/walk.h>

#include "tests/model/paging_rig.h"

#define KIB_4   ((uint64_t)1 << 12)
#define MIB_2   ((uint64_t)1 << 21)
#define GIB_1   ((uint64_t)1 << 30)
#define GIB_512 ((uint64_t)1 << 39)
#define HALF    ((uint64_t)1 << 48)
#define HIGH    ((uint64_t)0xFFFF << 48)

static struct paging_rig rig;

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

static int set_up(void **state) {
  (void)state;
  return paging_rig_create(&rig, RIG_SOURCE_BUDDY, PW_HALF_LOW, 7) ? 0 : -1;
}

static int set_up_high(void **state) {
  (void)state;
  return paging_rig_create(&rig, RIG_SOURCE_BUDDY, PW_HALF_HIGH, 7) ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  paging_rig_release(&rig);
  return 0;
}

static void map(uint64_t va, uint64_t size, uint64_t pa) {
  struct pw_attributes attributes = pw_attributes_kernel_data();
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_map(&rig, va, size, pa, &attributes, &status));
  assert_int_equal(status, PW_OK);
}

static void unmap(uint64_t va, uint64_t size) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_unmap(&rig, va, size, &status));
  assert_int_equal(status, PW_OK);
}

struct expected {
  enum pw_walk_kind kind;
  uint32_t level;
  uint64_t va;
  uint64_t size;
};

/* The walk tells these events and the end, twice; a table is left under the frame that it was entered with. */
static void expect_events(struct pw_walk *walk, const struct expected *expected, size_t count) {
  uint32_t entered[4] = {0, 0, 0, 0};
  struct pw_walk_event event;
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(pw_walk_next(walk, &event), PW_OK);
    assert_int_equal(event.kind, expected[i].kind);
    assert_int_equal(event.level, expected[i].level);
    assert_int_equal(event.va, expected[i].va);
    assert_int_equal(event.size, expected[i].size);
    if (event.kind == PW_WALK_ENTER) {
      entered[event.level] = event.table;
    }
    assert_int_equal(event.table, entered[event.level]);
    uint64_t word = rig.words[(size_t)event.table * 512 + ((event.va >> (39 - 9 * event.level)) & 511)];
    assert_int_equal(event.descriptor, event.kind == PW_WALK_LEAF ? word : 0);
  }
  for (int i = 0; i < 2; i++) {
    assert_int_equal(pw_walk_next(walk, &event), PW_OK);
    assert_int_equal(event.kind, PW_WALK_END);
    assert_int_equal(event.table, PW_NO_FRAME);
  }
}

#define EXPECT_EVENTS(walk, expected) expect_events(walk, expected, sizeof(expected) / sizeof((expected)[0]))

static void x7_walk_tells_tables_before_and_after_what_is_below_and_leaves_in_order(void **state) {
  (void)state;
  map(5 * GIB_512 + 3 * MIB_2 + 7 * KIB_4, KIB_4, 0x50000000);
  map(5 * GIB_512 + 4 * MIB_2, MIB_2, 0x60000000);
  map(KIB_4, KIB_4, 0x40000000);
  map(0, KIB_4, 0x70000000);
  const struct expected expected[] = {
      {PW_WALK_ENTER, 0, 0, HALF},
      {PW_WALK_ENTER, 1, 0, GIB_512},
      {PW_WALK_ENTER, 2, 0, GIB_1},
      {PW_WALK_ENTER, 3, 0, MIB_2},
      {PW_WALK_LEAF, 3, 0, KIB_4},
      {PW_WALK_LEAF, 3, KIB_4, KIB_4},
      {PW_WALK_LEAVE, 3, 0, MIB_2},
      {PW_WALK_LEAVE, 2, 0, GIB_1},
      {PW_WALK_LEAVE, 1, 0, GIB_512},
      {PW_WALK_ENTER, 1, 5 * GIB_512, GIB_512},
      {PW_WALK_ENTER, 2, 5 * GIB_512, GIB_1},
      {PW_WALK_ENTER, 3, 5 * GIB_512 + 3 * MIB_2, MIB_2},
      {PW_WALK_LEAF, 3, 5 * GIB_512 + 3 * MIB_2 + 7 * KIB_4, KIB_4},
      {PW_WALK_LEAVE, 3, 5 * GIB_512 + 3 * MIB_2, MIB_2},
      {PW_WALK_LEAF, 2, 5 * GIB_512 + 4 * MIB_2, MIB_2},
      {PW_WALK_LEAVE, 2, 5 * GIB_512, GIB_1},
      {PW_WALK_LEAVE, 1, 5 * GIB_512, GIB_512},
      {PW_WALK_LEAVE, 0, 0, HALF},
  };
  struct pw_walk walk;
  assert_int_equal(pw_walk_init(&walk, rig.space), PW_OK);
  EXPECT_EVENTS(&walk, expected);
}

static void x7_walk_of_an_empty_space_tells_its_root(void **state) {
  (void)state;
  const struct expected expected[] = {{PW_WALK_ENTER, 0, 0, HALF}, {PW_WALK_LEAVE, 0, 0, HALF}};
  struct pw_walk walk;
  assert_int_equal(pw_walk_init(&walk, rig.space), PW_OK);
  EXPECT_EVENTS(&walk, expected);
}

static void x7_walk_reaches_the_first_and_the_last_page_of_the_upper_half(void **state) {
  (void)state;
  uint64_t last = UINT64_MAX - (KIB_4 - 1);
  map(last, KIB_4, 0x50000000);
  map(HIGH, MIB_2, 0x60000000);
  const struct expected expected[] = {
      {PW_WALK_ENTER, 0, HIGH, HALF},
      {PW_WALK_ENTER, 1, HIGH, GIB_512},
      {PW_WALK_ENTER, 2, HIGH, GIB_1},
      {PW_WALK_LEAF, 2, HIGH, MIB_2},
      {PW_WALK_LEAVE, 2, HIGH, GIB_1},
      {PW_WALK_LEAVE, 1, HIGH, GIB_512},
      {PW_WALK_ENTER, 1, UINT64_MAX - (GIB_512 - 1), GIB_512},
      {PW_WALK_ENTER, 2, UINT64_MAX - (GIB_1 - 1), GIB_1},
      {PW_WALK_ENTER, 3, UINT64_MAX - (MIB_2 - 1), MIB_2},
      {PW_WALK_LEAF, 3, last, KIB_4},
      {PW_WALK_LEAVE, 3, UINT64_MAX - (MIB_2 - 1), MIB_2},
      {PW_WALK_LEAVE, 2, UINT64_MAX - (GIB_1 - 1), GIB_1},
      {PW_WALK_LEAVE, 1, UINT64_MAX - (GIB_512 - 1), GIB_512},
      {PW_WALK_LEAVE, 0, HIGH, HALF},
  };
  struct pw_walk walk;
  assert_int_equal(pw_walk_init(&walk, rig.space), PW_OK);
  EXPECT_EVENTS(&walk, expected);
}

/* Pages 5, 6 and 7 of a table, a block behind it; the range begins in page 6 and ends in the block. */
static void x7_walk_of_a_range_tells_what_serves_it_and_no_more(void **state) {
  (void)state;
  map(5 * KIB_4, KIB_4, 0x50000000);
  map(6 * KIB_4, KIB_4, 0x51000000);
  map(7 * KIB_4, KIB_4, 0x52000000);
  map(MIB_2, MIB_2, 0x60000000);
  map(2 * MIB_2, MIB_2, 0x60200000);
  const struct expected expected[] = {
      {PW_WALK_ENTER, 0, 0, HALF},    {PW_WALK_ENTER, 1, 0, GIB_512},      {PW_WALK_ENTER, 2, 0, GIB_1},
      {PW_WALK_ENTER, 3, 0, MIB_2},   {PW_WALK_LEAF, 3, 6 * KIB_4, KIB_4}, {PW_WALK_LEAF, 3, 7 * KIB_4, KIB_4},
      {PW_WALK_LEAVE, 3, 0, MIB_2},   {PW_WALK_LEAF, 2, MIB_2, MIB_2},     {PW_WALK_LEAVE, 2, 0, GIB_1},
      {PW_WALK_LEAVE, 1, 0, GIB_512}, {PW_WALK_LEAVE, 0, 0, HALF},
  };
  struct pw_walk walk;
  struct pw_va_range range = {6 * KIB_4, MIB_2 - 5 * KIB_4};
  assert_int_equal(pw_walk_init_range(&walk, rig.space, range), PW_OK);
  EXPECT_EVENTS(&walk, expected);

  const struct expected in_the_block[] = {
      {PW_WALK_ENTER, 0, 0, HALF},     {PW_WALK_ENTER, 1, 0, GIB_512}, {PW_WALK_ENTER, 2, 0, GIB_1},
      {PW_WALK_LEAF, 2, MIB_2, MIB_2}, {PW_WALK_LEAVE, 2, 0, GIB_1},   {PW_WALK_LEAVE, 1, 0, GIB_512},
      {PW_WALK_LEAVE, 0, 0, HALF},
  };
  range = (struct pw_va_range){MIB_2 + 5 * KIB_4, KIB_4};
  assert_int_equal(pw_walk_init_range(&walk, rig.space, range), PW_OK);
  EXPECT_EVENTS(&walk, in_the_block);
}

/* Nothing maps 1 GiB yet, so the entry is written here. */
static void x7_walk_tells_a_block_of_1_gib(void **state) {
  (void)state;
  map(0, KIB_4, 0x50000000);
  struct pw_attributes attributes = pw_attributes_device();
  struct pw_walk walk;
  struct pw_walk_event event;
  assert_int_equal(pw_walk_init(&walk, rig.space), PW_OK);
  do {
    assert_int_equal(pw_walk_next(&walk, &event), PW_OK);
  } while (event.level != 1);
  uint64_t *entry = &rig.words[(size_t)event.table * 512 + 511];
  assert_int_equal(pw_descriptor_leaf(3 * GIB_1, 1, &attributes, entry), PW_OK);
  const struct expected expected[] = {
      {PW_WALK_ENTER, 0, 0, HALF},    {PW_WALK_ENTER, 1, 0, GIB_512}, {PW_WALK_LEAF, 1, 511 * GIB_1, GIB_1},
      {PW_WALK_LEAVE, 1, 0, GIB_512}, {PW_WALK_LEAVE, 0, 0, HALF},
  };
  struct pw_va_range range = {GIB_1, 600 * GIB_1};
  assert_int_equal(pw_walk_init_range(&walk, rig.space, range), PW_OK);
  EXPECT_EVENTS(&walk, expected);
  *entry = 0;
}

/* Each leaf is unmapped when it is told, so that its tables go while the walk is in them. */
static void x7_a_walk_may_unmap_what_it_tells(void **state) {
  (void)state;
  uint64_t pages[] = {0, KIB_4, 511 * KIB_4, GIB_1 + 3 * KIB_4, 9 * GIB_512, HALF - KIB_4};
  for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
    map(pages[i], KIB_4, 0x50000000 + i * KIB_4);
  }
  uint32_t entered[4];
  uint32_t depth = 0;
  size_t leaf_count = 0;
  struct pw_walk walk;
  struct pw_walk_event event;
  assert_int_equal(pw_walk_init(&walk, rig.space), PW_OK);
  while (pw_walk_next(&walk, &event) == PW_OK && event.kind != PW_WALK_END) {
    if (event.kind == PW_WALK_ENTER) {
      assert_int_equal(event.level, depth);
      entered[depth] = event.table;
      depth++;
    } else if (event.kind == PW_WALK_LEAVE) {
      assert_true(depth > 0);
      depth--;
      assert_int_equal(event.table, entered[depth]);
    } else {
      assert_true(leaf_count < sizeof(pages) / sizeof(pages[0]));
      assert_int_equal(event.va, pages[leaf_count]);
      leaf_count++;
      unmap(event.va, event.size);
    }
  }
  assert_int_equal(depth, 0);
  assert_int_equal(leaf_count, sizeof(pages) / sizeof(pages[0]));
  assert_int_equal(rig.space->page_count, 0);
}

/* The tables at the walk's place go, and others come in their place. */
static void x7_a_leaf_that_stays_is_told_once_whatever_happens_around_it(void **state) {
  (void)state;
  map(0, KIB_4, 0x50000000);
  map(3 * GIB_512, KIB_4, 0x51000000);
  struct pw_walk walk;
  struct pw_walk_event event;
  assert_int_equal(pw_walk_init(&walk, rig.space), PW_OK);
  for (int i = 0; i < 4; i++) { /* into the lowest table */
    assert_int_equal(pw_walk_next(&walk, &event), PW_OK);
  }
  assert_int_equal(event.kind, PW_WALK_ENTER);
  assert_int_equal(event.level, 3);
  unmap(0, KIB_4);
  map(0, MIB_2, 0x60000000); /* a block where the table was: the walk is in what it serves, and leaves */
  const uint32_t levels[] = {3, 2, 1};
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(pw_walk_next(&walk, &event), PW_OK);
    assert_int_equal(event.kind, PW_WALK_LEAVE);
    assert_int_equal(event.level, levels[i]);
  }
  map(2 * GIB_512, KIB_4, 0x52000000);     /* before the walk */
  map(KIB_4 * 512 * 7, KIB_4, 0x53000000); /* behind it */
  uint64_t leaves[] = {2 * GIB_512, 3 * GIB_512};
  size_t leaf_count = 0;
  while (pw_walk_next(&walk, &event) == PW_OK && event.kind != PW_WALK_END) {
    if (event.kind == PW_WALK_LEAF) {
      assert_true(leaf_count < 2);
      assert_int_equal(event.va, leaves[leaf_count]);
      leaf_count++;
    }
  }
  assert_int_equal(leaf_count, 2);
}

static void x7_a_refused_walk_changes_nothing(void **state) {
  (void)state;
  struct pw_walk walk;
  struct pw_walk walk_before;
  struct pw_walk_event event;
  struct pw_walk_event event_before;
  struct pw_va_range bad[] = {{0, 0}, {0, HALF + KIB_4}, {1, KIB_4}, {0, 1}, {HALF - KIB_4, 2 * KIB_4}};
  enum pw_status why[] = {PW_ERR_INVALID_ARGUMENT, PW_ERR_NON_CANONICAL, PW_ERR_MISALIGNED, PW_ERR_MISALIGNED,
                          PW_ERR_NON_CANONICAL};
  memset(&walk, 0xA5, sizeof(walk));
  memcpy(&walk_before, &walk, sizeof(walk));
  for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
    assert_int_equal(pw_walk_init_range(&walk, rig.space, bad[i]), why[i]);
  }
  assert_int_equal(pw_walk_init(&walk, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_memory_equal(&walk, &walk_before, sizeof(walk));
  assert_int_equal(pw_walk_init(NULL, rig.space), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_walk_init(&walk, rig.space), PW_OK);
  memcpy(&walk_before, &walk, sizeof(walk));
  memset(&event, 0xA5, sizeof(event));
  memcpy(&event_before, &event, sizeof(event));
  assert_int_equal(pw_walk_next(NULL, &event), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_walk_next(&walk, NULL), PW_ERR_INVALID_ARGUMENT);
  must(paging_rig_destroy_space(&rig));
  assert_int_equal(pw_walk_next(&walk, &event), PW_ERR_INVALID_ARGUMENT);
  assert_memory_equal(&event, &event_before, sizeof(event));
  assert_memory_equal(&walk, &walk_before, sizeof(walk));
}

static void x7_every_refusal_of_a_range_has_its_status(void **state) {
  (void)state;
  struct pw_va_range all = pw_va_range_all(rig.space);
  assert_int_equal(all.va, HIGH);
  assert_int_equal(all.length, HALF);
  assert_int_equal(pw_va_range_check(rig.space, all), PW_OK);
  assert_int_equal(pw_va_range_check(NULL, all), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_va_range_all(NULL).length, 0);
  const struct {
    struct pw_va_range range;
    enum pw_status status;
  } cases[] = {
      {{HIGH, 0}, PW_ERR_INVALID_ARGUMENT},
      {{HIGH + 8, KIB_4}, PW_ERR_MISALIGNED},
      {{HIGH, 8}, PW_ERR_MISALIGNED},
      {{HIGH + KIB_4, HALF}, PW_ERR_OVERFLOW},
      {{HIGH - KIB_4, KIB_4}, PW_ERR_NON_CANONICAL},
      {{HIGH - KIB_4, 2 * KIB_4}, PW_ERR_NON_CANONICAL},
      {{0, KIB_4}, PW_ERR_NON_CANONICAL},
      {{UINT64_MAX - (KIB_4 - 1), KIB_4}, PW_OK},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    assert_int_equal(pw_va_range_check(rig.space, cases[i].range), cases[i].status);
  }
  must(paging_rig_destroy_space(&rig));
  assert_int_equal(pw_va_range_check(rig.space, all), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_va_range_all(rig.space).length, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(x7_walk_tells_tables_before_and_after_what_is_below_and_leaves_in_order, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(x7_walk_of_an_empty_space_tells_its_root, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x7_walk_reaches_the_first_and_the_last_page_of_the_upper_half, set_up_high,
                                      tear_down),
      cmocka_unit_test_setup_teardown(x7_walk_of_a_range_tells_what_serves_it_and_no_more, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x7_walk_tells_a_block_of_1_gib, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x7_a_walk_may_unmap_what_it_tells, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x7_a_leaf_that_stays_is_told_once_whatever_happens_around_it, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x7_a_refused_walk_changes_nothing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x7_every_refusal_of_a_range_has_its_status, set_up_high, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
