#include <pagewright/descriptor.h>
#include <pagewright/map.h>

#include "firmware/check.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/random.h"
#include "firmware/sysreg.h"
#include "firmware/verify.h"

#define SLOTS           512u
#define STEPS_PER_PHASE 1536u
#define PHASES          10u /* mostly mapping and mostly unmapping by turns */

/* The model: which address is mapped to what. A slot with pa 0 is not mapped. */
struct slot {
  uint64_t pa;
  struct pw_attributes attributes;
};

struct random_run {
  struct kernel *kernel;
  struct pw_address_space *space;
  uint64_t area_va;
  struct random random;
  struct slot slots[SLOTS];
  uint32_t map_count;
  uint32_t unmap_count;
  uint64_t map_ticks;
  uint64_t unmap_ticks;
};

/* Eight pages in each of 64 tables of L3, under eight of L2 and two of L1: tables come and go all the time. */
static uint64_t slot_va(const struct random_run *run, uint32_t slot) {
  return run->area_va + slot % 2 * (uint64_t)PW_L0_ENTRY_SIZE + slot / 2 % 4 * (uint64_t)PW_BLOCK_1GB_SIZE +
         slot / 8 % 8 * (uint64_t)(3 * PW_BLOCK_2MB_SIZE) + slot / 64 * (uint64_t)(31 * PW_PAGE_SIZE);
}

static struct pw_attributes random_attributes(struct random *random) {
  struct pw_attributes attributes = pw_attributes_kernel_data();
  uint32_t bits = random_below(random, 256);

  attributes.el1_write = bits % 2 != 0;
  attributes.el0_read = bits / 2 % 4 == 0;
  attributes.el0_write = attributes.el0_read && attributes.el1_write;
  attributes.global = bits / 8 % 2 != 0;
  attributes.software = (uint8_t)(bits / 16);
  return attributes;
}

/* Words that a walker would follow: a frame that becomes a table and was not zeroed gives itself away. */
static void poison_frame(uint64_t pa) {
  uint64_t *words = kernel_direct_words(pa);

  for (uint32_t i = 0; i < PW_TABLE_ENTRIES; i++) {
    words[i] = pa | UINT64_C(0x703);
  }
}

static void map_slot(struct random_run *run, uint32_t slot) {
  uint64_t start;
  enum pw_status status;

  run->slots[slot].pa = kernel_take_frame(run->kernel, "a frame to map");
  run->slots[slot].attributes = random_attributes(&run->random);
  poison_frame(run->slots[slot].pa);
  start = sysreg_counter_ticks();
  status = pw_map_page(run->space, slot_va(run, slot), run->slots[slot].pa, &run->slots[slot].attributes);
  run->map_ticks += sysreg_counter_ticks() - start;
  run->map_count++;
  CHECK_STATUS(status, PW_OK);
  verify_mapped(run->space, slot_va(run, slot), run->slots[slot].pa, 3, &run->slots[slot].attributes);
  CHECK_STATUS(pw_map_page(run->space, slot_va(run, slot), run->slots[slot].pa, &run->slots[slot].attributes),
               PW_ERR_ALREADY_MAPPED);
}

static void unmap_slot(struct random_run *run, uint32_t slot) {
  uint64_t start = sysreg_counter_ticks();
  enum pw_status status = pw_unmap_page(run->space, slot_va(run, slot));

  run->unmap_ticks += sysreg_counter_ticks() - start;
  run->unmap_count++;
  CHECK_STATUS(status, PW_OK);
  /* The TLB knew the page until now: map_slot and the checks of each phase have touched it. */
  verify_unmapped(run->space, slot_va(run, slot));
  CHECK_STATUS(pw_unmap_page(run->space, slot_va(run, slot)), PW_ERR_NOT_MAPPED);
  CHECK_OK(pw_buddy_free_order(&run->kernel->buddy, run->slots[slot].pa, 0));
  run->slots[slot].pa = 0;
}

static void verify_slots(struct random_run *run) {
  for (uint32_t slot = 0; slot < SLOTS; slot++) {
    if (run->slots[slot].pa != 0) {
      verify_mapped(run->space, slot_va(run, slot), run->slots[slot].pa, 3, &run->slots[slot].attributes);
    } else {
      verify_unmapped(run->space, slot_va(run, slot));
    }
  }
  verify_space(run->space, &run->kernel->buddy);
}

static void run_phase(struct random_run *run, uint32_t phase) {
  uint32_t map_share = phase % 2 == 0 ? 7 : 1; /* of 8 */

  for (uint32_t step = 0; step < STEPS_PER_PHASE; step++) {
    uint32_t slot = random_below(&run->random, SLOTS);
    bool is_map = random_below(&run->random, 8) < map_share;
    if (is_map && run->slots[slot].pa == 0) {
      map_slot(run, slot);
    } else if (!is_map && run->slots[slot].pa != 0) {
      unmap_slot(run, slot);
    }
  }
  verify_slots(run);
}

static void run_half(struct kernel *kernel, struct pw_address_space *space, uint64_t area_va, const char *name,
                     const char *behaviours, const char *sentence) {
  static struct random_run run;
  struct pw_address_space_stats before, after;
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);

  run = (struct random_run){.kernel = kernel, .space = space, .area_va = area_va, .random = {area_va}};
  check_group_begin(behaviours, sentence);
  CHECK_OK(pw_address_space_stats(space, &before));
  for (uint32_t phase = 0; phase < PHASES; phase++) {
    run_phase(&run, phase);
  }
  for (uint32_t slot = 0; slot < SLOTS; slot++) {
    if (run.slots[slot].pa != 0) {
      unmap_slot(&run, slot);
    }
  }
  verify_space(space, &kernel->buddy);
  CHECK_OK(pw_address_space_stats(space, &after));
  CHECK(after.table_count == before.table_count && after.mapped_bytes == before.mapped_bytes);
  CHECK(run.map_count == run.unmap_count && run.map_count > 2000);
  CHECK(after.taken_count[PW_ORIGIN_BUDDY] - before.taken_count[PW_ORIGIN_BUDDY] ==
        after.returned_count[PW_ORIGIN_BUDDY] - before.returned_count[PW_ORIGIN_BUDDY]);
  CHECK(after.taken_count[PW_ORIGIN_BUDDY] - before.taken_count[PW_ORIGIN_BUDDY] > 64);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();
  log_print(
      "%s half: %u pages mapped and unmapped, %u tables taken from the buddy and returned; ticks: map %lu, unmap %lu\n",
      name, run.map_count, after.taken_count[PW_ORIGIN_BUDDY] - before.taken_count[PW_ORIGIN_BUDDY],
      run.map_ticks / run.map_count, run.unmap_ticks / run.unmap_count);
}

void exercise_random_pages(struct kernel *kernel) {
  run_half(kernel, &kernel->high, LAYOUT_HIGH_AREA_VA, "upper", "M7 M8 M9 M10 M11 M26 P-walk",
           "upper half, random pages: software walk, AT and real accesses agree, tables come and go");
  run_half(kernel, &kernel->low, LAYOUT_LOW_AREA_VA, "lower", "M7 M8 M9 M10 M26 P-walk",
           "lower half, random pages: software walk, AT and real accesses agree, tables come and go");
}
