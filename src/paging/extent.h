/*
 * Extent: the entry that serves an address, and what it says of every address from there to the entry's end.
 *
 * Internal to src/paging. What looks at one address after the other (query, find_unmapped, print) goes from extent to
 * extent: each ends above the address that it was asked for, so that every such loop ends, whatever the tree is like.
 */
#ifndef PW_PAGING_EXTENT_H
#define PW_PAGING_EXTENT_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/descriptor.h>

#include "src/paging/path.h"
#include "src/paging/space.h"

/* A value: nothing that is written can change it. */
struct pw_extent {
  uint64_t descriptor; /* the entry */
  uint64_t left;       /* bytes from the address to the end of what the entry serves */
  uint32_t level;      /* of the table that has the entry: where the walk ends */
  uint32_t table;      /* that table */
  bool is_mapped;      /* the entry is a leaf; else the walk faults there */
};

#include "spec/paging/extent.h"

/* O(1): four entries are read. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    terminates \true; exits \false; assigns \nothing;
    ensures level: \result.level <= 3 && \result.table < space->window->frame_count;
    ensures end: pw_space_end(space, va) == \result.descriptor * 4 + \result.level;
    ensures mapped: \result.is_mapped ? pw_is_leaf(\result.descriptor, \result.level) &&
      pw_space_walk(space, va) == \result.descriptor * 4 + \result.level : pw_space_walk(space, va) == 0;
    ensures left: \result.left == pw_level_bytes(\result.level) - va % pw_level_bytes(\result.level);
    ensures some: 1 <= \result.left <= 0x8000000000;
    ensures served: pw_space_walk_same(space, va, \result.left);
*/
struct pw_extent pw_extent_at(const struct pw_address_space *space, uint64_t va);

#endif
