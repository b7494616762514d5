#include "firmware/plan.h"

#include "firmware/exception.h"
#include "firmware/sysreg.h"

uint64_t plan_value(uint32_t slot, uint32_t place) {
  return slot == 0 ? PLAN_NOTHING : UINT64_C(0x5107000000000000) + ((uint64_t)slot << 32) + place;
}

bool plan_is_of_block(enum plan_operation operation) {
  return operation == PLAN_MAP_BLOCK || operation == PLAN_UNMAP_BLOCK || operation == PLAN_MAP_PAGES ||
         operation == PLAN_UNMAP_RANGE;
}

/* What it maps shows what it did before, when all is done. */
static bool is_reshaping(enum plan_operation operation) {
  return operation == PLAN_SPLIT || operation == PLAN_MERGE;
}

static bool is_map(enum plan_operation operation) {
  return operation == PLAN_MAP_PAGE || operation == PLAN_MAP_BLOCK || operation == PLAN_MAP_PAGES;
}

static bool step_covers(const struct plan *plan, const struct plan_step *step, uint32_t place) {
  if (plan_is_of_block(step->operation)) {
    return place < plan->block_place_count;
  }
  return place == step->place && !is_reshaping(step->operation);
}

void plan_init(struct plan *plan) {
  static const struct plan_observer unused_observer;

  for (uint32_t place = 0; place < plan->place_count; place++) {
    uint32_t slot = 0;
    for (uint32_t i = 0; i < plan->step_count; i++) {
      const struct plan_step *step = &plan->steps[i];
      if (step_covers(plan, step, place)) {
        slot = is_map(step->operation) ? step->slot : 0;
      }
      plan->slot[i][place] = (uint8_t)slot;
    }
  }
  atomic_store_explicit(&plan->generation, 0, memory_order_relaxed);
  for (uint32_t cpu = 0; cpu < SMP_CPUS; cpu++) {
    plan->observers[cpu] = unused_observer;
  }
}

uint32_t plan_step_index(const struct plan *plan, uint64_t generation) {
  return (uint32_t)((generation + plan->step_count - 1) % plan->step_count);
}

static uint64_t wanted_value(const struct plan *plan, uint64_t generation, uint32_t place) {
  return plan_value(plan->slot[plan_step_index(plan, generation)][place], place);
}

/* The word at the place, or PLAN_NOTHING after a translation fault at its address. A fault of another kind is a value
 * that no state has. */
static uint64_t read_place(const struct plan *plan, struct plan_observer *observer, uint32_t place) {
  uint64_t value = 0;
  struct fault fault = exception_probe_load(plan->place_va[place], &value);

  if (fault.kind == FAULT_NONE) {
    return value == PLAN_NOTHING ? ~PLAN_NOTHING : value;
  }
  observer->fault_count++;
  return fault.kind == FAULT_TRANSLATION && fault.va == plan->place_va[place] ? PLAN_NOTHING : ~PLAN_NOTHING;
}

static void note_surprise(const struct plan *plan, struct plan_observer *observer, uint64_t generation, uint32_t place,
                          uint64_t value) {
  if (observer->surprise_count == 0) {
    observer->first_surprise = (struct plan_surprise){
        .generation = generation,
        .va = plan->place_va[place],
        .value = value,
        .wanted = wanted_value(plan, generation, place),
    };
  }
  observer->surprise_count++;
}

void plan_observe_settled(struct plan *plan, uint32_t cpu, uint64_t generation) {
  struct plan_observer *observer = &plan->observers[cpu];

  for (uint32_t place = 0; place < plan->place_count; place++) {
    uint64_t value = read_place(plan, observer, place);
    observer->settled_count++;
    if (value != wanted_value(plan, generation, place)) {
      note_surprise(plan, observer, generation, place, value);
    }
  }
}

/* Each place once, until another generation shows: the state of this one or of the next, or what is between them. */
static void observe_beside(struct plan *plan, struct plan_observer *observer, uint64_t generation) {
  bool may_fault = is_reshaping(plan->steps[plan_step_index(plan, generation + 1)].operation);

  for (uint32_t place = 0; place < plan->place_count; place++) {
    uint64_t value = read_place(plan, observer, place);
    observer->beside_count++;
    if (value != wanted_value(plan, generation, place) && value != wanted_value(plan, generation + 1, place) &&
        !(may_fault && value == PLAN_NOTHING)) {
      note_surprise(plan, observer, generation, place, value);
    }
    if (atomic_load_explicit(&plan->generation, memory_order_acquire) != generation) {
      return;
    }
  }
}

void plan_observe(void *context, uint32_t cpu) {
  struct plan *plan = context;
  struct plan_observer *observer = &plan->observers[cpu];
  uint64_t generation = atomic_load_explicit(&plan->generation, memory_order_acquire);

  while (generation != PLAN_END) {
    /* Without FEAT_ETS a walk for the reads below may have been made before the generation was read, and have found the
     * entry still invalid. */
    sysreg_isb();
    plan_observe_settled(plan, cpu, generation);
    atomic_store_explicit(&observer->acknowledged, generation + 1, memory_order_release);
    while (atomic_load_explicit(&plan->generation, memory_order_acquire) == generation) {
      observe_beside(plan, observer, generation);
    }
    generation = atomic_load_explicit(&plan->generation, memory_order_acquire);
  }
}
