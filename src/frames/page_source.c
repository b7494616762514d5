/*
 * Page source: the chain 'a dynamic part first, then the early pool', either part of which may be absent.
 *
 * The parts are told apart by which pointer is there, not by functions that take untyped pointers: each call of a
 * built-in provider is a direct one, and only a user's own provider is called through its pointers.
 */
#include <pagewright/page_source.h>

#include <stddef.h>

enum pw_status pw_page_source_init_pool(struct pw_page_source *source, const struct pw_window *window,
                                        struct pw_early_pool *pool) {
  if (source == NULL || window == NULL || pool == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  source->window = window;
  source->buddy = NULL;
  source->custom = NULL;
  source->pool = pool;
  return PW_OK;
}

enum pw_status pw_page_source_init_buddy(struct pw_page_source *source, const struct pw_window *window,
                                         struct pw_buddy_source *buddy) {
  if (source == NULL || window == NULL || buddy == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  source->window = window;
  source->buddy = buddy;
  source->custom = NULL;
  source->pool = NULL;
  return PW_OK;
}

enum pw_status pw_page_source_init_custom(struct pw_page_source *source, const struct pw_window *window,
                                          struct pw_custom_source *custom) {
  if (source == NULL || window == NULL || custom == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (custom->alloc == NULL || custom->free == NULL || custom->owns == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  source->window = window;
  source->buddy = NULL;
  source->custom = custom;
  source->pool = NULL;
  return PW_OK;
}

/* Whether the buddy can never hand out a frame of the pool: each is outside it or reserved in it. */
/*@ requires buddy: pw_buddy_source_valid(buddy);
    requires pool: pw_early_pool_valid(pool);
    terminates \true; exits \false; assigns \nothing;
    ensures leaves: \result <==> pw_buddy_source_leaves(buddy, pool);
*/
static bool buddy_leaves_pool(const struct pw_buddy_source *buddy, const struct pw_early_pool *pool) {
  /*@ loop invariant range: 0 <= i <= PW_EARLY_POOL_FRAMES;
      loop invariant leaves: \forall integer f; pool->first_frame <= f < pool->first_frame + i &&
        pw_buddy_source_has(buddy, f) ==> pw_buddy_source_reserved(buddy, f);
      loop assigns i;
      loop variant PW_EARLY_POOL_FRAMES - i; */
  for (uint32_t i = 0u; i < PW_EARLY_POOL_FRAMES; i++) {
    uint32_t frame = pool->first_frame + i;
    if (pw_buddy_source_contains(buddy, frame) && pw_buddy_source_state(buddy, frame) != PW_FRAME_RESERVED) {
      return false;
    }
  }
  return true;
}

enum pw_status pw_page_source_init_chain(struct pw_page_source *source, const struct pw_page_source *dynamic,
                                         struct pw_early_pool *pool) {
  if (source == NULL || dynamic == NULL || pool == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (dynamic->pool != NULL || (dynamic->buddy == NULL && dynamic->custom == NULL)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (dynamic->buddy != NULL && !buddy_leaves_pool(dynamic->buddy, pool)) {
    return PW_ERR_IN_USE;
  }
  //@ assert leaves: dynamic->buddy != \null ==> pw_buddy_source_leaves(dynamic->buddy, pool);
  source->window = dynamic->window;
  source->buddy = dynamic->buddy;
  source->custom = dynamic->custom;
  source->pool = pool;
  //@ assert part: source->buddy == \at(dynamic->buddy, Pre);
  //@ assert buddy: source->buddy != \null ==> source->buddy->buddy == \at(dynamic->buddy->buddy, Pre);
  //@ assert tags: source->buddy != \null ==> source->buddy->buddy->tags == \at(dynamic->buddy->buddy->tags, Pre);
  /*@ assert reserved: source->buddy != \null ==> \forall integer f;
        pw_buddy_source_reserved{Pre}(\at(dynamic->buddy, Pre), f) ==> pw_buddy_source_reserved(source->buddy, f); */
  //@ assert moved: source->buddy != \null ==> pw_buddy_source_leaves{Pre}(\at(dynamic->buddy, Pre), pool);
  /*@ assert kept: source->buddy != \null ==> \forall integer f;
        pw_early_pool_has(pool, f) && pw_buddy_source_has(source->buddy, f) ==> pw_buddy_source_reserved(source->buddy, f); */
  return PW_OK;
}

uint32_t pw_page_source_alloc(const struct pw_page_source *source) {
  uint32_t frame = PW_NO_FRAME;
  if (source->buddy != NULL) {
    frame = pw_buddy_source_alloc(source->buddy);
  } else if (source->custom != NULL) {
    frame = pw_custom_source_alloc(source->custom);
  }
  //@ assert pool_kept: pw_page_source_pool_kept{Pre,Here}(source);
  //@ assert others: \forall integer f; f != frame ==> (pw_page_source_out{Pre}(source, f) <==> pw_page_source_out(source, f));
  //@ assert dynamic: frame != PW_NO_FRAME && source->pool != \null ==> !pw_early_pool_has(source->pool, frame);
  if (frame == PW_NO_FRAME && source->pool != NULL) {
    //@ assert none: pw_page_source_dynamic_kept{Pre,Here}(source);
    frame = pw_early_pool_alloc(source->pool);
    //@ assert rest: pw_page_source_dynamic_kept{Pre,Here}(source);
    //@ assert pool: \forall integer f; f != frame ==> (pw_early_pool_out{Pre}(source->pool, f) <==> pw_early_pool_out(source->pool, f));
  }
  return frame;
}

enum pw_status pw_page_source_free(const struct pw_page_source *source, uint32_t frame) {
  if (source->pool != NULL && pw_early_pool_contains(source->pool, frame)) {
    return pw_early_pool_free(source->pool, frame);
  }
  enum pw_status status = PW_ERR_FOREIGN;
  if (source->buddy != NULL) {
    status = pw_buddy_source_free(source->buddy, frame);
  } else if (source->custom != NULL) {
    status = pw_custom_source_free(source->custom, frame);
  }
  //@ assert pool_kept: pw_page_source_pool_kept{Pre,Here}(source);
  return status;
}

bool pw_page_source_owns(const struct pw_page_source *source, uint32_t frame) {
  if (source->pool != NULL && pw_early_pool_contains(source->pool, frame)) {
    return pw_early_pool_owns(source->pool, frame);
  }
  if (source->buddy != NULL) {
    return pw_buddy_source_owns(source->buddy, frame);
  }
  if (source->custom != NULL) {
    return pw_custom_source_owns(source->custom, frame);
  }
  return false;
}

enum pw_page_origin pw_page_source_origin(const struct pw_page_source *source, uint32_t frame) {
  if (source->pool != NULL && pw_early_pool_contains(source->pool, frame)) {
    return PW_ORIGIN_POOL;
  }
  if (source->buddy != NULL) {
    return pw_buddy_source_contains(source->buddy, frame) ? PW_ORIGIN_BUDDY : PW_ORIGIN_NONE;
  }
  return source->custom != NULL ? PW_ORIGIN_CUSTOM : PW_ORIGIN_NONE;
}
