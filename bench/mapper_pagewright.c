#include <stdlib.h>

#include <pagewright/map.h>
#include <pagewright/range.h>

#include "bench/free_stack.h"
#include "bench/mapper.h"

#define FRAME_BYTES 4096u

/* Everything that an address space stands on. */
struct pagewright_space {
  struct pw_address_space space;   /* first: what the measured calls are given */
  struct pw_attributes attributes; /* of what is mapped, */
  struct pw_attributes read_only;  /* and of what is protected */
  struct pw_window window;
  struct free_stack stack;
  struct pw_custom_source custom;
  struct pw_buddy buddy;
  struct pw_buddy_source buddy_source;
  struct pw_page_source source;
  struct map_memory *memory;
};

static inline bool adapter_map(void *argument, uint64_t va, uint64_t pa, uint32_t level) {
  struct pagewright_space *space = argument;
  enum pw_status status = level == MAP_LEVEL_PAGE ? pw_map_page(&space->space, va, pa, &space->attributes)
                                                  : pw_map_block_2mb(&space->space, va, pa, &space->attributes);
  return status == PW_OK;
}

static inline bool adapter_unmap(void *argument, uint64_t va, uint32_t level) {
  struct pagewright_space *space = argument;
  return (level == MAP_LEVEL_PAGE ? pw_unmap_page(&space->space, va) : pw_unmap_block_2mb(&space->space, va)) == PW_OK;
}

static inline uint64_t adapter_translate(void *argument, uint64_t va, uint32_t level) {
  struct pagewright_space *space = argument;
  struct pw_translation translation;
  (void)level;
  return pw_translate(&space->space, va, &translation) == PW_OK ? translation.pa : MAP_NOT_MAPPED;
}

static inline bool adapter_map_range(void *argument, uint64_t va, uint64_t pa, uint64_t length, uint32_t level) {
  struct pagewright_space *space = argument;
  enum pw_leaf_limit limit = level == MAP_LEVEL_PAGE ? PW_LIMIT_PAGE : PW_LIMIT_BLOCK_2MB;
  return pw_map_range(&space->space, va, pa, length, &space->attributes, limit) == PW_OK;
}

static inline bool adapter_unmap_range(void *argument, uint64_t va, uint64_t length, uint32_t level) {
  struct pagewright_space *space = argument;
  (void)level;
  return pw_unmap_range(&space->space, va, length) == PW_OK;
}

static inline bool adapter_protect_range(void *argument, uint64_t va, uint64_t length) {
  struct pagewright_space *space = argument;
  return pw_protect_range(&space->space, va, length, &space->read_only) == PW_OK;
}

static inline bool adapter_protect_part(void *argument, uint64_t va) {
  struct pagewright_space *space = argument;
  return pw_protect_range(&space->space, va, MAP_PAGE_BYTES, &space->read_only) == PW_OK;
}

static inline bool adapter_merge_range(void *argument, uint64_t va, uint64_t length) {
  struct pagewright_space *space = argument;
  return pw_merge_range(&space->space, va, length, PW_LIMIT_BLOCK_2MB) == PW_OK &&
         space->space.block_2mb_count == length / MAP_BLOCK_BYTES;
}

#include "bench/map_loops.h"

/* The stack of free frames as a page source. A flag a frame makes it what sources have to be: it refuses a frame that
 * is not out. */
static uint32_t stack_alloc(struct pw_custom_source *source) {
  struct pagewright_space *space = source->context;
  uint64_t pa = free_stack_alloc(&space->stack);
  if (pa == FREE_STACK_NONE) {
    return PW_NO_FRAME;
  }
  uint32_t frame = (uint32_t)((pa - MAP_MEMORY_BASE_PA) / FRAME_BYTES);
  space->memory->is_out[frame] = 1;
  return frame;
}

static enum pw_status stack_free(struct pw_custom_source *source, uint32_t frame) {
  struct pagewright_space *space = source->context;
  if (frame >= space->memory->frame_count || space->memory->is_out[frame] == 0) {
    return PW_ERR_NOT_ALLOCATED;
  }
  space->memory->is_out[frame] = 0;
  free_stack_free(&space->stack, MAP_MEMORY_BASE_PA + (uint64_t)frame * FRAME_BYTES);
  return PW_OK;
}

