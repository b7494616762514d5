#include <pagewright/descriptor.h>
#include <pagewright/map.h>

#include "firmware/check.h"
#include "firmware/exception.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/random.h"
#include "firmware/sysreg.h"
#include "firmware/verify.h"

#define DEMAND_BYTES   (UINT64_C(1) << 32) /* 4 GiB of addresses */
#define DEMAND_TOUCHES 1200u

/* A region that has addresses and no memory: the first touch of a page brings its frame. */
struct demand_region {
  struct kernel *kernel;
  uint64_t start_va;
  uint64_t bytes;
  volatile uint32_t filled_count; /* changes in the middle of an ordinary load or store, by the handler */
  volatile uint64_t ticks;        /* in the handler */
};

static bool demand_fill(struct demand_region *region, uint64_t page_va) {
  const struct pw_attributes data = pw_attributes_kernel_data();
  uint64_t pa = 0;

  if (pw_buddy_alloc(&region->kernel->buddy, 0, &pa) != PW_OK) {
    return false;
  }
  for (uint32_t i = 0; i < PW_TABLE_ENTRIES; i++) {
    kernel_direct_words(pa)[i] = 0;
  }
  if (pw_map_page(&region->kernel->high, page_va, pa, &data) != PW_OK) {
    (void)pw_buddy_free_order(&region->kernel->buddy, pa, 0);
    return false;
  }
  region->filled_count++;
  return true;
}

/* The fault handler. It runs on the exception stack, in the middle of the instruction that touched the page. */
static bool demand_handle_fault(void *context, const struct fault *fault) {
  struct demand_region *region = context;
  uint64_t start = sysreg_counter_ticks();
  bool is_filled;

  if (fault->is_fetch || fault->va < region->start_va || fault->va - region->start_va >= region->bytes) {
    return false;
  }
  is_filled = demand_fill(region, fault->va - fault->va % PW_PAGE_SIZE);
  region->ticks += sysreg_counter_ticks() - start;
  return is_filled;
}

static uint64_t touch_va(const struct demand_region *region, uint32_t touch) {
  struct random random = {touch};

  return region->start_va + random_next(&random) % region->bytes / PW_PAGE_SIZE * PW_PAGE_SIZE +
         touch % PW_TABLE_ENTRIES * 8;
}

/* Ordinary loads and stores: nothing here knows that the memory is not there yet. */
static void touch_pages(struct demand_region *region) {
  uint32_t exceptions_before = exception_count();
  struct pw_translation translation;

  for (uint32_t touch = 0; touch < DEMAND_TOUCHES; touch++) {
    volatile uint64_t *word = (volatile uint64_t *)(uintptr_t)touch_va(region, touch);
    bool is_first = pw_translate(&region->kernel->high, touch_va(region, touch), &translation) == PW_ERR_NOT_MAPPED;
    uint32_t filled_before = region->filled_count;
    if (is_first && touch % 2 == 0) {
      CHECK(*word == 0);
    }
    *word = touch + UINT64_C(0xfeed0000);
    CHECK(region->filled_count == filled_before + (is_first ? 1 : 0));
  }
  CHECK(exception_count() == exceptions_before + region->filled_count);
  for (uint32_t touch = 0; touch < DEMAND_TOUCHES; touch++) {
    CHECK(*(volatile uint64_t *)(uintptr_t)touch_va(region, touch) == touch + UINT64_C(0xfeed0000));
  }
  CHECK(exception_count() == exceptions_before + region->filled_count);
}

static void verify_edges(struct demand_region *region) {
  const struct pw_attributes data = pw_attributes_kernel_data();
  uint64_t last_va = region->start_va + region->bytes - 8;
  struct pw_translation translation;
  uint64_t value = 1;

  CHECK(exception_probe_load(last_va, &value).kind == FAULT_NONE && value == 0);
  if (CHECK_OK(pw_translate(&region->kernel->high, last_va, &translation))) {
    verify_mapped(&region->kernel->high, last_va, translation.pa, 3, &data);
  }
  CHECK(exception_probe_load(region->start_va, &value).kind == FAULT_NONE);
  CHECK(exception_probe_load(region->start_va - 8, &value).kind == FAULT_TRANSLATION);
  CHECK(exception_probe_load(last_va + 8, &value).kind == FAULT_TRANSLATION);
  CHECK(exception_probe_call(region->start_va + 16 * PW_PAGE_SIZE).is_fetch);
}

static void release_page(struct demand_region *region, uint64_t va) {
  uint64_t page_va = va - va % PW_PAGE_SIZE;
  struct pw_translation translation;

  if (pw_translate(&region->kernel->high, page_va, &translation) == PW_OK) {
    CHECK_OK(pw_unmap_page(&region->kernel->high, page_va));
    CHECK_OK(pw_buddy_free_order(&region->kernel->buddy, translation.pa, 0));
    region->filled_count--;
  }
}

void exercise_demand(struct kernel *kernel) {
  struct demand_region region = {kernel, LAYOUT_DEMAND_AREA_VA, DEMAND_BYTES, 0, 0};
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);
  uint32_t filled_count;

  exception_set_fault_handler(demand_handle_fault, &region);
  check_group_begin("M26", "maps on demand: the fault handler gives each page its zeroed frame at the first touch");
  touch_pages(&region);
  check_group_end();
  filled_count = region.filled_count;

  check_group_begin("P-walk", "the lazy region ends where it should");
  verify_edges(&region);
  verify_space(&kernel->high, &kernel->buddy);
  check_group_end();

  check_group_begin("P-conserve", "the lazy region gives everything back");
  for (uint32_t touch = 0; touch < DEMAND_TOUCHES; touch++) {
    release_page(&region, touch_va(&region, touch));
  }
  release_page(&region, region.start_va);
  release_page(&region, region.start_va + region.bytes - 8);
  CHECK(region.filled_count == 0);
  exception_set_fault_handler(0, 0);
  verify_unmapped(&kernel->high, region.start_va);
  verify_unmapped(&kernel->high, touch_va(&region, 0) & ~UINT64_C(7));
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();
  log_print("lazy region: %u pages of %lu KiB filled by faults; ticks in the handler: %lu\n", filled_count,
            region.bytes / 1024, region.ticks / (filled_count == 0 ? 1 : filled_count));
}
