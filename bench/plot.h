/*
 * The plot: grids as an SVG, one panel each; legible on light and dark ground.
 */
#ifndef PAGEWRIGHT_BENCH_PLOT_H
#define PAGEWRIGHT_BENCH_PLOT_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/grid.h"

/* The medians of the grids, which have the same columns. False when the file cannot be written. */
bool bench_plot(const char *path, const char *title, const struct bench_grid *const *grids, uint32_t grid_count);

#endif
