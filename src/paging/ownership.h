/*
 * Ownership: whether a source could take back every table of a tree. Internal to src/paging.
 */
#ifndef PW_PAGING_OWNERSHIP_H
#define PW_PAGING_OWNERSHIP_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/page_source.h>
#include <pagewright/window.h>

#include "spec/paging/descriptor.h"
#include "spec/paging/table.h"
#include "spec/paging/tree.h"

/* Each table of the tree is out of the source. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires source: pw_page_source_valid(source);
    requires down: pw_branch_down(window);
    requires up: pw_branch_up(window);
    requires root: root < window->frame_count && pw_tree_level[root] == 0;
    terminates \true; exits \false; assigns \nothing;
    ensures owned: \result <==> (\forall integer f; pw_tree_in(0, root, f) ==> pw_page_source_out(source, f));
*/
bool pw_ownership_check(const struct pw_window *window, const struct pw_page_source *source, uint32_t root);

#endif
