/*
 * Frame tree: see the header for what the words mean.
 *
 * Order of the file: words (fold and count of orders), one node, the way up, runs, search, set-up.
 */
#include <pagewright/frame_tree.h>

#include "src/base/bits.h"

/* Words of a node of level 1, 2, 3 (its orders 0..6L) and the distance between nodes, a power of two words. */
#define TOP1 6u
#define TOP2 12u
#define TOP3 18u
#define STRIDE1 8u
#define STRIDE2 16u

/* The positions of the word at which a run of 2^order bits begins, order 0..6. */
static uint64_t word_runs(const struct pw_frame_tree *tree, uint64_t word, uint32_t order) {
  uint64_t runs = word;
  uint32_t distance = 1;
  for (uint32_t q = 0; q < order; q++) {
    runs = pw_bits_pairs(runs, distance, tree->words[tree->mask_word + q + 1]);
    distance = 2 * distance;
  }
  return runs;
}

/* The number of orders 0..6 of which the word has a run. */
static uint32_t word_order_count(const struct pw_frame_tree *tree, uint64_t word) {
  if (!pw_bits_any(word))
    return 0;
  uint64_t runs = word;
  uint32_t distance = 1;
  uint32_t q = 0;
  while (q < 6) {
    runs = pw_bits_pairs(runs, distance, tree->words[tree->mask_word + q + 1]);
    if (!pw_bits_any(runs))
      return q + 1;
    distance = 2 * distance;
    q++;
  }
  return 7;
}

/* The number of orders of which the node at word 'base', whose last word is 'top', has a free run. */
static uint32_t node_order_count(const struct pw_frame_tree *tree, uint32_t base, uint32_t top) {
  if (pw_bits_any(tree->words[base + top]))
    return top + word_order_count(tree, tree->words[base + top]);
  uint32_t count = top;
  while (count > 0 && !pw_bits_any(tree->words[base + count - 1]))
    count--;
  return count;
}

/* Records in a node that its child has runs of exactly the orders below 'count'; says whether that was news. */
static bool node_set_child(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t child, uint32_t count) {
  uint32_t k = count;
  bool changed = false;
  while (k <= top && pw_bit_test(tree->words[base + k], child)) {
    tree->words[base + k] = pw_bit_clear(tree->words[base + k], child);
    changed = true;
    k++;
  }
  k = count;
  while (k > 0 && !pw_bit_test(tree->words[base + k - 1], child)) {
    k--;
    tree->words[base + k] = pw_bit_set(tree->words[base + k], child);
    changed = true;
  }
  return changed;
}

/* The same for 'count' children from 'first' on that are wholly free, or wholly not. */
static void node_fill_children(struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t first, uint32_t count,
                               bool is_free) {
  uint64_t mask = pw_bits_run(first, count);
  for (uint32_t k = 0; k <= top; k++) {
    uint64_t word = tree->words[base + k];
    tree->words[base + k] = is_free ? pw_bits_with(word, mask) : pw_bits_without(word, mask);
  }
}

static void fill_words(struct pw_frame_tree *tree, uint32_t first, uint32_t count, bool is_free) {
  uint64_t value = is_free ? pw_bits_ones(0) : 0;
  for (uint32_t i = 0; i < count; i++)
    tree->words[first + i] = value;
}

/* The way up: a node of level 2, 1, 0 has changed. */
static void node2_changed(struct pw_frame_tree *tree, uint32_t node) {
  uint32_t count = node_order_count(tree, tree->node2_word + STRIDE2 * node, TOP2);
  node_set_child(tree, tree->node3_word, TOP3, node, count);
}

static void node1_changed(struct pw_frame_tree *tree, uint32_t node) {
  uint32_t count = node_order_count(tree, tree->node1_word + STRIDE1 * node, TOP1);
  if (node_set_child(tree, tree->node2_word + STRIDE2 * (node / 64), TOP2, node % 64, count))
    node2_changed(tree, node / 64);
}

static void group_changed(struct pw_frame_tree *tree, uint32_t group) {
  uint32_t count = word_order_count(tree, tree->words[group]);
  if (node_set_child(tree, tree->node1_word + STRIDE1 * (group / 64), TOP1, group % 64, count))
    node1_changed(tree, group / 64);
}

