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

/* Reserves those frames of 'taken' that lie in RAM; the rest of the span stays absent. */
static enum pw_status reserve_in_ram(struct pw_buddy *buddy, const struct pw_regions *ram,
                                     struct pw_frame_range taken) {
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
    const uint64_t first_pfn = taken.first_pfn > inner.first_pfn ? taken.first_pfn : inner.first_pfn;
    const uint64_t end_pfn = taken.end_pfn < inner.end_pfn ? taken.end_pfn : inner.end_pfn;
    if (first_pfn >= end_pfn)
      continue;
    const enum pw_status status =
        pw_buddy_reserve_range(buddy, first_pfn * PW_PAGE_BYTES, (uint32_t)(end_pfn - first_pfn));
    if (status != PW_OK)
      return status;
  }
  return PW_OK;
}

static enum pw_status add_ram(struct pw_buddy *buddy, const struct pw_regions *ram) {
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
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
static enum pw_status reserve_taken(struct pw_buddy *buddy, const struct pw_regions *ram,
                                    const struct pw_regions *reserved) {
  uint64_t done_pfn = 0; /* every frame below has been told or is free */
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

enum pw_status pw_boot_memory_start(const struct pw_regions *ram, const struct pw_regions *reserved,
                                    const struct pw_boot_memory_plan *plan, uint64_t *words, uint8_t *tags,
                                    struct pw_buddy *buddy) {
  struct pw_boot_memory_plan expected;
  if (plan == NULL || words == NULL || tags == NULL || buddy == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  enum pw_status status = pw_boot_memory_make_plan(ram, reserved, plan->align_order, &expected);
  if (status != PW_OK)
    return status;
  if (!plans_equal(plan, &expected))
    return PW_ERR_INVALID_ARGUMENT;
  const uint64_t words_pfn = plan->words_pa / PW_PAGE_BYTES;
  const struct pw_frame_range metadata = {words_pfn, words_pfn + plan->metadata_bytes / PW_PAGE_BYTES};
  status = pw_buddy_init(buddy, plan->base_pa, plan->frame_count, words, plan->word_count, tags, plan->tag_count);
  if (status == PW_OK)
    status = reserve_in_ram(buddy, ram, metadata);
  if (status == PW_OK)
    status = reserve_taken(buddy, ram, reserved);
  return status == PW_OK ? add_ram(buddy, ram) : status;
}

enum pw_status pw_boot_memory_account(const struct pw_regions *ram, const struct pw_boot_memory_plan *plan,
                                      const struct pw_buddy *buddy, struct pw_memory_account *account) {
  uint64_t frames[4] = {0, 0, 0, 0};
  uint64_t whole_frames = 0;
  uint32_t cursor = 0;
  struct pw_buddy_block block;
  if (ram == NULL || plan == NULL || buddy == NULL || account == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  while (pw_buddy_next_block(buddy, &cursor, &block) == PW_OK) {
    if ((uint32_t)block.state > (uint32_t)PW_FRAME_ALLOCATED)
      return PW_ERR_CORRUPT;
    frames[block.state] += block.frame_count;
  }
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
    whole_frames += inner.end_pfn - inner.first_pfn;
  }
  if (frames[PW_FRAME_RESERVED] * PW_PAGE_BYTES < plan->metadata_bytes)
    return PW_ERR_CORRUPT;
  account->ram_bytes = pw_regions_total_bytes(ram);
  account->free_bytes = frames[PW_FRAME_FREE] * PW_PAGE_BYTES;
  account->allocated_bytes = frames[PW_FRAME_ALLOCATED] * PW_PAGE_BYTES;
  account->reserved_bytes = frames[PW_FRAME_RESERVED] * PW_PAGE_BYTES - plan->metadata_bytes;
  account->metadata_bytes = plan->metadata_bytes;
  account->sliver_bytes = account->ram_bytes - whole_frames * PW_PAGE_BYTES;
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
