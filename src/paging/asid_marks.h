/*
 * Marks of ASIDs: one bit a number. What a mark means is up to the pool (asid.c).
 */
#ifndef PW_PAGING_ASID_MARKS_H
#define PW_PAGING_ASID_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/asid.h>

#define PW_ASID_NUMBERS_A_WORD 64u

/*@ requires memory: pw_asid_memory(pool);
    requires range: asid < pw_asid_count(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures marked: \result <==> pw_asid_marked(pool, asid);
*/
bool pw_asid_mark_test(const struct pw_asid_pool *pool, uint32_t asid);

/*@ requires memory: pw_asid_memory(pool);
    requires range: asid < pw_asid_count(pool);
    terminates \true; exits \false; assigns pool->marks[0 .. pool->word_count - 1];
    ensures marked: pw_asid_marked(pool, asid);
    ensures rest: \forall integer a; 0 <= a < pw_asid_count(pool) && a != asid ==>
      (pw_asid_marked(pool, a) <==> pw_asid_marked{Pre}(pool, a));
*/
void pw_asid_mark_set(struct pw_asid_pool *pool, uint32_t asid);

/*@ requires memory: pw_asid_memory(pool);
    requires range: asid < pw_asid_count(pool);
    terminates \true; exits \false; assigns pool->marks[0 .. pool->word_count - 1];
    ensures clear: !pw_asid_marked(pool, asid);
    ensures rest: \forall integer a; 0 <= a < pw_asid_count(pool) && a != asid ==>
      (pw_asid_marked(pool, a) <==> pw_asid_marked{Pre}(pool, a));
*/
void pw_asid_mark_clear(struct pw_asid_pool *pool, uint32_t asid);

/*@ requires memory: pw_asid_memory(pool);
    terminates \true; exits \false; assigns pool->marks[0 .. pool->word_count - 1];
    ensures clear: \forall integer a; 0 <= a < pw_asid_count(pool) ==> !pw_asid_marked(pool, a);
*/
void pw_asid_marks_clear(struct pw_asid_pool *pool);

/* The marks of all numbers that CPUs run under; number 0 is marked anyway. */
/*@ requires memory: pw_asid_memory(pool);
    requires range: \forall integer k; 0 <= k < pool->cpu_count ==> pool->active[k].asid < pw_asid_count(pool);
    terminates \true; exits \false; assigns pool->marks[0 .. pool->word_count - 1];
    ensures marked: \forall integer a; 0 <= a < pw_asid_count(pool) ==>
      (pw_asid_marked(pool, a) <==> pw_asid_marked{Pre}(pool, a) || pw_asid_used(pool, a));
*/
void pw_asid_marks_add_active(struct pw_asid_pool *pool);

/* The lowest number that is not marked, or 0. */
/*@ requires valid: pw_asid_pool_valid(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result < pw_asid_count(pool);
    ensures none: \result == 0 <==> pw_asid_full(pool);
    ensures free: \result != 0 ==> !pw_asid_marked(pool, \result);
    ensures lowest: \forall integer a; 0 <= a < \result ==> pw_asid_marked(pool, a);
*/
uint32_t pw_asid_marks_lowest_clear(const struct pw_asid_pool *pool);

#endif
