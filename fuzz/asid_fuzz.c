/*
 * Fuzzing ASIDs: the input is a pool and a history of calls, legal and not. The oracle is a naive model that predicts
 * every answer, with TLBs that remember who ran under which number, and the pool's own invariant check.
 *
 * Input: byte 0 chooses the number of CPUs, byte 1 the width of ASIDs and the number of address spaces; then four bytes
 * a call: what to do, where (two bytes, little-endian), what with.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/model/asid_pair.h"

#define HEADER_BYTES 2u
#define CALL_BYTES   4u
#define CALLS_MAX    300u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* With 255 CPUs and more, each can run under a number of its own, and none is left. */
static const uint32_t cpu_counts[] = {1, 2, 3, 4, 8, 64, 254, 255, 256, ASID_PAIR_CPUS};
static const uint32_t context_counts[] = {1, 2, 200, 255, 256, 257, 300, 600};

static struct asid_pair pair; /* too large for a stack */

static void require(bool ok, size_t call) {
  if (!ok) {
    (void)fprintf(stderr, "call %zu: %s\n", call, pair.failure);
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < HEADER_BYTES) {
    return 0;
  }
  uint32_t cpu_count = cpu_counts[data[0] % (sizeof cpu_counts / sizeof cpu_counts[0])];
  uint32_t context_count = context_counts[data[1] % (sizeof context_counts / sizeof context_counts[0])];
  /* The wide pool is slow to compare, and differs in its size alone. */
  uint32_t asid_bits = data[1] >= 0xf0 ? 16 : 8;
  require(asid_pair_create(&pair, asid_bits, cpu_count, context_count), 0);
  size_t call_count = (size - HEADER_BYTES) / CALL_BYTES;
  for (size_t call = 0; call < call_count && call < CALLS_MAX; call++) {
    const uint8_t *bytes = data + HEADER_BYTES + call * CALL_BYTES;
    uint16_t where = (uint16_t)(bytes[1] | bytes[2] << 8);
    require(asid_pair_step(&pair, bytes[0], where, bytes[3]), call);
    if (asid_bits == 8) {
      require(asid_pair_compare(&pair), call);
    }
  }
  require(asid_pair_compare(&pair), call_count);
  return 0;
}
