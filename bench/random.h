/*
 * One sequence of random numbers for all benchmarks.
 */
#ifndef PAGEWRIGHT_BENCH_RANDOM_H
#define PAGEWRIGHT_BENCH_RANDOM_H

#include <stdint.h>

uint64_t bench_random(void);
/* Each case begins the sequence anew, so that everybody who is measured meets the same choices. */
void bench_random_restart(uint64_t seed);

#endif
