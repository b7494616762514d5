/*
 * Buddy: its invariant and the states of a frame.
 */
#ifndef SPEC_FRAMES_BUDDY_H
#define SPEC_FRAMES_BUDDY_H

#include "spec/frames/frame_tree.h"

/*@ // The object, its tags and its tree's words are memory, apart from each other.
    predicate pw_buddy_memory{L}(struct pw_buddy *b) =
      \valid(b) && \valid(b->tags + (0 .. b->tree.frame_count - 1)) && b->base_pa % 4096 == 0 &&
      b->base_pa + b->tree.frame_count * 4096 <= PW_PA_LIMIT &&
      \separated(b, b->tree.words + (0 .. b->tree.mask_word + 6), b->tags + (0 .. b->tree.frame_count - 1));

    // The address lies in the range that the object manages.
    predicate pw_buddy_inside{L}(struct pw_buddy *b, integer pa) =
      b->base_pa <= pa < b->base_pa + b->tree.frame_count * 4096;

    // And so does the whole range of frames.
    predicate pw_buddy_covers{L}(struct pw_buddy *b, integer pa, integer frame_count) =
      pw_buddy_inside(b, pa) && (pa - b->base_pa) / 4096 + frame_count <= b->tree.frame_count;

    // An allocated block of order k begins at frame h.
    predicate pw_buddy_head{L}(struct pw_buddy *b, integer h, integer k) =
      0 <= h < b->tree.frame_count && 0 <= k <= PW_MAX_ORDER && b->tags[h] == k;

    // Frame f lies in the allocated block of order k that begins at h.
    predicate pw_buddy_in_block{L}(struct pw_buddy *b, integer h, integer k, integer f) =
      pw_buddy_head(b, h, k) && h <= f < h + pw_pow2(k);

    // The states of a frame.
    predicate pw_buddy_free{L}(struct pw_buddy *b, integer f) = pw_tree_free(&b->tree, f);
    predicate pw_buddy_allocated{L}(struct pw_buddy *b, integer f) =
      \exists integer h, k; pw_buddy_in_block(b, h, k, f);
    predicate pw_buddy_reserved{L}(struct pw_buddy *b, integer f) = b->tags[f] == PW_TAG_RESERVED;
    predicate pw_buddy_absent{L}(struct pw_buddy *b, integer f) = b->tags[f] == PW_TAG_ABSENT;

    // Every tag is one of the values there are.
    predicate pw_buddy_tags{L}(struct pw_buddy *b) =
      \forall integer f; 0 <= f < b->tree.frame_count ==> b->tags[f] <= PW_MAX_ORDER || b->tags[f] == PW_TAG_PLAIN ||
        b->tags[f] == PW_TAG_RESERVED || b->tags[f] == PW_TAG_ABSENT;

    // Blocks are aligned to their size and lie inside.
    predicate pw_buddy_aligned{L}(struct pw_buddy *b) =
      \forall integer h, k; pw_buddy_head(b, h, k) ==> pw_aligned(h, k) && h + pw_pow2(k) <= b->tree.frame_count;

    // Blocks are disjoint: inside a block there is no other head, and no reserved or absent frame.
    predicate pw_buddy_disjoint{L}(struct pw_buddy *b) =
      \forall integer h, k, f; pw_buddy_in_block(b, h, k, f) && f != h ==> b->tags[f] == PW_TAG_PLAIN;

    // No frame of a block is free, and no reserved or absent frame is.
    predicate pw_buddy_exclusive{L}(struct pw_buddy *b) =
      (\forall integer h, k, f; pw_buddy_in_block(b, h, k, f) ==> !pw_buddy_free(b, f)) &&
      (\forall integer f; 0 <= f < b->tree.frame_count && pw_buddy_free(b, f) ==> b->tags[f] == PW_TAG_PLAIN);

    // No frame is lost: one that is not free, reserved or absent lies in a block.
    predicate pw_buddy_complete{L}(struct pw_buddy *b) =
      \forall integer f; 0 <= f < b->tree.frame_count && b->tags[f] == PW_TAG_PLAIN && !pw_buddy_free(b, f) ==>
        pw_buddy_allocated(b, f);

    // 1 for a free frame, 0 for another.
    logic integer pw_free_one{L}(struct pw_frame_tree *t, integer f) =
      pw_wone(t->words[f / 64], f % 64);

    // The run is between states: its frames are plain, no block meets it, and no frame outside is lost.
    predicate pw_buddy_gap{L}(struct pw_buddy *b, integer first, integer count) =
      (\forall integer f; first <= f < first + count ==> b->tags[f] == PW_TAG_PLAIN) &&
      (\forall integer h, k; pw_buddy_head(b, h, k) ==> h + pw_pow2(k) <= first || first + count <= h) &&
      (\forall integer f; 0 <= f < b->tree.frame_count && !(first <= f < first + count) &&
        b->tags[f] == PW_TAG_PLAIN && !pw_buddy_free(b, f) ==> pw_buddy_allocated(b, f));

    // The number of free frames below n.
    logic integer pw_free_below{L}(struct pw_frame_tree *t, integer n) =
      n <= 0 ? 0 : pw_free_below(t, n - 1) + pw_free_one(t, n - 1);

    // n is the number of free frames.
    predicate pw_buddy_count_is{L}(struct pw_buddy *b, integer n) = n == pw_free_below(&b->tree, b->tree.frame_count);

    predicate pw_buddy_counted{L}(struct pw_buddy *b) =
      b->free_count == pw_free_below(&b->tree, b->tree.frame_count) && 0 <= b->free_count <= b->tree.frame_count;

    // Frame f is in the same state at two points: the state is a matter of its tag and its bit.
    predicate pw_buddy_same{A,B}(struct pw_buddy *b, integer f) =
      \at(b->tags[f], A) == \at(b->tags[f], B) && (pw_buddy_free{A}(b, f) <==> pw_buddy_free{B}(b, f));

    // All frames are, but those of a run.
    predicate pw_buddy_same_but{A,B}(struct pw_buddy *b, integer first, integer count) =
      \forall integer f; 0 <= f < \at(b->tree.frame_count, A) && !(first <= f < first + count) ==> pw_buddy_same{A,B}(b, f);

    // Some aligned run of 2^k frames is free.
    predicate pw_buddy_has_run{L}(struct pw_buddy *b, integer k) = \exists integer a; pw_tree_run(&b->tree, a, k);

    // Between two points the lowest free run of order k, at frame h, became an allocated block, and nothing else changed.
    predicate pw_buddy_took{A,B}(struct pw_buddy *b, integer h, integer k) =
      pw_tree_run{A}(\at(&b->tree, A), h, k) && (\forall integer a; 0 <= a < h ==> !pw_tree_run{A}(\at(&b->tree, A), a, k)) &&
      pw_buddy_head{B}(b, h, k) && (\forall integer f; h <= f < h + pw_pow2(k) ==> !pw_buddy_free{B}(b, f)) &&
      pw_buddy_same_but{A,B}(b, h, pw_pow2(k));

    // Between two points the allocated block of order k at frame h became free, and nothing else changed.
    predicate pw_buddy_gave{A,B}(struct pw_buddy *b, integer h, integer k) =
      pw_buddy_head{A}(b, h, k) && (\forall integer f; h <= f < h + pw_pow2(k) ==> pw_buddy_free{B}(b, f)) &&
      pw_buddy_same_but{A,B}(b, h, pw_pow2(k));

    // No frame of the range was added; none is allocated.
    predicate pw_buddy_fresh{L}(struct pw_buddy *b, integer first, integer count) =
      \forall integer f; first <= f < first + count ==> pw_buddy_absent(b, f) || pw_buddy_reserved(b, f);
    predicate pw_buddy_unused{L}(struct pw_buddy *b, integer first, integer count) =
      \forall integer f; first <= f < first + count ==>
        pw_buddy_free(b, f) || pw_buddy_absent(b, f) || pw_buddy_reserved(b, f);

    // Between two points the absent frames of the range became free, its reserved frames stayed, nothing else changed.
    predicate pw_buddy_added{A,B}(struct pw_buddy *b, integer first, integer count) =
      (\forall integer f; first <= f < first + count && pw_buddy_absent{A}(b, f) ==> pw_buddy_free{B}(b, f)) &&
      (\forall integer f; first <= f < first + count && pw_buddy_reserved{A}(b, f) ==> pw_buddy_reserved{B}(b, f)) &&
      pw_buddy_same_but{A,B}(b, first, count);

    // Between two points the frames of the range became reserved, nothing else changed.
    predicate pw_buddy_withdrawn{A,B}(struct pw_buddy *b, integer first, integer count) =
      (\forall integer f; first <= f < first + count ==> pw_buddy_reserved{B}(b, f)) &&
      pw_buddy_same_but{A,B}(b, first, count);

    // The whole invariant.
    predicate pw_buddy_valid{L}(struct pw_buddy *b) =
      pw_buddy_memory(b) && pw_tree_valid(&b->tree) && pw_buddy_tags(b) && pw_buddy_aligned(b) &&
      pw_buddy_disjoint(b) && pw_buddy_exclusive(b) && pw_buddy_complete(b) && pw_buddy_counted(b);
*/

#endif
