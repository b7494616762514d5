#include <pagewright/demand.h>
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
#define SMALL_VA       (LAYOUT_DEMAND_AREA_VA + 2 * DEMAND_BYTES)
#define SMALL_BYTES    (2 * UINT64_C(0x200000))
#define SMALL_LIMIT    700u
#define RODATA_VA      (SMALL_VA + SMALL_BYTES) /* next to it */
#define REGIONS        4u

/* What the fault handler works with. */
struct exercise {
  struct kernel *kernel;
  struct pw_demand demand;
  struct pw_demand_region regions[REGIONS];
  volatile uint64_t ticks; /* in the handler */
};

/* The fault handler. It runs on the exception stack, in the middle of the instruction that touched the page. */
static bool handle_fault(void *context, uint64_t esr, uint64_t far) {
  struct exercise *exercise = context;
  uint64_t start = sysreg_counter_ticks();
  enum pw_demand_answer answer = pw_demand_fault(&exercise->demand, esr, far);

  exercise->ticks += sysreg_counter_ticks() - start;
  return answer == PW_DEMAND_MAPPED || answer == PW_DEMAND_ALREADY_MAPPED;
}

/* What the handler counts changes in the middle of an ordinary load or store. */
static uint64_t fault_count(const struct exercise *exercise) {
  return *(const volatile uint64_t *)&exercise->demand.fault_count;
}

static uint32_t populated_at(const struct exercise *exercise, uint64_t va) {
  struct pw_demand_region region = {.populated_count = UINT32_MAX};

  CHECK_OK(pw_demand_region(&exercise->demand, va, &region));
  return region.populated_count;
}

static uint64_t touch_va(uint32_t touch) {
  struct random random = {touch};

  return LAYOUT_DEMAND_AREA_VA + random_next(&random) % DEMAND_BYTES / PW_PAGE_SIZE * PW_PAGE_SIZE +
         touch % PW_TABLE_ENTRIES * 8;
}

/* Ordinary loads and stores: nothing here knows that the memory is not there yet. */
static void touch_pages(const struct exercise *exercise) {
  uint32_t exceptions_before = exception_count();
  struct pw_translation translation;

  for (uint32_t touch = 0; touch < DEMAND_TOUCHES; touch++) {
    volatile uint64_t *word = (volatile uint64_t *)(uintptr_t)touch_va(touch);
    bool is_first = pw_translate(&exercise->kernel->high, touch_va(touch), &translation) == PW_ERR_NOT_MAPPED;
    uint64_t faults_before = fault_count(exercise);
    if (is_first && touch % 2 == 0) {
      CHECK(*word == 0);
    }
    *word = touch + UINT64_C(0xfeed0000);
    CHECK(fault_count(exercise) == faults_before + (is_first ? 1 : 0));
  }
  CHECK(exception_count() == exceptions_before + fault_count(exercise));
  for (uint32_t touch = 0; touch < DEMAND_TOUCHES; touch++) {
    CHECK(*(volatile uint64_t *)(uintptr_t)touch_va(touch) == touch + UINT64_C(0xfeed0000));
  }
  CHECK(exception_count() == exceptions_before + fault_count(exercise));
  CHECK(populated_at(exercise, LAYOUT_DEMAND_AREA_VA) == fault_count(exercise));
}

/* A page that was touched is all zeroes but for what was written, though its frame held something else before. */
static void verify_zeroes(uint64_t va) {
  for (uint64_t offset = 0; offset < PW_PAGE_SIZE; offset += 8) {
    CHECK(*(volatile uint64_t *)(uintptr_t)(va + offset) == 0);
  }
}

static void verify_edges(struct exercise *exercise) {
  const struct pw_attributes data = pw_attributes_kernel_data();
  struct pw_address_space *high = &exercise->kernel->high;
  uint64_t last_va = LAYOUT_DEMAND_AREA_VA + DEMAND_BYTES - 8;
  struct pw_translation translation;
  uint64_t value = 1;

  CHECK(exception_probe_load(last_va, &value).kind == FAULT_NONE && value == 0);
  if (CHECK_OK(pw_translate(high, last_va, &translation))) {
    verify_mapped(high, last_va, translation.pa, 3, &data);
  }
  CHECK(exception_probe_load(LAYOUT_DEMAND_AREA_VA, &value).kind == FAULT_NONE);
  CHECK(exception_probe_load(LAYOUT_DEMAND_AREA_VA - 8, &value).kind == FAULT_TRANSLATION);
  CHECK(exception_probe_load(last_va + 8, &value).kind == FAULT_TRANSLATION);
  CHECK(exception_probe_call(LAYOUT_DEMAND_AREA_VA + 16 * PW_PAGE_SIZE).is_fetch);
}

/* A store to a page that may only be read: refused before it has a frame, and after. */
static void verify_refusals(struct exercise *exercise) {
  const struct pw_attributes rodata = pw_attributes_kernel_rodata();
  const struct pw_va_range range = {RODATA_VA, SMALL_BYTES};
  uint64_t value = 1;

  CHECK_OK(pw_demand_reserve(&exercise->demand, range, &rodata, PW_DEMAND_NO_LIMIT));
  CHECK(exception_probe_store(RODATA_VA, 1).kind == FAULT_TRANSLATION);
  CHECK(populated_at(exercise, RODATA_VA) == 0);
  CHECK(exception_probe_load(RODATA_VA, &value).kind == FAULT_NONE && value == 0);
  CHECK(exception_probe_store(RODATA_VA, 1).kind == FAULT_PERMISSION);
  CHECK(exception_probe_load(RODATA_VA, &value).kind == FAULT_NONE && value == 0);
  CHECK(populated_at(exercise, RODATA_VA) == 1);
  CHECK_STATUS(pw_demand_reserve(&exercise->demand, range, &rodata, 1), PW_ERR_ALREADY_RESERVED);
}

