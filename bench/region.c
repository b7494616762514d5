#include "bench/region.h"

#include <time.h>

static double now_ns(void) {
  struct timespec now;
  /* The thread's own time: what other programs take of the processor does not count. */
  (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* A profiler is told its name, so it has to stay a function. */
__attribute__((noinline)) uint64_t bench_region_run(bench_region_body body, void *work) {
  return body(work);
}

double bench_region_time(bench_region_body body, void *work, uint64_t *failures) {
  double start = now_ns();
  *failures += bench_region_run(body, work);
  return now_ns() - start;
}
