/*
 * Buddy state: addresses as frame numbers, and the changes of state of a run of frames. Internal to the buddy.
 */
#ifndef PW_FRAMES_BUDDY_STATE_H
#define PW_FRAMES_BUDDY_STATE_H

#include <stddef.h>

#include <pagewright/buddy.h>

#include "src/base/order.h"

/* The frame that holds the address, or frame_count. */
/*@ requires memory: pw_buddy_memory(buddy);
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result <= buddy->tree.frame_count;
    ensures inside: \result < buddy->tree.frame_count ==>
      buddy->base_pa + \result * 4096 <= pa < buddy->base_pa + (\result + 1) * 4096;
    ensures outside: \result == buddy->tree.frame_count ==>
      pa + 1 <= buddy->base_pa || buddy->base_pa + buddy->tree.frame_count * 4096 <= pa;
*/
static inline uint32_t frame_of(const struct pw_buddy *buddy, uint64_t pa) {
  if (pa < buddy->base_pa)
    return buddy->tree.frame_count;
  uint64_t frame = (pa - buddy->base_pa) / PW_PAGE_BYTES;
  return frame < buddy->tree.frame_count ? (uint32_t)frame : buddy->tree.frame_count;
}

/*@ requires memory: pw_buddy_memory(buddy);
    requires range: frame <= buddy->tree.frame_count && buddy->tree.frame_count <= PW_MAX_FRAMES;
    terminates \true; exits \false; assigns \nothing;
    ensures pa: \result == buddy->base_pa + frame * 4096;
*/
static inline uint64_t pa_of(const struct pw_buddy *buddy, uint32_t frame) {
  return buddy->base_pa + (uint64_t)frame * PW_PAGE_BYTES;
}

/* The only two places where frames become free or not: the count goes with them. */
/*@ requires memory: pw_buddy_memory(buddy);
    requires tree: pw_tree_valid(&buddy->tree);
    requires counted: pw_buddy_counted(buddy);
    requires order: order <= PW_MAX_ORDER;
    requires run: pw_tree_run(&buddy->tree, frame, order);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->free_count, pw_work;
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures counted: pw_buddy_counted(buddy);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    ensures outside: \forall integer f; 0 <= f < buddy->tree.frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      (pw_buddy_free(buddy, f) <==> \old(pw_buddy_free(buddy, f)));
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static inline void take_run(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  uint32_t size = pw_order_size(order);
  pw_frame_tree_take(&buddy->tree, frame, order);
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= buddy->tree.frame_count;
       loop invariant low: 0 <= pw_free_below(&buddy->tree, n) <= n;
       loop invariant count: pw_free_below{Pre}(&buddy->tree, n) ==
         pw_free_below(&buddy->tree, n) + (n <= frame ? 0 : n < frame + size ? n - frame : size);
       loop assigns n;
       loop variant buddy->tree.frame_count - n; @/
    while (n < buddy->tree.frame_count) {
      /@ assert was: frame <= n < frame + size ==> pw_tree_free{Pre}(&buddy->tree, n) && !pw_tree_free(&buddy->tree, n); @/
      /@ assert same: !(frame <= n < frame + size) ==> (pw_tree_free{Pre}(&buddy->tree, n) <==> pw_tree_free(&buddy->tree, n)); @/
      /@ assert one: pw_free_one{Pre}(&buddy->tree, n) == pw_free_one(&buddy->tree, n) + (frame <= n < frame + size ? 1 : 0); @/
      /@ assert next: pw_free_below(&buddy->tree, n + 1) == pw_free_below(&buddy->tree, n) + pw_free_one(&buddy->tree, n); @/
      /@ assert next_pre: pw_free_below{Pre}(&buddy->tree, n + 1) ==
           pw_free_below{Pre}(&buddy->tree, n) + pw_free_one{Pre}(&buddy->tree, n); @/
      n++;
    }
  */
  buddy->free_count = buddy->free_count - (int64_t)size;
}

