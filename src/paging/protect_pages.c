/*
 * Protect pages: from entries to pages.
 */
#include "src/paging/protect_pages.h"

#include <pagewright/descriptor.h>

#include "src/paging/scan.h"

#define LEVEL_OF_PAGES 3u

/*@ ghost
  // A leaf that leads on from another: of pages,
  /@ requires room: d / 0x1000 % 0x1000000000 + k < 0x1000000000;
     terminates \true; exits \false; assigns \nothing;
     ensures fits: d + k * 0x1000 <= UINT64_MAX;
     ensures lower: (d + k * 0x1000) % 0x1000 == d % 0x1000;
     ensures page: (d + k * 0x1000) / 0x1000 % 0x1000000000 == d / 0x1000 % 0x1000000000 + k;
     ensures upper: (d + k * 0x1000) / 0x1000000000000 == d / 0x1000000000000;
  @/
  static void lemma_on3(uint64_t d, uint64_t k) {
    uint64_t page = d / 0x1000 % 0x1000000000;
    uint64_t upper = d / 0x1000000000000;
    uint64_t next = page + k;
    /@ assert parts: d == d % 0x1000 + page * 0x1000 + upper * 0x1000000000000; @/
    /@ assert whole: d + k * 0x1000 == d % 0x1000 + next * 0x1000 + upper * 0x1000000000000; @/
    /@ assert fits: d + k * 0x1000 <= UINT64_MAX; @/
    /@ assert quotient: (d + k * 0x1000) / 0x1000 == next + upper * 0x1000000000; @/
  }

  // of blocks of level 2,
  /@ requires room: d / 0x200000 % 0x8000000 + k < 0x8000000;
     terminates \true; exits \false; assigns \nothing;
     ensures fits: d + k * 0x200000 <= UINT64_MAX;
     ensures lower: (d + k * 0x200000) % 0x1000 == d % 0x1000;
     ensures page: (d + k * 0x200000) / 0x200000 % 0x8000000 == d / 0x200000 % 0x8000000 + k;
     ensures upper: (d + k * 0x200000) / 0x1000000000000 == d / 0x1000000000000;
  @/
  static void lemma_on2(uint64_t d, uint64_t k) {
    uint64_t page = d / 0x200000 % 0x8000000;
    uint64_t upper = d / 0x1000000000000;
    uint64_t next = page + k;
    /@ assert parts: d == d % 0x200000 + page * 0x200000 + upper * 0x1000000000000; @/
    /@ assert whole: d + k * 0x200000 == d % 0x200000 + next * 0x200000 + upper * 0x1000000000000; @/
    /@ assert fits: d + k * 0x200000 <= UINT64_MAX; @/
    /@ assert quotient: (d + k * 0x200000) / 0x200000 == next + upper * 0x8000000; @/
  }

  // of level 1.
  /@ requires room: d / 0x40000000 % 0x40000 + k < 0x40000;
     terminates \true; exits \false; assigns \nothing;
     ensures fits: d + k * 0x40000000 <= UINT64_MAX;
     ensures lower: (d + k * 0x40000000) % 0x1000 == d % 0x1000;
     ensures page: (d + k * 0x40000000) / 0x40000000 % 0x40000 == d / 0x40000000 % 0x40000 + k;
     ensures upper: (d + k * 0x40000000) / 0x1000000000000 == d / 0x1000000000000;
  @/
  static void lemma_on1(uint64_t d, uint64_t k) {
    uint64_t page = d / 0x40000000 % 0x40000;
    uint64_t upper = d / 0x1000000000000;
    uint64_t next = page + k;
    /@ assert parts: d == d % 0x40000000 + page * 0x40000000 + upper * 0x1000000000000; @/
    /@ assert whole: d + k * 0x40000000 == d % 0x40000000 + next * 0x40000000 + upper * 0x1000000000000; @/
    /@ assert fits: d + k * 0x40000000 <= UINT64_MAX; @/
    /@ assert quotient: (d + k * 0x40000000) / 0x40000000 == next + upper * 0x40000; @/
  }

  // A walk's result, taken apart.
  /@ requires level: 1 <= level <= 3;
     terminates \true; exits \false; assigns \nothing;
     ensures leaf: (d * 4 + level) / 4 == d && (d * 4 + level) % 4 == level && d * 4 + level != 0;
  @/
  static void lemma_value(uint64_t d, uint32_t level) {
  }

  // The leaves of a run that lead on from each other have the first one's attributes: of pages,
  /@ requires room: pw_leaf_room(d, 3, count) && d % 4 == 3;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(d, 0x1000, 3, k, pw_leaf_page(d, 3, 0, 0), d, d, i2, i3);
     ensures kind: \forall integer k; 0 <= k < count ==> pw_is_leaf(pw_run_value(d, 0x1000, k), 3);
  @/
  static void lemma_run3(uint64_t d, uint32_t count) {
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= count;
       loop invariant lead: \forall integer i, i2, i3; 0 <= i < k ==>
         pw_leaf_leads(d, 0x1000, 3, i, pw_leaf_page(d, 3, 0, 0), d, d, i2, i3);
       loop invariant kind: \forall integer i; 0 <= i < k ==> pw_is_leaf(pw_run_value(d, 0x1000, i), 3);
       loop assigns k;
       loop variant count - k; @/
    while (k < count) {
      lemma_on3(d, k);
      uint64_t next = d + k * 0x1000;
      /@ assert value: pw_run_value(d, 0x1000, k) == next; @/
      lemma_value(next, 3);
      /@ assert lead: \forall integer i2, i3;
           pw_leaf_leads(d, 0x1000, 3, k, pw_leaf_page(d, 3, 0, 0), d, d, i2, i3); @/
      k++;
    }
  }

  // of blocks of level 2,
  /@ requires room: pw_leaf_room(d, 2, count) && d % 4 == 1;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(d, 0x200000, 2, k, pw_leaf_page(d, 2, 0, 0), d, d, i2, i3);
     ensures kind: \forall integer k; 0 <= k < count ==> pw_is_leaf(pw_run_value(d, 0x200000, k), 2);
  @/
  static void lemma_run2(uint64_t d, uint32_t count) {
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= count;
       loop invariant lead: \forall integer i, i2, i3; 0 <= i < k ==>
         pw_leaf_leads(d, 0x200000, 2, i, pw_leaf_page(d, 2, 0, 0), d, d, i2, i3);
       loop invariant kind: \forall integer i; 0 <= i < k ==> pw_is_leaf(pw_run_value(d, 0x200000, i), 2);
       loop assigns k;
       loop variant count - k; @/
    while (k < count) {
      lemma_on2(d, k);
      /@ assert kind: pw_is_leaf(pw_run_value(d, 0x200000, k), 2); @/
      uint64_t next = d + k * 0x200000;
      /@ assert value: pw_run_value(d, 0x200000, k) == next; @/
      lemma_value(next, 2);
      /@ assert block: next / 0x200000 % 0x8000000 == d / 0x200000 % 0x8000000 + k; @/
      /@ assert page: \forall integer i2, i3;
           pw_leaf_page(next, 2, i2, i3) == pw_leaf_page(d, 2, 0, 0) + pw_run_pages(2, k) + i3; @/
      /@ assert bits: next % 0x1000 == d % 0x1000 && next / 0x1000000000000 == d / 0x1000000000000; @/
      /@ assert lead: \forall integer i2, i3;
           pw_leaf_leads(d, 0x200000, 2, k, pw_leaf_page(d, 2, 0, 0), d, d, i2, i3); @/
      k++;
    }
  }

  // of level 1.
  /@ requires room: pw_leaf_room(d, 1, count) && d % 4 == 1;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(d, 0x40000000, 1, k, pw_leaf_page(d, 1, 0, 0), d, d, i2, i3);
     ensures kind: \forall integer k; 0 <= k < count ==> pw_is_leaf(pw_run_value(d, 0x40000000, k), 1);
  @/
  static void lemma_run1(uint64_t d, uint32_t count) {
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= count;
       loop invariant lead: \forall integer i, i2, i3; 0 <= i < k ==>
         pw_leaf_leads(d, 0x40000000, 1, i, pw_leaf_page(d, 1, 0, 0), d, d, i2, i3);
       loop invariant kind: \forall integer i; 0 <= i < k ==> pw_is_leaf(pw_run_value(d, 0x40000000, i), 1);
       loop assigns k;
       loop variant count - k; @/
    while (k < count) {
      lemma_on1(d, k);
      /@ assert kind: pw_is_leaf(pw_run_value(d, 0x40000000, k), 1); @/
      uint64_t next = d + k * 0x40000000;
      /@ assert value: pw_run_value(d, 0x40000000, k) == next; @/
      lemma_value(next, 1);
      /@ assert block: next / 0x40000000 % 0x40000 == d / 0x40000000 % 0x40000 + k; @/
      /@ assert page: \forall integer i2, i3;
           pw_leaf_page(next, 1, i2, i3) == pw_leaf_page(d, 1, 0, 0) + pw_run_pages(1, k) + i2 * 512 + i3; @/
      /@ assert bits: next % 0x1000 == d % 0x1000 && next / 0x1000000000000 == d / 0x1000000000000; @/
      /@ assert lead: \forall integer i2, i3;
           pw_leaf_leads(d, 0x40000000, 1, k, pw_leaf_page(d, 1, 0, 0), d, d, i2, i3); @/
      k++;
    }
  }

  // The same if the level is that of pages,
  /@ requires room: level == 3 ==> pw_leaf_room(d, level, count) && d % 4 == 3 && stride == 0x1000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: level == 3 ==> \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(d, stride, level, k, pw_leaf_page(d, level, 0, 0), d, d, i2, i3);
     ensures kind: level == 3 ==> \forall integer k; 0 <= k < count ==> pw_is_leaf(pw_run_value(d, stride, k), level);
  @/
  static void lemma_runs3(uint64_t d, uint32_t level, uint32_t count, uint64_t stride) {
    if (level == 3) {
      lemma_run3(d, count);
    }
  }

  // of blocks of level 2,
  /@ requires room: level == 2 ==> pw_leaf_room(d, level, count) && d % 4 == 1 && stride == 0x200000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: level == 2 ==> \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(d, stride, level, k, pw_leaf_page(d, level, 0, 0), d, d, i2, i3);
     ensures kind: level == 2 ==> \forall integer k; 0 <= k < count ==> pw_is_leaf(pw_run_value(d, stride, k), level);
  @/
  static void lemma_runs2(uint64_t d, uint32_t level, uint32_t count, uint64_t stride) {
    if (level == 2) {
      lemma_run2(d, count);
    }
  }

  // of level 1.
  /@ requires room: level == 1 ==> pw_leaf_room(d, level, count) && d % 4 == 1 && stride == 0x40000000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: level == 1 ==> \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(d, stride, level, k, pw_leaf_page(d, level, 0, 0), d, d, i2, i3);
     ensures kind: level == 1 ==> \forall integer k; 0 <= k < count ==> pw_is_leaf(pw_run_value(d, stride, k), level);
  @/
  static void lemma_runs1(uint64_t d, uint32_t level, uint32_t count, uint64_t stride) {
    if (level == 1) {
      lemma_run1(d, count);
    }
  }

  // All levels.
  /@ requires room: 1 <= level <= 3 && pw_leaf_room(d, level, count) && pw_is_leaf(d, level);
     requires stride: stride == pw_level_bytes(level);
     terminates \true; exits \false; assigns \nothing;
     ensures lead: \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(d, stride, level, k, pw_leaf_page(d, level, 0, 0), d, d, i2, i3);
     ensures kind: \forall integer k; 0 <= k < count ==> pw_is_leaf(pw_run_value(d, stride, k), level);
  @/
  static void lemma_run(uint64_t d, uint32_t level, uint32_t count, uint64_t stride) {
    /@ assert cases: level == 1 || level == 2 || level == 3; @/
    lemma_runs3(d, level, count, stride);
    lemma_runs2(d, level, count, stride);
    lemma_runs1(d, level, count, stride);
  }

  // What walks find where the entries of a run are leaves that follow each other by a stride.
  /@ requires path: pw_path_valid(window, path) && 1 <= path.level && path.index[path.level] + count <= 512;
     requires run: pw_run_filled(window, path.table[path.level], path.index[path.level], count, d, stride);
     requires kind: \forall integer k; 0 <= k < count ==> pw_is_leaf(pw_run_value(d, stride, k), path.level);
     terminates \true; exits \false; assigns \nothing;
     ensures leaves: pw_run_leaves(window, path.table[path.level], path.index[path.level], count);
     ensures served: pw_path_run_served(window, path, count, d, stride);
  @/
  static void lemma_served(const struct pw_window *window, struct pw_path path, uint32_t count, uint64_t d,
                           uint64_t stride) {
    uint32_t table = path.table[path.level];
    uint32_t first = path.index[path.level];
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert level: pw_forest_level[table] == path.level; @/
    /@ assert entries: \forall integer i; pw_run_has(first, count, i) ==>
         pw_entry(window, table, i) == pw_run_value(d, stride, i - first) &&
         pw_is_leaf(pw_entry(window, table, i), path.level); @/
    /@ assert walks: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) ==>
           pw_walk0(window, path.table[0], i0, i1, i2, i3) ==
             pw_walk_from(window, path.level, table, i0, i1, i2, i3); @/
    /@ assert ends: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) ==>
           pw_walk_from(window, path.level, table, i0, i1, i2, i3) ==
             pw_entry(window, table, pw_index_at(path.level, i0, i1, i2, i3)) * 4 + path.level; @/
  }

  // They are leaves of one level, told by pages;
  /@ requires level: 1 <= path.level <= 3 && count <= 512 && path.index[path.level] + count <= 512;
     requires path: pw_path_indices(path) && pw_path_of(path, va) && va % pw_level_bytes(path.level) == 0;
     requires served: pw_path_run_served(window, path, count, d, stride);
     requires pages: pages == pw_run_pages(path.level, count);
     terminates \true; exits \false; assigns \nothing;
     ensures level: pw_pages_of_level(window, path.table[0], pw_va_page(va), pages, path.level);
  @/
  static void lemma_level(const struct pw_window *window, struct pw_path path, uint32_t count, uint64_t va, uint64_t d,
                          uint64_t stride, uint64_t pages) {
    pw_map_lemma_serves(path, count, va, pages);
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert level1: path.level == 1 ==> pw_pages_of_level(window, path.table[0], pw_va_page(va), pages, 1); @/
    /@ assert level2: path.level == 2 ==> pw_pages_of_level(window, path.table[0], pw_va_page(va), pages, 2); @/
    /@ assert level3: path.level == 3 ==> pw_pages_of_level(window, path.table[0], pw_va_page(va), pages, 3); @/
  }

  // and for one ASID only where their pages are.
  /@ requires level: 1 <= path.level <= 3 && count <= 512 && path.index[path.level] + count <= 512;
     requires path: pw_path_indices(path) && pw_path_of(path, va) && va % pw_level_bytes(path.level) == 0;
     requires pages: pages == pw_run_pages(path.level, count);
     terminates \true; exits \false; assigns \nothing;
     ensures local: pw_pages_local(window, path.table[0], pw_va_page(va), pages) ==>
       pw_path_run_local(window, path, count);
  @/
  static void lemma_local(const struct pw_window *window, struct pw_path path, uint32_t count, uint64_t va,
                          uint64_t pages) {
    pw_map_lemma_serves(path, count, va, pages);
  }
*/

