/*
 * Range protect: break, forget, make, for each run of leaves side by side that lead on from each other.
 *
 * While its entries are invalid a run is known by its first leaf and its length alone, so no memory is needed. Leaves
 * that lead to scattered places are runs of one.
 */
#include "src/paging/range_protect.h"

#include "src/paging/flush.h"
#include "src/paging/range_part.h"

#include "spec/paging/untouched.h"

/*@ ghost
  // Whole pages more, and fewer.
  /@ requires whole: a % 0x1000 == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures more: (a + pages * 0x1000) % 0x1000 == 0;
     ensures fewer: (a - pages * 0x1000) % 0x1000 == 0;
  @/
  static void lemma_aligned(uint64_t a, uint64_t pages) {
    uint64_t all = a / 0x1000;
    /@ assert more: a + pages * 0x1000 == (all + pages) * 0x1000; @/
    /@ assert fewer: a - pages * 0x1000 == (all - pages) * 0x1000; @/
  }
*/

/* Part by part. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires range: pw_va_range_valid(space, range);
    requires mapped: pw_pages_mapped(space->window, space->root_frame, pw_va_page(range.va), range.length / 0x1000);
    requires whole: pw_range_whole(space->window, space->root_frame, range);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
      pw_pages_local(space->window, space->root_frame, pw_va_page(range.va), range.length / 0x1000);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS;
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures protected: pw_pages_protected{Pre,Post}(space->window, space->root_frame, pw_va_page(range.va),
                                                    range.length / 0x1000, leaves.page, leaves.block);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(range.va),
                                                   range.length / 0x1000);
*/
static void protect_all(struct pw_address_space *space, struct pw_va_range range, struct pw_map_leaves leaves) {
  struct pw_va_range left = range;
  //@ ghost uint64_t done = 0;
  //@ ghost uint64_t first = range.va / 0x1000 - range.va / 0x1000000000000 * 0x1000000000;
  //@ ghost uint64_t from = first;
  //@ ghost uint64_t rest = range.length / 0x1000;
  //@ assert first: first == pw_va_page(range.va);
  /*@ loop invariant filling: pw_space_filling(space);
      loop invariant filled: pw_forest_filled(space->window, -1);
      loop invariant still: pw_space_still{Pre,Here}(space);
      loop invariant source: pw_space_source_kept{Pre,Here}(space);
      loop invariant frames: pw_rest_kept{Pre,Here}(space->window);
      loop invariant left: left.length > 0 ==> pw_va_range_valid(space, left);
      loop invariant done: left.length + done * 0x1000 == range.length && rest == left.length / 0x1000;
      loop invariant place: left.length > 0 ==> left.va + left.length == range.va + range.length;
      loop invariant page: left.length > 0 ==> pw_va_page(left.va) == from;
      loop invariant from: from == first + done && done <= 0x1000000000;
      loop invariant mapped: pw_pages_mapped(space->window, space->root_frame, from, rest);
      loop invariant local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
        pw_pages_local(space->window, space->root_frame, from, rest);
      loop invariant whole: left.length > 0 ==> pw_range_whole(space->window, space->root_frame, left);
      loop invariant protected: pw_pages_protected{Pre,Here}(space->window, space->root_frame, first, done, leaves.page,
                                                             leaves.block);
      loop invariant others: pw_pages_others_same{Pre,Here}(space->window, space->root_frame, first, done);
      loop assigns left, done, from, rest, space->window->words[0 .. space->window->frame_count * 512 - 1],
        space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS;
      loop variant left.length; */
  while (left.length > 0u) {
    //@ ghost Turn: ;
    //@ assert root: pw_space_root(space);
    //@ assert here: pw_root_here(space->window, space->root_frame);
    uint64_t bytes = pw_protect_part(space, left, leaves);
    //@ ghost uint64_t pages = bytes / 0x1000;
    //@ ghost uint64_t next = done + pages;
    //@ ghost uint64_t behind = from + pages;
    //@ ghost uint64_t fewer = rest - pages;
    //@ assert frame: space->window == \at(space->window, Turn) && space->root_frame == \at(space->root_frame, Turn);
    //@ assert since: pw_pages_others_same{Turn,Here}(space->window, space->root_frame, from, pages);
    /*@ assert part: pw_pages_protected{Turn,Here}(space->window, space->root_frame, from, pages, leaves.page,
                                                   leaves.block); */
    //@ assert sums: pw_sum(from, first, done) && pw_sum(next, done, pages);
    //@ assert rests: pw_sum(behind, from, pages) && pw_sum(rest, pages, fewer);
    //@ assert stays: pw_roots_stay{Pre,Turn}(space->window);
    /*@ assert both: pw_pages_protected{Pre,Here}(space->window, space->root_frame, first, next, leaves.page,
                                                  leaves.block); */
    //@ assert beside: pw_pages_others_same{Pre,Here}(space->window, space->root_frame, first, next);
    //@ assert mapped: pw_pages_mapped(space->window, space->root_frame, behind, fewer);
    /*@ assert local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
          pw_pages_local(space->window, space->root_frame, behind, fewer); */
    //@ assert part_range: pw_part_range(left);
    //@ ghost done = next;
    //@ ghost from = behind;
    //@ ghost rest = fewer;
    //@ ghost struct pw_va_range was = left;
    left = pw_range_behind(left, bytes);
    /*@ assert behind: left.length == was.length - bytes && (left.length > 0 ==> left.va == was.va + bytes); */
    //@ assert whole: bytes == pages * 0x1000 && was.va % 0x1000 == 0 && was.length % 0x1000 == 0;
    //@ ghost lemma_aligned(was.va, pages);
    //@ ghost lemma_aligned(was.length, pages);
    //@ assert moved: left.length > 0 ==> left.va == was.va + pages * 0x1000;
    //@ assert shorter: left.length == was.length - pages * 0x1000;
    //@ assert aligned: left.length > 0 ==> left.va % 0x1000 == 0 && left.length % 0x1000 == 0;
    //@ assert end: left.length > 0 ==> left.va + left.length == was.va + was.length;
    //@ assert canonical: left.length > 0 ==> pw_space_canonical(space, left.va);
    //@ assert canonical_end: left.length > 0 ==> pw_space_canonical(space, left.va + left.length - 1);
    //@ assert begins: left.length > 0 ==> pw_va_begins(space->window, space->root_frame, left.va);
    //@ assert ends: left.length > 0 ==> pw_va_ends(space->window, space->root_frame, left.va + left.length);
    //@ assert leaves: left.length > 0 ==> pw_range_whole(space->window, space->root_frame, left);
  }
  //@ assert all: done == range.length / 0x1000;
}

