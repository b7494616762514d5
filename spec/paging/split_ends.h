/*
 * One split after the other, in logic: what stays, what has become a table, and where each address leads.
 */
#ifndef PW_SPEC_PAGING_SPLIT_ENDS_H
#define PW_SPEC_PAGING_SPLIT_ENDS_H

#include "spec/paging/map.h"
#include "spec/paging/split_block.h"
#include "spec/paging/stock.h"

/*@ // A stock of frames that a space has out of its source, for tables.
    predicate pw_split_stocked{L}(struct pw_address_space *s) =
      pw_stock_no_tables(s->window) &&
      \forall integer f; pw_stock_has(s->window, f) ==> pw_page_source_out(s->source, f);

    // At two points: the source is as it was, and what was a table or in the stock is one of both; tables stay tables, of one
    // level, and what became one is of the space.
    predicate pw_split_conserved{A,B}(struct pw_address_space *s) =
      pw_space_source_kept{A,B}(s) &&
      \forall integer f; 0 <= f < \at(s->window->frame_count, A) ==>
        (pw_is_table{A}(\at(s->window, A), f) ==> \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B)) &&
        (pw_is_table{A}(\at(s->window, A), f) || pw_stock_has{A}(\at(s->window, A), f) <==>
         pw_is_table{B}(\at(s->window, B), f) || pw_stock_has{B}(\at(s->window, B), f));

    lemma pw_walks_agree_then{A,B,C}: \forall struct pw_window *w;
      pw_walks_agree{A,B}(w) && pw_roots_stay{A,B}(w) && pw_walks_agree{B,C}(w) ==> pw_walks_agree{A,C}(w);
    lemma pw_split_conserved_then{A,B,C}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_still{B,C}(s) && pw_split_conserved{A,B}(s) && pw_split_conserved{B,C}(s) ==>
        pw_split_conserved{A,C}(s);
    lemma pw_split_roots{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_split_conserved{A,B}(s) ==> pw_roots_stay{A,B}(\at(s->window, A));
*/

#endif
