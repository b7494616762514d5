/*
 * ASIDs: statistics and the check, which only read; and that numbers are unique.
 */
#include <pagewright/asid.h>

#include <stddef.h>

#include "src/paging/asid_marks.h"
#include "src/paging/asid_state.h"

/*@ // Two contexts of the current generation never have the same number,
    lemma pw_asid_unique{L}: \forall struct pw_asid_pool *pool, struct pw_asid_context *c, struct pw_asid_context *d;
      pw_asid_context_valid(pool, c) && pw_asid_context_valid(pool, d) && pw_asid_current(pool, c) &&
      pw_asid_current(pool, d) && c->asid == d->asid ==> c == d;

    // and CPUs never run two contexts under the same number.
    lemma pw_asid_unique_on_cpus{L}: \forall struct pw_asid_pool *pool, struct pw_asid_context *c,
      struct pw_asid_context *d, integer j, k;
      pw_asid_pool_valid(pool) && pw_asid_context_valid(pool, c) && pw_asid_context_valid(pool, d) &&
      0 <= j < pool->cpu_count && 0 <= k < pool->cpu_count && pw_asid_runs(pool, c, j) && pw_asid_runs(pool, d, k) &&
      c->asid == d->asid ==> c == d;
*/

/*@ requires memory: pw_asid_memory(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures count: \result == pw_asid_free_below(pool, pw_asid_count(pool));
*/
static uint32_t free_count(const struct pw_asid_pool *pool) {
  uint32_t count = 0u;
  /*@ loop invariant range: 0 <= i <= pw_asid_count(pool);
      loop invariant count: count == pw_asid_free_below(pool, i);
      loop invariant bound: count <= i;
      loop assigns i, count;
      loop variant pw_asid_count(pool) - i; */
  for (uint32_t i = 0u; i < pool->word_count * PW_ASID_NUMBERS_A_WORD; i++) {
    if (!pw_asid_mark_test(pool, i)) {
      count++;
    }
  }
  return count;
}

/*@ requires memory: pw_asid_memory(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures count: \result == pw_asid_active_below(pool, pool->cpu_count);
*/
static uint32_t active_count(const struct pw_asid_pool *pool) {
  uint32_t count = 0u;
  /*@ loop invariant range: 0 <= i <= pool->cpu_count;
      loop invariant count: count == pw_asid_active_below(pool, i);
      loop invariant bound: count <= i;
      loop assigns i, count;
      loop variant pool->cpu_count - i; */
  for (uint32_t i = 0u; i < pool->cpu_count; i++) {
    if (pool->active[i].asid != PW_ASID_NO_NUMBER) {
      count++;
    }
  }
  return count;
}

enum pw_status pw_asid_stats(const struct pw_asid_pool *pool, struct pw_asid_stats *stats) {
  if (pool == NULL || stats == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint32_t unmarked_count = free_count(pool);
  uint32_t busy_count = active_count(pool);
  stats->generation = pool->generation;
  stats->asid_count = pool->word_count * PW_ASID_NUMBERS_A_WORD;
  stats->free_count = unmarked_count;
  stats->active_count = busy_count;
  stats->is_flush_due = pool->flushed_generation != pool->generation;
  return PW_OK;
}

/*@ requires memory: pw_asid_memory(pool);
    requires range: pool->first_word <= pool->word_count;
    terminates \true; exits \false; assigns \nothing;
    ensures full: \result <==> \forall integer a; 0 <= a < pool->first_word * 64 ==> pw_asid_marked(pool, a);
*/
static bool is_full_below(const struct pw_asid_pool *pool) {
  /*@ loop invariant range: 0 <= i <= pool->first_word * 64;
      loop invariant full: \forall integer a; 0 <= a < i ==> pw_asid_marked(pool, a);
      loop assigns i;
      loop variant pool->first_word * 64 - i; */
  for (uint32_t i = 0u; i < pool->first_word * PW_ASID_NUMBERS_A_WORD; i++) {
    if (!pw_asid_mark_test(pool, i)) {
      return false;
    }
  }
  return true;
}

/*@ requires memory: pw_asid_memory(pool);
    requires range: cpu < pool->cpu_count;
    terminates \true; exits \false; assigns \nothing;
    ensures sound: \result <==> PW_ASID_ACTIVE_SOUND(pool, cpu);
*/
static bool is_active_sound(const struct pw_asid_pool *pool, uint32_t cpu) {
  uint32_t asid = pool->active[cpu].asid;
  int64_t generation = pool->active[cpu].generation;
  if (asid == PW_ASID_NO_NUMBER) {
    return true;
  }
  return asid / PW_ASID_NUMBERS_A_WORD < pool->word_count && generation > 0 && generation <= pool->generation &&
         pw_asid_mark_test(pool, asid);
}

/*@ requires memory: pw_asid_memory(pool);
    requires range: cpu < pool->cpu_count && other < pool->cpu_count;
    terminates \true; exits \false; assigns \nothing;
    ensures sound: \result <==> PW_ASID_PAIR_SOUND(pool, cpu, other);
*/
static bool is_pair_sound(const struct pw_asid_pool *pool, uint32_t cpu, uint32_t other) {
  bool is_same = pool->active[cpu].asid == pool->active[other].asid && pool->active[cpu].asid != PW_ASID_NO_NUMBER;
  return !is_same || pool->active[cpu].generation == pool->active[other].generation;
}

/*@ requires memory: pw_asid_memory(pool);
    requires range: cpu < pool->cpu_count;
    terminates \true; exits \false; assigns \nothing;
    ensures sound: \result <==> \forall integer k; 0 <= k < pool->cpu_count ==> PW_ASID_PAIR_SOUND(pool, cpu, k);
*/
static bool are_pairs_sound(const struct pw_asid_pool *pool, uint32_t cpu) {
  /*@ loop invariant range: 0 <= i <= pool->cpu_count;
      loop invariant sound: \forall integer k; 0 <= k < i ==> PW_ASID_PAIR_SOUND(pool, cpu, k);
      loop assigns i;
      loop variant pool->cpu_count - i; */
  for (uint32_t i = 0u; i < pool->cpu_count; i++) {
    if (!is_pair_sound(pool, cpu, i)) {
      return false;
    }
  }
  return true;
}

/*@ requires memory: pw_asid_memory(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures sound: \result <==> pw_asid_actives_sound(pool) && pw_asid_pairs_sound(pool);
*/
static bool are_cpus_sound(const struct pw_asid_pool *pool) {
  /*@ loop invariant range: 0 <= i <= pool->cpu_count;
      loop invariant active: \forall integer k; 0 <= k < i ==> PW_ASID_ACTIVE_SOUND(pool, k);
      loop invariant pairs: \forall integer j, k; 0 <= j < i && 0 <= k < pool->cpu_count ==>
        PW_ASID_PAIR_SOUND(pool, j, k);
      loop assigns i;
      loop variant pool->cpu_count - i; */
  for (uint32_t i = 0u; i < pool->cpu_count; i++) {
    if (!is_active_sound(pool, i) || !are_pairs_sound(pool, i)) {
      return false;
    }
  }
  return true;
}

enum pw_status pw_asid_check(const struct pw_asid_pool *pool) {
  if (pool == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  bool is_ordered = pool->generation > 0 && pool->flushed_generation <= pool->generation;
  if (!is_ordered || pool->first_word > pool->word_count || !pw_asid_mark_test(pool, PW_ASID_NO_NUMBER)) {
    return PW_ERR_CORRUPT;
  }
  return is_full_below(pool) && are_cpus_sound(pool) ? PW_OK : PW_ERR_CORRUPT;
}
