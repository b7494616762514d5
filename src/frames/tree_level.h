/*
 * Tree level: the steps of an update, one level at a time. Internal to the frame tree.
 *
 * Each step writes one level and carries every part of the invariant, so that an update is a sequence of steps whose
 * conditions fit together.
 */
#ifndef PW_FRAMES_TREE_LEVEL_H
#define PW_FRAMES_TREE_LEVEL_H

#include "src/frames/tree_node.h"

/* The way up: a node of level 2, 1, 0 has changed, and the nodes above it are set right again. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: node < tree->node2_count;
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, node, node + 1);
    terminates \true; exits \false;
    assigns tree->words[tree->node3_word .. tree->node3_word + 18], pw_work;
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures nested3: pw_tree_nested3(tree);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures work: pw_work_within{Pre,Post}(56);
*/
static inline void node2_changed(struct pw_frame_tree *tree, uint32_t node) {
  uint32_t base = tree->node2_word + STRIDE2 * node;
  //@ assert node: pw_tree_node2(tree, base);
  uint32_t count = node_order_count(tree, base, TOP2);
  node_set_child(tree, tree->node3_word, TOP3, node, count);
  //@ assert same2: pw_tree_same2{Pre,Here}(tree);
  /*@ assert child: \forall integer z; tree->node3_word <= z <= tree->node3_word + 18 ==>
        (pw_wbit(tree->words[z], node) <==> pw_node_has(tree->words, base, 12, z - tree->node3_word)); */
  /*@ assert nodes: \forall integer c; 0 <= c < tree->node2_count ==> pw_tree_node2(tree, tree->node2_word + 16 * c); */
  /*@ assert others: \forall integer z, c; tree->node3_word <= z <= tree->node3_word + 18 && 0 <= c < 64 && c != node ==>
        (pw_wbit(tree->words[z], c) <==>
         c < tree->node2_count && pw_node_has(tree->words, tree->node2_word + 16 * c, 12, z - tree->node3_word)); */
}

/* Records in the node above what node 'node' of level 1 has; says whether the orders of the node above may have changed. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: node < tree->node1_count;
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, node, node + 1);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[tree->node2_word .. tree->node3_word - 1], pw_work;
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, node / 64, node / 64 + 1);
    ensures same: !\result ==> pw_tree_link3(tree, 0, 0);
    ensures work: pw_work_within{Pre,Post}(38);
*/
static inline bool node1_record(struct pw_frame_tree *tree, uint32_t node) {
  uint32_t base = tree->node1_word + STRIDE1 * node;
  //@ assert node: pw_tree_node1(tree, base);
  uint32_t count = node_order_count(tree, base, TOP1);
  uint32_t above = tree->node2_word + STRIDE2 * (node / 64);
  //@ assert above: pw_tree_node2(tree, above) && pw_tree_child1(tree, above, node % 64) == node;
  bool changed = node_set_child(tree, above, TOP2, node % 64, count);
  //@ assert nested1: pw_tree_nested1(tree);
  //@ assert nested2: pw_tree_nested2(tree);
  //@ assert nested3: pw_tree_nested3(tree);
  //@ assert link1: pw_tree_link1(tree, 0, 0);
  //@ assert link3: pw_tree_link3(tree, node / 64, node / 64 + 1);
  //@ assert same2: !changed ==> pw_tree_same2{Pre,Here}(tree);
  //@ assert same: !changed ==> pw_tree_link3(tree, 0, 0);
  //@ assert same1: pw_tree_same1{Pre,Here}(tree);
  /*@ assert child: \forall integer z; above <= z <= above + 12 ==>
        (pw_wbit(tree->words[z], node % 64) <==> pw_node_has(tree->words, base, 6, z - above)); */
  /*@ assert nodes: \forall integer c; 0 <= c < tree->node1_count ==> pw_tree_node1(tree, tree->node1_word + 8 * c); */
  /*@ assert only: \forall integer x, c; pw_tree_node2(tree, x) && 0 <= c < 64 && pw_tree_child1(tree, x, c) == node ==>
        x == above && c == node % 64; */
  /*@ assert elsewhere: \forall integer x, z; pw_tree_node2(tree, x) && x != above && x <= z <= x + 12 ==>
        tree->words[z] == \at(tree->words[z], Pre); */
  //@ assert others: pw_tree_link2(tree, node, node + 1);
  /*@ assert here: \forall integer x, z, c; pw_tree_node2(tree, x) && x <= z <= x + 12 && 0 <= c < 64 &&
        node <= pw_tree_child1(tree, x, c) < node + 1 ==>
        (pw_wbit(tree->words[z], c) <==>
         pw_tree_child1(tree, x, c) < tree->node1_count &&
         pw_node_has(tree->words, tree->node1_word + 8 * pw_tree_child1(tree, x, c), 6, z - x)); */
  //@ assert link2: pw_tree_link2(tree, 0, 0);
  return changed;
}

