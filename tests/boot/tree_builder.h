/*
 * Tree builder: device trees made in a test, by libfdt's sequential writer.
 *
 * A tree is begun, given properties and children from the outside in, and finished; any failure of the writer is
 * remembered and told by tree_finish, so that the steps need no checks of their own.
 */
#ifndef PAGEWRIGHT_TESTS_BOOT_TREE_BUILDER_H
#define PAGEWRIGHT_TESTS_BOOT_TREE_BUILDER_H

#include <stdbool.h>
#include <stdint.h>

#define TREE_BYTES 16384u

struct tree_builder {
  _Alignas(8) uint8_t blob[TREE_BYTES];
  int error;
};

void tree_begin(struct tree_builder *tree);
/* Entries of the reservation block come before the first node. */
void tree_reserve(struct tree_builder *tree, uint64_t pa, uint64_t bytes);
/* The root, with these cells for its children. */
void tree_root(struct tree_builder *tree, uint32_t address_cells, uint32_t size_cells);
void tree_node(struct tree_builder *tree, const char *name);
void tree_end_node(struct tree_builder *tree);
void tree_text(struct tree_builder *tree, const char *name, const char *value);
void tree_flag(struct tree_builder *tree, const char *name);
void tree_u32(struct tree_builder *tree, const char *name, uint32_t value);
void tree_u64(struct tree_builder *tree, const char *name, uint64_t value);
void tree_bytes(struct tree_builder *tree, const char *name, const void *value, uint32_t bytes);
/* A 'reg' of pairs (address, size), 'pair_count' of them, with so many cells each. */
void tree_reg(struct tree_builder *tree, uint32_t address_cells, uint32_t size_cells, const uint64_t *pairs,
              uint32_t pair_count);
/* The two kinds of node that the tests need most: a memory node with one entry, and the frame of /reserved-memory. */
void tree_memory(struct tree_builder *tree, const char *name, uint64_t pa, uint64_t bytes);
void tree_begin_reserved_memory(struct tree_builder *tree);
/* Ends the root and the tree. True iff every step went well. */
bool tree_finish(struct tree_builder *tree);

#endif
