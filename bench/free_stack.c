#include "bench/free_stack.h"

#define PAGE_BYTES 4096u

void free_stack_init(struct free_stack *stack, uint32_t *frames, uint32_t frame_count, uint64_t base_pa) {
  stack->frames = frames;
  stack->base_pa = base_pa;
  stack->frame_count = frame_count;
  stack->free_count = frame_count;
  for (uint32_t i = 0; i < frame_count; i++) {
    frames[i] = frame_count - 1 - i;
  }
}

uint64_t free_stack_alloc(struct free_stack *stack) {
  if (stack->free_count == 0) {
    return FREE_STACK_NONE;
  }
  stack->free_count--;
  return stack->base_pa + (uint64_t)stack->frames[stack->free_count] * PAGE_BYTES;
}

void free_stack_free(struct free_stack *stack, uint64_t pa) {
  stack->frames[stack->free_count] = (uint32_t)((pa - stack->base_pa) / PAGE_BYTES);
  stack->free_count++;
}
