#include "firmware/kernel.h"

#include <pagewright/attributes.h>
#include <pagewright/descriptor.h>
#include <pagewright/map.h>
#include <pagewright/mmu_aarch64.h>

#include "firmware/exception.h"
#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/uart.h"

#define EARLY_WINDOW_FRAMES 2048u /* the window over the image alone: 8 MiB from the start of RAM */
#define ALIGN_ORDER_1GB     18u   /* blocks of the buddy are aligned in physical memory up to 1 GiB */

static uint64_t early_pool_frames[PW_EARLY_POOL_FRAMES * PW_TABLE_ENTRIES] __attribute__((aligned(4096)));
static uint16_t early_live[EARLY_WINDOW_FRAMES];

_Static_assert(sizeof early_pool_frames == PW_EARLY_POOL_FRAMES * PW_PAGE_SIZE, "the pool is whole frames");

void kernel_require(enum pw_status status, const char *what) {
  if (status != PW_OK) {
    log_print("%s: %s\n", what, pw_status_name(status));
    firmware_panic("a step of the start was refused");
  }
}

uint64_t kernel_direct_va(uint64_t pa) {
  return LAYOUT_DIRECT_MAP_VA + pa;
}

uint64_t *kernel_direct_words(uint64_t pa) {
  return (uint64_t *)(uintptr_t)kernel_direct_va(pa);
}

uint64_t kernel_take_frame(struct kernel *kernel, const char *what) {
  uint64_t pa = 0;

  kernel_require(pw_buddy_alloc(&kernel->buddy, 0, &pa), what);
  return pa;
}

static void map_identity(struct pw_address_space *space, uint64_t start_pa, uint64_t end_pa,
                         struct pw_attributes attributes, const char *what) {
  for (uint64_t pa = start_pa - start_pa % PW_PAGE_SIZE; pa < end_pa; pa += PW_PAGE_SIZE) {
    kernel_require(pw_map_page(space, pa, pa, &attributes), what);
  }
}

static void create_space(struct kernel *kernel, struct pw_address_space *space, enum pw_half half) {
  const struct pw_address_space_config config = {
      .window = &kernel->window,
      .source = &kernel->pool_only,
      .tlb = &kernel->tlb,
      .half = half,
      .asid = KERNEL_ASID,
      .pa_bits = pw_pa_bits(pw_mmu_pa_range()),
  };

  kernel_require(pw_address_space_create(space, &config), "address space");
}

static void map_secondary_stacks(struct pw_address_space *low) {
  for (uint32_t cpu = 1; cpu <= LAYOUT_SECONDARY_CPUS; cpu++) {
    for (enum layout_stack_kind kind = LAYOUT_KERNEL_STACK; kind < LAYOUT_STACK_KINDS; kind++) {
      struct layout_stack stack = layout_secondary_stack(cpu, kind);
      map_identity(low, stack.start, stack.end, pw_attributes_kernel_data(), "stack of another CPU");
    }
  }
}

void kernel_start_mmu(struct kernel *kernel) {
  struct pw_address_space *low = &kernel->low;

  kernel_init_tlb(&kernel->tlb);
  kernel_require(pw_window_init(&kernel->window, (uint64_t *)(uintptr_t)LAYOUT_RAM_BASE_PA, LAYOUT_RAM_BASE_PA,
                                EARLY_WINDOW_FRAMES, early_live, EARLY_WINDOW_FRAMES),
                 "window over the image");
  kernel_require(pw_early_pool_init(&kernel->pool, &kernel->window, LAYOUT_ADDRESS(early_pool_frames)), "early pool");
  kernel_require(pw_page_source_init_pool(&kernel->pool_only, &kernel->window, &kernel->pool), "pool as source");
  create_space(kernel, low, PW_HALF_LOW);

  map_identity(low, LAYOUT_ADDRESS(image_start), LAYOUT_ADDRESS(image_text_end), pw_attributes_kernel_text(), "text");
  map_identity(low, LAYOUT_ADDRESS(image_text_end), LAYOUT_ADDRESS(image_rodata_end), pw_attributes_kernel_rodata(),
               "rodata");
  map_identity(low, LAYOUT_ADDRESS(image_rodata_end), LAYOUT_ADDRESS(image_data_end), pw_attributes_kernel_data(),
               "data");
  map_identity(low, LAYOUT_ADDRESS(kernel_stack_start), LAYOUT_ADDRESS(kernel_stack_end), pw_attributes_kernel_data(),
               "kernel stack");
  map_identity(low, LAYOUT_ADDRESS(exception_stack_start), LAYOUT_ADDRESS(exception_stack_end),
               pw_attributes_kernel_data(), "exception stack");
  map_secondary_stacks(low);
  map_identity(low, UART_BASE_PA, UART_BASE_PA + UART_BYTES, pw_attributes_device(), "serial port");

  /* All that was written so far went past the caches: lines of before must not come back. */
  pw_mmu_discard_cache(LAYOUT_ADDRESS(image_text_end), LAYOUT_ADDRESS(image_end) - LAYOUT_ADDRESS(image_text_end));
  pw_mmu_enable(pw_address_space_ttbr(low), 0);
}

