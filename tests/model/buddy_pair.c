#include "tests/model/buddy_pair.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A value that no call answers with: what an out-parameter holds must still be this after a refusal. */
#define UNTOUCHED_PA 0x5a5a5a5a5a5a5a5aull

static bool pair_fail(struct buddy_pair *pair, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool pair_fail(struct buddy_pair *pair, const char *format, ...) {
  if (pair->failure[0] == '\0') {
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(pair->failure, sizeof pair->failure, format, arguments);
    va_end(arguments);
  }
  return false;
}

bool buddy_pair_create(struct buddy_pair *pair, uint64_t base_pa, uint32_t frame_count) {
  memset(pair, 0, sizeof *pair);
  pair->word_count = pw_buddy_word_count(frame_count);
  pair->tag_count = pw_buddy_tag_count(frame_count);
  size_t word_bytes = pair->word_count * sizeof *pair->words;
  pair->words = malloc(word_bytes);
  pair->tags = malloc(pair->tag_count);
  pair->words_before = malloc(word_bytes);
  pair->tags_before = malloc(pair->tag_count);
  if (pair->words == NULL || pair->tags == NULL || pair->words_before == NULL || pair->tags_before == NULL ||
      !frame_model_create(&pair->model, base_pa, frame_count)) {
    return pair_fail(pair, "no memory for the test");
  }
  memset(pair->words, 0xe7, word_bytes);
  memset(pair->tags, 0xe7, pair->tag_count);
  memset(&pair->buddy, 0xe7, sizeof pair->buddy);
  enum pw_status status =
      pw_buddy_init(&pair->buddy, base_pa, frame_count, pair->words, pair->word_count, pair->tags, pair->tag_count);
  if (status != PW_OK) {
    return pair_fail(pair, "pw_buddy_init answers %d", (int)status);
  }
  return true;
}

void buddy_pair_destroy(struct buddy_pair *pair) {
  frame_model_destroy(&pair->model);
  free(pair->words);
  free(pair->tags);
  free(pair->words_before);
  free(pair->tags_before);
  memset(pair, 0, sizeof *pair);
}

uint64_t buddy_pair_pa(const struct buddy_pair *pair, uint64_t frame) {
  return pair->model.base_pa + frame * PW_PAGE_BYTES;
}

void buddy_pair_remember(struct buddy_pair *pair) {
  memcpy(&pair->buddy_before, &pair->buddy, sizeof pair->buddy);
  memcpy(pair->words_before, pair->words, pair->word_count * sizeof *pair->words);
  memcpy(pair->tags_before, pair->tags, pair->tag_count);
}

bool buddy_pair_unchanged(const struct buddy_pair *pair) {
  return memcmp(&pair->buddy_before, &pair->buddy, sizeof pair->buddy) == 0 &&
         memcmp(pair->words_before, pair->words, pair->word_count * sizeof *pair->words) == 0 &&
         memcmp(pair->tags_before, pair->tags, pair->tag_count) == 0;
}

/* The model answers first, so that the state need only be kept where a refusal is expected. */
static void pair_expect(struct buddy_pair *pair, enum pw_status expected, enum pw_status *status) {
  if (status != NULL) {
    *status = expected;
  }
  if (expected != PW_OK) {
    buddy_pair_remember(pair);
  }
}

static bool pair_judge(struct buddy_pair *pair, const char *call, uint64_t pa, uint32_t number, enum pw_status expected,
                       enum pw_status actual) {
  if (actual != expected) {
    return pair_fail(pair, "%s(0x%llx, %u) answers %d, model: %d", call, (unsigned long long)pa, number, (int)actual,
                     (int)expected);
  }
  if (expected != PW_OK && !buddy_pair_unchanged(pair)) {
    return pair_fail(pair, "%s(0x%llx, %u) refuses with %d and changes the state", call, (unsigned long long)pa, number,
                     (int)actual);
  }
  return pair->failure[0] == '\0';
}

bool buddy_pair_add_range(struct buddy_pair *pair, uint64_t pa, uint32_t frame_count, enum pw_status *status) {
  enum pw_status expected = frame_model_add_range(&pair->model, pa, frame_count);
  pair_expect(pair, expected, status);
  return pair_judge(pair, "add_range", pa, frame_count, expected, pw_buddy_add_range(&pair->buddy, pa, frame_count));
}

bool buddy_pair_reserve_range(struct buddy_pair *pair, uint64_t pa, uint32_t frame_count, enum pw_status *status) {
  enum pw_status expected = frame_model_reserve_range(&pair->model, pa, frame_count);
  pair_expect(pair, expected, status);
  return pair_judge(pair, "reserve_range", pa, frame_count, expected,
                    pw_buddy_reserve_range(&pair->buddy, pa, frame_count));
}

bool buddy_pair_alloc(struct buddy_pair *pair, uint32_t order, uint64_t *pa, enum pw_status *status) {
  uint64_t expected_pa = UNTOUCHED_PA;
  uint64_t actual_pa = UNTOUCHED_PA;
  enum pw_status expected = frame_model_alloc(&pair->model, order, &expected_pa);
  pair_expect(pair, expected, status);
  enum pw_status actual = pw_buddy_alloc(&pair->buddy, order, &actual_pa);
  if (!pair_judge(pair, "alloc", 0, order, expected, actual)) {
    return false;
  }
  if (actual_pa != expected_pa) {
    return pair_fail(pair, "alloc of order %u gives 0x%llx, lowest is 0x%llx", order, (unsigned long long)actual_pa,
                     (unsigned long long)expected_pa);
  }
  if (pa != NULL) {
    *pa = actual_pa;
  }
  return true;
}

bool buddy_pair_free(struct buddy_pair *pair, uint64_t pa, enum pw_status *status) {
  enum pw_status expected = frame_model_free(&pair->model, pa);
  pair_expect(pair, expected, status);
  return pair_judge(pair, "free", pa, 0, expected, pw_buddy_free(&pair->buddy, pa));
}

bool buddy_pair_free_order(struct buddy_pair *pair, uint64_t pa, uint32_t order, enum pw_status *status) {
  enum pw_status expected = frame_model_free_order(&pair->model, pa, order);
  pair_expect(pair, expected, status);
  return pair_judge(pair, "free_order", pa, order, expected, pw_buddy_free_order(&pair->buddy, pa, order));
}

bool buddy_pair_query(struct buddy_pair *pair, uint64_t pa, enum pw_status *status) {
  struct pw_frame_info expected_info = {PW_FRAME_ABSENT, UINT32_MAX, UNTOUCHED_PA};
  struct pw_frame_info actual_info = expected_info;
  enum pw_status expected = frame_model_query(&pair->model, pa, &expected_info);
  pair_expect(pair, expected, status);
  if (!pair_judge(pair, "query", pa, 0, expected, pw_buddy_query(&pair->buddy, pa, &actual_info))) {
    return false;
  }
  if (actual_info.state != expected_info.state || actual_info.order != expected_info.order ||
      actual_info.head_pa != expected_info.head_pa) {
    return pair_fail(pair, "query(0x%llx) tells state %d order %u, model: state %d order %u", (unsigned long long)pa,
                     (int)actual_info.state, actual_info.order, (int)expected_info.state, expected_info.order);
  }
  return true;
}

bool buddy_pair_compare(struct buddy_pair *pair) {
  if (pair->failure[0] != '\0') {
    return false;
  }
  return frame_model_agrees(&pair->model, &pair->buddy, pair->failure, sizeof pair->failure);
}

/* Frees up to 'count' live blocks from a frame on: how a pool gets empty again, and coalesces. */
static bool step_free_run(struct buddy_pair *pair, uint32_t frame, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t head;
    if (!frame_model_next_head(&pair->model, frame, &head)) {
      return true;
    }
    if (!buddy_pair_free(pair, buddy_pair_pa(pair, head), NULL)) {
      return false;
    }
    frame = head;
  }
  return true;
}

