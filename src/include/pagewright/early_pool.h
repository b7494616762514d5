/*
 * Early pool: sixteen frames for page tables before (and beside) the frame allocator.
 *
 * The memory is the caller's: sixteen consecutive frames inside a window, usually a static, page-aligned array of the
 * kernel image. The pool hands out the lowest frame that is not out, never touches a frame's contents, and takes back
 * only what it has handed out.
 */
#ifndef PAGEWRIGHT_EARLY_POOL_H
#define PAGEWRIGHT_EARLY_POOL_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/status.h>
#include <pagewright/window.h>

#define PW_EARLY_POOL_FRAMES 16u

struct pw_early_pool {
  uint32_t first_frame;               /* of the window */
  uint8_t out[PW_EARLY_POOL_FRAMES];  /* 1 while the frame is handed out, else 0 */
};

/* All sixteen frames from pa on are in the pool. Errors: INVALID_ARGUMENT (a null pointer), MISALIGNED (pa is no multiple
 * of 4096), OUT_OF_RANGE (not all sixteen are in the window). O(1). */
enum pw_status pw_early_pool_init(struct pw_early_pool *pool, const struct pw_window *window, uint64_t pa);

/* The lowest frame that is in the pool, or PW_NO_FRAME iff all sixteen are out. O(1). */
uint32_t pw_early_pool_alloc(struct pw_early_pool *pool);

/* Errors: FOREIGN (not one of the sixteen), NOT_ALLOCATED (not out). O(1). */
enum pw_status pw_early_pool_free(struct pw_early_pool *pool, uint32_t frame);

/* Whether the frame is one of the sixteen, out or not. O(1). */
bool pw_early_pool_contains(const struct pw_early_pool *pool, uint32_t frame);
/* Whether the frame is one of the sixteen and out. O(1). */
bool pw_early_pool_owns(const struct pw_early_pool *pool, uint32_t frame);
/* How many are out. O(1). */
uint32_t pw_early_pool_out_count(const struct pw_early_pool *pool);

#endif
