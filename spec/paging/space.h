/*
 * An address space, in logic: the tree that it is, and what an address of it comes to.
 */
#ifndef PW_SPEC_PAGING_SPACE_H
#define PW_SPEC_PAGING_SPACE_H

#include "spec/paging/descriptor.h"
#include "spec/paging/table.h"
#include "spec/paging/forest.h"

/*@ // The walk for an address: 0 for a fault, else four times the leaf and its level.
    logic integer pw_space_walk{L}(struct pw_address_space *s, integer va) =
      pw_walk0(s->window, s->root_frame, va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512, va / 0x1000 % 512);

    // The address is of the space's half: bits 63:48 all zero in the lower, all one in the upper.
    predicate pw_space_canonical{L}(struct pw_address_space *s, integer va) =
      s->half == PW_HALF_LOW ? va < 0x1000000000000 : va >= 0xFFFF000000000000;

    // The space is created and not destroyed.
    predicate pw_space_live{L}(struct pw_address_space *s) = s != \null && s->root_frame != PW_NO_FRAME;

    // Its root is one, in a window of sound trees.
    predicate pw_space_rooted{L}(struct pw_address_space *s) =
      s->root_frame < s->window->frame_count && pw_forest_level[s->root_frame] == 0 && pw_forest_valid(s->window);

    // The byte that a leaf of a level shows at an address.
    logic integer pw_leaf_byte(integer d, integer level, integer va) =
      d % 0x1000000000000 / pw_level_bytes(level) * pw_level_bytes(level) + va % pw_level_bytes(level);
*/

#endif
