/*
 * Page source kept: a source is as sound as before, with the same frames and the same of them out, whatever is written beside
 * what is its own. Needs spec/frames/buddy_kept.h, and like it that the buddy's free frames are counted again.
 */
#ifndef PW_SPEC_FRAMES_PAGE_SOURCE_KEPT_H
#define PW_SPEC_FRAMES_PAGE_SOURCE_KEPT_H

/*@ // At two points: the same parts, each with the same of its own.
    predicate pw_source_pool_kept{A,B}(struct pw_early_pool *pool) =
      \at(pool->first_frame, A) == \at(pool->first_frame, B) &&
      \forall integer i; 0 <= i < PW_EARLY_POOL_FRAMES ==> (\at(pool->out[i], A) <==> \at(pool->out[i], B));
    predicate pw_source_buddy_kept{A,B}(struct pw_buddy_source *buddy) =
      \at(buddy->buddy, A) == \at(buddy->buddy, B) && \at(buddy->shift_frames, A) == \at(buddy->shift_frames, B) &&
      \at(buddy->frame_count, A) == \at(buddy->frame_count, B) && pw_buddy_kept{A,B}(\at(buddy->buddy, A));
    predicate pw_source_custom_kept{A,B} =
      \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES ==>
        \at(pw_custom_frames[f], A) == \at(pw_custom_frames[f], B) && \at(pw_custom_given[f], A) == \at(pw_custom_given[f], B);
    predicate pw_page_source_kept{A,B}(struct pw_page_source *source) =
      \at(source->buddy, A) == \at(source->buddy, B) && \at(source->custom, A) == \at(source->custom, B) &&
      \at(source->pool, A) == \at(source->pool, B) &&
      (\at(source->pool != \null, A) ==> pw_source_pool_kept{A,B}(\at(source->pool, A))) &&
      (\at(source->buddy != \null, A) ==> pw_source_buddy_kept{A,B}(\at(source->buddy, A))) && pw_source_custom_kept{A,B};

    // What is not a matter of contents: that the parts are memory, apart from each other; and the count.
    predicate pw_page_source_stands{L}(struct pw_page_source *source) =
      \valid_read(source) && (source->pool != \null ==> \valid(source->pool)) &&
      (source->custom != \null ==> \valid_read(source->custom)) && pw_page_source_apart(source) &&
      (source->buddy != \null ==>
        \valid_read(source->buddy) && pw_buddy_memory(source->buddy->buddy) && pw_tree_memory(&source->buddy->buddy->tree) &&
        pw_buddy_counted(source->buddy->buddy));

    lemma pw_source_kept_pool{A,B}:
      \forall struct pw_early_pool *pool, integer f; pw_source_pool_kept{A,B}(pool) ==>
        (pw_early_pool_has{A}(pool, f) <==> pw_early_pool_has{B}(pool, f)) &&
        (pw_early_pool_out{A}(pool, f) <==> pw_early_pool_out{B}(pool, f));

    lemma pw_source_kept_has{A,B}:
      \forall struct pw_buddy_source *buddy, integer f; pw_source_buddy_kept{A,B}(buddy) ==>
        (pw_buddy_source_has{A}(buddy, f) <==> pw_buddy_source_has{B}(buddy, f));

    lemma pw_source_kept_tag{A,B}:
      \forall struct pw_buddy_source *buddy, integer f;
        pw_buddy_source_valid{A}(buddy) && pw_source_buddy_kept{A,B}(buddy) && pw_buddy_source_has{A}(buddy, f) ==>
          \at(buddy->buddy->tags[f - buddy->shift_frames], A) == \at(buddy->buddy->tags[f - buddy->shift_frames], B);

    lemma pw_source_kept_out{A,B}:
      \forall struct pw_buddy_source *buddy, integer f; pw_buddy_source_valid{A}(buddy) && pw_source_buddy_kept{A,B}(buddy) ==>
        (pw_buddy_source_out{A}(buddy, f) <==> pw_buddy_source_out{B}(buddy, f));

    lemma pw_source_kept_reserved{A,B}:
      \forall struct pw_buddy_source *buddy, integer f; pw_buddy_source_valid{A}(buddy) && pw_source_buddy_kept{A,B}(buddy) ==>
        (pw_buddy_source_reserved{A}(buddy, f) <==> pw_buddy_source_reserved{B}(buddy, f));

    lemma pw_source_kept_buddy{A,B}:
      \forall struct pw_buddy_source *buddy; pw_buddy_source_valid{A}(buddy) && pw_source_buddy_kept{A,B}(buddy) &&
        \valid_read{B}(buddy) && pw_buddy_valid{B}(\at(buddy->buddy, B)) ==> pw_buddy_source_valid{B}(buddy);

    lemma pw_page_source_kept_has{A,B}:
      \forall struct pw_page_source *source, integer f;
        pw_page_source_kept{A,B}(source) && pw_page_source_stands{B}(source) && pw_page_source_valid{A}(source) ==>
          (pw_page_source_has{A}(source, f) <==> pw_page_source_has{B}(source, f));

    lemma pw_page_source_kept_out{A,B}:
      \forall struct pw_page_source *source, integer f;
        pw_page_source_kept{A,B}(source) && pw_page_source_stands{B}(source) && pw_page_source_valid{A}(source) ==>
          (pw_page_source_out{A}(source, f) <==> pw_page_source_out{B}(source, f));

    lemma pw_page_source_kept_disjoint{A,B}:
      \forall struct pw_page_source *source;
        pw_page_source_kept{A,B}(source) && pw_page_source_stands{B}(source) && pw_page_source_valid{A}(source) ==>
          pw_page_source_disjoint{B}(source);

    lemma pw_page_source_kept_buddy{A,B}:
      \forall struct pw_page_source *source;
        pw_page_source_kept{A,B}(source) && pw_page_source_stands{B}(source) && pw_page_source_valid{A}(source) &&
        \at(source->buddy, B) != \null ==> pw_buddy_source_valid{B}(\at(source->buddy, B));

    lemma pw_page_source_kept_pool{A,B}:
      \forall struct pw_page_source *source;
        pw_page_source_kept{A,B}(source) && pw_page_source_stands{B}(source) && pw_page_source_valid{A}(source) &&
        \at(source->pool, B) != \null ==> pw_early_pool_valid{B}(\at(source->pool, B));

    lemma pw_page_source_kept_valid{A,B}:
      \forall struct pw_page_source *source;
        pw_page_source_kept{A,B}(source) && pw_page_source_stands{B}(source) && pw_page_source_valid{A}(source) ==>
          pw_page_source_valid{B}(source);
*/

