/*
 * The tables that a target needs, in logic, by what walks find before it is mapped.
 *
 * Where no table is empty, there are tables on the way to a page as far down as something is mapped beside it. So a table is
 * missing if and only if nothing is mapped where it would serve.
 */
#ifndef PW_SPEC_PAGING_TABLES_NEEDED_H
#define PW_SPEC_PAGING_TABLES_NEEDED_H

#include "spec/paging/pages.h"
#include "spec/paging/unit_bytes.h"

/*@ // The walk to a page, by its number in its half.
    logic integer pw_page_walk{L}(struct pw_window *w, integer root, integer page) =
      pw_walk0(w, root, page / 0x8000000, page / 0x40000 % 512, page / 512 % 512, page % 512);

    // The pages that an entry of a level above 3 serves. Nothing is mapped in those that the one on the way to a page serves.
    logic integer pw_span_pages(integer level) = level == 0 ? 0x8000000 : (level == 1 ? 0x40000 : 512);
    predicate pw_span_faults{L}(struct pw_window *w, integer root, integer page, integer level) =
      pw_pages_fault(w, root, page - page % pw_span_pages(level), pw_span_pages(level));

    // The highest level at which an entry begins with the page.
    logic integer pw_page_begins(integer page) =
      page % 0x8000000 == 0 ? 0 : (page % 0x40000 == 0 ? 1 : (page % 512 == 0 ? 2 : 3));

    // Of the tables on the way to a page that are below level 'low' and not below 'level', so many are missing.
    predicate pw_tables_missing{L}(struct pw_window *w, integer root, integer page, integer low, integer level, integer count) =
      0 <= low && 0 <= count <= level - low && level <= 3 &&
      (0 < count ==> pw_span_faults(w, root, page, level - count)) &&
      (count < level - low ==> !pw_span_faults(w, root, page, level - count - 1));

    // A unit that is not the first finds those tables that do not begin with it.
    logic integer pw_unit_low(integer start, integer va) = va == start ? 0 : pw_page_begins(pw_va_page(va));

    // True of 0. A prover opens the definition below only where it is told so: else it would go on and on.
    predicate pw_open(integer n) = n > 0 ? pw_open(n - 1) : n == 0;

    // What is left of a target that begins with 'start' needs so many: each unit those that are missing.
    predicate pw_tables_needed{L}(struct pw_window *w, integer root, integer start, integer va, integer pa, integer length,
                                  integer top, integer count) =
      length < 0x1000 ? count == 0
        : 0 <= count && \forall integer n; pw_open(n) ==> \exists integer k;
            pw_tables_missing(w, root, pw_va_page(va), pw_unit_low(start, va), pw_unit_level(va, pa, length, top), k) &&
            pw_tables_needed(w, root, start, va + pw_unit_bytes(va, length, pw_unit_level(va, pa, length, top)),
                             pa + pw_unit_bytes(va, length, pw_unit_level(va, pa, length, top)),
                             length - pw_unit_bytes(va, length, pw_unit_level(va, pa, length, top)), top, count - k);

    // A unit needs so many more than what is left behind it.
    predicate pw_needed_step{L}(struct pw_window *w, integer root, integer start, integer top, integer va, integer pa,
                                integer length, integer va2, integer pa2, integer length2, integer k) =
      \forall integer m; pw_tables_needed(w, root, start, va2, pa2, length2, top, m) ==>
        pw_tables_needed(w, root, start, va, pa, length, top, k + m);
    predicate pw_needed_steps{L}(struct pw_window *w, integer root, integer start, integer top, integer page, integer low,
                                 integer level, integer va, integer pa, integer length, integer va2, integer pa2,
                                 integer length2) =
      \forall integer k; pw_tables_missing(w, root, page, low, level, k) ==>
        pw_needed_step(w, root, start, top, va, pa, length, va2, pa2, length2, k);
*/

#endif
