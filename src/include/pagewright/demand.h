/*
 * Demand: regions of addresses whose pages get their frames when they are first touched.
 *
 * A region is reserved with its attributes and with a limit of frames, and has no memory. The first access to one of
 * its pages faults; pw_demand_fault, told the values of ESR_EL1 and FAR_EL1, maps a frame of zeroes there, and the
 * access can be repeated. Frames may also come ahead of their use (populate) and go before the region does (shrink).
 * All of them, and the page tables, are back where they came from when the region has been released.
 *
 *     struct pw_demand_region regions[8];
 *     pw_demand_init(&demand, &space, &source, regions, 8);
 *     pw_demand_reserve(&demand, range, &attributes, PW_DEMAND_NO_LIMIT);
 *     ...
 *     if (pw_demand_fault(&demand, esr, far) <= PW_DEMAND_ALREADY_MAPPED) { return to the instruction }
 *
 * The regions of one address space do not overlap and are kept in an array of the caller, in the order of their
 * addresses. Tables come from the space's source, frames from the source given here; that may be the same one. Memory
 * is normal, and comes in pages of 4 KiB only. Pages of zeroes are written through the window and are in order
 * before their entries are; who writes code into them has to see to the instruction cache.
 *
 * What is mapped in a region is the region's: nobody else may map, unmap or protect there, nor give one of its frames
 * away. All regions have to be released before the space is destroyed, and the space may not get another window.
 *
 * Concurrency: as for the space, one call at a time under the caller's lock, the fault entry included. A CPU whose
 * fault waits for the lock while another one maps the page is told ALREADY_MAPPED, and only has to repeat its access.
 *
 * Errors of every function here: INVALID_ARGUMENT (a null pointer, a destroyed space, a length of zero). What
 * is refused has changed nothing, but for counts of events and tables and frames that were taken and given back.
 */
#ifndef PAGEWRIGHT_DEMAND_H
#define PAGEWRIGHT_DEMAND_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>
#include <pagewright/fault.h>
#include <pagewright/page_source.h>
#include <pagewright/status.h>
#include <pagewright/va_range.h>

#define PW_DEMAND_NO_LIMIT UINT32_MAX

/* To be read by everybody, written by these calls alone. */
struct pw_demand_region {
  uint64_t first_va; /* the region's first and last byte: it may end with the address space */
  uint64_t last_va;
  struct pw_attributes attributes;
  uint32_t limit_count;     /* frames that it may have at a time */
  uint32_t populated_count; /* and those that it has: pages that are mapped */
  uint64_t fault_count;     /* faults that brought a frame, since it was reserved, modulo 2^64 */
};

struct pw_demand {
  struct pw_address_space *space;
  const struct pw_page_source *source; /* of frames */
  struct pw_demand_region *regions;    /* the first region_count of them are reserved */
  uint32_t region_count;
  uint32_t region_capacity;
  uint64_t fault_count;    /* faults that brought a frame, since the beginning, modulo 2^64; */
  uint64_t spurious_count; /* that found their page mapped, */
  uint64_t refused_count;  /* and that were answered anything else, likewise */
};

struct pw_demand_stats {
  uint32_t region_count;
  uint64_t reserved_count;  /* pages of all regions */
  uint64_t populated_count; /* and those that are mapped */
  uint64_t fault_count;
  uint64_t spurious_count;
  uint64_t refused_count;
};

/* What has become of a fault. The first two mean: repeat the access. */
enum pw_demand_answer {
  PW_DEMAND_MAPPED,         /* the page has got its frame */
  PW_DEMAND_ALREADY_MAPPED, /* the page has one: another CPU was first */
  PW_DEMAND_NO_REGION,      /* no region has the address */
  PW_DEMAND_PERMISSION,     /* the region's attributes refuse the access, or the CPU did at a page that is mapped */
  PW_DEMAND_LIMIT,          /* the region has as many frames as it may have */
  PW_DEMAND_NO_MEMORY,      /* no frame, or not enough tables */
  PW_DEMAND_OTHER_FAULT,    /* neither a translation nor a permission fault of stage 1, or no abort at all */
  PW_DEMAND_INVALID         /* a null pointer, a destroyed space */
};

#include "spec/paging/demand_ready.h"

/* No region yet. Errors: those above; INVALID_ARGUMENT also for a source of another window than the space's, and for a
 * capacity of zero. The array is not written. O(1). */
