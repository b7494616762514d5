/*
 * Map: pages and 2 MiB blocks of a space, counted.
 */
#include <pagewright/map.h>

#include <stddef.h>

#include "src/paging/leaf.h"
#include "src/paging/space.h"

#include "spec/paging/counts.h"

#define LEVEL_OF_PAGES      3u
#define LEVEL_OF_2MB_BLOCKS 2u

/* One more, one fewer: counts wrap by intent, which only a damaged space could make them do. */
/*@ terminates \true; exits \false; assigns \nothing; */
static uint32_t one_more(uint32_t count) {
  return count == UINT32_MAX ? 0u : count + 1u;
}

/*@ terminates \true; exits \false; assigns \nothing; */
static uint32_t one_fewer(uint32_t count) {
  return count == 0u ? UINT32_MAX : count - 1u;
}

/* What is mapped now; all else of the space stays. */
/*@ requires valid: pw_space_valid(space);
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures here: \forall integer a; 0 <= a ==> pw_space_walk(space, a) == \old(pw_space_walk(space, a));
*/
static void count(struct pw_address_space *space, uint32_t page_count, uint32_t block_2mb_count, bool global) {
  //@ assert was_owned: pw_space_owns(space) && pw_space_unused(space);
  pw_space_set_counts(space, page_count, block_2mb_count, global);
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
  //@ assert clean: pw_stale_none(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
  /*@ assert here: \forall integer a; 0 <= a ==>
        pw_va_walk(space->window, space->root_frame, a) == pw_va_walk{Pre}(space->window, space->root_frame, a); */
}

enum pw_status pw_map_page(struct pw_address_space *space, uint64_t va, uint64_t pa,
                           const struct pw_attributes *attributes) {
  if (!pw_space_is_live(space) || attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (space->page_count == UINT32_MAX) {
    return PW_ERR_NO_MEMORY;
  }
  bool global = space->has_mapped_global || attributes->global;
  enum pw_status status = pw_leaf_map(space, va, pa, LEVEL_OF_PAGES, attributes);
  if (status == PW_OK) {
    //@ ghost Done: ;
    count(space, one_more(space->page_count), space->block_2mb_count, global);
    //@ assert walks: pw_va_walks_same{Done,Here}(space->window);
    //@ assert maps: pw_maps_untouched{Done,Here}(space->window);
    //@ assert still: pw_space_still{Pre,Done}(space) && pw_space_still{Done,Here}(space);
    //@ assert conserved: pw_space_conserved{Pre,Here}(space);
  }
  return status;
}

enum pw_status pw_map_block_2mb(struct pw_address_space *space, uint64_t va, uint64_t pa,
                                const struct pw_attributes *attributes) {
  if (!pw_space_is_live(space) || attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  bool global = space->has_mapped_global || attributes->global;
  enum pw_status status = pw_leaf_map(space, va, pa, LEVEL_OF_2MB_BLOCKS, attributes);
  if (status == PW_OK) {
    //@ ghost Done: ;
    count(space, space->page_count, one_more(space->block_2mb_count), global);
    //@ assert walks: pw_va_walks_same{Done,Here}(space->window);
    //@ assert maps: pw_maps_untouched{Done,Here}(space->window);
    //@ assert still: pw_space_still{Pre,Done}(space) && pw_space_still{Done,Here}(space);
    //@ assert conserved: pw_space_conserved{Pre,Here}(space);
  }
  return status;
}

enum pw_status pw_unmap_page(struct pw_address_space *space, uint64_t va) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_leaf_unmap(space, va, LEVEL_OF_PAGES);
  if (status == PW_OK) {
    //@ ghost Done: ;
    count(space, one_fewer(space->page_count), space->block_2mb_count, space->has_mapped_global);
    //@ assert walks: pw_va_walks_same{Done,Here}(space->window);
    //@ assert maps: pw_maps_untouched{Done,Here}(space->window);
    //@ assert still: pw_space_still{Pre,Done}(space) && pw_space_still{Done,Here}(space);
    //@ assert conserved: pw_space_conserved{Pre,Here}(space);
  }
  return status;
}

enum pw_status pw_unmap_block_2mb(struct pw_address_space *space, uint64_t va) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_leaf_unmap(space, va, LEVEL_OF_2MB_BLOCKS);
  if (status == PW_OK) {
    //@ ghost Done: ;
    count(space, space->page_count, one_fewer(space->block_2mb_count), space->has_mapped_global);
    //@ assert walks: pw_va_walks_same{Done,Here}(space->window);
    //@ assert maps: pw_maps_untouched{Done,Here}(space->window);
    //@ assert still: pw_space_still{Pre,Done}(space) && pw_space_still{Done,Here}(space);
    //@ assert conserved: pw_space_conserved{Pre,Here}(space);
  }
  return status;
}
