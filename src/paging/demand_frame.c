/*
 * Demand frame: each call of the source and each write of the window, and what it leaves of the space.
 */
#include "src/paging/demand_frame.h"

#include <stdbool.h>

#include "src/paging/table.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"
#include "spec/paging/demand_frame.h"

#define PA_BITS_MAX 48u

/* One frame from the source, as pw_page_source_alloc, and what that leaves of the space. */
/*@ requires ready: pw_space_source_ready(space);
    requires source: source == space->source;
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(source);
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures has: \result != PW_NO_FRAME ==> pw_page_source_has(space->source, \result);
    ensures was_in: \result != PW_NO_FRAME ==> !pw_page_source_out{Pre}(\at(space->source, Pre), \result);
    ensures is_out: \result != PW_NO_FRAME ==> pw_page_source_out(space->source, \result);
    ensures none: \result == PW_NO_FRAME ==> pw_space_source_kept{Pre,Post}(space);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, \result);
*/
static uint32_t alloc_frame(const struct pw_address_space *space, const struct pw_page_source *source) {
  (void)space; /* what lies apart from it */
  uint32_t frame = pw_page_source_alloc(source);
  //@ assert same: pw_window_same{Pre,Here}(space->window);
  /*@ assert words: \forall integer i; 0 <= i < space->window->frame_count * 512 ==>
        space->window->words[i] == \at(space->window->words[i], Pre); */
  //@ assert entries: pw_tables_kept{Pre,Here}(space->window, -1);
  /*@ assert live: \forall integer t; 0 <= t < space->window->frame_count ==>
        space->window->live[t] == \at(space->window->live[t], Pre); */
  //@ ghost PW_COUNT_LIVE_AGAIN(space->window)
  /*@ assert has: \forall integer f;
        pw_page_source_has{Pre}(space->source, f) <==> pw_page_source_has(space->source, f); */
  //@ assert none: !pw_page_source_out{Pre}(space->source, PW_NO_FRAME) && !pw_page_source_out(space->source, PW_NO_FRAME);
  return frame;
}

/* The same back to it. */
/*@ requires ready: pw_space_source_ready(space);
    requires source: source == space->source;
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(source);
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures is_in: !pw_page_source_out(space->source, frame);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, frame);
*/
static void free_frame(const struct pw_address_space *space, const struct pw_page_source *source, uint32_t frame) {
  (void)space;
  (void)pw_page_source_free(source, frame);
  //@ assert same: pw_window_same{Pre,Here}(space->window);
  /*@ assert words: \forall integer i; 0 <= i < space->window->frame_count * 512 ==>
        space->window->words[i] == \at(space->window->words[i], Pre); */
  //@ assert entries: pw_tables_kept{Pre,Here}(space->window, -1);
  /*@ assert live: \forall integer t; 0 <= t < space->window->frame_count ==>
        space->window->live[t] == \at(space->window->live[t], Pre); */
  //@ ghost PW_COUNT_LIVE_AGAIN(space->window)
  /*@ assert has: \forall integer f;
        pw_page_source_has{Pre}(space->source, f) <==> pw_page_source_has(space->source, f); */
}

/* What the space was between calls it is after one of the source: a frame came out, */
/*@ requires valid: pw_space_valid(space);
    requires source: source == space->source;
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(source);
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures inside: \result != PW_NO_FRAME ==> \result < space->window->frame_count;
    ensures no_table: \result != PW_NO_FRAME ==> pw_forest_level[\result] == PW_NO_LEVEL;
    ensures was_in: \result != PW_NO_FRAME ==> !pw_page_source_out{Pre}(\at(space->source, Pre), \result);
    ensures is_out: \result != PW_NO_FRAME ==> pw_page_source_out(space->source, \result);
    ensures none: \result == PW_NO_FRAME ==> pw_space_source_kept{Pre,Post}(space);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, \result);
*/
static uint32_t take(const struct pw_address_space *space, const struct pw_page_source *source) {
  uint32_t frame = alloc_frame(space, source);
  //@ ghost PW_TREES_UNTOUCHED(space->window)
  //@ assert root: pw_space_root(space);
  //@ assert had: frame != PW_NO_FRAME ==> pw_page_source_has{Pre}(\at(space->source, Pre), frame);
  //@ assert no_table: frame != PW_NO_FRAME ==> !pw_is_table(space->window, frame);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  return frame;
}

