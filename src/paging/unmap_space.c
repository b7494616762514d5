/*
 * Unmap space: the window is written, and the source is as sound as it was.
 */
#include "src/paging/unmap_space.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"

uint32_t pw_unmap_space_drain(struct pw_address_space *space, uint32_t table, uint32_t first, uint32_t count) {
  uint32_t cleared = pw_unmap_drain(space->window, table, first, count);
  //@ ghost PW_KEEP_SOURCE(space->source)
  return cleared;
}

void pw_unmap_space_cut(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child) {
  pw_forest_cut(space->window, table, index, child);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

void pw_unmap_space_unlink(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child) {
  pw_unmap_unlink(space->window, table, index, child);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

struct pw_stock pw_unmap_space_keep(struct pw_address_space *space, struct pw_stock stock, uint32_t frame) {
  struct pw_stock more = pw_unmap_keep(space->window, stock, frame);
  //@ ghost PW_KEEP_SOURCE(space->source)
  return more;
}
