/*
 * A pool of ASIDs, in logic.
 *
 * Two ghost maps by number say whose it is: the context to which it was last given, and in which generation it was
 * given or renewed. The maps are of one pool at a time; no executed code depends on them.
 */
#ifndef PW_SPEC_PAGING_ASID_H
#define PW_SPEC_PAGING_ASID_H

#include "spec/base/bits.h"

#define PW_ASID_LIMIT 0x10000

#define PW_ASID_LAST_GENERATION 0x7FFFFFFFFFFFFFFF

/* The maps as a whole, for assigns clauses. */
#define PW_ASID_OWNERS pw_asid_owner[0 .. PW_ASID_LIMIT - 1]
#define PW_ASID_STAMPS pw_asid_stamp[0 .. PW_ASID_LIMIT - 1]

/* Apart from the pool and its memory. */
#define PW_ASID_APART(POOL, OBJECT)                                                                                    \
  \separated(OBJECT, POOL, (POOL)->marks + (0 .. (POOL)->word_count - 1), (POOL)->active + (0 .. (POOL)->cpu_count - 1))

/* A CPU runs under nothing, or under a number that is marked. */
#define PW_ASID_ACTIVE_SOUND(POOL, K)                                                                                  \
  ((POOL)->active[K].asid == 0 ||                                                                                      \
   ((POOL)->active[K].asid < pw_asid_count(POOL) && 0 < (POOL)->active[K].generation <= (POOL)->generation &&          \
    pw_asid_marked(POOL, (POOL)->active[K].asid)))

/* A CPU runs the context, whatever the generation. */
#define PW_ASID_RUNS(POOL, C, K)                                                                                       \
  ((C)->asid != 0 && (POOL)->active[K].asid == (C)->asid && (POOL)->active[K].generation == (C)->generation)

/* Two CPUs under one number run the same context. */
#define PW_ASID_PAIR_SOUND(POOL, J, K)                                                                                 \
  ((POOL)->active[J].asid == (POOL)->active[K].asid && (POOL)->active[J].asid != 0 ==>                                 \
     (POOL)->active[J].generation == (POOL)->active[K].generation)

/* The parts of a valid pool, each a clause of its own: what changes a pool is proved part by part. */
#define PW_ASID_ENSURES_VALID(POOL)                                                                                    \
  ensures memory: pw_asid_memory(POOL);                                                                                \
  ensures ordered: pw_asid_ordered(POOL);                                                                              \
  ensures packed: pw_asid_packed(POOL);                                                                                \
  ensures actives: pw_asid_actives_sound(POOL);                                                                        \
  ensures pairs: pw_asid_pairs_sound(POOL);                                                                            \
  ensures stamped: pw_asid_stamped(POOL);                                                                              \
  ensures linked: pw_asid_linked(POOL);

/*@ ghost
    struct pw_asid_context *pw_asid_owner[PW_ASID_LIMIT]; // the context that has the number,
    int64_t pw_asid_stamp[PW_ASID_LIMIT];                 // and since which generation; 0: it was given back
*/

