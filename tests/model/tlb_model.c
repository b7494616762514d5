#include "tests/model/tlb_model.h"

#include <stddef.h>
#include <string.h>

#define NO_FRAME   UINT32_MAX
#define HALF_BYTES ((uint64_t)1 << 48)

static const uint64_t level_bytes[4] = {(uint64_t)1 << 39, (uint64_t)1 << 30, (uint64_t)1 << 21, (uint64_t)1 << 12};

static void report(struct tlb_model *model, const char *failure) {
  if (model->failure == NULL) {
    model->failure = failure;
  }
}

static const uint64_t *live_words(const struct tlb_model *model, uint32_t frame) {
  return &model->window->words[(size_t)frame * 512];
}

/* Read by hand, so that a mistake in the code under test is not repeated here. */
static bool is_valid(uint64_t entry) {
  return (entry & 1) != 0;
}

static bool is_link(uint64_t entry, uint32_t level) {
  return level < 3 && (entry & 3) == 3;
}

static bool is_global(uint64_t entry) {
  return (entry & ((uint64_t)1 << 11)) == 0;
}

static uint32_t child_frame(const struct tlb_model *model, uint64_t entry) {
  uint64_t pa = entry & 0x0000FFFFFFFFF000;
  uint64_t base = (uint64_t)model->window->base_block << 21;
  uint64_t frame = (pa - base) >> 12;
  return pa >= base && frame < model->window->frame_count ? (uint32_t)frame : NO_FRAME;
}

uint64_t tlb_model_walk(const struct tlb_model *model, uint32_t space, uint64_t va, uint32_t *level) {
  uint32_t frame = model->spaces[space].root;
  for (*level = 0;; (*level)++) {
    uint64_t entry = live_words(model, frame)[va / level_bytes[*level] % 512];
    frame = is_link(entry, *level) ? child_frame(model, entry) : NO_FRAME;
    if (frame == NO_FRAME) {
      return entry;
    }
  }
}

bool tlb_model_live_counts_hold(const struct tlb_model *model) {
  for (uint32_t frame = 0; frame < model->window->frame_count; frame++) {
    uint32_t valid_count = 0;
    for (uint32_t index = 0; model->tables[frame].is_linked && index < 512; index++) {
      valid_count += is_valid(live_words(model, frame)[index]);
    }
    if (model->tables[frame].is_linked && model->window->live[frame] != valid_count) {
      return false;
    }
  }
  return true;
}

/*
 * Stale entries.
 */

static void add_stale(struct tlb_model *model, const struct tlb_entry *entry) {
  if (model->stale_count == TLB_MODEL_STALE) {
    report(model, "the TLB model is too small");
    return;
  }
  model->stale[model->stale_count] = *entry;
  model->stale_count++;
}

static void add_stale_word(struct tlb_model *model, uint32_t frame, uint32_t index, uint64_t word, bool is_backed) {
  const struct tlb_model_table *table = &model->tables[frame];
  struct tlb_entry entry = {.stage = is_backed ? TLB_VISIBLE : TLB_WRITTEN,
                            .is_step = is_link(word, table->level),
                            .is_global = !is_link(word, table->level) && is_global(word),
                            .is_backed = is_backed,
                            .asid = model->spaces[table->space].asid,
                            .level = table->level,
                            .frame = frame,
                            .index = index,
                            .child = NO_FRAME,
                            .va = table->va + index * level_bytes[table->level],
                            .size = level_bytes[table->level]};
  if (entry.is_step) {
    entry.child = child_frame(model, word);
  }
  add_stale(model, &entry);
}

/* Whether a walker may still be in the table, which has been cut off: somebody knows a step to it. */
static bool is_held(const struct tlb_model *model, uint32_t frame) {
  for (uint32_t i = 0; i < model->stale_count; i++) {
    if (model->stale[i].is_step && model->stale[i].child == frame) {
      return true;
    }
  }
  return false;
}

/* The word of a table that was cut off has changed: it cannot be read again once that is visible. */
static void unback(struct tlb_model *model, uint32_t frame, uint32_t index) {
  for (uint32_t i = 0; i < model->stale_count; i++) {
    struct tlb_entry *entry = &model->stale[i];
    if (entry->is_backed && entry->frame == frame && entry->index == index) {
      entry->is_backed = false;
      entry->stage = TLB_WRITTEN;
    }
  }
}

/*
 * Looking for what has changed.
 */

/* The tables reachable in the window as it is now. */
static void find_tables(struct tlb_model *model, uint32_t frame, uint32_t level, uint32_t space, uint64_t va) {
  if (model->tables[frame].is_linked) {
    report(model, "a table is linked twice");
    return;
  }
  model->tables[frame] = (struct tlb_model_table){.is_linked = true, .space = space, .level = level, .va = va};
  for (uint32_t index = 0; index < 512 && level < 3; index++) {
    uint64_t entry = live_words(model, frame)[index];
    uint32_t child = is_link(entry, level) ? child_frame(model, entry) : NO_FRAME;
    if (child != NO_FRAME) {
      find_tables(model, child, level + 1, space, va + index * level_bytes[level]);
    }
  }
}

