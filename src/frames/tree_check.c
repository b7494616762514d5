/*
 * Tree check: the executable twin of pw_tree_valid.
 */
#include "src/frames/tree_node.h"

/* Whether a node says of a child that it has runs of exactly the orders below 'count'. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && child < 64;
    terminates \true; exits \false; assigns \nothing;
    ensures says: \result <==> \forall integer i; base <= i <= base + top ==>
      (pw_wbit(tree->words[i], child) <==> i < base + count);
*/
static bool check_child(const struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t child, uint32_t count) {
  /*@ loop invariant range: 0 <= k <= top + 1;
      loop invariant says: \forall integer i; base <= i < base + k ==> (pw_wbit(tree->words[i], child) <==> i < base + count);
      loop assigns k;
      loop variant top + 1 - k;
  */
  for (uint32_t k = 0; k <= top; k++)
    if (pw_bit_test(tree->words[base + k], child) != (k < count)) {
      //@ assert wrong: !(pw_wbit(tree->words[base + k], child) <==> base + k < base + count);
      return false;
    }
  return true;
}

/* Whether every child of a node that has runs of an order has runs of the orders below. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word;
    terminates \true; exits \false; assigns \nothing;
    ensures nested: \result ==> pw_node_nested(tree->words, base, top);
*/
static bool check_nested(const struct pw_frame_tree *tree, uint32_t base, uint32_t top) {
  /*@ loop invariant range: 0 <= k <= top;
      loop invariant nested: \forall integer i, j, c; base <= i <= j <= base + k && 0 <= c < 64 &&
        pw_wbit(tree->words[j], c) ==> pw_wbit(tree->words[i], c);
      loop assigns k;
      loop variant top - k;
  */
  for (uint32_t k = 0; k < top; k++)
    if (pw_bits_any(pw_bits_without(tree->words[base + k + 1], tree->words[base + k])))
      return false;
  return true;
}

/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    terminates \true; exits \false; assigns pw_work;
*/
static bool check_level1(const struct pw_frame_tree *tree) {
  /*@ loop assigns group, pw_work;
      loop variant 64 * tree->node1_count - group;
  */
  for (uint32_t group = 0; group < 64 * tree->node1_count; group++) {
    uint32_t count = group < tree->group_count ? word_order_count(tree, tree->words[group]) : 0;
    if (!check_child(tree, tree->node1_word + STRIDE1 * (group / 64), TOP1, group % 64, count))
      return false;
  }
  return true;
}

/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    terminates \true; exits \false; assigns pw_work;
*/
static bool check_level2(const struct pw_frame_tree *tree) {
  /*@ loop assigns node, pw_work;
      loop variant 64 * tree->node2_count - node;
  */
  for (uint32_t node = 0; node < 64 * tree->node2_count; node++) {
    uint32_t count = 0;
    if (node < tree->node1_count) {
      if (!check_nested(tree, tree->node1_word + STRIDE1 * node, TOP1))
        return false;
      count = node_order_count(tree, tree->node1_word + STRIDE1 * node, TOP1);
    }
    if (!check_child(tree, tree->node2_word + STRIDE2 * (node / 64), TOP2, node % 64, count))
      return false;
  }
  return true;
}

/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    terminates \true; exits \false; assigns pw_work;
*/
static bool check_level3(const struct pw_frame_tree *tree) {
  /*@ loop assigns node, pw_work;
      loop variant 64 - node;
  */
  for (uint32_t node = 0; node < 64; node++) {
    uint32_t count = 0;
    if (node < tree->node2_count) {
      if (!check_nested(tree, tree->node2_word + STRIDE2 * node, TOP2))
        return false;
      count = node_order_count(tree, tree->node2_word + STRIDE2 * node, TOP2);
    }
    if (!check_child(tree, tree->node3_word, TOP3, node, count))
      return false;
  }
  return check_nested(tree, tree->node3_word, TOP3);
}

/*@ requires memory: pw_tree_memory(tree);
    terminates \true; exits \false; assigns \nothing;
    ensures masks: \result ==> pw_tree_masks(tree);
*/
static bool check_masks(const struct pw_frame_tree *tree) {
  uint32_t step = 1;
  /*@ loop invariant range: 0 <= q <= 7;
      loop invariant step: q <= 6 ==> step == pw_wsize(q);
      loop invariant small: 1 <= step <= 128;
      loop invariant masks: \forall integer p, b; 0 <= p < q && 0 <= b < 64 ==>
        (pw_wbit(tree->words[tree->mask_word + p], b) <==> pw_waligned(b, p));
      loop assigns q, step;
      loop variant 7 - q;
  */
  for (uint32_t q = 0; q < 7; q++) {
    if (tree->words[tree->mask_word + q] != multiples(step) /*@ ghost (q) */)
      return false;
    step = 2 * step;
  }
  return true;
}

/* No frame beyond the last is free. */
/*@ requires memory: pw_tree_memory(tree);
    terminates \true; exits \false; assigns \nothing;
*/
static bool check_tail(const struct pw_frame_tree *tree) {
  /*@ loop invariant range: tree->frame_count <= frame <= 64 * tree->group_count;
      loop assigns frame;
      loop variant 64 * tree->group_count - frame;
  */
  for (uint32_t frame = tree->frame_count; frame < 64 * tree->group_count; frame++)
    if (pw_bit_test(tree->words[frame / 64], frame % 64))
      return false;
  return true;
}

bool pw_frame_tree_check(const struct pw_frame_tree *tree) {
  return check_masks(tree) && check_tail(tree) && check_level1(tree) && check_level2(tree) && check_level3(tree);
}
