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

#include "src/paging/space.h"
#include "src/paging/table.h"

#define LEVEL_OF_PAGES      3u
#define LEVEL_OF_2MB_BLOCKS 2u
#define HIGH_HALF_BASE      0xFFFF000000000000u

/* Bits 63:48 all zero in the lower half, all one in the upper (Arm ARM D8.2.7). */
static bool va_is_canonical(const struct pw_address_space *space, uint64_t va) {
  return space->half == PW_HALF_LOW ? va < PW_VA_HALF_SIZE : va >= HIGH_HALF_BASE;
}

/* The tables from the root towards va, and where they end. */
struct walk {
  uint32_t table[PW_LEVEL_COUNT];
  uint32_t level;      /* of the last table */
  uint64_t descriptor; /* the entry for va in it */
  enum pw_descriptor_kind kind;
};

/* Follow the table entries for va until there is none, or down to the table of the target level. */
static void walk_towards(const struct pw_address_space *space, uint64_t va, uint32_t target_level, struct walk *walk) {
  walk->level = 0u;
  walk->table[0] = space->root_frame;
  walk->descriptor = pw_table_entry(space->window, space->root_frame, pw_va_index(va, 0u));
  walk->kind = pw_descriptor_kind(walk->descriptor, 0u);
  while (walk->level < target_level && walk->kind == PW_DESCRIPTOR_TABLE) {
    uint32_t child = pw_table_child(space->window, walk->descriptor);
    walk->level++;
    walk->table[walk->level] = child;
    walk->descriptor = pw_table_entry(space->window, child, pw_va_index(va, walk->level));
    walk->kind = pw_descriptor_kind(walk->descriptor, walk->level);
  }
}

/* What stands where a leaf of the target level is to go. */
static enum pw_status place_status(const struct walk *walk, uint32_t target_level) {
  if (walk->kind == PW_DESCRIPTOR_INVALID) {
    return PW_OK;
  }
  if (walk->level < target_level) {
    return PW_ERR_BLOCK_IN_THE_WAY;
  }
  return walk->kind == PW_DESCRIPTOR_TABLE ? PW_ERR_TABLE_IN_THE_WAY : PW_ERR_ALREADY_MAPPED;
}

/* What stands where a leaf of the target level is to be removed. */
static enum pw_status leaf_status(const struct walk *walk, uint32_t target_level) {
  if (walk->kind == PW_DESCRIPTOR_INVALID) {
    return PW_ERR_NOT_MAPPED;
  }
  if (walk->level < target_level) {
    return PW_ERR_BLOCK_IN_THE_WAY;
  }
  return walk->kind == PW_DESCRIPTOR_TABLE ? PW_ERR_TABLE_IN_THE_WAY : PW_OK;
}

/* Tables taken from the source and linked nowhere. */
struct reserve {
  uint32_t table[PW_LEVEL_COUNT - 1u];
  uint32_t count;
};

/* Take exactly 'needed' tables, or none. */
static enum pw_status take_reserve(struct pw_address_space *space, uint32_t needed, struct reserve *reserve) {
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
static void zero_reserve(struct pw_address_space *space, const struct reserve *reserve) {
  for (uint32_t i = 0u; i < reserve->count; i++) {
    pw_table_zero(space->window, reserve->table[i]);
  }
  if (reserve->count > 0u) {
    space->tlb->dsb_ishst(space->tlb);
  }
}

/* Link the reserve below the walk's last table and write the leaf into the lowest. Nothing here can fail. */
static void commit(struct pw_address_space *space, uint64_t va, const struct walk *walk, const struct reserve *reserve,
                   uint64_t leaf) {
  uint32_t table = walk->table[walk->level];
  uint32_t level = walk->level;
  for (uint32_t i = 0u; i < reserve->count; i++) {
    pw_table_link(space->window, table, pw_va_index(va, level), reserve->table[i]);
    table = reserve->table[i];
    level++;
  }
  pw_table_set_leaf(space->window, table, pw_va_index(va, level), leaf);
  /* From invalid to valid needs no invalidation, only that walkers see it before the caller goes on. */
  space->tlb->dsb_ishst(space->tlb);
  space->tlb->isb(space->tlb);
}

static enum pw_status map_leaf(struct pw_address_space *space, uint64_t va, uint64_t pa, uint32_t target_level,
                               const struct pw_attributes *attributes) {
  if (!pw_space_is_live(space) || attributes == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!va_is_canonical(space, va)) {
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
  struct walk walk;
  walk_towards(space, va, target_level, &walk);
  status = place_status(&walk, target_level);
  if (status != PW_OK) {
    return status;
  }
  struct reserve reserve;
  status = take_reserve(space, target_level - walk.level, &reserve);
  if (status != PW_OK) {
    return status;
  }
  zero_reserve(space, &reserve);
  commit(space, va, &walk, &reserve, leaf);
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

/* Unlink the tables of the walk that have become empty, lowest first. Returns the level of the lowest that stays. */
static uint32_t unlink_empty(struct pw_address_space *space, uint64_t va, const struct walk *walk) {
  uint32_t level = walk->level;
  while (level > 0u && pw_table_live_count(space->window, walk->table[level]) == 0u) {
    level--;
    pw_table_clear(space->window, walk->table[level], pw_va_index(va, level));
  }
  return level;
}

static enum pw_status unmap_leaf(struct pw_address_space *space, uint64_t va, uint32_t target_level) {
  if (!pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!va_is_canonical(space, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  if (va % pw_level_size(target_level) != 0u) {
    return PW_ERR_MISALIGNED;
  }
  struct walk walk;
  walk_towards(space, va, target_level, &walk);
  enum pw_status status = leaf_status(&walk, target_level);
  if (status != PW_OK) {
    return status;
  }
  pw_table_clear(space->window, walk.table[target_level], pw_va_index(va, target_level));
  uint32_t kept_level = unlink_empty(space, va, &walk);
  /* Break-before-make, Arm ARM D8.16.1. One invalidation serves the leaf and every removed step of the walk to it,
   * since the removed tables held nothing else. */
  space->tlb->dsb_ishst(space->tlb);
  space->tlb->tlbi_va(space->tlb, va, kept_level == target_level ? target_level : PW_TLBI_ANY_LEVEL, space->asid);
  space->tlb->dsb_ish(space->tlb);
  space->tlb->isb(space->tlb);
  for (uint32_t level = target_level; level > kept_level; level--) {
    pw_space_return_table(space, walk.table[level]);
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

enum pw_status pw_translate(const struct pw_address_space *space, uint64_t va, struct pw_translation *translation) {
  if (!pw_space_is_live(space) || translation == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (!va_is_canonical(space, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  struct walk walk;
  walk_towards(space, va, LEVEL_OF_PAGES, &walk);
  if (walk.kind != PW_DESCRIPTOR_BLOCK && walk.kind != PW_DESCRIPTOR_PAGE) {
    return PW_ERR_NOT_MAPPED;
  }
  translation->pa = pw_descriptor_leaf_pa(walk.descriptor, walk.level) + va % pw_level_size(walk.level);
  translation->level = walk.level;
  translation->attributes = pw_descriptor_attributes(walk.descriptor);
  return PW_OK;
}
