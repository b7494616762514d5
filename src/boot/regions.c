#include <pagewright/regions.h>

#include <stddef.h>

#include <pagewright/buddy.h>

/*@ requires range: region.pa + region.bytes <= UINT64_MAX;
    terminates \true; exits \false; assigns \nothing;
    ensures end: \result == region.pa + region.bytes;
*/
static uint64_t region_end(struct pw_region region) {
  return region.pa + region.bytes;
}

enum pw_status pw_regions_init(struct pw_regions *regions, struct pw_region *items, uint32_t capacity) {
  if (regions == NULL || items == NULL || capacity == 0)
    return PW_ERR_INVALID_ARGUMENT;
  regions->items = items;
  regions->count = 0;
  regions->capacity = capacity;
  return PW_OK;
}

enum pw_status pw_regions_check(const struct pw_regions *regions) {
  if (regions == NULL || regions->items == NULL || regions->count > regions->capacity)
    return PW_ERR_CORRUPT;
  /*@ loop invariant range: 0 <= i <= regions->count;
      loop invariant sorted: pw_regions_sorted(regions->items, i);
      loop assigns i;
      loop variant regions->count - i; */
  for (uint32_t i = 0; i < regions->count; i++) {
    const struct pw_region region = regions->items[i];
    if (region.bytes == 0 || region.pa > UINT64_MAX - region.bytes)
      return PW_ERR_CORRUPT;
    if (i > 0 && region.pa <= region_end(regions->items[i - 1]))
      return PW_ERR_CORRUPT;
  }
  return PW_OK;
}

/*@ requires object: regions == \null || pw_regions_memory(regions);
    terminates \true; exits \false; assigns \nothing;
    behavior invalid:
      assumes regions == \null || bytes == 0;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior overflow:
      assumes regions != \null && bytes != 0 && pa + bytes > UINT64_MAX;
      ensures status: \result == PW_ERR_OVERFLOW;
    behavior corrupt:
      assumes regions != \null && bytes != 0 && pa + bytes <= UINT64_MAX && !pw_regions_formed(regions);
      ensures status: \result == PW_ERR_CORRUPT;
    behavior formed:
      assumes regions != \null && bytes != 0 && pa + bytes <= UINT64_MAX && pw_regions_formed(regions);
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
static enum pw_status check_change(const struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  if (regions == NULL || bytes == 0)
    return PW_ERR_INVALID_ARGUMENT;
  if (pa > UINT64_MAX - bytes)
    return PW_ERR_OVERFLOW;
  return pw_regions_check(regions);
}

/* How many items end at or below 'pa': where what the range [pa, ...) meets begins. */
/*@ requires valid: pw_regions_valid(regions);
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result <= regions->count;
    ensures before: \forall integer i; 0 <= i < \result ==> pw_region_end(regions->items, i) < pa;
    ensures behind: \forall integer i; \result <= i < regions->count ==> pw_region_end(regions->items, i) >= pa;
*/
static uint32_t count_before(const struct pw_regions *regions, uint64_t pa) {
  uint32_t first = 0;
  /*@ loop invariant range: 0 <= first <= regions->count;
      loop invariant before: \forall integer i; 0 <= i < first ==> pw_region_end(regions->items, i) < pa;
      loop assigns first;
      loop variant regions->count - first; */
  while (first < regions->count && region_end(regions->items[first]) < pa)
    first++;
  return first;
}

/* Where the items from 'first' on begin above 'pa'. */
/*@ requires valid: pw_regions_valid(regions);
    requires first: first <= regions->count;
    requires before: \forall integer i; 0 <= i < first ==> regions->items[i].pa <= pa;
    terminates \true; exits \false; assigns \nothing;
    ensures range: first <= \result <= regions->count;
    ensures before: \forall integer i; 0 <= i < \result ==> regions->items[i].pa <= pa;
    ensures behind: \forall integer i; \result <= i < regions->count ==> pa < regions->items[i].pa;
*/
static uint32_t count_up_to(const struct pw_regions *regions, uint32_t first, uint64_t pa) {
  uint32_t end = first;
  /*@ loop invariant range: first <= end <= regions->count;
      loop invariant before: \forall integer i; 0 <= i < end ==> regions->items[i].pa <= pa;
      loop assigns end;
      loop variant regions->count - end; */
  while (end < regions->count && regions->items[end].pa <= pa)
    end++;
  return end;
}

