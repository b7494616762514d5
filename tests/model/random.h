/* Random numbers of the tests: xorshift64*, the same sequence for the same seed everywhere. */
#ifndef PAGEWRIGHT_TESTS_MODEL_RANDOM_H
#define PAGEWRIGHT_TESTS_MODEL_RANDOM_H

#include <stdint.h>

/* The state is any number but 0. */
static inline uint64_t random_next(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * UINT64_C(0x2545F4914F6CDD1D);
}

static inline uint64_t random_below(uint64_t *state, uint64_t bound) {
  return (random_next(state) >> 16) % bound;
}

#endif
