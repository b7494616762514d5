/*
 * Device tree: where RAM is and which parts of it are taken, read from a flattened device tree (Devicetree
 * Specification v0.4) with libfdt.
 *
 * The tree is checked as a whole when it is opened; after that no call reads outside it, whatever its contents. What is
 * wrong with it is told by PW_ERR_BAD_DEVICE_TREE; a call that is refused has changed nothing.
 *
 * Addresses in the tree are taken as physical ones: memory nodes are children of the root, and /reserved-memory must
 * have an empty 'ranges' or none. Nodes whose 'status' is neither "okay" nor "ok" are passed over.
 */
#ifndef PAGEWRIGHT_DEVICE_TREE_H
#define PAGEWRIGHT_DEVICE_TREE_H

#include <stdint.h>

#include <pagewright/regions.h>
#include <pagewright/status.h>

struct pw_device_tree {
  const void *blob;
  uint32_t size_bytes; /* as the header of the tree says */
};

/* One range of RAM as a memory node names it, before anything is sorted or merged. */
struct pw_memory_bank {
  uint64_t pa;
  uint64_t bytes;
  uint32_t numa_node; /* 'numa-node-id', 0 if there is none */
};

/* Where a walk over the banks stands; all zero at the start. */
struct pw_memory_bank_cursor {
  int32_t node;
  uint32_t entry;
};

/* Checks the tree at 'blob', of which at most 'readable_bytes' may be read, and remembers it in *tree. The blob is not
 * copied: it must stay as it is while *tree is in use. O(size of the tree).
 * Errors: INVALID_ARGUMENT (null), MISALIGNED (blob is no multiple of 8), BAD_DEVICE_TREE (no device tree, damaged, cut
 * short, older than version 17, or larger than readable_bytes). */
enum pw_status pw_device_tree_open(struct pw_device_tree *tree, const void *blob, uint64_t readable_bytes);

/* The next bank, in the order of the tree; empty ones are passed over. PW_ERR_OUT_OF_RANGE after the last one.
 * Errors: INVALID_ARGUMENT (null), BAD_DEVICE_TREE (a memory node without a 'reg' of whole entries, cells that are
 * neither 1 nor 2, a range beyond the address space). */
enum pw_status pw_device_tree_next_bank(const struct pw_device_tree *tree, struct pw_memory_bank_cursor *cursor,
                                        struct pw_memory_bank *bank);

/* Adds all banks to 'ram'. Errors: as pw_device_tree_next_bank, BAD_DEVICE_TREE also if there is no RAM at all;
 * TOO_MANY_REGIONS if 'ram' has fewer free places than the tree has banks. */
enum pw_status pw_device_tree_memory(const struct pw_device_tree *tree, struct pw_regions *ram);

/* *initrd = the initial RAM disk that /chosen names, by 32- or 64-bit cells each; bytes is 0 if there is none.
 * Errors: INVALID_ARGUMENT (null), BAD_DEVICE_TREE (one end without the other, a cell of another size, end < start). */
enum pw_status pw_device_tree_initrd(const struct pw_device_tree *tree, struct pw_region *initrd);

/* Adds to 'reserved' everything the tree says is taken: the reservation block, each child of /reserved-memory that has
 * a 'reg' (whether 'no-map' or not), the initrd, and the tree itself, which lies at 'tree_pa'. A child with a 'size'
 * and no 'reg' asks the kernel to choose a place later; it takes nothing now and is passed over.
 * Errors: INVALID_ARGUMENT (null), BAD_DEVICE_TREE, OVERFLOW (tree_pa), TOO_MANY_REGIONS if 'reserved' has fewer free
 * places than there are ranges to add. */
enum pw_status pw_device_tree_reservations(const struct pw_device_tree *tree, uint64_t tree_pa,
                                           struct pw_regions *reserved);

/* Adds to 'no_map' those children of /reserved-memory that have 'no-map': they are reserved, and a kernel must not map
 * them either. Errors: as above. */
enum pw_status pw_device_tree_no_map(const struct pw_device_tree *tree, struct pw_regions *no_map);

#endif
