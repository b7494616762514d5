/*
 * Map: pages and 2 MiB blocks in an address space.
 *
 * All or nothing: the tables that an operation needs (at most three) are taken from the source before the first write
 * to the live tree, so that a failure changes no translation and no table; tables that were taken and given back again
 * are counted as such. New tables are zeroed, and the zeroes made visible, before they are linked. Nothing valid is ever
 * overwritten.
 *
 * Unmapping clears the entry, unlinks every table that has become empty, then DSB, TLBI, DSB, ISB (break-before-make,
 * Arm ARM D8.16.1), and only then gives the tables back to the source.
 *
 * Errors of every function here: INVALID_ARGUMENT (a null pointer, a destroyed space), NON_CANONICAL (va is not in the
 * space's half), MISALIGNED (an address is no multiple of the size). Work is bounded by a constant: four levels, at
 * most three tables zeroed.
 */
#ifndef PAGEWRIGHT_MAP_H
#define PAGEWRIGHT_MAP_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>
#include <pagewright/status.h>

#include "spec/paging/map.h"

/* Map the 4 KiB page at va to pa. Errors: those above; OUT_OF_RANGE (pa is not below 2^pa_bits); those of
 * pw_attributes_check; ALREADY_MAPPED (a page is there); BLOCK_IN_THE_WAY (a block covers va); NO_MEMORY (of
 * tables, or a 2^32-th page of one space). */
/*@ requires space: space == \null || \valid(space);
    requires attributes: attributes == \null || \valid_read(attributes);
    requires valid: pw_space_live(space) ==> pw_space_valid(space);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures invalid: \old(!pw_space_live(space) || attributes == \null) ==> \result == PW_ERR_INVALID_ARGUMENT;
    ensures valid: \old(pw_space_live(space)) ==> pw_space_live(space) && pw_space_valid(space);
    ensures local: \old(pw_space_live(space) && pw_space_local(space)) ==> pw_space_local(space);
    ensures same: \old(pw_space_live(space)) ==> pw_space_still{Pre,Post}(space);
    ensures roots: \old(pw_space_live(space)) ==> pw_roots_stay{Pre,Post}(space->window);
    ensures refused: \old(pw_space_live(space)) && \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures conserved: \old(pw_space_live(space)) ==> pw_space_conserved{Pre,Post}(space);
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures was_free: \result == PW_OK ==> \old(pw_space_walk(space, va)) == 0;
    ensures level: \result == PW_OK ==> pw_space_walk(space, va) % 4 == 3;
    ensures leaf: \result == PW_OK ==> PW_LEAF_IS(pw_space_walk(space, va) / 4, pa, 3, \old(*attributes));
    ensures served: \result == PW_OK ==>
      pw_va_served_page(space->window, space->root_frame, va, pw_space_walk(space, va));
    ensures others: \result == PW_OK ==> pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
*/
enum pw_status pw_map_page(struct pw_address_space *space, uint64_t va, uint64_t pa,
                           const struct pw_attributes *attributes);

/* Map the 2 MiB block at va to pa. Errors: as pw_map_page, with ALREADY_MAPPED for a 2 MiB block in the place,
 * BLOCK_IN_THE_WAY for a larger one, and TABLE_IN_THE_WAY when some page of the 2 MiB is mapped. */
/*@ requires space: space == \null || \valid(space);
    requires attributes: attributes == \null || \valid_read(attributes);
    requires valid: pw_space_live(space) ==> pw_space_valid(space);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures invalid: \old(!pw_space_live(space) || attributes == \null) ==> \result == PW_ERR_INVALID_ARGUMENT;
    ensures valid: \old(pw_space_live(space)) ==> pw_space_live(space) && pw_space_valid(space);
    ensures local: \old(pw_space_live(space) && pw_space_local(space)) ==> pw_space_local(space);
    ensures same: \old(pw_space_live(space)) ==> pw_space_still{Pre,Post}(space);
    ensures roots: \old(pw_space_live(space)) ==> pw_roots_stay{Pre,Post}(space->window);
    ensures refused: \old(pw_space_live(space)) && \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures conserved: \old(pw_space_live(space)) ==> pw_space_conserved{Pre,Post}(space);
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures was_free: \result == PW_OK ==> \old(pw_space_walk(space, va)) == 0;
    ensures level: \result == PW_OK ==> pw_space_walk(space, va) % 4 == 2;
    ensures leaf: \result == PW_OK ==> PW_LEAF_IS(pw_space_walk(space, va) / 4, pa, 2, \old(*attributes));
    ensures served: \result == PW_OK ==>
      pw_va_served_block(space->window, space->root_frame, va, pw_space_walk(space, va));
    ensures others: \result == PW_OK ==> pw_va_others_same_block{Pre,Post}(space->window, space->root_frame, va);
*/
enum pw_status pw_map_block_2mb(struct pw_address_space *space, uint64_t va, uint64_t pa,
                                const struct pw_attributes *attributes);

