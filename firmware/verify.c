#include "firmware/verify.h"

#include <pagewright/buddy.h>
#include <pagewright/map.h>
#include <pagewright/mmu_aarch64.h>

#include "firmware/check.h"
#include "firmware/exception.h"
#include "firmware/kernel.h"

void verify_mapped(const struct pw_address_space *space, uint64_t va, uint64_t pa, uint32_t level,
                   const struct pw_attributes *attributes) {
  volatile uint64_t *direct = kernel_direct_words(pa);
  uint64_t before = *direct;
  uint64_t value = 0;
  struct pw_translation translation;
  struct pw_mmu_answer answer;
  struct fault fault;

  if (CHECK_OK(pw_translate(space, va, &translation))) {
    CHECK(translation.pa == pa && translation.level == level);
    CHECK(pw_attributes_equal(&translation.attributes, attributes));
  }

  answer = pw_mmu_ask_read(va);
  CHECK(answer.is_mapped && answer.pa == pa);
  answer = pw_mmu_ask_write(va);
  CHECK(attributes->el1_write ? answer.is_mapped && answer.pa == pa : answer.is_permission_fault);

  CHECK(exception_probe_load(va, &value).kind == FAULT_NONE && value == before);
  fault = exception_probe_store(va, ~before);
  if (attributes->el1_write) {
    CHECK(fault.kind == FAULT_NONE && *direct == ~before);
    *direct = before;
    CHECK(exception_probe_load(va, &value).kind == FAULT_NONE && value == before);
  } else {
    CHECK(fault.kind == FAULT_PERMISSION && fault.is_write && fault.va == va && fault.level == level);
    CHECK(*direct == before);
  }
}

void verify_unmapped(const struct pw_address_space *space, uint64_t va) {
  struct pw_translation translation;
  struct pw_mmu_answer answer = pw_mmu_ask_read(va);
  uint64_t value = 0;
  struct fault fault;

  CHECK_STATUS(pw_translate(space, va, &translation), PW_ERR_NOT_MAPPED);
  CHECK(!answer.is_mapped && !answer.is_permission_fault);
  fault = exception_probe_load(va, &value);
  CHECK(fault.kind == FAULT_TRANSLATION && fault.va == va && !fault.is_write);
  fault = exception_probe_store(va, value);
  CHECK(fault.kind == FAULT_TRANSLATION && fault.va == va && fault.is_write);
}

void verify_space(struct pw_address_space *space, struct pw_buddy *buddy) {
  uint32_t frame_count = space->window->frame_count;
  uint32_t order = 0;
  uint64_t seen_pa = 0;

  while (((uint64_t)PW_PAGE_BYTES << order) < frame_count) {
    order++;
  }
  if (CHECK_OK(pw_buddy_alloc(buddy, order, &seen_pa))) {
    CHECK_OK(pw_address_space_check(space, (uint8_t *)(void *)kernel_direct_words(seen_pa), frame_count));
    CHECK_OK(pw_buddy_free_order(buddy, seen_pa, order));
  }
}
