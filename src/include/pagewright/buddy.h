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

struct pw_buddy; /* its fields are the module's own business; the definition is below so that it can be placed anywhere */

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
uint32_t pw_buddy_tag_count(uint32_t frame_count);  /* elements of uint8_t */
uint32_t pw_buddy_word_count(uint32_t frame_count); /* elements of uint64_t */

/* All frames absent. O(frame_count). */
enum pw_status pw_buddy_init(struct pw_buddy *buddy, uint64_t base_pa, uint32_t frame_count, uint64_t *words,
                             uint32_t word_count, uint8_t *tags, uint32_t tag_count);
/* Absent frames of the range become free, reserved ones stay reserved; PW_ERR_ALREADY_ADDED if any is free or
 * allocated. O(frame_count of the range). */
enum pw_status pw_buddy_add_range(struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count);
/* Absent and free frames of the range become reserved, before or after they are added; PW_ERR_IN_USE if any is
 * allocated. O(frame_count of the range). */
enum pw_status pw_buddy_reserve_range(struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count);
/* *pa = first byte of the block. Errors: INVALID_ORDER, NO_MEMORY. */
enum pw_status pw_buddy_alloc(struct pw_buddy *buddy, uint32_t order, uint64_t *pa);
/* Errors: MISALIGNED (no multiple of 4096), OUT_OF_RANGE (outside, or absent), RESERVED, NOT_ALLOCATED, NOT_HEAD. */
enum pw_status pw_buddy_free(struct pw_buddy *buddy, uint64_t pa);
/* As pw_buddy_free, and INVALID_ORDER, WRONG_ORDER. */
enum pw_status pw_buddy_free_order(struct pw_buddy *buddy, uint64_t pa, uint32_t order);
/* Errors: MISALIGNED, OUT_OF_RANGE. */
enum pw_status pw_buddy_query(const struct pw_buddy *buddy, uint64_t pa, struct pw_frame_info *info);
uint32_t pw_buddy_free_count(const struct pw_buddy *buddy); /* frames; O(1) */
enum pw_status pw_buddy_stats(const struct pw_buddy *buddy, struct pw_buddy_stats *stats);
/* Blocks in address order. *cursor starts at 0; PW_ERR_OUT_OF_RANGE after the last block. */
enum pw_status pw_buddy_next_block(const struct pw_buddy *buddy, uint32_t *cursor, struct pw_buddy_block *block);
/* PW_OK iff the whole invariant holds, else PW_ERR_CORRUPT. O(frame_count). */
enum pw_status pw_buddy_check(const struct pw_buddy *buddy);

struct pw_buddy {
  struct pw_frame_tree tree; /* which frames are free */
  uint8_t *tags;             /* one a frame: head of an allocated block and its order, plain, reserved, absent */
  uint64_t base_pa;
  uint32_t free_count;
};

#endif
