/*
 * Buddy: page frames by tag byte and frame tree. See the headers for what both mean.
 *
 * The public functions turn addresses into frame numbers, check everything, and then call one function that changes state.
 */
#include <pagewright/buddy.h>

#include <stddef.h>

#define TAG_PLAIN 0x40u    /* free, or inside an allocated block */
#define TAG_RESERVED 0x41u /* never handed out */
#define TAG_ABSENT 0x42u   /* no memory, or not added */

static uint32_t block_size(uint32_t order) {
  return (uint32_t)1 << order;
}

/* The frame that holds the address, or frame_count. */
static uint32_t frame_of(const struct pw_buddy *buddy, uint64_t pa) {
  if (pa < buddy->base_pa)
    return buddy->tree.frame_count;
  uint64_t frame = (pa - buddy->base_pa) / PW_PAGE_BYTES;
  return frame < buddy->tree.frame_count ? (uint32_t)frame : buddy->tree.frame_count;
}

static uint64_t pa_of(const struct pw_buddy *buddy, uint32_t frame) {
  return buddy->base_pa + (uint64_t)frame * PW_PAGE_BYTES;
}

/* The head of the allocated block that covers the frame, or frame_count. */
static uint32_t head_of(const struct pw_buddy *buddy, uint32_t frame) {
  for (uint32_t order = 0; order <= PW_MAX_ORDER; order++) {
    uint32_t head = frame - frame % block_size(order);
    if (buddy->tags[head] <= PW_MAX_ORDER && buddy->tags[head] >= order)
      return head;
  }
  return buddy->tree.frame_count;
}

/* Why the frame cannot be freed, or PW_OK. */
static enum pw_status head_status(const struct pw_buddy *buddy, uint32_t frame) {
  uint8_t tag = buddy->tags[frame];
  if (tag <= PW_MAX_ORDER)
    return PW_OK;
  if (tag == TAG_RESERVED)
    return PW_ERR_RESERVED;
  if (tag == TAG_ABSENT)
    return PW_ERR_OUT_OF_RANGE;
  return pw_frame_tree_is_free(&buddy->tree, frame) ? PW_ERR_NOT_ALLOCATED : PW_ERR_NOT_HEAD;
}

uint32_t pw_buddy_tag_count(uint32_t frame_count) {
  return frame_count <= PW_MAX_FRAMES ? frame_count : 0;
}

uint32_t pw_buddy_word_count(uint32_t frame_count) {
  return frame_count >= 1 && frame_count <= PW_MAX_FRAMES ? pw_frame_tree_word_count(frame_count) : 0;
}

