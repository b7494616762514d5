/*
 * Buddy pair: a buddy and its model, moved in step.
 *
 * Every call goes to both. The answers must be the same; where the answer is a refusal, the complete object and its
 * complete metadata must be the same bytes as before, and the out-parameter must be untouched. The first difference is
 * kept in words in 'failure', and every later call answers false.
 */
#ifndef PAGEWRIGHT_TESTS_MODEL_BUDDY_PAIR_H
#define PAGEWRIGHT_TESTS_MODEL_BUDDY_PAIR_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/buddy.h>

#include "tests/model/frame_model.h"

struct buddy_pair {
  struct pw_buddy buddy;
  struct frame_model model;
  uint64_t *words;
  uint8_t *tags;
  uint32_t word_count;
  uint32_t tag_count;
  struct pw_buddy buddy_before;
  uint64_t *words_before;
  uint8_t *tags_before;
  char failure[160]; /* empty while the two agree */
};

/* The metadata is filled with rubbish first, since a kernel need not hand over zeroed memory. */
bool buddy_pair_create(struct buddy_pair *pair, uint64_t base_pa, uint32_t frame_count);
void buddy_pair_destroy(struct buddy_pair *pair);

uint64_t buddy_pair_pa(const struct buddy_pair *pair, uint64_t frame);

/* Keeps a copy of the buddy's complete state, and compares with it. */
void buddy_pair_remember(struct buddy_pair *pair);
bool buddy_pair_unchanged(const struct buddy_pair *pair);

/* The model's status is given back in *status, which may be null; it is the buddy's too when the answer is true. */
bool buddy_pair_add_range(struct buddy_pair *pair, uint64_t pa, uint32_t frame_count, enum pw_status *status);
bool buddy_pair_reserve_range(struct buddy_pair *pair, uint64_t pa, uint32_t frame_count, enum pw_status *status);
bool buddy_pair_alloc(struct buddy_pair *pair, uint32_t order, uint64_t *pa, enum pw_status *status);
bool buddy_pair_free(struct buddy_pair *pair, uint64_t pa, enum pw_status *status);
bool buddy_pair_free_order(struct buddy_pair *pair, uint64_t pa, uint32_t order, enum pw_status *status);
bool buddy_pair_query(struct buddy_pair *pair, uint64_t pa, enum pw_status *status);
bool buddy_pair_compare(struct buddy_pair *pair);

/* One operation chosen by three numbers, each of which may be anything: the common language of the random test and the
 * fuzzer. Legal calls and all kinds of misuse are reachable. */
bool buddy_pair_step(struct buddy_pair *pair, uint8_t kind, uint16_t where, uint8_t what);

#endif