/*@ ghost
  // A leaf's address, by its field: of pages,
  /@ terminates \true; exits \false; assigns \nothing;
     ensures block: d % 0x1000000000000 / 0x1000 == d / 0x1000 % 0x1000000000;
  @/
  static void lemma_pa3(uint64_t d) {
    uint64_t block = d / 0x1000 % 0x1000000000;
    uint64_t upper = d / 0x1000000000000;
    /@ assert parts: d == d % 0x1000 + block * 0x1000 + upper * 0x1000000000000; @/
    /@ assert rest: d % 0x1000000000000 == d % 0x1000 + block * 0x1000; @/
  }

  // of blocks of level 2,
  /@ terminates \true; exits \false; assigns \nothing;
     ensures block: d % 0x1000000000000 / 0x200000 == d / 0x200000 % 0x8000000;
  @/
  static void lemma_pa2(uint64_t d) {
    uint64_t block = d / 0x200000 % 0x8000000;
    uint64_t upper = d / 0x1000000000000;
    /@ assert parts: d == d % 0x200000 + block * 0x200000 + upper * 0x1000000000000; @/
    /@ assert rest: d % 0x1000000000000 == d % 0x200000 + block * 0x200000; @/
  }

  // of level 1.
  /@ terminates \true; exits \false; assigns \nothing;
     ensures block: d % 0x1000000000000 / 0x40000000 == d / 0x40000000 % 0x40000;
  @/
  static void lemma_pa1(uint64_t d) {
    uint64_t block = d / 0x40000000 % 0x40000;
    uint64_t upper = d / 0x1000000000000;
    /@ assert parts: d == d % 0x40000000 + block * 0x40000000 + upper * 0x1000000000000; @/
    /@ assert rest: d % 0x1000000000000 == d % 0x40000000 + block * 0x40000000; @/
  }

  // The run as a unit of a target, for what is known of those.
  /@ requires level: 1 <= level <= 3 && 1 <= count && first + count <= 512;
     requires first: first == range.va / pw_level_bytes(level) % 512;
     requires range: pw_part_range(range) && range.va % pw_level_bytes(level) == 0;
     requires length: range.length == count * pw_level_bytes(level);
     requires pa: pa % pw_level_bytes(level) == 0 && pa % 0x1000 == 0;
     requires page: pa / 0x1000 == pw_leaf_page(d, level, 0, 0) && pw_leaf_room(d, level, count);
     requires unit: unit.level == level && unit.first == first && unit.count == count && unit.bytes == range.length;
     requires target: target.va == range.va && target.pa == pa && target.length == range.length;
     requires top: target.top_level == level;
     terminates \true; exits \false; assigns \nothing;
     ensures target: pw_target_valid(target);
     ensures unit: pw_unit_of(unit, target);
     ensures begins: pw_part_begins(range, level, count);
  @/
  static void lemma_unit(struct pw_va_range range, uint32_t level, uint32_t first, uint32_t count, uint64_t d,
                         uint64_t pa, struct pw_unit unit, struct pw_target target) {
    /@ assert cases: level == 1 || level == 2 || level == 3; @/
    uint64_t size = level == 1 ? 0x40000000 : (level == 2 ? 0x200000 : 0x1000);
    /@ assert size: size == pw_level_bytes(level); @/
    /@ assert va: range.va % size == 0 && first == range.va / size % 512; @/
    /@ assert length: range.length == count * size; @/
    /@ assert pa: pa % size == 0; @/
    if (level == 1) {
      /@ assert size1: size == 0x40000000 && pa + range.length <= 0x1000000000000; @/
      /@ assert whole1: range.va % 0x1000 == 0 && pa % 0x1000 == 0 && range.length % 0x1000 == 0; @/
      /@ assert begins1: pw_va_entry(range.va, level, count - 1) == range.va + range.length - 0x40000000; @/
      /@ assert bytes1: unit.bytes == unit.count * 0x40000000 && pw_level_bytes(unit.level) == 0x40000000; @/
      /@ assert sum1: unit.bytes == unit.count * pw_level_bytes(unit.level); @/
      /@ assert first1: unit.first == target.va / pw_level_bytes(unit.level) % 512; @/
      /@ assert va1: target.va % pw_level_bytes(unit.level) == 0; @/
      /@ assert pa1: target.pa % pw_level_bytes(unit.level) == 0; @/
      /@ assert unit1: pw_unit_of(unit, target); @/
    } else if (level == 2) {
      /@ assert size2: size == 0x200000 && pa + range.length <= 0x1000000000000; @/
      /@ assert whole2: range.va % 0x1000 == 0 && pa % 0x1000 == 0 && range.length % 0x1000 == 0; @/
      /@ assert begins2: pw_va_entry(range.va, level, count - 1) == range.va + range.length - 0x200000; @/
      /@ assert bytes2: unit.bytes == unit.count * 0x200000 && pw_level_bytes(unit.level) == 0x200000; @/
      /@ assert sum2: unit.bytes == unit.count * pw_level_bytes(unit.level); @/
      /@ assert first2: unit.first == target.va / pw_level_bytes(unit.level) % 512; @/
      /@ assert va2: target.va % pw_level_bytes(unit.level) == 0; @/
      /@ assert pa2: target.pa % pw_level_bytes(unit.level) == 0; @/
      /@ assert unit2: pw_unit_of(unit, target); @/
    } else {
      /@ assert size3: size == 0x1000 && pa + range.length <= 0x1000000000000; @/
      /@ assert whole3: range.va % 0x1000 == 0 && pa % 0x1000 == 0 && range.length % 0x1000 == 0; @/
      /@ assert begins3: pw_va_entry(range.va, level, count - 1) == range.va + range.length - 0x1000; @/
      /@ assert bytes3: unit.bytes == unit.count * 0x1000 && pw_level_bytes(unit.level) == 0x1000; @/
      /@ assert sum3: unit.bytes == unit.count * pw_level_bytes(unit.level); @/
      /@ assert first3: unit.first == target.va / pw_level_bytes(unit.level) % 512; @/
      /@ assert va3: target.va % pw_level_bytes(unit.level) == 0; @/
      /@ assert pa3: target.pa % pw_level_bytes(unit.level) == 0; @/
      /@ assert unit3: pw_unit_of(unit, target); @/
    }
  }

  void pw_protect_lemma_level(const struct pw_window *window, struct pw_path path, uint32_t count, uint64_t va,
                              uint64_t pages) {
    uint64_t stride = path.level == 1 ? 0x40000000 : (path.level == 2 ? 0x200000 : 0x1000);
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert stride: stride == pw_level_bytes(path.level); @/
    lemma_run(path.descriptor, path.level, count, stride);
    lemma_served(window, path, count, path.descriptor, stride);
    lemma_level(window, path, count, va, path.descriptor, stride, pages);
  }

  // The sums of a run are numbers of 64 bits: of pages,
  /@ requires room: level == 3 ==> 1 <= count && pw_leaf_room(d, level, count) && stride == 0x1000;
     terminates \true; exits \false; assigns \nothing;
     ensures fits: level == 3 ==> d + (count - 1) * stride <= UINT64_MAX;
  @/
  static void lemma_fits3(uint64_t d, uint32_t level, uint32_t count, uint64_t stride) {
    if (level == 3) {
      lemma_on3(d, count - 1);
    }
  }

  // of blocks of level 2,
  /@ requires room: level == 2 ==> 1 <= count && pw_leaf_room(d, level, count) && stride == 0x200000;
     terminates \true; exits \false; assigns \nothing;
     ensures fits: level == 2 ==> d + (count - 1) * stride <= UINT64_MAX;
  @/
  static void lemma_fits2(uint64_t d, uint32_t level, uint32_t count, uint64_t stride) {
    if (level == 2) {
      lemma_on2(d, count - 1);
    }
  }

  // of level 1.
  /@ requires room: level == 1 ==> 1 <= count && pw_leaf_room(d, level, count) && stride == 0x40000000;
     terminates \true; exits \false; assigns \nothing;
     ensures fits: level == 1 ==> d + (count - 1) * stride <= UINT64_MAX;
  @/
  static void lemma_fits1(uint64_t d, uint32_t level, uint32_t count, uint64_t stride) {
    if (level == 1) {
      lemma_on1(d, count - 1);
    }
  }

  // All levels.
  /@ requires room: 1 <= level <= 3 && 1 <= count && pw_leaf_room(d, level, count);
     requires stride: stride == pw_level_bytes(level);
     terminates \true; exits \false; assigns \nothing;
     ensures fits: d + (count - 1) * stride <= UINT64_MAX;
  @/
  static void lemma_fits(uint64_t d, uint32_t level, uint32_t count, uint64_t stride) {
    /@ assert cases: level == 1 || level == 2 || level == 3; @/
    lemma_fits3(d, level, count, stride);
    lemma_fits2(d, level, count, stride);
    lemma_fits1(d, level, count, stride);
  }
*/