/* How many bytes the header claims, or 0 if it is not a header. Only these bytes get mapped; whether the tree is sound
 * is for pw_device_tree_open to say. */
static uint64_t device_tree_claimed_bytes(uint64_t device_tree_pa) {
  const uint8_t *header = (const uint8_t *)(uintptr_t)device_tree_pa;
  uint64_t magic = 0;
  uint64_t bytes = 0;

  for (uint32_t i = 0; i < 4; i++) {
    magic = magic * 256 + header[i];
    bytes = bytes * 256 + header[4 + i];
  }
  return magic == UINT64_C(0xd00dfeed) ? bytes : 0;
}

static _Noreturn void refuse_device_tree(const struct kernel *kernel, const char *what, enum pw_status status) {
  log_print("device tree at %lx refused: %s: %s\n", kernel->device_tree_pa, what, pw_status_name(status));
  firmware_panic("without a device tree the image does not know its memory");
}

static void require_tree(const struct kernel *kernel, enum pw_status status, const char *what) {
  if (status != PW_OK) {
    refuse_device_tree(kernel, what, status);
  }
}

void kernel_read_device_tree(struct kernel *kernel, uint64_t device_tree_pa) {
  const struct pw_attributes rodata = pw_attributes_kernel_rodata();
  uint64_t image_bytes = LAYOUT_ADDRESS(image_end) - LAYOUT_ADDRESS(image_start);
  uint64_t bytes;

  kernel->device_tree_pa = device_tree_pa;
  if (device_tree_pa % 8 != 0) {
    refuse_device_tree(kernel, "no multiple of 8", PW_ERR_MISALIGNED);
  }
  if (device_tree_pa + PW_PAGE_SIZE > LAYOUT_ADDRESS(image_start) && device_tree_pa < LAYOUT_ADDRESS(image_end)) {
    refuse_device_tree(kernel, "it overlaps the image", PW_ERR_OUT_OF_RANGE);
  }
  map_identity(&kernel->low, device_tree_pa, device_tree_pa + 8, rodata, "device tree");
  bytes = device_tree_claimed_bytes(device_tree_pa);
  if (bytes == 0) {
    refuse_device_tree(kernel, "no magic number", PW_ERR_BAD_DEVICE_TREE);
  }
  if (bytes > LAYOUT_DEVICE_TREE_MAX_BYTES) {
    refuse_device_tree(kernel, "it claims more than 2 MiB", PW_ERR_BAD_DEVICE_TREE);
  }
  /* The rest of it; the first page is there. */
  map_identity(&kernel->low, device_tree_pa - device_tree_pa % PW_PAGE_SIZE + PW_PAGE_SIZE, device_tree_pa + bytes,
               rodata, "device tree");
  require_tree(kernel, pw_device_tree_open(&kernel->device_tree, (const void *)(uintptr_t)device_tree_pa, bytes),
               "check of the whole tree");

  kernel_require(pw_regions_init(&kernel->ram, kernel->ram_items, KERNEL_REGIONS), "regions");
  kernel_require(pw_regions_init(&kernel->reserved, kernel->reserved_items, KERNEL_REGIONS), "regions");
  kernel_require(pw_regions_init(&kernel->no_direct_map, kernel->no_direct_map_items, KERNEL_REGIONS), "regions");
  require_tree(kernel, pw_device_tree_memory(&kernel->device_tree, &kernel->ram), "memory nodes");
  require_tree(kernel, pw_device_tree_initrd(&kernel->device_tree, &kernel->initrd), "initrd");
  require_tree(kernel, pw_device_tree_reservations(&kernel->device_tree, device_tree_pa, &kernel->reserved),
               "reservations");
  require_tree(kernel, pw_device_tree_no_map(&kernel->device_tree, &kernel->no_direct_map), "reserved memory");
  kernel_require(pw_regions_add(&kernel->reserved, LAYOUT_ADDRESS(image_start), image_bytes), "the image's memory");
  /* No second, writable way to what is executable or constant. */
  kernel_require(pw_regions_add(&kernel->no_direct_map, LAYOUT_ADDRESS(image_start),
                                LAYOUT_ADDRESS(image_rodata_end) - LAYOUT_ADDRESS(image_start)),
                 "the image's text");
}

