/*
 * Buddy: setting up, adding, reserving, allocating and freeing.
 *
 * The public functions turn addresses into frame numbers, check everything, and then call one function of buddy_state.h that
 * changes state. What only reads stands in buddy_report.c.
 */
#include "src/frames/buddy_state.h"

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
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[first .. first + frame_count - 1], buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures added: pw_buddy_added{Pre,Post}(buddy, first, frame_count);
*/
static void add_frames(struct pw_buddy *buddy, uint32_t first, uint32_t frame_count) {
  /*@ loop invariant range: first <= frame <= first + frame_count;
      loop invariant valid: pw_buddy_valid(buddy);
      loop invariant freed: \forall integer f; first <= f < frame && pw_buddy_absent{Pre}(buddy, f) ==> pw_buddy_free(buddy, f);
      loop invariant kept: \forall integer f; first <= f < frame && pw_buddy_reserved{Pre}(buddy, f) ==> pw_buddy_reserved(buddy, f);
      loop invariant others: pw_buddy_same_but{Pre,Here}(buddy, first, frame - first);
      loop assigns frame, buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[first .. first + frame_count - 1], buddy->free_count, pw_work;
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
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[first .. first + frame_count - 1], buddy->free_count, pw_work;
    ensures valid: pw_buddy_valid(buddy);
    ensures withdrawn: pw_buddy_withdrawn{Pre,Post}(buddy, first, frame_count);
*/
static void reserve_frames(struct pw_buddy *buddy, uint32_t first, uint32_t frame_count) {
  /*@ loop invariant range: first <= frame <= first + frame_count;
      loop invariant valid: pw_buddy_valid(buddy);
      loop invariant withdrawn: pw_buddy_withdrawn{Pre,Here}(buddy, first, frame - first);
      loop assigns frame, buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[first .. first + frame_count - 1], buddy->free_count, pw_work;
      loop variant first + frame_count - frame;
  */
  for (uint32_t frame = first; frame < first + frame_count; frame++) {
    reserve_frame(buddy, frame);
    //@ assert earlier: \forall integer f; first <= f < frame ==> pw_buddy_same{LoopCurrent,Here}(buddy, f);
    //@ assert reserved: \forall integer f; first <= f < frame + 1 ==> pw_buddy_reserved(buddy, f);
    //@ assert others: pw_buddy_same_but{Pre,Here}(buddy, first, frame + 1 - first);
  }
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

/*@ // Two changes one after the other, the second of which touches no frame.
    lemma pw_buddy_same_but_then{A,B,C}:
      \forall struct pw_buddy *b, integer first, count; \at(b->tree.frame_count, A) == \at(b->tree.frame_count, B) &&
        pw_buddy_same_but{A,B}(b, first, count) && pw_buddy_same_but{B,C}(b, 0, 0) ==> pw_buddy_same_but{A,C}(b, first, count);
*/

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
    ensures same: pw_buddy_same_but{Pre,Post}(buddy, 0, 0);
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
  //@ assert others_before: pw_buddy_same_but{Pre,Here}(buddy, frame, pw_pow2(order));
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
  //@ for refused: assert refused: status != PW_OK;
  if (status == PW_OK)
    give_block(buddy, frame, buddy->tags[frame]);
  //@ for refused: assert same: pw_buddy_same_but{Pre,Here}(buddy, 0, 0);
  //@ for refused: assert place: (pa - buddy->base_pa) / 4096 == frame;
  //@ for refused: assert absent: status == PW_ERR_OUT_OF_RANGE <==> pw_buddy_absent(buddy, frame);
  //@ for refused: assert reserved: status == PW_ERR_RESERVED <==> pw_buddy_reserved(buddy, frame);
  //@ for refused: assert inner: status == PW_ERR_NOT_HEAD <==> pw_buddy_allocated(buddy, frame);
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
  //@ for wrong_order: assert wrong: status == PW_ERR_WRONG_ORDER;
  //@ for refused: assert refused: status != PW_OK;
  if (status == PW_OK)
    give_block(buddy, frame, order);
  //@ for refused: assert same: pw_buddy_same_but{Pre,Here}(buddy, 0, 0);
  //@ for refused: assert place: (pa - buddy->base_pa) / 4096 == frame;
  //@ for refused: assert absent: status == PW_ERR_OUT_OF_RANGE <==> pw_buddy_absent(buddy, frame);
  //@ for refused: assert reserved: status == PW_ERR_RESERVED <==> pw_buddy_reserved(buddy, frame);
  //@ for refused: assert inner: status == PW_ERR_NOT_HEAD <==> pw_buddy_allocated(buddy, frame);
  return status;
}
