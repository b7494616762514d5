#include <pagewright/descriptor.h>
#include <pagewright/map.h>
#include <pagewright/range.h>

#include "bench/free_stack.h"
#include "bench/plain_walker.h"
#include "firmware/check.h"
#include "firmware/exercise.h"
#include "firmware/instructions.h"
#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/verify.h"

#define BLOCKS       8u
#define PAGES        (BLOCKS * PW_ENTRY_COUNT)
#define RANGE_BYTES  (BLOCKS * (uint64_t)PW_BLOCK_2MB_SIZE)
#define COSTS_VA     (LAYOUT_BLOCK_AREA_VA + 256 * (uint64_t)PW_BLOCK_1GB_SIZE)
#define TARGET_PA    LAYOUT_RAM_BASE_PA /* mapped, but never touched there */
#define FRAMES_ORDER 5u                 /* tables of the plain walker: one for each block, three above, and to spare */
#define FRAMES       (1u << FRAMES_ORDER)

struct costs_run {
  struct pw_address_space *space;
  struct plain_walker walker;
  struct free_stack frames;
  uint32_t frame_items[FRAMES];
  struct pw_attributes data;
  struct pw_attributes rodata;
  uint64_t data_flags;
  uint64_t rodata_flags;
};

/* One step with one of the two: true if all went well. */
typedef bool (*costs_step)(struct costs_run *run);

static uint64_t page_va(uint32_t page) {
  return COSTS_VA + page * (uint64_t)PW_PAGE_SIZE;
}

static uint64_t page_pa(uint32_t page) {
  return TARGET_PA + page * (uint64_t)PW_PAGE_SIZE;
}

static bool map_pages(struct costs_run *run) {
  bool ok = true;

  for (uint32_t page = 0; page < PAGES; page++) {
    ok = pw_map_page(run->space, page_va(page), page_pa(page), &run->data) == PW_OK && ok;
  }
  return ok;
}

static bool plain_map_pages(struct costs_run *run) {
  bool ok = true;

  for (uint32_t page = 0; page < PAGES; page++) {
    ok = plain_walker_map(&run->walker, page_va(page), page_pa(page), 3, run->data_flags) && ok;
  }
  return ok;
}

static bool translate_pages(struct costs_run *run) {
  struct pw_translation translation = {.pa = 0};
  bool ok = true;

  for (uint32_t page = 0; page < PAGES; page++) {
    ok = pw_translate(run->space, page_va(page), &translation) == PW_OK && translation.pa == page_pa(page) && ok;
  }
  return ok;
}

static bool plain_translate_pages(struct costs_run *run) {
  bool ok = true;

  for (uint32_t page = 0; page < PAGES; page++) {
    ok = plain_walker_translate(&run->walker, page_va(page)) == page_pa(page) && ok;
  }
  return ok;
}

static bool unmap_pages(struct costs_run *run) {
  bool ok = true;

  for (uint32_t page = 0; page < PAGES; page++) {
    ok = pw_unmap_page(run->space, page_va(page)) == PW_OK && ok;
  }
  return ok;
}

static bool plain_unmap_pages(struct costs_run *run) {
  bool ok = true;

  for (uint32_t page = 0; page < PAGES; page++) {
    ok = plain_walker_unmap(&run->walker, page_va(page), 3) && ok;
  }
  return ok;
}

static bool map_range(struct costs_run *run) {
  return pw_map_range(run->space, COSTS_VA, TARGET_PA, RANGE_BYTES, &run->data, PW_LIMIT_PAGE) == PW_OK;
}

static bool protect_range(struct costs_run *run) {
  return pw_protect_range(run->space, COSTS_VA, RANGE_BYTES, &run->rodata) == PW_OK;
}

static bool plain_protect_pages(struct costs_run *run) {
  bool ok = true;

  for (uint32_t page = 0; page < PAGES; page++) {
    ok = plain_walker_protect_page(&run->walker, page_va(page), run->rodata_flags) && ok;
  }
  return ok;
}

static bool merge_range(struct costs_run *run) {
  return pw_merge_range(run->space, COSTS_VA, RANGE_BYTES, PW_LIMIT_BLOCK_2MB) == PW_OK;
}

static bool plain_merge_tables(struct costs_run *run) {
  bool ok = true;

  for (uint32_t block = 0; block < BLOCKS; block++) {
    ok = plain_walker_merge(&run->walker, page_va(block * PW_ENTRY_COUNT)) && ok;
  }
  return ok;
}

