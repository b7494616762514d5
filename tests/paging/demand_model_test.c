/*
 * Random operations on demand regions, each compared with a naive model. Everything that is drawn comes from a fixed
 * seed, so that a failure can be repeated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/model/demand_pair.h"
#include "tests/model/random.h"

#define STEPS 20000u

static struct demand_pair pair;
static uint64_t seed;

static uint32_t draw(uint32_t limit) {
  return (uint32_t)random_below(&seed, limit);
}

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", pair.failure);
  }
}

/* What a random walk has to have met, or it has shown nothing. */
struct met {
  uint32_t mapped;
  uint32_t most_pages;
  uint32_t most_regions;
};

static struct met run(bool is_high_half, uint64_t first_seed) {
  struct met met = {0, 0, 0};
  seed = first_seed;
  must(demand_pair_create(&pair, is_high_half));
  for (uint32_t i = 0; i < STEPS; i++) {
    must(demand_pair_step(&pair, (uint8_t)draw(256), (uint16_t)draw(65536), (uint8_t)draw(256), (uint8_t)draw(256)));
    met.most_pages = pair.page_count > met.most_pages ? pair.page_count : met.most_pages;
    met.most_regions = pair.model_count > met.most_regions ? pair.model_count : met.most_regions;
  }
  met.mapped = (uint32_t)pair.faults;
  must(demand_pair_finish(&pair));
  demand_pair_release(&pair);
  return met;
}

static void must_have_met(struct met met) {
  assert_true(met.mapped > STEPS / 100);
  assert_true(met.most_pages > DEMAND_PAIR_FRAMES / 2);
  assert_int_equal(met.most_regions, DEMAND_PAIR_REGIONS);
}

static void x17_x18_x19_random_operations_in_the_lower_half_agree_with_the_model(void **state) {
  (void)state;
  must_have_met(run(false, 1));
  must_have_met(run(false, 2));
}

static void x17_x18_x19_random_operations_in_the_upper_half_agree_with_the_model(void **state) {
  (void)state;
  must_have_met(run(true, 3));
  must_have_met(run(true, 4));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(x17_x18_x19_random_operations_in_the_lower_half_agree_with_the_model),
      cmocka_unit_test(x17_x18_x19_random_operations_in_the_upper_half_agree_with_the_model),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
