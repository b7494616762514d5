/*
 * Frame tree: see the header for what the words mean.
 *
 * Order of the file: words (fold and count of orders), one node, the way up, runs, search, set-up.
 */
#include <pagewright/frame_tree.h>

#include "src/base/bits.h"
#include "src/base/order.h"

/* Words of a node of level 1, 2, 3 (its orders 0..6L) and the distance between nodes, a power of two words. */
#define TOP1 6u
#define TOP2 12u
#define TOP3 18u
#define STRIDE1 8u
#define STRIDE2 16u

/*@ ghost
  /@ requires range: order < 6;
     terminates \true; exits \false; assigns \nothing;
     ensures step: \forall integer b; 0 <= b < 64 ==>
       (pw_wrun(word, b, order + 1) <==>
        pw_waligned(b, order + 1) && b + pw_wsize(order) < 64 && pw_wrun(word, b, order) &&
        pw_wrun(word, b + pw_wsize(order), order));
     ensures down: pw_whas(word, order + 1) ==> pw_whas(word, order);
  @/
  static void lemma_run_step(uint64_t word, uint32_t order) {
    /@ assert cases: order == 0 || order == 1 || order == 2 || order == 3 || order == 4 || order == 5; @/
    /@ assert size: pw_wsize(order + 1) == 2 * pw_wsize(order) && 1 <= pw_wsize(order) <= 32; @/
    /@ assert aligned: \forall integer b; 0 <= b < 64 && pw_waligned(b, order + 1) ==>
         pw_waligned(b, order) && pw_waligned(b + pw_wsize(order), order) && b + pw_wsize(order) < 64; @/
    /@ assert apart: \forall integer b; 0 <= b < 64 && pw_wrun(word, b, order + 1) ==>
         pw_wrun(word, b, order) && pw_wrun(word, b + pw_wsize(order), order); @/
    /@ assert joined: \forall integer b, i; 0 <= b < 64 && pw_wrun(word, b, order) &&
         pw_wrun(word, b + pw_wsize(order), order) && b <= i < b + 2 * pw_wsize(order) ==> pw_wbit(word, i); @/
  }
*/

/* The positions of the word at which a run of 2^order bits begins, order 0..6. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: order <= 6;
    terminates \true; exits \false; assigns \nothing;
    ensures runs: \forall integer b; 0 <= b < 64 ==> (pw_wbit(\result, b) <==> pw_wrun(word, b, order));
*/
static uint64_t word_runs(const struct pw_frame_tree *tree, uint64_t word, uint32_t order) {
  uint64_t runs = word;
  uint32_t distance = 1;
  /*@ loop invariant range: 0 <= q <= order;
      loop invariant distance: distance == pw_wsize(q);
      loop invariant small: 1 <= distance <= 64 && (q < 6 ==> distance <= 32);
      loop invariant runs: \forall integer b; 0 <= b < 64 ==> (pw_wbit(runs, b) <==> pw_wrun(word, b, q));
      loop assigns q, runs, distance;
      loop variant order - q;
  */
  for (uint32_t q = 0; q < order; q++) {
    //@ ghost lemma_run_step(word, q);
    runs = pw_bits_pairs(runs, distance, tree->words[tree->mask_word + q + 1]);
    distance = 2 * distance;
  }
  return runs;
}

/*@ ghost
  /@ terminates \true; exits \false; assigns \nothing;
     ensures nested: \forall integer p, q; 0 <= p <= q <= 6 && pw_whas(word, q) ==> pw_whas(word, p);
  @/
  static void lemma_word_nested(uint64_t word) {
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= 6;
       loop invariant nested: \forall integer p, q; 0 <= p <= q <= n && pw_whas(word, q) ==> pw_whas(word, p);
       loop assigns n;
       loop variant 6 - n; @/
    while (n < 6) {
      lemma_run_step(word, n);
      n++;
    }
  }
*/

/*@ ghost
  /@ terminates \true; exits \false; assigns \nothing;
     ensures some: pw_wany(word) <==> pw_whas(word, 0);
  @/
  static void lemma_word_some(uint64_t word) {
    /@ assert bit: \forall integer b; 0 <= b < 64 && pw_wbit(word, b) ==> pw_wrun(word, b, 0); @/
    /@ assert run: \forall integer b; 0 <= b < 64 && pw_wrun(word, b, 0) ==> pw_wbit(word, b); @/
  }
*/

/*@ ghost
  /@ requires none: !pw_wany(word);
     terminates \true; exits \false; assigns \nothing;
     ensures none: \forall integer q; 0 <= q <= 6 ==> !pw_whas(word, q);
  @/
  static void lemma_word_none(uint64_t word) {
    /@ assert first: \forall integer b, q; 0 <= b < 64 && 0 <= q <= 6 && pw_wrun(word, b, q) ==> pw_wbit(word, b); @/
  }
*/

/* The number of orders 0..6 of which the word has a run. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result <= 7;
    ensures orders: \forall integer q; 0 <= q <= 6 ==> (pw_whas(word, q) <==> q < \result);
    ensures some: pw_wany(word) <==> 0 < \result;
*/
static uint32_t word_order_count(const struct pw_frame_tree *tree, uint64_t word) {
  //@ ghost lemma_word_nested(word);
  //@ ghost lemma_word_some(word);
  if (!pw_bits_any(word)) {
    //@ ghost lemma_word_none(word);
    return 0;
  }
  uint64_t runs = word;
  uint32_t distance = 1;
  uint32_t q = 0;
  /*@ loop invariant range: 0 <= q <= 6;
      loop invariant distance: distance == pw_wsize(q);
      loop invariant small: 1 <= distance <= 64 && (q < 6 ==> distance <= 32);
      loop invariant runs: \forall integer b; 0 <= b < 64 ==> (pw_wbit(runs, b) <==> pw_wrun(word, b, q));
      loop invariant has: pw_whas(word, q);
      loop assigns q, runs, distance;
      loop variant 6 - q;
  */
  while (q < 6) {
    //@ ghost lemma_run_step(word, q);
    runs = pw_bits_pairs(runs, distance, tree->words[tree->mask_word + q + 1]);
    if (!pw_bits_any(runs)) {
      //@ assert stop: !pw_whas(word, q + 1);
      return q + 1;
    }
    distance = 2 * distance;
    q++;
  }
  return 7;
}

