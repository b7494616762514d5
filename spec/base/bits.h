/*
 * Words as sets of bits: the vocabulary of every proof about frames.
 */
#ifndef SPEC_BASE_BITS_H
#define SPEC_BASE_BITS_H

/*@ // Bit b of the word w is set.
    predicate pw_wbit(integer w, integer b) = (w & (1 << b)) != 0;

    // 1 for a bit that is set, 0 for another.
    logic integer pw_wone(integer w, integer b) = (w & (1 << b)) == 0 ? 0 : 1;

    // Some bit of the word is set.
    predicate pw_wany(integer w) = \exists integer b; 0 <= b < 64 && pw_wbit(w, b);

    // The number of positions that a run of order q takes, 0 <= q <= 6.
    logic integer pw_wsize(integer q) = q == 0 ? 1 : q == 1 ? 2 : q == 2 ? 4 : q == 3 ? 8 : q == 4 ? 16 : q == 5 ? 32 : 64;

    // b is a multiple of 2^q.
    predicate pw_waligned(integer b, integer q) =
      (q == 1 ==> b % 2 == 0) && (q == 2 ==> b % 4 == 0) && (q == 3 ==> b % 8 == 0) && (q == 4 ==> b % 16 == 0) &&
      (q == 5 ==> b % 32 == 0) && (q == 6 ==> b % 64 == 0);

    // The 2^q bits from position b on are all set, and b is a multiple of 2^q.
    predicate pw_wrun(integer w, integer b, integer q) =
      pw_waligned(b, q) && \forall integer i; b <= i < b + pw_wsize(q) ==> pw_wbit(w, i);

    // The word has such a run of order q.
    predicate pw_whas(integer w, integer q) = \exists integer b; 0 <= b < 64 && pw_wrun(w, b, q);
*/

#endif
