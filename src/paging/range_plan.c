/*
 * Range plan: where many tables are missing, all ways down end at one entry, and it is looked for once.
 */
#include "src/paging/range_plan.h"

#include <pagewright/descriptor.h>

#include "src/paging/map_find.h"
#include "src/paging/map_pages.h"
#include "src/paging/path.h"
#include "src/paging/scan.h"
#include "src/paging/tables_needed.h"
#include "src/paging/unit.h"

/* The tables that a unit needs and none before it does: the missing ones that begin with the unit, and all that are
 * missing if it is the first. */
/*@ requires level: path.level <= unit.level <= 3;
    requires page: va % 0x1000 == 0;
    requires aligned: va % pw_level_bytes(unit.level) == 0;
    terminates \true; exits \false; assigns \nothing;
    ensures few: \result <= unit.level - path.level;
    ensures none: !is_first && va % 0x200000 != 0 ==> \result == 0;
    ensures low: is_first ==> \result == unit.level - path.level;
    ensures begins: !is_first ==> pw_page_begins(pw_va_page(va)) <= unit.level;
    ensures others: !is_first && path.level < pw_page_begins(pw_va_page(va)) ==>
      \result == unit.level - pw_page_begins(pw_va_page(va));
    ensures more: !is_first && path.level >= pw_page_begins(pw_va_page(va)) ==> \result == unit.level - path.level;
*/
static uint32_t tables_of_unit(struct pw_path path, struct pw_unit unit, uint64_t va, bool is_first) {
  uint32_t needed = 0u;
  //@ ghost uint32_t low = pw_needed_lemma_begins(va);
  //@ assert unit: unit.level == 0 || unit.level == 1 || unit.level == 2 || unit.level == 3;
  //@ assert begins: low <= unit.level;
  //@ ghost low = is_first ? 0 : low;
  /*@ loop invariant range: path.level <= level <= unit.level && needed <= level - path.level;
      loop invariant needed: needed == (low <= path.level ? level - path.level : (level <= low ? 0 : level - low));
      loop assigns level, needed;
      loop variant unit.level - level; */
  for (uint32_t level = path.level; level < unit.level; level++) {
    //@ assert cases: level == 0 || level == 1 || level == 2;
    //@ assert here: is_first || va % pw_level_bytes(level) == 0 <==> low <= level;
    needed += is_first || va % pw_level_size(level) == 0u ? 1u : 0u;
  }
  return needed;
}

/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires level: path.level <= unit.level <= 3;
    requires end: path.descriptor == pw_path_entry(window, path);
    requires table: path.level == unit.level ==> path.table[path.level] < window->frame_count;
    requires unit: unit.first + unit.count <= 512;
    terminates \true; exits \false; assigns \nothing;
    ensures end: path.level < unit.level && \result ==> pw_path_entry(window, path) == 0;
    ensures entries: path.level == unit.level && \result ==>
      pw_run_zero(window, path.table[unit.level], unit.first, unit.count);
    ensures taken_above: path.level < unit.level && !\result ==> pw_path_entry(window, path) != 0;
    ensures taken: path.level == unit.level && !\result ==>
      !pw_run_zero(window, path.table[unit.level], unit.first, unit.count);
*/
static bool unit_is_free(const struct pw_window *window, struct pw_path path, struct pw_unit unit) {
  if (path.level < unit.level) {
    return path.descriptor == 0u;
  }
  return pw_scan_zero(window, path.table[unit.level], unit.first, unit.count) == unit.count;
}

/* Bytes from va on for which the way down to the unit's level ends at the same entry. */
/*@ requires level: path.level <= unit.level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures above: path.level < unit.level ==>
      \result == pw_level_bytes(path.level) - va % pw_level_bytes(path.level);
    ensures here: path.level == unit.level ==> \result == unit.bytes;
*/
static uint64_t bytes_of_end(struct pw_path path, struct pw_unit unit, uint64_t va) {
  uint64_t size = pw_level_size(path.level);
  //@ assert cases: path.level == 0 || path.level == 1 || path.level == 2 || path.level == 3;
  return path.level < unit.level ? size - va % size : unit.bytes;
}

