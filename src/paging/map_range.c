/*
 * Map range: plan, reserve, then commit.
 */
#include "src/paging/map_range.h"

#include "src/paging/leaf_counts.h"
#include "src/paging/range_map.h"
#include "src/paging/range_plan.h"
#include "src/paging/stock_space.h"
#include "src/paging/tables_needed.h"

#include "spec/paging/counts.h"

#include "spec/paging/map_range.h"

#define COUNT_LIMIT 0x100000000u

/*@ ghost
  // Whole pages from the beginning of a page on.
  /@ requires whole: a % 0x1000 == 0 && b % 0x1000 == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures whole: (a + b) % 0x1000 == 0;
  @/
  static void lemma_whole(uint64_t a, uint64_t b) {
  }

  // And up to the end of one.
  /@ requires whole: a % 0x1000 == 0 && b % 0x1000 == 0 && b <= a;
     terminates \true; exits \false; assigns \nothing;
     ensures rest: (a - b) % 0x1000 == 0;
  @/
  static void lemma_rest(uint64_t a, uint64_t b) {
  }

  // The unit that a target begins with.
  /@ requires target: pw_target_valid(target) && target.length > 0;
     terminates \true; exits \false; assigns \nothing;
     ensures level: \result.level == pw_unit_level(target.va, target.pa, target.length, target.top_level);
     ensures bytes: \result.bytes == pw_unit_bytes(target.va, target.length, \result.level);
     ensures some: 0x1000 <= \result.bytes <= target.length && \result.bytes % 0x1000 == 0;
     ensures whole_va: (target.va + \result.bytes) % 0x1000 == 0;
     ensures whole_pa: (target.pa + \result.bytes) % 0x1000 == 0;
     ensures rest: (target.length - \result.bytes) % 0x1000 == 0;
  @/
  static struct pw_unit lemma_unit(struct pw_target target) {
    bool is_large = target.top_level <= 1 && target.va % 0x40000000 == 0 && target.pa % 0x40000000 == 0 &&
                    target.length >= 0x40000000;
    bool is_block = target.top_level <= 2 && target.va % 0x200000 == 0 && target.pa % 0x200000 == 0 &&
                    target.length >= 0x200000;
    uint64_t size = is_large ? 0x40000000 : (is_block ? 0x200000 : 0x1000);
    uint64_t room = 512 - target.va / size % 512;
    uint64_t wanted = target.length / size;
    uint64_t leaves = wanted < room ? wanted : room;
    struct pw_unit unit;
    /@ assert whole: target.length >= 0x1000; @/
    /@ assert wanted: 1 <= wanted && wanted * size <= target.length; @/
    /@ assert leaves: 1 <= leaves <= wanted; @/
    /@ assert cases: size == 0x1000 || size == 0x200000 || size == 0x40000000; @/
    /@ assert inside: leaves * size <= wanted * size; @/
    /@ assert is_leaves: leaves == pw_unit_leaves(target.va, target.length, size); @/
    /@ assert whole3: size == 0x1000 ==> leaves * size % 0x1000 == 0 && 0x1000 <= leaves * size; @/
    /@ assert whole2: size == 0x200000 ==> leaves * size % 0x1000 == 0 && 0x1000 <= leaves * size; @/
    /@ assert whole1: size == 0x40000000 ==> leaves * size % 0x1000 == 0 && 0x1000 <= leaves * size; @/
    unit.level = is_large ? 1 : (is_block ? 2 : 3);
    unit.first = 0;
    unit.count = 0;
    unit.bytes = leaves * size;
    uint64_t pages = unit.bytes / 0x1000;
    /@ assert pages: unit.bytes == pages * 0x1000; @/
    /@ assert va: target.va == target.va / 0x1000 * 0x1000; @/
    /@ assert pa: target.pa == target.pa / 0x1000 * 0x1000; @/
    /@ assert length: target.length == target.length / 0x1000 * 0x1000; @/
    lemma_rest(target.length, unit.bytes);
    lemma_whole(target.va, unit.bytes);
    lemma_whole(target.pa, unit.bytes);
    /@ assert size: size == pw_level_bytes(unit.level); @/
    /@ assert level: unit.level == pw_unit_level(target.va, target.pa, target.length, target.top_level); @/
    return unit;
  }
*/

