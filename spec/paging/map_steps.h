/*
 * One part of a range mapped after the other, in logic.
 */
#ifndef PW_SPEC_PAGING_MAP_STEPS_H
#define PW_SPEC_PAGING_MAP_STEPS_H

#include "spec/paging/map.h"
#include "spec/paging/map_pages.h"

/*@ predicate pw_root_here{L}(struct pw_window *w, integer root) = 0 <= root < w->frame_count && pw_forest_level[root] == 0;

    // Not as an equation, by which a prover would do away with the variable that it has to match.
    predicate pw_sum(integer sum, integer a, integer b) = sum <= a + b && a + b <= sum;

    // Pages 'first' to 'next' have been mapped, then those from 'next' to 'end'.
    lemma pw_pages_others_then{A,B,C}: \forall struct pw_window *w, integer root, first, n, next, m, all;
      pw_pages_others_same{A,B}(w, root, first, n) && pw_roots_stay{A,B}(w) && pw_pages_others_same{B,C}(w, root, next, m) &&
          pw_sum(next, first, n) && pw_sum(all, n, m) && 0 <= n && 0 <= m ==>
        pw_pages_others_same{A,C}(w, root, first, all);
    lemma pw_pages_lead_then{A,B}: \forall struct pw_window *w, integer root, first, n, next, m, all, page, further, of_page, of_block;
      pw_pages_lead{A}(w, root, first, n, page, of_page, of_block) && pw_root_here{A}(w, root) &&
          pw_pages_others_same{A,B}(w, root, next, m) && pw_pages_lead{B}(w, root, next, m, further, of_page, of_block) &&
          pw_sum(next, first, n) && pw_sum(all, n, m) && pw_sum(further, page, n) && 0 <= n && 0 <= m ==>
        pw_pages_lead{B}(w, root, first, all, page, of_page, of_block);
    lemma pw_pages_fault_then{A,B}: \forall struct pw_window *w, integer root, first, all, next, m, rest;
      pw_pages_fault{A}(w, root, first, all) && pw_root_here{A}(w, root) && pw_pages_others_same{A,B}(w, root, first, m) &&
          pw_sum(next, first, m) && pw_sum(all, m, rest) && 0 <= m ==>
        pw_pages_fault{B}(w, root, next, rest);
*/

#endif
