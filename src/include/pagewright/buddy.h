/*
 * Buddy: the page-frame allocator.
 *
 * A buddy manages 'frame_count' consecutive frames of 4096 bytes that start at the physical address 'base_pa' (any
 * multiple of 4096). Every frame is in exactly one state: absent (no memory, or not added yet), reserved, free or
 * allocated. A block is an aligned run of 2^order frames, orders 0..PW_MAX_ORDER; alignment is counted from base_pa, so
 * choose a base_pa that is a multiple of the largest block you mean to use for DMA or block mappings.
 *
 * Placement: the lowest address at which a naturally aligned free run of the order exists, whatever the order.
 *
 * Concurrency: none inside. One caller at a time for each object; reading calls (query, stats, next_block, check) may
 * run beside each other but not beside a changing call.
 *
 * The object holds no hidden state: it lives in memory of the caller, and so does its metadata.
 */
#ifndef PAGEWRIGHT_BUDDY_H
#define PAGEWRIGHT_BUDDY_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/frame_tree.h>
#include <pagewright/status.h>

#define PW_PAGE_BYTES 4096u
#define PW_PA_LIMIT 4503599627370496u /* 2^52, the largest physical address space of the architecture */

/* Its fields are the module's own business; they stand here so that the object can be placed anywhere. */
struct pw_buddy {
  struct pw_frame_tree tree; /* which frames are free */
  uint8_t *tags;             /* one a frame: head of an allocated block and its order, plain, reserved, absent */
  uint64_t base_pa;
  int64_t free_count; /* frames; of a type that no other field has, so that a proof sees at once what it leaves alone */
};

/* Tags. Values up to PW_MAX_ORDER mark the head of an allocated block of that order. */
#define PW_TAG_PLAIN 0x40u    /* free, or inside an allocated block */
#define PW_TAG_RESERVED 0x41u /* never handed out */
#define PW_TAG_ABSENT 0x42u   /* no memory, or not added */

#include "spec/frames/buddy.h"

enum pw_frame_state { PW_FRAME_ABSENT, PW_FRAME_RESERVED, PW_FRAME_FREE, PW_FRAME_ALLOCATED };

struct pw_frame_info {
  enum pw_frame_state state;
  uint32_t order;   /* allocated: the block's order; otherwise 0 */
  uint64_t head_pa; /* allocated: the block's first byte; otherwise the frame itself */
};

struct pw_buddy_block {
  enum pw_frame_state state;
  uint32_t order;       /* free and allocated blocks; 0 for a single absent or reserved frame */
  uint64_t pa;          /* first byte */
  uint32_t frame_count; /* 2^order */
};

struct pw_buddy_stats {
  uint32_t frame_count;
  uint32_t free_count;                  /* frames */
  uint32_t free_blocks[PW_ORDER_COUNT]; /* maximal free blocks of each order */
  uint32_t largest_order;               /* of a free block; PW_ORDER_COUNT when nothing is free */
};

/* Metadata sizes for frame_count frames (1..PW_MAX_FRAMES; 0 is returned for any other count): pure functions.
 * One tag byte a frame, and 64-bit words, about one for each 57 frames. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures count: \result == (frame_count <= PW_MAX_FRAMES ? frame_count : 0);
*/
uint32_t pw_buddy_tag_count(uint32_t frame_count); /* elements of uint8_t */

/*@ terminates \true; exits \false; assigns \nothing;
    ensures none: !(1 <= frame_count <= PW_MAX_FRAMES) ==> \result == 0;
    ensures count: 1 <= frame_count <= PW_MAX_FRAMES ==> \result == pw_tree_word_total(frame_count);
*/
uint32_t pw_buddy_word_count(uint32_t frame_count); /* elements of uint64_t */

/* All frames absent. Errors: INVALID_ARGUMENT (a null pointer), OUT_OF_RANGE (frame_count not 1..PW_MAX_FRAMES), MISALIGNED,
 * OVERFLOW (beyond PW_PA_LIMIT), METADATA_TOO_SMALL. O(frame_count). */
