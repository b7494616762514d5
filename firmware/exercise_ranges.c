#include <pagewright/descriptor.h>
#include <pagewright/range.h>

#include "firmware/check.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/verify.h"

#define MEMORY_ORDER 10u /* 4 MiB, two blocks */
#define MEMORY_BYTES (2 * (uint64_t)PW_BLOCK_2MB_SIZE)
#define PAGES_VA     (LAYOUT_BLOCK_AREA_VA + 64 * (uint64_t)PW_BLOCK_1GB_SIZE)
#define LARGE_VA     (PAGES_VA + 2 * (uint64_t)PW_BLOCK_1GB_SIZE)
/* Across the seam of two blocks, and more entries than are invalidated one by one. */
#define PART_OFFSET ((uint64_t)PW_BLOCK_2MB_SIZE - 60 * PW_PAGE_SIZE)
#define PART_BYTES  (100 * (uint64_t)PW_PAGE_SIZE)

struct range_run {
  struct kernel *kernel;
  struct pw_address_space *space;
  struct pw_attributes data;
  struct pw_attributes rodata;
  uint64_t pa;
};

/* Every page of a part, from 'va' on. */
static void verify_part(struct range_run *run, uint64_t va, uint64_t offset, uint64_t bytes, uint32_t level,
                        const struct pw_attributes *attributes) {
  for (uint64_t i = offset; i < offset + bytes; i += PW_PAGE_SIZE) {
    verify_mapped(run->space, va + i, run->pa + i, level, attributes);
  }
}

static void verify_hole(struct range_run *run, uint64_t va, uint64_t bytes) {
  for (uint64_t i = 0; i < bytes; i += PW_PAGE_SIZE) {
    verify_unmapped(run->space, va + i);
  }
}

/* The part in the middle is different from what is before and behind it. */
static void verify_around_part(struct range_run *run, uint64_t va, uint32_t level) {
  verify_part(run, va, 0, PART_OFFSET, level, &run->data);
  verify_part(run, va, PART_OFFSET + PART_BYTES, MEMORY_BYTES - PART_OFFSET - PART_BYTES, level, &run->data);
}

static void map_and_verify(struct range_run *run, enum pw_leaf_limit limit) {
  uint32_t level = (uint32_t)limit;
  CHECK_OK(pw_map_range(run->space, PAGES_VA, run->pa, MEMORY_BYTES, &run->data, limit));
  verify_part(run, PAGES_VA, 0, MEMORY_BYTES, level, &run->data);
  verify_unmapped(run->space, PAGES_VA - 8);
  verify_unmapped(run->space, PAGES_VA + MEMORY_BYTES);
  CHECK_STATUS(pw_map_range(run->space, PAGES_VA + MEMORY_BYTES - PW_PAGE_SIZE, run->pa, MEMORY_BYTES, &run->data,
                            PW_LIMIT_PAGE),
               PW_ERR_ALREADY_MAPPED);
  verify_unmapped(run->space, PAGES_VA + MEMORY_BYTES);
}

/* What changes is touched just before, so that the TLB knows it. */
static void change_and_verify(struct range_run *run, uint32_t level) {
  verify_part(run, PAGES_VA, PART_OFFSET, PART_BYTES, level, &run->data);
  CHECK_OK(pw_protect_range(run->space, PAGES_VA + PART_OFFSET, PART_BYTES, &run->rodata));
  verify_part(run, PAGES_VA, PART_OFFSET, PART_BYTES, 3, &run->rodata);
  verify_around_part(run, PAGES_VA, 3);
  CHECK_OK(pw_unmap_range(run->space, PAGES_VA + PART_OFFSET, PART_BYTES));
  verify_hole(run, PAGES_VA + PART_OFFSET, PART_BYTES);
  verify_around_part(run, PAGES_VA, 3);
  CHECK_STATUS(pw_protect_range(run->space, PAGES_VA, MEMORY_BYTES, &run->rodata), PW_ERR_NOT_MAPPED);
  CHECK_OK(pw_unmap_range(run->space, PAGES_VA, MEMORY_BYTES));
  verify_hole(run, PAGES_VA, MEMORY_BYTES);
  verify_space(run->space, &run->kernel->buddy);
}

