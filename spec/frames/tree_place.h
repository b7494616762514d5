/*
 * Tree place: where an aligned run of frames lies in the tree, as ghost lemmas about numbers alone.
 */
#ifndef SPEC_FRAMES_TREE_PLACE_H
#define SPEC_FRAMES_TREE_PLACE_H

#include <stdint.h>

#include "spec/base/bits.h"
#include "spec/base/order.h"

/* Where an aligned run lies in the tree. */
/*@ ghost
  /@ requires order: order <= 5;
     requires aligned: pw_aligned(frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures fits: frame % 64 + pw_pow2(order) <= 64 && pw_waligned(frame % 64, order) && pw_wsize(order) == pw_pow2(order);
  @/
  static inline void lemma_place_in_group(uint32_t frame, uint32_t order) {
    /@ assert case0: order == 0 ==> frame % 64 + 1 <= 64 && pw_waligned(frame % 64, 0); @/
    /@ assert case1: order == 1 ==> frame % 64 + 2 <= 64 && pw_waligned(frame % 64, 1); @/
    /@ assert case2: order == 2 ==> frame % 64 + 4 <= 64 && pw_waligned(frame % 64, 2); @/
    /@ assert case3: order == 3 ==> frame % 64 + 8 <= 64 && pw_waligned(frame % 64, 3); @/
    /@ assert case4: order == 4 ==> frame % 64 + 16 <= 64 && pw_waligned(frame % 64, 4); @/
    /@ assert case5: order == 5 ==> frame % 64 + 32 <= 64 && pw_waligned(frame % 64, 5); @/
  }
*/

/*@ ghost
  /@ requires order: 6 <= order <= 11;
     requires aligned: pw_aligned(frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures unit: frame == 64 * (frame / 64);
     ensures size: pw_pow2(order) == 64 * pw_wsize(order - 6);
     ensures fits: (frame / 64) % 64 + pw_wsize(order - 6) <= 64 && pw_waligned((frame / 64) % 64, order - 6);
  @/
  static inline void lemma_place_of_groups(uint32_t frame, uint32_t order) {
    /@ assert case6: order == 6 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 1 <= 64 && pw_waligned((frame / 64) % 64, 0); @/
    /@ assert case7: order == 7 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 2 <= 64 && pw_waligned((frame / 64) % 64, 1); @/
    /@ assert case8: order == 8 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 4 <= 64 && pw_waligned((frame / 64) % 64, 2); @/
    /@ assert case9: order == 9 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 8 <= 64 && pw_waligned((frame / 64) % 64, 3); @/
    /@ assert case10: order == 10 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 16 <= 64 && pw_waligned((frame / 64) % 64, 4); @/
    /@ assert case11: order == 11 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 32 <= 64 && pw_waligned((frame / 64) % 64, 5); @/
  }
*/

/*@ ghost
  /@ requires order: 12 <= order <= 17;
     requires aligned: pw_aligned(frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures unit: frame == 4096 * (frame / 4096);
     ensures size: pw_pow2(order) == 4096 * pw_wsize(order - 12);
     ensures fits: (frame / 4096) % 64 + pw_wsize(order - 12) <= 64 && pw_waligned((frame / 4096) % 64, order - 12);
  @/
  static inline void lemma_place_of_nodes1(uint32_t frame, uint32_t order) {
    /@ assert case12: order == 12 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 1 <= 64 && pw_waligned((frame / 4096) % 64, 0); @/
    /@ assert case13: order == 13 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 2 <= 64 && pw_waligned((frame / 4096) % 64, 1); @/
    /@ assert case14: order == 14 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 4 <= 64 && pw_waligned((frame / 4096) % 64, 2); @/
    /@ assert case15: order == 15 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 8 <= 64 && pw_waligned((frame / 4096) % 64, 3); @/
    /@ assert case16: order == 16 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 16 <= 64 && pw_waligned((frame / 4096) % 64, 4); @/
    /@ assert case17: order == 17 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 32 <= 64 && pw_waligned((frame / 4096) % 64, 5); @/
  }
*/

/*@ ghost
  /@ requires order: 18 <= order <= 20;
     requires aligned: pw_aligned(frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures unit: frame == 262144 * (frame / 262144);
     ensures size: pw_pow2(order) == 262144 * pw_wsize(order - 18);
     ensures fits: pw_waligned(frame / 262144, order - 18);
  @/
  static inline void lemma_place_of_nodes2(uint32_t frame, uint32_t order) {
    /@ assert case18: order == 18 ==> frame == 262144 * (frame / 262144) && pw_waligned(frame / 262144, 0); @/
    /@ assert case19: order == 19 ==> frame == 262144 * (frame / 262144) && pw_waligned(frame / 262144, 1); @/
    /@ assert case20: order == 20 ==> frame == 262144 * (frame / 262144) && pw_waligned(frame / 262144, 2); @/
  }
*/

/*@ ghost
  /@ requires range: unit < 4096 && bit < 64;
     terminates \true; exits \false; assigns \nothing;
     ensures digits: \forall integer a; 4096 * unit <= a < 64 * (64 * unit + bit) ==>
       a / 4096 == unit && 0 <= (a / 64) % 64 < bit;
  @/
  static inline void lemma_digits1(uint32_t unit, uint32_t bit) {
    /@ assert high: \forall integer a; 4096 * unit <= a < 64 * (64 * unit + bit) ==> a / 4096 == unit; @/
    /@ assert low: \forall integer a; 4096 * unit <= a < 64 * (64 * unit + bit) ==>
         64 * unit <= a / 64 < 64 * unit + bit; @/
    /@ assert digit: \forall integer g; 64 * unit <= g < 64 * unit + bit ==> 0 <= g % 64 < bit; @/
  }
*/

