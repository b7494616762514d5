/*
 * The grid: times by case (row) and by who was measured (column), and the Markdown tables made of it.
 */
#ifndef PAGEWRIGHT_BENCH_GRID_H
#define PAGEWRIGHT_BENCH_GRID_H

#include <stdbool.h>
#include <stdint.h>

#define BENCH_ROWS_MAX    20u
#define BENCH_COLUMNS_MAX 5u
#define BENCH_REPEAT_MAX  31u

struct bench_grid {
  char title[48]; /* of a panel in the plot */
  const char *rows[BENCH_ROWS_MAX];
  const char *columns[BENCH_COLUMNS_MAX];
  uint32_t row_count;
  uint32_t column_count;
  uint32_t repeat_count;
  double ns[BENCH_ROWS_MAX][BENCH_COLUMNS_MAX][BENCH_REPEAT_MAX]; /* 0: not measured */
};

/* Times one cell once; 0 ns where the column cannot do the row. False ends the measurement. */
typedef bool (*bench_cell)(void *context, uint32_t row, uint32_t column, double *ns);

/* Fills the grid. All columns take turns within every repetition, so that a slow moment of the machine hits all alike.
 */
bool bench_grid_measure(struct bench_grid *grid, bench_cell cell, void *context);

double bench_grid_median(const struct bench_grid *grid, uint32_t row, uint32_t column);
/* Median of the ratios of measurements made side by side; 0 when there are none. */
double bench_grid_ratio(const struct bench_grid *grid, uint32_t row, uint32_t column, uint32_t base_column);

/* The head of a table with a column for each of the grid's and one for each name in 'others', and its rule. */
void bench_grid_print_head(const struct bench_grid *grid, const char *const *others, uint32_t other_count);
/* A row's title and medians, without the end of the line. */
void bench_grid_print_medians(const struct bench_grid *grid, uint32_t row);
/* One more cell of a row. */
void bench_print_ratio(double ratio);

/* "met" or "**missed**"; those missed are counted. */
const char *bench_verdict(bool met, uint32_t *missed);

#endif
