#include <pagewright/boot_memory.h>

#include <stddef.h>

#include "src/base/order.h"

/* No address space has a frame of this number. */
#define NO_HOLE UINT64_MAX

/* The first 'frame_count' frames in a row of 'inner' that no reservation touches; NO_HOLE if there are none. */
/*@ requires valid: pw_regions_valid(reserved);
    requires range: inner.first_pfn <= inner.end_pfn <= 4503599627370496;
    requires some: frame_count > 0;
    terminates \true; exits \false; assigns \nothing;
    ensures fits: \result != NO_HOLE ==> inner.first_pfn <= \result && \result + frame_count <= inner.end_pfn;
    ensures outside: \result != NO_HOLE ==> pw_frames_outside(reserved, \result, frame_count);
    ensures first: \forall integer pfn; inner.first_pfn <= pfn && pfn + frame_count <= inner.end_pfn &&
      pw_frames_outside(reserved, pfn, frame_count) ==> \result <= pfn;
*/
static uint64_t find_hole_in(struct pw_frame_range inner, const struct pw_regions *reserved, uint64_t frame_count) {
  uint64_t hole_pfn = inner.first_pfn;
  /*@ loop invariant range: 0 <= i <= reserved->count;
      loop invariant hole: inner.first_pfn <= hole_pfn <= 4503599627370496;
      loop invariant below: \forall integer k; 0 <= k < i ==>
        reserved->items[k].pa + reserved->items[k].bytes <= hole_pfn * 4096;
      loop invariant first: \forall integer pfn;
        inner.first_pfn <= pfn < hole_pfn && pfn + frame_count <= inner.end_pfn ==>
        !pw_frames_outside(reserved, pfn, frame_count);
      loop assigns i, hole_pfn;
      loop variant reserved->count - i; */
  for (uint32_t i = 0; i < reserved->count; i++) {
    const struct pw_frame_range taken = pw_region_outer_frames(reserved->items[i]);
    const uint64_t hole_end_pfn = taken.first_pfn < inner.end_pfn ? taken.first_pfn : inner.end_pfn;
    if (hole_end_pfn > hole_pfn && hole_end_pfn - hole_pfn >= frame_count) {
      /*@ assert above: \forall integer k; i <= k < reserved->count ==>
            hole_end_pfn * 4096 <= reserved->items[k].pa; */
      return hole_pfn;
    }
    /*@ assert lowest: taken.first_pfn < taken.end_pfn ==>
          pw_region_touches_frame(reserved->items[i].pa, reserved->items[i].bytes, taken.first_pfn); */
    /*@ assert highest: taken.first_pfn < taken.end_pfn ==>
          pw_region_touches_frame(reserved->items[i].pa, reserved->items[i].bytes, taken.end_pfn - 1); */
    /*@ assert touched: taken.first_pfn < taken.end_pfn ==> reserved->items[i].pa < taken.first_pfn * 4096 + 4096 &&
          taken.end_pfn * 4096 - 4096 < reserved->items[i].pa + reserved->items[i].bytes; */
    /*@ assert met: \forall integer pfn; hole_pfn <= pfn < taken.end_pfn && pfn + frame_count <= inner.end_pfn &&
          pw_frames_outside(reserved, pfn, frame_count) ==>
          pw_regions_has(reserved, \max(reserved->items[i].pa, pfn * 4096)); */
    /*@ assert no_hole: \forall integer pfn; hole_pfn <= pfn < taken.end_pfn && pfn + frame_count <= inner.end_pfn ==>
          !pw_frames_outside(reserved, pfn, frame_count); */
    if (taken.end_pfn > hole_pfn)
      hole_pfn = taken.end_pfn;
  }
  return hole_pfn < inner.end_pfn && inner.end_pfn - hole_pfn >= frame_count ? hole_pfn : NO_HOLE;
}

