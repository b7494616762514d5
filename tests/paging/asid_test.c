/* ASIDs: numbers of a generation, rollover, and what CPUs that run keep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/asid.h>

#define CPUS     3u
#define CONTEXTS 70000u

static uint64_t marks[PW_ASID_WORD_COUNT_16];
static struct pw_asid_context active[CPUS];
static struct pw_asid_context contexts[CONTEXTS];
static struct pw_asid_pool pool;

static void start(uint32_t bits, uint32_t cpu_count) {
  memset(contexts, 0, sizeof contexts);
  memset(marks, 0x5a, sizeof marks);
  memset(active, 0x5a, sizeof active);
  assert_int_equal(pw_asid_init(&pool, bits, marks, PW_ASID_WORD_COUNT_16, active, cpu_count), PW_OK);
}

static int set_up(void **state) {
  (void)state;
  start(8, CPUS);
  return 0;
}

static int check(void **state) {
  (void)state;
  assert_int_equal(pw_asid_check(&pool), PW_OK);
  return 0;
}

static bool get(uint32_t context) {
  bool needs_flush = true;
  assert_int_equal(pw_asid_get(&pool, &contexts[context], &needs_flush), PW_OK);
  return needs_flush;
}

static void run(uint32_t cpu, uint32_t context) {
  if (get(context)) {
    assert_int_equal(pw_asid_flushed(&pool, contexts[context].generation), PW_OK);
  }
  assert_int_equal(pw_asid_activate(&pool, cpu, &contexts[context]), PW_OK);
}

static void get_all(uint32_t first, uint32_t last) {
  for (uint32_t i = first; i <= last; i++) {
    (void)get(i);
  }
}

static uint32_t free_count(void) {
  struct pw_asid_stats stats;
  assert_int_equal(pw_asid_stats(&pool, &stats), PW_OK);
  return stats.free_count;
}

static void x12_a_generation_gives_each_number_but_0_once_lowest_first(void **state) {
  (void)state;
  for (uint32_t i = 0; i < 255; i++) {
    assert_int_equal(free_count(), 255 - i);
    assert_false(get(i));
    assert_int_equal(contexts[i].asid, i + 1);
    assert_int_equal(contexts[i].generation, 1);
  }
  get_all(0, 254);
  assert_int_equal(contexts[17].asid, 18);
  assert_int_equal(pool.generation, 1);
}

static void x12_the_next_generation_asks_for_a_flush_until_it_is_done(void **state) {
  (void)state;
  get_all(0, 254);
  assert_true(get(255));
  assert_int_equal(contexts[255].asid, 1);
  assert_int_equal(contexts[255].generation, 2);
  assert_true(get(255));
  assert_int_equal(pw_asid_activate(&pool, 0, &contexts[255]), PW_ERR_STALE_ASID);
  assert_int_equal(active[0].asid, 0);
  assert_true(get(200));
  assert_int_equal(pw_asid_flushed(&pool, 1), PW_OK); /* of the generation before: too early */
  assert_true(get(200));
  assert_int_equal(pw_asid_flushed(&pool, 2), PW_OK);
  assert_false(get(200));
  assert_false(get(255));
  assert_int_equal(pw_asid_flushed(&pool, 1), PW_OK); /* by a CPU that comes late */
  assert_false(get(255));
  assert_int_equal(pw_asid_activate(&pool, 0, &contexts[255]), PW_OK);
}

static void x12_a_context_keeps_its_number_in_the_next_generation_while_it_is_free(void **state) {
  (void)state;
  get_all(0, 255);
  (void)get(99);
  assert_int_equal(contexts[99].asid, 100);
  assert_int_equal(contexts[99].generation, 2);
  (void)get(0); /* whose number context 255 has */
  assert_int_equal(contexts[0].asid, 2);
  (void)get(1); /* whose number context 0 has now */
  assert_int_equal(contexts[1].asid, 3);
}

static void x12_what_cpus_run_keeps_its_number_over_generations(void **state) {
  (void)state;
  run(0, 0);
  run(1, 1);
  run(2, 1);
  get_all(2, 254);
  assert_true(get(255));
  assert_int_equal(contexts[255].asid, 3); /* 1 and 2 are run under */
  assert_int_equal(free_count(), 255 - 3);
  get_all(256, 256 + 251); /* the rest of this generation */
  assert_int_equal(free_count(), 0);
  assert_true(get(600));
  assert_int_equal(pool.generation, 3);
  assert_int_equal(contexts[600].asid, 3);
  assert_int_equal(contexts[1].generation, 1); /* it runs, and never asked */
  assert_true(get(1));
  assert_int_equal(contexts[1].asid, 2);
  assert_int_equal(contexts[1].generation, 3);
  assert_int_equal(active[1].generation, 3);
  assert_int_equal(active[2].generation, 3);
  assert_int_equal(active[0].generation, 1);
}

