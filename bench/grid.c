#include "bench/grid.h"

#include <stdio.h>
#include <stdlib.h>

bool bench_grid_measure(struct bench_grid *grid, bench_cell cell, void *context) {
  for (uint32_t i = 0; i < grid->repeat_count; i++) {
    for (uint32_t row = 0; row < grid->row_count; row++) {
      for (uint32_t column = 0; column < grid->column_count; column++) {
        if (!cell(context, row, column, &grid->ns[row][column][i])) {
          return false;
        }
      }
    }
  }
  return true;
}

static int compare_doubles(const void *left, const void *right) {
  double a = *(const double *)left;
  double b = *(const double *)right;
  return (a > b) - (a < b);
}

static double median(double *values, uint32_t count) {
  qsort(values, count, sizeof *values, compare_doubles);
  return count % 2 != 0 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

double bench_grid_median(const struct bench_grid *grid, uint32_t row, uint32_t column) {
  double values[BENCH_REPEAT_MAX];
  for (uint32_t i = 0; i < grid->repeat_count; i++) {
    values[i] = grid->ns[row][column][i];
  }
  return median(values, grid->repeat_count);
}

double bench_grid_ratio(const struct bench_grid *grid, uint32_t row, uint32_t column, uint32_t base_column) {
  double values[BENCH_REPEAT_MAX];
  for (uint32_t i = 0; i < grid->repeat_count; i++) {
    double base = grid->ns[row][base_column][i];
    values[i] = base > 0 ? grid->ns[row][column][i] / base : 0;
  }
  return median(values, grid->repeat_count);
}

void bench_grid_print_head(const struct bench_grid *grid, const char *const *others, uint32_t other_count) {
  (void)printf("| case |");
  for (uint32_t column = 0; column < grid->column_count; column++) {
    (void)printf(" %s |", grid->columns[column]);
  }
  for (uint32_t i = 0; i < other_count; i++) {
    (void)printf(" %s |", others[i]);
  }
  (void)printf("\n|---|");
  for (uint32_t i = 0; i < grid->column_count + other_count; i++) {
    (void)printf("---|");
  }
  (void)printf("\n");
}

/* About three digits, whatever the size. */
static int digits_after_point(double ns) {
  return ns < 1 ? 3 : ns < 10 ? 2 : ns < 1000 ? 1 : 0;
}

void bench_grid_print_medians(const struct bench_grid *grid, uint32_t row) {
  (void)printf("| %s |", grid->rows[row]);
  for (uint32_t column = 0; column < grid->column_count; column++) {
    double ns = bench_grid_median(grid, row, column);
    if (ns > 0) {
      (void)printf(" %.*f |", digits_after_point(ns), ns);
    } else {
      (void)printf(" – |");
    }
  }
}

void bench_print_ratio(double ratio) {
  (void)printf(" %.2f |", ratio);
}

const char *bench_verdict(bool met, uint32_t *missed) {
  *missed += !met;
  return met ? "met" : "**missed**";
}
