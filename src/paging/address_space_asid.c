/*
 * Another ASID for an address space.
 */
#include <pagewright/address_space.h>

#include "src/paging/root.h"
#include "src/paging/space.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"
#include "spec/paging/local.h"
#include "spec/paging/object_steps.h"
#include "spec/paging/untouched.h"

#define ASID_COUNT 0x10000u

/* The write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false; assigns space->asid;
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures value: space->asid == asid;
*/
static void set_number(struct pw_address_space *space, uint32_t asid) {
  space->asid = asid;
  //@ assert parts: space->source == \at(space->source, Pre) && space->source->pool == \at(space->source->pool, Pre);
  /*@ assert first: space->source->pool != \null ==>
        space->source->pool->first_frame == \at(space->source->pool->first_frame, Pre); */
  /*@ assert out: space->source->pool != \null ==> \forall integer i; 0 <= i < 16 ==>
        space->source->pool->out[i] == \at(space->source->pool->out[i], Pre); */
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/* and so does the window; */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false; assigns space->asid;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures value: space->asid == asid;
*/
static void renumber(struct pw_address_space *space, uint32_t asid) {
  set_number(space, asid);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
  //@ assert same: pw_window_same{Pre,Here}(space->window);
  //@ ghost PW_COUNT_LIVE_AGAIN(space->window)
}

/* what it means for the space. */
/*@ requires valid: pw_space_valid(space);
    requires range: asid < 0x10000;
    terminates \true; exits \false; assigns space->asid, pw_forest_asid[space->root_frame];
    ensures valid: pw_space_valid(space);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures value: space->asid == asid;
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static void exchange(struct pw_address_space *space, uint32_t asid) {
  renumber(space, asid);
  //@ ghost pw_forest_asid[space->root_frame] = asid;
  //@ assert untouched: pw_trees_untouched{Pre,Here}(space->window);
  //@ assert ready: pw_space_source_ready(space);
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

enum pw_status pw_address_space_set_asid(struct pw_address_space *space, uint32_t asid) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (asid >= ASID_COUNT) {
    return PW_ERR_OUT_OF_RANGE;
  }
  exchange(space, asid);
  return PW_OK;
}