static void x12_a_number_run_under_in_an_older_generation_is_not_given_to_its_older_holder(void **state) {
  (void)state;
  get_all(0, 254);
  assert_true(get(255)); /* generation 2: context 255 has the number of context 0 */
  assert_int_equal(pw_asid_flushed(&pool, 2), PW_OK);
  run(0, 255);
  get_all(300, 300 + 253);
  assert_true(get(600)); /* generation 3 */
  (void)get(0);          /* generation 1, number 1: run by context 255 now */
  assert_int_not_equal(contexts[0].asid, 1);
  (void)get(255);
  assert_int_equal(contexts[255].asid, 1);
}

static void x12_a_number_given_back_is_free_at_once_and_one_that_a_cpu_left_is_not(void **state) {
  (void)state;
  get_all(0, 9);
  assert_int_equal(pw_asid_free(&pool, &contexts[3]), PW_OK);
  assert_int_equal(contexts[3].asid, 0);
  assert_int_equal(contexts[3].generation, 0);
  assert_int_equal(pw_asid_free(&pool, &contexts[3]), PW_OK); /* nothing is left to give back */
  assert_int_equal(free_count(), 246);
  assert_false(get(20));
  assert_int_equal(contexts[20].asid, 4);
  run(0, 0);
  get_all(100, 100 + 244);
  assert_true(get(400)); /* generation 2; context 0 runs on in the first */
  assert_int_equal(contexts[400].asid, 2);
  assert_int_equal(pw_asid_deactivate(&pool, 0), PW_OK);
  (void)get(0); /* TLBs may have learnt of 1 again after the flush, so that it stays marked */
  assert_int_equal(contexts[0].asid, 3);
}

static void x12_what_a_cpu_runs_cannot_be_given_back(void **state) {
  (void)state;
  run(2, 5);
  assert_int_equal(pw_asid_free(&pool, &contexts[5]), PW_ERR_IN_USE);
  assert_int_equal(contexts[5].asid, 1);
  run(2, 6);
  assert_int_equal(pw_asid_free(&pool, &contexts[5]), PW_OK);
  assert_int_equal(pw_asid_free(&pool, &contexts[6]), PW_ERR_IN_USE);
  assert_int_equal(pw_asid_deactivate(&pool, 2), PW_OK);
  assert_int_equal(pw_asid_free(&pool, &contexts[6]), PW_OK);
  assert_int_equal(free_count(), 255);
}

static void x12_sixteen_bits_give_65535_numbers(void **state) {
  (void)state;
  start(16, 1);
  run(0, 0);
  get_all(1, 65534);
  assert_int_equal(contexts[65534].asid, 65535);
  assert_int_equal(pool.generation, 1);
  assert_true(get(65535));
  assert_int_equal(contexts[65535].asid, 2);
  assert_int_equal(pool.generation, 2);
}

static void none_is_left_when_each_number_is_run_under_and_nothing_changes(void **state) {
  (void)state;
  static struct pw_asid_context many[256];
  bool needs_flush = true;
  assert_int_equal(pw_asid_init(&pool, 8, marks, 4, many, 256), PW_OK);
  for (uint32_t i = 0; i < 255; i++) {
    run(i, i);
  }
  struct pw_asid_pool before = pool;
  assert_int_equal(pw_asid_get(&pool, &contexts[255], &needs_flush), PW_ERR_NO_MEMORY);
  assert_memory_equal(&pool, &before, sizeof pool);
  assert_int_equal(contexts[255].asid, 0);
  assert_true(needs_flush);
  assert_int_equal(pw_asid_deactivate(&pool, 0), PW_OK); /* the lowest is the only one that nobody runs under */
  assert_true(get(255));
  assert_int_equal(contexts[255].asid, 1);
  run(0, 255);
  assert_int_equal(pw_asid_deactivate(&pool, 77), PW_OK);
  assert_true(get(300));
  assert_int_equal(contexts[300].asid, 78);
  assert_true(get(254)); /* runs, and keeps its number */
  assert_int_equal(contexts[254].asid, 255);
  assert_int_equal(contexts[254].generation, 3);
}

static void the_last_generation_is_the_last(void **state) {
  (void)state;
  bool needs_flush = false;
  pool.generation = INT64_MAX;
  pool.flushed_generation = INT64_MAX;
  get_all(0, 254);
  assert_int_equal(pw_asid_get(&pool, &contexts[255], &needs_flush), PW_ERR_NO_MEMORY);
  assert_int_equal(pool.generation, INT64_MAX);
  assert_int_equal(pw_asid_free(&pool, &contexts[7]), PW_OK);
  assert_int_equal(pw_asid_get(&pool, &contexts[255], &needs_flush), PW_OK);
  assert_int_equal(contexts[255].asid, 8);
}

