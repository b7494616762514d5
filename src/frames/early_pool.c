/*
 * Early pool: sixteen flags.
 */
#include <pagewright/early_pool.h>

#include <stddef.h>

enum pw_status pw_early_pool_init(struct pw_early_pool *pool, const struct pw_window *window, uint64_t pa) {
  if (pool == NULL || window == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (pa % PW_FRAME_BYTES != 0u) {
    return PW_ERR_MISALIGNED;
  }
  uint64_t base_pa = pw_window_base_pa(window);
  if (pa < base_pa || window->frame_count < PW_EARLY_POOL_FRAMES) {
    return PW_ERR_OUT_OF_RANGE;
  }
  uint64_t first_frame = (pa - base_pa) / PW_FRAME_BYTES;
  if (first_frame > window->frame_count - PW_EARLY_POOL_FRAMES) {
    return PW_ERR_OUT_OF_RANGE;
  }
  pool->first_frame = (uint32_t)first_frame;
  /*@ loop invariant range: 0 <= i <= PW_EARLY_POOL_FRAMES;
      loop invariant in: \forall integer j; 0 <= j < i ==> !pool->out[j];
      loop assigns i, pool->out[0 .. 15];
      loop variant PW_EARLY_POOL_FRAMES - i; */
  for (uint32_t i = 0u; i < PW_EARLY_POOL_FRAMES; i++) {
    pool->out[i] = false;
  }
  return PW_OK;
}

uint32_t pw_early_pool_alloc(struct pw_early_pool *pool) {
  /*@ loop invariant range: 0 <= i <= PW_EARLY_POOL_FRAMES;
      loop invariant out: \forall integer j; 0 <= j < i ==> pool->out[j];
      loop assigns i;
      loop variant PW_EARLY_POOL_FRAMES - i; */
  for (uint32_t i = 0u; i < PW_EARLY_POOL_FRAMES; i++) {
    if (!pool->out[i]) {
      pool->out[i] = true;
      return pool->first_frame + i;
    }
  }
  return PW_NO_FRAME;
}

enum pw_status pw_early_pool_free(struct pw_early_pool *pool, uint32_t frame) {
  if (!pw_early_pool_contains(pool, frame)) {
    return PW_ERR_FOREIGN;
  }
  uint32_t i = frame - pool->first_frame;
  if (!pool->out[i]) {
    return PW_ERR_NOT_ALLOCATED;
  }
  pool->out[i] = false;
  return PW_OK;
}

bool pw_early_pool_contains(const struct pw_early_pool *pool, uint32_t frame) {
  return frame >= pool->first_frame && frame - pool->first_frame < PW_EARLY_POOL_FRAMES;
}

bool pw_early_pool_owns(const struct pw_early_pool *pool, uint32_t frame) {
  return pw_early_pool_contains(pool, frame) && pool->out[frame - pool->first_frame];
}

uint32_t pw_early_pool_out_count(const struct pw_early_pool *pool) {
  uint32_t count = 0u;
  /*@ loop invariant range: 0 <= i <= PW_EARLY_POOL_FRAMES;
      loop invariant count: count == pw_early_pool_count(pool, i);
      loop invariant bound: count <= i;
      loop assigns i, count;
      loop variant PW_EARLY_POOL_FRAMES - i; */
  for (uint32_t i = 0u; i < PW_EARLY_POOL_FRAMES; i++) {
    if (pool->out[i]) {
      count++;
    }
  }
  return count;
}
