/*
 * Frame tree: its invariant, in parts, each carried by the contracts on its own.
 */
#ifndef SPEC_FRAMES_FRAME_TREE_H
#define SPEC_FRAMES_FRAME_TREE_H

#include "spec/base/bits.h"
#include "spec/base/order.h"
#include "spec/base/work.h"

/*@ // The numbers of words and nodes of each level fit the number of frames, and the levels stand one behind the other.
    predicate pw_tree_shape{L}(struct pw_frame_tree *t) =
      1 <= t->frame_count <= PW_MAX_FRAMES &&
      64 * (t->group_count - 1) < t->frame_count <= 64 * t->group_count &&
      64 * (t->node1_count - 1) < t->group_count <= 64 * t->node1_count &&
      64 * (t->node2_count - 1) < t->node1_count <= 64 * t->node2_count &&
      1 <= t->node2_count <= 64 &&
      t->node1_word == t->group_count &&
      t->node2_word == t->node1_word + 8 * t->node1_count &&
      t->node3_word == t->node2_word + 16 * t->node2_count &&
      t->mask_word == t->node3_word + 19;

    // The words that frame_count frames need.
    logic integer pw_tree_groups(integer frame_count) = (frame_count - 1) / 64 + 1;
    logic integer pw_tree_word_total(integer frame_count) =
      pw_tree_groups(frame_count) + 8 * pw_tree_groups(pw_tree_groups(frame_count)) +
      16 * pw_tree_groups(pw_tree_groups(pw_tree_groups(frame_count))) + 26;

    // The object and its words are memory, apart from each other.
    predicate pw_tree_memory{L}(struct pw_frame_tree *t) =
      \valid(t) && pw_tree_shape(t) && \valid(t->words + (0 .. t->mask_word + 6)) &&
      \separated(t, t->words + (0 .. t->mask_word + 6));

    // Word q of the masks has exactly the multiples of 2^q.
    predicate pw_tree_masks{L}(struct pw_frame_tree *t) =
      \forall integer q, b; 0 <= q <= 6 && 0 <= b < 64 ==>
        (pw_wbit(t->words[t->mask_word + q], b) <==> pw_waligned(b, q));

    // Frame f is free.
    predicate pw_tree_free{L}(struct pw_frame_tree *t, integer f) = pw_wbit(t->words[f / 64], f % 64);

    // Positions beyond the last frame are not free.
    predicate pw_tree_tail{L}(struct pw_frame_tree *t) =
      \forall integer b; 0 <= b < 64 && 64 * (t->group_count - 1) + b >= t->frame_count ==>
        !pw_wbit(t->words[t->group_count - 1], b);

    // The node at word 'base' whose last word is 'top' has a free run of order k.
    predicate pw_node_has{L}(uint64_t *w, integer base, integer top, integer k) =
      k < top ? pw_wany(w[base + k]) : pw_whas(w[base + top], k - top);

    // A child that has runs of an order has runs of the orders below.
    predicate pw_node_nested{L}(uint64_t *w, integer base, integer top) =
      \forall integer i, j, c; base <= i <= j <= base + top && 0 <= c < 64 && pw_wbit(w[j], c) ==> pw_wbit(w[i], c);

    // A node of level 1, 2 begins at word x. (All nodes are told by their first word: so no goal needs a division.)
    predicate pw_tree_node1{L}(struct pw_frame_tree *t, integer x) =
      t->node1_word <= x && x + 8 <= t->node2_word && (x - t->node1_word) % 8 == 0;
    predicate pw_tree_node2{L}(struct pw_frame_tree *t, integer x) =
      t->node2_word <= x && x + 16 <= t->node3_word && (x - t->node2_word) % 16 == 0;

    predicate pw_tree_nested1{L}(struct pw_frame_tree *t) =
      \forall integer x; pw_tree_node1(t, x) ==> pw_node_nested(t->words, x, 6);
    predicate pw_tree_nested2{L}(struct pw_frame_tree *t) =
      \forall integer x; pw_tree_node2(t, x) ==> pw_node_nested(t->words, x, 12);
    predicate pw_tree_nested3{L}(struct pw_frame_tree *t) = pw_node_nested(t->words, t->node3_word, 18);

    // Child c of the node at word x: the number of a level-0 word, a level-1 node; the word where that node begins.
    logic integer pw_tree_child0{L}(struct pw_frame_tree *t, integer x, integer c) = 8 * (x - t->node1_word) + c;
    logic integer pw_tree_child1{L}(struct pw_frame_tree *t, integer x, integer c) = 4 * (x - t->node2_word) + c;

    // Each presence bit (c of word z of the node at x) is what the level below says, except for the children a .. b - 1
    // of the level.
    predicate pw_tree_link1{L}(struct pw_frame_tree *t, integer a, integer b) =
      \forall integer x, z, c; pw_tree_node1(t, x) && x <= z <= x + 6 && 0 <= c < 64 &&
        !(a <= pw_tree_child0(t, x, c) < b) ==>
        (pw_wbit(t->words[z], c) <==>
         pw_tree_child0(t, x, c) < t->group_count && pw_whas(t->words[pw_tree_child0(t, x, c)], z - x));
    predicate pw_tree_link2{L}(struct pw_frame_tree *t, integer a, integer b) =
      \forall integer x, z, c; pw_tree_node2(t, x) && x <= z <= x + 12 && 0 <= c < 64 &&
        !(a <= pw_tree_child1(t, x, c) < b) ==>
        (pw_wbit(t->words[z], c) <==>
         pw_tree_child1(t, x, c) < t->node1_count &&
         pw_node_has(t->words, t->node1_word + 8 * pw_tree_child1(t, x, c), 6, z - x));
    predicate pw_tree_link3{L}(struct pw_frame_tree *t, integer a, integer b) =
      \forall integer z, c; t->node3_word <= z <= t->node3_word + 18 && 0 <= c < 64 && !(a <= c < b) ==>
        (pw_wbit(t->words[z], c) <==>
         c < t->node2_count && pw_node_has(t->words, t->node2_word + 16 * c, 12, z - t->node3_word));

    // What the nodes of a level have is the same at two points.
    predicate pw_tree_same1{A,B}(struct pw_frame_tree *t) =
      \forall integer x, k; pw_tree_node1{A}(t, x) && 0 <= k <= 12 ==>
        (pw_node_has{A}(\at(t->words, A), x, 6, k) <==> pw_node_has{B}(\at(t->words, A), x, 6, k));
    predicate pw_tree_same2{A,B}(struct pw_frame_tree *t) =
      \forall integer x, k; pw_tree_node2{A}(t, x) && 0 <= k <= 18 ==>
        (pw_node_has{A}(\at(t->words, A), x, 12, k) <==> pw_node_has{B}(\at(t->words, A), x, 12, k));

    // The words first .. first + count - 1 have every bit set (v != 0), or every bit clear.
    predicate pw_words_filled{L}(uint64_t *w, integer first, integer count, integer v) =
      \forall integer i, b; first <= i < first + count && 0 <= b < 64 ==> (pw_wbit(w[i], b) <==> v != 0);

    // The level-0 words outside are the same at two points.
    predicate pw_groups_same{A,B}(struct pw_frame_tree *t, integer first, integer count) =
      \forall integer i; 0 <= i < \at(t->group_count, A) && !(first <= i < first + count) ==>
        \at(t->words[i], A) == \at(t->words[i], B);

    // The whole invariant.
    predicate pw_tree_valid{L}(struct pw_frame_tree *t) =
      pw_tree_memory(t) && pw_tree_masks(t) && pw_tree_tail(t) && pw_tree_nested1(t) && pw_tree_nested2(t) &&
      pw_tree_nested3(t) && pw_tree_link1(t, 0, 0) && pw_tree_link2(t, 0, 0) && pw_tree_link3(t, 0, 0);

    // The 2^k frames from a on are an aligned run inside the tree, and all free.
    predicate pw_tree_run{L}(struct pw_frame_tree *t, integer a, integer k) =
      0 <= a && a + pw_pow2(k) <= t->frame_count && pw_aligned(a, k) &&
      \forall integer f; a <= f < a + pw_pow2(k) ==> pw_tree_free(t, f);

    // Frame f is free at A iff it is at B.
    predicate pw_tree_free_same{A,B}(struct pw_frame_tree *t, integer f) =
      pw_tree_free{A}(t, f) <==> pw_tree_free{B}(t, f);

    // The group, the node has all its frames free.
    predicate pw_group_full{L}(struct pw_frame_tree *t, integer g) =
      \forall integer b; 0 <= b < 64 ==> pw_wbit(t->words[g], b);
    predicate pw_node1_full{L}(struct pw_frame_tree *t, integer i) =
      \forall integer c; 0 <= c < 64 ==> pw_wbit(t->words[t->node1_word + 8 * i + 6], c);
    predicate pw_node2_full{L}(struct pw_frame_tree *t, integer i) =
      \forall integer c; 0 <= c < 64 ==> pw_wbit(t->words[t->node2_word + 16 * i + 12], c);

    // What the words on the way up say of a run of order k at frame a.
    predicate pw_tree_up{L}(struct pw_frame_tree *t, integer a, integer k) =
      (k < 6 ==> pw_wrun(t->words[a / 64], a % 64, k) &&
                 pw_wbit(t->words[t->node1_word + 8 * (a / 4096) + k], (a / 64) % 64)) &&
      (6 <= k < 12 ==> pw_wrun(t->words[t->node1_word + 8 * (a / 4096) + 6], (a / 64) % 64, k - 6)) &&
      (k < 12 ==> pw_wbit(t->words[t->node2_word + 16 * (a / 262144) + k], (a / 4096) % 64)) &&
      (12 <= k < 18 ==> pw_wrun(t->words[t->node2_word + 16 * (a / 262144) + 12], (a / 4096) % 64, k - 12)) &&
      (k < 18 ==> pw_wbit(t->words[t->node3_word + k], a / 262144)) &&
      (18 <= k ==> pw_wrun(t->words[t->node3_word + 18], a / 262144, k - 18));
*/

#endif
