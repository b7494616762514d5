/*
 * The measured region: one function that nothing else calls, so that a profiler can be told to count inside it only.
 */
#ifndef PAGEWRIGHT_BENCH_REGION_H
#define PAGEWRIGHT_BENCH_REGION_H

#include <stdint.h>

/* What is measured; answers how many of its operations failed. */
typedef uint64_t (*bench_region_body)(void *work);

uint64_t bench_region_run(bench_region_body body, void *work);

/* Runs the region and adds what failed; answers the time of the whole in ns. */
double bench_region_time(bench_region_body body, void *work, uint64_t *failures);

#endif
