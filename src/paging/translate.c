/*
 * Translate: the walk of the architecture in software.
 */
#include <pagewright/map.h>

#include <stddef.h>

#include <pagewright/descriptor.h>

#include "src/paging/path.h"
#include "src/paging/space.h"

#define LEVEL_OF_PAGES 3u

enum pw_status pw_translate(const struct pw_address_space *space, uint64_t va, struct pw_translation *translation) {
  if (!pw_space_is_live(space) || translation == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!pw_space_is_canonical(space, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, LEVEL_OF_PAGES);
  enum pw_descriptor_kind kind = pw_descriptor_kind(path.descriptor, path.level);
  //@ for mapped: assert kind: kind == PW_DESCRIPTOR_BLOCK || kind == PW_DESCRIPTOR_PAGE;
  if (kind != PW_DESCRIPTOR_BLOCK && kind != PW_DESCRIPTOR_PAGE) {
    return PW_ERR_NOT_MAPPED;
  }
  //@ assert found: pw_space_walk(space, va) == path.descriptor * 4 + path.level;
  //@ assert leaf: pw_space_walk(space, va) / 4 == path.descriptor && pw_space_walk(space, va) % 4 == path.level;
  struct pw_attributes attributes = pw_descriptor_attributes(path.descriptor);
  uint64_t pa = pw_descriptor_leaf_pa(path.descriptor, path.level) + va % pw_level_size(path.level);
  //@ assert byte: pa == pw_leaf_byte(path.descriptor, path.level, va);
  translation->pa = pa;
  translation->level = path.level;
  translation->attributes = attributes;
  return PW_OK;
}
