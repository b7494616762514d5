/*
 * Reserve: frames that a space has taken from its source for tables, or is about to give back. Internal to src/paging.
 */
#ifndef PW_PAGING_RESERVE_H
#define PW_PAGING_RESERVE_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/path.h"

#include "spec/paging/reserve.h"

/* One frame more. */
/*@ requires count: reserve.count <= 2;
    terminates \true; exits \false; assigns \nothing;
    ensures count: \result.count == reserve.count + 1;
    ensures below: \forall integer f; pw_reserved_below(\result, \result.count, f) <==>
      (pw_reserved_below(reserve, reserve.count, f) || f == table);
    ensures table0: \result.table[0] == (reserve.count == 0 ? table : reserve.table[0]);
    ensures table1: \result.table[1] == (reserve.count == 1 ? table : reserve.table[1]);
    ensures table2: \result.table[2] == (reserve.count == 2 ? table : reserve.table[2]);
*/
struct pw_reserve pw_reserve_with(struct pw_reserve reserve, uint32_t table);

/* All of them back to the source. */
/*@ requires ready: pw_space_source_ready(space);
    requires reserve: pw_reserve_ready(space, reserve);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures frames: space->window == \old(space->window) && space->window->frame_count == \old(space->window->frame_count);
    ensures given: \forall struct pw_reserve none; none.count == 0 ==> pw_reserve_given{Pre,Post}(space, reserve, none);
*/
void pw_reserve_give_back(struct pw_address_space *space, struct pw_reserve reserve);

/* Take exactly 'needed' tables, or none. */
/*@ requires ready: pw_space_source_ready(space);
    requires needed: needed <= 3;
    requires tables: pw_forest_levels(space->window);
    requires unused: pw_space_unused(space);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1],
            space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures all: \result.count == needed ==> pw_reserve_ready(space, \result) && pw_reserve_taken{Pre,Post}(space, \result);
    ensures none: \result.count != needed ==> \result.count == 0 && pw_space_source_kept{Pre,Post}(space);
*/
struct pw_reserve pw_reserve_take(struct pw_address_space *space, uint32_t needed);

#endif
