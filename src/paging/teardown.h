/*
 * Teardown: every table of a tree that has ended goes back to its source. Internal to src/paging.
 */
#ifndef PW_PAGING_TEARDOWN_H
#define PW_PAGING_TEARDOWN_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/root.h"

#include "spec/paging/teardown.h"

/* The space's root and every table below it go back, what a table leads to before the table itself: no table is read after
 * it has gone. */
/*@ requires ready: pw_space_source_ready(space);
    requires down: pw_branch_down(space->window);
    requires up: pw_branch_up(space->window);
    requires root: space->root_frame < space->window->frame_count && pw_tree_level[space->root_frame] == 0;
    requires ended: pw_tree_ended(0, space->root_frame);
    requires out: pw_tree_out(space, 0, space->root_frame);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures frames: space->window->frame_count == \old(space->window->frame_count);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures down: pw_branch_down(space->window);
    ensures up: pw_branch_up(space->window);
    ensures gave: pw_tree_gave_all{Pre,Post}(space, 0, space->root_frame);
*/
void pw_teardown(struct pw_address_space *space);

#endif
