#include "tests/model/tlb_model.h"

#include <stddef.h>
#include <string.h>

#define NO_CHANGE UINT32_MAX

static const uint64_t level_bytes[4] = {(uint64_t)1 << 39, (uint64_t)1 << 30, (uint64_t)1 << 21, (uint64_t)1 << 12};

static void report(struct tlb_model *model, const char *failure) {
  if (model->failure == NULL) {
    model->failure = failure;
  }
}

static const struct pw_window *window_of(const struct tlb_model *model) {
  return model->space->window;
}

static uint64_t live_word(const struct tlb_model *model, uint32_t frame, uint32_t index) {
  return window_of(model)->words[(size_t)frame * 512 + index];
}

/* Read by hand, so that a mistake in the code under test is not repeated here. */
static bool is_valid(uint64_t entry) {
  return (entry & 1) != 0;
}

static bool is_table(uint64_t entry, uint32_t level) {
  return level < 3 && (entry & 3) == 3;
}

static bool is_global(uint64_t entry) {
  return (entry & ((uint64_t)1 << 11)) == 0;
}

static uint32_t child_frame(const struct tlb_model *model, uint64_t entry) {
  uint64_t pa = entry & 0x0000FFFFFFFFF000;
  uint64_t base = (uint64_t)window_of(model)->base_block << 21;
  uint64_t frame = (pa - base) >> 12;
  return pa >= base && frame < window_of(model)->frame_count ? (uint32_t)frame : UINT32_MAX;
}

static void take_snapshot(struct tlb_model *model) {
  memcpy(model->snapshot, window_of(model)->words, (size_t)window_of(model)->frame_count * 4096);
}

/* The tables reachable in the window as it is now. */
static void find_tables(struct tlb_model *model, uint32_t frame, uint32_t level, uint32_t parent, uint64_t va) {
  model->tables[frame] = (struct tlb_model_table){.is_linked = true, .level = level, .parent = parent, .va = va};
  for (uint32_t index = 0; index < 512 && level < 3; index++) {
    uint64_t entry = live_word(model, frame, index);
    uint32_t child = is_table(entry, level) ? child_frame(model, entry) : UINT32_MAX;
    if (child != UINT32_MAX && !model->tables[child].is_linked) {
      find_tables(model, child, level + 1, frame, va + index * level_bytes[level]);
    }
  }
}

static void refresh_tables(struct tlb_model *model) {
  for (uint32_t frame = 0; frame < TLB_MODEL_FRAMES; frame++) {
    model->tables[frame].is_linked = false;
  }
  if (model->space->root_frame != PW_NO_FRAME) {
    uint64_t va = model->space->half == PW_HALF_HIGH ? (uint64_t)0xFFFF << 48 : 0;
    find_tables(model, model->space->root_frame, 0, UINT32_MAX, va);
  }
}

void tlb_model_init(struct tlb_model *model, const struct pw_address_space *space) {
  model->space = space;
  model->change_count = 0;
  model->failure = NULL;
  model->snapshot_is_synced = false;
  for (uint32_t frame = 0; frame < TLB_MODEL_FRAMES; frame++) {
    model->removed_by[frame] = NO_CHANGE;
  }
  take_snapshot(model);
  refresh_tables(model);
}

/* What a sub-tree that was cut off still maps. */
static void look_for_leaves(const struct tlb_model *model, uint32_t frame, uint32_t level, struct tlb_change *change) {
  for (uint32_t index = 0; index < 512; index++) {
    uint64_t entry = live_word(model, frame, index);
    if (!is_valid(entry)) {
      continue;
    }
    if (is_table(entry, level)) {
      uint32_t child = child_frame(model, entry);
      if (child != UINT32_MAX) {
        look_for_leaves(model, child, level + 1, change);
      }
      continue;
    }
    change->has_leaves = true;
    change->has_globals = change->has_globals || is_global(entry);
  }
}

static void note_change(struct tlb_model *model, uint32_t frame, uint32_t index, uint64_t before, uint64_t after) {
  const struct tlb_model_table *table = &model->tables[frame];
  struct tlb_change change = {.stage = TLB_CHANGE_WRITTEN,
                              .is_break = is_valid(before),
                              .level = table->level,
                              .child = UINT32_MAX,
                              .va = table->va + index * level_bytes[table->level]};
  if (is_valid(before) && is_valid(after)) {
    report(model, "a valid entry was replaced by another valid one");
  }
  if (!is_valid(before) && !is_valid(after)) {
    return;
  }
  if (is_valid(before)) {
    change.is_table = is_table(before, table->level);
    if (change.is_table) {
      change.child = child_frame(model, before);
      if (change.child != UINT32_MAX) {
        look_for_leaves(model, change.child, table->level + 1, &change);
      } else {
        report(model, "a table entry led out of the window");
      }
    } else {
      change.has_globals = is_global(before);
    }
  }
  if (model->change_count == TLB_MODEL_CHANGES) {
    report(model, "too many changes without an end of the operation");
    return;
  }
  model->changes[model->change_count] = change;
  model->change_count++;
}

/* A table that has just been linked must have been zero at a DSB; what is in it now was written since. */
static void check_new_table(struct tlb_model *model, uint32_t frame) {
  const uint64_t *before = &model->snapshot[(size_t)frame * 512];
  if (!model->snapshot_is_synced) {
    report(model, "a table was linked without a DSB since it was zeroed");
  }
  for (uint32_t index = 0; index < 512; index++) {
    if (before[index] != 0) {
      report(model, "a table was linked that was not zero");
      return;
    }
  }
}

