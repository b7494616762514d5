/*
 * Unmap part: run by run, then from the lowest table up.
 */
#include "src/paging/unmap_part.h"

#define LEVEL_OF_BLOCKS 2u

/* A run of entries without a link. */
/*@ PW_UNMAP_REQUIRES
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == 2 &&
      pw_forest_root[table] == space->root_frame && 1 <= count && first + count <= 512;
    requires alike: \forall integer i; first <= i < first + count ==> pw_entry(space->window, table, i) % 4 != 3;
    requires takes: pw_stale_takes(table, first);
    requires below: pw_below_clean(space->window, table, first);
    requires within: pw_run_inside_range(table, first, first + count, removed);
    requires filled: pw_forest_filled(space->window, table);
    requires room: pw_leaves_below(removed.leaves, 0x1000000000000000);
    terminates \true; exits \false;
    assigns PW_UNMAP_ASSIGNS(space);
    PW_UNMAP_ENSURES
    ensures filled: pw_forest_filled(space->window, table);
    ensures some: space->window->live[table] == \old(space->window->live[table]) ||
      2 <= pw_smallest_of(\result.leaves);
    ensures fewer: pw_leaves_upto(removed.leaves, \result.leaves, count);
    ensures next: pw_stale_takes(table, first + count);
    ensures below: pw_below_clean(space->window, table, first + count);
    ensures above: pw_above_same{Pre,Post}(space->window, table);
    ensures entries: pw_table_kept{Pre,Post}(space->window, table, first, count);
    ensures walks: pw_run_walks_same_but{Pre,Post}(space->window, table, first, count);
    ensures faults: pw_run_walks_fault(space->window, table, first, count);
*/
static struct pw_removed drain(struct pw_address_space *space, uint32_t table, uint32_t first, uint32_t count,
                               struct pw_removed removed) {
  //@ assert sound: pw_forest_entries(space->window);
  //@ assert leaves: pw_run_drains(space->window, table, first, count);
  //@ assert begin: pw_entry_va(2, table, first) < pw_entry_va(2, table, first + 1);
  //@ assert end: pw_entry_va(2, table, first + count - 1) + 0x200000 == pw_entry_va(2, table, first + count);
  struct pw_removed more = pw_unmap_step_drain(space, table, LEVEL_OF_BLOCKS, first, count, removed);
  //@ assert above: pw_above_same{Pre,Here}(space->window, table);
  //@ assert below: pw_below_clean(space->window, table, first + count);
  return more;
}

/* A link, and the table that it leads to. */
/*@ PW_UNMAP_REQUIRES
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == 2 &&
      pw_forest_root[table] == space->root_frame && index < 512;
    requires link: pw_entry(space->window, table, index) % 4 == 3;
    requires takes: pw_stale_takes(table, index);
    requires below: pw_below_clean(space->window, table, index);
    requires within: pw_run_inside_range(table, index, index + 1, removed);
    requires filled: pw_forest_filled(space->window, table);
    requires room: pw_leaves_below(removed.leaves, 0x1000000000000000);
    terminates \true; exits \false;
    assigns PW_UNMAP_ASSIGNS(space);
    PW_UNMAP_ENSURES
    ensures filled: pw_forest_filled(space->window, table);
    ensures some: 2 <= pw_smallest_of(\result.leaves);
    ensures fewer: pw_leaves_upto(removed.leaves, \result.leaves, 1);
    ensures next: pw_stale_takes(table, index + 1);
    ensures below: pw_below_clean(space->window, table, index + 1);
    ensures above: pw_above_same{Pre,Post}(space->window, table);
    ensures entries: pw_table_kept{Pre,Post}(space->window, table, index, 1);
    ensures walks: pw_run_walks_same_but{Pre,Post}(space->window, table, index, 1);
    ensures faults: pw_run_walks_fault(space->window, table, index, 1);
*/
static struct pw_removed cut(struct pw_address_space *space, uint32_t table, uint32_t index,
                             struct pw_removed removed) {
  //@ assert ready: pw_space_source_ready(space);
  //@ assert sound: pw_forest_down(space->window);
  //@ assert is_link: pw_is_link(pw_entry(space->window, table, index), pw_forest_level[table]);
  uint32_t child = pw_table_child(space->window, pw_table_entry(space->window, table, index));
  //@ assert child: pw_is_table(space->window, child) && pw_forest_level[child] == 3;
  //@ assert place: pw_forest_parent[child] == table && pw_forest_slot[child] == index;
  //@ assert size: pw_entry_va(2, table, index) + 0x200000 == pw_entry_va(2, table, index + 1);
  struct pw_removed more = pw_unmap_step_cut(space, table, index, child, removed);
  //@ assert above: pw_above_same{Pre,Here}(space->window, table);
  //@ assert below: pw_below_clean(space->window, table, index + 1);
  return more;
}

