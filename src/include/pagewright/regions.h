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

#include "spec/boot/regions.h"

/* An empty set over 'items'. Errors: INVALID_ARGUMENT (a null pointer, capacity 0). */
/*@ requires object: regions == \null || \valid(regions);
    requires memory: items == \null || \valid(items + (0 .. capacity - 1));
    requires apart: \separated(regions, items + (0 .. capacity - 1));
    terminates \true; exits \false; assigns *regions;
    ensures refused: regions != \null && \result != PW_OK ==> *regions == \old(*regions);
    behavior invalid:
      assumes regions == \null || items == \null || capacity == 0;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior done:
      assumes regions != \null && items != \null && capacity != 0;
      ensures status: \result == PW_OK;
      ensures valid: pw_regions_valid(regions);
      ensures fields: regions->items == items && regions->capacity == capacity;
      ensures empty: \forall integer byte; !pw_regions_has(regions, byte);
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_regions_init(struct pw_regions *regions, struct pw_region *items, uint32_t capacity);

/* The set and the range together. Errors: INVALID_ARGUMENT (null, bytes 0), OVERFLOW (pa + bytes), CORRUPT,
 * TOO_MANY_REGIONS (no place is left and the range touches no range of the set). */
/*@ requires object: regions == \null || pw_regions_memory(regions);
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1], regions->count;
    ensures memory: regions != \null ==> pw_regions_memory(regions);
    ensures refused: regions != \null && \result != PW_OK ==> pw_regions_same{Pre,Post}(regions);
    behavior invalid:
      assumes regions == \null || bytes == 0;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior overflow:
      assumes regions != \null && bytes != 0 && pa + bytes > UINT64_MAX;
      ensures status: \result == PW_ERR_OVERFLOW;
    behavior corrupt:
      assumes regions != \null && bytes != 0 && pa + bytes <= UINT64_MAX && !pw_regions_formed(regions);
      ensures status: \result == PW_ERR_CORRUPT;
    behavior formed:
      assumes regions != \null && bytes != 0 && pa + bytes <= UINT64_MAX && pw_regions_formed(regions);
      ensures status: \result == PW_OK || \result == PW_ERR_TOO_MANY_REGIONS;
      ensures full: \result == PW_ERR_TOO_MANY_REGIONS <==>
        \old(regions->count) == \old(regions->capacity) && \forall integer i; 0 <= i < \old(regions->count) ==>
          \old(pw_region_end(regions->items, i)) < pa || pa + bytes < \old(regions->items[i].pa);
      ensures formed: pw_regions_formed(regions);
      ensures united: \result == PW_OK ==> \forall integer byte; pw_regions_has(regions, byte) <==>
        \old(pw_regions_has(regions, byte)) || pa <= byte < pa + bytes;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_regions_add(struct pw_regions *regions, uint64_t pa, uint64_t bytes);

/* The set without the range; bytes that are not in the set are no error. Errors: INVALID_ARGUMENT (null, bytes 0),
 * OVERFLOW (pa + bytes), CORRUPT, TOO_MANY_REGIONS (no place is left and the range is a hole inside a range of the set,
 * which makes two of it). */
