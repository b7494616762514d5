#include "tests/model/frame_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool frame_model_create(struct frame_model *model, uint64_t base_pa, uint32_t frame_count) {
  model->base_pa = base_pa;
  model->frame_count = frame_count;
  model->frames = calloc(frame_count, sizeof *model->frames);
  return model->frames != NULL;
}

void frame_model_destroy(struct frame_model *model) {
  free(model->frames);
  model->frames = NULL;
}

static bool model_manages(const struct frame_model *model, uint64_t pa) {
  return pa >= model->base_pa && (pa - model->base_pa) / PW_PAGE_BYTES < model->frame_count;
}

static uint32_t model_frame_of(const struct frame_model *model, uint64_t pa) {
  return (uint32_t)((pa - model->base_pa) / PW_PAGE_BYTES);
}

static enum pw_status model_range(const struct frame_model *model, uint64_t pa, uint32_t frame_count) {
  if (frame_count == 0) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (pa % PW_PAGE_BYTES != 0) {
    return PW_ERR_MISALIGNED;
  }
  if (!model_manages(model, pa) || frame_count > model->frame_count - model_frame_of(model, pa)) {
    return PW_ERR_OUT_OF_RANGE;
  }
  return PW_OK;
}

enum pw_status frame_model_add_range(struct frame_model *model, uint64_t pa, uint32_t frame_count) {
  enum pw_status status = model_range(model, pa, frame_count);
  if (status != PW_OK) {
    return status;
  }
  struct model_frame *range = &model->frames[model_frame_of(model, pa)];
  for (uint32_t i = 0; i < frame_count; i++) {
    if (range[i].state == PW_FRAME_FREE || range[i].state == PW_FRAME_ALLOCATED) {
      return PW_ERR_ALREADY_ADDED;
    }
  }
  for (uint32_t i = 0; i < frame_count; i++) {
    if (range[i].state == PW_FRAME_ABSENT) {
      range[i].state = PW_FRAME_FREE;
    }
  }
  return PW_OK;
}

enum pw_status frame_model_reserve_range(struct frame_model *model, uint64_t pa, uint32_t frame_count) {
  enum pw_status status = model_range(model, pa, frame_count);
  if (status != PW_OK) {
    return status;
  }
  struct model_frame *range = &model->frames[model_frame_of(model, pa)];
  for (uint32_t i = 0; i < frame_count; i++) {
    if (range[i].state == PW_FRAME_ALLOCATED) {
      return PW_ERR_IN_USE;
    }
  }
  for (uint32_t i = 0; i < frame_count; i++) {
    range[i].state = PW_FRAME_RESERVED;
  }
  return PW_OK;
}

static bool model_all_free(const struct frame_model *model, uint32_t first, uint32_t frame_count) {
  for (uint32_t i = 0; i < frame_count; i++) {
    if (model->frames[first + i].state != PW_FRAME_FREE) {
      return false;
    }
  }
  return true;
}

enum pw_status frame_model_alloc(struct frame_model *model, uint32_t order, uint64_t *pa) {
  if (order > PW_MAX_ORDER) {
    return PW_ERR_INVALID_ORDER;
  }
  uint32_t size = (uint32_t)1 << order;
  for (uint32_t head = 0; head < model->frame_count && size <= model->frame_count - head; head += size) {
    if (model_all_free(model, head, size)) {
      for (uint32_t i = 0; i < size; i++) {
        model->frames[head + i] = (struct model_frame){PW_FRAME_ALLOCATED, (uint8_t)order, head};
      }
      *pa = model->base_pa + (uint64_t)head * PW_PAGE_BYTES;
      return PW_OK;
    }
  }
  return PW_ERR_NO_MEMORY;
}

static enum pw_status model_free_checked(struct frame_model *model, uint64_t pa, bool check_order, uint32_t order) {
  if (pa % PW_PAGE_BYTES != 0) {
    return PW_ERR_MISALIGNED;
  }
  if (!model_manages(model, pa)) {
    return PW_ERR_OUT_OF_RANGE;
  }
  uint32_t frame = model_frame_of(model, pa);
  struct model_frame *record = &model->frames[frame];
  if (record->state == PW_FRAME_ABSENT) {
    return PW_ERR_OUT_OF_RANGE;
  }
  if (record->state == PW_FRAME_RESERVED) {
    return PW_ERR_RESERVED;
  }
  if (record->state == PW_FRAME_FREE) {
    return PW_ERR_NOT_ALLOCATED;
  }
  if (record->head != frame) {
    return PW_ERR_NOT_HEAD;
  }
  if (check_order && record->order != order) {
    return PW_ERR_WRONG_ORDER;
  }
  uint32_t size = (uint32_t)1 << record->order;
  for (uint32_t i = 0; i < size; i++) {
    record[i] = (struct model_frame){PW_FRAME_FREE, 0, 0};
  }
  return PW_OK;
}

enum pw_status frame_model_free(struct frame_model *model, uint64_t pa) {
  return model_free_checked(model, pa, false, 0);
}

enum pw_status frame_model_free_order(struct frame_model *model, uint64_t pa, uint32_t order) {
  if (order > PW_MAX_ORDER) {
    return PW_ERR_INVALID_ORDER;
  }
  return model_free_checked(model, pa, true, order);
}

enum pw_status frame_model_query(const struct frame_model *model, uint64_t pa, struct pw_frame_info *info) {
  if (pa % PW_PAGE_BYTES != 0) {
    return PW_ERR_MISALIGNED;
  }
  if (!model_manages(model, pa)) {
    return PW_ERR_OUT_OF_RANGE;
  }
  const struct model_frame *record = &model->frames[model_frame_of(model, pa)];
  bool allocated = record->state == PW_FRAME_ALLOCATED;
  info->state = (enum pw_frame_state)record->state;
  info->order = allocated ? record->order : 0;
  info->head_pa = allocated ? model->base_pa + (uint64_t)record->head * PW_PAGE_BYTES : pa;
  return PW_OK;
}

