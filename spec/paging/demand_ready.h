/*
 * Demand regions of a space, in logic: what holds of both between calls, and what one call does.
 */
#ifndef PW_SPEC_PAGING_DEMAND_READY_H
#define PW_SPEC_PAGING_DEMAND_READY_H

#include "spec/paging/demand.h"
#include "spec/paging/demand_frames.h"
#include "spec/paging/demand_judge.h"

/*@ // The object and its array lie apart from all that an operation on the space reads or writes.
    predicate pw_demand_apart{L}(struct pw_demand *d) =
      \separated(d, d->regions + (0 .. d->region_capacity - 1), d->space) &&
      \separated(d, d->regions + (0 .. d->region_capacity - 1), d->space->source) &&
      \separated(d, d->regions + (0 .. d->region_capacity - 1), d->space->window) &&
      \separated(d, d->regions + (0 .. d->region_capacity - 1),
                 d->space->window->words + (0 .. d->space->window->frame_count * 512 - 1)) &&
      \separated(d, d->regions + (0 .. d->region_capacity - 1),
                 d->space->window->live + (0 .. d->space->window->frame_count - 1)) &&
      (d->space->source->pool != \null ==>
        \separated(d, d->regions + (0 .. d->region_capacity - 1), d->space->source->pool)) &&
      (d->space->source->custom != \null ==>
        \separated(d, d->regions + (0 .. d->region_capacity - 1), d->space->source->custom)) &&
      (d->space->source->buddy != \null ==>
        \separated(d, d->regions + (0 .. d->region_capacity - 1), d->space->source->buddy) &&
        \separated(d, d->regions + (0 .. d->region_capacity - 1), d->space->source->buddy->buddy) &&
        \separated(d, d->regions + (0 .. d->region_capacity - 1),
                   d->space->source->buddy->buddy->tags + (0 .. d->space->source->buddy->buddy->tree.frame_count - 1)) &&
        \separated(d, d->regions + (0 .. d->region_capacity - 1),
                   d->space->source->buddy->buddy->tree.words + (0 .. d->space->source->buddy->buddy->tree.mask_word + 6)));

    // What holds between calls, in a space that is live. Frames and tables come from one source: so far the proofs go.
    predicate pw_demand_ready{L}(struct pw_demand *d) =
      \valid(d) && pw_demand_valid(d) && pw_space_live(d->space) && pw_space_valid(d->space) && d->source == d->space->source &&
      pw_demand_apart(d);

    // A region has the address.
    predicate pw_demand_at{L}(struct pw_demand *d, integer i, integer va) =
      0 <= i < d->region_count && d->regions[i].first_va <= va <= d->regions[i].last_va;

    // The address is one of the space's, and mapped.
    predicate pw_demand_mapped{L}(struct pw_address_space *s, integer va) =
      pw_space_canonical(s, va) && pw_space_walk(s, va) != 0;

    // At two points: the same object but for its counts of events, the same array.
    predicate pw_demand_same{A,B}(struct pw_demand *d) =
      \at(d->space, A) == \at(d->space, B) && \at(d->source, A) == \at(d->source, B) && \at(d->regions, A) == \at(d->regions, B) &&
      \at(d->region_count, A) == \at(d->region_count, B) && \at(d->region_capacity, A) == \at(d->region_capacity, B);

    // At two points: every region but one has the same counts and limit; the one, and every other, the same attributes.
    predicate pw_demand_counts_same{A,B}(struct pw_demand *d, integer i) =
      \forall integer k; 0 <= k < \at(d->region_count, A) && k != i ==>
        \at(d->regions[k].populated_count, A) == \at(d->regions[k].populated_count, B) &&
        \at(d->regions[k].fault_count, A) == \at(d->regions[k].fault_count, B);
    predicate pw_demand_limits_same{A,B}(struct pw_demand *d) =
      \forall integer k; 0 <= k < \at(d->region_count, A) ==>
        \at(d->regions[k].limit_count, A) == \at(d->regions[k].limit_count, B) &&
        PW_ATTRIBUTES_SAME(\at(d->regions[k].attributes, A), \at(d->regions[k].attributes, B));
    predicate pw_demand_addresses_same{A,B}(struct pw_demand *d) =
      \forall integer k; 0 <= k < \at(d->region_count, A) ==>
        \at(d->regions[k].first_va, A) == \at(d->regions[k].first_va, B) &&
        \at(d->regions[k].last_va, A) == \at(d->regions[k].last_va, B);

    // The object is there, and its space is live.
    predicate pw_demand_there{L}(struct pw_demand *d) = d != \null && pw_space_live(d->space);

    // What a fault at an address of region i is answered.
    predicate pw_demand_answered{L}(struct pw_demand *d, integer i, integer esr, integer va, integer answer) =
      !pw_demand_touches(d->regions[i].attributes, esr)               ? answer == PW_DEMAND_PERMISSION
      : pw_demand_mapped(d->space, va)                                ? answer == PW_DEMAND_ALREADY_MAPPED
      : d->regions[i].populated_count >= d->regions[i].limit_count    ? answer == PW_DEMAND_LIMIT
                                                                      : answer == PW_DEMAND_MAPPED ||
                                                                        answer == PW_DEMAND_NO_MEMORY;

    // One event more; counts of events wrap.
    logic integer pw_demand_one_more(integer count) = (count + 1) % 0x10000000000000000;

    // At two points: a frame came behind the page of an address, by a leaf with the region's attributes.
    predicate pw_demand_led{A,B}(struct pw_demand *d, integer i, integer va, integer frame) =
      pw_demand_given{A,B}(\at(d->space, A), va, frame) &&
      PW_LEAF_IS(pw_space_walk{B}(\at(d->space, B), va) / 4, pw_window_pa{B}(\at(d->space->window, B), frame), 3,
                 \at(d->regions[i].attributes, A));

    // And region i counts it.
    predicate pw_demand_resolved{A,B}(struct pw_demand *d, integer i, integer va, integer frame) =
      pw_demand_at{A}(d, i, va) && pw_demand_counts_same{A,B}(d, i) &&
      \at(d->regions[i].populated_count, B) == \at(d->regions[i].populated_count, A) + 1 &&
      \at(d->regions[i].fault_count, B) == pw_demand_one_more(\at(d->regions[i].fault_count, A)) &&
      pw_demand_led{A,B}(d, i, va, frame);

    // The events of a fault, or of none.
    predicate pw_demand_events_same{A,B}(struct pw_demand *d) =
      \at(d->fault_count, A) == \at(d->fault_count, B) && \at(d->spurious_count, A) == \at(d->spurious_count, B) &&
      \at(d->refused_count, A) == \at(d->refused_count, B);
    predicate pw_demand_events{A,B}(struct pw_demand *d, integer answer) =
      \at(d->fault_count, B) ==
        (answer == PW_DEMAND_MAPPED ? pw_demand_one_more(\at(d->fault_count, A)) : \at(d->fault_count, A)) &&
      \at(d->spurious_count, B) ==
        (answer == PW_DEMAND_ALREADY_MAPPED ? pw_demand_one_more(\at(d->spurious_count, A)) : \at(d->spurious_count, A)) &&
      \at(d->refused_count, B) == (answer == PW_DEMAND_MAPPED || answer == PW_DEMAND_ALREADY_MAPPED
         ? \at(d->refused_count, A) : pw_demand_one_more(\at(d->refused_count, A)));
*/

/* What a call may write that maps or unmaps pages of a region. */
#define PW_DEMAND_SPACE_ASSIGNS(S)                                                                                     \
  PW_MAP_ASSIGNS(S), (S)->page_count, (S)->block_2mb_count, (S)->has_mapped_global

#endif
