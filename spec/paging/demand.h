/* Regions that are backed on demand, in logic. */
#ifndef PW_SPEC_PAGING_DEMAND_H
#define PW_SPEC_PAGING_DEMAND_H

/*@ // Addresses from the first to the last byte, fewer than a half has.
    predicate pw_demand_extent(integer first_va, integer last_va) =
      0 <= first_va <= last_va < 0x10000000000000000 && last_va - first_va < 0x1000000000000;

    // The first regions of the array are in the order of their addresses, apart from each other, and in one half.
    predicate pw_demand_sorted{L}(struct pw_demand_region *r, integer count) =
      (\forall integer i; 0 <= i < count ==> pw_demand_extent(r[i].first_va, r[i].last_va)) &&
      (\forall integer i, j; 0 <= i < j < count ==> r[i].last_va < r[j].first_va);
    predicate pw_demand_one_half{L}(struct pw_demand_region *r, integer count) =
      \forall integer i, j; 0 <= i < count && 0 <= j < count ==> r[j].last_va - r[i].first_va < 0x1000000000000;

    // At two points: the regions from one index to before another have the same addresses;
    predicate pw_demand_kept{A,B}(struct pw_demand_region *r, integer from, integer end) =
      \forall integer k; from <= k < end ==>
        \at(r[k].first_va, B) == \at(r[k].first_va, A) && \at(r[k].last_va, B) == \at(r[k].last_va, A);

    // those of the one below,
    predicate pw_demand_moved_up{A,B}(struct pw_demand_region *r, integer from, integer end) =
      \forall integer k; from <= k < end ==>
        \at(r[k].first_va, B) == \at(r[k - 1].first_va, A) && \at(r[k].last_va, B) == \at(r[k - 1].last_va, A);

    // or those of the one above.
    predicate pw_demand_moved_down{A,B}(struct pw_demand_region *r, integer from, integer end) =
      \forall integer k; from <= k < end ==>
        \at(r[k].first_va, B) == \at(r[k + 1].first_va, A) && \at(r[k].last_va, B) == \at(r[k + 1].last_va, A);

    // The array has room for them.
    predicate pw_demand_room{L}(struct pw_demand *d) =
      d->region_count <= d->region_capacity && \valid(d->regions + (0 .. d->region_capacity - 1)) &&
      \separated(d, d->regions + (0 .. d->region_capacity - 1));

    // All that the calls leave true of the regions.
    predicate pw_demand_valid{L}(struct pw_demand *d) =
      pw_demand_room(d) && pw_demand_sorted(d->regions, d->region_count) &&
      pw_demand_one_half(d->regions, d->region_count);

    // Some region has the address.
    predicate pw_demand_has{L}(struct pw_demand_region *r, integer count, integer va) =
      \exists integer i; 0 <= i < count && r[i].first_va <= va <= r[i].last_va;

    // What a region's attributes say of an access.
    predicate pw_demand_allows(struct pw_attributes a, integer access, boolean from_el0) =
      access == PW_FAULT_EXECUTE ? (from_el0 ? (boolean)a.el0_execute : (boolean)a.el1_execute) :
      access == PW_FAULT_WRITE ? (from_el0 ? (boolean)a.el0_write : (boolean)a.el1_write) :
      !from_el0 || (boolean)a.el0_read;
*/

#endif
