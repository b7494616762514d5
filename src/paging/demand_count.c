/*
 * Demand count: count by count, and the space is as sound as it was.
 */
#include "src/paging/demand_count.h"

#include "src/paging/demand_write.h"

#include "spec/paging/demand_kept.h"
#include "spec/paging/demand_then.h"
#include "spec/paging/untouched.h"

/*@ // One of the counts of events: the object's, or a region's.
    predicate pw_demand_event_count{L}(struct pw_demand *d, uint64_t *at) =
      at == &d->fault_count || at == &d->spurious_count || at == &d->refused_count ||
      \exists integer i; 0 <= i < d->region_count && at == &d->regions[i].fault_count;
*/

/*@ ghost
  void pw_demand_lemma_apart(struct pw_demand *demand) {
    /@ assert regions: \forall integer k; 0 <= k < demand->region_count ==> 0 <= k < demand->region_capacity; @/
  }
*/

/*@ // The count of a region's pages.
    predicate pw_demand_page_count{L}(struct pw_demand *d, integer i, uint32_t *at) =
      at == &d->regions[i].populated_count;
*/

/*@ ghost
  // The region at an index is there.
  /@ requires room: pw_demand_room(demand) && index < demand->region_count;
     terminates \true; exits \false; assigns \nothing;
     ensures inside: index < demand->region_capacity;
     ensures there: \valid(demand->regions + index);
     ensures inside_array: \subset(demand->regions + index, demand->regions + (0 .. demand->region_capacity - 1));
  @/
  static void lemma_there(struct pw_demand *demand, uint32_t index) {
  }

  // The count of its pages is no other count or limit, and no field of the object, and lies beside the space.
  /@ requires room: pw_demand_room(demand) && index < demand->region_count;
     requires apart: pw_demand_apart(demand);
     requires one: pw_demand_page_count(demand, index, at);
     terminates \true; exits \false; assigns \nothing;
     ensures there: \valid(at);
     ensures beside: pw_beside_32(demand->space, at);
     ensures object: &demand->region_count != at && &demand->region_capacity != at;
     ensures counts: \forall integer k; k != index ==> &demand->regions[k].populated_count != at;
     ensures limits: \forall integer k; &demand->regions[k].limit_count != at;
     ensures memories: \forall integer k; \separated(&demand->regions[k].attributes.memory, at);
     ensures shares: \forall integer k; \separated(&demand->regions[k].attributes.shareability, at);
  @/
  static void lemma_page_count(struct pw_demand *demand, uint32_t index, uint32_t *at) {
  }

  // A count of events is no region's address, and lies beside the space.
  /@ requires room: pw_demand_room(demand);
     requires apart: pw_demand_apart(demand);
     requires valid: \valid(demand);
     requires one: pw_demand_event_count(demand, at);
     terminates \true; exits \false; assigns \nothing;
     ensures there: \valid(at);
     ensures beside: pw_beside_64(demand->space, at);
     ensures fields: \forall integer k; 0 <= k < demand->region_count ==>
       &demand->regions[k].first_va != at && &demand->regions[k].last_va != at;
  @/
  static void lemma_apart(struct pw_demand *demand, uint64_t *at) {
  }

  // A region's count is none of the object's.
  /@ requires room: pw_demand_room(demand) && index < demand->region_count;
     terminates \true; exits \false; assigns \nothing;
     ensures none: &demand->regions[index].fault_count != &demand->fault_count &&
       &demand->regions[index].fault_count != &demand->spurious_count &&
       &demand->regions[index].fault_count != &demand->refused_count;
  @/
  static void lemma_no_event(struct pw_demand *demand, uint32_t index) {
  }

  // The object's counts are no region's.
  /@ requires room: pw_demand_room(demand);
     requires one: at == &demand->fault_count || at == &demand->spurious_count || at == &demand->refused_count;
     terminates \true; exits \false; assigns \nothing;
     ensures none: \forall integer k; 0 <= k < demand->region_count ==> at != &demand->regions[k].fault_count;
  @/
  static void lemma_no_region(struct pw_demand *demand, uint64_t *at) {
  }
*/

