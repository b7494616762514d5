/*
 * Long random histories of ASIDs beside their model and its TLBs, everything compared again and again. The seeds are
 * fixed, so a failure repeats itself; the message names seed and step.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/model/asid_pair.h"
#include "tests/model/random.h"

static struct asid_pair pair;
static uint64_t random_state;

static void require(bool ok, uint64_t seed, uint32_t step) {
  if (!ok) {
    fail_msg("seed %llu, step %u: %s", (unsigned long long)seed, step, pair.failure);
  }
}

static void run_history(uint64_t seed, uint32_t bits, uint32_t cpu_count, uint32_t context_count, uint32_t step_count,
                        uint32_t compare_every) {
  random_state = seed * 0x9e3779b97f4a7c15ull + 1;
  require(asid_pair_create(&pair, bits, cpu_count, context_count), seed, 0);
  for (uint32_t step = 0; step < step_count; step++) {
    uint64_t number = random_next(&random_state);
    require(asid_pair_step(&pair, (uint8_t)number, (uint16_t)(number >> 8), (uint8_t)(number >> 24)), seed, step);
    require(step % compare_every != 0 || asid_pair_compare(&pair), seed, step);
  }
  require(asid_pair_compare(&pair), seed, step_count);
}

static void x12_random_histories_follow_the_model_and_no_cpu_uses_what_another_left_in_tlbs(void **state) {
  (void)state;
  static const uint32_t cpu_counts[] = {1, 2, 4, 8, 100};
  uint64_t rollover_count = 0;
  for (uint64_t seed = 0; seed < 60; seed++) {
    run_history(seed, 8, cpu_counts[seed % 5], 200 + (uint32_t)seed * 7, 1500, 10);
    rollover_count += pair.rollover_count;
  }
  assert_true(rollover_count > 1000);
}

static void x12_with_a_cpu_for_every_number_all_can_be_in_use(void **state) {
  (void)state;
  uint32_t refused_count = 0;
  require(asid_pair_create(&pair, 8, 300, 600), 0, 0);
  for (uint32_t i = 0; i < 300; i++) {
    enum pw_status status = PW_OK;
    require(asid_pair_switch(&pair, i, i, &status), 0, i);
    refused_count += status == PW_ERR_NO_MEMORY ? 1 : 0;
  }
  assert_int_equal(refused_count, 300 - 255);
  for (uint64_t seed = 0; seed < 10; seed++) {
    run_history(seed, 8, 300, 600, 1000, 20);
  }
}

static void x12_sixteen_bits_follow_the_model(void **state) {
  (void)state;
  require(asid_pair_create(&pair, 16, 4, 66000), 0, 0);
  for (uint32_t i = 0; i < 66000; i++) {
    bool is_run = i % 1000 == 0;
    require(is_run ? asid_pair_switch(&pair, i / 1000 % 4, i, NULL) : asid_pair_get(&pair, i, NULL), 0, i);
  }
  assert_int_equal(pair.rollover_count, 1);
  require(asid_pair_compare(&pair), 0, 66000);
  run_history(1, 16, 4, 66000, 2000, 500);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(x12_random_histories_follow_the_model_and_no_cpu_uses_what_another_left_in_tlbs),
      cmocka_unit_test(x12_with_a_cpu_for_every_number_all_can_be_in_use),
      cmocka_unit_test(x12_sixteen_bits_follow_the_model),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
