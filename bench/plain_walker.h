/*
 * Plain walker: page tables as a small kernel has them, as a yardstick.
 *
 * From the root down to the leaf for every page, getting or creating each table on the way; new tables are zeroed.
 * Nothing is counted: that a table is empty is found by looking at its 512 entries. It believes what it is told:
 * neither addresses nor attributes are checked, and a map that fails half-way leaves the tables behind that it has
 * made. The barriers and invalidations are those of Pagewright, in the same places.
 */
#ifndef PAGEWRIGHT_BENCH_PLAIN_WALKER_H
#define PAGEWRIGHT_BENCH_PLAIN_WALKER_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/tlb.h>

#include "bench/free_stack.h"

#define PLAIN_WALKER_NOT_MAPPED UINT64_MAX

struct plain_walker {
  uint64_t *words; /* physical memory from base_pa on */
  uint64_t base_pa;
  struct free_stack *frames;
  struct pw_tlb *tlb;
  uint64_t *root;
  bool reclaims; /* tables that are empty are looked for and given back */
};

/* An empty space. False: no frame for the root. The other fields are the caller's to set before. */
bool plain_walker_create(struct plain_walker *walker);
/* Every table, the root included, is given back. */
void plain_walker_destroy(struct plain_walker *walker);

/* A leaf of level 2 or 3. 'flags' are the descriptor's attribute bits. False: something is there, or no frame. */
bool plain_walker_map(struct plain_walker *walker, uint64_t va, uint64_t pa, uint32_t level, uint64_t flags);
/* False: no leaf of this level is there. */
bool plain_walker_unmap(struct plain_walker *walker, uint64_t va, uint32_t level);
/* A page is given other attribute bits, break-before-make; a 2 MiB block that it is part of becomes 512 pages before.
 * False: nothing is there, or no frame. */
bool plain_walker_protect_page(struct plain_walker *walker, uint64_t va, uint64_t flags);
/* The 512 pages of a table become one block, and the table is given back. False: they do not lead on from each other,
 * or are not all there. */
bool plain_walker_merge(struct plain_walker *walker, uint64_t va);
/* The physical address of the byte, or PLAIN_WALKER_NOT_MAPPED. */
uint64_t plain_walker_translate(const struct plain_walker *walker, uint64_t va);

#endif
