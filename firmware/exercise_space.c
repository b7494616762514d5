#include <pagewright/descriptor.h>
#include <pagewright/map.h>
#include <pagewright/mmu_aarch64.h>

#include "firmware/check.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/verify.h"

#define PRIVATE_PAGES 64u

/* The CPU's upper half from now on. Nothing of the other space may answer any more. */
static void enter_space(struct kernel *kernel, struct pw_address_space *space) {
  pw_mmu_set_upper_root(pw_address_space_ttbr(space));
  kernel->tlb.tlbi_all(&kernel->tlb);
  kernel->tlb.dsb_ish(&kernel->tlb);
  kernel->tlb.isb(&kernel->tlb);
}

/* The direct map of the other space again, block for block: without it the tables could not be reached after the
 * change. */
static void copy_direct_map(struct kernel *kernel, struct pw_address_space *space) {
  uint64_t end_pa = LAYOUT_RAM_BASE_PA + (uint64_t)kernel->window.frame_count * PW_PAGE_SIZE;
  struct pw_translation translation;

  for (uint64_t pa = LAYOUT_RAM_BASE_PA; pa < end_pa;) {
    enum pw_status status = pw_translate(&kernel->high, kernel_direct_va(pa), &translation);
    uint64_t bytes = PW_PAGE_SIZE;
    if (status == PW_OK && translation.level == 2) {
      bytes = PW_BLOCK_2MB_SIZE;
      kernel_require(pw_map_block_2mb(space, kernel_direct_va(pa), pa, &translation.attributes), "second direct map");
    } else if (status == PW_OK) {
      kernel_require(pw_map_page(space, kernel_direct_va(pa), pa, &translation.attributes), "second direct map");
    }
    pa += bytes;
  }
}

static uint64_t private_va(uint32_t page) {
  return LAYOUT_HIGH_AREA_VA + page * (uint64_t)(5 * PW_BLOCK_2MB_SIZE);
}

/* The same addresses mean one thing in one space and another in the other. */
static void compare_spaces(struct kernel *kernel, struct pw_address_space *second, uint64_t first_pa,
                           uint64_t second_pa) {
  const struct pw_attributes data = pw_attributes_kernel_data();

  for (uint32_t page = 0; page < PRIVATE_PAGES; page++) {
    CHECK_OK(pw_map_page(second, private_va(page), second_pa, &data));
  }
  CHECK_OK(pw_map_page(&kernel->high, private_va(0), first_pa, &data));
  verify_mapped(&kernel->high, private_va(0), first_pa, 3, &data);
  verify_unmapped(&kernel->high, private_va(1));
  enter_space(kernel, second);
  for (uint32_t page = 0; page < PRIVATE_PAGES; page++) {
    verify_mapped(second, private_va(page), second_pa, 3, &data);
  }
  verify_space(second, &kernel->buddy);
  enter_space(kernel, &kernel->high);
  verify_mapped(&kernel->high, private_va(0), first_pa, 3, &data);
  verify_unmapped(&kernel->high, private_va(1));
  CHECK_OK(pw_unmap_page(&kernel->high, private_va(0)));
}

void exercise_second_space(struct kernel *kernel) {
  static struct pw_address_space second;
  const struct pw_address_space_config config = {
      .window = &kernel->window,
      .source = &kernel->buddy_then_pool,
      .tlb = &kernel->tlb,
      .half = PW_HALF_HIGH,
      .asid = KERNEL_ASID,
      .pa_bits = kernel->high.pa_bits,
  };
  struct pw_address_space_stats stats;
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);
  uint32_t pool_before = pw_early_pool_out_count(&kernel->pool);
  uint64_t first_pa = kernel_take_frame(kernel, "a frame of the first space");
  uint64_t second_pa = kernel_take_frame(kernel, "a frame of the second space");

  check_group_begin("M25 P-walk", "a second address space, entered and left: each sees its own mappings");
  kernel_require(pw_address_space_create(&second, &config), "second space");
  copy_direct_map(kernel, &second);
  compare_spaces(kernel, &second, first_pa, second_pa);
  check_group_end();

  check_group_begin("P-conserve", "destroying the second space returns every table of it");
  CHECK_OK(pw_address_space_stats(&second, &stats));
  CHECK(stats.table_count == free_before - 2 - pw_buddy_free_count(&kernel->buddy));
  CHECK_OK(pw_address_space_destroy(&second));
  CHECK_STATUS(pw_address_space_destroy(&second), PW_ERR_INVALID_ARGUMENT);
  CHECK(pw_address_space_ttbr(&second) == 0);
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, first_pa, 0));
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, second_pa, 0));
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  CHECK(pw_early_pool_out_count(&kernel->pool) == pool_before);
  CHECK_OK(pw_buddy_check(&kernel->buddy));
  check_group_end();
}
