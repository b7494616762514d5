#include "bench/options.h"

#include <stddef.h>
#include <stdlib.h>

bool bench_parse_number(const char *text, uint64_t least, uint64_t most, uint64_t *number) {
  char *end = NULL;
  *number = text == NULL ? 0 : strtoull(text, &end, 10);
  return text != NULL && *text != '\0' && *end == '\0' && *number >= least && *number <= most;
}
