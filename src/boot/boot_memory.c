#include <pagewright/boot_memory.h>

#include <stddef.h>

/* Walks a set of reservations as frames: rounded outward, in order, no frame twice even where two ranges share one. */
struct taken_walk {
  const struct pw_regions *reserved;
  uint32_t next;
  uint64_t done_pfn; /* every frame below has been told or is free */
};

static bool next_taken(struct taken_walk *walk, struct pw_frame_range *taken) {
  while (walk->next < walk->reserved->count) {
    *taken = pw_region_outer_frames(walk->reserved->items[walk->next]);
    walk->next++;
    if (taken->first_pfn < walk->done_pfn)
      taken->first_pfn = walk->done_pfn;
    if (taken->first_pfn < taken->end_pfn) {
      walk->done_pfn = taken->end_pfn;
      return true;
    }
  }
  return false;
}

/* The first 'frame_count' frames in a row of 'inner' that no reservation touches. */
static bool find_hole_in(struct pw_frame_range inner, const struct pw_regions *reserved, uint64_t frame_count,
                         uint64_t *pfn) {
  struct taken_walk walk = {reserved, 0, 0};
  struct pw_frame_range taken;
  uint64_t hole_pfn = inner.first_pfn;
  while (hole_pfn < inner.end_pfn && next_taken(&walk, &taken)) {
    const uint64_t hole_end_pfn = taken.first_pfn < inner.end_pfn ? taken.first_pfn : inner.end_pfn;
    if (hole_end_pfn > hole_pfn && hole_end_pfn - hole_pfn >= frame_count)
      break;
    if (taken.end_pfn > hole_pfn)
      hole_pfn = taken.end_pfn;
  }
  *pfn = hole_pfn;
  return hole_pfn < inner.end_pfn && inner.end_pfn - hole_pfn >= frame_count;
}

static bool find_hole(const struct pw_regions *ram, const struct pw_regions *reserved, uint64_t frame_count,
                      uint64_t *pfn) {
  for (uint32_t i = 0; i < ram->count; i++) {
    if (find_hole_in(pw_region_inner_frames(ram->items[i]), reserved, frame_count, pfn))
      return true;
  }
  return false;
}

/* The frames from the lowest to the highest of RAM; empty if RAM has no whole frame. */
static struct pw_frame_range span_of(const struct pw_regions *ram) {
  struct pw_frame_range span = {0, 0};
  for (uint32_t i = 0; i < ram->count; i++) {
    const struct pw_frame_range inner = pw_region_inner_frames(ram->items[i]);
    if (inner.first_pfn == inner.end_pfn)
      continue;
    if (span.first_pfn == span.end_pfn)
      span.first_pfn = inner.first_pfn;
    span.end_pfn = inner.end_pfn;
  }
  return span;
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
  const uint64_t base_pfn = span.first_pfn - span.first_pfn % (UINT64_C(1) << align_order);
  if (span.end_pfn - base_pfn > PW_MAX_FRAMES)
    return PW_ERR_SPAN_TOO_WIDE;
  const uint32_t frame_count = (uint32_t)(span.end_pfn - base_pfn);
  const uint32_t word_count = pw_buddy_word_count(frame_count);
  const uint32_t tag_count = pw_buddy_tag_count(frame_count);
  const uint64_t word_bytes = (uint64_t)word_count * sizeof(uint64_t);
  const uint64_t metadata_frames = (word_bytes + tag_count + PW_PAGE_BYTES - 1u) / PW_PAGE_BYTES;
  uint64_t metadata_pfn = 0;
  if (!find_hole(ram, reserved, metadata_frames, &metadata_pfn))
    return PW_ERR_NO_MEMORY;
  plan->align_order = align_order;
  plan->frame_count = frame_count;
  plan->base_pa = base_pfn * PW_PAGE_BYTES;
  plan->word_count = word_count;
  plan->tag_count = tag_count;
  plan->words_pa = metadata_pfn * PW_PAGE_BYTES;
  plan->tags_pa = plan->words_pa + word_bytes;
  plan->metadata_bytes = metadata_frames * PW_PAGE_BYTES;
  return PW_OK;
}

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

enum pw_status pw_boot_memory_start(const struct pw_regions *ram, const struct pw_regions *reserved,
                                    const struct pw_boot_memory_plan *plan, uint64_t *words, uint8_t *tags,
                                    struct pw_buddy *buddy) {
  struct pw_boot_memory_plan expected;
  struct taken_walk walk = {reserved, 0, 0};
  struct pw_frame_range taken;
  if (plan == NULL || words == NULL || tags == NULL || buddy == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  enum pw_status status = pw_boot_memory_make_plan(ram, reserved, plan->align_order, &expected);
  if (status != PW_OK)
    return status;
  if (!plans_equal(plan, &expected))
    return PW_ERR_INVALID_ARGUMENT;
  status = pw_buddy_init(buddy, plan->base_pa, plan->frame_count, words, plan->word_count, tags, plan->tag_count);
  taken.first_pfn = plan->words_pa / PW_PAGE_BYTES;
  taken.end_pfn = taken.first_pfn + plan->metadata_bytes / PW_PAGE_BYTES;
  if (status == PW_OK)
    status = reserve_in_ram(buddy, ram, taken);
  while (status == PW_OK && next_taken(&walk, &taken))
    status = reserve_in_ram(buddy, ram, taken);
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
  for (uint32_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
    if (parts[i] > rest)
      return false;
    rest -= parts[i];
  }
  return rest == 0;
}
