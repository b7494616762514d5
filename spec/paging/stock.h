/*
 * A stock, in logic: which frames it has, and in which order.
 *
 * A ghost map says the place of each frame in the one stock that there is at a time, so that what holds of a list is said of
 * each frame and the next one.
 */
#ifndef PW_SPEC_PAGING_STOCK_H
#define PW_SPEC_PAGING_STOCK_H

#include "spec/paging/map.h"

/*@ ghost
    unsigned int pw_stock_place[PW_WINDOW_MAX_FRAMES]; // from 1 on; 0 of a frame that is in no stock
*/

/*@ // The frame is in the stock.
    predicate pw_stock_has{L}(struct pw_window *w, integer f) = 0 <= f < w->frame_count && pw_stock_place[f] != 0;

    // The frame that another one names.
    logic integer pw_stock_next{L}(struct pw_window *w, integer f) = pw_entry(w, f, 0) / 2;

    // The stock goes from its first frame to its last, and has as many as it says;
    predicate pw_stock_ends{L}(struct pw_window *w, struct pw_stock s) =
      s.count == 0 ? (\forall integer f; !pw_stock_has(w, f))
                   : pw_stock_has(w, s.first) && pw_stock_has(w, s.last) &&
                     pw_stock_place[s.last] == pw_stock_place[s.first] + s.count - 1 &&
                     (\forall integer f; pw_stock_has(w, f) ==>
                       pw_stock_place[s.first] <= pw_stock_place[f] <= pw_stock_place[s.last]);

    // each place is one frame's;
    predicate pw_stock_apart{L}(struct pw_window *w) =
      \forall integer f, g; pw_stock_has(w, f) && pw_stock_has(w, g) && pw_stock_place[f] == pw_stock_place[g] ==> f == g;

    // and each frame but the last names the next one, by a word that no walker takes for an entry.
    predicate pw_stock_links{L}(struct pw_window *w, struct pw_stock s) =
      \forall integer f; pw_stock_has(w, f) && f != s.last ==>
        pw_stock_has(w, pw_stock_next(w, f)) && pw_stock_place[pw_stock_next(w, f)] == pw_stock_place[f] + 1 &&
        pw_entry(w, f, 0) % 2 == 0;

    predicate pw_stock_valid{L}(struct pw_window *w, struct pw_stock s) =
      pw_stock_ends(w, s) && pw_stock_apart(w) && pw_stock_links(w, s);

    // At two points: what was in the stock, and is in it no more, went back to the source, and nothing else.
    predicate pw_stock_given{A,B}(struct pw_address_space *s) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_stock_has{A}(\at(s->window, A), f) && !pw_stock_has{B}(\at(s->window, B), f) ==>
        pw_page_source_out{A}(\at(s->source, A), f) && !pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_stock_has{A}(\at(s->window, A), f) || pw_stock_has{B}(\at(s->window, B), f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // At two points: what is in the stock now came out of the source, and nothing else.
    predicate pw_stock_taken{A,B}(struct pw_address_space *s) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_stock_has{B}(\at(s->window, B), f) ==>
        !pw_page_source_out{A}(\at(s->source, A), f) && pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_stock_has{B}(\at(s->window, B), f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // At two points: what came to the stock came out of the source, and nothing else.
    predicate pw_stock_taken_on{A,B}(struct pw_address_space *s) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_stock_has{A}(\at(s->window, A), f) ==> pw_stock_has{B}(\at(s->window, B), f)) &&
      (\forall integer f; !pw_stock_has{A}(\at(s->window, A), f) && pw_stock_has{B}(\at(s->window, B), f) ==>
        !pw_page_source_out{A}(\at(s->source, A), f) && pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_stock_has{A}(\at(s->window, A), f) || !pw_stock_has{B}(\at(s->window, B), f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // None of its frames is a table.
    predicate pw_stock_no_tables{L}(struct pw_window *w) =
      \forall integer f; pw_stock_has(w, f) ==> pw_forest_level[f] == PW_NO_LEVEL;

    // At two points: the entries of tables are the same.
    predicate pw_stock_entries_kept{A,B}(struct pw_window *w) =
      \forall integer f, i; 0 <= f < \at(w->frame_count, A) && \at(pw_forest_level[f], A) != PW_NO_LEVEL && 0 <= i < 512 ==>
        pw_entry{A}(w, f, i) == pw_entry{B}(w, f, i);

    // Nothing has been taken off it yet.
    predicate pw_stock_grows{L}(struct pw_stock s) = s.count > 0 ==> pw_stock_place[s.first] == 1;
*/

#endif
