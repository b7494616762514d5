/*
 * Regions: sets of physical bytes, as sorted arrays of ranges [pa, pa + bytes).
 *
 * A set lives in memory of the caller and never grows beyond it: an operation that would need one range more than the
 * array holds is refused with PW_ERR_TOO_MANY_REGIONS and changes nothing. Nothing is ever dropped silently.
 *
 * Between calls the ranges are sorted, not empty, and neither overlap nor touch (what touches is merged), so two sets
 * of the same bytes are the same array. A range ends at or below 2^64 - 1: the last byte of the address space is in no
 * set. Calls that change a set check this form first and answer PW_ERR_CORRUPT if it does not hold.
 *
 * Every operation is O(count).
 */
#ifndef PAGEWRIGHT_REGIONS_H
#define PAGEWRIGHT_REGIONS_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/status.h>

struct pw_region {
  uint64_t pa;
  uint64_t bytes;
};

struct pw_regions {
  struct pw_region *items;
  uint32_t count;
  uint32_t capacity;
};

/* Frames [first_pfn, end_pfn), numbered from physical address 0; empty iff first_pfn == end_pfn. */
struct pw_frame_range {
  uint64_t first_pfn;
  uint64_t end_pfn;
};

/* An empty set over 'items'. Errors: INVALID_ARGUMENT (a null pointer, capacity 0). */
enum pw_status pw_regions_init(struct pw_regions *regions, struct pw_region *items, uint32_t capacity);

/* The set and the range together. Errors: INVALID_ARGUMENT (null, bytes 0), OVERFLOW (pa + bytes), TOO_MANY_REGIONS. */
enum pw_status pw_regions_add(struct pw_regions *regions, uint64_t pa, uint64_t bytes);

/* The set without the range; bytes that are not in the set are no error. Errors: as pw_regions_add (a hole inside a
 * range makes two of it). */
enum pw_status pw_regions_subtract(struct pw_regions *regions, uint64_t pa, uint64_t bytes);

/* How many bytes the set holds. */
uint64_t pw_regions_total_bytes(const struct pw_regions *regions);

/* How many bytes of the range the set holds. A range that is empty or overflows shares nothing. */
uint64_t pw_regions_common_bytes(const struct pw_regions *regions, uint64_t pa, uint64_t bytes);

/* True iff the range is not empty, does not overflow, and every byte of it is in the set. */
bool pw_regions_contains(const struct pw_regions *regions, uint64_t pa, uint64_t bytes);

/* PW_OK iff the set is in the form stated above, else PW_ERR_CORRUPT. */
enum pw_status pw_regions_check(const struct pw_regions *regions);

/* The rounding rules, in one place. RAM rounds inward: the frames that lie in the region as a whole. Reservations round
 * outward: the frames that the region touches. Both are empty for an empty region, and neither can overflow. */
struct pw_frame_range pw_region_inner_frames(struct pw_region region);
struct pw_frame_range pw_region_outer_frames(struct pw_region region);

#endif
