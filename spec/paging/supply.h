/*
 * What is a supply of tables for a space, and what holds between the calls of a space, from one another.
 */
#ifndef PW_SPEC_PAGING_SUPPLY_H
#define PW_SPEC_PAGING_SUPPLY_H

#include "spec/paging/address_space.h"
#include "spec/paging/untouched.h"

/*@ lemma pw_supply_of_space{L}: \forall struct pw_address_space *s;
      pw_space_source_ready(s) <==> pw_supply_ready(s, s->window, s->source);
    lemma pw_supply_between{L}: \forall struct pw_address_space *s;
      pw_space_valid(s) ==> pw_supply_valid(s, s->window, s->source);

    // What no source may hand out, told of a space and of its parts.
    lemma pw_supply_unused_space{L}: \forall struct pw_address_space *s;
      pw_space_unused(s) <==> pw_supply_unused(s->window, s->source);

    // The root of every table is one, level by level.
    lemma pw_root_of1{L}: \forall struct pw_window *w, integer c;
      pw_forest_up(w) && pw_forest_roots(w) && 0 <= c < w->frame_count && 0 <= pw_forest_level[c] <= 1 ==>
        0 <= pw_forest_root[c] < w->frame_count && pw_forest_level[pw_forest_root[c]] == 0;
    lemma pw_root_of2{L}: \forall struct pw_window *w, integer c;
      pw_forest_up(w) && pw_forest_roots(w) && 0 <= c < w->frame_count && pw_forest_level[c] == 2 ==>
        0 <= pw_forest_root[c] < w->frame_count && pw_forest_level[pw_forest_root[c]] == 0;
    lemma pw_root_of3{L}: \forall struct pw_window *w, integer c;
      pw_forest_up(w) && pw_forest_roots(w) && 0 <= c < w->frame_count && pw_forest_level[c] == 3 ==>
        0 <= pw_forest_root[c] < w->frame_count && pw_forest_level[pw_forest_root[c]] == 0;
    lemma pw_root_of{L}: \forall struct pw_window *w, integer c;
      pw_forest_up(w) && pw_forest_roots(w) && pw_is_table(w, c) ==>
        0 <= pw_forest_root[c] < w->frame_count && pw_forest_level[pw_forest_root[c]] == 0;
*/

#endif
