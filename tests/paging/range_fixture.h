/*
 * Range fixture: one rig for the tests of ranges, and what they ask of it. Each operation is done to the space and to
 * its dictionary, and has to answer what is expected.
 */
#ifndef PW_TESTS_PAGING_RANGE_FIXTURE_H
#define PW_TESTS_PAGING_RANGE_FIXTURE_H

#include <stdint.h>

#include "tests/model/paging_rig.h"

#define KIB_4   ((uint64_t)1 << 12)
#define MIB_2   ((uint64_t)1 << 21)
#define GIB_1   ((uint64_t)1 << 30)
#define GIB_512 ((uint64_t)1 << 39)
#define HALF    ((uint64_t)1 << 48)
#define HIGH    ((uint64_t)0xFFFF << 48)
#define PA_END  ((uint64_t)1 << RIG_PA_BITS)
#define ASID    7u

extern struct paging_rig rig;
extern struct pw_attributes data;   /* what is mapped: not global */
extern struct pw_attributes rodata; /* something else */

/* Fails the test with what the rig has found. */
void must(bool ok);

/* An empty space of either half, or one whose source gives as many tables as rig.budget says. */
int range_low_half(void **state);
int range_high_half(void **state);
int range_failing_source(void **state);
/* Compares everything, destroys the space, and nothing may be lost. */
int range_finish(void **state);

/* 'limit' is the size of the largest leaf that is allowed. */
void map_answers(uint64_t va, uint64_t length, uint64_t pa, uint64_t limit, enum pw_status expected);
void unmap_answers(uint64_t va, uint64_t length, enum pw_status expected);
void protect_answers(uint64_t va, uint64_t length, const struct pw_attributes *attributes, enum pw_status expected);

struct pw_address_space_stats stats(void);
void counts_are(uint32_t large_blocks, uint32_t blocks, uint32_t pages, uint32_t tables);
void translates_to(uint64_t va, uint64_t pa, uint32_t level, const struct pw_attributes *attributes);
void not_mapped(uint64_t va);

/* Since the recorder was cleared, of one kind. */
uint32_t count_events(enum pw_tlb_event_kind kind);

#endif
