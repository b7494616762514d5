/*
 * The page of an address, in logic: any address of it will do.
 */
#ifndef PW_SPEC_PAGING_DEMAND_TOUCH_H
#define PW_SPEC_PAGING_DEMAND_TOUCH_H

#include "spec/paging/demand_frames.h"

/*@ lemma pw_page_of_2mb: \forall integer a; 0 <= a ==> a / 0x200000 == a / 0x1000 / 0x200;
    lemma pw_page_of_1gb: \forall integer a; 0 <= a ==> a / 0x40000000 == a / 0x1000 / 0x40000;
    lemma pw_page_of_512gb: \forall integer a; 0 <= a ==> a / 0x8000000000 == a / 0x1000 / 0x8000000;
    lemma pw_page_of_half: \forall integer a; 0 <= a ==> a / 0x1000000000000 == a / 0x1000 / 0x1000000000;
    lemma pw_page_first: \forall integer a; 0 <= a ==> (a - a % 0x1000) / 0x1000 == a / 0x1000;

    predicate pw_va_in_page(integer a, integer page_va) = 0 <= a && 0 <= page_va && a / 0x1000 == page_va / 0x1000;

    lemma pw_in_page_walk{L}: \forall struct pw_window *w, integer root, a, page_va;
      pw_va_in_page(a, page_va) ==> pw_va_walk(w, root, a) == pw_va_walk(w, root, page_va);
    lemma pw_in_page_half: \forall integer a, page_va; pw_va_in_page(a, page_va) ==> pw_va_same_page(a, page_va);
    lemma pw_in_page_others{A,B}: \forall struct pw_window *w, integer root, a, page_va;
      pw_va_in_page(a, page_va) && pw_va_others_same_page{A,B}(w, root, page_va) ==> pw_va_others_same_page{A,B}(w, root, a);
    lemma pw_in_page_served{L}: \forall struct pw_window *w, integer root, a, page_va, value;
      pw_va_in_page(a, page_va) && pw_va_served_page(w, root, page_va, value) ==> pw_va_served_page(w, root, a, value);
*/

#endif
