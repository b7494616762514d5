/*
 * Map: one page or one 2 MiB block, all or nothing.
 *
 * Each operation looks first and writes afterwards. Looking finds every refusal and the number of tables that are
 * missing; those are taken from the source and zeroed while nothing can reach them; from the first write to the live
 * tree on, nothing can fail.
 */
#include <pagewright/map.h>

#include <stddef.h>

#include <pagewright/descriptor.h>

#include "src/paging/path.h"
#include "src/paging/space.h"

#define LEVEL_OF_PAGES      3u
#define LEVEL_OF_2MB_BLOCKS 2u

/* Take exactly 'needed' tables, or none. */
static enum pw_status take_reserve(struct pw_address_space *space, uint32_t needed, struct pw_reserve *reserve) {
  reserve->count = 0u;
  while (reserve->count < needed) {
    uint32_t table = pw_space_take_table(space);
    if (table == PW_NO_FRAME) {
      break;
    }
    reserve->table[reserve->count] = table;
    reserve->count++;
  }
  if (reserve->count == needed) {
    return PW_OK;
  }
  while (reserve->count > 0u) {
    reserve->count--;
    pw_space_return_table(space, reserve->table[reserve->count]);
  }
  return PW_ERR_NO_MEMORY;
}

/* A walker that sees a link has to see zeroes behind it, not what the frame held before (Arm ARM B2.3.12). */
static void zero_reserve(struct pw_address_space *space, const struct pw_reserve *reserve) {
  for (uint32_t i = 0u; i < reserve->count; i++) {
    pw_table_zero(space->window, reserve->table[i]);
  }
  if (reserve->count > 0u) {
    space->tlb->dsb_ishst(space->tlb);
  }
}

/* Hang the leaf into the live tree. Nothing here can fail. */
static void commit(struct pw_address_space *space, struct pw_path path, struct pw_reserve reserve, uint64_t leaf) {
  pw_path_hang_leaf(space->window, path, reserve, leaf);
  /* From invalid to valid needs no invalidation, only that walkers see it before the caller goes on. */
  space->tlb->dsb_ishst(space->tlb);
  space->tlb->isb(space->tlb);
}

static enum pw_status map_leaf(struct pw_address_space *space, uint64_t va, uint64_t pa, uint32_t target_level,
                               const struct pw_attributes *attributes) {
  if (!pw_space_is_live(space) || attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!pw_space_is_canonical(space, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  if (va % pw_level_size(target_level) != 0u) {
    return PW_ERR_MISALIGNED;
  }
  uint64_t leaf = 0u;
  enum pw_status status = pw_descriptor_leaf(pa, target_level, attributes, &leaf);
  if (status != PW_OK) {
    return status;
  }
  if (pa >= (uint64_t)1u << space->pa_bits) {
    return PW_ERR_OUT_OF_RANGE;
  }
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, target_level);
  status = pw_path_place_status(path, target_level);
  if (status != PW_OK) {
    return status;
  }
  struct pw_reserve reserve;
  status = take_reserve(space, target_level - path.level, &reserve);
  if (status != PW_OK) {
    return status;
  }
  zero_reserve(space, &reserve);
  commit(space, path, reserve, leaf);
  space->has_mapped_global = space->has_mapped_global || attributes->global;
  return PW_OK;
}

enum pw_status pw_map_page(struct pw_address_space *space, uint64_t va, uint64_t pa,
                           const struct pw_attributes *attributes) {
  if (pw_space_is_live(space) && space->page_count == UINT32_MAX) {
    return PW_ERR_NO_MEMORY;
  }
  enum pw_status status = map_leaf(space, va, pa, LEVEL_OF_PAGES, attributes);
  if (status == PW_OK) {
    space->page_count++;
  }
  return status;
}

enum pw_status pw_map_block_2mb(struct pw_address_space *space, uint64_t va, uint64_t pa,
                                const struct pw_attributes *attributes) {
  enum pw_status status = map_leaf(space, va, pa, LEVEL_OF_2MB_BLOCKS, attributes);
  if (status == PW_OK) {
    space->block_2mb_count++;
  }
  return status;
}

static enum pw_status unmap_leaf(struct pw_address_space *space, uint64_t va, uint32_t target_level) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!pw_space_is_canonical(space, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  if (va % pw_level_size(target_level) != 0u) {
    return PW_ERR_MISALIGNED;
  }
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, target_level);
  enum pw_status status = pw_path_leaf_status(path, target_level);
  if (status != PW_OK) {
    return status;
  }
  pw_path_clear_leaf(space->window, path);
  uint32_t kept_level = pw_path_prune(space->window, path);
  /* Break-before-make, Arm ARM D8.16.1. One invalidation serves the leaf and every removed step of the walk to it,
   * since the removed tables held nothing else. */
  space->tlb->dsb_ishst(space->tlb);
  space->tlb->tlbi_va(space->tlb, va, kept_level == target_level ? target_level : PW_TLBI_ANY_LEVEL, space->asid);
  space->tlb->dsb_ish(space->tlb);
  space->tlb->isb(space->tlb);
  for (uint32_t level = target_level; level > kept_level; level--) {
    pw_space_return_table(space, path.table[level]);
  }
  return PW_OK;
}

enum pw_status pw_unmap_page(struct pw_address_space *space, uint64_t va) {
  enum pw_status status = unmap_leaf(space, va, LEVEL_OF_PAGES);
  if (status == PW_OK) {
    space->page_count--;
  }
  return status;
}

enum pw_status pw_unmap_block_2mb(struct pw_address_space *space, uint64_t va) {
  enum pw_status status = unmap_leaf(space, va, LEVEL_OF_2MB_BLOCKS);
  if (status == PW_OK) {
    space->block_2mb_count--;
  }
  return status;
}
