/*
 * Demand page: one page of a region gets its frame, or loses it. Internal to src/paging: whether the address is a
 * region's, and whether the region may have one frame more, is known already.
 */
#ifndef PW_PAGING_DEMAND_PAGE_H
#define PW_PAGING_DEMAND_PAGE_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>
#include <pagewright/map.h>
#include <pagewright/page_source.h>

#include "spec/paging/demand_page.h"

/* What became of a page: OK and its frame, or NO_MEMORY and none. */
struct pw_demand_brought {
  enum pw_status status;
  uint32_t frame;
};

/* A zeroed frame behind the page, which has none. Errors: NO_MEMORY; then the frame is back. */
/*@ requires valid: pw_space_live(space) && pw_space_valid(space);
    requires source: source == space->source;
    requires attributes: \valid_read(attributes) && pw_demand_beside(space, attributes);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures statuses: \result.status == PW_OK || \result.status == PW_ERR_NO_MEMORY;
    ensures valid: pw_space_live(space) && pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures refused: \result.status != PW_OK ==> pw_walks_same{Pre,Post}(space->window);
    ensures back: \result.status != PW_OK ==> pw_space_conserved{Pre,Post}(space);
    ensures canonical: \result.status == PW_OK ==> pw_space_canonical(space, va);
    ensures was_free: \result.status == PW_OK ==> \old(pw_space_walk(space, va)) == 0;
    ensures was_in: \result.status == PW_OK ==> pw_demand_frame_in{Pre}(space, \result.frame);
    ensures is_out: \result.status == PW_OK ==> pw_demand_frame_out(space, \result.frame);
    ensures conserved: \result.status == PW_OK ==> pw_space_conserved_but{Pre,Post}(space, \result.frame);
    ensures level: \result.status == PW_OK ==> pw_space_walk(space, va) % 4 == 3;
    ensures leaf: \result.status == PW_OK ==>
      PW_LEAF_IS(pw_space_walk(space, va) / 4, pw_window_pa(space->window, \result.frame), 3, \old(*attributes));
    ensures served: \result.status == PW_OK ==>
      pw_va_served_page(space->window, space->root_frame, va, pw_space_walk(space, va));
    ensures others: \result.status == PW_OK ==>
      pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
*/
struct pw_demand_brought pw_demand_page_bring(struct pw_address_space *space, const struct pw_page_source *source,
                                              uint64_t va, const struct pw_attributes *attributes);

/* The page is unmapped, and behind its invalidation the frame goes back that it led to. Errors: those of pw_unmap_page;
 * then nothing has changed. */
/*@ requires valid: pw_space_live(space) && pw_space_valid(space);
    requires source: source == space->source;
    requires frame: pw_demand_frame_out(space, frame);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures valid: pw_space_live(space) && pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures refused: \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures kept: \result != PW_OK ==> pw_space_conserved{Pre,Post}(space);
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures is_in: \result == PW_OK ==> pw_demand_frame_in(space, frame);
    ensures conserved: \result == PW_OK ==> pw_space_conserved_but{Pre,Post}(space, frame);
    ensures served: \result == PW_OK ==> pw_va_served_page(space->window, space->root_frame, va, 0);
    ensures others: \result == PW_OK ==> pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
*/
enum pw_status pw_demand_page_drop(struct pw_address_space *space, const struct pw_page_source *source, uint64_t va,
                                   uint32_t frame);

#endif