static void set_in_group(struct pw_frame_tree *tree, uint32_t group, uint64_t mask, bool is_free) {
  uint64_t word = tree->words[group];
  tree->words[group] = is_free ? pw_bits_with(word, mask) : pw_bits_without(word, mask);
  group_changed(tree, group);
}

static void set_groups(struct pw_frame_tree *tree, uint32_t group, uint32_t count, bool is_free) {
  fill_words(tree, group, count, is_free);
  node_fill_children(tree, tree->node1_word + STRIDE1 * (group / 64), TOP1, group % 64, count, is_free);
  node1_changed(tree, group / 64);
}

static void set_nodes1(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  fill_words(tree, 64 * node, 64 * count, is_free);
  fill_words(tree, tree->node1_word + STRIDE1 * node, STRIDE1 * count, is_free);
  node_fill_children(tree, tree->node2_word + STRIDE2 * (node / 64), TOP2, node % 64, count, is_free);
  node2_changed(tree, node / 64);
}

static void set_nodes2(struct pw_frame_tree *tree, uint32_t node, uint32_t count, bool is_free) {
  fill_words(tree, 4096 * node, 4096 * count, is_free);
  fill_words(tree, tree->node1_word + STRIDE1 * 64 * node, STRIDE1 * 64 * count, is_free);
  fill_words(tree, tree->node2_word + STRIDE2 * node, STRIDE2 * count, is_free);
  node_fill_children(tree, tree->node3_word, TOP3, node, count, is_free);
}

