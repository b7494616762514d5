/*
 * Random operations on address spaces, each compared with a dictionary of mappings and watched by the TLB model.
 * Everything that is drawn comes from a fixed seed, so that a failure can be repeated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/model/paging_rig.h"
#include "tests/model/random.h"

#define KIB_4 ((uint64_t)1 << 12)
#define MIB_2 ((uint64_t)1 << 21)
#define STEPS 12000u

static struct paging_rig rig;
static uint64_t seed;

static uint32_t draw(uint32_t limit) {
  return (uint32_t)random_below(&seed, limit);
}

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

/* Few addresses, so that operations meet: two of each index, in the corners of the half. */
static uint64_t draw_va(void) {
  static const uint64_t indices[4] = {0, 1, 510, 511};
  uint64_t va = rig.model->is_high_half ? (uint64_t)0xFFFF << 48 : 0;
  va += indices[draw(2) * 3] << 39;
  va += indices[draw(2) * 3] << 30;
  va += indices[draw(4)] << 21;
  va += indices[draw(4)] << 12;
  return va;
}

static struct pw_attributes draw_attributes(void) {
  struct pw_attributes choices[4] = {pw_attributes_kernel_data(), pw_attributes_kernel_text(),
                                     pw_attributes_kernel_rodata(), pw_attributes_device()};
  struct pw_attributes attributes = choices[draw(4)];
  attributes.global = draw(2) == 0;
  attributes.software = (uint8_t)draw(16);
  return attributes;
}

static void map_something(void) {
  struct pw_attributes attributes = draw_attributes();
  uint64_t size = draw(4) == 0 ? MIB_2 : KIB_4;
  uint64_t va = draw_va() & ~(size - 1);
  uint64_t pa = (uint64_t)draw(1u << 28) * KIB_4 & ~(size - 1);
  must(paging_rig_map(&rig, va, size, pa, &attributes, NULL));
}

static void unmap_something(void) {
  uint64_t size = draw(4) == 0 ? MIB_2 : KIB_4;
  uint64_t va = draw_va() & ~(size - 1);
  if (draw(3) != 0 && rig.model->count > 0) {
    const struct mapping *mapping = &rig.model->mappings[draw(rig.model->count)];
    va = mapping->va;
    size = mapping->size;
  }
  must(paging_rig_unmap(&rig, va, size, NULL));
}

static void step(void) {
  uint32_t choice = draw(100);
  if (choice < 45) {
    map_something();
  } else if (choice < 85) {
    unmap_something();
  } else if (choice < 90) {
    rig.budget = draw(4) == 0 ? RIG_UNLIMITED : draw(4);
  } else if (choice < 94) {
    must(paging_rig_set_source(&rig, (enum rig_source)draw(RIG_SOURCE_COUNT), NULL));
  } else if (choice < 98) {
    must(draw(2) == 0 ? paging_rig_take_data(&rig) : paging_rig_return_data(&rig, draw(128)));
  } else {
    must(paging_rig_compare(&rig));
  }
}

static void run(enum rig_source source, enum pw_half half, uint64_t first_seed) {
  seed = first_seed;
  must(paging_rig_create(&rig, source, half, 7));
  for (uint32_t i = 0; i < STEPS; i++) {
    step();
  }
  must(paging_rig_compare(&rig));
  must(paging_rig_destroy_space(&rig));
  paging_rig_release(&rig);
}

static void random_operations_in_the_lower_half_agree_with_the_dictionary(void **state) {
  (void)state;
  run(RIG_SOURCE_CUSTOM_CHAIN, PW_HALF_LOW, 1);
}

static void random_operations_on_a_failing_source_agree_with_the_dictionary(void **state) {
  (void)state;
  run(RIG_SOURCE_CUSTOM, PW_HALF_LOW, 3);
}

static void random_operations_in_the_upper_half_agree_with_the_dictionary(void **state) {
  (void)state;
  run(RIG_SOURCE_POOL, PW_HALF_HIGH, 2);
}

/* Three spaces beside the first one come and go; two of the four share an ASID, in different halves. */
static void step_of_a_space(void) {
  uint32_t which = draw(RIG_SPACES);
  paging_rig_select(&rig, which);
  if (draw(25) != 0) {
    step();
  } else if (paging_rig_is_live(&rig)) {
    must(paging_rig_destroy_space(&rig));
  } else {
    enum pw_half half = which < 2 ? PW_HALF_LOW : PW_HALF_HIGH;
    must(paging_rig_create_space(&rig, (enum rig_source)draw(RIG_SOURCE_COUNT), half, 7 + which % 3, NULL));
  }
}

static void random_operations_on_spaces_that_share_a_source_agree_with_the_dictionaries(void **state) {
  (void)state;
  seed = 4;
  must(paging_rig_create(&rig, RIG_SOURCE_CUSTOM_CHAIN, PW_HALF_LOW, 7));
  for (uint32_t i = 0; i < STEPS; i++) {
    step_of_a_space();
  }
  must(paging_rig_compare(&rig));
  for (uint32_t i = 0; i < RIG_SPACES; i++) {
    paging_rig_select(&rig, i);
    must(paging_rig_destroy_space(&rig));
  }
  must(paging_rig_compare(&rig));
  assert_int_equal(pw_early_pool_out_count(&rig.pool), 0);
  assert_int_equal(pw_buddy_free_count(&rig.buddy) + rig.data_count, rig.buddy_total);
  paging_rig_release(&rig);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_operations_in_the_lower_half_agree_with_the_dictionary),
      cmocka_unit_test(random_operations_on_a_failing_source_agree_with_the_dictionary),
      cmocka_unit_test(random_operations_in_the_upper_half_agree_with_the_dictionary),
      cmocka_unit_test(random_operations_on_spaces_that_share_a_source_agree_with_the_dictionaries),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
