/*
 * Orders: powers of two and alignment in frames.
 */
#ifndef SPEC_BASE_ORDER_H
#define SPEC_BASE_ORDER_H

/*@ // The number of frames of a block of order k, 0 <= k <= 20.
    logic integer pw_pow2(integer k) =
      k == 0 ? 1 : k == 1 ? 2 : k == 2 ? 4 : k == 3 ? 8 : k == 4 ? 16 : k == 5 ? 32 : k == 6 ? 64 :
      k == 7 ? 128 : k == 8 ? 256 : k == 9 ? 512 : k == 10 ? 1024 : k == 11 ? 2048 : k == 12 ? 4096 :
      k == 13 ? 8192 : k == 14 ? 16384 : k == 15 ? 32768 : k == 16 ? 65536 : k == 17 ? 131072 :
      k == 18 ? 262144 : k == 19 ? 524288 : 1048576;

    // Frame f may be the first of a block of order k.
    predicate pw_aligned(integer f, integer k) = f % pw_pow2(k) == 0;
*/

#endif