/* Whether the 2 MiB at pa can be one block of the direct map. */
static bool is_direct_block(const struct kernel *kernel, uint64_t pa) {
  return pw_regions_contains(&kernel->ram, pa, PW_BLOCK_2MB_SIZE) &&
         pw_regions_common_bytes(&kernel->no_direct_map, pa, PW_BLOCK_2MB_SIZE) == 0;
}

static bool is_direct_page(const struct kernel *kernel, uint64_t pa) {
  return pw_regions_contains(&kernel->ram, pa, PW_PAGE_SIZE) &&
         pw_regions_common_bytes(&kernel->no_direct_map, pa, PW_PAGE_SIZE) == 0;
}

/* The direct map of the 2 MiB at pa: a block if it can be, else page by page. What is there already stays. */
static void map_direct_2mb(struct kernel *kernel, uint64_t pa) {
  const struct pw_attributes data = pw_attributes_kernel_data();
  struct pw_translation translation;

  if (is_direct_block(kernel, pa)) {
    if (pw_translate(&kernel->high, kernel_direct_va(pa), &translation) == PW_ERR_NOT_MAPPED) {
      kernel_require(pw_map_block_2mb(&kernel->high, kernel_direct_va(pa), pa, &data), "block of the direct map");
    }
    return;
  }
  for (uint64_t page_pa = pa; page_pa < pa + PW_BLOCK_2MB_SIZE; page_pa += PW_PAGE_SIZE) {
    if (is_direct_page(kernel, page_pa) &&
        pw_translate(&kernel->high, kernel_direct_va(page_pa), &translation) == PW_ERR_NOT_MAPPED) {
      kernel_require(pw_map_page(&kernel->high, kernel_direct_va(page_pa), page_pa, &data), "page of the direct map");
    }
  }
}

static void map_direct(struct kernel *kernel, uint64_t start_pa, uint64_t end_pa) {
  for (uint64_t pa = start_pa - start_pa % PW_BLOCK_2MB_SIZE; pa < end_pa; pa += PW_BLOCK_2MB_SIZE) {
    map_direct_2mb(kernel, pa);
  }
}

/* What the pool's tables show of the direct map: the first GiB, which one table of L2 serves. */
static uint64_t early_direct_end_pa(const struct kernel *kernel) {
  const struct pw_region *last = &kernel->ram.items[kernel->ram.count - 1];
  uint64_t ram_end_pa = last->pa + last->bytes;
  uint64_t end_pa = LAYOUT_RAM_BASE_PA + PW_BLOCK_1GB_SIZE;

  return ram_end_pa < end_pa ? ram_end_pa : end_pa;
}

void kernel_start_memory(struct kernel *kernel) {
  const struct pw_boot_memory_plan *plan = &kernel->plan;

  kernel_require(pw_boot_memory_make_plan(&kernel->ram, &kernel->reserved, ALIGN_ORDER_1GB, &kernel->plan),
                 "plan of the memory");
  create_space(kernel, &kernel->high, PW_HALF_HIGH);
  pw_mmu_set_upper_root(pw_address_space_ttbr(&kernel->high));
  map_direct(kernel, kernel->ram.items[0].pa, early_direct_end_pa(kernel));
  map_direct(kernel, plan->words_pa, plan->words_pa + plan->metadata_bytes);

  kernel_require(pw_boot_memory_start(&kernel->ram, &kernel->reserved, plan, kernel_direct_words(plan->words_pa),
                                      (uint8_t *)(uintptr_t)kernel_direct_va(plan->tags_pa), &kernel->buddy),
                 "start of the buddy");
}