/* From invalid to valid needs no invalidation, only that walkers see it before the caller goes on. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures valid: pw_space_valid(space);
*/
static void publish(const struct pw_address_space *space) {
  //@ assert owned: pw_space_owns(space) && pw_space_unused(space);
  pw_flush_made(space);
  //@ assert clean: pw_stale_none(space->window);
}

/* A space that has mapped for all ASIDs knows it from then on. */
/*@ requires valid: pw_space_valid(space);
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures marked: space->has_mapped_global <==> \old((boolean)space->has_mapped_global) || (boolean)global;
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures entries: pw_rest_kept{Pre,Post}(space->window);
*/
static void mark(struct pw_address_space *space, bool global) {
  //@ assert was_owned: pw_space_owns(space) && pw_space_unused(space);
  pw_leaf_counts_set(space, pw_leaf_counts_of(space), space->has_mapped_global || global);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert untouched: pw_trees_untouched{Pre,Here}(space->window);
  //@ assert levels: pw_forest_levels(space->window);
  //@ assert down: pw_forest_down(space->window);
  //@ assert up: pw_forest_up(space->window);
  //@ assert roots: pw_forest_roots(space->window);
  //@ assert counts: pw_forest_counts(space->window);
  //@ assert entries: pw_forest_entries(space->window);
  //@ assert filled: pw_forest_filled(space->window, -1);
  //@ assert was_clean: pw_stale_none{Pre}(space->window);
  //@ assert clean: pw_stale_none(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
}

void pw_range_protect_commit(struct pw_address_space *space, struct pw_va_range range, struct pw_map_leaves leaves,
                             bool global) {
  //@ assert root: pw_space_root(space);
  //@ assert here: pw_root_here(space->window, space->root_frame);
  /*@ assert local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
        pw_root_maps_local(space->window, space->root_frame); */
  //@ assert none: pw_stale_none(space->window);
  //@ assert settled: pw_stale_settled(space->window);
  //@ assert filling: pw_space_filling(space);
  protect_all(space, range, leaves);
  //@ ghost Protected: ;
  //@ assert stays: pw_space_still{Pre,Here}(space) && pw_space_root(space);
  //@ assert root_stays: pw_root_here(space->window, space->root_frame);
  /*@ assert then: space->half == PW_HALF_LOW && !space->has_mapped_global && !global ==>
        pw_root_maps_local(space->window, space->root_frame); */
  publish(space);
  //@ assert seen: pw_walks_same{Protected,Here}(space->window);
  mark(space, global);
  //@ assert walks: pw_walks_same{Protected,Here}(space->window);
  //@ assert frame: space->root_frame == \at(space->root_frame, Protected);
  /*@ assert maps: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
        pw_root_maps_local(space->window, space->root_frame); */
}
