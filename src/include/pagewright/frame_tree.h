/*
 * Frame tree: which frames are free, and where the lowest free run of each order is.
 *
 * Level 0 is one bit a frame, set iff the frame is free. Above it stand nodes of 64 children: a level-1 node has 64 words of
 * level 0 below it (4096 frames), a level-2 node 64 level-1 nodes (2^18 frames), the one level-3 node up to 64 level-2
 * nodes (2^24 frames). A node of level L holds 6*L+1 words; bit c of word k is set iff child c contains a naturally aligned
 * free run of 2^k frames. So bit c of the last word says that child c is free as a whole, and runs of higher orders are runs of
 * such bits. Nothing is ever split or merged: the largest free blocks are what the bits say they are.
 *
 * Finding the lowest run of an order reads at most one word a level; changing a run writes the run's own bits and then at
 * most one node a level. The work of a call is bounded by the order alone, and the bound is proved: a search takes at most 6
 * turns of a loop, a change at most 128 + 2^order / 32. ('work' in the contracts; the count is ghost code and costs nothing.)
 */
#ifndef PAGEWRIGHT_FRAME_TREE_H
#define PAGEWRIGHT_FRAME_TREE_H

#include <stdbool.h>
#include <stdint.h>

#define PW_MAX_ORDER 20u
#define PW_ORDER_COUNT 21u
#define PW_MAX_FRAMES 16777216u /* 2^24 frames = 64 GiB */

struct pw_frame_tree {
  uint64_t *words;
  uint32_t frame_count;
  uint32_t group_count; /* words of level 0, 64 frames each; they begin at word 0 */
  uint32_t node1_count;
  uint32_t node2_count;
  uint32_t node1_word; /* where the nodes of each level begin */
  uint32_t node2_word;
  uint32_t node3_word;
  uint32_t mask_word; /* seven words: the multiples of 1, 2, 4, ... 64 among the bits 0..63 */
};

#include "spec/frames/frame_tree.h"

/* Words that a tree over frame_count frames needs. */
/*@ requires range: 1 <= frame_count <= PW_MAX_FRAMES;
    terminates \true; exits \false; assigns \nothing;
    ensures total: \result == pw_tree_word_total(frame_count);
    ensures small: 27 <= \result <= PW_MAX_FRAMES;
*/
uint32_t pw_frame_tree_word_count(uint32_t frame_count);

/* No frame free. O(words). */
/*@ requires range: 1 <= frame_count <= PW_MAX_FRAMES;
    requires memory: \valid(tree) && \valid(words + (0 .. pw_tree_word_total(frame_count) - 1));
    requires apart: \separated(tree, words + (0 .. pw_tree_word_total(frame_count) - 1));
    terminates \true; exits \false;
    assigns *tree, words[0 .. pw_tree_word_total(frame_count) - 1], pw_work;
    ensures valid: pw_tree_valid(tree);
    ensures fields: tree->frame_count == frame_count && tree->words == words;
    ensures total: tree->mask_word + 7 == pw_tree_word_total(frame_count);
    ensures none: \forall integer f; 0 <= f < frame_count ==> !pw_tree_free(tree, f);
*/
void pw_frame_tree_init(struct pw_frame_tree *tree, uint64_t *words, uint32_t frame_count);

/* Whether the frame is free. O(1). */
/*@ requires memory: pw_tree_memory(tree);
    requires range: frame < tree->frame_count;
    terminates \true; exits \false; assigns \nothing;
    ensures free: \result <==> pw_tree_free(tree, frame);
*/
bool pw_frame_tree_is_free(const struct pw_frame_tree *tree, uint32_t frame);
/* Whether the 2^order frames from 'frame' on, a multiple of 2^order, are all free. O(1). */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= PW_MAX_ORDER;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false; assigns pw_work;
    ensures free: \result <==> pw_tree_run(tree, frame, order);
*/
bool pw_frame_tree_is_run_free(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order);

/* The first frame of the lowest aligned free run of 2^order frames, or frame_count iff there is none. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= PW_MAX_ORDER;
    terminates \true; exits \false; assigns pw_work;
    ensures range: 0 <= \result <= tree->frame_count;
    ensures run: \result != tree->frame_count ==> pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 0 <= a < \result ==> !pw_tree_run(tree, a, order);
    ensures work: pw_work_within{Pre,Post}(6);
*/
uint32_t pw_frame_tree_lowest(const struct pw_frame_tree *tree, uint32_t order);
/* Makes the 2^order frames from 'frame' on free. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= PW_MAX_ORDER;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> pw_tree_free(tree, f);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
void pw_frame_tree_put(struct pw_frame_tree *tree, uint32_t frame, uint32_t order);

/* Makes the 2^order frames from 'frame' on not free. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= PW_MAX_ORDER;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_tree_free(tree, f);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
void pw_frame_tree_take(struct pw_frame_tree *tree, uint32_t frame, uint32_t order);
/* Whether every presence bit is what the level below it says, and no frame beyond the last is free. O(words). */
/*@ requires memory: pw_tree_memory(tree);
    terminates \true; exits \false; assigns pw_work;
*/
bool pw_frame_tree_check(const struct pw_frame_tree *tree);

#endif
