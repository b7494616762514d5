/*
 * Stock: a list through the frames' first words.
 */
#include "src/paging/stock.h"

#include "src/paging/space.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"

#define NEXT_WEIGHT 2u /* bit 0 stays clear: no valid entry */

struct pw_stock pw_stock_none(void) {
  struct pw_stock none = {.first = PW_NO_FRAME, .last = PW_NO_FRAME, .count = 0u};
  return none;
}

struct pw_stock pw_stock_append(struct pw_window *window, struct pw_stock stock, uint32_t frame) {
  struct pw_stock more = {.first = stock.first, .last = frame, .count = stock.count + 1u};
  if (stock.count == 0u) {
    more.first = frame;
  } else {
    window->words[(uint64_t)stock.last * PW_TABLE_ENTRIES] = (uint64_t)frame * NEXT_WEIGHT;
  }
  //@ ghost pw_stock_place[frame] = stock.count + 1u;
  return more;
}

struct pw_stock pw_stock_rest(const struct pw_window *window, struct pw_stock stock) {
  struct pw_stock rest = pw_stock_none();
  if (stock.count > 1u) {
    //@ assert two: stock.first != stock.last && pw_stock_has(window, stock.first);
    //@ assert next: pw_stock_has(window, pw_stock_next(window, stock.first));
    //@ assert word: window->words[stock.first * 512] / 2 == pw_stock_next(window, stock.first);
    rest.first = (uint32_t)(window->words[(uint64_t)stock.first * PW_TABLE_ENTRIES] / NEXT_WEIGHT);
    rest.last = stock.last;
    rest.count = stock.count - 1u;
  }
  //@ ghost pw_stock_place[stock.first] = 0u;
  return rest;
}

/* As pw_stock_append, and the source is as sound as it was. */
/*@ requires ready: pw_space_source_ready(space);
    requires stock: pw_stock_valid(space->window, stock) && pw_stock_grows(stock) && stock.count < UINT32_MAX;
    requires frame: frame < space->window->frame_count && !pw_stock_has(space->window, frame);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1], pw_stock_place[frame];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures valid: pw_stock_valid(space->window, \result) && pw_stock_grows(\result);
    ensures count: \result.count == stock.count + 1 && \result.last == frame;
    ensures has: \forall integer f; pw_stock_has(space->window, f) <==>
      \old(pw_stock_has(space->window, f)) || f == frame;
    ensures others: \forall integer f, i; 0 <= f < space->window->frame_count && 0 <= i < 512 &&
      !(i == 0 && \old(pw_stock_has(space->window, f))) ==>
        pw_entry(space->window, f, i) == \old(pw_entry(space->window, f, i));
*/
static struct pw_stock append(struct pw_address_space *space, struct pw_stock stock, uint32_t frame) {
  struct pw_stock more = pw_stock_append(space->window, stock, frame);
  //@ ghost PW_KEEP_SOURCE(space->source)
  return more;
}

