#include <pagewright/descriptor.h>
#include <pagewright/map.h>
#include <pagewright/mmu_aarch64.h>

#include "firmware/check.h"
#include "firmware/exception.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/random.h"

#define PLACES 512u

/* Conversions against the CPU's own answer, at random bytes of RAM. */
static void window_places(struct kernel *kernel) {
  struct random random = {7};

  for (uint32_t i = 0; i < PLACES; i++) {
    const struct pw_region *bank = &kernel->ram.items[random_below(&random, kernel->ram.count)];
    uint64_t pa = bank->pa + random_next(&random) % bank->bytes;
    uint64_t va = 0;
    uint64_t back_pa = 0;
    uint32_t frame = 0;
    CHECK_OK(pw_window_phys_to_virt(&kernel->window, pa, &va));
    CHECK(va == kernel_direct_va(pa));
    CHECK_OK(pw_window_virt_to_phys(&kernel->window, va, &back_pa));
    CHECK(back_pa == pa);
    CHECK_OK(pw_window_pa_to_frame(&kernel->window, pa, &frame));
    CHECK_OK(pw_window_frame_to_pa(&kernel->window, frame, &back_pa));
    CHECK(back_pa == pa - pa % PW_PAGE_SIZE);
    if (pw_regions_common_bytes(&kernel->no_direct_map, pa, 1) == 0 &&
        pw_regions_contains(&kernel->ram, pa - pa % PW_PAGE_SIZE, PW_PAGE_SIZE)) {
      struct pw_mmu_answer answer = pw_mmu_ask_read(va);
      CHECK(answer.is_mapped && answer.pa == pa);
    }
  }
}

/* The image's text, and memory that the device tree forbids to map. */
static void window_holes(const struct kernel *kernel) {
  for (uint32_t i = 0; i < kernel->no_direct_map.count; i++) {
    struct pw_frame_range frames = pw_region_outer_frames(kernel->no_direct_map.items[i]);
    for (uint64_t pfn = frames.first_pfn; pfn < frames.end_pfn; pfn++) {
      CHECK(!pw_mmu_ask_read(kernel_direct_va(pfn * PW_PAGE_SIZE)).is_mapped);
    }
  }
}

static void window_edges(struct kernel *kernel) {
  uint64_t base_pa = pw_window_base_pa(&kernel->window);
  uint64_t end_pa = base_pa + (uint64_t)kernel->window.frame_count * PW_PAGE_SIZE;
  uint64_t answer = 0;
  uint32_t frame = 0;

  CHECK_STATUS(pw_window_phys_to_virt(&kernel->window, base_pa - 1, &answer), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_window_phys_to_virt(&kernel->window, end_pa, &answer), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_window_virt_to_phys(&kernel->window, kernel_direct_va(base_pa) - 1, &answer), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_window_virt_to_phys(&kernel->window, kernel_direct_va(end_pa), &answer), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_window_virt_to_phys(&kernel->window, base_pa, &answer), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_window_pa_to_frame(&kernel->window, UINT64_MAX, &frame), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_window_frame_to_pa(&kernel->window, kernel->window.frame_count, &answer), PW_ERR_OUT_OF_RANGE);
  CHECK(exception_probe_load(kernel_direct_va(end_pa), &answer).kind == FAULT_TRANSLATION);
}

void exercise_window(struct kernel *kernel) {
  uint64_t variable = UINT64_C(0x600d600d600d600d);
  uint64_t *alias = kernel_direct_words(LAYOUT_ADDRESS(&variable));

  check_group_begin("M19 M20 M21 M22", "physical to virtual and back, as the CPU translates it");
  window_places(kernel);
  window_holes(kernel);
  window_edges(kernel);
  CHECK(*(volatile uint64_t *)alias == variable);
  *(volatile uint64_t *)alias = 1;
  CHECK(*(volatile uint64_t *)&variable == 1);
  check_group_end();
}