static void exercise_small_region(struct exercise *exercise) {
  const struct pw_attributes data = pw_attributes_kernel_data();
  const struct pw_va_range all = {SMALL_VA, SMALL_BYTES};
  const struct pw_va_range half = {SMALL_VA + SMALL_BYTES / 4, SMALL_BYTES / 2};
  uint32_t half_pages = (uint32_t)(half.length / PW_PAGE_SIZE);
  uint32_t exceptions_before = exception_count();
  uint64_t value = 1;

  CHECK_OK(pw_demand_reserve(&exercise->demand, all, &data, SMALL_LIMIT));
  CHECK_STATUS(pw_demand_populate(&exercise->demand, all), PW_ERR_LIMIT);
  CHECK(populated_at(exercise, SMALL_VA) == 0);
  CHECK_OK(pw_demand_populate(&exercise->demand, half));
  CHECK(populated_at(exercise, SMALL_VA) == half_pages);
  for (uint64_t va = half.va; va < half.va + half.length; va += PW_PAGE_SIZE) {
    verify_zeroes(va);
    *(volatile uint64_t *)(uintptr_t)va = va;
  }
  CHECK(exception_count() == exceptions_before);
  for (uint32_t i = 0; i < SMALL_LIMIT - half_pages; i++) {
    uint64_t va = i < half_pages / 2 ? SMALL_VA + i * PW_PAGE_SIZE : SMALL_VA + (i + half_pages) * PW_PAGE_SIZE;
    CHECK(exception_probe_load(va, &value).kind == FAULT_NONE && value == 0);
  }
  CHECK(exception_probe_load(SMALL_VA + SMALL_BYTES - 8, &value).kind == FAULT_TRANSLATION);
  CHECK_OK(pw_demand_shrink(&exercise->demand, half));
  CHECK(populated_at(exercise, SMALL_VA) == SMALL_LIMIT - half_pages);
  exceptions_before = exception_count();
  verify_zeroes(half.va); /* its frame held its address */
  CHECK(exception_count() == exceptions_before + 1);
  CHECK(exception_probe_load(SMALL_VA + SMALL_BYTES - 8, &value).kind == FAULT_NONE && value == 0);
}

static void release_all(struct exercise *exercise, uint32_t free_before) {
  struct kernel *kernel = exercise->kernel;

  CHECK_OK(pw_demand_check(&exercise->demand));
  CHECK_OK(pw_demand_release(&exercise->demand, SMALL_VA));
  CHECK_OK(pw_demand_release(&exercise->demand, RODATA_VA + 1));
  CHECK(populated_at(exercise, LAYOUT_DEMAND_AREA_VA) > 0);
  CHECK_OK(pw_demand_release(&exercise->demand, LAYOUT_DEMAND_AREA_VA));
  CHECK_STATUS(pw_demand_release(&exercise->demand, LAYOUT_DEMAND_AREA_VA), PW_ERR_NO_REGION);
  CHECK_OK(pw_demand_check(&exercise->demand));
  verify_unmapped(&kernel->high, LAYOUT_DEMAND_AREA_VA);
  verify_unmapped(&kernel->high, touch_va(0) & ~UINT64_C(7));
  exception_set_fault_handler(0, 0);
  verify_space(&kernel->high, &kernel->buddy);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
}

void exercise_demand(struct kernel *kernel) {
  static struct exercise exercise;
  const struct pw_attributes data = pw_attributes_kernel_data();
  const struct pw_va_range range = {LAYOUT_DEMAND_AREA_VA, DEMAND_BYTES};
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);
  uint64_t brought_count;

  exercise.kernel = kernel;
  kernel_require(pw_demand_init(&exercise.demand, &kernel->high, &kernel->buddy_only, exercise.regions, REGIONS),
                 "no demand regions");
  exception_set_fault_handler(handle_fault, &exercise);
  check_group_begin("M26 X17", "a demand region: each page gets its zeroed frame at the first touch, by one fault");
  CHECK_OK(pw_demand_reserve(&exercise.demand, range, &data, PW_DEMAND_NO_LIMIT));
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  touch_pages(&exercise);
  check_group_end();
  brought_count = fault_count(&exercise);

  check_group_begin("X17 P-walk", "a demand region ends where it should, and refuses what its attributes refuse");
  verify_edges(&exercise);
  verify_refusals(&exercise);
  verify_space(&kernel->high, &kernel->buddy);
  check_group_end();

  check_group_begin("X18", "a demand region keeps its limit, is populated ahead, and shrinks");
  exercise_small_region(&exercise);
  check_group_end();

  check_group_begin("X19 P-conserve", "demand regions give every frame and table back");
  release_all(&exercise, free_before);
  check_group_end();
  log_print("demand region: %lu pages of %lu KiB brought by faults; ticks in the handler: %lu\n", brought_count,
            DEMAND_BYTES / 1024, exercise.ticks / (brought_count == 0 ? 1 : brought_count));
}