/*@ ghost
  // What is left behind it.
  /@ requires target: pw_target_valid(target);
     requires bytes: 0x1000 <= unit.bytes <= target.length;
     requires whole_va: (target.va + unit.bytes) % 0x1000 == 0;
     requires whole_pa: (target.pa + unit.bytes) % 0x1000 == 0;
     requires rest: (target.length - unit.bytes) % 0x1000 == 0;
     terminates \true; exits \false; assigns \nothing;
     ensures valid: pw_target_valid(\result) && \result.top_level == target.top_level;
     ensures length: \result.length == target.length - unit.bytes;
     ensures place: \result.length > 0 ==>
       \result.va == target.va + unit.bytes && \result.pa == target.pa + unit.bytes;
  @/
  static struct pw_target lemma_behind(struct pw_target target, struct pw_unit unit) {
    struct pw_target left = target;
    left.length = target.length - unit.bytes;
    if (left.length > 0) {
      left.va = target.va + unit.bytes;
      left.pa = target.pa + unit.bytes;
    }
    return left;
  }
*/

/* As many tables as a target needs, or none. The target needs as many afterwards. */
/*@ requires valid: pw_space_valid(space);
    requires target: pw_target_valid(target);
    requires none: \forall integer f; !pw_stock_has(space->window, f);
    requires needs: pw_target_needs(space->window, space->root_frame, target, needed);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1],
            space->returned_count[0 .. PW_ORIGIN_COUNT - 1],
            space->window->words[0 .. space->window->frame_count * 512 - 1],
            pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_same{Pre,Post}(space->window);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures needs: pw_target_needs(space->window, space->root_frame, target, needed);
    ensures all: \result.count == needed ==> pw_stock_valid(space->window, \result) && pw_split_stocked(space) &&
      pw_stock_taken{Pre,Post}(space);
    ensures none: \result.count != needed ==>
      pw_space_source_kept{Pre,Post}(space) && \forall integer f; !pw_stock_has(space->window, f);
*/
static struct pw_stock take_tables(struct pw_address_space *space, struct pw_target target, uint32_t needed) {
  (void)target; /* what the contract speaks of */
  struct pw_stock stock = pw_stock_space_take(space, needed);
  //@ assert root_here: pw_root_here{Pre}(space->window, space->root_frame);
  //@ assert spans: pw_spans_same{Pre,Here}(space->window, space->root_frame);
  //@ ghost struct pw_target left = target;
  /*@ ghost
    /@ loop invariant left: pw_target_valid(left) && left.top_level == target.top_level;
       loop invariant carried: left.length > 0 ==>
         pw_needed_carried{Pre,Here}(space->window, space->root_frame, target, left.va, left.pa, left.length, needed);
       loop invariant needs: left.length == 0 ==> pw_target_needs(space->window, space->root_frame, target, needed);
       loop assigns left;
       loop variant left.length; @/
    while (left.length > 0) {
      struct pw_unit unit = lemma_unit(left);
      pw_needed_lemma_steps(space->window, space->root_frame, target.va, left, unit.level, unit.bytes);
      /@ assert unit: pw_unit_is(left.va, left.pa, left.length, target.top_level, unit.level, unit.bytes); @/
      /@ assert open: pw_open(0); @/
      /@ assert behind: pw_carried_behind{Pre,Here}(space->window, space->root_frame, target, pw_va_page(left.va),
           pw_unit_low(target.va, left.va), unit.level, left.va, left.pa, left.length, left.va + unit.bytes,
           left.pa + unit.bytes, left.length - unit.bytes, needed); @/
      /@ assert next: pw_needed_carried{Pre,Here}(space->window, space->root_frame, target, left.va + unit.bytes,
           left.pa + unit.bytes, left.length - unit.bytes, needed); @/
      /@ assert last: left.length == unit.bytes ==>
           pw_target_needs(space->window, space->root_frame, target, needed); @/
      left = lemma_behind(left, unit);
    }
  */
  return stock;
}