/*@ requires demand: demand == \null || \valid(demand);
    requires space: space == \null || \valid_read(space);
    requires source: source == \null || \valid_read(source);
    requires regions: regions == \null || \valid(regions + (0 .. capacity - 1));
    requires apart: demand != \null ==> \separated(demand, space, source, regions + (0 .. capacity - 1));
    terminates \true; exits \false; assigns *demand;
    ensures status: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT;
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==> \old(demand == \null || !pw_space_live(space) ||
      source == \null || source->window != space->window || regions == \null || capacity == 0);
    ensures refused: \result != PW_OK && demand != \null ==> *demand == \old(*demand);
    ensures parts: \result == PW_OK ==> demand->space == space && demand->source == source &&
      demand->regions == regions && demand->region_capacity == capacity;
    ensures empty: \result == PW_OK ==> demand->region_count == 0 && demand->fault_count == 0 &&
      demand->spurious_count == 0 && demand->refused_count == 0;
    ensures valid: \result == PW_OK ==> pw_demand_valid(demand);
*/
enum pw_status pw_demand_init(struct pw_demand *demand, struct pw_address_space *space,
                              const struct pw_page_source *source, struct pw_demand_region *regions, uint32_t capacity);

/* The range is a region's from now on; nothing is mapped. Errors: those of pw_va_range_check and pw_attributes_check;
 * INVALID_ATTRIBUTES also for memory that is not normal and cached; INVALID_ARGUMENT also for a limit of zero;
 * ALREADY_RESERVED (a region has some of the range); ALREADY_MAPPED (some of it is mapped); TOO_MANY_REGIONS (the array
 * is full). O(regions + entries of the range), a missing table being one. */
enum pw_status pw_demand_reserve(struct pw_demand *demand, struct pw_va_range range,
                                 const struct pw_attributes *attributes, uint32_t limit_count);

/* The region that has the address goes, whole: each page is unmapped, and behind its invalidation the frame is given
 * back, and each table that has become empty. Errors: those above; NO_REGION; FOREIGN (something is mapped in the
 * region that pw_demand_* did not map). O(regions + entries of the region), with an invalidation for each page. */
enum pw_status pw_demand_release(struct pw_demand *demand, uint64_t va);

/* All pages of the range, which one region has, get a frame that have none: all of them or none. Errors: those of
 * pw_va_range_check; NO_REGION; FOREIGN (as above); LIMIT; NO_MEMORY (of frames or tables). O(entries of the range), a
 * missing table being one, and 512 words for each frame and table. */
enum pw_status pw_demand_populate(struct pw_demand *demand, struct pw_va_range range);

/* The frames of the range, which one region has, are given back, as when the region goes; the region stays reserved,
 * and the next touch finds zeroes. Errors: those of pw_va_range_check; NO_REGION; FOREIGN (as above). O(entries of the
 * range), with an invalidation for each page. */
enum pw_status pw_demand_shrink(struct pw_demand *demand, struct pw_va_range range);

/* What to do about a fault: its values of ESR_EL1 and FAR_EL1. Whether the access is allowed is told by the region's
 * attributes before anything is mapped. A permission fault is never resolved: at a page that is mapped the CPU refuses
 * what the attributes refuse, or what PSTATE.PAN does. O(log regions): at most three tables and one frame are
 * zeroed. */
