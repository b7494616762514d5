/*
 * Destroying an address space: its tree ends as a whole, every TLB forgets it, then every table goes back.
 *
 * The hardware uses the root no more, so nothing has to be unlinked: one invalidation covers all that TLBs may still hold
 * of the tree, and behind it nobody reads a table of it but this code.
 */
#include <pagewright/address_space.h>

#include <stddef.h>

#include "src/paging/object.h"
#include "src/paging/root.h"
#include "src/paging/space.h"
#include "src/paging/teardown.h"
#include "src/paging/tlb.h"

#include "spec/paging/root_steps.h"
#include "spec/paging/supply.h"
#include "spec/paging/untouched.h"

/* Something of the space may be in TLBs that an invalidation by its ASID leaves there. */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures global: \result <==> space->half == PW_HALF_HIGH || (boolean)space->has_mapped_global;
*/
static bool may_be_global(const struct pw_address_space *space) {
  return space->half == PW_HALF_HIGH || space->has_mapped_global;
}

/* Every TLB forgets every translation of the space and every step of a walk to one (Arm ARM D8.14). */
/*@ requires space: \valid_read(space) && pw_window_valid(space->window);
    requires asid: pw_forest_asid[space->root_frame] == space->asid;
    requires low: (boolean)global || pw_forest_half[space->root_frame] == 0;
    requires stale: pw_root_stale(space->window, space->root_frame, PW_STAGE_CLEARED, (boolean)global);
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: pw_stale_none(space->window);
*/
static void forget(const struct pw_address_space *space, bool global) {
  pw_tlb_dsb_ishst(space->tlb);
  //@ assert ordered: pw_root_stale(space->window, space->root_frame, PW_STAGE_ORDERED, (boolean)global);
  if (global) {
    pw_tlb_tlbi_all(space->tlb);
  } else {
    pw_tlb_tlbi_asid(space->tlb, space->asid);
  }
  //@ assert dropped: pw_root_stale(space->window, space->root_frame, PW_STAGE_DROPPED, (boolean)global);
  pw_tlb_dsb_ish(space->tlb);
  //@ assert complete: pw_root_stale(space->window, space->root_frame, PW_STAGE_COMPLETE, (boolean)global);
  pw_tlb_isb(space->tlb);
}

/* The tree ends, and is forgotten. What is said of its tables is what was true of them before. */
/*@ requires valid: pw_space_valid(space);
    requires local: pw_space_local(space);
    terminates \true; exits \false;
    assigns pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_tree_level[0 .. PW_WINDOW_MAX_FRAMES - 1],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1],
            pw_stale_global[0 .. PW_WINDOW_MAX_FRAMES - 1];
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures gone: pw_root_gone{Pre,Post}(space->window, space->root_frame);
    ensures down: pw_branch_down(space->window);
    ensures up: pw_branch_up(space->window);
    ensures root: pw_tree_level[space->root_frame] == 0;
    ensures members: pw_root_members{Pre,Post}(space->window, space->root_frame);
    ensures ended: pw_tree_ended(0, space->root_frame);
*/
static void end_tree(const struct pw_address_space *space) {
  bool global = may_be_global(space);
  //@ assert low: !global ==> pw_forest_half[space->root_frame] == 0;
  //@ assert local: !global ==> pw_root_local(space->window, space->root_frame);
  //@ ghost pw_root_retire(space->window, space->root_frame, global);
  forget(space, global);
  /*@ assert gone: \forall integer f; pw_root_table{Pre}(space->window, space->root_frame, f) ==>
        0 <= f < space->window->frame_count && pw_forest_level[f] == PW_NO_LEVEL; */
  /*@ assert clean: \forall integer f; pw_root_table{Pre}(space->window, space->root_frame, f) ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN; */
  //@ assert members: pw_root_members{Pre,Here}(space->window, space->root_frame);
  /*@ assert each: \forall integer f; pw_tree_in(0, space->root_frame, f) ==>
        pw_root_table{Pre}(space->window, space->root_frame, f); */
}

/* Every table back, then the object. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires clean: pw_stale_none(space->window);
    requires down: pw_branch_down(space->window);
    requires up: pw_branch_up(space->window);
    requires root: space->root_frame < space->window->frame_count && pw_tree_level[space->root_frame] == 0;
    requires ended: pw_tree_ended(0, space->root_frame);
    requires out: pw_tree_out(space, 0, space->root_frame);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1], space->root_frame,
            space->page_count, space->block_2mb_count, space->block_1gb_count;
    ensures ready: pw_space_source_ready(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures parts: space->window == \old(space->window) && space->source == \old(space->source);
    ensures dead: space->root_frame == PW_NO_FRAME && space->page_count == 0 &&
      space->block_2mb_count == 0 && space->block_1gb_count == 0;
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures gave: pw_tree_gave_all{Pre,Post}(space, 0, \old(space->root_frame));
*/
static void give_all_back(struct pw_address_space *space) {
  pw_teardown(space);
  //@ ghost Given: ;
  pw_object_bury(space);
  //@ assert kept: pw_space_source_kept{Given,Here}(space);
  //@ assert gave: pw_tree_gave_all{Pre,Given}(space, 0, \at(space->root_frame, Pre));
  //@ assert untouched: pw_trees_untouched{Pre,Here}(space->window);
  //@ assert levels: pw_forest_levels(space->window);
  //@ assert down: pw_forest_down(space->window);
  //@ assert up: pw_forest_up(space->window);
  //@ assert roots: pw_forest_roots(space->window);
  //@ assert counts: pw_forest_counts(space->window);
  //@ assert entries: pw_forest_entries(space->window);
  //@ assert filled: pw_forest_filled(space->window, -1);
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
}

enum pw_status pw_address_space_destroy(struct pw_address_space *space) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  //@ assert was_owned: pw_space_owns(space) && pw_space_unused(space);
  end_tree(space);
  //@ ghost Ended: ;
  //@ assert kept: pw_space_source_kept{Pre,Here}(space);
  //@ assert out: pw_tree_out(space, 0, space->root_frame);
  give_all_back(space);
  //@ assert still: pw_root_still{Pre,Here}(space);
  //@ assert gave: pw_tree_gave_all{Ended,Here}(space, 0, \at(space->root_frame, Pre));
  //@ assert gone: pw_root_gone{Pre,Here}(space->window, \at(space->root_frame, Pre));
  //@ assert given: pw_root_given{Pre,Here}(space, \at(space->root_frame, Pre));
  //@ assert unused: pw_supply_unused(space->window, space->source);
  return PW_OK;
}
