#include <pagewright/descriptor.h>
#include <pagewright/map.h>

#include "firmware/check.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/verify.h"

#define BLOCK_ORDER 9u /* 2 MiB */
#define BLOCKS      6u

struct block_run {
  struct kernel *kernel;
  struct pw_attributes data;
  uint64_t pa[BLOCKS];
};

/* Every other 2 MiB of the area, and two in another GiB. */
static uint64_t block_va(uint32_t block) {
  return LAYOUT_BLOCK_AREA_VA + block / 4 * (uint64_t)PW_BLOCK_1GB_SIZE + block % 4 * (uint64_t)(2 * PW_BLOCK_2MB_SIZE);
}

static void map_and_verify_blocks(struct block_run *run) {
  struct pw_address_space *space = &run->kernel->high;

  for (uint32_t block = 0; block < BLOCKS; block++) {
    CHECK_OK(pw_buddy_alloc(&run->kernel->buddy, BLOCK_ORDER, &run->pa[block]));
    CHECK(run->pa[block] % PW_BLOCK_2MB_SIZE == 0);
    CHECK_OK(pw_map_block_2mb(space, block_va(block), run->pa[block], &run->data));
  }
  for (uint32_t block = 0; block < BLOCKS; block++) {
    for (uint64_t offset = 0; offset < PW_BLOCK_2MB_SIZE; offset += 17 * PW_PAGE_SIZE + 8) {
      verify_mapped(space, block_va(block) + offset, run->pa[block] + offset, 2, &run->data);
    }
    verify_mapped(space, block_va(block) + PW_BLOCK_2MB_SIZE - 8, run->pa[block] + PW_BLOCK_2MB_SIZE - 8, 2,
                  &run->data);
    verify_unmapped(space, block_va(block) + PW_BLOCK_2MB_SIZE);
    verify_unmapped(space, block_va(block) - 8);
  }
}

/* What a careless get-or-create would overwrite stays as it is. */
static void refuse_around_blocks(struct block_run *run) {
  struct pw_address_space *space = &run->kernel->high;
  uint64_t page_va = block_va(0) + PW_BLOCK_2MB_SIZE; /* the 2 MiB behind it are empty */

  CHECK_STATUS(pw_map_page(space, block_va(0) + PW_PAGE_SIZE, run->pa[1], &run->data), PW_ERR_BLOCK_IN_THE_WAY);
  CHECK_STATUS(pw_map_block_2mb(space, block_va(0), run->pa[1], &run->data), PW_ERR_ALREADY_MAPPED);
  CHECK_STATUS(pw_unmap_page(space, block_va(0) + PW_PAGE_SIZE), PW_ERR_BLOCK_IN_THE_WAY);
  CHECK_STATUS(pw_map_block_2mb(space, page_va, run->pa[1] + PW_PAGE_SIZE, &run->data), PW_ERR_MISALIGNED);
  CHECK_STATUS(pw_map_block_2mb(space, page_va + PW_PAGE_SIZE, run->pa[1], &run->data), PW_ERR_MISALIGNED);
  CHECK_OK(pw_map_page(space, page_va + 5 * PW_PAGE_SIZE, run->pa[1], &run->data));
  CHECK_STATUS(pw_map_block_2mb(space, page_va, run->pa[1], &run->data), PW_ERR_TABLE_IN_THE_WAY);
  CHECK_STATUS(pw_unmap_block_2mb(space, page_va), PW_ERR_TABLE_IN_THE_WAY);
  verify_mapped(space, page_va + 5 * PW_PAGE_SIZE, run->pa[1], 3, &run->data);
  verify_mapped(space, block_va(0), run->pa[0], 2, &run->data);
  CHECK_OK(pw_unmap_page(space, page_va + 5 * PW_PAGE_SIZE));
  verify_unmapped(space, page_va + 5 * PW_PAGE_SIZE);
  verify_space(space, &run->kernel->buddy);
}

