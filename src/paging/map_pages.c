/*
 * Map pages: from entries to pages.
 */
#include "src/paging/map_pages.h"

#include <pagewright/descriptor.h>

#include "src/paging/map_find.h"

#define LEVEL_OF_PAGES 3u

/*@ ghost
  // A leaf is one that leads to 0 and an address.
  /@ requires base: pw_leaf_to_0(base, kind);
     requires pa: pa % 0x1000 == 0 && pa < 0x1000000000000;
     terminates \true; exits \false; assigns \nothing;
     ensures room: base + pa <= UINT64_MAX;
     ensures kind: (base + pa) % 4 == kind;
     ensures lower: (base + pa) % 0x1000 == base % 0x1000;
     ensures page: (base + pa) / 0x1000 % 0x1000000000 == pa / 0x1000;
     ensures upper: (base + pa) / 0x1000000000000 == base / 0x1000000000000;
  @/
  static void lemma_leaf(uint64_t base, uint32_t kind, uint64_t pa) {
    uint64_t d = base + pa;
    uint64_t lower = base % 0x1000;
    uint64_t upper = base / 0x1000000000000;
    uint64_t page = pa / 0x1000;
    /@ assert parts: base == lower + upper * 0x1000000000000; @/
    /@ assert whole: d == lower + page * 0x1000 + upper * 0x1000000000000; @/
    /@ assert page: 0 <= page < 0x1000000000; @/
    /@ assert quotient: d / 0x1000 == page + upper * 0x1000000000; @/
    /@ assert rest: d % 0x1000 == lower; @/
    /@ assert kind: d % 4 == lower % 4; @/
    /@ assert top: d / 0x1000000000000 == upper; @/
    /@ assert field: d / 0x1000 % 0x1000000000 == page; @/
  }

  // A walk's result, taken apart.
  /@ requires level: level <= 3;
     terminates \true; exits \false; assigns \nothing;
     ensures leaf: (d * 4 + level) / 4 == d && (d * 4 + level) % 4 == level;
  @/
  static void lemma_value(uint64_t d, uint32_t level) {
  }

  // A page's number that is a block's shows as that: of level 2,
  /@ requires page: d / 0x1000 % 0x1000000000 == block * 512 && block < 0x8000000;
     terminates \true; exits \false; assigns \nothing;
     ensures block: d / 0x200000 % 0x8000000 == block;
  @/
  static void lemma_block(uint64_t d, uint64_t block) {
    /@ assert parts: d / 0x1000 == block * 512 + d / 0x1000 / 0x1000000000 * 0x1000000000; @/
    /@ assert quotient: d / 0x200000 == d / 0x1000 / 512; @/
    /@ assert here: d / 0x200000 == block + d / 0x1000 / 0x1000000000 * 0x8000000; @/
  }

  // of level 1.
  /@ requires page: d / 0x1000 % 0x1000000000 == block * 0x40000 && block < 0x40000;
     terminates \true; exits \false; assigns \nothing;
     ensures block: d / 0x40000000 % 0x40000 == block;
  @/
  static void lemma_large_block(uint64_t d, uint64_t block) {
    /@ assert parts: d / 0x1000 == block * 0x40000 + d / 0x1000 / 0x1000000000 * 0x1000000000; @/
    /@ assert quotient: d / 0x40000000 == d / 0x1000 / 0x40000; @/
    /@ assert here: d / 0x40000000 == block + d / 0x1000 / 0x1000000000 * 0x40000; @/
  }

  // An address's page, by its indices.
  /@ terminates \true; exits \false; assigns \nothing;
     ensures page: pw_va_page(va) ==
       pw_page_of(va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512, va / 0x1000 % 512);
     ensures range: 0 <= pw_va_page(va) < 0x1000000000;
  @/
  static void lemma_page(uint64_t va) {
    /@ assert top: va / 0x8000000000 == va / 0x1000000000000 * 512 + va / 0x8000000000 % 512; @/
    /@ assert large: va / 0x40000000 == va / 0x8000000000 * 512 + va / 0x40000000 % 512; @/
    /@ assert block: va / 0x200000 == va / 0x40000000 * 512 + va / 0x200000 % 512; @/
    /@ assert page: va / 0x1000 == va / 0x200000 * 512 + va / 0x1000 % 512; @/
  }

  void pw_map_lemma_serves(struct pw_path path, uint32_t count, uint64_t va, uint64_t pages) {
    lemma_page(va);
    /@ assert page: pw_va_page(va) == pw_page_of(path.index[0], path.index[1], path.index[2], path.index[3]); @/
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert pages3: path.level == 3 ==> pages == count; @/
    /@ assert pages2: path.level == 2 ==> pages == count * 512; @/
    /@ assert pages1: path.level == 1 ==> pages == count * 0x40000; @/
    /@ assert begin2: path.level == 2 ==> va % 0x200000 == 0; @/
    /@ assert begin1: path.level == 1 ==> va % 0x40000000 == 0; @/
    /@ assert quotient2: path.level == 2 ==> va / 0x1000 == va / 0x200000 * 512; @/
    /@ assert quotient1: path.level == 1 ==>
         va / 0x1000 == va / 0x40000000 * 0x40000 && va / 0x200000 == va / 0x40000000 * 512; @/
    /@ assert index2: path.level == 2 ==> path.index[3] == 0; @/
    /@ assert index1: path.level == 1 ==> path.index[3] == 0 && path.index[2] == 0; @/
    /@ assert serves3: path.level == 3 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
         (pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) <==>
          pw_pages_have(pw_va_page(va), pages, i0, i1, i2, i3)); @/
    /@ assert first2: path.level == 2 ==>
         pw_va_page(va) == ((path.index[0] * 512 + path.index[1]) * 512 + path.index[2]) * 512; @/
    /@ assert blocks2: path.level == 2 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
         (pw_pages_have(pw_va_page(va), pages, i0, i1, i2, i3) <==>
          (path.index[0] * 512 + path.index[1]) * 512 + path.index[2] <= (i0 * 512 + i1) * 512 + i2 <
            (path.index[0] * 512 + path.index[1]) * 512 + path.index[2] + count); @/
    /@ assert serves2: path.level == 2 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
         (pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) <==>
          pw_pages_have(pw_va_page(va), pages, i0, i1, i2, i3)); @/
    /@ assert serves1: path.level == 1 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) ==>
         (pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) <==>
          pw_pages_have(pw_va_page(va), pages, i0, i1, i2, i3)); @/
  }

  // What walks find at each leaf of a run: of pages,
  /@ requires base: pw_leaf_to_0(of_page, 3);
     requires pa: pa % 0x1000 == 0 && pa + count * 0x1000 <= 0x1000000000000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(of_page + pa, 0x1000, 3, k, pa / 0x1000, of_page, of_block, i2, i3);
  @/
  static void lemma_lead3(uint64_t of_page, uint64_t of_block, uint64_t pa, uint32_t count) {
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= count;
       loop invariant lead: \forall integer i, i2, i3; 0 <= i < k ==>
         pw_leaf_leads(of_page + pa, 0x1000, 3, i, pa / 0x1000, of_page, of_block, i2, i3);
       loop assigns k;
       loop variant count - k; @/
    while (k < count) {
      uint64_t next = pa + k * 0x1000;
      lemma_leaf(of_page, 3, next);
      /@ assert next: next / 0x1000 == pa / 0x1000 + k; @/
      /@ assert value: pw_run_value(of_page + pa, 0x1000, k) == of_page + next; @/
      lemma_value(of_page + next, 3);
      /@ assert lead: \forall integer i2, i3;
           pw_leaf_leads(of_page + pa, 0x1000, 3, k, pa / 0x1000, of_page, of_block, i2, i3); @/
      k++;
    }
  }

  // of blocks of level 2,
  /@ requires base: pw_leaf_to_0(of_block, 1);
     requires pa: pa % 0x200000 == 0 && pa + count * 0x200000 <= 0x1000000000000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(of_block + pa, 0x200000, 2, k, pa / 0x1000, of_page, of_block, i2, i3);
  @/
  static void lemma_lead2(uint64_t of_page, uint64_t of_block, uint64_t pa, uint32_t count) {
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= count;
       loop invariant lead: \forall integer i, i2, i3; 0 <= i < k ==>
         pw_leaf_leads(of_block + pa, 0x200000, 2, i, pa / 0x1000, of_page, of_block, i2, i3);
       loop assigns k;
       loop variant count - k; @/
    while (k < count) {
      uint64_t next = pa + k * 0x200000;
      lemma_leaf(of_block, 1, next);
      /@ assert block: next == next / 0x200000 * 0x200000; @/
      /@ assert next: next / 0x1000 == pa / 0x1000 + k * 512; @/
      /@ assert value: pw_run_value(of_block + pa, 0x200000, k) == of_block + next; @/
      lemma_value(of_block + next, 2);
      lemma_block(of_block + next, next / 0x200000);
      /@ assert lead: \forall integer i2, i3;
           pw_leaf_leads(of_block + pa, 0x200000, 2, k, pa / 0x1000, of_page, of_block, i2, i3); @/
      k++;
    }
  }

  // of level 1.
  /@ requires base: pw_leaf_to_0(of_block, 1);
     requires pa: pa % 0x40000000 == 0 && pa + count * 0x40000000 <= 0x1000000000000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(of_block + pa, 0x40000000, 1, k, pa / 0x1000, of_page, of_block, i2, i3);
  @/
  static void lemma_lead1(uint64_t of_page, uint64_t of_block, uint64_t pa, uint32_t count) {
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= count;
       loop invariant lead: \forall integer i, i2, i3; 0 <= i < k ==>
         pw_leaf_leads(of_block + pa, 0x40000000, 1, i, pa / 0x1000, of_page, of_block, i2, i3);
       loop assigns k;
       loop variant count - k; @/
    while (k < count) {
      uint64_t next = pa + k * 0x40000000;
      lemma_leaf(of_block, 1, next);
      /@ assert block: next == next / 0x40000000 * 0x40000000; @/
      /@ assert next: next / 0x1000 == pa / 0x1000 + k * 0x40000; @/
      /@ assert value: pw_run_value(of_block + pa, 0x40000000, k) == of_block + next; @/
      lemma_value(of_block + next, 1);
      lemma_large_block(of_block + next, next / 0x40000000);
      /@ assert lead: \forall integer i2, i3;
           pw_leaf_leads(of_block + pa, 0x40000000, 1, k, pa / 0x1000, of_page, of_block, i2, i3); @/
      k++;
    }
  }

  // Where a unit ends and the half does not, the next page is the one behind its pages; and it has the same table of
  // level 2 unless a GiB begins.
  /@ requires unit: pw_unit_of(unit, target) && pw_target_valid(target) && pw_target_whole(target);
     requires more: unit.bytes < target.length;
     requires bytes: unit.bytes == pages * 0x1000;
     terminates \true; exits \false; assigns \nothing;
     ensures page: pw_va_page(target.va + unit.bytes) == pw_va_page(target.va) + pages;
     ensures half: (target.va + unit.bytes) / 0x1000000000000 == target.va / 0x1000000000000;
     ensures near: 2 <= unit.level && (target.va + unit.bytes) % 0x40000000 != 0 ==>
       (target.va + unit.bytes) / 0x40000000 == target.va / 0x40000000;
     ensures top: (target.va + unit.bytes) / 0x40000000 == target.va / 0x40000000 ==>
       (target.va + unit.bytes) / 0x8000000000 == target.va / 0x8000000000;
  @/
  static void lemma_behind(struct pw_target target, struct pw_unit unit, uint64_t pages) {
    uint64_t end = target.va + unit.bytes;
    /@ assert half: end / 0x1000000000000 == target.va / 0x1000000000000; @/
    /@ assert page: end / 0x1000 == target.va / 0x1000 + pages; @/
    /@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3; @/
    /@ assert table2: unit.level == 2 ==> end / 0x200000 == target.va / 0x200000 + unit.count; @/
    /@ assert last2: unit.level == 2 ==> end / 0x200000 <= target.va / 0x40000000 * 512 + 512; @/
    /@ assert near2: unit.level == 2 && end % 0x40000000 != 0 ==> end / 0x40000000 == target.va / 0x40000000; @/
    /@ assert table3: unit.level == 3 ==> end / 0x1000 == target.va / 0x1000 + unit.count; @/
    /@ assert last3: unit.level == 3 ==> end <= target.va / 0x200000 * 0x200000 + 0x200000; @/
    /@ assert large3: unit.level == 3 ==>
         target.va / 0x200000 * 0x200000 + 0x200000 <= target.va / 0x40000000 * 0x40000000 + 0x40000000; @/
    /@ assert near3: unit.level == 3 && end % 0x40000000 != 0 ==> end / 0x40000000 == target.va / 0x40000000; @/
    /@ assert quotient: end / 0x8000000000 == end / 0x40000000 / 512 &&
         target.va / 0x8000000000 == target.va / 0x40000000 / 512; @/
  }

  void pw_map_lemma_unit(struct pw_target target, struct pw_unit unit, uint64_t pages) {
    /@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3; @/
    /@ assert bytes1: unit.level == 1 ==> unit.bytes == unit.count * 0x40000000; @/
    /@ assert bytes2: unit.level == 2 ==> unit.bytes == unit.count * 0x200000; @/
    /@ assert bytes3: unit.level == 3 ==> unit.bytes == unit.count * 0x1000; @/
    if (unit.bytes < target.length) {
      lemma_behind(target, unit, pages);
    }
  }

  // A unit's pages are some of the target's.
  /@ requires unit: pw_unit_of(unit, target) && pw_target_valid(target);
     terminates \true; exits \false; assigns \nothing;
     ensures bytes: unit.bytes == pw_run_pages(unit.level, unit.count) * 0x1000;
     ensures part: 1 <= pw_run_pages(unit.level, unit.count) <= target.length / 0x1000;
  @/
  static void lemma_part(struct pw_target target, struct pw_unit unit) {
    /@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3; @/
    /@ assert bytes1: unit.level == 1 ==> unit.bytes == unit.count * 0x40000000; @/
    /@ assert bytes2: unit.level == 2 ==> unit.bytes == unit.count * 0x200000; @/
    /@ assert bytes3: unit.level == 3 ==> unit.bytes == unit.count * 0x1000; @/
  }

  // The same if the level is that of pages,
  /@ requires base: pw_leaf_to_0(leaves.page, 3);
     requires pa: level == 3 ==> pa % 0x1000 == 0 && pa + count * 0x1000 <= 0x1000000000000;
     requires leaf: level == 3 ==> leaf == leaves.page + pa && stride == 0x1000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: level == 3 ==> \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(leaf, stride, level, k, pa / 0x1000, leaves.page, leaves.block, i2, i3);
  @/
  static void lemma_leads3(uint32_t level, struct pw_map_leaves leaves, uint64_t pa, uint32_t count, uint64_t leaf,
                           uint64_t stride) {
    if (level == 3) {
      lemma_lead3(leaves.page, leaves.block, pa, count);
    }
  }

  // of blocks of level 2,
  /@ requires base: pw_leaf_to_0(leaves.block, 1);
     requires pa: level == 2 ==> pa % 0x200000 == 0 && pa + count * 0x200000 <= 0x1000000000000;
     requires leaf: level == 2 ==> leaf == leaves.block + pa && stride == 0x200000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: level == 2 ==> \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(leaf, stride, level, k, pa / 0x1000, leaves.page, leaves.block, i2, i3);
  @/
  static void lemma_leads2(uint32_t level, struct pw_map_leaves leaves, uint64_t pa, uint32_t count, uint64_t leaf,
                           uint64_t stride) {
    if (level == 2) {
      lemma_lead2(leaves.page, leaves.block, pa, count);
    }
  }

  // of level 1.
  /@ requires base: pw_leaf_to_0(leaves.block, 1);
     requires pa: level == 1 ==> pa % 0x40000000 == 0 && pa + count * 0x40000000 <= 0x1000000000000;
     requires leaf: level == 1 ==> leaf == leaves.block + pa && stride == 0x40000000;
     terminates \true; exits \false; assigns \nothing;
     ensures lead: level == 1 ==> \forall integer k, i2, i3; 0 <= k < count ==>
       pw_leaf_leads(leaf, stride, level, k, pa / 0x1000, leaves.page, leaves.block, i2, i3);
  @/
  static void lemma_leads1(uint32_t level, struct pw_map_leaves leaves, uint64_t pa, uint32_t count, uint64_t leaf,
                           uint64_t stride) {
    if (level == 1) {
      lemma_lead1(leaves.page, leaves.block, pa, count);
    }
  }

  void pw_map_lemma_leads(struct pw_target target, struct pw_unit unit, struct pw_map_leaves leaves, uint64_t leaf,
                          uint64_t stride) {
    /@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3; @/
    /@ assert bytes: unit.bytes == unit.count * stride; @/
    /@ assert whole: target.pa % 4 == 0; @/
    lemma_leads3(unit.level, leaves, target.pa, unit.count, leaf, stride);
    lemma_leads2(unit.level, leaves, target.pa, unit.count, leaf, stride);
    lemma_leads1(unit.level, leaves, target.pa, unit.count, leaf, stride);
  }

  // The pages of a run as a number.
  /@ requires count: count <= 512;
     terminates \true; exits \false; assigns \nothing;
     ensures pages: \result == pw_run_pages(level, count);
  @/
  static uint64_t pages_of(uint32_t level, uint32_t count) {
    return level == 1 ? count * (uint64_t)0x40000 : (level == 2 ? count * (uint64_t)512 : count);
  }

  void pw_map_lemma_pages(const struct pw_window *window, struct pw_path path, uint32_t count, uint64_t va,
                          uint64_t leaf, uint64_t stride, uint64_t page, uint64_t of_page, uint64_t of_block) {
    pw_map_lemma_serves(path, count, va, pages_of(path.level, count));
    lemma_page(va);
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert page: pw_va_page(va) == pw_page_of(path.index[0], path.index[1], path.index[2], path.index[3]); @/
    /@ assert begin2: path.level == 2 ==> va % 0x200000 == 0; @/
    /@ assert begin1: path.level == 1 ==> va % 0x40000000 == 0; @/
    /@ assert quotient2: path.level == 2 ==> va / 0x1000 == va / 0x200000 * 512; @/
    /@ assert quotient1: path.level == 1 ==> va / 0x1000 == va / 0x40000000 * 0x40000 && va / 0x200000 == va /
  0x40000000 * 512; @/
    /@ assert index2: path.level == 2 ==> path.index[3] == 0; @/
    /@ assert index1: path.level == 1 ==> path.index[3] == 0 && path.index[2] == 0; @/
    /@ assert lead: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) ==>
           pw_leaf_leads(leaf, stride, path.level, pw_index_at(path.level, i0, i1, i2, i3) - path.index[path.level],
                         page, of_page, of_block, i2, i3); @/
    /@ assert pages3: path.level == 3 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) ==>
           pw_page_of(i0, i1, i2, i3) - pw_va_page(va) == i3 - path.index[3]; @/
    /@ assert pages2: path.level == 2 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) ==>
           pw_page_of(i0, i1, i2, i3) - pw_va_page(va) == (i2 - path.index[2]) * 512 + i3; @/
    /@ assert pages1: path.level == 1 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) ==>
           pw_page_of(i0, i1, i2, i3) - pw_va_page(va) == (i1 - path.index[1]) * 0x40000 + i2 * 512 + i3; @/
    /@ assert pages: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) ==>
           pw_page_of(i0, i1, i2, i3) - pw_va_page(va) ==
             pw_run_pages(path.level, pw_index_at(path.level, i0, i1, i2, i3) - path.index[path.level]) +
               (path.level == 1 ? i2 * 512 + i3 : (path.level == 2 ? i3 : 0)); @/
    /@ assert walks: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(path, count, path.table[0], i0, i1, i2, i3) ==>
           pw_walk_leads(pw_walk0(window, path.table[0], i0, i1, i2, i3),
                         page + pw_page_of(i0, i1, i2, i3) - pw_va_page(va), of_page, of_block, i2, i3); @/
  }

  // The walk to an address that is the first of pages to which all walks are faults.
  /@ requires faults: pw_pages_fault(window, root, pw_va_page(va), count) && 1 <= count;
     terminates \true; exits \false; assigns \nothing;
     ensures fault: pw_va_walk(window, root, va) == 0;
  @/
  static void lemma_fault(const struct pw_window *window, uint32_t root, uint64_t va, uint64_t count) {
    lemma_page(va);
    /@ assert has: pw_pages_have(pw_va_page(va), count, va / 0x8000000000 % 512, va / 0x40000000 % 512,
                                 va / 0x200000 % 512, va / 0x1000 % 512); @/
    /@ assert indices: pw_indices(va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512,
                                  va / 0x1000 % 512); @/
  }

  // The walks to a run's entries among such pages.
  /@ requires level: 1 <= path.level <= 3 && count <= 512 && path.index[path.level] + count <= 512;
     requires path: pw_path_indices(path) && pw_path_of(path, va) && va % pw_level_bytes(path.level) == 0;
     requires faults: pw_pages_fault(window, path.table[0], pw_va_page(va), pages) &&
       pw_run_pages(path.level, count) <= pages;
     terminates \true; exits \false; assigns \nothing;
     ensures faults: pw_path_run_faults(window, path, count);
  @/
  static void lemma_faults(const struct pw_window *window, struct pw_path path, uint32_t count, uint64_t va,
                           uint64_t pages) {
    pw_map_lemma_serves(path, count, va, pages_of(path.level, count));
  }

  uint64_t pw_map_lemma_page(uint64_t va) {
    uint64_t i0 = va / 0x8000000000 % 512;
    uint64_t i1 = va / 0x40000000 % 512;
    uint64_t i2 = va / 0x200000 % 512;
    uint64_t i3 = va / 0x1000 % 512;
    lemma_page(va);
    uint64_t large = i0 * 512 + i1;
    uint64_t block = large * 512 + i2;
    uint64_t page = block * 512 + i3;
    /@ assert parts2: page / 512 == block && page % 512 == i3; @/
    /@ assert parts1: block / 512 == large && block % 512 == i2; @/
    /@ assert parts0: large / 512 == i0 && large % 512 == i1; @/
    /@ assert large: page / 0x40000 == page / 512 / 512; @/
    /@ assert top: page / 0x8000000 == page / 0x40000 / 512; @/
    return page;
  }

  void pw_map_lemma_found(const struct pw_window *window, uint32_t root, uint64_t page, uint64_t first, uint64_t count)
  {
    /@ assert large: page / 0x40000 == page / 0x8000000 * 512 + page / 0x40000 % 512; @/
    /@ assert block: page / 512 == page / 0x40000 * 512 + page / 512 % 512; @/
    /@ assert page: pw_page_of(page / 0x8000000, page / 0x40000 % 512, page / 512 % 512, page % 512) == page; @/
    /@ assert indices: pw_indices(page / 0x8000000, page / 0x40000 % 512, page / 512 % 512, page % 512); @/
    /@ assert has: pw_pages_have(first, count, page / 0x8000000, page / 0x40000 % 512, page / 512 % 512, page % 512); @/
  }

  // A page's number, and where the pages begin that entries on the way to it serve.
  /@ requires indices: pw_indices(i0, i1, i2, i3) && page == pw_page_of(i0, i1, i2, i3);
     terminates \true; exits \false; assigns \nothing;
     ensures begin0: page - page % 0x8000000 == i0 * 0x8000000;
     ensures begin1: page - page % 0x40000 == (i0 * 512 + i1) * 0x40000;
     ensures begin2: page - page % 512 == ((i0 * 512 + i1) * 512 + i2) * 512;
  @/
  static void lemma_begin(uint64_t page, uint64_t i0, uint64_t i1, uint64_t i2, uint64_t i3) {
    /@ assert rest0: page == i0 * 0x8000000 + (i1 * 0x40000 + i2 * 512 + i3) && i1 * 0x40000 + i2 * 512 + i3 <
  0x8000000; @/
    /@ assert rest1: page == (i0 * 512 + i1) * 0x40000 + (i2 * 512 + i3) && i2 * 512 + i3 < 0x40000; @/
    /@ assert rest2: page == ((i0 * 512 + i1) * 512 + i2) * 512 + i3; @/
  }

  void pw_map_lemma_missing(const struct pw_window *window, struct pw_path path, uint64_t va, uint32_t level) {
    uint64_t page = va / 0x1000 - va / 0x1000000000000 * 0x1000000000;
    uint64_t i0 = va / 0x8000000000 % 512;
    uint64_t i1 = va / 0x40000000 % 512;
    uint64_t i2 = va / 0x200000 % 512;
    uint64_t i3 = va / 0x1000 % 512;
    lemma_page(va);
    lemma_begin(page, i0, i1, i2, i3);
    uint32_t root = path.table[0];
    /@ assert cases: path.level == 0 || path.level == 1 || path.level == 2 || path.level == 3; @/
    if (path.level >= 1) {
      uint64_t found = pw_map_found_some(window, path);
      uint64_t size = path.level == 1 ? 0x8000000 : (path.level == 2 ? 0x40000 : 512);
      /@ assert size: size == pw_span_pages(path.level - 1); @/
      /@ assert inside1: path.level == 1 ==> i0 * 0x8000000 <= found < i0 * 0x8000000 + 0x8000000; @/
      /@ assert inside2: path.level == 2 ==> (i0 * 512 + i1) * 0x40000 <= found < (i0 * 512 + i1) * 0x40000 + 0x40000;
  @/
      /@ assert inside3: path.level == 3 ==>
           ((i0 * 512 + i1) * 512 + i2) * 512 <= found < ((i0 * 512 + i1) * 512 + i2) * 512 + 512; @/
      uint64_t first = page - page % size;
      /@ assert first1: path.level == 1 ==> first == i0 * 0x8000000; @/
      /@ assert first2: path.level == 2 ==> first == (i0 * 512 + i1) * 0x40000; @/
      /@ assert first3: path.level == 3 ==> first == ((i0 * 512 + i1) * 512 + i2) * 512; @/
      /@ assert size1: path.level == 1 ==> size == 0x8000000 && first <= found < first + 0x8000000; @/
      /@ assert size2: path.level == 2 ==> size == 0x40000 && first <= found < first + 0x40000; @/
      /@ assert size3: path.level == 3 ==> size == 512 && first <= found < first + 512; @/
      /@ assert inside: first <= found < first + size; @/
      pw_map_lemma_found(window, root, found, first, size);
      /@ assert some: !pw_span_faults(window, root, page, path.level - 1); @/
    }
    if (path.level < level) {
      /@ assert level0: path.level == 0 ==> \forall integer j0, j1, j2, j3; pw_indices(j0, j1, j2, j3) &&
           pw_pages_have(i0 * 0x8000000, 0x8000000, j0, j1, j2, j3) ==> pw_walk0(window, root, j0, j1, j2, j3) == 0; @/
      /@ assert same1: \forall integer j0, j1, j2, j3; pw_indices(j0, j1, j2, j3) &&
           pw_pages_have((i0 * 512 + i1) * 0x40000, 0x40000, j0, j1, j2, j3) ==> j0 * 512 + j1 == i0 * 512 + i1; @/
      /@ assert same2: \forall integer j0, j1, j2, j3; pw_indices(j0, j1, j2, j3) &&
           pw_pages_have(((i0 * 512 + i1) * 512 + i2) * 512, 512, j0, j1, j2, j3) ==>
             j0 * 512 + j1 == i0 * 512 + i1 && j2 == i2; @/
      /@ assert parts1: \forall integer j0, j1, j2, j3; pw_indices(j0, j1, j2, j3) &&
           pw_pages_have((i0 * 512 + i1) * 0x40000, 0x40000, j0, j1, j2, j3) ==> j0 == i0 && j1 == i1; @/
      /@ assert parts2: \forall integer j0, j1, j2, j3; pw_indices(j0, j1, j2, j3) &&
           pw_pages_have(((i0 * 512 + i1) * 512 + i2) * 512, 512, j0, j1, j2, j3) ==> j0 == i0 && j1 == i1 && j2 == i2;
  @/
      /@ assert walk1: 1 <= path.level ==> \forall integer j1, j2, j3;
           pw_walk0(window, root, i0, j1, j2, j3) == pw_walk1(window, path.table[1], j1, j2, j3); @/
      /@ assert walk2: 2 <= path.level ==> \forall integer j2, j3;
           pw_walk0(window, root, i0, i1, j2, j3) == pw_walk2(window, path.table[2], j2, j3); @/
      /@ assert zero1: path.level == 1 ==> \forall integer j2, j3; pw_walk1(window, path.table[1], i1, j2, j3) == 0; @/
      /@ assert zero2: path.level == 2 ==> \forall integer j3; pw_walk2(window, path.table[2], i2, j3) == 0; @/
      /@ assert level1: path.level == 1 ==> \forall integer j0, j1, j2, j3; pw_indices(j0, j1, j2, j3) &&
           pw_pages_have((i0 * 512 + i1) * 0x40000, 0x40000, j0, j1, j2, j3) ==>
             pw_walk0(window, root, j0, j1, j2, j3) == 0; @/
      /@ assert level2: path.level == 2 ==> \forall integer j0, j1, j2, j3; pw_indices(j0, j1, j2, j3) &&
           pw_pages_have(((i0 * 512 + i1) * 512 + i2) * 512, 512, j0, j1, j2, j3) ==>
             pw_walk0(window, root, j0, j1, j2, j3) == 0; @/
      /@ assert none0: path.level == 0 ==> pw_span_faults(window, root, page, 0); @/
      /@ assert none1: path.level == 1 ==> pw_span_faults(window, root, page, 1); @/
      /@ assert none2: path.level == 2 ==> pw_span_faults(window, root, page, 2); @/
      /@ assert none: pw_span_faults(window, root, page, path.level); @/
    }
  }
*/

