/*
 * Buddy: page frames by tag byte and frame tree. See the headers for what both mean.
 *
 * The public functions turn addresses into frame numbers, check everything, and then call one function that changes state.
 */
#include <pagewright/buddy.h>

#include <stddef.h>

#include "src/base/order.h"

/* The frame that holds the address, or frame_count. */
/*@ requires memory: pw_buddy_memory(buddy);
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result <= buddy->tree.frame_count;
    ensures inside: \result < buddy->tree.frame_count ==>
      buddy->base_pa + \result * 4096 <= pa < buddy->base_pa + (\result + 1) * 4096;
    ensures outside: \result == buddy->tree.frame_count ==>
      pa < buddy->base_pa || buddy->base_pa + buddy->tree.frame_count * 4096 <= pa;
*/
static uint32_t frame_of(const struct pw_buddy *buddy, uint64_t pa) {
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
static uint64_t pa_of(const struct pw_buddy *buddy, uint32_t frame) {
  return buddy->base_pa + (uint64_t)frame * PW_PAGE_BYTES;
}

/*@ ghost
  /@ requires order: order <= 20;
     requires aligned: pw_aligned(head, order) && head <= frame < head + pw_pow2(order);
     terminates \true; exits \false; assigns \nothing;
     ensures head: head == frame - frame % pw_pow2(order);
  @/
  static void lemma_head_unique(uint32_t head, uint32_t frame, uint32_t order) {
    /@ assert case0: order == 0 ==> head == frame - frame % 1; @/
    /@ assert case1: order == 1 ==> head == frame - frame % 2; @/
    /@ assert case2: order == 2 ==> head == frame - frame % 4; @/
    /@ assert case3: order == 3 ==> head == frame - frame % 8; @/
    /@ assert case4: order == 4 ==> head == frame - frame % 16; @/
    /@ assert case5: order == 5 ==> head == frame - frame % 32; @/
    /@ assert case6: order == 6 ==> head == frame - frame % 64; @/
    /@ assert case7: order == 7 ==> head == frame - frame % 128; @/
    /@ assert case8: order == 8 ==> head == frame - frame % 256; @/
    /@ assert case9: order == 9 ==> head == frame - frame % 512; @/
    /@ assert case10: order == 10 ==> head == frame - frame % 1024; @/
    /@ assert case11: order == 11 ==> head == frame - frame % 2048; @/
    /@ assert case12: order == 12 ==> head == frame - frame % 4096; @/
    /@ assert case13: order == 13 ==> head == frame - frame % 8192; @/
    /@ assert case14: order == 14 ==> head == frame - frame % 16384; @/
    /@ assert case15: order == 15 ==> head == frame - frame % 32768; @/
    /@ assert case16: order == 16 ==> head == frame - frame % 65536; @/
    /@ assert case17: order == 17 ==> head == frame - frame % 131072; @/
    /@ assert case18: order == 18 ==> head == frame - frame % 262144; @/
    /@ assert case19: order == 19 ==> head == frame - frame % 524288; @/
    /@ assert case20: order == 20 ==> head == frame - frame % 1048576; @/
  }
*/

/*@ ghost
  /@ requires range: low <= high <= 20;
     terminates \true; exits \false; assigns \nothing;
     ensures power: pw_pow2(low) <= pw_pow2(high);
  @/
  static void lemma_pow2_grows(uint32_t low, uint32_t high) {
    uint32_t i = low;
    /@ loop invariant range: low <= i <= high;
       loop invariant power: pw_pow2(low) <= pw_pow2(i);
       loop assigns i;
       loop variant high - i; @/
    while (i < high)
      i++;
  }
*/

/* The head of the allocated block that covers the frame, or frame_count. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: frame < buddy->tree.frame_count;
    terminates \true; exits \false; assigns \nothing;
    ensures range: 0 <= \result <= buddy->tree.frame_count;
    ensures found: \result < buddy->tree.frame_count ==> pw_buddy_in_block(buddy, \result, buddy->tags[\result], frame);
    ensures none: \result == buddy->tree.frame_count ==> !pw_buddy_allocated(buddy, frame);
*/
static uint32_t head_of(const struct pw_buddy *buddy, uint32_t frame) {
  /*@ loop invariant range: 0 <= order <= PW_MAX_ORDER + 1;
      loop invariant none: \forall integer h, k; pw_buddy_in_block(buddy, h, k, frame) ==> k >= order;
      loop assigns order;
      loop variant PW_MAX_ORDER + 1 - order;
  */
  for (uint32_t order = 0; order <= PW_MAX_ORDER; order++) {
    uint32_t size = pw_order_size(order);
    uint32_t head = frame - frame % size;
    uint32_t tag = buddy->tags[head];
    if (tag <= PW_MAX_ORDER && tag >= order) {
      //@ ghost lemma_pow2_grows(order, tag);
      //@ assert head: pw_buddy_head(buddy, head, tag);
      return head;
    }
    /*@ ghost
      uint32_t h = 0;
      /@ loop invariant range: 0 <= h <= buddy->tree.frame_count;
         loop invariant none: \forall integer x; 0 <= x < h ==> !pw_buddy_in_block(buddy, x, order, frame);
         loop assigns h;
         loop variant buddy->tree.frame_count - h; @/
      while (h < buddy->tree.frame_count) {
        if (buddy->tags[h] == order) {
          /@ assert block: pw_buddy_head(buddy, h, order); @/
          if (h <= frame && frame - h < size)
            lemma_head_unique(h, frame, order);
        }
        h++;
      }
    */
    //@ assert exact: \forall integer x; !pw_buddy_in_block(buddy, x, order, frame);
  }
  return buddy->tree.frame_count;
}

/* The only two places where frames become free or not: the count goes with them. */
/*@ requires memory: pw_buddy_memory(buddy);
    requires tree: pw_tree_valid(&buddy->tree);
    requires counted: pw_buddy_counted(buddy);
    requires order: order <= PW_MAX_ORDER;
    requires run: pw_tree_run(&buddy->tree, frame, order);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->free_count;
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures counted: pw_buddy_counted(buddy);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    ensures outside: \forall integer f; 0 <= f < buddy->tree.frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      (pw_buddy_free(buddy, f) <==> \old(pw_buddy_free(buddy, f)));
*/
static void take_run(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
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
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->free_count;
    ensures memory: pw_buddy_memory(buddy);
    ensures tree: pw_tree_valid(&buddy->tree);
    ensures counted: pw_buddy_counted(buddy);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> pw_buddy_free(buddy, f);
    ensures outside: \forall integer f; 0 <= f < buddy->tree.frame_count && !(frame <= f < frame + pw_pow2(order)) ==>
      (pw_buddy_free(buddy, f) <==> \old(pw_buddy_free(buddy, f)));
*/
static void put_run(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
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
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->free_count;
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
*/
static void open_gap(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
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
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->free_count;
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
*/
static void close_gap(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
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
static void mark_head(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
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
static void unmark_head(struct pw_buddy *buddy, uint32_t frame) /*@ ghost (uint32_t order) */ {
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
static void unmark_absent(struct pw_buddy *buddy, uint32_t frame) {
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
static void mark_reserved(struct pw_buddy *buddy, uint32_t frame) {
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
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[frame], buddy->free_count;
    ensures valid: pw_buddy_valid(buddy);
    ensures head: pw_buddy_head(buddy, frame, order);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
    ensures outside: pw_buddy_same_but{Pre,Post}(buddy, frame, pw_pow2(order));
*/
static void take_block(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  open_gap(buddy, frame, order);
  mark_head(buddy, frame, order);
}

/* An allocated block becomes a free run. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires head: pw_buddy_head(buddy, frame, order);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[frame], buddy->free_count;
    ensures valid: pw_buddy_valid(buddy);
    ensures inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> pw_buddy_free(buddy, f);
    ensures outside: pw_buddy_same_but{Pre,Post}(buddy, frame, pw_pow2(order));
*/
static void give_block(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  unmark_head(buddy, frame) /*@ ghost (order) */;
  close_gap(buddy, frame, order);
}

/* An absent frame becomes a free one, a reserved one stays. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires fresh: frame < buddy->tree.frame_count && (pw_buddy_absent(buddy, frame) || pw_buddy_reserved(buddy, frame));
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[frame], buddy->free_count;
    ensures valid: pw_buddy_valid(buddy);
    ensures freed: \old(pw_buddy_absent(buddy, frame)) ==> pw_buddy_free(buddy, frame);
    ensures kept: \old(pw_buddy_reserved(buddy, frame)) ==> pw_buddy_reserved(buddy, frame);
    ensures outside: pw_buddy_same_but{Pre,Post}(buddy, frame, 1);
*/
static void add_frame(struct pw_buddy *buddy, uint32_t frame) {
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
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[frame], buddy->free_count;
    ensures valid: pw_buddy_valid(buddy);
    ensures reserved: pw_buddy_reserved(buddy, frame);
    ensures outside: pw_buddy_same_but{Pre,Post}(buddy, frame, 1);
*/
static void reserve_frame(struct pw_buddy *buddy, uint32_t frame) {
  if (buddy->tags[frame] == PW_TAG_RESERVED)
    return;
  if (buddy->tags[frame] == PW_TAG_ABSENT)
    unmark_absent(buddy, frame);
  else
    open_gap(buddy, frame, 0);
  mark_reserved(buddy, frame);
}

/* Why the frame cannot be freed, or PW_OK. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: frame < buddy->tree.frame_count;
    terminates \true; exits \false; assigns \nothing;
    ensures ok: \result == PW_OK <==> pw_buddy_head(buddy, frame, buddy->tags[frame]);
    ensures reserved: \result == PW_ERR_RESERVED <==> pw_buddy_reserved(buddy, frame);
    ensures absent: \result == PW_ERR_OUT_OF_RANGE <==> pw_buddy_absent(buddy, frame);
    ensures free: \result == PW_ERR_NOT_ALLOCATED <==> pw_buddy_free(buddy, frame);
    ensures inner: \result == PW_ERR_NOT_HEAD <==>
      pw_buddy_allocated(buddy, frame) && !pw_buddy_head(buddy, frame, buddy->tags[frame]);
    ensures known: \result == PW_OK || \result == PW_ERR_RESERVED || \result == PW_ERR_OUT_OF_RANGE ||
      \result == PW_ERR_NOT_ALLOCATED || \result == PW_ERR_NOT_HEAD;
*/
static enum pw_status head_status(const struct pw_buddy *buddy, uint32_t frame) {
  uint8_t tag = buddy->tags[frame];
  if (tag <= PW_MAX_ORDER)
    return PW_OK;
  if (tag == PW_TAG_RESERVED)
    return PW_ERR_RESERVED;
  if (tag == PW_TAG_ABSENT)
    return PW_ERR_OUT_OF_RANGE;
  return pw_frame_tree_is_free(&buddy->tree, frame) ? PW_ERR_NOT_ALLOCATED : PW_ERR_NOT_HEAD;
}

/* Why the frame cannot be freed as a block of the order, or PW_OK. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: frame < buddy->tree.frame_count && order <= PW_MAX_ORDER;
    terminates \true; exits \false; assigns \nothing;
    ensures ok: \result == PW_OK <==> pw_buddy_head(buddy, frame, order);
    ensures order: \result == PW_ERR_WRONG_ORDER <==>
      pw_buddy_head(buddy, frame, buddy->tags[frame]) && buddy->tags[frame] != order;
    ensures reserved: \result == PW_ERR_RESERVED <==> pw_buddy_reserved(buddy, frame);
    ensures absent: \result == PW_ERR_OUT_OF_RANGE <==> pw_buddy_absent(buddy, frame);
    ensures free: \result == PW_ERR_NOT_ALLOCATED <==> pw_buddy_free(buddy, frame);
    ensures inner: \result == PW_ERR_NOT_HEAD <==>
      pw_buddy_allocated(buddy, frame) && !pw_buddy_head(buddy, frame, buddy->tags[frame]);
    ensures known: \result == PW_OK || \result == PW_ERR_WRONG_ORDER || \result == PW_ERR_RESERVED ||
      \result == PW_ERR_OUT_OF_RANGE || \result == PW_ERR_NOT_ALLOCATED || \result == PW_ERR_NOT_HEAD;
*/
static enum pw_status order_status(const struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  enum pw_status status = head_status(buddy, frame);
  return status == PW_OK && buddy->tags[frame] != order ? PW_ERR_WRONG_ORDER : status;
}

uint32_t pw_buddy_tag_count(uint32_t frame_count) {
  return frame_count <= PW_MAX_FRAMES ? frame_count : 0;
}

uint32_t pw_buddy_word_count(uint32_t frame_count) {
  return frame_count >= 1 && frame_count <= PW_MAX_FRAMES ? pw_frame_tree_word_count(frame_count) : 0;
}

enum pw_status pw_buddy_init(struct pw_buddy *buddy, uint64_t base_pa, uint32_t frame_count, uint64_t *words,
                             uint32_t word_count, uint8_t *tags, uint32_t tag_count) {
  if (buddy == NULL || words == NULL || tags == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (frame_count == 0 || frame_count > PW_MAX_FRAMES)
    return PW_ERR_OUT_OF_RANGE;
  if (base_pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  if (base_pa > PW_PA_LIMIT - (uint64_t)frame_count * PW_PAGE_BYTES)
    return PW_ERR_OVERFLOW;
  if (word_count < pw_frame_tree_word_count(frame_count) || tag_count < frame_count)
    return PW_ERR_METADATA_TOO_SMALL;
  buddy->tags = tags;
  buddy->base_pa = base_pa;
  buddy->free_count = 0;
  /*@ loop invariant range: 0 <= frame <= frame_count;
      loop invariant absent: \forall integer f; 0 <= f < frame ==> tags[f] == PW_TAG_ABSENT;
      loop assigns frame, tags[0 .. frame_count - 1];
      loop variant frame_count - frame;
  */
  for (uint32_t frame = 0; frame < frame_count; frame++)
    tags[frame] = PW_TAG_ABSENT;
  pw_frame_tree_init(&buddy->tree, words, frame_count);
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= frame_count;
       loop invariant none: pw_free_below(&buddy->tree, n) == 0;
       loop assigns n;
       loop variant frame_count - n; @/
    while (n < frame_count) {
      /@ assert taken: !pw_tree_free(&buddy->tree, n); @/
      /@ assert one: pw_free_one(&buddy->tree, n) == 0; @/
      n++;
    }
  */
  return PW_OK;
}

/* Whether [pa, pa + frame_count pages) lies inside, and if not why. */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    terminates \true; exits \false; assigns \nothing;
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==> buddy == \null || frame_count == 0;
    ensures misaligned: \result == PW_ERR_MISALIGNED <==> buddy != \null && frame_count != 0 && pa % 4096 != 0;
    ensures inside: \result == PW_OK <==> buddy != \null && frame_count != 0 && pa % 4096 == 0 &&
      pw_buddy_inside(buddy, pa) &&
      (pa - buddy->base_pa) / 4096 + frame_count <= buddy->tree.frame_count;
    ensures known: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_MISALIGNED ||
      \result == PW_ERR_OUT_OF_RANGE;
*/
static enum pw_status range_status(const struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count) {
  if (buddy == NULL || frame_count == 0)
    return PW_ERR_INVALID_ARGUMENT;
  if (pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  uint32_t first = frame_of(buddy, pa);
  //@ assert index: first < buddy->tree.frame_count ==> (pa - buddy->base_pa) / 4096 == first;
  if (frame_count > buddy->tree.frame_count - first)
    return PW_ERR_OUT_OF_RANGE;
  return PW_OK;
}

/* Whether no frame of the range was added before. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: first + frame_count <= buddy->tree.frame_count;
    terminates \true; exits \false; assigns \nothing;
    ensures fresh: \result <==> pw_buddy_fresh(buddy, first, frame_count);
*/
static bool is_range_fresh(const struct pw_buddy *buddy, uint32_t first, uint32_t frame_count) {
  /*@ loop invariant range: first <= frame <= first + frame_count;
      loop invariant fresh: \forall integer f; first <= f < frame ==> pw_buddy_absent(buddy, f) || pw_buddy_reserved(buddy, f);
      loop assigns frame;
      loop variant first + frame_count - frame;
  */
  for (uint32_t frame = first; frame < first + frame_count; frame++)
    if (buddy->tags[frame] < PW_TAG_RESERVED)
      return false;
  return true;
}

/* Makes the absent frames of the range free. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: first + frame_count <= buddy->tree.frame_count;
    requires fresh: pw_buddy_fresh(buddy, first, frame_count);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[first .. first + frame_count - 1], buddy->free_count;
    ensures valid: pw_buddy_valid(buddy);
    ensures added: pw_buddy_added{Pre,Post}(buddy, first, frame_count);
*/
static void add_frames(struct pw_buddy *buddy, uint32_t first, uint32_t frame_count) {
  /*@ loop invariant range: first <= frame <= first + frame_count;
      loop invariant valid: pw_buddy_valid(buddy);
      loop invariant freed: \forall integer f; first <= f < frame && pw_buddy_absent{Pre}(buddy, f) ==> pw_buddy_free(buddy, f);
      loop invariant kept: \forall integer f; first <= f < frame && pw_buddy_reserved{Pre}(buddy, f) ==> pw_buddy_reserved(buddy, f);
      loop invariant others: pw_buddy_same_but{Pre,Here}(buddy, first, frame - first);
      loop assigns frame, buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[first .. first + frame_count - 1], buddy->free_count;
      loop variant first + frame_count - frame;
  */
  for (uint32_t frame = first; frame < first + frame_count; frame++) {
    //@ assert was: pw_buddy_absent{Pre}(buddy, frame) || pw_buddy_reserved{Pre}(buddy, frame);
    //@ assert same: pw_buddy_same{Pre,Here}(buddy, frame);
    add_frame(buddy, frame);
    //@ assert still: \forall integer f; first <= f < frame ==> pw_buddy_same{LoopCurrent,Here}(buddy, f);
    /*@ assert earlier: \forall integer f; first <= f < frame && pw_buddy_absent{Pre}(buddy, f) ==>
          pw_buddy_free{LoopCurrent}(buddy, f) && pw_buddy_same{LoopCurrent,Here}(buddy, f); */
    /*@ assert before: \forall integer f; first <= f < frame && pw_buddy_absent{Pre}(buddy, f) ==> pw_buddy_free(buddy, f); */
    //@ assert freed: pw_buddy_absent{Pre}(buddy, frame) ==> pw_buddy_free(buddy, frame);
    //@ assert kept: pw_buddy_reserved{Pre}(buddy, frame) ==> pw_buddy_reserved(buddy, frame);
  }
}

enum pw_status pw_buddy_add_range(struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count) {
  enum pw_status status = range_status(buddy, pa, frame_count);
  if (status != PW_OK)
    return status;
  uint32_t first = frame_of(buddy, pa);
  //@ assert index: (pa - buddy->base_pa) / 4096 == first;
  if (!is_range_fresh(buddy, first, frame_count))
    return PW_ERR_ALREADY_ADDED;
  add_frames(buddy, first, frame_count);
  return PW_OK;
}

/* Whether no frame of the range is allocated. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: first + frame_count <= buddy->tree.frame_count;
    terminates \true; exits \false; assigns \nothing;
    ensures unused: \result <==> pw_buddy_unused(buddy, first, frame_count);
*/
static bool is_range_unused(const struct pw_buddy *buddy, uint32_t first, uint32_t frame_count) {
  /*@ loop invariant range: first <= frame <= first + frame_count;
      loop invariant unused: \forall integer f; first <= f < frame ==>
        pw_buddy_free(buddy, f) || pw_buddy_absent(buddy, f) || pw_buddy_reserved(buddy, f);
      loop assigns frame;
      loop variant first + frame_count - frame;
  */
  for (uint32_t frame = first; frame < first + frame_count; frame++)
    if (buddy->tags[frame] < PW_TAG_RESERVED && !pw_frame_tree_is_free(&buddy->tree, frame))
      return false;
  return true;
}

/* Makes the frames of the range reserved. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires range: first + frame_count <= buddy->tree.frame_count;
    requires unused: pw_buddy_unused(buddy, first, frame_count);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[first .. first + frame_count - 1], buddy->free_count;
    ensures valid: pw_buddy_valid(buddy);
    ensures withdrawn: pw_buddy_withdrawn{Pre,Post}(buddy, first, frame_count);
*/
static void reserve_frames(struct pw_buddy *buddy, uint32_t first, uint32_t frame_count) {
  /*@ loop invariant range: first <= frame <= first + frame_count;
      loop invariant valid: pw_buddy_valid(buddy);
      loop invariant withdrawn: pw_buddy_withdrawn{Pre,Here}(buddy, first, frame - first);
      loop assigns frame, buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[first .. first + frame_count - 1], buddy->free_count;
      loop variant first + frame_count - frame;
  */
  for (uint32_t frame = first; frame < first + frame_count; frame++)
    reserve_frame(buddy, frame);
}

enum pw_status pw_buddy_reserve_range(struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count) {
  enum pw_status status = range_status(buddy, pa, frame_count);
  if (status != PW_OK)
    return status;
  uint32_t first = frame_of(buddy, pa);
  //@ assert index: (pa - buddy->base_pa) / 4096 == first;
  if (!is_range_unused(buddy, first, frame_count))
    return PW_ERR_IN_USE;
  reserve_frames(buddy, first, frame_count);
  return PW_OK;
}

/* The one store of a 64-bit value beside the words: it leaves the object as it is. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires out: \valid(pa);
    requires apart: \separated(pa, buddy, buddy->tree.words + (0 .. buddy->tree.mask_word + 6),
                               buddy->tags + (0 .. buddy->tree.frame_count - 1));
    terminates \true; exits \false;
    assigns *pa;
    ensures value: *pa == value;
    ensures memory: pw_buddy_memory(buddy);
    ensures tree_memory: pw_tree_memory(&buddy->tree);
    ensures masks: pw_tree_masks(&buddy->tree);
    ensures tail: pw_tree_tail(&buddy->tree);
    ensures nested1: pw_tree_nested1(&buddy->tree);
    ensures nested2: pw_tree_nested2(&buddy->tree);
    ensures nested3: pw_tree_nested3(&buddy->tree);
    ensures link1: pw_tree_link1(&buddy->tree, 0, 0);
    ensures link2: pw_tree_link2(&buddy->tree, 0, 0);
    ensures link3: pw_tree_link3(&buddy->tree, 0, 0);
    ensures tags: pw_buddy_tags(buddy);
    ensures aligned: pw_buddy_aligned(buddy);
    ensures disjoint: pw_buddy_disjoint(buddy);
    ensures exclusive: pw_buddy_exclusive(buddy);
    ensures complete: pw_buddy_complete(buddy);
    ensures counted: pw_buddy_counted(buddy);
    ensures same: \forall integer f; 0 <= f < buddy->tree.frame_count ==>
      (pw_buddy_free(buddy, f) <==> pw_buddy_free{Pre}(buddy, f));
*/
static void store_pa(uint64_t *pa, uint64_t value) /*@ ghost (const struct pw_buddy *buddy) */ {
  *pa = value;
  /*@ assert words: \forall integer i; 0 <= i < buddy->tree.mask_word + 7 ==>
        buddy->tree.words[i] == \at(buddy->tree.words[i], Pre); */
  /*@ ghost
    uint32_t n = 0;
    /@ loop invariant range: 0 <= n <= buddy->tree.frame_count;
       loop invariant count: pw_free_below(&buddy->tree, n) == pw_free_below{Pre}(&buddy->tree, n);
       loop assigns n;
       loop variant buddy->tree.frame_count - n; @/
    while (n < buddy->tree.frame_count) {
      /@ assert word: buddy->tree.words[n / 64] == \at(buddy->tree.words[\at(n, Here) / 64], Pre); @/
      /@ assert one: pw_free_one(&buddy->tree, n) == pw_free_one{Pre}(&buddy->tree, n); @/
      /@ assert next: pw_free_below(&buddy->tree, n + 1) == pw_free_below(&buddy->tree, n) + pw_free_one(&buddy->tree, n); @/
      /@ assert next_pre: pw_free_below{Pre}(&buddy->tree, n + 1) ==
           pw_free_below{Pre}(&buddy->tree, n) + pw_free_one{Pre}(&buddy->tree, n); @/
      n++;
    }
  */
}

enum pw_status pw_buddy_alloc(struct pw_buddy *buddy, uint32_t order, uint64_t *pa) {
  if (buddy == NULL || pa == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (order > PW_MAX_ORDER)
    return PW_ERR_INVALID_ORDER;
  uint32_t frame = pw_frame_tree_lowest(&buddy->tree, order);
  if (frame == buddy->tree.frame_count)
    return PW_ERR_NO_MEMORY;
  take_block(buddy, frame, order);
  //@ assert took_block: pw_buddy_took{Pre,Here}(buddy, frame, order);
  store_pa(pa, pa_of(buddy, frame)) /*@ ghost (buddy) */;
  //@ assert index: (*pa - buddy->base_pa) / 4096 == frame;
  //@ assert others: pw_buddy_same_but{Pre,Here}(buddy, frame, pw_pow2(order));
  //@ assert inside: \forall integer f; frame <= f < frame + pw_pow2(order) ==> !pw_buddy_free(buddy, f);
  //@ assert took: pw_buddy_took{Pre,Here}(buddy, frame, order);
  return PW_OK;
}

enum pw_status pw_buddy_free(struct pw_buddy *buddy, uint64_t pa) {
  if (buddy == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  uint32_t frame = frame_of(buddy, pa);
  if (frame == buddy->tree.frame_count)
    return PW_ERR_OUT_OF_RANGE;
  //@ assert index: (pa - buddy->base_pa) / 4096 == frame;
  enum pw_status status = head_status(buddy, frame);
  if (status == PW_OK)
    give_block(buddy, frame, buddy->tags[frame]);
  return status;
}

enum pw_status pw_buddy_free_order(struct pw_buddy *buddy, uint64_t pa, uint32_t order) {
  if (buddy == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (order > PW_MAX_ORDER)
    return PW_ERR_INVALID_ORDER;
  if (pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  uint32_t frame = frame_of(buddy, pa);
  if (frame == buddy->tree.frame_count)
    return PW_ERR_OUT_OF_RANGE;
  //@ assert index: (pa - buddy->base_pa) / 4096 == frame;
  enum pw_status status = order_status(buddy, frame, order);
  if (status == PW_OK)
    give_block(buddy, frame, order);
  return status;
}

/*@ requires valid: pw_buddy_valid(buddy);
    requires range: frame < buddy->tree.frame_count;
    terminates \true; exits \false; assigns \nothing;
    ensures free: \result == PW_FRAME_FREE <==> pw_buddy_free(buddy, frame);
    ensures allocated: \result == PW_FRAME_ALLOCATED <==> pw_buddy_allocated(buddy, frame);
    ensures reserved: \result == PW_FRAME_RESERVED <==> pw_buddy_reserved(buddy, frame);
    ensures absent: \result == PW_FRAME_ABSENT <==> pw_buddy_absent(buddy, frame);
*/
static enum pw_frame_state state_of(const struct pw_buddy *buddy, uint32_t frame) {
  uint8_t tag = buddy->tags[frame];
  //@ assert head: tag <= PW_MAX_ORDER ==> pw_buddy_in_block(buddy, frame, tag, frame);
  if (tag == PW_TAG_ABSENT)
    return PW_FRAME_ABSENT;
  if (tag == PW_TAG_RESERVED)
    return PW_FRAME_RESERVED;
  return pw_frame_tree_is_free(&buddy->tree, frame) ? PW_FRAME_FREE : PW_FRAME_ALLOCATED;
}

enum pw_status pw_buddy_query(const struct pw_buddy *buddy, uint64_t pa, struct pw_frame_info *info) {
  if (buddy == NULL || info == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  uint32_t frame = frame_of(buddy, pa);
  if (frame == buddy->tree.frame_count)
    return PW_ERR_OUT_OF_RANGE;
  //@ assert index: (pa - buddy->base_pa) / 4096 == frame;
  enum pw_frame_state state = state_of(buddy, frame);
  uint32_t head = state == PW_FRAME_ALLOCATED ? head_of(buddy, frame) : frame;
  uint32_t order = state == PW_FRAME_ALLOCATED ? buddy->tags[head] : 0;
  uint64_t head_pa = pa_of(buddy, head);
  info->state = state;
  info->order = order;
  info->head_pa = head_pa;
  return PW_OK;
}

uint32_t pw_buddy_free_count(const struct pw_buddy *buddy) {
  return buddy == NULL ? 0 : (uint32_t)buddy->free_count;
}

/*@ ghost
  /@ requires order: order <= 20;
     terminates \true; exits \false; assigns \nothing;
     ensures aligned: pw_aligned(frame - frame % pw_pow2(order), order);
     ensures rest: 0 <= frame % pw_pow2(order) < pw_pow2(order);
  @/
  static void lemma_head_aligned(uint32_t frame, uint32_t order) {
    /@ assert case0: order == 0 ==> (frame - frame % 1) % 1 == 0; @/
    /@ assert case1: order == 1 ==> (frame - frame % 2) % 2 == 0; @/
    /@ assert case2: order == 2 ==> (frame - frame % 4) % 4 == 0; @/
    /@ assert case3: order == 3 ==> (frame - frame % 8) % 8 == 0; @/
    /@ assert case4: order == 4 ==> (frame - frame % 16) % 16 == 0; @/
    /@ assert case5: order == 5 ==> (frame - frame % 32) % 32 == 0; @/
    /@ assert case6: order == 6 ==> (frame - frame % 64) % 64 == 0; @/
    /@ assert case7: order == 7 ==> (frame - frame % 128) % 128 == 0; @/
    /@ assert case8: order == 8 ==> (frame - frame % 256) % 256 == 0; @/
    /@ assert case9: order == 9 ==> (frame - frame % 512) % 512 == 0; @/
    /@ assert case10: order == 10 ==> (frame - frame % 1024) % 1024 == 0; @/
    /@ assert case11: order == 11 ==> (frame - frame % 2048) % 2048 == 0; @/
    /@ assert case12: order == 12 ==> (frame - frame % 4096) % 4096 == 0; @/
    /@ assert case13: order == 13 ==> (frame - frame % 8192) % 8192 == 0; @/
    /@ assert case14: order == 14 ==> (frame - frame % 16384) % 16384 == 0; @/
    /@ assert case15: order == 15 ==> (frame - frame % 32768) % 32768 == 0; @/
    /@ assert case16: order == 16 ==> (frame - frame % 65536) % 65536 == 0; @/
    /@ assert case17: order == 17 ==> (frame - frame % 131072) % 131072 == 0; @/
    /@ assert case18: order == 18 ==> (frame - frame % 262144) % 262144 == 0; @/
    /@ assert case19: order == 19 ==> (frame - frame % 524288) % 524288 == 0; @/
    /@ assert case20: order == 20 ==> (frame - frame % 1048576) % 1048576 == 0; @/
  }
*/

/* The order of the largest free block that holds the free frame. */
/*@ requires valid: pw_buddy_valid(buddy);
    requires free: frame < buddy->tree.frame_count && pw_buddy_free(buddy, frame);
    terminates \true; exits \false; assigns \nothing;
    ensures order: 0 <= \result <= PW_MAX_ORDER;
    ensures run: pw_tree_run(&buddy->tree, frame - frame % pw_pow2(\result), \result);
*/
static uint32_t free_order_of(const struct pw_buddy *buddy, uint32_t frame) {
  uint32_t order = 0;
  /*@ loop invariant order: 0 <= order <= PW_MAX_ORDER;
      loop invariant run: pw_tree_run(&buddy->tree, frame - frame % pw_pow2(order), order);
      loop assigns order;
      loop variant PW_MAX_ORDER - order;
  */
  while (order < PW_MAX_ORDER) {
    uint32_t size = pw_order_size(order + 1);
    uint32_t head = frame - frame % size;
    //@ ghost lemma_head_aligned(frame, order + 1);
    if (size > buddy->tree.frame_count - head || !pw_frame_tree_is_run_free(&buddy->tree, head, order + 1))
      return order;
    order++;
  }
  return order;
}

enum pw_status pw_buddy_next_block(const struct pw_buddy *buddy, uint32_t *cursor, struct pw_buddy_block *block) {
  if (buddy == NULL || cursor == NULL || block == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  uint32_t frame = *cursor;
  if (frame >= buddy->tree.frame_count)
    return PW_ERR_OUT_OF_RANGE;
  enum pw_frame_state state = state_of(buddy, frame);
  uint32_t order = 0, head = frame;
  if (state == PW_FRAME_FREE) {
    order = free_order_of(buddy, frame);
    head = frame - frame % pw_order_size(order);
    //@ ghost lemma_head_aligned(frame, order);
  } else if (state == PW_FRAME_ALLOCATED) {
    head = head_of(buddy, frame);
    order = buddy->tags[head];
    //@ assert block: pw_buddy_in_block(buddy, head, order, frame);
  }
  uint32_t size = pw_order_size(order);
  uint64_t pa = pa_of(buddy, head);
  block->state = state;
  block->order = order;
  block->pa = pa;
  block->frame_count = size;
  *cursor = head + size;
  return PW_OK;
}

enum pw_status pw_buddy_stats(const struct pw_buddy *buddy, struct pw_buddy_stats *stats) {
  if (buddy == NULL || stats == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  uint32_t blocks[PW_ORDER_COUNT] = {0};
  uint32_t largest_order = PW_ORDER_COUNT;
  uint32_t frame = 0;
  /*@ loop invariant range: 0 <= frame <= buddy->tree.frame_count;
      loop invariant counts: \forall integer k; 0 <= k < PW_ORDER_COUNT ==> 0 <= blocks[k] <= frame;
      loop assigns frame, largest_order, blocks[0 .. PW_ORDER_COUNT - 1];
      loop variant buddy->tree.frame_count - frame;
  */
  while (frame < buddy->tree.frame_count) {
    uint32_t step = 1;
    if (pw_frame_tree_is_free(&buddy->tree, frame)) {
      uint32_t order = free_order_of(buddy, frame);
      uint32_t size = pw_order_size(order);
      //@ ghost lemma_head_aligned(frame, order);
      step = size - frame % size;
      blocks[order]++;
      if (largest_order == PW_ORDER_COUNT || order > largest_order)
        largest_order = order;
    }
    frame += step;
  }
  uint32_t frame_count = buddy->tree.frame_count;
  uint32_t free_count = (uint32_t)buddy->free_count;
  stats->frame_count = frame_count;
  stats->free_count = free_count;
  stats->largest_order = largest_order;
  /*@ loop invariant range: 0 <= order <= PW_ORDER_COUNT;
      loop assigns order, stats->free_blocks[0 .. PW_ORDER_COUNT - 1];
      loop variant PW_ORDER_COUNT - order;
  */
  for (uint32_t order = 0; order < PW_ORDER_COUNT; order++)
    stats->free_blocks[order] = blocks[order];
  return PW_OK;
}

/* The allocated block at the frame lies inside, aligned, its frames taken and plain. */
/*@ requires memory: pw_buddy_memory(buddy) && pw_tree_memory(&buddy->tree);
    requires range: frame < buddy->tree.frame_count && order <= PW_MAX_ORDER;
    terminates \true; exits \false; assigns \nothing;
    ensures inside: \result ==> frame + pw_pow2(order) <= buddy->tree.frame_count;
*/
static bool check_block(const struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  uint32_t size = pw_order_size(order);
  if (frame % size != 0 || size > buddy->tree.frame_count - frame)
    return false;
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i;
  */
  for (uint32_t i = 0; i < size; i++) {
    if (i != 0 && buddy->tags[frame + i] != PW_TAG_PLAIN)
      return false;
    if (pw_frame_tree_is_free(&buddy->tree, frame + i))
      return false;
  }
  return true;
}

enum pw_status pw_buddy_check(const struct pw_buddy *buddy) {
  if (buddy == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (!pw_frame_tree_check(&buddy->tree))
    return PW_ERR_CORRUPT;
  uint32_t free_count = 0;
  uint32_t frame = 0;
  /*@ loop invariant range: 0 <= frame <= buddy->tree.frame_count;
      loop invariant count: 0 <= free_count <= frame;
      loop assigns frame, free_count;
      loop variant buddy->tree.frame_count - frame;
  */
  while (frame < buddy->tree.frame_count) {
    uint8_t tag = buddy->tags[frame];
    uint32_t size = 1;
    if (tag <= PW_MAX_ORDER) {
      if (!check_block(buddy, frame, tag))
        return PW_ERR_CORRUPT;
      size = pw_order_size(tag);
    } else {
      bool is_free = pw_frame_tree_is_free(&buddy->tree, frame);
      if (tag < PW_TAG_PLAIN || tag > PW_TAG_ABSENT || is_free != (tag == PW_TAG_PLAIN))
        return PW_ERR_CORRUPT;
      if (is_free)
        free_count++;
    }
    frame += size;
  }
  return free_count == buddy->free_count ? PW_OK : PW_ERR_CORRUPT;
}
