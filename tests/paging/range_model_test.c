/*
 * Random operations on ranges among those on single pages and blocks, each compared with a dictionary of mappings and
 * watched by the TLB model. Everything that is drawn comes from a fixed seed, so that a failure can be repeated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/model/paging_rig.h"
#include "tests/model/random.h"

#define KIB_4 ((uint64_t)1 << 12)
#define MIB_2 ((uint64_t)1 << 21)
#define GIB_1 ((uint64_t)1 << 30)
#define STEPS 4000u

static struct paging_rig rig;
static uint64_t seed;
static uint32_t done_count[3]; /* maps, unmaps and protects of ranges that were not refused */
static uint32_t merge_count;   /* merges that gave a table back */

static uint32_t draw(uint32_t limit) {
  return (uint32_t)random_below(&seed, limit);
}

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

/* Around the seams of tables, so that ranges meet and go across. */
static uint64_t draw_va(void) {
  static const uint64_t seams[4] = {0, GIB_1, 3 * MIB_2, GIB_1 + 510 * MIB_2};
  uint64_t base = rig.model->is_high_half ? (uint64_t)0xFFFF << 48 : 0;
  uint64_t last = ((uint64_t)1 << 48) - 4 * MIB_2; /* of the half */
  uint64_t offset = draw(5) == 0 ? last : seams[draw(4)];
  offset += draw(3) * MIB_2;
  return base + offset + (draw(2) == 0 ? 0 : draw(512) * KIB_4);
}

static uint64_t draw_length(void) {
  static const uint64_t lengths[10] = {KIB_4,         3 * KIB_4, 61 * KIB_4, 100 * KIB_4,   MIB_2 - KIB_4,
                                       MIB_2 + KIB_4, MIB_2,     2 * MIB_2,  GIB_1 - MIB_2, GIB_1};
  return lengths[draw(20) < 2 ? 8 + draw(2) : draw(8)];
}

static struct pw_attributes draw_attributes(void) {
  struct pw_attributes choices[4] = {pw_attributes_kernel_data(), pw_attributes_kernel_text(),
                                     pw_attributes_kernel_rodata(), pw_attributes_device()};
  struct pw_attributes attributes = choices[draw(4)];
  attributes.global = draw(8) == 0;
  attributes.software = (uint8_t)draw(2);
  return attributes;
}

/* Half of the targets are aligned as their addresses are. */
static struct mapping_range draw_range(void) {
  static const uint64_t limits[4] = {KIB_4, MIB_2, MIB_2, GIB_1};
  struct mapping_range range = {.va = draw_va(), .length = draw_length(), .limit = limits[draw(4)]};
  range.pa = range.va % (16 * GIB_1) + draw(4) * GIB_1;
  if (draw(2) == 0) {
    range.pa += draw(2) == 0 ? MIB_2 : draw(512) * KIB_4;
  }
  if (range.limit == KIB_4 && range.length >= GIB_1 - MIB_2) {
    range.length = MIB_2;
  }
  return range;
}

/* Half of the ranges to be unmapped or protected begin where something is mapped. */
static struct mapping_range draw_mapped_range(void) {
  struct mapping_range range = draw_range();
  if (draw(2) == 0 && rig.model->count > 0) {
    const struct mapping *mapping = &rig.model->mappings[draw(rig.model->count)];
    range.va = mapping->va + (draw(2) == 0 ? 0 : draw((uint32_t)(mapping->size / KIB_4)) * KIB_4);
    range.length = draw(3) == 0 ? mapping->size : range.length;
  }
  return range;
}

/* The parts of a block of 2 MiB or 1 GiB, most times: their target may not be aligned, or some of them be different. */
static struct mapping_range make_parts(void) {
  struct pw_attributes attributes = draw_attributes();
  struct mapping_range range = draw_mapped_range();
  range.length = draw(3) == 0 ? GIB_1 : MIB_2;
  range.va &= ~(range.length - 1);
  range.pa = draw(16) * GIB_1 + (draw(4) == 0 ? range.length / 512 : 0);
  range.limit = range.length / 512;
  must(paging_rig_unmap_range(&rig, &range, NULL));
  must(paging_rig_map_range(&rig, &range, &attributes, NULL));
  if (draw(4) == 0) {
    struct mapping_range part = {.va = range.va + draw(512) * KIB_4, .length = KIB_4};
    attributes = draw_attributes();
    must(paging_rig_protect_range(&rig, &part, &attributes, NULL));
  }
  range.limit = GIB_1;
  return range;
}

