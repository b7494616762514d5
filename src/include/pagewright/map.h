/*
 * Map: pages and 2 MiB blocks in an address space.
 *
 * All or nothing: the tables that an operation needs (at most three) are taken from the source before the first write
 * to the live tree, so that a failure changes no translation, no table and no count. New tables are zeroed, and the
 * zeroes made visible, before they are linked. Nothing valid is ever overwritten.
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

#include "spec/paging/space.h"

/* Map the 4 KiB page at va to pa. Errors: those above; OUT_OF_RANGE (pa is not below 2^pa_bits); those of
 * pw_attributes_check; ALREADY_MAPPED (a page is there); BLOCK_IN_THE_WAY (a block covers va); NO_MEMORY (of
 * tables, or a 2^32-th page of one space). */
enum pw_status pw_map_page(struct pw_address_space *space, uint64_t va, uint64_t pa,
                           const struct pw_attributes *attributes);

/* Map the 2 MiB block at va to pa. Errors: as pw_map_page, with ALREADY_MAPPED for a 2 MiB block in the place,
 * BLOCK_IN_THE_WAY for a larger one, and TABLE_IN_THE_WAY when some page of the 2 MiB is mapped. */
enum pw_status pw_map_block_2mb(struct pw_address_space *space, uint64_t va, uint64_t pa,
                                const struct pw_attributes *attributes);

/* Errors: those above; NOT_MAPPED; BLOCK_IN_THE_WAY (the page is part of a block, which stays whole). */
enum pw_status pw_unmap_page(struct pw_address_space *space, uint64_t va);

/* Errors: those above; NOT_MAPPED; TABLE_IN_THE_WAY (the 2 MiB are mapped by pages, which stay);
 * BLOCK_IN_THE_WAY (a larger block). */
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
