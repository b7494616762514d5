/*
 * Fuzzing demand regions: the input is a history of calls and faults, legal and not, on the regions of one address
 * space, whose sources of tables and of frames fail on command. The oracle is a naive model that predicts every answer,
 * the contents of every page, the executable invariants of the regions and the space, and the sum of all frames.
 *
 * Input: byte 0 chooses the half; then five bytes a call: what to do, where (two bytes, little-endian), how long, how.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/model/demand_pair.h"

#define CALL_BYTES 5u
#define CALLS_MAX  300u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct demand_pair pair;

static void require(bool ok, size_t call) {
  if (!ok) {
    (void)fprintf(stderr, "call %zu: %s\n", call, pair.failure);
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) {
    return 0;
  }
  require(demand_pair_create(&pair, (data[0] & 1) != 0), 0);
  size_t call_count = (size - 1) / CALL_BYTES;
  for (size_t call = 0; call < call_count && call < CALLS_MAX; call++) {
    const uint8_t *bytes = data + 1 + call * CALL_BYTES;
    uint16_t where = (uint16_t)(bytes[1] | bytes[2] << 8);
    require(demand_pair_step(&pair, bytes[0], where, bytes[3], bytes[4]), call);
  }
  require(demand_pair_finish(&pair), call_count);
  demand_pair_release(&pair);
  return 0;
}
