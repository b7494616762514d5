/*
 * ASIDs: the calls. Arguments are checked here, and changed is the pool in asid_state.c.
 */
#include <pagewright/asid.h>

#include <stddef.h>

#include "src/paging/asid_marks.h"
#include "src/paging/asid_state.h"

uint32_t pw_asid_words(uint32_t asid_bits) {
  switch (asid_bits) {
  case 8u:
    return PW_ASID_WORD_COUNT_8;
  case 16u:
    return PW_ASID_WORD_COUNT_16;
  default:
    return 0u;
  }
}

/*@ requires active: \valid(active + (0 .. cpu_count - 1));
    terminates \true; exits \false; assigns active[0 .. cpu_count - 1];
    ensures idle: \forall integer k; 0 <= k < cpu_count ==> active[k].asid == 0;
*/
static void clear_active(struct pw_asid_context *active, uint32_t cpu_count) {
  /*@ loop invariant range: 0 <= i <= cpu_count;
      loop invariant idle: \forall integer k; 0 <= k < i ==> active[k].asid == 0;
      loop assigns i, active[0 .. cpu_count - 1];
      loop variant cpu_count - i; */
  for (uint32_t i = 0u; i < cpu_count; i++) {
    active[i].generation = 0;
    active[i].asid = PW_ASID_NO_NUMBER;
  }
}

/*@ ghost
  /@ terminates \true; exits \false; assigns PW_ASID_STAMPS;
     ensures zero: \forall integer a; 0 <= a < PW_ASID_LIMIT ==> pw_asid_stamp[a] == 0;
  @/
  static void clear_stamps(void) {
    uint32_t i = 0u;
    /@ loop invariant range: 0 <= i <= PW_ASID_LIMIT;
       loop invariant zero: \forall integer a; 0 <= a < i ==> pw_asid_stamp[a] == 0;
       loop assigns i, pw_asid_stamp[0 .. PW_ASID_LIMIT - 1];
       loop variant PW_ASID_LIMIT - i; @/
    while (i < PW_ASID_LIMIT) {
      pw_asid_stamp[i] = 0;
      i = i + 1u;
    }
  }
*/

enum pw_status pw_asid_init(struct pw_asid_pool *pool, uint32_t asid_bits, uint64_t *marks, uint32_t word_count,
                            struct pw_asid_context *active, uint32_t cpu_count) {
  uint32_t needed_count = pw_asid_words(asid_bits);
  if (pool == NULL || marks == NULL || active == NULL || cpu_count == 0u || needed_count == 0u) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (word_count < needed_count) {
    return PW_ERR_METADATA_TOO_SMALL;
  }
  pool->marks = marks;
  pool->active = active;
  pool->generation = 1;
  pool->flushed_generation = 1;
  pool->word_count = needed_count;
  pool->cpu_count = cpu_count;
  pool->first_word = 0u;
  clear_active(active, cpu_count);
  pw_asid_marks_clear(pool);
  pw_asid_mark_set(pool, PW_ASID_NO_NUMBER);
  //@ ghost clear_stamps();
  //@ assert memory: pw_asid_memory(pool);
  //@ assert marked: pw_asid_packed(pool);
  //@ assert active: pw_asid_actives_sound(pool) && pw_asid_pairs_sound(pool) && pw_asid_linked(pool);
  //@ assert stamped: pw_asid_stamped(pool);
  return PW_OK;
}

enum pw_status pw_asid_get(struct pw_asid_pool *pool, struct pw_asid_context *context, bool *needs_flush) {
  if (pool == NULL || context == NULL || needs_flush == NULL || !pw_asid_state_in_range(pool, context)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  /*@ assert alone: pw_asid_current(pool, context) ==> \forall integer k;
        0 <= k < pool->cpu_count && pool->active[k].asid == context->asid ==> pw_asid_runs(pool, context, k); */
  if (context->generation != pool->generation) {
    enum pw_status status = pw_asid_state_refresh(pool, context);
    if (status != PW_OK) {
      return status;
    }
  }
  *needs_flush = pool->flushed_generation != pool->generation;
  return PW_OK;
}

enum pw_status pw_asid_flushed(struct pw_asid_pool *pool, int64_t generation) {
  if (pool == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (generation > pool->generation) {
    return PW_ERR_OUT_OF_RANGE;
  }
  /* Another CPU may have said so of a later generation meanwhile. */
  if (generation > pool->flushed_generation) {
    pw_asid_state_flushed(pool, generation);
  }
  return PW_OK;
}

enum pw_status pw_asid_activate(struct pw_asid_pool *pool, uint32_t cpu, const struct pw_asid_context *context) {
  if (pool == NULL || context == NULL || !pw_asid_state_in_range(pool, context)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (cpu >= pool->cpu_count) {
    return PW_ERR_OUT_OF_RANGE;
  }
  if (context->generation != pool->generation || pool->flushed_generation != pool->generation) {
    return PW_ERR_STALE_ASID;
  }
  pw_asid_state_activate(pool, cpu, context->asid, context->generation);
  return PW_OK;
}

enum pw_status pw_asid_deactivate(struct pw_asid_pool *pool, uint32_t cpu) {
  if (pool == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (cpu >= pool->cpu_count) {
    return PW_ERR_OUT_OF_RANGE;
  }
  pw_asid_state_activate(pool, cpu, PW_ASID_NO_NUMBER, 0);
  return PW_OK;
}

enum pw_status pw_asid_free(struct pw_asid_pool *pool, struct pw_asid_context *context) {
  if (pool == NULL || context == NULL || !pw_asid_state_in_range(pool, context)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (pw_asid_state_running(pool, context)) {
    return PW_ERR_IN_USE;
  }
  if (context->generation == pool->generation) {
    pw_asid_state_take_back(pool, context);
  } else {
    pw_asid_state_drop(pool, context);
  }
  return PW_OK;
}