static void refresh_tables(struct tlb_model *model) {
  for (uint32_t frame = 0; frame < TLB_MODEL_FRAMES; frame++) {
    model->tables[frame].is_linked = false;
  }
  for (uint32_t space = 0; space < TLB_MODEL_SPACES; space++) {
    if (model->spaces[space].is_live) {
      find_tables(model, model->spaces[space].root, 0, space, model->spaces[space].va);
    }
  }
}

/* The old words of what has changed become stale. */
static void note_breaks(struct tlb_model *model, uint32_t frame, bool was_linked) {
  for (uint32_t index = 0; index < 512; index++) {
    uint64_t old = model->snapshot[(size_t)frame * 512 + index];
    uint64_t new = live_words(model, frame)[index];
    if (old == new) {
      continue;
    }
    model->change_count += was_linked;
    if (is_valid(old) && is_valid(new)) {
      report(model, "a valid entry was replaced by another valid one");
    }
    if (was_linked && !is_valid(new) && new != 0) {
      report(model, "an entry was made invalid but not zero"); /* in a table that was cut off it may be anything */
    }
    if (!was_linked && is_valid(new)) {
      report(model, "an entry became valid in a table that was cut off");
    }
    if (is_valid(old) && was_linked) {
      add_stale_word(model, frame, index, old, false);
    } else if (is_valid(old)) {
      unback(model, frame, index);
    }
  }
}

/* A table has been cut off: whoever is in it reads on. */
static void note_cut(struct tlb_model *model, uint32_t frame) {
  for (uint32_t index = 0; index < 512; index++) {
    uint64_t word = live_words(model, frame)[index];
    if (is_valid(word)) {
      add_stale_word(model, frame, index, word, true);
    }
  }
}

/* What became valid must not meet anything stale of the same addresses, or a walker may see both. */
static void note_makes(struct tlb_model *model, uint32_t frame) {
  const struct tlb_model_table *table = &model->tables[frame];
  for (uint32_t index = 0; index < 512; index++) {
    uint64_t new = live_words(model, frame)[index];
    if (!is_valid(new) || new == model->snapshot[(size_t)frame * 512 + index]) {
      continue;
    }
    model->has_invisible = true;
    if (is_link(new, table->level) && child_frame(model, new) == NO_FRAME) {
      report(model, "a link leads out of the window");
    }
    uint64_t size = level_bytes[table->level];
    uint64_t va = table->va + index * size;
    for (uint32_t i = 0; i < model->stale_count; i++) {
      const struct tlb_entry *entry = &model->stale[i];
      if (entry->va <= va + (size - 1) && va <= entry->va + (entry->size - 1) &&
          (entry->is_global || entry->asid == model->spaces[table->space].asid)) {
        report(model, "an entry became valid before the invalidation of what it replaces was complete");
        break;
      }
    }
  }
}

/* Every word of a table that has just been linked was zero at a DSB, or is what was written before one. */
static void check_new_table(struct tlb_model *model, uint32_t frame) {
  if (!model->is_taken[frame]) {
    report(model, "a table was linked that the source had not given");
  }
  if (is_held(model, frame)) {
    report(model, "a table was linked again while walkers may still be in it");
  }
  for (uint32_t index = 0; index < 512; index++) {
    uint64_t word = live_words(model, frame)[index];
    uint64_t visible = model->synced[(size_t)frame * 512 + index];
    if (word == TLB_MODEL_NONSENSE) {
      report(model, "a table was linked that was not zeroed");
    }
    if (!model->is_synced[frame] || (visible != 0 && visible != word)) {
      report(model, "a table was linked before a DSB had made its zeroes visible");
    }
  }
}

static bool has_changed(const struct tlb_model *model, uint32_t frame) {
  return memcmp(live_words(model, frame), &model->snapshot[(size_t)frame * 512], 4096) != 0;
}

/* The tables that were cut off and are held. */
static void find_held(const struct tlb_model *model, bool *was_held) {
  memset(was_held, 0, TLB_MODEL_FRAMES * sizeof(was_held[0]));
  for (uint32_t i = 0; i < model->stale_count; i++) {
    const struct tlb_entry *step = &model->stale[i];
    if (step->is_step && step->child != NO_FRAME && !model->tables[step->child].is_linked) {
      was_held[step->child] = true;
    }
  }
}