/* The change that cut a table off: its own parent entry's, or else the one that cut off its parent. */
static uint32_t remover_of(const struct tlb_model *model, const struct tlb_model_table *before, uint32_t frame) {
  while (frame < TLB_MODEL_FRAMES) {
    for (uint32_t i = 0; i < model->change_count; i++) {
      if (model->changes[i].is_break && model->changes[i].is_table && model->changes[i].child == frame &&
          model->changes[i].stage == TLB_CHANGE_WRITTEN) {
        return i;
      }
    }
    frame = before[frame].parent;
  }
  return NO_CHANGE;
}

/* No table may have left the hands of the space before its removal is complete. */
static void check_removed_tables(struct tlb_model *model) {
  for (uint32_t frame = 0; frame < TLB_MODEL_FRAMES; frame++) {
    uint32_t remover = model->removed_by[frame];
    if (remover != NO_CHANGE && model->changes[remover].stage < TLB_CHANGE_DONE &&
        !pw_page_source_owns(model->space->source, frame)) {
      report(model, "a table was given back before its invalidation was complete");
    }
  }
}

/* Find what has changed since the last event. */
static void scan(struct tlb_model *model) {
  static struct tlb_model_table before[TLB_MODEL_FRAMES];
  memcpy(before, model->tables, sizeof(before));
  refresh_tables(model);
  for (uint32_t frame = 0; frame < window_of(model)->frame_count; frame++) {
    if (!before[frame].is_linked && model->tables[frame].is_linked) {
      check_new_table(model, frame);
      model->removed_by[frame] = NO_CHANGE;
    }
    if (!before[frame].is_linked && !model->tables[frame].is_linked) {
      continue;
    }
    if (!model->tables[frame].is_linked) {
      model->tables[frame] = before[frame]; /* where it was, for the addresses of its entries */
      model->tables[frame].is_linked = false;
    }
    for (uint32_t index = 0; index < 512; index++) {
      uint64_t old = model->snapshot[(size_t)frame * 512 + index];
      uint64_t new = live_word(model, frame, index);
      if (old != new) {
        note_change(model, frame, index, old, new);
      }
    }
  }
  for (uint32_t frame = 0; frame < TLB_MODEL_FRAMES; frame++) {
    if (before[frame].is_linked && !model->tables[frame].is_linked && before[frame].level > 0) {
      model->removed_by[frame] = remover_of(model, before, frame);
    }
  }
  check_removed_tables(model);
  take_snapshot(model);
}

static bool covers(const struct tlb_model *model, const struct pw_tlb_event *event, const struct tlb_change *change) {
  bool asid_matches = event->asid == model->space->asid;
  switch (event->kind) {
  case PW_TLB_TLBI_ALL:
    return true;
  case PW_TLB_TLBI_ASID:
    return asid_matches && !change->has_globals;
  case PW_TLB_TLBI_VA:
    if (event->va < change->va || event->va - change->va >= level_bytes[change->level]) {
      return false;
    }
    if (change->is_table) {
      return asid_matches && event->level == PW_TLBI_ANY_LEVEL && !change->has_leaves;
    }
    return (asid_matches || change->has_globals) &&
           (event->level == PW_TLBI_ANY_LEVEL || event->level == change->level);
  default:
    return false;
  }
}

static void advance(struct tlb_model *model, const struct pw_tlb_event *event, struct tlb_change *change) {
  bool is_dsb = event->kind == PW_TLB_DSB_ISH || event->kind == PW_TLB_DSB_ISHST;
  switch (change->stage) {
  case TLB_CHANGE_WRITTEN:
    if (is_dsb) {
      change->stage = change->is_break ? TLB_CHANGE_VISIBLE : TLB_CHANGE_DONE;
    }
    break;
  case TLB_CHANGE_VISIBLE:
    if (covers(model, event, change)) {
      change->stage = TLB_CHANGE_INVALIDATED;
    }
    break;
  case TLB_CHANGE_INVALIDATED:
    if (event->kind == PW_TLB_DSB_ISH) {
      change->stage = TLB_CHANGE_DONE;
    }
    break;
  case TLB_CHANGE_DONE:
    if (event->kind == PW_TLB_ISB) {
      change->stage = TLB_CHANGE_OVER;
    }
    break;
  case TLB_CHANGE_OVER:
  default:
    break;
  }
}

void tlb_model_observe(void *context, const struct pw_tlb_event *event) {
  struct tlb_model *model = context;
  scan(model);
  for (uint32_t i = 0; i < model->change_count; i++) {
    advance(model, event, &model->changes[i]);
  }
  model->snapshot_is_synced = event->kind == PW_TLB_DSB_ISH || event->kind == PW_TLB_DSB_ISHST;
}

void tlb_model_begin(struct tlb_model *model) {
  model->snapshot_is_synced = false;
  take_snapshot(model);
}

void tlb_model_end(struct tlb_model *model) {
  scan(model);
  for (uint32_t i = 0; i < model->change_count; i++) {
    if (model->changes[i].stage != TLB_CHANGE_OVER) {
      report(model, model->changes[i].is_break ? "an operation returned before an invalidation was complete"
                                               : "an operation returned before a new entry was visible");
    }
  }
  model->change_count = 0;
  for (uint32_t frame = 0; frame < TLB_MODEL_FRAMES; frame++) {
    model->removed_by[frame] = NO_CHANGE;
  }
}
