/*
 * What looks at a space (walk, query, find_unmapped, print) against the dictionary of mappings, between random
 * operations and, for the walk, during them. Everything that is drawn comes from a fixed seed.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/find_unmapped.h>
#include <pagewright/print.h>
#include <pagewright/query.h>
#include <pagewright/walk.h>

#include "tests/model/paging_rig.h"
#include "tests/model/random.h"

#define KIB_4      ((uint64_t)1 << 12)
#define MIB_2      ((uint64_t)1 << 21)
#define GIB_1      ((uint64_t)1 << 30)
#define GIB_512    ((uint64_t)1 << 39)
#define HALF       ((uint64_t)1 << 48)
#define STEPS      3000u
#define TEXT_BYTES 100000u

static struct paging_rig rig;
static uint64_t seed;
static struct mapping sorted[MAPPING_MODEL_CAPACITY];
static uint32_t sorted_count;

static uint32_t draw(uint32_t limit) {
  return (uint32_t)random_below(&seed, limit);
}

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

/* Few addresses, so that operations meet: in the corners of the half and of each table. */
static uint64_t draw_va(void) {
  static const uint64_t indices[4] = {0, 1, 510, 511};
  uint64_t va = rig.model->is_high_half ? (uint64_t)0xFFFF << 48 : 0;
  va += indices[draw(2) * 3] << 39;
  va += indices[draw(2) * 3] << 30;
  va += indices[draw(4)] << 21;
  va += indices[draw(4)] << 12;
  return va;
}

/* A range between two such addresses, now and then the whole half. */
static struct pw_va_range draw_range(void) {
  uint64_t a = draw_va();
  uint64_t b = draw_va();
  if (draw(4) == 0) {
    return pw_va_range_all(rig.space);
  }
  return a < b ? (struct pw_va_range){a, b - a + KIB_4} : (struct pw_va_range){b, a - b + KIB_4};
}

/* A block of 1 GiB, or everything that is in its place. */
static void change_gib(void) {
  struct pw_attributes attributes = pw_attributes_kernel_data();
  uint64_t va = draw_va() & ~(GIB_1 - 1);
  struct mapping_range range = {.va = va, .length = GIB_1, .pa = draw(4) * GIB_1, .limit = GIB_1};
  must(draw(2) == 0 ? paging_rig_map_range(&rig, &range, &attributes, NULL)
                    : paging_rig_unmap_range(&rig, &range, NULL));
}

static void change(void) {
  if (draw(8) == 0) {
    change_gib();
    return;
  }
  struct pw_attributes attributes = draw(3) == 0 ? pw_attributes_kernel_rodata() : pw_attributes_kernel_data();
  uint64_t size = draw(4) == 0 ? MIB_2 : KIB_4;
  uint64_t va = draw_va() & ~(size - 1);
  if (draw(2) == 0) {
    /* Targets that often run on from neighbour to neighbour. */
    uint64_t pa = 0x40000000 + (va & (GIB_1 - 1)) + (draw(4) == 0 ? GIB_1 : 0);
    must(paging_rig_map(&rig, va, size, pa, &attributes, NULL));
  } else {
    must(paging_rig_unmap(&rig, va, size, NULL));
  }
}

static int by_address(const void *a, const void *b) {
  const struct mapping *left = a;
  const struct mapping *right = b;
  return left->va < right->va ? -1 : left->va > right->va;
}

static void sort(void) {
  sorted_count = rig.model->count;
  memcpy(sorted, rig.model->mappings, sorted_count * sizeof(sorted[0]));
  qsort(sorted, sorted_count, sizeof(sorted[0]), by_address);
}

static bool meets(uint64_t va, uint64_t size, struct pw_va_range range) {
  return va <= range.va + (range.length - 1) && range.va <= va + (size - 1);
}

/* Tables with some address of the range: the root, and each aligned span of a table's size in which something smaller
 * than one of its neighbours' spans is mapped. */
static uint32_t tables_in(struct pw_va_range range) {
  static const uint64_t spans[3] = {GIB_512, GIB_1, MIB_2};
  uint32_t count = 1;
  for (int i = 0; i < 3; i++) {
    uint64_t previous = 1; /* no multiple of a span */
    for (uint32_t k = 0; k < sorted_count; k++) {
      uint64_t start = sorted[k].va & ~(spans[i] - 1);
      if (sorted[k].size < spans[i] && start != previous) {
        previous = start;
        count += meets(start, spans[i], range);
      }
    }
  }
  return count;
}

static void expect_leaf(const struct pw_walk_event *event, const struct mapping *mapping) {
  struct pw_attributes attributes = pw_descriptor_attributes(event->descriptor);
  assert_int_equal(event->va, mapping->va);
  assert_int_equal(event->size, mapping->size);
  assert_int_equal(pw_descriptor_leaf_pa(event->descriptor, event->level), mapping->pa);
  assert_true(pw_attributes_equal(&attributes, &mapping->attributes));
}

