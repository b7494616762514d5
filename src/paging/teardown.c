/*
 * Teardown: level by level without recursion, one function a level.
 */
#include "src/paging/teardown.h"

#include "src/paging/space.h"
#include "src/paging/table.h"
#include "src/paging/tree.h"

#include "spec/paging/teardown_steps.h"

/* A table, which leads to none that has not gone. */
/*@ requires ready: pw_space_source_ready(space);
    requires down: pw_branch_down(space->window);
    requires up: pw_branch_up(space->window);
    requires ended: pw_tree_ended(3, table);
    requires out: pw_tree_out(space, 3, table);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures down: pw_branch_down(space->window);
    ensures up: pw_branch_up(space->window);
    ensures gave: pw_tree_gave_all{Pre,Post}(space, 3, table);
*/
static void give_back3(struct pw_address_space *space, uint32_t table) {
  pw_space_return_table(space, table);
  //@ assert same: space->window == \at(space->window, Pre);
  //@ assert tree: pw_branch_kept{Pre,Here};
}

/* What an entry of a table of level 2 leads to. */
/*@ requires ready: pw_space_source_ready(space);
    requires down: pw_branch_down(space->window);
    requires up: pw_branch_up(space->window);
    requires table: table < space->window->frame_count && pw_tree_level[table] == 2;
    requires ended: pw_tree_ended(2, table);
    requires index: index < 512;
    requires out: pw_tree_entry_out(space, 2, table, index);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures down: pw_branch_down(space->window);
    ensures up: pw_branch_up(space->window);
    ensures gave: pw_tree_gave_entry{Pre,Post}(space, 2, table, index);
*/
static void give_back_entry2(struct pw_address_space *space, uint32_t table, uint32_t index) {
  uint32_t child = pw_tree_child(space->window, table, 2u, index);
  if (child != PW_NO_FRAME) {
    //@ assert out: pw_tree_out(space, 3, child);
    //@ assert ended: pw_tree_ended(3, child);
    give_back3(space, child);
  }
}

/* A table of level 2 and all below it, what it leads to first. */
/*@ requires ready: pw_space_source_ready(space);
    requires down: pw_branch_down(space->window);
    requires up: pw_branch_up(space->window);
    requires table: table < space->window->frame_count && pw_tree_level[table] == 2;
    requires ended: pw_tree_ended(2, table);
    requires out: pw_tree_out(space, 2, table);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures down: pw_branch_down(space->window);
    ensures up: pw_branch_up(space->window);
    ensures gave: pw_tree_gave_all{Pre,Post}(space, 2, table);
*/
static void give_back2(struct pw_address_space *space, uint32_t table) {
  /*@ loop invariant range: 0 <= index <= 512;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space) && pw_space_taken_kept{Pre,Here}(space);
      loop invariant window: pw_window_untouched{Pre,Here}(space->window);
      loop invariant down: pw_branch_down(space->window);
      loop invariant up: pw_branch_up(space->window);
      loop invariant gave: pw_tree_gave{Pre,Here}(space, 2, table, index);
      loop assigns index, PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
      loop variant 512 - index; */
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    //@ ghost Before: ;
    //@ assert tree: pw_branch_kept{Pre,Here};
    //@ assert out: pw_tree_entry_out(space, 2, table, index);
    give_back_entry2(space, table, index);
    //@ assert window: pw_window_untouched{Before,Here}(space->window);
    //@ assert now: pw_tree_gave{Pre,Here}(space, 2, table, index + 1);
  }
  //@ ghost Below: ;
  //@ assert own: !pw_branch_below{Pre}(2, table, 512, table);
  //@ assert left: pw_tree_out(space, 3, table);
  give_back3(space, table);
  //@ assert window: pw_window_untouched{Below,Here}(space->window);
}

/* What an entry of a table of level 1 leads to. */
/*@ requires ready: pw_space_source_ready(space);
    requires down: pw_branch_down(space->window);
    requires up: pw_branch_up(space->window);
    requires table: table < space->window->frame_count && pw_tree_level[table] == 1;
    requires ended: pw_tree_ended(1, table);
    requires index: index < 512;
    requires out: pw_tree_entry_out(space, 1, table, index);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures down: pw_branch_down(space->window);
    ensures up: pw_branch_up(space->window);
    ensures gave: pw_tree_gave_entry{Pre,Post}(space, 1, table, index);
*/
static void give_back_entry1(struct pw_address_space *space, uint32_t table, uint32_t index) {
  uint32_t child = pw_tree_child(space->window, table, 1u, index);
  if (child != PW_NO_FRAME) {
    //@ assert out: pw_tree_out(space, 2, child);
    //@ assert ended: pw_tree_ended(2, child);
    give_back2(space, child);
  }
}

