#include "bench/list_buddy.h"

#include <stddef.h>

#define PAGE_BYTES 4096u

static void list_insert_after(struct list_frame *place, struct list_frame *frame) {
  frame->next = place->next;
  frame->prev = place;
  place->next->prev = frame;
  place->next = frame;
}

static void list_remove(struct list_frame *frame) {
  frame->next->prev = frame->prev;
  frame->prev->next = frame->next;
}

static void set_free(struct list_buddy *buddy, uint32_t index, uint32_t order, struct list_frame *place) {
  struct list_frame *frame = &buddy->frames[index];
  frame->order = order;
  frame->is_free_head = 1;
  list_insert_after(place, frame);
}

void list_buddy_init(struct list_buddy *buddy, struct list_frame *frames, uint32_t frame_count, uint64_t base_pa,
                     uint32_t max_order) {
  buddy->frames = frames;
  buddy->base_pa = base_pa;
  buddy->frame_count = frame_count;
  buddy->max_order = max_order;
  buddy->free_count = 0;
  for (uint32_t order = 0; order < LIST_BUDDY_ORDER_COUNT; order++) {
    buddy->heads[order] = (struct list_frame){&buddy->heads[order], &buddy->heads[order], order, 0};
  }
  for (uint32_t i = 0; i < frame_count; i++) {
    frames[i] = (struct list_frame){NULL, NULL, 0, 0};
  }
}

void list_buddy_add(struct list_buddy *buddy, uint32_t first, uint32_t end) {
  while (first < end) {
    uint32_t order = 0;
    while (order < buddy->max_order && first % (2u << order) == 0 && (2u << order) <= end - first) {
      order++;
    }
    set_free(buddy, first, order, buddy->heads[order].prev);
    buddy->free_count += 1u << order;
    first += 1u << order;
  }
}

uint64_t list_buddy_alloc(struct list_buddy *buddy, uint32_t order) {
  uint32_t found = order;
  while (found <= buddy->max_order && buddy->heads[found].next == &buddy->heads[found]) {
    found++;
  }
  if (found > buddy->max_order) {
    return LIST_BUDDY_NONE;
  }
  struct list_frame *block = buddy->heads[found].next;
  uint32_t index = (uint32_t)(block - buddy->frames);
  list_remove(block);
  while (found > order) {
    found--;
    set_free(buddy, index + (1u << found), found, &buddy->heads[found]);
  }
  block->order = order;
  block->is_free_head = 0;
  buddy->free_count -= 1u << order;
  return buddy->base_pa + (uint64_t)index * PAGE_BYTES;
}

void list_buddy_free(struct list_buddy *buddy, uint64_t pa, uint32_t order) {
  uint32_t index = (uint32_t)((pa - buddy->base_pa) / PAGE_BYTES);
  buddy->free_count += 1u << order;
  while (order < buddy->max_order) {
    uint32_t other = index ^ (1u << order);
    if (other >= buddy->frame_count || !buddy->frames[other].is_free_head || buddy->frames[other].order != order) {
      break;
    }
    list_remove(&buddy->frames[other]);
    buddy->frames[other].is_free_head = 0;
    index &= ~(1u << order);
    order++;
  }
  set_free(buddy, index, order, &buddy->heads[order]);
}

uint32_t list_buddy_free_runs(const struct list_buddy *buddy, uint32_t order) {
  uint32_t runs = 0;
  for (uint32_t i = order; i <= buddy->max_order; i++) {
    for (const struct list_frame *block = buddy->heads[i].next; block != &buddy->heads[i]; block = block->next) {
      runs += 1u << (i - order);
    }
  }
  return runs;
}
