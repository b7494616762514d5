/*
 * ASID pair: a pool of ASIDs and a naive model of it, moved in step, with the TLBs of all CPUs.
 *
 * The model keeps who has which number in tables and predicts every answer, the number included. The TLBs remember
 * under each number which address space has run since they last forgot it: a CPU that runs another one under that
 * number would use its translations. A refused call has to leave every byte of the pool and of the context as it was.
 * The first difference is kept in words in 'failure', and every later call answers false.
 */
#ifndef PAGEWRIGHT_TESTS_MODEL_ASID_PAIR_H
#define PAGEWRIGHT_TESTS_MODEL_ASID_PAIR_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/asid.h>

#define ASID_PAIR_CONTEXTS 66000u
#define ASID_PAIR_CPUS     300u
#define ASID_PAIR_NOBODY   UINT32_MAX

struct asid_pair {
  struct pw_asid_pool pool;
  uint64_t marks[PW_ASID_WORD_COUNT_16];
  struct pw_asid_context active[ASID_PAIR_CPUS];
  struct pw_asid_context contexts[ASID_PAIR_CONTEXTS];
  uint32_t asid_count;
  uint32_t cpu_count;
  uint32_t context_count;
  /* the model */
  int64_t generation;
  int64_t flushed_generation;
  struct pw_asid_context expected[ASID_PAIR_CONTEXTS];
  bool is_taken[65536];
  uint32_t running[ASID_PAIR_CPUS]; /* the context that the CPU runs, or NOBODY */
  /* the TLBs */
  uint32_t cached[65536]; /* the context whose translations may be there, or NOBODY */
  uint64_t rollover_count;
  char failure[160]; /* empty while the two agree */
};

/* context_count of at most ASID_PAIR_CONTEXTS, cpu_count of at most ASID_PAIR_CPUS; marks are filled with rubbish
 * first. */
bool asid_pair_create(struct asid_pair *pair, uint32_t asid_bits, uint32_t cpu_count, uint32_t context_count);

/* Each calls the pool, predicts the answer and compares. The status, if asked for, is the pool's. */
bool asid_pair_get(struct asid_pair *pair, uint32_t context, enum pw_status *status);
bool asid_pair_activate(struct asid_pair *pair, uint32_t cpu, uint32_t context, enum pw_status *status);
bool asid_pair_deactivate(struct asid_pair *pair, uint32_t cpu);
bool asid_pair_free(struct asid_pair *pair, uint32_t context, enum pw_status *status);
bool asid_pair_flush(struct asid_pair *pair, int64_t generation);

/* What a kernel does: get, flush if told to, activate. False for a difference only. */
bool asid_pair_switch(struct asid_pair *pair, uint32_t cpu, uint32_t context, enum pw_status *status);

/* Calls with contexts that no function of the pool wrote, CPUs that are not there and null pointers. */
bool asid_pair_misuse(struct asid_pair *pair, uint32_t cpu, uint32_t context, uint64_t rubbish);

/* The invariant, the statistics, and every context and CPU against the model. */
bool asid_pair_compare(struct asid_pair *pair);

/* One operation chosen by three numbers, each of which may be anything. */
bool asid_pair_step(struct asid_pair *pair, uint8_t kind, uint16_t where, uint8_t what);

#endif