/* The smallest order whose block holds so many bytes. */
static uint32_t order_of_bytes(uint64_t bytes) {
  uint32_t order = 0;

  while (((uint64_t)PW_PAGE_SIZE << order) < bytes) {
    order++;
  }
  return order;
}

/* The window grows over all frames of the buddy, with counts in memory of the buddy, and moves to the direct map. */
static void grow_window(struct kernel *kernel) {
  uint64_t end_pa = kernel->plan.base_pa + (uint64_t)kernel->plan.frame_count * PW_PAGE_SIZE;
  uint32_t frame_count = (uint32_t)((end_pa - LAYOUT_RAM_BASE_PA) / PW_PAGE_SIZE);
  uint64_t live_bytes = (uint64_t)frame_count * sizeof(uint16_t);
  struct pw_translation translation;
  uint16_t *live;

  if (kernel->plan.base_pa < LAYOUT_RAM_BASE_PA || frame_count < EARLY_WINDOW_FRAMES) {
    firmware_panic("the memory is not that of the machine the image is made for");
  }
  kernel->live_order = order_of_bytes(live_bytes);
  kernel_require(pw_buddy_alloc(&kernel->buddy, kernel->live_order, &kernel->live_pa), "the window's counts");
  for (uint64_t pa = kernel->live_pa; pa < kernel->live_pa + live_bytes; pa += PW_PAGE_SIZE) {
    kernel_require(pw_translate(&kernel->high, kernel_direct_va(pa), &translation), "the window's counts are mapped");
  }
  live = (uint16_t *)(uintptr_t)kernel_direct_va(kernel->live_pa);
  kernel_require(pw_window_extend(&kernel->window, frame_count, live, frame_count), "larger window");
  kernel_require(pw_window_move(&kernel->window, kernel_direct_words(LAYOUT_RAM_BASE_PA), live), "window moved");
  kernel->free_count_at_start = pw_buddy_free_count(&kernel->buddy);
  kernel->pool_count_at_start = pw_early_pool_out_count(&kernel->pool);
}

void kernel_switch_source(struct kernel *kernel) {
  grow_window(kernel);
  kernel_require(pw_buddy_source_init(&kernel->buddy_source, &kernel->buddy, &kernel->window), "buddy as source");
  kernel_require(pw_page_source_init_buddy(&kernel->buddy_only, &kernel->window, &kernel->buddy_source),
                 "buddy as source");
  kernel_require(pw_page_source_init_chain(&kernel->buddy_then_pool, &kernel->buddy_only, &kernel->pool),
                 "chain of buddy and pool");
  kernel_require(pw_address_space_set_source(&kernel->low, &kernel->buddy_then_pool), "switch of the lower half");
  kernel_require(pw_address_space_set_source(&kernel->high, &kernel->buddy_then_pool), "switch of the upper half");
}

void kernel_map_ram(struct kernel *kernel) {
  for (uint32_t i = 0; i < kernel->ram.count; i++) {
    map_direct(kernel, kernel->ram.items[i].pa, kernel->ram.items[i].pa + kernel->ram.items[i].bytes);
  }
}

static void unmap_direct_2mb(struct kernel *kernel, uint64_t pa) {
  struct pw_translation translation;

  if (pw_translate(&kernel->high, kernel_direct_va(pa), &translation) == PW_OK && translation.level == 2) {
    kernel_require(pw_unmap_block_2mb(&kernel->high, kernel_direct_va(pa)), "block of the direct map");
    return;
  }
  for (uint64_t page_pa = pa; page_pa < pa + PW_BLOCK_2MB_SIZE; page_pa += PW_PAGE_SIZE) {
    if (pw_translate(&kernel->high, kernel_direct_va(page_pa), &translation) == PW_OK) {
      kernel_require(pw_unmap_page(&kernel->high, kernel_direct_va(page_pa)), "page of the direct map");
    }
  }
}

void kernel_unmap_ram(struct kernel *kernel) {
  for (uint32_t i = 0; i < kernel->ram.count; i++) {
    const struct pw_region *bank = &kernel->ram.items[i];
    uint64_t pa = bank->pa - bank->pa % PW_BLOCK_2MB_SIZE;
    for (; pa < bank->pa + bank->bytes; pa += PW_BLOCK_2MB_SIZE) {
      if (pa >= early_direct_end_pa(kernel)) {
        unmap_direct_2mb(kernel, pa);
      }
    }
  }
}