static bool step_alloc_run(struct buddy_pair *pair, uint32_t order, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (!buddy_pair_alloc(pair, order, NULL, NULL)) {
      return false;
    }
  }
  return true;
}

bool buddy_pair_step(struct buddy_pair *pair, uint8_t kind, uint16_t where, uint8_t what) {
  uint32_t frame_count = pair->model.frame_count;
  /* Sixteen bits reach every frame of a small pool and, scaled, every part of a large one, and a little beyond both. */
  uint32_t beyond = frame_count + 3;
  uint32_t frame = beyond <= UINT16_MAX ? where % beyond : (uint32_t)((uint64_t)where * beyond / UINT16_MAX);
  uint32_t inside = frame % frame_count;
  uint32_t length = (what & 0x80) == 0 ? what % 64u : (what & 0x7fu) * (frame_count / 64 + 1);
  uint32_t head;
  switch (kind % 14) {
  case 0:
  case 1:
    return buddy_pair_alloc(pair, what % 4u, NULL, NULL);
  case 2:
    return buddy_pair_alloc(pair, what % 11u, NULL, NULL);
  case 3:
    return buddy_pair_alloc(pair, what % 23u, NULL, NULL);
  case 4:
  case 5:
    return step_free_run(pair, inside, 1);
  case 6:
    if (!frame_model_next_head(&pair->model, inside, &head)) {
      return true;
    }
    return buddy_pair_free_order(pair, buddy_pair_pa(pair, head), pair->model.frames[head].order, NULL);
  case 7:
    if (!frame_model_next_head(&pair->model, inside, &head)) {
      return true;
    }
    return buddy_pair_free_order(pair, buddy_pair_pa(pair, head), what % 23u, NULL);
  case 8: /* A free of anything: every eighth address is not even a frame's; some lie outside, below as well as above.
           */
    return buddy_pair_free(pair, buddy_pair_pa(pair, frame) + (what % 8 == 7 ? what : 0u), NULL) &&
           buddy_pair_free_order(pair, buddy_pair_pa(pair, 0) - (uint64_t)frame * PW_PAGE_BYTES, what % 23u, NULL);
  case 9:
    return buddy_pair_add_range(pair, buddy_pair_pa(pair, frame) + (where % 64 == 63 ? what : 0u), length, NULL);
  case 10:
    return buddy_pair_reserve_range(pair, buddy_pair_pa(pair, frame) + (where % 64 == 63 ? what : 0u), length % 17u,
                                    NULL);
  case 11: /* Also 2^44 bytes and more away, where a frame number cut to 32 bits would be the right one again. */
    return buddy_pair_query(pair, buddy_pair_pa(pair, frame) + (what % 8 == 7 ? what : 0u), NULL) &&
           buddy_pair_query(pair, (uint64_t)where * what, NULL) &&
           buddy_pair_free(pair, buddy_pair_pa(pair, inside) + ((uint64_t)(1 + what % 4) << 44), NULL);
  case 12:
    return step_alloc_run(pair, what % 3u, what);
  default:
    return step_free_run(pair, inside, what);
  }
}
