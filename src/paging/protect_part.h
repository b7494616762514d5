/*
 * Protect part: what a range begins with becomes leaves with other attributes. Internal to src/paging.
 */
#ifndef PW_PAGING_PROTECT_PART_H
#define PW_PAGING_PROTECT_PART_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

#include "src/paging/protect_pages.h"

#include "spec/paging/protect_steps.h"

/* The leaves at the range's begin that lead on from each other, in one table. All of the range is mapped, and no leaf
 * goes across an end of it. Returns how many bytes they serve: behind them begins a leaf, or the range ends. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires range: pw_va_range_valid(space, range);
    requires mapped: pw_pages_mapped(space->window, space->root_frame, pw_va_page(range.va), range.length / 0x1000);
    requires whole: pw_range_whole(space->window, space->root_frame, range);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
      pw_pages_local(space->window, space->root_frame, pw_va_page(range.va), range.length / 0x1000);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS;
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures bytes: 1 <= \result <= range.length && \result % 0x1000 == 0;
    ensures protected: pw_pages_protected{Pre,Post}(space->window, space->root_frame, pw_va_page(range.va),
                                                    \result / 0x1000, leaves.page, leaves.block);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(range.va),
                                                   \result / 0x1000);
    ensures begins: \result < range.length ==>
      pw_va_begins(space->window, space->root_frame, range.va + \result);
    ensures ends: \result < range.length ==>
      pw_va_ends(space->window, space->root_frame, range.va + range.length);
    ensures next: \result < range.length ==> pw_va_page(range.va + \result) == pw_va_page(range.va) + \result / 0x1000;
*/
uint64_t pw_protect_part(struct pw_address_space *space, struct pw_va_range range, struct pw_map_leaves leaves);

#endif
