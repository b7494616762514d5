/*
 * Demand table: a sorted array.
 */
#include "src/paging/demand_table.h"

/* Field by field: a copy of the whole is nothing that the provers see through. */
void pw_demand_table_copy(struct pw_demand_region *to, const struct pw_demand_region *from) {
  to->first_va = from->first_va;
  to->last_va = from->last_va;
  to->limit_count = from->limit_count;
  to->populated_count = from->populated_count;
  to->fault_count = from->fault_count;
  to->attributes.memory = from->attributes.memory;
  to->attributes.shareability = from->attributes.shareability;
  to->attributes.el1_write = from->attributes.el1_write;
  to->attributes.el1_execute = from->attributes.el1_execute;
  to->attributes.el0_read = from->attributes.el0_read;
  to->attributes.el0_write = from->attributes.el0_write;
  to->attributes.el0_execute = from->attributes.el0_execute;
  to->attributes.global = from->attributes.global;
  to->attributes.software = from->attributes.software;
}

uint32_t pw_demand_table_place(const struct pw_demand_region *regions, uint32_t count, uint64_t va) {
  uint32_t low = 0u;
  uint32_t high = count;
  /*@ loop invariant range: 0 <= low <= high <= count;
      loop invariant below: \forall integer i; 0 <= i < low ==> regions[i].last_va < va;
      loop invariant above: \forall integer i; high <= i < count ==> va <= regions[i].last_va;
      loop assigns low, high;
      loop variant high - low; */
  while (low < high) {
    uint32_t middle = low + (high - low) / 2u;
    //@ assert inside: low <= middle < high;
    /*@ assert ends: \forall integer i, j; 0 <= i < j < count ==> regions[i].last_va < regions[j].last_va; */
    if (regions[middle].last_va < va) {
      low = middle + 1u;
    } else {
      high = middle;
    }
  }
  return low;
}

uint32_t pw_demand_table_find(const struct pw_demand_region *regions, uint32_t count, uint64_t first_va,
                              uint64_t last_va) {
  uint32_t place = pw_demand_table_place(regions, count, first_va);
  /*@ assert later: \forall integer i; place < i < count ==> regions[place].last_va < regions[i].first_va; */
  if (place < count && regions[place].first_va <= first_va && last_va <= regions[place].last_va) {
    return place;
  }
  return PW_DEMAND_NO_INDEX;
}

bool pw_demand_table_meets(const struct pw_demand_region *regions, uint32_t count, uint64_t first_va,
                           uint64_t last_va) {
  uint32_t place = pw_demand_table_place(regions, count, first_va);
  /*@ assert later: \forall integer i; place < i < count ==> regions[place].last_va < regions[i].first_va; */
  return place < count && regions[place].first_va <= last_va;
}

/* Another region into one place of the array; */
/*@ requires regions: \valid(regions + (0 .. count - 1));
    requires region: \valid_read(region) && \separated(region, regions + (0 .. count - 1));
    requires place: place < count;
    terminates \true; exits \false; assigns regions[0 .. count - 1];
    ensures there: regions[place].first_va == \old(region->first_va) && regions[place].last_va == \old(region->last_va);
    ensures below: pw_demand_kept{Pre,Post}(regions, 0, place);
    ensures above: pw_demand_kept{Pre,Post}(regions, place + 1, count);
*/
static void put(struct pw_demand_region *regions, uint32_t count, uint32_t place,
                const struct pw_demand_region *region) {
  (void)count; /* what the contract speaks of */
  pw_demand_table_copy(regions + place, region);
}

/* and one from another place. */
/*@ requires regions: \valid(regions + (0 .. count - 1));
    requires places: to < count && from < count && to != from;
    terminates \true; exits \false; assigns regions[0 .. count - 1];
    ensures there: regions[to].first_va == \old(regions[from].first_va) &&
      regions[to].last_va == \old(regions[from].last_va);
    ensures below: pw_demand_kept{Pre,Post}(regions, 0, to);
    ensures above: pw_demand_kept{Pre,Post}(regions, to + 1, count);
*/
static void move(struct pw_demand_region *regions, uint32_t count, uint32_t to, uint32_t from) {
  (void)count;
  pw_demand_table_copy(regions + to, regions + from);
}

