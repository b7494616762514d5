/*
 * From indices to addresses: what a change at the end of a path means for every address of a half.
 */
#ifndef PW_SPEC_PAGING_OPERATION_H
#define PW_SPEC_PAGING_OPERATION_H

#include "spec/paging/map.h"

/*@ // An address is told by its page or block and its indices, level by level.
    lemma pw_va_top: \forall integer v; 0 <= v ==> v / 0x8000000000 == v / 0x1000000000000 * 512 + v / 0x8000000000 % 512;
    lemma pw_va_large: \forall integer v; 0 <= v ==> v / 0x40000000 == v / 0x8000000000 * 512 + v / 0x40000000 % 512;
    lemma pw_va_block: \forall integer v; 0 <= v ==> v / 0x200000 == v / 0x40000000 * 512 + v / 0x200000 % 512;
    lemma pw_va_page: \forall integer v; 0 <= v ==> v / 0x1000 == v / 0x200000 * 512 + v / 0x1000 % 512;

    // The indices down to a level.
    predicate pw_va_shares2(integer a, integer b) =
      a / 0x8000000000 % 512 == b / 0x8000000000 % 512 && a / 0x40000000 % 512 == b / 0x40000000 % 512 &&
      a / 0x200000 % 512 == b / 0x200000 % 512;
    predicate pw_va_shares3(integer a, integer b) = pw_va_shares2(a, b) && a / 0x1000 % 512 == b / 0x1000 % 512;

    lemma pw_va_block_by_indices: \forall integer a, b;
      0 <= a && 0 <= b && a / 0x1000000000000 == b / 0x1000000000000 && pw_va_shares2(a, b) ==> a / 0x200000 == b / 0x200000;
    lemma pw_va_page_by_indices: \forall integer a, b;
      0 <= a && 0 <= b && a / 0x1000000000000 == b / 0x1000000000000 && pw_va_shares3(a, b) ==> a / 0x1000 == b / 0x1000;
    lemma pw_va_indices_of_block: \forall integer a, b; 0 <= a && 0 <= b && a / 0x200000 == b / 0x200000 ==> pw_va_shares2(a, b);
    lemma pw_va_indices_of_page: \forall integer a, b; 0 <= a && 0 <= b && a / 0x1000 == b / 0x1000 ==> pw_va_shares3(a, b);

    lemma pw_va_page_others{A,B}: \forall struct pw_window *w, struct pw_path p, integer va;
      0 <= va && pw_path_of(p, va) && pw_path_others_same{A,B}(w, p, 3) ==> pw_va_others_same_page{A,B}(w, p.table[0], va);
    lemma pw_va_block_others{A,B}: \forall struct pw_window *w, struct pw_path p, integer va;
      0 <= va && pw_path_of(p, va) && pw_path_others_same{A,B}(w, p, 2) ==> pw_va_others_same_block{A,B}(w, p.table[0], va);
    lemma pw_va_page_served{L}: \forall struct pw_window *w, struct pw_path p, integer va, value;
      0 <= va && pw_path_of(p, va) && pw_path_served(w, p, 3, value) ==> pw_va_served_page(w, p.table[0], va, value);
    lemma pw_va_block_served{L}: \forall struct pw_window *w, struct pw_path p, integer va, value;
      0 <= va && pw_path_of(p, va) && pw_path_served(w, p, 2, value) ==> pw_va_served_block(w, p.table[0], va, value);
*/

#endif
