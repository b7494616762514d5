/*
 * What the benchmark of page tables knows of a mapper: how to open an address space in given memory, and the loops that
 * are measured.
 *
 * The loops are compiled once for each mapper (bench/map_loops.h), with the mapper's own functions called directly, so
 * that all pay the same for the harness: one call across files for each operation, and nothing else. A new kind of call
 * is a loop here and a function in each adapter.
 */
#ifndef PAGEWRIGHT_BENCH_MAPPER_H
#define PAGEWRIGHT_BENCH_MAPPER_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/map_memory.h"

#define MAP_VA_BASE     0xFFFF000000000000u /* the benchmark's addresses begin here and are served in order by ... */
#define MAP_PA_BASE     0x2000000000u       /* ... the memory that begins here */
#define MAP_LEVEL_PAGE  3u
#define MAP_LEVEL_BLOCK 2u
#define MAP_PAGE_BYTES  0x1000u
#define MAP_BLOCK_BYTES 0x200000u
#define MAP_BLOCK_PAGES 512u
#define MAP_PART_PAGE   5u /* the page of a block that is given other attributes alone */
#define MAP_NOT_MAPPED  UINT64_MAX

static inline uint64_t map_pa_of(uint64_t va) {
  return va - MAP_VA_BASE + MAP_PA_BASE;
}

static inline uint64_t map_level_bytes(uint32_t level) {
  return level == MAP_LEVEL_PAGE ? MAP_PAGE_BYTES : MAP_BLOCK_BYTES;
}

/* Each answers how many calls failed: were refused, or translated to another address than was mapped. */
struct map_loops {
  /* 'count' pages or blocks side by side from va on. */
  uint64_t (*map_run)(void *space, uint32_t level, uint64_t va, uint64_t count);
  uint64_t (*unmap_run)(void *space, uint32_t level, uint64_t va, uint64_t count);
  /* The page of each address. */
  uint64_t (*map_each)(void *space, const uint64_t *vas, uint64_t count);
  uint64_t (*unmap_each)(void *space, const uint64_t *vas, uint64_t count);
  /* The page of each address mapped and unmapped again before the next. */
  uint64_t (*map_and_unmap_each)(void *space, const uint64_t *vas, uint64_t count);
  /* One address in each 4 KiB from va on; 'level' is where the leaves stand. */
  uint64_t (*translate_run)(void *space, uint32_t level, uint64_t va, uint64_t count);
  uint64_t (*translate_each)(void *space, const uint64_t *vas, uint64_t count);
  /* A range by one call, where the mapper has such a call. 'level' is where the leaves are to stand, or stand. */
  uint64_t (*map_range)(void *space, uint32_t level, uint64_t va, uint64_t length);
  uint64_t (*unmap_range)(void *space, uint32_t level, uint64_t va, uint64_t length);
  /* A range of pages, all of them writable, is given read-only attributes. */
  uint64_t (*protect_range)(void *space, uint64_t va, uint64_t length);
  /* The same for one page of each of 'count' blocks of 2 MiB side by side, which are split for it. */
  uint64_t (*protect_parts)(void *space, uint64_t va, uint64_t count);
  /* A range of pages becomes one of 2 MiB blocks. */
  uint64_t (*merge_range)(void *space, uint64_t va, uint64_t length);
  /* The space destroyed with all that is mapped in it, and an empty one created in its place. Null: has no such thing.
   */
  uint64_t (*renew)(void *space);
};

struct mapper {
  const char *name;  /* on the command line */
  const char *title; /* in tables */
  const struct map_loops *loops;
  bool gives_back; /* a table returns to where it came from as soon as it is empty */
  /* An empty space whose tables come from the memory; null when there is no memory for it. */
  void *(*open)(struct map_memory *memory);
  /* Whatever is mapped goes. */
  void (*close)(void *space);
  /* Frames that are tables now. Null: tables neither come nor go. */
  uint32_t (*table_count)(const void *space);
  /* The mapper's own check of all its tables. Null: it has none. */
  bool (*is_sound)(const void *space);
};

extern const struct mapper bench_map_pagewright;       /* tables from a stack of free frames, as the plain walker's */
extern const struct mapper bench_map_pagewright_buddy; /* tables from the buddy */
extern const struct mapper bench_map_plain;            /* tables stay when they are empty */
extern const struct mapper bench_map_plain_reclaim;
extern const struct mapper bench_map_floor;

#endif
