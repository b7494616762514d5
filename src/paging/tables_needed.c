/*
 * Tables needed: the levels at which entries begin with an address; then one unit more.
 */
#include "src/paging/tables_needed.h"

#include "spec/paging/tables_needed_plan.h"

/*@ ghost
  uint32_t pw_needed_lemma_begins(uint64_t va) {
    uint64_t number = va / 0x1000;
    uint64_t page = number - va / 0x1000000000000 * 0x1000000000;
    /@ assert whole: va == number * 0x1000; @/
    uint64_t half = va / 0x1000000000000;
    /@ assert parts: number == half * 0x1000000000 + page && page < 0x1000000000; @/
    /@ assert quotient0: number / 0x8000000 == half * 512 + page / 0x8000000; @/
    /@ assert quotient1: number / 0x40000 == half * 0x40000 + page / 0x40000; @/
    /@ assert quotient2: number / 512 == half * 0x8000000 + page / 512; @/
    /@ assert up0: va / 0x8000000000 == number / 0x8000000; @/
    /@ assert up1: va / 0x40000000 == number / 0x40000; @/
    /@ assert up2: va / 0x200000 == number / 512; @/
    /@ assert top: page % 0x8000000 == number % 0x8000000; @/
    /@ assert large: page % 0x40000 == number % 0x40000; @/
    /@ assert block: page % 512 == number % 512; @/
    /@ assert rest0: va % 0x8000000000 == number % 0x8000000 * 0x1000; @/
    /@ assert rest1: va % 0x40000000 == number % 0x40000 * 0x1000; @/
    /@ assert rest2: va % 0x200000 == number % 512 * 0x1000; @/
    /@ assert nested1: number % 0x8000000 == 0 ==> number % 0x40000 == 0; @/
    /@ assert nested2: number % 0x40000 == 0 ==> number % 512 == 0; @/
    return va % 0x8000000000 == 0 ? 0 : (va % 0x40000000 == 0 ? 1 : (va % 0x200000 == 0 ? 2 : 3));
  }

  // What is left and what is left behind its first unit.
  /@ requires length: 0x1000 <= left.length;
     requires level: level == pw_unit_level(left.va, left.pa, left.length, left.top_level);
     requires bytes: bytes == pw_unit_bytes(left.va, left.length, level);
     requires missing: pw_tables_missing(window, root, pw_va_page(left.va), pw_unit_low(start, left.va), level, count);
     terminates \true; exits \false; assigns \nothing;
     ensures step: pw_needed_step(window, root, start, left.top_level, left.va, left.pa, left.length, left.va + bytes,
                                  left.pa + bytes, left.length - bytes, count);
  @/
  static void lemma_step(const struct pw_window *window, uint32_t root, uint64_t start, struct pw_target left,
                         uint32_t level, uint64_t bytes, uint32_t count) {
  }

  void pw_needed_lemma_steps(const struct pw_window *window, uint32_t root, uint64_t start, struct pw_target left,
                             uint32_t level, uint64_t bytes) {
  }

  void pw_needed_lemma_unit(const struct pw_window *window, uint32_t root, struct pw_target target,
                            struct pw_target left, struct pw_unit unit, uint32_t level, uint32_t count, uint32_t next) {
    uint64_t page = pw_map_lemma_page(left.va);
    uint32_t low = left.va == target.va ? 0 : pw_needed_lemma_begins(left.va);
    uint32_t more = unit.level - (level < low ? low : level);
    /@ assert low: low == pw_unit_low(target.va, left.va) && low <= unit.level; @/
    /@ assert more: next == count + more; @/
    /@ assert missing: pw_tables_missing(window, root, page, low, unit.level, more); @/
    lemma_step(window, root, target.va, left, unit.level, unit.bytes, more);
    /@ assert on: pw_needed_on(window, root, target, left.va + unit.bytes, left.pa + unit.bytes,
                               left.length - unit.bytes, next); @/
    /@ assert none: unit.bytes == left.length ==>
         pw_tables_needed(window, root, target.va, left.va + unit.bytes, left.pa + unit.bytes, left.length - unit.bytes,
                          target.top_level, 0); @/
  }

  // The walk to one of the pages that lead somewhere finds something.
  /@ requires page: first <= page < first + count && page < 0x1000000000;
     requires lead: pw_pages_lead(window, root, first, count, to, of_page, of_block);
     terminates \true; exits \false; assigns \nothing;
     ensures found: pw_page_walk(window, root, page) != 0;
  @/
  static void lemma_led(const struct pw_window *window, uint32_t root, uint64_t page, uint64_t first, uint64_t count,
                        uint64_t to, uint64_t of_page, uint64_t of_block) {
    /@ assert large: page / 0x40000 == page / 0x8000000 * 512 + page / 0x40000 % 512; @/
    /@ assert block: page / 512 == page / 0x40000 * 512 + page / 512 % 512; @/
    /@ assert page: pw_page_of(page / 0x8000000, page / 0x40000 % 512, page / 512 % 512, page % 512) == page; @/
    /@ assert indices: pw_indices(page / 0x8000000, page / 0x40000 % 512, page / 512 % 512, page % 512); @/
    /@ assert has: pw_pages_have(first, count, page / 0x8000000, page / 0x40000 % 512, page / 512 % 512, page % 512); @/
  }

  // It is beside the next one, where no entry of the level begins with that.
  /@ requires page: 1 <= page < 0x1000000000 && level <= 2 && page % pw_span_pages(level) != 0;
     requires found: pw_page_walk(window, root, (uint64_t)(page - 1)) != 0;
     terminates \true; exits \false; assigns \nothing;
     ensures some: !pw_span_faults(window, root, page, level);
  @/
  static void lemma_beside(const struct pw_window *window, uint32_t root, uint64_t page, uint32_t level) {
    uint64_t size = level == 0 ? 0x8000000 : (level == 1 ? 0x40000 : 512);
    /@ assert size: size == pw_span_pages(level); @/
    pw_map_lemma_found(window, root, page - 1, page - page % size, size);
  }

  uint32_t pw_needed_lemma_before(const struct pw_window *window, uint32_t root, uint64_t va, uint32_t level,
                                  uint64_t first, uint64_t count, uint64_t to, uint64_t of_page, uint64_t of_block) {
    uint64_t page = pw_map_lemma_page(va);
    uint32_t low = pw_needed_lemma_begins(va);
    uint32_t l = 0;
    lemma_led(window, root, page - 1, first, count, to, of_page, of_block);
    /@ assert level: level == 0 || level == 1 || level == 2 || level == 3; @/
    /@ loop invariant range: 0 <= l <= low;
       loop invariant some: \forall integer k; 0 <= k < l ==> !pw_span_faults(window, root, page, k);
       loop assigns l;
       loop variant low - l; @/
    while (l < low) {
      /@ assert cases: l == 0 || l == 1 || l == 2; @/
      /@ assert inside: page % pw_span_pages(l) != 0; @/
      lemma_beside(window, root, page, l);
      l++;
    }
    return low;
  }

  void pw_needed_lemma_part(const struct pw_window *window, uint32_t root, uint64_t first, uint64_t all, uint64_t from,
                            uint64_t n) {
  }
*/
