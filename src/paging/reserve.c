/*
 * Reserve: at most three frames from a space's source, all of them or none.
 */
#include "src/paging/reserve.h"

#include "src/paging/space.h"

#include "spec/paging/reserve_steps.h"

struct pw_reserve pw_reserve_with(struct pw_reserve reserve, uint32_t table) {
  struct pw_reserve more = reserve;
  more.table[reserve.count] = table;
  more.count = reserve.count + 1u;
  //@ assert cases: reserve.count == 0 || reserve.count == 1 || reserve.count == 2;
  return more;
}

/* The last frame, which is given back, and the others. */
/*@ requires count: 1 <= reserve.count <= 3;
    requires distinct: pw_reserve_distinct(reserve);
    terminates \true; exits \false; assigns \nothing;
    ensures count: \result.count == reserve.count - 1;
    ensures table0: \result.table[0] == reserve.table[0];
    ensures table1: \result.table[1] == reserve.table[1];
    ensures table2: \result.table[2] == reserve.table[2];
    ensures more: pw_reserve_more(\result, reserve, reserve.table[reserve.count - 1]);
*/
static struct pw_reserve without_last(struct pw_reserve reserve) {
  struct pw_reserve fewer = reserve;
  fewer.count = reserve.count - 1u;
  //@ assert cases: reserve.count == 1 || reserve.count == 2 || reserve.count == 3;
  return fewer;
}

/* One more table from the source, or as many as before when it has none. */
/*@ requires ready: pw_space_source_ready(space);
    requires count: reserve.count <= 2;
    requires reserve: pw_reserve_ready(space, reserve);
    requires tables: pw_forest_levels(space->window);
    requires unused: pw_space_unused(space);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures reserve: pw_reserve_ready(space, \result);
    ensures unused: pw_space_unused(space);
    ensures count: \result.count == reserve.count || \result.count == reserve.count + 1;
    ensures none: \result.count == reserve.count ==> \result == reserve && pw_space_source_kept{Pre,Post}(space);
    ensures more: \result.count == reserve.count + 1 ==>
      pw_reserve_more(reserve, \result, \result.table[reserve.count]) &&
      pw_space_source_kept_but{Pre,Post}(space, \result.table[reserve.count]) &&
      !pw_page_source_out{Pre}(\at(space->source, Pre), \result.table[reserve.count]) &&
      pw_page_source_out{Post}(\at(space->source, Post), \result.table[reserve.count]);
*/
static struct pw_reserve take_one(struct pw_address_space *space, struct pw_reserve reserve) {
  uint32_t table = pw_space_take_table(space);
  if (table == PW_NO_FRAME) {
    return reserve;
  }
  //@ assert was_in: !pw_page_source_out{Pre}(\at(space->source, Pre), table);
  //@ assert new: !pw_reserved_below(reserve, reserve.count, table);
  //@ assert kept: \forall integer f; pw_reserved_below(reserve, reserve.count, f) ==> pw_page_source_out(space->source, f);
  //@ assert no_table: pw_forest_level[table] == PW_NO_LEVEL;
  struct pw_reserve more = pw_reserve_with(reserve, table);
  //@ assert last: more.table[reserve.count] == table;
  return more;
}

void pw_reserve_give_back(struct pw_address_space *space, struct pw_reserve reserve) {
  struct pw_reserve left = reserve;
  /*@ loop invariant range: 0 <= left.count <= reserve.count;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space);
      loop invariant window: pw_window_untouched{Pre,Here}(space->window);
      loop invariant left: pw_reserve_ready(space, left);
      loop invariant part: \forall integer f; pw_reserved_below(left, left.count, f) ==> pw_reserved_below(reserve, reserve.count, f);
      loop invariant given: pw_reserve_given{Pre,Here}(space, reserve, left);
      loop assigns left, PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
      loop variant left.count; */
  while (left.count > 0u) {
    //@ ghost Before: ;
    uint32_t table = left.table[left.count - 1u];
    struct pw_reserve fewer = without_last(left);
    //@ assert last: pw_reserved_below(left, left.count, table);
    pw_space_return_table(space, table);
    //@ assert window: pw_window_untouched{Before,Here}(space->window);
    //@ assert rest: \forall integer f; pw_reserved_below(fewer, fewer.count, f) ==> pw_page_source_out(space->source, f);
    //@ assert given: pw_reserve_given{Pre,Here}(space, reserve, fewer);
    left = fewer;
  }
}

struct pw_reserve pw_reserve_take(struct pw_address_space *space, uint32_t needed) {
  struct pw_reserve none = {.table = {PW_NO_FRAME, PW_NO_FRAME, PW_NO_FRAME}, .count = 0u};
  struct pw_reserve reserve = none;
  /*@ loop invariant range: 0 <= reserve.count <= needed;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space);
      loop invariant window: pw_window_untouched{Pre,Here}(space->window);
      loop invariant reserve: pw_reserve_ready(space, reserve);
      loop invariant unused: pw_space_unused(space);
      loop invariant taken: pw_reserve_taken{Pre,Here}(space, reserve);
      loop assigns reserve, PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1];
      loop variant needed - reserve.count; */
  while (reserve.count < needed) {
    //@ ghost Before: ;
    struct pw_reserve more = take_one(space, reserve);
    //@ assert window: pw_window_untouched{Before,Here}(space->window);
    //@ assert levels: pw_forest_levels(space->window);
    if (more.count == reserve.count) {
      //@ assert taken: pw_reserve_taken{Pre,Here}(space, reserve);
      //@ ghost Full: ;
      pw_reserve_give_back(space, reserve);
      //@ assert undone: pw_reserve_given{Full,Here}(space, reserve, none);
      return none;
    }
    //@ assert taken: pw_reserve_taken{Pre,Here}(space, more);
    reserve = more;
  }
  return reserve;
}
