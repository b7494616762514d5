/*
 * Range protect: other attributes for everything in a range. Internal to src/paging.
 */
#ifndef PW_PAGING_RANGE_PROTECT_H
#define PW_PAGING_RANGE_PROTECT_H

#include <stdbool.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

#include "src/paging/leaf_counts.h"
#include "src/paging/protect_part.h"

/* All of the range is mapped, and no leaf goes across an end of it: every page of it then leads where it led, by a leaf
 * of the same size with the attributes of these leaves, every other walk is the same, and walkers and TLBs know nothing
 * else. 'global' says whether these are leaves for all ASIDs. Cannot fail. */
/*@ requires valid: pw_space_valid(space);
    requires local: pw_space_local(space);
    requires range: pw_va_range_valid(space, range);
    requires mapped: pw_pages_mapped(space->window, space->root_frame, pw_va_page(range.va), range.length / 0x1000);
    requires whole: pw_range_whole(space->window, space->root_frame, range);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires global: global || (pw_leaf_local(leaves.page) && pw_leaf_local(leaves.block));
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS, space->page_count,
            space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures local: pw_space_local(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures marked: space->has_mapped_global <==> \old((boolean)space->has_mapped_global) || (boolean)global;
    ensures protected: pw_pages_protected{Pre,Post}(space->window, space->root_frame, pw_va_page(range.va),
                                                    range.length / 0x1000, leaves.page, leaves.block);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(range.va),
                                                   range.length / 0x1000);
*/
void pw_range_protect_commit(struct pw_address_space *space, struct pw_va_range range, struct pw_map_leaves leaves,
                             bool global);

#endif