static void merge_step(void) {
  struct mapping_range range = draw(2) == 0 ? make_parts() : draw_mapped_range();
  struct pw_address_space_stats before = {.table_count = 0};
  struct pw_address_space_stats behind = {.table_count = 0};
  assert_int_equal(pw_address_space_stats(rig.space, &before), PW_OK);
  must(paging_rig_merge_range(&rig, &range, NULL));
  assert_int_equal(pw_address_space_stats(rig.space, &behind), PW_OK);
  merge_count += behind.table_count < before.table_count;
}

static void range_step(void) {
  struct pw_attributes attributes = draw_attributes();
  struct mapping_range range = draw_range();
  enum pw_status status = PW_ERR_CORRUPT;
  uint32_t choice = draw(3);
  if (choice == 0) {
    must(paging_rig_map_range(&rig, &range, &attributes, &status));
  } else {
    range = draw_mapped_range();
    must(choice == 1 ? paging_rig_unmap_range(&rig, &range, &status)
                     : paging_rig_protect_range(&rig, &range, &attributes, &status));
  }
  done_count[choice] += status == PW_OK;
}

static void single_step(void) {
  struct pw_attributes attributes = draw_attributes();
  uint64_t size = draw(4) == 0 ? MIB_2 : KIB_4;
  uint64_t va = draw_va() & ~(size - 1);
  if (draw(2) == 0) {
    must(paging_rig_map(&rig, va, size, draw(1u << 16) * size, &attributes, NULL));
  } else {
    must(paging_rig_unmap(&rig, va, size, NULL));
  }
}

static void step(void) {
  uint32_t choice = draw(100);
  if (choice < 55) {
    range_step();
  } else if (choice < 60) {
    merge_step();
  } else if (choice < 85) {
    single_step();
  } else if (choice < 90) {
    rig.budget = draw(3) == 0 ? RIG_UNLIMITED : draw(8);
  } else if (choice < 94) {
    must(paging_rig_set_source(&rig, (enum rig_source)draw(RIG_SOURCE_COUNT), NULL));
  } else if (choice < 98) {
    must(draw(2) == 0 ? paging_rig_take_data(&rig) : paging_rig_return_data(&rig, draw(128)));
  } else {
    must(paging_rig_compare(&rig));
  }
}

static void space_step(void) {
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

static void run(enum rig_source source, enum pw_half half, uint64_t first_seed, void (*one_step)(void)) {
  seed = first_seed;
  for (uint32_t i = 0; i < 3; i++) {
    done_count[i] = 0;
  }
  merge_count = 0;
  must(paging_rig_create(&rig, source, half, 7));
  for (uint32_t i = 0; i < STEPS; i++) {
    if (i == STEPS / 2) {
      paging_rig_add_range_invalidation(&rig);
    }
    one_step();
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
  /* A run in which everything was refused would show nothing. */
  for (uint32_t i = 0; i < 3; i++) {
    assert_in_range(done_count[i], STEPS / 80, STEPS);
  }
  assert_in_range(merge_count, STEPS / 400, STEPS);
}

static void random_ranges_in_the_lower_half_agree_with_the_dictionary(void **state) {
  (void)state;
  run(RIG_SOURCE_BUDDY_CHAIN, PW_HALF_LOW, 1, step);
}

static void random_ranges_in_the_upper_half_agree_with_the_dictionary(void **state) {
  (void)state;
  run(RIG_SOURCE_POOL, PW_HALF_HIGH, 2, step);
}

static void random_ranges_on_a_failing_source_agree_with_the_dictionary(void **state) {
  (void)state;
  run(RIG_SOURCE_CUSTOM, PW_HALF_LOW, 3, step);
}

static void random_ranges_of_spaces_that_share_a_source_agree_with_the_dictionaries(void **state) {
  (void)state;
  run(RIG_SOURCE_CUSTOM_CHAIN, PW_HALF_LOW, 4, space_step);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_ranges_in_the_lower_half_agree_with_the_dictionary),
      cmocka_unit_test(random_ranges_in_the_upper_half_agree_with_the_dictionary),
      cmocka_unit_test(random_ranges_on_a_failing_source_agree_with_the_dictionary),
      cmocka_unit_test(random_ranges_of_spaces_that_share_a_source_agree_with_the_dictionaries),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
