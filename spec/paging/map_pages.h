/*
 * A range of pages, in logic, by the indices of their addresses: what walks find there before and after it is mapped.
 */
#ifndef PW_SPEC_PAGING_MAP_PAGES_H
#define PW_SPEC_PAGING_MAP_PAGES_H

#include "spec/paging/forest.h"
#include "spec/paging/pages.h"
#include "spec/paging/run.h"
#include "spec/paging/split.h"

/*@ // A walk's result leads to a page, by a leaf with the attributes of one of two leaves, for pages and for blocks.
    predicate pw_walk_leads(integer value, integer page, integer of_page, integer of_block, integer i2, integer i3) =
      value != 0 && 1 <= value % 4 && pw_leaf_page(value / 4, value % 4, i2, i3) == page &&
      value / 4 % 0x1000 == (value % 4 == 3 ? of_page : of_block) % 0x1000 &&
      value / 4 / 0x1000000000000 == (value % 4 == 3 ? of_page : of_block) / 0x1000000000000;

    // Leaf k of a run does, the run's first leading to the page.
    predicate pw_leaf_leads(integer leaf, integer stride, integer level, integer k, integer page, integer of_page, integer of_block,
                            integer i2, integer i3) =
      pw_walk_leads(pw_run_value(leaf, stride, k) * 4 + level,
                    page + pw_run_pages(level, k) + (level == 1 ? i2 * 512 + i3 : (level == 2 ? i3 : 0)), of_page, of_block, i2, i3);

    // The pages lead, one after the other, to those from a page on.
    predicate pw_pages_lead{L}(struct pw_window *w, integer root, integer first, integer count, integer page, integer of_page,
                               integer of_block) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_pages_have(first, count, i0, i1, i2, i3) ==>
        pw_walk_leads(pw_walk0(w, root, i0, i1, i2, i3), page + pw_page_of(i0, i1, i2, i3) - first, of_page, of_block, i2, i3);

    // A leaf that leads to 0: with an address added it leads there.
    predicate pw_leaf_to_0(integer d, integer kind) =
      d % 4 == kind && d / 0x1000 % 0x1000000000 == 0 && 0 <= d < 0x800000000000000;

    // The unit that a target begins with.
    predicate pw_unit_of(struct pw_unit u, struct pw_target t) =
      1 <= u.level <= 3 && u.first == t.va / pw_level_bytes(u.level) % 512 && 1 <= u.count && u.first + u.count <= 512 &&
      u.bytes == u.count * pw_level_bytes(u.level) && u.bytes <= t.length && t.va % pw_level_bytes(u.level) == 0 &&
      t.pa % pw_level_bytes(u.level) == 0;

    // A target in one half.
    predicate pw_target_whole(struct pw_target t) =
      t.length > 0 ==> t.va / 0x1000000000000 == (t.va + t.length - 1) / 0x1000000000000;
*/

#endif