/* The entries of the live tables on the way to va, root first; how many there are. */
static uint32_t live_entries(const struct kernel *kernel, const struct pw_address_space *space, uint64_t va,
                             uint64_t entries[PW_LEVEL_COUNT]) {
  uint32_t frame = space->root_frame;
  uint32_t level = 0;

  for (; level < PW_LEVEL_COUNT; level++) {
    entries[level] = kernel->window.words[(uint64_t)frame * PW_TABLE_ENTRIES + pw_va_index(va, level)];
    if (pw_descriptor_kind(entries[level], level) != PW_DESCRIPTOR_TABLE) {
      return level + 1;
    }
    CHECK((entries[level] & 3u) == 3);
    CHECK_OK(pw_window_pa_to_frame(&kernel->window, pw_descriptor_table_pa(entries[level]), &frame));
  }
  return level;
}

static void live_descriptors(struct kernel *kernel) {
  uint64_t entries[PW_LEVEL_COUNT];
  uint64_t block_pa = LAYOUT_RAM_BASE_PA + 4 * PW_BLOCK_2MB_SIZE;
  struct pw_attributes attributes;

  CHECK(live_entries(kernel, &kernel->low, LAYOUT_ADDRESS(image_start), entries) == 4);
  CHECK((entries[3] & 3u) == 3 && pw_descriptor_kind(entries[3], 3) == PW_DESCRIPTOR_PAGE);
  CHECK(pw_descriptor_leaf_pa(entries[3], 3) == LAYOUT_ADDRESS(image_start));
  CHECK(live_entries(kernel, &kernel->high, kernel_direct_va(block_pa), entries) == 3);
  CHECK((entries[2] & 3u) == 1 && pw_descriptor_kind(entries[2], 2) == PW_DESCRIPTOR_BLOCK);
  CHECK(pw_descriptor_leaf_pa(entries[2], 2) == block_pa);
  /* Access flag, inner shareable, RW at EL1 only, PXN, UXN (Arm ARM D8.3.1). */
  CHECK((entries[2] & UINT64_C(0x00600000000007fc)) == UINT64_C(0x0060000000000700));
  attributes = pw_descriptor_attributes(entries[2]);
  CHECK(attributes.el1_write && !attributes.el1_execute && !attributes.el0_read);
  CHECK(live_entries(kernel, &kernel->high, LAYOUT_FAULT_AREA_VA, entries) == 1 && entries[0] == 0);
  CHECK(pw_descriptor_kind(entries[0], 0) == PW_DESCRIPTOR_INVALID);
}

void exercise_descriptors(struct kernel *kernel) {
  struct pw_range_plan plan;

  check_group_begin("M1 M2 M3 M4 M5 M14 M15 M16", "live descriptors have the bits that the architecture wants");
  live_descriptors(kernel);
  check_group_end();

  check_group_begin("M11 M12 M13 M17", "constants, indices of kernel addresses, entries that a range takes");
  CHECK(PW_PAGE_SIZE == 4096 && PW_ENTRY_COUNT == 512 && PW_BLOCK_2MB_SIZE == 2097152);
  CHECK(pw_va_index(LAYOUT_HIGH_AREA_VA, 0) == 256 && pw_va_index(LAYOUT_HIGH_AREA_VA, 1) == 0);
  CHECK(pw_va_index(UINT64_MAX, 0) == 511 && pw_va_index(UINT64_MAX, 3) == 511);
  CHECK_OK(pw_range_plan(LAYOUT_HIGH_AREA_VA, LAYOUT_RAM_BASE_PA, PW_BLOCK_2MB_SIZE + PW_PAGE_SIZE, &plan));
  CHECK(plan.block_1gb_count == 0 && plan.block_2mb_count == 1 && plan.page_count == 1);
  CHECK_OK(pw_range_plan(LAYOUT_HIGH_AREA_VA, LAYOUT_RAM_BASE_PA + PW_PAGE_SIZE, PW_BLOCK_2MB_SIZE, &plan));
  CHECK(plan.block_2mb_count == 0 && plan.page_count == 512);
  check_group_end();
}
