/*
 * The tables that a target needs, in logic, counted unit by unit.
 */
#ifndef PW_SPEC_PAGING_TABLES_NEEDED_PLAN_H
#define PW_SPEC_PAGING_TABLES_NEEDED_PLAN_H

#include "spec/paging/tables_needed_steps.h"

/*@ // Of all tables on the way that are missing, those below a level.
    lemma pw_tables_missing_below{L}: \forall struct pw_window *w, integer root, page, low, level, count;
      0 <= page && 0 <= low <= level && pw_tables_missing(w, root, page, 0, level, count) ==>
        pw_tables_missing(w, root, page, low, level, count <= level - low ? count : level - low);

    // What a unit and what is left behind it need.
    lemma pw_needed_unit{L}: \forall struct pw_window *w, integer root, start, va, pa, length, top, bytes, level, k, count;
      0x1000 <= length && 0 <= count && level == pw_unit_level(va, pa, length, top) &&
          bytes == pw_unit_bytes(va, length, level) &&
          pw_tables_missing(w, root, pw_va_page(va), pw_unit_low(start, va), level, k) &&
          pw_tables_needed(w, root, start, va + bytes, pa + bytes, length - bytes, top, count - k) ==>
        pw_tables_needed(w, root, start, va, pa, length, top, count);
    lemma pw_needed_more{L}: \forall struct pw_window *w, integer root, start, va, pa, length, top, bytes, level, k, count;
      0x1000 <= length && level == pw_unit_level(va, pa, length, top) && bytes == pw_unit_bytes(va, length, level) &&
          pw_tables_missing(w, root, pw_va_page(va), pw_unit_low(start, va), level, k) &&
          pw_tables_needed(w, root, start, va + bytes, pa + bytes, length - bytes, top, count) ==>
        pw_tables_needed(w, root, start, va, pa, length, top, k + count);
    lemma pw_needed_first{L}: \forall struct pw_window *w, integer root, struct pw_target t;
      pw_needed_on(w, root, t, t.va, t.pa, t.length, 0);
    lemma pw_needed_last{L}: \forall struct pw_window *w, integer root, struct pw_target t, integer va, pa, length, count;
      pw_needed_on(w, root, t, va, pa, length, count) && pw_tables_needed(w, root, t.va, va, pa, length, t.top_level, 0) ==>
        pw_target_needs(w, root, t, count);
    lemma pw_needed_next{L}: \forall struct pw_window *w, integer root, struct pw_target t,
                                integer va, pa, length, va2, pa2, length2, count, k;
      pw_needed_on(w, root, t, va, pa, length, count) && 0 <= k &&
          pw_needed_step(w, root, t.va, t.top_level, va, pa, length, va2, pa2, length2, k) ==>
        pw_needed_on(w, root, t, va2, pa2, length2, count + k);
*/

#endif
