/*
 * Frame tree: making runs free or not, and setting up. The header says what the words mean; tree_node.h, tree_level.h hold the
 * parts, tree_search.c the search, tree_check.c the check.
 */
#include "spec/frames/tree_place.h"
#include "src/frames/tree_level.h"

/* Some frames of one group become free or not: those of the mask. (Inline, so that each caller has its own direction.) */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: group < tree->group_count;
    requires mask: \forall integer b; 0 <= b < 64 && pw_wbit(mask, b) ==> 64 * group + b < tree->frame_count;
    requires tail: pw_tree_tail(tree);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures tail: pw_tree_tail(tree);
    ensures changed: \forall integer b; 0 <= b < 64 ==>
      (pw_wbit(tree->words[group], b) <==> (pw_wbit(mask, b) ? is_free : \old(pw_wbit(tree->words[group], b))));
    ensures others: pw_groups_same{Pre,Post}(tree, group, 1);
    ensures work: pw_work_within{Pre,Post}(114);
*/
static inline void set_in_group(struct pw_frame_tree *tree, uint32_t group, uint64_t mask, bool is_free) {
  write_group(tree, group, mask, is_free);
  group_changed(tree, group);
}

/* Whole groups within one level-1 node. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: 1 <= count && group % 64 + count <= 64 && 64 * (group + count) <= tree->frame_count;
    requires tail: pw_tree_tail(tree);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures tail: pw_tree_tail(tree);
    ensures filled: pw_words_filled(tree->words, group, count, is_free);
    ensures others: pw_groups_same{Pre,Post}(tree, group, count);
    ensures work: pw_work_within{Pre,Post}(count + 101);
*/
static void set_groups(struct pw_frame_tree *tree, uint32_t group, uint32_t count, bool is_free) {
  fill_groups(tree, group, count, is_free);
  mark_groups(tree, group, count, is_free);
  node1_changed(tree, group / 64);
}

/* Whole level-1 nodes within one level-2 node. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: 1 <= count && node % 64 + count <= 64 && 4096 * (node + count) <= tree->frame_count;
    requires tail: pw_tree_tail(tree);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures tail: pw_tree_tail(tree);
    ensures filled: pw_words_filled(tree->words, 64 * node, 64 * count, is_free);
    ensures others: pw_groups_same{Pre,Post}(tree, 64 * node, 64 * count);
    ensures work: pw_work_within{Pre,Post}(72 * count + 69);
*/
static void set_nodes1(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  fill_groups(tree, 64 * node, 64 * count, is_free);
  fill_nodes1(tree, node, count, is_free);
  mark_nodes1(tree, node, count, is_free);
  node2_changed(tree, node / 64);
}

/* Whole level-2 nodes. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: 1 <= count && node + count <= 64 && 262144 * (node + count) <= tree->frame_count;
    requires tail: pw_tree_tail(tree);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures tail: pw_tree_tail(tree);
    ensures filled: pw_words_filled(tree->words, 4096 * node, 4096 * count, is_free);
    ensures others: pw_groups_same{Pre,Post}(tree, 4096 * node, 4096 * count);
    ensures work: pw_work_within{Pre,Post}(4624 * count + 19);
*/
static void set_nodes2(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  fill_groups(tree, 4096 * node, 4096 * count, is_free);
  fill_nodes1(tree, 64 * node, 64 * count, is_free);
  fill_nodes2(tree, node, count, is_free);
  mark_nodes2(tree, node, count, is_free);
}

