/*
 * Extent: the end of the path to an address.
 */
#include "src/paging/extent.h"

#define LEVEL_OF_PAGES 3u

/*@ // What is served by one entry is served by one entry of the level above.
    lemma pw_page_in_block: \forall integer a, b; 0 <= a && 0 <= b && a / 0x1000 == b / 0x1000 ==> a / 0x200000 == b / 0x200000;
    lemma pw_block_in_large: \forall integer a, b;
      0 <= a && 0 <= b && a / 0x200000 == b / 0x200000 ==> a / 0x40000000 == b / 0x40000000;
    lemma pw_large_in_top: \forall integer a, b;
      0 <= a && 0 <= b && a / 0x40000000 == b / 0x40000000 ==> a / 0x8000000000 == b / 0x8000000000;

    // From an address to the end of what an entry serves.
    lemma pw_left_page: \forall integer a, x; 0 <= a <= x < a + 0x1000 - a % 0x1000 ==> x / 0x1000 == a / 0x1000;
    lemma pw_left_block: \forall integer a, x; 0 <= a <= x < a + 0x200000 - a % 0x200000 ==> x / 0x200000 == a / 0x200000;
    lemma pw_left_large: \forall integer a, x;
      0 <= a <= x < a + 0x40000000 - a % 0x40000000 ==> x / 0x40000000 == a / 0x40000000;
    lemma pw_left_top: \forall integer a, x;
      0 <= a <= x < a + 0x8000000000 - a % 0x8000000000 ==> x / 0x8000000000 == a / 0x8000000000;
*/

/*@ // The walk of the path's address does not depend on the indices below the path's end.
    predicate ends_alike{L}(struct pw_window *w, struct pw_path p) =
      (p.level == 2 ==> \forall integer j3; pw_walk0(w, p.table[0], p.index[0], p.index[1], p.index[2], j3) == pw_path_walk(w, p)) &&
      (p.level == 1 ==> \forall integer j2, j3; pw_walk0(w, p.table[0], p.index[0], p.index[1], j2, j3) == pw_path_walk(w, p)) &&
      (p.level == 0 ==> \forall integer j1, j2, j3; pw_walk0(w, p.table[0], p.index[0], j1, j2, j3) == pw_path_walk(w, p));
*/

/*@ ghost
  // The links of a path are what the walk follows, and at its end the walk ends.
  /@ requires path: pw_path_valid(window, path);
     requires entry: path.descriptor == pw_path_entry(window, path);
     requires end: path.level == 3 || !pw_is_link(path.descriptor, path.level);
     requires walk: pw_path_walk(window, path) == pw_path_rest(window, path);
     terminates \true; exits \false; assigns \nothing;
     ensures end: pw_end0(window, path.table[0], path.index[0], path.index[1], path.index[2], path.index[3]) ==
       path.descriptor * 4 + path.level;
     ensures leaf: pw_is_leaf(path.descriptor, path.level) ==> pw_path_walk(window, path) == path.descriptor * 4 + path.level;
     ensures fault: !pw_is_leaf(path.descriptor, path.level) ==> pw_path_walk(window, path) == 0;
     ensures alike: ends_alike(window, path);
  @/
  static void lemma_end(const struct pw_window *window, struct pw_path path) {
    /@ assert cases: path.level == 0 || path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert down0: 1 <= path.level ==> pw_entry(window, path.table[0], path.index[0]) % 4 == 3 &&
         pw_child(window, pw_entry(window, path.table[0], path.index[0])) == path.table[1]; @/
    /@ assert down1: 2 <= path.level ==> pw_entry(window, path.table[1], path.index[1]) % 4 == 3 &&
         pw_child(window, pw_entry(window, path.table[1], path.index[1])) == path.table[2]; @/
    /@ assert down2: 3 <= path.level ==> pw_entry(window, path.table[2], path.index[2]) % 4 == 3 &&
         pw_child(window, pw_entry(window, path.table[2], path.index[2])) == path.table[3]; @/
    /@ assert end3: 3 <= path.level ==>
         pw_end3(window, path.table[3], path.index[3]) == path.descriptor * 4 + path.level; @/
    /@ assert end2: 2 <= path.level ==>
         pw_end2(window, path.table[2], path.index[2], path.index[3]) == path.descriptor * 4 + path.level; @/
    /@ assert end1: 1 <= path.level ==>
         pw_end1(window, path.table[1], path.index[1], path.index[2], path.index[3]) == path.descriptor * 4 + path.level; @/
    /@ assert alike2: path.level == 2 ==> \forall integer j3; pw_walk2(window, path.table[2], path.index[2], j3) ==
         pw_walk2(window, path.table[2], path.index[2], path.index[3]); @/
    /@ assert alike2_up: path.level == 2 ==> \forall integer j3; pw_walk1(window, path.table[1], path.index[1], path.index[2], j3) ==
         pw_walk1(window, path.table[1], path.index[1], path.index[2], path.index[3]); @/
    /@ assert alike1: path.level == 1 ==> \forall integer j2, j3; pw_walk1(window, path.table[1], path.index[1], j2, j3) ==
         pw_walk1(window, path.table[1], path.index[1], path.index[2], path.index[3]); @/
  }

  // One entry serves all addresses up to its end.
  /@ requires space: \valid_read(space) && \valid_read(space->window);
     requires path: pw_path_indices(path) && 0 <= path.level <= 3 && path.table[0] == space->root_frame;
     requires indices: pw_path_of(path, va);
     requires alike: ends_alike(space->window, path);
     requires left: left == pw_level_bytes(path.level) - va % pw_level_bytes(path.level);
     terminates \true; exits \false; assigns \nothing;
     ensures served: pw_space_walk_same(space, va, left);
  @/
  static void lemma_served(const struct pw_address_space *space, struct pw_path path, uint64_t va, uint64_t left) {
    /@ assert page: path.level == 3 ==> \forall integer x; va <= x < va + left ==> x / 0x1000 == va / 0x1000; @/
    /@ assert block: 2 <= path.level ==> \forall integer x; va <= x < va + left ==> x / 0x200000 == va / 0x200000; @/
    /@ assert large: 1 <= path.level ==> \forall integer x; va <= x < va + left ==> x / 0x40000000 == va / 0x40000000; @/
    /@ assert top: \forall integer x; va <= x < va + left ==> x / 0x8000000000 == va / 0x8000000000; @/
    /@ assert walk: pw_space_walk(space, va) == pw_path_walk(space->window, path); @/
    /@ assert served3: path.level == 3 ==> pw_space_walk_same(space, va, left); @/
    /@ assert served2: path.level == 2 ==> pw_space_walk_same(space, va, left); @/
    /@ assert served1: path.level == 1 ==> pw_space_walk_same(space, va, left); @/
    /@ assert served0: path.level == 0 ==> pw_space_walk_same(space, va, left); @/
  }
*/

struct pw_extent pw_extent_at(const struct pw_address_space *space, uint64_t va) {
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, LEVEL_OF_PAGES);
  enum pw_descriptor_kind kind = pw_descriptor_kind(path.descriptor, path.level);
  uint64_t size = pw_level_size(path.level);
  struct pw_extent extent = {.descriptor = path.descriptor,
                             .left = size - va % size,
                             .level = path.level,
                             .table = path.table[path.level],
                             .is_mapped = kind == PW_DESCRIPTOR_BLOCK || kind == PW_DESCRIPTOR_PAGE};
  //@ ghost lemma_end(space->window, path);
  //@ ghost lemma_served(space, path, va, extent.left);
  return extent;
}
