/*
 * The plot: for each case a line, on it a dot for each column of the grid, on a logarithmic scale of time that begins
 * and ends with the decades of what was measured. Colours follow the viewer's preference for light or dark, with
 * colours for a light ground where a viewer has none.
 */
#include "bench/plot.h"

#include <math.h>
#include <stdio.h>

#define PLOT_WIDTH    900.0
#define LABEL_WIDTH   330.0
#define RIGHT_MARGIN  30.0
#define ROW_HEIGHT    26.0
#define PANEL_HEAD    44.0
#define PANEL_FOOT    40.0
#define LEGEND_HEIGHT 40.0

/* The decades of time that the scale spans, as powers of ten of a nanosecond. */
struct scale {
  int first;
  int last;
};

static const char style[] =
    "<style>\n"
    "text{font:13px "
    "system-ui,sans-serif;fill:#222}.title{font-weight:600;font-size:15px}.minor{fill:#666;font-size:12px}\n"
    ".ground{fill:#fff}.grid{stroke:#ddd}.row{stroke:#eee}.span{stroke:#bbb;stroke-width:2}\n"
    ".c0{fill:#0b62c4}.c1{fill:#c2410c}.c2{fill:#a16207}.c3{fill:#6b7280}.c4{fill:#15803d}\n"
    "@media "
    "(prefers-color-scheme:dark){text{fill:#e6e6e6}.minor{fill:#a0a0a0}.ground{fill:#15181c}.grid{stroke:#343a41}\n"
    ".row{stroke:#24292f}.span{stroke:#555d66}.c0{fill:#5aa9ff}.c1{fill:#ff8a5b}.c2{fill:#e3b341}.c3{fill:#9aa4af}\n"
    ".c4{fill:#4ade80}}\n"
    "</style>\n";

static double panel_height(const struct bench_grid *grid) {
  return PANEL_HEAD + grid->row_count * ROW_HEIGHT + PANEL_FOOT;
}

/* Whole decades around every median of every grid. */
static struct scale scale_of(const struct bench_grid *const *grids, uint32_t grid_count) {
  double least = 0;
  double most = 0;
  for (uint32_t i = 0; i < grid_count; i++) {
    for (uint32_t cell = 0; cell < grids[i]->row_count * grids[i]->column_count; cell++) {
      double ns = bench_grid_median(grids[i], cell / grids[i]->column_count, cell % grids[i]->column_count);
      least = ns > 0 && (least <= 0 || ns < least) ? ns : least;
      most = ns > most ? ns : most;
    }
  }
  if (least <= 0) {
    return (struct scale){0, 1};
  }
  struct scale scale = {(int)floor(log10(least)), (int)ceil(log10(most))};
  scale.last = scale.last > scale.first ? scale.last : scale.first + 1;
  return scale;
}

static double x_of(struct scale scale, double ns) {
  return LABEL_WIDTH +
         (log10(ns) - scale.first) / (scale.last - scale.first) * (PLOT_WIDTH - LABEL_WIDTH - RIGHT_MARGIN);
}

/* A shape for each column, so that colour is not the only difference. */
static void plot_mark(FILE *file, uint32_t column, double x, double y) {
  switch (column) {
  case 0:
    (void)fprintf(file, "<circle class=\"c0\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\"/>", x, y);
    break;
  case 1:
    (void)fprintf(file, "<rect class=\"c1\" x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\"/>", x - 5, y - 5);
    break;
  case 2:
    (void)fprintf(file, "<path class=\"c2\" d=\"M%.1f %.1fl6 6l-6 6l-6 -6z\"/>", x, y - 6);
    break;
  case 3:
    (void)fprintf(file, "<path class=\"c3\" d=\"M%.1f %.1fl5 9h-10z\"/>", x, y - 5);
    break;
  default:
    (void)fprintf(file, "<path class=\"c4\" d=\"M%.1f %.1fl5 -9h-10z\"/>", x, y + 5);
    break;
  }
}

