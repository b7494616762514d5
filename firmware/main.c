/*
 * The image: brings Pagewright up on a bare machine, checks it there in every way the hardware offers, and ends the
 * emulator with the number of failed checks as its status.
 */
#include <stdint.h>

#include "firmware/check.h"
#include "firmware/exception.h"
#include "firmware/exercise.h"
#include "firmware/kernel.h"
#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/options.h"
#include "firmware/report.h"
#include "firmware/semihosting.h"
#include "firmware/sysreg.h"
#include "firmware/uart.h"

#define EXIT_FAILED_MAX 100u /* higher statuses say how the image was stopped (exception.c) */

/* Called by start.S with what the loader passed in x0 and the exception level of the entry. */
_Noreturn void firmware_main(uint64_t loader_device_tree_pa, uint64_t entry_level);

static uint64_t choose_device_tree(const struct options *options, uint64_t loader_device_tree_pa) {
  if (options->device_tree_pa != 0) {
    log_print("device tree: %lx, by option\n", options->device_tree_pa);
    return options->device_tree_pa;
  }
  if (loader_device_tree_pa != 0) {
    log_print("device tree: %lx, by the loader\n", loader_device_tree_pa);
    return loader_device_tree_pa;
  }
  log_print("device tree: %lx, by convention of the machine\n", LAYOUT_DEVICE_TREE_PA);
  return LAYOUT_DEVICE_TREE_PA;
}

static void switch_sources(struct kernel *kernel) {
  struct pw_address_space_stats stats;
  uint32_t pool_count;

  report_space("lower", &kernel->low);
  report_space("upper", &kernel->high);
  check_group_begin("M25 M26 M27", "the live address spaces change from the early pool to the buddy");
  kernel_switch_source(kernel);
  pool_count = pw_early_pool_out_count(&kernel->pool);
  kernel_map_ram(kernel);
  CHECK(pw_early_pool_out_count(&kernel->pool) == pool_count);
  CHECK_OK(pw_address_space_stats(&kernel->low, &stats));
  CHECK(stats.table_count == stats.taken_count[PW_ORIGIN_POOL] && stats.taken_count[PW_ORIGIN_BUDDY] == 0);
  CHECK_OK(pw_address_space_stats(&kernel->high, &stats));
  CHECK(stats.table_count == stats.taken_count[PW_ORIGIN_POOL] + stats.taken_count[PW_ORIGIN_BUDDY]);
  check_group_end();
}

/* All that was taken since the switch is back. */
static void check_return(struct kernel *kernel) {
  struct pw_address_space_stats stats;

  kernel_unmap_ram(kernel);
  check_group_begin("P-conserve", "in the end all frames are free that were free at the start");
  CHECK(pw_buddy_free_count(&kernel->buddy) == kernel->free_count_at_start);
  CHECK(pw_early_pool_out_count(&kernel->pool) == kernel->pool_count_at_start);
  CHECK_OK(pw_address_space_stats(&kernel->low, &stats));
  CHECK(stats.taken_count[PW_ORIGIN_BUDDY] == stats.returned_count[PW_ORIGIN_BUDDY]);
  CHECK_OK(pw_address_space_stats(&kernel->high, &stats));
  CHECK(stats.taken_count[PW_ORIGIN_BUDDY] == stats.returned_count[PW_ORIGIN_BUDDY]);
  CHECK_OK(pw_buddy_check(&kernel->buddy));
  check_group_end();
  log_print("free frames: %u at the start, %u at the end\n", kernel->free_count_at_start,
            pw_buddy_free_count(&kernel->buddy));
}

static void run_exercises(struct kernel *kernel) {
  exercise_image(kernel);
  exercise_window(kernel);
  exercise_descriptors(kernel);
  exercise_sources(kernel);
  exercise_small_buddy(kernel);
  exercise_live_buddy(kernel);
  exercise_random_pages(kernel);
  exercise_blocks(kernel);
  exercise_ranges(kernel);
  exercise_faults(kernel);
  exercise_stale(kernel);
  exercise_cpus(kernel);
  exercise_demand(kernel);
  exercise_second_space(kernel);
  exercise_costs(kernel);
  exercise_exhaustion(kernel);
}

_Noreturn void firmware_main(uint64_t loader_device_tree_pa, uint64_t entry_level) {
  static struct kernel kernel;
  struct options options;
  uint64_t start = sysreg_counter_ticks();
  uint32_t failed_count;

  uart_init();
  log_print("pagewright firmware, entered at EL%lu, CPU %lx\n", entry_level, SYSREG_READ(midr_el1));
  options_read(&options);
  report_image();
  kernel_start_mmu(&kernel);
  log_print("MMU on with %u tables of the early pool\n", pw_early_pool_out_count(&kernel.pool));
  kernel_read_device_tree(&kernel, choose_device_tree(&options, loader_device_tree_pa));
  kernel_start_memory(&kernel);
  report_memory(&kernel);
  exercise_account(&kernel);
  report_free_blocks(&kernel);
  switch_sources(&kernel);
  report_space("lower", &kernel.low);
  report_space("upper", &kernel.high);
  options_crash(options.crash);
  run_exercises(&kernel);
  exercise_account(&kernel);
  check_return(&kernel);
  report_space("lower", &kernel.low);
  report_space("upper", &kernel.high);
  log_print("exceptions taken and returned from: %u\n", exception_count());
  log_print("ticks from start to end: %lu, %lu a second\n", sysreg_counter_ticks() - start, SYSREG_READ(cntfrq_el0));

  failed_count = check_failed_count();
  log_print("%s\npagewright: %u checks, %u failed\n", failed_count == 0 ? "PASS" : "FAIL", check_count(), failed_count);
  semihosting_exit(failed_count < EXIT_FAILED_MAX ? failed_count : EXIT_FAILED_MAX);
}
