/*
 * Protect space: the window is written, and the source is as sound as it was.
 */
#include "src/paging/protect_space.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"

void pw_protect_space_drain(struct pw_address_space *space, struct pw_path path, uint32_t count) {
  (void)pw_path_drain(space->window, path, count);
  //@ ghost PW_KEEP_SOURCE(space->source)
}
