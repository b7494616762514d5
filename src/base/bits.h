/*
 * Bits: 64-bit words as sets of bits 0..63. Leaf functions, each a few instructions, each with an exact contract in terms
 * of single bits. No shift or mask of a word is written anywhere else in the frame allocator.
 */
#ifndef PW_BASE_BITS_H
#define PW_BASE_BITS_H

#include <stdbool.h>
#include <stdint.h>

#include "spec/base/bits.h"

/*@ requires range: bit < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures test: \result <==> pw_wbit(word, bit);
*/
static inline bool pw_bit_test(uint64_t word, uint32_t bit) {
  return (word & ((uint64_t)1 << bit)) != 0;
}

/*@ requires range: bit < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures set: pw_wbit(\result, bit);
    ensures rest: \forall integer j; 0 <= j < 64 && j != bit ==> (pw_wbit(\result, j) <==> pw_wbit(word, j));
*/
static inline uint64_t pw_bit_set(uint64_t word, uint32_t bit) {
  return word | ((uint64_t)1 << bit);
}

/*@ requires range: bit < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures clear: !pw_wbit(\result, bit);
    ensures rest: \forall integer j; 0 <= j < 64 && j != bit ==> (pw_wbit(\result, j) <==> pw_wbit(word, j));
*/
static inline uint64_t pw_bit_clear(uint64_t word, uint32_t bit) {
  return word & ~((uint64_t)1 << bit);
}

/* Always the word with every bit set; written so that the provers see each bit of it. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures ones: \forall integer j; 0 <= j < 64 ==> pw_wbit(\result, j);
*/
static inline uint64_t pw_bits_ones(uint64_t any_word) {
  return any_word | ~any_word;
}

/*@ requires range: count < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures moved: \forall integer j; 0 <= j && j + count < 64 ==> (pw_wbit(\result, j) <==> pw_wbit(word, j + count));
    ensures filled: \forall integer j; 64 <= j + count && j < 64 ==> !pw_wbit(\result, j);
*/
static inline uint64_t pw_bits_shift_down(uint64_t word, uint32_t count) {
  return word >> count;
}

/*@ requires range: count < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures moved: \forall integer j; count <= j < 64 ==> (pw_wbit(\result, j) <==> pw_wbit(word, j - count));
    ensures filled: \forall integer j; 0 <= j < count ==> !pw_wbit(\result, j);
*/
static inline uint64_t pw_bits_shift_up(uint64_t word, uint32_t count) {
  return word << count;
}

/* The same for proofs, which may not call the function itself. */
/*@ ghost
  /@ requires range: bit < 64;
     terminates \true; exits \false; assigns \nothing;
     ensures test: \result != 0 <==> pw_wbit(word, bit);
  @/
  static inline uint64_t pw_bits_lemma_test(uint64_t word, uint32_t bit) {
    return word & ((uint64_t)1 << bit);
  }
*/

/* The bits first .. first + count - 1. */
/*@ requires range: 1 <= count && first + count <= 64;
    terminates \true; exits \false; assigns \nothing;
    ensures run: \forall integer j; 0 <= j < 64 ==> (pw_wbit(\result, j) <==> first <= j < first + count);
*/
static inline uint64_t pw_bits_run(uint32_t first, uint32_t count) {
  uint64_t low = pw_bits_shift_down(pw_bits_ones(count), 64 - count);
  //@ assert low: \forall integer j; 0 <= j < 64 ==> (pw_wbit(low, j) <==> j < count);
  return pw_bits_shift_up(low, first);
}

/*@ terminates \true; exits \false; assigns \nothing;
    ensures with: \forall integer j; 0 <= j < 64 ==> (pw_wbit(\result, j) <==> pw_wbit(word, j) || pw_wbit(mask, j));
*/
static inline uint64_t pw_bits_with(uint64_t word, uint64_t mask) {
  return word | mask;
}

/*@ terminates \true; exits \false; assigns \nothing;
    ensures without: \forall integer j; 0 <= j < 64 ==> (pw_wbit(\result, j) <==> pw_wbit(word, j) && !pw_wbit(mask, j));
*/
static inline uint64_t pw_bits_without(uint64_t word, uint64_t mask) {
  return word & ~mask;
}

/* The bits j of the mask for which bit j and bit j + distance are both set. */
/*@ requires range: 1 <= distance <= 32;
    terminates \true; exits \false; assigns \nothing;
    ensures pairs: \forall integer j; 0 <= j && j + distance < 64 ==>
      (pw_wbit(\result, j) <==> pw_wbit(word, j) && pw_wbit(word, j + distance) && pw_wbit(mask, j));
    ensures top: \forall integer j; 64 <= j + distance && j < 64 ==> !pw_wbit(\result, j);
*/
static inline uint64_t pw_bits_pairs(uint64_t word, uint32_t distance, uint64_t mask) {
  uint64_t upper = pw_bits_shift_down(word, distance);
  return word & upper & mask;
}

/* The lowest set bit. Trusted: the contract of the compiler's builtin, one RBIT and CLZ on AArch64 (see SOUNDNESS.md). */
/*@ requires some: word != 0;
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result < 64;
    ensures lowest: pw_wbit(word, \result);
    ensures below: \forall integer j; 0 <= j < \result ==> !pw_wbit(word, j);
*/
static inline uint32_t pw_bits_lowest(uint64_t word) {
  return (uint32_t)__builtin_ctzll(word);
}

/* Whether any bit is set. The witness costs nothing: the compiler drops it. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures any: \result <==> pw_wany(word);
    ensures nonzero: \result <==> word != 0;
*/
static inline bool pw_bits_any(uint64_t word) {
  if (word == 0)
    return false;
  uint32_t witness = pw_bits_lowest(word);
  //@ assert witness: pw_wbit(word, witness);
  (void)witness;
  return true;
}

#endif
