/* What a set of regions is, in logic: its items, its form, the bytes in it. */
#ifndef PW_SPEC_BOOT_REGIONS_H
#define PW_SPEC_BOOT_REGIONS_H

/* Item 'to' at L2 is what item 'from' was at L1. A macro, so that provers see the items themselves and instantiate. */
#define PW_REGION_MOVED(items, L1, from, L2, to)                                                                         \
  (\at((items)[to].pa, L2) == \at((items)[from].pa, L1) && \at((items)[to].bytes, L2) == \at((items)[from].bytes, L1))

/*@ // Where item i was before items were moved to [low, high) over a distance. A function, so that provers look from an item
    // to its source and not back.
    logic integer pw_regions_source(integer i, integer low, integer high, integer distance) =
      low <= i < high ? i + distance : i;

    // The first byte behind item i.
    logic integer pw_region_end{L}(struct pw_region *items, integer i) = items[i].pa + items[i].bytes;

    // The first 'count' items are not empty, end at or below 2^64 - 1, and stand in order with a gap between any two.
    predicate pw_regions_sorted{L}(struct pw_region *items, integer count) =
      (\forall integer i; 0 <= i < count ==> 0 < items[i].bytes && items[i].pa + items[i].bytes <= UINT64_MAX) &&
      (\forall integer i, j; 0 <= i < j < count ==> items[i].pa + items[i].bytes < items[j].pa);

    // The object and its array are memory.
    predicate pw_regions_memory{L}(struct pw_regions *regions) =
      \valid(regions) && (regions->items == \null || \valid(regions->items + (0 .. regions->capacity - 1))) &&
      \separated(regions, regions->items + (0 .. regions->capacity - 1));

    // The form in which a set is between calls.
    predicate pw_regions_formed{L}(struct pw_regions *regions) =
      regions->items != \null && regions->count <= regions->capacity && pw_regions_sorted(regions->items, regions->count);

    predicate pw_regions_valid{L}(struct pw_regions *regions) = pw_regions_memory(regions) && pw_regions_formed(regions);

    // The byte is in the set.
    predicate pw_regions_has{L}(struct pw_regions *regions, integer byte) =
      \exists integer i; 0 <= i < regions->count &&
        regions->items[i].pa <= byte < regions->items[i].pa + regions->items[i].bytes;

    // Nothing has changed, the array's unused places included.
    predicate pw_regions_same{L1,L2}(struct pw_regions *regions) =
      \at(regions->items, L1) == \at(regions->items, L2) && \at(regions->count, L1) == \at(regions->count, L2) &&
      \at(regions->capacity, L1) == \at(regions->capacity, L2) &&
      \forall integer i; 0 <= i < \at(regions->capacity, L1) ==> PW_REGION_MOVED(\at(regions->items, L1), L1, i, L2, i);

    // The byte is in one of the items, those from 'first' to 'end' left out.
    predicate pw_regions_has_outside{L}(struct pw_regions *regions, integer first, integer end, integer byte) =
      \exists integer i; (0 <= i < first || end <= i < regions->count) &&
        regions->items[i].pa <= byte < regions->items[i].pa + regions->items[i].bytes;

    // The place behind two ranges put at 'first', of which an empty one takes none. A predicate, so that provers keep
    // 'behind' and do not write the sum for it.
    predicate pw_regions_behind(integer first, integer behind, integer left_bytes, integer right_bytes) =
      behind == first + (left_bytes == 0 ? 0 : 1) + (right_bytes == 0 ? 0 : 1);

    // How many bytes the first 'count' items hold; they are disjoint if they are sorted.
    logic integer pw_regions_bytes{L}(struct pw_region *items, integer count) =
      count <= 0 ? 0 : pw_regions_bytes(items, count - 1) + items[count - 1].bytes;

    // How many bytes [low, high) and [other_low, other_high) have in common.
    logic integer pw_region_overlap(integer low, integer high, integer other_low, integer other_high) =
      \max(0, \min(high, other_high) - \max(low, other_low));

    // How many bytes of [pa, end) the first 'count' items hold.
    logic integer pw_regions_common{L}(struct pw_region *items, integer count, integer pa, integer end) =
      count <= 0 ? 0 : pw_regions_common(items, count - 1, pa, end) +
        pw_region_overlap(items[count - 1].pa, pw_region_end(items, count - 1), pa, end);

    // The first byte that the rounding rules do not see of a region: its end, cut at the end of the address space.
    logic integer pw_region_cut_end(integer pa, integer bytes) = \min(pa + bytes, UINT64_MAX);

    // The frame lies in the region as a whole.
    predicate pw_region_holds_frame(integer pa, integer bytes, integer pfn) =
      pa <= pfn * 4096 && pfn * 4096 + 4096 <= pw_region_cut_end(pa, bytes);

    // The region has a byte of the frame.
    predicate pw_region_touches_frame(integer pa, integer bytes, integer pfn) =
      bytes != 0 && pa < pfn * 4096 + 4096 && pfn * 4096 < pw_region_cut_end(pa, bytes);
*/

#endif
