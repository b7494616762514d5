/*
 * Range map: one way down for each table, then its entries in one loop.
 */
#include "src/paging/range_map.h"

#include <pagewright/descriptor.h>

#include "src/paging/flush.h"
#include "src/paging/map_pages.h"
#include "src/paging/tables_needed.h"

#include "spec/paging/map_steps.h"
#include "spec/paging/tables_needed_map.h"

#define LEVEL_OF_PAGES  3u
#define LEVEL_OF_BLOCKS 2u

/* How far a commit has come. */
struct turn {
  struct pw_target left;
  struct pw_map_progress progress;
};

/* What the target begins with, below the path to it, and what is left behind it. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires target: pw_target_valid(left) && pw_target_whole(left);
    requires unit: pw_unit_of(unit, left);
    requires path: pw_space_path(space, path) && path.level <= unit.level && pw_path_of(path, left.va);
    requires first: unit.first == path.index[unit.level];
    requires end: path.level < unit.level ==> pw_path_entry(space->window, path) == 0;
    requires invalid: path.level == unit.level ==>
      pw_run_zero(space->window, path.table[path.level], unit.first, unit.count);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    requires enough: unit.level - path.level <= stock.count;
    terminates \true; exits \false;
    assigns PW_FILLING_ASSIGNS(space);
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures target: pw_target_valid(\result.left) && pw_target_whole(\result.left) &&
      \result.left.length < left.length && \result.left.top_level == left.top_level;
    ensures place: \result.left.length > 0 ==> \result.left.va - left.va == left.length - \result.left.length &&
      \result.left.pa - left.pa == left.length - \result.left.length;
    ensures pages: \result.left.length + pw_run_pages(unit.level, unit.count) * 0x1000 == left.length;
    ensures page: \result.left.length > 0 ==>
      pw_va_page(\result.left.va) == pw_va_page(left.va) + pw_run_pages(unit.level, unit.count);
    ensures path: pw_space_path(space, \result.progress.path);
    ensures near: \result.left.length > 0 && 2 <= \result.progress.path.level && \result.left.va % 0x40000000 != 0 ==>
      \result.progress.path.index[0] == \result.left.va / 0x8000000000 % 512 &&
      \result.progress.path.index[1] == \result.left.va / 0x40000000 % 512;
    ensures stock: pw_stock_valid(space->window, \result.progress.stock) && pw_split_stocked(space);
    ensures less: \result.progress.stock.count == stock.count - (unit.level - path.level);
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures lead: pw_pages_lead(space->window, space->root_frame, pw_va_page(left.va),
                                pw_run_pages(unit.level, unit.count), left.pa / 0x1000, leaves.page,
                                leaves.block);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(left.va),
                                                   pw_run_pages(unit.level, unit.count));
*/
static struct turn map_first(struct pw_address_space *space, struct pw_target left, struct pw_path path,
                             struct pw_unit unit, struct pw_map_leaves leaves, struct pw_stock stock) {
  //@ ghost uint64_t pages = unit.bytes / 0x1000;
  //@ ghost pw_map_lemma_unit(left, unit, pages);
  struct pw_map_progress progress = pw_map_pages(space, path, left, unit, leaves, stock);
  struct turn next = {.left = pw_target_behind(left, unit.bytes), .progress = progress};
  //@ assert progress: next.progress == progress;
  //@ assert pages: next.left.length + pages * 0x1000 == left.length && pages == pw_run_pages(unit.level, unit.count);
  //@ assert root: space->root_frame == \at(space->root_frame, Pre);
  //@ assert path: pw_path_of(progress.path, left.va);
  //@ assert level: progress.path.level == unit.level;
  //@ assert more: next.left.length > 0 ==> next.left.va == left.va + unit.bytes && unit.bytes < left.length;
  //@ assert half: next.left.length > 0 ==> next.left.va / 0x1000000000000 == left.va / 0x1000000000000;
  //@ assert last: next.left.length > 0 ==> next.left.va + next.left.length == left.va + left.length;
  //@ assert whole: pw_target_whole(next.left);
  /*@ assert near: next.left.length > 0 && 2 <= unit.level && next.left.va % 0x40000000 != 0 ==>
        next.left.va / 0x40000000 == left.va / 0x40000000 && next.left.va / 0x8000000000 == left.va / 0x8000000000; */
  //@ assert same: progress.path.index[0] == left.va / 0x8000000000 % 512 && progress.path.index[1] == left.va / 0x40000000 % 512;
  return next;
}

