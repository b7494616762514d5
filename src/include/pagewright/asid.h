/*
 * ASIDs: numbers that tell address spaces apart in TLBs, given out in generations as Linux does (Arm ARM D8.14).
 *
 * A pool has 2^8 or 2^16 numbers, as wide as TCR_EL1.AS says; number 0 is reserved, for a CPU that runs no address
 * space. Each address space has a context, { 0, 0 } at first and written by these functions alone: a number, and the
 * generation in which the number is the context's. A number is given to one context in a generation. When none is left
 * a generation ends: all numbers are free again but those that CPUs run under, whose contexts keep them. What TLBs hold
 * of the others has to be invalidated before anybody uses the new ones: pw_asid_get says so until pw_asid_flushed says
 * that it is done, and until then no CPU can be switched.
 *
 * To switch a CPU to an address space, all under one lock:
 *
 *   pw_asid_get(pool, context, &needs_flush);
 *   if (needs_flush) {
 *     DSB ISHST, TLBI of everything, DSB ISH, ISB (dsb_ishst, tlbi_all, dsb_ish and isb of struct pw_tlb);
 *     pw_asid_flushed(pool, context->generation);
 *   }
 *   pw_asid_activate(pool, cpu, context);
 *   TTBR0_EL1 = the root's address, with context->asid in bits 63:48; ISB;
 *
 * An address space invalidates under the number that it was created with. One whose context was given another number
 * has to be told, behind pw_asid_flushed and before pw_asid_activate, under the space's lock: pw_address_space_set_asid.
 * An invalidation under a number that the context has lost does no harm, and none is missed: what TLBs still hold under
 * that number nobody can use before the next flush.
 *
 * Concurrency: one caller of a pool's functions at a time, under the caller's lock, contexts included. Reading a
 * context beside that needs the same lock.
 *
 * The memory is the caller's: the pool, marks of one bit a number, and one context for each CPU. The pool holds no
 * pointer to contexts of address spaces. They must not be moved or copied while they have a number.
 */
#ifndef PAGEWRIGHT_ASID_H
#define PAGEWRIGHT_ASID_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/status.h>

#define PW_ASID_WORD_COUNT_8  4u    /* words of marks for ASIDs of 8 bits */
#define PW_ASID_WORD_COUNT_16 1024u /* and of 16 */

struct pw_asid_context {
  int64_t generation; /* 0: no number yet */
  uint16_t asid;      /* 0 likewise */
};

struct pw_asid_pool {
  uint64_t *marks;                /* bit: the number was given out in this generation, or a CPU runs under it */
  struct pw_asid_context *active; /* by CPU, what runs there; { 0, 0 }: nothing that has a number */
  int64_t generation;             /* from 1; signed, so that provers see that no mark is one */
  int64_t flushed_generation;     /* the last one since the begin of which every TLB was invalidated */
  uint32_t word_count;            /* of marks: 64 numbers each */
  uint32_t cpu_count;
  uint32_t first_word; /* the marks of all words below are set */
};

struct pw_asid_stats {
  int64_t generation;
  uint32_t asid_count;   /* 256 or 65536 */
  uint32_t free_count;   /* that no context has in this generation */
  uint32_t active_count; /* CPUs that run under a number */
  bool is_flush_due;
};

#include "spec/paging/asid.h"

/* How many words of marks ASIDs of so many bits take; 0 for other widths than 8 and 16. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures words: \result == (asid_bits == 8 ? 4 : asid_bits == 16 ? 1024 : 0);
*/
uint32_t pw_asid_words(uint32_t asid_bits);

/* The first generation, whose flush is not due: TLBs hold nothing of any number when the pool begins. All contexts are
 * { 0, 0 }. Errors: INVALID_ARGUMENT (a null pointer, another width than 8 or 16, no CPU), METADATA_TOO_SMALL
 * (word_count is below pw_asid_words). O(words + CPUs). */
