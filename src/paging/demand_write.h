/*
 * Demand write: a count that lies beside all that is a space's is written, and the space is as sound as it was.
 * Internal to src/paging.
 */
#ifndef PW_PAGING_DEMAND_WRITE_H
#define PW_PAGING_DEMAND_WRITE_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "spec/paging/demand_write.h"

/*@ requires valid: pw_space_valid(space);
    requires beside: \valid(at) && pw_beside_64(space, at);
    terminates \true; exits \false; assigns *at;
    ensures written: *at == value;
    PW_BESIDE_ENSURES(space)
*/
void pw_demand_write_64(const struct pw_address_space *space, uint64_t *at, uint64_t value);

/*@ requires valid: pw_space_valid(space);
    requires beside: \valid(at) && pw_beside_32(space, at);
    terminates \true; exits \false; assigns *at;
    ensures written: *at == value;
    PW_BESIDE_ENSURES(space)
*/
void pw_demand_write_32(const struct pw_address_space *space, uint32_t *at, uint32_t value);

#endif
