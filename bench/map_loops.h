/*
 * The loops that are measured, compiled into each adapter: the file that includes this one defines before
 *   static inline bool adapter_map(void *space, uint64_t va, uint64_t pa, uint32_t level);    false: refused
 *   static inline bool adapter_unmap(void *space, uint64_t va, uint32_t level);
 *   static inline uint64_t adapter_translate(void *space, uint64_t va, uint32_t level);     or MAP_NOT_MAPPED
 *   static inline bool adapter_map_range(void *space, uint64_t va, uint64_t pa, uint64_t length, uint32_t level);
 *   static inline bool adapter_unmap_range(void *space, uint64_t va, uint64_t length, uint32_t level);
 *   static inline bool adapter_protect_range(void *space, uint64_t va, uint64_t length);
 *   static inline bool adapter_protect_part(void *space, uint64_t va);                   of a 2 MiB block, a page
 *   static inline bool adapter_merge_range(void *space, uint64_t va, uint64_t length);
 * and takes the functions of 'struct map_loops' from here.
 */
#include <stddef.h>

#include "bench/mapper.h"

static uint64_t loop_map_run(void *space, uint32_t level, uint64_t va, uint64_t count) {
  uint64_t failures = 0;
  uint64_t bytes = map_level_bytes(level);
  for (uint64_t i = 0; i < count; i++) {
    failures += !adapter_map(space, va, map_pa_of(va), level);
    va += bytes;
  }
  return failures;
}

static uint64_t loop_unmap_run(void *space, uint32_t level, uint64_t va, uint64_t count) {
  uint64_t failures = 0;
  uint64_t bytes = map_level_bytes(level);
  for (uint64_t i = 0; i < count; i++) {
    failures += !adapter_unmap(space, va, level);
    va += bytes;
  }
  return failures;
}

static uint64_t loop_map_each(void *space, const uint64_t *vas, uint64_t count) {
  uint64_t failures = 0;
  for (uint64_t i = 0; i < count; i++) {
    failures += !adapter_map(space, vas[i], map_pa_of(vas[i]), MAP_LEVEL_PAGE);
  }
  return failures;
}

static uint64_t loop_unmap_each(void *space, const uint64_t *vas, uint64_t count) {
  uint64_t failures = 0;
  for (uint64_t i = 0; i < count; i++) {
    failures += !adapter_unmap(space, vas[i], MAP_LEVEL_PAGE);
  }
  return failures;
}

static uint64_t loop_map_and_unmap_each(void *space, const uint64_t *vas, uint64_t count) {
  uint64_t failures = 0;
  for (uint64_t i = 0; i < count; i++) {
    failures += !adapter_map(space, vas[i], map_pa_of(vas[i]), MAP_LEVEL_PAGE);
    failures += !adapter_unmap(space, vas[i], MAP_LEVEL_PAGE);
  }
  return failures;
}

static uint64_t loop_translate_run(void *space, uint32_t level, uint64_t va, uint64_t count) {
  uint64_t failures = 0;
  for (uint64_t i = 0; i < count; i++) {
    failures += adapter_translate(space, va, level) != map_pa_of(va);
    va += MAP_PAGE_BYTES;
  }
  return failures;
}

static uint64_t loop_translate_each(void *space, const uint64_t *vas, uint64_t count) {
  uint64_t failures = 0;
  for (uint64_t i = 0; i < count; i++) {
    failures += adapter_translate(space, vas[i], MAP_LEVEL_PAGE) != map_pa_of(vas[i]);
  }
  return failures;
}

static uint64_t loop_map_range(void *space, uint32_t level, uint64_t va, uint64_t length) {
  return !adapter_map_range(space, va, map_pa_of(va), length, level);
}

static uint64_t loop_unmap_range(void *space, uint32_t level, uint64_t va, uint64_t length) {
  return !adapter_unmap_range(space, va, length, level);
}

static uint64_t loop_protect_range(void *space, uint64_t va, uint64_t length) {
  return !adapter_protect_range(space, va, length);
}

static uint64_t loop_protect_parts(void *space, uint64_t va, uint64_t count) {
  uint64_t failures = 0;
  for (uint64_t i = 0; i < count; i++) {
    failures += !adapter_protect_part(space, va + i * MAP_BLOCK_BYTES + MAP_PART_PAGE * MAP_PAGE_BYTES);
  }
  return failures;
}

static uint64_t loop_merge_range(void *space, uint64_t va, uint64_t length) {
  return !adapter_merge_range(space, va, length);
}

/* All loops but 'renew', which is the adapter's own. */
#define ADAPTER_LOOPS(renew)                                                                                           \
  {                                                                                                                    \
    loop_map_run, loop_unmap_run, loop_map_each, loop_unmap_each, loop_map_and_unmap_each, loop_translate_run,         \
        loop_translate_each, loop_map_range, loop_unmap_range, loop_protect_range, loop_protect_parts,                 \
        loop_merge_range, renew                                                                                        \
  }