/* Where the leaf leads to. */
/*@ requires level: 1 <= level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures aligned: \result % pw_level_bytes(level) == 0;
    ensures page: \result / 0x1000 == pw_leaf_page(descriptor, level, 0, 0) && \result % 0x1000 == 0;
*/
static uint64_t leaf_pa(uint64_t descriptor, uint32_t level) {
  //@ assert cases: level == 1 || level == 2 || level == 3;
  //@ ghost lemma_pa3(descriptor);
  //@ ghost lemma_pa2(descriptor);
  //@ ghost lemma_pa1(descriptor);
  //@ ghost uint64_t size = level == 1 ? 0x40000000 : (level == 2 ? 0x200000 : 0x1000);
  //@ assert size: size == pw_level_bytes(level);
  uint64_t pa = pw_descriptor_leaf_pa(descriptor, level);
  //@ assert pa: pa == descriptor % 0x1000000000000 / size * size;
  //@ assert pa3: level == 3 ==> size == 0x1000 && pa == descriptor / 0x1000 % 0x1000000000 * 0x1000;
  //@ assert pa2: level == 2 ==> size == 0x200000 && pa == descriptor / 0x200000 % 0x8000000 * 0x200000;
  //@ assert pa1: level == 1 ==> size == 0x40000000 && pa == descriptor / 0x40000000 % 0x40000 * 0x40000000;
  return pa;
}