/*@ requires demand: demand == \null || \valid(demand);
    requires space: demand == \null || demand->space == \null || \valid_read(demand->space);
    requires ready: pw_demand_there(demand) ==> pw_demand_ready(demand);
    terminates \true; exits \false;
    assigns PW_DEMAND_SPACE_ASSIGNS(demand->space), demand->regions[0 .. demand->region_capacity - 1],
            demand->fault_count, demand->spurious_count, demand->refused_count;
    ensures invalid: \result == PW_DEMAND_INVALID <==> \old(!pw_demand_there(demand));
    ensures other: \result == PW_DEMAND_OTHER_FAULT <==>
      \old(pw_demand_there(demand)) && !pw_demand_fault_ours(esr);
    ensures none: \result == PW_DEMAND_NO_REGION <==> \old(pw_demand_there(demand) && pw_demand_fault_ours(esr) &&
      !pw_demand_has(demand->regions, demand->region_count, far));
    ensures region: \old(pw_demand_there(demand) && pw_demand_fault_ours(esr)) ==> \forall integer i;
      \old(pw_demand_at(demand, i, far)) ==> pw_demand_answered{Pre}(demand, i, esr, far, \result);
    ensures ready: \old(pw_demand_there(demand)) ==> pw_demand_ready(demand);
    ensures still: \old(pw_demand_there(demand)) ==> pw_demand_same{Pre,Post}(demand) &&
      pw_space_still{Pre,Post}(demand->space) && pw_demand_addresses_same{Pre,Post}(demand) &&
      pw_demand_limits_same{Pre,Post}(demand);
    ensures local: \old(pw_demand_there(demand) && pw_space_local(demand->space)) ==> pw_space_local(demand->space);
    ensures events: \old(pw_demand_there(demand)) ==> pw_demand_events{Pre,Post}(demand, \result);
    ensures refused: \old(pw_demand_there(demand)) && \result != PW_DEMAND_MAPPED ==>
      pw_walks_same{Pre,Post}(demand->space->window) && pw_space_conserved{Pre,Post}(demand->space) &&
      pw_demand_counts_same{Pre,Post}(demand, -1);
    ensures mapped: \result == PW_DEMAND_MAPPED ==> \exists integer i, f;
      pw_demand_resolved{Pre,Post}(demand, i, far, f);
*/
enum pw_demand_answer pw_demand_fault(struct pw_demand *demand, uint64_t esr, uint64_t far);

/* A copy of the region that has the address. Errors: those above; NO_REGION. O(log regions). */
/*@ requires demand: demand == \null || \valid_read(demand);
    requires valid: demand != \null && pw_space_live(demand->space) ==> pw_demand_valid(demand);
    requires space: demand == \null || demand->space == \null || \valid_read(demand->space);
    requires region: region == \null || \valid(region);
    requires apart: demand != \null && region != \null ==>
      \separated(region, demand, demand->space, demand->regions + (0 .. demand->region_capacity - 1));
    terminates \true; exits \false; assigns *region;
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==> \old(demand == \null || region == \null ||
      !pw_space_live(demand->space));
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_NO_REGION;
    ensures none: \result == PW_ERR_NO_REGION ==> !pw_demand_has(demand->regions, demand->region_count, va);
    ensures some: \result == PW_OK ==> region->first_va <= va <= region->last_va;
    ensures one: \result == PW_OK ==> \exists integer i; 0 <= i < demand->region_count &&
      region->first_va == demand->regions[i].first_va && region->last_va == demand->regions[i].last_va &&
      region->limit_count == demand->regions[i].limit_count &&
      region->populated_count == demand->regions[i].populated_count &&
      region->fault_count == demand->regions[i].fault_count;
    ensures refused: \result != PW_OK && region != \null ==> *region == \old(*region);
*/
enum pw_status pw_demand_region(const struct pw_demand *demand, uint64_t va, struct pw_demand_region *region);

/* Of all regions. O(regions). */
/*@ requires demand: demand == \null || \valid_read(demand);
    requires valid: demand != \null && pw_space_live(demand->space) ==> pw_demand_valid(demand);
    requires space: demand == \null || demand->space == \null || \valid_read(demand->space);
    requires stats: stats == \null || \valid(stats);
    requires apart: demand != \null && stats != \null ==>
      \separated(stats, demand, demand->space, demand->regions + (0 .. demand->region_capacity - 1));
    terminates \true; exits \false; assigns *stats;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT;
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==>
      \old(demand == \null || stats == \null || !pw_space_live(demand->space));
    ensures counts: \result == PW_OK ==> stats->region_count == demand->region_count &&
      stats->fault_count == demand->fault_count && stats->spurious_count == demand->spurious_count &&
      stats->refused_count == demand->refused_count;
    ensures refused: \result != PW_OK && stats != \null ==> *stats == \old(*stats);
*/
enum pw_status pw_demand_stats(const struct pw_demand *demand, struct pw_demand_stats *stats);

/* The invariant, executed: PW_OK iff the regions are in order, apart, in the space's half and of whole pages; their
 * attributes and limits are legal; and in each as many pages are mapped as it counts, each by a leaf with the region's
 * attributes and to a frame that the source has handed out. Else PW_ERR_CORRUPT. O(regions + entries of the
 * regions). */
enum pw_status pw_demand_check(const struct pw_demand *demand);

#endif
