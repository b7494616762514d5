/*
 * Protect part: found, counted, given other attributes.
 */
#include "src/paging/protect_part.h"

#include <pagewright/descriptor.h>

#define LEVEL_OF_PAGES 3u

/*@ ghost
  // A page of a range, by an address in it.
  /@ requires half: a / 0x1000000000000 == va / 0x1000000000000 && va <= a && va % 0x1000 == 0;
     requires inside: a < va + pages * 0x1000;
     terminates \true; exits \false; assigns \nothing;
     ensures have: pw_pages_have(pw_va_page(va), pages, a / 0x8000000000 % 512, a / 0x40000000 % 512,
                                 a / 0x200000 % 512, a / 0x1000 % 512);
     ensures indices: pw_indices(a / 0x8000000000 % 512, a / 0x40000000 % 512, a / 0x200000 % 512, a / 0x1000 % 512);
  @/
  static void lemma_inside(uint64_t va, uint64_t a, uint64_t pages) {
    pw_map_lemma_page(a);
    /@ assert page: va / 0x1000 <= a / 0x1000 < va / 0x1000 + pages; @/
  }

  // The last address of a range, and all before it, are of one half.
  /@ requires range: pw_va_range_valid(space, range) && (space->half == PW_HALF_LOW || space->half == PW_HALF_HIGH);
     requires space: \valid_read(space);
     requires inside: range.va <= a && a - range.va < range.length;
     terminates \true; exits \false; assigns \nothing;
     ensures half: a / 0x1000000000000 == range.va / 0x1000000000000;
  @/
  static void lemma_half(const struct pw_address_space *space, struct pw_va_range range, uint64_t a) {
    /@ assert low: space->half == PW_HALF_LOW ==> a < 0x1000000000000; @/
    /@ assert high: space->half == PW_HALF_HIGH ==> a >= 0xFFFF000000000000; @/
  }

  // Two addresses of one block come to the same leaf: of level 2,
  /@ requires block: a / 0x200000 == b / 0x200000;
     terminates \true; exits \false; assigns \nothing;
     ensures same: pw_va_walk(window, root, a) % 4 == 2 ==>
       pw_va_walk(window, root, b) == pw_va_walk(window, root, a);
  @/
  static void lemma_block2(const struct pw_window *window, uint32_t root, uint64_t a, uint64_t b) {
    /@ assert large: a / 0x40000000 == a / 0x200000 / 512 && b / 0x40000000 == b / 0x200000 / 512; @/
    /@ assert top: a / 0x8000000000 == a / 0x40000000 / 512 && b / 0x8000000000 == b / 0x40000000 / 512; @/
  }

  // of level 1.
  /@ requires block: a / 0x40000000 == b / 0x40000000;
     terminates \true; exits \false; assigns \nothing;
     ensures same: pw_va_walk(window, root, a) % 4 == 1 ==>
       pw_va_walk(window, root, b) == pw_va_walk(window, root, a);
  @/
  static void lemma_block1(const struct pw_window *window, uint32_t root, uint64_t a, uint64_t b) {
    /@ assert top: a / 0x8000000000 == a / 0x40000000 / 512 && b / 0x8000000000 == b / 0x40000000 / 512; @/
  }

  // Where a leaf ends the next one begins.
  /@ requires mapped: pw_va_walk(window, root, end) != 0 && 1 <= level <= 3 && 1 <= end;
     requires before: pw_va_walk(window, root, end - 1) % 4 == level;
     requires ends: end % pw_level_bytes(level) == 0 && end % 0x1000 == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures begins: pw_va_begins(window, root, end);
  @/
  static void lemma_begins(const struct pw_window *window, uint32_t root, uint32_t level, uint64_t end) {
    /@ assert levels: 1 <= pw_va_walk(window, root, end) % 4 <= 3; @/
    if (end % 0x200000 != 0) {
      /@ assert near2: end / 0x200000 == (end - 1) / 0x200000; @/
      lemma_block2(window, root, end, end - 1);
      /@ assert not2: pw_va_walk(window, root, end) % 4 != 2; @/
    }
    if (end % 0x40000000 != 0) {
      /@ assert near1: end / 0x40000000 == (end - 1) / 0x40000000; @/
      lemma_block1(window, root, end, end - 1);
      /@ assert not1: pw_va_walk(window, root, end) % 4 != 1; @/
    }
    /@ assert case2: pw_va_walk(window, root, end) % 4 == 2 ==> end % 0x200000 == 0; @/
    /@ assert case1: pw_va_walk(window, root, end) % 4 == 1 ==> end % 0x40000000 == 0; @/
  }

  // The bytes of a run's pages.
  /@ requires level: 1 <= level <= 3 && count <= 512 && pages == pw_run_pages(level, count);
     terminates \true; exits \false; assigns \nothing;
     ensures entry: va % pw_level_bytes(level) == 0 ==> pw_va_entry(va, level, count) == va + pages * 0x1000;
     ensures bytes: pages * 0x1000 == count * pw_level_bytes(level);
     ensures whole: pages * 0x1000 % pw_level_bytes(level) == 0;
     ensures begins: 1 <= count && va % pw_level_bytes(level) == 0 ==>
       pw_va_entry(va, level, count - 1) == va + pages * 0x1000 - pw_level_bytes(level);
  @/
  static void lemma_bytes(uint64_t va, uint32_t level, uint32_t count, uint64_t pages) {
    /@ assert cases: level == 1 || level == 2 || level == 3; @/
    if (level == 3) {
      /@ assert size3: pw_level_bytes(level) == 0x1000 && pages == count; @/
      /@ assert bytes3: pages * 0x1000 == count * 0x1000 && count * 0x1000 == count * pw_level_bytes(level); @/
    } else if (level == 2) {
      /@ assert size2: pw_level_bytes(level) == 0x200000 && pages == count * 512; @/
      /@ assert bytes2: pages * 0x1000 == count * 0x200000 && count * 0x200000 == count * pw_level_bytes(level); @/
    } else {
      /@ assert size1: pw_level_bytes(level) == 0x40000000 && pages == count * 0x40000; @/
      /@ assert bytes1: pages * 0x1000 == count * 0x40000000 && count * 0x40000000 == count * pw_level_bytes(level); @/
    }
  }

  // A run whose leaves begin in a range that none of them goes across the end of lies in it.
  /@ requires range: pw_va_range_valid(space, range) && (space->half == PW_HALF_LOW || space->half == PW_HALF_HIGH);
     requires space: \valid_read(space);
     requires level: 1 <= level <= 3 && 1 <= count <= 512 && pages == pw_run_pages(level, count);
     requires aligned: range.va % pw_level_bytes(level) == 0;
     requires run: pw_pages_of_level(space->window, space->root_frame, pw_va_page(range.va), pages, level);
     requires begins: pw_part_begins(range, level, count);
     requires ends: pw_va_ends(space->window, space->root_frame, range.va + range.length);
     terminates \true; exits \false; assigns \nothing;
     ensures inside: pages * 0x1000 <= range.length;
  @/
  static void lemma_ends(const struct pw_address_space *space, struct pw_va_range range, uint32_t level, uint32_t count,
                         uint64_t pages) {
    uint64_t last = range.va + (range.length - 1);
    lemma_half(space, range, last);
    lemma_bytes(range.va, level, count, pages);
    if (range.length < pages * 0x1000) {
      lemma_inside(range.va, last, pages);
      /@ assert leaf: pw_va_walk(space->window, space->root_frame, last) % 4 == level; @/
      /@ assert end: (range.va + range.length) % pw_level_bytes(level) == 0; @/
      /@ assert cases: level == 1 || level == 2 || level == 3; @/
      /@ assert no3: level != 3; @/
      /@ assert whole2: level == 2 ==> range.va % 0x200000 == 0 && (range.va + range.length) % 0x200000 == 0; @/
      /@ assert length2: level == 2 ==> range.length % 0x200000 == 0; @/
      /@ assert begin2: level == 2 ==> (count - 1) * 0x200000 < range.length < count * 0x200000; @/
      /@ assert no2: level != 2; @/
      /@ assert whole1: level == 1 ==> range.va % 0x40000000 == 0 && (range.va + range.length) % 0x40000000 == 0; @/
      /@ assert length1: level == 1 ==> range.length % 0x40000000 == 0; @/
      /@ assert begin1: level == 1 ==> (count - 1) * 0x40000000 < range.length < count * 0x40000000; @/
      /@ assert no1: level != 1; @/
    }
  }

  // Behind a run of the range is the next page of it, where a leaf begins;
  /@ requires range: pw_va_range_valid(space, range) && (space->half == PW_HALF_LOW || space->half == PW_HALF_HIGH);
     requires space: \valid_read(space);
     requires level: 1 <= level <= 3 && 1 <= count <= 512 && pages == pw_run_pages(level, count);
     requires aligned: range.va % pw_level_bytes(level) == 0;
     requires run: pw_pages_of_level(space->window, space->root_frame, pw_va_page(range.va), pages, level);
     requires inside: pages * 0x1000 < range.length && rest == range.length / 0x1000 - pages;
     requires next: next == pw_va_page(range.va) + pages;
     requires mapped: pw_pages_mapped(space->window, space->root_frame, next, rest);
     terminates \true; exits \false; assigns \nothing;
     ensures page: pw_va_page(range.va + pages * 0x1000) == next;
     ensures begins: pw_va_begins(space->window, space->root_frame, range.va + pages * 0x1000);
  @/
  static void lemma_behind(const struct pw_address_space *space, struct pw_va_range range, uint32_t level,
                           uint32_t count, uint64_t pages, uint64_t next, uint64_t rest) {
    uint64_t end = range.va + pages * 0x1000;
    lemma_half(space, range, end);
    lemma_half(space, range, end - 1);
    lemma_bytes(range.va, level, count, pages);
    /@ assert page: pw_va_page(end) == next; @/
    lemma_inside(range.va, end - 1, pages);
    lemma_inside(end, end, rest);
    /@ assert before: pw_va_walk(space->window, space->root_frame, end - 1) % 4 == level; @/
    /@ assert mapped: pw_va_walk(space->window, space->root_frame, end) != 0; @/
    /@ assert cases: level == 1 || level == 2 || level == 3; @/
    /@ assert parts2: level == 2 ==> range.va % 0x200000 == 0 && pages * 0x1000 % 0x200000 == 0; @/
    /@ assert parts1: level == 1 ==> range.va % 0x40000000 == 0 && pages * 0x1000 % 0x40000000 == 0; @/
    /@ assert ends2: level == 2 ==> end % 0x200000 == 0; @/
    /@ assert ends1: level == 1 ==> end % 0x40000000 == 0; @/
    /@ assert ends3: end % 0x1000 == 0; @/
    /@ assert ends: end % pw_level_bytes(level) == 0; @/
    lemma_begins(space->window, space->root_frame, level, end);
  }

  // and the range's last page is none of the run's.
  /@ requires range: pw_va_range_valid(space, range) && (space->half == PW_HALF_LOW || space->half == PW_HALF_HIGH);
     requires space: \valid_read(space);
     requires last: last == range.va + (range.length - 1);
     terminates \true; exits \false; assigns \nothing;
     ensures beyond: pages * 0x1000 < range.length ==>
       !pw_pages_have(pw_va_page(range.va), pages, last / 0x8000000000 % 512, last / 0x40000000 % 512,
                      last / 0x200000 % 512, last / 0x1000 % 512);
     ensures indices: pw_indices(last / 0x8000000000 % 512, last / 0x40000000 % 512, last / 0x200000 % 512,
                                 last / 0x1000 % 512);
  @/
  static void lemma_beyond(const struct pw_address_space *space, struct pw_va_range range, uint64_t last,
                           uint64_t pages) {
    lemma_half(space, range, last);
    pw_map_lemma_page(last);
    /@ assert page: pages * 0x1000 < range.length ==> range.va / 0x1000 + pages <= last / 0x1000; @/
  }
*/

