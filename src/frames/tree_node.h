/*
 * Tree node: the words of the frame tree and its nodes, one at a time. Internal to the frame tree.
 *
 * A word: at which positions runs begin, and of how many orders it has a run. A node: of how many orders it has a free run,
 * and how a child's orders are recorded in it.
 */
#ifndef PW_FRAMES_TREE_NODE_H
#define PW_FRAMES_TREE_NODE_H

#include <pagewright/frame_tree.h>

#include "src/base/bits.h"
#include "src/base/order.h"
#include "src/base/work.h"

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
  static inline void lemma_run_step(uint64_t word, uint32_t order) {
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
    terminates \true; exits \false; assigns pw_work;
    ensures runs: \forall integer b; 0 <= b < 64 ==> (pw_wbit(\result, b) <==> pw_wrun(word, b, order));
    ensures work: pw_work_within{Pre,Post}(order);
*/
static inline uint64_t word_runs(const struct pw_frame_tree *tree, uint64_t word, uint32_t order) {
  uint64_t runs = word;
  uint32_t distance = 1;
  /*@ loop invariant range: 0 <= q <= order;
      loop invariant distance: distance == pw_wsize(q);
      loop invariant small: 1 <= distance <= 64 && (q < 6 ==> distance <= 32);
      loop invariant runs: \forall integer b; 0 <= b < 64 ==> (pw_wbit(runs, b) <==> pw_wrun(word, b, q));
      loop invariant work: pw_work_within{Pre,Here}(q);
      loop assigns q, runs, distance, pw_work;
      loop variant order - q;
  */
  for (uint32_t q = 0; q < order; q++) {
    //@ ghost lemma_run_step(word, q);
    runs = pw_bits_pairs(runs, distance, tree->words[tree->mask_word + q + 1]);
    distance = 2 * distance;
    //@ ghost pw_work_step();
  }
  return runs;
}

/*@ ghost
  /@ terminates \true; exits \false; assigns \nothing;
     ensures nested: \forall integer p, q; 0 <= p <= q <= 6 && pw_whas(word, q) ==> pw_whas(word, p);
  @/
  static inline void lemma_word_nested(uint64_t word) {
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
  static inline void lemma_word_some(uint64_t word) {
    /@ assert bit: \forall integer b; 0 <= b < 64 && pw_wbit(word, b) ==> pw_wrun(word, b, 0); @/
    /@ assert run: \forall integer b; 0 <= b < 64 && pw_wrun(word, b, 0) ==> pw_wbit(word, b); @/
  }
*/

/*@ ghost
  /@ requires none: !pw_wany(word);
     terminates \true; exits \false; assigns \nothing;
     ensures none: \forall integer q; 0 <= q <= 6 ==> !pw_whas(word, q);
  @/
  static inline void lemma_word_none(uint64_t word) {
    /@ assert first: \forall integer b, q; 0 <= b < 64 && 0 <= q <= 6 && pw_wrun(word, b, q) ==> pw_wbit(word, b); @/
  }
*/

/* The number of orders 0..6 of which the word has a run. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    terminates \true; exits \false; assigns pw_work;
    ensures range: 0 <= \result <= 7;
    ensures orders: \forall integer q; 0 <= q <= 6 ==> (pw_whas(word, q) <==> q < \result);
    ensures some: pw_wany(word) <==> 0 < \result;
    ensures work: pw_work_within{Pre,Post}(6);
*/
static inline uint32_t word_order_count(const struct pw_frame_tree *tree, uint64_t word) {
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
      loop invariant work: pw_work_within{Pre,Here}(q);
      loop assigns q, runs, distance, pw_work;
      loop variant 6 - q;
  */
  while (q < 6) {
    //@ ghost pw_work_step();
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
  static inline void lemma_any_below(const uint64_t *words, uint32_t base, uint32_t top, uint32_t last) {
    /@ assert bits: \forall integer i, c; base <= i <= last && 0 <= c < 64 && pw_wbit(words[last], c) ==>
         pw_wbit(words[i], c); @/
  }
*/

/* The number of orders of which the node at word 'base', whose last word is 'top', has a free run. */
/*@ requires memory: pw_tree_memory(tree);
    requires masks: pw_tree_masks(tree);
    requires range: 1 <= top <= 18 && base + top <= tree->mask_word;
    requires nested: pw_node_nested(tree->words, base, top);
    terminates \true; exits \false; assigns pw_work;
    ensures range: 0 <= \result <= top + 7;
    ensures orders: \forall integer k; 0 <= k <= top + 6 ==>
      (pw_node_has(tree->words, base, top, k) <==> k < \result);
    ensures work: pw_work_within{Pre,Post}(top + 6);
*/
static inline uint32_t node_order_count(const struct pw_frame_tree *tree, uint32_t base, uint32_t top) {
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
      loop invariant work: pw_work_within{Pre,Here}(top - count);
      loop assigns count, pw_work;
      loop variant count;
  */
  while (count > 0 && !pw_bits_any(tree->words[base + count - 1])) {
    count--;
    //@ ghost pw_work_step();
  }
  /*@ ghost if (count > 0) {
        lemma_any_below(tree->words, base, top, base + count - 1);
      }
  */
  //@ assert lower: \forall integer k; 0 <= k < count ==> pw_node_has(tree->words, base, top, k);
  return count;
}

/* Clears the child's bits of the orders from 'count' on; says whether the node itself may have lost an order: a word became zero,
 * or the last word changed. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && child < 64 && count <= top + 1;
    requires nested: pw_node_nested(tree->words, base, top);
    terminates \true; exits \false;
    assigns tree->words[base .. base + top], pw_work;
    ensures cleared: \forall integer i; base + count <= i <= base + top ==> !pw_wbit(tree->words[i], child);
    ensures kept: \forall integer i; base <= i < base + count && i <= base + top ==>
      tree->words[i] == \old(tree->words[i]);
    ensures others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
      (pw_wbit(tree->words[i], c) <==> \old(pw_wbit(tree->words[i], c)));
    ensures same: !\result ==> \forall integer k; 0 <= k <= top + 6 ==>
      (pw_node_has(tree->words, base, top, k) <==> \old(pw_node_has(tree->words, base, top, k)));
    ensures nested: pw_node_nested(tree->words, base, top);
    ensures work: pw_work_within{Pre,Post}(top + 1);
*/
static inline bool node_clear_from(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t child, uint32_t count) {
  uint32_t k = base + count;
  /*@ loop invariant range: base + count <= k <= base + top + 1;
      loop invariant cleared: \forall integer i; base + count <= i < k ==> !pw_wbit(tree->words[i], child);
      loop invariant kept: \forall integer i; base <= i < base + count || k <= i <= base + top ==>
        tree->words[i] == \at(tree->words[i], Pre);
      loop invariant others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
        (pw_wbit(tree->words[i], c) <==> \at(pw_wbit(tree->words[i], c), Pre));
      loop invariant was: \forall integer i; base <= i <= base + top ==>
        tree->words[i] == \at(tree->words[i], Pre) || \at(pw_wbit(tree->words[i], child), Pre);
      loop invariant work: pw_work_within{Pre,Here}(k - (base + count));
      loop assigns k, tree->words[base .. base + top], pw_work;
      loop variant base + top + 1 - k;
  */
  while (k <= base + top && pw_bit_test(tree->words[k], child)) {
    tree->words[k] = pw_bit_clear(tree->words[k], child);
    k++;
    //@ ghost pw_work_step();
  }
  //@ assert rest: k <= base + top ==> \forall integer i; k <= i <= base + top ==> !pw_wbit(tree->words[i], child);
  //@ assert nested: pw_node_nested(tree->words, base, top);
  if (k == base + count)
    return false;
  if (k == base + top + 1 || !pw_bits_any(tree->words[k - 1]))
    return true;
  //@ ghost lemma_any_below(tree->words, base, top, k - 1);
  /*@ assert any: \forall integer i; base <= i < base + top ==>
        (pw_wany(tree->words[i]) <==> \at(pw_wany(tree->words[i]), Pre)); */
  return false;
}

/* Sets the child's bits of the orders below 'count'; says whether the node itself may have gained an order: a word was zero, or
 * the last word changed. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && child < 64 && count <= top + 1;
    requires nested: pw_node_nested(tree->words, base, top);
    requires cleared: \forall integer i; base + count <= i <= base + top ==> !pw_wbit(tree->words[i], child);
    terminates \true; exits \false;
    assigns tree->words[base .. base + top], pw_work;
    ensures set: \forall integer i; base <= i < base + count ==> pw_wbit(tree->words[i], child);
    ensures kept: \forall integer i; base + count <= i <= base + top ==> tree->words[i] == \old(tree->words[i]);
    ensures others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
      (pw_wbit(tree->words[i], c) <==> \old(pw_wbit(tree->words[i], c)));
    ensures same: !\result ==> \forall integer k; 0 <= k <= top + 6 ==>
      (pw_node_has(tree->words, base, top, k) <==> \old(pw_node_has(tree->words, base, top, k)));
    ensures nested: pw_node_nested(tree->words, base, top);
    ensures work: pw_work_within{Pre,Post}(top + 1);
*/
static inline bool node_set_below(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t child, uint32_t count) {
  if (count == 0 || pw_bit_test(tree->words[base + count - 1], child)) {
    //@ assert all: count > 0 ==> \forall integer i; base <= i < base + count ==> pw_wbit(tree->words[i], child);
    return false;
  }
  // The words shrink upwards: when the highest of these is not empty, none is.
  bool news = count == top + 1 || !pw_bits_any(tree->words[base + count - 1]);
  /*@ ghost if (!news) {
        lemma_any_below(tree->words, base, top, base + count - 1);
      }
  */
  uint32_t k = base + count;
  /*@ loop invariant range: base <= k <= base + count;
      loop invariant set: \forall integer i; k <= i < base + count ==> pw_wbit(tree->words[i], child);
      loop invariant kept: \forall integer i; base <= i < k || base + count <= i <= base + top ==>
        tree->words[i] == \at(tree->words[i], Pre);
      loop invariant others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
        (pw_wbit(tree->words[i], c) <==> \at(pw_wbit(tree->words[i], c), Pre));
      loop invariant work: pw_work_within{Pre,Here}(base + count - k);
      loop assigns k, tree->words[base .. base + top], pw_work;
      loop variant k;
  */
  while (k > base && !pw_bit_test(tree->words[k - 1], child)) {
    k--;
    //@ ghost pw_work_step();
    tree->words[k] = pw_bit_set(tree->words[k], child);
  }
  //@ assert rest: k > base ==> \forall integer i; base <= i < k ==> pw_wbit(tree->words[i], child);
  /*@ assert any: !news ==> \forall integer i; base <= i < base + top ==>
        (pw_wany(tree->words[i]) <==> \at(pw_wany(tree->words[i]), Pre)); */
  return news;
}

/* Records in a node that its child has runs of exactly the orders below 'count'; says whether the node's own orders may have
 * changed. Most often they have not: another child has the order too. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && child < 64 && count <= top + 1;
    requires nested: pw_node_nested(tree->words, base, top);
    terminates \true; exits \false;
    assigns tree->words[base .. base + top], pw_work;
    ensures child: \forall integer i; base <= i <= base + top ==> (pw_wbit(tree->words[i], child) <==> i < base + count);
    ensures others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && c != child ==>
      (pw_wbit(tree->words[i], c) <==> \old(pw_wbit(tree->words[i], c)));
    ensures same: !\result ==> \forall integer k; 0 <= k <= top + 6 ==>
      (pw_node_has(tree->words, base, top, k) <==> \old(pw_node_has(tree->words, base, top, k)));
    ensures nested: pw_node_nested(tree->words, base, top);
    ensures work: pw_work_within{Pre,Post}(2 * top + 2);
*/
static inline bool node_set_child(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t child, uint32_t count) {
  bool cleared = node_clear_from(tree, base, top, child, count);
  bool set = node_set_below(tree, base, top, child, count);
  return cleared || set;
}

/* The same for 'count' children from 'first' on that are wholly free, or wholly not. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: 1 <= top <= 18 && base + top < tree->mask_word && 1 <= count && first + count <= 64;
    requires nested: pw_node_nested(tree->words, base, top);
    terminates \true; exits \false;
    assigns tree->words[base .. base + top], pw_work;
    ensures filled: \forall integer i, c; base <= i <= base + top && first <= c < first + count ==>
      (pw_wbit(tree->words[i], c) <==> is_free);
    ensures others: \forall integer i, c; base <= i <= base + top && 0 <= c < 64 && !(first <= c < first + count) ==>
      (pw_wbit(tree->words[i], c) <==> \old(pw_wbit(tree->words[i], c)));
    ensures nested: pw_node_nested(tree->words, base, top);
    ensures work: pw_work_within{Pre,Post}(top + 1);
*/
static inline void node_fill_children(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t first, uint32_t count,
                               bool is_free) {
  uint64_t mask = pw_bits_run(first, count);
  /*@ loop invariant range: base <= k <= base + top + 1;
      loop invariant filled: \forall integer i, c; base <= i < k && first <= c < first + count ==>
        (pw_wbit(tree->words[i], c) <==> is_free);
      loop invariant others: \forall integer i, c; base <= i < k && 0 <= c < 64 && !(first <= c < first + count) ==>
        (pw_wbit(tree->words[i], c) <==> \at(pw_wbit(tree->words[i], c), Pre));
      loop invariant rest: \forall integer i; k <= i <= base + top ==> tree->words[i] == \at(tree->words[i], Pre);
      loop invariant work: pw_work_within{Pre,Here}(k - base);
      loop assigns k, tree->words[base .. base + top], pw_work;
      loop variant base + top + 1 - k;
  */
  for (uint32_t k = base; k <= base + top; k++) {
    uint64_t word = tree->words[k];
    //@ ghost pw_work_step();
    tree->words[k] = is_free ? pw_bits_with(word, mask) : pw_bits_without(word, mask);
  }
}

/* Words whose bits are all set, or all clear. */
/*@ requires memory: pw_tree_memory(tree);
    requires range: first + count <= tree->mask_word;
    terminates \true; exits \false;
    assigns tree->words[first .. first + count - 1], pw_work;
    ensures filled: \forall integer i, b; first <= i < first + count && 0 <= b < 64 ==>
      (pw_wbit(tree->words[i], b) <==> is_free);
    ensures work: pw_work_within{Pre,Post}(count);
*/
static inline void fill_words(struct pw_frame_tree *tree, uint32_t first, uint32_t count, bool is_free) {
  uint64_t value = is_free ? pw_bits_ones(0) : 0;
  //@ assert value: \forall integer b; 0 <= b < 64 ==> (pw_wbit(value, b) <==> is_free);
  /*@ loop invariant range: first <= i <= first + count;
      loop invariant filled: \forall integer j; first <= j < i ==> tree->words[j] == value;
      loop invariant work: pw_work_within{Pre,Here}(i - first);
      loop assigns i, tree->words[first .. first + count - 1], pw_work;
      loop variant first + count - i;
  */
  for (uint32_t i = first; i < first + count; i++) {
    tree->words[i] = value;
    //@ ghost pw_work_step();
  }
}

/* The bits of a word that are multiples of 2^order. */
/*@ requires order: order <= 6 && step == pw_wsize(order);
    terminates \true; exits \false; assigns \nothing;
    ensures multiples: \forall integer b; 0 <= b < 64 ==> (pw_wbit(\result, b) <==> pw_waligned(b, order));
*/
static inline uint64_t multiples(uint32_t step) /*@ ghost (uint32_t order) */ {
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

#endif
