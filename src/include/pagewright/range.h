/*
 * Range: any number of pages at once, mapped, unmapped, given other attributes, or merged.
 *
 * All or nothing. A call first looks at the whole range and counts the tables that it will take; then it takes that
 * many from the source, all or none; then it changes the tree, and from the first write on nothing can fail. A call
 * that is refused has written no entry; tables that were taken and given back again are counted as such. The
 * *_tables_needed functions answer the same count beforehand: with that many tables to be had from the source the call
 * does not answer NO_MEMORY for want of tables, and it takes exactly that many.
 *
 * What is wrong with the arguments is told before what is in the tables, and that before NO_MEMORY. Of the arguments
 * the first of these is told:
 *   - INVALID_ARGUMENT: a null pointer, a destroyed space, a length of zero, a limit that is none;
 *   - MISALIGNED: va or length is no multiple of 4096;
 *   - OVERFLOW: va + length is above 2^64;
 *   - NON_CANONICAL: some of the range is not in the space's half;
 *   - MISALIGNED: pa is no multiple of 4096;
 *   - OUT_OF_RANGE: pa + length is above 2^pa_bits;
 *   - those of pw_attributes_check.
 * A range may end with the half, and with the address space.
 *
 * Blocks that a range to be unmapped or protected covers in part are split: a block becomes a table of 512 smaller
 * leaves, which lead where it led. That goes break-before-make (FEAT_BBM level 0, Arm ARM D8.16.1): for a moment the
 * whole block translates nothing, the part outside the range included. So neither the code that runs, nor its stack,
 * nor the window's words may lie in a block that is split; nor in a range whose attributes change or which is merged:
 * each entry is invalid between the old and the new one.
 *
 * Invalidation is by address when the range has few entries (64), else by ASID, or of all when the space has ever
 * mapped anything global or is the upper half. Tables that have become empty return to the source, after the
 * invalidation.
 *
 * Work: O(entries of the range), a missing table being one; a table of pages that lies whole in a range to be unmapped
 * is one, too.
 */
#ifndef PAGEWRIGHT_RANGE_H
#define PAGEWRIGHT_RANGE_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>
#include <pagewright/status.h>
#include <pagewright/va_range.h>

#include "spec/paging/split_count.h"
#include "spec/paging/tables_needed.h"

/* The largest leaf that a caller allows. The values are the levels at which such leaves stand. */
enum pw_leaf_limit { PW_LIMIT_BLOCK_1GB = 1, PW_LIMIT_BLOCK_2MB = 2, PW_LIMIT_PAGE = 3 };

/* Map [va, va + length) to [pa, pa + length), by the largest leaves that the alignment of both addresses and the limit
 * allow. Errors: those above; ALREADY_MAPPED (some byte of the range is mapped, whatever by); NO_MEMORY (of tables, or
 * a 2^32-th page of one space). */
enum pw_status pw_map_range(struct pw_address_space *space, uint64_t va, uint64_t pa, uint64_t length,
                            const struct pw_attributes *attributes, enum pw_leaf_limit limit);

