/*
 * Map range: a target mapped, with tables from the space's source, all or nothing. Internal to src/paging.
 */
#ifndef PW_PAGING_MAP_RANGE_H
#define PW_PAGING_MAP_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/status.h>

#include "src/paging/map_pages.h"
#include "src/paging/stock.h"
#include "src/paging/unit.h"

#include "spec/paging/map_range.h"

/* ALREADY_MAPPED iff something of the target is mapped; NO_MEMORY if there are not as many tables as it needs, or if
 * its pages cannot be counted. Else every page of the target leads where it says, and every other walk is the same.
 * 'global' says whether the leaves are for all ASIDs. */
/*@ requires valid: pw_space_valid(space);
    requires target: pw_target_valid(target) && pw_target_whole(target) && target.length > 0;
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires none: pw_stock_none_left(space->window);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1], space->page_count,
            space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures statuses: \result == PW_OK || \result == PW_ERR_ALREADY_MAPPED || \result == PW_ERR_NO_MEMORY;
    ensures mapped: \result == PW_ERR_ALREADY_MAPPED <==>
      \old(!pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000));
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures half: space->half == \old(space->half);
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures none: pw_stock_none_left(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures global: \result == PW_OK ==> ((boolean)space->has_mapped_global <==>
      \old((boolean)space->has_mapped_global) || (boolean)global);
    ensures local: \result != PW_OK ==>
      ((boolean)space->has_mapped_global <==> \old((boolean)space->has_mapped_global));
    ensures refused: \result != PW_OK ==> pw_walks_same{Pre,Post}(space->window);
    ensures lead: \result == PW_OK ==>
      pw_pages_lead(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000, target.pa / 0x1000,
                    leaves.page, leaves.block);
    ensures others: \result == PW_OK ==>
      pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000);
*/
enum pw_status pw_map_range_target(struct pw_address_space *space, struct pw_target target, struct pw_map_leaves leaves,
                                   bool global);

#endif