/*@ ghost
  /@ requires nested: pw_node_nested(words, base, top);
     requires range: base <= last <= base + top;
     requires any: pw_wany(words[last]);
     terminates \true; exits \false; assigns \nothing;
     ensures below: \forall integer i; base <= i <= last ==> pw_wany(words[i]);
  @/
  static void lemma_any_below(const uint64_t *words, uint32_t base, uint32_t top, uint32_t last) {
    /@ assert bits: \forall integer i, c; base <= i <= last && 0 <= c < 64 && pw_wbit(words[last], c) ==>
         pw_wbit(words[i], c); @/
  }
*/

/* The number of orders of which the node at word 'base', whose last word is 'top', has a free run. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: 1 <= top <= 18 && base + top <= tree->mask_word;
    requires nested: pw_node_nested(tree->words, base, top);
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result <= top + 7;
    ensures orders: \forall integer k; 0 <= k <= top + 6 ==>
      (pw_node_has(tree->words, base, top, k) <==> k < \result);
*/
static uint32_t node_order_count(const struct pw_frame_tree *tree, uint32_t base, uint32_t top) {
  if (pw_bits_any(tree->words[base + top])) {
    //@ ghost lemma_any_below(tree->words, base, top, base + top);
    uint32_t runs = word_order_count(tree, tree->words[base + top]);
    //@ assert lower: \forall integer k; 0 <= k < top ==> pw_node_has(tree->words, base, top, k);
    //@ assert some: runs > 0;
    return top + runs;
  }
  //@ ghost lemma_word_none(tree->words[base + top]);
  uint32_t count = top;
  /*@ loop invariant range: 0 <= count <= top;
      loop invariant none: \forall integer i; base + count <= i < base + top ==> !pw_wany(tree->words[i]);
      loop assigns count;
      loop variant count;
  */
  while (count > 0 && !pw_bits_any(tree->words[base + count - 1]))
    count--;
  /*@ ghost if (count > 0) {
        lemma_any_below(tree->words, base, top, base + count - 1);
      }
  */
  //@ assert lower: \forall integer k; 0 <= k < count ==> pw_node_has(tree->words, base, top, k);
  return count;
}

/* Clears the child's bits of the orders from 'count' on; says whether one was set. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && child < 64 && count <= top + 1;
    requires nested: pw_node_nested(tree->words, base, top);
    terminates \true; exits \false;
    assigns tree->words[base .. base + top];
    ensures cleared: \forall integer i; base + count <= i <= base + top ==> !pw_wbit(tree->words[i], child);
    ensures kept: \forall integer i; base <= i < base + count && i <= base + top ==>
      tree->words[i] == \old(tree->words[i]);
    ensures others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
      (pw_wbit(tree->words[i], c) <==> \old(pw_wbit(tree->words[i], c)));
    ensures same: !\result ==> \forall integer i; base <= i <= base + top ==> tree->words[i] == \old(tree->words[i]);
    ensures nested: pw_node_nested(tree->words, base, top);
*/
static bool node_clear_from(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t child, uint32_t count) {
  uint32_t k = base + count;
  /*@ loop invariant range: base + count <= k <= base + top + 1;
      loop invariant cleared: \forall integer i; base + count <= i < k ==> !pw_wbit(tree->words[i], child);
      loop invariant kept: \forall integer i; base <= i < base + count || k <= i <= base + top ==>
        tree->words[i] == \at(tree->words[i], Pre);
      loop invariant others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
        (pw_wbit(tree->words[i], c) <==> \at(pw_wbit(tree->words[i], c), Pre));
      loop assigns k, tree->words[base .. base + top];
      loop variant base + top + 1 - k;
  */
  while (k <= base + top && pw_bit_test(tree->words[k], child)) {
    tree->words[k] = pw_bit_clear(tree->words[k], child);
    k++;
  }
  //@ assert rest: k <= base + top ==> \forall integer i; k <= i <= base + top ==> !pw_wbit(tree->words[i], child);
  return k != base + count;
}

/* Sets the child's bits of the orders below 'count'; says whether one was clear. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && child < 64 && count <= top + 1;
    requires nested: pw_node_nested(tree->words, base, top);
    requires cleared: \forall integer i; base + count <= i <= base + top ==> !pw_wbit(tree->words[i], child);
    terminates \true; exits \false;
    assigns tree->words[base .. base + top];
    ensures set: \forall integer i; base <= i < base + count ==> pw_wbit(tree->words[i], child);
    ensures kept: \forall integer i; base + count <= i <= base + top ==> tree->words[i] == \old(tree->words[i]);
    ensures others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
      (pw_wbit(tree->words[i], c) <==> \old(pw_wbit(tree->words[i], c)));
    ensures same: !\result ==> \forall integer i; base <= i <= base + top ==> tree->words[i] == \old(tree->words[i]);
    ensures nested: pw_node_nested(tree->words, base, top);
*/
static bool node_set_below(struct pw_frame_tree *tree, uint32_t base, uint32_t child,
                           uint32_t count) /*@ ghost (uint32_t top) */ {
  uint32_t k = base + count;
  /*@ loop invariant range: base <= k <= base + count;
      loop invariant set: \forall integer i; k <= i < base + count ==> pw_wbit(tree->words[i], child);
      loop invariant kept: \forall integer i; base <= i < k || base + count <= i <= base + top ==>
        tree->words[i] == \at(tree->words[i], Pre);
      loop invariant others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
        (pw_wbit(tree->words[i], c) <==> \at(pw_wbit(tree->words[i], c), Pre));
      loop assigns k, tree->words[base .. base + top];
      loop variant k;
  */
  while (k > base && !pw_bit_test(tree->words[k - 1], child)) {
    k--;
    tree->words[k] = pw_bit_set(tree->words[k], child);
  }
  //@ assert rest: k > base ==> \forall integer i; base <= i < k ==> pw_wbit(tree->words[i], child);
  return k != base + count;
}

