/*
 * Page source: where page tables come from, one frame at a time, and where they return to.
 *
 * A source hands out frames of one window. There is one contract, which every provider is proved to meet and against
 * which the mapping code is written:
 *   - the frame handed out is in the window, belonged to the source, and was with nobody else;
 *   - no other frame changes hands, and the contents of frames that are out do not change;
 *   - 'none' changes nothing;
 *   - a frame comes back once: what is not out is refused and nothing changes.
 * Its contents are arbitrary: whoever needs zeroes writes them.
 *
 * Providers: an early pool, a buddy, functions of the user's own, and the chain 'a dynamic source first, then the early
 * pool'. The chain falls back whenever the dynamic source has none, and each frame returns to where it came from: to
 * the pool iff it is one of the pool's.
 *
 * A source is an object of the caller; it is only read after its initialisation.
 */
#ifndef PAGEWRIGHT_PAGE_SOURCE_H
#define PAGEWRIGHT_PAGE_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/buddy_source.h>
#include <pagewright/custom_source.h>
#include <pagewright/early_pool.h>
#include <pagewright/status.h>
#include <pagewright/window.h>

enum pw_page_origin { PW_ORIGIN_NONE, PW_ORIGIN_BUDDY, PW_ORIGIN_CUSTOM, PW_ORIGIN_POOL, PW_ORIGIN_COUNT };

/* The general form is the chain; a part that is absent is null. At most one of 'buddy' and 'custom' is there. */
struct pw_page_source {
  const struct pw_window *window;
  struct pw_buddy_source *buddy;
  struct pw_custom_source *custom;
  struct pw_early_pool *pool;
};

#include "spec/frames/page_source.h"

/* The parts stay the caller's and must outlive the source. Errors: INVALID_ARGUMENT (a null pointer or function). */
/*@ requires source: source == \null || \valid(source);
    terminates \true; exits \false;
    assigns source->window \from window, source;
    assigns source->buddy \from source;
    assigns source->custom \from source;
    assigns source->pool \from source, pool;
    ensures refused: \result != PW_OK && source != \null ==> *source == \old(*source);
    ensures status: \result == (source == \null || window == \null || pool == \null ? PW_ERR_INVALID_ARGUMENT : PW_OK);
    ensures made: \result == PW_OK ==> source->window == window && source->buddy == \null && source->custom == \null &&
      source->pool == pool;
*/
enum pw_status pw_page_source_init_pool(struct pw_page_source *source, const struct pw_window *window,
                                        struct pw_early_pool *pool);
/*@ requires source: source == \null || \valid(source);
    terminates \true; exits \false;
    assigns source->window \from window, source;
    assigns source->buddy \from source, buddy;
    assigns source->custom \from source;
    assigns source->pool \from source;
    ensures refused: \result != PW_OK && source != \null ==> *source == \old(*source);
    ensures status: \result == (source == \null || window == \null || buddy == \null ? PW_ERR_INVALID_ARGUMENT : PW_OK);
    ensures made: \result == PW_OK ==> source->window == window && source->buddy == buddy && source->custom == \null &&
      source->pool == \null;
*/
enum pw_status pw_page_source_init_buddy(struct pw_page_source *source, const struct pw_window *window,
                                         struct pw_buddy_source *buddy);
/*@ requires source: source == \null || \valid(source);
    requires custom: custom == \null || \valid_read(custom);
    requires apart: \separated(source, custom);
    terminates \true; exits \false;
    assigns source->window \from window, source;
    assigns source->buddy \from source;
    assigns source->custom \from source, custom;
    assigns source->pool \from source;
    ensures refused: \result != PW_OK && source != \null ==> *source == \old(*source);
    ensures status: \result == (source == \null || window == \null || custom == \null ||
        custom->alloc == \null || custom->free == \null || custom->owns == \null ? PW_ERR_INVALID_ARGUMENT : PW_OK);
    ensures made: \result == PW_OK ==> source->window == window && source->buddy == \null && source->custom == custom &&
      source->pool == \null;
*/
enum pw_status pw_page_source_init_custom(struct pw_page_source *source, const struct pw_window *window,
                                          struct pw_custom_source *custom);