/*@ ghost
  // The tables of a path are those of the way down to another address that shares its indices as far as it goes.
  /@ requires path: pw_path_tables(window, path) && pw_path_indices(path);
     requires same: pw_plan_path(path, va);
     requires unit: pw_unit_of(unit, target) && target.va == va && path.level <= unit.level;
     requires end: path.level < unit.level ==> pw_path_entry(window, path) == 0;
     requires entries: path.level == unit.level ==> pw_run_zero(window, path.table[unit.level], unit.first, unit.count);
     terminates \true; exits \false; assigns \nothing;
     ensures faults: pw_pages_fault(window, path.table[0], pw_va_page(va), pw_run_pages(unit.level, unit.count));
  @/
  static void lemma_free(const struct pw_window *window, struct pw_path path, struct pw_target target, struct pw_unit unit,
                         uint64_t va) {
    struct pw_path down = path;
    down.level = unit.level;
    down.index[0] = (uint32_t)(va / 0x8000000000 % 512);
    down.index[1] = (uint32_t)(va / 0x40000000 % 512);
    down.index[2] = (uint32_t)(va / 0x200000 % 512);
    down.index[3] = (uint32_t)(va / 0x1000 % 512);
    /@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3; @/
    /@ assert first: down.index[down.level] == unit.first; @/
    uint64_t pages = unit.level == 1 ? unit.count * (uint64_t)0x40000 : (unit.level == 2 ? unit.count * (uint64_t)512 : unit.count);
    pw_map_lemma_serves(down, unit.count, va, pages);
    /@ assert serves: \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_pages_have(pw_va_page(va), pages, i0, i1, i2, i3) ==>
           pw_path_run_serves(down, unit.count, down.table[0], i0, i1, i2, i3); @/
    /@ assert level0: path.level == 0 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(down, unit.count, down.table[0], i0, i1, i2, i3) ==>
           pw_walk0(window, path.table[0], i0, i1, i2, i3) == 0; @/
    /@ assert level1: path.level == 1 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(down, unit.count, down.table[0], i0, i1, i2, i3) ==>
           pw_walk0(window, path.table[0], i0, i1, i2, i3) == 0; @/
    /@ assert level2: path.level == 2 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(down, unit.count, down.table[0], i0, i1, i2, i3) ==>
           pw_walk0(window, path.table[0], i0, i1, i2, i3) == 0; @/
    /@ assert level3: path.level == 3 ==> \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) &&
         pw_path_run_serves(down, unit.count, down.table[0], i0, i1, i2, i3) ==>
           pw_walk0(window, path.table[0], i0, i1, i2, i3) == 0; @/
  }
*/

