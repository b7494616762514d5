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

void pw_demand_table_insert(struct pw_demand_region *regions, uint32_t count, const struct pw_demand_region *region) {
  uint32_t place = pw_demand_table_place(regions, count, region->first_va);
  uint32_t i = count;
  /*@ loop invariant range: place <= i <= count;
      loop invariant stay: \forall integer k; 0 <= k < i ==> pw_demand_is{Pre,Here}(regions, k, k);
      loop invariant moved: \forall integer k; i < k <= count ==> pw_demand_is{Pre,Here}(regions, k - 1, k);
      loop assigns i, regions[0 .. count];
      loop variant i; */
  while (i > place) {
    pw_demand_table_copy(&regions[i], &regions[i - 1u]);
    i--;
  }
  pw_demand_table_copy(&regions[place], region);
}

void pw_demand_table_remove(struct pw_demand_region *regions, uint32_t count, uint32_t index) {
  uint32_t i = index;
  /*@ loop invariant range: index <= i < count;
      loop invariant below: \forall integer k; 0 <= k < index ==> pw_demand_is{Pre,Here}(regions, k, k);
      loop invariant moved: \forall integer k; index <= k < i ==> pw_demand_is{Pre,Here}(regions, k + 1, k);
      loop invariant stay: \forall integer k; i <= k < count ==> pw_demand_is{Pre,Here}(regions, k, k);
      loop assigns i, regions[0 .. count - 1];
      loop variant count - i; */
  while (i + 1u < count) {
    pw_demand_table_copy(&regions[i], &regions[i + 1u]);
    i++;
  }
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