/* 'dynamic' is a source made by one of the two calls above; its parts are taken over. Errors: INVALID_ARGUMENT (a null
 * pointer, a dynamic source with a pool or without a dynamic part), IN_USE (the buddy manages a frame of the pool and
 * it is not reserved there: the buddy could hand it out as well). */
/*@ requires source: source == \null || \valid(source);
    requires dynamic: dynamic == \null || pw_page_source_parts(dynamic);
    requires pool: pool == \null || pw_early_pool_valid(pool);
    requires apart: \separated(source, dynamic, pool);
    requires buddy_apart: source != \null && dynamic != \null && dynamic->buddy != \null ==>
      \separated(source, dynamic->buddy, dynamic->buddy->buddy);
    terminates \true; exits \false;
    assigns source->window \from source, dynamic->window;
    assigns source->buddy \from source, dynamic->buddy;
    assigns source->custom \from source, dynamic->custom;
    assigns source->pool \from source, pool;
    ensures refused: \result != PW_OK && source != \null ==> *source == \old(*source);
    ensures made: \result == PW_OK ==> source->window == dynamic->window && source->buddy == dynamic->buddy &&
      source->custom == dynamic->custom && source->pool == pool;
    ensures buddy_leaves_pool: \result == PW_OK && source->buddy != \null ==>
      pw_buddy_source_leaves(source->buddy, pool);
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_IN_USE;
*/
enum pw_status pw_page_source_init_chain(struct pw_page_source *source, const struct pw_page_source *dynamic,
                                         struct pw_early_pool *pool);

/* A frame of the dynamic part; if that has none, of the pool; PW_NO_FRAME if neither has one. (What a user's own part has,
 * it alone knows.) */
/*@ requires valid: pw_page_source_valid(source);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(source);
    PW_SOURCE_ALLOC_ENSURES(pw_page_source_valid, pw_page_source_has, pw_page_source_out, source)
    ensures dynamic_first: \result != PW_NO_FRAME && source->pool != \null && pw_early_pool_has(source->pool, \result) ==>
      pw_page_source_dynamic_kept{Pre,Post}(source) && pw_page_source_dynamic_none{Pre}(source);
    ensures pool_last: \result != PW_NO_FRAME && source->pool != \null && !pw_early_pool_has(source->pool, \result) ==>
      pw_page_source_pool_kept{Pre,Post}(source);
    ensures pool_none: \result == PW_NO_FRAME && source->pool != \null ==> \forall integer f;
      pw_early_pool_has(source->pool, f) ==> pw_early_pool_out(source->pool, f);
    ensures dynamic_none: \result == PW_NO_FRAME ==> pw_page_source_dynamic_none{Pre}(source);
*/
uint32_t pw_page_source_alloc(const struct pw_page_source *source);

/* The frame returns to where it came from. Errors: FOREIGN (no part has such a frame) and those of the part. */
/*@ requires valid: pw_page_source_valid(source);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(source);
    PW_SOURCE_FREE_ENSURES(pw_page_source_valid, pw_page_source_has, pw_page_source_out, source)
    ensures to_the_pool: source->pool != \null && pw_early_pool_has(source->pool, frame) ==>
      pw_page_source_dynamic_kept{Pre,Post}(source);
    ensures to_the_rest: source->pool != \null && !pw_early_pool_has(source->pool, frame) ==>
      pw_page_source_pool_kept{Pre,Post}(source);
*/
enum pw_status pw_page_source_free(const struct pw_page_source *source, uint32_t frame);

/* Whether the frame is out: handed out and not yet returned. */
/*@ requires valid: pw_page_source_valid(source);
    terminates \true; exits \false; assigns \nothing;
    ensures owns: \result <==> pw_page_source_out(source, frame);
*/
bool pw_page_source_owns(const struct pw_page_source *source, uint32_t frame);

/* Which part a frame belongs to: the pool iff it is one of the pool's, else the dynamic part, else NONE. */
/*@ requires valid: pw_page_source_valid(source);
    terminates \true; exits \false; assigns \nothing;
    ensures pool: \result == PW_ORIGIN_POOL <==> source->pool != \null && pw_early_pool_has(source->pool, frame);
    ensures range: 0 <= \result < PW_ORIGIN_COUNT;
*/
enum pw_page_origin pw_page_source_origin(const struct pw_page_source *source, uint32_t frame);

#endif
