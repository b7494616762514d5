/*
 * Split space: the window is written, and the source is as sound as it was.
 */
#include "src/paging/split_space.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"

void pw_split_space_clear(struct pw_address_space *space, uint32_t table, uint32_t index) {
  pw_split_clear(space->window, table, index);
  //@ ghost PW_KEEP_SOURCE(space->source)
}

void pw_split_space_hang(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child, uint64_t leaf,
                         uint64_t stride) {
  pw_split_hang(space->window, table, index, child, leaf, stride);
  //@ ghost PW_KEEP_SOURCE(space->source)
}
