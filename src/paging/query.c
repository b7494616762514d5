/*
 * Query: the extent of an address, told in full.
 */
#include <pagewright/query.h>

#include <stddef.h>

#include "src/paging/extent.h"

/* Field by field, which is what the provers can follow. */
/*@ requires to: \valid(to);
    terminates \true; exits \false; assigns *to;
    ensures same: PW_ATTRIBUTES_SAME(*to, from);
*/
static void set_attributes(struct pw_attributes *to, struct pw_attributes from) {
  to->memory = from.memory;
  to->shareability = from.shareability;
  to->el1_write = from.el1_write;
  to->el1_execute = from.el1_execute;
  to->el0_read = from.el0_read;
  to->el0_write = from.el0_write;
  to->el0_execute = from.el0_execute;
  to->global = from.global;
  to->software = from.software;
}

enum pw_status pw_query(const struct pw_address_space *space, uint64_t va, struct pw_query *answer) {
  if (!pw_space_is_live(space) || answer == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!pw_space_is_canonical(space, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  struct pw_extent extent = pw_extent_at(space, va);
  uint64_t size = pw_level_size(extent.level);
  uint64_t pa = extent.is_mapped ? pw_descriptor_leaf_pa(extent.descriptor, extent.level) : 0u;
  struct pw_attributes attributes = pw_descriptor_attributes(extent.descriptor);
  answer->va = va - va % size;
  answer->size = size;
  answer->descriptor = extent.descriptor;
  answer->pa = pa;
  answer->level = extent.level;
  answer->table = extent.table;
  answer->is_mapped = extent.is_mapped;
  set_attributes(&answer->attributes, attributes);
  return PW_OK;
}
