/*
 * Demand bring: what an operation on the space writes is none of the regions.
 */
#include "src/paging/demand_bring.h"

#include "src/paging/demand_count.h"
#include "src/paging/demand_touch.h"

struct pw_demand_brought pw_demand_bring(struct pw_demand *demand, uint32_t index, uint64_t va) {
  //@ assert lies: pw_demand_apart(demand);
  //@ assert room: pw_demand_room(demand);
  //@ ghost pw_demand_lemma_apart(demand);
  //@ assert space_apart: pw_space_apart(demand->space);
  //@ assert beside: pw_demand_beside(demand->space, &demand->regions[index].attributes);
  //@ assert was_array: \valid(demand->regions + (0 .. demand->region_capacity - 1));
  //@ assert was_object: \separated(demand, demand->regions + (0 .. demand->region_capacity - 1));
  struct pw_demand_brought brought =
      pw_demand_touch(demand->space, demand->source, va, &demand->regions[index].attributes);
  //@ assert objects: pw_demand_objects_same{Pre,Here}(demand);
  //@ assert same: pw_demand_same{Pre,Here}(demand);
  //@ assert addresses: pw_demand_addresses_same{Pre,Here}(demand);
  //@ assert limits: pw_demand_limits_same{Pre,Here}(demand);
  //@ assert counts: pw_demand_counts_same{Pre,Here}(demand, -1);
  //@ assert capacity: demand->region_capacity == \at(demand->region_capacity, Pre);
  //@ assert array: \valid(demand->regions + (0 .. demand->region_capacity - 1));
  //@ assert few: demand->region_count <= demand->region_capacity;
  //@ assert object: \separated(demand, demand->regions + (0 .. demand->region_capacity - 1));
  //@ assert room_still: pw_demand_room(demand);
  //@ assert sizes: pw_sizes_same{Pre,Here}(demand->space);
  //@ assert places: pw_demand_places_same{Pre,Here}(demand);
  //@ assert apart: pw_demand_apart(demand);
  //@ assert kept: pw_demand_kept{Pre,Here}(demand->regions, 0, demand->region_count);
  //@ assert sorted: pw_demand_sorted(demand->regions, demand->region_count);
  //@ assert valid: pw_demand_valid(demand);
  return brought;
}
