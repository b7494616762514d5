#include <pagewright/regions.h>

#include <stddef.h>

#include <pagewright/buddy.h>

static uint64_t region_end(struct pw_region region) {
  return region.pa + region.bytes;
}

enum pw_status pw_regions_init(struct pw_regions *regions, struct pw_region *items, uint32_t capacity) {
  if (regions == NULL || items == NULL || capacity == 0)
    return PW_ERR_INVALID_ARGUMENT;
  regions->items = items;
  regions->count = 0;
  regions->capacity = capacity;
  return PW_OK;
}

enum pw_status pw_regions_check(const struct pw_regions *regions) {
  if (regions == NULL || regions->items == NULL || regions->count > regions->capacity)
    return PW_ERR_CORRUPT;
  for (uint32_t i = 0; i < regions->count; i++) {
    const struct pw_region region = regions->items[i];
    if (region.bytes == 0 || region.pa > UINT64_MAX - region.bytes)
      return PW_ERR_CORRUPT;
    if (i > 0 && region.pa <= region_end(regions->items[i - 1]))
      return PW_ERR_CORRUPT;
  }
  return PW_OK;
}

static enum pw_status check_change(const struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  if (regions == NULL || bytes == 0)
    return PW_ERR_INVALID_ARGUMENT;
  if (pa > UINT64_MAX - bytes)
    return PW_ERR_OVERFLOW;
  return pw_regions_check(regions);
}

/* Puts the 'piece_count' pieces in the place of items [first, end). All changes of a set pass through here, so capacity
 * is checked in one place, before the first write. */
static enum pw_status replace_items(struct pw_regions *regions, uint32_t first, uint32_t end,
                                    const struct pw_region *pieces, uint32_t piece_count) {
  const uint32_t tail_count = regions->count - end;
  const uint32_t kept_count = regions->count - (end - first);
  if (piece_count > regions->capacity - kept_count)
    return PW_ERR_TOO_MANY_REGIONS;
  if (first + piece_count <= end) {
    for (uint32_t i = 0; i < tail_count; i++)
      regions->items[first + piece_count + i] = regions->items[end + i];
  } else {
    for (uint32_t i = tail_count; i > 0; i--)
      regions->items[first + piece_count + i - 1] = regions->items[end + i - 1];
  }
  for (uint32_t i = 0; i < piece_count; i++)
    regions->items[first + i] = pieces[i];
  regions->count = kept_count + piece_count;
  return PW_OK;
}

enum pw_status pw_regions_add(struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  const enum pw_status status = check_change(regions, pa, bytes);
  if (status != PW_OK)
    return status;
  const uint64_t end_pa = pa + bytes;
  uint32_t first = 0;
  while (first < regions->count && region_end(regions->items[first]) < pa)
    first++;
  uint32_t end = first;
  while (end < regions->count && regions->items[end].pa <= end_pa)
    end++;
  uint64_t union_pa = pa;
  uint64_t union_end_pa = end_pa;
  if (first < end) {
    const uint64_t last_end_pa = region_end(regions->items[end - 1]);
    union_pa = regions->items[first].pa < pa ? regions->items[first].pa : pa;
    union_end_pa = last_end_pa > end_pa ? last_end_pa : end_pa;
  }
  const struct pw_region piece = {union_pa, union_end_pa - union_pa};
  return replace_items(regions, first, end, &piece, 1);
}

enum pw_status pw_regions_subtract(struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  const enum pw_status status = check_change(regions, pa, bytes);
  if (status != PW_OK)
    return status;
  const uint64_t end_pa = pa + bytes;
  uint32_t first = 0;
  while (first < regions->count && region_end(regions->items[first]) <= pa)
    first++;
  uint32_t end = first;
  while (end < regions->count && regions->items[end].pa < end_pa)
    end++;
  if (first == end)
    return PW_OK;
  struct pw_region pieces[2];
  uint32_t piece_count = 0;
  if (regions->items[first].pa < pa) {
    pieces[piece_count] = (struct pw_region){regions->items[first].pa, pa - regions->items[first].pa};
    piece_count++;
  }
  const uint64_t last_end_pa = region_end(regions->items[end - 1]);
  if (last_end_pa > end_pa) {
    pieces[piece_count] = (struct pw_region){end_pa, last_end_pa - end_pa};
    piece_count++;
  }
  return replace_items(regions, first, end, pieces, piece_count);
}

uint64_t pw_regions_total_bytes(const struct pw_regions *regions) {
  uint64_t total = 0;
  if (regions == NULL)
    return 0;
  for (uint32_t i = 0; i < regions->count; i++)
    total += regions->items[i].bytes;
  return total;
}

uint64_t pw_regions_common_bytes(const struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  uint64_t common = 0;
  if (regions == NULL || pa > UINT64_MAX - bytes)
    return 0;
  const uint64_t end_pa = pa + bytes;
  for (uint32_t i = 0; i < regions->count; i++) {
    const struct pw_region item = regions->items[i];
    const uint64_t low_pa = item.pa > pa ? item.pa : pa;
    const uint64_t high_pa = region_end(item) < end_pa ? region_end(item) : end_pa;
    if (low_pa < high_pa)
      common += high_pa - low_pa;
  }
  return common;
}

bool pw_regions_contains(const struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  return bytes != 0 && pw_regions_common_bytes(regions, pa, bytes) == bytes;
}

/* Rounding counts in frames rather than bytes: the end of the last frame of the address space is no 64-bit address. */
static uint64_t frames_up(uint64_t pa) {
  return pa / PW_PAGE_BYTES + (pa % PW_PAGE_BYTES != 0 ? 1u : 0u);
}

/* The end of a region, cut at the end of the address space. */
static uint64_t saturated_end(struct pw_region region) {
  return region.pa > UINT64_MAX - region.bytes ? UINT64_MAX : region.pa + region.bytes;
}

struct pw_frame_range pw_region_inner_frames(struct pw_region region) {
  const uint64_t first_pfn = frames_up(region.pa);
  const uint64_t end_pfn = saturated_end(region) / PW_PAGE_BYTES;
  const struct pw_frame_range range = {first_pfn, end_pfn > first_pfn ? end_pfn : first_pfn};
  return range;
}

struct pw_frame_range pw_region_outer_frames(struct pw_region region) {
  const uint64_t first_pfn = region.pa / PW_PAGE_BYTES;
  const uint64_t end_pfn = region.bytes == 0 ? first_pfn : frames_up(saturated_end(region));
  const struct pw_frame_range range = {first_pfn, end_pfn};
  return range;
}
