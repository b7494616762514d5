/*
 * Map find: from the path before, where that goes, else from the root.
 */
#include "src/paging/map_find.h"

#include <pagewright/descriptor.h>

#define LEVEL_OF_PAGES  3u
#define LEVEL_OF_BLOCKS 2u

/* From the root. */
/*@ requires space: \valid_read(space) && pw_space_root(space);
    PW_FOREST_REQUIRES(space->window)
    requires level: 1 <= level <= 3;
    requires fault: pw_va_walk(space->window, space->root_frame, va) == 0;
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_path_valid(space->window, \result) && \result.table[0] == space->root_frame;
    ensures level: \result.level <= level;
    ensures indices: pw_path_of(\result, va);
    ensures end: \result.level < level ==> pw_path_entry(space->window, \result) == 0;
*/
static struct pw_path find_far(const struct pw_address_space *space, uint64_t va, uint32_t level) {
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, level);
  //@ assert walk: pw_path_rest(space->window, path) == 0;
  /*@ assert place: 0 <= path.table[path.level] < space->window->frame_count && 0 <= path.index[path.level] < 512 &&
        pw_forest_level[path.table[path.level]] == path.level; */
  //@ assert cases: path.level == 0 || path.level == 1 || path.level == 2 || path.level == level;
  //@ assert leaf1: path.level == 1 && pw_is_leaf(path.descriptor, 1) ==> pw_path_rest(space->window, path) != 0;
  //@ assert leaf2: path.level == 2 && pw_is_leaf(path.descriptor, 2) ==> pw_path_rest(space->window, path) != 0;
  return path;
}

/* From the table of level 2 of the path before, which is that of va, one step short of it. */
/*@ requires space: \valid_read(space) && pw_window_valid(space->window) && pw_window_arrays(space->window);
    requires near: pw_path_valid(space->window, near) && 2 <= near.level;
    requires same: near.index[0] == va / 0x8000000000 % 512 && near.index[1] == va / 0x40000000 % 512;
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_path_valid(space->window, \result) && \result.table[0] == near.table[0];
    ensures level: \result.level == 2;
    ensures indices: pw_path_of(\result, va);
    ensures entry: \result.descriptor == pw_path_entry(space->window, \result);
*/
static struct pw_path find_near(const struct pw_address_space *space, struct pw_path near, uint64_t va) {
  uint32_t table = near.table[LEVEL_OF_BLOCKS];
  uint32_t block = pw_va_index(va, LEVEL_OF_BLOCKS);
  struct pw_path path = near;
  path.level = LEVEL_OF_BLOCKS;
  path.index[LEVEL_OF_BLOCKS] = block;
  path.index[LEVEL_OF_PAGES] = pw_va_index(va, LEVEL_OF_PAGES);
  //@ assert table: pw_path_table(space->window, near, 2);
  path.descriptor = pw_table_entry(space->window, table, block);
  return path;
}

struct pw_path pw_map_find(const struct pw_address_space *space, struct pw_path near, uint64_t va, uint32_t level) {
  bool is_far = near.level < LEVEL_OF_BLOCKS || va % PW_BLOCK_1GB_SIZE == 0u;
  if (!is_far) {
    struct pw_path path = find_near(space, near, va);
    if (level == LEVEL_OF_BLOCKS || path.descriptor == 0u) {
      //@ assert cases: level == 1 || level == 2 || level == 3;
      return path;
    }
  }
  return find_far(space, va, level);
}

