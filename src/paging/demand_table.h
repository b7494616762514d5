/*
 * Demand table: the regions of an address space, side by side in the order of their addresses. Internal to src/paging:
 * it knows addresses and counts, and nothing of frames.
 */
#ifndef PW_PAGING_DEMAND_TABLE_H
#define PW_PAGING_DEMAND_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/demand.h>

/* Instead of an index: none. */
#define PW_DEMAND_NO_INDEX UINT32_MAX

/* All fields. */
/*@ requires to: \valid(to);
    requires from: \valid_read(from);
    requires apart: \separated(to, from);
    terminates \true; exits \false;
    assigns to->first_va, to->last_va, to->limit_count, to->populated_count, to->fault_count, to->attributes.memory,
            to->attributes.shareability, to->attributes.el1_write, to->attributes.el1_execute, to->attributes.el0_read,
            to->attributes.el0_write, to->attributes.el0_execute, to->attributes.global, to->attributes.software;
    ensures addresses: to->first_va == from->first_va && to->last_va == from->last_va;
    ensures counts: to->limit_count == from->limit_count && to->populated_count == from->populated_count &&
      to->fault_count == from->fault_count;
    ensures attributes: PW_ATTRIBUTES_SAME(to->attributes, from->attributes);
*/
void pw_demand_table_copy(struct pw_demand_region *to, const struct pw_demand_region *from);

/* How many regions end below the address: the index of the first that does not. */
/*@ requires regions: \valid_read(regions + (0 .. count - 1));
    requires sorted: pw_demand_sorted(regions, count);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result <= count;
    ensures below: \forall integer i; 0 <= i < \result ==> regions[i].last_va < va;
    ensures above: \forall integer i; \result <= i < count ==> va <= regions[i].last_va;
*/
uint32_t pw_demand_table_place(const struct pw_demand_region *regions, uint32_t count, uint64_t va);

/* The index of the one region that has both addresses and so all between them, or NO_INDEX. */
/*@ requires regions: \valid_read(regions + (0 .. count - 1));
    requires sorted: pw_demand_sorted(regions, count);
    requires order: first_va <= last_va;
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result < count || \result == PW_DEMAND_NO_INDEX;
    ensures found: \result < count ==> regions[\result].first_va <= first_va && last_va <= regions[\result].last_va;
    ensures none: \result == PW_DEMAND_NO_INDEX ==> \forall integer i; 0 <= i < count ==>
      !(regions[i].first_va <= first_va && last_va <= regions[i].last_va);
*/
uint32_t pw_demand_table_find(const struct pw_demand_region *regions, uint32_t count, uint64_t first_va,
                              uint64_t last_va);

/* Whether some region has some of the addresses. */
/*@ requires regions: \valid_read(regions + (0 .. count - 1));
    requires sorted: pw_demand_sorted(regions, count);
    requires order: first_va <= last_va;
    terminates \true; exits \false; assigns \nothing;
    ensures meets: \result <==> \exists integer i; 0 <= i < count &&
      regions[i].first_va <= last_va && first_va <= regions[i].last_va;
*/
bool pw_demand_table_meets(const struct pw_demand_region *regions, uint32_t count, uint64_t first_va, uint64_t last_va);

/* One region more, at its place; those above move up. */
/*@ requires regions: \valid(regions + (0 .. count));
    requires apart: \separated(region, regions + (0 .. count));
    requires region: \valid_read(region) && pw_demand_extent(region->first_va, region->last_va);
    requires sorted: pw_demand_sorted(regions, count);
    requires room: count < UINT32_MAX;
    requires free: \forall integer i; 0 <= i < count ==>
      !(regions[i].first_va <= region->last_va && region->first_va <= regions[i].last_va);
    terminates \true; exits \false; assigns regions[0 .. count];
    ensures sorted: pw_demand_sorted(regions, count + 1);
    ensures there: \exists integer k; 0 <= k <= count &&
      regions[k].first_va == region->first_va && regions[k].last_va == region->last_va &&
      pw_demand_kept{Pre,Post}(regions, 0, k) && pw_demand_moved_up{Pre,Post}(regions, k + 1, count + 1);
*/
void pw_demand_table_insert(struct pw_demand_region *regions, uint32_t count, const struct pw_demand_region *region);

/* One region fewer; those above move down. */
/*@ requires regions: \valid(regions + (0 .. count - 1));
    requires sorted: pw_demand_sorted(regions, count);
    requires index: index < count;
    terminates \true; exits \false; assigns regions[0 .. count - 1];
    ensures sorted: pw_demand_sorted(regions, count - 1);
    ensures below: pw_demand_kept{Pre,Post}(regions, 0, index);
    ensures above: pw_demand_moved_down{Pre,Post}(regions, index, count - 1);
*/
void pw_demand_table_remove(struct pw_demand_region *regions, uint32_t count, uint32_t index);

/* Whether the attributes allow the access. */
/*@ requires attributes: \valid_read(attributes);
    requires access: 0 <= access <= PW_FAULT_EXECUTE;
    terminates \true; exits \false; assigns \nothing;
    ensures allows: \result <==> pw_demand_allows(*attributes, access, (boolean)is_from_el0);
*/
bool pw_demand_table_allows(const struct pw_attributes *attributes, enum pw_fault_access access, bool is_from_el0);

#endif
