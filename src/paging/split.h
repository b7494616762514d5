/*
 * Split: blocks become tables of smaller leaves, so that none goes across an end of a range. Internal to src/paging.
 */
#ifndef PW_PAGING_SPLIT_H
#define PW_PAGING_SPLIT_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

#include "src/paging/space.h"
#include "src/paging/stock.h"

#include "spec/paging/split_ends.h"

/* What splits write: the window, the maps, and the counts of leaves. */
#define PW_SPLITS_ASSIGN(S)                                                                                            \
  (S)->window->words[0 .. (S)->window->frame_count * 512 - 1], (S)->window->live[0 .. (S)->window->frame_count - 1],   \
      PW_FOREST_MAPS, PW_STALE_MAPS, pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1], (S)->page_count,                   \
      (S)->block_2mb_count, (S)->block_1gb_count, (S)->has_mapped_global

/* Split whatever goes across an end of the range, with tables of the stock, as far as it lasts. No walk changes but that
 * its leaf is smaller. Returns what is left of the stock: nothing, when it was what pw_split_tables_needed has said. */
/*@ requires valid: pw_space_valid(space);
    requires range: pw_va_range_valid(space, range);
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    terminates \true; exits \false;
    assigns PW_SPLITS_ASSIGN(space);
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots_stay: pw_roots_stay{Pre,Post}(space->window);
    ensures stock: pw_stock_valid(space->window, \result) && pw_split_stocked(space);
    ensures left: \result.count <= stock.count;
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures walks: pw_walks_agree{Pre,Post}(space->window);
*/
struct pw_stock pw_split_ends(struct pw_address_space *space, struct pw_va_range range, struct pw_stock stock);

#endif