/* Records in a node that its child has runs of exactly the orders below 'count'; says whether that was news. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && child < 64 && count <= top + 1;
    requires nested: pw_node_nested(tree->words, base, top);
    terminates \true; exits \false;
    assigns tree->words[base .. base + top];
    ensures child: \forall integer i; base <= i <= base + top ==> (pw_wbit(tree->words[i], child) <==> i < base + count);
    ensures others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
      (pw_wbit(tree->words[i], c) <==> \old(pw_wbit(tree->words[i], c)));
    ensures same: !\result ==> \forall integer i; base <= i <= base + top ==> tree->words[i] == \old(tree->words[i]);
    ensures nested: pw_node_nested(tree->words, base, top);
*/
static bool node_set_child(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t child, uint32_t count) {
  bool cleared = node_clear_from(tree, base, top, child, count);
  bool set = node_set_below(tree, base, child, count) /*@ ghost (top) */;
  return cleared || set;
}

/* The same for 'count' children from 'first' on that are wholly free, or wholly not. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && 1 <= count && first + count <= 64;
    requires nested: pw_node_nested(tree->words, base, top);
    terminates \true; exits \false;
    assigns tree->words[base .. base + top];
    ensures filled: \forall integer i, c; base <= i <= base + top && first <= c < first + count ==>
      (pw_wbit(tree->words[i], c) <==> is_free);
    ensures others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && !(first <= c < first + count) ==>
      (pw_wbit(tree->words[i], c) <==> \old(pw_wbit(tree->words[i], c)));
    ensures nested: pw_node_nested(tree->words, base, top);
*/
static void node_fill_children(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t first, uint32_t count,
                               bool is_free) {
  uint64_t mask = pw_bits_run(first, count);
  /*@ loop invariant range: base <= k <= base + top + 1;
      loop invariant filled: \forall integer i, c; base <= i < k && first <= c < first + count ==>
        (pw_wbit(tree->words[i], c) <==> is_free);
      loop invariant others: \forall integer i, c; base <= i < k && 0 <= c < 64 && !(first <= c < first + count) ==>
        (pw_wbit(tree->words[i], c) <==> \at(pw_wbit(tree->words[i], c), Pre));
      loop invariant rest: \forall integer i; k <= i <= base + top ==> tree->words[i] == \at(tree->words[i], Pre);
      loop assigns k, tree->words[base .. base + top];
      loop variant base + top + 1 - k;
  */
  for (uint32_t k = base; k <= base + top; k++) {
    uint64_t word = tree->words[k];
    tree->words[k] = is_free ? pw_bits_with(word, mask) : pw_bits_without(word, mask);
  }
}

/* Words whose bits are all set, or all clear. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: first + count <= tree->mask_word;
    terminates \true; exits \false;
    assigns tree->words[first .. first + count - 1];
    ensures filled: \forall integer i, b; first <= i < first + count && 0 <= b < 64 ==>
      (pw_wbit(tree->words[i], b) <==> is_free);
*/
static void fill_words(struct pw_frame_tree *tree, uint32_t first, uint32_t count, bool is_free) {
  uint64_t value = is_free ? pw_bits_ones(0) : 0;
  //@ assert value: \forall integer b; 0 <= b < 64 ==> (pw_wbit(value, b) <==> is_free);
  /*@ loop invariant range: first <= i <= first + count;
      loop invariant filled: \forall integer j; first <= j < i ==> tree->words[j] == value;
      loop assigns i, tree->words[first .. first + count - 1];
      loop variant first + count - i;
  */
  for (uint32_t i = first; i < first + count; i++)
    tree->words[i] = value;
}

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
    assigns tree->words[tree->node3_word .. tree->node3_word + 18];
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures nested3: pw_tree_nested3(tree);
    ensures link3: pw_tree_link3(tree, 0, 0);
*/
static void node2_changed(struct pw_frame_tree *tree, uint32_t node) {
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

/* Records in the node above what node 'node' of level 1 has; says whether that was news. */
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
    assigns tree->words[tree->node2_word .. tree->node3_word - 1];
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, node / 64, node / 64 + 1);
    ensures same: !\result ==> pw_tree_link3(tree, 0, 0);