/*@ ghost
  // Where the end of the way down to a unit is neither invalid nor a link, or not all of the unit's entries are invalid,
  // something is mapped in its pages.
  /@ PW_FOREST_REQUIRES(window)
     requires filled: pw_forest_filled(window, -1);
     requires path: pw_path_tables(window, path) && pw_path_indices(path) && pw_plan_path(path, target.va);
     requires unit: pw_unit_of(unit, target) && path.level <= unit.level;
     requires pages: pages == pw_run_pages(unit.level, unit.count);
     requires end: path.level < unit.level ==> !pw_is_link(pw_path_entry(window, path), path.level);
     terminates \true; exits \false; assigns \nothing;
     ensures above: path.level < unit.level && pw_path_entry(window, path) != 0 ==>
       !pw_pages_fault(window, path.table[0], pw_va_page(target.va), pages);
     ensures entries: path.level == unit.level && !pw_run_zero(window, path.table[unit.level], unit.first, unit.count)
       ==> !pw_pages_fault(window, path.table[0], pw_va_page(target.va), pages);
  @/
  static void lemma_taken(const struct pw_window *window, struct pw_path path, struct pw_target target,
                          struct pw_unit unit, uint64_t pages) {
    uint32_t root = path.table[0];
    uint64_t va = target.va;
    uint64_t page = pw_map_lemma_page(va);
    /@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3; @/
    /@ assert levels: path.level == 0 || path.level == 1 || path.level == 2 || path.level == 3; @/
    if (path.level < unit.level) {
      /@ assert place: 0 <= path.table[path.level] < window->frame_count && 0 <= path.index[path.level] < 512 &&
           pw_forest_level[path.table[path.level]] == path.level; @/
      /@ assert leaf: pw_path_entry(window, path) != 0 ==> pw_is_leaf(pw_path_entry(window, path), path.level); @/
      /@ assert walk: pw_path_entry(window, path) != 0 ==> pw_page_walk(window, root, page) != 0; @/
      pw_map_lemma_found(window, root, page, page, pages);
    } else {
      uint32_t k = 0;
      /@ assert begin1: unit.level == 1 ==> page == (path.index[0] * 512 + unit.first) * 0x40000; @/
      /@ assert begin2: unit.level == 2 ==> page == ((path.index[0] * 512 + path.index[1]) * 512 + unit.first) * 512; @/
      /@ loop invariant range: 0 <= k <= unit.count;
         loop invariant zero: pw_pages_fault(window, root, page, pages) ==>
           \forall integer i; unit.first <= i < unit.first + k ==> pw_entry(window, path.table[unit.level], i) == 0;
         loop assigns k;
         loop variant unit.count - k; @/
      while (k < unit.count) {
        uint64_t found = pw_map_found(window, path, unit.first + k);
        /@ assert here1: unit.level == 1 ==>
             page == found / 0x40000 * 0x40000 - k * 0x40000 && pages == unit.count * 0x40000; @/
        /@ assert here2: unit.level == 2 ==> page == found / 512 * 512 - k * 512 && pages == unit.count * 512; @/
        /@ assert here3: unit.level == 3 ==> page == found - k && pages == unit.count; @/
        /@ assert inside: page <= found < page + pages; @/
        pw_map_lemma_found(window, root, found, page, pages);
        k++;
      }
    }
  }
*/

/* The way down towards an address, and the bytes from it on for which it ends at the same entry, if it ends above the
 * unit there; no bytes, when it has to be looked for. */
struct way {
  struct pw_path path;
  uint64_t same;
};

/*@ ghost
  // A unit is no longer than what an entry above it serves from the unit's first byte on.
  /@ requires unit: pw_unit_of(unit, target) && pw_target_valid(target);
     requires above: level < unit.level;
     requires size: size == pw_level_bytes(level);
     terminates \true; exits \false; assigns \nothing;
     ensures inside: unit.bytes <= size - target.va % size;
  @/
  static void lemma_inside(struct pw_target target, struct pw_unit unit, uint32_t level, uint64_t size) {
    uint64_t va = target.va;
    /@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3; @/
    /@ assert levels: level == 0 || level == 1 || level == 2; @/
    /@ assert nested0: va % 0x8000000000 == va / 0x40000000 % 512 * 0x40000000 + va % 0x40000000; @/
    /@ assert nested1: va % 0x40000000 == va / 0x200000 % 512 * 0x200000 + va % 0x200000; @/
    /@ assert nested2: va % 0x200000 == va / 0x1000 % 512 * 0x1000 + va % 0x1000; @/
    /@ assert bytes1: unit.level == 1 ==> unit.bytes == unit.count * 0x40000000 && va % 0x40000000 == 0; @/
    /@ assert bytes2: unit.level == 2 ==> unit.bytes == unit.count * 0x200000 && va % 0x200000 == 0; @/
    /@ assert bytes3: unit.level == 3 ==> unit.bytes == unit.count * 0x1000 && va % 0x1000 == 0; @/
    /@ assert first1: unit.level == 1 ==> unit.first == va / 0x40000000 % 512; @/
    /@ assert first2: unit.level == 2 ==> unit.first == va / 0x200000 % 512; @/
    /@ assert first3: unit.level == 3 ==> unit.first == va / 0x1000 % 512; @/
    /@ assert inside2: unit.level == 3 ==> va % 0x200000 + unit.bytes <= 0x200000; @/
    /@ assert inside1: 2 <= unit.level ==> va % 0x40000000 + unit.bytes <= 0x40000000; @/
    /@ assert inside0: va % 0x8000000000 + unit.bytes <= 0x8000000000; @/
  }

  // Where it is shorter, the entry serves what is behind it, too.
  /@ requires path: path.level <= 2 && pw_plan_path(path, va);
     requires size: size == pw_level_bytes(path.level);
     requires inside: bytes < size - va % size && va + bytes <= UINT64_MAX;
     terminates \true; exits \false; assigns \nothing;
     ensures path: pw_plan_path(path, (uint64_t)(va + bytes));
     ensures rest: (va + bytes) % size == va % size + bytes;
  @/
  static void lemma_on(struct pw_path path, uint64_t va, uint64_t bytes, uint64_t size) {
    uint64_t end = va + bytes;
    /@ assert cases: path.level == 0 || path.level == 1 || path.level == 2; @/
    /@ assert level0: path.level == 0 ==> end / 0x8000000000 == va / 0x8000000000; @/
    /@ assert level1: path.level == 1 ==> end / 0x40000000 == va / 0x40000000; @/
    /@ assert level2: path.level == 2 ==> end / 0x200000 == va / 0x200000; @/
    /@ assert up1: end / 0x200000 == va / 0x200000 ==> end / 0x40000000 == va / 0x40000000; @/
    /@ assert up0: end / 0x40000000 == va / 0x40000000 ==> end / 0x8000000000 == va / 0x8000000000; @/
  }
*/

