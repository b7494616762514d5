/*
 * Buddy source: frame numbers of a window for blocks of order 0 of a buddy.
 */
#include <pagewright/buddy_source.h>

#include <stddef.h>

#define ORDER_OF_A_FRAME 0u

/*@ lemma pw_buddy_source_one{A,B}:
      \forall struct pw_buddy *b, integer f; pw_buddy_same_but{A,B}(b, f, 1) ==> pw_buddy_source_tags_kept{A,B}(b, f);

    lemma pw_buddy_source_none{A,B}:
      \forall struct pw_buddy *b, integer f; pw_buddy_same_but{A,B}(b, 0, 0) ==> pw_buddy_source_tags_kept{A,B}(b, f);

    lemma pw_buddy_source_free_is_plain{L}:
      \forall struct pw_buddy *b, integer f; pw_buddy_valid(b) && 0 <= f < b->tree.frame_count && pw_buddy_free(b, f) ==>
        b->tags[f] == PW_TAG_PLAIN;

    // What a tree says is a matter of its fields and words.
    predicate pw_buddy_source_same_tree{A,B}(struct pw_frame_tree *t) =
      \at(t->words, A) == \at(t->words, B) && \at(t->frame_count, A) == \at(t->frame_count, B) &&
      \at(t->group_count, A) == \at(t->group_count, B) && \at(t->node1_count, A) == \at(t->node1_count, B) &&
      \at(t->node2_count, A) == \at(t->node2_count, B) && \at(t->node1_word, A) == \at(t->node1_word, B) &&
      \at(t->node2_word, A) == \at(t->node2_word, B) && \at(t->node3_word, A) == \at(t->node3_word, B) &&
      \at(t->mask_word, A) == \at(t->mask_word, B) && \forall integer i; \at(t->words[i], A) == \at(t->words[i], B);

    lemma pw_buddy_source_masks{A,B}:
      \forall struct pw_frame_tree *t; pw_buddy_source_same_tree{A,B}(t) && pw_tree_masks{A}(t) ==> pw_tree_masks{B}(t);

    lemma pw_buddy_source_last{A,B}:
      \forall struct pw_frame_tree *t; pw_buddy_source_same_tree{A,B}(t) ==>
        \at(t->words[t->group_count - 1], A) == \at(t->words[t->group_count - 1], B);

    lemma pw_buddy_source_last_bits{A,B}:
      \forall struct pw_frame_tree *t, integer b; pw_buddy_source_same_tree{A,B}(t) ==>
        (\at(pw_wbit(t->words[t->group_count - 1], b), A) <==> \at(pw_wbit(t->words[t->group_count - 1], b), B));

    lemma pw_buddy_source_tail{A,B}:
      \forall struct pw_frame_tree *t; pw_buddy_source_same_tree{A,B}(t) && pw_tree_tail{A}(t) ==> pw_tree_tail{B}(t);

    // The same place, the same words: pointwise, then for all.
    lemma pw_buddy_source_place1{A,B}:
      \forall struct pw_frame_tree *t, integer x, c; pw_buddy_source_same_tree{A,B}(t) ==>
        pw_tree_child0{A}(t, x, c) == pw_tree_child0{B}(t, x, c) && (pw_tree_node1{A}(t, x) <==> pw_tree_node1{B}(t, x));

    lemma pw_buddy_source_place2{A,B}:
      \forall struct pw_frame_tree *t, integer x, c; pw_buddy_source_same_tree{A,B}(t) ==>
        pw_tree_child1{A}(t, x, c) == pw_tree_child1{B}(t, x, c) && (pw_tree_node2{A}(t, x) <==> pw_tree_node2{B}(t, x));

    lemma pw_buddy_source_has1{A,B}:
      \forall struct pw_frame_tree *t, integer i, k; pw_buddy_source_same_tree{A,B}(t) && 0 <= k <= 12 ==>
        (pw_node_has{A}(\at(t->words, A), i, 6, k) <==> pw_node_has{B}(\at(t->words, B), i, 6, k));

    lemma pw_buddy_source_down1{A,B}:
      \forall struct pw_frame_tree *t; pw_buddy_source_same_tree{A,B}(t) && pw_tree_link1{A}(t, 0, 0) ==>
        \forall integer x, z, c; pw_tree_node1{B}(t, x) && x <= z <= x + 6 && 0 <= c < 64 ==>
          (\at(pw_wbit(t->words[z], c), A) <==>
           pw_tree_child0{B}(t, x, c) < \at(t->group_count, B) &&
           \at(pw_whas(t->words[pw_tree_child0(t, x, c)], z - x), A));

    lemma pw_buddy_source_link1{A,B}:
      \forall struct pw_frame_tree *t; pw_buddy_source_same_tree{A,B}(t) && pw_tree_link1{A}(t, 0, 0) ==> pw_tree_link1{B}(t, 0, 0);

    lemma pw_buddy_source_has_at{A,B}:
      \forall struct pw_frame_tree *t, integer x, c, k; pw_buddy_source_same_tree{A,B}(t) && 0 <= k <= 12 ==>
        (pw_node_has{A}(\at(t->words, A), \at(t->node1_word, A) + 8 * pw_tree_child1{A}(t, x, c), 6, k) <==>
         pw_node_has{B}(\at(t->words, B), \at(t->node1_word, B) + 8 * pw_tree_child1{B}(t, x, c), 6, k));

    lemma pw_buddy_source_down2{A,B}:
      \forall struct pw_frame_tree *t; pw_buddy_source_same_tree{A,B}(t) && pw_tree_link2{A}(t, 0, 0) ==>
        \forall integer x, z, c; pw_tree_node2{B}(t, x) && x <= z <= x + 12 && 0 <= c < 64 ==>
          (\at(pw_wbit(t->words[z], c), A) <==>
           pw_tree_child1{B}(t, x, c) < \at(t->node1_count, B) &&
           pw_node_has{B}(\at(t->words, B), \at(t->node1_word, B) + 8 * pw_tree_child1{B}(t, x, c), 6, z - x));

    lemma pw_buddy_source_link2{A,B}:
      \forall struct pw_frame_tree *t; pw_buddy_source_same_tree{A,B}(t) && pw_tree_link2{A}(t, 0, 0) ==> pw_tree_link2{B}(t, 0, 0);
*/

