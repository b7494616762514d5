/*
 * Demand touch: the page of any address gets its frame. Internal to src/paging.
 */
#ifndef PW_PAGING_DEMAND_TOUCH_H
#define PW_PAGING_DEMAND_TOUCH_H

#include <stdint.h>

#include "src/paging/demand_page.h"

#include "spec/paging/demand_rest.h"

/* As pw_demand_page_bring, for the page that has the address. */
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
    ensures rest_64: pw_rest_64{Pre,Post}(space);
    ensures rest_32: pw_rest_32{Pre,Post}(space);
    ensures rest_8: pw_rest_8{Pre,Post}(space);
    ensures rest_bool: pw_rest_bool{Pre,Post}(space);
    ensures refused: \result.status != PW_OK ==> pw_walks_same{Pre,Post}(space->window);
    ensures back: \result.status != PW_OK ==> pw_space_conserved{Pre,Post}(space);
    ensures given: \result.status == PW_OK ==> pw_demand_given{Pre,Post}(space, va, \result.frame);
    ensures leaf: \result.status == PW_OK ==>
      PW_LEAF_IS(pw_space_walk(space, va) / 4, pw_window_pa(space->window, \result.frame), 3, \old(*attributes));
*/
struct pw_demand_brought pw_demand_touch(struct pw_address_space *space, const struct pw_page_source *source,
                                         uint64_t va, const struct pw_attributes *attributes);

#endif