/*@ requires space: \valid_read(space) && pw_space_rooted(space);
    requires unit: pw_unit_of(unit, left) && pw_target_valid(left);
    requires way: way.same > 0 ==> pw_plan_way(space->window, space->root_frame, way.path, left.va, way.same);
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_path_tables(space->window, \result.path) && pw_path_indices(\result.path) &&
      pw_plan_path(\result.path, left.va) && \result.path.table[0] == space->root_frame;
    ensures level: \result.path.level <= unit.level;
    ensures end: \result.path.descriptor == pw_path_entry(space->window, \result.path);
    ensures above: \result.path.level < unit.level ==>
      \result.same == pw_level_bytes(\result.path.level) - left.va % pw_level_bytes(\result.path.level);
    ensures here: \result.path.level == unit.level ==> \result.same == unit.bytes;
    ensures no_link: \result.path.level < unit.level ==> !pw_is_link(\result.path.descriptor, \result.path.level);
*/
static struct way way_to(const struct pw_address_space *space, struct way way, struct pw_target left,
                         struct pw_unit unit) {
  struct way next = way;
  if (way.same == 0u) {
    struct pw_path path = pw_path_find(space->window, space->root_frame, left.va, unit.level);
    next.path = path;
    next.same = bytes_of_end(path, unit, left.va);
  }
  //@ assert cases: unit.level == 1 || unit.level == 2 || unit.level == 3;
  return next;
}