/*@ requires pool: pool == \null || \valid(pool);
    requires marks: marks == \null || \valid(marks + (0 .. word_count - 1));
    requires active: active == \null || \valid(active + (0 .. cpu_count - 1));
    requires apart: \separated(pool, marks + (0 .. word_count - 1), active + (0 .. cpu_count - 1));
    terminates \true; exits \false;
    assigns pool->generation, pool->flushed_generation, pool->word_count, pool->cpu_count, pool->first_word,
      marks[0 .. word_count - 1], active[0 .. cpu_count - 1], PW_ASID_STAMPS;
    assigns pool->marks \from marks;
    assigns pool->active \from active;
    ensures ready: \result == PW_OK ==> pw_asid_pool_valid(pool);
    ensures fresh: \result == PW_OK ==> pool->generation == 1 && pool->flushed_generation == 1;
    ensures all_free: \result == PW_OK ==> \forall integer a; 0 < a < pw_asid_count(pool) ==> !pw_asid_marked(pool, a);
    ensures idle: \result == PW_OK ==> \forall integer k; 0 <= k < cpu_count ==> pool->active[k].asid == 0;
    ensures memory: \result == PW_OK ==> pool->marks == marks && pool->active == active && pool->cpu_count == cpu_count;
    ensures width: \result == PW_OK ==> pw_asid_count(pool) == (asid_bits == 8 ? 0x100 : 0x10000);
    ensures refused: \result != PW_OK && pool != \null ==> *pool == \old(*pool);
    ensures marks_kept: \result != PW_OK && marks != \null ==>
      \forall integer w; 0 <= w < word_count ==> marks[w] == \old(marks[w]);
    ensures active_kept: \result != PW_OK && active != \null ==>
      \forall integer k; 0 <= k < cpu_count ==> active[k] == \old(active[k]);
    behavior invalid:
      assumes pool == \null || marks == \null || active == \null || cpu_count == 0 ||
        (asid_bits != 8 && asid_bits != 16);
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior too_small:
      assumes pool != \null && marks != \null && active != \null && cpu_count > 0;
      assumes (asid_bits == 8 && word_count < 4) || (asid_bits == 16 && word_count < 1024);
      ensures status: \result == PW_ERR_METADATA_TOO_SMALL;
    behavior success:
      assumes pool != \null && marks != \null && active != \null && cpu_count > 0;
      assumes (asid_bits == 8 && word_count >= 4) || (asid_bits == 16 && word_count >= 1024);
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_asid_init(struct pw_asid_pool *pool, uint32_t asid_bits, uint64_t *marks, uint32_t word_count,
                            struct pw_asid_context *active, uint32_t cpu_count);

/* The context has a number of the current generation: the one that it has; or, if its generation is over, the same one
 * while a CPU runs under it or while it is free; or the lowest free one, for which a new generation begins when there
 * is none. *needs_flush: every TLB has to be invalidated before any number is used, and pw_asid_flushed called. Errors:
 * INVALID_ARGUMENT (a null pointer, a context that no such function wrote), NO_MEMORY (a CPU runs under every number,
 * or there have been 2^63 - 1 generations). O(1) for a context of the current generation, else O(CPUs) and the search
 * of a free number, which looks at each full word once in a generation, but for those below a number that was freed;
 * O(words + CPUs * CPUs) when a generation ends. */
/*@ requires pool: pool == \null || pw_asid_pool_valid(pool);
    requires context: pool != \null && context != \null ==> pw_asid_context_sound(pool, context);
    requires needs_flush: needs_flush == \null || \valid(needs_flush);
    requires apart: pool != \null ==> PW_ASID_APART(pool, needs_flush) && \separated(needs_flush, context);
    terminates \true; exits \false;
    assigns *context, *needs_flush, pool->generation, pool->first_word, pool->marks[0 .. pool->word_count - 1],
      pool->active[0 .. pool->cpu_count - 1], PW_ASID_STAMPS;
    assigns PW_ASID_OWNERS \from context;
    ensures valid: pool != \null ==> pw_asid_pool_valid(pool);
    ensures current: \result == PW_OK ==> pw_asid_current(pool, context);
    ensures context_valid: \result == PW_OK ==> pw_asid_context_valid(pool, context);
    ensures others: pool != \null && context != \null ==> pw_asid_others{Pre,Post}(pool, context);
    ensures had_one: \result == PW_OK && pw_asid_current{Pre}(pool, context) ==>
      *context == \old(*context) && pool->generation == \old(pool->generation) && pw_asid_marks_same{Pre,Post}(pool);
    ensures flush: \result == PW_OK ==> ((boolean)*needs_flush <==> pool->flushed_generation != pool->generation);
    ensures running: \result == PW_OK && pw_asid_running{Pre}(pool, context) ==>
      context->asid == \old(context->asid) && pool->generation == \old(pool->generation);
    ensures fresh: \result == PW_OK && pool->generation == \old(pool->generation) ==>
      pw_asid_current{Pre}(pool, context) || pw_asid_running{Pre}(pool, context) ||
      !pw_asid_marked{Pre}(pool, context->asid);
    ensures marks_kept: \result == PW_OK && pool->generation == \old(pool->generation) ==>
      \forall integer a; 0 <= a < pw_asid_count(pool) && pw_asid_marked{Pre}(pool, a) ==> pw_asid_marked(pool, a);
    ensures last: \result == PW_OK && pool->generation != \old(pool->generation) ==>
      pool->generation == \old(pool->generation) + 1 && pw_asid_full{Pre}(pool);
    ensures survive: \result == PW_OK ==> \forall integer k; 0 <= k < pool->cpu_count ==>
      pool->active[k].asid == \old(pool->active[k].asid);
    ensures alone: \result == PW_OK ==> \forall integer k;
      0 <= k < pool->cpu_count && pool->active[k].asid == context->asid ==> pw_asid_runs{Pre}(pool, context, k);
    ensures refused: \result != PW_OK && pool != \null && context != \null ==>
      *context == \old(*context) && *pool == \old(*pool) && pw_asid_marks_same{Pre,Post}(pool) &&
      \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k] == \old(pool->active[k]);
    ensures refused_flag: \result != PW_OK && needs_flush != \null ==> *needs_flush == \old(*needs_flush);
    behavior invalid:
      assumes pool == \null || context == \null || needs_flush == \null || !pw_asid_in_range(pool, context);
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior none:
      assumes pool != \null && context != \null && needs_flush != \null && pw_asid_in_range(pool, context);
      assumes !pw_asid_current(pool, context) && pw_asid_full(pool) && !pw_asid_running(pool, context);
      assumes pool->generation == PW_ASID_LAST_GENERATION || pw_asid_all_used(pool);
      ensures status: \result == PW_ERR_NO_MEMORY;
    behavior success:
      assumes pool != \null && context != \null && needs_flush != \null && pw_asid_in_range(pool, context);
      assumes pw_asid_current(pool, context) || !pw_asid_full(pool) || pw_asid_running(pool, context) ||
        (pool->generation < PW_ASID_LAST_GENERATION && !pw_asid_all_used(pool));
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_asid_get(struct pw_asid_pool *pool, struct pw_asid_context *context, bool *needs_flush);

/* Every TLB of every CPU that uses the pool's numbers has been invalidated, completely, since that generation began.
 * Errors: INVALID_ARGUMENT (a null pointer), OUT_OF_RANGE (a generation that has not begun). O(1). */