/* The tables that pw_map_range would take. Errors: as pw_map_range, but for attributes and NO_MEMORY. */
/*@ requires space: space == \null || \valid_read(space);
    requires rooted: pw_space_live(space) ==>
      pw_space_rooted(space) && pw_forest_filled(space->window, -1) && 32 <= space->pa_bits <= 48;
    requires count: count == \null || \valid(count);
    requires apart: \separated(count, space, space->window);
    requires apart_words: pw_space_live(space) ==>
      \separated(count, space->window->words + (0 .. space->window->frame_count * 512 - 1));
    terminates \true; exits \false; assigns *count;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_MISALIGNED ||
      \result == PW_ERR_OVERFLOW || \result == PW_ERR_NON_CANONICAL || \result == PW_ERR_OUT_OF_RANGE ||
      \result == PW_ERR_ALREADY_MAPPED;
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==>
      count == \null || \old(!pw_space_live(space)) || length == 0 || !(1 <= limit <= 3);
    ensures refused: \result != PW_OK && count != \null ==> *count == \old(*count);
    ensures range: \result == PW_OK || \result == PW_ERR_ALREADY_MAPPED ==> \forall struct pw_va_range r;
      r.va == va && r.length == length ==> \old(pw_va_range_valid(space, r));
    ensures free: \result == PW_OK ==>
      \old(pw_pages_fault(space->window, space->root_frame, pw_va_page(va), length / 0x1000));
    ensures mapped: \result == PW_ERR_ALREADY_MAPPED ==>
      \old(!pw_pages_fault(space->window, space->root_frame, pw_va_page(va), length / 0x1000));
    ensures tables: \result == PW_OK ==>
      pw_tables_needed{Pre}(\old(space->window), \old(space->root_frame), va, va, pa, length, limit, *count);
*/
enum pw_status pw_map_range_tables_needed(const struct pw_address_space *space, uint64_t va, uint64_t pa,
                                          uint64_t length, enum pw_leaf_limit limit, uint32_t *count);

/* Nothing of [va, va + length) is mapped afterwards. What was not mapped before is no error: a range with holes, or
 * nothing but a hole, can be unmapped, so that a caller that cleans up need not know how far it had come. Errors: those
 * above; NO_MEMORY (of the tables that splitting needs, which is at most four). */
enum pw_status pw_unmap_range(struct pw_address_space *space, uint64_t va, uint64_t length);

/* The tables that pw_unmap_range would take. Errors: as pw_unmap_range, but for NO_MEMORY. */
/*@ requires space: space == \null || \valid_read(space);
    requires rooted: pw_space_live(space) ==> pw_space_rooted(space);
    requires count: count == \null || \valid(count);
    requires apart: \separated(count, space);
    terminates \true; exits \false; assigns *count;
    ensures ok: \forall struct pw_va_range r; r.va == va && r.length == length ==>
      (\result == PW_OK <==> count != \null && \old(pw_space_live(space) && pw_va_range_valid(space, r)));
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==>
      count == \null || \old(!pw_space_live(space)) || length == 0;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_MISALIGNED ||
      \result == PW_ERR_OVERFLOW || \result == PW_ERR_NON_CANONICAL;
    ensures refused: \result != PW_OK && count != \null ==> *count == \old(*count);
    ensures tables: \forall struct pw_va_range r; r.va == va && r.length == length && \result == PW_OK ==>
      *count == \old(pw_split_tables(space, va, 0) + pw_split_tables(space, pw_range_end(r), va));
    ensures few: \result == PW_OK ==> *count <= 4;
*/
enum pw_status pw_unmap_range_tables_needed(const struct pw_address_space *space, uint64_t va, uint64_t length,
                                            uint32_t *count);

/* All of [va, va + length), which is mapped, gets other attributes; it leads where it led. Unlike unmapping, this is
 * refused when there is a hole: afterwards the caller may use every byte of the range as the attributes say. Errors:
 * those above; NOT_MAPPED (some byte of the range is not); NO_MEMORY (of the tables that splitting needs). */
enum pw_status pw_protect_range(struct pw_address_space *space, uint64_t va, uint64_t length,
                                const struct pw_attributes *attributes);

/* The tables that pw_protect_range would take. Errors: as pw_protect_range, but for attributes and NO_MEMORY. */
enum pw_status pw_protect_range_tables_needed(const struct pw_address_space *space, uint64_t va, uint64_t length,
                                              uint32_t *count);

/* A split turned round: each table that lies in [va, va + length), and whose 512 leaves have equal attributes and lead
 * on from each other and from a target aligned as a block's has to be, becomes one block, first of 2 MiB, then of 1
 * GiB, as far as the limit allows; the table goes back to the source. No address is translated to another place or with
 * other attributes. A range in which there is nothing to merge is no error. Errors: those above. */
enum pw_status pw_merge_range(struct pw_address_space *space, uint64_t va, uint64_t length, enum pw_leaf_limit limit);

#endif
