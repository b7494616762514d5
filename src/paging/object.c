/*
 * Object: each write of its own, in two steps: the source is as sound as it was, and so is the window.
 */
#include "src/paging/object.h"

#include "src/paging/root.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"
#include "spec/paging/object_steps.h"

#define HIGH_BITS 0xFFFFu /* bits 63:48 of the upper half's addresses */

uint32_t pw_object_take_root(const struct pw_address_space *space, const struct pw_window *window,
                          const struct pw_page_source *source) {
  (void)space;  /* what lies apart from it */
  (void)window; /* and from this */
  uint32_t root = pw_page_source_alloc(source);
  //@ assert same: pw_window_same{Pre,Here}(window);
  /*@ assert words: \forall integer i; 0 <= i < window->frame_count * 512 ==>
        window->words[i] == \at(window->words[i], Pre); */
  //@ assert entries: pw_tables_kept{Pre,Here}(window, -1);
  //@ assert live: \forall integer t; 0 <= t < window->frame_count ==> window->live[t] == \at(window->live[t], Pre);
  //@ ghost PW_COUNT_LIVE_AGAIN(window)
  //@ assert has: \forall integer f; pw_page_source_has{Pre}(source, f) <==> pw_page_source_has(source, f);
  //@ assert none: !pw_page_source_out{Pre}(source, PW_NO_FRAME) && !pw_page_source_out(source, PW_NO_FRAME);
  return root;
}

/* What the space stands on: the write, and that the source stays sound; */
/*@ requires ready: pw_supply_ready(space, config.window, config.source);
    terminates \true; exits \false;
    assigns space->window \from config;
    assigns space->source \from config;
    assigns space->tlb \from config;
    ensures valid: pw_page_source_valid(config.source);
    ensures source: pw_supply_kept{Pre,Post}(config.source);
    ensures parts: space->window == config.window && space->source == config.source && space->tlb == config.tlb;
    ensures still: config.source->pool == \old(config.source->pool) && config.source->buddy == \old(config.source->buddy) &&
      config.source->custom == \old(config.source->custom);
    ensures inner: config.source->buddy != \null ==> config.source->buddy->buddy == \old(config.source->buddy->buddy);
    ensures arrays: config.source->buddy != \null ==>
      config.source->buddy->buddy->tags == \old(config.source->buddy->buddy->tags) &&
      config.source->buddy->buddy->tree.words == \old(config.source->buddy->buddy->tree.words);
*/
static void set_parts(struct pw_address_space *space, struct pw_address_space_config config) {
  space->window = config.window;
  space->source = config.source;
  space->tlb = config.tlb;
  //@ assert pool_still: config.source->pool == \at(config.source->pool, Pre);
  //@ assert custom_still: config.source->custom == \at(config.source->custom, Pre);
  //@ assert buddy_still: config.source->buddy == \at(config.source->buddy, Pre);
  //@ assert inner: config.source->buddy != \null ==> config.source->buddy->buddy == \at(config.source->buddy->buddy, Pre);
  /*@ assert arrays: config.source->buddy != \null ==>
        config.source->buddy->buddy->tags == \at(config.source->buddy->buddy->tags, Pre) &&
        config.source->buddy->buddy->tree.words == \at(config.source->buddy->buddy->tree.words, Pre); */
  //@ ghost PW_KEEP_SOURCE(config.source)
}

void pw_object_set_parts(struct pw_address_space *space, struct pw_address_space_config config) {
  set_parts(space, config);
  //@ assert words: config.window->words == \at(config.window->words, Pre);
  //@ assert live: config.window->live == \at(config.window->live, Pre);
  //@ assert same: pw_window_same{Pre,Here}(config.window);
  //@ assert window: pw_window_valid(config.window) && pw_window_arrays(config.window);
  //@ assert home: config.source->window == config.window;
  //@ assert inside: pw_supply_inside(config.window, config.source);
  //@ assert apart: pw_supply_apart(space, config.window, config.source);
  //@ ghost PW_COUNT_LIVE_AGAIN(config.window)
}