/* What is mapped is counted; all else of the space stays. Counts wrap by intent, which only a damaged space could make
 * them do. */
/*@ requires valid: pw_space_valid(space);
    requires more: more.page_count <= 0x10000000000000 && more.block_2mb_count <= 0x10000000000000 &&
      more.block_1gb_count <= 0x10000000000000;
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures global: (boolean)space->has_mapped_global <==> (boolean)global;
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures maps: pw_maps_untouched{Pre,Post}(space->window);
    ensures none: \old(pw_stock_none_left(space->window)) ==> pw_stock_none_left(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static void count_mapped(struct pw_address_space *space, struct pw_leaf_counts more, bool global) {
  //@ assert was_owned: pw_space_owns(space) && pw_space_unused(space);
  struct pw_leaf_counts counts = pw_leaf_counts_more(pw_leaf_counts_of(space), 3u, more.page_count);
  counts = pw_leaf_counts_more(counts, 2u, more.block_2mb_count);
  counts = pw_leaf_counts_more(counts, 1u, more.block_1gb_count);
  counts.page_count %= COUNT_LIMIT;
  counts.block_2mb_count %= COUNT_LIMIT;
  counts.block_1gb_count %= COUNT_LIMIT;
  pw_leaf_counts_set(space, counts, global);
  //@ assert window: space->window == \at(space->window, Pre);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  /*@ assert places: \forall integer f; 0 <= f < space->window->frame_count ==>
        pw_stock_place[f] == \at(pw_stock_place[f], Pre); */
  /*@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Pre}(space->window, f); */
  //@ assert none: pw_stock_none_left{Pre}(space->window) ==> pw_stock_none_left(space->window);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert untouched: pw_trees_untouched{Pre,Here}(space->window);
  //@ assert levels: pw_forest_levels(space->window);
  //@ assert down: pw_forest_down(space->window);
  //@ assert up: pw_forest_up(space->window);
  //@ assert roots: pw_forest_roots(space->window);
  //@ assert counts: pw_forest_counts(space->window);
  //@ assert entries: pw_forest_entries(space->window);
  //@ assert filled: pw_forest_filled(space->window, -1);
  //@ assert clean: pw_stale_none(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
}

/* The target, of which nothing is mapped, with a stock of as many tables as it needs. */
/*@ requires valid: pw_space_valid(space);
    requires target: pw_target_valid(target) && pw_target_whole(target);
    requires faults: pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    requires enough: pw_target_needs(space->window, space->root_frame, target, stock.count);
    requires more: more.page_count <= 0x10000000000000 && more.block_2mb_count <= 0x10000000000000 &&
      more.block_1gb_count <= 0x10000000000000;
    terminates \true; exits \false;
    assigns PW_FILLING_ASSIGNS(space), space->page_count, space->block_2mb_count, space->block_1gb_count,
            space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures global: (boolean)space->has_mapped_global <==> (boolean)global;
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures none: pw_stock_none_left(space->window);
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures lead: pw_pages_lead(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000,
                                target.pa / 0x1000, leaves.page, leaves.block);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(target.va),
                                                   target.length / 0x1000);
*/
static void map_planned(struct pw_address_space *space, struct pw_target target, struct pw_map_leaves leaves,
                        struct pw_stock stock, struct pw_leaf_counts more, bool global) {
  pw_range_map_commit(space, target, leaves, stock);
  //@ ghost Done: ;
  //@ assert done_still: pw_space_still{Pre,Here}(space);
  //@ assert done_roots: pw_roots_stay{Pre,Here}(space->window);
  //@ assert done_none: pw_stock_none_left(space->window);
  //@ assert done_root: pw_root_here(space->window, space->root_frame);
  count_mapped(space, more, global);
  //@ assert counted_still: pw_space_still{Done,Here}(space);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert roots: pw_roots_stay{Pre,Here}(space->window);
  //@ assert none: pw_stock_none_left(space->window);
  //@ assert conserved: pw_split_conserved{Pre,Here}(space);
}

