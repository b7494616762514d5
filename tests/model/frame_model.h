/*
 * Frame model: what a buddy must do, said in the slowest and plainest way.
 *
 * One record a frame and nothing else: no free sets, no summaries, no counters. Every question is answered by looking
 * at the frames one after another, so the model shares no idea, and hence no mistake, with the module that it judges.
 * Refusals are tested in the order in which the header of the buddy lists them.
 */
#ifndef PAGEWRIGHT_TESTS_MODEL_FRAME_MODEL_H
#define PAGEWRIGHT_TESTS_MODEL_FRAME_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pagewright/buddy.h>

struct model_frame {
  uint8_t state; /* enum pw_frame_state */
  uint8_t order; /* of the allocated block that the frame is part of */
  uint32_t head; /* first frame of that block */
};

struct frame_model {
  uint64_t base_pa;
  uint32_t frame_count;
  struct model_frame *frames;
};

/* All frames absent. False when there is no memory for the model. */
bool frame_model_create(struct frame_model *model, uint64_t base_pa, uint32_t frame_count);
void frame_model_destroy(struct frame_model *model);

/* The same calls as the buddy's, with the same answers. */
enum pw_status frame_model_add_range(struct frame_model *model, uint64_t pa, uint32_t frame_count);
enum pw_status frame_model_reserve_range(struct frame_model *model, uint64_t pa, uint32_t frame_count);
enum pw_status frame_model_alloc(struct frame_model *model, uint32_t order, uint64_t *pa);
enum pw_status frame_model_free(struct frame_model *model, uint64_t pa);
enum pw_status frame_model_free_order(struct frame_model *model, uint64_t pa, uint32_t order);
enum pw_status frame_model_query(const struct frame_model *model, uint64_t pa, struct pw_frame_info *info);

uint32_t frame_model_free_count(const struct frame_model *model);

/* The block that starts at a frame: an allocated block, a maximal free block, or a single absent or reserved frame. The
 * frame must be the first of its block. */
void frame_model_block_at(const struct frame_model *model, uint32_t frame, struct pw_buddy_block *block);

/* The first allocated head at or after a frame, or, when there is none, the first of all. False when nothing is
 * allocated. */
bool frame_model_next_head(const struct frame_model *model, uint32_t frame, uint32_t *head);

/* Compares everything that the buddy can be asked with the model: its own invariant check, the counter, every frame's
 * state, the statistics and the blocks in address order. False, and the first difference in words, when they differ. */
bool frame_model_agrees(const struct frame_model *model, const struct pw_buddy *buddy, char *message,
                        size_t message_bytes);

#endif
