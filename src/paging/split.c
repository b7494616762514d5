/*
 * Split: one block at a time, as long as one goes across the boundary. The boundaries are those of split_count.h.
 */
#include "src/paging/split.h"

#include <stdbool.h>

#include <pagewright/descriptor.h>

#include "src/paging/path.h"
#include "src/paging/split_block.h"
#include "src/paging/split_count.h"

#define LEVEL_OF_PAGES 3u

/* Whether the path ends at a block that goes across the boundary. */
/*@ requires level: path.level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures block: \result ==> 1 <= path.level <= 2 && path.descriptor % 4 == 1;
*/
static bool is_across(struct pw_path path, uint64_t boundary) {
  return pw_descriptor_kind(path.descriptor, path.level) == PW_DESCRIPTOR_BLOCK &&
         boundary % pw_level_size(path.level) != 0u;
}

/* The block at the path's end becomes the stock's first table. */
/*@ requires valid: pw_space_valid(space);
    requires path: pw_path_valid(space->window, path) && 1 <= path.level <= 2 && pw_path_of(path, va) &&
      path.table[0] == space->root_frame;
    requires block: path.descriptor == pw_path_entry(space->window, path) && path.descriptor % 4 == 1;
    requires canonical: pw_space_canonical(space, va);
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space) && 1 <= stock.count;
    terminates \true; exits \false;
    assigns PW_SPLITS_ASSIGN(space);
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures canonical: pw_space_canonical(space, va);
    ensures stock: pw_stock_valid(space->window, \result) && pw_split_stocked(space);
    ensures left: \result.count == stock.count - 1;
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures walks: pw_walks_agree{Pre,Post}(space->window);
*/
static struct pw_stock split_block(struct pw_address_space *space, struct pw_path path, uint64_t va,
                                   struct pw_stock stock) {
  uint32_t table = stock.first;
  //@ assert first: pw_stock_has(space->window, table);
  struct pw_stock left = pw_stock_rest(space->window, stock);
  //@ assert none: !pw_stock_has(space->window, table);
  /*@ assert spare: \forall integer f; pw_stock_has(space->window, f) ==>
        0 <= f < space->window->frame_count && pw_forest_level[f] == PW_NO_LEVEL && f != table; */
  //@ ghost Taken: ;
  pw_split_block(space, path, va, table);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Taken);
  /*@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Taken}(space->window, f); */
  //@ assert rest: pw_split_rest_kept{Taken,Here}(space->window, table);
  /*@ assert words: \forall integer f; pw_stock_has(space->window, f) ==>
        pw_entry(space->window, f, 0) == pw_entry{Taken}(space->window, f, 0); */
  //@ assert ends: pw_stock_ends(space->window, left);
  //@ assert apart: pw_stock_apart(space->window);
  //@ assert linked: pw_stock_links{Taken}(space->window, left);
  /*@ assert even: \forall integer f; pw_stock_has(space->window, f) && f != left.last ==>
        pw_entry(space->window, f, 0) % 2 == 0; */
  /*@ assert next: \forall integer f; pw_stock_has(space->window, f) ==>
        pw_stock_next(space->window, f) == pw_stock_next{Taken}(space->window, f); */
  /*@ assert follows: \forall integer f; pw_stock_has(space->window, f) && f != left.last ==>
        pw_stock_has(space->window, pw_stock_next(space->window, f)) &&
        pw_stock_place[pw_stock_next(space->window, f)] == pw_stock_place[f] + 1; */
  //@ assert links: pw_stock_links(space->window, left);
  //@ assert places: pw_split_places_kept{Taken,Here}(space->window, table);
  //@ assert no_tables: pw_stock_no_tables(space->window);
  /*@ assert was_out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out{Taken}(space->source, f); */
  //@ assert out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out(space->source, f);
  return left;
}

/* The stock is what has been counted, so there is something across the boundary only while something is left of it. */
/*@ requires valid: pw_space_valid(space);
    requires canonical: boundary % 0x40000000 != 0 ==> pw_space_canonical(space, boundary);
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    terminates \true; exits \false;
    assigns PW_SPLITS_ASSIGN(space);
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures stock: pw_stock_valid(space->window, \result) && pw_split_stocked(space);
    ensures left: \result.count <= stock.count;
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures walks: pw_walks_agree{Pre,Post}(space->window);
*/
static struct pw_stock split_at(struct pw_address_space *space, uint64_t boundary, struct pw_stock stock) {
  struct pw_stock left = stock;
  if (boundary % PW_BLOCK_1GB_SIZE != 0u) {
    bool is_done = false;
    /*@ loop invariant valid: pw_space_valid(space);
        loop invariant still: pw_space_still{Pre,Here}(space);
        loop invariant half: space->half == \at(space->half, Pre);
        loop invariant canonical: pw_space_canonical(space, boundary);
        loop invariant stock: pw_stock_valid(space->window, left) && pw_split_stocked(space);
        loop invariant left: left.count <= stock.count;
        loop invariant conserved: pw_split_conserved{Pre,Here}(space);
        loop invariant walks: pw_walks_agree{Pre,Here}(space->window);
        loop assigns left, is_done, PW_SPLITS_ASSIGN(space);
        loop variant left.count + (is_done ? 0 : 1); */
    while (left.count > 0u && !is_done) {
      //@ ghost Turn: ;
      struct pw_path path = pw_path_find(space->window, space->root_frame, boundary, LEVEL_OF_PAGES);
      is_done = !is_across(path, boundary);
      if (!is_done) {
        left = split_block(space, path, boundary, left);
        //@ assert stays: pw_roots_stay{Pre,Turn}(space->window);
      }
    }
  }
  return left;
}

struct pw_stock pw_split_ends(struct pw_address_space *space, struct pw_va_range range, struct pw_stock stock) {
  uint64_t end = pw_range_boundary(range);
  //@ assert end: end % 0x40000000 != 0 ==> pw_space_canonical(space, end);
  struct pw_stock left = split_at(space, range.va, stock);
  //@ ghost Begun: ;
  //@ assert still: end % 0x40000000 != 0 ==> pw_space_canonical(space, end);
  //@ assert begun: pw_roots_stay{Pre,Begun}(space->window);
  left = split_at(space, end, left);
  return left;
}