/*@ requires memory: pw_regions_memory(regions) && regions->items != \null;
    requires range: i < regions->capacity;
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1];
    ensures put: regions->items[i].pa == pa && regions->items[i].bytes == bytes;
    ensures others: \forall integer j; 0 <= j < regions->capacity && j != i ==>
      PW_REGION_MOVED(regions->items, Pre, j, Post, j);
*/
static void put_item(struct pw_regions *regions, uint32_t i, uint64_t pa, uint64_t bytes) {
  regions->items[i].pa = pa;
  regions->items[i].bytes = bytes;
}

/* Items [begin, end) move to [to, ...), which is not above them. */
/*@ requires memory: pw_regions_memory(regions) && regions->items != \null;
    requires range: to <= begin <= end <= regions->capacity;
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1];
    ensures from: \forall integer i; 0 <= i < to + end - begin ==>
      \let source = pw_regions_source(i, to, to + end - begin, begin - to);
      PW_REGION_MOVED(regions->items, Pre, source, Post, i);
    ensures to: \forall integer i; begin <= i < end ==> PW_REGION_MOVED(regions->items, Pre, i, Post, i + to - begin);
*/
static void move_down(struct pw_regions *regions, uint32_t begin, uint32_t end, uint32_t to) {
  /*@ loop invariant range: begin <= i <= end;
      loop invariant from: \forall integer k; 0 <= k < end ==>
        \let source = pw_regions_source(k, to, to + i - begin, begin - to);
        PW_REGION_MOVED(regions->items, Pre, source, Here, k);
      loop assigns i, regions->items[0 .. regions->capacity - 1];
      loop variant end - i; */
  for (uint32_t i = begin; i < end; i++)
    put_item(regions, to + (i - begin), regions->items[i].pa, regions->items[i].bytes);
}

/* Items [begin, end) move to [to, ...), which is not below them. */
/*@ requires memory: pw_regions_memory(regions) && regions->items != \null;
    requires range: begin <= to && begin <= end && to + end - begin <= regions->capacity;
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1];
    ensures from: \forall integer i; 0 <= i < to + end - begin ==>
      \let source = pw_regions_source(i, to, to + end - begin, begin - to);
      PW_REGION_MOVED(regions->items, Pre, source, Post, i);
    ensures to: \forall integer i; begin <= i < end ==> PW_REGION_MOVED(regions->items, Pre, i, Post, i + to - begin);
*/
static void move_up(struct pw_regions *regions, uint32_t begin, uint32_t end, uint32_t to) {
  /*@ loop invariant range: begin <= i <= end;
      loop invariant from: \forall integer k; 0 <= k < to + end - begin ==>
        \let source = pw_regions_source(k, to + i - begin, to + end - begin, begin - to);
        PW_REGION_MOVED(regions->items, Pre, source, Here, k);
      loop assigns i, regions->items[0 .. regions->capacity - 1];
      loop variant i; */
  for (uint32_t i = end; i > begin; i--)
    put_item(regions, to + (i - 1 - begin), regions->items[i - 1].pa, regions->items[i - 1].bytes);
}

/* Items [begin, end) move to [to, ...). */
/*@ requires memory: pw_regions_memory(regions) && regions->items != \null;
    requires range: begin <= end <= regions->capacity && to + end - begin <= regions->capacity;
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1];
    ensures from: \forall integer i; 0 <= i < to + end - begin ==>
      \let source = pw_regions_source(i, to, to + end - begin, begin - to);
      PW_REGION_MOVED(regions->items, Pre, source, Post, i);
    ensures to: \forall integer i; begin <= i < end ==> PW_REGION_MOVED(regions->items, Pre, i, Post, i + to - begin);
*/
static void move_items(struct pw_regions *regions, uint32_t begin, uint32_t end, uint32_t to) {
  if (to <= begin)
    move_down(regions, begin, end, to);
  else
    move_up(regions, begin, end, to);
}

/* Moves the items from 'end' on to 'behind'; what is in between is the caller's to fill, or gone. All changes of a set
 * pass through here, so capacity is checked in one place, before the first write. */
