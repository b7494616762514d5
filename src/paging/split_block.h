/*
 * Split block: a block becomes a table of smaller leaves, break-before-make. Internal to src/paging.
 */
#ifndef PW_PAGING_SPLIT_BLOCK_H
#define PW_PAGING_SPLIT_BLOCK_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/path.h"
#include "src/paging/space.h"

#include "spec/paging/split_block.h"

/* What a split writes, but for the counts of leaves: the window, and the maps of the frame that becomes a table. */
#define PW_SPLIT_ASSIGNS(S, TABLE)                                                                                     \
  (S)->window->words[0 .. (S)->window->frame_count * 512 - 1], (S)->window->live[0 .. (S)->window->frame_count - 1],   \
      pw_forest_level[TABLE], pw_forest_parent[TABLE], pw_forest_slot[TABLE], pw_forest_root[TABLE], PW_STALE_MAPS

/* The block at the end of the path to va becomes a table, in a frame that the space has out of its source. Every walk
 * leads where it led, with the same attributes. */
/*@ requires valid: pw_space_valid(space);
    requires path: pw_path_valid(space->window, path) && 1 <= path.level <= 2 && pw_path_of(path, va) &&
      path.table[0] == space->root_frame;
    requires block: path.descriptor == pw_path_entry(space->window, path) && path.descriptor % 4 == 1;
    requires canonical: pw_space_canonical(space, va);
    requires table: table < space->window->frame_count && pw_forest_level[table] == PW_NO_LEVEL &&
      pw_page_source_out(space->source, table);
    terminates \true; exits \false;
    assigns PW_SPLIT_ASSIGNS(space, table), space->page_count, space->block_2mb_count, space->block_1gb_count,
            space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures place: 1 <= pw_forest_level[table] <= 3 && pw_forest_root[table] == space->root_frame;
    ensures places: pw_split_places_kept{Pre,Post}(space->window, table);
    ensures rest: pw_split_rest_kept{Pre,Post}(space->window, table);
    ensures walks: pw_walks_agree{Pre,Post}(space->window);
*/
void pw_split_block(struct pw_address_space *space, struct pw_path path, uint64_t va, uint32_t table);

#endif