/*@ requires ram: pw_regions_valid(ram);
    requires reserved: pw_regions_valid(reserved);
    requires some: frame_count > 0;
    terminates \true; exits \false; assigns \nothing;
    ensures fits: \result != NO_HOLE ==> (\result + frame_count) * 4096 <= UINT64_MAX;
    ensures inside: \result != NO_HOLE ==> pw_frames_inside(ram, \result, frame_count);
    ensures outside: \result != NO_HOLE ==> pw_frames_outside(reserved, \result, frame_count);
    ensures first: \forall integer k, pfn; 0 <= k < ram->count && pw_region_holds_run(ram, k, pfn, frame_count) &&
      pw_frames_outside(reserved, pfn, frame_count) ==> \result <= pfn;
*/
static uint64_t find_hole(const struct pw_regions *ram, const struct pw_regions *reserved, uint64_t frame_count) {
  /*@ loop invariant range: 0 <= i <= ram->count;
      loop invariant none: \forall integer k, pfn; 0 <= k < i && pw_region_holds_run(ram, k, pfn, frame_count) ==>
        !pw_frames_outside(reserved, pfn, frame_count);
      loop assigns i;
      loop variant ram->count - i; */
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
    const uint64_t hole_pfn = find_hole_in(inner, reserved, frame_count);
    /*@ assert inner: \forall integer k, pfn; k == i && pw_region_holds_run(ram, k, pfn, frame_count) ==>
          inner.first_pfn <= pfn && pfn + frame_count <= inner.end_pfn; */
    if (hole_pfn != NO_HOLE) {
      /*@ assert within: \forall integer byte; hole_pfn * 4096 <= byte < (hole_pfn + frame_count) * 4096 ==>
            ram->items[i].pa <= byte < ram->items[i].pa + ram->items[i].bytes; */
      return hole_pfn;
    }
  }
  return NO_HOLE;
}

/* The frames from the lowest to the highest of RAM; empty if RAM has no whole frame. */
/*@ requires ram: pw_regions_valid(ram);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result.first_pfn <= \result.end_pfn;
    ensures covers: pw_regions_span(ram, ram->count, \result.first_pfn, \result.end_pfn);
*/
static struct pw_frame_range span_of(const struct pw_regions *ram) {
  uint64_t first_pfn = 0;
  uint64_t end_pfn = 0;
  /*@ loop invariant range: 0 <= i <= ram->count;
      loop invariant order: first_pfn <= end_pfn;
      loop invariant below: i == 0 || end_pfn * 4096 <= ram->items[i - 1].pa + ram->items[i - 1].bytes;
      loop invariant none: i == 0 ==> end_pfn == 0;
      loop invariant covers: pw_regions_span(ram, i, first_pfn, end_pfn);
      loop assigns i, first_pfn, end_pfn;
      loop variant ram->count - i; */
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
    if (inner.first_pfn < inner.end_pfn) {
      if (first_pfn == end_pfn)
        first_pfn = inner.first_pfn;
      end_pfn = inner.end_pfn;
    }
  }
  const struct pw_frame_range span = {first_pfn, end_pfn};
  return span;
}

/*@ requires count: 1 <= frame_count <= PW_MAX_FRAMES;
    requires words: word_count <= PW_MAX_FRAMES;
    terminates \true; exits \false; assigns \nothing;
    ensures enough: 8 * word_count + frame_count <= \result * 4096;
    ensures small: 1 <= \result <= 36864;
*/
static uint64_t metadata_frames_of(uint32_t word_count, uint32_t frame_count) {
  return ((uint64_t)word_count * sizeof(uint64_t) + frame_count + PW_PAGE_BYTES - 1u) / PW_PAGE_BYTES;
}

