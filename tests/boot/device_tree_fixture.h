/*
 * The fixture of the device-tree tests: a tree that is built, the reader's view of it, and a set to read into.
 */
#ifndef PAGEWRIGHT_TESTS_BOOT_DEVICE_TREE_FIXTURE_H
#define PAGEWRIGHT_TESTS_BOOT_DEVICE_TREE_FIXTURE_H

#include <stdint.h>

#include <pagewright/device_tree.h>

#include "tests/boot/tree_builder.h"

#define CAPACITY 16u
#define TREE_PA  0x49000000u

struct device_tree_fixture {
  struct tree_builder builder;
  struct pw_device_tree tree;
  struct pw_region items[CAPACITY];
  struct pw_regions set;
};

extern struct device_tree_fixture f;

/* An empty set and a tree without anything; with a root of two cells for addresses and sizes. */
void begin(void);
void begin_with_root(void);
/* Ends the tree; the reader must accept it. */
void finish_and_open(void);
/* The tree that the device tree compiler made of board.dts. */
void open_board(void);
void assert_region(uint32_t index, uint64_t pa, uint64_t bytes);

#endif