static void unmap_blocks(struct block_run *run) {
  struct pw_address_space *space = &run->kernel->high;

  for (uint32_t block = 0; block < BLOCKS; block++) {
    CHECK_OK(pw_unmap_block_2mb(space, block_va(block)));
    for (uint64_t offset = 0; offset < PW_BLOCK_2MB_SIZE; offset += 61 * PW_PAGE_SIZE) {
      verify_unmapped(space, block_va(block) + offset);
    }
    CHECK_STATUS(pw_unmap_block_2mb(space, block_va(block)), PW_ERR_NOT_MAPPED);
    CHECK_OK(pw_buddy_free_order(&run->kernel->buddy, run->pa[block], BLOCK_ORDER));
  }
}

static void check_refused_arguments(struct block_run *run) {
  struct pw_address_space *space = &run->kernel->high;
  struct pw_attributes writable_text = run->data;
  struct pw_translation translation;

  writable_text.el1_execute = true;
  CHECK_STATUS(pw_map_page(space, block_va(0), LAYOUT_RAM_BASE_PA, &writable_text), PW_ERR_WRITABLE_AND_EXECUTABLE);
  CHECK_STATUS(pw_map_page(space, block_va(0) + 8, LAYOUT_RAM_BASE_PA, &run->data), PW_ERR_MISALIGNED);
  CHECK_STATUS(pw_map_page(space, block_va(0), LAYOUT_RAM_BASE_PA + 8, &run->data), PW_ERR_MISALIGNED);
  CHECK_STATUS(pw_map_page(space, block_va(0), UINT64_C(1) << 48, &run->data), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_map_page(space, LAYOUT_LOW_AREA_VA, LAYOUT_RAM_BASE_PA, &run->data), PW_ERR_NON_CANONICAL);
  CHECK_STATUS(pw_map_page(&run->kernel->low, block_va(0), LAYOUT_RAM_BASE_PA, &run->data), PW_ERR_NON_CANONICAL);
  CHECK_STATUS(pw_map_page(space, block_va(0) & ~(UINT64_C(1) << 55), LAYOUT_RAM_BASE_PA, &run->data),
               PW_ERR_NON_CANONICAL);
  CHECK_STATUS(pw_translate(space, LAYOUT_LOW_AREA_VA, &translation), PW_ERR_NON_CANONICAL);
  verify_unmapped(space, block_va(0));
}

void exercise_blocks(struct kernel *kernel) {
  struct block_run run = {.kernel = kernel, .data = pw_attributes_kernel_data()};
  struct pw_address_space_stats before, between, after;
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);

  check_group_begin("M2 M3 M5 M12 P-walk", "2 MiB blocks: three ways, at every offset tried");
  CHECK_OK(pw_address_space_stats(&kernel->high, &before));
  map_and_verify_blocks(&run);
  check_group_end();

  check_group_begin("M18", "mapping statistics: bytes are blocks and pages mapped");
  CHECK_OK(pw_address_space_stats(&kernel->high, &between));
  CHECK(between.block_2mb_count == before.block_2mb_count + BLOCKS && between.page_count == before.page_count);
  CHECK(between.mapped_bytes == before.mapped_bytes + BLOCKS * (uint64_t)PW_BLOCK_2MB_SIZE);
  CHECK(between.mapped_bytes ==
        (uint64_t)between.block_2mb_count * PW_BLOCK_2MB_SIZE + (uint64_t)between.page_count * PW_PAGE_SIZE);
  check_group_end();

  check_group_begin("M26 P-map-fail", "a block is never overwritten by a table, nor a table by a block");
  refuse_around_blocks(&run);
  check_group_end();

  check_group_begin("P-unmap", "unmapped blocks fault at every page tried, their tables are back");
  unmap_blocks(&run);
  CHECK_OK(pw_address_space_stats(&kernel->high, &after));
  CHECK(after.table_count == before.table_count && after.mapped_bytes == before.mapped_bytes);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();

  check_group_begin("M6 P-map-fail", "refusals: writable and executable, misaligned, out of range, wrong half");
  check_refused_arguments(&run);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();
}
