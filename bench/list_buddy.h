/*
 * List buddy: the conventional buddy allocator, as a yardstick.
 *
 * One descriptor of 24 bytes a frame, a doubly linked list of free blocks for each order, the smallest sufficient order
 * first, the block freed last handed out first. It believes what it is told: nothing is checked on free, as usual.
 */
#ifndef PAGEWRIGHT_BENCH_LIST_BUDDY_H
#define PAGEWRIGHT_BENCH_LIST_BUDDY_H

#include <stdbool.h>
#include <stdint.h>

#define LIST_BUDDY_ORDER_COUNT 21u
#define LIST_BUDDY_NONE        UINT64_MAX

struct list_frame {
  struct list_frame *next;
  struct list_frame *prev;
  uint32_t order;
  uint32_t is_free_head;
};

_Static_assert(sizeof(struct list_frame) == 24, "the comparison is with 24 bytes a frame");

struct list_buddy {
  struct list_frame heads[LIST_BUDDY_ORDER_COUNT]; /* of the circular lists of free blocks */
  struct list_frame *frames;
  uint64_t base_pa;
  uint32_t frame_count;
  uint32_t max_order;
  uint32_t free_count;
};

/* Nothing is free. */
void list_buddy_init(struct list_buddy *buddy, struct list_frame *frames, uint32_t frame_count, uint64_t base_pa,
                     uint32_t max_order);
/* The frames first .. end - 1 become free. */
void list_buddy_add(struct list_buddy *buddy, uint32_t first, uint32_t end);
/* The first byte of a block, or LIST_BUDDY_NONE. */
uint64_t list_buddy_alloc(struct list_buddy *buddy, uint32_t order);
void list_buddy_free(struct list_buddy *buddy, uint64_t pa, uint32_t order);
/* How many aligned runs of 2^order frames are free, counting the runs within larger blocks. */
uint32_t list_buddy_free_runs(const struct list_buddy *buddy, uint32_t order);

#endif
