/*
 * Split tally: one block fewer, 512 smaller leaves more. Internal to src/paging.
 */
#ifndef PW_PAGING_SPLIT_TALLY_H
#define PW_PAGING_SPLIT_TALLY_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/leaf_counts.h"

#include "spec/paging/map.h"

/* The space counts a block of the level (1 or 2) no more, but the leaves that it was split into; modulo 2^32, which only a
 * damaged space could make a difference. All else of the space stays. */
/*@ requires valid: pw_space_valid(space);
    requires level: level == 1 || level == 2;
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->block_1gb_count, space->has_mapped_global;
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures half: space->half == \old(space->half) && (space->has_mapped_global <==> \old(space->has_mapped_global));
    ensures pages: space->page_count == (\old(space->page_count) + (level == 2 ? 512 : 0)) % 0x100000000;
    ensures blocks_2mb: level == 1 ==>
      space->block_2mb_count == (\old(space->block_2mb_count) + 512) % 0x100000000;
    ensures blocks_2mb_less: level == 2 && \old(space->block_2mb_count) > 0 ==>
      space->block_2mb_count == \old(space->block_2mb_count) - 1;
    ensures blocks_1gb: level == 2 ==> space->block_1gb_count == \old(space->block_1gb_count);
    ensures blocks_1gb_less: level == 1 && \old(space->block_1gb_count) > 0 ==>
      space->block_1gb_count == \old(space->block_1gb_count) - 1;
*/
void pw_split_tally(struct pw_address_space *space, uint32_t level);

#endif
