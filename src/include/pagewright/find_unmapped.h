/*
 * Find unmapped: the lowest hole in a range of addresses.
 */
#ifndef PAGEWRIGHT_FIND_UNMAPPED_H
#define PAGEWRIGHT_FIND_UNMAPPED_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/status.h>
#include <pagewright/va_range.h>

#include "spec/paging/find_unmapped.h"

/* The lowest multiple of 'alignment' in the range from which on 'length' bytes, all in the range, are not mapped.
 * Nothing is reserved: the caller maps there under the lock that it holds. The alignment is any multiple of 4096, not
 * only a power of two. Errors: those of pw_va_range_check; INVALID_ARGUMENT (a null pointer, a length or alignment of
 * zero), MISALIGNED (the length or the alignment is no multiple of 4096), NO_MEMORY (no such hole). O(entries of the
 * range): at most four reads for each entry on the way, a missing table being one. */
/*@ requires space: space == \null || \valid_read(space);
    requires rooted: pw_space_live(space) ==> pw_space_rooted(space);
    requires va: va == \null || \valid(va);
    requires apart: \separated(va, space);
    terminates \true; exits \false; assigns *va;
    ensures refused: \result != PW_OK && va != \null ==> *va == \old(*va);
    behavior invalid:
      assumes !pw_space_live(space) || !pw_va_range_valid(space, range) || !pw_hole_wanted(length, alignment) || va == \null;
      ensures status: \result != PW_OK && \result != PW_ERR_NO_MEMORY;
    behavior searched:
      assumes pw_space_live(space) && pw_va_range_valid(space, range) && pw_hole_wanted(length, alignment) && va != \null;
      ensures status: \result == PW_OK || \result == PW_ERR_NO_MEMORY;
      ensures aligned: \result == PW_OK ==> *va % alignment == 0;
      ensures inside: \result == PW_OK ==> range.va <= *va && *va + length <= range.va + range.length;
      ensures hole: \result == PW_OK ==> pw_unmapped{Pre}(space, *va, *va + length);
      ensures lowest: \result == PW_OK ==> pw_no_hole{Pre}(space, range.va, *va, length, alignment);
      ensures none: \result == PW_ERR_NO_MEMORY ==>
        pw_no_hole{Pre}(space, range.va, range.va + range.length - length + 1, length, alignment);
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_find_unmapped(const struct pw_address_space *space, uint64_t length, uint64_t alignment,
                                struct pw_va_range range, uint64_t *va);

#endif
