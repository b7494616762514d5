/* Where things are: the machine's physical memory, the image (image.ld), and the virtual addresses the image uses. */
#ifndef FIRMWARE_LAYOUT_H
#define FIRMWARE_LAYOUT_H

#include <stdint.h>

/* QEMU virt: RAM begins here, and so does a device tree that comes with an ELF image. */
#define LAYOUT_RAM_BASE_PA           UINT64_C(0x40000000)
#define LAYOUT_DEVICE_TREE_PA        LAYOUT_RAM_BASE_PA
#define LAYOUT_DEVICE_TREE_MAX_BYTES UINT64_C(0x200000)

/* Upper half: all RAM in one linear map (the window), then areas to play with. */
#define LAYOUT_DIRECT_MAP_VA  UINT64_C(0xffff000000000000)
#define LAYOUT_HIGH_AREA_VA   UINT64_C(0xffff800000000000)
#define LAYOUT_BLOCK_AREA_VA  UINT64_C(0xffffa00000000000)
#define LAYOUT_DEMAND_AREA_VA UINT64_C(0xffffc00000000000)
#define LAYOUT_FAULT_AREA_VA  UINT64_C(0xffffe00000000000)
#define LAYOUT_SHARED_AREA_VA UINT64_C(0xfffff00000000000)
/* Lower half: the image, the device tree and the serial port at their physical addresses; an area to play with. */
#define LAYOUT_LOW_AREA_VA UINT64_C(0x0000200000000000)

extern char image_start[], image_text_end[], image_rodata_end[], image_data_end[];
extern char kernel_stack_guard[], kernel_stack_start[], kernel_stack_end[];
extern char exception_stack_start[], exception_stack_end[];
extern char secondary_stacks_start[], secondary_stacks_end[];
extern char image_end[];

/* The address of a symbol of the image, physical and virtual alike. */
#define LAYOUT_ADDRESS(symbol) ((uint64_t)(uintptr_t)(symbol))

/* Stacks of the CPUs 1 to LAYOUT_SECONDARY_CPUS: two a CPU, all of one size, each with a page below it that is never
 * mapped. */
#define LAYOUT_SECONDARY_CPUS 3u
#define LAYOUT_GUARD_BYTES    UINT64_C(4096)

enum layout_stack_kind { LAYOUT_KERNEL_STACK, LAYOUT_EXCEPTION_STACK, LAYOUT_STACK_KINDS };

struct layout_stack {
  uint64_t guard;
  uint64_t start;
  uint64_t end;
};

static inline struct layout_stack layout_secondary_stack(uint32_t cpu, enum layout_stack_kind kind) {
  uint64_t bytes = (LAYOUT_ADDRESS(secondary_stacks_end) - LAYOUT_ADDRESS(secondary_stacks_start)) /
                   (LAYOUT_SECONDARY_CPUS * LAYOUT_STACK_KINDS);
  uint64_t guard = LAYOUT_ADDRESS(secondary_stacks_start) + ((cpu - 1) * LAYOUT_STACK_KINDS + kind) * bytes;
  struct layout_stack stack = {guard, guard + LAYOUT_GUARD_BYTES, guard + bytes};

  return stack;
}

#endif
