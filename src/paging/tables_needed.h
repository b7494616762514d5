/*
 * Tables needed: the count that a plan keeps of the tables that mapping a target takes. Ghost code only. Internal to
 * src/paging.
 */
#ifndef PW_PAGING_TABLES_NEEDED_H
#define PW_PAGING_TABLES_NEEDED_H

#include <stdint.h>

#include <pagewright/window.h>

#include "src/paging/map_pages.h"
#include "src/paging/unit.h"

/*@ ghost
  // The highest level at which an entry begins with an address, which is that of a page.
  /@ requires page: va % 0x1000 == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures level: \result == pw_page_begins(pw_va_page(va)) && \result <= 3;
     ensures level0: \result <= 0 <==> va % 0x8000000000 == 0;
     ensures level1: \result <= 1 <==> va % 0x40000000 == 0;
     ensures level2: \result <= 2 <==> va % 0x200000 == 0;
  @/
  uint32_t pw_needed_lemma_begins(uint64_t va);

  // The unit needs the tables that are missing, and that no unit before it makes.
  /@ requires target: pw_target_valid(target) && pw_target_valid(left) && 0x1000 <= left.length;
     requires top: left.top_level == target.top_level;
     requires unit: pw_unit_of(unit, left);
     requires unit_level: unit.level == pw_unit_level(left.va, left.pa, left.length, left.top_level);
     requires unit_bytes: unit.bytes == pw_unit_bytes(left.va, left.length, unit.level);
     requires level: level <= unit.level;
     requires missing:
       pw_tables_missing(window, root, pw_va_page(left.va), 0, unit.level, unit.level - level);
     requires first: left.va == target.va ==> next == count + (unit.level - level);
     requires begins: left.va != target.va ==> pw_page_begins(pw_va_page(left.va)) <= unit.level;
     requires others: left.va != target.va && level < pw_page_begins(pw_va_page(left.va)) ==>
       next == count + (unit.level - pw_page_begins(pw_va_page(left.va)));
     requires more: left.va != target.va && level >= pw_page_begins(pw_va_page(left.va)) ==>
       next == count + (unit.level - level);
     requires needed: pw_needed_on(window, root, target, left.va, left.pa, left.length, count);
     terminates \true; exits \false; assigns \nothing;
     ensures on: unit.bytes < left.length ==> pw_needed_on(window, root, target, left.va + unit.bytes,
                                                          left.pa + unit.bytes, left.length - unit.bytes, next);
     ensures last: unit.bytes == left.length ==> pw_target_needs(window, root, target, next);
  @/
  void pw_needed_lemma_unit(const struct pw_window *window, uint32_t root, struct pw_target target,
                            struct pw_target left, struct pw_unit unit, uint32_t level, uint32_t count,
                            uint32_t next);

  // A unit needs those that are missing.
  /@ requires length: 0x1000 <= left.length;
     requires level: level == pw_unit_level(left.va, left.pa, left.length, left.top_level);
     requires bytes: bytes == pw_unit_bytes(left.va, left.length, level);
     terminates \true; exits \false; assigns \nothing;
     ensures steps: pw_needed_steps(window, root, start, left.top_level, pw_va_page(left.va), pw_unit_low(start, left.va),
                                    level, left.va, left.pa, left.length, left.va + bytes, left.pa + bytes,
                                    left.length - bytes);
  @/
  void pw_needed_lemma_steps(const struct pw_window *window, uint32_t root, uint64_t start, struct pw_target left,
                             uint32_t level, uint64_t bytes);

  // Where the page before an address is mapped, there are tables on the way to the address down to that in which
  // an entry begins with it.
  /@ requires page: va % 0x1000 == 0 && va % pw_level_bytes(level) == 0 && level <= 3;
     requires before: 1 <= count && first + count == pw_va_page(va);
     requires lead: pw_pages_lead(window, root, first, count, to, of_page, of_block);
     terminates \true; exits \false; assigns \nothing;
     ensures begins: \result == pw_page_begins(pw_va_page(va)) && \result <= level;
     ensures some: \forall integer l; 0 <= l < \result ==> !pw_span_faults(window, root, pw_va_page(va), l);
  @/
  uint32_t pw_needed_lemma_before(const struct pw_window *window, uint32_t root, uint64_t va, uint32_t level,
                                  uint64_t first, uint64_t count, uint64_t to, uint64_t of_page, uint64_t of_block);

  // Some of the pages to which all walks are faults; and those before and those behind a page.
  /@ requires part: first <= from && from + n <= first + all;
     terminates \true; exits \false; assigns \nothing;
     ensures part: pw_pages_fault(window, root, first, all) ==> pw_pages_fault(window, root, from, n);
     ensures both: from + n == first + all && pw_pages_fault(window, root, first, (integer)(from - first)) &&
       pw_pages_fault(window, root, from, n) ==> pw_pages_fault(window, root, first, all);
  @/
  void pw_needed_lemma_part(const struct pw_window *window, uint32_t root, uint64_t first, uint64_t all, uint64_t from,
                            uint64_t n);
*/

#endif