/*@ requires pool: pool == \null || pw_asid_pool_valid(pool);
    terminates \true; exits \false; assigns pool->flushed_generation;
    ensures valid: pool != \null ==> pw_asid_pool_valid(pool);
    ensures others: pool != \null ==> pw_asid_all_kept{Pre,Post}(pool);
    ensures flushed: \result == PW_OK ==>
      pool->flushed_generation ==
        (\old(pool->flushed_generation) < generation ? generation : \old(pool->flushed_generation));
    ensures refused: \result != PW_OK && pool != \null ==> *pool == \old(*pool);
    behavior null:
      assumes pool == \null;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior future:
      assumes pool != \null && generation > pool->generation;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior success:
      assumes pool != \null && generation <= pool->generation;
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_asid_flushed(struct pw_asid_pool *pool, int64_t generation);

/* The CPU runs under the context's number from now on, and not any more under the one before. To be called before
 * TTBR0_EL1 is written. Errors: INVALID_ARGUMENT (a null pointer, a context that no such function wrote), OUT_OF_RANGE
 * (no such CPU), STALE_ASID (the context has no number of the current generation, or that generation's flush is due).
 * O(1). */
/*@ requires pool: pool == \null || pw_asid_pool_valid(pool);
    requires context: pool != \null && context != \null ==> pw_asid_context_sound(pool, context);
    terminates \true; exits \false; assigns pool->active[cpu];
    ensures valid: pool != \null ==> pw_asid_pool_valid(pool);
    ensures others: pool != \null ==> pw_asid_all_kept{Pre,Post}(pool);
    ensures flushed: \result == PW_OK ==>
      context->asid != 0 && context->generation == pool->generation && pool->flushed_generation == pool->generation;
    ensures active: \result == PW_OK ==> pw_asid_runs(pool, context, cpu);
    ensures refused: \result != PW_OK && pool != \null && cpu < pool->cpu_count ==>
      pool->active[cpu] == \old(pool->active[cpu]);
    behavior invalid:
      assumes pool == \null || context == \null || !pw_asid_in_range(pool, context);
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior no_cpu:
      assumes pool != \null && context != \null && pw_asid_in_range(pool, context) && cpu >= pool->cpu_count;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior stale:
      assumes pool != \null && context != \null && pw_asid_in_range(pool, context) && cpu < pool->cpu_count;
      assumes !pw_asid_current(pool, context) || pool->flushed_generation != pool->generation;
      ensures status: \result == PW_ERR_STALE_ASID;
    behavior success:
      assumes pool != \null && context != \null && pw_asid_in_range(pool, context) && cpu < pool->cpu_count;
      assumes pw_asid_current(pool, context) && pool->flushed_generation == pool->generation;
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_asid_activate(struct pw_asid_pool *pool, uint32_t cpu, const struct pw_asid_context *context);

/* The CPU runs under no number of the pool any more: TTBR0_EL1 names number 0, or its walks are off, and an ISB has
 * made it so. Errors: INVALID_ARGUMENT (a null pointer), OUT_OF_RANGE (no such CPU). O(1). */
