#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned long check_count;

void check_that(int holds, const char *what) {
  check_count++;
  if (!holds) {
    (void)printf("failed: %s\n", what);
    exit(1);
  }
}

int check_summary(void) {
  (void)printf("%lu checks passed\n", check_count);
  return check_count == 0;
}