/*@ requires memory: pw_buddy_memory(buddy);
    requires tree: pw_tree_valid(&buddy->tree);
    requires counted: pw_buddy_counted(buddy);
    requires order: order <= PW_MAX_ORDER;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= buddy->tree.frame_count;
    requires taken: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->free_count, pw_work;
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures counted: pw_buddy_counted(buddy);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> pw_buddy_free(buddy, f);
    ensures outside: \forall integer f; 0 <= f < buddy->tree.frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      (pw_buddy_free(buddy, f) <==> \old(pw_buddy_free(buddy, f)));
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static inline void put_run(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  uint32_t size = pw_order_size(order);
  pw_frame_tree_put(&buddy->tree, frame, order);
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= buddy->tree.frame_count;
       loop invariant low: 0 <= pw_free_below(&buddy->tree, n) <= n;
       loop invariant count: pw_free_below(&buddy->tree, n) ==
         pw_free_below{Pre}(&buddy->tree, n) + (n <= frame ? 0 : n < frame + size ? n - frame : size);
       loop assigns n;
       loop variant buddy->tree.frame_count - n; @/
    while (n < buddy->tree.frame_count) {
      /@ assert was: frame <= n < frame + size ==> !pw_tree_free{Pre}(&buddy->tree, n) && pw_tree_free(&buddy->tree, n); @/
      /@ assert same: !(frame <= n < frame + size) ==> (pw_tree_free{Pre}(&buddy->tree, n) <==> pw_tree_free(&buddy->tree, n)); @/
      /@ assert one: pw_free_one(&buddy->tree, n) == pw_free_one{Pre}(&buddy->tree, n) + (frame <= n < frame + size ? 1 : 0); @/
      /@ assert next: pw_free_below(&buddy->tree, n + 1) == pw_free_below(&buddy->tree, n) + pw_free_one(&buddy->tree, n); @/
      /@ assert next_pre: pw_free_below{Pre}(&buddy->tree, n + 1) ==
           pw_free_below{Pre}(&buddy->tree, n) + pw_free_one{Pre}(&buddy->tree, n); @/
      n++;
    }
  */
  buddy->free_count = buddy->free_count + (int64_t)size;
}

/* A change of state goes through a gap: a run that is neither free nor in a block. Free run to gap: */
/*@ requires valid: pw_buddy_valid(buddy);
    requires order: order <= PW_MAX_ORDER;
    requires run: pw_tree_run(&buddy->tree, frame, order);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->free_count, pw_work;
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures tags: pw_buddy_tags(buddy);
    ensures aligned: pw_buddy_aligned(buddy);
    ensures disjoint: pw_buddy_disjoint(buddy);
    ensures exclusive: pw_buddy_exclusive(buddy);
    ensures counted: pw_buddy_counted(buddy);
    ensures gap: pw_buddy_gap(buddy, frame, pw_pow2(order));
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    ensures outside: \forall integer f; 0 <= f < buddy->tree.frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      (pw_buddy_free(buddy, f) <==> \old(pw_buddy_free(buddy, f)));
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static inline void open_gap(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  //@ assert plain: \forall integer f; frame <= f < frame + pw_pow2(order) ==> buddy->tags[f] == PW_TAG_PLAIN;
  //@ assert first: pw_buddy_free(buddy, frame);
  /*@ assert apart: \forall integer h, k; pw_buddy_head(buddy, h, k) ==>
        h + pw_pow2(k) <= frame || frame + pw_pow2(order) <= h; */
  take_run(buddy, frame, order);
}