/*@ requires object: buddy == \null || \valid(buddy);
    requires words: words == \null || \valid(words + (0 .. word_count - 1));
    requires tags: tags == \null || \valid(tags + (0 .. tag_count - 1));
    requires apart: \separated(buddy, words + (0 .. word_count - 1), tags + (0 .. tag_count - 1));
    terminates \true; exits \false;
    assigns *buddy, words[0 .. word_count - 1], tags[0 .. tag_count - 1], pw_work;
    behavior null:
      assumes buddy == \null || words == \null || tags == \null;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior bad_count:
      assumes buddy != \null && words != \null && tags != \null && !(1 <= frame_count <= PW_MAX_FRAMES);
      assigns \nothing;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior misaligned:
      assumes buddy != \null && words != \null && tags != \null && 1 <= frame_count <= PW_MAX_FRAMES && base_pa % 4096 != 0;
      assigns \nothing;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior overflow:
      assumes buddy != \null && words != \null && tags != \null && 1 <= frame_count <= PW_MAX_FRAMES && base_pa % 4096 == 0 &&
        base_pa + frame_count * 4096 > PW_PA_LIMIT;
      assigns \nothing;
      ensures status: \result == PW_ERR_OVERFLOW;
    behavior too_small:
      assumes buddy != \null && words != \null && tags != \null && 1 <= frame_count <= PW_MAX_FRAMES && base_pa % 4096 == 0 &&
        base_pa + frame_count * 4096 <= PW_PA_LIMIT &&
        (word_count < pw_tree_word_total(frame_count) || tag_count < frame_count);
      assigns \nothing;
      ensures status: \result == PW_ERR_METADATA_TOO_SMALL;
    behavior done:
      assumes buddy != \null && words != \null && tags != \null && 1 <= frame_count <= PW_MAX_FRAMES && base_pa % 4096 == 0 &&
        base_pa + frame_count * 4096 <= PW_PA_LIMIT &&
        word_count >= pw_tree_word_total(frame_count) && tag_count >= frame_count;
      ensures status: \result == PW_OK;
      ensures valid: pw_buddy_valid(buddy);
      ensures fields: buddy->tree.frame_count == frame_count && buddy->base_pa == base_pa && buddy->free_count == 0;
      ensures memory: buddy->tree.words == words && buddy->tree.mask_word + 7 == pw_tree_word_total(frame_count) &&
        buddy->tags == tags;
      ensures absent: \forall integer f; 0 <= f < frame_count ==> pw_buddy_absent(buddy, f);
    complete behaviors;
    disjoint behaviors;
*/
enum pw_status pw_buddy_init(struct pw_buddy *buddy, uint64_t base_pa, uint32_t frame_count, uint64_t *words,
                             uint32_t word_count, uint8_t *tags, uint32_t tag_count);