/*@ requires memory: pw_regions_memory(regions) && regions->items != \null;
    requires range: end <= regions->count <= regions->capacity;
    requires few: behind <= end + 2;
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1], regions->count;
    ensures memory: pw_regions_memory(regions);
    ensures status: \result == PW_OK || \result == PW_ERR_TOO_MANY_REGIONS;
    ensures full: \result == PW_ERR_TOO_MANY_REGIONS <==> \old(regions->count) + behind - end > regions->capacity;
    ensures refused: \result != PW_OK ==> pw_regions_same{Pre,Post}(regions);
    ensures count: \result == PW_OK ==> regions->count == \old(regions->count) + behind - end;
    ensures from: \result == PW_OK ==> \forall integer i; 0 <= i < regions->count ==>
      \let source = pw_regions_source(i, behind, regions->count, end - behind);
        PW_REGION_MOVED(regions->items, Pre, source, Post, i);
    ensures outside: \result == PW_OK ==> \forall integer first, byte; first <= end && first <= behind &&
      \old(pw_regions_has_outside(regions, first, end, byte)) ==> pw_regions_has_outside(regions, first, behind, byte);
*/
static enum pw_status make_room(struct pw_regions *regions, uint32_t end, uint64_t behind) {
  const uint32_t tail_count = regions->count - end;
  if (behind + tail_count > regions->capacity)
    return PW_ERR_TOO_MANY_REGIONS;
  move_items(regions, end, regions->count, (uint32_t)behind);
  regions->count = (uint32_t)behind + tail_count;
  return PW_OK;
}

/* The place behind those of 'left' and 'right' that are not empty. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures range: first <= \result <= first + 2;
    ensures behind: pw_regions_behind(first, \result, left.bytes, right.bytes);
*/
static uint64_t place_behind(uint32_t first, struct pw_region left, struct pw_region right) {
  return (uint64_t)first + (left.bytes != 0 ? 1u : 0u) + (right.bytes != 0 ? 1u : 0u);
}

/* Items [first, behind) become those of 'left' and 'right' that are not empty. */
/*@ requires memory: pw_regions_memory(regions) && regions->items != \null;
    requires range: first <= behind <= regions->capacity;
    requires places: pw_regions_behind(first, behind, left.bytes, right.bytes);
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1];
    ensures left: left.bytes != 0 ==> regions->items[first].pa == left.pa && regions->items[first].bytes == left.bytes;
    ensures right: right.bytes != 0 ==>
      regions->items[behind - 1].pa == right.pa && regions->items[behind - 1].bytes == right.bytes;
    ensures before: \forall integer i; 0 <= i < first ==> PW_REGION_MOVED(regions->items, Pre, i, Post, i);
    ensures behind: \forall integer i; behind <= i < regions->capacity ==>
      PW_REGION_MOVED(regions->items, Pre, i, Post, i);
*/
static void put_pieces(struct pw_regions *regions, uint32_t first, uint64_t behind, struct pw_region left,
                       struct pw_region right) {
  if (left.bytes != 0)
    put_item(regions, first, left.pa, left.bytes);
  if (right.bytes != 0)
    put_item(regions, (uint32_t)(behind - 1u), right.pa, right.bytes);
}

/* Puts 'left' and 'right', if not empty, in the place of items [first, end). */
/*@ requires memory: pw_regions_memory(regions) && regions->items != \null;
    requires range: first <= end <= regions->count <= regions->capacity;
    requires places: pw_regions_behind(first, behind, left.bytes, right.bytes);
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1], regions->count;
    ensures memory: pw_regions_memory(regions);
    ensures status: \result == PW_OK || \result == PW_ERR_TOO_MANY_REGIONS;
    ensures full: \result == PW_ERR_TOO_MANY_REGIONS <==> \old(regions->count) + behind - end > regions->capacity;
    ensures refused: \result != PW_OK ==> pw_regions_same{Pre,Post}(regions);
    ensures count: \result == PW_OK ==> regions->count == \old(regions->count) + behind - end;
    ensures left: \result == PW_OK && left.bytes != 0 ==>
      regions->items[first].pa == left.pa && regions->items[first].bytes == left.bytes;
    ensures right: \result == PW_OK && right.bytes != 0 ==>
      regions->items[behind - 1].pa == right.pa && regions->items[behind - 1].bytes == right.bytes;
    ensures from: \result == PW_OK ==> \forall integer i; 0 <= i < first || behind <= i < regions->count ==>
      \let source = pw_regions_source(i, behind, regions->count, end - behind);
        PW_REGION_MOVED(regions->items, Pre, source, Post, i);
    ensures outside: \result == PW_OK ==> \forall integer byte;
      \old(pw_regions_has_outside(regions, first, end, byte)) ==> pw_regions_has(regions, byte);
*/
static enum pw_status replace_items(struct pw_regions *regions, uint32_t first, uint32_t end, uint64_t behind,
                                    struct pw_region left, struct pw_region right) {
  const enum pw_status status = make_room(regions, end, behind);
  if (status == PW_OK)
    put_pieces(regions, first, behind, left, right);
  return status;
}

