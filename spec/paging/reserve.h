/*
 * A reserve, in logic: the frames that it has, and how they left the source and return to it.
 */
#ifndef PW_SPEC_PAGING_RESERVE_H
#define PW_SPEC_PAGING_RESERVE_H

#include "spec/paging/map.h"

/*@ // At most three frames, no two the same.
    predicate pw_reserve_distinct(struct pw_reserve r) =
      0 <= r.count <= 3 && (2 <= r.count ==> r.table[0] != r.table[1]) &&
      (3 <= r.count ==> r.table[2] != r.table[0] && r.table[2] != r.table[1]);

    // The reserve's frames are different, no tables, of the window, and out of the source.
    predicate pw_reserve_ready{L}(struct pw_address_space *s, struct pw_reserve r) =
      pw_reserve_distinct(r) &&
      \forall integer f; pw_reserved_below(r, r.count, f) ==>
        0 <= f < s->window->frame_count && pw_forest_level[f] == PW_NO_LEVEL && pw_page_source_out(s->source, f);

    // They came out of the source between two points, and nothing else.
    predicate pw_reserve_taken{A,B}(struct pw_address_space *s, struct pw_reserve r) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_reserved_below(r, r.count, f) ==>
        !pw_page_source_out{A}(\at(s->source, A), f) && pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_reserved_below(r, r.count, f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // At two points: what q leaves of r went back, and nothing else.
    predicate pw_reserve_given{A,B}(struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_reserved_below(r, r.count, f) && !pw_reserved_below(q, q.count, f) ==>
        pw_page_source_out{A}(\at(s->source, A), f) && !pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_reserved_below(r, r.count, f) || pw_reserved_below(q, q.count, f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // Reserve q is r and one frame more.
    predicate pw_reserve_more(struct pw_reserve r, struct pw_reserve q, integer table) =
      !pw_reserved_below(r, r.count, table) &&
      \forall integer f; pw_reserved_below(q, q.count, f) <==> (pw_reserved_below(r, r.count, f) || f == table);
*/

#endif
