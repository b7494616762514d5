/*
 * What the command lines of the benchmarks have in common.
 */
#ifndef PAGEWRIGHT_BENCH_OPTIONS_H
#define PAGEWRIGHT_BENCH_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* A decimal number from 'least' to 'most' and nothing behind it; a null text is none. */
bool bench_parse_number(const char *text, uint64_t least, uint64_t most, uint64_t *number);

#endif