/* Counts of events wrap by intent. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures more: \result == pw_demand_one_more(count);
*/
static uint64_t one_more(uint64_t count) {
  return count == UINT64_MAX ? 0u : count + 1u;
}

/*@ requires ready: pw_demand_ready(demand);
    requires region: index < demand->region_count;
    requires one: pw_demand_page_count(demand, index, at);
    terminates \true; exits \false; assigns *at;
    ensures written: *at == count;
    PW_BESIDE_ENSURES(demand->space)
    ensures ready: pw_demand_ready(demand);
    ensures same: pw_demand_same{Pre,Post}(demand) && pw_demand_addresses_same{Pre,Post}(demand);
    ensures limits: pw_demand_limits_same{Pre,Post}(demand);
    ensures others: pw_demand_counts_same{Pre,Post}(demand, index);
*/
static void set_pages(struct pw_demand *demand, uint32_t index, uint32_t *at, uint32_t count) {
  (void)index; /* whose count it is */
  //@ assert lies: pw_demand_apart(demand);
  //@ assert room: pw_demand_room(demand);
  //@ ghost lemma_page_count(demand, index, at);
  pw_demand_write_32(demand->space, at, count);
  /*@ assert sizes: demand->space->source->buddy != \null ==>
        demand->space->source->buddy->buddy->tree.mask_word == \at(demand->space->source->buddy->buddy->tree.mask_word,
     Pre) && demand->space->source->buddy->buddy->tree.frame_count ==
     \at(demand->space->source->buddy->buddy->tree.frame_count, Pre); */
  //@ assert frames: demand->space->window->frame_count == \at(demand->space->window->frame_count, Pre);
  //@ assert kept: pw_demand_same{Pre,Here}(demand);
  //@ assert limits: pw_demand_limits_same{Pre,Here}(demand);
  //@ assert apart: pw_demand_apart(demand);
  //@ assert addresses: pw_demand_kept{Pre,Here}(demand->regions, 0, demand->region_count);
  //@ assert valid: pw_demand_valid(demand);
}

/* One of the counts of events. */
/*@ requires ready: pw_demand_ready(demand);
    requires one: pw_demand_event_count(demand, at);
    terminates \true; exits \false; assigns *at;
    ensures more: *at == pw_demand_one_more(\old(*at));
    PW_BESIDE_ENSURES(demand->space)
    ensures ready: pw_demand_ready(demand);
    ensures same: pw_demand_same{Pre,Post}(demand) && pw_demand_addresses_same{Pre,Post}(demand);
    ensures limits: pw_demand_limits_same{Pre,Post}(demand);
    ensures others: \forall integer k; 0 <= k < demand->region_count && at != &demand->regions[k].fault_count ==>
      demand->regions[k].fault_count == \old(demand->regions[k].fault_count);
    ensures events: (at != &demand->fault_count ==> demand->fault_count == \old(demand->fault_count)) &&
      (at != &demand->spurious_count ==> demand->spurious_count == \old(demand->spurious_count)) &&
      (at != &demand->refused_count ==> demand->refused_count == \old(demand->refused_count));
    ensures populated: \forall integer k; 0 <= k < demand->region_count ==>
      demand->regions[k].populated_count == \old(demand->regions[k].populated_count);
*/
static void count_one(struct pw_demand *demand, uint64_t *at) {
  //@ assert lies: pw_demand_apart(demand);
  //@ assert room: pw_demand_room(demand);
  //@ ghost lemma_apart(demand, at);
  pw_demand_write_64(demand->space, at, one_more(*at));
  //@ assert kept: pw_demand_same{Pre,Here}(demand);
  //@ assert apart: pw_demand_apart(demand);
  //@ assert addresses: pw_demand_kept{Pre,Here}(demand->regions, 0, demand->region_count);
  //@ assert valid: pw_demand_valid(demand);
}