/* Gap to free run: */
/*@ requires order: order <= PW_MAX_ORDER;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= buddy->tree.frame_count;
    requires memory: pw_buddy_memory(buddy);
    requires tree: pw_tree_valid(&buddy->tree);
    requires tags: pw_buddy_tags(buddy);
    requires aligned: pw_buddy_aligned(buddy);
    requires disjoint: pw_buddy_disjoint(buddy);
    requires exclusive: pw_buddy_exclusive(buddy);
    requires counted: pw_buddy_counted(buddy);
    requires gap: pw_buddy_gap(buddy, frame, pw_pow2(order));
    requires taken: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->free_count, pw_work;
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures tags: pw_buddy_tags(buddy);
    ensures aligned: pw_buddy_aligned(buddy);
    ensures disjoint: pw_buddy_disjoint(buddy);
    ensures exclusive: pw_buddy_exclusive(buddy);
    ensures complete: pw_buddy_complete(buddy);
    ensures counted: pw_buddy_counted(buddy);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> pw_buddy_free(buddy, f);
    ensures outside: \forall integer f; 0 <= f < buddy->tree.frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      (pw_buddy_free(buddy, f) <==> \old(pw_buddy_free(buddy, f)));
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static inline void close_gap(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  put_run(buddy, frame, order);
}

/* Gap to block: */
/*@ requires order: order <= PW_MAX_ORDER;
    requires run: pw_aligned(frame, order) && frame + pw_pow2(order) <= buddy->tree.frame_count;
    requires memory: pw_buddy_memory(buddy);
    requires tree: pw_tree_valid(&buddy->tree);
    requires tags: pw_buddy_tags(buddy);
    requires aligned: pw_buddy_aligned(buddy);
    requires disjoint: pw_buddy_disjoint(buddy);
    requires exclusive: pw_buddy_exclusive(buddy);
    requires counted: pw_buddy_counted(buddy);
    requires gap: pw_buddy_gap(buddy, frame, pw_pow2(order));
    requires taken: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    terminates \true; exits \false;
    assigns buddy->tags[frame];
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures tags: pw_buddy_tags(buddy);
    ensures aligned: pw_buddy_aligned(buddy);
    ensures disjoint: pw_buddy_disjoint(buddy);
    ensures exclusive: pw_buddy_exclusive(buddy);
    ensures complete: pw_buddy_complete(buddy);
    ensures counted: pw_buddy_counted(buddy);
    ensures head: pw_buddy_head(buddy, frame, order);
*/
static inline void mark_head(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  buddy->tags[frame] = (uint8_t)order;
  /*@ assert block: \forall integer f; frame <= f < frame + pw_pow2(order) ==> pw_buddy_in_block(buddy, frame, order, f); */
  /*@ assert heads: \forall integer h, k; h != frame ==> (pw_buddy_head(buddy, h, k) <==> pw_buddy_head{Pre}(buddy, h, k)); */
  /*@ assert back: \forall integer h, k, f; pw_buddy_in_block(buddy, h, k, f) && h != frame ==>
        pw_buddy_in_block{Pre}(buddy, h, k, f) && !(frame <= f < frame + pw_pow2(order)); */
  /*@ assert own: \forall integer k, f; pw_buddy_in_block(buddy, frame, k, f) ==>
        k == order && frame <= f < frame + pw_pow2(order); */
  /*@ assert kept: \forall integer h, k, f; pw_buddy_in_block{Pre}(buddy, h, k, f) ==> pw_buddy_in_block(buddy, h, k, f); */
  /*@ assert inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> pw_buddy_allocated(buddy, f); */
  /*@ assert outside: \forall integer f; pw_buddy_allocated{Pre}(buddy, f) ==> pw_buddy_allocated(buddy, f); */
}