*/
static bool node1_record(struct pw_frame_tree *tree, uint32_t node) {
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
    assigns tree->words[tree->node2_word .. tree->mask_word - 1];
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
*/
static void node1_changed(struct pw_frame_tree *tree, uint32_t node) {
  if (node1_record(tree, node))
    node2_changed(tree, node / 64);
}

/* Records in the node above what the 64 frames of a group have; says whether that was news. */
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
    assigns tree->words[tree->node1_word .. tree->node2_word - 1];
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, group / 64, group / 64 + 1);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures same: !\result ==> pw_tree_link2(tree, 0, 0);
*/
static bool group_record(struct pw_frame_tree *tree, uint32_t group) {
  uint32_t count = word_order_count(tree, tree->words[group]);
  uint32_t above = tree->node1_word + STRIDE1 * (group / 64);
  //@ assert above: pw_tree_node1(tree, above) && pw_tree_child0(tree, above, group % 64) == group;
  bool changed = node_set_child(tree, above, TOP1, group % 64, count);
  //@ assert nested1: pw_tree_nested1(tree);
  //@ assert nested2: pw_tree_nested2(tree);
  //@ assert nested3: pw_tree_nested3(tree);
  //@ assert link3: pw_tree_link3(tree, 0, 0);
  //@ assert link2: pw_tree_link2(tree, group / 64, group / 64 + 1);
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
    assigns tree->words[tree->node1_word .. tree->mask_word - 1];
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
*/
static void group_changed(struct pw_frame_tree *tree, uint32_t group) {
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
  static void lemma_filled(const uint64_t *words, uint32_t first, uint32_t count, bool value) {
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
    assigns tree->words[first .. first + count - 1];
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, first, first + count);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures tail: pw_tree_tail(tree);
    ensures filled: pw_words_filled(tree->words, first, count, is_free);
*/
static void fill_groups(struct pw_frame_tree *tree, uint32_t first, uint32_t count, bool is_free) {
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
    assigns tree->words[tree->node1_word + 8 * node .. tree->node1_word + 8 * (node + count) - 1];
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, node, node + count);
    ensures link3: pw_tree_link3(tree, 0, 0);
    ensures filled: pw_words_filled(tree->words, tree->node1_word + 8 * node, 8 * count, is_free);
*/
static void fill_nodes1(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
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
    assigns tree->words[tree->node2_word + 16 * node .. tree->node2_word + 16 * (node + count) - 1];
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, node, node + count);
    ensures filled: pw_words_filled(tree->words, tree->node2_word + 16 * node, 16 * count, is_free);
*/
static void fill_nodes2(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
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
    assigns tree->words[tree->node1_word .. tree->node2_word - 1];
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, group / 64, group / 64 + 1);
    ensures link3: pw_tree_link3(tree, 0, 0);
*/
static void mark_groups(struct pw_frame_tree *tree, uint32_t group, uint32_t count, bool is_free) {
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
    assigns tree->words[tree->node2_word .. tree->node3_word - 1];
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, node / 64, node / 64 + 1);
*/
static void mark_nodes1(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
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
    assigns tree->words[tree->node3_word .. tree->node3_word + 18];
    ensures masks: pw_tree_masks(tree);
    ensures nested1: pw_tree_nested1(tree);
    ensures nested2: pw_tree_nested2(tree);
    ensures nested3: pw_tree_nested3(tree);
    ensures link1: pw_tree_link1(tree, 0, 0);
    ensures link2: pw_tree_link2(tree, 0, 0);
    ensures link3: pw_tree_link3(tree, 0, 0);
*/
static void mark_nodes2(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
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
static void write_group(struct pw_frame_tree *tree, uint32_t group, uint64_t mask, bool is_free) {
  uint64_t word = tree->words[group];
  tree->words[group] = is_free ? pw_bits_with(word, mask) : pw_bits_without(word, mask);
}

/* Some frames of one group become free or not: those of the mask. */
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
    assigns tree->words[0 .. tree->mask_word - 1];
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
*/
static void set_in_group(struct pw_frame_tree *tree, uint32_t group, uint64_t mask, bool is_free) {
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
    assigns tree->words[0 .. tree->mask_word - 1];
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
    assigns tree->words[0 .. tree->mask_word - 1];
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
    assigns tree->words[0 .. tree->mask_word - 1];
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
*/
static void set_nodes2(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  fill_groups(tree, 4096 * node, 4096 * count, is_free);
  fill_nodes1(tree, 64 * node, 64 * count, is_free);
  fill_nodes2(tree, node, count, is_free);
  mark_nodes2(tree, node, count, is_free);
}

/* Where an aligned run lies in the tree. */
/*@ ghost
  /@ requires order: order <= 5;
     requires aligned: pw_aligned(frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures fits: frame % 64 + pw_pow2(order) <= 64 && pw_waligned(frame % 64, order) && pw_wsize(order) == pw_pow2(order);
  @/
  static void lemma_place_in_group(uint32_t frame, uint32_t order) {
    /@ assert case0: order == 0 ==> frame % 64 + 1 <= 64 && pw_waligned(frame % 64, 0); @/
    /@ assert case1: order == 1 ==> frame % 64 + 2 <= 64 && pw_waligned(frame % 64, 1); @/
    /@ assert case2: order == 2 ==> frame % 64 + 4 <= 64 && pw_waligned(frame % 64, 2); @/
    /@ assert case3: order == 3 ==> frame % 64 + 8 <= 64 && pw_waligned(frame % 64, 3); @/
    /@ assert case4: order == 4 ==> frame % 64 + 16 <= 64 && pw_waligned(frame % 64, 4); @/
    /@ assert case5: order == 5 ==> frame % 64 + 32 <= 64 && pw_waligned(frame % 64, 5); @/
  }
*/

/*@ ghost
  /@ requires order: 6 <= order <= 11;
     requires aligned: pw_aligned(frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures unit: frame == 64 * (frame / 64);
     ensures size: pw_pow2(order) == 64 * pw_wsize(order - 6);
     ensures fits: (frame / 64) % 64 + pw_wsize(order - 6) <= 64 && pw_waligned((frame / 64) % 64, order - 6);
  @/
  static void lemma_place_of_groups(uint32_t frame, uint32_t order) {
    /@ assert case6: order == 6 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 1 <= 64 && pw_waligned((frame / 64) % 64, 0); @/
    /@ assert case7: order == 7 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 2 <= 64 && pw_waligned((frame / 64) % 64, 1); @/
    /@ assert case8: order == 8 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 4 <= 64 && pw_waligned((frame / 64) % 64, 2); @/
    /@ assert case9: order == 9 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 8 <= 64 && pw_waligned((frame / 64) % 64, 3); @/
    /@ assert case10: order == 10 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 16 <= 64 && pw_waligned((frame / 64) % 64, 4); @/
    /@ assert case11: order == 11 ==> frame == 64 * (frame / 64) && (frame / 64) % 64 + 32 <= 64 && pw_waligned((frame / 64) % 64, 5); @/
  }
*/

/*@ ghost
  /@ requires order: 12 <= order <= 17;
     requires aligned: pw_aligned(frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures unit: frame == 4096 * (frame / 4096);
     ensures size: pw_pow2(order) == 4096 * pw_wsize(order - 12);
     ensures fits: (frame / 4096) % 64 + pw_wsize(order - 12) <= 64 && pw_waligned((frame / 4096) % 64, order - 12);
  @/
  static void lemma_place_of_nodes1(uint32_t frame, uint32_t order) {
    /@ assert case12: order == 12 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 1 <= 64 && pw_waligned((frame / 4096) % 64, 0); @/
    /@ assert case13: order == 13 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 2 <= 64 && pw_waligned((frame / 4096) % 64, 1); @/
    /@ assert case14: order == 14 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 4 <= 64 && pw_waligned((frame / 4096) % 64, 2); @/
    /@ assert case15: order == 15 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 8 <= 64 && pw_waligned((frame / 4096) % 64, 3); @/
    /@ assert case16: order == 16 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 16 <= 64 && pw_waligned((frame / 4096) % 64, 4); @/
    /@ assert case17: order == 17 ==> frame == 4096 * (frame / 4096) && (frame / 4096) % 64 + 32 <= 64 && pw_waligned((frame / 4096) % 64, 5); @/
  }
*/

/*@ ghost
  /@ requires order: 18 <= order <= 20;
     requires aligned: pw_aligned(frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures unit: frame == 262144 * (frame / 262144);
     ensures size: pw_pow2(order) == 262144 * pw_wsize(order - 18);
     ensures fits: pw_waligned(frame / 262144, order - 18);
  @/
  static void lemma_place_of_nodes2(uint32_t frame, uint32_t order) {
    /@ assert case18: order == 18 ==> frame == 262144 * (frame / 262144) && pw_waligned(frame / 262144, 0); @/
    /@ assert case19: order == 19 ==> frame == 262144 * (frame / 262144) && pw_waligned(frame / 262144, 1); @/
    /@ assert case20: order == 20 ==> frame == 262144 * (frame / 262144) && pw_waligned(frame / 262144, 2); @/
  }
*/

/* A run within one group, of whole groups, of whole nodes of level 1, of level 2. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= 5;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1];
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
*/
static void set_run_in_group(struct pw_frame_tree *tree, uint32_t frame, uint32_t order, bool is_free) {
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
    assigns tree->words[0 .. tree->mask_word - 1];
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
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
    assigns tree->words[0 .. tree->mask_word - 1];
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
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
    assigns tree->words[0 .. tree->mask_word - 1];
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
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
    requires order: order <= 20;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false;
    assigns tree->words[0 .. tree->mask_word - 1];
    ensures valid: pw_tree_valid(tree);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> (pw_tree_free(tree, f) <==> is_free);
    ensures outside: \forall integer f; 0 <= f < tree->frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      pw_tree_free_same{Pre,Post}(tree, f);
*/
static void set_run(struct pw_frame_tree *tree, uint32_t frame, uint32_t order, bool is_free) {
  if (order < TOP1)
    set_run_in_group(tree, frame, order, is_free);
  else if (order < TOP2)
    set_run_of_groups(tree, frame, order, is_free);
  else if (order < TOP3)
    set_run_of_nodes1(tree, frame, order, is_free);
  else
    set_run_of_nodes2(tree, frame, order, is_free);
}

void pw_frame_tree_put(struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  set_run(tree, frame, order, true);
}

void pw_frame_tree_take(struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  set_run(tree, frame, order, false);
}

bool pw_frame_tree_is_free(const struct pw_frame_tree *tree, uint32_t frame) {
  return pw_bit_test(tree->words[frame / 64], frame % 64);
}

/* The way up, for the search: what a free run says to the levels above it. */
/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires range: group < tree->group_count && k <= 6;
     requires has: pw_whas(tree->words[group], k);
     terminates \true; exits \false; assigns \nothing;
     ensures bit: pw_wbit(tree->words[tree->node1_word + 8 * (group / 64) + k], group % 64);
  @/
  static void lemma_up0(const struct pw_frame_tree *tree, uint32_t group, uint32_t k) {
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
  static void lemma_up1(const struct pw_frame_tree *tree, uint32_t node, uint32_t k) {
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
  static void lemma_up2(const struct pw_frame_tree *tree, uint32_t node, uint32_t k) {
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
  static void lemma_full0(const struct pw_frame_tree *tree, uint32_t group) {
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
  static void lemma_full1(const struct pw_frame_tree *tree, uint32_t node) {
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
  static void lemma_full2(const struct pw_frame_tree *tree, uint32_t node) {
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
  static void lemma_group_bits(const struct pw_frame_tree *tree, uint32_t node) {
    uint32_t c = 0;
    /@ loop invariant range: 0 <= c <= 64;
       loop invariant bits: \forall integer b; 0 <= b < c ==> pw_wbit(tree->words[node], b);
       loop assigns c;
       loop variant 64 - c; @/
    while (c < 64) {
      uint32_t child = 64 * node + c;
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
  static void lemma_node1_bits(const struct pw_frame_tree *tree, uint32_t node) {
    uint32_t c = 0;
    /@ loop invariant range: 0 <= c <= 64;
       loop invariant bits: \forall integer b; 0 <= b < c ==> pw_wbit(tree->words[tree->node1_word + 8 * node + 6], b);
       loop assigns c;
       loop variant 64 - c; @/
    while (c < 64) {
      uint32_t child = 64 * node + c;
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
  static void lemma_node2_bits(const struct pw_frame_tree *tree, uint32_t node) {
    uint32_t c = 0;
    /@ loop invariant range: 0 <= c <= 64;
       loop invariant bits: \forall integer b; 0 <= b < c ==> pw_wbit(tree->words[tree->node2_word + 16 * node + 12], b);
       loop assigns c;
       loop variant 64 - c; @/
    while (c < 64) {
      uint32_t child = 64 * node + c;
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
  static void lemma_fill0(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
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
  static void lemma_fill1(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
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
  static void lemma_fill2(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
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
  static void lemma_up_in_group(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
    lemma_place_in_group(frame, order);
    uint32_t group = frame / 64, bit = frame % 64, size = pw_order_lemma_size(order);
    uint32_t j = bit;
    /@ loop invariant range: bit <= j <= bit + size;
       loop invariant bits: \forall integer b; bit <= b < j ==> pw_wbit(tree->words[group], b);
       loop assigns j;
       loop variant bit + size - j; @/
    while (j < bit + size) {
      uint32_t f = 64 * group + j;
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
  static void lemma_up_of_groups(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
    lemma_place_of_groups(frame, order);
    uint32_t group = frame / 64, count = pw_order_lemma_size(order) / 64;
    /@ assert count: count == pw_wsize(order - 6); @/
    lemma_fill0(tree, group, count);
    uint32_t word1 = tree->node1_word + 8 * (group / 64) + 6, bit = group % 64;
    uint32_t j = bit;
    /@ loop invariant range: bit <= j <= bit + count;
       loop invariant bits: \forall integer b; bit <= b < j ==> pw_wbit(tree->words[word1], b);
       loop assigns j;
       loop variant bit + count - j; @/
    while (j < bit + count) {
      uint32_t g = group - bit + j;
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
  static void lemma_up_of_nodes1(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
    lemma_place_of_nodes1(frame, order);
    uint32_t node = frame / 4096, count = pw_order_lemma_size(order) / 4096;
    /@ assert count: count == pw_wsize(order - 12); @/
    lemma_fill1(tree, node, count);
    uint32_t word2 = tree->node2_word + 16 * (node / 64) + 12, bit = node % 64;
    uint32_t j = bit;
    /@ loop invariant range: bit <= j <= bit + count;
       loop invariant bits: \forall integer b; bit <= b < j ==> pw_wbit(tree->words[word2], b);
       loop assigns j;
       loop variant bit + count - j; @/
    while (j < bit + count) {
      uint32_t i = node - bit + j;
      /@ assert place: i / 64 == node / 64 && i % 64 == j && node <= i < node + count; @/
      /@ assert full: pw_wbit(tree->words[tree->node2_word + 16 * (i / 64) + 12], i % 64); @/
      j++;
    }
    /@ assert run: pw_wrun(tree->words[word2], bit, order - 12); @/
    lemma_up2(tree, node / 64, order);
    /@ assert divide: frame / 4096 / 64 == frame / 262144; @/
  }
*/

/*@ ghost
  /@ requires valid: pw_tree_valid(tree);
     requires order: 18 <= order <= 20;
     requires run: pw_tree_run(tree, frame, order);
     terminates \true; exits \false; assigns \nothing;
     ensures up: pw_tree_up(tree, frame, order);
  @/
  static void lemma_up_of_nodes2(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
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
  static void lemma_up_of(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
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
  static void lemma_up_all(const struct pw_frame_tree *tree, uint32_t order) {
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
  static void lemma_up_word1(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
    uint32_t f = 0;
    /@ loop invariant range: 0 <= f <= tree->frame_count;
       loop invariant up: \forall integer a; 0 <= a < f && a / 4096 == node && pw_tree_run(tree, a, order) ==>
         pw_wrun(tree->words[tree->node1_word + 8 * node + 6], (a / 64) % 64, order - 6);
       loop assigns f;
       loop variant tree->frame_count - f; @/
    while (f < tree->frame_count) {
      lemma_up_of(tree, f, order);
      uint32_t home = f / 4096;
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
  static void lemma_up_word2(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
    uint32_t f = 0;
    /@ loop invariant range: 0 <= f <= tree->frame_count;
       loop invariant up: \forall integer a; 0 <= a < f && a / 262144 == node && pw_tree_run(tree, a, order) ==>
         pw_wrun(tree->words[tree->node2_word + 16 * node + 12], (a / 4096) % 64, order - 12);
       loop assigns f;
       loop variant tree->frame_count - f; @/
    while (f < tree->frame_count) {
      lemma_up_of(tree, f, order);
      uint32_t home = f / 262144;
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
  static void lemma_down1(const struct pw_frame_tree *tree, uint32_t node, uint32_t child) {
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
  static void lemma_down2(const struct pw_frame_tree *tree, uint32_t node, uint32_t child) {
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
  static void lemma_down3(const struct pw_frame_tree *tree, uint32_t child) {
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
  static void lemma_free_groups(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
    uint32_t last = first + count - 1;
    /@ assert last: pw_group_full(tree, last); @/
    /@ assert bit: pw_wbit(tree->words[last], 63); @/
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
  static void lemma_free_nodes1(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
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
  static void lemma_free_nodes2(const struct pw_frame_tree *tree, uint32_t first, uint32_t count) {
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
  /@ requires order: order <= 5;
     requires range: unit < 262144 && bit < 64;
     requires aligned: pw_waligned(bit, order - 0);
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(1 * (64 * unit + bit), order);
     ensures size: pw_pow2(order) == 1 * pw_wsize(order - 0) && bit + pw_wsize(order - 0) <= 64;
  @/
  static void lemma_aligned_bit(uint32_t unit, uint32_t bit, uint32_t order) {
    /@ assert case0: order == 0 ==> (1 * (64 * unit + bit)) % 1 == 0 && bit + 1 <= 64; @/
    /@ assert case1: order == 1 ==> (1 * (64 * unit + bit)) % 2 == 0 && bit + 2 <= 64; @/
    /@ assert case2: order == 2 ==> (1 * (64 * unit + bit)) % 4 == 0 && bit + 4 <= 64; @/
    /@ assert case3: order == 3 ==> (1 * (64 * unit + bit)) % 8 == 0 && bit + 8 <= 64; @/
    /@ assert case4: order == 4 ==> (1 * (64 * unit + bit)) % 16 == 0 && bit + 16 <= 64; @/
    /@ assert case5: order == 5 ==> (1 * (64 * unit + bit)) % 32 == 0 && bit + 32 <= 64; @/
  }
*/

/*@ ghost
  /@ requires order: 6 <= order <= 11;
     requires range: unit < 262144 && bit < 64;
     requires aligned: pw_waligned(bit, order - 6);
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(64 * (64 * unit + bit), order);
     ensures size: pw_pow2(order) == 64 * pw_wsize(order - 6) && bit + pw_wsize(order - 6) <= 64;
  @/
  static void lemma_aligned_group(uint32_t unit, uint32_t bit, uint32_t order) {
    /@ assert case6: order == 6 ==> (64 * (64 * unit + bit)) % 64 == 0 && bit + 1 <= 64; @/
    /@ assert case7: order == 7 ==> (64 * (64 * unit + bit)) % 128 == 0 && bit + 2 <= 64; @/
    /@ assert case8: order == 8 ==> (64 * (64 * unit + bit)) % 256 == 0 && bit + 4 <= 64; @/
    /@ assert case9: order == 9 ==> (64 * (64 * unit + bit)) % 512 == 0 && bit + 8 <= 64; @/
    /@ assert case10: order == 10 ==> (64 * (64 * unit + bit)) % 1024 == 0 && bit + 16 <= 64; @/
    /@ assert case11: order == 11 ==> (64 * (64 * unit + bit)) % 2048 == 0 && bit + 32 <= 64; @/
  }
*/

/*@ ghost
  /@ requires order: 12 <= order <= 17;
     requires range: unit < 262144 && bit < 64;
     requires aligned: pw_waligned(bit, order - 12);
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(4096 * (64 * unit + bit), order);
     ensures size: pw_pow2(order) == 4096 * pw_wsize(order - 12) && bit + pw_wsize(order - 12) <= 64;
  @/
  static void lemma_aligned_node1(uint32_t unit, uint32_t bit, uint32_t order) {
    /@ assert case12: order == 12 ==> (4096 * (64 * unit + bit)) % 4096 == 0 && bit + 1 <= 64; @/
    /@ assert case13: order == 13 ==> (4096 * (64 * unit + bit)) % 8192 == 0 && bit + 2 <= 64; @/
    /@ assert case14: order == 14 ==> (4096 * (64 * unit + bit)) % 16384 == 0 && bit + 4 <= 64; @/
    /@ assert case15: order == 15 ==> (4096 * (64 * unit + bit)) % 32768 == 0 && bit + 8 <= 64; @/
    /@ assert case16: order == 16 ==> (4096 * (64 * unit + bit)) % 65536 == 0 && bit + 16 <= 64; @/
    /@ assert case17: order == 17 ==> (4096 * (64 * unit + bit)) % 131072 == 0 && bit + 32 <= 64; @/
  }
*/

/*@ ghost
  /@ requires order: 18 <= order <= 20;
     requires range: unit < 262144 && bit < 64;
     requires aligned: pw_waligned(bit, order - 18);
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(262144 * (64 * unit + bit), order);
     ensures size: pw_pow2(order) == 262144 * pw_wsize(order - 18) && bit + pw_wsize(order - 18) <= 64;
  @/
  static void lemma_aligned_node2(uint32_t unit, uint32_t bit, uint32_t order) {
    /@ assert case18: order == 18 ==> (262144 * (64 * unit + bit)) % 262144 == 0 && bit + 1 <= 64; @/
    /@ assert case19: order == 19 ==> (262144 * (64 * unit + bit)) % 524288 == 0 && bit + 2 <= 64; @/
    /@ assert case20: order == 20 ==> (262144 * (64 * unit + bit)) % 1048576 == 0 && bit + 4 <= 64; @/
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
  static void lemma_run_of_groups(const struct pw_frame_tree *tree, uint32_t unit, uint32_t bit, uint32_t order) {
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
  static void lemma_run_of_nodes1(const struct pw_frame_tree *tree, uint32_t unit, uint32_t bit, uint32_t order) {
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
  static void lemma_run_of_nodes2(const struct pw_frame_tree *tree, uint32_t unit, uint32_t bit, uint32_t order) {
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
  static void lemma_run_in_group(const struct pw_frame_tree *tree, uint32_t unit, uint32_t bit, uint32_t order) {
    lemma_aligned_bit(unit, bit, order);
    uint32_t size = pw_order_lemma_size(order), last = bit + size - 1;
    /@ assert last: pw_wbit(tree->words[unit], last); @/
    /@ assert ends: unit == tree->group_count - 1 ==> pw_wbit(tree->words[tree->group_count - 1], last); @/
    /@ assert tail: 64 * unit + last < tree->frame_count; @/
    /@ assert place: \forall integer f; 64 * unit + bit <= f < 64 * unit + bit + size ==> f / 64 == unit && bit <= f % 64 < bit + size; @/
  }
*/

/* Whether a run within one group, of whole groups, of whole nodes of level 1, of level 2 is free. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= 5;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= tree->frame_count;
    terminates \true; exits \false; assigns \nothing;
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
    terminates \true; exits \false; assigns \nothing;
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
    terminates \true; exits \false; assigns \nothing;
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
    terminates \true; exits \false; assigns \nothing;
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

/*@ ghost
  /@ requires range: unit < 4096 && bit < 64;
     terminates \true; exits \false; assigns \nothing;
     ensures digits: \forall integer a; 4096 * unit <= a < 64 * (64 * unit + bit) ==>
       a / 4096 == unit && 0 <= (a / 64) % 64 < bit;
  @/
  static void lemma_digits1(uint32_t unit, uint32_t bit) {
    /@ assert high: \forall integer a; 4096 * unit <= a < 64 * (64 * unit + bit) ==> a / 4096 == unit; @/
    /@ assert low: \forall integer a; 4096 * unit <= a < 64 * (64 * unit + bit) ==>
         64 * unit <= a / 64 < 64 * unit + bit; @/
    /@ assert digit: \forall integer g; 64 * unit <= g < 64 * unit + bit ==> 0 <= g % 64 < bit; @/
  }
*/

/*@ ghost
  /@ requires range: unit < 4096 && bit < 64;
     terminates \true; exits \false; assigns \nothing;
     ensures digits: \forall integer a; 262144 * unit <= a < 4096 * (64 * unit + bit) ==>
       a / 262144 == unit && 0 <= (a / 4096) % 64 < bit;
  @/
  static void lemma_digits2(uint32_t unit, uint32_t bit) {
    /@ assert high: \forall integer a; 262144 * unit <= a < 4096 * (64 * unit + bit) ==> a / 262144 == unit; @/
    /@ assert low: \forall integer a; 262144 * unit <= a < 4096 * (64 * unit + bit) ==>
         64 * unit <= a / 4096 < 64 * unit + bit; @/
    /@ assert digit: \forall integer g; 64 * unit <= g < 64 * unit + bit ==> 0 <= g % 64 < bit; @/
  }
*/

/* The lowest run of the order within a group, a node of level 1, of level 2 that has one. */
/*@ requires valid: pw_tree_valid(tree);
    requires order: order <= 5;
    requires range: group < tree->group_count;
    requires has: pw_whas(tree->words[group], order);
    terminates \true; exits \false; assigns \nothing;
    ensures place: 64 * group <= \result < 64 * (group + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 64 * group <= a < \result ==> !pw_tree_run(tree, a, order);
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
    terminates \true; exits \false; assigns \nothing;
    ensures place: 4096 * node <= \result < 4096 * (node + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 4096 * node <= a < \result ==> !pw_tree_run(tree, a, order);
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
    terminates \true; exits \false; assigns \nothing;
    ensures place: 4096 * node <= \result < 4096 * (node + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 4096 * node <= a < \result ==> !pw_tree_run(tree, a, order);
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
    terminates \true; exits \false; assigns \nothing;
    ensures place: 262144 * node <= \result < 262144 * (node + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 262144 * node <= a < \result ==> !pw_tree_run(tree, a, order);
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
    terminates \true; exits \false; assigns \nothing;
    ensures place: 262144 * node <= \result < 262144 * (node + 1);
    ensures run: pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 262144 * node <= a < \result ==> !pw_tree_run(tree, a, order);
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
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result <= tree->frame_count;
    ensures run: \result != tree->frame_count ==> pw_tree_run(tree, \result, order);
    ensures lowest: \forall integer a; 0 <= a < \result ==> !pw_tree_run(tree, a, order);
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

uint32_t pw_frame_tree_word_count(uint32_t frame_count) {
  uint32_t group_count = (frame_count - 1) / 64 + 1;
  uint32_t node1_count = (group_count - 1) / 64 + 1;
  uint32_t node2_count = (node1_count - 1) / 64 + 1;
  return group_count + STRIDE1 * node1_count + STRIDE2 * node2_count + TOP3 + 1 + 7;
}

/* The bits of a word that are multiples of 2^order. */
/*@ requires order: order <= 6 && step == pw_wsize(order);
    terminates \true; exits \false; assigns \nothing;
    ensures multiples: \forall integer b; 0 <= b < 64 ==> (pw_wbit(\result, b) <==> pw_waligned(b, order));
*/
static uint64_t multiples(uint32_t step) /*@ ghost (uint32_t order) */ {
  uint64_t mask = 0;
  /*@ loop invariant range: 0 <= j <= 64;
      loop invariant bits: \forall integer b; 0 <= b < 64 ==> (pw_wbit(mask, b) <==> b < j && b % step == 0);
      loop assigns j, mask;
      loop variant 64 - j;
  */
  for (uint32_t j = 0; j < 64; j++)
    if (j % step == 0)
      mask = pw_bit_set(mask, j);
  //@ assert cases: order == 0 || order == 1 || order == 2 || order == 3 || order == 4 || order == 5 || order == 6;
  //@ assert aligned: \forall integer b; 0 <= b < 64 ==> (b % step == 0 <==> pw_waligned(b, order));
  return mask;
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
    terminates \true; exits \false; assigns \nothing;
*/
static bool check_level1(const struct pw_frame_tree *tree) {
  /*@ loop assigns group;
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
    terminates \true; exits \false; assigns \nothing;
*/
static bool check_level2(const struct pw_frame_tree *tree) {
  /*@ loop assigns node;
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
    terminates \true; exits \false; assigns \nothing;
*/
static bool check_level3(const struct pw_frame_tree *tree) {
  /*@ loop assigns node;
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
