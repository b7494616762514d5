/*
 * The kernel of the image: everything it owns, and its way from the first table to all of RAM.
 *
 *   1. kernel_start_mmu: tables of the early pool map the image, section by section, and the serial port; MMU on.
 *   2. kernel_read_device_tree: the tree is mapped read-only, checked, and read.
 *   3. kernel_start_memory: the metadata's place is found and mapped through the upper half; the buddy gets all RAM.
 *   4. kernel_switch_source: the window grows over all RAM and moves to the direct map; both address spaces take their
 *      tables from the buddy from now on, with the pool behind it.
 *   5. kernel_map_ram: the rest of RAM joins the direct map.
 *
 * A step that fails ends the image with a line that says why.
 */
#ifndef FIRMWARE_KERNEL_H
#define FIRMWARE_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/boot_memory.h>
#include <pagewright/buddy.h>
#include <pagewright/buddy_source.h>
#include <pagewright/device_tree.h>
#include <pagewright/early_pool.h>
#include <pagewright/page_source.h>
#include <pagewright/regions.h>
#include <pagewright/tlb.h>
#include <pagewright/window.h>

#define KERNEL_REGIONS 64u /* of RAM, and of reservations */
#define KERNEL_ASID    1u  /* of entries that are not global; there is one set of them */

struct kernel {
  uint64_t device_tree_pa;
  struct pw_device_tree device_tree;
  struct pw_region initrd;
  struct pw_region ram_items[KERNEL_REGIONS];
  struct pw_region reserved_items[KERNEL_REGIONS];
  struct pw_region no_direct_map_items[KERNEL_REGIONS];
  struct pw_regions ram;
  struct pw_regions reserved;
  struct pw_regions no_direct_map; /* the image's text and constants, and 'no-map' memory */
  struct pw_boot_memory_plan plan;

  struct pw_buddy buddy;
  struct pw_window window;
  uint64_t live_pa; /* the window's counts, once it covers all RAM */
  uint32_t live_order;
  struct pw_early_pool pool;
  struct pw_buddy_source buddy_source;
  struct pw_page_source pool_only;
  struct pw_page_source buddy_only;
  struct pw_page_source buddy_then_pool;
  struct pw_tlb tlb;
  struct pw_address_space low;
  struct pw_address_space high;

  uint32_t free_count_at_start; /* frames of the buddy, before it gave its first page table */
  uint32_t pool_count_at_start; /* tables of the pool at that time */
};

/* The TLB operations of the image, in a source of their own: images that are to fail have other ones (seeded/). */
void kernel_init_tlb(struct pw_tlb *tlb);

void kernel_start_mmu(struct kernel *kernel);
void kernel_read_device_tree(struct kernel *kernel, uint64_t device_tree_pa);
void kernel_start_memory(struct kernel *kernel);
void kernel_switch_source(struct kernel *kernel);
void kernel_map_ram(struct kernel *kernel);
/* Takes back what kernel_map_ram has mapped. */
void kernel_unmap_ram(struct kernel *kernel);

/* Where the direct map shows a byte of RAM. */
uint64_t kernel_direct_va(uint64_t pa);
uint64_t *kernel_direct_words(uint64_t pa);

/* A frame of the buddy, or the end of the image with 'what' in the message. */
uint64_t kernel_take_frame(struct kernel *kernel, const char *what);

/* Ends the image if 'status' is not PW_OK. */
void kernel_require(enum pw_status status, const char *what);

#endif