static void set_run(struct pw_frame_tree *tree, uint32_t frame, uint32_t order, bool is_free) {
  uint32_t size = 1u << order;
  if (order < 6)
    set_in_group(tree, frame / 64, pw_bits_run(frame % 64, size), is_free);
  else if (order < 12)
    set_groups(tree, frame / 64, size / 64, is_free);
  else if (order < 18)
    set_nodes1(tree, frame / 4096, size / 4096, is_free);
  else
    set_nodes2(tree, frame / 262144, size / 262144, is_free);
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

bool pw_frame_tree_is_run_free(const struct pw_frame_tree *tree, uint32_t frame, uint32_t order) {
  const uint64_t *words = tree->words;
  if (order < TOP1)
    return pw_bit_test(word_runs(tree, words[frame / 64], order), frame % 64);
  uint32_t group = frame / 64;
  if (order < TOP2)
    return pw_bit_test(word_runs(tree, words[tree->node1_word + STRIDE1 * (group / 64) + TOP1], order - TOP1), group % 64);
  uint32_t node = frame / 4096;
  if (order < TOP3)
    return pw_bit_test(word_runs(tree, words[tree->node2_word + STRIDE2 * (node / 64) + TOP2], order - TOP2), node % 64);
  return pw_bit_test(word_runs(tree, words[tree->node3_word + TOP3], order - TOP3), frame / 262144);
}

uint32_t pw_frame_tree_order_count(const struct pw_frame_tree *tree) {
  uint32_t count = node_order_count(tree, tree->node3_word, TOP3);
  return count < PW_ORDER_COUNT ? count : PW_ORDER_COUNT;
}

/* The lowest run of the order within a level-0 word, a level-1 node, a level-2 node that has one. */
static uint32_t lowest_in_group(const struct pw_frame_tree *tree, uint32_t group, uint32_t order) {
  return 64 * group + pw_bits_lowest(word_runs(tree, tree->words[group], order));
}

static uint32_t lowest_in_node1(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
  uint32_t base = tree->node1_word + STRIDE1 * node;
  if (order >= TOP1)
    return 64 * (64 * node + pw_bits_lowest(word_runs(tree, tree->words[base + TOP1], order - TOP1)));
  return lowest_in_group(tree, 64 * node + pw_bits_lowest(tree->words[base + order]), order);
}

static uint32_t lowest_in_node2(const struct pw_frame_tree *tree, uint32_t node, uint32_t order) {
  uint32_t base = tree->node2_word + STRIDE2 * node;
  if (order >= TOP2)
    return 4096 * (64 * node + pw_bits_lowest(word_runs(tree, tree->words[base + TOP2], order - TOP2)));
  return lowest_in_node1(tree, 64 * node + pw_bits_lowest(tree->words[base + order]), order);
}

uint32_t pw_frame_tree_lowest(const struct pw_frame_tree *tree, uint32_t order) {
  uint32_t base = tree->node3_word;
  uint64_t having;
  if (order >= TOP3) {
    having = word_runs(tree, tree->words[base + TOP3], order - TOP3);
    return pw_bits_any(having) ? 262144 * pw_bits_lowest(having) : tree->frame_count;
  }
  having = tree->words[base + order];
  return pw_bits_any(having) ? lowest_in_node2(tree, pw_bits_lowest(having), order) : tree->frame_count;
}

uint32_t pw_frame_tree_word_count(uint32_t frame_count) {
  uint32_t group_count = (frame_count - 1) / 64 + 1;
  uint32_t node1_count = (group_count - 1) / 64 + 1;
  uint32_t node2_count = (node1_count - 1) / 64 + 1;
  return group_count + STRIDE1 * node1_count + STRIDE2 * node2_count + TOP3 + 1 + 7;
}

/* The bits of a word that are multiples of 'step'. */
static uint64_t multiples(uint32_t step) {
  uint64_t mask = 0;
  for (uint32_t j = 0; j < 64; j++)
    if (j % step == 0)
      mask = pw_bit_set(mask, j);
  return mask;
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
  fill_words(tree, 0, tree->mask_word, false);
  uint32_t step = 1;
  for (uint32_t q = 0; q < 7; q++) {
    tree->words[tree->mask_word + q] = multiples(step);
    step = 2 * step;
  }
}

/* Whether a node says of a child that it has runs of exactly the orders below 'count'. */
static bool check_child(const struct pw_frame_tree *tree, uint32_t base, uint32_t top, uint32_t child, uint32_t count) {
  for (uint32_t k = 0; k <= top; k++)
    if (pw_bit_test(tree->words[base + k], child) != (k < count))
      return false;
  return true;
}

static bool check_level1(const struct pw_frame_tree *tree) {
  for (uint32_t group = 0; group < 64 * tree->node1_count; group++) {
    uint32_t count = group < tree->group_count ? word_order_count(tree, tree->words[group]) : 0;
    if (!check_child(tree, tree->node1_word + STRIDE1 * (group / 64), TOP1, group % 64, count))
      return false;
  }
  return true;
}

static bool check_level2(const struct pw_frame_tree *tree) {
  for (uint32_t node = 0; node < 64 * tree->node2_count; node++) {
    uint32_t base = tree->node1_word + STRIDE1 * node;
    uint32_t count = node < tree->node1_count ? node_order_count(tree, base, TOP1) : 0;
    if (!check_child(tree, tree->node2_word + STRIDE2 * (node / 64), TOP2, node % 64, count))
      return false;
  }
  return true;
}

static bool check_level3(const struct pw_frame_tree *tree) {
  for (uint32_t node = 0; node < 64; node++) {
    uint32_t base = tree->node2_word + STRIDE2 * node;
    uint32_t count = node < tree->node2_count ? node_order_count(tree, base, TOP2) : 0;
    if (!check_child(tree, tree->node3_word, TOP3, node, count))
      return false;
  }
  return true;
}

/* The alignment masks are right and no frame beyond the last is free. */
static bool check_ends(const struct pw_frame_tree *tree) {
  uint32_t step = 1;
  for (uint32_t q = 0; q < 7; q++) {
    if (tree->words[tree->mask_word + q] != multiples(step))
      return false;
    step = 2 * step;
  }
  for (uint32_t frame = tree->frame_count; frame < 64 * tree->group_count; frame++)
    if (pw_frame_tree_is_free(tree, frame))
      return false;
  return true;
}

bool pw_frame_tree_check(const struct pw_frame_tree *tree) {
  return check_ends(tree) && check_level1(tree) && check_level2(tree) && check_level3(tree);
}
