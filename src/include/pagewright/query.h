/*
 * Query: what the tables say of one address, mapped or not.
 *
 * Where pw_translate answers as the hardware does, this one shows the entry at which the walk ended: the leaf, or the
 * one that made it fault.
 */
#ifndef PAGEWRIGHT_QUERY_H
#define PAGEWRIGHT_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>
#include <pagewright/descriptor.h>
#include <pagewright/status.h>

#include "spec/paging/space.h"
#include "spec/paging/extent.h"

struct pw_query {
  uint64_t va;         /* the first address that the entry serves, */
  uint64_t size;       /* and how many bytes it serves: 4 KiB at L3, 2 MiB at L2, 1 GiB at L1, 512 GiB at L0 */
  uint64_t descriptor; /* the entry as it stands in the table */
  uint64_t pa;         /* mapped: where 'va' leads; else 0 */
  uint32_t level;      /* of the entry: the leaf's, or the one at which the walk faults */
  uint32_t table;      /* the frame of the table that has it, counted from the window's first */
  bool is_mapped;
  struct pw_attributes attributes; /* mapped: what the leaf allows; else without meaning */
};

/* Any address of the half, at any byte. An address that is not mapped is no error: 'is_mapped' says so.
 * Errors: INVALID_ARGUMENT (a null pointer, a destroyed space), NON_CANONICAL. O(1). */
/*@ requires space: space == \null || \valid_read(space);
    requires rooted: pw_space_live(space) ==> pw_space_rooted(space);
    requires answer: answer == \null || \valid(answer);
    requires apart: \separated(answer, space);
    terminates \true; exits \false; assigns *answer;
    ensures refused: \result != PW_OK && answer != \null ==> *answer == \old(*answer);
    behavior invalid:
      assumes !pw_space_live(space) || answer == \null;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior non_canonical:
      assumes pw_space_live(space) && answer != \null && !pw_space_canonical(space, va);
      ensures status: \result == PW_ERR_NON_CANONICAL;
    behavior answered:
      assumes pw_space_live(space) && answer != \null && pw_space_canonical(space, va);
      ensures status: \result == PW_OK;
      ensures end: answer->descriptor * 4 + answer->level == \old(pw_space_end(space, va));
      ensures level: answer->level <= 3;
      ensures mapped: answer->is_mapped <==> \old(pw_space_walk(space, va)) != 0;
      ensures walk: answer->is_mapped ==> answer->descriptor * 4 + answer->level == \old(pw_space_walk(space, va));
      ensures size: answer->size == pw_level_bytes(answer->level);
      ensures first: answer->va == va - va % answer->size;
      ensures pa: answer->is_mapped ==>
        answer->pa == answer->descriptor % 0x1000000000000 / answer->size * answer->size;
      ensures attributes: PW_LEAF_ALLOWS(answer->descriptor, answer->attributes);
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_query(const struct pw_address_space *space, uint64_t va, struct pw_query *answer);

#endif
