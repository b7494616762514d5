/*
 * Leaf: one page (level 3) or one 2 MiB block (level 2) of an address space. Internal to src/paging: map.c counts what is
 * mapped and refuses what is no space.
 */
#ifndef PW_PAGING_LEAF_H
#define PW_PAGING_LEAF_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>
#include <pagewright/status.h>

#include "spec/paging/map.h"

/* Map a page or a block: find its place, then hang it there. */
/*@ requires valid: pw_space_valid(space);
    requires attributes: \valid_read(attributes);
    requires level: 2 <= target_level <= 3;
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space);
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots_stay: pw_roots_stay{Pre,Post}(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures refused: \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures was_free: \result == PW_OK ==> \old(pw_space_walk(space, va)) == 0;
    ensures there: \result == PW_ERR_ALREADY_MAPPED || \result == PW_ERR_BLOCK_IN_THE_WAY ==>
      \old(pw_space_walk(space, va)) != 0;
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures level: \result == PW_OK ==> pw_space_walk(space, va) % 4 == target_level;
    ensures leaf: \result == PW_OK ==> PW_LEAF_IS(pw_space_walk(space, va) / 4, pa, target_level, \old(*attributes));
    ensures page: \result == PW_OK && target_level == 3 ==>
      pw_va_served_page(space->window, space->root_frame, va, pw_space_walk(space, va));
    ensures block: \result == PW_OK && target_level == 2 ==>
      pw_va_served_block(space->window, space->root_frame, va, pw_space_walk(space, va));
    ensures other_pages: \result == PW_OK && target_level == 3 ==>
      pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
    ensures other_blocks: \result == PW_OK && target_level == 2 ==>
      pw_va_others_same_block{Pre,Post}(space->window, space->root_frame, va);
*/
enum pw_status pw_leaf_map(struct pw_address_space *space, uint64_t va, uint64_t pa, uint32_t target_level,
                               const struct pw_attributes *attributes);

/* Unmap a page or a block: find it, then take it out. */
/*@ requires valid: pw_space_valid(space);
    requires level: 2 <= target_level <= 3;
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space);
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots_stay: pw_roots_stay{Pre,Post}(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures refused: \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures none: \result == PW_ERR_NOT_MAPPED ==> \old(pw_space_walk(space, va)) == 0;
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures page: \result == PW_OK && target_level == 3 ==> pw_va_served_page(space->window, space->root_frame, va, 0);
    ensures block: \result == PW_OK && target_level == 2 ==> pw_va_served_block(space->window, space->root_frame, va, 0);
    ensures other_pages: \result == PW_OK && target_level == 3 ==>
      pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
    ensures other_blocks: \result == PW_OK && target_level == 2 ==>
      pw_va_others_same_block{Pre,Post}(space->window, space->root_frame, va);
*/
enum pw_status pw_leaf_unmap(struct pw_address_space *space, uint64_t va, uint32_t target_level);

#endif