/*@ requires object: regions == \null || pw_regions_memory(regions);
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1], regions->count;
    ensures memory: regions != \null ==> pw_regions_memory(regions);
    ensures refused: regions != \null && \result != PW_OK ==> pw_regions_same{Pre,Post}(regions);
    behavior invalid:
      assumes regions == \null || bytes == 0;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior overflow:
      assumes regions != \null && bytes != 0 && pa + bytes > UINT64_MAX;
      ensures status: \result == PW_ERR_OVERFLOW;
    behavior corrupt:
      assumes regions != \null && bytes != 0 && pa + bytes <= UINT64_MAX && !pw_regions_formed(regions);
      ensures status: \result == PW_ERR_CORRUPT;
    behavior formed:
      assumes regions != \null && bytes != 0 && pa + bytes <= UINT64_MAX && pw_regions_formed(regions);
      ensures status: \result == PW_OK || \result == PW_ERR_TOO_MANY_REGIONS;
      ensures full: \result == PW_ERR_TOO_MANY_REGIONS <==>
        \old(regions->count) == \old(regions->capacity) && \exists integer i; 0 <= i < \old(regions->count) &&
          \old(regions->items[i].pa) < pa && pa + bytes < \old(pw_region_end(regions->items, i));
      ensures formed: pw_regions_formed(regions);
      ensures without: \result == PW_OK ==> \forall integer byte; pw_regions_has(regions, byte) <==>
        \old(pw_regions_has(regions, byte)) && !(pa <= byte < pa + bytes);
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_regions_subtract(struct pw_regions *regions, uint64_t pa, uint64_t bytes);

/* How many bytes the set holds. */
/*@ requires object: regions == \null || pw_regions_valid(regions);
    terminates \true; exits \false; assigns \nothing;
    ensures null: regions == \null ==> \result == 0;
    ensures total: regions != \null ==> \result == pw_regions_bytes(regions->items, regions->count);
*/
uint64_t pw_regions_total_bytes(const struct pw_regions *regions);

/* How many bytes of the range the set holds. A range that is empty or overflows shares nothing. */
/*@ requires object: regions == \null || pw_regions_valid(regions);
    terminates \true; exits \false; assigns \nothing;
    ensures none: regions == \null || pa + bytes > UINT64_MAX ==> \result == 0;
    ensures common: regions != \null && pa + bytes <= UINT64_MAX ==>
      \result == pw_regions_common(regions->items, regions->count, pa, pa + bytes);
    ensures range: \result <= bytes;
*/
uint64_t pw_regions_common_bytes(const struct pw_regions *regions, uint64_t pa, uint64_t bytes);

/* True iff the range is not empty, does not overflow, and every byte of it is in the set. */
/*@ requires object: regions == \null || pw_regions_valid(regions);
    terminates \true; exits \false; assigns \nothing;
    ensures contains: \result <==> regions != \null && bytes != 0 && pa + bytes <= UINT64_MAX &&
      \forall integer byte; pa <= byte < pa + bytes ==> pw_regions_has(regions, byte);
*/
bool pw_regions_contains(const struct pw_regions *regions, uint64_t pa, uint64_t bytes);

/* PW_OK iff the set is in the form stated above, else PW_ERR_CORRUPT. */
/*@ requires object: regions == \null || pw_regions_memory(regions);
    terminates \true; exits \false; assigns \nothing;
    behavior formed:
      assumes regions != \null && pw_regions_formed(regions);
      ensures status: \result == PW_OK;
    behavior corrupt:
      assumes regions == \null || !pw_regions_formed(regions);
      ensures status: \result == PW_ERR_CORRUPT;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_regions_check(const struct pw_regions *regions);

/* The rounding rules, in one place. RAM rounds inward: the frames that lie in the region as a whole. Reservations round
 * outward: the frames that the region touches. Both are empty for an empty region, and neither can overflow. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures range: \result.first_pfn <= \result.end_pfn <= 4503599627370496;
    ensures ends: region.pa <= \result.first_pfn * 4096 &&
      (\result.first_pfn < \result.end_pfn ==> \result.end_pfn * 4096 <= pw_region_cut_end(region.pa, region.bytes));
    ensures inner: \forall integer pfn; \result.first_pfn <= pfn < \result.end_pfn <==>
      pw_region_holds_frame(region.pa, region.bytes, pfn);
*/
struct pw_frame_range pw_region_inner_frames(struct pw_region region);

/*@ terminates \true; exits \false; assigns \nothing;
    ensures range: \result.first_pfn <= \result.end_pfn <= 4503599627370496;
    ensures ends: \result.first_pfn * 4096 <= region.pa &&
      (region.bytes != 0 ==> pw_region_cut_end(region.pa, region.bytes) <= \result.end_pfn * 4096);
    ensures outer: \forall integer pfn; \result.first_pfn <= pfn < \result.end_pfn <==>
      pw_region_touches_frame(region.pa, region.bytes, pfn);
*/
struct pw_frame_range pw_region_outer_frames(struct pw_region region);

#endif
