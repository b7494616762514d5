/*
 * Fuzzing the buddy: the input is a pool and a history of calls, legal and not. The oracle is the naive model, which
 * must give every answer that the buddy gives, and the buddy's own invariant check.
 *
 * Input: byte 0 chooses the number of frames, byte 1 the base address and whether all memory is added at the start;
 * then four bytes a call: what to do, where (two bytes, little-endian), how much.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/model/buddy_pair.h"

#define HEADER_BYTES 2u
#define CALL_BYTES   4u
/* Longer histories find nothing that shorter ones do not, and cost the fuzzer its speed. */
#define CALLS_MAX 400u
/* A comparison looks at every frame: after every call in a small pool, more rarely in a large one. */
#define FRAMES_COMPARED_A_CALL 64u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Sizes around every boundary of the tree that is quick enough for a fuzzer: words of 64 frames and nodes of 4096. */
static const uint32_t frame_counts[] = {1,   2,    3,    7,    31,   32,   63,   64,   65,   100,  127,  128,
                                        129, 1000, 1024, 2047, 4032, 4095, 4096, 4097, 4160, 8191, 8192, 8200};
static const uint64_t bases[] = {0, PW_PAGE_BYTES, 0x40000000u, 0x40003000u, PW_PA_LIMIT - 8200ull * PW_PAGE_BYTES};

static void require(struct buddy_pair *pair, bool ok, size_t call) {
  if (!ok) {
    (void)fprintf(stderr, "call %zu: %s\n", call, pair->failure);
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < HEADER_BYTES) {
    return 0;
  }
  uint32_t frame_count = frame_counts[data[0] % (sizeof frame_counts / sizeof frame_counts[0])];
  uint64_t base_pa = bases[data[1] % (sizeof bases / sizeof bases[0])];
  struct buddy_pair pair;
  require(&pair, buddy_pair_create(&pair, base_pa, frame_count), 0);
  if ((data[1] & 0x80) == 0) {
    require(&pair, buddy_pair_add_range(&pair, base_pa, frame_count, NULL), 0);
  }
  size_t call_count = (size - HEADER_BYTES) / CALL_BYTES;
  for (size_t call = 0; call < call_count && call < CALLS_MAX; call++) {
    const uint8_t *bytes = data + HEADER_BYTES + call * CALL_BYTES;
    uint16_t where = (uint16_t)(bytes[1] | bytes[2] << 8);
    require(&pair, buddy_pair_step(&pair, bytes[0], where, bytes[3]), call);
    if (call % (1 + frame_count / FRAMES_COMPARED_A_CALL) == 0) {
      require(&pair, buddy_pair_compare(&pair), call);
    }
  }
  require(&pair, buddy_pair_compare(&pair), call_count);
  buddy_pair_destroy(&pair);
  return 0;
}