/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: node < tree->node1_count;
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, node, node + 1);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[tree->node2_word .. tree->mask_word - 1], pw_work;
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures work: pw_work_within{Pre,Post}(94);
*/
static inline void node1_changed(struct pw_frame_tree *tree, uint32_t node) {
  if (node1_record(tree, node))
    node2_changed(tree, node / 64);
}

/* Records in the node above what the 64 frames of a group have; says whether the orders of the node above may have changed. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: group < tree->group_count;
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, group, group + 1);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[tree->node1_word .. tree->node2_word - 1], pw_work;
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, group / 64, group / 64 + 1);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures same: !\result ==> pw_tree_link2(tree, 0, 0);
    ensures work: pw_work_within{Pre,Post}(20);
*/
static inline bool group_record(struct pw_frame_tree *tree, uint32_t group) {
  uint32_t count = word_order_count(tree, tree->words[group]);
  uint32_t above = tree->node1_word + STRIDE1 * (group / 64);
  //@ assert above: pw_tree_node1(tree, above) && pw_tree_child0(tree, above, group % 64) == group;
  bool changed = node_set_child(tree, above, TOP1, group % 64, count);
  //@ assert nested1: pw_tree_nested1(tree);
  //@ assert nested2: pw_tree_nested2(tree);
  //@ assert nested3: pw_tree_nested3(tree);
  //@ assert link3: pw_tree_link3(tree, 0, 0);
  //@ assert link2: pw_tree_link2(tree, group / 64, group / 64 + 1);
  //@ assert same1: !changed ==> pw_tree_same1{Pre,Here}(tree);
  //@ assert same: !changed ==> pw_tree_link2(tree, 0, 0);
  //@ assert link1: pw_tree_link1(tree, 0, 0);
  return changed;
}

/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: group < tree->group_count;
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, group, group + 1);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[tree->node1_word .. tree->mask_word - 1], pw_work;
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures work: pw_work_within{Pre,Post}(114);
*/
static inline void group_changed(struct pw_frame_tree *tree, uint32_t group) {
  if (group_record(tree, group))
    node1_changed(tree, group / 64);
}