enum pw_status pw_boot_memory_make_plan(const struct pw_regions *ram, const struct pw_regions *reserved,
                                        uint32_t align_order, struct pw_boot_memory_plan *plan) {
  if (ram == NULL || reserved == NULL || plan == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (align_order > PW_MAX_ORDER)
    return PW_ERR_INVALID_ORDER;
  if (pw_regions_check(ram) != PW_OK || pw_regions_check(reserved) != PW_OK)
    return PW_ERR_CORRUPT;
  const struct pw_frame_range span = span_of(ram);
  if (span.first_pfn == span.end_pfn)
    return PW_ERR_INVALID_ARGUMENT;
  if (span.end_pfn > PW_PA_LIMIT / PW_PAGE_BYTES)
    return PW_ERR_OVERFLOW;
  const uint64_t base_pfn = span.first_pfn - span.first_pfn % pw_order_size(align_order);
  if (span.end_pfn - base_pfn > PW_MAX_FRAMES)
    return PW_ERR_SPAN_TOO_WIDE;
  const uint32_t frame_count = (uint32_t)(span.end_pfn - base_pfn);
  const uint32_t word_count = pw_buddy_word_count(frame_count);
  const uint64_t metadata_frames = metadata_frames_of(word_count, frame_count);
  const uint64_t metadata_pfn = find_hole(ram, reserved, metadata_frames);
  if (metadata_pfn == NO_HOLE)
    return PW_ERR_NO_MEMORY;
  plan->align_order = align_order;
  plan->frame_count = frame_count;
  plan->base_pa = base_pfn * PW_PAGE_BYTES;
  plan->word_count = word_count;
  plan->tag_count = pw_buddy_tag_count(frame_count);
  plan->words_pa = metadata_pfn * PW_PAGE_BYTES;
  plan->tags_pa = plan->words_pa + (uint64_t)word_count * sizeof(uint64_t);
  plan->metadata_bytes = metadata_frames * PW_PAGE_BYTES;
  return PW_OK;
}

/*@ requires plans: \valid_read(a) && \valid_read(b);
    terminates \true; exits \false; assigns \nothing;
    ensures equal: \result <==> *a == *b;
*/
static bool plans_equal(const struct pw_boot_memory_plan *a, const struct pw_boot_memory_plan *b) {
  return a->align_order == b->align_order && a->frame_count == b->frame_count && a->base_pa == b->base_pa &&
         a->word_count == b->word_count && a->tag_count == b->tag_count && a->words_pa == b->words_pa &&
         a->tags_pa == b->tags_pa && a->metadata_bytes == b->metadata_bytes;
}

/* Reserves the frames that are in both ranges. */
/*@ requires buddy: pw_buddy_valid(buddy);
    requires inner: pw_frames_in_buddy(inner.first_pfn, inner.end_pfn, buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
      buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
*/
static enum pw_status reserve_common(struct pw_buddy *buddy, struct pw_frame_range inner, struct pw_frame_range taken) {
  const uint64_t first_pfn = taken.first_pfn > inner.first_pfn ? taken.first_pfn : inner.first_pfn;
  const uint64_t end_pfn = taken.end_pfn < inner.end_pfn ? taken.end_pfn : inner.end_pfn;
  if (first_pfn >= end_pfn)
    return PW_OK;
  return pw_buddy_reserve_range(buddy, first_pfn * PW_PAGE_BYTES, (uint32_t)(end_pfn - first_pfn));
}

/* Reserves those frames of 'taken' that lie in RAM; the rest of the span stays absent. */
/*@ requires buddy: pw_buddy_valid(buddy);
    requires ram: pw_regions_readable(ram) && pw_regions_beside_buddy(ram, buddy) && pw_regions_in_buddy(ram, buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
      buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
*/
static enum pw_status reserve_in_ram(struct pw_buddy *buddy, const struct pw_regions *ram,
                                     struct pw_frame_range taken) {
  /*@ loop invariant range: 0 <= i <= ram->count;
      loop invariant valid: pw_buddy_valid(buddy);
      loop invariant same: \forall integer k; 0 <= k < ram->capacity ==> PW_REGION_MOVED(ram->items, Pre, k, Here, k);
      loop invariant ram: pw_regions_readable(ram);
      loop invariant inside: pw_regions_in_buddy(ram, buddy);
      loop assigns i, buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
        buddy->free_count, pw_work;
      loop variant ram->count - i; */
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
    /*@ assert ends: inner.first_pfn < inner.end_pfn ==>
          pw_region_holds_frame(ram->items[i].pa, ram->items[i].bytes, inner.first_pfn) &&
          pw_region_holds_frame(ram->items[i].pa, ram->items[i].bytes, inner.end_pfn - 1); */
    //@ assert inside: pw_frames_in_buddy(inner.first_pfn, inner.end_pfn, buddy);
    const enum pw_status status = reserve_common(buddy, inner, taken);
    if (status != PW_OK)
      return status;
  }
  return PW_OK;
}

