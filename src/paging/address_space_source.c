/*
 * Another source for an address space.
 */
#include <pagewright/address_space.h>

#include <stddef.h>

#include "src/paging/object.h"
#include "src/paging/ownership.h"
#include "src/paging/root.h"
#include "src/paging/space.h"

#include "spec/paging/local.h"
#include "spec/paging/supply.h"
#include "spec/paging/untouched.h"

/* Each table of the space is one that the source would take back. */
/*@ requires valid: pw_space_valid(space);
    requires source: pw_page_source_valid(source);
    terminates \true; exits \false; assigns pw_tree_level[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures owned: \result <==> (\forall integer f; pw_root_table(space->window, space->root_frame, f) ==>
      pw_page_source_out(source, f));
*/
static bool is_owned(const struct pw_address_space *space, const struct pw_page_source *source) {
  //@ ghost pw_root_copy(space->window, space->root_frame);
  /*@ assert members: \forall integer f; pw_tree_in(0, space->root_frame, f) <==>
        pw_root_table(space->window, space->root_frame, f); */
  return pw_ownership_check(space->window, source, space->root_frame);
}

/* what it means for the space. */
/*@ requires valid: pw_space_valid(space);
    requires supply: pw_supply_valid(space, space->window, source);
    requires owned: \forall integer f; pw_root_table(space->window, space->root_frame, f) ==> pw_page_source_out(source, f);
    terminates \true; exits \false; assigns space->source \from source;
    ensures valid: pw_space_valid(space);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures taken: space->source == source;
    ensures owned: \forall integer f; pw_root_table(space->window, space->root_frame, f) ==> pw_page_source_out(source, f);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static void exchange(struct pw_address_space *space, const struct pw_page_source *source) {
  pw_object_set_source(space, source);
  //@ assert untouched: pw_trees_untouched{Pre,Here}(space->window);
  //@ assert levels: pw_forest_levels(space->window);
  //@ assert down: pw_forest_down(space->window);
  //@ assert up: pw_forest_up(space->window);
  //@ assert roots: pw_forest_roots(space->window);
  //@ assert counts: pw_forest_counts(space->window);
  //@ assert entries: pw_forest_entries(space->window);
  //@ assert filled: pw_forest_filled(space->window, -1);
  //@ assert clean: pw_stale_none(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
  //@ assert still: pw_local_still{Pre,Here}(space);
}

enum pw_status pw_address_space_set_source(struct pw_address_space *space, const struct pw_page_source *source) {
  if (!pw_space_is_live(space) || source == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  const struct pw_window *window = space->window;
  if (source->window != window) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!is_owned(space, source)) {
    return PW_ERR_FOREIGN;
  }
  exchange(space, source);
  return PW_OK;
}