static void plot_legend(FILE *file, const struct bench_grid *grid) {
  double step = (PLOT_WIDTH - 40) / BENCH_COLUMNS_MAX;
  for (uint32_t column = 0; column < grid->column_count; column++) {
    double x = 20 + column * step;
    plot_mark(file, column, x, 22);
    (void)fprintf(file, "<text x=\"%.1f\" y=\"27\">%s</text>\n", x + 12, grid->columns[column]);
  }
}

static void plot_row(FILE *file, struct scale scale, const struct bench_grid *grid, uint32_t row, double y) {
  double least = 0;
  double most = 0;
  for (uint32_t column = 0; column < grid->column_count; column++) {
    double ns = bench_grid_median(grid, row, column);
    least = ns > 0 && (least <= 0 || ns < least) ? ns : least;
    most = ns > most ? ns : most;
  }
  (void)fprintf(file, "<text x=\"20\" y=\"%.1f\">%s</text>\n", y + 4, grid->rows[row]);
  (void)fprintf(file, "<line class=\"row\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n", LABEL_WIDTH,
                PLOT_WIDTH - RIGHT_MARGIN, y, y);
  if (least > 0) {
    (void)fprintf(file, "<line class=\"span\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n", x_of(scale, least),
                  x_of(scale, most), y, y);
  }
  for (uint32_t column = grid->column_count; column > 0; column--) {
    double ns = bench_grid_median(grid, row, column - 1);
    if (ns > 0) {
      (void)fprintf(file, "<g><title>%s: %.3g ns</title>", grid->columns[column - 1], ns);
      plot_mark(file, column - 1, x_of(scale, ns), y);
      (void)fprintf(file, "</g>\n");
    }
  }
}

/* "10 ns" for 1, "1 ms" for 6. */
static void plot_time(FILE *file, int decade) {
  static const char *const units[] = {"ps", "ns", "µs", "ms", "s"};
  static const int powers[] = {1, 10, 100};
  int steps = decade + 3; /* above a picosecond */
  if (steps < 0 || steps >= 15) {
    (void)fprintf(file, "1e%d ns", decade);
  } else {
    (void)fprintf(file, "%d %s", powers[steps % 3], units[steps / 3]);
  }
}

static void plot_panel(FILE *file, struct scale scale, const struct bench_grid *grid, double top) {
  double bottom = top + PANEL_HEAD + grid->row_count * ROW_HEIGHT;
  (void)fprintf(file, "<text class=\"title\" x=\"20\" y=\"%.1f\">%s</text>\n", top + 24, grid->title);
  for (int decade = scale.first; decade <= scale.last; decade++) {
    double x = x_of(scale, pow(10, decade));
    (void)fprintf(file, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n", x, x,
                  top + PANEL_HEAD - 8, bottom);
    (void)fprintf(file, "<text class=\"minor\" text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">", x, bottom + 16);
    plot_time(file, decade);
    (void)fprintf(file, "</text>\n");
  }
  for (uint32_t row = 0; row < grid->row_count; row++) {
    plot_row(file, scale, grid, row, top + PANEL_HEAD + (row + 0.5) * ROW_HEIGHT);
  }
}

bool bench_plot(const char *path, const char *title, const struct bench_grid *const *grids, uint32_t grid_count) {
  FILE *file = fopen(path, "w");
  if (file == NULL) {
    return false;
  }
  struct scale scale = scale_of(grids, grid_count);
  double height = LEGEND_HEIGHT;
  for (uint32_t i = 0; i < grid_count; i++) {
    height += panel_height(grids[i]);
  }
  (void)fprintf(file, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n", PLOT_WIDTH,
                height);
  (void)fprintf(file, "<title>%s</title>\n%s", title, style);
  (void)fprintf(file, "<rect class=\"ground\" width=\"%.0f\" height=\"%.0f\"/>\n", PLOT_WIDTH, height);
  plot_legend(file, grids[0]);
  double top = LEGEND_HEIGHT;
  for (uint32_t i = 0; i < grid_count; i++) {
    plot_panel(file, scale, grids[i], top);
    top += panel_height(grids[i]);
  }
  (void)fprintf(file, "</svg>\n");
  bool written = ferror(file) == 0;
  return fclose(file) == 0 && written;
}
