/*
 * The tables that a target needs, in logic, while it is mapped: what is missing on the way to a unit when its turn comes.
 */
#ifndef PW_SPEC_PAGING_TABLES_NEEDED_MAP_H
#define PW_SPEC_PAGING_TABLES_NEEDED_MAP_H

#include "spec/paging/map_steps.h"
#include "spec/paging/tables_needed_steps.h"

/*@ lemma pw_pages_fault_part{L}: \forall struct pw_window *w, integer root, first, all, count;
      pw_pages_fault(w, root, first, all) && count <= all ==> pw_pages_fault(w, root, first, count);

    // Where pages have been mapped in which nothing was, something is mapped beside a page if it was; and nothing if nothing was
    // and the pages lie before it.
    lemma pw_span_stays{A,B}: \forall struct pw_window *w, integer root, page, level, first, count;
      !pw_span_faults{A}(w, root, page, level) && pw_root_here{A}(w, root) && pw_pages_fault{A}(w, root, first, count) &&
          pw_pages_others_same{A,B}(w, root, first, count) ==>
        !pw_span_faults{B}(w, root, page, level);
    lemma pw_span_behind{A,B}: \forall struct pw_window *w, integer root, page, level, first, count;
      pw_span_faults{A}(w, root, page, level) && pw_root_here{A}(w, root) && pw_sum(page, first, count) &&
          (count <= 0 || page % pw_span_pages(level) == 0) && pw_pages_others_same{A,B}(w, root, first, count) ==>
        pw_span_faults{B}(w, root, page, level);
    lemma pw_page_begins_at: \forall integer page, level;
      0 <= page && pw_page_begins(page) <= level <= 2 ==> page % pw_span_pages(level) == 0;
    lemma pw_page_begins_below: \forall integer page, level;
      0 <= page && 0 <= level < pw_page_begins(page) ==> page % pw_span_pages(level) != 0;

    // At two points: something is mapped beside a page if it was; and, where entries begin with it, nothing if nothing was.
    predicate pw_spans_stay{A,B}(struct pw_window *w, integer root, integer page, integer low) =
      (\forall integer l; 0 <= l <= 2 && !pw_span_faults{A}(w, root, page, l) ==> !pw_span_faults{B}(w, root, page, l)) &&
      (\forall integer l; low <= l <= 2 && pw_span_faults{A}(w, root, page, l) ==> pw_span_faults{B}(w, root, page, l));
    lemma pw_missing_agree{A,B}: \forall struct pw_window *w, integer root, page, low, level, k, m;
      0 <= page && pw_tables_missing{A}(w, root, page, low, level, k) && pw_tables_missing{B}(w, root, page, 0, level, m) &&
          low <= level - m && pw_spans_stay{A,B}(w, root, page, low) ==>
        k == m;

    // What is left when a unit has been mapped needs the rest.
    predicate pw_unit_is(integer va, integer pa, integer length, integer top, integer level, integer bytes) =
      0x1000 <= length && level == pw_unit_level(va, pa, length, top) && bytes == pw_unit_bytes(va, length, level);
    predicate pw_missing_only{L}(struct pw_window *w, integer root, integer page, integer low, integer level, integer count) =
      \forall integer k; pw_tables_missing(w, root, page, low, level, k) ==> k == count;
    predicate pw_needed_behind{L}(struct pw_window *w, integer root, integer page, integer low, integer level, integer start,
                                  integer va, integer pa, integer length, integer top, integer count) =
      \exists integer k; pw_tables_missing(w, root, page, low, level, k) &&
        pw_tables_needed(w, root, start, va, pa, length, top, count - k);

    lemma pw_needed_some{L}: \forall struct pw_window *w, integer root, start, va, pa, length, top, level, bytes, count;
      pw_tables_needed(w, root, start, va, pa, length, top, count) && pw_open(0) &&
          pw_unit_is(va, pa, length, top, level, bytes) ==>
        pw_needed_behind(w, root, pw_va_page(va), pw_unit_low(start, va), level, start, va + bytes, pa + bytes, length - bytes,
                         top, count);
    lemma pw_needed_rest{L}: \forall struct pw_window *w, integer root, page, low, level, start, va, pa, length, top, count, m;
      pw_needed_behind(w, root, page, low, level, start, va, pa, length, top, count) &&
          pw_missing_only(w, root, page, low, level, m) ==>
        pw_tables_needed(w, root, start, va, pa, length, top, count - m);
*/

#endif