/*@ requires buddy: pw_buddy_valid(buddy);
    requires ram: pw_regions_readable(ram) && pw_regions_beside_buddy(ram, buddy) && pw_regions_in_buddy(ram, buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
      buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
*/
static enum pw_status add_ram(struct pw_buddy *buddy, const struct pw_regions *ram) {
  /*@ loop invariant range: 0 <= i <= ram->count;
      loop invariant valid: pw_buddy_valid(buddy);
      loop invariant same: \forall integer k; 0 <= k < ram->capacity ==> PW_REGION_MOVED(ram->items, Pre, k, Here, k);
      loop invariant ram: pw_regions_readable(ram);
      loop invariant inside: pw_regions_in_buddy(ram, buddy);
      loop assigns i, buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
        buddy->free_count, pw_work;
      loop variant ram->count - i; */
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
    /*@ assert ends: inner.first_pfn < inner.end_pfn ==>
          pw_region_holds_frame(ram->items[i].pa, ram->items[i].bytes, inner.first_pfn) &&
          pw_region_holds_frame(ram->items[i].pa, ram->items[i].bytes, inner.end_pfn - 1); */
    //@ assert inside: pw_frames_in_buddy(inner.first_pfn, inner.end_pfn, buddy);
    if (inner.first_pfn == inner.end_pfn)
      continue;
    const enum pw_status status =
        pw_buddy_add_range(buddy, inner.first_pfn * PW_PAGE_BYTES, (uint32_t)(inner.end_pfn - inner.first_pfn));
    if (status != PW_OK)
      return status;
  }
  return PW_OK;
}

/* Reserves what is taken, in order and no frame twice, even where two ranges share one. */
/*@ requires buddy: pw_buddy_valid(buddy);
    requires ram: pw_regions_readable(ram) && pw_regions_beside_buddy(ram, buddy) && pw_regions_in_buddy(ram, buddy);
    requires reserved: pw_regions_readable(reserved) && pw_regions_beside_buddy(reserved, buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
      buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
*/
static enum pw_status reserve_taken(struct pw_buddy *buddy, const struct pw_regions *ram,
                                    const struct pw_regions *reserved) {
  uint64_t done_pfn = 0; /* every frame below has been told or is free */
  /*@ loop invariant range: 0 <= i <= reserved->count;
      loop invariant valid: pw_buddy_valid(buddy);
      loop invariant same: \forall integer k; 0 <= k < ram->capacity ==> PW_REGION_MOVED(ram->items, Pre, k, Here, k);
      loop invariant ram: pw_regions_readable(ram);
      loop invariant inside: pw_regions_in_buddy(ram, buddy);
      loop assigns i, done_pfn, buddy->tree.words[0 .. buddy->tree.mask_word - 1],
        buddy->tags[0 .. buddy->tree.frame_count - 1], buddy->free_count, pw_work;
      loop variant reserved->count - i; */
  for (uint32_t i = 0; i < reserved->count; i++) {
    const struct pw_frame_range outer = pw_region_outer_frames(reserved->items[i]);
    const struct pw_frame_range taken = {outer.first_pfn < done_pfn ? done_pfn : outer.first_pfn, outer.end_pfn};
    if (taken.first_pfn < taken.end_pfn) {
      const enum pw_status status = reserve_in_ram(buddy, ram, taken);
      if (status != PW_OK)
        return status;
      done_pfn = taken.end_pfn;
    }
  }
  return PW_OK;
}