/*@ ghost
  /@ requires filled: pw_words_filled(words, first, count, value);
     terminates \true; exits \false; assigns \nothing;
     ensures any: \forall integer i; first <= i < first + count ==> (pw_wany(words[i]) <==> value != 0);
     ensures has: \forall integer i, k; first <= i < first + count && 0 <= k <= 6 ==>
       (pw_whas(words[i], k) <==> value != 0);
  @/
  static inline void lemma_filled(const uint64_t *words, uint32_t first, uint32_t count, bool value) {
    /@ assert bit: \forall integer i; first <= i < first + count ==> (pw_wbit(words[i], 0) <==> value != 0); @/
    /@ assert run: \forall integer i, k; first <= i < first + count && 0 <= k <= 6 && value != 0 ==>
         pw_wrun(words[i], 0, k); @/
    /@ assert size: \forall integer k; 0 <= k <= 6 ==> pw_wsize(k) >= 1; @/
    /@ assert begin: \forall integer i, b, k; first <= i < first + count && 0 <= b < 64 && 0 <= k <= 6 &&
         pw_wrun(words[i], b, k) ==> pw_wbit(words[i], b); @/
    /@ assert none: \forall integer i, b, k; first <= i < first + count && 0 <= b < 64 && 0 <= k <= 6 && value == 0 ==>
         !pw_wrun(words[i], b, k); @/
    /@ assert yes: \forall integer i, k; first <= i < first + count && 0 <= k <= 6 && value != 0 ==> pw_whas(words[i], k); @/
    /@ assert no: \forall integer i, k; first <= i < first + count && 0 <= k <= 6 && value == 0 ==> !pw_whas(words[i], k); @/
  }
*/

/* A step of a large run: level-0 words, all frames of which become free or not. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: first + count <= tree->group_count && 64 * (first + count) <= tree->frame_count;
    requires tail: pw_tree_tail(tree);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[first .. first + count - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, first, first + count);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures tail: pw_tree_tail(tree);
    ensures filled: pw_words_filled(tree->words, first, count, is_free);
    ensures work: pw_work_within{Pre,Post}(count);
*/
static inline void fill_groups(struct pw_frame_tree *tree, uint32_t first, uint32_t count, bool is_free) {
  fill_words(tree, first, count, is_free);
}

/* The next step: level-1 nodes whose level-0 words are filled. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: node + count <= tree->node1_count && 64 * (node + count) <= tree->group_count;
    requires filled: pw_words_filled(tree->words, 64 * node, 64 * count, is_free);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 64 * node, 64 * (node + count));
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[tree->node1_word + 8 * node .. tree->node1_word + 8 * (node + count) - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, node, node + count);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures filled: pw_words_filled(tree->words, tree->node1_word + 8 * node, 8 * count, is_free);
    ensures work: pw_work_within{Pre,Post}(8 * count);
*/
static inline void fill_nodes1(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  //@ ghost lemma_filled(tree->words, 64 * node, 64 * count, is_free);
  fill_words(tree, tree->node1_word + STRIDE1 * node, STRIDE1 * count, is_free);
  /*@ assert whole: \forall integer x; pw_tree_node1(tree, x) ==>
        x + 8 <= tree->node1_word + 8 * node || tree->node1_word + 8 * (node + count) <= x || (tree->node1_word + 8 * node <= x && x + 8 <= tree->node1_word + 8 * (node + count)); */
  /*@ assert inside: \forall integer x, z, c; pw_tree_node1(tree, x) && tree->node1_word + 8 * node <= x < tree->node1_word + 8 * (node + count) && x <= z <= x + 6 && 0 <= c < 64 ==>
        (pw_wbit(tree->words[z], c) <==> is_free); */
  /*@ assert outside: \forall integer x, z; pw_tree_node1(tree, x) && !(tree->node1_word + 8 * node <= x < tree->node1_word + 8 * (node + count)) && x <= z <= x + 6 ==>
        tree->words[z] == \at(tree->words[z], Pre); */
  //@ assert nested: pw_tree_nested1(tree);
  /*@ assert others: pw_tree_link1(tree, 64 * node, 64 * (node + count)); */
  /*@ assert here: \forall integer x, z, c; pw_tree_node1(tree, x) && x <= z <= x + 6 && 0 <= c < 64 &&
        64 * node <= pw_tree_child0(tree, x, c) < 64 * (node + count) ==>
        (pw_wbit(tree->words[z], c) <==>
         pw_tree_child0(tree, x, c) < tree->group_count && pw_whas(tree->words[pw_tree_child0(tree, x, c)], z - x)); */
  //@ assert link1: pw_tree_link1(tree, 0, 0);
}

