/*
 * Replay: the harness of //fuzz:map_fuzz_test without a fuzzer, on inputs that are the same every time: the files named
 * and, before them, some that are drawn from a fixed seed. The harness aborts at the first thing that its oracle finds.
 *
 *   seeded_faults_replay [--tlb FAULT] FILE...
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tests/paging/faulty_tlb.h"

#define INPUT_BYTES  1201u
#define DRAWN_INPUTS 300u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t input[INPUT_BYTES];

static void draw_input(uint64_t *seed) {
  for (size_t i = 0; i < INPUT_BYTES; i++) {
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    input[i] = (uint8_t)((*seed * 0x2545F4914F6CDD1Du) >> 56);
  }
}

static int replay(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    (void)fprintf(stderr, "%s cannot be read\n", path);
    return 2;
  }
  size_t size = fread(input, 1, INPUT_BYTES, file);
  (void)fclose(file);
  (void)LLVMFuzzerTestOneInput(input, size);
  return 0;
}

int main(int argc, char **argv) {
  int first_file = 1;
  if (argc > 2 && strcmp(argv[1], "--tlb") == 0) {
    if (!faulty_tlb_choose(argv[2])) {
      (void)fprintf(stderr, "there is no fault %s\n", argv[2]);
      return 2;
    }
    first_file = 3;
  }
  uint64_t seed = 1;
  for (uint32_t i = 0; i < DRAWN_INPUTS; i++) {
    draw_input(&seed);
    (void)LLVMFuzzerTestOneInput(input, INPUT_BYTES);
  }
  int status = 0;
  for (int i = first_file; i < argc && status == 0; i++) {
    status = replay(argv[i]);
  }
  if (status == 0) {
    (void)printf("accepted: %u drawn inputs and %d files\n", DRAWN_INPUTS, argc - first_file);
  }
  return status;
}
