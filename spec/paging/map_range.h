/*
 * A range that is mapped, in logic: what a stock that was taken leaves as it was, and what has come of it afterwards.
 */
#ifndef PW_SPEC_PAGING_MAP_RANGE_H
#define PW_SPEC_PAGING_MAP_RANGE_H

#include "spec/paging/split_ends.h"
#include "spec/paging/tables_needed_map.h"
#include "spec/paging/tables_needed_plan.h"
#include "spec/paging/untouched.h"

/*@ // At two points: something is mapped beside a page if and only if it was.
    predicate pw_spans_same{A,B}(struct pw_window *w, integer root) =
      \forall integer page, l; pw_span_faults{A}(w, root, page, l) <==> pw_span_faults{B}(w, root, page, l);
    lemma pw_spans_by_walks{A,B}: \forall struct pw_window *w, integer root;
      pw_walks_same{A,B}(w) && pw_root_here{A}(w, root) ==> pw_spans_same{A,B}(w, root);
    lemma pw_missing_same{A,B}: \forall struct pw_window *w, integer root, page, low, level, k;
      pw_spans_same{A,B}(w, root) && pw_tables_missing{A}(w, root, page, low, level, k) ==>
        pw_tables_missing{B}(w, root, page, low, level, k);

    // What is left of a target needs at B what it needed at A, and all that comes before it the rest.
    predicate pw_needed_carried{A,B}(struct pw_window *w, integer root, struct pw_target t, integer va, integer pa, integer length,
                                     integer total) =
      \exists integer m; pw_tables_needed{A}(w, root, t.va, va, pa, length, t.top_level, m) &&
        pw_needed_on{B}(w, root, t, va, pa, length, total - m);
    lemma pw_carried_first{A,B}: \forall struct pw_window *w, integer root, struct pw_target t, integer total;
      pw_target_needs{A}(w, root, t, total) ==> pw_needed_carried{A,B}(w, root, t, t.va, t.pa, t.length, total);
    predicate pw_carried_behind{A,B}(struct pw_window *w, integer root, struct pw_target t, integer page, integer low,
                                     integer level, integer va, integer pa, integer length, integer va2, integer pa2,
                                     integer length2, integer total) =
      \exists integer m; pw_needed_behind{A}(w, root, page, low, level, t.va, va2, pa2, length2, t.top_level, m) &&
        pw_needed_on{B}(w, root, t, va, pa, length, total - m);
    lemma pw_carried_behind_unit{A,B}: \forall struct pw_window *w, integer root, struct pw_target t, integer va, pa, length, level,
                                         bytes, total;
      pw_needed_carried{A,B}(w, root, t, va, pa, length, total) && pw_open(0) &&
          pw_unit_is(va, pa, length, t.top_level, level, bytes) ==>
        pw_carried_behind{A,B}(w, root, t, pw_va_page(va), pw_unit_low(t.va, va), level, va, pa, length, va + bytes, pa + bytes,
                               length - bytes, total);
    lemma pw_carried_next{A,B}: \forall struct pw_window *w, integer root, struct pw_target t, integer page, low, level, va, pa,
                                  length, va2, pa2, length2, total;
      pw_carried_behind{A,B}(w, root, t, page, low, level, va, pa, length, va2, pa2, length2, total) &&
          pw_spans_same{A,B}(w, root) &&
          pw_needed_steps{B}(w, root, t.va, t.top_level, page, low, level, va, pa, length, va2, pa2, length2) ==>
        pw_needed_carried{A,B}(w, root, t, va2, pa2, length2, total);
    lemma pw_carried_last{A,B}: \forall struct pw_window *w, integer root, struct pw_target t, integer va, pa, length, total;
      pw_needed_carried{A,B}(w, root, t, va, pa, length, total) && length < 0x1000 ==> pw_target_needs{B}(w, root, t, total);

    // No frame is in a stock.
    predicate pw_stock_none_left{L}(struct pw_window *w) = \forall integer f; !pw_stock_has(w, f);

    // A stock was taken out of the source at A, is all in tables at C, and nothing else has come or gone.
    lemma pw_conserved_by_stock{A,B,C}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_still{B,C}(s) && pw_maps_untouched{A,B}(\at(s->window, A)) &&
          pw_stock_taken{A,B}(s) && pw_stock_no_tables{B}(\at(s->window, B)) && pw_split_conserved{B,C}(s) &&
          pw_stock_none_left{C}(\at(s->window, C)) ==>
        pw_space_conserved{A,C}(s);
    lemma pw_conserved_counted{A,B,C}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_still{B,C}(s) && pw_split_conserved{A,B}(s) && pw_stock_none_left{B}(\at(s->window, B)) &&
          pw_space_source_kept{B,C}(s) && pw_maps_untouched{B,C}(\at(s->window, B)) &&
          pw_stock_none_left{C}(\at(s->window, C)) ==>
        pw_split_conserved{A,C}(s);

    // Pages that have been mapped, told before and after what changes no walk.
    lemma pw_pages_others_before{A,B,C}: \forall struct pw_window *w, integer root, first, n;
      pw_walks_same{A,B}(w) && pw_roots_stay{A,B}(w) && pw_pages_others_same{B,C}(w, root, first, n) ==>
        pw_pages_others_same{A,C}(w, root, first, n);
    lemma pw_pages_others_after{A,B,C}: \forall struct pw_window *w, integer root, first, n;
      pw_pages_others_same{A,B}(w, root, first, n) && pw_roots_stay{A,B}(w) && pw_walks_same{B,C}(w) ==>
        pw_pages_others_same{A,C}(w, root, first, n);
    lemma pw_pages_lead_after{A,B}: \forall struct pw_window *w, integer root, first, n, page, of_page, of_block;
      pw_pages_lead{A}(w, root, first, n, page, of_page, of_block) && pw_root_here{A}(w, root) && pw_walks_same{A,B}(w) ==>
        pw_pages_lead{B}(w, root, first, n, page, of_page, of_block);
    lemma pw_pages_fault_after{A,B}: \forall struct pw_window *w, integer root, first, n;
      pw_pages_fault{A}(w, root, first, n) && pw_root_here{A}(w, root) && pw_walks_same{A,B}(w) ==>
        pw_pages_fault{B}(w, root, first, n);
*/

#endif