/* How many leaves may lead on from one, itself among them, until addresses end. */
/*@ requires level: 1 <= level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures room: 1 <= \result <= 0x1000000000;
    ensures fits: \forall uint32_t n; n <= \result ==> pw_leaf_room(descriptor, level, n);
*/
static uint64_t leaf_room(uint64_t descriptor, uint32_t level) {
  uint64_t size = pw_level_size(level);
  uint64_t pa = leaf_pa(descriptor, level);
  //@ assert cases: level == 1 || level == 2 || level == 3;
  //@ assert pa3: level == 3 ==> size == 0x1000 && pa == descriptor / 0x1000 % 0x1000000000 * 0x1000;
  //@ assert pa2: level == 2 ==> size == 0x200000 && pa == descriptor / 0x200000 % 0x8000000 * 0x200000;
  //@ assert pa1: level == 1 ==> size == 0x40000000 && pa == descriptor / 0x40000000 % 0x40000 * 0x40000000;
  uint64_t room = (PW_VA_HALF_SIZE - pa) / size;
  //@ assert room3: level == 3 ==> room + descriptor / 0x1000 % 0x1000000000 == 0x1000000000;
  //@ assert room2: level == 2 ==> room + descriptor / 0x200000 % 0x8000000 == 0x8000000;
  //@ assert room1: level == 1 ==> room + descriptor / 0x40000000 % 0x40000 == 0x40000;
  return room;
}

