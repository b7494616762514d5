/*
 * The tables that a target needs, in logic, while it is planned.
 */
#ifndef PW_SPEC_PAGING_TARGET_NEEDS_H
#define PW_SPEC_PAGING_TARGET_NEEDS_H

#include "spec/paging/map_pages.h"
#include "spec/paging/tables_needed.h"
#include "spec/paging/unit.h"

/*@ // The path's indices are those of an address as far as the path goes.
    predicate pw_plan_path(struct pw_path p, integer va) =
      p.index[0] == va / 0x8000000000 % 512 && (1 <= p.level ==> p.index[1] == va / 0x40000000 % 512) &&
      (2 <= p.level ==> p.index[2] == va / 0x200000 % 512) && (3 <= p.level ==> p.index[3] == va / 0x1000 % 512);

    // What a target as a whole needs.
    predicate pw_target_needs{L}(struct pw_window *w, integer root, struct pw_target t, integer count) =
      pw_tables_needed(w, root, t.va, t.va, t.pa, t.length, t.top_level, count);

    // A target needs so many, and those that what is left of it needs.
    predicate pw_needed_on{L}(struct pw_window *w, integer root, struct pw_target t, integer va, integer pa, integer length,
                              integer count) =
      \forall integer m; 0 <= m && pw_tables_needed(w, root, t.va, va, pa, length, t.top_level, m) ==>
        pw_target_needs(w, root, t, count + m);
*/

#endif