/* The way down to the leaf at the range's begin. */
/*@ requires filling: pw_space_filling(space);
    requires range: pw_va_range_valid(space, range);
    requires mapped: pw_pages_mapped(space->window, space->root_frame, pw_va_page(range.va), range.length / 0x1000);
    requires begins: pw_va_begins(space->window, space->root_frame, range.va);
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_space_path(space, \result) && 1 <= \result.level && pw_path_of(\result, range.va);
    ensures entry: \result.descriptor == pw_path_entry(space->window, \result);
    ensures leaf: pw_is_leaf(\result.descriptor, \result.level);
    ensures aligned: range.va % pw_level_bytes(\result.level) == 0;
*/
static struct pw_path find_leaf(const struct pw_address_space *space, struct pw_va_range range) {
  struct pw_path path = pw_path_find(space->window, space->root_frame, range.va, LEVEL_OF_PAGES);
  //@ ghost lemma_inside(range.va, range.va, range.length / 0x1000);
  //@ assert mapped: pw_va_walk(space->window, space->root_frame, range.va) != 0;
  //@ assert walk: pw_va_walk(space->window, space->root_frame, range.va) == pw_path_rest(space->window, path);
  //@ assert cases: path.level == 0 || path.level == 1 || path.level == 2 || path.level == 3;
  //@ assert level: path.level != 0;
  /*@ assert entry3: path.level == 3 ==>
        path.descriptor == pw_entry(space->window, path.table[3], path.index[3]); */
  /*@ assert rest3: path.level == 3 ==>
        pw_path_rest(space->window, path) == pw_walk3(space->window, path.table[3], path.index[3]); */
  /*@ assert entry2: path.level == 2 ==>
        path.descriptor == pw_entry(space->window, path.table[2], path.index[2]); */
  /*@ assert rest2: path.level == 2 ==>
        pw_path_rest(space->window, path) == pw_walk2(space->window, path.table[2], path.index[2], path.index[3]); */
  /*@ assert entry1: path.level == 1 ==>
        path.descriptor == pw_entry(space->window, path.table[1], path.index[1]); */
  /*@ assert rest1: path.level == 1 ==>
        pw_path_rest(space->window, path) == pw_walk1(space->window, path.table[1], path.index[1], path.index[2],
     path.index[3]); */
  /*@ assert leaf3: path.level == 3 ==> path.descriptor % 4 == 3 &&
        pw_path_rest(space->window, path) == path.descriptor * 4 + 3; */
  /*@ assert leaf2: path.level == 2 ==> path.descriptor % 4 == 1 &&
        pw_path_rest(space->window, path) == path.descriptor * 4 + 2; */
  /*@ assert leaf1: path.level == 1 ==> path.descriptor % 4 == 1 &&
        pw_path_rest(space->window, path) == path.descriptor * 4 + 1; */
  //@ assert leaf: pw_is_leaf(path.descriptor, path.level);
  //@ assert value: pw_va_walk(space->window, space->root_frame, range.va) == path.descriptor * 4 + path.level;
  //@ assert level1: path.level == 1 ==> pw_va_walk(space->window, space->root_frame, range.va) % 4 == 1;
  //@ assert level2: path.level == 2 ==> pw_va_walk(space->window, space->root_frame, range.va) % 4 == 2;
  //@ assert level3: path.level == 3 ==> pw_va_walk(space->window, space->root_frame, range.va) % 4 == 3;
  //@ assert begins3: path.level == 3 ==> range.va % 0x1000 == 0;
  //@ assert begins2: path.level == 2 ==> range.va % 0x200000 == 0;
  //@ assert begins1: path.level == 1 ==> range.va % 0x40000000 == 0;
  return path;
}

