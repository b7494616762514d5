#include "bench/plain_walker.h"

#include <stddef.h>

#define TABLE_BYTES  4096u
#define ENTRY_COUNT  512u
#define LAST_LEVEL   3u
#define VALID        1u
#define KIND         3u /* the two low bits */
#define KIND_TABLE   3u
#define KIND_BLOCK   1u
#define KIND_PAGE    3u
#define ADDRESS_MASK 0x0000FFFFFFFFF000u

static uint64_t *table_at(const struct plain_walker *walker, uint64_t pa) {
  return walker->words + (pa - walker->base_pa) / sizeof *walker->words;
}

static uint64_t pa_of(const struct plain_walker *walker, const uint64_t *table) {
  return walker->base_pa + (uint64_t)(table - walker->words) * sizeof *walker->words;
}

static uint32_t index_of(uint64_t va, uint32_t level) {
  return (uint32_t)(va >> (39 - 9 * level)) & (ENTRY_COUNT - 1);
}

static bool is_table(uint64_t entry) {
  return (entry & KIND) == KIND_TABLE;
}

static uint64_t *new_table(struct plain_walker *walker) {
  uint64_t pa = free_stack_alloc(walker->frames);
  if (pa == FREE_STACK_NONE) {
    return NULL;
  }
  uint64_t *table = table_at(walker, pa);
  for (uint32_t i = 0; i < ENTRY_COUNT; i++) {
    table[i] = 0;
  }
  walker->tlb->dsb_ishst(walker->tlb);
  return table;
}

static uint64_t *get_or_create(struct plain_walker *walker, uint64_t *entry) {
  if (is_table(*entry)) {
    return table_at(walker, *entry & ADDRESS_MASK);
  }
  uint64_t *table = (*entry & VALID) != 0 ? NULL : new_table(walker);
  if (table != NULL) {
    *entry = pa_of(walker, table) | KIND_TABLE;
  }
  return table;
}

bool plain_walker_create(struct plain_walker *walker) {
  walker->root = new_table(walker);
  return walker->root != NULL;
}

bool plain_walker_map(struct plain_walker *walker, uint64_t va, uint64_t pa, uint32_t level, uint64_t flags) {
  uint64_t *table = walker->root;
  for (uint32_t i = 0; i < level; i++) {
    table = get_or_create(walker, &table[index_of(va, i)]);
    if (table == NULL) {
      return false;
    }
  }
  uint64_t *entry = &table[index_of(va, level)];
  if ((*entry & VALID) != 0) {
    return false;
  }
  *entry = pa | flags | (level == LAST_LEVEL ? KIND_PAGE : KIND_BLOCK);
  walker->tlb->dsb_ishst(walker->tlb);
  walker->tlb->isb(walker->tlb);
  return true;
}

static bool is_empty(const uint64_t *table) {
  for (uint32_t i = 0; i < ENTRY_COUNT; i++) {
    if (table[i] != 0) {
      return false;
    }
  }
  return true;
}

bool plain_walker_unmap(struct plain_walker *walker, uint64_t va, uint32_t level) {
  uint64_t *tables[LAST_LEVEL + 1] = {walker->root};
  for (uint32_t i = 0; i < level; i++) {
    uint64_t entry = tables[i][index_of(va, i)];
    if (!is_table(entry)) {
      return false;
    }
    tables[i + 1] = table_at(walker, entry & ADDRESS_MASK);
  }
  uint64_t *entry = &tables[level][index_of(va, level)];
  if ((*entry & KIND) != (level == LAST_LEVEL ? KIND_PAGE : KIND_BLOCK)) {
    return false;
  }
  *entry = 0;
  uint32_t kept = level;
  while (walker->reclaims && kept > 0 && is_empty(tables[kept])) {
    kept--;
    tables[kept][index_of(va, kept)] = 0;
  }
  walker->tlb->dsb_ishst(walker->tlb);
  walker->tlb->tlbi_va(walker->tlb, va, kept == level ? level : PW_TLBI_ANY_LEVEL, 0);
  walker->tlb->dsb_ish(walker->tlb);
  walker->tlb->isb(walker->tlb);
  for (uint32_t i = level; i > kept; i--) {
    free_stack_free(walker->frames, pa_of(walker, tables[i]));
  }
  return true;
}

/* A valid entry goes, and every TLB forgets it. */
static void break_entry(struct plain_walker *walker, uint64_t *entry, uint64_t va, uint32_t level) {
  *entry = 0;
  walker->tlb->dsb_ishst(walker->tlb);
  walker->tlb->tlbi_va(walker->tlb, va, level, 0);
  walker->tlb->dsb_ish(walker->tlb);
}