/* The buddy is sound whatever is written beside it: step by step, and its count by going over the frames. */
/*@ requires source: \valid(source);
    requires buddy: pw_buddy_valid(buddy);
    requires apart: \separated(source, buddy, buddy->tags + (0 .. buddy->tree.frame_count - 1),
                               buddy->tree.words + (0 .. buddy->tree.mask_word + 6));
    terminates \true; exits \false;
    assigns source->buddy \from source, buddy;
    assigns source->shift_frames, source->frame_count;
    ensures valid: pw_buddy_valid(buddy);
    ensures fields: source->buddy == buddy && source->shift_frames == shift_frames &&
      source->frame_count == buddy->tree.frame_count;
    ensures same: buddy->tree.frame_count == \old(buddy->tree.frame_count) && buddy->tags == \old(buddy->tags) &&
      buddy->tree.words == \old(buddy->tree.words) && buddy->tree.mask_word == \old(buddy->tree.mask_word) &&
      buddy->base_pa == \old(buddy->base_pa);
*/
static void bind(struct pw_buddy_source *source, struct pw_buddy *buddy, uint32_t shift_frames) {
  source->buddy = buddy;
  source->shift_frames = shift_frames;
  source->frame_count = buddy->tree.frame_count;
  //@ assert same_words: buddy->tree.words == \at(buddy->tree.words, Pre) && buddy->tags == \at(buddy->tags, Pre);
  /*@ assert same_counts: buddy->tree.frame_count == \at(buddy->tree.frame_count, Pre) &&
        buddy->tree.group_count == \at(buddy->tree.group_count, Pre) &&
        buddy->tree.node1_count == \at(buddy->tree.node1_count, Pre) &&
        buddy->tree.node2_count == \at(buddy->tree.node2_count, Pre); */
  /*@ assert same_places: buddy->tree.node1_word == \at(buddy->tree.node1_word, Pre) &&
        buddy->tree.node2_word == \at(buddy->tree.node2_word, Pre) &&
        buddy->tree.node3_word == \at(buddy->tree.node3_word, Pre) &&
        buddy->tree.mask_word == \at(buddy->tree.mask_word, Pre); */
  //@ assert same_tree: pw_buddy_source_same_tree{Pre,Here}(&buddy->tree);
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= buddy->tree.frame_count;
       loop invariant count: pw_free_below(&buddy->tree, n) == pw_free_below{Pre}(&buddy->tree, n);
       loop assigns n;
       loop variant buddy->tree.frame_count - n; @/
    while (n < buddy->tree.frame_count) {
      /@ assert one: pw_free_one(&buddy->tree, n) == pw_free_one{Pre}(&buddy->tree, n); @/
      n++;
    }
  */
  //@ assert counted: pw_buddy_counted(buddy);
  //@ assert memory: pw_buddy_memory(buddy);
  //@ assert tree_memory: pw_tree_memory(&buddy->tree);
  //@ assert masks: pw_tree_masks(&buddy->tree);
  //@ assert tail: pw_tree_tail(&buddy->tree);
  //@ assert nested1: pw_tree_nested1(&buddy->tree);
  //@ assert nested2: pw_tree_nested2(&buddy->tree);
  //@ assert nested3: pw_tree_nested3(&buddy->tree);
  //@ assert link1: pw_tree_link1(&buddy->tree, 0, 0);
  //@ assert link2: pw_tree_link2(&buddy->tree, 0, 0);
  //@ assert link3: pw_tree_link3(&buddy->tree, 0, 0);
  //@ assert tree: pw_tree_valid(&buddy->tree);
  //@ assert free: \forall integer f; pw_buddy_free(buddy, f) <==> pw_buddy_free{Pre}(buddy, f);
  //@ assert heads: \forall integer h, k; pw_buddy_head(buddy, h, k) <==> pw_buddy_head{Pre}(buddy, h, k);
  /*@ assert blocks: \forall integer h, k, f; pw_buddy_in_block(buddy, h, k, f) <==> pw_buddy_in_block{Pre}(buddy, h, k, f); */
  //@ assert allocated: \forall integer f; pw_buddy_allocated{Pre}(buddy, f) ==> pw_buddy_allocated(buddy, f);
  //@ assert tags: pw_buddy_tags(buddy);
  //@ assert aligned: pw_buddy_aligned(buddy);
  //@ assert disjoint: pw_buddy_disjoint(buddy);
  //@ assert exclusive: pw_buddy_exclusive(buddy);
  //@ assert complete: pw_buddy_complete(buddy);
}

