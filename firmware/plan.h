/*
 * A plan of changes to one address space, known to every CPU before the first of them. One CPU takes the steps, in a
 * cycle; after each, when the call has returned, it publishes a generation number. Every CPU, that one included,
 * observes: it reads the plan's addresses by loads that may fault.
 *
 * A CPU that has seen generation g finds exactly the state after step g, until it acknowledges g. The next step begins
 * when all have acknowledged; from then on a CPU goes on reading, and finds the state of g or the next one, or a fault
 * where the step breaks before it makes, and nothing else: no frame of before, and nothing that a freed table or frame
 * holds by now.
 */
#ifndef FIRMWARE_PLAN_H
#define FIRMWARE_PLAN_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/smp.h"

#define PLAN_STEPS_MAX  12u
#define PLAN_PLACES_MAX 64u
#define PLAN_SLOTS      5u /* frames and blocks to be mapped are slots 1..4; slot 0 is 'nothing' */
#define PLAN_END        UINT64_MAX

enum plan_operation {
  PLAN_MAP_PAGE,
  PLAN_UNMAP_PAGE,
  PLAN_MAP_BLOCK,
  PLAN_UNMAP_BLOCK,
  PLAN_MAP_PAGES,   /* what a block would be, by pages */
  PLAN_UNMAP_RANGE, /* the same, whatever it is by */
  PLAN_SPLIT,       /* a page of a block is given other attributes: each place shows what it did, or faults meanwhile */
  PLAN_MERGE        /* a split turned round; likewise */
};

struct plan_step {
  enum plan_operation operation;
  uint32_t place; /* of the page; that of a block is 0 */
  uint32_t slot;  /* what is mapped there, or was */
};

/* A read that found what it should not. */
struct plan_surprise {
  uint64_t generation; /* seen before the read */
  uint64_t va;
  uint64_t value; /* PLAN_NOTHING for a fault */
  uint64_t wanted;
};

struct plan_observer {
  _Alignas(64) _Atomic uint64_t acknowledged; /* the last generation, plus 1 */
  uint64_t settled_count;                     /* reads between a generation and its acknowledgement */
  uint64_t beside_count;                      /* reads after it, when the next step may be under way */
  uint64_t fault_count;
  uint64_t surprise_count;
  struct plan_surprise first_surprise;
};

struct plan {
  uint64_t place_va[PLAN_PLACES_MAX]; /* what is read, one word each; the first block_place_count make up a block */
  uint32_t place_count;
  uint32_t block_place_count;
  const struct plan_step *steps;
  uint32_t step_count;
  uint8_t slot[PLAN_STEPS_MAX][PLAN_PLACES_MAX]; /* after each step: what each place shows */
  _Atomic uint64_t generation;                   /* PLAN_END: no more */
  struct plan_observer observers[SMP_CPUS];
};

#define PLAN_NOTHING UINT64_C(0)

/* Whether the operation is about all places of a block at once. */
bool plan_is_of_block(enum plan_operation operation);

/* What a place shows while a slot is mapped there: each its own number. */
uint64_t plan_value(uint32_t slot, uint32_t place);

/* Fills in 'slot' from the steps, the last of which leaves nothing mapped, and sets the rest to its start: generation
 * 0, nothing mapped, no counts. */
void plan_init(struct plan *plan);

/* The step after which generation g is published; for g = 0 the last of the cycle. */
uint32_t plan_step_index(const struct plan *plan, uint64_t generation);

/* Each place once: exactly the state of the generation. The caller's CPU is 'cpu'. */
void plan_observe_settled(struct plan *plan, uint32_t cpu, uint64_t generation);

/* An smp_function whose context is the plan: observes until PLAN_END. */
void plan_observe(void *context, uint32_t cpu);

#endif
