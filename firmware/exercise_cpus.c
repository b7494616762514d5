#include <pagewright/descriptor.h>
#include <pagewright/map.h>
#include <pagewright/range.h>

#include "firmware/check.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/plan.h"
#include "firmware/smp.h"
#include "firmware/verify.h"

#define BLOCK_ORDER     9u /* 2 MiB */
#define BLOCK_PLACES    63u
#define BESIDE_BLOCK    63u /* the place behind the block, under the same table of L2 */
#define PAGE_PLACES     4u
#define CYCLES          6u
#define PATH_TABLES_MAX 3u                           /* tables on the way to a page, without the root */
#define TAKEN_MAX       64u                          /* frames among which those of freed tables come back */
#define RETIRED         UINT64_C(0x0e71bed000000000) /* in a frame that is no longer mapped */

/* One page alone: with it go its three tables. */
static const struct plan_step lone_page_steps[] = {
    {PLAN_MAP_PAGE, 0, 1},
    {PLAN_UNMAP_PAGE, 0, 1},
    {PLAN_MAP_PAGE, 0, 2},
    {PLAN_UNMAP_PAGE, 0, 2},
};

/* Two pages under one table: it stays while one of them does. Each address gets another frame, and frame 1 another
 * address. */
static const struct plan_step page_steps[] = {
    {PLAN_MAP_PAGE, 0, 1},   {PLAN_MAP_PAGE, 1, 2}, {PLAN_UNMAP_PAGE, 0, 1}, {PLAN_MAP_PAGE, 0, 3},
    {PLAN_UNMAP_PAGE, 1, 2}, {PLAN_MAP_PAGE, 1, 1}, {PLAN_UNMAP_PAGE, 0, 3}, {PLAN_UNMAP_PAGE, 1, 1},
};

/* A block alone, then one beside a page whose table of L2 stays; in between a page where the block was, whose table of
 * L3 goes before the next block comes. */
static const struct plan_step block_steps[] = {
    {PLAN_MAP_BLOCK, 0, 1},           {PLAN_UNMAP_BLOCK, 0, 1},
    {PLAN_MAP_PAGE, BESIDE_BLOCK, 3}, {PLAN_MAP_BLOCK, 0, 2},
    {PLAN_UNMAP_BLOCK, 0, 2},         {PLAN_MAP_PAGE, 30, 4},
    {PLAN_UNMAP_PAGE, 30, 4},         {PLAN_MAP_BLOCK, 0, 1},
    {PLAN_UNMAP_BLOCK, 0, 1},         {PLAN_UNMAP_PAGE, BESIDE_BLOCK, 3},
};

/* Ranges: 512 pages that go with their table; a block that is split, merged, and split again before it goes; pages that
 * become a block. The page that is given other attributes is one that is read. */
static const struct plan_step range_steps[] = {
    {PLAN_MAP_PAGES, 0, 1}, {PLAN_UNMAP_RANGE, 0, 1}, {PLAN_MAP_BLOCK, 0, 2},   {PLAN_SPLIT, 10, 2},
    {PLAN_MERGE, 10, 2},    {PLAN_SPLIT, 10, 2},      {PLAN_UNMAP_RANGE, 0, 2}, {PLAN_MAP_PAGE, BESIDE_BLOCK, 3},
    {PLAN_MAP_PAGES, 0, 1}, {PLAN_MERGE, 10, 1},      {PLAN_UNMAP_RANGE, 0, 1}, {PLAN_UNMAP_PAGE, BESIDE_BLOCK, 3},
};

struct shared_run {
  struct kernel *kernel;
  const struct smp *smp;
  uint32_t cpu_count; /* that observe; 1: CPU 0 alone */
  struct pw_address_space *space;
  struct pw_attributes data;
  bool has_blocks;
  struct plan plan;
  uint64_t slot_pa[PLAN_SLOTS];
  uint64_t trap_pa; /* where each entry of a freed table leads by now */
  uint64_t poison;  /* such an entry */
  uint64_t reused_pa[PATH_TABLES_MAX];
  uint32_t reused_count;
};

/* Reads of the other CPUs. */
struct shared_totals {
  uint64_t settled_count;
  uint64_t beside_count;
  uint64_t fault_count;
};

/* Slots 1 and 2 of a plan with blocks are blocks. */
static uint32_t slot_order(const struct shared_run *run, uint32_t slot) {
  return run->has_blocks && slot <= 2 ? BLOCK_ORDER : 0;
}