/* All of the target: the stock is as large as that takes. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires target: pw_target_valid(target) && pw_target_whole(target);
    requires faults: pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    requires enough: pw_target_needs(space->window, space->root_frame, target, stock.count);
    terminates \true; exits \false;
    assigns PW_FILLING_ASSIGNS(space);
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures used: \forall integer f; !pw_stock_has(space->window, f);
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures lead: pw_pages_lead(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000,
                                target.pa / 0x1000, leaves.page, leaves.block);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(target.va),
                                                   target.length / 0x1000);
*/
static void map_all(struct pw_address_space *space, struct pw_target target, struct pw_map_leaves leaves,
                    struct pw_stock stock) {
  struct pw_path root = pw_path_find(space->window, space->root_frame, target.va, 0u);
  struct pw_map_progress begin = {.path = root, .stock = stock};
  struct turn turn = {.left = target, .progress = begin};
  //@ assert begun: turn.left == target && turn.progress.path == root && turn.progress.stock == stock;
  //@ ghost uint64_t done = 0;
  //@ ghost uint64_t from = target.va / 0x1000 - target.va / 0x1000000000000 * 0x1000000000;
  //@ ghost uint64_t rest = target.length / 0x1000;
  /*@ loop invariant filling: pw_space_filling(space);
      loop invariant filled: pw_forest_filled(space->window, -1);
      loop invariant still: pw_space_still{Pre,Here}(space);
      loop invariant target: pw_target_valid(turn.left) && pw_target_whole(turn.left);
      loop invariant done: turn.left.length + done * 0x1000 == target.length;
      loop invariant place: turn.left.length > 0 ==>
        turn.left.va == target.va + done * 0x1000 && turn.left.pa == target.pa + done * 0x1000;
      loop invariant page: turn.left.length > 0 ==> pw_va_page(turn.left.va) == pw_va_page(target.va) + done;
      loop invariant path: pw_space_path(space, turn.progress.path);
      loop invariant near: turn.left.length > 0 && 2 <= turn.progress.path.level && turn.left.va % 0x40000000 != 0 ==>
        turn.progress.path.index[0] == turn.left.va / 0x8000000000 % 512 &&
        turn.progress.path.index[1] == turn.left.va / 0x40000000 % 512;
      loop invariant stock: pw_stock_valid(space->window, turn.progress.stock) && pw_split_stocked(space);
      loop invariant less: turn.progress.stock.count <= stock.count;
      loop invariant top: turn.left.top_level == target.top_level;
      loop invariant needed: turn.left.length > 0 ==>
        pw_tables_needed{Pre}(space->window, space->root_frame, target.va, turn.left.va, turn.left.pa, turn.left.length,
                              target.top_level, turn.progress.stock.count);
      loop invariant used: turn.left.length == 0 ==> turn.progress.stock.count == 0;
      loop invariant conserved: pw_split_conserved{Pre,Here}(space);
      loop invariant from: from == pw_va_page(target.va) + done && rest == target.length / 0x1000 - done;
      loop invariant faults: pw_pages_fault(space->window, space->root_frame, from, rest);
      loop invariant lead: pw_pages_lead(space->window, space->root_frame, pw_va_page(target.va), done,
                                         target.pa / 0x1000, leaves.page, leaves.block);
      loop invariant others: pw_pages_others_same{Pre,Here}(space->window, space->root_frame, pw_va_page(target.va),
                                                            done);
      loop assigns turn, done, from, rest, PW_FILLING_ASSIGNS(space);
      loop variant turn.left.length; */
  while (turn.left.length > 0u) {
    //@ ghost Turn: ;
    //@ ghost uint64_t next = done;
    //@ ghost uint64_t va = turn.left.va;
    //@ assert left: turn.left.length / 0x1000 == target.length / 0x1000 - done;
    //@ assert here: pw_va_page(va) == pw_va_page(target.va) + done && turn.left.pa / 0x1000 == target.pa / 0x1000 + done;
    //@ assert faults: pw_pages_fault(space->window, space->root_frame, pw_va_page(va), turn.left.length / 0x1000);
    struct pw_unit unit = pw_unit_first(turn.left);
    struct pw_path path = pw_map_pages_find(space, turn.progress.path, turn.left, unit);
    //@ assert root: pw_root_here(space->window, space->root_frame);
    //@ assert root_before: pw_root_here{Pre}(space->window, space->root_frame);
    //@ ghost uint32_t low = 0;
    /*@ ghost
      if (done > 0) {
        low = pw_needed_lemma_before(space->window, space->root_frame, va, unit.level, from - done, done, target.pa /
      0x1000, leaves.page, leaves.block);
      }
    */
    //@ assert begins: low == pw_unit_low(target.va, va) && low <= path.level;
    //@ assert was: pw_pages_fault{Pre}(space->window, space->root_frame, pw_va_page(target.va), done);
    /*@ assert above: \forall integer l; 0 <= l <= 2 &&
          !pw_span_faults{Pre}(space->window, space->root_frame, pw_va_page(va), l) ==>
            !pw_span_faults(space->window, space->root_frame, pw_va_page(va), l); */
    /*@ assert aligned: done > 0 ==> \forall integer l; low <= l <= 2 ==> pw_va_page(va) % pw_span_pages(l) == 0; */
    //@ assert reached: pw_sum(pw_va_page(va), pw_va_page(target.va), done);
    /*@ assert below: \forall integer l; low <= l <= 2 &&
          pw_span_faults{Pre}(space->window, space->root_frame, pw_va_page(va), l) ==>
            pw_span_faults(space->window, space->root_frame, pw_va_page(va), l); */
    //@ assert stay: pw_spans_stay{Pre,Here}(space->window, space->root_frame, pw_va_page(va), low);
    /*@ assert missing: pw_missing_only{Pre}(space->window, space->root_frame, pw_va_page(va),
                                             pw_unit_low(target.va, va), unit.level, unit.level - path.level); */
    //@ assert unit: pw_unit_is(va, turn.left.pa, turn.left.length, target.top_level, unit.level, unit.bytes);
    //@ assert open: pw_open(0);
    /*@ assert some: pw_needed_behind{Pre}(space->window, space->root_frame, pw_va_page(va), pw_unit_low(target.va, va),
                                           unit.level, target.va, va + unit.bytes, turn.left.pa + unit.bytes,
                                           turn.left.length - unit.bytes, target.top_level, turn.progress.stock.count);
     */
    /*@ assert needed: pw_tables_needed{Pre}(space->window, space->root_frame, target.va, va + unit.bytes,
                                             turn.left.pa + unit.bytes, turn.left.length - unit.bytes, target.top_level,
                                             turn.progress.stock.count - (unit.level - path.level)); */
    //@ assert enough: unit.level - path.level <= turn.progress.stock.count;
    //@ ghost uint64_t pages = unit.bytes / 0x1000;
    //@ ghost pw_map_lemma_unit(turn.left, unit, pages);
    //@ assert pages: pages == pw_run_pages(unit.level, unit.count);
    //@ assert unit_bytes: pages * 0x1000 == unit.bytes;
    //@ ghost uint64_t pa = turn.left.pa;
    //@ ghost uint64_t length = turn.left.length;
    //@ ghost uint32_t count = turn.progress.stock.count - (unit.level - path.level);
    /*@ assert rest_needed: pw_tables_needed{Pre}(space->window, space->root_frame, target.va, va + unit.bytes,
                                                  pa + unit.bytes, length - unit.bytes, target.top_level, count); */
    turn = map_first(space, turn.left, path, unit, leaves, turn.progress.stock);
    //@ assert window: space->window == \at(space->window, Turn) && space->root_frame == \at(space->root_frame, Turn);
    /*@ assert behind_unit: turn.left.length > 0 ==>
          turn.left.va == va + unit.bytes && turn.left.pa == pa + unit.bytes; */
    //@ assert behind_length: turn.left.length == length - unit.bytes && turn.progress.stock.count == count;
    /*@ assert still_needed: pw_tables_needed{Pre}(space->window, space->root_frame, target.va, va + unit.bytes,
                                                   pa + unit.bytes, length - unit.bytes, target.top_level, count); */
    /*@ assert needed_behind: turn.left.length > 0 ==>
          pw_tables_needed{Pre}(space->window, space->root_frame, target.va, turn.left.va, turn.left.pa,
                                turn.left.length, target.top_level, turn.progress.stock.count); */
    //@ ghost next = done + pages;
    //@ assert stays: pw_roots_stay{Pre,Turn}(space->window);
    //@ assert frame: space->root_frame == \at(space->root_frame, Turn);
    /*@ assert lead: pw_pages_lead(space->window, space->root_frame, pw_va_page(va), pages, target.pa / 0x1000 + done,
                                   leaves.page, leaves.block); */
    //@ assert since: pw_pages_others_same{Turn,Here}(space->window, space->root_frame, pw_va_page(va), pages);
    //@ assert place: pw_sum(pw_va_page(va), pw_va_page(target.va), done);
    //@ assert more: pw_sum(next, done, pages);
    //@ assert further: pw_sum(target.pa / 0x1000 + done, target.pa / 0x1000, done);
    //@ assert end: pw_sum(pw_va_page(target.va) + next, pw_va_page(va), pages);
    //@ assert fewer: pw_sum(target.length / 0x1000 - done, pages, target.length / 0x1000 - next);
    /*@ assert rest: pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va) + next,
                                    target.length / 0x1000 - next); */
    /*@ assert both: pw_pages_lead(space->window, space->root_frame, pw_va_page(target.va), next, target.pa / 0x1000,
                                   leaves.page, leaves.block); */
    //@ assert others: pw_pages_others_same{Pre,Here}(space->window, space->root_frame, pw_va_page(target.va), next);
    //@ ghost done = next;
    //@ ghost from = from + pages;
    //@ ghost rest = rest - pages;
    //@ assert behind: pw_pages_fault(space->window, space->root_frame, from, rest);
  }
}

struct pw_map_leaves pw_range_map_leaves(const struct pw_attributes *attributes) {
  uint64_t page = 0u;
  uint64_t block = 0u;
  (void)pw_descriptor_leaf(0u, LEVEL_OF_PAGES, attributes, &page);
  (void)pw_descriptor_leaf(0u, LEVEL_OF_BLOCKS, attributes, &block);
  struct pw_map_leaves leaves = {.page = page, .block = block};
  return leaves;
}

/* From invalid to valid needs no invalidation, only that walkers see it before the caller goes on. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures valid: pw_space_valid(space);
*/
static void publish(const struct pw_address_space *space) {
  //@ assert owned: pw_space_owns(space) && pw_space_unused(space);
  pw_flush_made(space);
  //@ assert clean: pw_stale_none(space->window);
}

void pw_range_map_commit(struct pw_address_space *space, struct pw_target target, struct pw_map_leaves leaves,
                         struct pw_stock stock) {
  map_all(space, target, leaves, stock);
  //@ ghost Mapped: ;
  publish(space);
  //@ assert walks: pw_walks_same{Mapped,Here}(space->window);
}