/* The next step: level-2 nodes whose level-1 nodes are filled. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: node + count <= tree->node2_count && 64 * (node + count) <= tree->node1_count;
    requires filled: pw_words_filled(tree->words, tree->node1_word + 512 * node, 512 * count, is_free);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, 64 * node, 64 * (node + count));
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[tree->node2_word + 16 * node .. tree->node2_word + 16 * (node + count) - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, node, node + count);
    ensures filled: pw_words_filled(tree->words, tree->node2_word + 16 * node, 16 * count, is_free);
    ensures work: pw_work_within{Pre,Post}(16 * count);
*/
static inline void fill_nodes2(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  //@ ghost lemma_filled(tree->words, tree->node1_word + 512 * node, 512 * count, is_free);
  fill_words(tree, tree->node2_word + STRIDE2 * node, STRIDE2 * count, is_free);
  /*@ assert whole: \forall integer x; pw_tree_node2(tree, x) ==>
        x + 16 <= tree->node2_word + 16 * node || tree->node2_word + 16 * (node + count) <= x || (tree->node2_word + 16 * node <= x && x + 16 <= tree->node2_word + 16 * (node + count)); */
  /*@ assert inside: \forall integer x, z, c; pw_tree_node2(tree, x) && tree->node2_word + 16 * node <= x < tree->node2_word + 16 * (node + count) && x <= z <= x + 12 && 0 <= c < 64 ==>
        (pw_wbit(tree->words[z], c) <==> is_free); */
  /*@ assert outside: \forall integer x, z; pw_tree_node2(tree, x) && !(tree->node2_word + 16 * node <= x < tree->node2_word + 16 * (node + count)) && x <= z <= x + 12 ==>
        tree->words[z] == \at(tree->words[z], Pre); */
  //@ assert nested: pw_tree_nested2(tree);
  //@ assert same1: pw_tree_same1{Pre,Here}(tree);
  /*@ assert nodes: \forall integer c; 0 <= c < tree->node1_count ==> pw_tree_node1(tree, tree->node1_word + 8 * c); */
  //@ assert others: pw_tree_link2(tree, 64 * node, 64 * (node + count));
  /*@ assert below: \forall integer c, k; 64 * node <= c < 64 * (node + count) && 0 <= k <= 12 ==>
        (pw_node_has(tree->words, tree->node1_word + 8 * c, 6, k) <==> is_free); */
  /*@ assert here: \forall integer x, z, c; pw_tree_node2(tree, x) && x <= z <= x + 12 && 0 <= c < 64 &&
        64 * node <= pw_tree_child1(tree, x, c) < 64 * (node + count) ==>
        (pw_wbit(tree->words[z], c) <==>
         pw_tree_child1(tree, x, c) < tree->node1_count &&
         pw_node_has(tree->words, tree->node1_word + 8 * pw_tree_child1(tree, x, c), 6, z - x)); */
  //@ assert link2: pw_tree_link2(tree, 0, 0);
}

/* The last step: the node above level-0 words that are filled. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: 1 <= count && group % 64 + count <= 64 && group + count <= tree->group_count;
    requires filled: pw_words_filled(tree->words, group, count, is_free);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, group, group + count);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[tree->node1_word .. tree->node2_word - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, group / 64, group / 64 + 1);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures work: pw_work_within{Pre,Post}(7);
*/
static inline void mark_groups(struct pw_frame_tree *tree, uint32_t group, uint32_t count, bool is_free) {
  uint32_t above = tree->node1_word + STRIDE1 * (group / 64);
  //@ ghost lemma_filled(tree->words, group, count, is_free);
  //@ assert above: pw_tree_node1(tree, above) && pw_tree_child0(tree, above, group % 64) == group;
  node_fill_children(tree, above, TOP1, group % 64, count, is_free);
}