/* A run within one group, of whole groups, of whole nodes of level 1, of level 2. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= 5;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static inline void set_run_in_group(struct pw_frame_tree *tree, uint32_t frame, uint32_t order, bool is_free) {
  uint32_t size = pw_order_size(order);
  //@ ghost lemma_place_in_group(frame, order);
  //@ assert fits: frame % 64 + size <= 64 && 1 <= size;
  set_in_group(tree, frame / 64, pw_bits_run(frame % 64, size), is_free);
  /*@ assert place: \forall integer f; 0 <= f && f / 64 == frame / 64 ==>
        (frame <= f < frame + size <==> frame % 64 <= f % 64 < frame % 64 + size); */
  /*@ assert home: \forall integer f; frame <= f < frame + size ==> f / 64 == frame / 64; */
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 6 <= order <= 11;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static void set_run_of_groups(struct pw_frame_tree *tree, uint32_t frame, uint32_t order, bool is_free) {
  uint32_t size = pw_order_size(order);
  //@ ghost lemma_place_of_groups(frame, order);
  //@ assert fits: size == 64 * (size / 64) && frame == 64 * (frame / 64) && 1 <= size / 64;
  //@ assert below: (frame / 64) % 64 + size / 64 <= 64;
  set_groups(tree, frame / 64, size / 64, is_free);
  /*@ assert place: \forall integer f; 0 <= f ==>
        (frame <= f < frame + size <==> frame / 64 <= f / 64 < frame / 64 + size / 64); */
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 12 <= order <= 17;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static void set_run_of_nodes1(struct pw_frame_tree *tree, uint32_t frame, uint32_t order, bool is_free) {
  uint32_t size = pw_order_size(order);
  //@ ghost lemma_place_of_nodes1(frame, order);
  //@ assert fits: size == 4096 * (size / 4096) && frame == 4096 * (frame / 4096) && 1 <= size / 4096;
  //@ assert below: (frame / 4096) % 64 + size / 4096 <= 64;
  set_nodes1(tree, frame / 4096, size / 4096, is_free);
  /*@ assert place: \forall integer f; 0 <= f ==>
        (frame <= f < frame + size <==> 64 * (frame / 4096) <= f / 64 < 64 * (frame / 4096) + 64 * (size / 4096)); */
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 18 <= order <= 20;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static void set_run_of_nodes2(struct pw_frame_tree *tree, uint32_t frame, uint32_t order, bool is_free) {
  uint32_t size = pw_order_size(order);
  //@ ghost lemma_place_of_nodes2(frame, order);
  //@ assert fits: size == 262144 * (size / 262144) && frame == 262144 * (frame / 262144) && 1 <= size / 262144;
  set_nodes2(tree, frame / 262144, size / 262144, is_free);
  /*@ assert place: \forall integer f; 0 <= f ==>
        (frame <= f < frame + size <==>
         4096 * (frame / 262144) <= f / 64 < 4096 * (frame / 262144) + 4096 * (size / 262144)); */
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 6 <= order <= 20;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1], pw_work;
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static void set_run_above(struct pw_frame_tree *tree, uint32_t frame, uint32_t order, bool is_free) {
  if (order < TOP2)
    set_run_of_groups(tree, frame, order, is_free);
  else if (order < TOP3)
    set_run_of_nodes1(tree, frame, order, is_free);
  else
    set_run_of_nodes2(tree, frame, order, is_free);
}

void pw_frame_tree_put(struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  if (order < TOP1)
    set_run_in_group(tree, frame, order, true);
  else
    set_run_above(tree, frame, order, true);
}

void pw_frame_tree_take(struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  if (order < TOP1)
    set_run_in_group(tree, frame, order, false);
  else
    set_run_above(tree, frame, order, false);
}

uint32_t pw_frame_tree_word_count(uint32_t frame_count) {
  uint32_t group_count = (frame_count - 1) / 64 + 1;
  uint32_t node1_count = (group_count - 1) / 64 + 1;
  uint32_t node2_count = (node1_count - 1) / 64 + 1;
  return group_count + STRIDE1 * node1_count + STRIDE2 * node2_count + TOP3 + 1 + 7;
}

/* The seven alignment masks. */
/*@ requires memory: pw_tree_memory(tree);
    terminates \true; exits \false;
    assigns tree->words[tree->mask_word .. tree->mask_word + 6];
    ensures masks: pw_tree_masks(tree);
*/
static void write_masks(struct pw_frame_tree *tree) {
  uint32_t step = 1;
  /*@ loop invariant range: 0 <= q <= 7;
      loop invariant step: q <= 6 ==> step == pw_wsize(q);
      loop invariant small: 1 <= step <= 128;
      loop invariant masks: \forall integer p, b; 0 <= p < q && 0 <= b < 64 ==>
        (pw_wbit(tree->words[tree->mask_word + p], b) <==> pw_waligned(b, p));
      loop assigns q, step, tree->words[tree->mask_word .. tree->mask_word + 6];
      loop variant 7 - q;
  */
  for (uint32_t q = 0; q < 7; q++) {
    tree->words[tree->mask_word + q] = multiples(step) /*@ ghost (q) */;
    step = 2 * step;
  }
}

void pw_frame_tree_init(struct pw_frame_tree *tree, uint64_t *words, uint32_t frame_count) {
  tree->words = words;
  tree->frame_count = frame_count;
  tree->group_count = (frame_count - 1) / 64 + 1;
  tree->node1_count = (tree->group_count - 1) / 64 + 1;
  tree->node2_count = (tree->node1_count - 1) / 64 + 1;
  tree->node1_word = tree->group_count;
  tree->node2_word = tree->node1_word + STRIDE1 * tree->node1_count;
  tree->node3_word = tree->node2_word + STRIDE2 * tree->node2_count;
  tree->mask_word = tree->node3_word + TOP3 + 1;
  //@ assert shape: pw_tree_shape(tree);
  fill_words(tree, 0, tree->mask_word, false);
  write_masks(tree);
  //@ assert zero: pw_words_filled(tree->words, 0, tree->mask_word, 0);
  //@ ghost lemma_filled(tree->words, 0, tree->mask_word, 0);
  //@ assert nested1: pw_tree_nested1(tree);
  //@ assert nested2: pw_tree_nested2(tree);
  //@ assert nested3: pw_tree_nested3(tree);
  //@ assert link1: pw_tree_link1(tree, 0, 0);
  //@ assert link2: pw_tree_link2(tree, 0, 0);
  //@ assert link3: pw_tree_link3(tree, 0, 0);
}