/* The same, as what it means for the set. */
/*@ requires valid: pw_regions_valid(regions);
    requires range: first <= end <= regions->count;
    requires places: first <= behind <= first + 2 && pw_regions_behind(first, behind, left.bytes, right.bytes);
    requires ends: left.pa + left.bytes <= UINT64_MAX && right.pa + right.bytes <= UINT64_MAX;
    requires apart: left.bytes != 0 && right.bytes != 0 ==> left.pa + left.bytes < right.pa;
    requires left_before: left.bytes != 0 ==>
      \forall integer i; 0 <= i < first ==> regions->items[i].pa + regions->items[i].bytes < left.pa;
    requires left_behind: left.bytes != 0 ==>
      \forall integer i; end <= i < regions->count ==> left.pa + left.bytes < regions->items[i].pa;
    requires right_before: right.bytes != 0 ==>
      \forall integer i; 0 <= i < first ==> regions->items[i].pa + regions->items[i].bytes < right.pa;
    requires right_behind: right.bytes != 0 ==>
      \forall integer i; end <= i < regions->count ==> right.pa + right.bytes < regions->items[i].pa;
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1], regions->count;
    ensures memory: pw_regions_memory(regions);
    ensures status: \result == PW_OK || \result == PW_ERR_TOO_MANY_REGIONS;
    ensures full: \result == PW_ERR_TOO_MANY_REGIONS <==>
      \old(regions->count) + behind - end > regions->capacity;
    ensures refused: \result != PW_OK ==> pw_regions_same{Pre,Post}(regions);
    ensures formed: pw_regions_formed(regions);
    ensures only: \result == PW_OK ==> \forall integer byte; pw_regions_has(regions, byte) ==>
      left.pa <= byte < left.pa + left.bytes || right.pa <= byte < right.pa + right.bytes ||
      \old(pw_regions_has_outside(regions, first, end, byte));
    ensures left: \result == PW_OK ==> \forall integer byte; left.pa <= byte < left.pa + left.bytes ==>
      pw_regions_has(regions, byte);
    ensures right: \result == PW_OK ==> \forall integer byte; right.pa <= byte < right.pa + right.bytes ==>
      pw_regions_has(regions, byte);
    ensures outside: \result == PW_OK ==> \forall integer byte;
      \old(pw_regions_has_outside(regions, first, end, byte)) ==> pw_regions_has(regions, byte);
*/
static enum pw_status replace(struct pw_regions *regions, uint32_t first, uint32_t end, uint64_t behind,
                              struct pw_region left, struct pw_region right) {
  const enum pw_status status = replace_items(regions, first, end, behind, left, right);
  if (status != PW_OK)
    return status;
  //@ assert sorted_before: pw_regions_sorted(regions->items, first);
  //@ assert sorted_pieces: pw_regions_sorted(regions->items, behind);
  /*@ assert behind_right: \forall integer i, j; 0 <= i < behind <= j < regions->count ==>
        regions->items[i].pa + regions->items[i].bytes < regions->items[j].pa; */
  /*@ assert sizes: \forall integer i; behind <= i < regions->count ==>
        0 < regions->items[i].bytes && regions->items[i].pa + regions->items[i].bytes <= UINT64_MAX; */
  /*@ assert tail: \forall integer i, j; behind <= i < j < regions->count ==>
        regions->items[i].pa + regions->items[i].bytes < regions->items[j].pa; */
  //@ assert sorted: pw_regions_sorted(regions->items, regions->count);
  return status;
}