static bool split_blocks(struct costs_run *run) {
  bool ok = true;

  for (uint32_t block = 0; block < BLOCKS; block++) {
    ok = pw_protect_range(run->space, page_va(block * PW_ENTRY_COUNT + 1), PW_PAGE_SIZE, &run->data) == PW_OK && ok;
  }
  return ok;
}

static bool plain_split_blocks(struct costs_run *run) {
  bool ok = true;

  for (uint32_t block = 0; block < BLOCKS; block++) {
    ok = plain_walker_protect_page(&run->walker, page_va(block * PW_ENTRY_COUNT + 1), run->data_flags) && ok;
  }
  return ok;
}

static bool unmap_range(struct costs_run *run) {
  return pw_unmap_range(run->space, COSTS_VA, RANGE_BYTES) == PW_OK;
}

/* In this order: each step begins where the one before has ended. */
static const struct {
  const char *what;
  costs_step ours;
  costs_step plain;
  uint32_t count;
} steps[] = {
    {"map a page", map_pages, plain_map_pages, PAGES},
    {"translate, hit at L3", translate_pages, plain_translate_pages, PAGES},
    {"unmap a page", unmap_pages, plain_unmap_pages, PAGES},
    {"map a range, a page", map_range, plain_map_pages, PAGES},
    {"protect a range, a page", protect_range, plain_protect_pages, PAGES},
    {"merge a range, a 2 MiB block", merge_range, plain_merge_tables, BLOCKS},
    {"protect a page of a 2 MiB block", split_blocks, plain_split_blocks, BLOCKS},
    {"unmap a range, a page", unmap_range, plain_unmap_pages, PAGES},
};

/* In tenths of an instruction. */
static uint64_t cost_of(struct costs_run *run, costs_step step, uint32_t count) {
  uint32_t before = instructions_now();
  bool ok = step(run);
  uint32_t executed = instructions_now() - before;

  CHECK(ok);
  CHECK(executed > count);
  return executed * UINT64_C(10) / count;
}

static void measure(struct costs_run *run) {
  log_print("instructions, of Pagewright and of a plain walker:\n");
  for (uint32_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
    uint64_t ours = cost_of(run, steps[i].ours, steps[i].count);
    uint64_t plain = cost_of(run, steps[i].plain, steps[i].count);
    log_print("%6lu.%lu %6lu.%lu  %s\n", ours / 10, ours % 10, plain / 10, plain % 10, steps[i].what);
  }
}

/* A leaf's bits beside its address and its kind, as the plain walker wants them. */
static uint64_t flags_of(const struct pw_attributes *attributes) {
  uint64_t leaf = 0;

  kernel_require(pw_descriptor_leaf(0, 3, attributes, &leaf), "a leaf");
  return leaf - 3;
}

void exercise_costs(struct kernel *kernel) {
  static struct costs_run run;
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);
  struct pw_address_space_stats before, after;
  uint64_t frames_pa = 0;

  if (!instructions_start()) {
    log_print("instructions: not counted by this machine (./run --count-instructions has QEMU count them)\n");
    return;
  }
  check_group_begin("P-conserve", "what was measured is unmapped, and its tables are back");
  CHECK_OK(pw_address_space_stats(&kernel->high, &before));
  CHECK_OK(pw_buddy_alloc(&kernel->buddy, FRAMES_ORDER, &frames_pa));
  run.space = &kernel->high;
  run.data = pw_attributes_kernel_data();
  run.rodata = pw_attributes_kernel_rodata();
  run.data_flags = flags_of(&run.data);
  run.rodata_flags = flags_of(&run.rodata);
  free_stack_init(&run.frames, run.frame_items, FRAMES, frames_pa);
  run.walker.words = kernel_direct_words(frames_pa);
  run.walker.base_pa = frames_pa;
  run.walker.frames = &run.frames;
  run.walker.tlb = &kernel->tlb;
  CHECK(plain_walker_create(&run.walker));
  measure(&run);
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, frames_pa, FRAMES_ORDER));
  CHECK_OK(pw_address_space_stats(&kernel->high, &after));
  CHECK(after.table_count == before.table_count && after.mapped_bytes == before.mapped_bytes);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  verify_space(&kernel->high, &kernel->buddy);
  check_group_end();
}