struct pw_path pw_map_pages_find(const struct pw_address_space *space, struct pw_path near, struct pw_target target,
                                 struct pw_unit unit) {
  //@ ghost lemma_part(target, unit);
  //@ ghost lemma_fault(space->window, space->root_frame, target.va, target.length / 0x1000);
  struct pw_path path = pw_map_find(space, near, target.va, unit.level);
  //@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3;
  //@ assert first: unit.first == path.index[unit.level];
  /*@ ghost
    if (path.level == unit.level) {
      lemma_faults(space->window, path, unit.count, target.va, target.length / 0x1000);
      pw_map_lemma_invalid(space->window, path, unit.count);
    }
    pw_map_lemma_missing(space->window, path, target.va, unit.level);
  */
  return path;
}

struct pw_map_progress pw_map_pages(struct pw_address_space *space, struct pw_path path, struct pw_target target,
                                    struct pw_unit unit, struct pw_map_leaves leaves, struct pw_stock stock) {
  uint64_t leaf = (unit.level == LEVEL_OF_PAGES ? leaves.page : leaves.block) + target.pa;
  //@ ghost uint64_t stride = unit.level == 1 ? 0x40000000 : (unit.level == 2 ? 0x200000 : 0x1000);
  //@ ghost pw_map_lemma_leads(target, unit, leaves, leaf, stride);
  struct pw_map_progress next = pw_map_unit(space, path, unit, leaf, stock);
  //@ assert root: next.path.table[0] == space->root_frame;
  //@ assert path: pw_path_of(next.path, target.va);
  //@ assert served: pw_path_run_served(space->window, next.path, unit.count, leaf, stride);
  /*@ ghost pw_map_lemma_pages(space->window, next.path, unit.count, target.va, leaf, stride, target.pa / 0x1000, leaves.page,
                        leaves.block); */
  //@ ghost pw_map_lemma_serves(next.path, unit.count, target.va, pages_of(unit.level, unit.count));
  return next;
}
