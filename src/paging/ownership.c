/*
 * Ownership: level by level without recursion, one function a level.
 */
#include "src/paging/ownership.h"

#include "src/paging/tree.h"

/* A table of level 2 and all below it. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires source: pw_page_source_valid(source);
    requires down: pw_branch_down(window);
    requires up: pw_branch_up(window);
    requires table: table < window->frame_count && pw_tree_level[table] == 2;
    terminates \true; exits \false; assigns \nothing;
    ensures owned: \result <==> (\forall integer f; pw_tree_in(2, table, f) ==> pw_page_source_out(source, f));
*/
static bool owns2(const struct pw_window *window, const struct pw_page_source *source, uint32_t table) {
  if (!pw_page_source_owns(source, table)) {
    return false;
  }
  /*@ loop invariant range: 0 <= index <= 512;
      loop invariant owned: \forall integer f; pw_branch_below(2, table, index, f) ==> pw_page_source_out(source, f);
      loop assigns index;
      loop variant 512 - index; */
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    uint32_t child = pw_tree_child(window, table, 2u, index);
    //@ assert part: child != PW_NO_FRAME ==> \forall integer f; pw_tree_in(3, child, f) ==> pw_tree_in(2, table, f);
    //@ assert own: child != PW_NO_FRAME ==> pw_tree_in(2, table, child);
    if (child != PW_NO_FRAME && !pw_page_source_owns(source, child)) {
      return false;
    }
  }
  return true;
}

/* A table of level 1 and all below it. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires source: pw_page_source_valid(source);
    requires down: pw_branch_down(window);
    requires up: pw_branch_up(window);
    requires table: table < window->frame_count && pw_tree_level[table] == 1;
    terminates \true; exits \false; assigns \nothing;
    ensures owned: \result <==> (\forall integer f; pw_tree_in(1, table, f) ==> pw_page_source_out(source, f));
*/
static bool owns1(const struct pw_window *window, const struct pw_page_source *source, uint32_t table) {
  if (!pw_page_source_owns(source, table)) {
    return false;
  }
  /*@ loop invariant range: 0 <= index <= 512;
      loop invariant owned: \forall integer f; pw_branch_below(1, table, index, f) ==> pw_page_source_out(source, f);
      loop assigns index;
      loop variant 512 - index; */
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    uint32_t child = pw_tree_child(window, table, 1u, index);
    //@ assert part: child != PW_NO_FRAME ==> \forall integer f; pw_tree_in(2, child, f) ==> pw_tree_in(1, table, f);
    //@ assert own: child != PW_NO_FRAME ==> pw_tree_in(1, table, child);
    if (child != PW_NO_FRAME && !owns2(window, source, child)) {
      return false;
    }
  }
  return true;
}

bool pw_ownership_check(const struct pw_window *window, const struct pw_page_source *source, uint32_t root) {
  if (!pw_page_source_owns(source, root)) {
    return false;
  }
  /*@ loop invariant range: 0 <= index <= 512;
      loop invariant owned: \forall integer f; pw_branch_below(0, root, index, f) ==> pw_page_source_out(source, f);
      loop assigns index;
      loop variant 512 - index; */
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    uint32_t child = pw_tree_child(window, root, 0u, index);
    //@ assert part: child != PW_NO_FRAME ==> \forall integer f; pw_tree_in(1, child, f) ==> pw_tree_in(0, root, f);
    //@ assert own: child != PW_NO_FRAME ==> pw_tree_in(0, root, child);
    if (child != PW_NO_FRAME && !owns1(window, source, child)) {
      return false;
    }
  }
  return true;
}
