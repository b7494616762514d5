/*
 * What an operation on a space means for the demand regions, in logic: nothing.
 */
#ifndef PW_SPEC_PAGING_DEMAND_REGIONS_H
#define PW_SPEC_PAGING_DEMAND_REGIONS_H

#include "spec/paging/demand_kept.h"
#include "spec/paging/demand_ready.h"
#include "spec/paging/demand_rest.h"

/*@ // The fields of the object and of its regions are such places.
    predicate pw_demand_out_object{L}(struct pw_demand *d) =
      pw_out_32(d->space, &d->region_count) && pw_out_32(d->space, &d->region_capacity);
    predicate pw_demand_out_events{L}(struct pw_demand *d) =
      pw_out_64(d->space, &d->fault_count) && pw_out_64(d->space, &d->spurious_count) && pw_out_64(d->space, &d->refused_count);
    predicate pw_demand_out_addresses{L}(struct pw_demand *d) = \forall integer k; 0 <= k < d->region_count ==>
      pw_out_64(d->space, &d->regions[k].first_va) && pw_out_64(d->space, &d->regions[k].last_va);
    predicate pw_demand_out_counts{L}(struct pw_demand *d) = \forall integer k; 0 <= k < d->region_count ==>
      pw_out_64(d->space, &d->regions[k].fault_count) && PW_OUT_32(d->space, &d->regions[k].populated_count);
    predicate pw_demand_out_limits{L}(struct pw_demand *d) = \forall integer k; 0 <= k < d->region_count ==>
      pw_out_32(d->space, &d->regions[k].limit_count) && pw_out_8(d->space, &d->regions[k].attributes.software) &&
      PW_OUT_32(d->space, &d->regions[k].attributes.memory) && PW_OUT_32(d->space, &d->regions[k].attributes.shareability) &&
      pw_out_bool(d->space, &d->regions[k].attributes.el1_write) && pw_out_bool(d->space, &d->regions[k].attributes.el1_execute) &&
      pw_out_bool(d->space, &d->regions[k].attributes.el0_read) && pw_out_bool(d->space, &d->regions[k].attributes.el0_write) &&
      pw_out_bool(d->space, &d->regions[k].attributes.el0_execute) && pw_out_bool(d->space, &d->regions[k].attributes.global);

    // At two points: the same objects.
    predicate pw_demand_objects_same{A,B}(struct pw_demand *d) =
      \at(d->space, A) == \at(d->space, B) && \at(d->source, A) == \at(d->source, B) && \at(d->regions, A) == \at(d->regions, B);

    // And they lie where they did.
    predicate pw_demand_places_same{A,B}(struct pw_demand *d) =
      pw_demand_same{A,B}(d) && \at(d->space->window, A) == \at(d->space->window, B) &&
      \at(d->space->window->words, A) == \at(d->space->window->words, B) &&
      \at(d->space->window->live, A) == \at(d->space->window->live, B) &&
      \at(d->space->window->frame_count, A) == \at(d->space->window->frame_count, B) &&
      \at(d->space->source->pool, A) == \at(d->space->source->pool, B) &&
      \at(d->space->source->custom, A) == \at(d->space->source->custom, B) &&
      \at(d->space->source->buddy->buddy->tags, A) == \at(d->space->source->buddy->buddy->tags, B) &&
      \at(d->space->source->buddy->buddy->tree.words, A) == \at(d->space->source->buddy->buddy->tree.words, B) &&
      pw_parts_same{A,B}(\at(d->space, A)) && pw_sizes_same{A,B}(\at(d->space, A));
    lemma pw_rest_apart{A,B}: \forall struct pw_demand *d;
      pw_demand_apart{A}(d) && pw_demand_places_same{A,B}(d) ==> pw_demand_apart{B}(d);

    lemma pw_rest_object{A,B}: \forall struct pw_demand *d;
      pw_demand_out_object{A}(d) && pw_rest_32{A,B}(\at(d->space, A)) && pw_demand_objects_same{A,B}(d) ==> pw_demand_same{A,B}(d);
    lemma pw_rest_events{A,B}: \forall struct pw_demand *d;
      pw_demand_out_events{A}(d) && pw_rest_64{A,B}(\at(d->space, A)) && pw_demand_objects_same{A,B}(d) ==>
        pw_demand_events_same{A,B}(d);
    lemma pw_rest_addresses{A,B}: \forall struct pw_demand *d;
      pw_demand_out_addresses{A}(d) && pw_rest_64{A,B}(\at(d->space, A)) && pw_demand_objects_same{A,B}(d) ==>
        pw_demand_addresses_same{A,B}(d);
    lemma pw_rest_counts{A,B}: \forall struct pw_demand *d;
      pw_demand_out_counts{A}(d) && pw_rest_64{A,B}(\at(d->space, A)) && pw_rest_32{A,B}(\at(d->space, A)) &&
          pw_demand_objects_same{A,B}(d) ==> pw_demand_counts_same{A,B}(d, -1);
    lemma pw_rest_limits{A,B}: \forall struct pw_demand *d;
      pw_demand_out_limits{A}(d) && pw_rest_32{A,B}(\at(d->space, A)) && pw_rest_8{A,B}(\at(d->space, A)) &&
          pw_rest_bool{A,B}(\at(d->space, A)) && pw_demand_objects_same{A,B}(d) ==> pw_demand_limits_same{A,B}(d);
    lemma pw_rest_kept{A,B}: \forall struct pw_demand *d;
      pw_demand_objects_same{A,B}(d) && pw_demand_addresses_same{A,B}(d) ==>
        pw_demand_kept{A,B}(\at(d->regions, A), 0, \at(d->region_count, A));
*/

#endif
