/*
 * State of ASIDs: questions and changes.
 */
#include "src/paging/asid_state.h"

#include "src/paging/asid_marks.h"

bool pw_asid_state_in_range(const struct pw_asid_pool *pool, const struct pw_asid_context *context) {
  if (context->asid == PW_ASID_NO_NUMBER) {
    return context->generation == 0;
  }
  return context->asid / PW_ASID_NUMBERS_A_WORD < pool->word_count && context->generation > 0 &&
         context->generation <= pool->generation;
}

/*@ requires memory: pw_asid_memory(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures used: \result <==> pw_asid_used(pool, asid);
*/
static bool is_used(const struct pw_asid_pool *pool, uint32_t asid) {
  /*@ loop invariant range: 0 <= i <= pool->cpu_count;
      loop invariant others: \forall integer k; 0 <= k < i ==> pool->active[k].asid != asid;
      loop assigns i;
      loop variant pool->cpu_count - i; */
  for (uint32_t i = 0u; i < pool->cpu_count; i++) {
    if (pool->active[i].asid == asid) {
      return true;
    }
  }
  return false;
}

/*@ requires memory: pw_asid_memory(pool);
    requires context: \valid_read(context);
    requires range: cpu < pool->cpu_count;
    terminates \true; exits \false; assigns \nothing;
    ensures runs: \result <==> PW_ASID_RUNS(pool, context, cpu);
*/
static bool runs(const struct pw_asid_pool *pool, const struct pw_asid_context *context, uint32_t cpu) {
  return context->asid != PW_ASID_NO_NUMBER && pool->active[cpu].asid == context->asid &&
         pool->active[cpu].generation == context->generation;
}

bool pw_asid_state_running(const struct pw_asid_pool *pool, const struct pw_asid_context *context) {
  /*@ loop invariant range: 0 <= i <= pool->cpu_count;
      loop invariant others: \forall integer k; 0 <= k < i ==> !PW_ASID_RUNS(pool, context, k);
      loop assigns i;
      loop variant pool->cpu_count - i; */
  for (uint32_t i = 0u; i < pool->cpu_count; i++) {
    if (runs(pool, context, i)) {
      return true;
    }
  }
  return false;
}

/* The number that is wished for if it is free, else the lowest free one, or PW_ASID_NO_NUMBER. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires range: wish < pw_asid_count(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result < pw_asid_count(pool);
    ensures none: \result == 0 <==> pw_asid_full(pool);
    ensures free: \result != 0 ==> !pw_asid_marked(pool, \result);
    ensures wished: !pw_asid_marked(pool, wish) ==> \result == wish;
    ensures unused: \result != 0 ==> !pw_asid_used(pool, \result);
    ensures lowest: \result != wish ==> \forall integer a; 0 <= a < \result ==> pw_asid_marked(pool, a);
*/
static uint32_t free_number(const struct pw_asid_pool *pool, uint32_t wish) {
  return pw_asid_mark_test(pool, wish) ? pw_asid_marks_lowest_clear(pool) : wish;
}

/* The lowest number that no CPU runs under, or PW_ASID_NO_NUMBER. It is at most one more than there are CPUs. */
/*@ requires memory: pw_asid_memory(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result < pw_asid_count(pool);
    ensures none: \result == 0 <==> pw_asid_all_used(pool);
    ensures unused: \result != 0 ==> !pw_asid_used(pool, \result);
*/
static uint32_t lowest_unused(const struct pw_asid_pool *pool) {
  uint32_t count = pool->word_count * PW_ASID_NUMBERS_A_WORD;
  /*@ loop invariant range: 1 <= asid <= count;
      loop invariant used: \forall integer a; 0 < a < asid ==> pw_asid_used(pool, a);
      loop assigns asid;
      loop variant count - asid; */
  for (uint32_t asid = 1u; asid < count; asid++) {
    if (!is_used(pool, asid)) {
      return asid;
    }
  }
  return PW_ASID_NO_NUMBER;
}

/* All words below the number's are full. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires range: asid < pw_asid_count(pool);
    requires below: \forall integer a; 0 <= a < asid ==> pw_asid_marked(pool, a);
    terminates \true; exits \false; assigns pool->first_word;
    PW_ASID_ENSURES_VALID(pool)
    ensures all_kept: pw_asid_all_kept{Pre,Post}(pool);
*/
static void advance_first_word(struct pw_asid_pool *pool, uint32_t asid) {
  pool->first_word = asid / PW_ASID_NUMBERS_A_WORD;
}

