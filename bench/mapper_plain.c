#include <stdlib.h>

#include "bench/mapper.h"
#include "bench/plain_walker.h"

/* Kernel data: access flag, inner shareable, neither EL0 nor EL1 executes. */
#define PLAIN_FLAGS     (0x400u | 0x300u | 0x60000000000000u)
#define PLAIN_READ_ONLY (PLAIN_FLAGS | 0x80u)

static inline bool adapter_map(void *space, uint64_t va, uint64_t pa, uint32_t level) {
  return plain_walker_map(space, va, pa, level, PLAIN_FLAGS);
}

static inline bool adapter_unmap(void *space, uint64_t va, uint32_t level) {
  return plain_walker_unmap(space, va, level);
}

static inline uint64_t adapter_translate(void *space, uint64_t va, uint32_t level) {
  (void)level;
  return plain_walker_translate(space, va);
}

/* It knows single leaves only. */
static inline bool adapter_map_range(void *space, uint64_t va, uint64_t pa, uint64_t length, uint32_t level) {
  bool ok = true;
  for (uint64_t done = 0; done < length; done += map_level_bytes(level)) {
    ok = plain_walker_map(space, va + done, pa + done, level, PLAIN_FLAGS) && ok;
  }
  return ok;
}

static inline bool adapter_unmap_range(void *space, uint64_t va, uint64_t length, uint32_t level) {
  bool ok = true;
  for (uint64_t done = 0; done < length; done += map_level_bytes(level)) {
    ok = plain_walker_unmap(space, va + done, level) && ok;
  }
  return ok;
}

static inline bool adapter_protect_range(void *space, uint64_t va, uint64_t length) {
  bool ok = true;
  for (uint64_t done = 0; done < length; done += MAP_PAGE_BYTES) {
    ok = plain_walker_protect_page(space, va + done, PLAIN_READ_ONLY) && ok;
  }
  return ok;
}

static inline bool adapter_protect_part(void *space, uint64_t va) {
  return plain_walker_protect_page(space, va, PLAIN_READ_ONLY);
}

static inline bool adapter_merge_range(void *space, uint64_t va, uint64_t length) {
  bool ok = true;
  for (uint64_t done = 0; done < length; done += MAP_BLOCK_BYTES) {
    ok = plain_walker_merge(space, va + done) && ok;
  }
  return ok;
}

#include "bench/map_loops.h"

struct plain_space {
  struct plain_walker walker; /* first: a space is passed on as its walker */
  struct free_stack frames;
};

static struct plain_space *open_space(struct map_memory *memory, bool reclaims) {
  struct plain_space *space = malloc(sizeof *space);
  if (space == NULL) {
    return NULL;
  }
  free_stack_init(&space->frames, memory->stack, memory->frame_count, MAP_MEMORY_BASE_PA);
  space->walker = (struct plain_walker){.words = memory->words,
                                        .base_pa = MAP_MEMORY_BASE_PA,
                                        .frames = &space->frames,
                                        .tlb = &memory->tlb,
                                        .root = NULL,
                                        .reclaims = reclaims};
  if (!plain_walker_create(&space->walker)) {
    free(space);
    return NULL;
  }
  return space;
}

static void *adapter_open(struct map_memory *memory) {
  return open_space(memory, false);
}

static void *adapter_open_reclaim(struct map_memory *memory) {
  return open_space(memory, true);
}

static void adapter_close(void *argument) {
  struct plain_space *space = argument;
  plain_walker_destroy(&space->walker);
  free(space);
}

static uint64_t adapter_renew(void *space) {
  plain_walker_destroy(space);
  return plain_walker_create(space) ? 0 : 1;
}

static uint32_t adapter_table_count(const void *argument) {
  const struct plain_space *space = argument;
  return space->frames.frame_count - space->frames.free_count;
}

static const struct map_loops adapter_loops = ADAPTER_LOOPS(adapter_renew);

const struct mapper bench_map_plain = {
    "plain", "plain walker", &adapter_loops, false, adapter_open, adapter_close, adapter_table_count, NULL,
};

const struct mapper bench_map_plain_reclaim = {
    "plain-reclaim",      "plain, reclaim", &adapter_loops,      true,
    adapter_open_reclaim, adapter_close,    adapter_table_count, NULL,
};