/* Absent frames of the range become free, reserved ones stay reserved; PW_ERR_ALREADY_ADDED if any is free or
 * allocated. O(frame_count of the range). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1], buddy->free_count, pw_work;
    ensures valid: buddy != \null ==> pw_buddy_valid(buddy);
    ensures refused: buddy != \null && \result != PW_OK ==> pw_buddy_same_but{Pre,Post}(buddy, 0, 0);
    behavior invalid:
      assumes buddy == \null || frame_count == 0;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior misaligned:
      assumes buddy != \null && frame_count != 0 && pa % 4096 != 0;
      assigns \nothing;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior outside:
      assumes buddy != \null && frame_count != 0 && pa % 4096 == 0 && !pw_buddy_covers(buddy, pa, frame_count);
      assigns \nothing;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior refused:
      assumes buddy != \null && frame_count != 0 && pa % 4096 == 0 && pw_buddy_covers(buddy, pa, frame_count) &&
        !pw_buddy_fresh(buddy, (pa - buddy->base_pa) / 4096, frame_count);
      assigns \nothing;
      ensures status: \result == PW_ERR_ALREADY_ADDED;
    behavior added:
      assumes buddy != \null && frame_count != 0 && pa % 4096 == 0 && pw_buddy_covers(buddy, pa, frame_count) &&
        pw_buddy_fresh(buddy, (pa - buddy->base_pa) / 4096, frame_count);
      ensures status: \result == PW_OK;
      ensures added: pw_buddy_added{Pre,Post}(buddy, (pa - \old(buddy->base_pa)) / 4096, frame_count);
    complete behaviors;
    disjoint behaviors;
*/
enum pw_status pw_buddy_add_range(struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count);
/* Absent and free frames of the range become reserved, before or after they are added; PW_ERR_IN_USE if any is
 * allocated. O(frame_count of the range). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1], buddy->free_count, pw_work;
    ensures valid: buddy != \null ==> pw_buddy_valid(buddy);
    ensures refused: buddy != \null && \result != PW_OK ==> pw_buddy_same_but{Pre,Post}(buddy, 0, 0);
    behavior invalid:
      assumes buddy == \null || frame_count == 0;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior misaligned:
      assumes buddy != \null && frame_count != 0 && pa % 4096 != 0;
      assigns \nothing;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior outside:
      assumes buddy != \null && frame_count != 0 && pa % 4096 == 0 && !pw_buddy_covers(buddy, pa, frame_count);
      assigns \nothing;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior refused:
      assumes buddy != \null && frame_count != 0 && pa % 4096 == 0 && pw_buddy_covers(buddy, pa, frame_count) &&
        !pw_buddy_unused(buddy, (pa - buddy->base_pa) / 4096, frame_count);
      assigns \nothing;
      ensures status: \result == PW_ERR_IN_USE;
    behavior withdrawn:
      assumes buddy != \null && frame_count != 0 && pa % 4096 == 0 && pw_buddy_covers(buddy, pa, frame_count) &&
        pw_buddy_unused(buddy, (pa - buddy->base_pa) / 4096, frame_count);
      ensures status: \result == PW_OK;
      ensures withdrawn: pw_buddy_withdrawn{Pre,Post}(buddy, (pa - \old(buddy->base_pa)) / 4096, frame_count);
    complete behaviors;
    disjoint behaviors;
*/
enum pw_status pw_buddy_reserve_range(struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count);
/* *pa = first byte of the lowest block of the order. Errors: INVALID_ARGUMENT, INVALID_ORDER, NO_MEMORY: NO_MEMORY iff no
 * aligned run of 2^order free frames exists. Work: at most 134 + 2^order / 32 turns of a loop, proved (see frame_tree.h). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    requires out: pa == \null || \valid(pa);
    requires apart: buddy != \null && pa != \null ==>
      \separated(pa, buddy, buddy->tree.words + (0 .. buddy->tree.mask_word + 6),
                 buddy->tags + (0 .. buddy->tree.frame_count - 1));
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1], buddy->free_count, *pa, pw_work;
    ensures valid: buddy != \null ==> pw_buddy_valid(buddy);
    ensures refused: buddy != \null && \result != PW_OK ==> pw_buddy_same_but{Pre,Post}(buddy, 0, 0);
    behavior null:
      assumes buddy == \null || pa == \null;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior bad_order:
      assumes buddy != \null && pa != \null && order > PW_MAX_ORDER;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ORDER;
    behavior no_memory:
      assumes buddy != \null && pa != \null && order <= PW_MAX_ORDER && !pw_buddy_has_run(buddy, order);
      assigns pw_work;
      ensures status: \result == PW_ERR_NO_MEMORY;
      ensures work: pw_work_within{Pre,Post}(6);
    behavior taken:
      assumes buddy != \null && pa != \null && order <= PW_MAX_ORDER && pw_buddy_has_run(buddy, order);
      ensures status: \result == PW_OK;
      ensures address: *pa == buddy->base_pa + 4096 * ((*pa - buddy->base_pa) / 4096);
      ensures took: pw_buddy_took{Pre,Post}(buddy, (*pa - buddy->base_pa) / 4096, order);
      ensures work: pw_work_within{Pre,Post}(134 + pw_pow2(order) / 32);
    complete behaviors;
    disjoint behaviors;
*/
enum pw_status pw_buddy_alloc(struct pw_buddy *buddy, uint32_t order, uint64_t *pa);
/* Frees the block that begins at pa. Errors: INVALID_ARGUMENT, MISALIGNED (no multiple of 4096), OUT_OF_RANGE (outside, or
 * absent), RESERVED, NOT_ALLOCATED (free already), NOT_HEAD (inside a block). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1], buddy->free_count, pw_work;
    ensures valid: buddy != \null ==> pw_buddy_valid(buddy);
    ensures refused: buddy != \null && \result != PW_OK ==> pw_buddy_same_but{Pre,Post}(buddy, 0, 0);
    behavior null:
      assumes buddy == \null;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior misaligned:
      assumes buddy != \null && pa % 4096 != 0;
      assigns \nothing;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior outside:
      assumes buddy != \null && pa % 4096 == 0 && !pw_buddy_inside(buddy, pa);
      assigns \nothing;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior refused:
      assumes buddy != \null && pa % 4096 == 0 && pw_buddy_inside(buddy, pa) &&
        !pw_buddy_head(buddy, (pa - buddy->base_pa) / 4096, buddy->tags[(pa - buddy->base_pa) / 4096]);
      assigns \nothing;
      ensures absent: \result == PW_ERR_OUT_OF_RANGE <==> pw_buddy_absent(buddy, (pa - buddy->base_pa) / 4096);
      ensures reserved: \result == PW_ERR_RESERVED <==> pw_buddy_reserved(buddy, (pa - buddy->base_pa) / 4096);
      ensures free: \result == PW_ERR_NOT_ALLOCATED <==> pw_buddy_free(buddy, (pa - buddy->base_pa) / 4096);
      ensures inner: \result == PW_ERR_NOT_HEAD <==> pw_buddy_allocated(buddy, (pa - buddy->base_pa) / 4096);
      ensures status: \result == PW_ERR_OUT_OF_RANGE || \result == PW_ERR_RESERVED ||
        \result == PW_ERR_NOT_ALLOCATED || \result == PW_ERR_NOT_HEAD;
    behavior freed:
      assumes buddy != \null && pa % 4096 == 0 && pw_buddy_inside(buddy, pa) &&
        pw_buddy_head(buddy, (pa - buddy->base_pa) / 4096, buddy->tags[(pa - buddy->base_pa) / 4096]);
      ensures status: \result == PW_OK;
      ensures gave: pw_buddy_gave{Pre,Post}(buddy, (pa - \old(buddy->base_pa)) / 4096,
                                            \old(buddy->tags[(pa - buddy->base_pa) / 4096]));
      ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(\old(buddy->tags[(pa - buddy->base_pa) / 4096])) / 32);
    complete behaviors;
    disjoint behaviors;
*/
enum pw_status pw_buddy_free(struct pw_buddy *buddy, uint64_t pa);
/* As pw_buddy_free, and INVALID_ORDER, WRONG_ORDER (the block has another order). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    terminates \true; exits \false;
    assigns buddy->tree.words[0 .. buddy->tree.mask_word - 1], buddy->tags[0 .. buddy->tree.frame_count - 1], buddy->free_count, pw_work;
    ensures valid: buddy != \null ==> pw_buddy_valid(buddy);
    ensures refused: buddy != \null && \result != PW_OK ==> pw_buddy_same_but{Pre,Post}(buddy, 0, 0);
    behavior null:
      assumes buddy == \null;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior bad_order:
      assumes buddy != \null && order > PW_MAX_ORDER;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ORDER;
    behavior misaligned:
      assumes buddy != \null && order <= PW_MAX_ORDER && pa % 4096 != 0;
      assigns \nothing;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior outside:
      assumes buddy != \null && order <= PW_MAX_ORDER && pa % 4096 == 0 && !pw_buddy_inside(buddy, pa);
      assigns \nothing;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior refused:
      assumes buddy != \null && order <= PW_MAX_ORDER && pa % 4096 == 0 && pw_buddy_inside(buddy, pa) &&
        !pw_buddy_head(buddy, (pa - buddy->base_pa) / 4096, buddy->tags[(pa - buddy->base_pa) / 4096]);
      assigns \nothing;
      ensures absent: \result == PW_ERR_OUT_OF_RANGE <==> pw_buddy_absent(buddy, (pa - buddy->base_pa) / 4096);
      ensures reserved: \result == PW_ERR_RESERVED <==> pw_buddy_reserved(buddy, (pa - buddy->base_pa) / 4096);
      ensures free: \result == PW_ERR_NOT_ALLOCATED <==> pw_buddy_free(buddy, (pa - buddy->base_pa) / 4096);
      ensures inner: \result == PW_ERR_NOT_HEAD <==> pw_buddy_allocated(buddy, (pa - buddy->base_pa) / 4096);
      ensures status: \result == PW_ERR_OUT_OF_RANGE || \result == PW_ERR_RESERVED ||
        \result == PW_ERR_NOT_ALLOCATED || \result == PW_ERR_NOT_HEAD;
    behavior wrong_order:
      assumes buddy != \null && order <= PW_MAX_ORDER && pa % 4096 == 0 && pw_buddy_inside(buddy, pa) &&
        pw_buddy_head(buddy, (pa - buddy->base_pa) / 4096, buddy->tags[(pa - buddy->base_pa) / 4096]) &&
        buddy->tags[(pa - buddy->base_pa) / 4096] != order;
      assigns \nothing;
      ensures status: \result == PW_ERR_WRONG_ORDER;
    behavior freed:
      assumes buddy != \null && order <= PW_MAX_ORDER && pa % 4096 == 0 && pw_buddy_inside(buddy, pa) &&
        pw_buddy_head(buddy, (pa - buddy->base_pa) / 4096, order);
      ensures status: \result == PW_OK;
      ensures gave: pw_buddy_gave{Pre,Post}(buddy, (pa - \old(buddy->base_pa)) / 4096, order);
      ensures work: pw_work_within{Pre,Post}(128 + pw_pow2(order) / 32);
    complete behaviors;
    disjoint behaviors;
*/
enum pw_status pw_buddy_free_order(struct pw_buddy *buddy, uint64_t pa, uint32_t order);
/* The state of the frame at pa, and its block. Errors: INVALID_ARGUMENT, MISALIGNED, OUT_OF_RANGE. O(orders). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    requires out: info == \null || \valid(info);
    requires apart: buddy != \null && info != \null ==>
      \separated(info, buddy, buddy->tree.words + (0 .. buddy->tree.mask_word + 6),
                 buddy->tags + (0 .. buddy->tree.frame_count - 1));
    terminates \true; exits \false;
    assigns *info;
    behavior null:
      assumes buddy == \null || info == \null;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior misaligned:
      assumes buddy != \null && info != \null && pa % 4096 != 0;
      assigns \nothing;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior outside:
      assumes buddy != \null && info != \null && pa % 4096 == 0 && !pw_buddy_inside(buddy, pa);
      assigns \nothing;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior known:
      assumes buddy != \null && info != \null && pa % 4096 == 0 && pw_buddy_inside(buddy, pa);
      ensures status: \result == PW_OK;
      ensures free: info->state == PW_FRAME_FREE <==> \old(pw_buddy_free(buddy, (pa - buddy->base_pa) / 4096));
      ensures allocated: info->state == PW_FRAME_ALLOCATED <==> \old(pw_buddy_allocated(buddy, (pa - buddy->base_pa) / 4096));
      ensures reserved: info->state == PW_FRAME_RESERVED <==> \old(pw_buddy_reserved(buddy, (pa - buddy->base_pa) / 4096));
      ensures absent: info->state == PW_FRAME_ABSENT <==> \old(pw_buddy_absent(buddy, (pa - buddy->base_pa) / 4096));
    complete behaviors;
    disjoint behaviors;
*/
enum pw_status pw_buddy_query(const struct pw_buddy *buddy, uint64_t pa, struct pw_frame_info *info);
/* The number of free frames, 0 for a null object. O(1). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    terminates \true; exits \false; assigns \nothing;
    ensures null: buddy == \null ==> \result == 0;
    ensures count: buddy != \null ==> pw_buddy_count_is(buddy, \result);
*/
uint32_t pw_buddy_free_count(const struct pw_buddy *buddy);