/* All that is taken becomes reserved before any of RAM becomes free. */
/*@ requires buddy: pw_buddy_valid(buddy);
    requires ram: pw_regions_readable(ram) && pw_regions_beside_buddy(ram, buddy) && pw_regions_in_buddy(ram, buddy);
    requires reserved: pw_regions_readable(reserved) && pw_regions_beside_buddy(reserved, buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
      buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures range: buddy->base_pa == \old(buddy->base_pa) && buddy->tree.frame_count == \old(buddy->tree.frame_count);
*/
static enum pw_status fill(struct pw_buddy *buddy, const struct pw_regions *ram, const struct pw_regions *reserved,
                           struct pw_frame_range metadata) {
  enum pw_status status = reserve_in_ram(buddy, ram, metadata);
  if (status != PW_OK)
    return status;
  //@ assert same: \forall integer k; 0 <= k < ram->capacity ==> PW_REGION_MOVED(ram->items, Pre, k, Here, k);
  //@ assert inside: pw_regions_in_buddy(ram, buddy);
  status = reserve_taken(buddy, ram, reserved);
  if (status != PW_OK)
    return status;
  //@ assert same: \forall integer k; 0 <= k < ram->capacity ==> PW_REGION_MOVED(ram->items, Pre, k, Here, k);
  //@ assert inside: pw_regions_in_buddy(ram, buddy);
  return add_ram(buddy, ram);
}

/*@ requires ram: pw_regions_readable(ram);
    requires reserved: pw_regions_readable(reserved);
    requires plan: \valid_read(plan) && pw_plan_shape(plan);
    requires span: pw_regions_span(ram, ram->count, plan->base_pa / 4096, plan->base_pa / 4096 + plan->frame_count);
    requires object: \valid(buddy);
    requires words: words != \null && \valid(words + (0 .. plan->word_count - 1));
    requires tags: tags != \null && \valid(tags + (0 .. plan->tag_count - 1));
    requires apart: \separated(plan, buddy, words + (0 .. plan->word_count - 1), tags + (0 .. plan->tag_count - 1));
    requires ram_apart: pw_regions_beside(ram, buddy, words, plan->word_count, tags, plan->tag_count);
    requires reserved_apart: pw_regions_beside(reserved, buddy, words, plan->word_count, tags, plan->tag_count);
    terminates \true; exits \false;
    assigns *buddy, words[0 .. plan->word_count - 1], tags[0 .. plan->tag_count - 1], pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures range: buddy->base_pa == plan->base_pa && buddy->tree.frame_count == plan->frame_count;
    ensures memory: buddy->tree.words == words && buddy->tags == tags;
*/
static enum pw_status start_planned(const struct pw_regions *ram, const struct pw_regions *reserved,
                                    const struct pw_boot_memory_plan *plan, uint64_t *words, uint8_t *tags,
                                    struct pw_buddy *buddy) {
  const uint64_t words_pfn = plan->words_pa / PW_PAGE_BYTES;
  const struct pw_frame_range metadata = {words_pfn, words_pfn + plan->metadata_bytes / PW_PAGE_BYTES};
  enum pw_status status =
      pw_buddy_init(buddy, plan->base_pa, plan->frame_count, words, plan->word_count, tags, plan->tag_count);
  //@ assert plan: plan->base_pa == \at(plan->base_pa, Pre) && plan->frame_count == \at(plan->frame_count, Pre);
  //@ assert fields: buddy->base_pa == plan->base_pa && buddy->tree.frame_count == plan->frame_count;
  //@ assert beside: pw_regions_beside_buddy(ram, buddy) && pw_regions_beside_buddy(reserved, buddy);
  //@ assert same: \forall integer k; 0 <= k < ram->capacity ==> PW_REGION_MOVED(ram->items, Pre, k, Here, k);
  //@ assert count: ram->count == \at(ram->count, Pre) && ram->items == \at(ram->items, Pre) && ram->count <= ram->capacity;
  //@ assert span: pw_regions_span(ram, ram->count, plan->base_pa / 4096, plan->base_pa / 4096 + plan->frame_count);
  //@ assert inside: pw_regions_in_buddy(ram, buddy);
  if (status == PW_OK)
    status = fill(buddy, ram, reserved, metadata);
  return status;
}