/*@ ghost
  /@ requires range: unit < 4096 && bit < 64;
     terminates \true; exits \false; assigns \nothing;
     ensures digits: \forall integer a; 262144 * unit <= a < 4096 * (64 * unit + bit) ==>
       a / 262144 == unit && 0 <= (a / 4096) % 64 < bit;
  @/
  static inline void lemma_digits2(uint32_t unit, uint32_t bit) {
    /@ assert high: \forall integer a; 262144 * unit <= a < 4096 * (64 * unit + bit) ==> a / 262144 == unit; @/
    /@ assert low: \forall integer a; 262144 * unit <= a < 4096 * (64 * unit + bit) ==>
         64 * unit <= a / 4096 < 64 * unit + bit; @/
    /@ assert digit: \forall integer g; 64 * unit <= g < 64 * unit + bit ==> 0 <= g % 64 < bit; @/
  }
*/

/*@ ghost
  /@ requires order: order <= 5;
     requires range: unit < 262144 && bit < 64;
     requires aligned: pw_waligned(bit, order - 0);
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(1 * (64 * unit + bit), order);
     ensures size: pw_pow2(order) == 1 * pw_wsize(order - 0) && bit + pw_wsize(order - 0) <= 64;
  @/
  static inline void lemma_aligned_bit(uint32_t unit, uint32_t bit, uint32_t order) {
    /@ assert case0: order == 0 ==> (1 * (64 * unit + bit)) % 1 == 0 && bit + 1 <= 64; @/
    /@ assert case1: order == 1 ==> (1 * (64 * unit + bit)) % 2 == 0 && bit + 2 <= 64; @/
    /@ assert case2: order == 2 ==> (1 * (64 * unit + bit)) % 4 == 0 && bit + 4 <= 64; @/
    /@ assert case3: order == 3 ==> (1 * (64 * unit + bit)) % 8 == 0 && bit + 8 <= 64; @/
    /@ assert case4: order == 4 ==> (1 * (64 * unit + bit)) % 16 == 0 && bit + 16 <= 64; @/
    /@ assert case5: order == 5 ==> (1 * (64 * unit + bit)) % 32 == 0 && bit + 32 <= 64; @/
  }
*/

/*@ ghost
  /@ requires order: 6 <= order <= 11;
     requires range: unit < 262144 && bit < 64;
     requires aligned: pw_waligned(bit, order - 6);
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(64 * (64 * unit + bit), order);
     ensures size: pw_pow2(order) == 64 * pw_wsize(order - 6) && bit + pw_wsize(order - 6) <= 64;
  @/
  static inline void lemma_aligned_group(uint32_t unit, uint32_t bit, uint32_t order) {
    /@ assert case6: order == 6 ==> (64 * (64 * unit + bit)) % 64 == 0 && bit + 1 <= 64; @/
    /@ assert case7: order == 7 ==> (64 * (64 * unit + bit)) % 128 == 0 && bit + 2 <= 64; @/
    /@ assert case8: order == 8 ==> (64 * (64 * unit + bit)) % 256 == 0 && bit + 4 <= 64; @/
    /@ assert case9: order == 9 ==> (64 * (64 * unit + bit)) % 512 == 0 && bit + 8 <= 64; @/
    /@ assert case10: order == 10 ==> (64 * (64 * unit + bit)) % 1024 == 0 && bit + 16 <= 64; @/
    /@ assert case11: order == 11 ==> (64 * (64 * unit + bit)) % 2048 == 0 && bit + 32 <= 64; @/
  }
*/

/*@ ghost
  /@ requires order: 12 <= order <= 17;
     requires range: unit < 262144 && bit < 64;
     requires aligned: pw_waligned(bit, order - 12);
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(4096 * (64 * unit + bit), order);
     ensures size: pw_pow2(order) == 4096 * pw_wsize(order - 12) && bit + pw_wsize(order - 12) <= 64;
  @/
  static inline void lemma_aligned_node1(uint32_t unit, uint32_t bit, uint32_t order) {
    /@ assert case12: order == 12 ==> (4096 * (64 * unit + bit)) % 4096 == 0 && bit + 1 <= 64; @/
    /@ assert case13: order == 13 ==> (4096 * (64 * unit + bit)) % 8192 == 0 && bit + 2 <= 64; @/
    /@ assert case14: order == 14 ==> (4096 * (64 * unit + bit)) % 16384 == 0 && bit + 4 <= 64; @/
    /@ assert case15: order == 15 ==> (4096 * (64 * unit + bit)) % 32768 == 0 && bit + 8 <= 64; @/
    /@ assert case16: order == 16 ==> (4096 * (64 * unit + bit)) % 65536 == 0 && bit + 16 <= 64; @/
    /@ assert case17: order == 17 ==> (4096 * (64 * unit + bit)) % 131072 == 0 && bit + 32 <= 64; @/
  }
*/

/*@ ghost
  /@ requires order: 18 <= order <= 20;
     requires range: unit < 262144 && bit < 64;
     requires aligned: pw_waligned(bit, order - 18);
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(262144 * (64 * unit + bit), order);
     ensures size: pw_pow2(order) == 262144 * pw_wsize(order - 18) && bit + pw_wsize(order - 18) <= 64;
  @/
  static inline void lemma_aligned_node2(uint32_t unit, uint32_t bit, uint32_t order) {
    /@ assert case18: order == 18 ==> (262144 * (64 * unit + bit)) % 262144 == 0 && bit + 1 <= 64; @/
    /@ assert case19: order == 19 ==> (262144 * (64 * unit + bit)) % 524288 == 0 && bit + 2 <= 64; @/
    /@ assert case20: order == 20 ==> (262144 * (64 * unit + bit)) % 1048576 == 0 && bit + 4 <= 64; @/
  }
*/

#endif