static uint64_t *split(struct plain_walker *walker, uint64_t *entry, uint64_t va) {
  uint64_t first = (*entry & ~(uint64_t)KIND) | KIND_PAGE;
  uint64_t *table = new_table(walker);
  if (table == NULL) {
    return NULL;
  }
  for (uint32_t i = 0; i < ENTRY_COUNT; i++) {
    table[i] = first + i * (uint64_t)TABLE_BYTES;
  }
  break_entry(walker, entry, va, LAST_LEVEL - 1);
  *entry = pa_of(walker, table) | KIND_TABLE;
  walker->tlb->dsb_ishst(walker->tlb);
  return table;
}

bool plain_walker_protect_page(struct plain_walker *walker, uint64_t va, uint64_t flags) {
  uint64_t *table = walker->root;
  for (uint32_t i = 0; i < LAST_LEVEL; i++) {
    uint64_t *link = &table[index_of(va, i)];
    if (is_table(*link)) {
      table = table_at(walker, *link & ADDRESS_MASK);
    } else {
      table = i == LAST_LEVEL - 1 && (*link & KIND) == KIND_BLOCK ? split(walker, link, va) : NULL;
    }
    if (table == NULL) {
      return false;
    }
  }
  uint64_t *entry = &table[index_of(va, LAST_LEVEL)];
  uint64_t leaf = (*entry & ADDRESS_MASK) | flags | KIND_PAGE;
  if ((*entry & KIND) != KIND_PAGE) {
    return false;
  }
  break_entry(walker, entry, va, LAST_LEVEL);
  *entry = leaf;
  walker->tlb->dsb_ishst(walker->tlb);
  walker->tlb->isb(walker->tlb);
  return true;
}

bool plain_walker_merge(struct plain_walker *walker, uint64_t va) {
  uint64_t *table = walker->root;
  uint64_t *link = NULL;
  for (uint32_t i = 0; i < LAST_LEVEL; i++) {
    link = &table[index_of(va, i)];
    if (!is_table(*link)) {
      return false;
    }
    table = table_at(walker, *link & ADDRESS_MASK);
  }
  uint64_t first = table[0];
  bool is_one = (first & KIND) == KIND_PAGE && (first & ADDRESS_MASK) % (ENTRY_COUNT * (uint64_t)TABLE_BYTES) == 0;
  for (uint32_t i = 0; i < ENTRY_COUNT && is_one; i++) {
    is_one = table[i] == first + i * (uint64_t)TABLE_BYTES;
  }
  if (!is_one) {
    return false;
  }
  *link = 0;
  walker->tlb->dsb_ishst(walker->tlb);
  walker->tlb->tlbi_all(walker->tlb);
  walker->tlb->dsb_ish(walker->tlb);
  *link = (first & ~(uint64_t)KIND) | KIND_BLOCK;
  walker->tlb->dsb_ishst(walker->tlb);
  walker->tlb->isb(walker->tlb);
  free_stack_free(walker->frames, pa_of(walker, table));
  return true;
}

uint64_t plain_walker_translate(const struct plain_walker *walker, uint64_t va) {
  const uint64_t *table = walker->root;
  for (uint32_t level = 0;; level++) {
    uint64_t entry = table[index_of(va, level)];
    if ((entry & VALID) == 0) {
      return PLAIN_WALKER_NOT_MAPPED;
    }
    if (level == LAST_LEVEL || !is_table(entry)) {
      uint64_t offset_mask = ((uint64_t)1 << (39 - 9 * level)) - 1;
      return (entry & ADDRESS_MASK & ~offset_mask) | (va & offset_mask);
    }
    table = table_at(walker, entry & ADDRESS_MASK);
  }
}

/* Children first. */
static void free_tables(struct plain_walker *walker, uint64_t *table, uint32_t level) {
  for (uint32_t i = 0; level < LAST_LEVEL && i < ENTRY_COUNT; i++) {
    if (is_table(table[i])) {
      free_tables(walker, table_at(walker, table[i] & ADDRESS_MASK), level + 1);
    }
  }
  free_stack_free(walker->frames, pa_of(walker, table));
}

void plain_walker_destroy(struct plain_walker *walker) {
  walker->tlb->dsb_ishst(walker->tlb);
  walker->tlb->tlbi_all(walker->tlb);
  walker->tlb->dsb_ish(walker->tlb);
  walker->tlb->isb(walker->tlb);
  free_tables(walker, walker->root, 0);
  walker->root = NULL;
}
