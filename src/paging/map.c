/*
 * Map: pages and 2 MiB blocks of a space, counted.
 */
#include <pagewright/map.h>

#include <stddef.h>

#include "src/paging/leaf.h"
#include "src/paging/space.h"

#include "spec/paging/counts.h"
#include "spec/paging/local.h"

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
    ensures global: (boolean)space->has_mapped_global <==> (boolean)global;
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

/* A leaf of a level is mapped and counted. */
/*@ requires valid: pw_space_valid(space);
    requires attributes: \valid_read(attributes);
    requires level: 2 <= level <= 3;
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures refused: \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures was_free: \result == PW_OK ==> \old(pw_space_walk(space, va)) == 0;
    ensures there: \result == PW_ERR_ALREADY_MAPPED || \result == PW_ERR_BLOCK_IN_THE_WAY ==>
      \old(pw_space_walk(space, va)) != 0;
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures level: \result == PW_OK ==> pw_space_walk(space, va) % 4 == level;
    ensures leaf: \result == PW_OK ==> PW_LEAF_IS(pw_space_walk(space, va) / 4, pa, level, \old(*attributes));
    ensures page: \result == PW_OK && level == 3 ==>
      pw_va_served_page(space->window, space->root_frame, va, pw_space_walk(space, va));
    ensures block: \result == PW_OK && level == 2 ==>
      pw_va_served_block(space->window, space->root_frame, va, pw_space_walk(space, va));
    ensures other_pages: \result == PW_OK && level == 3 ==>
      pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
    ensures other_blocks: \result == PW_OK && level == 2 ==>
      pw_va_others_same_block{Pre,Post}(space->window, space->root_frame, va);
*/
static enum pw_status map_leaf(struct pw_address_space *space, uint64_t va, uint64_t pa, uint32_t level,
                               const struct pw_attributes *attributes) {
  bool global = space->has_mapped_global || attributes->global;
  bool is_page = level == LEVEL_OF_PAGES;
  enum pw_status status = pw_leaf_map(space, va, pa, level, attributes);
  if (status == PW_OK) {
    //@ ghost Done: ;
    count(space, is_page ? one_more(space->page_count) : space->page_count,
          is_page ? space->block_2mb_count : one_more(space->block_2mb_count), global);
    //@ assert walks: pw_va_walks_same{Done,Here}(space->window);
    //@ assert maps: pw_maps_untouched{Done,Here}(space->window);
    //@ assert still: pw_space_still{Pre,Done}(space) && pw_space_still{Done,Here}(space);
    //@ assert conserved: pw_space_conserved{Pre,Here}(space);
  }
  //@ assert leaf: status == PW_OK && !space->has_mapped_global ==> pw_walk_local(pw_space_walk(space, va));
  //@ assert onward: pw_local_onward{Pre,Here}(space);
  //@ assert root: pw_root_there{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre)) && pw_space_root{Pre}(space);
  //@ assert refused: status != PW_OK ==> pw_walks_same{Pre,Here}(space->window) && pw_local_still{Pre,Here}(space);
  //@ assert kept: status != PW_OK ==> (pw_space_local{Pre}(space) ==> pw_space_local(space));
  //@ assert low: status == PW_OK && space->half == PW_HALF_LOW ==> 0 <= va < 0x1000000000000;
  /*@ assert was: space->half == PW_HALF_LOW && !space->has_mapped_global && pw_space_local{Pre}(space) ==>
        pw_walks_local{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre)); */
  /*@ assert pages: status == PW_OK && level == 3 ==>
        pw_va_others_same_page{Pre,Here}(space->window, space->root_frame, va) &&
        pw_va_served_page(space->window, space->root_frame, va, pw_space_walk(space, va)); */
  /*@ assert page: status == PW_OK && level == 3 && space->half == PW_HALF_LOW && !space->has_mapped_global &&
        pw_walks_local{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre)) ==>
        pw_walks_local(space->window, space->root_frame); */
  /*@ assert blocks: status == PW_OK && level == 2 ==>
        pw_va_others_same_block{Pre,Here}(space->window, space->root_frame, va) &&
        pw_va_served_block(space->window, space->root_frame, va, pw_space_walk(space, va)); */
  /*@ assert block: status == PW_OK && level == 2 && space->half == PW_HALF_LOW && !space->has_mapped_global &&
        pw_walks_local{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre)) ==>
        pw_walks_local(space->window, space->root_frame); */
  return status;
}