/* A table of level 1 and all below it, what it leads to first. */
/*@ requires ready: pw_space_source_ready(space);
    requires down: pw_branch_down(space->window);
    requires up: pw_branch_up(space->window);
    requires table: table < space->window->frame_count && pw_tree_level[table] == 1;
    requires ended: pw_tree_ended(1, table);
    requires out: pw_tree_out(space, 1, table);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures down: pw_branch_down(space->window);
    ensures up: pw_branch_up(space->window);
    ensures gave: pw_tree_gave_all{Pre,Post}(space, 1, table);
*/
static void give_back1(struct pw_address_space *space, uint32_t table) {
  /*@ loop invariant range: 0 <= index <= 512;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space) && pw_space_taken_kept{Pre,Here}(space);
      loop invariant window: pw_window_untouched{Pre,Here}(space->window);
      loop invariant down: pw_branch_down(space->window);
      loop invariant up: pw_branch_up(space->window);
      loop invariant gave: pw_tree_gave{Pre,Here}(space, 1, table, index);
      loop assigns index, PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
      loop variant 512 - index; */
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    //@ ghost Before: ;
    //@ assert tree: pw_branch_kept{Pre,Here};
    //@ assert out: pw_tree_entry_out(space, 1, table, index);
    give_back_entry1(space, table, index);
    //@ assert window: pw_window_untouched{Before,Here}(space->window);
    //@ assert now: pw_tree_gave{Pre,Here}(space, 1, table, index + 1);
  }
  //@ ghost Below: ;
  //@ assert own: !pw_branch_below{Pre}(1, table, 512, table);
  //@ assert left: pw_tree_out(space, 3, table);
  give_back3(space, table);
  //@ assert window: pw_window_untouched{Below,Here}(space->window);
}

/* What an entry of a table of level 0 leads to. */
/*@ requires ready: pw_space_source_ready(space);
    requires down: pw_branch_down(space->window);
    requires up: pw_branch_up(space->window);
    requires table: table < space->window->frame_count && pw_tree_level[table] == 0;
    requires ended: pw_tree_ended(0, table);
    requires index: index < 512;
    requires out: pw_tree_entry_out(space, 0, table, index);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures down: pw_branch_down(space->window);
    ensures up: pw_branch_up(space->window);
    ensures gave: pw_tree_gave_entry{Pre,Post}(space, 0, table, index);
*/
static void give_back_entry0(struct pw_address_space *space, uint32_t table, uint32_t index) {
  uint32_t child = pw_tree_child(space->window, table, 0u, index);
  if (child != PW_NO_FRAME) {
    //@ assert out: pw_tree_out(space, 1, child);
    //@ assert ended: pw_tree_ended(1, child);
    give_back1(space, child);
  }
}

void pw_teardown(struct pw_address_space *space) {
  uint32_t table = space->root_frame;
  /*@ loop invariant range: 0 <= index <= 512;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space) && pw_space_taken_kept{Pre,Here}(space);
      loop invariant window: pw_window_untouched{Pre,Here}(space->window);
      loop invariant down: pw_branch_down(space->window);
      loop invariant up: pw_branch_up(space->window);
      loop invariant gave: pw_tree_gave{Pre,Here}(space, 0, table, index);
      loop assigns index, PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
      loop variant 512 - index; */
  for (uint32_t index = 0u; index < PW_TABLE_ENTRIES; index++) {
    //@ ghost Before: ;
    //@ assert tree: pw_branch_kept{Pre,Here};
    //@ assert out: pw_tree_entry_out(space, 0, table, index);
    give_back_entry0(space, table, index);
    //@ assert window: pw_window_untouched{Before,Here}(space->window);
    //@ assert now: pw_tree_gave{Pre,Here}(space, 0, table, index + 1);
  }
  //@ ghost Below: ;
  //@ assert own: !pw_branch_below{Pre}(0, table, 512, table);
  //@ assert left: pw_tree_out(space, 3, table);
  give_back3(space, table);
  //@ assert window: pw_window_untouched{Below,Here}(space->window);
}
