/*
 * A mapping looked at three ways: by the software walk, by the CPU's own address translation, and by real accesses.
 */
#ifndef FIRMWARE_VERIFY_H
#define FIRMWARE_VERIFY_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/attributes.h>

/* va is mapped to pa by a leaf of 'level' with exactly these attributes: the software walk says so, AT S1E1R answers
 * pa, AT S1E1W too if and only if EL1 may write, a load sees what the direct map shows at pa, and a store, which the
 * direct map then shows, succeeds if and only if EL1 may write. pa is RAM and a multiple of 8; its word keeps its
 * value. */
void verify_mapped(const struct pw_address_space *space, uint64_t va, uint64_t pa, uint32_t level,
                   const struct pw_attributes *attributes);

/* va is mapped by nobody: neither walk finds it, and a load and a store take a translation fault at va. */
void verify_unmapped(const struct pw_address_space *space, uint64_t va);

/* The executable invariant of the space. */
void verify_space(struct pw_address_space *space, struct pw_buddy *buddy);

#endif
