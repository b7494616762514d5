/*
 * Free stack: the floor. Single frames on a stack and nothing else: no blocks, no coalescing, no checks. No allocator
 * that does more can be faster.
 */
#ifndef PAGEWRIGHT_BENCH_FREE_STACK_H
#define PAGEWRIGHT_BENCH_FREE_STACK_H

#include <stdint.h>

#define FREE_STACK_NONE UINT64_MAX

struct free_stack {
  uint32_t *frames; /* the caller's, one element a frame */
  uint64_t base_pa;
  uint32_t frame_count;
  uint32_t free_count;
};

/* All frames are free, the lowest on top. */
void free_stack_init(struct free_stack *stack, uint32_t *frames, uint32_t frame_count, uint64_t base_pa);
uint64_t free_stack_alloc(struct free_stack *stack);
void free_stack_free(struct free_stack *stack, uint64_t pa);

#endif