/*@ requires valid: pw_regions_valid(regions);
    requires range: bytes != 0 && pa + bytes <= UINT64_MAX;
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1], regions->count;
    ensures memory: pw_regions_memory(regions);
    ensures status: \result == PW_OK || \result == PW_ERR_TOO_MANY_REGIONS;
    ensures full: \result == PW_ERR_TOO_MANY_REGIONS <==>
      \old(regions->count) == \old(regions->capacity) && \forall integer i; 0 <= i < \old(regions->count) ==>
        \old(pw_region_end(regions->items, i)) < pa || pa + bytes < \old(regions->items[i].pa);
    ensures refused: \result != PW_OK ==> pw_regions_same{Pre,Post}(regions);
    ensures formed: pw_regions_formed(regions);
    ensures united: \result == PW_OK ==> \forall integer byte; pw_regions_has(regions, byte) <==>
      \old(pw_regions_has(regions, byte)) || pa <= byte < pa + bytes;
*/
static enum pw_status unite(struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  const uint64_t end_pa = pa + bytes;
  const uint32_t first = count_before(regions, pa);
  const uint32_t end = count_up_to(regions, first, end_pa);
  uint64_t union_pa = pa;
  uint64_t union_end_pa = end_pa;
  if (first < end) {
    const uint64_t last_end_pa = region_end(regions->items[end - 1]);
    union_pa = regions->items[first].pa < pa ? regions->items[first].pa : pa;
    union_end_pa = last_end_pa > end_pa ? last_end_pa : end_pa;
  }
  //@ assert covers: union_pa <= pa && end_pa <= union_end_pa;
  /*@ assert merged: \forall integer i; first <= i < end ==>
        union_pa <= regions->items[i].pa && regions->items[i].pa + regions->items[i].bytes <= union_end_pa; */
  /*@ assert no_more: \forall integer byte; union_pa <= byte < union_end_pa ==>
        pa <= byte < end_pa || pw_regions_has(regions, byte); */
  /*@ assert whole: \forall integer byte; pw_regions_has(regions, byte) ==>
        union_pa <= byte < union_end_pa || pw_regions_has_outside(regions, first, end, byte); */
  /*@ assert part: \forall integer byte; pw_regions_has_outside(regions, first, end, byte) ==>
        pw_regions_has(regions, byte); */
  const struct pw_region all = {union_pa, union_end_pa - union_pa};
  const struct pw_region none = {0, 0};
  return replace(regions, first, end, place_behind(first, all, none), all, none);
}

enum pw_status pw_regions_add(struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  const enum pw_status status = check_change(regions, pa, bytes);
  return status == PW_OK ? unite(regions, pa, bytes) : status;
}

/*@ requires valid: pw_regions_valid(regions);
    requires range: bytes != 0 && pa + bytes <= UINT64_MAX;
    terminates \true; exits \false; assigns regions->items[0 .. regions->capacity - 1], regions->count;
    ensures memory: pw_regions_memory(regions);
    ensures status: \result == PW_OK || \result == PW_ERR_TOO_MANY_REGIONS;
    ensures full: \result == PW_ERR_TOO_MANY_REGIONS <==>
      \old(regions->count) == \old(regions->capacity) && \exists integer i; 0 <= i < \old(regions->count) &&
        \old(regions->items[i].pa) < pa && pa + bytes < \old(pw_region_end(regions->items, i));
    ensures refused: \result != PW_OK ==> pw_regions_same{Pre,Post}(regions);
    ensures formed: pw_regions_formed(regions);
    ensures without: \result == PW_OK ==> \forall integer byte; pw_regions_has(regions, byte) <==>
      \old(pw_regions_has(regions, byte)) && !(pa <= byte < pa + bytes);
*/
static enum pw_status remove_range(struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  const uint64_t end_pa = pa + bytes;
  const uint32_t first = count_before(regions, pa + 1u);
  const uint32_t end = count_up_to(regions, first, end_pa - 1u);
  if (first == end)
    return PW_OK;
  const uint64_t first_pa = regions->items[first].pa;
  const uint64_t last_end_pa = region_end(regions->items[end - 1]);
  const struct pw_region left = {first_pa, first_pa < pa ? pa - first_pa : 0};
  const struct pw_region right = {end_pa, last_end_pa > end_pa ? last_end_pa - end_pa : 0};
  /*@ assert outside: \forall integer byte; pw_regions_has_outside(regions, first, end, byte) ==>
        pw_regions_has(regions, byte) && !(pa <= byte < end_pa); */
  /*@ assert left: \forall integer byte; left.pa <= byte < left.pa + left.bytes ==>
        pw_regions_has(regions, byte) && byte < pa; */
  /*@ assert right: \forall integer byte; right.pa <= byte < right.pa + right.bytes ==>
        pw_regions_has(regions, byte) && end_pa <= byte; */
  /*@ assert whole: \forall integer byte; pw_regions_has(regions, byte) ==>
        pa <= byte < end_pa || left.pa <= byte < left.pa + left.bytes || right.pa <= byte < right.pa + right.bytes ||
        pw_regions_has_outside(regions, first, end, byte); */
  return replace(regions, first, end, place_behind(first, left, right), left, right);
}

enum pw_status pw_regions_subtract(struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  const enum pw_status status = check_change(regions, pa, bytes);
  return status == PW_OK ? remove_range(regions, pa, bytes) : status;
}

