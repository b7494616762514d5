#include <pagewright/descriptor.h>
#include <pagewright/map.h>
#include <pagewright/mmu_aarch64.h>

#include "firmware/check.h"
#include "firmware/exception.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/uart.h"
#include "firmware/verify.h"

#define INSTRUCTION_RET UINT64_C(0xd65f03c0) /* RET (Arm ARM C6.2.253) */

static void touch_unmapped(struct kernel *kernel) {
  const struct pw_attributes data = pw_attributes_kernel_data();
  uint32_t count_before = exception_count();
  uint64_t pa = kernel_take_frame(kernel, "a frame to map");
  struct fault fault;
  uint64_t value = 0;

  check_group_begin("P-walk", "touches of unmapped memory fault at the level where the walk ends, and are survived");
  fault = exception_probe_load(LAYOUT_FAULT_AREA_VA, &value);
  CHECK(fault.kind == FAULT_TRANSLATION && fault.level == 0 && fault.va == LAYOUT_FAULT_AREA_VA);
  CHECK_OK(pw_map_page(&kernel->high, LAYOUT_FAULT_AREA_VA, pa, &data));
  fault = exception_probe_load(LAYOUT_FAULT_AREA_VA + PW_BLOCK_1GB_SIZE, &value);
  CHECK(fault.kind == FAULT_TRANSLATION && fault.level == 1);
  fault = exception_probe_store(LAYOUT_FAULT_AREA_VA + PW_BLOCK_2MB_SIZE + 8, value);
  CHECK(fault.kind == FAULT_TRANSLATION && fault.level == 2 && fault.is_write);
  fault = exception_probe_load(LAYOUT_FAULT_AREA_VA + PW_PAGE_SIZE, &value);
  CHECK(fault.kind == FAULT_TRANSLATION && fault.level == 3);
  fault = exception_probe_call(LAYOUT_FAULT_AREA_VA + PW_PAGE_SIZE);
  CHECK(fault.kind == FAULT_TRANSLATION && fault.level == 3 && fault.is_fetch);
  CHECK(exception_count() == count_before + 5);
  verify_unmapped(&kernel->high, LAYOUT_FAULT_AREA_VA + PW_PAGE_SIZE);
  verify_unmapped(&kernel->low, 0);
  CHECK_OK(pw_unmap_page(&kernel->high, LAYOUT_FAULT_AREA_VA));
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, pa, 0));
  check_group_end();
}

static void execute_pages(struct kernel *kernel) {
  const struct pw_attributes text = pw_attributes_kernel_text();
  const struct pw_attributes data = pw_attributes_kernel_data();
  const struct pw_attributes rodata = pw_attributes_kernel_rodata();
  uint64_t pa = kernel_take_frame(kernel, "a frame for code");
  uint64_t va = LAYOUT_FAULT_AREA_VA + 7 * PW_PAGE_SIZE;
  struct fault fault;

  check_group_begin("M5 M6", "code runs where it is mapped to be run, and nowhere else");
  *kernel_direct_words(pa) = INSTRUCTION_RET;
  pw_mmu_sync_instructions(kernel_direct_va(pa), 8);
  CHECK_OK(pw_map_page(&kernel->high, va, pa, &text));
  verify_mapped(&kernel->high, va, pa, 3, &text);
  CHECK(exception_probe_call(va).kind == FAULT_NONE);
  CHECK_OK(pw_unmap_page(&kernel->high, va));
  CHECK(exception_probe_call(va).kind == FAULT_TRANSLATION);
  CHECK_OK(pw_map_page(&kernel->high, va, pa, &data));
  fault = exception_probe_call(va);
  CHECK(fault.kind == FAULT_PERMISSION && fault.is_fetch && fault.va == va);
  CHECK_OK(pw_unmap_page(&kernel->high, va));
  CHECK_OK(pw_map_page(&kernel->high, va, pa, &rodata));
  CHECK(exception_probe_call(va).kind == FAULT_PERMISSION);
  CHECK_OK(pw_unmap_page(&kernel->high, va));
  CHECK(exception_probe_call(kernel_direct_va(pa)).kind == FAULT_PERMISSION);
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, pa, 0));
  check_group_end();
}

void exercise_faults(struct kernel *kernel) {
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);

  touch_unmapped(kernel);
  execute_pages(kernel);
  check_group_begin("P-conserve", "the frames of these exercises are back");
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();
}

