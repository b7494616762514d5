/*
 * The tables that a target needs, in logic: what is missing between two levels.
 */
#ifndef PW_SPEC_PAGING_TABLES_NEEDED_STEPS_H
#define PW_SPEC_PAGING_TABLES_NEEDED_STEPS_H

#include "spec/paging/target_needs.h"

/*@ // Of the pages that two entries on the way to a page serve, those of the lower are some of the upper's.
    lemma pw_span_parts1: \forall integer page; 0 <= page ==>
      page % 0x8000000 == page / 0x40000 % 512 * 0x40000 + page % 0x40000;
    lemma pw_span_parts2: \forall integer page; 0 <= page ==> page % 0x40000 == page / 512 % 512 * 512 + page % 512;
    lemma pw_span_inside: \forall integer page, l, m; 0 <= page && 0 <= l <= m <= 2 ==>
      page - page % pw_span_pages(l) <= page - page % pw_span_pages(m) &&
      page - page % pw_span_pages(m) + pw_span_pages(m) <= page - page % pw_span_pages(l) + pw_span_pages(l);
    lemma pw_span_faults_inside{L}: \forall struct pw_window *w, integer root, page, l, m;
      0 <= page && 0 <= l <= m <= 2 && pw_span_faults(w, root, page, l) ==> pw_span_faults(w, root, page, m);

    // No target needs less than none.
    lemma pw_needed_none{L}: \forall struct pw_window *w, integer root, start, va, pa, length, top, count;
      pw_tables_needed(w, root, start, va, pa, length, top, count) ==> 0 <= count && (length < 0x1000 ==> count == 0);
*/

#endif
