/*
 * Marks of ASIDs: words of bits.
 */
#include "src/paging/asid_marks.h"

#include "src/base/bits.h"

/*@ terminates \true; exits \false; assigns \nothing;
    ensures full: \result <==> \forall integer b; 0 <= b < 64 ==> pw_wbit(word, b);
*/
static bool is_full(uint64_t word) {
  return !pw_bits_any(pw_bits_without(pw_bits_ones(word), word));
}

/*@ requires some: \exists integer b; 0 <= b < 64 && !pw_wbit(word, b);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result < 64;
    ensures clear: !pw_wbit(word, \result);
    ensures lowest: \forall integer b; 0 <= b < \result ==> pw_wbit(word, b);
*/
static uint32_t lowest_clear(uint64_t word) {
  uint64_t rest = pw_bits_without(pw_bits_ones(word), word);
  bool is_any = pw_bits_any(rest);
  //@ assert any: is_any;
  (void)is_any;
  return pw_bits_lowest(rest);
}

bool pw_asid_mark_test(const struct pw_asid_pool *pool, uint32_t asid) {
  return pw_bit_test(pool->marks[asid / PW_ASID_NUMBERS_A_WORD], asid % PW_ASID_NUMBERS_A_WORD);
}

void pw_asid_mark_set(struct pw_asid_pool *pool, uint32_t asid) {
  uint32_t word = asid / PW_ASID_NUMBERS_A_WORD;
  pool->marks[word] = pw_bit_set(pool->marks[word], asid % PW_ASID_NUMBERS_A_WORD);
}

void pw_asid_mark_clear(struct pw_asid_pool *pool, uint32_t asid) {
  uint32_t word = asid / PW_ASID_NUMBERS_A_WORD;
  pool->marks[word] = pw_bit_clear(pool->marks[word], asid % PW_ASID_NUMBERS_A_WORD);
}

void pw_asid_marks_clear(struct pw_asid_pool *pool) {
  /*@ loop invariant range: 0 <= i <= pool->word_count;
      loop invariant clear: \forall integer w; 0 <= w < i ==> pool->marks[w] == 0;
      loop assigns i, pool->marks[0 .. pool->word_count - 1];
      loop variant pool->word_count - i; */
  for (uint32_t i = 0u; i < pool->word_count; i++) {
    pool->marks[i] = 0u;
  }
}

void pw_asid_marks_add_active(struct pw_asid_pool *pool) {
  /*@ loop invariant range: 0 <= i <= pool->cpu_count;
      loop invariant marked: \forall integer a; 0 <= a < pw_asid_count(pool) ==>
        (pw_asid_marked(pool, a) <==>
         pw_asid_marked{Pre}(pool, a) || \exists integer k; 0 <= k < i && pool->active[k].asid == a);
      loop assigns i, pool->marks[0 .. pool->word_count - 1];
      loop variant pool->cpu_count - i; */
  for (uint32_t i = 0u; i < pool->cpu_count; i++) {
    pw_asid_mark_set(pool, pool->active[i].asid);
  }
}

uint32_t pw_asid_marks_lowest_clear(const struct pw_asid_pool *pool) {
  /*@ loop invariant range: pool->first_word <= i <= pool->word_count;
      loop invariant marked: \forall integer a; 0 <= a < i * 64 ==> pw_asid_marked(pool, a);
      loop assigns i;
      loop variant pool->word_count - i; */
  for (uint32_t i = pool->first_word; i < pool->word_count; i++) {
    uint64_t word = pool->marks[i];
    if (!is_full(word)) {
      uint32_t bit = lowest_clear(word);
      uint32_t asid = i * PW_ASID_NUMBERS_A_WORD + bit;
      //@ assert place: asid / 64 == i && asid % 64 == bit;
      //@ assert free: !pw_asid_marked(pool, asid);
      return asid;
    }
  }
  return 0u;
}
