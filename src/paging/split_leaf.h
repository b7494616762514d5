/*
 * Split leaf: the leaves that are as good as one larger leaf. Internal to src/paging; pure functions.
 */
#ifndef PW_PAGING_SPLIT_LEAF_H
#define PW_PAGING_SPLIT_LEAF_H

#include <stdint.h>

#include <pagewright/descriptor.h>

#include "spec/paging/split.h"

/* The first of the 512 leaves of the next level that a block (level 1 or 2) is as good as. Each further one leads on
 * from the one before it. */
/*@ requires level: level == 1 || level == 2;
    requires block: descriptor % 4 == 1;
    terminates \true; exits \false; assigns \nothing;
    ensures kind: \result % 4 == (level == 2 ? 3 : 1);
    ensures room: \result + 512 * pw_level_bytes(level + 1) <= UINT64_MAX;
    ensures pages: level == 2 ==> \forall integer i2, i3; 0 <= i3 < 512 ==>
      pw_walk_agrees(descriptor * 4 + 2, pw_split_result(\result, 0x1000, i3, 3), i2, i3);
    ensures blocks: level == 1 ==> \forall integer i2, i3; 0 <= i2 < 512 ==>
      pw_walk_agrees(descriptor * 4 + 1, pw_split_result(\result, 0x200000, i2, 2), i2, i3);
*/
uint64_t pw_split_leaf(uint64_t descriptor, uint32_t level);

#endif