/* The last step: the node above level-1 nodes that are filled. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: 1 <= count && node % 64 + count <= 64 && node + count <= tree->node1_count;
    requires filled: pw_words_filled(tree->words, tree->node1_word + 8 * node, 8 * count, is_free);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, node, node + count);
    requires link3: pw_tree_link3(tree, 0, 0);
    terminates \true; exits \false;
    assigns tree->words[tree->node2_word .. tree->node3_word - 1], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, node / 64, node / 64 + 1);
    ensures work: pw_work_within{Pre,Post}(13);
*/
static inline void mark_nodes1(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  uint32_t above = tree->node2_word + STRIDE2 * (node / 64);
  //@ ghost lemma_filled(tree->words, tree->node1_word + 8 * node, 8 * count, is_free);
  //@ assert above: pw_tree_node2(tree, above) && pw_tree_child1(tree, above, node % 64) == node;
  node_fill_children(tree, above, TOP2, node % 64, count, is_free);
  //@ assert same1: pw_tree_same1{Pre,Here}(tree);
  /*@ assert nodes: \forall integer c; 0 <= c < tree->node1_count ==> pw_tree_node1(tree, tree->node1_word + 8 * c); */
  //@ assert others: pw_tree_link2(tree, node, node + count);
  /*@ assert below: \forall integer c, k; node <= c < node + count && 0 <= k <= 12 ==>
        (pw_node_has(tree->words, tree->node1_word + 8 * c, 6, k) <==> is_free); */
  /*@ assert only: \forall integer x, c; pw_tree_node2(tree, x) && 0 <= c < 64 &&
        node <= pw_tree_child1(tree, x, c) < node + count ==> x == above && node % 64 <= c < node % 64 + count; */
  /*@ assert here: \forall integer x, z, c; pw_tree_node2(tree, x) && x <= z <= x + 12 && 0 <= c < 64 &&
        node <= pw_tree_child1(tree, x, c) < node + count ==>
        (pw_wbit(tree->words[z], c) <==>
         pw_tree_child1(tree, x, c) < tree->node1_count &&
         pw_node_has(tree->words, tree->node1_word + 8 * pw_tree_child1(tree, x, c), 6, z - x)); */
  //@ assert link2: pw_tree_link2(tree, 0, 0);
}

/* The last step: the top node above level-2 nodes that are filled. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: 1 <= count && node + count <= tree->node2_count;
    requires filled: pw_words_filled(tree->words, tree->node2_word + 16 * node, 16 * count, is_free);
    requires nested1: pw_tree_nested1(tree);
    requires nested2: pw_tree_nested2(tree);
    requires nested3: pw_tree_nested3(tree);
    requires link1: pw_tree_link1(tree, 0, 0);
    requires link2: pw_tree_link2(tree, 0, 0);
    requires link3: pw_tree_link3(tree, node, node + count);
    terminates \true; exits \false;
    assigns tree->words[tree->node3_word .. tree->node3_word + 18], pw_work;
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures work: pw_work_within{Pre,Post}(19);
*/
static inline void mark_nodes2(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  //@ ghost lemma_filled(tree->words, tree->node2_word + 16 * node, 16 * count, is_free);
  node_fill_children(tree, tree->node3_word, TOP3, node, count, is_free);
}

/* The first step of a small run: the level-0 word. */
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
    assigns tree->words[group];
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, group, group + 1);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures tail: pw_tree_tail(tree);
    ensures changed: \forall integer b; 0 <= b < 64 ==>
      (pw_wbit(tree->words[group], b) <==> (pw_wbit(mask, b) ? is_free : \old(pw_wbit(tree->words[group], b))));
*/
static inline void write_group(struct pw_frame_tree *tree, uint32_t group, uint64_t mask, bool is_free) {
  uint64_t word = tree->words[group];
  tree->words[group] = is_free ? pw_bits_with(word, mask) : pw_bits_without(word, mask);
}

#endif
