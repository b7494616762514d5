#include <pagewright/descriptor.h>
#include <pagewright/map.h>

#include "firmware/check.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/verify.h"

/* The source hands out one frame and takes it back once. */
static void source_gives_and_takes(struct pw_page_source *source, enum pw_page_origin origin) {
  uint32_t first = pw_page_source_alloc(source);
  uint32_t second = pw_page_source_alloc(source);

  if (!CHECK(first != PW_NO_FRAME && second != PW_NO_FRAME && first != second)) {
    return;
  }
  CHECK(pw_page_source_owns(source, first) && pw_page_source_owns(source, second));
  CHECK(pw_page_source_origin(source, first) == origin);
  CHECK_OK(pw_page_source_free(source, first));
  CHECK(!pw_page_source_owns(source, first) && pw_page_source_owns(source, second));
  CHECK(pw_page_source_free(source, first) != PW_OK);
  CHECK_OK(pw_page_source_free(source, second));
}

void exercise_sources(struct kernel *kernel) {
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);
  uint32_t pool_before = pw_early_pool_out_count(&kernel->pool);
  uint32_t image_frame = 0;

  check_group_begin("M23 M24", "sources give a frame once and take it back once: buddy, and buddy before pool");
  source_gives_and_takes(&kernel->buddy_only, PW_ORIGIN_BUDDY);
  source_gives_and_takes(&kernel->buddy_then_pool, PW_ORIGIN_BUDDY);
  CHECK_OK(pw_window_pa_to_frame(&kernel->window, LAYOUT_ADDRESS(image_start), &image_frame));
  CHECK(pw_page_source_free(&kernel->buddy_then_pool, image_frame) != PW_OK);
  CHECK_STATUS(pw_page_source_free(&kernel->buddy_then_pool, PW_NO_FRAME), PW_ERR_FOREIGN);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();

  check_group_begin("M23 M24 M27", "the early pool gives its lowest frame, and only its own frames return to it");
  if (pool_before + 2 <= PW_EARLY_POOL_FRAMES) {
    source_gives_and_takes(&kernel->pool_only, PW_ORIGIN_POOL);
  }
  CHECK_STATUS(pw_early_pool_free(&kernel->pool, image_frame), PW_ERR_FOREIGN);
  CHECK(pw_early_pool_out_count(&kernel->pool) == pool_before);
  check_group_end();
}

/* All that is free, as one list of blocks that is kept in the blocks themselves: address of the next, and order. */
static uint64_t take_all(struct kernel *kernel) {
  uint64_t head_pa = 0;
  uint64_t pa = 0;

  for (uint32_t order = PW_ORDER_COUNT; order > 0; order--) {
    while (pw_buddy_alloc(&kernel->buddy, order - 1, &pa) == PW_OK) {
      kernel_direct_words(pa)[0] = head_pa;
      kernel_direct_words(pa)[1] = order - 1;
      head_pa = pa;
    }
  }
  return head_pa;
}

static void give_all(struct kernel *kernel, uint64_t head_pa) {
  while (head_pa != 0) {
    uint64_t next_pa = kernel_direct_words(head_pa)[0];
    CHECK_OK(pw_buddy_free_order(&kernel->buddy, head_pa, (uint32_t)kernel_direct_words(head_pa)[1]));
    head_pa = next_pa;
  }
}

static uint64_t far_va(uint32_t place) {
  return LAYOUT_FAULT_AREA_VA + place * (uint64_t)PW_BLOCK_1GB_SIZE;
}

/* Tables of the space that are out, by origin. */
static uint32_t net_count(const struct pw_address_space_stats *stats, enum pw_page_origin origin) {
  return stats->taken_count[origin] - stats->returned_count[origin];
}