/* Or no longer. */
/*@ requires valid: pw_space_valid(space);
    requires level: 2 <= level <= 3;
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures refused: \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures none: \result == PW_ERR_NOT_MAPPED ==> \old(pw_space_walk(space, va)) == 0;
    ensures page: \result == PW_OK && level == 3 ==> pw_va_served_page(space->window, space->root_frame, va, 0);
    ensures block: \result == PW_OK && level == 2 ==> pw_va_served_block(space->window, space->root_frame, va, 0);
    ensures other_pages: \result == PW_OK && level == 3 ==>
      pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
    ensures other_blocks: \result == PW_OK && level == 2 ==>
      pw_va_others_same_block{Pre,Post}(space->window, space->root_frame, va);
*/
static enum pw_status unmap_leaf(struct pw_address_space *space, uint64_t va, uint32_t level) {
  bool is_page = level == LEVEL_OF_PAGES;
  enum pw_status status = pw_leaf_unmap(space, va, level);
  if (status == PW_OK) {
    //@ ghost Done: ;
    count(space, is_page ? one_fewer(space->page_count) : space->page_count,
          is_page ? space->block_2mb_count : one_fewer(space->block_2mb_count), space->has_mapped_global);
    //@ assert walks: pw_va_walks_same{Done,Here}(space->window);
    //@ assert maps: pw_maps_untouched{Done,Here}(space->window);
    //@ assert still: pw_space_still{Pre,Done}(space) && pw_space_still{Done,Here}(space);
    //@ assert conserved: pw_space_conserved{Pre,Here}(space);
  }
  //@ assert onward: pw_local_onward{Pre,Here}(space);
  //@ assert root: pw_root_there{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre)) && pw_space_root{Pre}(space);
  //@ assert refused: status != PW_OK ==> pw_walks_same{Pre,Here}(space->window) && pw_local_still{Pre,Here}(space);
  //@ assert kept: status != PW_OK ==> (pw_space_local{Pre}(space) ==> pw_space_local(space));
  //@ assert low: status == PW_OK && space->half == PW_HALF_LOW ==> 0 <= va < 0x1000000000000;
  /*@ assert was: space->half == PW_HALF_LOW && !space->has_mapped_global && pw_space_local{Pre}(space) ==>
        pw_walks_local{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre)); */
  //@ assert nothing: pw_walk_local(0);
  /*@ assert pages: status == PW_OK && level == 3 ==>
        pw_va_others_same_page{Pre,Here}(space->window, space->root_frame, va) &&
        pw_va_served_page(space->window, space->root_frame, va, 0); */
  /*@ assert page: status == PW_OK && level == 3 && space->half == PW_HALF_LOW && !space->has_mapped_global &&
        pw_walks_local{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre)) ==>
        pw_walks_local(space->window, space->root_frame); */
  /*@ assert blocks: status == PW_OK && level == 2 ==>
        pw_va_others_same_block{Pre,Here}(space->window, space->root_frame, va) &&
        pw_va_served_block(space->window, space->root_frame, va, 0); */
  /*@ assert block: status == PW_OK && level == 2 && space->half == PW_HALF_LOW && !space->has_mapped_global &&
        pw_walks_local{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre)) ==>
        pw_walks_local(space->window, space->root_frame); */
  return status;
}

enum pw_status pw_map_page(struct pw_address_space *space, uint64_t va, uint64_t pa,
                           const struct pw_attributes *attributes) {
  if (!pw_space_is_live(space) || attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (space->page_count == UINT32_MAX) {
    return PW_ERR_NO_MEMORY;
  }
  return map_leaf(space, va, pa, LEVEL_OF_PAGES, attributes);
}

enum pw_status pw_map_block_2mb(struct pw_address_space *space, uint64_t va, uint64_t pa,
                                const struct pw_attributes *attributes) {
  if (!pw_space_is_live(space) || attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  return map_leaf(space, va, pa, LEVEL_OF_2MB_BLOCKS, attributes);
}

enum pw_status pw_unmap_page(struct pw_address_space *space, uint64_t va) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  return unmap_leaf(space, va, LEVEL_OF_PAGES);
}

enum pw_status pw_unmap_block_2mb(struct pw_address_space *space, uint64_t va) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  return unmap_leaf(space, va, LEVEL_OF_2MB_BLOCKS);
}
