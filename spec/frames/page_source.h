/* What a page source is, in logic: a dynamic part or none, and an early pool or none. */
#ifndef PW_SPEC_FRAMES_PAGE_SOURCE_H
#define PW_SPEC_FRAMES_PAGE_SOURCE_H

/*@ // The parts that are there are sound, and at most one is dynamic.
    predicate pw_page_source_parts{L}(struct pw_page_source *source) =
      \valid_read(source) &&
      (source->buddy == \null || pw_buddy_source_valid(source->buddy)) &&
      (source->custom == \null || pw_custom_source_valid(source->custom)) &&
      (source->pool == \null || pw_early_pool_valid(source->pool)) &&
      (source->buddy == \null || source->custom == \null);

    // What one part writes is no part of another.
    predicate pw_page_source_apart{L}(struct pw_page_source *source) =
      (source->pool != \null ==> \separated(source, source->pool)) &&
      (source->buddy != \null ==>
        \separated(source, source->buddy->buddy,
                   source->buddy->buddy->tags + (0 .. source->buddy->buddy->tree.frame_count - 1),
                   source->buddy->buddy->tree.words + (0 .. source->buddy->buddy->tree.mask_word + 6))) &&
      (source->pool != \null && source->custom != \null ==> \separated(source->custom, source->pool)) &&
      (source->pool != \null && source->buddy != \null ==>
        \separated(source->pool, source->buddy) &&
        \separated(source->pool, source->buddy->buddy,
                   source->buddy->buddy->tags + (0 .. source->buddy->buddy->tree.frame_count - 1),
                   source->buddy->buddy->tree.words + (0 .. source->buddy->buddy->tree.mask_word + 6)));

    // The buddy never hands out a frame of the pool: it is not one of its frames, or reserved.
    predicate pw_buddy_source_leaves{L}(struct pw_buddy_source *buddy, struct pw_early_pool *pool) =
      \forall integer f; pw_early_pool_has(pool, f) && pw_buddy_source_has(buddy, f) ==> pw_buddy_source_reserved(buddy, f);

    // No part hands out a frame of another.
    predicate pw_page_source_disjoint{L}(struct pw_page_source *source) =
      (source->pool != \null && source->buddy != \null ==> pw_buddy_source_leaves(source->buddy, source->pool)) &&
      (source->pool != \null && source->custom != \null ==> \forall integer f;
        pw_early_pool_has(source->pool, f) ==> !pw_custom_source_has(source->custom, f));

    predicate pw_page_source_valid{L}(struct pw_page_source *source) =
      pw_page_source_parts(source) && pw_page_source_apart(source) && pw_page_source_disjoint(source);

    // The frame is one of some part's.
    predicate pw_page_source_has{L}(struct pw_page_source *source, integer frame) =
      (source->pool != \null && pw_early_pool_has(source->pool, frame)) ||
      (source->buddy != \null && pw_buddy_source_has(source->buddy, frame)) ||
      (source->custom != \null && pw_custom_source_has(source->custom, frame));

    // Some part has handed it out.
    predicate pw_page_source_out{L}(struct pw_page_source *source, integer frame) =
      (source->pool != \null && pw_early_pool_out(source->pool, frame)) ||
      (source->buddy != \null && pw_buddy_source_out(source->buddy, frame)) ||
      (source->custom != \null && pw_custom_source_out(source->custom, frame));

    // The dynamic part, if it is a buddy, has no frame to give.
    predicate pw_page_source_dynamic_none{L}(struct pw_page_source *source) =
      source->buddy != \null ==> pw_buddy_source_none(source->buddy);

    // Whether a frame is out is the same at two points, part by part.
    predicate pw_page_source_pool_kept{A,B}(struct pw_page_source *source) =
      \at(source->pool != \null, A) ==> \forall integer f;
        pw_early_pool_out{A}(\at(source->pool, A), f) <==> pw_early_pool_out{B}(\at(source->pool, A), f);
    predicate pw_page_source_dynamic_kept{A,B}(struct pw_page_source *source) =
      (\at(source->buddy != \null, A) ==> \forall integer f;
        pw_buddy_source_out{A}(\at(source->buddy, A), f) <==> pw_buddy_source_out{B}(\at(source->buddy, A), f)) &&
      (\at(source->custom != \null, A) ==> \forall integer f;
        pw_custom_source_out{A}(\at(source->custom, A), f) <==> pw_custom_source_out{B}(\at(source->custom, A), f));
*/

/* What handing out and taking back write: of a part that is absent, the empty range. */
#define PW_PAGE_SOURCE_ASSIGNS(S)                                                                                        \
  (S)->pool->out[0 .. (S)->pool == \null ? -1 : 15], pw_custom_given[0 .. PW_WINDOW_MAX_FRAMES - 1],                     \
      (S)->buddy->buddy->tree.words[0 .. (S)->buddy == \null ? -1 : (S)->buddy->buddy->tree.mask_word - 1],              \
      (S)->buddy->buddy->tags[0 .. (S)->buddy == \null ? -1 : (S)->buddy->buddy->tree.frame_count - 1],                  \
      (&(S)->buddy->buddy->free_count)[0 .. (S)->buddy == \null ? -1 : 0], pw_work

#endif
