/*
 * Buddy kept: what a buddy says is a matter of its fields, its tags and its words. So it is as sound as before whatever is
 * written beside it. Whoever writes counts the free frames again, in ghost code: the count alone needs induction.
 */
#ifndef PW_SPEC_FRAMES_BUDDY_KEPT_H
#define PW_SPEC_FRAMES_BUDDY_KEPT_H

/*@ // At two points: a tree of the same fields and words.
    predicate pw_tree_kept{A,B}(struct pw_frame_tree *t) =
      pw_tree_shape{A}(t) &&
      \at(t->words, A) == \at(t->words, B) && \at(t->frame_count, A) == \at(t->frame_count, B) &&
      \at(t->group_count, A) == \at(t->group_count, B) && \at(t->node1_count, A) == \at(t->node1_count, B) &&
      \at(t->node2_count, A) == \at(t->node2_count, B) && \at(t->node1_word, A) == \at(t->node1_word, B) &&
      \at(t->node2_word, A) == \at(t->node2_word, B) && \at(t->node3_word, A) == \at(t->node3_word, B) &&
      \at(t->mask_word, A) == \at(t->mask_word, B) &&
      \forall integer i; 0 <= i <= \at(t->mask_word, A) + 6 ==> \at(t->words[i], A) == \at(t->words[i], B);

    // The levels stand one behind the other, none of them empty.
    lemma pw_tree_room{L}:
      \forall struct pw_frame_tree *t; pw_tree_shape(t) ==>
        1 <= t->group_count == t->node1_word && 1 <= t->node1_count && t->node1_word + 8 <= t->node2_word &&
        t->node2_word + 16 <= t->node3_word && t->node3_word + 19 == t->mask_word;

    lemma pw_tree_kept_bit{A,B}:
      \forall struct pw_frame_tree *t, integer z, c; pw_tree_kept{A,B}(t) && 0 <= z <= \at(t->mask_word, A) + 6 ==>
        (\at(pw_wbit(t->words[z], c), A) <==> \at(pw_wbit(t->words[z], c), B));

    lemma pw_tree_kept_masks{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_masks{A}(t) ==> pw_tree_masks{B}(t);

    lemma pw_tree_kept_last{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) ==>
        \at(t->words[t->group_count - 1], A) == \at(t->words[t->group_count - 1], B);

    lemma pw_tree_kept_tail{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_tail{A}(t) ==> pw_tree_tail{B}(t);

    // The same places: pointwise, then for all.
    lemma pw_tree_kept_place1{A,B}:
      \forall struct pw_frame_tree *t, integer x, c; pw_tree_kept{A,B}(t) ==>
        pw_tree_child0{A}(t, x, c) == pw_tree_child0{B}(t, x, c) && (pw_tree_node1{A}(t, x) <==> pw_tree_node1{B}(t, x));

    lemma pw_tree_kept_place2{A,B}:
      \forall struct pw_frame_tree *t, integer x, c; pw_tree_kept{A,B}(t) ==>
        pw_tree_child1{A}(t, x, c) == pw_tree_child1{B}(t, x, c) && (pw_tree_node2{A}(t, x) <==> pw_tree_node2{B}(t, x));

    lemma pw_tree_kept_nested{A,B}:
      \forall struct pw_frame_tree *t, integer base, top;
        pw_tree_kept{A,B}(t) && 0 <= base && base + top <= \at(t->mask_word, A) + 6 &&
        pw_node_nested{A}(\at(t->words, A), base, top) ==>
          pw_node_nested{B}(\at(t->words, B), base, top);

    lemma pw_tree_kept_nested1{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_nested1{A}(t) ==> pw_tree_nested1{B}(t);

    lemma pw_tree_kept_nested2{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_nested2{A}(t) ==> pw_tree_nested2{B}(t);

    lemma pw_tree_kept_nested3{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_nested3{A}(t) ==> pw_tree_nested3{B}(t);

    // What a node has, wherever it stands among the words.
    lemma pw_tree_kept_has{A,B}:
      \forall struct pw_frame_tree *t, integer i, top, k;
        pw_tree_kept{A,B}(t) && 0 <= i && 0 <= k && 0 <= top && i + top <= \at(t->mask_word, A) + 6 ==>
          (pw_node_has{A}(\at(t->words, A), i, top, k) <==> pw_node_has{B}(\at(t->words, B), i, top, k));

    lemma pw_tree_kept_down1{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_link1{A}(t, 0, 0) ==>
        \forall integer x, z, c; pw_tree_node1{B}(t, x) && x <= z <= x + 6 && 0 <= c < 64 ==>
          (\at(pw_wbit(t->words[z], c), A) <==>
           pw_tree_child0{B}(t, x, c) < \at(t->group_count, B) &&
           \at(pw_whas(t->words[pw_tree_child0(t, x, c)], z - x), A));

    lemma pw_tree_kept_link1{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_link1{A}(t, 0, 0) ==> pw_tree_link1{B}(t, 0, 0);

    // The words up to one are the same, and so is what a node among them has.
    predicate pw_words_kept{A,B}(uint64_t *w, integer last) =
      \forall integer i; 0 <= i <= last ==> \at(w[i], A) == \at(w[i], B);

    lemma pw_words_kept_has{A,B}:
      \forall uint64_t *w, integer last, i, top, k;
        pw_words_kept{A,B}(w, last) && 0 <= i && 0 <= k && 0 <= top && i + top <= last ==>
        (pw_node_has{A}(w, i, top, k) <==> pw_node_has{B}(w, i, top, k));

    // The link of the uppermost level, of numbers instead of fields.
    predicate pw_tree_says3{L}(uint64_t *w, integer node2_word, integer node2_count, integer node3_word) =
      \forall integer z, c; node3_word <= z <= node3_word + 18 && 0 <= c < 64 ==>
        (pw_wbit(w[z], c) <==> c < node2_count && pw_node_has(w, node2_word + 16 * c, 12, z - node3_word));

    // What the level below says of a child: of numbers instead of fields.
    predicate pw_tree_below2{L}(uint64_t *w, integer node1_word, integer node1_count, integer child, integer k) =
      child < node1_count && pw_node_has(w, node1_word + 8 * child, 6, k);

    lemma pw_tree_kept_below2{A,B}:
      \forall struct pw_frame_tree *t, integer child, k; pw_tree_kept{A,B}(t) && 0 <= child && 0 <= k ==>
        (pw_tree_below2{A}(\at(t->words, A), \at(t->node1_word, A), \at(t->node1_count, A), child, k) <==>
         pw_tree_below2{B}(\at(t->words, A), \at(t->node1_word, A), \at(t->node1_count, A), child, k));

    lemma pw_tree_kept_down2{A,B}:
      \forall struct pw_frame_tree *t, integer x, z, c; pw_tree_kept{A,B}(t) && pw_tree_link2{A}(t, 0, 0) &&
        pw_tree_node2{A}(t, x) && x <= z <= x + 12 && 0 <= c < 64 ==>
          (\at(pw_wbit(t->words[z], c), A) <==>
           pw_tree_below2{B}(\at(t->words, A), \at(t->node1_word, A), \at(t->node1_count, A), pw_tree_child1{A}(t, x, c), z - x));

    lemma pw_tree_kept_there2{A,B}:
      \forall struct pw_frame_tree *t, integer x, z, c; pw_tree_kept{A,B}(t) && pw_tree_link2{A}(t, 0, 0) &&
        pw_tree_node2{B}(t, x) && x <= z <= x + 12 && 0 <= c < 64 ==>
          (\at(pw_wbit(t->words[z], c), B) <==>
           pw_tree_below2{B}(\at(t->words, B), \at(t->node1_word, B), \at(t->node1_count, B), pw_tree_child1{B}(t, x, c), z - x));

    lemma pw_tree_kept_link2{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_link2{A}(t, 0, 0) ==> pw_tree_link2{B}(t, 0, 0);

    lemma pw_tree_says_link3{L}:
      \forall struct pw_frame_tree *t;
        pw_tree_link3(t, 0, 0) <==> pw_tree_says3(t->words, t->node2_word, t->node2_count, t->node3_word);

    lemma pw_tree_kept_says3{A,B}:
      \forall uint64_t *w, integer node2_word, node2_count, node3_word;
        0 <= node2_word && 0 <= node2_count && node2_word + 16 * node2_count <= node3_word &&
        pw_tree_says3{A}(w, node2_word, node2_count, node3_word) &&
        pw_words_kept{A,B}(w, node3_word + 18) ==>
          pw_tree_says3{B}(w, node2_word, node2_count, node3_word);

    lemma pw_tree_kept_link3{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_link3{A}(t, 0, 0) ==> pw_tree_link3{B}(t, 0, 0);

    lemma pw_tree_kept_valid{A,B}:
      \forall struct pw_frame_tree *t; pw_tree_kept{A,B}(t) && pw_tree_valid{A}(t) && pw_tree_memory{B}(t) ==> pw_tree_valid{B}(t);

    lemma pw_tree_kept_free{A,B}:
      \forall struct pw_frame_tree *t, integer f; pw_tree_kept{A,B}(t) && 0 <= f < \at(t->frame_count, A) ==>
        (pw_tree_free{A}(t, f) <==> pw_tree_free{B}(t, f));

    lemma pw_tree_kept_one{A,B}:
      \forall struct pw_frame_tree *t, integer f; pw_tree_kept{A,B}(t) && 0 <= f < \at(t->frame_count, A) ==>
        pw_free_one{A}(t, f) == pw_free_one{B}(t, f);

    // At two points: a buddy of the same fields, tags and tree.
    predicate pw_buddy_kept{A,B}(struct pw_buddy *b) =
      pw_tree_kept{A,B}(\at(&b->tree, A)) && \at(b->tags, A) == \at(b->tags, B) && \at(b->base_pa, A) == \at(b->base_pa, B) &&
      \at(b->free_count, A) == \at(b->free_count, B) &&
      \forall integer f; 0 <= f < \at(b->tree.frame_count, A) ==> \at(b->tags[f], A) == \at(b->tags[f], B);

    lemma pw_buddy_kept_heads{A,B}:
      \forall struct pw_buddy *b, integer h, k; pw_buddy_kept{A,B}(b) ==>
        (pw_buddy_head{A}(b, h, k) <==> pw_buddy_head{B}(b, h, k));

    lemma pw_buddy_kept_blocks{A,B}:
      \forall struct pw_buddy *b, integer h, k, f; pw_buddy_kept{A,B}(b) ==>
        (pw_buddy_in_block{A}(b, h, k, f) <==> pw_buddy_in_block{B}(b, h, k, f));

    lemma pw_buddy_kept_allocated{A,B}:
      \forall struct pw_buddy *b, integer f; pw_buddy_kept{A,B}(b) && pw_buddy_allocated{A}(b, f) ==> pw_buddy_allocated{B}(b, f);

    lemma pw_buddy_kept_tags{A,B}:
      \forall struct pw_buddy *b; pw_buddy_kept{A,B}(b) && pw_buddy_tags{A}(b) ==> pw_buddy_tags{B}(b);

    lemma pw_buddy_kept_aligned{A,B}:
      \forall struct pw_buddy *b; pw_buddy_kept{A,B}(b) && pw_buddy_aligned{A}(b) ==> pw_buddy_aligned{B}(b);

    lemma pw_buddy_kept_disjoint{A,B}:
      \forall struct pw_buddy *b; pw_buddy_kept{A,B}(b) && pw_buddy_aligned{A}(b) && pw_buddy_disjoint{A}(b) ==>
        pw_buddy_disjoint{B}(b);

    lemma pw_buddy_kept_inside{L}:
      \forall struct pw_buddy *b, integer h, k, f; pw_buddy_aligned(b) && pw_buddy_in_block(b, h, k, f) ==>
        0 <= f < b->tree.frame_count;

    lemma pw_buddy_kept_taken{A,B}:
      \forall struct pw_buddy *b, integer h, k, f;
        pw_buddy_kept{A,B}(b) && pw_buddy_aligned{A}(b) && pw_buddy_exclusive{A}(b) && pw_buddy_in_block{A}(b, h, k, f) ==>
          !pw_buddy_free{B}(b, f);

    lemma pw_buddy_kept_taken_all{A,B}:
      \forall struct pw_buddy *b; pw_buddy_kept{A,B}(b) && pw_buddy_aligned{A}(b) && pw_buddy_exclusive{A}(b) ==>
        \forall integer h, k, f; pw_buddy_in_block{B}(b, h, k, f) ==> !pw_buddy_free{B}(b, f);

    lemma pw_buddy_kept_plain{A,B}:
      \forall struct pw_buddy *b; pw_buddy_kept{A,B}(b) && pw_buddy_exclusive{A}(b) ==>
        \forall integer f; 0 <= f < \at(b->tree.frame_count, B) && pw_buddy_free{B}(b, f) ==> \at(b->tags[f], B) == PW_TAG_PLAIN;

    lemma pw_buddy_kept_exclusive{A,B}:
      \forall struct pw_buddy *b; pw_buddy_kept{A,B}(b) && pw_buddy_aligned{A}(b) && pw_buddy_exclusive{A}(b) ==>
        pw_buddy_exclusive{B}(b);

    lemma pw_buddy_kept_complete{A,B}:
      \forall struct pw_buddy *b; pw_buddy_kept{A,B}(b) && pw_buddy_complete{A}(b) ==> pw_buddy_complete{B}(b);

    lemma pw_buddy_kept_valid{A,B}:
      \forall struct pw_buddy *b; pw_buddy_kept{A,B}(b) && pw_buddy_valid{A}(b) && pw_buddy_memory{B}(b) &&
        pw_tree_memory{B}(\at(&b->tree, B)) &&
        pw_buddy_counted{B}(b) ==> pw_buddy_valid{B}(b);
*/

#endif
