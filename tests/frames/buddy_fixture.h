/*
 * The fixture of the buddy's unit tests: one pool, a buddy and its model in step. Each function performs a call on both
 * and fails the running test when they differ or when the answer is not the one that the test states.
 */
#ifndef PAGEWRIGHT_TESTS_FRAMES_BUDDY_FIXTURE_H
#define PAGEWRIGHT_TESTS_FRAMES_BUDDY_FIXTURE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/buddy.h>

#include "tests/model/buddy_pair.h"

#define RAM_BASE        0x40000000ull
#define ORDER_20_FRAMES (1u << 20)

extern struct buddy_pair pool;

/* Fails the test, with the difference in words, when the pair has found one. */
void must(bool ok);

/* A pool all of whose frames are absent, or free. */
void start(uint64_t base_pa, uint32_t frame_count);
void start_free(uint64_t base_pa, uint32_t frame_count);
/* Compares everything once more, and lets go of the pool. */
void finish(void);

uint64_t pa_of(uint64_t frame);
void alloc_gives(uint32_t order, uint64_t frame);
void alloc_refused(uint32_t order, enum pw_status expected);
void free_ok(uint64_t frame);
void free_refused(uint64_t pa, uint32_t order, enum pw_status expected);
void add_answers(uint64_t pa, uint32_t frame_count, enum pw_status expected);
void reserve_answers(uint64_t pa, uint32_t frame_count, enum pw_status expected);
enum pw_frame_state state_of(uint64_t frame);
struct pw_buddy_stats stats_now(void);

#endif
