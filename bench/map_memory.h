/*
 * The memory that tables are made of, with all that the mappers keep beside it, allocated and touched once, so that no
 * measurement pays for a page fault of the host. What the frames hold when they become tables is arbitrary.
 */
#ifndef PAGEWRIGHT_BENCH_MAP_MEMORY_H
#define PAGEWRIGHT_BENCH_MAP_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/tlb.h>

#define MAP_MEMORY_BASE_PA 0x100000000u

struct map_memory {
  uint64_t span_pages; /* virtual pages that the frames can serve at once, by pages and by 2 MiB blocks */
  uint32_t frame_count;
  uint64_t *words;       /* 512 a frame */
  uint16_t *live;        /* one a frame: for a window */
  uint32_t *stack;       /* one a frame: for a stack of free frames */
  uint8_t *is_out;       /* one a frame */
  uint8_t *seen;         /* one a frame: for a check */
  uint64_t *buddy_words; /* for a buddy of all frames */
  uint32_t buddy_word_count;
  uint8_t *buddy_tags;
  struct pw_tlb tlb; /* operations that do nothing, called by every mapper alike */
};

/* Tables for 'span_pages' virtual pages, a multiple of 2^18. False: there is not enough; destroy it all the same. */
bool map_memory_create(struct map_memory *memory, uint64_t span_pages);
void map_memory_destroy(struct map_memory *memory);

#endif