/* or went back. */
void pw_demand_frame_return(const struct pw_address_space *space, const struct pw_page_source *source, uint32_t frame) {
  free_frame(space, source, frame);
  //@ ghost PW_TREES_UNTOUCHED(space->window)
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
}

/* The frame's first byte, without a place for it in memory. */
/*@ requires window: pw_window_valid(window) && frame < window->frame_count;
    terminates \true; exits \false; assigns \nothing;
    ensures pa: \result == pw_window_pa(window, frame);
*/
static uint64_t pa_of(const struct pw_window *window, uint32_t frame) {
  uint64_t pa = 0u;
  (void)pw_window_frame_to_pa(window, frame, &pa);
  return pa;
}

/* Whether the CPU has no such address. */
/*@ requires root: pw_space_root(space) && \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
*/
static bool is_beyond(const struct pw_address_space *space, uint64_t pa) {
  return pa >= PW_WINDOW_PA_LIMIT >> (PA_BITS_MAX - space->pa_bits);
}

struct pw_demand_frame pw_demand_frame_take(const struct pw_address_space *space, const struct pw_page_source *source) {
  struct pw_demand_frame taken = {.frame = take(space, source), .pa = 0u};
  if (taken.frame == PW_NO_FRAME) {
    return taken;
  }
  taken.pa = pa_of(space->window, taken.frame);
  if (is_beyond(space, taken.pa)) {
    pw_demand_frame_return(space, source, taken.frame);
    taken.frame = PW_NO_FRAME;
    //@ assert back: pw_space_source_kept{Pre,Here}(space);
  }
  return taken;
}

/* The words, and what that means for the trees; */
/*@ PW_FOREST_REQUIRES(window)
    requires filled: pw_forest_filled(window, -1);
    requires frame: frame < window->frame_count && pw_forest_level[frame] == PW_NO_LEVEL;
    terminates \true; exits \false;
    assigns window->words[frame * 512 .. frame * 512 + 511], window->live[frame];
    PW_FOREST_ENSURES(window)
    ensures filled: pw_forest_filled(window, -1);
    ensures zero: pw_all_zero(window, frame);
    ensures entries_kept: pw_tables_kept{Pre,Post}(window, frame);
    ensures walks: pw_walks_same{Pre,Post}(window);
*/
static void zero_words(struct pw_window *window, uint32_t frame) {
  pw_table_zero(window, frame);
  //@ assert counts: \forall integer f; pw_is_table(window, f) ==> pw_counted(window, f);
  //@ assert walks3: pw_walks3_same{Pre,Here}(window);
  //@ assert walks2: pw_walks2_same{Pre,Here}(window);
  //@ assert walks1: pw_walks1_same{Pre,Here}(window);
}

/* for the source; */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires frame: frame < space->window->frame_count && pw_forest_level[frame] == PW_NO_LEVEL;
    terminates \true; exits \false;
    assigns space->window->words[frame * 512 .. frame * 512 + 511], space->window->live[frame];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures zero: pw_all_zero(space->window, frame);
    ensures entries_kept: pw_tables_kept{Pre,Post}(space->window, frame);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static void zero_beside_source(struct pw_address_space *space, uint32_t frame) {
  zero_words(space->window, frame);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/* and for the space. */
void pw_demand_frame_zero(struct pw_address_space *space, uint32_t frame) {
  zero_beside_source(space, frame);
  //@ assert clean: pw_stale_none(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
}
