/*
 * Tree: what an entry leads to.
 */
#include "src/paging/tree.h"

#include <pagewright/descriptor.h>

#include "src/paging/table.h"

uint32_t pw_tree_child(const struct pw_window *window, uint32_t table, uint32_t level, uint32_t index) {
  uint64_t descriptor = pw_table_entry(window, table, index);
  if (pw_descriptor_kind(descriptor, level) != PW_DESCRIPTOR_TABLE) {
    /*@ assert none: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && 1 <= pw_tree_level[f] <= 3 ==>
          !(pw_forest_parent[f] == table && pw_forest_slot[f] == index); */
    //@ assert none2: level == 2 ==> pw_tree_same(level, table, index);
    //@ assert none1: level == 1 ==> pw_tree_same(level, table, index);
    //@ assert none0: level == 0 ==> pw_tree_same(level, table, index);
    return PW_NO_FRAME;
  }
  uint32_t child = pw_table_child(window, descriptor);
  //@ assert place: pw_forest_parent[child] == table && pw_forest_slot[child] == index;
  /*@ assert one: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && 1 <= pw_tree_level[f] <= 3 &&
        pw_forest_parent[f] == table && pw_forest_slot[f] == index ==> f == child; */
  //@ assert more2: level == 2 ==> pw_tree_more{Here,Here}(level, table, index, child);
  //@ assert more1: level == 1 ==> pw_tree_more{Here,Here}(level, table, index, child);
  //@ assert more0: level == 0 ==> pw_tree_more{Here,Here}(level, table, index, child);
  //@ assert apart2: level == 2 ==> pw_tree_apart{Here,Here}(level, table, index, child);
  //@ assert apart1: level == 1 ==> pw_tree_apart{Here,Here}(level, table, index, child);
  //@ assert apart0: level == 0 ==> pw_tree_apart{Here,Here}(level, table, index, child);
  return child;
}