/* Block to gap: */
/*@ requires valid: pw_buddy_valid(buddy);
    requires head: pw_buddy_head(buddy, frame, order);
    terminates \true; exits \false;
    assigns buddy->tags[frame];
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures tags: pw_buddy_tags(buddy);
    ensures aligned: pw_buddy_aligned(buddy);
    ensures disjoint: pw_buddy_disjoint(buddy);
    ensures exclusive: pw_buddy_exclusive(buddy);
    ensures counted: pw_buddy_counted(buddy);
    ensures gap: pw_buddy_gap(buddy, frame, pw_pow2(order));
    ensures taken: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    ensures run: pw_aligned(frame, order) && frame + pw_pow2(order) <= buddy->tree.frame_count;
*/
static inline void unmark_head(struct pw_buddy *buddy, uint32_t frame) /*@ ghost (uint32_t order) */ {
  /*@ assert plain: \forall integer f; frame < f < frame + pw_pow2(order) ==>
        pw_buddy_in_block(buddy, frame, order, f) && buddy->tags[f] == PW_TAG_PLAIN; */
  /*@ assert taken: \forall integer f; frame <= f < frame + pw_pow2(order) ==>
        pw_buddy_in_block(buddy, frame, order, f) && !pw_buddy_free(buddy, f); */
  /*@ assert before: \forall integer h, k; pw_buddy_head(buddy, h, k) && h < frame ==>
        (pw_buddy_in_block(buddy, h, k, frame) ==> buddy->tags[frame] == PW_TAG_PLAIN); */
  /*@ assert apart: \forall integer h, k; pw_buddy_head(buddy, h, k) && h != frame ==>
        h + pw_pow2(k) <= frame || frame + pw_pow2(order) <= h; */
  buddy->tags[frame] = PW_TAG_PLAIN;
  /*@ assert heads: \forall integer h, k; pw_buddy_head(buddy, h, k) <==> h != frame && pw_buddy_head{Pre}(buddy, h, k); */
  /*@ assert back: \forall integer h, k, f; pw_buddy_in_block(buddy, h, k, f) ==>
        h != frame && pw_buddy_in_block{Pre}(buddy, h, k, f) && !(frame <= f < frame + pw_pow2(order)); */
  /*@ assert blocks: \forall integer h, k, f; !(frame <= f < frame + pw_pow2(order)) && pw_buddy_in_block{Pre}(buddy, h, k, f) ==>
        pw_buddy_in_block(buddy, h, k, f); */
}

/* Absent frame to gap: */
/*@ requires valid: pw_buddy_valid(buddy);
    requires absent: frame < buddy->tree.frame_count && pw_buddy_absent(buddy, frame);
    terminates \true; exits \false;
    assigns buddy->tags[frame];
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures tags: pw_buddy_tags(buddy);
    ensures aligned: pw_buddy_aligned(buddy);
    ensures disjoint: pw_buddy_disjoint(buddy);
    ensures exclusive: pw_buddy_exclusive(buddy);
    ensures counted: pw_buddy_counted(buddy);
    ensures gap: pw_buddy_gap(buddy, frame, 1);
    ensures taken: !pw_buddy_free(buddy, frame);
*/
static inline void unmark_absent(struct pw_buddy *buddy, uint32_t frame) {
  /*@ assert alone: \forall integer h, k; pw_buddy_in_block(buddy, h, k, frame) ==> \false; */
  /*@ assert apart: \forall integer h, k; pw_buddy_head(buddy, h, k) ==> h + pw_pow2(k) <= frame || frame + 1 <= h; */
  buddy->tags[frame] = PW_TAG_PLAIN;
  /*@ assert heads: \forall integer h, k; pw_buddy_head(buddy, h, k) <==> pw_buddy_head{Pre}(buddy, h, k); */
  /*@ assert back: \forall integer h, k, f; pw_buddy_in_block(buddy, h, k, f) ==>
        pw_buddy_in_block{Pre}(buddy, h, k, f) && f != frame; */
  /*@ assert blocks: \forall integer h, k, f; pw_buddy_in_block{Pre}(buddy, h, k, f) ==> pw_buddy_in_block(buddy, h, k, f); */
}