void pw_demand_table_insert(struct pw_demand_region *regions, uint32_t count, const struct pw_demand_region *region) {
  uint32_t place = pw_demand_table_place(regions, count, region->first_va);
  uint32_t i = count;
  //@ assert lower: \forall integer k; 0 <= k < place ==> regions[k].last_va < region->first_va;
  //@ assert upper: \forall integer k; place <= k < count ==> region->last_va < regions[k].first_va;
  /*@ loop invariant range: place <= i <= count;
      loop invariant stay: pw_demand_kept{Pre,Here}(regions, 0, i);
      loop invariant moved: pw_demand_moved_up{Pre,Here}(regions, i + 1, count + 1);
      loop assigns i, regions[0 .. count];
      loop variant i; */
  while (i > place) {
    move(regions, count + 1u, i, i - 1u);
    i--;
  }
  put(regions, count + 1u, place, region);
  //@ assert below: pw_demand_kept{Pre,Here}(regions, 0, place);
  //@ assert above: pw_demand_moved_up{Pre,Here}(regions, place + 1, count + 1);
  //@ assert here: regions[place].first_va == region->first_va && regions[place].last_va == region->last_va;
  /*@ assert extents: \forall integer k; 0 <= k <= count ==>
        pw_demand_extent(regions[k].first_va, regions[k].last_va); */
  //@ assert low: \forall integer k, j; 0 <= k < j < place ==> regions[k].last_va < regions[j].first_va;
  /*@ assert was: \forall integer k, j; place < k < j <= count ==>
        \at(regions[k - 1].last_va, Pre) < \at(regions[j - 1].first_va, Pre); */
  //@ assert high: \forall integer k, j; place < k < j <= count ==> regions[k].last_va < regions[j].first_va;
  //@ assert over: \forall integer k; 0 <= k < place ==> regions[k].last_va < regions[place].first_va;
  //@ assert under: \forall integer j; place < j <= count ==> regions[place].last_va < regions[j].first_va;
  //@ assert across: \forall integer k, j; 0 <= k < place < j <= count ==> regions[k].last_va < regions[j].first_va;
}

void pw_demand_table_remove(struct pw_demand_region *regions, uint32_t count, uint32_t index) {
  uint32_t i = index;
  /*@ loop invariant range: index <= i < count;
      loop invariant below: pw_demand_kept{Pre,Here}(regions, 0, index);
      loop invariant moved: pw_demand_moved_down{Pre,Here}(regions, index, i);
      loop invariant stay: pw_demand_kept{Pre,Here}(regions, i, count);
      loop assigns i, regions[0 .. count - 1];
      loop variant count - i; */
  while (i + 1u < count) {
    move(regions, count, i, i + 1u);
    i++;
  }
  //@ assert below: pw_demand_kept{Pre,Here}(regions, 0, index);
  //@ assert above: pw_demand_moved_down{Pre,Here}(regions, index, count - 1);
  /*@ assert extents: \forall integer k; 0 <= k < count - 1 ==>
        pw_demand_extent(regions[k].first_va, regions[k].last_va); */
  //@ assert low: \forall integer k, j; 0 <= k < j < index ==> regions[k].last_va < regions[j].first_va;
  //@ assert high: \forall integer k, j; index <= k < j < count - 1 ==> regions[k].last_va < regions[j].first_va;
  /*@ assert across: \forall integer k, j; 0 <= k < index <= j < count - 1 ==>
        regions[k].last_va < regions[j].first_va; */
}

bool pw_demand_table_allows(const struct pw_attributes *attributes, enum pw_fault_access access, bool is_from_el0) {
  bool is_allowed = !is_from_el0 || attributes->el0_read;
  if (access == PW_FAULT_EXECUTE) {
    is_allowed = is_from_el0 ? attributes->el0_execute : attributes->el1_execute;
  } else if (access == PW_FAULT_WRITE) {
    is_allowed = is_from_el0 ? attributes->el0_write : attributes->el1_write;
  }
  return is_allowed;
}