/*@ // How many numbers the pool has.
    logic integer pw_asid_count{L}(struct pw_asid_pool *pool) = pool->word_count * 64;

    // The number is not to be given out in this generation.
    predicate pw_asid_marked{L}(struct pw_asid_pool *pool, integer a) = pw_wbit(pool->marks[a / 64], a % 64);

    // None is.
    predicate pw_asid_full{L}(struct pw_asid_pool *pool) =
      \forall integer a; 0 <= a < pw_asid_count(pool) ==> pw_asid_marked(pool, a);

    // A CPU runs under the number,
    predicate pw_asid_used{L}(struct pw_asid_pool *pool, integer a) =
      \exists integer k; 0 <= k < pool->cpu_count && pool->active[k].asid == a;

    // and one under each but 0.
    predicate pw_asid_all_used{L}(struct pw_asid_pool *pool) =
      \forall integer a; 0 < a < pw_asid_count(pool) ==> pw_asid_used(pool, a);

    // The pool's memory: what no function changes.
    predicate pw_asid_memory{L}(struct pw_asid_pool *pool) =
      \valid(pool) && (pool->word_count == PW_ASID_WORD_COUNT_8 || pool->word_count == PW_ASID_WORD_COUNT_16) &&
      pool->cpu_count > 0 && \valid(pool->marks + (0 .. pool->word_count - 1)) &&
      \valid(pool->active + (0 .. pool->cpu_count - 1)) &&
      \separated(pool, pool->marks + (0 .. pool->word_count - 1), pool->active + (0 .. pool->cpu_count - 1));

    // Generations are in order,
    predicate pw_asid_ordered{L}(struct pw_asid_pool *pool) =
      0 < pool->generation && pool->flushed_generation <= pool->generation;

    // number 0 is marked, and all numbers of the words that nobody looks at,
    predicate pw_asid_packed{L}(struct pw_asid_pool *pool) =
      pool->first_word <= pool->word_count && pw_asid_marked(pool, 0) &&
      \forall integer a; 0 <= a < pool->first_word * 64 ==> pw_asid_marked(pool, a);

    // and so is what CPUs run under,
    predicate pw_asid_actives_sound{L}(struct pw_asid_pool *pool) =
      \forall integer k; 0 <= k < pool->cpu_count ==> PW_ASID_ACTIVE_SOUND(pool, k);

    // in pairs that agree.
    predicate pw_asid_pairs_sound{L}(struct pw_asid_pool *pool) =
      \forall integer j, k; 0 <= j < pool->cpu_count && 0 <= k < pool->cpu_count ==> PW_ASID_PAIR_SOUND(pool, j, k);

    // What pw_asid_check decides.
    predicate pw_asid_sound{L}(struct pw_asid_pool *pool) =
      pw_asid_ordered(pool) && pw_asid_packed(pool) && pw_asid_actives_sound(pool) && pw_asid_pairs_sound(pool);

    // The ghost maps agree: a number given out in this generation is marked,
    predicate pw_asid_stamped{L}(struct pw_asid_pool *pool) =
      \forall integer a; 0 < a < pw_asid_count(pool) ==>
        pw_asid_stamp[a] <= pool->generation && (pw_asid_stamp[a] == pool->generation ==> pw_asid_marked(pool, a));

    // and a CPU runs that to which its number was last given.
    predicate pw_asid_linked{L}(struct pw_asid_pool *pool) =
      \forall integer k; 0 <= k < pool->cpu_count && pool->active[k].asid != 0 ==>
        pool->active[k].generation == pw_asid_stamp[pool->active[k].asid];

    predicate pw_asid_pool_valid{L}(struct pw_asid_pool *pool) =
      pw_asid_memory(pool) && pw_asid_ordered(pool) && pw_asid_packed(pool) && pw_asid_actives_sound(pool) &&
      pw_asid_pairs_sound(pool) && pw_asid_stamped(pool) && pw_asid_linked(pool);

    // Values that a context can have: none yet, or a number of a generation that has begun.
    predicate pw_asid_in_range{L}(struct pw_asid_pool *pool, struct pw_asid_context *c) =
      (c->asid == 0 && c->generation == 0) ||
      (0 < c->asid < pw_asid_count(pool) && 0 < c->generation <= pool->generation);

    // A number of this generation was last given in this generation; and what was last given to the context is its own.
    predicate pw_asid_owned{L}(struct pw_asid_pool *pool, struct pw_asid_context *c) =
      c->asid != 0 ==>
        (c->generation == pool->generation ==> pw_asid_stamp[c->asid] == pool->generation) &&
        (c->generation == pw_asid_stamp[c->asid] ==> pw_asid_owner[c->asid] == c);

    // What calls ask of a context: any values, but those that it can have were written by the pool's functions.
    predicate pw_asid_context_sound{L}(struct pw_asid_pool *pool, struct pw_asid_context *c) =
      \valid(c) && PW_ASID_APART(pool, c) && (pw_asid_in_range(pool, c) ==> pw_asid_owned(pool, c));

    // A context: { 0, 0 }, or written by the pool's functions.
    predicate pw_asid_context_valid{L}(struct pw_asid_pool *pool, struct pw_asid_context *c) =
      \valid(c) && PW_ASID_APART(pool, c) && pw_asid_in_range(pool, c) && pw_asid_owned(pool, c);

    // It has a number in this generation.
    predicate pw_asid_current{L}(struct pw_asid_pool *pool, struct pw_asid_context *c) =
      c->asid != 0 && pw_asid_in_range(pool, c) && c->generation == pool->generation;

    // The CPU runs it:
    predicate pw_asid_runs{L}(struct pw_asid_pool *pool, struct pw_asid_context *c, integer k) =
      PW_ASID_RUNS(pool, c, k);

    // one of the CPUs.
    predicate pw_asid_running{L}(struct pw_asid_pool *pool, struct pw_asid_context *c) =
      \exists integer k; 0 <= k < pool->cpu_count && PW_ASID_RUNS(pool, c, k);

    // All contexts stay contexts,
    predicate pw_asid_all_kept{A,B}(struct pw_asid_pool *pool) =
      \forall struct pw_asid_context *c; pw_asid_context_valid{A}(pool, c) ==> pw_asid_context_valid{B}(pool, c);

    // or all but one; and they keep their values, since nothing of theirs is written.
    predicate pw_asid_others{A,B}(struct pw_asid_pool *pool, struct pw_asid_context *but) =
      \forall struct pw_asid_context *c; \separated(c, but) && pw_asid_context_valid{A}(pool, c) ==>
        pw_asid_context_valid{B}(pool, c);

    // The marks are the same at two points.
    predicate pw_asid_marks_same{A,B}(struct pw_asid_pool *pool) =
      \forall integer a; 0 <= a < \at(pw_asid_count(pool), A) ==>
        (pw_asid_marked{A}(pool, a) <==> pw_asid_marked{B}(pool, a));

    // How many of the numbers below n are free,
    logic integer pw_asid_free_below{L}(struct pw_asid_pool *pool, integer n) =
      n <= 0 ? 0 : pw_asid_free_below(pool, n - 1) + (1 - pw_wone(pool->marks[(n - 1) / 64], (n - 1) % 64));

    // and how many of the first n CPUs run under one.
    logic integer pw_asid_active_below{L}(struct pw_asid_pool *pool, integer n) =
      n <= 0 ? 0 : pw_asid_active_below(pool, n - 1) + (pool->active[n - 1].asid == 0 ? 0 : 1);
*/

#endif
