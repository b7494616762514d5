#include "bench/random.h"

static uint64_t random_state = 88172645463325252ull;

uint64_t bench_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}

void bench_random_restart(uint64_t seed) {
  random_state = (seed + 1) * 0x9e3779b97f4a7c15ull;
}
