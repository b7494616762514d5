/*
 * The plot: for each case a line, on it a dot for each allocator, on a logarithmic scale of time. Colours follow the
 * viewer's preference for light or dark, with colours for a light ground where a viewer has none.
 */
#include <math.h>
#include <stdio.h>

#include "bench/report.h"

#define PLOT_WIDTH    900.0
#define LABEL_WIDTH   330.0
#define RIGHT_MARGIN  30.0
#define ROW_HEIGHT    26.0
#define PANEL_HEAD    44.0
#define PANEL_FOOT    40.0
#define LEGEND_HEIGHT 40.0
#define DECADES       4.0 /* 1 ns to 10 µs */

static const char style[] =
    "<style>\n"
    "text{font:13px "
    "system-ui,sans-serif;fill:#222}.title{font-weight:600;font-size:15px}.minor{fill:#666;font-size:12px}\n"
    ".ground{fill:#fff}.grid{stroke:#ddd}.row{stroke:#eee}.span{stroke:#bbb;stroke-width:2}\n"
    ".c0{fill:#0b62c4}.c1{fill:#c2410c}.c2{fill:#a16207}.c3{fill:#6b7280}\n"
    "@media "
    "(prefers-color-scheme:dark){text{fill:#e6e6e6}.minor{fill:#a0a0a0}.ground{fill:#15181c}.grid{stroke:#343a41}\n"
    ".row{stroke:#24292f}.span{stroke:#555d66}.c0{fill:#5aa9ff}.c1{fill:#ff8a5b}.c2{fill:#e3b341}.c3{fill:#9aa4af}}\n"
    "</style>\n";

static double panel_height(void) {
  return PANEL_HEAD + BENCH_CASE_COUNT * ROW_HEIGHT + PANEL_FOOT;
}

static double x_of(double ns) {
  double decades = log10(ns);
  decades = decades < 0 ? 0 : decades > DECADES ? DECADES : decades;
  return LABEL_WIDTH + decades / DECADES * (PLOT_WIDTH - LABEL_WIDTH - RIGHT_MARGIN);
}

/* A shape for each allocator, so that colour is not the only difference. */
static void plot_mark(FILE *file, uint32_t column, double x, double y) {
  switch (column) {
  case COLUMN_PAGEWRIGHT:
    (void)fprintf(file, "<circle class=\"c0\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\"/>", x, y);
    break;
  case COLUMN_LIST_BUDDY:
    (void)fprintf(file, "<rect class=\"c1\" x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\"/>", x - 5, y - 5);
    break;
  case COLUMN_LIST_BUDDY_10:
    (void)fprintf(file, "<path class=\"c2\" d=\"M%.1f %.1fl6 6l-6 6l-6 -6z\"/>", x, y - 6);
    break;
  default:
    (void)fprintf(file, "<path class=\"c3\" d=\"M%.1f %.1fl5 9h-10z\"/>", x, y - 5);
    break;
  }
}

static void plot_legend(FILE *file) {
  double x = 20;
  for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
    plot_mark(file, column, x, 22);
    (void)fprintf(file, "<text x=\"%.1f\" y=\"27\">%s</text>\n", x + 12, bench_allocators[column]->title);
    x += 170;
  }
}

static void plot_row(FILE *file, const struct bench_timings *timings, uint32_t id, double y) {
  double least = 0;
  double most = 0;
  for (uint32_t column = 0; column < BENCH_ALLOCATOR_COUNT; column++) {
    double ns = bench_median_ns(timings, id, column);
    least = ns > 0 && (least <= 0 || ns < least) ? ns : least;
    most = ns > most ? ns : most;
  }
  (void)fprintf(file, "<text x=\"20\" y=\"%.1f\">%s</text>\n", y + 4, bench_cases[id].title);
  (void)fprintf(file, "<line class=\"row\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n", LABEL_WIDTH,
                PLOT_WIDTH - RIGHT_MARGIN, y, y);
  if (least > 0) {
    (void)fprintf(file, "<line class=\"span\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n", x_of(least),
                  x_of(most), y, y);
  }
  for (uint32_t column = BENCH_ALLOCATOR_COUNT; column > 0; column--) {
    double ns = bench_median_ns(timings, id, column - 1);
    if (ns > 0) {
      (void)fprintf(file, "<g><title>%s: %.1f ns</title>", bench_allocators[column - 1]->title, ns);
      plot_mark(file, column - 1, x_of(ns), y);
      (void)fprintf(file, "</g>\n");
    }
  }
}

static void plot_panel(FILE *file, const struct bench_timings *timings, double top) {
  static const struct {
    double ns;
    const char *label;
  } ticks[] = {{1, "1 ns"}, {10, "10 ns"}, {100, "100 ns"}, {1000, "1 µs"}, {10000, "10 µs"}};
  char name[16];
  double bottom = top + PANEL_HEAD + BENCH_CASE_COUNT * ROW_HEIGHT;
  (void)fprintf(file, "<text class=\"title\" x=\"20\" y=\"%.1f\">%s pool, time of an operation</text>\n", top + 24,
                bench_size_name(timings->frame_count, name, sizeof name));
  for (uint32_t i = 0; i < sizeof ticks / sizeof ticks[0]; i++) {
    double x = x_of(ticks[i].ns);
    (void)fprintf(file, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n", x, x,
                  top + PANEL_HEAD - 8, bottom);
    (void)fprintf(file, "<text class=\"minor\" text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", x,
                  bottom + 16, ticks[i].label);
  }
  for (uint32_t id = 0; id < BENCH_CASE_COUNT; id++) {
    plot_row(file, timings, id, top + PANEL_HEAD + (id + 0.5) * ROW_HEIGHT);
  }
}

bool bench_plot(const char *path, const struct bench_timings *timings, uint32_t timings_count) {
  FILE *file = fopen(path, "w");
  if (file == NULL) {
    return false;
  }
  double height = LEGEND_HEIGHT + timings_count * panel_height();
  (void)fprintf(file, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n", PLOT_WIDTH,
                height);
  (void)fprintf(file, "<title>Time of page-frame allocation and release by case and allocator</title>\n%s", style);
  (void)fprintf(file, "<rect class=\"ground\" width=\"%.0f\" height=\"%.0f\"/>\n", PLOT_WIDTH, height);
  plot_legend(file);
  for (uint32_t i = 0; i < timings_count; i++) {
    plot_panel(file, &timings[i], LEGEND_HEIGHT + i * panel_height());
  }
  (void)fprintf(file, "</svg>\n");
  bool written = ferror(file) == 0;
  return fclose(file) == 0 && written;
}
