/*
 * Range map: a target mapped unit by unit. Internal to src/paging.
 */
#ifndef PW_PAGING_RANGE_MAP_H
#define PW_PAGING_RANGE_MAP_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>

#include "src/paging/map_pages.h"
#include "src/paging/stock.h"
#include "src/paging/unit.h"

#include "spec/paging/target_needs.h"

/* The leaves of these attributes, which have been checked. */
/*@ requires attributes: \valid_read(attributes) && pw_attributes_legal(attributes);
    terminates \true; exits \false; assigns \nothing;
    ensures leaves: pw_leaf_to_0(\result.page, 3) && pw_leaf_to_0(\result.block, 1);
    ensures page: PW_LEAF_LOWER(\result.page, *attributes) && PW_LEAF_UPPER(\result.page, *attributes);
    ensures block: PW_LEAF_LOWER(\result.block, *attributes) && PW_LEAF_UPPER(\result.block, *attributes);
*/
struct pw_map_leaves pw_range_map_leaves(const struct pw_attributes *attributes);

/* All of the target, of which nothing is mapped, with the stock, which has as many tables as that takes. Every page of
 * the target then leads where the target says, every other walk is the same, and walkers see it. */
/*@ requires valid: pw_space_valid(space);
    requires target: pw_target_valid(target) && pw_target_whole(target);
    requires faults: pw_pages_fault(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    requires enough: pw_target_needs(space->window, space->root_frame, target, stock.count);
    terminates \true; exits \false;
    assigns PW_FILLING_ASSIGNS(space);
    ensures valid: pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures used: \forall integer f; !pw_stock_has(space->window, f);
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures lead: pw_pages_lead(space->window, space->root_frame, pw_va_page(target.va), target.length / 0x1000,
                                target.pa / 0x1000, leaves.page, leaves.block);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(target.va),
                                                   target.length / 0x1000);
*/
void pw_range_map_commit(struct pw_address_space *space, struct pw_target target, struct pw_map_leaves leaves,
                         struct pw_stock stock);

#endif