/* Ghost code at the end of a function that has written beside what is the source's own: the source is as sound as it was at
 * the function's begin. Step by step, and the buddy's free frames are counted again, since their number needs induction. */
#define PW_BUDDY_OF(S) (S)->buddy->buddy
#define PW_KEEP_SOURCE(S)                                                                                                      \
  if ((S)->buddy != 0) {                                                                                                       \
    /@ assert buddy: pw_buddy_source_valid{Pre}((S)->buddy); @/                                                                \
    /@ assert shape: pw_tree_shape{Pre}(&PW_BUDDY_OF(S)->tree); @/                                                             \
    /@ assert words: \forall integer i; 0 <= i <= \at(PW_BUDDY_OF(S)->tree.mask_word, Pre) + 6 ==>                             \
         \at(PW_BUDDY_OF(S)->tree.words, Pre)[i] == \at(PW_BUDDY_OF(S)->tree.words[i], Pre); @/                                \
    /@ assert tree: pw_tree_kept{Pre,Here}(&PW_BUDDY_OF(S)->tree); @/                                                          \
    /@ assert base: PW_BUDDY_OF(S)->base_pa == \at(PW_BUDDY_OF(S)->base_pa, Pre); @/                                           \
    /@ assert tags: \forall integer i; 0 <= i < PW_BUDDY_OF(S)->tree.frame_count ==>                                           \
         PW_BUDDY_OF(S)->tags[i] == \at(PW_BUDDY_OF(S)->tags[i], Pre); @/                                                      \
    /@ assert object: pw_buddy_kept{Pre,Here}(PW_BUDDY_OF(S)); @/                                                              \
    /@ assert memory: pw_buddy_memory(PW_BUDDY_OF(S)); @/                                                                      \
    /@ assert tree_memory: pw_tree_memory(&PW_BUDDY_OF(S)->tree); @/                                                           \
    uint32_t f = 0;                                                                                                            \
    /@ loop invariant range: 0 <= f <= PW_BUDDY_OF(S)->tree.frame_count;                                                       \
       loop invariant count: pw_free_below(&PW_BUDDY_OF(S)->tree, f) == pw_free_below{Pre}(&PW_BUDDY_OF(S)->tree, f);          \
       loop assigns f;                                                                                                         \
       loop variant PW_BUDDY_OF(S)->tree.frame_count - f; @/                                                                   \
    while (f < PW_BUDDY_OF(S)->tree.frame_count) {                                                                             \
      /@ assert one: pw_free_one(&PW_BUDDY_OF(S)->tree, f) == pw_free_one{Pre}(&PW_BUDDY_OF(S)->tree, f); @/                   \
      f++;                                                                                                                     \
    }                                                                                                                          \
    /@ assert counted: pw_buddy_counted(PW_BUDDY_OF(S)); @/                                                                    \
    /@ assert part: pw_source_buddy_kept{Pre,Here}((S)->buddy); @/                                                             \
  }                                                                                                                            \
  /@ assert pool: (S)->pool != \null ==> pw_source_pool_kept{Pre,Here}((S)->pool); @/                                          \
  /@ assert parts: pw_page_source_kept{Pre,Here}(S); @/                                                                        \
  /@ assert apart: pw_page_source_apart(S); @/                                                                                 \
  /@ assert stands: pw_page_source_stands(S); @/                                                                               \
  /@ assert valid: pw_page_source_valid(S); @/                                                                                 \
  /@ assert has: \forall integer f; pw_page_source_has{Pre}(S, f) <==> pw_page_source_has(S, f); @/                            \
  /@ assert out: \forall integer f; pw_page_source_out{Pre}(S, f) <==> pw_page_source_out(S, f); @/

#endif
