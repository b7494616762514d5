/*
 * A unit that is mapped, in logic: what holds of a space from its first new entry to the last.
 */
#ifndef PW_SPEC_PAGING_MAP_UNIT_H
#define PW_SPEC_PAGING_MAP_UNIT_H

#include "spec/paging/path.h"
#include "spec/paging/run.h"
#include "spec/paging/split_ends.h"

/*@ // As between calls, but that walkers may not see yet what was made; that no table is empty stands beside it.
    predicate pw_space_filling{L}(struct pw_address_space *s) =
      pw_space_source_ready(s) && pw_space_root(s) && pw_forest_valid(s->window) && pw_stale_settled(s->window) &&
      pw_space_owns(s) && pw_space_unused(s);

    // A path of the space.
    predicate pw_space_path{L}(struct pw_address_space *s, struct pw_path p) =
      pw_path_valid(s->window, p) && p.table[0] == s->root_frame;
*/

#endif