static void compare_walk(struct pw_va_range range) {
  uint32_t next = 0;
  uint32_t depth = 0;
  uint32_t tables = 0;
  struct pw_walk walk;
  struct pw_walk_event event;
  while (next < sorted_count && !meets(sorted[next].va, sorted[next].size, range)) {
    next++;
  }
  assert_int_equal(pw_walk_init_range(&walk, rig.space, range), PW_OK);
  while (pw_walk_next(&walk, &event) == PW_OK && event.kind != PW_WALK_END) {
    if (event.kind == PW_WALK_LEAF) {
      assert_true(next < sorted_count && meets(sorted[next].va, sorted[next].size, range));
      assert_int_equal(event.level, depth - 1);
      expect_leaf(&event, &sorted[next]);
      next++;
    } else {
      depth -= event.kind == PW_WALK_LEAVE;
      assert_int_equal(event.level, depth);
      assert_true(meets(event.va, event.size, range));
      depth += event.kind == PW_WALK_ENTER;
      tables += event.kind == PW_WALK_ENTER;
    }
  }
  assert_int_equal(depth, 0);
  assert_int_equal(tables, tables_in(range));
  assert_true(next == sorted_count || !meets(sorted[next].va, sorted[next].size, range));
}

/* Where the walk to an unmapped address ends: in the smallest table that has something else. */
static uint32_t fault_level(uint64_t va) {
  static const uint64_t spans[3] = {GIB_512, GIB_1, MIB_2};
  uint32_t level = 0;
  for (uint32_t k = 0; k < sorted_count; k++) {
    for (uint32_t i = 0; i < 3; i++) {
      if (sorted[k].size < spans[i] && sorted[k].va / spans[i] == va / spans[i] && level < i + 1) {
        level = i + 1;
      }
    }
  }
  return level;
}

static void compare_query(uint64_t va) {
  struct pw_query answer;
  const struct mapping *mapping = NULL;
  enum pw_status expected = mapping_model_translate(rig.model, va, &mapping);
  assert_int_equal(pw_query(rig.space, va, &answer), PW_OK);
  assert_int_equal(answer.is_mapped, expected == PW_OK);
  if (expected == PW_OK) {
    assert_int_equal(answer.va, mapping->va);
    assert_int_equal(answer.size, mapping->size);
    assert_int_equal(answer.pa, mapping->pa);
    assert_int_equal(answer.level, mapping->size == KIB_4 ? 3 : mapping->size == MIB_2 ? 2 : 1);
    assert_true(pw_attributes_equal(&answer.attributes, &mapping->attributes));
  } else {
    assert_int_equal(answer.level, fault_level(va));
    assert_int_equal(answer.size, GIB_512 >> (9 * answer.level));
    assert_int_equal(answer.va, va & ~(answer.size - 1));
  }
}

static void compare_find(uint64_t length, uint64_t alignment, struct pw_va_range range) {
  uint64_t last = range.va + (range.length - 1);
  uint64_t candidate = range.va;
  bool is_there = true;
  bool is_blocked = true;
  while (is_there && is_blocked) {
    uint64_t over = candidate % alignment;
    uint64_t pad = over == 0 ? 0 : alignment - over;
    is_there = pad <= last - candidate && length - 1 <= last - candidate - pad;
    is_blocked = false;
    for (uint32_t k = 0; is_there && !is_blocked && k < sorted_count; k++) {
      if (meets(sorted[k].va, sorted[k].size, (struct pw_va_range){candidate + pad, length})) {
        uint64_t behind = sorted[k].va + (sorted[k].size - 1);
        is_there = behind < last;
        candidate = behind + 1;
        is_blocked = true;
      }
    }
    candidate += is_blocked ? 0 : pad;
  }
  uint64_t found = 1;
  assert_int_equal(pw_find_unmapped(rig.space, length, alignment, range, &found), is_there ? PW_OK : PW_ERR_NO_MEMORY);
  assert_int_equal(found, is_there ? candidate : 1);
}

/* The text of the mappings in a range, by the C library. Only what changes here is told apart: write or not. */
static size_t expected_text(struct pw_va_range range, char *text) {
  size_t length = 0;
  uint64_t range_last = range.va + (range.length - 1);
  text[0] = 0;
  for (uint32_t k = 0; k < sorted_count; k++) {
    if (!meets(sorted[k].va, sorted[k].size, range)) {
      continue;
    }
    uint64_t va = sorted[k].va < range.va ? range.va : sorted[k].va;
    uint64_t pa = sorted[k].pa + (va - sorted[k].va);
    uint64_t last = sorted[k].va + (sorted[k].size - 1);
    while (k + 1 < sorted_count && sorted[k + 1].va == last + 1 && last < range_last &&
           sorted[k + 1].pa == pa + (last + 1 - va) &&
           pw_attributes_equal(&sorted[k].attributes, &sorted[k + 1].attributes)) {
      k++;
      last = sorted[k].va + (sorted[k].size - 1);
    }
    last = last < range_last ? last : range_last;
    length += (size_t)snprintf(text + length, TEXT_BYTES - length,
                               "%016" PRIx64 "-%016" PRIx64 " %016" PRIx64
                               " normal inner-shareable el1 r%c- el0 --- global software 0\n",
                               va, last, pa, sorted[k].attributes.el1_write ? 'w' : '-');
  }
  return length;
}