/* One page more in a region. */
/*@ requires ready: pw_demand_ready(demand);
    requires region: index < demand->region_count && demand->regions[index].populated_count < UINT32_MAX;
    terminates \true; exits \false;
    assigns demand->regions[0 .. demand->region_capacity - 1];
    PW_BESIDE_ENSURES(demand->space)
    ensures written: pw_written{Pre,Post}(demand->space);
    ensures ready: pw_demand_ready(demand);
    ensures same: pw_demand_same{Pre,Post}(demand) && pw_demand_addresses_same{Pre,Post}(demand);
    ensures limits: pw_demand_limits_same{Pre,Post}(demand);
    ensures others: pw_demand_counts_same{Pre,Post}(demand, index);
    ensures events: pw_demand_events_same{Pre,Post}(demand);
    ensures populated: demand->regions[index].populated_count == \old(demand->regions[index].populated_count) + 1;
    ensures faults: demand->regions[index].fault_count == pw_demand_one_more(\old(demand->regions[index].fault_count));
*/
static void count_page(struct pw_demand *demand, uint32_t index) {
  //@ assert room: pw_demand_room(demand);
  //@ ghost lemma_there(demand, index);
  uint32_t *pages = &demand->regions[index].populated_count;
  //@ assert pages: pw_demand_page_count(demand, index, pages);
  set_pages(demand, index, pages, *pages + 1u);
  //@ ghost Populated: ;
  //@ assert room_still: pw_demand_room(demand) && index < demand->region_capacity;
  //@ ghost lemma_there(demand, index);
  //@ ghost lemma_no_event(demand, index);
  count_one(demand, &demand->regions[index].fault_count);
  //@ assert window: pw_window_untouched{Pre,Here}(demand->space->window);
  //@ assert walks: pw_walks_same{Pre,Here}(demand->space->window);
  //@ assert same: pw_demand_same{Pre,Here}(demand) && pw_demand_addresses_same{Pre,Here}(demand);
  //@ assert limits: pw_demand_limits_same{Pre,Here}(demand);
  //@ assert maps: pw_maps_untouched{Pre,Here}(demand->space->window);
  //@ assert root: pw_space_root{Pre}(demand->space);
  //@ assert written: pw_written{Pre,Here}(demand->space);
  //@ assert then: pw_demand_counts_same{Populated,Here}(demand, index);
}

void pw_demand_count_answer(struct pw_demand *demand, enum pw_demand_answer answer) {
  uint64_t *at = &demand->refused_count;
  if (answer == PW_DEMAND_MAPPED) {
    at = &demand->fault_count;
  } else if (answer == PW_DEMAND_ALREADY_MAPPED) {
    at = &demand->spurious_count;
  }
  //@ assert room: pw_demand_room(demand);
  //@ ghost lemma_no_region(demand, at);
  count_one(demand, at);
  //@ assert maps: pw_maps_untouched{Pre,Here}(demand->space->window);
  //@ assert root: pw_space_root{Pre}(demand->space);
  //@ assert written: pw_written{Pre,Here}(demand->space);
}

void pw_demand_count_mapped(struct pw_demand *demand, uint32_t index) {
  count_page(demand, index);
  //@ ghost Page: ;
  pw_demand_count_answer(demand, PW_DEMAND_MAPPED);
  //@ assert window: pw_window_untouched{Pre,Here}(demand->space->window);
  //@ assert walks: pw_walks_same{Pre,Here}(demand->space->window);
  //@ assert same: pw_demand_same{Pre,Here}(demand) && pw_demand_addresses_same{Pre,Here}(demand);
  //@ assert limits: pw_demand_limits_same{Pre,Here}(demand);
  //@ assert counts: pw_demand_counts_same{Pre,Here}(demand, index);
  //@ assert events: pw_demand_events{Pre,Here}(demand, PW_DEMAND_MAPPED);
  //@ assert maps: pw_maps_untouched{Pre,Here}(demand->space->window);
  //@ assert root: pw_space_root{Pre}(demand->space);
  //@ assert written: pw_written{Pre,Here}(demand->space);
}