/* A generation ends and the next begins. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires more: pool->generation < PW_ASID_LAST_GENERATION;
    terminates \true; exits \false;
    assigns pool->generation, pool->first_word, pool->marks[0 .. pool->word_count - 1];
    PW_ASID_ENSURES_VALID(pool)
    ensures next: pool->generation == \old(pool->generation) + 1;
    ensures marked: \forall integer a; 0 <= a < pw_asid_count(pool) ==>
      (pw_asid_marked(pool, a) <==> a == 0 || pw_asid_used(pool, a));
    ensures all_kept: pw_asid_all_kept{Pre,Post}(pool);
*/
static void roll_over(struct pw_asid_pool *pool) {
  pool->generation++;
  pool->first_word = 0u;
  pw_asid_marks_clear(pool);
  pw_asid_mark_set(pool, PW_ASID_NO_NUMBER);
  pw_asid_marks_add_active(pool);
}

/* A free number becomes the context's. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires context: pw_asid_context_valid(pool, context);
    requires range: 0 < asid < pw_asid_count(pool);
    requires free: !pw_asid_marked(pool, asid);
    terminates \true; exits \false; assigns *context, pool->marks[0 .. pool->word_count - 1], PW_ASID_STAMPS;
    assigns PW_ASID_OWNERS \from context;
    PW_ASID_ENSURES_VALID(pool)
    ensures context_valid: pw_asid_context_valid(pool, context);
    ensures given: context->asid == asid && context->generation == pool->generation;
    ensures others: pw_asid_others{Pre,Post}(pool, context);
    ensures marked: pw_asid_marked(pool, asid);
    ensures rest: \forall integer a; 0 <= a < pw_asid_count(pool) && a != asid ==>
      (pw_asid_marked(pool, a) <==> pw_asid_marked{Pre}(pool, a));
*/
static void give(struct pw_asid_pool *pool, struct pw_asid_context *context, uint32_t asid) {
  /*@ assert nobody: \forall struct pw_asid_context *c;
        pw_asid_context_valid(pool, c) && c->generation == pool->generation ==> c->asid != asid; */
  pw_asid_mark_set(pool, asid);
  context->generation = pool->generation;
  context->asid = (uint16_t)asid;
  //@ ghost pw_asid_owner[asid] = context;
  //@ ghost pw_asid_stamp[asid] = pool->generation;
}

/* What runs under the number is of the generation now. */
/*@ requires active: \valid(active + (0 .. cpu_count - 1));
    terminates \true; exits \false; assigns active[0 .. cpu_count - 1];
    ensures asids: \forall integer k; 0 <= k < cpu_count ==> active[k].asid == \old(active[k].asid);
    ensures own: \forall integer k; 0 <= k < cpu_count && active[k].asid == asid ==> active[k].generation == generation;
    ensures rest: \forall integer k; 0 <= k < cpu_count && active[k].asid != asid ==>
      active[k].generation == \old(active[k].generation);
*/
static void renew_active(struct pw_asid_context *active, uint32_t cpu_count, uint32_t asid, int64_t generation) {
  /*@ loop invariant range: 0 <= i <= cpu_count;
      loop invariant asids: \forall integer k; 0 <= k < cpu_count ==> active[k].asid == \at(active[k].asid, Pre);
      loop invariant own: \forall integer k; 0 <= k < i && active[k].asid == asid ==>
        active[k].generation == generation;
      loop invariant rest: \forall integer k; 0 <= k < cpu_count && (i <= k || active[k].asid != asid) ==>
        active[k].generation == \at(active[k].generation, Pre);
      loop assigns i, active[0 .. cpu_count - 1];
      loop variant cpu_count - i; */
  for (uint32_t i = 0u; i < cpu_count; i++) {
    if (active[i].asid == asid) {
      active[i].generation = generation;
    }
  }
}