static void fill_frame(uint64_t pa, uint64_t word) {
  for (uint32_t i = 0; i < PW_TABLE_ENTRIES; i++) {
    kernel_direct_words(pa)[i] = word;
  }
}

/* A page descriptor is a table descriptor at the levels above. So the trap's entries lead to the trap, and a walk that
 * comes from a freed table of any level ends in a read of 'poison'. */
static void take_memory(struct shared_run *run) {
  run->trap_pa = kernel_take_frame(run->kernel, "a frame for the trap");
  CHECK_OK(pw_descriptor_leaf(run->trap_pa, 3, &run->data, &run->poison));
  fill_frame(run->trap_pa, run->poison);
  for (uint32_t slot = 1; slot < PLAN_SLOTS; slot++) {
    CHECK_OK(pw_buddy_alloc(&run->kernel->buddy, slot_order(run, slot), &run->slot_pa[slot]));
  }
}

static void return_memory(struct shared_run *run) {
  for (uint32_t slot = 1; slot < PLAN_SLOTS; slot++) {
    CHECK_OK(pw_buddy_free_order(&run->kernel->buddy, run->slot_pa[slot], slot_order(run, slot)));
  }
  CHECK_OK(pw_buddy_free_order(&run->kernel->buddy, run->trap_pa, 0));
}

/* Each place that the step concerns: what its frame shows from now on, through the direct map. */
static void write_places(const struct shared_run *run, const struct plan_step *step, bool is_retired) {
  bool is_block = plan_is_of_block(step->operation);
  uint32_t end = is_block ? run->plan.block_place_count : step->place + 1;

  for (uint32_t place = step->place; place < end; place++) {
    uint64_t offset = is_block ? run->plan.place_va[place] - run->plan.place_va[0] : 0;
    volatile uint64_t *word = kernel_direct_words(run->slot_pa[step->slot] + offset);
    *word = is_retired ? RETIRED : plan_value(step->slot, place);
  }
}

/* The tables on the way to va below the root, top down; how many. */
static uint32_t path_tables(const struct shared_run *run, uint64_t va, uint64_t table_pa[PATH_TABLES_MAX]) {
  const struct pw_window *window = &run->kernel->window;
  uint32_t frame = run->space->root_frame;
  uint32_t count = 0;

  while (count < PATH_TABLES_MAX) {
    uint64_t entry = window->words[(uint64_t)frame * PW_TABLE_ENTRIES + pw_va_index(va, count)];
    if (pw_descriptor_kind(entry, count) != PW_DESCRIPTOR_TABLE) {
      break;
    }
    table_pa[count] = pw_descriptor_table_pa(entry);
    CHECK_OK(pw_window_pa_to_frame(window, table_pa[count], &frame));
    count++;
  }
  return count;
}

/* The buddy hands the frames of freed tables out again, and their new owner writes what a walk must not find. */
static void reuse_tables(struct shared_run *run, const uint64_t *table_pa, uint32_t table_count) {
  uint64_t others_pa[TAKEN_MAX];
  uint32_t other_count = 0;

  while (run->reused_count < table_count && other_count < TAKEN_MAX) {
    uint64_t pa = kernel_take_frame(run->kernel, "a frame that was a table");
    bool was_table = false;
    for (uint32_t i = 0; i < table_count; i++) {
      was_table = was_table || table_pa[i] == pa;
    }
    if (was_table) {
      fill_frame(pa, run->poison);
      run->reused_pa[run->reused_count] = pa;
      run->reused_count++;
    } else {
      others_pa[other_count] = pa;
      other_count++;
    }
  }
  CHECK(run->reused_count == table_count);
  while (other_count > 0) {
    other_count--;
    CHECK_OK(pw_buddy_free_order(&run->kernel->buddy, others_pa[other_count], 0));
  }
}

static void return_reused(struct shared_run *run) {
  while (run->reused_count > 0) {
    run->reused_count--;
    CHECK_OK(pw_buddy_free_order(&run->kernel->buddy, run->reused_pa[run->reused_count], 0));
  }
}