/* One frame more from the source, or as many as before when it has none. */
/*@ requires ready: pw_space_source_ready(space);
    requires stock: pw_stock_valid(space->window, stock) && pw_stock_grows(stock) && stock.count < UINT32_MAX;
    requires out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out(space->source, f);
    requires tables: pw_forest_levels(space->window);
    requires unused: pw_space_unused(space);
    requires no_tables: pw_stock_no_tables(space->window);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1],
            space->window->words[0 .. space->window->frame_count * 512 - 1],
            pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_same{Pre,Post}(space->window);
    ensures entries: pw_stock_entries_kept{Pre,Post}(space->window);
    ensures valid: pw_stock_valid(space->window, \result) && pw_stock_grows(\result);
    ensures unused: pw_space_unused(space);
    ensures no_tables: pw_stock_no_tables(space->window);
    ensures count: \result.count == stock.count || \result.count == stock.count + 1;
    ensures taken: pw_stock_taken_on{Pre,Post}(space);
*/
static struct pw_stock take_one(struct pw_address_space *space, struct pw_stock stock) {
  uint32_t frame = pw_space_take_table(space);
  /*@ assert words: \forall integer f, i; 0 <= f < space->window->frame_count && 0 <= i < 512 ==>
        pw_entry(space->window, f, i) == pw_entry{Pre}(space->window, f, i); */
  //@ assert places: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Pre}(space->window, f);
  //@ assert ends: pw_stock_ends(space->window, stock);
  //@ assert apart: pw_stock_apart(space->window);
  //@ assert links: pw_stock_links(space->window, stock);
  //@ assert entries: pw_stock_entries_kept{Pre,Here}(space->window);
  if (frame == PW_NO_FRAME) {
    //@ assert kept: pw_space_source_kept{Pre,Here}(space);
    return stock;
  }
  //@ assert was_in: !pw_page_source_out{Pre}(\at(space->source, Pre), frame);
  //@ assert new: !pw_stock_has(space->window, frame);
  //@ assert no_table: pw_forest_level[frame] == PW_NO_LEVEL;
  //@ assert has_taken: pw_page_source_out(space->source, frame);
  //@ ghost Taken: ;
  struct pw_stock more = append(space, stock, frame);
  //@ assert last: more.last == frame;
  //@ assert but: pw_space_source_kept_but{Pre,Here}(space, frame);
  /*@ assert free: \forall integer f; 0 <= f < space->window->frame_count && pw_forest_level[f] != PW_NO_LEVEL ==>
        !pw_stock_has{Taken}(space->window, f); */
  //@ assert entries_after: pw_stock_entries_kept{Taken,Here}(space->window);
  //@ assert entries_all: pw_stock_entries_kept{Pre,Here}(space->window);
  //@ assert counted: more.count == stock.count + 1;
  return more;
}

/* As many frames as are wanted, or as there are. */
/*@ requires ready: pw_space_source_ready(space);
    requires none: \forall integer f; !pw_stock_has(space->window, f);
    requires tables: pw_forest_levels(space->window);
    requires unused: pw_space_unused(space);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1],
            space->window->words[0 .. space->window->frame_count * 512 - 1],
            pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_same{Pre,Post}(space->window);
    ensures entries: pw_stock_entries_kept{Pre,Post}(space->window);
    ensures valid: pw_stock_valid(space->window, \result);
    ensures no_tables: pw_stock_no_tables(space->window);
    ensures taken: pw_stock_taken{Pre,Post}(space);
*/
static struct pw_stock take_some(struct pw_address_space *space, uint32_t wanted) {
  struct pw_stock stock = pw_stock_none();
  bool has_more = true;
  /*@ loop invariant ready: pw_space_source_ready(space);
      loop invariant range: 0 <= stock.count <= wanted;
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space);
      loop invariant window: pw_window_same{Pre,Here}(space->window);
      loop invariant entries: pw_stock_entries_kept{Pre,Here}(space->window);
      loop invariant valid: pw_stock_valid(space->window, stock) && pw_stock_grows(stock);
      loop invariant unused: pw_space_unused(space);
      loop invariant no_tables: pw_stock_no_tables(space->window);
      loop invariant taken: pw_stock_taken{Pre,Here}(space);
      loop assigns stock, has_more, PW_PAGE_SOURCE_ASSIGNS(space->source),
                   space->taken_count[0 .. PW_ORIGIN_COUNT - 1],
                   space->window->words[0 .. space->window->frame_count * 512 - 1],
                   pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
      loop variant wanted - stock.count + (has_more ? 1 : 0); */
  while (has_more && stock.count < wanted) {
    struct pw_stock more = take_one(space, stock);
    //@ assert levels: pw_forest_levels(space->window);
    has_more = more.count > stock.count;
    stock = more;
  }
  return stock;
}