/* The same, if there are as many. */
/*@ requires valid: pw_space_valid(space);
    requires target: pw_target_valid(target) && pw_target_whole(target);
    requires none: pw_stock_none_left(space->window);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires faults: pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000);
    requires needs: pw_target_needs(space->window, space->root_frame, target, needed);
    requires more: more.page_count <= 0x10000000000000 && more.block_2mb_count <= 0x10000000000000 &&
      more.block_1gb_count <= 0x10000000000000;
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1], space->page_count,
            space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures none: pw_stock_none_left(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures global: \result ==> ((boolean)space->has_mapped_global <==> (boolean)global);
    ensures local: !\result ==> ((boolean)space->has_mapped_global <==> \old((boolean)space->has_mapped_global));
    ensures refused: !\result ==> pw_walks_same{Pre,Post}(space->window);
    ensures lead: \result ==>
      pw_pages_lead(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000,
                    target.pa / 0x1000, leaves.page, leaves.block);
    ensures others: \result ==> pw_pages_others_same{Pre,Post}(space->window, space->root_frame,
                                                               pw_va_page(target.va), target.length / 0x1000);
*/
static bool map_if_enough(struct pw_address_space *space, struct pw_target target, struct pw_map_leaves leaves,
                          uint32_t needed, struct pw_leaf_counts more, bool global) {
  struct pw_stock stock = take_tables(space, target, needed);
  //@ ghost Taken: ;
  bool is_enough = stock.count == needed;
  //@ assert root: pw_root_here{Pre}(space->window, space->root_frame);
  //@ assert root_now: pw_root_here(space->window, space->root_frame);
  //@ assert taken_still: pw_space_still{Pre,Here}(space);
  //@ assert taken_maps: pw_maps_untouched{Pre,Here}(space->window);
  //@ assert taken_roots: pw_roots_stay{Pre,Here}(space->window);
  //@ assert taken_half: space->half == \at(space->half, Pre);
  //@ assert faults: pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000);
  //@ assert kept: !is_enough ==> pw_space_conserved{Pre,Here}(space) && pw_stock_none_left(space->window);
  if (is_enough) {
    map_planned(space, target, leaves, stock, more, global);
    //@ assert still: pw_space_still{Taken,Here}(space) && pw_space_still{Pre,Here}(space);
    //@ assert roots: pw_roots_stay{Pre,Here}(space->window);
    //@ assert conserved: pw_space_conserved{Pre,Here}(space);
    //@ assert half: space->half == \at(space->half, Pre);
  }
  //@ assert same_half: space->half == \at(space->half, Pre);
  return is_enough;
}

enum pw_status pw_map_range_target(struct pw_address_space *space, struct pw_target target, struct pw_map_leaves leaves,
                                   bool global) {
  struct pw_range_map_plan plan = pw_range_map_plan(space, target);
  if (!plan.is_free) {
    return PW_ERR_ALREADY_MAPPED;
  }
  if (!pw_leaf_counts_fit(space, plan.leaves)) {
    return PW_ERR_NO_MEMORY;
  }
  bool ever = space->has_mapped_global || global;
  bool is_mapped = map_if_enough(space, target, leaves, plan.table_count, plan.leaves, ever);
  return is_mapped ? PW_OK : PW_ERR_NO_MEMORY;
}