/* Whether the plan is the one for these sets. */
/*@ requires ram: ram == \null || pw_regions_memory(ram);
    requires reserved: reserved == \null || pw_regions_memory(reserved);
    requires plan: \valid_read(plan);
    terminates \true; exits \false; assigns \nothing;
    ensures sets: \result == PW_OK ==>
      ram != \null && reserved != \null && pw_regions_readable(ram) && pw_regions_readable(reserved);
    ensures shape: \result == PW_OK ==> pw_plan_shape(plan);
    ensures span: \result == PW_OK ==>
      pw_regions_span(ram, ram->count, plan->base_pa / 4096, plan->base_pa / 4096 + plan->frame_count);
*/
static enum pw_status plan_status(const struct pw_regions *ram, const struct pw_regions *reserved,
                                  const struct pw_boot_memory_plan *plan) {
  struct pw_boot_memory_plan expected;
  const enum pw_status status = pw_boot_memory_make_plan(ram, reserved, plan->align_order, &expected);
  if (status != PW_OK)
    return status;
  return plans_equal(plan, &expected) ? PW_OK : PW_ERR_INVALID_ARGUMENT;
}

enum pw_status pw_boot_memory_start(const struct pw_regions *ram, const struct pw_regions *reserved,
                                    const struct pw_boot_memory_plan *plan, uint64_t *words, uint8_t *tags,
                                    struct pw_buddy *buddy) {
  if (plan == NULL || words == NULL || tags == NULL || buddy == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  const enum pw_status status = plan_status(ram, reserved, plan);
  if (status != PW_OK)
    return status;
  return start_planned(ram, reserved, plan, words, tags, buddy);
}

/* Frames that lie as a whole in one of the set's ranges. */
/*@ requires ram: pw_regions_valid(ram);
    terminates \true; exits \false; assigns \nothing;
    ensures within: \result * 4096 <= pw_regions_bytes(ram->items, ram->count);
*/
static uint64_t whole_frames_of(const struct pw_regions *ram) {
  uint64_t whole_frames = 0;
  /*@ loop invariant range: 0 <= i <= ram->count;
      loop invariant within: whole_frames * 4096 <= pw_regions_bytes(ram->items, i);
      loop invariant bound: pw_regions_bytes(ram->items, i) <= (i > 0 ? pw_region_end(ram->items, i - 1) : 0);
      loop assigns i, whole_frames;
      loop variant ram->count - i; */
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
    //@ assert inside: (inner.end_pfn - inner.first_pfn) * 4096 <= ram->items[i].bytes;
    whole_frames += inner.end_pfn - inner.first_pfn;
  }
  return whole_frames;
}

/* The block behind 'cursor', as a value; no frames when there is none. */
struct told_block {
  enum pw_frame_state state;
  uint32_t frame_count;
  uint32_t end; /* the cursor behind it */
};

/*@ requires buddy: pw_buddy_valid(buddy);
    terminates \true; exits \false; assigns pw_work;
    ensures some: \result.frame_count != 0 ==> cursor < \result.end <= buddy->tree.frame_count;
    ensures size: \result.frame_count <= \result.end <= PW_MAX_FRAMES;
*/
static struct told_block block_at(const struct pw_buddy *buddy, uint32_t cursor) {
  struct told_block told = {PW_FRAME_ABSENT, 0, 0};
  struct pw_buddy_block block;
  if (pw_buddy_next_block(buddy, &cursor, &block) == PW_OK) {
    told.state = block.state;
    told.frame_count = block.frame_count;
    told.end = cursor;
  }
  return told;
}