uint32_t pw_protect_count(const struct pw_window *window, struct pw_path path, struct pw_va_range range) {
  uint32_t table = path.table[path.level];
  uint32_t first = path.index[path.level];
  uint64_t size = pw_level_size(path.level);
  uint32_t begin = pw_range_part_count(range, path.level, first);
  uint64_t room = leaf_room(path.descriptor, path.level);
  uint32_t most = room < begin ? (uint32_t)room : begin;
  //@ assert cases: path.level == 1 || path.level == 2 || path.level == 3;
  //@ assert room: pw_leaf_room(path.descriptor, path.level, most);
  //@ ghost lemma_fits(path.descriptor, path.level, most, size);
  uint32_t count = pw_scan_stride(window, table, first, most, path.descriptor, size);
  //@ assert entry: pw_entry(window, table, first) == path.descriptor;
  //@ assert none: count == 0 ==> count * size == 0 && pw_entry(window, table, first + count) == path.descriptor;
  //@ assert some: 1 <= count;
  //@ assert begins: pw_part_begins(range, path.level, count);
  /*@ assert alike: \forall integer i; first <= i < first + count ==>
        pw_entry(window, table, i) == path.descriptor + (i - first) * size; */
  /*@ assert run: \forall integer i; pw_run_has(first, count, i) ==>
        pw_entry(window, table, i) == pw_run_value(path.descriptor, size, i - first); */
  return count;
}