/* Errors: those above; NOT_MAPPED; BLOCK_IN_THE_WAY (the page is part of a block, which stays whole). */
/*@ requires space: space == \null || \valid(space);
    requires valid: pw_space_live(space) ==> pw_space_valid(space);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures invalid: \old(!pw_space_live(space)) ==> \result == PW_ERR_INVALID_ARGUMENT;
    ensures valid: \old(pw_space_live(space)) ==> pw_space_live(space) && pw_space_valid(space);
    ensures local: \old(pw_space_live(space) && pw_space_local(space)) ==> pw_space_local(space);
    ensures same: \old(pw_space_live(space)) ==> pw_space_still{Pre,Post}(space);
    ensures roots: \old(pw_space_live(space)) ==> pw_roots_stay{Pre,Post}(space->window);
    ensures refused: \old(pw_space_live(space)) && \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures conserved: \old(pw_space_live(space)) ==> pw_space_conserved{Pre,Post}(space);
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures served: \result == PW_OK ==> pw_va_served_page(space->window, space->root_frame, va, 0);
    ensures none: \result == PW_ERR_NOT_MAPPED ==> \old(pw_space_walk(space, va)) == 0;
    ensures others: \result == PW_OK ==> pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
*/
enum pw_status pw_unmap_page(struct pw_address_space *space, uint64_t va);

/* Errors: those above; NOT_MAPPED; TABLE_IN_THE_WAY (the 2 MiB are mapped by pages, which stay);
 * BLOCK_IN_THE_WAY (a larger block). */
/*@ requires space: space == \null || \valid(space);
    requires valid: pw_space_live(space) ==> pw_space_valid(space);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures invalid: \old(!pw_space_live(space)) ==> \result == PW_ERR_INVALID_ARGUMENT;
    ensures valid: \old(pw_space_live(space)) ==> pw_space_live(space) && pw_space_valid(space);
    ensures local: \old(pw_space_live(space) && pw_space_local(space)) ==> pw_space_local(space);
    ensures same: \old(pw_space_live(space)) ==> pw_space_still{Pre,Post}(space);
    ensures roots: \old(pw_space_live(space)) ==> pw_roots_stay{Pre,Post}(space->window);
    ensures refused: \old(pw_space_live(space)) && \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures conserved: \old(pw_space_live(space)) ==> pw_space_conserved{Pre,Post}(space);
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures served: \result == PW_OK ==> pw_va_served_block(space->window, space->root_frame, va, 0);
    ensures none: \result == PW_ERR_NOT_MAPPED ==> \old(pw_space_walk(space, va)) == 0;
    ensures others: \result == PW_OK ==> pw_va_others_same_block{Pre,Post}(space->window, space->root_frame, va);
*/
enum pw_status pw_unmap_block_2mb(struct pw_address_space *space, uint64_t va);

struct pw_translation {
  uint64_t pa;    /* of the byte at va */
  uint32_t level; /* of the leaf: 2 block, 3 page */
  struct pw_attributes attributes;
};

/* The walk of the architecture in software, for any byte. Errors: INVALID_ARGUMENT, NON_CANONICAL, NOT_MAPPED. */
/*@ requires space: space == \null || \valid_read(space);
    requires rooted: pw_space_live(space) ==> pw_space_rooted(space);
    requires translation: translation == \null || \valid(translation);
    requires apart: \separated(translation, space);
    terminates \true; exits \false; assigns *translation;
    ensures refused: \result != PW_OK && translation != \null ==> *translation == \old(*translation);
    behavior invalid:
      assumes !pw_space_live(space) || translation == \null;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior non_canonical:
      assumes pw_space_live(space) && translation != \null && !pw_space_canonical(space, va);
      ensures status: \result == PW_ERR_NON_CANONICAL;
    behavior fault:
      assumes pw_space_live(space) && translation != \null && pw_space_canonical(space, va) && pw_space_walk(space, va) == 0;
      ensures status: \result == PW_ERR_NOT_MAPPED;
    behavior mapped:
      assumes pw_space_live(space) && translation != \null && pw_space_canonical(space, va) && pw_space_walk(space, va) != 0;
      ensures status: \result == PW_OK;
      ensures level: translation->level == \old(pw_space_walk(space, va)) % 4;
      ensures pa: translation->pa == pw_leaf_byte(\old(pw_space_walk(space, va)) / 4, translation->level, va);
      ensures attributes: PW_LEAF_ALLOWS(\old(pw_space_walk(space, va)) / 4, translation->attributes);
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_translate(const struct pw_address_space *space, uint64_t va, struct pw_translation *translation);

#endif