/*@ ghost
  // A table whose live count is not zero has an entry that is not.
  /@ requires ready: pw_table_ready(window, table);
     requires counted: pw_counted(window, table) && window->live[table] > 0;
     terminates \true; exits \false; assigns \nothing;
     ensures some: \result < 512 && pw_entry(window, table, \result) != 0;
  @/
  static uint32_t some_entry(const struct pw_window *window, uint32_t table) {
    uint32_t n = 512;
    /@ loop invariant range: 0 <= n <= 512;
       loop invariant below: pw_live_below(window, table, n) > 0;
       loop assigns n;
       loop variant n; @/
    while (n > 0 && window->words[table * (uint64_t)512 + (n - 1)] == 0) {
      n--;
    }
    return n - 1;
  }

  // Where an entry is not zero, some walk from it finds something: of level 2, the walk by the index that is returned;
  /@ PW_FOREST_REQUIRES(window)
     requires filled: pw_forest_filled(window, -1);
     requires table: table < window->frame_count && pw_forest_level[table] == 2 && index < 512;
     terminates \true; exits \false; assigns \nothing;
     ensures range: \result < 512;
     ensures found: pw_entry(window, table, index) != 0 ==> pw_walk2(window, table, index, \result) != 0;
  @/
  static uint32_t found2(const struct pw_window *window, uint32_t table, uint32_t index) {
    uint64_t entry = window->words[table * (uint64_t)512 + index];
    uint32_t i = 0;
    /@ assert entry: entry == pw_entry(window, table, index); @/
    /@ assert leaf: entry % 4 == 1 ==> pw_walk2(window, table, index, 0) == entry * 4 + 2; @/
    if (entry % 4 == 3) {
      /@ assert link: pw_is_link(pw_entry(window, table, index), 2); @/
      /@ assert child: 0 <= pw_child(window, entry) < window->frame_count &&
           pw_forest_level[pw_child(window, entry)] == 3; @/
      uint32_t child = (uint32_t)(entry / 0x1000 % 0x1000000000 - window->base_block * (uint64_t)512);
      /@ assert is: child == pw_child(window, entry); @/
      i = some_entry(window, child);
      /@ assert leaf: pw_is_leaf(pw_entry(window, child, i), 3); @/
      /@ assert found: pw_walk3(window, child, i) != 0; @/
      /@ assert walk: pw_walk2(window, table, index, i) == pw_walk3(window, child, i); @/
    }
    return i;
  }

  // of level 1, by the two indices that are returned as one number.
  /@ PW_FOREST_REQUIRES(window)
     requires filled: pw_forest_filled(window, -1);
     requires table: table < window->frame_count && pw_forest_level[table] == 1 && index < 512;
     terminates \true; exits \false; assigns \nothing;
     ensures range: \result < 0x40000;
     ensures found: pw_entry(window, table, index) != 0 ==>
       pw_walk1(window, table, index, \result / 512, \result % 512) != 0;
  @/
  static uint32_t found1(const struct pw_window *window, uint32_t table, uint32_t index) {
    uint64_t entry = window->words[table * (uint64_t)512 + index];
    uint32_t i = 0;
    uint32_t j = 0;
    /@ assert entry: entry == pw_entry(window, table, index); @/
    /@ assert leaf: entry % 4 == 1 ==> pw_walk1(window, table, index, 0, 0) == entry * 4 + 1; @/
    if (entry % 4 == 3) {
      /@ assert link: pw_is_link(pw_entry(window, table, index), 1); @/
      /@ assert child: 0 <= pw_child(window, entry) < window->frame_count &&
           pw_forest_level[pw_child(window, entry)] == 2; @/
      uint32_t child = (uint32_t)(entry / 0x1000 % 0x1000000000 - window->base_block * (uint64_t)512);
      /@ assert is: child == pw_child(window, entry); @/
      i = some_entry(window, child);
      j = found2(window, child, i);
      /@ assert walk: pw_walk1(window, table, index, i, j) == pw_walk2(window, child, i, j); @/
    }
    uint32_t both = i * 512 + j;
    /@ assert both: both / 512 == i && both % 512 == j; @/
    return both;
  }

  void pw_map_lemma_invalid(const struct pw_window *window, struct pw_path path, uint32_t count) {
    uint32_t first = path.index[path.level];
    uint32_t table = path.table[path.level];
    uint32_t k = 0;
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert table: table < window->frame_count && pw_forest_level[table] == path.level; @/
    /@ assert walks1: path.level == 1 ==> \forall integer i, i2, i3; pw_run_has(first, count, i) &&
         0 <= i2 < 512 && 0 <= i3 < 512 ==>
           pw_walk1(window, table, i, i2, i3) == pw_walk0(window, path.table[0], path.index[0], i, i2, i3); @/
    /@ assert walks2: path.level == 2 ==> \forall integer i, i3; pw_run_has(first, count, i) && 0 <= i3 < 512 ==>
         pw_walk2(window, table, i, i3) == pw_walk0(window, path.table[0], path.index[0], path.index[1], i, i3); @/
    /@ assert walks3: path.level == 3 ==> \forall integer i; pw_run_has(first, count, i) ==>
         pw_walk3(window, table, i) == pw_walk0(window, path.table[0], path.index[0], path.index[1], path.index[2], i);
  @/
    /@ assert faults1: path.level == 1 ==> \forall integer i, i2, i3; pw_run_has(first, count, i) &&
         0 <= i2 < 512 && 0 <= i3 < 512 ==> pw_walk1(window, table, i, i2, i3) == 0; @/
    /@ assert faults2: path.level == 2 ==> \forall integer i, i3; pw_run_has(first, count, i) && 0 <= i3 < 512 ==>
         pw_walk2(window, table, i, i3) == 0; @/
    /@ assert faults3: path.level == 3 ==> \forall integer i; pw_run_has(first, count, i) ==>
         pw_walk3(window, table, i) == 0; @/
    /@ loop invariant range: 0 <= k <= count;
       loop invariant zero: \forall integer i; first <= i < first + k ==> pw_entry(window, table, i) == 0;
       loop assigns k;
       loop variant count - k; @/
    while (k < count) {
      if (path.level == 1) {
        uint32_t both = found1(window, table, first + k);
        /@ assert fault1: pw_walk1(window, table, first + k, both / 512, both % 512) == 0; @/
        /@ assert zero1: pw_entry(window, table, first + k) == 0; @/
      } else if (path.level == 2) {
        uint32_t i3 = found2(window, table, first + k);
        /@ assert fault2: pw_walk2(window, table, first + k, i3) == 0; @/
        /@ assert zero2: pw_entry(window, table, first + k) == 0; @/
      } else {
        /@ assert fault3: pw_walk3(window, table, first + k) == 0; @/
        /@ assert kind: pw_entry(window, table, first + k) == 0 || pw_is_leaf(pw_entry(window, table, first + k), 3); @/
        /@ assert zero3: pw_entry(window, table, first + k) == 0; @/
      }
      /@ assert next: pw_entry(window, table, first + k) == 0; @/
      k++;
    }
  }

  // A page's number, and its indices.
  /@ requires indices: pw_indices(i0, i1, i2, i3);
     terminates \true; exits \false; assigns \nothing;
     ensures page: \result == ((i0 * 512 + i1) * 512 + i2) * 512 + i3;
     ensures page_index: \result % 512 == i3;
     ensures block: \result / 512 == (i0 * 512 + i1) * 512 + i2 && \result / 512 % 512 == i2;
     ensures large: \result / 0x40000 == i0 * 512 + i1 && \result / 0x40000 % 512 == i1;
     ensures top: \result / 0x8000000 == i0;
  @/
  static uint64_t page_of(uint64_t i0, uint64_t i1, uint64_t i2, uint64_t i3) {
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

  uint64_t pw_map_found(const struct pw_window *window, struct pw_path path, uint32_t index) {
    uint32_t table = path.table[path.level];
    uint64_t i0 = path.index[0];
    uint64_t i1 = path.level == 1 ? index : path.index[1];
    uint64_t i2 = path.level == 2 ? index : path.index[2];
    uint64_t i3 = index;
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert table: table < window->frame_count && pw_forest_level[table] == path.level; @/
    if (path.level == 1) {
      uint32_t both = found1(window, table, index);
      i2 = both / 512;
      i3 = both % 512;
      /@ assert walk1: pw_walk0(window, path.table[0], i0, i1, i2, i3) == pw_walk1(window, table, i1, i2, i3); @/
    } else if (path.level == 2) {
      i3 = found2(window, table, index);
      /@ assert walk2: pw_walk0(window, path.table[0], i0, i1, i2, i3) == pw_walk2(window, table, i2, i3); @/
    } else {
      /@ assert walk3: pw_walk0(window, path.table[0], i0, i1, i2, i3) == pw_walk3(window, table, i3); @/
      /@ assert kind: pw_entry(window, table, index) == 0 || pw_is_leaf(pw_entry(window, table, index), 3); @/
    }
    /@ assert indices: pw_indices(i0, i1, i2, i3); @/
    /@ assert found: pw_entry(window, table, index) != 0 ==> pw_walk0(window, path.table[0], i0, i1, i2, i3) != 0; @/
    uint64_t page = page_of(i0, i1, i2, i3);
    return page;
  }

  uint64_t pw_map_found_some(const struct pw_window *window, struct pw_path path) {
    uint32_t table = path.table[path.level];
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert table: table < window->frame_count && pw_forest_level[table] == path.level; @/
    uint32_t index = some_entry(window, table);
    uint64_t page = pw_map_found(window, path, index);
    /@ assert large: page / 0x8000000 == page / 0x40000 / 512; @/
    /@ assert block: page / 0x40000 == page / 512 / 512; @/
    return page;
  }
*/