/* How many frames are in each state but absent. */
struct frame_tally {
  uint64_t reserved;
  uint64_t free;
  uint64_t allocated;
};

/*@ requires buddy: pw_buddy_valid(buddy);
    terminates \true; exits \false; assigns pw_work;
    ensures reserved: \result.reserved <= 281474976710656;
    ensures free: \result.free <= 281474976710656;
    ensures allocated: \result.allocated <= 281474976710656;
*/
static struct frame_tally tally_of(const struct pw_buddy *buddy) {
  struct frame_tally tally = {0, 0, 0};
  struct told_block told = block_at(buddy, 0);
  uint32_t cursor = 0;
  /*@ loop invariant cursor: 0 <= cursor <= PW_MAX_FRAMES;
      loop invariant some: told.frame_count != 0 ==> cursor < told.end <= buddy->tree.frame_count;
      loop invariant size: told.frame_count <= told.end <= PW_MAX_FRAMES;
      loop invariant reserved: tally.reserved <= cursor * 16777216;
      loop invariant free: tally.free <= cursor * 16777216;
      loop invariant allocated: tally.allocated <= cursor * 16777216;
      loop assigns tally, told, cursor, pw_work;
      loop variant PW_MAX_FRAMES - cursor; */
  while (told.frame_count != 0) {
    if (told.state == PW_FRAME_RESERVED)
      tally.reserved += told.frame_count;
    else if (told.state == PW_FRAME_FREE)
      tally.free += told.frame_count;
    else if (told.state == PW_FRAME_ALLOCATED)
      tally.allocated += told.frame_count;
    cursor = told.end;
    told = block_at(buddy, cursor);
  }
  return tally;
}

enum pw_status pw_boot_memory_account(const struct pw_regions *ram, const struct pw_boot_memory_plan *plan,
                                      const struct pw_buddy *buddy, struct pw_memory_account *account) {
  if (ram == NULL || plan == NULL || buddy == NULL || account == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  const struct frame_tally tally = tally_of(buddy);
  const uint64_t reserved_bytes = tally.reserved * PW_PAGE_BYTES;
  if (reserved_bytes < plan->metadata_bytes)
    return PW_ERR_CORRUPT;
  const struct pw_memory_account parts = {
      .ram_bytes = pw_regions_total_bytes(ram),
      .free_bytes = tally.free * PW_PAGE_BYTES,
      .allocated_bytes = tally.allocated * PW_PAGE_BYTES,
      .reserved_bytes = reserved_bytes - plan->metadata_bytes,
      .metadata_bytes = plan->metadata_bytes,
      .sliver_bytes = pw_regions_total_bytes(ram) - whole_frames_of(ram) * PW_PAGE_BYTES,
  };
  *account = parts;
  return PW_OK;
}

bool pw_memory_account_adds_up(const struct pw_memory_account *account) {
  if (account == NULL)
    return false;
  const uint64_t parts[] = {account->free_bytes, account->allocated_bytes, account->reserved_bytes,
                            account->metadata_bytes, account->sliver_bytes};
  uint64_t rest = account->ram_bytes;
  /*@ loop invariant range: 0 <= i <= 5;
      loop invariant rest: account->ram_bytes == rest + (i >= 1 ? account->free_bytes : 0) +
        (i >= 2 ? account->allocated_bytes : 0) + (i >= 3 ? account->reserved_bytes : 0) +
        (i >= 4 ? account->metadata_bytes : 0) + (i >= 5 ? account->sliver_bytes : 0);
      loop assigns i, rest;
      loop variant 5 - i; */
  for (uint32_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
    if (parts[i] > rest)
      return false;
    rest -= parts[i];
  }
  return rest == 0;
}
