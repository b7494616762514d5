/*
 * The plan of a range that is to be mapped, in logic.
 */
#ifndef PW_SPEC_PAGING_RANGE_PLAN_H
#define PW_SPEC_PAGING_RANGE_PLAN_H

#include "spec/paging/path.h"
#include "spec/paging/target_needs.h"

/*@ // The way ends above level 3 at an entry that serves so many bytes from the address on, and some before it.
    predicate pw_plan_way{L}(struct pw_window *w, integer root, struct pw_path p, integer va, integer same) =
      pw_path_tables(w, p) && pw_path_indices(p) && pw_plan_path(p, va) && p.table[0] == root && p.level <= 2 &&
      p.descriptor == pw_path_entry(w, p) && !pw_is_link(p.descriptor, p.level) && va % pw_level_bytes(p.level) != 0 &&
      same == pw_level_bytes(p.level) - va % pw_level_bytes(p.level);

    // The pages that leaves serve.
    logic integer pw_plan_pages(struct pw_leaf_counts c) = c.page_count + c.block_2mb_count * 512 + c.block_1gb_count * 0x40000;
*/

#endif