/* All that runs under the number is of the present generation. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires range: 0 < asid < pw_asid_count(pool);
    requires taken: pw_asid_marked(pool, asid);
    terminates \true; exits \false;
    assigns pool->active[0 .. pool->cpu_count - 1], PW_ASID_STAMPS;
    PW_ASID_ENSURES_VALID(pool)
    ensures stamp: pw_asid_stamp[asid] == pool->generation;
    ensures stamps: \forall integer a; 0 <= a < PW_ASID_LIMIT && a != asid ==>
      pw_asid_stamp[a] == \old(pw_asid_stamp[a]);
    ensures active: \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k].asid == \old(pool->active[k].asid);
*/
static void renew_number(struct pw_asid_pool *pool, uint32_t asid) {
  renew_active(pool->active, pool->cpu_count, asid, pool->generation);
  //@ ghost pw_asid_stamp[asid] = pool->generation;
}

/* The context that a CPU runs keeps its number in the generation that began meanwhile. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires context: pw_asid_context_valid(pool, context);
    requires running: pw_asid_running(pool, context);
    requires over: context->generation != pool->generation;
    terminates \true; exits \false;
    assigns *context, pool->active[0 .. pool->cpu_count - 1], PW_ASID_STAMPS;
    PW_ASID_ENSURES_VALID(pool)
    ensures context_valid: pw_asid_context_valid(pool, context);
    ensures current: pw_asid_current(pool, context);
    ensures kept: context->asid == \old(context->asid);
    ensures others: pw_asid_others{Pre,Post}(pool, context);
    ensures active: \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k].asid == \old(pool->active[k].asid);
    ensures alone: \forall integer k; 0 <= k < pool->cpu_count && pool->active[k].asid == context->asid ==>
      pw_asid_runs{Pre}(pool, context, k);
*/
static void renew(struct pw_asid_pool *pool, struct pw_asid_context *context) {
  //@ assert number: 0 < context->asid < pw_asid_count(pool);
  //@ assert last: pw_asid_stamp[context->asid] == context->generation && pw_asid_owner[context->asid] == context;
  //@ assert taken: pw_asid_marked(pool, context->asid);
  /*@ assert nobody: \forall struct pw_asid_context *c; pw_asid_context_valid(pool, c) && c->asid == context->asid ==>
        c->generation != pool->generation; */
  /*@ assert alone: \forall integer k; 0 <= k < pool->cpu_count && pool->active[k].asid == context->asid ==>
        pw_asid_runs(pool, context, k); */
  renew_number(pool, context->asid);
  context->generation = pool->generation;
}

void pw_asid_state_take_back(struct pw_asid_pool *pool, struct pw_asid_context *context) {
  uint32_t asid = context->asid;
  uint32_t word = asid / PW_ASID_NUMBERS_A_WORD;
  //@ assert unused: !pw_asid_used(pool, asid);
  pw_asid_mark_clear(pool, asid);
  if (word < pool->first_word) {
    pool->first_word = word;
  }
  context->generation = 0;
  context->asid = PW_ASID_NO_NUMBER;
  //@ ghost pw_asid_stamp[asid] = 0;
}

void pw_asid_state_drop(const struct pw_asid_pool *pool, struct pw_asid_context *context) {
  (void)pool; /* for the contract */
  context->generation = 0;
  context->asid = PW_ASID_NO_NUMBER;
}

void pw_asid_state_activate(struct pw_asid_pool *pool, uint32_t cpu, uint16_t asid, int64_t generation) {
  pool->active[cpu].generation = generation;
  pool->active[cpu].asid = asid;
}

void pw_asid_state_flushed(struct pw_asid_pool *pool, int64_t generation) {
  pool->flushed_generation = generation;
}

/* A free number for the context. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires context: pw_asid_context_valid(pool, context);
    requires some: !pw_asid_full(pool);
    terminates \true; exits \false;
    assigns *context, pool->first_word, pool->marks[0 .. pool->word_count - 1], PW_ASID_STAMPS;
    assigns PW_ASID_OWNERS \from context;
    PW_ASID_ENSURES_VALID(pool)
    ensures context_valid: pw_asid_context_valid(pool, context);
    ensures others: pw_asid_others{Pre,Post}(pool, context);
    ensures fresh: !pw_asid_marked{Pre}(pool, context->asid);
    ensures current: pw_asid_current(pool, context);
    ensures survive: \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k].asid == \old(pool->active[k].asid);
    ensures unused: \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k].asid != context->asid;
    ensures marks_kept: \forall integer a; 0 <= a < pw_asid_count(pool) && pw_asid_marked{Pre}(pool, a) ==>
      pw_asid_marked(pool, a);
*/
static void give_free(struct pw_asid_pool *pool, struct pw_asid_context *context) {
  uint32_t asid = free_number(pool, context->asid);
  if (asid != context->asid) {
    advance_first_word(pool, asid);
  }
  give(pool, context, asid);
}

