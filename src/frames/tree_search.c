/*
 * Tree search: whether a frame, a run is free, and where the lowest free run is.
 */
#include "spec/frames/tree_search.h"
#include "src/frames/tree_node.h"

bool pw_frame_tree_is_free(const struct pw_frame_tree *tree, uint32_t frame) {
  return pw_bit_test(tree->words[frame / 64], frame % 64);
}

/* Whether a run within one group, of whole groups, of whole nodes of level 1, of level 2 is free. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= 5;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false; assigns pw_work;
    ensures free: \result <==> pw_tree_run(tree, frame, order);
*/
static bool is_run_in_group(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  //@ ghost lemma_up_of(tree, frame, order);
  uint32_t group = frame / 64, bit = frame % 64;
  //@ assert place: 64 * group + bit == frame;
  bool is_free = pw_bit_test(word_runs(tree, tree->words[group], order), bit);
  //@ ghost if (is_free) lemma_run_in_group(tree, group, bit, order);
  return is_free;
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 6 <= order <= 11;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false; assigns pw_work;
    ensures free: \result <==> pw_tree_run(tree, frame, order);
*/
static bool is_run_of_groups(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  //@ ghost lemma_up_word1(tree, frame / 4096, order);
  //@ ghost lemma_place_of_groups(frame, order);
  uint32_t node = frame / 4096, group = (frame / 64) % 64;
  //@ assert place: 64 * (64 * node + group) == frame && node < tree->node1_count;
  bool is_free = pw_bit_test(word_runs(tree, tree->words[tree->node1_word + STRIDE1 * node + TOP1], order - TOP1), group);
  //@ ghost if (is_free) lemma_run_of_groups(tree, node, group, order);
  return is_free;
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 12 <= order <= 17;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false; assigns pw_work;
    ensures free: \result <==> pw_tree_run(tree, frame, order);
*/
static bool is_run_of_nodes1(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  //@ ghost lemma_up_word2(tree, frame / 262144, order);
  //@ ghost lemma_place_of_nodes1(frame, order);
  uint32_t node = frame / 262144, child = (frame / 4096) % 64;
  //@ assert place: 4096 * (64 * node + child) == frame && node < tree->node2_count;
  bool is_free = pw_bit_test(word_runs(tree, tree->words[tree->node2_word + STRIDE2 * node + TOP2], order - TOP2), child);
  //@ ghost if (is_free) lemma_run_of_nodes1(tree, node, child, order);
  return is_free;
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 18 <= order <= 20;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false; assigns pw_work;
    ensures free: \result <==> pw_tree_run(tree, frame, order);
*/
static bool is_run_of_nodes2(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  //@ ghost lemma_up_of(tree, frame, order);
  //@ ghost lemma_place_of_nodes2(frame, order);
  uint32_t node = frame / 262144;
  //@ assert place: 262144 * node == frame && node < 64;
  bool is_free = pw_bit_test(word_runs(tree, tree->words[tree->node3_word + TOP3], order - TOP3), node);
  //@ ghost if (is_free) lemma_run_of_nodes2(tree, 0, node, order);
  return is_free;
}

bool pw_frame_tree_is_run_free(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  if (order < TOP1)
    return is_run_in_group(tree, frame, order);
  if (order < TOP2)
    return is_run_of_groups(tree, frame, order);
  if (order < TOP3)
    return is_run_of_nodes1(tree, frame, order);
  return is_run_of_nodes2(tree, frame, order);
}

/* The lowest run of the order within a group, a node of level 1, of level 2 that has one. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= 5;
    requires range: group < tree->group_count;
    requires has: pw_whas(tree->words[group], order);
    terminates \true; exits \false; assigns pw_work;
    ensures place: 64 * group <= \result < 64 * (group + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 64 * group <= a < \result ==> !pw_tree_run(tree, a, order);
    ensures work: pw_work_within{Pre,Post}(6);
*/
static uint32_t lowest_in_group(const struct pw_frame_tree *tree, uint32_t group, uint32_t order) {
  //@ ghost lemma_up_all(tree, order);
  uint64_t runs = word_runs(tree, tree->words[group], order);
  //@ assert some: pw_wany(runs);
  uint32_t bit = pw_bits_lowest(runs);
  //@ ghost lemma_run_in_group(tree, group, bit, order);
  /*@ assert digits: \forall integer a; 64 * group <= a < 64 * group + bit ==> a / 64 == group && 0 <= a % 64 < bit; */
  return 64 * group + bit;
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 6 <= order <= 11;
    requires range: node < tree->node1_count;
    requires has: pw_whas(tree->words[tree->node1_word + 8 * node + 6], order - 6);
    terminates \true; exits \false; assigns pw_work;
    ensures place: 4096 * node <= \result < 4096 * (node + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 4096 * node <= a < \result ==> !pw_tree_run(tree, a, order);
    ensures work: pw_work_within{Pre,Post}(6);
*/
static uint32_t lowest_of_groups(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
  //@ ghost lemma_up_word1(tree, node, order);
  uint64_t runs = word_runs(tree, tree->words[tree->node1_word + STRIDE1 * node + TOP1], order - TOP1);
  //@ assert some: pw_wany(runs);
  uint32_t bit = pw_bits_lowest(runs);
  //@ ghost lemma_digits1(node, bit);
  /*@ assert lower: \forall integer a; 4096 * node <= a < 64 * (64 * node + bit) && pw_tree_run(tree, a, order) ==>
        pw_wrun(tree->words[tree->node1_word + 8 * node + 6], (a / 64) % 64, order - 6); */
  //@ ghost lemma_run_of_groups(tree, node, bit, order);
  return 64 * (64 * node + bit);
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= 11;
    requires range: node < tree->node1_count;
    requires has: pw_node_has(tree->words, tree->node1_word + 8 * node, 6, order);
    terminates \true; exits \false; assigns pw_work;
    ensures place: 4096 * node <= \result < 4096 * (node + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 4096 * node <= a < \result ==> !pw_tree_run(tree, a, order);
    ensures work: pw_work_within{Pre,Post}(6);
*/
static uint32_t lowest_in_node1(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
  if (order >= TOP1)
    return lowest_of_groups(tree, node, order);
  //@ ghost lemma_up_all(tree, order);
  uint32_t base = tree->node1_word + STRIDE1 * node;
  uint32_t bit = pw_bits_lowest(tree->words[base + order]);
  //@ assert child: pw_tree_node1(tree, base) && pw_tree_child0(tree, base, bit) == 64 * node + bit;
  /*@ assert digits: \forall integer a; 4096 * node <= a < 64 * (64 * node + bit) ==>
        a / 4096 == node && 0 <= (a / 64) % 64 < bit; */
  return lowest_in_group(tree, 64 * node + bit, order);
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 12 <= order <= 17;
    requires range: node < tree->node2_count;
    requires has: pw_whas(tree->words[tree->node2_word + 16 * node + 12], order - 12);
    terminates \true; exits \false; assigns pw_work;
    ensures place: 262144 * node <= \result < 262144 * (node + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 262144 * node <= a < \result ==> !pw_tree_run(tree, a, order);
    ensures work: pw_work_within{Pre,Post}(6);
*/
static uint32_t lowest_of_nodes1(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
  //@ ghost lemma_up_word2(tree, node, order);
  uint64_t runs = word_runs(tree, tree->words[tree->node2_word + STRIDE2 * node + TOP2], order - TOP2);
  //@ assert some: pw_wany(runs);
  uint32_t bit = pw_bits_lowest(runs);
  //@ ghost lemma_digits2(node, bit);
  /*@ assert lower: \forall integer a; 262144 * node <= a < 4096 * (64 * node + bit) && pw_tree_run(tree, a, order) ==>
        pw_wrun(tree->words[tree->node2_word + 16 * node + 12], (a / 4096) % 64, order - 12); */
  //@ ghost lemma_run_of_nodes1(tree, node, bit, order);
  return 4096 * (64 * node + bit);
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= 17;
    requires range: node < tree->node2_count;
    requires has: pw_node_has(tree->words, tree->node2_word + 16 * node, 12, order);
    terminates \true; exits \false; assigns pw_work;
    ensures place: 262144 * node <= \result < 262144 * (node + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 262144 * node <= a < \result ==> !pw_tree_run(tree, a, order);
    ensures work: pw_work_within{Pre,Post}(6);
*/
static uint32_t lowest_in_node2(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
  if (order >= TOP2)
    return lowest_of_nodes1(tree, node, order);
  //@ ghost lemma_up_all(tree, order);
  uint32_t base = tree->node2_word + STRIDE2 * node;
  uint32_t bit = pw_bits_lowest(tree->words[base + order]);
  //@ assert child: pw_tree_node2(tree, base) && pw_tree_child1(tree, base, bit) == 64 * node + bit;
  /*@ assert digits: \forall integer a; 262144 * node <= a < 4096 * (64 * node + bit) ==>
        a / 262144 == node && 0 <= (a / 4096) % 64 < bit; */
  return lowest_in_node1(tree, 64 * node + bit, order);
}

/*@ requires valid: pw_tree_valid(tree);
    requires order: 18 <= order <= 20;
    terminates \true; exits \false; assigns pw_work;
    ensures range: 0 <= \result <= tree->frame_count;
    ensures run: \result != tree->frame_count ==> pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 0 <= a < \result ==> !pw_tree_run(tree, a, order);
    ensures work: pw_work_within{Pre,Post}(6);
*/
static uint32_t lowest_of_nodes2(const struct pw_frame_tree *tree, uint32_t order) {
  //@ ghost lemma_up_all(tree, order);
  uint64_t runs = word_runs(tree, tree->words[tree->node3_word + TOP3], order - TOP3);
  if (!pw_bits_any(runs)) {
    //@ assert digits: \forall integer a; 0 <= a < tree->frame_count ==> 0 <= a / 262144 < 64;
    return tree->frame_count;
  }
  uint32_t bit = pw_bits_lowest(runs);
  //@ ghost lemma_run_of_nodes2(tree, 0, bit, order);
  //@ assert digits: \forall integer a; 0 <= a < 262144 * bit ==> 0 <= a / 262144 < bit;
  return 262144 * bit;
}

uint32_t pw_frame_tree_lowest(const struct pw_frame_tree *tree, uint32_t order) {
  if (order >= TOP3)
    return lowest_of_nodes2(tree, order);
  //@ ghost lemma_up_all(tree, order);
  uint64_t having = tree->words[tree->node3_word + order];
  if (!pw_bits_any(having)) {
    //@ assert digits: \forall integer a; 0 <= a < tree->frame_count ==> 0 <= a / 262144 < 64;
    return tree->frame_count;
  }
  uint32_t bit = pw_bits_lowest(having);
  //@ assert digits: \forall integer a; 0 <= a < 262144 * bit ==> 0 <= a / 262144 < bit;
  return lowest_in_node2(tree, bit, order);
}
