/*
 * Order: the size of a block.
 */
#ifndef PW_BASE_ORDER_H
#define PW_BASE_ORDER_H

#include <stdint.h>

#include "spec/base/order.h"

/*@ ghost
  /@ requires range: order <= 20;
     terminates \true; exits \false; assigns \nothing;
     ensures value: pw_pow2(order) == (1 << order);
     ensures range: 1 <= pw_pow2(order) <= 1048576;
  @/
  static inline void pw_order_lemma_shift(uint32_t order) {
    uint32_t i = 0, m = 1;
    /@ loop invariant range: 0 <= i <= order;
       loop invariant shift: (1 << i) == m;
       loop invariant cases: (i == 0 && m == 1) || (i == 1 && m == 2) || (i == 2 && m == 4) || (i == 3 && m == 8) ||
         (i == 4 && m == 16) || (i == 5 && m == 32) || (i == 6 && m == 64) || (i == 7 && m == 128) ||
         (i == 8 && m == 256) || (i == 9 && m == 512) || (i == 10 && m == 1024) || (i == 11 && m == 2048) ||
         (i == 12 && m == 4096) || (i == 13 && m == 8192) || (i == 14 && m == 16384) || (i == 15 && m == 32768) ||
         (i == 16 && m == 65536) || (i == 17 && m == 131072) || (i == 18 && m == 262144) || (i == 19 && m == 524288) ||
         (i == 20 && m == 1048576);
       loop invariant power: pw_pow2(i) == m;
       loop assigns i, m;
       loop variant order - i; @/
    while (i < order) {
      i++;
      m = 2 * m;
    }
  }
*/

/*@ ghost
  /@ requires range: order <= 20;
     terminates \true; exits \false; assigns \nothing;
     ensures value: \result == pw_pow2(order);
     ensures range: 1 <= \result <= 1048576;
  @/
  static inline uint32_t pw_order_lemma_size(uint32_t order) {
    pw_order_lemma_shift(order);
    return (uint32_t)1 << order;
  }
*/

/* Frames of a block of the order: 2^order. */
/*@ requires range: order <= 20;
    terminates \true; exits \false; assigns \nothing;
    ensures value: \result == pw_pow2(order);
    ensures range: 1 <= \result <= 1048576;
*/
static inline uint32_t pw_order_size(uint32_t order) {
  //@ ghost pw_order_lemma_shift(order);
  return (uint32_t)1 << order;
}

#endif
