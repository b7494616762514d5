/*
 * Find unmapped: a candidate moves up from one mapped entry to behind the next, until all below it is looked at.
 */
#include <pagewright/find_unmapped.h>

#include <stddef.h>

#include "src/paging/extent.h"

/*@ // A number between two neighbouring multiples has the distance from the lower one for a remainder.
    lemma pw_between_multiples: \forall integer q, p, h; 0 <= q && 0 < p && q * p <= h < q * p + p ==> h % p == h - q * p;
*/

/* Bytes from an address to the next multiple of the alignment. */
/*@ requires alignment: alignment > 0;
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result < alignment;
    ensures aligned: (va + \result) % alignment == 0;
    ensures next: \forall integer y; va <= y < va + \result ==> y % alignment != 0;
*/
static uint64_t bytes_to_aligned(uint64_t va, uint64_t alignment) {
  uint64_t over = va % alignment;
  //@ assert whole: va == va / alignment * alignment + over;
  //@ assert multiples: (va / alignment + 1) * alignment == va / alignment * alignment + alignment;
  //@ assert next: over != 0 ==> (va + alignment - over) % alignment == 0;
  //@ assert between: over != 0 ==> \forall integer y; va <= y < va + alignment - over ==> y % alignment != 0;
  return over == 0u ? 0u : alignment - over;
}

/* A search: candidates below 'candidate' are blocked, and nothing is mapped from it up to 'at'. */
struct search {
  uint64_t candidate;
  uint64_t at;
  bool is_over; /* no candidate is left */
};

/* The lowest candidate at an address or above that the range has room for. */
/*@ requires wanted: length > 0 && alignment > 0 && va <= last;
    terminates \true; exits \false; assigns \nothing;
    ensures over: (boolean)\result.is_over ==>
      \forall integer y; va <= y <= last + 1 - length ==> y % alignment != 0;
    ensures candidate: !(boolean)\result.is_over ==> \result.candidate == \result.at && va <= \result.candidate &&
      \result.candidate % alignment == 0 && \result.candidate + length <= last + 1;
    ensures between: !(boolean)\result.is_over ==>
      \forall integer y; va <= y < \result.candidate ==> y % alignment != 0;
*/
static struct search candidate_from(uint64_t va, uint64_t length, uint64_t alignment, uint64_t last) {
  struct search search = {va, va, true};
  uint64_t pad = bytes_to_aligned(va, alignment);
  if (pad <= last - va && length - 1u <= last - va - pad) {
    search.candidate = va + pad;
    search.at = va + pad;
    search.is_over = false;
  }
  return search;
}

/*@ ghost
  // Every run of the length that begins between the candidate and the end of a mapped entry in its way meets that entry.
  /@ requires space: \valid_read(space);
     requires met: candidate <= at < candidate + length;
     requires mapped: pw_space_walk(space, at) != 0;
     requires same: pw_space_walk_same(space, at, left);
     terminates \true; exits \false; assigns \nothing;
     ensures blocked: \forall integer y; candidate <= y < at + left ==> pw_blocked(space, y, y + length);
  @/
  static void lemma_blocked(const struct pw_address_space *space, uint64_t candidate, uint64_t at, uint64_t left,
                            uint64_t length) {
    /@ assert below: \forall integer y; candidate <= y <= at ==> pw_blocked(space, y, y + length); @/
    /@ assert above: \forall integer y; at <= y < at + left ==> pw_space_walk(space, y) != 0; @/
    /@ assert inside: \forall integer y; at <= y < at + left ==> pw_blocked(space, y, y + length); @/
  }
*/

/* Behind a mapped entry: the lowest candidate there. */
/*@ requires space: \valid_read(space);
    requires wanted: length > 0 && alignment > 0;
    requires place: !(boolean)search.is_over && first <= search.candidate <= search.at <= last &&
      search.at < search.candidate + length;
    requires mapped: pw_space_walk(space, search.at) != 0;
    requires same: left > 0 && pw_space_walk_same(space, search.at, left);
    requires lowest: pw_no_hole(space, first, search.candidate, length, alignment);
    terminates \true; exits \false; assigns \nothing;
    ensures over: (boolean)\result.is_over ==> pw_no_hole(space, first, last + 2 - length, length, alignment);
    ensures candidate: !(boolean)\result.is_over ==> \result.candidate == \result.at &&
      search.at + left <= \result.candidate && \result.candidate % alignment == 0 &&
      \result.candidate + length <= last + 1;
    ensures lowest: !(boolean)\result.is_over ==> pw_no_hole(space, first, \result.candidate, length, alignment);
*/
static struct search pass(const struct pw_address_space *space, struct search search, uint64_t left, uint64_t length,
                          uint64_t alignment, uint64_t first, uint64_t last) {
  (void)space; /* what the contract is about, and the first address of the range */
  (void)first;
  //@ ghost lemma_blocked(space, search.candidate, search.at, left, length);
  //@ assert lowest: pw_no_hole(space, first, search.at + left, length, alignment);
  if (left > last - search.at) {
    search.is_over = true;
    return search;
  }
  return candidate_from(search.at + left, length, alignment, last);
}

enum pw_status pw_find_unmapped(const struct pw_address_space *space, uint64_t length, uint64_t alignment,
                                struct pw_va_range range, uint64_t *va) {
  enum pw_status status = pw_va_range_check(space, range);
  if (status != PW_OK) {
    return status;
  }
  if (va == NULL || length == 0u || alignment == 0u) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (length % PW_PAGE_SIZE != 0u || alignment % PW_PAGE_SIZE != 0u) {
    return PW_ERR_MISALIGNED;
  }
  uint64_t last = range.va + (range.length - 1u);
  struct search search = candidate_from(range.va, length, alignment, last);
  /*@ loop invariant place: !(boolean)search.is_over ==> range.va <= search.candidate <= search.at <= last &&
        search.at < search.candidate + length && search.candidate + length <= last + 1;
      loop invariant aligned: !(boolean)search.is_over ==> search.candidate % alignment == 0;
      loop invariant unmapped: !(boolean)search.is_over ==> pw_unmapped(space, search.candidate, search.at);
      loop invariant lowest: !(boolean)search.is_over ==> pw_no_hole(space, range.va, search.candidate, length, alignment);
      loop invariant none: (boolean)search.is_over ==>
        pw_no_hole(space, range.va, range.va + range.length - length + 1, length, alignment);
      loop assigns search;
      loop variant (boolean)search.is_over ? 0 : last + 1 - search.at; */
  while (!search.is_over) {
    struct pw_extent extent = pw_extent_at(space, search.at);
    uint64_t seen = search.at - search.candidate;
    if (!extent.is_mapped && extent.left >= length - seen) {
      //@ assert hole: pw_unmapped(space, search.candidate, search.candidate + length);
      *va = search.candidate;
      return PW_OK;
    }
    if (!extent.is_mapped) {
      //@ assert unmapped: pw_unmapped(space, search.candidate, search.at + extent.left);
      search.at = search.at + extent.left;
    } else {
      search = pass(space, search, extent.left, length, alignment, range.va, last);
    }
  }
  return PW_ERR_NO_MEMORY;
}
