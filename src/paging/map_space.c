/*
 * Map space: the window is written, and the source is as sound as it was.
 */
#include "src/paging/map_space.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"

struct pw_path pw_map_space_extend(struct pw_address_space *space, struct pw_path path, uint32_t child) {
  struct pw_path longer = pw_path_extend(space->window, path, child);
  //@ ghost PW_KEEP_SOURCE(space->source)
  return longer;
}

void pw_map_space_fill(struct pw_address_space *space, struct pw_path path, uint32_t count, uint64_t descriptor,
                       uint64_t stride) {
  pw_path_fill(space->window, path, count, descriptor, stride);
  //@ ghost PW_KEEP_SOURCE(space->source)
}
