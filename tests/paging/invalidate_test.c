/* Invalidations: each address once and in order, nothing else, up to the last page there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/tlb_recorder.h>

#include "src/paging/invalidate.h"

#define ASID 77u

struct expectation {
  uint64_t next;
  uint64_t size;
  uint32_t level;
  uint32_t count;
};

static struct pw_tlb tlb;
static struct pw_tlb_recorder recorder;
static struct expectation expected;

static void observe(void *context, const struct pw_tlb_event *event) {
  struct expectation *expectation = context;
  assert_int_equal(event->kind, PW_TLB_TLBI_VA);
  assert_int_equal(event->va, expectation->next);
  assert_int_equal(event->level, expectation->level);
  assert_int_equal(event->asid, ASID);
  expectation->next += expectation->size;
  expectation->count++;
}

static int set_up(void **state) {
  (void)state;
  pw_tlb_init_recorder(&tlb, &recorder);
  recorder.observe = observe;
  recorder.context = &expected;
  return 0;
}

static void invalidate(uint64_t first, uint64_t last, uint32_t leaf_level, uint32_t level, uint32_t count) {
  expected = (struct expectation){.next = first, .size = (uint64_t)1 << (39 - 9 * leaf_level), .level = level};
  pw_invalidate_range(&tlb, first, last, leaf_level, level, ASID);
  assert_int_equal(expected.count, count);
}

static void every_leaf_of_the_range_is_invalidated_once_and_in_order(void **state) {
  (void)state;
  invalidate(0, 0, 3, 3, 1);
  invalidate(0x1000, 0x2000, 3, PW_TLBI_ANY_LEVEL, 2);
  invalidate(0x00007FFFFFE00000, 0x00007FFFFFFFF000, 3, 3, 512);
  invalidate(0x40000000, 0x7FE00000, 2, 2, 512);
  invalidate(0x0000008000000000, 0x0000008080000000, 1, PW_TLBI_ANY_LEVEL, 3);
}

static void the_last_leaf_of_all_addresses_is_invalidated_and_then_it_ends(void **state) {
  (void)state;
  invalidate(0xFFFFFFFFFFFFF000, 0xFFFFFFFFFFFFF000, 3, 3, 1);
  invalidate(0xFFFFFFFFFFFFD000, 0xFFFFFFFFFFFFF000, 3, 3, 3);
  invalidate(0xFFFFFFFFFFC00000, 0xFFFFFFFFFFE00000, 2, 2, 2);
  invalidate(0xFFFFFFFF80000000, 0xFFFFFFFFC0000000, 1, 1, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(every_leaf_of_the_range_is_invalidated_once_and_in_order, set_up),
      cmocka_unit_test_setup(the_last_leaf_of_all_addresses_is_invalidated_and_then_it_ends, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