/* What is as it should be is not touched. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires path: pw_space_path(space, path) && 1 <= path.level && pw_path_of(path, range.va);
    requires count: 1 <= count && path.index[path.level] + count <= 512;
    requires leaves: pw_run_leaves(space->window, path.table[path.level], path.index[path.level], count);
    requires served: pw_path_run_served(space->window, path, count, path.descriptor, pw_level_bytes(path.level));
    requires range: pw_part_range(range) && pw_space_canonical(space, range.va) && pw_part_begins(range, path.level,
   count); requires local: space->half == PW_HALF_LOW && !space->has_mapped_global ==> pw_path_run_local(space->window,
   path, count); requires leaf: pw_is_leaf(leaf, path.level) && leaf + count * pw_level_bytes(path.level) <= UINT64_MAX;
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS;
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures served: pw_path_run_served(space->window, path, count, leaf, pw_level_bytes(path.level));
    ensures others: pw_path_run_others_same{Pre,Post}(space->window, path, count);
*/
static void change(struct pw_address_space *space, struct pw_path path, uint32_t count, struct pw_va_range range,
                   uint64_t leaf) {
  if (leaf != path.descriptor) {
    pw_protect_run(space, path, count, range, leaf);
  }
}

void pw_protect_pages(struct pw_address_space *space, struct pw_path path, uint32_t count, struct pw_va_range range,
                      struct pw_map_leaves leaves) {
  uint64_t pa = leaf_pa(path.descriptor, path.level);
  uint64_t leaf = (path.level == LEVEL_OF_PAGES ? leaves.page : leaves.block) + pa;
  //@ assert cases: path.level == 1 || path.level == 2 || path.level == 3;
  //@ ghost uint64_t d = path.descriptor;
  //@ ghost uint64_t stride = path.level == 1 ? 0x40000000 : (path.level == 2 ? 0x200000 : 0x1000);
  //@ ghost uint64_t pages = path.level == 1 ? count * (uint64_t)0x40000 : count;
  //@ ghost pages = path.level == 2 ? count * (uint64_t)512 : pages;
  //@ assert stride: stride == pw_level_bytes(path.level);
  //@ assert pages: pages == pw_run_pages(path.level, count);
  //@ ghost struct pw_target target = {.va = range.va, .pa = pa, .length = range.length, .top_level = path.level};
  //@ ghost uint32_t first = path.index[path.level];
  //@ ghost struct pw_unit unit = {.level = path.level, .first = first, .count = count, .bytes = range.length};
  //@ ghost lemma_unit(range, path.level, first, count, d, pa, unit, target);
  //@ ghost pw_map_lemma_leads(target, unit, leaves, leaf, stride);
  //@ ghost lemma_run(d, path.level, count, stride);
  //@ ghost lemma_served(space->window, path, count, d, stride);
  //@ ghost pw_map_lemma_pages(space->window, path, count, range.va, d, stride, pa / 0x1000, d, d);
  //@ ghost lemma_level(space->window, path, count, range.va, d, stride, pages);
  //@ ghost lemma_local(space->window, path, count, range.va, pages);
  //@ assert lead: pw_pages_lead{Pre}(space->window, space->root_frame, pw_va_page(range.va), pages, pa / 0x1000, d, d);
  //@ assert level: pw_pages_of_level{Pre}(space->window, space->root_frame, pw_va_page(range.va), pages, path.level);
  change(space, path, count, range, leaf);
  /*@ ghost pw_map_lemma_pages(space->window, path, count, range.va, leaf, stride, pa / 0x1000, leaves.page,
                               leaves.block); */
  //@ ghost lemma_level(space->window, path, count, range.va, leaf, stride, pages);
  //@ ghost pw_map_lemma_serves(path, count, range.va, pages);
  //@ assert root: path.table[0] == space->root_frame;
  //@ assert serves: pw_path_run_is_pages(path, count, pw_va_page(range.va), pages);
  //@ assert run: pw_path_run_others_same{Pre,Here}(space->window, path, count);
  //@ assert others: pw_pages_others_same{Pre,Here}(space->window, space->root_frame, pw_va_page(range.va), pages);
}
