/*
 * Order: the definitions stand in the header, inline; this file is their translation unit for the compiler's warnings and
 * for the proof.
 */
/*@ // The step from one power of two to the next, for the proof of this file only.
    lemma pw_shift_one: \forall integer x; (x << 1) == 2 * x;
    lemma pw_shift_next: \forall integer k; 0 <= k ==> (1 << (k + 1)) == ((1 << k) << 1);
    lemma pw_shift_double: \forall integer k; 0 <= k ==> (1 << (k + 1)) == 2 * (1 << k);
*/

#include "src/base/order.h"