enum pw_status pw_buddy_init(struct pw_buddy *buddy, uint64_t base_pa, uint32_t frame_count, uint64_t *words,
                             uint32_t word_count, uint8_t *tags, uint32_t tag_count) {
  if (buddy == NULL || words == NULL || tags == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (frame_count == 0 || frame_count > PW_MAX_FRAMES)
    return PW_ERR_OUT_OF_RANGE;
  if (base_pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  if (base_pa > PW_PA_LIMIT - (uint64_t)frame_count * PW_PAGE_BYTES)
    return PW_ERR_OVERFLOW;
  if (word_count < pw_frame_tree_word_count(frame_count) || tag_count < frame_count)
    return PW_ERR_METADATA_TOO_SMALL;
  pw_frame_tree_init(&buddy->tree, words, frame_count);
  buddy->tags = tags;
  buddy->base_pa = base_pa;
  buddy->free_count = 0;
  for (uint32_t frame = 0; frame < frame_count; frame++)
    tags[frame] = TAG_ABSENT;
  return PW_OK;
}

/* Checks that [pa, pa + frame_count pages) lies inside; *first is its first frame. */
static enum pw_status range_status(const struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count, uint32_t *first) {
  if (buddy == NULL || frame_count == 0)
    return PW_ERR_INVALID_ARGUMENT;
  if (pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  *first = frame_of(buddy, pa);
  if (frame_count > buddy->tree.frame_count - *first)
    return PW_ERR_OUT_OF_RANGE;
  return PW_OK;
}

static void add_frame(struct pw_buddy *buddy, uint32_t frame) {
  buddy->tags[frame] = TAG_PLAIN;
  pw_frame_tree_put(&buddy->tree, frame, 0);
  buddy->free_count++;
}

enum pw_status pw_buddy_add_range(struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count) {
  uint32_t first = 0;
  enum pw_status status = range_status(buddy, pa, frame_count, &first);
  if (status != PW_OK)
    return status;
  for (uint32_t i = 0; i < frame_count; i++)
    if (buddy->tags[first + i] < TAG_RESERVED)
      return PW_ERR_ALREADY_ADDED;
  for (uint32_t i = 0; i < frame_count; i++)
    if (buddy->tags[first + i] == TAG_ABSENT)
      add_frame(buddy, first + i);
  return PW_OK;
}

static void reserve_frame(struct pw_buddy *buddy, uint32_t frame) {
  if (buddy->tags[frame] == TAG_PLAIN) {
    pw_frame_tree_take(&buddy->tree, frame, 0);
    buddy->free_count--;
  }
  buddy->tags[frame] = TAG_RESERVED;
}

enum pw_status pw_buddy_reserve_range(struct pw_buddy *buddy, uint64_t pa, uint32_t frame_count) {
  uint32_t first = 0;
  enum pw_status status = range_status(buddy, pa, frame_count, &first);
  if (status != PW_OK)
    return status;
  for (uint32_t i = 0; i < frame_count; i++)
    if (buddy->tags[first + i] < TAG_RESERVED && !pw_frame_tree_is_free(&buddy->tree, first + i))
      return PW_ERR_IN_USE;
  for (uint32_t i = 0; i < frame_count; i++)
    reserve_frame(buddy, first + i);
  return PW_OK;
}

static void take_block(struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  pw_frame_tree_take(&buddy->tree, frame, order);
  buddy->tags[frame] = (uint8_t)order;
  buddy->free_count -= block_size(order);
}

enum pw_status pw_buddy_alloc(struct pw_buddy *buddy, uint32_t order, uint64_t *pa) {
  if (buddy == NULL || pa == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (order > PW_MAX_ORDER)
    return PW_ERR_INVALID_ORDER;
  uint32_t frame = pw_frame_tree_lowest(&buddy->tree, order);
  if (frame == buddy->tree.frame_count)
    return PW_ERR_NO_MEMORY;
  take_block(buddy, frame, order);
  *pa = pa_of(buddy, frame);
  return PW_OK;
}

static void give_block(struct pw_buddy *buddy, uint32_t frame) {
  uint32_t order = buddy->tags[frame];
  pw_frame_tree_put(&buddy->tree, frame, order);
  buddy->tags[frame] = TAG_PLAIN;
  buddy->free_count += block_size(order);
}

/* Checks that an allocated block starts at pa; *frame is its head. */
static enum pw_status block_status(const struct pw_buddy *buddy, uint64_t pa, uint32_t *frame) {
  if (buddy == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  *frame = frame_of(buddy, pa);
  if (*frame == buddy->tree.frame_count)
    return PW_ERR_OUT_OF_RANGE;
  return head_status(buddy, *frame);
}

enum pw_status pw_buddy_free(struct pw_buddy *buddy, uint64_t pa) {
  uint32_t frame = 0;
  enum pw_status status = block_status(buddy, pa, &frame);
  if (status == PW_OK)
    give_block(buddy, frame);
  return status;
}

enum pw_status pw_buddy_free_order(struct pw_buddy *buddy, uint64_t pa, uint32_t order) {
  uint32_t frame = 0;
  if (order > PW_MAX_ORDER)
    return PW_ERR_INVALID_ORDER;
  enum pw_status status = block_status(buddy, pa, &frame);
  if (status != PW_OK)
    return status;
  if (buddy->tags[frame] != order)
    return PW_ERR_WRONG_ORDER;
  give_block(buddy, frame);
  return PW_OK;
}

enum pw_status pw_buddy_query(const struct pw_buddy *buddy, uint64_t pa, struct pw_frame_info *info) {
  if (buddy == NULL || info == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (pa % PW_PAGE_BYTES != 0)
    return PW_ERR_MISALIGNED;
  uint32_t frame = frame_of(buddy, pa);
  if (frame == buddy->tree.frame_count)
    return PW_ERR_OUT_OF_RANGE;
  info->order = 0;
  info->head_pa = pa;
  uint8_t tag = buddy->tags[frame];
  if (tag == TAG_ABSENT || tag == TAG_RESERVED) {
    info->state = tag == TAG_ABSENT ? PW_FRAME_ABSENT : PW_FRAME_RESERVED;
  } else if (pw_frame_tree_is_free(&buddy->tree, frame)) {
    info->state = PW_FRAME_FREE;
  } else {
    uint32_t head = head_of(buddy, frame);
    info->state = PW_FRAME_ALLOCATED;
    info->order = buddy->tags[head];
    info->head_pa = pa_of(buddy, head);
  }
  return PW_OK;
}

uint32_t pw_buddy_free_count(const struct pw_buddy *buddy) {
  return buddy == NULL ? 0 : buddy->free_count;
}

/* The order of the largest free block that holds the free frame. */
static uint32_t free_order_of(const struct pw_buddy *buddy, uint32_t frame) {
  uint32_t order = 0;
  while (order < PW_MAX_ORDER) {
    uint32_t size = block_size(order + 1);
    uint32_t head = frame - frame % size;
    if (size > buddy->tree.frame_count - head || !pw_frame_tree_is_run_free(&buddy->tree, head, order + 1))
      return order;
    order++;
  }
  return order;
}

enum pw_status pw_buddy_next_block(const struct pw_buddy *buddy, uint32_t *cursor, struct pw_buddy_block *block) {
  if (buddy == NULL || cursor == NULL || block == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  uint32_t frame = *cursor;
  if (frame >= buddy->tree.frame_count)
    return PW_ERR_OUT_OF_RANGE;
  uint32_t order = 0;
  uint8_t tag = buddy->tags[frame];
  if (tag == TAG_ABSENT || tag == TAG_RESERVED) {
    block->state = tag == TAG_ABSENT ? PW_FRAME_ABSENT : PW_FRAME_RESERVED;
  } else if (pw_frame_tree_is_free(&buddy->tree, frame)) {
    block->state = PW_FRAME_FREE;
    order = free_order_of(buddy, frame);
    frame -= frame % block_size(order);
  } else {
    block->state = PW_FRAME_ALLOCATED;
    frame = head_of(buddy, frame);
    order = buddy->tags[frame];
  }
  block->order = order;
  block->pa = pa_of(buddy, frame);
  block->frame_count = block_size(order);
  *cursor = frame + block_size(order);
  return PW_OK;
}

enum pw_status pw_buddy_stats(const struct pw_buddy *buddy, struct pw_buddy_stats *stats) {
  if (buddy == NULL || stats == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  stats->frame_count = buddy->tree.frame_count;
  stats->free_count = buddy->free_count;
  for (uint32_t order = 0; order < PW_ORDER_COUNT; order++)
    stats->free_blocks[order] = 0;
  stats->largest_order = PW_ORDER_COUNT;
  uint32_t frame = 0;
  while (frame < buddy->tree.frame_count) {
    if (!pw_frame_tree_is_free(&buddy->tree, frame)) {
      frame++;
      continue;
    }
    uint32_t order = free_order_of(buddy, frame);
    stats->free_blocks[order]++;
    if (stats->largest_order == PW_ORDER_COUNT || order > stats->largest_order)
      stats->largest_order = order;
    frame += block_size(order);
  }
  return PW_OK;
}

/* The allocated block at the frame lies inside, aligned, its frames taken and plain. */
static bool check_block(const struct pw_buddy *buddy, uint32_t frame, uint32_t order) {
  uint32_t size = block_size(order);
  if (frame % size != 0 || size > buddy->tree.frame_count - frame)
    return false;
  for (uint32_t i = 0; i < size; i++) {
    if (i != 0 && buddy->tags[frame + i] != TAG_PLAIN)
      return false;
    if (pw_frame_tree_is_free(&buddy->tree, frame + i))
      return false;
  }
  return true;
}

enum pw_status pw_buddy_check(const struct pw_buddy *buddy) {
  if (buddy == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (!pw_frame_tree_check(&buddy->tree))
    return PW_ERR_CORRUPT;
  uint32_t free_count = 0;
  uint32_t frame = 0;
  while (frame < buddy->tree.frame_count) {
    uint8_t tag = buddy->tags[frame];
    uint32_t size = 1;
    if (tag <= PW_MAX_ORDER) {
      if (!check_block(buddy, frame, tag))
        return PW_ERR_CORRUPT;
      size = block_size(tag);
    } else {
      bool is_free = pw_frame_tree_is_free(&buddy->tree, frame);
      if (tag > TAG_ABSENT || is_free != (tag == TAG_PLAIN))
        return PW_ERR_CORRUPT;
      free_count += is_free;
    }
    frame += size;
  }
  return free_count == buddy->free_count ? PW_OK : PW_ERR_CORRUPT;
}