uint64_t pw_regions_total_bytes(const struct pw_regions *regions) {
  uint64_t total = 0;
  if (regions == NULL)
    return 0;
  /*@ loop invariant range: 0 <= i <= regions->count;
      loop invariant total: total == pw_regions_bytes(regions->items, i);
      loop invariant bound: i > 0 ==> total <= pw_region_end(regions->items, i - 1);
      loop invariant none: i == 0 ==> total == 0;
      loop assigns i, total;
      loop variant regions->count - i; */
  for (uint32_t i = 0; i < regions->count; i++)
    total += regions->items[i].bytes;
  return total;
}

/*@ requires range: region.pa + region.bytes <= UINT64_MAX;
    terminates \true; exits \false; assigns \nothing;
    ensures common: \result == pw_region_overlap(region.pa, region.pa + region.bytes, pa, end_pa);
*/
static uint64_t common_with(struct pw_region region, uint64_t pa, uint64_t end_pa) {
  const uint64_t low_pa = region.pa > pa ? region.pa : pa;
  const uint64_t high_pa = region_end(region) < end_pa ? region_end(region) : end_pa;
  return low_pa < high_pa ? high_pa - low_pa : 0;
}

uint64_t pw_regions_common_bytes(const struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  uint64_t common = 0;
  if (regions == NULL || pa > UINT64_MAX - bytes)
    return 0;
  const uint64_t end_pa = pa + bytes;
  /*@ loop invariant range: 0 <= i <= regions->count;
      loop invariant common: common == pw_regions_common(regions->items, i, pa, end_pa);
      loop invariant bound: common <= bytes;
      loop invariant last: i > 0 && pa <= pw_region_end(regions->items, i - 1) ==>
        common <= pw_region_end(regions->items, i - 1) - pa;
      loop invariant none: i == 0 || pw_region_end(regions->items, i - 1) < pa ==> common == 0;
      loop assigns i, common;
      loop variant regions->count - i; */
  for (uint32_t i = 0; i < regions->count; i++)
    common += common_with(regions->items[i], pa, end_pa);
  return common;
}

/* What touches is merged, so the range is in one item or is not in the set as a whole. */
bool pw_regions_contains(const struct pw_regions *regions, uint64_t pa, uint64_t bytes) {
  if (regions == NULL || bytes == 0 || pa > UINT64_MAX - bytes)
    return false;
  const uint64_t end_pa = pa + bytes;
  const uint32_t first = count_before(regions, end_pa);
  if (first < regions->count && regions->items[first].pa <= pa) {
    //@ assert within: \forall integer byte; pa <= byte < end_pa ==> pw_regions_has(regions, byte);
    return true;
  }
  /*@ assert gap: first < regions->count && regions->items[first].pa < end_pa ==>
        pa <= regions->items[first].pa - 1 < end_pa && !pw_regions_has(regions, regions->items[first].pa - 1); */
  /*@ assert beyond: first == regions->count || regions->items[first].pa >= end_pa ==>
        !pw_regions_has(regions, end_pa - 1); */
  return false;
}

/* Rounding counts in frames rather than bytes: the end of the last frame of the address space is no 64-bit address. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures up: \result * 4096 - 4096 < pa <= \result * 4096;
*/
static uint64_t frames_up(uint64_t pa) {
  return pa / PW_PAGE_BYTES + (pa % PW_PAGE_BYTES != 0 ? 1u : 0u);
}

/* The end of a region, cut at the end of the address space. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures end: \result == pw_region_cut_end(region.pa, region.bytes);
*/
static uint64_t cut_end(struct pw_region region) {
  return region.pa > UINT64_MAX - region.bytes ? UINT64_MAX : region.pa + region.bytes;
}

struct pw_frame_range pw_region_inner_frames(struct pw_region region) {
  const uint64_t first_pfn = frames_up(region.pa);
  const uint64_t end_pfn = cut_end(region) / PW_PAGE_BYTES;
  const struct pw_frame_range range = {first_pfn, end_pfn > first_pfn ? end_pfn : first_pfn};
  return range;
}

struct pw_frame_range pw_region_outer_frames(struct pw_region region) {
  const uint64_t first_pfn = region.pa / PW_PAGE_BYTES;
  const uint64_t end_pfn = region.bytes == 0 ? first_pfn : frames_up(cut_end(region));
  const struct pw_frame_range range = {first_pfn, end_pfn};
  return range;
}
