/*
 * Space: what the operations on an address space share. Internal to src/paging.
 */
#ifndef PW_PAGING_SPACE_H
#define PW_PAGING_SPACE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>

/* Created and not destroyed. A null pointer is no live space. */
bool pw_space_is_live(const struct pw_address_space *space);

/* A frame from the space's source, counted, its contents arbitrary; PW_NO_FRAME when there is none. */
uint32_t pw_space_take_table(struct pw_address_space *space);

/* The frame goes back to where it came from, counted. No walker may reach it any more. */
void pw_space_return_table(struct pw_address_space *space, uint32_t table);

#endif