static void take_away(struct shared_run *run, const struct plan_step *step, uint64_t va) {
  struct pw_address_space_stats before, after;
  uint64_t table_pa[PATH_TABLES_MAX];
  uint32_t table_count = path_tables(run, va, table_pa);
  uint32_t freed_count;

  CHECK_OK(pw_address_space_stats(run->space, &before));
  if (step->operation == PLAN_UNMAP_BLOCK) {
    CHECK_OK(pw_unmap_block_2mb(run->space, va));
  } else if (step->operation == PLAN_UNMAP_RANGE) {
    CHECK_OK(pw_unmap_range(run->space, va, PW_BLOCK_2MB_SIZE));
  } else {
    CHECK_OK(pw_unmap_page(run->space, va));
  }
  CHECK_OK(pw_address_space_stats(run->space, &after));
  freed_count = before.table_count - after.table_count;
  /* The lowest tables of the path have gone; what follows begins as soon as the call has returned. */
  if (CHECK(freed_count <= table_count)) {
    reuse_tables(run, &table_pa[table_count - freed_count], freed_count);
  }
  write_places(run, step, true);
}

/* The page can be read before and after. */
static void mark_page(struct shared_run *run, uint64_t va, uint8_t software) {
  struct pw_attributes marked = run->data;

  marked.software = software;
  CHECK_OK(pw_protect_range(run->space, va, PW_PAGE_SIZE, &marked));
}

static void merge_block(struct shared_run *run, uint64_t va) {
  uint64_t table_pa[PATH_TABLES_MAX];
  struct pw_translation translation;

  mark_page(run, va, run->data.software);
  CHECK(path_tables(run, va, table_pa) == PATH_TABLES_MAX);
  CHECK_OK(
      pw_merge_range(run->space, va / PW_BLOCK_2MB_SIZE * PW_BLOCK_2MB_SIZE, PW_BLOCK_2MB_SIZE, PW_LIMIT_BLOCK_2MB));
  CHECK_OK(pw_translate(run->space, va, &translation));
  CHECK(translation.level == 2);
  reuse_tables(run, &table_pa[PATH_TABLES_MAX - 1], 1);
}

static void take_step(struct shared_run *run, const struct plan_step *step) {
  uint64_t va = run->plan.place_va[step->place];

  return_reused(run);
  switch (step->operation) {
  case PLAN_MAP_PAGE:
    write_places(run, step, false);
    CHECK_OK(pw_map_page(run->space, va, run->slot_pa[step->slot], &run->data));
    break;
  case PLAN_MAP_BLOCK:
    write_places(run, step, false);
    CHECK_OK(pw_map_block_2mb(run->space, va, run->slot_pa[step->slot], &run->data));
    break;
  case PLAN_MAP_PAGES:
    write_places(run, step, false);
    CHECK_OK(pw_map_range(run->space, va, run->slot_pa[step->slot], PW_BLOCK_2MB_SIZE, &run->data, PW_LIMIT_PAGE));
    break;
  case PLAN_SPLIT:
    mark_page(run, va, 1);
    break;
  case PLAN_MERGE:
    merge_block(run, va);
    break;
  default:
    take_away(run, step, va);
    break;
  }
}

/* True iff every CPU has seen the generation in time. */
static bool publish(struct shared_run *run, uint64_t generation) {
  uint64_t deadline = smp_deadline();

  atomic_store_explicit(&run->plan.generation, generation, memory_order_release);
  plan_observe_settled(&run->plan, 0, generation);
  for (uint32_t cpu = 1; cpu < run->cpu_count; cpu++) {
    const struct plan_observer *observer = &run->plan.observers[cpu];
    while (atomic_load_explicit(&observer->acknowledged, memory_order_acquire) != generation + 1) {
      if (smp_is_late(deadline)) {
        return false;
      }
    }
  }
  return true;
}

static void check_observer(struct shared_run *run, uint32_t cpu, uint64_t generation_count) {
  const struct plan_observer *observer = &run->plan.observers[cpu];
  const struct plan_surprise *first = &observer->first_surprise;

  if (!CHECK(observer->surprise_count == 0)) {
    log_print("  stale: CPU %u, after generation %lu, at %lx: %lx, not %lx (0 for a fault); %lu reads of %lu\n", cpu,
              first->generation, first->va, first->value, first->wanted, observer->surprise_count,
              observer->settled_count + observer->beside_count);
  }
  CHECK(observer->settled_count == generation_count * run->plan.place_count);
}

