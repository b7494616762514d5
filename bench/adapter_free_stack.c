#include <stdlib.h>

#include "bench/allocator.h"
#include "bench/free_stack.h"

static inline uint64_t adapter_take(void *pool, uint32_t order) {
  (void)order;
  return free_stack_alloc(pool);
}

static inline void adapter_give(void *pool, uint64_t pa, uint32_t order) {
  (void)order;
  free_stack_free(pool, pa);
}

#include "bench/buddy_loops.h"

static void *adapter_create(uint32_t frame_count) {
  struct free_stack *stack = malloc(sizeof *stack);
  uint32_t *frames = malloc(frame_count * sizeof *frames);
  if (stack == NULL || frames == NULL) {
    free(stack);
    free(frames);
    return NULL;
  }
  free_stack_init(stack, frames, frame_count, BENCH_BASE_PA);
  return stack;
}

static void adapter_destroy(void *pool) {
  struct free_stack *stack = pool;
  free(stack->frames);
  free(stack);
}

const struct bench_allocator bench_free_stack = {
    "free-stack", "free stack", 0, &adapter_loops, adapter_create, adapter_destroy, NULL, NULL,
};
