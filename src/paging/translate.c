/*
 * Translate: the walk of the architecture in software.
 */
#include <pagewright/map.h>

#include <stddef.h>

#include <pagewright/descriptor.h>

#include "src/paging/lookup.h"
#include "src/paging/space.h"

enum pw_status pw_translate(const struct pw_address_space *space, uint64_t va, struct pw_translation *translation) {
  if (!pw_space_is_live(space) || translation == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!pw_space_is_canonical(space, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  struct pw_lookup found = pw_lookup(space->window, space->root_frame, va);
  enum pw_descriptor_kind kind = pw_descriptor_kind(found.descriptor, found.level);
  //@ for mapped: assert kind: kind == PW_DESCRIPTOR_BLOCK || kind == PW_DESCRIPTOR_PAGE;
  if (kind != PW_DESCRIPTOR_BLOCK && kind != PW_DESCRIPTOR_PAGE) {
    return PW_ERR_NOT_MAPPED;
  }
  //@ assert walk: pw_space_walk(space, va) == found.descriptor * 4 + found.level;
  //@ assert leaf: pw_space_walk(space, va) / 4 == found.descriptor && pw_space_walk(space, va) % 4 == found.level;
  struct pw_attributes attributes = pw_descriptor_attributes(found.descriptor);
  uint64_t pa = pw_descriptor_leaf_pa(found.descriptor, found.level) + va % pw_level_size(found.level);
  //@ assert byte: pa == pw_leaf_byte(found.descriptor, found.level, va);
  translation->pa = pa;
  translation->level = found.level;
  translation->attributes = attributes;
  return PW_OK;
}