/* Gap to reserved frame: */
/*@ requires range: frame < buddy->tree.frame_count;
    requires memory: pw_buddy_memory(buddy);
    requires tree: pw_tree_valid(&buddy->tree);
    requires tags: pw_buddy_tags(buddy);
    requires aligned: pw_buddy_aligned(buddy);
    requires disjoint: pw_buddy_disjoint(buddy);
    requires exclusive: pw_buddy_exclusive(buddy);
    requires counted: pw_buddy_counted(buddy);
    requires gap: pw_buddy_gap(buddy, frame, 1);
    requires taken: !pw_buddy_free(buddy, frame);
    terminates \true; exits \false;
    assigns buddy->tags[frame];
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures tags: pw_buddy_tags(buddy);
    ensures aligned: pw_buddy_aligned(buddy);
    ensures disjoint: pw_buddy_disjoint(buddy);
    ensures exclusive: pw_buddy_exclusive(buddy);
    ensures complete: pw_buddy_complete(buddy);
    ensures counted: pw_buddy_counted(buddy);
    ensures reserved: pw_buddy_reserved(buddy, frame);
*/
static inline void mark_reserved(struct pw_buddy *buddy, uint32_t frame) {
  buddy->tags[frame] = PW_TAG_RESERVED;
  /*@ assert heads: \forall integer h, k; pw_buddy_head(buddy, h, k) <==> pw_buddy_head{Pre}(buddy, h, k); */
  /*@ assert back: \forall integer h, k, f; pw_buddy_in_block(buddy, h, k, f) ==>
        pw_buddy_in_block{Pre}(buddy, h, k, f) && f != frame; */
  /*@ assert blocks: \forall integer h, k, f; pw_buddy_in_block{Pre}(buddy, h, k, f) ==> pw_buddy_in_block(buddy, h, k, f); */
}

/* A free run becomes an allocated block. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires order: order <= PW_MAX_ORDER;
    requires run: pw_tree_run(&buddy->tree, frame, order);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[frame], buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures head: pw_buddy_head(buddy, frame, order);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    ensures outside: pw_buddy_same_but{Pre,Post}(buddy, frame, pw_pow2(order));
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static inline void take_block(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  open_gap(buddy, frame, order);
  mark_head(buddy, frame, order);
}

/* An allocated block becomes a free run. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires head: pw_buddy_head(buddy, frame, order);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[frame], buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> pw_buddy_free(buddy, f);
    ensures outside: pw_buddy_same_but{Pre,Post}(buddy, frame, pw_pow2(order));
    ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
*/
static inline void give_block(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  unmark_head(buddy, frame) /*@ ghost (order) */;
  close_gap(buddy, frame, order);
}

/* An absent frame becomes a free one, a reserved one stays. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires fresh: frame < buddy->tree.frame_count && (pw_buddy_absent(buddy, frame) || pw_buddy_reserved(buddy, frame));
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[frame], buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures freed: \old(pw_buddy_absent(buddy, frame)) ==> pw_buddy_free(buddy, frame);
    ensures kept: \old(pw_buddy_reserved(buddy, frame)) ==> pw_buddy_reserved(buddy, frame);
    ensures outside: pw_buddy_same_but{Pre,Post}(buddy, frame, 1);
*/
static inline void add_frame(struct pw_buddy *buddy, uint32_t frame) {
  if (buddy->tags[frame] == PW_TAG_RESERVED)
    return;
  unmark_absent(buddy, frame);
  close_gap(buddy, frame, 0);
}

/* A frame that is not allocated becomes a reserved one. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires unused: frame < buddy->tree.frame_count &&
      (pw_buddy_free(buddy, frame) || pw_buddy_reserved(buddy, frame) || pw_buddy_absent(buddy, frame));
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[frame], buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures reserved: pw_buddy_reserved(buddy, frame);
    ensures outside: pw_buddy_same_but{Pre,Post}(buddy, frame, 1);
*/
static inline void reserve_frame(struct pw_buddy *buddy, uint32_t frame) {
  if (buddy->tags[frame] == PW_TAG_RESERVED)
    return;
  if (buddy->tags[frame] == PW_TAG_ABSENT)
    unmark_absent(buddy, frame);
  else
    open_gap(buddy, frame, 0);
  mark_reserved(buddy, frame);
}

#endif