struct pw_removed pw_unmap_run(struct pw_address_space *space, uint32_t table, uint32_t first, uint32_t count,
                               uint32_t run, struct pw_removed removed) {
  (void)count; /* what the contract speaks of */
  //@ assert part: pw_entry_va(2, table, first + (run > 0 ? run : 1)) <= pw_entry_va(2, table, first + count);
  return run > 0u ? drain(space, table, first, run, removed) : cut(space, table, first, removed);
}

/* The path's table of a level, which is empty, out of the one above it. */
/*@ PW_UNMAP_REQUIRES
    requires path: pw_path_prefix(space->window, path, level) && path.table[0] == space->root_frame && 1 <= level <= 3;
    requires takes: pw_path_takes(path, level);
    requires within: pw_path_within(path, level, removed);
    requires filled: pw_forest_filled(space->window, path.table[level]);
    requires empty: space->window->live[path.table[level]] == 0;
    requires some: level <= pw_smallest_of(removed.leaves) + 1;
    terminates \true; exits \false;
    assigns PW_UNMAP_ASSIGNS(space);
    PW_UNMAP_ENSURES
    ensures path: pw_path_prefix(space->window, path, level - 1);
    ensures takes: pw_path_takes(path, level - 1);
    ensures filled: pw_forest_filled(space->window, path.table[level - 1]);
    ensures leaves: \result.leaves == removed.leaves;
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static struct pw_removed shorten(struct pw_address_space *space, struct pw_path path, uint32_t level,
                                 struct pw_removed removed) {
  uint32_t above = level - 1u;
  uint32_t table = path.table[above];
  uint32_t index = path.index[above];
  uint32_t child = path.table[level];
  //@ assert cases: level == 1 || level == 2 || level == 3;
  //@ assert from1: level == 1 ==> table == path.table[0] && index == path.index[0] && child == path.table[1];
  //@ assert from2: level == 2 ==> table == path.table[1] && index == path.index[1] && child == path.table[2];
  //@ assert from3: level == 3 ==> table == path.table[2] && index == path.index[2] && child == path.table[3];
  //@ assert place: pw_is_table(space->window, table) && pw_forest_level[table] == above && index < 512;
  //@ assert child: pw_is_table(space->window, child) && pw_forest_level[child] == level;
  //@ assert link: pw_links(space->window, table, index, child);
  struct pw_removed more = pw_unmap_step_drop(space, table, above, index, child, removed);
  //@ assert table0: pw_path_table(space->window, path, 0);
  //@ assert table1: 2 <= level ==> pw_path_table(space->window, path, 1) && pw_path_link(space->window, path, 0);
  //@ assert table2: 3 <= level ==> pw_path_table(space->window, path, 2) && pw_path_link(space->window, path, 1);
  return more;
}

struct pw_removed pw_unmap_prune(struct pw_address_space *space, struct pw_path path, struct pw_removed removed) {
  struct pw_removed more = removed;
  uint32_t level = path.level;
  //@ assert begun: more == removed;
  /*@ loop invariant range: 0 <= level <= path.level;
      loop invariant going: pw_unmap_going(space, more);
      loop invariant local: pw_unmap_local(space);
      loop invariant stale: pw_unmap_stale(space, more);
      loop invariant same: more.first == removed.first && more.last == removed.last && more.leaves == removed.leaves;
      loop invariant still: pw_space_still{Pre,Here}(space);
      loop invariant conserved: pw_unmap_conserved{Pre,Here}(space);
      loop invariant path: pw_path_prefix(space->window, path, level);
      loop invariant takes: pw_path_takes(path, level);
      loop invariant within: pw_path_within(path, level, more);
      loop invariant filled: pw_forest_filled(space->window, path.table[level]);
      loop invariant some: level == 0 || space->window->live[path.table[level]] > 0 ||
        level <= pw_smallest_of(more.leaves) + 1;
      loop invariant walks: pw_walks_same{Pre,Here}(space->window);
      loop assigns level, more, PW_UNMAP_ASSIGNS(space);
      loop variant level; */
  while (level > 0u && pw_table_live_count(space->window, path.table[level]) == 0u) {
    //@ assert stays: pw_roots_stay{Pre,Here}(space->window);
    more = shorten(space, path, level, more);
    level--;
  }
  return more;
}
