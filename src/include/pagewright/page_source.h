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
#include <pagewright/early_pool.h>
#include <pagewright/status.h>
#include <pagewright/window.h>

/* A user's own provider: three functions under the contract above, and a pointer that they get back. */
struct pw_custom_source {
  uint32_t (*alloc)(struct pw_custom_source *source);
  enum pw_status (*free)(struct pw_custom_source *source, uint32_t frame);
  bool (*owns)(const struct pw_custom_source *source, uint32_t frame); /* the frame is out */
  void *context;
};

enum pw_page_origin { PW_ORIGIN_NONE, PW_ORIGIN_BUDDY, PW_ORIGIN_CUSTOM, PW_ORIGIN_POOL, PW_ORIGIN_COUNT };

/* The general form is the chain; a part that is absent is null. At most one of 'buddy' and 'custom' is there. */
struct pw_page_source {
  const struct pw_window *window;
  struct pw_buddy_source *buddy;
  struct pw_custom_source *custom;
  struct pw_early_pool *pool;
};

/* The parts stay the caller's and must outlive the source. Errors: INVALID_ARGUMENT (a null pointer or function). */
enum pw_status pw_page_source_init_pool(struct pw_page_source *source, const struct pw_window *window,
                                        struct pw_early_pool *pool);
enum pw_status pw_page_source_init_buddy(struct pw_page_source *source, const struct pw_window *window,
                                         struct pw_buddy_source *buddy);
enum pw_status pw_page_source_init_custom(struct pw_page_source *source, const struct pw_window *window,
                                          struct pw_custom_source *custom);
/* 'dynamic' is a source made by one of the two calls above; its parts are taken over. Errors: INVALID_ARGUMENT (a null
 * pointer, a dynamic source with a pool or without a dynamic part), IN_USE (the buddy manages a frame of the pool and
 * it is not reserved there: the buddy could hand it out as well). */
enum pw_status pw_page_source_init_chain(struct pw_page_source *source, const struct pw_page_source *dynamic,
                                         struct pw_early_pool *pool);

/* A frame, or PW_NO_FRAME iff every part has none. */
uint32_t pw_page_source_alloc(const struct pw_page_source *source);

/* The frame returns to where it came from. Errors: FOREIGN (no part has such a frame) and those of the part. */
enum pw_status pw_page_source_free(const struct pw_page_source *source, uint32_t frame);

/* Whether the frame is out: handed out and not yet returned. */
bool pw_page_source_owns(const struct pw_page_source *source, uint32_t frame);

/* Which part a frame belongs to: the pool iff it is one of the pool's, else the dynamic part, else NONE. */
enum pw_page_origin pw_page_source_origin(const struct pw_page_source *source, uint32_t frame);

#endif
