/*
 * Space: tables taken and given back, and the changes of the window that the source of the tables survives.
 */
#include "src/paging/space.h"

#include "src/paging/table.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"

/* Counts of events wrap by intent: only their differences are exact. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures next: \result == (count == UINT32_MAX ? 0 : count + 1);
*/
static uint32_t next_count(uint32_t count) {
  return count == UINT32_MAX ? 0u : count + 1u;
}

/* One more table taken: the write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    requires origin: 0 <= origin < PW_ORIGIN_COUNT;
    terminates \true; exits \false; assigns space->taken_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
*/
static void set_taken(struct pw_address_space *space, enum pw_page_origin origin) {
  space->taken_count[origin] = next_count(space->taken_count[origin]);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/* what it means for the space. */
/*@ requires ready: pw_space_source_ready(space);
    requires origin: 0 <= origin < PW_ORIGIN_COUNT;
    terminates \true; exits \false; assigns space->taken_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_returned_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures source: pw_space_source_kept{Pre,Post}(space);
*/
static void count_taken(struct pw_address_space *space, enum pw_page_origin origin) {
  set_taken(space, origin);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

/* One more table returned: the write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    requires origin: 0 <= origin < PW_ORIGIN_COUNT;
    terminates \true; exits \false; assigns space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
*/
static void set_returned(struct pw_address_space *space, enum pw_page_origin origin) {
  space->returned_count[origin] = next_count(space->returned_count[origin]);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/* what it means for the space. */
/*@ requires ready: pw_space_source_ready(space);
    requires origin: 0 <= origin < PW_ORIGIN_COUNT;
    terminates \true; exits \false; assigns space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures source: pw_space_source_kept{Pre,Post}(space);
*/
static void count_returned(struct pw_address_space *space, enum pw_page_origin origin) {
  set_returned(space, origin);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

/* What is mapped: the write, and that the source stays sound. */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures counts: space->page_count == page_count && space->block_2mb_count == block_2mb_count;
    ensures global: space->has_mapped_global <==> global;
*/
static void set_counts(struct pw_address_space *space, uint32_t page_count, uint32_t block_2mb_count, bool global) {
  space->page_count = page_count;
  space->block_2mb_count = block_2mb_count;
  space->has_mapped_global = global;
  //@ assert parts: space->source == \at(space->source, Pre) && space->source->pool == \at(space->source->pool, Pre);
  /*@ assert first: space->source->pool != \null ==>
        space->source->pool->first_frame == \at(space->source->pool->first_frame, Pre); */
  /*@ assert out: space->source->pool != \null ==> \forall integer i; 0 <= i < 16 ==>
        space->source->pool->out[i] == \at(space->source->pool->out[i], Pre); */
  //@ ghost PW_KEEP_SOURCE(space->source)
}

void pw_space_set_counts(struct pw_address_space *space, uint32_t page_count, uint32_t block_2mb_count, bool global) {
  set_counts(space, page_count, block_2mb_count, global);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

/* Likewise of the largest blocks. */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->block_1gb_count;
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures counts: space->block_1gb_count == block_1gb_count;
*/
static void set_blocks_1gb(struct pw_address_space *space, uint32_t block_1gb_count) {
  space->block_1gb_count = block_1gb_count;
  //@ assert parts: space->source == \at(space->source, Pre) && space->source->pool == \at(space->source->pool, Pre);
  /*@ assert first: space->source->pool != \null ==>
        space->source->pool->first_frame == \at(space->source->pool->first_frame, Pre); */
  /*@ assert out: space->source->pool != \null ==> \forall integer i; 0 <= i < 16 ==>
        space->source->pool->out[i] == \at(space->source->pool->out[i], Pre); */
  //@ ghost PW_KEEP_SOURCE(space->source)
}

void pw_space_set_blocks_1gb(struct pw_address_space *space, uint32_t block_1gb_count) {
  set_blocks_1gb(space, block_1gb_count);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(space->source);
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures counts: pw_space_taken_kept{Pre,Post}(space) && pw_space_returned_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures has: \result != PW_NO_FRAME ==> pw_page_source_has(space->source, \result);
    ensures was_in: \result != PW_NO_FRAME ==> !pw_page_source_out{Pre}(space->source, \result);
    ensures is_out: \result != PW_NO_FRAME ==> pw_page_source_out(space->source, \result);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, \result);
*/
static uint32_t alloc_table(struct pw_address_space *space) {
  uint32_t table = pw_page_source_alloc(space->source);
  //@ assert same: pw_window_same{Pre,Here}(space->window);
  /*@ assert words: \forall integer i; 0 <= i < space->window->frame_count * 512 ==>
        space->window->words[i] == \at(space->window->words[i], Pre); */
  //@ assert entries: pw_tables_kept{Pre,Here}(space->window, -1);
  /*@ assert live: \forall integer t; 0 <= t < space->window->frame_count ==>
        space->window->live[t] == \at(space->window->live[t], Pre); */
  //@ ghost PW_COUNT_LIVE_AGAIN(space->window)
  /*@ assert has: \forall integer f;
        pw_page_source_has{Pre}(space->source, f) <==> pw_page_source_has(space->source, f); */
  return table;
}

/*@ requires ready: pw_space_source_ready(space);
    requires out: pw_page_source_out(space->source, table);
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(space->source);
    ensures accepts: \result == PW_OK;
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures counts: pw_space_taken_kept{Pre,Post}(space) && pw_space_returned_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures is_in: !pw_page_source_out(space->source, table);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, table);
*/
static enum pw_status free_table(struct pw_address_space *space, uint32_t table) {
  enum pw_status status = pw_page_source_free(space->source, table);
  //@ assert same: pw_window_same{Pre,Here}(space->window);
  /*@ assert words: \forall integer i; 0 <= i < space->window->frame_count * 512 ==>
        space->window->words[i] == \at(space->window->words[i], Pre); */
  //@ assert entries: pw_tables_kept{Pre,Here}(space->window, -1);
  /*@ assert live: \forall integer t; 0 <= t < space->window->frame_count ==>
        space->window->live[t] == \at(space->window->live[t], Pre); */
  //@ ghost PW_COUNT_LIVE_AGAIN(space->window)
  /*@ assert has: \forall integer f;
        pw_page_source_has{Pre}(space->source, f) <==> pw_page_source_has(space->source, f); */
  return status;
}

uint32_t pw_space_take_table(struct pw_address_space *space) {
  uint32_t table = alloc_table(space);
  if (table != PW_NO_FRAME) {
    count_taken(space, pw_page_source_origin(space->source, table));
  }
  return table;
}

void pw_space_return_table(struct pw_address_space *space, uint32_t table) {
  enum pw_page_origin origin = pw_page_source_origin(space->source, table);
  /* The source owns every table of the tree, so it takes this one; should a user's own provider break the contract, the
   * counts stop adding up and pw_address_space_check says so. */
  if (free_table(space, table) == PW_OK) {
    count_returned(space, origin);
  }
}

void pw_space_zero_table(struct pw_address_space *space, uint32_t table) {
  pw_forest_zero(space->window, table);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

void pw_space_hang_leaf(struct pw_address_space *space, struct pw_path path, struct pw_reserve reserve,
                        uint64_t descriptor) {
  pw_path_hang_leaf(space->window, path, reserve, descriptor);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

uint32_t pw_space_cut_leaf(struct pw_address_space *space, struct pw_path path) {
  pw_path_clear_leaf(space->window, path);
  uint32_t kept_level = pw_path_prune(space->window, path);
  //@ ghost PW_KEEP_SOURCE(space->source)
  return kept_level;
}
