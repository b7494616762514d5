/*
 * What lies beside a space, in logic: none of it, nor of its window's or its source's.
 */
#ifndef PW_SPEC_PAGING_DEMAND_WRITE_H
#define PW_SPEC_PAGING_DEMAND_WRITE_H

#include "spec/paging/map.h"

#define PW_BESIDE(S, P)                                                                                                \
  (\separated(P, S) && \separated(P, (S)->source) && \separated(P, (S)->window) &&                                     \
   \separated(P, (S)->window->words + (0 .. (S)->window->frame_count * 512 - 1)) &&                                    \
   \separated(P, (S)->window->live + (0 .. (S)->window->frame_count - 1)) &&                                           \
   ((S)->source->pool != \null ==> \separated(P, (S)->source->pool)) &&                                                \
   ((S)->source->custom != \null ==> \separated(P, (S)->source->custom)) &&                                            \
   ((S)->source->buddy != \null ==>                                                                                    \
    \separated(P, (S)->source->buddy) && \separated(P, (S)->source->buddy->buddy) &&                                   \
    \separated(P, (S)->source->buddy->buddy->tags + (0 .. (S)->source->buddy->buddy->tree.frame_count - 1)) &&         \
    \separated(P, (S)->source->buddy->buddy->tree.words + (0 .. (S)->source->buddy->buddy->tree.mask_word + 6))))

/*@ predicate pw_beside_64{L}(struct pw_address_space *s, uint64_t *p) = PW_BESIDE(s, p);
    predicate pw_beside_32{L}(struct pw_address_space *s, uint32_t *p) = PW_BESIDE(s, p);
*/

/* What a write beside a space leaves: the space, its source, its window, every walk. */
#define PW_BESIDE_ENSURES(S)                                                                                           \
  ensures valid: pw_space_valid(S);                                                                                    \
  ensures fields: pw_space_fields_kept{Pre,Post}(S);                                                                   \
  ensures source: pw_space_source_kept{Pre,Post}(S);                                                                   \
  ensures window: pw_window_untouched{Pre,Post}((S)->window);                                                          \
  ensures walks: pw_walks_same{Pre,Post}((S)->window);                                                                 \
  ensures local: \old(pw_space_local(S)) ==> pw_space_local(S);

/* The very places of each type that an operation on a space may write, and one that is none of them. */
#define PW_OUT_64(S, P)                                                                                                \
  (\separated(P, (S)->window->words + (0 .. (S)->window->frame_count * 512 - 1)) &&                                    \
   \separated(P, (S)->source->buddy->buddy->tree.words +                                                               \
                   (0 .. (S)->source->buddy == \null ? -1 : (S)->source->buddy->buddy->tree.mask_word - 1)))
#define PW_OUT_32(S, P)                                                                                                \
  (\separated(P, (S)->taken_count + (0 .. PW_ORIGIN_COUNT - 1)) &&                                                     \
   \separated(P, (S)->returned_count + (0 .. PW_ORIGIN_COUNT - 1)) && \separated(P, &(S)->page_count) &&               \
   \separated(P, &(S)->block_2mb_count))
#define PW_OUT_8(S, P)                                                                                                 \
  \separated(P, (S)->source->buddy->buddy->tags +                                                                      \
                    (0 .. (S)->source->buddy == \null ? -1 : (S)->source->buddy->buddy->tree.frame_count - 1))
#define PW_OUT_BOOL(S, P)                                                                                              \
  (\separated(P, (S)->source->pool->out + (0 .. (S)->source->pool == \null ? -1 : 15)) &&                             \
   \separated(P, &(S)->has_mapped_global))

#endif
