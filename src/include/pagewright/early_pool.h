/*
 * Early pool: sixteen frames for page tables before (and beside) the frame allocator.
 *
 * The memory is the caller's: sixteen consecutive frames inside a window, usually a static, page-aligned array of the
 * kernel image. The pool hands out the lowest frame that is not out, never touches a frame's contents, and takes back
 * only what it has handed out. It keeps no pointer to the window.
 *
 * Pointers are to initialised pools, but for pw_early_pool_init, which refuses a null one.
 */
#ifndef PAGEWRIGHT_EARLY_POOL_H
#define PAGEWRIGHT_EARLY_POOL_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/status.h>
#include <pagewright/window.h>

#define PW_EARLY_POOL_FRAMES 16u

struct pw_early_pool {
  uint32_t first_frame;           /* of the window */
  bool out[PW_EARLY_POOL_FRAMES]; /* the frame is handed out */
};

#include "spec/frames/early_pool.h"
#include "spec/frames/source_contract.h"

/* All sixteen frames from pa on are in the pool. Errors: INVALID_ARGUMENT (a null pointer), MISALIGNED (pa is no
 * multiple of 4096), OUT_OF_RANGE (not all sixteen are in the window). O(1). */
/*@ requires pool: pool == \null || \valid(pool);
    requires window: window == \null || pw_window_valid(window);
    requires apart: \separated(pool, window);
    terminates \true; exits \false; assigns *pool;
    ensures ready: \result == PW_OK ==> pw_early_pool_valid(pool);
    ensures all_in: \result == PW_OK ==> \forall integer f; !pw_early_pool_out(pool, f);
    ensures in_window: \result == PW_OK ==> pool->first_frame + PW_EARLY_POOL_FRAMES <= window->frame_count;
    ensures place: \result == PW_OK ==> pw_window_pa(window, pool->first_frame) == pa;
    ensures refused: \result != PW_OK && pool != \null ==> *pool == \old(*pool);
    behavior null:
      assumes pool == \null || window == \null;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior misaligned:
      assumes pool != \null && window != \null && pa % 4096 != 0;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior outside:
      assumes pool != \null && window != \null && pa % 4096 == 0;
      assumes pa < pw_window_pa(window, 0) || pa + 16 * 4096 > pw_window_pa(window, window->frame_count);
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior success:
      assumes pool != \null && window != \null && pa % 4096 == 0;
      assumes pw_window_pa(window, 0) <= pa && pa + 16 * 4096 <= pw_window_pa(window, window->frame_count);
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_early_pool_init(struct pw_early_pool *pool, const struct pw_window *window, uint64_t pa);

/* The lowest frame that is in the pool, or PW_NO_FRAME iff all sixteen are out. O(1). */
/*@ requires valid: pw_early_pool_valid(pool);
    terminates \true; exits \false; assigns pool->out[0 .. 15];
    PW_SOURCE_ALLOC_ENSURES(pw_early_pool_valid, pw_early_pool_has, pw_early_pool_out, pool)
    ensures lowest: \result != PW_NO_FRAME ==>
      \forall integer f; pool->first_frame <= f < \result ==> pw_early_pool_out(pool, f);
    ensures none: \result == PW_NO_FRAME <==> \forall integer i; 0 <= i < PW_EARLY_POOL_FRAMES ==> \old(pool->out[i]);
*/
uint32_t pw_early_pool_alloc(struct pw_early_pool *pool);

/* Errors: FOREIGN (not one of the sixteen), NOT_ALLOCATED (not out). O(1). */
/*@ requires valid: pw_early_pool_valid(pool);
    terminates \true; exits \false; assigns pool->out[0 .. 15];
    PW_SOURCE_FREE_ENSURES(pw_early_pool_valid, pw_early_pool_has, pw_early_pool_out, pool)
    ensures statuses: \result == PW_OK || \result == PW_ERR_FOREIGN || \result == PW_ERR_NOT_ALLOCATED;
*/
enum pw_status pw_early_pool_free(struct pw_early_pool *pool, uint32_t frame);

/* Whether the frame is one of the sixteen, out or not. O(1). */
/*@ requires valid: pw_early_pool_valid(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures contains: \result <==> pw_early_pool_has(pool, frame);
*/
bool pw_early_pool_contains(const struct pw_early_pool *pool, uint32_t frame);

/* Whether the frame is one of the sixteen and out. O(1). */
/*@ requires valid: pw_early_pool_valid(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures owns: \result <==> pw_early_pool_out(pool, frame);
*/
bool pw_early_pool_owns(const struct pw_early_pool *pool, uint32_t frame);

/* How many are out. O(1). */
/*@ requires valid: pw_early_pool_valid(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures count: \result == pw_early_pool_count(pool, PW_EARLY_POOL_FRAMES);
    ensures range: \result <= PW_EARLY_POOL_FRAMES;
*/
uint32_t pw_early_pool_out_count(const struct pw_early_pool *pool);

#endif