void tlb_model_look(struct tlb_model *model) {
  struct tlb_model_table before[TLB_MODEL_FRAMES];
  bool was_held[TLB_MODEL_FRAMES];
  bool is_new[TLB_MODEL_FRAMES];
  bool any = false;
  find_held(model, was_held);
  for (uint32_t frame = 0; frame < model->window->frame_count; frame++) {
    any = any || ((model->tables[frame].is_linked || was_held[frame]) && has_changed(model, frame));
  }
  if (!any) {
    return;
  }
  memcpy(before, model->tables, sizeof(before));
  for (uint32_t frame = 0; frame < model->window->frame_count; frame++) {
    if ((before[frame].is_linked || was_held[frame]) && has_changed(model, frame)) {
      note_breaks(model, frame, before[frame].is_linked);
    }
  }
  refresh_tables(model);
  for (uint32_t frame = 0; frame < model->window->frame_count; frame++) {
    is_new[frame] = model->tables[frame].is_linked && !before[frame].is_linked;
    if (before[frame].is_linked && !model->tables[frame].is_linked) {
      note_cut(model, frame);
    }
  }
  for (uint32_t frame = 0; frame < model->window->frame_count; frame++) {
    if (is_new[frame]) {
      check_new_table(model, frame);
      memset(&model->snapshot[(size_t)frame * 512], 0, 4096); /* all that is in it is new to walkers */
    }
    if (model->tables[frame].is_linked && has_changed(model, frame)) {
      note_makes(model, frame);
    }
    if (model->tables[frame].is_linked || was_held[frame] || before[frame].is_linked) {
      memcpy(&model->snapshot[(size_t)frame * 512], live_words(model, frame), 4096);
    }
  }
}

/*
 * Barriers and invalidations.
 */

/* Of the addresses that an invalidation names. */
static uint64_t last_byte(const struct pw_tlb_event *event) {
  return event->va + (event->kind == PW_TLB_TLBI_RANGE ? event->page_count * 4096 - 1 : 0);
}

static bool covers(const struct pw_tlb_event *event, const struct tlb_entry *entry) {
  bool asid_matches = event->asid == entry->asid;
  switch (event->kind) {
  case PW_TLB_TLBI_ALL:
    return true;
  case PW_TLB_TLBI_ASID:
    return asid_matches && !entry->is_global;
  case PW_TLB_TLBI_VA:
  case PW_TLB_TLBI_RANGE:
    if (last_byte(event) < entry->va || entry->va + (entry->size - 1) < event->va) {
      return false;
    }
    if (entry->is_step) {
      return asid_matches && event->level == PW_TLBI_ANY_LEVEL;
    }
    return (asid_matches || entry->is_global) && (event->level == PW_TLBI_ANY_LEVEL || event->level == entry->level);
  default:
    return false;
  }
}

/* The tables that some walker can come to again, by a step that has not been invalidated. */
static void find_reachable(const struct tlb_model *model, bool *is_reachable) {
  memset(is_reachable, 0, TLB_MODEL_FRAMES * sizeof(is_reachable[0]));
  for (uint32_t i = 0; i < model->stale_count; i++) {
    const struct tlb_entry *step = &model->stale[i];
    if (step->is_step && step->child != NO_FRAME && step->stage != TLB_INVALIDATED) {
      is_reachable[step->child] = true;
    }
  }
}

/* From the root's address down, so that the steps to a table go before what is in it. */
static void invalidate(struct tlb_model *model, const struct pw_tlb_event *event) {
  static const uint32_t levels[5] = {TLB_MODEL_NO_LEVEL, 0, 1, 2, 3};
  bool is_reachable[TLB_MODEL_FRAMES];
  for (uint32_t at = 0; at < 5; at++) {
    find_reachable(model, is_reachable);
    for (uint32_t i = 0; i < model->stale_count; i++) {
      struct tlb_entry *entry = &model->stale[i];
      if (entry->level == levels[at] && entry->stage == TLB_VISIBLE && covers(event, entry) &&
          !(entry->is_backed && is_reachable[entry->frame])) {
        entry->stage = TLB_INVALIDATED;
      }
    }
  }
}

static void make_visible(struct tlb_model *model) {
  for (uint32_t i = 0; i < model->stale_count; i++) {
    if (model->stale[i].stage == TLB_WRITTEN) {
      model->stale[i].stage = TLB_VISIBLE;
    }
  }
  for (uint32_t frame = 0; frame < model->window->frame_count; frame++) {
    if (model->is_taken[frame] && !model->tables[frame].is_linked) {
      memcpy(&model->synced[(size_t)frame * 512], live_words(model, frame), 4096);
      model->is_synced[frame] = true;
    }
  }
  model->needs_isb = model->needs_isb || model->has_invisible;
  model->has_invisible = false;
}