static void compare_print(struct pw_va_range range) {
  static char expected[TEXT_BYTES];
  static char printed[TEXT_BYTES];
  uint64_t length = 0;
  size_t expected_length = expected_text(range, expected);
  assert_int_equal(pw_print_text(rig.space, range, printed, sizeof(printed), &length), PW_OK);
  assert_int_equal(length, expected_length);
  assert_string_equal(printed, expected);
}

static void compare(void) {
  static const uint64_t lengths[8] = {KIB_4, 2 * KIB_4, 3 * KIB_4, MIB_2, GIB_1, GIB_512, 255 * GIB_512, 509 * GIB_512};
  static const uint64_t alignments[5] = {KIB_4, 5 * KIB_4, MIB_2, GIB_1, GIB_512};
  sort();
  compare_walk(draw_range());
  compare_query(draw_va() + draw(4096));
  compare_query(draw_va() ^ (draw(2) * GIB_1) ^ (draw(2) * MIB_2));
  compare_find(lengths[draw(8)], alignments[draw(5)], draw_range());
  compare_print(draw_range());
}

static void run(enum pw_half half, uint64_t first_seed) {
  seed = first_seed;
  must(paging_rig_create(&rig, RIG_SOURCE_BUDDY_CHAIN, half, 7));
  for (uint32_t i = 0; i < STEPS; i++) {
    change();
    compare();
  }
  must(paging_rig_destroy_space(&rig));
  paging_rig_release(&rig);
}

static void x7_x8_x9_x10_the_lower_half_looks_like_the_dictionary(void **state) {
  (void)state;
  run(PW_HALF_LOW, 11);
}

static void x7_x8_x9_x10_the_upper_half_looks_like_the_dictionary(void **state) {
  (void)state;
  run(PW_HALF_HIGH, 12);
}

/* Those mappings of 'sorted' that are still the same. */
static bool stays(const struct mapping *mapping) {
  for (uint32_t i = 0; i < rig.model->count; i++) {
    const struct mapping *now = &rig.model->mappings[i];
    if (now->va == mapping->va && now->size == mapping->size) {
      return true;
    }
  }
  return false;
}

/* One walk over everything with changes between its events. */
static void walk_while_changing(void) {
  static bool is_kept[MAPPING_MODEL_CAPACITY];
  static uint32_t told[MAPPING_MODEL_CAPACITY];
  uint32_t depth = 0;
  uint64_t next_va = 0; /* above all that was told */
  struct pw_walk walk;
  struct pw_walk_event event;
  sort();
  memset(is_kept, true, sizeof(is_kept));
  memset(told, 0, sizeof(told));
  assert_int_equal(pw_walk_init(&walk, rig.space), PW_OK);
  while (pw_walk_next(&walk, &event) == PW_OK && event.kind != PW_WALK_END) {
    depth -= event.kind == PW_WALK_LEAVE;
    depth += event.kind == PW_WALK_ENTER;
    if (event.kind == PW_WALK_LEAF) {
      assert_true(event.va >= next_va);
      next_va = event.va + (event.size - 1);
      for (uint32_t k = 0; k < sorted_count; k++) {
        told[k] += sorted[k].va == event.va && sorted[k].size == event.size;
      }
    }
    if (draw(3) == 0) {
      change();
      for (uint32_t k = 0; k < sorted_count; k++) {
        is_kept[k] = is_kept[k] && stays(&sorted[k]);
      }
    }
  }
  assert_int_equal(depth, 0);
  for (uint32_t k = 0; k < sorted_count; k++) {
    assert_true(is_kept[k] ? told[k] == 1 : told[k] <= 1);
  }
}

static void x7_a_leaf_that_stays_is_told_once_during_random_changes(void **state) {
  (void)state;
  seed = 13;
  must(paging_rig_create(&rig, RIG_SOURCE_BUDDY_CHAIN, PW_HALF_HIGH, 7));
  for (uint32_t i = 0; i < 300; i++) {
    for (uint32_t k = 0; k < 10; k++) {
      change();
    }
    walk_while_changing();
  }
  must(paging_rig_destroy_space(&rig));
  paging_rig_release(&rig);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(x7_x8_x9_x10_the_lower_half_looks_like_the_dictionary),
      cmocka_unit_test(x7_x8_x9_x10_the_upper_half_looks_like_the_dictionary),
      cmocka_unit_test(x7_a_leaf_that_stays_is_told_once_during_random_changes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