static void run_plan(struct shared_run *run, struct shared_totals *totals) {
  uint64_t generation_count = (uint64_t)CYCLES * run->plan.step_count + 1;
  bool is_seen = true;

  plan_init(&run->plan);
  for (uint32_t cpu = 1; cpu < run->cpu_count; cpu++) {
    is_seen = CHECK(smp_start(run->smp, cpu, plan_observe, &run->plan)) && is_seen;
  }
  is_seen = is_seen && CHECK(publish(run, 0));
  for (uint64_t generation = 1; generation < generation_count && is_seen; generation++) {
    take_step(run, &run->plan.steps[plan_step_index(&run->plan, generation)]);
    is_seen = CHECK(publish(run, generation));
  }
  atomic_store_explicit(&run->plan.generation, PLAN_END, memory_order_release);
  for (uint32_t cpu = 1; cpu < run->cpu_count; cpu++) {
    CHECK(smp_wait_off(run->smp, cpu));
    totals->settled_count += run->plan.observers[cpu].settled_count;
    totals->beside_count += run->plan.observers[cpu].beside_count;
    totals->fault_count += run->plan.observers[cpu].fault_count;
  }
  for (uint32_t cpu = 0; cpu < run->cpu_count; cpu++) {
    check_observer(run, cpu, generation_count);
  }
  return_reused(run);
}

static void set_page_places(struct shared_run *run, uint64_t va) {
  run->has_blocks = false;
  run->plan.place_count = PAGE_PLACES;
  run->plan.block_place_count = 0;
  for (uint32_t place = 0; place < PAGE_PLACES; place++) {
    run->plan.place_va[place] = va + place * (uint64_t)PW_PAGE_SIZE;
  }
}

/* From the first page of the block to the last. */
static void set_block_places(struct shared_run *run, uint64_t va) {
  run->has_blocks = true;
  run->plan.place_count = BLOCK_PLACES + 1;
  run->plan.block_place_count = BLOCK_PLACES;
  for (uint32_t place = 0; place < BLOCK_PLACES; place++) {
    run->plan.place_va[place] = va + place * (PW_ENTRY_COUNT - 1) / (BLOCK_PLACES - 1) * (uint64_t)PW_PAGE_SIZE;
  }
  run->plan.place_va[BESIDE_BLOCK] = va + PW_BLOCK_2MB_SIZE;
}

static void run_steps(struct shared_run *run, const struct plan_step *steps, uint32_t step_count,
                      struct shared_totals *totals) {
  run->plan.steps = steps;
  run->plan.step_count = step_count;
  take_memory(run);
  run_plan(run, totals);
  return_memory(run);
  verify_space(run->space, &run->kernel->buddy);
}

#define RUN_STEPS(run, steps, totals) run_steps((run), (steps), sizeof(steps) / sizeof(steps)[0], (totals))

/* The upper half with global mappings, the lower half with those of the ASID. */
static void run_plans(struct kernel *kernel, const struct smp *smp, uint32_t cpu_count, struct shared_totals *totals) {
  static struct shared_run run;
  struct pw_address_space *const spaces[] = {&kernel->high, &kernel->low};
  const uint64_t areas_va[] = {LAYOUT_SHARED_AREA_VA, LAYOUT_LOW_AREA_VA};

  run.kernel = kernel;
  run.smp = smp;
  run.cpu_count = cpu_count;
  for (uint32_t half = 0; half < 2; half++) {
    run.space = spaces[half];
    run.data = pw_attributes_kernel_data();
    run.data.global = half == 0;
    set_page_places(&run, areas_va[half]);
    RUN_STEPS(&run, lone_page_steps, totals);
    RUN_STEPS(&run, page_steps, totals);
    set_block_places(&run, areas_va[half]);
    RUN_STEPS(&run, block_steps, totals);
    RUN_STEPS(&run, range_steps, totals);
  }
}

void exercise_cpus(struct kernel *kernel) {
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);
  struct shared_totals totals = {0, 0, 0};
  struct smp smp;

  smp_find(&smp, &kernel->device_tree);
  check_group_begin("X1 P-BBM",
                    "one CPU changes and reads: exact after each call, with freed tables and frames used again");
  run_plans(kernel, &smp, 1, &totals);
  check_group_end();

  log_print("CPUs: %u in the device tree, PSCI by %s\n", smp.named_count, psci_conduit_name(smp.conduit));
  if (smp.cpu_count == 1) {
    log_print("SKIP X11 P-BBM: other CPUs read while one changes: there is no other that could be started\n");
  } else {
    check_group_begin("X11 P-BBM",
                      "other CPUs read while one changes: exact on each after each call, and all off in the end");
    run_plans(kernel, &smp, smp.cpu_count, &totals);
    CHECK(totals.beside_count > 0);
    check_group_end();
    log_print("other CPUs: %u; reads: %lu of a settled state, %lu beside changes; faults: %lu\n", smp.cpu_count - 1,
              totals.settled_count, totals.beside_count, totals.fault_count);
  }

  check_group_begin("P-conserve", "the frames of these plans are back");
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();
}