/* Pages in places far apart, each of which takes new tables, until the sources have no more. How many were mapped. */
static uint32_t map_until_refused(struct kernel *kernel, uint64_t pa) {
  const struct pw_attributes data = pw_attributes_kernel_data();
  uint32_t count = 0;
  uint32_t pool_before = 0;
  enum pw_status status = PW_OK;

  while (status == PW_OK && count <= PW_EARLY_POOL_FRAMES) {
    pool_before = pw_early_pool_out_count(&kernel->pool);
    status = pw_map_page(&kernel->high, far_va(count), pa, &data);
    if (status == PW_OK) {
      CHECK(pw_early_pool_out_count(&kernel->pool) > pool_before);
      verify_mapped(&kernel->high, far_va(count), pa, 3, &data);
      count++;
    }
  }
  /* A refused map has kept no table and mapped nothing. */
  CHECK_STATUS(status, PW_ERR_NO_MEMORY);
  CHECK(pw_early_pool_out_count(&kernel->pool) == pool_before);
  verify_unmapped(&kernel->high, far_va(count));
  return count;
}

/* With so many frames left in the buddy, tables come from there, then from the pool, then not at all. */
static uint32_t exhaust(struct kernel *kernel, uint64_t page_pa, uint32_t spare_count) {
  struct pw_address_space_stats before, after;
  uint32_t pool_before = pw_early_pool_out_count(&kernel->pool);
  uint32_t count;

  CHECK(pw_buddy_free_count(&kernel->buddy) == spare_count);
  CHECK_OK(pw_address_space_stats(&kernel->high, &before));
  count = map_until_refused(kernel, page_pa);
  CHECK(count > 0 && pw_buddy_free_count(&kernel->buddy) == 0);
  CHECK_OK(pw_address_space_stats(&kernel->high, &after));
  CHECK(net_count(&after, PW_ORIGIN_POOL) - net_count(&before, PW_ORIGIN_POOL) ==
        pw_early_pool_out_count(&kernel->pool) - pool_before);
  CHECK(net_count(&after, PW_ORIGIN_BUDDY) - net_count(&before, PW_ORIGIN_BUDDY) == spare_count);
  return count;
}

static void unmap_far(struct kernel *kernel, uint32_t count) {
  for (uint32_t place = 0; place < count; place++) {
    CHECK_OK(pw_unmap_page(&kernel->high, far_va(place)));
    verify_unmapped(&kernel->high, far_va(place));
  }
}

void exercise_exhaustion(struct kernel *kernel) {
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);
  uint32_t pool_before = pw_early_pool_out_count(&kernel->pool);
  uint64_t page_pa = kernel_take_frame(kernel, "a frame to map");
  uint64_t spare_pa = kernel_take_frame(kernel, "a spare frame");
  uint64_t head_pa = take_all(kernel);
  struct pw_address_space_stats before, after;
  uint64_t pa = 0;
  uint32_t count;

  check_group_begin("B3 B5 M27", "with the buddy empty, tables come from the early pool, and a refused map takes none");
  CHECK_STATUS(pw_buddy_alloc(&kernel->buddy, 0, &pa), PW_ERR_NO_MEMORY);
  CHECK_OK(pw_address_space_stats(&kernel->high, &before));
  unmap_far(kernel, exhaust(kernel, page_pa, 0));
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, spare_pa, 0));
  count = exhaust(kernel, page_pa, 1);
  check_group_end();

  check_group_begin("M27 I-chain", "tables of the pool return to the pool, though the buddy is first again");
  give_all(kernel, head_pa);
  unmap_far(kernel, count);
  CHECK_OK(pw_address_space_stats(&kernel->high, &after));
  CHECK(net_count(&after, PW_ORIGIN_POOL) == net_count(&before, PW_ORIGIN_POOL));
  CHECK(net_count(&after, PW_ORIGIN_BUDDY) == net_count(&before, PW_ORIGIN_BUDDY));
  CHECK(after.table_count == before.table_count);
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, page_pa, 0));
  CHECK(pw_early_pool_out_count(&kernel->pool) == pool_before);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  CHECK_OK(pw_buddy_check(&kernel->buddy));
  verify_space(&kernel->high, &kernel->buddy);
  check_group_end();
}