static void complete_invalidations(struct tlb_model *model) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < model->stale_count; i++) {
    if (model->stale[i].stage != TLB_INVALIDATED) {
      model->stale[kept] = model->stale[i];
      kept++;
    }
  }
  model->needs_isb = model->needs_isb || kept < model->stale_count;
  model->stale_count = kept;
}

void tlb_model_observe(void *context, const struct pw_tlb_event *event) {
  struct tlb_model *model = context;
  tlb_model_look(model);
  switch (event->kind) {
  case PW_TLB_DSB_ISH:
    complete_invalidations(model);
    make_visible(model);
    break;
  case PW_TLB_DSB_ISHST:
    make_visible(model);
    break;
  case PW_TLB_ISB:
    model->needs_isb = false;
    break;
  default:
    invalidate(model, event);
    break;
  }
}

/*
 * Frames, spaces and operations.
 */

static void scribble(struct tlb_model *model, uint32_t frame) {
  for (uint32_t index = 0; index < 512; index++) {
    model->window->words[(size_t)frame * 512 + index] = TLB_MODEL_NONSENSE;
  }
  model->window->live[frame] = 0xABCD;
}

void tlb_model_take(struct tlb_model *model, uint32_t frame) {
  tlb_model_look(model);
  if (model->tables[frame].is_linked || is_held(model, frame) || model->is_taken[frame]) {
    report(model, "the source gave away a table in use");
    return;
  }
  model->is_taken[frame] = true;
  model->is_synced[frame] = false;
  scribble(model, frame);
}

void tlb_model_return(struct tlb_model *model, uint32_t frame) {
  tlb_model_look(model);
  if (model->tables[frame].is_linked) {
    report(model, "a table was given back that is still linked");
  }
  if (is_held(model, frame)) {
    report(model, "a table was given back before its invalidation was complete");
  }
}

void tlb_model_returned(struct tlb_model *model, uint32_t frame) {
  model->is_taken[frame] = false;
  if (!model->tables[frame].is_linked && !is_held(model, frame)) {
    scribble(model, frame);
  }
}

void tlb_model_init(struct tlb_model *model, const struct pw_window *window) {
  model->window = window;
  model->stale_count = 0;
  model->has_invisible = false;
  model->needs_isb = false;
  model->change_count = 0;
  model->failure = NULL;
  for (uint32_t space = 0; space < TLB_MODEL_SPACES; space++) {
    model->spaces[space].is_live = false;
  }
  for (uint32_t frame = 0; frame < window->frame_count; frame++) {
    model->is_taken[frame] = false;
    model->tables[frame].is_linked = false;
    scribble(model, frame);
  }
}

void tlb_model_add_space(struct tlb_model *model, uint32_t space, const struct pw_address_space *created) {
  tlb_model_look(model);
  model->spaces[space] = (struct tlb_model_space){.is_live = true,
                                                  .root = created->root_frame,
                                                  .asid = created->asid,
                                                  .va = created->half == PW_HALF_HIGH ? (uint64_t)0xFFFF << 48 : 0};
  check_new_table(model, created->root_frame);
  memcpy(&model->snapshot[(size_t)created->root_frame * 512], live_words(model, created->root_frame), 4096);
  refresh_tables(model);
}

void tlb_model_remove_space(struct tlb_model *model, uint32_t space) {
  const struct tlb_model_space *gone = &model->spaces[space];
  struct tlb_entry root = {.stage = TLB_WRITTEN,
                           .is_step = true,
                           .asid = gone->asid,
                           .level = TLB_MODEL_NO_LEVEL,
                           .frame = NO_FRAME,
                           .child = gone->root,
                           .va = gone->va,
                           .size = HALF_BYTES};
  tlb_model_look(model);
  add_stale(model, &root);
  for (uint32_t frame = 0; frame < model->window->frame_count; frame++) {
    if (model->tables[frame].is_linked && model->tables[frame].space == space) {
      note_cut(model, frame);
    }
  }
  model->spaces[space].is_live = false;
  refresh_tables(model);
}

void tlb_model_begin(struct tlb_model *model) {
  tlb_model_look(model);
  model->change_count = 0;
}

void tlb_model_end(struct tlb_model *model) {
  tlb_model_look(model);
  for (uint32_t i = 0; i < model->stale_count; i++) {
    const struct tlb_entry *entry = &model->stale[i];
    if (entry->stage == TLB_INVALIDATED) {
      report(model, "an operation returned before an invalidation was complete");
    }
    report(model, entry->is_step ? "a stale step of the walk was usable after the operation had returned"
                                 : "a stale translation was usable after the operation had returned");
  }
  if (model->has_invisible) {
    report(model, "an operation returned before a new entry was visible");
  }
  if (model->needs_isb) {
    report(model, "an operation returned without an ISB");
  }
  model->stale_count = 0;
  model->has_invisible = false;
  model->needs_isb = false;
}