/* Each part of the image allows what it should and no more. */
void exercise_image(struct kernel *kernel) {
  uint64_t text = LAYOUT_ADDRESS(image_start);
  uint64_t rodata = LAYOUT_ADDRESS(image_text_end);
  uint64_t data = LAYOUT_ADDRESS(image_rodata_end);
  struct pw_translation translation;
  uint64_t value = 0;

  check_group_begin("M5 M6", "the image's sections are writable or executable, never both");
  for (uint64_t va = text; va < LAYOUT_ADDRESS(image_end); va += PW_PAGE_SIZE) {
    bool is_guard = pw_translate(&kernel->low, va, &translation) == PW_ERR_NOT_MAPPED;
    CHECK(is_guard == !pw_mmu_ask_read(va).is_mapped);
    CHECK(is_guard || (translation.pa == va && pw_mmu_ask_read(va).pa == va));
    CHECK(is_guard || pw_mmu_ask_write(va).is_mapped == (va >= data));
    CHECK(is_guard || translation.attributes.el1_execute == (va < rodata));
    CHECK(is_guard || translation.attributes.el1_write == (va >= data));
  }
  CHECK(exception_probe_store(text, 0).kind == FAULT_PERMISSION);
  CHECK(exception_probe_store(rodata, 0).kind == FAULT_PERMISSION);
  CHECK(exception_probe_store(kernel->device_tree_pa, 0).kind == FAULT_PERMISSION);
  CHECK(exception_probe_call(rodata).kind == FAULT_PERMISSION);
  CHECK(exception_probe_call(data).kind == FAULT_PERMISSION);
  CHECK(exception_probe_call(LAYOUT_ADDRESS(kernel_stack_start)).kind == FAULT_PERMISSION);
  CHECK(exception_probe_call(UART_BASE_PA).kind == FAULT_PERMISSION);
  CHECK(exception_probe_load(LAYOUT_ADDRESS(kernel_stack_guard), &value).kind == FAULT_TRANSLATION);
  CHECK(exception_probe_load(LAYOUT_ADDRESS(exception_stack_start) - 8, &value).kind == FAULT_TRANSLATION);
  CHECK(exception_probe_load(0, &value).kind == FAULT_TRANSLATION);
  check_group_end();

  check_group_begin("M6", "the serial port is device memory");
  CHECK_OK(pw_translate(&kernel->low, UART_BASE_PA, &translation));
  CHECK(translation.attributes.memory == PW_MEMORY_DEVICE_NGNRE && !translation.attributes.el1_execute);
  check_group_end();
}

/* The TLB is made to know a translation, which is then taken away: a missing or too narrow invalidation shows. */
static void stale_page(struct kernel *kernel, struct pw_address_space *space, uint64_t va, bool is_global) {
  struct pw_attributes data = pw_attributes_kernel_data();
  uint64_t first_pa = kernel_take_frame(kernel, "a first frame");
  uint64_t second_pa = kernel_take_frame(kernel, "a second frame");
  uint64_t value = 0;

  data.global = is_global;
  *kernel_direct_words(first_pa) = UINT64_C(0x1111111111111111);
  *kernel_direct_words(second_pa) = UINT64_C(0x2222222222222222);
  for (uint32_t round = 0; round < 16; round++) {
    uint64_t pa = round % 2 == 0 ? first_pa : second_pa;
    CHECK_OK(pw_map_page(space, va, pa, &data));
    CHECK(exception_probe_load(va, &value).kind == FAULT_NONE && value == *kernel_direct_words(pa));
    CHECK(exception_probe_store(va + 8, round).kind == FAULT_NONE && kernel_direct_words(pa)[1] == round);
    CHECK_OK(pw_unmap_page(space, va));
    CHECK(exception_probe_load(va, &value).kind == FAULT_TRANSLATION);
    CHECK(exception_probe_store(va + 8, round).kind == FAULT_TRANSLATION);
  }
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, first_pa, 0));
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, second_pa, 0));
}

static void forget_asid(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  (void)va;
  (void)level;
  tlb->tlbi_asid(tlb, asid);
}

static void forget_all(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  (void)va;
  (void)level;
  (void)asid;
  tlb->tlbi_all(tlb);
}

/* The same with a wider invalidation in the place of the one by address: those that the end of a space needs. */
static void stale_page_wide(struct kernel *kernel, struct pw_address_space *space, uint64_t va) {
  struct pw_tlb wide = kernel->tlb;

  space->tlb = &wide;
  wide.tlbi_va = forget_asid;
  stale_page(kernel, space, va, false);
  wide.tlbi_va = forget_all;
  stale_page(kernel, space, va, false);
  stale_page(kernel, space, va, true);
  space->tlb = &kernel->tlb;
}

/* The same for a block, at each of its pages: an invalidation of the first page alone would leave the others. */
static void stale_block(struct kernel *kernel) {
  const struct pw_attributes data = pw_attributes_kernel_data();
  uint64_t va = LAYOUT_FAULT_AREA_VA + PW_BLOCK_1GB_SIZE;
  uint64_t pa = 0;
  uint64_t value = 0;

  CHECK_OK(pw_buddy_alloc(&kernel->buddy, 9, &pa));
  CHECK_OK(pw_map_block_2mb(&kernel->high, va, pa, &data));
  for (uint64_t offset = 0; offset < PW_BLOCK_2MB_SIZE; offset += PW_PAGE_SIZE) {
    CHECK(exception_probe_load(va + offset, &value).kind == FAULT_NONE);
  }
  CHECK_OK(pw_unmap_block_2mb(&kernel->high, va));
  for (uint64_t offset = 0; offset < PW_BLOCK_2MB_SIZE; offset += PW_PAGE_SIZE) {
    CHECK(exception_probe_load(va + offset, &value).kind == FAULT_TRANSLATION);
  }
  CHECK_OK(pw_buddy_free_order(&kernel->buddy, pa, 9));
}

void exercise_stale(struct kernel *kernel) {
  check_group_begin("P-BBM", "no stale translation answers after an unmap: pages, global and not, and blocks");
  stale_page(kernel, &kernel->high, LAYOUT_FAULT_AREA_VA, true);
  stale_page(kernel, &kernel->high, LAYOUT_FAULT_AREA_VA, false);
  stale_page(kernel, &kernel->low, LAYOUT_LOW_AREA_VA, true);
  stale_page(kernel, &kernel->low, LAYOUT_LOW_AREA_VA, false);
  stale_page_wide(kernel, &kernel->high, LAYOUT_FAULT_AREA_VA);
  stale_page_wide(kernel, &kernel->low, LAYOUT_LOW_AREA_VA);
  stale_block(kernel);
  check_group_end();
}