uint64_t pw_protect_part(struct pw_address_space *space, struct pw_va_range range, struct pw_map_leaves leaves) {
  struct pw_path path = find_leaf(space, range);
  uint32_t count = pw_protect_count(space->window, path, range);
  //@ assert cases: path.level == 1 || path.level == 2 || path.level == 3;
  //@ assert half: space->half == PW_HALF_LOW || space->half == PW_HALF_HIGH;
  //@ ghost uint64_t pages = path.level == 1 ? count * (uint64_t)0x40000 : count;
  //@ ghost pages = path.level == 2 ? count * (uint64_t)512 : pages;
  //@ assert pages: pages == pw_run_pages(path.level, count);
  //@ ghost pw_protect_lemma_level(space->window, path, count, range.va, pages);
  //@ ghost lemma_ends(space, range, path.level, count, pages);
  //@ ghost lemma_bytes(range.va, path.level, count, pages);
  uint64_t bytes = pw_range_part_bytes(range, path.level, count);
  //@ assert bytes: bytes == pages * 0x1000 && bytes / 0x1000 == pages && bytes % 0x1000 == 0;
  //@ assert fewer: pages <= range.length / 0x1000;
  struct pw_va_range part = {range.va, bytes};
  //@ assert part: pw_part_range(part) && part.length == count * pw_level_bytes(path.level);
  //@ ghost uint64_t rest = range.length / 0x1000 - pages;
  //@ ghost pw_map_lemma_page(range.va);
  //@ ghost uint64_t first = range.va / 0x1000 - range.va / 0x1000000000000 * 0x1000000000;
  //@ assert first: first == pw_va_page(range.va) && first < 0x1000000000;
  //@ ghost uint64_t next = first + pages;
  //@ ghost uint64_t last = range.va + (range.length - 1);
  //@ assert next: pw_sum(next, pw_va_page(range.va), pages) && pw_sum(range.length / 0x1000, pages, rest);
  //@ ghost lemma_beyond(space, range, last, pages);
  //@ assert is_root: pw_space_root(space);
  //@ assert root: pw_root_here(space->window, space->root_frame);
  pw_protect_pages(space, path, count, part, leaves);
  //@ assert others: pw_pages_others_same{Pre,Here}(space->window, space->root_frame, pw_va_page(range.va), pages);
  //@ assert level: pw_pages_of_level(space->window, space->root_frame, pw_va_page(range.va), pages, path.level);
  //@ assert mapped: pw_pages_mapped(space->window, space->root_frame, next, rest);
  //@ assert still: space->window == \at(space->window, Pre) && space->root_frame == \at(space->root_frame, Pre);
  //@ ghost uint32_t l0 = (uint32_t)(last / 0x8000000000 % 512);
  //@ ghost uint32_t l1 = (uint32_t)(last / 0x40000000 % 512);
  //@ ghost uint32_t l2 = (uint32_t)(last / 0x200000 % 512);
  //@ ghost uint32_t l3 = (uint32_t)(last / 0x1000 % 512);
  //@ assert was_root: pw_root_here{Pre}(space->window, space->root_frame);
  /*@ assert beyond: bytes < range.length ==>
        pw_indices(l0, l1, l2, l3) && !pw_pages_have(pw_va_page(range.va), pages, l0, l1, l2, l3); */
  /*@ assert walk: bytes < range.length ==> pw_walk0(space->window, space->root_frame, l0, l1, l2, l3) ==
        pw_walk0{Pre}(space->window, space->root_frame, l0, l1, l2, l3); */
  /*@ assert same: bytes < range.length ==> pw_va_walk(space->window, space->root_frame, last) ==
        pw_va_walk{Pre}(\at(space->window, Pre), \at(space->root_frame, Pre), last); */
  /*@ ghost
    if (bytes < range.length) {
      lemma_behind(space, range, path.level, count, pages, next, rest);
    }
  */
  return bytes;
}
