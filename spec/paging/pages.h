/*
 * Pages of a half, in logic, by number and by the indices of their addresses.
 */
#ifndef PW_SPEC_PAGING_PAGES_H
#define PW_SPEC_PAGING_PAGES_H

#include "spec/paging/forest.h"

/*@ // A page's number in its half, by its indices and by its address.
    logic integer pw_page_of(integer i0, integer i1, integer i2, integer i3) = ((i0 * 512 + i1) * 512 + i2) * 512 + i3;
    logic integer pw_va_page(integer va) = va / 0x1000 - va / 0x1000000000000 * 0x1000000000;

    // The pages that leaves of a level serve.
    logic integer pw_run_pages(integer level, integer count) =
      level == 1 ? count * 0x40000 : (level == 2 ? count * 512 : count);

    predicate pw_pages_have(integer first, integer count, integer i0, integer i1, integer i2, integer i3) =
      first <= pw_page_of(i0, i1, i2, i3) < first + count;

    // The walk to each of the pages is a fault.
    predicate pw_pages_fault{L}(struct pw_window *w, integer root, integer first, integer count) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_pages_have(first, count, i0, i1, i2, i3) ==>
        pw_walk0(w, root, i0, i1, i2, i3) == 0;

    // At two points: every walk but to those pages of the root is the same.
    predicate pw_pages_others_same{A,B}(struct pw_window *w, integer root, integer first, integer count) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 &&
          pw_indices(i0, i1, i2, i3) && !(r == root && pw_pages_have(first, count, i0, i1, i2, i3)) ==>
        pw_walk0{A}(w, r, i0, i1, i2, i3) == pw_walk0{B}(w, r, i0, i1, i2, i3);
*/

#endif
