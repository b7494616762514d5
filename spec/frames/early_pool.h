/* What an early pool is, in logic. */
#ifndef PW_SPEC_FRAMES_EARLY_POOL_H
#define PW_SPEC_FRAMES_EARLY_POOL_H

/*@ // A pool whose sixteen frames have numbers that a window can have.
    predicate pw_early_pool_valid{L}(struct pw_early_pool *pool) =
      \valid(pool) && pool->first_frame <= PW_WINDOW_MAX_FRAMES - PW_EARLY_POOL_FRAMES;

    // The frame is one of the sixteen.
    predicate pw_early_pool_has{L}(struct pw_early_pool *pool, integer frame) =
      pool->first_frame <= frame < pool->first_frame + PW_EARLY_POOL_FRAMES;

    // It is handed out.
    predicate pw_early_pool_out{L}(struct pw_early_pool *pool, integer frame) =
      pw_early_pool_has(pool, frame) && pool->out[frame - pool->first_frame];

    // How many of the first n are handed out.
    logic integer pw_early_pool_count{L}(struct pw_early_pool *pool, integer n) =
      n <= 0 ? 0 : pw_early_pool_count(pool, n - 1) + (pool->out[n - 1] ? 1 : 0);
*/

#endif
