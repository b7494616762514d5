/*
 * Buddy source: frame numbers of a window for blocks of order 0 of a buddy.
 */
#include <pagewright/buddy_source.h>

#include <stddef.h>

#define ORDER_OF_A_FRAME 0u

enum pw_status pw_buddy_source_init(struct pw_buddy_source *source, struct pw_buddy *buddy,
                                    const struct pw_window *window) {
  if (source == NULL || buddy == NULL || window == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint64_t window_pa = pw_window_base_pa(window);
  if (buddy->base_pa < window_pa || window->frame_count < buddy->tree.frame_count) {
    return PW_ERR_OUT_OF_RANGE;
  }
  uint64_t shift_frames = (buddy->base_pa - window_pa) / PW_FRAME_BYTES;
  if (shift_frames > window->frame_count - buddy->tree.frame_count) {
    return PW_ERR_OUT_OF_RANGE;
  }
  source->buddy = buddy;
  source->shift_frames = (uint32_t)shift_frames;
  source->frame_count = buddy->tree.frame_count;
  return PW_OK;
}

uint32_t pw_buddy_source_alloc(const struct pw_buddy_source *source) {
  uint64_t pa = 0u;
  enum pw_status status = pw_buddy_alloc(source->buddy, ORDER_OF_A_FRAME, &pa);
  if (status != PW_OK) {
    return PW_NO_FRAME;
  }
  return source->shift_frames + (uint32_t)((pa - source->buddy->base_pa) / PW_FRAME_BYTES);
}

bool pw_buddy_source_contains(const struct pw_buddy_source *source, uint32_t frame) {
  return frame >= source->shift_frames && frame - source->shift_frames < source->frame_count;
}

/* The physical address of a frame that the buddy contains. */
/*@ requires valid: pw_buddy_source_valid(source);
    requires has: pw_buddy_source_has(source, frame);
    terminates \true; exits \false; assigns \nothing;
    ensures pa: \result == source->buddy->base_pa + (frame - source->shift_frames) * PW_FRAME_BYTES;
    ensures frame: (\result - source->buddy->base_pa) / PW_FRAME_BYTES == frame - source->shift_frames;
    ensures aligned: \result % PW_FRAME_BYTES == 0;
    ensures above: \result >= source->buddy->base_pa;
*/
static uint64_t frame_pa(const struct pw_buddy_source *source, uint32_t frame) {
  return source->buddy->base_pa + (uint64_t)(frame - source->shift_frames) * PW_FRAME_BYTES;
}

enum pw_status pw_buddy_source_free(const struct pw_buddy_source *source, uint32_t frame) {
  if (!pw_buddy_source_contains(source, frame)) {
    return PW_ERR_FOREIGN;
  }
  return pw_buddy_free_order(source->buddy, frame_pa(source, frame), ORDER_OF_A_FRAME);
}

enum pw_frame_state pw_buddy_source_state(const struct pw_buddy_source *source, uint32_t frame) {
  struct pw_frame_info info = {.state = PW_FRAME_ABSENT, .order = 0u, .head_pa = 0u};
  if (!pw_buddy_source_contains(source, frame) ||
      pw_buddy_query(source->buddy, frame_pa(source, frame), &info) != PW_OK) {
    return PW_FRAME_ABSENT;
  }
  return info.state;
}

bool pw_buddy_source_owns(const struct pw_buddy_source *source, uint32_t frame) {
  struct pw_frame_info info = {.state = PW_FRAME_ABSENT, .order = 0u, .head_pa = 0u};
  if (!pw_buddy_source_contains(source, frame) ||
      pw_buddy_query(source->buddy, frame_pa(source, frame), &info) != PW_OK) {
    return false;
  }
  return info.state == PW_FRAME_ALLOCATED && info.order == ORDER_OF_A_FRAME && info.head_pa == frame_pa(source, frame);
}
