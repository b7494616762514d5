/*
 * State of ASIDs: who has which number, and since when. Each change of a pool is a function of its own, which keeps
 * every part of the invariant.
 */
#ifndef PW_PAGING_ASID_STATE_H
#define PW_PAGING_ASID_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/asid.h>
#include <pagewright/status.h>

#define PW_ASID_NO_NUMBER 0u

/*@ requires memory: pw_asid_memory(pool);
    requires context: \valid_read(context);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result <==> pw_asid_in_range(pool, context);
*/
bool pw_asid_state_in_range(const struct pw_asid_pool *pool, const struct pw_asid_context *context);

/*@ requires memory: pw_asid_memory(pool);
    requires context: \valid_read(context);
    terminates \true; exits \false; assigns \nothing;
    ensures running: \result <==> pw_asid_running(pool, context);
*/
bool pw_asid_state_running(const struct pw_asid_pool *pool, const struct pw_asid_context *context);

/* The context has no number any more, and its number is free. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires context: pw_asid_context_valid(pool, context);
    requires current: pw_asid_current(pool, context);
    requires idle: !pw_asid_running(pool, context);
    terminates \true; exits \false;
    assigns *context, pool->first_word, pool->marks[0 .. pool->word_count - 1], PW_ASID_STAMPS;
    PW_ASID_ENSURES_VALID(pool)
    ensures context_valid: pw_asid_context_valid(pool, context);
    ensures none: context->generation == 0 && context->asid == 0;
    ensures others: pw_asid_others{Pre,Post}(pool, context);
    ensures freed: !pw_asid_marked(pool, \old(context->asid));
    ensures rest: \forall integer a; 0 <= a < pw_asid_count(pool) && a != \old(context->asid) ==>
      (pw_asid_marked(pool, a) <==> pw_asid_marked{Pre}(pool, a));
*/
void pw_asid_state_take_back(struct pw_asid_pool *pool, struct pw_asid_context *context);

/* The context has no number any more, and had none of this generation. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires context: pw_asid_context_valid(pool, context);
    terminates \true; exits \false; assigns *context;
    PW_ASID_ENSURES_VALID(pool)
    ensures context_valid: pw_asid_context_valid(pool, context);
    ensures none: context->generation == 0 && context->asid == 0;
    ensures others: pw_asid_others{Pre,Post}(pool, context);
    ensures marks: pw_asid_marks_same{Pre,Post}(pool);
*/
void pw_asid_state_drop(const struct pw_asid_pool *pool, struct pw_asid_context *context);

/* The CPU runs under the number, or under none. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires range: cpu < pool->cpu_count;
    requires number: asid == 0 || (asid < pw_asid_count(pool) && generation == pool->generation &&
      pw_asid_stamp[asid] == generation && pw_asid_marked(pool, asid));
    terminates \true; exits \false; assigns pool->active[cpu];
    PW_ASID_ENSURES_VALID(pool)
    ensures all_kept: pw_asid_all_kept{Pre,Post}(pool);
    ensures active: pool->active[cpu].asid == asid && pool->active[cpu].generation == generation;
*/
void pw_asid_state_activate(struct pw_asid_pool *pool, uint32_t cpu, uint16_t asid, int64_t generation);

/*@ requires valid: pw_asid_pool_valid(pool);
    requires range: generation <= pool->generation;
    terminates \true; exits \false; assigns pool->flushed_generation;
    PW_ASID_ENSURES_VALID(pool)
    ensures all_kept: pw_asid_all_kept{Pre,Post}(pool);
    ensures flushed: pool->flushed_generation == generation;
*/
void pw_asid_state_flushed(struct pw_asid_pool *pool, int64_t generation);

/* A number of the present generation for a context that has none: its own while a CPU runs it, else a free one. */
/*@ requires valid: pw_asid_pool_valid(pool);
    requires context: pw_asid_context_valid(pool, context);
    requires over: context->generation != pool->generation;
    terminates \true; exits \false;
    assigns *context, pool->generation, pool->first_word, pool->marks[0 .. pool->word_count - 1],
      pool->active[0 .. pool->cpu_count - 1], PW_ASID_STAMPS;
    assigns PW_ASID_OWNERS \from context;
    PW_ASID_ENSURES_VALID(pool)
    ensures context_valid: \result == PW_OK ==> pw_asid_context_valid(pool, context);
    ensures current: \result == PW_OK ==> pw_asid_current(pool, context);
    ensures others: pw_asid_others{Pre,Post}(pool, context);
    ensures running: \result == PW_OK && pw_asid_running{Pre}(pool, context) ==>
      context->asid == \old(context->asid) && pool->generation == \old(pool->generation);
    ensures fresh: \result == PW_OK && pool->generation == \old(pool->generation) ==>
      pw_asid_running{Pre}(pool, context) || !pw_asid_marked{Pre}(pool, context->asid);
    ensures marks_kept: \result == PW_OK && pool->generation == \old(pool->generation) ==>
      \forall integer a; 0 <= a < pw_asid_count(pool) && pw_asid_marked{Pre}(pool, a) ==> pw_asid_marked(pool, a);
    ensures last: \result == PW_OK && pool->generation != \old(pool->generation) ==>
      pool->generation == \old(pool->generation) + 1 && pw_asid_full{Pre}(pool);
    ensures survive: \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k].asid == \old(pool->active[k].asid);
    ensures alone: \result == PW_OK ==> \forall integer k;
      0 <= k < pool->cpu_count && pool->active[k].asid == context->asid ==> pw_asid_runs{Pre}(pool, context, k);
    ensures refused: \result != PW_OK ==>
      *context == \old(*context) && *pool == \old(*pool) && pw_asid_marks_same{Pre,Post}(pool) &&
      \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k] == \old(pool->active[k]);
    ensures none: \result == PW_ERR_NO_MEMORY <==> !pw_asid_running{Pre}(pool, context) && pw_asid_full{Pre}(pool) &&
      (\old(pool->generation) == PW_ASID_LAST_GENERATION || pw_asid_all_used{Pre}(pool));
    ensures statuses: \result == PW_OK || \result == PW_ERR_NO_MEMORY;
*/
enum pw_status pw_asid_state_refresh(struct pw_asid_pool *pool, struct pw_asid_context *context);

#endif
