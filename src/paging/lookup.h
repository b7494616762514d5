/*
 * Lookup: the entry that a walk ends with, without the way to it. Internal to src/paging.
 */
#ifndef PW_PAGING_LOOKUP_H
#define PW_PAGING_LOOKUP_H

#include <stdint.h>

#include <pagewright/window.h>

#include "src/paging/forest.h"

struct pw_lookup {
  uint64_t descriptor; /* a leaf, or what translates nothing */
  uint32_t level;      /* of the table that has it */
};

/* The entry that ends the walk for va. O(1): at most four loads. */
/*@ PW_FOREST_REQUIRES(window)
    requires root: root < window->frame_count && pw_forest_level[root] == 0;
    terminates \true; exits \false; assigns \nothing;
    ensures end: \result.level <= 3 && !pw_is_link(\result.descriptor, \result.level);
    ensures leaf: pw_is_leaf(\result.descriptor, \result.level) ==>
      pw_walk0(window, root, va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512, va / 0x1000 % 512) ==
        \result.descriptor * 4 + \result.level;
    ensures fault: !pw_is_leaf(\result.descriptor, \result.level) ==>
      pw_walk0(window, root, va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512, va / 0x1000 % 512) ==
   0;
*/
struct pw_lookup pw_lookup(const struct pw_window *window, uint32_t root, uint64_t va);

#endif