enum pw_status pw_buddy_source_init(struct pw_buddy_source *source, struct pw_buddy *buddy,
                                    const struct pw_window *window) {
  if (source == NULL || buddy == NULL || window == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint64_t window_pa = pw_window_base_pa(window);
  if (buddy->base_pa < window_pa || window->frame_count < buddy->tree.frame_count) {
    return PW_ERR_OUT_OF_RANGE;
  }
  uint64_t shift_frames = (buddy->base_pa - window_pa) / PW_FRAME_BYTES;
  if (shift_frames > window->frame_count - buddy->tree.frame_count) {
    return PW_ERR_OUT_OF_RANGE;
  }
  //@ assert address: buddy->base_pa == window_pa + shift_frames * PW_FRAME_BYTES;
  bind(source, buddy, (uint32_t)shift_frames);
  return PW_OK;
}

/* The buddy's lowest free frame, counted from its first, becomes a block of order 0. PW_NO_FRAME: it has none. */
/*@ requires valid: pw_buddy_valid(buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
            buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures range: \result == PW_NO_FRAME || \result < buddy->tree.frame_count;
    ensures none: \result == PW_NO_FRAME <==> (\forall integer i; 0 <= i < buddy->tree.frame_count ==> !pw_buddy_free{Pre}(buddy, i));
    ensures was_free: \result != PW_NO_FRAME ==> pw_buddy_source_tag{Pre}(buddy, \result, PW_TAG_PLAIN);
    ensures is_head: \result != PW_NO_FRAME ==> buddy->tags[\result] == ORDER_OF_A_FRAME;
    ensures others: pw_buddy_source_tags_kept{Pre,Post}(buddy, \result);
*/
static uint32_t take_frame(struct pw_buddy *buddy) {
  uint64_t pa = 0u;
  //@ assert run: \forall integer f; 0 <= f < buddy->tree.frame_count && pw_buddy_free(buddy, f) ==> pw_tree_run(&buddy->tree, f, 0);
  if (pw_buddy_alloc(buddy, ORDER_OF_A_FRAME, &pa) != PW_OK) {
    //@ assert none: !pw_buddy_has_run{Pre}(buddy, 0);
    return PW_NO_FRAME;
  }
  uint32_t index = (uint32_t)((pa - buddy->base_pa) / PW_FRAME_BYTES);
  //@ assert took: pw_buddy_took{Pre,Here}(buddy, index, 0);
  //@ assert free: pw_buddy_free{Pre}(buddy, index);
  //@ assert others: pw_buddy_source_tags_kept{Pre,Here}(buddy, index);
  return index;
}

uint32_t pw_buddy_source_alloc(const struct pw_buddy_source *source) {
  uint32_t index = take_frame(source->buddy);
  return index == PW_NO_FRAME ? PW_NO_FRAME : source->shift_frames + index;
}

bool pw_buddy_source_contains(const struct pw_buddy_source *source, uint32_t frame) {
  return frame >= source->shift_frames && frame - source->shift_frames < source->frame_count;
}

/* The physical address of the buddy's frame, counted from its first. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: index < buddy->tree.frame_count;
    terminates \true; exits \false; assigns \nothing;
    ensures pa: \result == buddy->base_pa + index * 4096;
    ensures frame: (\result - buddy->base_pa) / 4096 == index;
    ensures aligned: \result % 4096 == 0;
    ensures inside: pw_buddy_inside(buddy, \result);
*/
static uint64_t frame_pa(const struct pw_buddy *buddy, uint32_t index) {
  return buddy->base_pa + (uint64_t)index * PW_FRAME_BYTES;
}

/* The buddy's frame, counted from its first, is free again if it was a block of order 0. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: index < buddy->tree.frame_count;
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1],
            buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures accepts: \result == PW_OK <==> \old(buddy->tags[index]) == ORDER_OF_A_FRAME;
    ensures free: \result == PW_OK ==> buddy->tags[index] == PW_TAG_PLAIN;
    ensures refused: \result != PW_OK ==> buddy->tags[index] == \old(buddy->tags[index]);
    ensures others: pw_buddy_source_tags_kept{Pre,Post}(buddy, index);
    ensures ours: \result != PW_ERR_FOREIGN;
*/
static enum pw_status give_frame(struct pw_buddy *buddy, uint32_t index) {
  uint64_t pa = frame_pa(buddy, index);
  enum pw_status status = pw_buddy_free_order(buddy, pa, ORDER_OF_A_FRAME);
  //@ assert accepts: status == PW_OK <==> pw_buddy_head{Pre}(buddy, index, 0);
  //@ assert gave: status == PW_OK ==> pw_buddy_gave{Pre,Here}(buddy, index, 0);
  //@ assert free: status == PW_OK ==> pw_buddy_free(buddy, index);
  //@ assert one: status == PW_OK ==> pw_buddy_source_tags_kept{Pre,Here}(buddy, index);
  /*@ assert refused: status != PW_OK ==> pw_buddy_same{Pre,Here}(buddy, index) &&
        buddy->tags[index] == \at(buddy->tags[index], Pre); */
  //@ assert none: status != PW_OK ==> \forall integer f; pw_buddy_source_tags_kept{Pre,Here}(buddy, f);
  return status;
}

enum pw_status pw_buddy_source_free(const struct pw_buddy_source *source, uint32_t frame) {
  if (!pw_buddy_source_contains(source, frame)) {
    return PW_ERR_FOREIGN;
  }
  enum pw_status status = give_frame(source->buddy, frame - source->shift_frames);
  //@ assert here: pw_buddy_source_reserved{Pre}(source, frame) <==> pw_buddy_source_reserved(source, frame);
  /*@ assert beside: \forall integer f; f != frame ==>
        (pw_buddy_source_reserved{Pre}(source, f) <==> pw_buddy_source_reserved(source, f)); */
  return status;
}

enum pw_frame_state pw_buddy_source_state(const struct pw_buddy_source *source, uint32_t frame) {
  struct pw_frame_info info = {.state = PW_FRAME_ABSENT, .order = 0u, .head_pa = 0u};
  if (!pw_buddy_source_contains(source, frame)) {
    return PW_FRAME_ABSENT;
  }
  // A frame of the buddy's is never refused; if it were, 'info' would keep what it says.
  (void)pw_buddy_query(source->buddy, frame_pa(source->buddy, frame - source->shift_frames), &info);
  return info.state;
}

/* The tag of a block's first frame is the block's order, and every other frame's tag is none: no search is needed. */
bool pw_buddy_source_owns(const struct pw_buddy_source *source, uint32_t frame) {
  return pw_buddy_source_contains(source, frame) &&
         source->buddy->tags[frame - source->shift_frames] == ORDER_OF_A_FRAME;
}
