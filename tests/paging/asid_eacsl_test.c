/*
 * A pool of ASIDs with the contracts checked that E-ACSL can execute (SOUNDNESS.md says which): its invariant, its
 * marks and the ghost maps that say whose a number is, before and after every call. A clause that does not hold aborts
 * with its text. A contract looks at all numbers, so calls are few, and most numbers are marked by hand. No CPU is out
 * of range: E-ACSL looks at \old of its place all the same. asid_test has that.
 */
#include <pagewright/asid.h>

#include "tests/support/check.h"

#define CPUS     2u
#define CONTEXTS 5u

static uint64_t marks[PW_ASID_WORD_COUNT_8];
static struct pw_asid_context active[CPUS];
static struct pw_asid_context contexts[CONTEXTS];
static struct pw_asid_pool pool;

static void start(void) {
  CHECK(pw_asid_words(8) == PW_ASID_WORD_COUNT_8 && pw_asid_words(16) == PW_ASID_WORD_COUNT_16 &&
        pw_asid_words(9) == 0);
  CHECK(pw_asid_init(&pool, 9, marks, PW_ASID_WORD_COUNT_8, active, CPUS) == PW_ERR_INVALID_ARGUMENT);
  CHECK(pw_asid_init(&pool, 16, marks, PW_ASID_WORD_COUNT_8, active, CPUS) == PW_ERR_METADATA_TOO_SMALL);
  CHECK(pw_asid_init(&pool, 8, marks, PW_ASID_WORD_COUNT_8, active, CPUS) == PW_OK);
  CHECK(pw_asid_check(&pool) == PW_OK);
}

static uint16_t get(uint32_t i, unsigned char flush) {
  bool needs_flush = 0;
  CHECK(pw_asid_get(&pool, &contexts[i], &needs_flush) == PW_OK);
  CHECK(needs_flush == flush);
  return contexts[i].asid;
}

static void numbers_are_given_kept_and_taken_back(void) {
  CHECK(get(0, 0) == 1 && get(1, 0) == 2 && get(0, 0) == 1);
  CHECK(pw_asid_activate(&pool, 0, &contexts[0]) == PW_OK);
  CHECK(pw_asid_activate(&pool, 1, &contexts[4]) == PW_ERR_STALE_ASID);
  CHECK(pw_asid_free(&pool, &contexts[0]) == PW_ERR_IN_USE);
  CHECK(pw_asid_free(&pool, &contexts[1]) == PW_OK);
  CHECK(contexts[1].asid == 0 && get(2, 0) == 2);
  CHECK(pw_asid_flushed(&pool, 2) == PW_ERR_OUT_OF_RANGE);
}

/* All numbers are given out: the next is of a new generation, in which what a CPU runs keeps its number. */
static void a_generation_ends(void) {
  struct pw_asid_stats stats;
  for (uint32_t i = 0; i < PW_ASID_WORD_COUNT_8; i++) {
    marks[i] = UINT64_MAX;
  }
  CHECK(get(3, 1) == 2 && pool.generation == 2);
  CHECK(pw_asid_activate(&pool, 1, &contexts[3]) == PW_ERR_STALE_ASID);
  CHECK(pw_asid_flushed(&pool, 2) == PW_OK && pw_asid_flushed(&pool, 1) == PW_OK);
  CHECK(pw_asid_activate(&pool, 1, &contexts[3]) == PW_OK);
  CHECK(pw_asid_activate(&pool, 0, &contexts[2]) == PW_ERR_STALE_ASID);
  CHECK(get(0, 0) == 1 && get(2, 0) == 3);
  CHECK(pw_asid_stats(&pool, &stats) == PW_OK);
  CHECK(stats.generation == 2 && stats.free_count == 252 && stats.active_count == 2 && !stats.is_flush_due);
  CHECK(pw_asid_check(&pool) == PW_OK);
  CHECK(pw_asid_deactivate(&pool, 0) == PW_OK && pw_asid_free(&pool, &contexts[0]) == PW_OK);
}

static void generations_run_out(void) {
  bool needs_flush = 0;
  for (uint32_t i = 0; i < PW_ASID_WORD_COUNT_8; i++) {
    marks[i] = UINT64_MAX;
  }
  pool.generation = INT64_MAX;
  CHECK(pw_asid_get(&pool, &contexts[4], &needs_flush) == PW_ERR_NO_MEMORY);
  CHECK(contexts[4].asid == 0);
}

int main(void) {
  start();
  numbers_are_given_kept_and_taken_back();
  a_generation_ends();
  generations_run_out();
  return check_summary();
}
