/*
 * Tree search: ghost lemmas that lead from free frames up to the presence words and down again. The search rests on them.
 */
#ifndef SPEC_FRAMES_TREE_SEARCH_H
#define SPEC_FRAMES_TREE_SEARCH_H

#include <pagewright/frame_tree.h>

#include "spec/frames/tree_place.h"
#include "src/base/bits.h"
#include "src/base/order.h"

/* The way up, for the search: what a free run says to the levels above it. */
/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: group < tree->group_count && k <= 6;
     requires has: pw_whas(tree->words[group], k);
     terminates \true; exits \false; assigns \nothing;
     ensures bit: pw_wbit(tree->words[tree->node1_word + 8 * (group / 64) + k], group % 64);
  @/
  static inline void lemma_up0(const struct pw_frame_tree *tree, uint32_t group, uint32_t k) {
    uint32_t above = tree->node1_word + 8 * (group / 64);
    /@ assert above: pw_tree_node1(tree, above) && pw_tree_child0(tree, above, group % 64) == group; @/
    uint32_t word = above + k;
    /@ assert bit: pw_wbit(tree->words[word], group % 64); @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->node1_count && k <= 12;
     requires has: pw_node_has(tree->words, tree->node1_word + 8 * node, 6, k);
     terminates \true; exits \false; assigns \nothing;
     ensures bit: pw_wbit(tree->words[tree->node2_word + 16 * (node / 64) + k], node % 64);
  @/
  static inline void lemma_up1(const struct pw_frame_tree *tree, uint32_t node, uint32_t k) {
    uint32_t above = tree->node2_word + 16 * (node / 64);
    /@ assert above: pw_tree_node2(tree, above) && pw_tree_child1(tree, above, node % 64) == node; @/
    uint32_t word = above + k;
    /@ assert bit: pw_wbit(tree->words[word], node % 64); @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->node2_count && k <= 18;
     requires has: pw_node_has(tree->words, tree->node2_word + 16 * node, 12, k);
     terminates \true; exits \false; assigns \nothing;
     ensures bit: pw_wbit(tree->words[tree->node3_word + k], node);
  @/
  static inline void lemma_up2(const struct pw_frame_tree *tree, uint32_t node, uint32_t k) {
    uint32_t word = tree->node3_word + k;
    /@ assert bit: pw_wbit(tree->words[word], node); @/
  }
*/

/* A node all whose children are full is full to the level above. */
/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: group < tree->group_count;
     requires full: pw_group_full(tree, group);
     terminates \true; exits \false; assigns \nothing;
     ensures bit: pw_wbit(tree->words[tree->node1_word + 8 * (group / 64) + 6], group % 64);
  @/
  static inline void lemma_full0(const struct pw_frame_tree *tree, uint32_t group) {
    /@ assert run: pw_wrun(tree->words[group], 0, 6); @/
    lemma_up0(tree, group, 6);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->node1_count;
     requires full: pw_node1_full(tree, node);
     terminates \true; exits \false; assigns \nothing;
     ensures bit: pw_wbit(tree->words[tree->node2_word + 16 * (node / 64) + 12], node % 64);
  @/
  static inline void lemma_full1(const struct pw_frame_tree *tree, uint32_t node) {
    /@ assert run: pw_wrun(tree->words[tree->node1_word + 8 * node + 6], 0, 6); @/
    lemma_up1(tree, node, 12);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->node2_count;
     requires full: pw_node2_full(tree, node);
     terminates \true; exits \false; assigns \nothing;
     ensures bit: pw_wbit(tree->words[tree->node3_word + 18], node);
  @/
  static inline void lemma_full2(const struct pw_frame_tree *tree, uint32_t node) {
    /@ assert run: pw_wrun(tree->words[tree->node2_word + 16 * node + 12], 0, 6); @/
    lemma_up2(tree, node, 18);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->group_count;
     requires bits: \forall integer f; 64 * node <= f < 64 * node + 64 ==> pw_tree_free(tree, f);
     terminates \true; exits \false; assigns \nothing;
     ensures full: pw_group_full(tree, node);
  @/
  static inline void lemma_group_bits(const struct pw_frame_tree *tree, uint32_t node) {
    uint32_t c = 0, child = 0;
    /@ loop invariant range: 0 <= c <= 64;
       loop invariant bits: \forall integer b; 0 <= b < c ==> pw_wbit(tree->words[node], b);
       loop assigns c, child;
       loop variant 64 - c; @/
    while (c < 64) {
      child = 64 * node + c;
      /@ assert place: child / 64 == node && child % 64 == c; @/
      /@ assert bit: pw_tree_free(tree, child); @/
      c++;
    }
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->node1_count;
     requires bits: \forall integer g; 64 * node <= g < 64 * node + 64 ==>
       pw_wbit(tree->words[tree->node1_word + 8 * (g / 64) + 6], g % 64);
     terminates \true; exits \false; assigns \nothing;
     ensures full: pw_node1_full(tree, node);
  @/
  static inline void lemma_node1_bits(const struct pw_frame_tree *tree, uint32_t node) {
    uint32_t c = 0, child = 0;
    /@ loop invariant range: 0 <= c <= 64;
       loop invariant bits: \forall integer b; 0 <= b < c ==> pw_wbit(tree->words[tree->node1_word + 8 * node + 6], b);
       loop assigns c, child;
       loop variant 64 - c; @/
    while (c < 64) {
      child = 64 * node + c;
      /@ assert place: child / 64 == node && child % 64 == c; @/
      /@ assert bit: pw_wbit(tree->words[tree->node1_word + 8 * (child / 64) + 6], child % 64); @/
      c++;
    }
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->node2_count;
     requires bits: \forall integer i; 64 * node <= i < 64 * node + 64 ==>
       pw_wbit(tree->words[tree->node2_word + 16 * (i / 64) + 12], i % 64);
     terminates \true; exits \false; assigns \nothing;
     ensures full: pw_node2_full(tree, node);
  @/
  static inline void lemma_node2_bits(const struct pw_frame_tree *tree, uint32_t node) {
    uint32_t c = 0, child = 0;
    /@ loop invariant range: 0 <= c <= 64;
       loop invariant bits: \forall integer b; 0 <= b < c ==> pw_wbit(tree->words[tree->node2_word + 16 * node + 12], b);
       loop assigns c, child;
       loop variant 64 - c; @/
    while (c < 64) {
      child = 64 * node + c;
      /@ assert place: child / 64 == node && child % 64 == c; @/
      /@ assert bit: pw_wbit(tree->words[tree->node2_word + 16 * (child / 64) + 12], child % 64); @/
      c++;
    }
  }
*/

/* A range of free frames makes the groups, the nodes in it full. */
/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: 64 * (first + count) <= tree->frame_count;
     requires free: \forall integer f; 64 * first <= f < 64 * (first + count) ==> pw_tree_free(tree, f);
     terminates \true; exits \false; assigns \nothing;
     ensures full: \forall integer g; first <= g < first + count ==> pw_group_full(tree, g);
     ensures bits: \forall integer g; first <= g < first + count ==>
       pw_wbit(tree->words[tree->node1_word + 8 * (g / 64) + 6], g % 64);
  @/
  static inline void lemma_fill0(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
    uint32_t i = first;
    /@ loop invariant range: first <= i <= first + count;
       loop invariant full: \forall integer g; first <= g < i ==> pw_group_full(tree, g);
       loop invariant bits: \forall integer g; first <= g < i ==>
         pw_wbit(tree->words[tree->node1_word + 8 * (g / 64) + 6], g % 64);
       loop assigns i;
       loop variant first + count - i; @/
    while (i < first + count) {
      lemma_group_bits(tree, i);
      lemma_full0(tree, i);
      i++;
    }
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: 4096 * (first + count) <= tree->frame_count;
     requires free: \forall integer f; 4096 * first <= f < 4096 * (first + count) ==> pw_tree_free(tree, f);
     terminates \true; exits \false; assigns \nothing;
     ensures full: \forall integer i; first <= i < first + count ==> pw_node1_full(tree, i);
     ensures bits: \forall integer i; first <= i < first + count ==>
       pw_wbit(tree->words[tree->node2_word + 16 * (i / 64) + 12], i % 64);
  @/
  static inline void lemma_fill1(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
    lemma_fill0(tree, 64 * first, 64 * count);
    uint32_t n = first;
    /@ loop invariant range: first <= n <= first + count;
       loop invariant full: \forall integer i; first <= i < n ==> pw_node1_full(tree, i);
       loop invariant bits: \forall integer i; first <= i < n ==>
         pw_wbit(tree->words[tree->node2_word + 16 * (i / 64) + 12], i % 64);
       loop assigns n;
       loop variant first + count - n; @/
    while (n < first + count) {
      lemma_node1_bits(tree, n);
      lemma_full1(tree, n);
      n++;
    }
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: 262144 * (first + count) <= tree->frame_count;
     requires free: \forall integer f; 262144 * first <= f < 262144 * (first + count) ==> pw_tree_free(tree, f);
     terminates \true; exits \false; assigns \nothing;
     ensures bits: \forall integer i; first <= i < first + count ==> pw_wbit(tree->words[tree->node3_word + 18], i);
  @/
  static inline void lemma_fill2(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
    lemma_fill1(tree, 64 * first, 64 * count);
    uint32_t n = first;
    /@ loop invariant range: first <= n <= first + count;
       loop invariant bits: \forall integer i; first <= i < n ==> pw_wbit(tree->words[tree->node3_word + 18], i);
       loop assigns n;
       loop variant first + count - n; @/
    while (n < first + count) {
      lemma_node2_bits(tree, n);
      lemma_full2(tree, n);
      n++;
    }
  }
*/

/* What a free run says to every level above it, by its size. */
/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: order <= 5;
     requires run: pw_tree_run(tree, frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures up: pw_tree_up(tree, frame, order);
  @/
  static inline void lemma_up_in_group(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
    lemma_place_in_group(frame, order);
    uint32_t group = frame / 64, bit = frame % 64, size = pw_order_lemma_size(order);
    uint32_t j = bit, f = 0;
    /@ loop invariant range: bit <= j <= bit + size;
       loop invariant bits: \forall integer b; bit <= b < j ==> pw_wbit(tree->words[group], b);
       loop assigns j, f;
       loop variant bit + size - j; @/
    while (j < bit + size) {
      f = 64 * group + j;
      /@ assert place: f / 64 == group && f % 64 == j && frame <= f < frame + size; @/
      /@ assert free: pw_tree_free(tree, f); @/
      j++;
    }
    /@ assert run: pw_wrun(tree->words[group], bit, order); @/
    lemma_up0(tree, group, order);
    uint32_t word1 = tree->node1_word + 8 * (group / 64) + order;
    /@ assert any1: pw_wany(tree->words[word1]); @/
    lemma_up1(tree, group / 64, order);
    uint32_t word2 = tree->node2_word + 16 * (group / 64 / 64) + order;
    /@ assert any2: pw_wany(tree->words[word2]); @/
    lemma_up2(tree, group / 64 / 64, order);
    /@ assert divide: frame / 64 / 64 == frame / 4096 && frame / 64 / 64 / 64 == frame / 262144; @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 6 <= order <= 11;
     requires run: pw_tree_run(tree, frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures up: pw_tree_up(tree, frame, order);
  @/
  static inline void lemma_up_of_groups(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
    lemma_place_of_groups(frame, order);
    uint32_t group = frame / 64, count = pw_order_lemma_size(order) / 64;
    /@ assert count: count == pw_wsize(order - 6); @/
    lemma_fill0(tree, group, count);
    uint32_t word1 = tree->node1_word + 8 * (group / 64) + 6, bit = group % 64;
    uint32_t j = bit, g = 0;
    /@ loop invariant range: bit <= j <= bit + count;
       loop invariant bits: \forall integer b; bit <= b < j ==> pw_wbit(tree->words[word1], b);
       loop assigns j, g;
       loop variant bit + count - j; @/
    while (j < bit + count) {
      g = group - bit + j;
      /@ assert place: g / 64 == group / 64 && g % 64 == j && group <= g < group + count; @/
      /@ assert full: pw_wbit(tree->words[tree->node1_word + 8 * (g / 64) + 6], g % 64); @/
      j++;
    }
    /@ assert run: pw_wrun(tree->words[word1], bit, order - 6); @/
    lemma_up1(tree, group / 64, order);
    uint32_t word2 = tree->node2_word + 16 * (group / 64 / 64) + order;
    /@ assert any2: pw_wany(tree->words[word2]); @/
    lemma_up2(tree, group / 64 / 64, order);
    /@ assert divide: frame / 64 / 64 == frame / 4096 && frame / 64 / 64 / 64 == frame / 262144; @/
    /@ assert level1: pw_wrun(tree->words[tree->node1_word + 8 * (frame / 4096) + 6], (frame / 64) % 64, order - 6); @/
    /@ assert level2: pw_wbit(tree->words[tree->node2_word + 16 * (frame / 262144) + order], (frame / 4096) % 64); @/
    /@ assert level3: pw_wbit(tree->words[tree->node3_word + order], frame / 262144); @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 12 <= order <= 17;
     requires run: pw_tree_run(tree, frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures up: pw_tree_up(tree, frame, order);
  @/
  static inline void lemma_up_of_nodes1(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
    lemma_place_of_nodes1(frame, order);
    uint32_t node = frame / 4096, count = pw_order_lemma_size(order) / 4096;
    /@ assert count: count == pw_wsize(order - 12); @/
    lemma_fill1(tree, node, count);
    uint32_t word2 = tree->node2_word + 16 * (node / 64) + 12, bit = node % 64;
    uint32_t j = bit, i = 0;
    /@ loop invariant range: bit <= j <= bit + count;
       loop invariant bits: \forall integer b; bit <= b < j ==> pw_wbit(tree->words[word2], b);
       loop assigns j, i;
       loop variant bit + count - j; @/
    while (j < bit + count) {
      i = node - bit + j;
      /@ assert place: i / 64 == node / 64 && i % 64 == j && node <= i < node + count; @/
      /@ assert full: pw_wbit(tree->words[tree->node2_word + 16 * (i / 64) + 12], i % 64); @/
      j++;
    }
    /@ assert run: pw_wrun(tree->words[word2], bit, order - 12); @/
    lemma_up2(tree, node / 64, order);
    /@ assert divide: frame / 4096 / 64 == frame / 262144; @/
    /@ assert level2: pw_wrun(tree->words[tree->node2_word + 16 * (frame / 262144) + 12], (frame / 4096) % 64, order - 12); @/
    /@ assert level3: pw_wbit(tree->words[tree->node3_word + order], frame / 262144); @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 18 <= order <= 20;
     requires run: pw_tree_run(tree, frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures up: pw_tree_up(tree, frame, order);
  @/
  static inline void lemma_up_of_nodes2(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
    lemma_place_of_nodes2(frame, order);
    uint32_t node = frame / 262144, count = pw_order_lemma_size(order) / 262144;
    /@ assert count: count == pw_wsize(order - 18); @/
    lemma_fill2(tree, node, count);
    /@ assert run: pw_wrun(tree->words[tree->node3_word + 18], node, order - 18); @/
  }
*/

/* The same for every frame at once. */
/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: order <= 20;
     terminates \true; exits \false; assigns \nothing;
     ensures up: pw_tree_run(tree, frame, order) ==> pw_tree_up(tree, frame, order);
  @/
  static inline void lemma_up_of(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
    uint32_t f = frame, size = pw_order_lemma_size(order);
    if (frame % size != 0 || size > tree->frame_count || frame > tree->frame_count - size)
      return;
    /@ loop invariant range: frame <= f <= frame + size;
       loop invariant free: \forall integer x; frame <= x < f ==> pw_tree_free(tree, x);
       loop assigns f;
       loop variant frame + size - f; @/
    while (f < frame + size) {
      if (pw_bits_lemma_test(tree->words[f / 64], f % 64) == 0)
        return;
      f++;
    }
    if (order < 6)
      lemma_up_in_group(tree, frame, order);
    else if (order < 12)
      lemma_up_of_groups(tree, frame, order);
    else if (order < 18)
      lemma_up_of_nodes1(tree, frame, order);
    else
      lemma_up_of_nodes2(tree, frame, order);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: order <= 20;
     terminates \true; exits \false; assigns \nothing;
     ensures up: \forall integer a; 0 <= a < tree->frame_count && pw_tree_run(tree, a, order) ==>
       pw_tree_up(tree, a, order);
  @/
  static inline void lemma_up_all(const struct pw_frame_tree *tree, uint32_t order) {
    uint32_t f = 0;
    /@ loop invariant range: 0 <= f <= tree->frame_count;
       loop invariant up: \forall integer a; 0 <= a < f && pw_tree_run(tree, a, order) ==> pw_tree_up(tree, a, order);
       loop assigns f;
       loop variant tree->frame_count - f; @/
    while (f < tree->frame_count) {
      lemma_up_of(tree, f, order);
      f++;
    }
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 6 <= order <= 11;
     requires range: node < tree->node1_count;
     terminates \true; exits \false; assigns \nothing;
     ensures up: \forall integer a; 0 <= a < tree->frame_count && a / 4096 == node && pw_tree_run(tree, a, order) ==>
       pw_wrun(tree->words[tree->node1_word + 8 * node + 6], (a / 64) % 64, order - 6);
  @/
  static inline void lemma_up_word1(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
    uint32_t f = 0, home = 0;
    /@ loop invariant range: 0 <= f <= tree->frame_count;
       loop invariant up: \forall integer a; 0 <= a < f && a / 4096 == node && pw_tree_run(tree, a, order) ==>
         pw_wrun(tree->words[tree->node1_word + 8 * node + 6], (a / 64) % 64, order - 6);
       loop assigns f, home;
       loop variant tree->frame_count - f; @/
    while (f < tree->frame_count) {
      lemma_up_of(tree, f, order);
      home = f / 4096;
      /@ assert word: pw_tree_run(tree, f, order) ==>
           pw_wrun(tree->words[tree->node1_word + 8 * home + 6], (f / 64) % 64, order - 6); @/
      f++;
    }
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 12 <= order <= 17;
     requires range: node < tree->node2_count;
     terminates \true; exits \false; assigns \nothing;
     ensures up: \forall integer a; 0 <= a < tree->frame_count && a / 262144 == node && pw_tree_run(tree, a, order) ==>
       pw_wrun(tree->words[tree->node2_word + 16 * node + 12], (a / 4096) % 64, order - 12);
  @/
  static inline void lemma_up_word2(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
    uint32_t f = 0, home = 0;
    /@ loop invariant range: 0 <= f <= tree->frame_count;
       loop invariant up: \forall integer a; 0 <= a < f && a / 262144 == node && pw_tree_run(tree, a, order) ==>
         pw_wrun(tree->words[tree->node2_word + 16 * node + 12], (a / 4096) % 64, order - 12);
       loop assigns f, home;
       loop variant tree->frame_count - f; @/
    while (f < tree->frame_count) {
      lemma_up_of(tree, f, order);
      home = f / 262144;
      /@ assert word: pw_tree_run(tree, f, order) ==>
           pw_wrun(tree->words[tree->node2_word + 16 * home + 12], (f / 4096) % 64, order - 12); @/
      /@ assert here: home == node && pw_tree_run(tree, f, order) ==>
           pw_wrun(tree->words[tree->node2_word + 16 * node + 12], (f / 4096) % 64, order - 12); @/
      f++;
    }
  }
*/

/* The way down, for the search: what a bit says of the levels below it. */
/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->node1_count && child < 64;
     requires bit: pw_wbit(tree->words[tree->node1_word + 8 * node + 6], child);
     terminates \true; exits \false; assigns \nothing;
     ensures full: 64 * node + child < tree->group_count && pw_group_full(tree, 64 * node + child);
  @/
  static inline void lemma_down1(const struct pw_frame_tree *tree, uint32_t node, uint32_t child) {
    uint32_t base = tree->node1_word + 8 * node, word = base + 6;
    /@ assert node: pw_tree_node1(tree, base) && pw_tree_child0(tree, base, child) == 64 * node + child; @/
    /@ assert bit: pw_wbit(tree->words[word], child); @/
    /@ assert has: pw_whas(tree->words[64 * node + child], 6); @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: node < tree->node2_count && child < 64;
     requires bit: pw_wbit(tree->words[tree->node2_word + 16 * node + 12], child);
     terminates \true; exits \false; assigns \nothing;
     ensures full: 64 * node + child < tree->node1_count && pw_node1_full(tree, 64 * node + child);
  @/
  static inline void lemma_down2(const struct pw_frame_tree *tree, uint32_t node, uint32_t child) {
    uint32_t base = tree->node2_word + 16 * node, word = base + 12;
    /@ assert node: pw_tree_node2(tree, base) && pw_tree_child1(tree, base, child) == 64 * node + child; @/
    /@ assert bit: pw_wbit(tree->words[word], child); @/
    /@ assert has: pw_whas(tree->words[tree->node1_word + 8 * (64 * node + child) + 6], 6); @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: child < 64;
     requires bit: pw_wbit(tree->words[tree->node3_word + 18], child);
     terminates \true; exits \false; assigns \nothing;
     ensures full: child < tree->node2_count && pw_node2_full(tree, child);
  @/
  static inline void lemma_down3(const struct pw_frame_tree *tree, uint32_t child) {
    uint32_t word = tree->node3_word + 18;
    /@ assert bit: pw_wbit(tree->words[word], child); @/
    /@ assert has: pw_whas(tree->words[tree->node2_word + 16 * child + 12], 6); @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: 1 <= count && first + count <= tree->group_count;
     requires full: \forall integer g; first <= g < first + count ==> pw_group_full(tree, g);
     terminates \true; exits \false; assigns \nothing;
     ensures range: 64 * (first + count) <= tree->frame_count;
     ensures free: \forall integer f; 64 * first <= f < 64 * (first + count) ==> pw_tree_free(tree, f);
  @/
  static inline void lemma_free_groups(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
    uint32_t last = first + count - 1;
    /@ assert last: pw_group_full(tree, last); @/
    /@ assert bit: pw_wbit(tree->words[last], 63); @/
    uint32_t top = 63;
    /@ assert ends: last == tree->group_count - 1 ==> pw_wbit(tree->words[tree->group_count - 1], top); @/
    /@ assert tail: 64 * last + top < tree->frame_count; @/
    /@ assert bits: \forall integer g, b; first <= g < first + count && 0 <= b < 64 ==> pw_wbit(tree->words[g], b); @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: 1 <= count && first + count <= tree->node1_count;
     requires full: \forall integer i; first <= i < first + count ==> pw_node1_full(tree, i);
     terminates \true; exits \false; assigns \nothing;
     ensures range: 4096 * (first + count) <= tree->frame_count;
     ensures free: \forall integer f; 4096 * first <= f < 4096 * (first + count) ==> pw_tree_free(tree, f);
  @/
  static inline void lemma_free_nodes1(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
    uint32_t g = 64 * first;
    /@ loop invariant range: 64 * first <= g <= 64 * (first + count);
       loop invariant inside: g > 64 * first ==> g <= tree->group_count;
       loop invariant full: \forall integer x; 64 * first <= x < g ==> pw_group_full(tree, x);
       loop assigns g;
       loop variant 64 * (first + count) - g; @/
    while (g < 64 * (first + count)) {
      /@ assert full: pw_node1_full(tree, g / 64); @/
      lemma_down1(tree, g / 64, g % 64);
      /@ assert place: 64 * (g / 64) + g % 64 == g; @/
      g++;
    }
    lemma_free_groups(tree, 64 * first, 64 * count);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: 1 <= count && first + count <= tree->node2_count;
     requires full: \forall integer i; first <= i < first + count ==> pw_node2_full(tree, i);
     terminates \true; exits \false; assigns \nothing;
     ensures range: 262144 * (first + count) <= tree->frame_count;
     ensures free: \forall integer f; 262144 * first <= f < 262144 * (first + count) ==> pw_tree_free(tree, f);
  @/
  static inline void lemma_free_nodes2(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
    uint32_t i = 64 * first;
    /@ loop invariant range: 64 * first <= i <= 64 * (first + count);
       loop invariant inside: i > 64 * first ==> i <= tree->node1_count;
       loop invariant full: \forall integer x; 64 * first <= x < i ==> pw_node1_full(tree, x);
       loop assigns i;
       loop variant 64 * (first + count) - i; @/
    while (i < 64 * (first + count)) {
      /@ assert full: pw_node2_full(tree, i / 64); @/
      lemma_down2(tree, i / 64, i % 64);
      /@ assert place: 64 * (i / 64) + i % 64 == i; @/
      i++;
    }
    lemma_free_nodes1(tree, 64 * first, 64 * count);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 6 <= order <= 11;
     requires range: unit < tree->node1_count && bit < 64;
     requires run: pw_wrun(tree->words[tree->node1_word + 8 * unit + 6], bit, order - 6);
     terminates \true; exits \false; assigns \nothing;
     ensures run: pw_tree_run(tree, 64 * (64 * unit + bit), order);
  @/
  static inline void lemma_run_of_groups(const struct pw_frame_tree *tree, uint32_t unit, uint32_t bit, uint32_t order) {
    lemma_aligned_group(unit, bit, order);
    uint32_t count = pw_order_lemma_size(order) / 64, c = bit;
    /@ assert count: count == pw_wsize(order - 6); @/
    /@ loop invariant range: bit <= c <= bit + count;
       loop invariant inside: c > bit ==> 64 * unit + c <= tree->group_count;
       loop invariant full: \forall integer x; 64 * unit + bit <= x < 64 * unit + c ==> pw_group_full(tree, x);
       loop assigns c;
       loop variant bit + count - c; @/
    while (c < bit + count) {
      lemma_down1(tree, unit, c);
      c++;
    }
    lemma_free_groups(tree, 64 * unit + bit, count);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 12 <= order <= 17;
     requires range: unit < tree->node2_count && bit < 64;
     requires run: pw_wrun(tree->words[tree->node2_word + 16 * unit + 12], bit, order - 12);
     terminates \true; exits \false; assigns \nothing;
     ensures run: pw_tree_run(tree, 4096 * (64 * unit + bit), order);
  @/
  static inline void lemma_run_of_nodes1(const struct pw_frame_tree *tree, uint32_t unit, uint32_t bit, uint32_t order) {
    lemma_aligned_node1(unit, bit, order);
    uint32_t count = pw_order_lemma_size(order) / 4096, c = bit;
    /@ assert count: count == pw_wsize(order - 12); @/
    /@ loop invariant range: bit <= c <= bit + count;
       loop invariant inside: c > bit ==> 64 * unit + c <= tree->node1_count;
       loop invariant full: \forall integer x; 64 * unit + bit <= x < 64 * unit + c ==> pw_node1_full(tree, x);
       loop assigns c;
       loop variant bit + count - c; @/
    while (c < bit + count) {
      lemma_down2(tree, unit, c);
      c++;
    }
    lemma_free_nodes1(tree, 64 * unit + bit, count);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 18 <= order <= 20;
     requires range: unit == 0 && bit < 64;
     requires run: pw_wrun(tree->words[tree->node3_word + 18], bit, order - 18);
     terminates \true; exits \false; assigns \nothing;
     ensures run: pw_tree_run(tree, 262144 * (64 * unit + bit), order);
  @/
  static inline void lemma_run_of_nodes2(const struct pw_frame_tree *tree, uint32_t unit, uint32_t bit, uint32_t order) {
    lemma_aligned_node2(unit, bit, order);
    uint32_t count = pw_order_lemma_size(order) / 262144, c = bit;
    /@ assert count: count == pw_wsize(order - 18); @/
    /@ loop invariant range: bit <= c <= bit + count;
       loop invariant inside: c > bit ==> 64 * unit + c <= tree->node2_count;
       loop invariant full: \forall integer x; 64 * unit + bit <= x < 64 * unit + c ==> pw_node2_full(tree, x);
       loop assigns c;
       loop variant bit + count - c; @/
    while (c < bit + count) {
      lemma_down3(tree, c);
      c++;
    }
    lemma_free_nodes2(tree, 64 * unit + bit, count);
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: order <= 5 && unit < tree->group_count && bit < 64;
     requires run: pw_wrun(tree->words[unit], bit, order);
     terminates \true; exits \false; assigns \nothing;
     ensures run: pw_tree_run(tree, 64 * unit + bit, order);
  @/
  static inline void lemma_run_in_group(const struct pw_frame_tree *tree, uint32_t unit, uint32_t bit, uint32_t order) {
    lemma_aligned_bit(unit, bit, order);
    uint32_t size = pw_order_lemma_size(order), last = bit + size - 1;
    /@ assert last: pw_wbit(tree->words[unit], last); @/
    /@ assert ends: unit == tree->group_count - 1 ==> pw_wbit(tree->words[tree->group_count - 1], last); @/
    /@ assert tail: 64 * unit + last < tree->frame_count; @/
    /@ assert place: \forall integer f; 64 * unit + bit <= f < 64 * unit + bit + size ==> f / 64 == unit && bit <= f % 64 < bit + size; @/
  }
*/

#endif