static bool stack_owns(const struct pw_custom_source *source, uint32_t frame) {
  const struct pagewright_space *space = source->context;
  return frame < space->memory->frame_count && space->memory->is_out[frame] != 0;
}

static bool init_stack_source(struct pagewright_space *space) {
  struct map_memory *memory = space->memory;
  free_stack_init(&space->stack, memory->stack, memory->frame_count, MAP_MEMORY_BASE_PA);
  for (uint32_t frame = 0; frame < memory->frame_count; frame++) {
    memory->is_out[frame] = 0;
  }
  space->custom = (struct pw_custom_source){stack_alloc, stack_free, stack_owns, space};
  return pw_page_source_init_custom(&space->source, &space->window, &space->custom) == PW_OK;
}

static bool init_buddy_source(struct pagewright_space *space) {
  struct map_memory *memory = space->memory;
  return pw_buddy_init(&space->buddy, MAP_MEMORY_BASE_PA, memory->frame_count, memory->buddy_words,
                       memory->buddy_word_count, memory->buddy_tags, memory->frame_count) == PW_OK &&
         pw_buddy_add_range(&space->buddy, MAP_MEMORY_BASE_PA, memory->frame_count) == PW_OK &&
         pw_buddy_source_init(&space->buddy_source, &space->buddy, &space->window) == PW_OK &&
         pw_page_source_init_buddy(&space->source, &space->window, &space->buddy_source) == PW_OK;
}

static bool create_space(struct pagewright_space *space) {
  struct pw_address_space_config config = {.window = &space->window,
                                           .source = &space->source,
                                           .tlb = &space->memory->tlb,
                                           .half = PW_HALF_HIGH,
                                           .asid = 0,
                                           .pa_bits = 40};
  return pw_address_space_create(&space->space, &config) == PW_OK;
}

static void *open_space(struct map_memory *memory, bool (*init_source)(struct pagewright_space *space)) {
  struct pagewright_space *space = malloc(sizeof *space);
  if (space == NULL) {
    return NULL;
  }
  space->memory = memory;
  space->attributes = pw_attributes_kernel_data();
  space->read_only = pw_attributes_kernel_rodata();
  bool ok = pw_window_init(&space->window, memory->words, MAP_MEMORY_BASE_PA, memory->frame_count, memory->live,
                           memory->frame_count) == PW_OK &&
            init_source(space) && create_space(space);
  if (!ok) {
    free(space);
    return NULL;
  }
  return space;
}

static void *adapter_open_stack(struct map_memory *memory) {
  return open_space(memory, init_stack_source);
}

static void *adapter_open_buddy(struct map_memory *memory) {
  return open_space(memory, init_buddy_source);
}

static void adapter_close(void *argument) {
  struct pagewright_space *space = argument;
  (void)pw_address_space_destroy(&space->space);
  free(space);
}

static uint64_t adapter_renew(void *argument) {
  struct pagewright_space *space = argument;
  return pw_address_space_destroy(&space->space) == PW_OK && create_space(space) ? 0 : 1;
}

static uint32_t adapter_table_count(const void *argument) {
  const struct pagewright_space *space = argument;
  struct pw_address_space_stats stats = {.table_count = 0};
  (void)pw_address_space_stats(&space->space, &stats);
  return stats.table_count;
}

static bool adapter_is_sound(const void *argument) {
  const struct pagewright_space *space = argument;
  return pw_address_space_check(&space->space, space->memory->seen, space->memory->frame_count) == PW_OK;
}

static const struct map_loops adapter_loops = ADAPTER_LOOPS(adapter_renew);

const struct mapper bench_map_pagewright = {
    "pagewright",       "Pagewright",  &adapter_loops,      true,
    adapter_open_stack, adapter_close, adapter_table_count, adapter_is_sound,
};

const struct mapper bench_map_pagewright_buddy = {
    "pagewright-buddy", "Pagewright, buddy", &adapter_loops,      true,
    adapter_open_buddy, adapter_close,       adapter_table_count, adapter_is_sound,
};