/* What is left when the unit has been planned: the same way, if it goes on. */
/*@ requires unit: pw_unit_of(unit, left) && pw_target_valid(left);
    requires path: pw_path_tables(window, way.path) && pw_path_indices(way.path) &&
      pw_plan_path(way.path, left.va) && way.path.table[0] == root;
    requires level: way.path.level <= unit.level;
    requires end: way.path.descriptor == pw_path_entry(window, way.path);
    requires above: way.path.level < unit.level ==>
      way.same == pw_level_bytes(way.path.level) - left.va % pw_level_bytes(way.path.level);
    requires here: way.path.level == unit.level ==> way.same == unit.bytes;
    requires no_link: way.path.level < unit.level ==> !pw_is_link(way.path.descriptor, way.path.level);
    terminates \true; exits \false; assigns \nothing;
    ensures way: \result.same > 0 && unit.bytes < left.length ==>
      pw_plan_way(window, root, \result.path, left.va + unit.bytes, \result.same);
*/
static struct way way_behind(const struct pw_window *window, uint32_t root, struct way way, struct pw_target left,
                             struct pw_unit unit) {
  (void)window; /* what the contract speaks of */
  (void)root;
  (void)left;
  //@ assert cases: way.path.level == 0 || way.path.level == 1 || way.path.level == 2 || way.path.level == unit.level;
  /*@ ghost
    uint64_t size = way.path.level == 0 ? 0x8000000000 : (way.path.level == 1 ? 0x40000000 : 0x200000);
    if (way.path.level < unit.level) {
      lemma_inside(left, unit, way.path.level, size);
    }
  */
  //@ assert inside: unit.bytes <= way.same;
  struct way next = way;
  next.same = way.same - unit.bytes;
  /*@ ghost
    if (next.same > 0 && unit.bytes < left.length) {
      lemma_on(way.path, left.va, unit.bytes, size);
    }
  */
  //@ assert path: next.path == way.path;
  //@ assert above: next.same > 0 ==> way.path.level < unit.level && next.path.level <= 2;
  //@ assert size: next.path.level <= 2 ==> size == pw_level_bytes(next.path.level);
  //@ assert on: next.same > 0 && unit.bytes < left.length ==> pw_plan_path(next.path, left.va + unit.bytes);
  /*@ assert rest: next.same > 0 && unit.bytes < left.length ==>
        (left.va + unit.bytes) % size == left.va % size + unit.bytes && next.same == size - (left.va + unit.bytes) %
     size; */
  return next;
}

/*@ ghost
  // The tables of pages that begin before a page, and those before a later one.
  /@ requires page: va == page * 0x1000 && 1 <= pages && page + pages + 511 <= UINT64_MAX;
     terminates \true; exits \false; assigns \nothing;
     ensures grows: (page + 511) / 512 <= (page + pages + 511) / 512;
     ensures next: va % 0x200000 == 0 ==> (page + 511) / 512 + 1 <= (page + pages + 511) / 512;
  @/
  static void lemma_blocks(uint64_t va, uint64_t page, uint64_t pages) {
    uint64_t block = va / 0x200000;
    /@ assert quotient: block == page / 512; @/
    /@ assert begin: va % 0x200000 == 0 ==> page == block * 512; @/
    /@ assert block: page == block * 512 ==> (page + 511) / 512 == block; @/
  }
*/