/*@ requires pool: pool == \null || pw_asid_pool_valid(pool);
    terminates \true; exits \false; assigns pool->active[cpu];
    ensures valid: pool != \null ==> pw_asid_pool_valid(pool);
    ensures others: pool != \null ==> pw_asid_all_kept{Pre,Post}(pool);
    ensures idle: \result == PW_OK ==> pool->active[cpu].asid == 0;
    behavior null:
      assumes pool == \null;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior no_cpu:
      assumes pool != \null && cpu >= pool->cpu_count;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior success:
      assumes pool != \null && cpu < pool->cpu_count;
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_asid_deactivate(struct pw_asid_pool *pool, uint32_t cpu);

/* The context has no number any more. One of the current generation is free at once, and may be given out without a
 * flush: so every TLB has to have been invalidated for it (as pw_address_space_destroy does). Errors: INVALID_ARGUMENT
 * (a null pointer, a context that no such function wrote), IN_USE (a CPU runs under it). O(CPUs). */
/*@ requires pool: pool == \null || pw_asid_pool_valid(pool);
    requires context: pool != \null && context != \null ==> pw_asid_context_sound(pool, context);
    terminates \true; exits \false;
    assigns *context, pool->first_word, pool->marks[0 .. pool->word_count - 1], PW_ASID_STAMPS;
    ensures valid: pool != \null ==> pw_asid_pool_valid(pool);
    ensures context_valid: \result == PW_OK ==> pw_asid_context_valid(pool, context);
    ensures none: \result == PW_OK ==> context->generation == 0 && context->asid == 0;
    ensures others: pool != \null && context != \null ==> pw_asid_others{Pre,Post}(pool, context);
    ensures freed: \result == PW_OK && pw_asid_current{Pre}(pool, context) ==>
      !pw_asid_marked(pool, \old(context->asid));
    ensures kept: \result == PW_OK ==> \forall integer a; 0 <= a < pw_asid_count(pool) && a != \old(context->asid) ==>
      (pw_asid_marked(pool, a) <==> \old(pw_asid_marked(pool, a)));
    ensures not_current: \result == PW_OK && !pw_asid_current{Pre}(pool, context) ==>
      pw_asid_marks_same{Pre,Post}(pool);
    ensures refused: \result != PW_OK && pool != \null && context != \null ==>
      *context == \old(*context) && *pool == \old(*pool) && pw_asid_marks_same{Pre,Post}(pool);
    behavior invalid:
      assumes pool == \null || context == \null || !pw_asid_in_range(pool, context);
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior in_use:
      assumes pool != \null && context != \null && pw_asid_in_range(pool, context) && pw_asid_running(pool, context);
      ensures status: \result == PW_ERR_IN_USE;
    behavior success:
      assumes pool != \null && context != \null && pw_asid_in_range(pool, context) && !pw_asid_running(pool, context);
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_asid_free(struct pw_asid_pool *pool, struct pw_asid_context *context);

/* Errors: INVALID_ARGUMENT (a null pointer). O(numbers + CPUs). */
/*@ requires pool: pool == \null || pw_asid_pool_valid(pool);
    requires stats: stats == \null || \valid(stats);
    requires apart: pool != \null ==> PW_ASID_APART(pool, stats);
    terminates \true; exits \false; assigns *stats;
    ensures status: \result == PW_OK <==> pool != \null && stats != \null;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT;
    ensures generation: \result == PW_OK ==> stats->generation == pool->generation;
    ensures count: \result == PW_OK ==> stats->asid_count == pw_asid_count(pool);
    ensures free: \result == PW_OK ==> stats->free_count == pw_asid_free_below{Pre}(pool, pw_asid_count(pool));
    ensures active: \result == PW_OK ==> stats->active_count == pw_asid_active_below{Pre}(pool, pool->cpu_count);
    ensures flush: \result == PW_OK ==>
      ((boolean)stats->is_flush_due <==> pool->flushed_generation != pool->generation);
    ensures refused: \result != PW_OK && stats != \null ==> *stats == \old(*stats);
*/
enum pw_status pw_asid_stats(const struct pw_asid_pool *pool, struct pw_asid_stats *stats);

/* The whole invariant of a pool, executed: PW_OK iff generations are in order, number 0 is marked, so is every number
 * that a CPU runs under, CPUs under one number run the same context, and no number below first_word is free. Else
 * PW_ERR_CORRUPT; INVALID_ARGUMENT for a null pointer. The pool's pointers and counts are believed. O(words + CPUs^2).
 */
/*@ requires pool: pool == \null || pw_asid_memory(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==> pool == \null;
    ensures sound: \result == PW_OK <==> pool != \null && pw_asid_sound(pool);
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_CORRUPT;
*/
enum pw_status pw_asid_check(const struct pw_asid_pool *pool);

#endif
