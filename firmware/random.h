/* A repeatable sequence of pseudo-random numbers: SplitMix64, a counter that is mixed on the way out. */
#ifndef FIRMWARE_RANDOM_H
#define FIRMWARE_RANDOM_H

#include <stdint.h>

struct random {
  uint64_t state; /* any seed */
};

static inline uint64_t random_next(struct random *random) {
  uint64_t mixed;

  random->state += UINT64_C(0x9e3779b97f4a7c15);
  mixed = random->state;
  mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
  return mixed ^ (mixed >> 31);
}

/* 0..limit-1 */
static inline uint32_t random_below(struct random *random, uint32_t limit) {
  return (uint32_t)(random_next(random) % limit);
}

#endif