/* What hardware is told of the space: the write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->half, space->asid, space->pa_bits;
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures values: space->half == config.half && space->asid == config.asid && space->pa_bits == config.pa_bits;
*/
static void set_identity(struct pw_address_space *space, struct pw_address_space_config config) {
  space->half = config.half;
  space->asid = config.asid;
  space->pa_bits = config.pa_bits;
  //@ assert parts: space->source == \at(space->source, Pre) && space->source->pool == \at(space->source->pool, Pre);
  /*@ assert first: space->source->pool != \null ==>
        space->source->pool->first_frame == \at(space->source->pool->first_frame, Pre); */
  /*@ assert out: space->source->pool != \null ==> \forall integer i; 0 <= i < 16 ==>
        space->source->pool->out[i] == \at(space->source->pool->out[i], Pre); */
  /*@ assert place: space->source->buddy != \null ==> space->source->buddy->buddy == \at(space->source->buddy->buddy, Pre) &&
        space->source->buddy->shift_frames == \at(space->source->buddy->shift_frames, Pre) &&
        space->source->buddy->frame_count == \at(space->source->buddy->frame_count, Pre); */
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->half, space->asid, space->pa_bits;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures values: space->half == config.half && space->asid == config.asid && space->pa_bits == config.pa_bits;
*/
static void begin_identity(struct pw_address_space *space, struct pw_address_space_config config) {
  set_identity(space, config);
  //@ assert words: space->window->words == \at(space->window->words, Pre);
  //@ assert live: space->window->live == \at(space->window->live, Pre);
  //@ assert base: space->window->base_block == \at(space->window->base_block, Pre);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

/* The root: the write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->root_frame;
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures values: space->root_frame == root;
*/
static void set_root(struct pw_address_space *space, uint32_t root) {
  space->root_frame = root;
  //@ assert parts: space->source == \at(space->source, Pre) && space->source->pool == \at(space->source->pool, Pre);
  /*@ assert first: space->source->pool != \null ==>
        space->source->pool->first_frame == \at(space->source->pool->first_frame, Pre); */
  /*@ assert out: space->source->pool != \null ==> \forall integer i; 0 <= i < 16 ==>
        space->source->pool->out[i] == \at(space->source->pool->out[i], Pre); */
  /*@ assert place: space->source->buddy != \null ==> space->source->buddy->buddy == \at(space->source->buddy->buddy, Pre) &&
        space->source->buddy->shift_frames == \at(space->source->buddy->shift_frames, Pre) &&
        space->source->buddy->frame_count == \at(space->source->buddy->frame_count, Pre); */
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->root_frame;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures values: space->root_frame == root;
*/
static void begin_root(struct pw_address_space *space, uint32_t root) {
  set_root(space, root);
  //@ assert words: space->window->words == \at(space->window->words, Pre);
  //@ assert live: space->window->live == \at(space->window->live, Pre);
  //@ assert base: space->window->base_block == \at(space->window->base_block, Pre);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

/* Nothing is mapped: the write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures values: !space->has_mapped_global;
*/
static void set_none(struct pw_address_space *space) {
  space->page_count = 0u;
  space->block_2mb_count = 0u;
  space->block_1gb_count = 0u;
  space->has_mapped_global = false;
  //@ assert parts: space->source == \at(space->source, Pre) && space->source->pool == \at(space->source->pool, Pre);
  /*@ assert first: space->source->pool != \null ==>
        space->source->pool->first_frame == \at(space->source->pool->first_frame, Pre); */
  /*@ assert out: space->source->pool != \null ==> \forall integer i; 0 <= i < 16 ==>
        space->source->pool->out[i] == \at(space->source->pool->out[i], Pre); */
  /*@ assert place: space->source->buddy != \null ==> space->source->buddy->buddy == \at(space->source->buddy->buddy, Pre) &&
        space->source->buddy->shift_frames == \at(space->source->buddy->shift_frames, Pre) &&
        space->source->buddy->frame_count == \at(space->source->buddy->frame_count, Pre); */
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures values: !space->has_mapped_global;
*/
static void begin_none(struct pw_address_space *space) {
  set_none(space);
  //@ assert words: space->window->words == \at(space->window->words, Pre);
  //@ assert live: space->window->live == \at(space->window->live, Pre);
  //@ assert base: space->window->base_block == \at(space->window->base_block, Pre);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

void pw_object_set_values(struct pw_address_space *space, struct pw_address_space_config config, uint32_t root) {
  begin_identity(space, config);
  //@ ghost Identity: ;
  begin_root(space, root);
  //@ assert window: pw_window_untouched{Identity,Here}(space->window);
  //@ assert source: pw_space_source_kept{Identity,Here}(space);
  //@ assert so_far: pw_window_untouched{Pre,Here}(space->window) && pw_space_source_kept{Pre,Here}(space);
  //@ ghost Root: ;
  begin_none(space);
  //@ assert window_too: pw_window_untouched{Root,Here}(space->window);
  //@ assert source_too: pw_space_source_kept{Root,Here}(space);
}

/* One count of tables that were taken: the write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    requires index: index < PW_ORIGIN_COUNT;
    terminates \true; exits \false; assigns space->taken_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
*/
static void set_taken(struct pw_address_space *space, uint32_t index, uint32_t count) {
  space->taken_count[index] = count;
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/*@ requires ready: pw_space_source_ready(space);
    requires index: index < PW_ORIGIN_COUNT;
    terminates \true; exits \false; assigns space->taken_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
*/
static void begin_taken(struct pw_address_space *space, uint32_t index, uint32_t count) {
  set_taken(space, index, count);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

/* One count of tables that were returned: the write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    requires index: index < PW_ORIGIN_COUNT;
    terminates \true; exits \false; assigns space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
*/
static void set_returned(struct pw_address_space *space, uint32_t index) {
  space->returned_count[index] = 0u;
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/*@ requires ready: pw_space_source_ready(space);
    requires index: index < PW_ORIGIN_COUNT;
    terminates \true; exits \false; assigns space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
*/
static void begin_returned(struct pw_address_space *space, uint32_t index) {
  set_returned(space, index);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
}

void pw_object_set_tables(struct pw_address_space *space, enum pw_page_origin origin) {
  /*@ loop invariant range: 0 <= i <= PW_ORIGIN_COUNT;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant fields: pw_space_fields_kept{Pre,Here}(space);
      loop invariant source: pw_space_source_kept{Pre,Here}(space);
      loop invariant window: pw_window_untouched{Pre,Here}(space->window);
      loop assigns i, space->taken_count[0 .. PW_ORIGIN_COUNT - 1], space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
      loop variant PW_ORIGIN_COUNT - i; */
  for (uint32_t i = 0u; i < PW_ORIGIN_COUNT; i++) {
    //@ ghost Before: ;
    begin_taken(space, i, i == origin ? 1u : 0u);
    //@ assert window: pw_window_untouched{Before,Here}(space->window);
    //@ assert source: pw_space_source_kept{Before,Here}(space);
    //@ ghost Taken: ;
    begin_returned(space, i);
    //@ assert window_too: pw_window_untouched{Taken,Here}(space->window);
    //@ assert source_too: pw_space_source_kept{Taken,Here}(space);
  }
}

void pw_object_plant(struct pw_address_space *space) {
  pw_root_make(space->window, space->root_frame, space->asid, space->half == PW_HALF_LOW ? 0u : HIGH_BITS);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

/* No space any more: the write, and that the source stays sound; */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->root_frame, space->page_count, space->block_2mb_count, space->block_1gb_count;
    ensures valid: pw_page_source_valid(space->source);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures parts: space->window == \old(space->window) && space->source == \old(space->source);
    ensures dead: space->root_frame == PW_NO_FRAME && space->page_count == 0 &&
      space->block_2mb_count == 0 && space->block_1gb_count == 0;
*/
static void set_dead(struct pw_address_space *space) {
  space->root_frame = PW_NO_FRAME;
  space->page_count = 0u;
  space->block_2mb_count = 0u;
  space->block_1gb_count = 0u;
  //@ assert parts: space->source == \at(space->source, Pre) && space->source->pool == \at(space->source->pool, Pre);
  /*@ assert first: space->source->pool != \null ==>
        space->source->pool->first_frame == \at(space->source->pool->first_frame, Pre); */
  /*@ assert out: space->source->pool != \null ==> \forall integer i; 0 <= i < 16 ==>
        space->source->pool->out[i] == \at(space->source->pool->out[i], Pre); */
  /*@ assert place: space->source->buddy != \null ==> space->source->buddy->buddy == \at(space->source->buddy->buddy, Pre) &&
        space->source->buddy->shift_frames == \at(space->source->buddy->shift_frames, Pre) &&
        space->source->buddy->frame_count == \at(space->source->buddy->frame_count, Pre); */
  //@ ghost PW_KEEP_SOURCE(space->source)
}

void pw_object_bury(struct pw_address_space *space) {
  set_dead(space);
  /*@ assert frames_still: space->source->buddy != \null ==>
        space->source->buddy->buddy->tree.frame_count == \at(space->source->buddy->buddy->tree.frame_count, Pre) &&
        space->source->buddy->buddy->tree.mask_word == \at(space->source->buddy->buddy->tree.mask_word, Pre); */
  //@ assert words: space->window->words == \at(space->window->words, Pre);
  //@ assert live: space->window->live == \at(space->window->live, Pre);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Pre);
  //@ assert base: space->window->base_block == \at(space->window->base_block, Pre);
  //@ assert same: pw_window_same{Pre,Here}(space->window);
  //@ ghost PW_COUNT_LIVE_AGAIN(space->window)
  //@ assert inside: pw_space_source_inside(space);
  //@ assert apart: pw_space_apart(space);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
}

/* The write, and that the source stays sound; */
/*@ requires supply: pw_supply_ready(space, space->window, source);
    terminates \true; exits \false; assigns space->source \from source;
    ensures valid: pw_page_source_valid(source);
    ensures source: pw_supply_kept{Pre,Post}(source);
    ensures taken: space->source == source;
    ensures still: source->pool == \old(source->pool) && source->buddy == \old(source->buddy) &&
      source->custom == \old(source->custom);
    ensures inner: source->buddy != \null ==> source->buddy->buddy == \old(source->buddy->buddy);
    ensures arrays: source->buddy != \null ==> source->buddy->buddy->tags == \old(source->buddy->buddy->tags) &&
      source->buddy->buddy->tree.words == \old(source->buddy->buddy->tree.words);
*/
static void set_source(struct pw_address_space *space, const struct pw_page_source *source) {
  space->source = source;
  //@ assert pool_still: source->pool == \at(source->pool, Pre);
  //@ assert custom_still: source->custom == \at(source->custom, Pre);
  //@ assert buddy_still: source->buddy == \at(source->buddy, Pre);
  //@ assert inner: source->buddy != \null ==> source->buddy->buddy == \at(source->buddy->buddy, Pre);
  /*@ assert arrays: source->buddy != \null ==> source->buddy->buddy->tags == \at(source->buddy->buddy->tags, Pre) &&
        source->buddy->buddy->tree.words == \at(source->buddy->buddy->tree.words, Pre); */
  //@ ghost PW_KEEP_SOURCE(source)
}

void pw_object_set_source(struct pw_address_space *space, const struct pw_page_source *source) {
  set_source(space, source);
  //@ assert words: space->window->words == \at(space->window->words, Pre);
  //@ assert live: space->window->live == \at(space->window->live, Pre);
  //@ assert window: pw_window_valid(space->window) && pw_window_arrays(space->window);
  //@ assert home: source->window == space->window;
  //@ assert inside: pw_supply_inside(space->window, source);
  //@ assert apart: pw_supply_apart(space, space->window, source);
  //@ assert same: pw_window_same{Pre,Here}(space->window);
  //@ ghost PW_COUNT_LIVE_AGAIN(space->window)
}