/* A new generation, if it has a number to give. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires full: pw_asid_full(pool);
    terminates \true; exits \false;
    assigns pool->generation, pool->first_word, pool->marks[0 .. pool->word_count - 1];
    PW_ASID_ENSURES_VALID(pool)
    ensures begun: \result ==> pool->generation == \old(pool->generation) + 1 && !pw_asid_full(pool);
    ensures marked: \result ==> \forall integer a; 0 <= a < pw_asid_count(pool) && pw_asid_used(pool, a) ==>
      pw_asid_marked(pool, a);
    ensures all_kept: pw_asid_all_kept{Pre,Post}(pool);
    ensures refused: !\result ==> *pool == \old(*pool) && pw_asid_marks_same{Pre,Post}(pool);
    ensures none: !\result <==> \old(pool->generation == PW_ASID_LAST_GENERATION) || pw_asid_all_used{Pre}(pool);
*/
static bool begin_generation(struct pw_asid_pool *pool) {
  uint32_t unused = lowest_unused(pool);
  if (unused == PW_ASID_NO_NUMBER || pool->generation == INT64_MAX) {
    return false;
  }
  roll_over(pool);
  //@ assert some: !pw_asid_marked(pool, unused);
  return true;
}

/* For a context whose generation is over, or that has no number yet, and that no CPU runs. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires context: pw_asid_context_valid(pool, context);
    terminates \true; exits \false;
    assigns *context, pool->generation, pool->first_word, pool->marks[0 .. pool->word_count - 1], PW_ASID_STAMPS;
    assigns PW_ASID_OWNERS \from context;
    PW_ASID_ENSURES_VALID(pool)
    ensures context_valid: \result == PW_OK ==> pw_asid_context_valid(pool, context);
    ensures current: \result == PW_OK ==> pw_asid_current(pool, context);
    ensures others: pw_asid_others{Pre,Post}(pool, context);
    ensures fresh: \result == PW_OK && pool->generation == \old(pool->generation) ==>
      !pw_asid_marked{Pre}(pool, context->asid);
    ensures marks_kept: \result == PW_OK && pool->generation == \old(pool->generation) ==>
      \forall integer a; 0 <= a < pw_asid_count(pool) && pw_asid_marked{Pre}(pool, a) ==> pw_asid_marked(pool, a);
    ensures last: \result == PW_OK && pool->generation != \old(pool->generation) ==>
      pool->generation == \old(pool->generation) + 1 && pw_asid_full{Pre}(pool);
    ensures survive: \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k].asid == \old(pool->active[k].asid);
    ensures unused: \result == PW_OK ==> \forall integer k; 0 <= k < pool->cpu_count ==>
      pool->active[k].asid != context->asid;
    ensures refused: \result != PW_OK ==>
      *context == \old(*context) && *pool == \old(*pool) && pw_asid_marks_same{Pre,Post}(pool);
    ensures none: \result == PW_ERR_NO_MEMORY <==> pw_asid_full{Pre}(pool) &&
      (\old(pool->generation) == PW_ASID_LAST_GENERATION || pw_asid_all_used{Pre}(pool));
    ensures statuses: \result == PW_OK || \result == PW_ERR_NO_MEMORY;
*/
static enum pw_status take(struct pw_asid_pool *pool, struct pw_asid_context *context) {
  if (pw_asid_marks_lowest_clear(pool) == PW_ASID_NO_NUMBER && !begin_generation(pool)) {
    return PW_ERR_NO_MEMORY;
  }
  give_free(pool, context);
  return PW_OK;
}

enum pw_status pw_asid_state_refresh(struct pw_asid_pool *pool, struct pw_asid_context *context) {
  if (pw_asid_state_running(pool, context)) {
    renew(pool, context);
    return PW_OK;
  }
  return take(pool, context);
}