struct pw_range_map_plan pw_range_map_plan(const struct pw_address_space *space, struct pw_target target) {
  struct pw_range_map_plan plan = {.is_free = true, .table_count = 0u, .leaves = pw_leaf_counts_none()};
  struct pw_target left = target;
  struct way way = {.path = pw_path_find(space->window, space->root_frame, target.va, 0u), .same = 0u};
  //@ ghost uint64_t done = 0;
  //@ ghost uint64_t first = target.va / 0x1000;
  //@ ghost uint64_t begin = pw_map_lemma_page(target.va);
  /*@ loop invariant target: pw_target_valid(left) && pw_target_whole(left);
      loop invariant done: left.length + done * 0x1000 == target.length;
      loop invariant place: left.length > 0 ==> left.va == target.va + done * 0x1000;
      loop invariant page: left.length > 0 ==> pw_va_page(left.va) == pw_va_page(target.va) + done;
      loop invariant way: left.length > 0 && way.same > 0 ==>
        pw_plan_way(space->window, space->root_frame, way.path, left.va, way.same);
      loop invariant free: plan.is_free ==>
        pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va), done);
      loop invariant taken: !plan.is_free ==> !pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va),
                                                              target.length / 0x1000);
      loop invariant needed: plan.is_free && left.length > 0 ==>
        pw_needed_on(space->window, space->root_frame, target, left.va, left.pa, left.length, plan.table_count);
      loop invariant needs: plan.is_free && left.length == 0 ==>
        pw_target_needs(space->window, space->root_frame, target, plan.table_count);
      loop invariant to: left.length > 0 ==> left.pa == target.pa + done * 0x1000;
      loop invariant top: left.top_level == target.top_level;
      loop invariant leaves: pw_plan_pages(plan.leaves) == done;
      loop invariant none: done == 0 ==> plan.table_count == 0;
      loop invariant tables: plan.table_count <= 3 + 3 * ((first + done + 511) / 512 - (first + 511) / 512);
      loop assigns plan, left, way, done;
      loop variant left.length; */
  while (left.length > 0u && plan.is_free) {
    struct pw_unit unit = pw_unit_first(left);
    //@ ghost uint64_t pages = unit.bytes / 0x1000;
    //@ ghost uint64_t va = left.va;
    //@ ghost uint64_t end = left.va + (left.length - 1);
    //@ assert one_half: va / 0x1000000000000 == end / 0x1000000000000;
    //@ ghost uint32_t counted = plan.table_count;
    //@ ghost pw_map_lemma_unit(left, unit, pages);
    way = way_to(space, way, left, unit);
    plan.is_free = unit_is_free(space->window, way.path, unit);
    /*@ ghost
      if (plan.is_free) {
        lemma_free(space->window, way.path, left, unit, left.va);
        pw_needed_lemma_part(space->window, space->root_frame, begin, done + pages, begin + done, pages);
        pw_map_lemma_missing(space->window, way.path, left.va, unit.level);
      }
      lemma_taken(space->window, way.path, left, unit, pages);
      pw_needed_lemma_part(space->window, space->root_frame, begin, target.length / 0x1000, begin + done, pages);
    */
    //@ assert free: plan.is_free ==> pw_pages_fault(space->window, space->root_frame, begin, done + pages);
    /*@ assert taken: !plan.is_free ==>
          !pw_pages_fault(space->window, space->root_frame, begin, target.length / 0x1000); */
    plan.table_count += tables_of_unit(way.path, unit, left.va, left.length == target.length);
    //@ assert few: plan.table_count <= counted + 3;
    //@ assert page: va / 0x1000 == first + done;
    //@ assert between: done != 0 && va % 0x200000 != 0 ==> plan.table_count == counted;
    //@ ghost lemma_blocks(va, first + done, pages);
    //@ ghost uint64_t before = (first + done + 511) / 512;
    //@ ghost uint64_t after = (first + done + pages + 511) / 512;
    //@ assert was: counted <= 3 + 3 * (before - (first + 511) / 512);
    //@ assert none: done == 0 ==> counted == 0 && before == (first + 511) / 512;
    //@ assert tables: plan.table_count <= 3 + 3 * (after - (first + 511) / 512);
    /*@ ghost
      if (plan.is_free) {
        pw_needed_lemma_unit(space->window, space->root_frame, target, left, unit, way.path.level, counted,
      plan.table_count);
      }
    */
    /*@ assert on: plan.is_free && unit.bytes < left.length ==>
          pw_needed_on(space->window, space->root_frame, target, va + unit.bytes, left.pa + unit.bytes,
                       left.length - unit.bytes, plan.table_count); */
    plan.leaves = pw_leaf_counts_more(plan.leaves, unit.level, unit.count);
    way = way_behind(space->window, space->root_frame, way, left, unit);
    left = pw_target_behind(left, unit.bytes);
    //@ assert more: left.length > 0 ==> left.va == va + unit.bytes;
    //@ assert half: left.length > 0 ==> left.va / 0x1000000000000 == va / 0x1000000000000;
    //@ assert last: left.length > 0 ==> left.va + left.length - 1 == end;
    //@ assert in_half: left.length > 0 ==> left.va / 0x1000000000000 == end / 0x1000000000000;
    /*@ assert one: left.length > 0 ==>
          left.va / 0x1000000000000 == (left.va + left.length - 1) / 0x1000000000000; */
    //@ assert whole: pw_target_whole(left);
    //@ assert behind: left.length > 0 ==> pw_va_page(left.va) == pw_va_page(va) + pages;
    //@ ghost done = done + pages;
  }
  return plan;
}