/* All RAM of the first GiB as one block; one page of it gets other attributes, and one goes. */
static void split_large_block(struct range_run *run) {
  uint64_t va = LARGE_VA - LAYOUT_RAM_BASE_PA; /* so that va + pa is where pa is seen */
  uint64_t page = va + run->pa + 3 * PW_PAGE_SIZE;
  uint32_t needed = 0;

  CHECK_OK(pw_map_range(run->space, LARGE_VA, LAYOUT_RAM_BASE_PA, PW_BLOCK_1GB_SIZE, &run->data, PW_LIMIT_BLOCK_1GB));
  verify_part(run, va + run->pa, 0, MEMORY_BYTES, 1, &run->data);
  CHECK_OK(pw_protect_range_tables_needed(run->space, page, PW_PAGE_SIZE, &needed));
  CHECK(needed == 2);
  CHECK_OK(pw_protect_range(run->space, page, PW_PAGE_SIZE, &run->rodata));
  verify_mapped(run->space, page - PW_PAGE_SIZE, run->pa + 2 * PW_PAGE_SIZE, 3, &run->data);
  verify_mapped(run->space, page, run->pa + 3 * PW_PAGE_SIZE, 3, &run->rodata);
  verify_mapped(run->space, page + PW_PAGE_SIZE, run->pa + 4 * PW_PAGE_SIZE, 3, &run->data);
  verify_part(run, va + run->pa, PW_BLOCK_2MB_SIZE, PW_BLOCK_2MB_SIZE, 2, &run->data);
  CHECK_OK(pw_unmap_range(run->space, page, PW_PAGE_SIZE));
  verify_mapped(run->space, page - PW_PAGE_SIZE, run->pa + 2 * PW_PAGE_SIZE, 3, &run->data);
  verify_unmapped(run->space, page);
  verify_space(run->space, &run->kernel->buddy);
  CHECK_OK(pw_unmap_range(run->space, LARGE_VA, PW_BLOCK_1GB_SIZE));
  verify_hole(run, va + run->pa, MEMORY_BYTES);
}

/* Two tables of pages, of which one is not alike for a while. */
static void merge_and_verify(struct range_run *run) {
  map_and_verify(run, PW_LIMIT_PAGE);
  CHECK_OK(pw_protect_range(run->space, PAGES_VA, PW_PAGE_SIZE, &run->rodata));
  CHECK_OK(pw_merge_range(run->space, PAGES_VA, MEMORY_BYTES, PW_LIMIT_BLOCK_1GB));
  verify_mapped(run->space, PAGES_VA, run->pa, 3, &run->rodata);
  verify_part(run, PAGES_VA, PW_PAGE_SIZE, PW_BLOCK_2MB_SIZE - PW_PAGE_SIZE, 3, &run->data);
  verify_part(run, PAGES_VA, PW_BLOCK_2MB_SIZE, PW_BLOCK_2MB_SIZE, 2, &run->data);
  CHECK_OK(pw_protect_range(run->space, PAGES_VA, PW_PAGE_SIZE, &run->data));
  CHECK_OK(pw_merge_range(run->space, PAGES_VA, MEMORY_BYTES, PW_LIMIT_BLOCK_1GB));
  verify_part(run, PAGES_VA, 0, MEMORY_BYTES, 2, &run->data);
  CHECK_OK(pw_unmap_range(run->space, PAGES_VA, MEMORY_BYTES));
  verify_hole(run, PAGES_VA, MEMORY_BYTES);
  verify_space(run->space, &run->kernel->buddy);
}

void exercise_ranges(struct kernel *kernel) {
  struct range_run run = {.kernel = kernel,
                          .space = &kernel->high,
                          .data = pw_attributes_kernel_data(),
                          .rodata = pw_attributes_kernel_rodata()};
  struct pw_address_space_stats before, after;
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);

  check_group_begin("M11 M12 X14 P-walk",
                    "ranges by pages and by blocks: mapped, protected, unmapped, three ways at every page");
  CHECK_OK(pw_buddy_alloc(&kernel->buddy, MEMORY_ORDER, &run.pa));
  CHECK_OK(pw_address_space_stats(run.space, &before));
  map_and_verify(&run, PW_LIMIT_PAGE);
  change_and_verify(&run, 3);
  map_and_verify(&run, PW_LIMIT_BLOCK_2MB);
  change_and_verify(&run, 2);
  check_group_end();

  check_group_begin("X15 P-BBM", "a block of 1 GiB is split for a page, and nothing beside the page changes");
  split_large_block(&run);
  check_group_end();

  check_group_begin("X16 P-BBM", "pages are merged into blocks again, and translate as before");
  merge_and_verify(&run);
  check_group_end();

  check_group_begin("P-conserve", "the tables of these ranges are back");
  CHECK_OK(pw_address_space_stats(run.space, &after));
  CHECK(after.table_count == before.table_count && after.mapped_bytes == before.mapped_bytes);
  CHECK(after.taken_count[PW_ORIGIN_BUDDY] - before.taken_count[PW_ORIGIN_BUDDY] ==
        after.returned_count[PW_ORIGIN_BUDDY] - before.returned_count[PW_ORIGIN_BUDDY]);
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, run.pa, MEMORY_ORDER));
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();
}
