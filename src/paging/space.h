/*
 * Space: what the operations on an address space share. Internal to src/paging.
 */
#ifndef PW_PAGING_SPACE_H
#define PW_PAGING_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/descriptor.h>

#include "spec/paging/space.h"

#define PW_HIGH_HALF_BASE 0xFFFF000000000000u

/* Created and not destroyed. A null pointer is no live space. */
/*@ requires space: space == \null || \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures live: \result <==> pw_space_live(space);
*/
static inline bool pw_space_is_live(const struct pw_address_space *space) {
  return space != NULL && space->root_frame != PW_NO_FRAME;
}

/* Bits 63:48 all zero in the lower half, all one in the upper (Arm ARM D8.2.7). */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures canonical: \result <==> pw_space_canonical(space, va);
*/
static inline bool pw_space_is_canonical(const struct pw_address_space *space, uint64_t va) {
  return space->half == PW_HALF_LOW ? va < PW_VA_HALF_SIZE : va >= PW_HIGH_HALF_BASE;
}

/* A frame from the space's source, counted, its contents arbitrary; PW_NO_FRAME when there is none. */
uint32_t pw_space_take_table(struct pw_address_space *space);

/* The frame goes back to where it came from, counted. No walker may reach it any more. */
void pw_space_return_table(struct pw_address_space *space, uint32_t table);

#endif