/* All that was wanted, or nothing. */
/*@ requires ready: pw_space_source_ready(space);
    requires stock: pw_stock_valid(space->window, stock);
    requires out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out(space->source, f);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1],
            pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures all: stock.count == wanted ==>
      \result == stock && pw_stock_valid(space->window, \result) && pw_space_source_kept{Pre,Post}(space) &&
      \forall integer f; pw_stock_has(space->window, f) <==> \old(pw_stock_has(space->window, f));
    ensures none: stock.count != wanted ==> \result.count == 0 && pw_stock_given{Pre,Post}(space) &&
      \forall integer f; !pw_stock_has(space->window, f);
*/
static struct pw_stock all_or_none(struct pw_address_space *space, struct pw_stock stock, uint32_t wanted) {
  struct pw_stock left = stock;
  if (stock.count != wanted) {
    pw_stock_give_back(space, stock);
    left = pw_stock_none();
  }
  return left;
}

struct pw_stock pw_stock_take(struct pw_address_space *space, uint32_t needed) {
  struct pw_stock some = take_some(space, needed);
  struct pw_stock stock = all_or_none(space, some, needed);
  //@ assert none: some.count != needed ==> pw_space_source_kept{Pre,Here}(space);
  //@ assert all: some.count == needed ==> pw_stock_taken{Pre,Here}(space) && pw_stock_no_tables(space->window);
  return stock;
}

void pw_stock_give_back(struct pw_address_space *space, struct pw_stock stock) {
  struct pw_stock left = stock;
  /*@ loop invariant range: 0 <= left.count <= stock.count;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space);
      loop invariant window: pw_window_untouched{Pre,Here}(space->window);
      loop invariant left: pw_stock_valid(space->window, left);
      loop invariant out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out(space->source, f);
      loop invariant part: \forall integer f; pw_stock_has(space->window, f) ==> pw_stock_has{Pre}(space->window, f);
      loop invariant given: pw_stock_given{Pre,Here}(space);
      loop assigns left, PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1],
                   pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1];
      loop variant left.count; */
  while (left.count > 0u) {
    //@ ghost Before: ;
    uint32_t frame = left.first;
    left = pw_stock_rest(space->window, left);
    //@ ghost Rest: ;
    pw_space_return_table(space, frame);
    //@ assert window: pw_window_untouched{Rest,Here}(space->window);
    //@ assert window_same: pw_window_same{Pre,Here}(space->window);
    //@ assert window_tables: pw_tables_kept{Pre,Here}(space->window, -1);
    //@ assert window_counts: pw_counts_kept{Pre,Here}(space->window, -1);
    /*@ assert words: \forall integer f; 0 <= f < space->window->frame_count ==>
          pw_entry(space->window, f, 0) == pw_entry{Rest}(space->window, f, 0); */
    //@ assert places: \forall integer f; pw_stock_place[f] == \at(pw_stock_place[f], Rest);
    //@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Rest}(space->window, f);
    //@ assert ends: pw_stock_ends(space->window, left);
    //@ assert apart: pw_stock_apart(space->window);
    //@ assert links: pw_stock_links(space->window, left);
    /*@ assert fewer: \forall integer f; pw_stock_has(space->window, f) <==>
          pw_stock_has{Before}(space->window, f) && f != frame; */
    //@ assert kept: pw_space_source_kept_but{Before,Here}(space, frame);
    //@ assert was_out: pw_page_source_out{Before}(space->source, frame) && !pw_page_source_out(space->source, frame);
    //@ assert was_out_first: pw_page_source_out{Pre}(\at(space->source, Pre), frame);
    /*@ assert same: \forall integer f; pw_page_source_has{Pre}(\at(space->source, Pre), f) <==>
          pw_page_source_has(space->source, f); */
    /*@ assert back: \forall integer f; pw_stock_has{Pre}(\at(space->window, Pre), f) &&
          !pw_stock_has(space->window, f) ==>
            pw_page_source_out{Pre}(\at(space->source, Pre), f) && !pw_page_source_out(space->source, f); */
    /*@ assert others: \forall integer f; !pw_stock_has{Pre}(\at(space->window, Pre), f) ||
          pw_stock_has(space->window, f) ==>
            (pw_page_source_out{Pre}(\at(space->source, Pre), f) <==> pw_page_source_out(space->source, f)); */
    //@ assert given: pw_stock_given{Pre,Here}(space);
  }
}
