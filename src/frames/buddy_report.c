/*
 * Buddy report: query, statistics, iteration and the executable check.
 */
#include "src/frames/buddy_state.h"

/*@ ghost
  /@ requires order: order <= 20;
     terminates \true; exits \false; assigns \nothing;
     ensures head: pw_aligned(head, order) && head <= frame < head + pw_pow2(order) ==>
       head == frame - frame % pw_pow2(order);
  @/
  static void lemma_head_unique(uint32_t head, uint32_t frame, uint32_t order) {
    /@ assert case0: order == 0 && head % 1 == 0 && head <= frame < head + 1 ==> head == frame - frame % 1; @/
    /@ assert case1: order == 1 && head % 2 == 0 && head <= frame < head + 2 ==> head == frame - frame % 2; @/
    /@ assert case2: order == 2 && head % 4 == 0 && head <= frame < head + 4 ==> head == frame - frame % 4; @/
    /@ assert case3: order == 3 && head % 8 == 0 && head <= frame < head + 8 ==> head == frame - frame % 8; @/
    /@ assert case4: order == 4 && head % 16 == 0 && head <= frame < head + 16 ==> head == frame - frame % 16; @/
    /@ assert case5: order == 5 && head % 32 == 0 && head <= frame < head + 32 ==> head == frame - frame % 32; @/
    /@ assert case6: order == 6 && head % 64 == 0 && head <= frame < head + 64 ==> head == frame - frame % 64; @/
    /@ assert case7: order == 7 && head % 128 == 0 && head <= frame < head + 128 ==> head == frame - frame % 128; @/
    /@ assert case8: order == 8 && head % 256 == 0 && head <= frame < head + 256 ==> head == frame - frame % 256; @/
    /@ assert case9: order == 9 && head % 512 == 0 && head <= frame < head + 512 ==> head == frame - frame % 512; @/
    /@ assert case10: order == 10 && head % 1024 == 0 && head <= frame < head + 1024 ==> head == frame - frame % 1024; @/
    /@ assert case11: order == 11 && head % 2048 == 0 && head <= frame < head + 2048 ==> head == frame - frame % 2048; @/
    /@ assert case12: order == 12 && head % 4096 == 0 && head <= frame < head + 4096 ==> head == frame - frame % 4096; @/
    /@ assert case13: order == 13 && head % 8192 == 0 && head <= frame < head + 8192 ==> head == frame - frame % 8192; @/
    /@ assert case14: order == 14 && head % 16384 == 0 && head <= frame < head + 16384 ==> head == frame - frame % 16384; @/
    /@ assert case15: order == 15 && head % 32768 == 0 && head <= frame < head + 32768 ==> head == frame - frame % 32768; @/
    /@ assert case16: order == 16 && head % 65536 == 0 && head <= frame < head + 65536 ==> head == frame - frame % 65536; @/
    /@ assert case17: order == 17 && head % 131072 == 0 && head <= frame < head + 131072 ==> head == frame - frame % 131072; @/
    /@ assert case18: order == 18 && head % 262144 == 0 && head <= frame < head + 262144 ==> head == frame - frame % 262144; @/
    /@ assert case19: order == 19 && head % 524288 == 0 && head <= frame < head + 524288 ==> head == frame - frame % 524288; @/
    /@ assert case20: order == 20 && head % 1048576 == 0 && head <= frame < head + 1048576 ==> head == frame - frame % 1048576; @/
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
    //@ assert not_here: !pw_buddy_in_block(buddy, head, order, frame);
    /*@ ghost
      uint32_t h = 0;
      /@ loop invariant range: 0 <= h <= buddy->tree.frame_count;
         loop invariant none: \forall integer x; 0 <= x < h ==> !pw_buddy_in_block(buddy, x, order, frame);
         loop assigns h;
         loop variant buddy->tree.frame_count - h; @/
      while (h < buddy->tree.frame_count) {
        lemma_head_unique(h, frame, order);
        /@ assert other: pw_buddy_in_block(buddy, h, order, frame) ==> h == head; @/
        /@ assert none: !pw_buddy_in_block(buddy, h, order, frame); @/
        h++;
      }
    */
    //@ assert exact: \forall integer x; !pw_buddy_in_block(buddy, x, order, frame);
  }
  return buddy->tree.frame_count;
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
    terminates \true; exits \false; assigns pw_work;
    ensures order: 0 <= \result <= PW_MAX_ORDER;
    ensures run: pw_tree_run(&buddy->tree, frame - frame % pw_pow2(\result), \result);
    ensures coalesced: \result < PW_MAX_ORDER ==>
      !pw_tree_run(&buddy->tree, frame - frame % pw_pow2(\result + 1), \result + 1);
*/
static uint32_t free_order_of(const struct pw_buddy *buddy, uint32_t frame) {
  uint32_t order = 0;
  /*@ loop invariant order: 0 <= order <= PW_MAX_ORDER;
      loop invariant run: pw_tree_run(&buddy->tree, frame - frame % pw_pow2(order), order);
      loop assigns order, pw_work;
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
      loop assigns frame, largest_order, blocks[0 .. PW_ORDER_COUNT - 1], pw_work;
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