uint32_t frame_model_free_count(const struct frame_model *model) {
  uint32_t count = 0;
  for (uint32_t frame = 0; frame < model->frame_count; frame++) {
    count += model->frames[frame].state == PW_FRAME_FREE;
  }
  return count;
}

void frame_model_block_at(const struct frame_model *model, uint32_t frame, struct pw_buddy_block *block) {
  const struct model_frame *record = &model->frames[frame];
  uint32_t order = 0;
  if (record->state == PW_FRAME_ALLOCATED) {
    order = record->order;
  } else if (record->state == PW_FRAME_FREE) {
    /* An aligned run grows while its right-hand neighbour of the same size is inside, and free. */
    for (uint32_t size = 1; order < PW_MAX_ORDER && frame % (2 * size) == 0 && 2 * size <= model->frame_count - frame &&
                            model_all_free(model, frame + size, size);
         size *= 2) {
      order++;
    }
  }
  block->state = (enum pw_frame_state)record->state;
  block->order = order;
  block->pa = model->base_pa + (uint64_t)frame * PW_PAGE_BYTES;
  block->frame_count = (uint32_t)1 << order;
}

bool frame_model_next_head(const struct frame_model *model, uint32_t frame, uint32_t *head) {
  for (uint32_t i = 0; i < model->frame_count; i++) {
    uint32_t candidate = (uint32_t)(((uint64_t)frame + i) % model->frame_count);
    const struct model_frame *record = &model->frames[candidate];
    if (record->state == PW_FRAME_ALLOCATED && record->head == candidate) {
      *head = candidate;
      return true;
    }
  }
  return false;
}

static bool queries_agree(const struct frame_model *model, const struct pw_buddy *buddy, char *message,
                          size_t message_bytes) {
  for (uint32_t frame = 0; frame < model->frame_count; frame++) {
    uint64_t pa = model->base_pa + (uint64_t)frame * PW_PAGE_BYTES;
    struct pw_frame_info expected;
    struct pw_frame_info actual;
    (void)frame_model_query(model, pa, &expected);
    enum pw_status status = pw_buddy_query(buddy, pa, &actual);
    if (status != PW_OK || actual.state != expected.state || actual.order != expected.order ||
        actual.head_pa != expected.head_pa) {
      (void)snprintf(message, message_bytes,
                     "query of frame %u: status %d, state %d order %u, model: state %d order %u", frame, (int)status,
                     (int)actual.state, actual.order, (int)expected.state, expected.order);
      return false;
    }
  }
  return true;
}

/* Walks both in address order, and counts the model's free blocks on the way. */
static bool blocks_agree(const struct frame_model *model, const struct pw_buddy *buddy, struct pw_buddy_stats *expected,
                         char *message, size_t message_bytes) {
  uint32_t cursor = 0;
  for (uint32_t frame = 0; frame < model->frame_count;) {
    struct pw_buddy_block block;
    struct pw_buddy_block actual;
    frame_model_block_at(model, frame, &block);
    enum pw_status status = pw_buddy_next_block(buddy, &cursor, &actual);
    if (status != PW_OK || actual.state != block.state || actual.order != block.order || actual.pa != block.pa ||
        actual.frame_count != block.frame_count) {
      (void)snprintf(message, message_bytes,
                     "block at frame %u: status %d, state %d order %u, model: state %d order %u", frame, (int)status,
                     (int)actual.state, actual.order, (int)block.state, block.order);
      return false;
    }
    if (block.state == PW_FRAME_FREE) {
      expected->free_count += block.frame_count;
      expected->free_blocks[block.order]++;
      if (expected->largest_order == PW_ORDER_COUNT || expected->largest_order < block.order) {
        expected->largest_order = block.order;
      }
    }
    frame += block.frame_count;
  }
  struct pw_buddy_block beyond;
  if (pw_buddy_next_block(buddy, &cursor, &beyond) != PW_ERR_OUT_OF_RANGE) {
    (void)snprintf(message, message_bytes, "the iterator goes on after the last block");
    return false;
  }
  return true;
}

bool frame_model_agrees(const struct frame_model *model, const struct pw_buddy *buddy, char *message,
                        size_t message_bytes) {
  if (pw_buddy_check(buddy) != PW_OK) {
    (void)snprintf(message, message_bytes, "pw_buddy_check finds the invariant broken");
    return false;
  }
  struct pw_buddy_stats expected = {.frame_count = model->frame_count, .largest_order = PW_ORDER_COUNT};
  if (!queries_agree(model, buddy, message, message_bytes) ||
      !blocks_agree(model, buddy, &expected, message, message_bytes)) {
    return false;
  }
  struct pw_buddy_stats actual;
  memset(&actual, 0xa5, sizeof actual);
  enum pw_status status = pw_buddy_stats(buddy, &actual);
  if (status != PW_OK || memcmp(&actual, &expected, sizeof actual) != 0) {
    (void)snprintf(message, message_bytes, "statistics: status %d, %u frames free, largest order %u, model: %u and %u",
                   (int)status, actual.free_count, actual.largest_order, expected.free_count, expected.largest_order);
    return false;
  }
  if (pw_buddy_free_count(buddy) != expected.free_count) {
    (void)snprintf(message, message_bytes, "free count %u, model: %u", pw_buddy_free_count(buddy), expected.free_count);
    return false;
  }
  return true;
}
