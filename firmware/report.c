#include "firmware/report.h"

#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/uart.h"

static void report_line(const char *what, uint64_t pa, uint64_t bytes) {
  log_print("  %09lx..%09lx %9lu KiB  %s\n", pa, pa + bytes - 1, (bytes + 1023) / 1024, what);
}

static void report_section(const char *what, const char *start, const char *end) {
  report_line(what, LAYOUT_ADDRESS(start), LAYOUT_ADDRESS(end) - LAYOUT_ADDRESS(start));
}

void report_image(void) {
  log_print("image, mapped to the same addresses:\n");
  report_section("text, read and execute", image_start, image_text_end);
  report_section("constants, read", image_text_end, image_rodata_end);
  report_section("data and early tables, read and write", image_rodata_end, image_data_end);
  report_section("kernel stack, read and write", kernel_stack_start, kernel_stack_end);
  report_section("exception stack, read and write", exception_stack_start, exception_stack_end);
  report_section("stacks of other CPUs, read and write", secondary_stacks_start, secondary_stacks_end);
  report_line("serial port, read and write, device nGnRE", UART_BASE_PA, UART_BYTES);
}

static void report_regions(const char *what, const struct pw_regions *regions) {
  for (uint32_t i = 0; i < regions->count; i++) {
    report_line(what, regions->items[i].pa, regions->items[i].bytes);
  }
}

void report_memory(const struct kernel *kernel) {
  struct pw_memory_bank_cursor cursor = {0, 0};
  struct pw_memory_bank bank;

  log_print("memory banks of the device tree, in its order:\n");
  while (pw_device_tree_next_bank(&kernel->device_tree, &cursor, &bank) == PW_OK) {
    log_print("  %09lx..%09lx %9lu KiB  node %u\n", bank.pa, bank.pa + bank.bytes - 1, bank.bytes / 1024,
              bank.numa_node);
  }
  log_print("memory map:\n");
  report_regions("RAM", &kernel->ram);
  report_line("device tree", kernel->device_tree_pa, kernel->device_tree.size_bytes);
  report_section("image", image_start, image_end);
  if (kernel->initrd.bytes != 0) {
    report_line("initrd", kernel->initrd.pa, kernel->initrd.bytes);
  }
  report_regions("taken in all, before the metadata", &kernel->reserved);
  report_line("metadata of the buddy", kernel->plan.words_pa, kernel->plan.metadata_bytes);
}

void report_free_blocks(const struct kernel *kernel) {
  struct pw_buddy_stats stats;

  kernel_require(pw_buddy_stats(&kernel->buddy, &stats), "statistics of the buddy");
  log_print("free blocks by order:");
  for (uint32_t order = 0; order < PW_ORDER_COUNT; order++) {
    if (stats.free_blocks[order] != 0) {
      log_print(" %u:%u", order, stats.free_blocks[order]);
    }
  }
  log_print("; free frames: %u\n", stats.free_count);
}

void report_space(const char *name, const struct pw_address_space *space) {
  struct pw_address_space_stats stats;

  kernel_require(pw_address_space_stats(space, &stats), "statistics of an address space");
  log_print(
      "%s half: %u tables (pool: %u taken, %u returned; buddy: %u taken, %u returned), %u pages, %u blocks, %lu KiB\n",
      name, stats.table_count, stats.taken_count[PW_ORIGIN_POOL], stats.returned_count[PW_ORIGIN_POOL],
      stats.taken_count[PW_ORIGIN_BUDDY], stats.returned_count[PW_ORIGIN_BUDDY], stats.page_count,
      stats.block_2mb_count, stats.mapped_bytes / 1024);
}