static void pools_that_cannot_be_are_refused(void **state) {
  (void)state;
  struct pw_asid_pool before = pool;
  assert_int_equal(pw_asid_words(8), 4);
  assert_int_equal(pw_asid_words(16), 1024);
  assert_int_equal(pw_asid_words(12), 0);
  assert_int_equal(pw_asid_init(NULL, 8, marks, 4, active, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_init(&pool, 8, NULL, 4, active, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_init(&pool, 8, marks, 4, NULL, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_init(&pool, 8, marks, 4, active, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_init(&pool, 12, marks, 4, active, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_init(&pool, 8, marks, 3, active, 1), PW_ERR_METADATA_TOO_SMALL);
  assert_int_equal(pw_asid_init(&pool, 16, marks, 1023, active, 1), PW_ERR_METADATA_TOO_SMALL);
  assert_memory_equal(&pool, &before, sizeof pool);
}

static void null_pointers_and_cpus_that_are_not_there_are_refused(void **state) {
  (void)state;
  bool needs_flush = false;
  struct pw_asid_stats stats;
  (void)get(0);
  assert_int_equal(pw_asid_get(NULL, &contexts[0], &needs_flush), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_get(&pool, NULL, &needs_flush), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_get(&pool, &contexts[0], NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_flushed(NULL, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_flushed(&pool, 2), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_asid_activate(NULL, 0, &contexts[0]), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_activate(&pool, 0, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_activate(&pool, CPUS, &contexts[0]), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_asid_activate(&pool, 0, &contexts[1]), PW_ERR_STALE_ASID); /* { 0, 0 } */
  assert_int_equal(pw_asid_deactivate(NULL, 0), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_deactivate(&pool, CPUS), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_asid_free(NULL, &contexts[0]), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_free(&pool, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_stats(NULL, &stats), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_stats(&pool, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_asid_check(NULL), PW_ERR_INVALID_ARGUMENT);
}

static void the_check_finds_each_violation(void **state) {
  (void)state;
  get_all(0, 99);
  run(0, 70);
  run(1, 70);
  run(2, 80);
  const struct pw_asid_pool sound = pool;
  assert_int_equal(pool.first_word, 1);
  pool.generation = 0;
  assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  pool = sound;
  pool.flushed_generation = 2;
  assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  pool = sound;
  pool.first_word = 2;
  assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  pool.first_word = 5;
  assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  pool = sound;
  for (uint32_t asid = 0; asid < 64; asid++) {
    marks[0] ^= (uint64_t)1 << asid;
    assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
    marks[0] ^= (uint64_t)1 << asid;
  }
  pool.first_word = 0;
  assert_int_equal(pw_asid_check(&pool), PW_OK);
  marks[0] ^= 1; /* number 0 */
  assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  marks[0] ^= 1;
  marks[1] ^= (uint64_t)1 << (71 - 64); /* a number that CPUs run under */
  assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  marks[1] ^= (uint64_t)1 << (71 - 64);
  const int64_t generations[] = {-1, 0, 2};
  for (uint32_t i = 0; i < 3; i++) {
    active[2].generation = generations[i];
    assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  }
  active[2].generation = 1;
  active[2].asid = 256;
  assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  active[2].asid = 81;
  pool.generation = 2;
  active[1].generation = 2; /* two contexts under one number */
  assert_int_equal(pw_asid_check(&pool), PW_ERR_CORRUPT);
  active[1].generation = 1;
  assert_int_equal(pw_asid_check(&pool), PW_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, check)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(x12_a_generation_gives_each_number_but_0_once_lowest_first),
      TEST(x12_the_next_generation_asks_for_a_flush_until_it_is_done),
      TEST(x12_a_context_keeps_its_number_in_the_next_generation_while_it_is_free),
      TEST(x12_what_cpus_run_keeps_its_number_over_generations),
      TEST(x12_a_number_run_under_in_an_older_generation_is_not_given_to_its_older_holder),
      TEST(x12_a_number_given_back_is_free_at_once_and_one_that_a_cpu_left_is_not),
      TEST(x12_what_a_cpu_runs_cannot_be_given_back),
      TEST(x12_sixteen_bits_give_65535_numbers),
      cmocka_unit_test_setup(none_is_left_when_each_number_is_run_under_and_nothing_changes, set_up),
      TEST(the_last_generation_is_the_last),
      TEST(pools_that_cannot_be_are_refused),
      TEST(null_pointers_and_cpus_that_are_not_there_are_refused),
      TEST(the_check_finds_each_violation),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