/* Counts of frames and blocks. Errors: INVALID_ARGUMENT. O(frame_count). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    requires out: stats == \null || \valid(stats);
    requires apart: buddy != \null && stats != \null ==> \separated(stats, buddy);
    terminates \true; exits \false;
    assigns *stats, pw_work;
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==> buddy == \null || stats == \null;
    ensures done: \result == PW_OK <==> buddy != \null && stats != \null;
    ensures counts: \result == PW_OK ==> stats->frame_count == \old(buddy->tree.frame_count) &&
      stats->free_count == \old(buddy->free_count);
*/
enum pw_status pw_buddy_stats(const struct pw_buddy *buddy, struct pw_buddy_stats *stats);
/* Blocks in address order. *cursor starts at 0; PW_ERR_OUT_OF_RANGE after the last block. O(orders). */
/*@ requires object: buddy == \null || pw_buddy_valid(buddy);
    requires cursor: cursor == \null || \valid(cursor);
    requires out: block == \null || \valid(block);
    requires apart: \separated(cursor, block, buddy);
    terminates \true; exits \false;
    assigns *cursor, *block, pw_work;
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==> buddy == \null || cursor == \null || block == \null;
    ensures progress: \result == PW_OK ==> \old(*cursor) < *cursor <= \old(buddy->tree.frame_count);
    ensures size: \result == PW_OK ==> block->frame_count <= *cursor;
    ensures state: \result == PW_OK ==> 0 <= block->state <= PW_FRAME_ALLOCATED;
    ensures known: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_OUT_OF_RANGE;
*/
enum pw_status pw_buddy_next_block(const struct pw_buddy *buddy, uint32_t *cursor, struct pw_buddy_block *block);
/* PW_OK iff the whole invariant holds, else PW_ERR_CORRUPT: the executable twin of pw_buddy_valid. Its safety is proved; that
 * it decides the invariant is tested. O(frame_count). */
/*@ requires memory: buddy == \null || (pw_buddy_memory(buddy) && pw_tree_memory(&buddy->tree));
    terminates \true; exits \false; assigns pw_work;
    ensures known: \result == PW_OK || \result == PW_ERR_CORRUPT || \result == PW_ERR_INVALID_ARGUMENT;
*/
enum pw_status pw_buddy_check(const struct pw_buddy *buddy);


#endif
