/*
 * The floor: the leaf tables alone, side by side, with one store for a map or unmap and one load for a translation. A
 * range is filled with a pattern, entry after entry.
 * There is no tree to walk, nothing to be refused and no barrier; no mapper that has these can be faster.
 */
#include <stdlib.h>

#include "bench/mapper.h"

#define FLOOR_PATTERN   0x60000000000703u /* as a page's descriptor has beside the address */
#define FLOOR_READ_ONLY 0x80u
#define FLOOR_ADDRESS   0x0000FFFFFFFFF000u

struct floor_space {
  uint64_t *pages;  /* an entry for each page */
  uint64_t *blocks; /* an entry for each 2 MiB */
};

static inline uint64_t *floor_entry(const struct floor_space *space, uint64_t va, uint32_t level) {
  uint64_t offset = va - MAP_VA_BASE;
  return level == MAP_LEVEL_PAGE ? &space->pages[offset / MAP_PAGE_BYTES] : &space->blocks[offset / MAP_BLOCK_BYTES];
}

static inline bool adapter_map(void *space, uint64_t va, uint64_t pa, uint32_t level) {
  *floor_entry(space, va, level) = pa | FLOOR_PATTERN;
  return true;
}

static inline bool adapter_unmap(void *space, uint64_t va, uint32_t level) {
  *floor_entry(space, va, level) = 0;
  return true;
}

static inline uint64_t adapter_translate(void *space, uint64_t va, uint32_t level) {
  return (*floor_entry(space, va, level) & FLOOR_ADDRESS) + va % map_level_bytes(level);
}

static inline bool adapter_map_range(void *space, uint64_t va, uint64_t pa, uint64_t length, uint32_t level) {
  uint64_t *entries = floor_entry(space, va, level);
  uint64_t bytes = map_level_bytes(level);
  uint64_t entry = pa | FLOOR_PATTERN;
  for (uint64_t i = 0; i < length / bytes; i++) {
    entries[i] = entry + i * bytes;
  }
  return true;
}

static inline bool adapter_unmap_range(void *space, uint64_t va, uint64_t length, uint32_t level) {
  uint64_t *entries = floor_entry(space, va, level);
  for (uint64_t i = 0; i < length / map_level_bytes(level); i++) {
    entries[i] = 0;
  }
  return true;
}

static inline bool adapter_protect_range(void *space, uint64_t va, uint64_t length) {
  uint64_t *entries = floor_entry(space, va, MAP_LEVEL_PAGE);
  for (uint64_t i = 0; i < length / MAP_PAGE_BYTES; i++) {
    entries[i] |= FLOOR_READ_ONLY;
  }
  return true;
}

static inline bool adapter_protect_part(void *space, uint64_t va) {
  uint64_t block = va / MAP_BLOCK_BYTES * MAP_BLOCK_BYTES;
  bool ok = adapter_map_range(space, block, map_pa_of(block), MAP_BLOCK_BYTES, MAP_LEVEL_PAGE);
  *floor_entry(space, va, MAP_LEVEL_PAGE) |= FLOOR_READ_ONLY;
  return ok;
}

/* All pages are looked at, as a merge has to. */
static inline bool adapter_merge_range(void *space, uint64_t va, uint64_t length) {
  const uint64_t *entries = floor_entry(space, va, MAP_LEVEL_PAGE);
  uint64_t wrong_count = 0;
  for (uint64_t i = 0; i < length / MAP_PAGE_BYTES; i++) {
    wrong_count += entries[i] != entries[0] + i * MAP_PAGE_BYTES;
  }
  return wrong_count == 0 && adapter_map_range(space, va, map_pa_of(va), length, MAP_LEVEL_BLOCK);
}

#include "bench/map_loops.h"

static void *adapter_open(struct map_memory *memory) {
  struct floor_space *space = malloc(sizeof *space);
  if (space != NULL) {
    *space = (struct floor_space){memory->words, memory->words + memory->span_pages};
  }
  return space;
}

static void adapter_close(void *space) {
  free(space);
}

static const struct map_loops adapter_loops = ADAPTER_LOOPS(NULL);

const struct mapper bench_map_floor = {
    "floor", "floor", &adapter_loops, false, adapter_open, adapter_close, NULL, NULL,
};
