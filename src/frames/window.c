/*
 * Window: physical memory as words, and checked conversions.
 *
 * A conversion is one subtraction and one division by a constant; the checks come first, so that nothing can wrap.
 */
#include <pagewright/window.h>

#include <stdbool.h>
#include <stddef.h>

/*@ terminates \true; exits \false; assigns \nothing;
    ensures fits: \result <==> 1 <= frame_count <= PW_WINDOW_MAX_FRAMES &&
                               base_pa + frame_count * PW_FRAME_BYTES <= PW_WINDOW_PA_LIMIT;
*/
static bool geometry_is_valid(uint64_t base_pa, uint32_t frame_count) {
  return frame_count >= 1u && frame_count <= PW_WINDOW_MAX_FRAMES && base_pa <= PW_WINDOW_PA_LIMIT &&
         (uint64_t)frame_count * PW_FRAME_BYTES <= PW_WINDOW_PA_LIMIT - base_pa;
}

enum pw_status pw_window_init(struct pw_window *window, uint64_t *words, uint64_t base_pa, uint32_t frame_count,
                              uint16_t *live, uint32_t live_count) {
  if (window == NULL || words == NULL || live == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (frame_count == 0u || frame_count > PW_WINDOW_MAX_FRAMES) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (base_pa % PW_WINDOW_ALIGN_BYTES != 0u) {
    return PW_ERR_MISALIGNED;
  }
  if (!geometry_is_valid(base_pa, frame_count)) {
    return PW_ERR_OUT_OF_RANGE;
  }
  if (live_count < frame_count) {
    return PW_ERR_METADATA_TOO_SMALL;
  }
  window->words = words;
  window->live = live;
  window->base_block = (uint32_t)(base_pa / PW_WINDOW_ALIGN_BYTES);
  window->frame_count = frame_count;
  return PW_OK;
}

enum pw_status pw_window_extend(struct pw_window *window, uint32_t frame_count, uint16_t *live, uint32_t live_count) {
  if (window == NULL || live == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (frame_count < window->frame_count || frame_count > PW_WINDOW_MAX_FRAMES) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!geometry_is_valid(pw_window_base_pa(window), frame_count)) {
    return PW_ERR_OUT_OF_RANGE;
  }
  if (live_count < frame_count) {
    return PW_ERR_METADATA_TOO_SMALL;
  }
  /*@ loop invariant range: 0 <= frame <= window->frame_count;
      loop invariant copied: \forall integer f; 0 <= f < frame ==> live[f] == \at(window->live[f], Pre);
      loop assigns frame, live[0 .. window->frame_count - 1];
      loop variant window->frame_count - frame; */
  for (uint32_t frame = 0u; frame < window->frame_count; frame++) {
    live[frame] = window->live[frame];
  }
  window->live = live;
  window->frame_count = frame_count;
  return PW_OK;
}

enum pw_status pw_window_move(struct pw_window *window, uint64_t *words, uint16_t *live) {
  if (window == NULL || words == NULL || live == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  window->words = words;
  window->live = live;
  return PW_OK;
}

uint64_t pw_window_base_pa(const struct pw_window *window) {
  return (uint64_t)window->base_block * PW_WINDOW_ALIGN_BYTES;
}

enum pw_status pw_window_pa_to_frame(const struct pw_window *window, uint64_t pa, uint32_t *frame) {
  if (window == NULL || frame == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint64_t base_pa = pw_window_base_pa(window);
  if (pa < base_pa || (pa - base_pa) / PW_FRAME_BYTES >= window->frame_count) {
    return PW_ERR_OUT_OF_RANGE;
  }
  *frame = (uint32_t)((pa - base_pa) / PW_FRAME_BYTES);
  return PW_OK;
}

enum pw_status pw_window_frame_to_pa(const struct pw_window *window, uint32_t frame, uint64_t *pa) {
  if (window == NULL || pa == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (frame >= window->frame_count) {
    return PW_ERR_OUT_OF_RANGE;
  }
  *pa = pw_window_base_pa(window) + (uint64_t)frame * PW_FRAME_BYTES;
  return PW_OK;
}

enum pw_status pw_window_virt_to_phys(const struct pw_window *window, uint64_t va, uint64_t *pa) {
  if (window == NULL || pa == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint64_t first_va = (uint64_t)(uintptr_t)window->words;
  if (va < first_va || va - first_va >= (uint64_t)window->frame_count * PW_FRAME_BYTES) {
    return PW_ERR_OUT_OF_RANGE;
  }
  *pa = pw_window_base_pa(window) + (va - first_va);
  return PW_OK;
}

enum pw_status pw_window_phys_to_virt(const struct pw_window *window, uint64_t pa, uint64_t *va) {
  if (window == NULL || va == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint64_t base_pa = pw_window_base_pa(window);
  if (pa < base_pa || pa - base_pa >= (uint64_t)window->frame_count * PW_FRAME_BYTES) {
    return PW_ERR_OUT_OF_RANGE;
  }
  uint64_t first_va = (uint64_t)(uintptr_t)window->words;
  if (pa - base_pa > UINT64_MAX - first_va) {
    return PW_ERR_OUT_OF_RANGE;
  }
  *va = first_va + (pa - base_pa);
  return PW_OK;
}
