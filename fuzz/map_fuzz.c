/*
 * Fuzzing map and unmap: the input is a history of operations on one address space, legal and not, with a source that
 * can fail, be exchanged and run dry. The oracle is the dictionary of mappings, the executable invariants of the space
 * and the buddy, and a model of what walkers and TLBs may still know.
 *
 * Input: byte 0 chooses the half and the first source; then six bytes an operation: what to do, where (two bytes), to
 * which frame (two bytes), how.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/model/paging_rig.h"

#define OPERATION_BYTES  6u
#define OPERATIONS_MAX   200u
#define COMPARISON_STEPS 16u
#define KIB_4            ((uint64_t)1 << 12)
#define MIB_2            ((uint64_t)1 << 21)
#define ASID             5u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(const struct paging_rig *rig, bool ok, size_t operation) {
  if (!ok) {
    (void)fprintf(stderr, "operation %zu: %s\n", operation, rig->failure);
    abort();
  }
}

/* Four indices at each level, at the edges, so that operations meet; and now and then an address of neither half. */
static uint64_t va_of(const struct paging_rig *rig, uint32_t where) {
  static const uint64_t indices[4] = {0, 1, 255, 511};
  uint64_t va = rig->model.is_high_half ? (uint64_t)0xFFFF << 48 : 0;
  va += indices[where & 1 ? 3 : 0] << 39;
  va += indices[where >> 1 & 1 ? 3 : 0] << 30;
  va += indices[where >> 2 & 3] << 21;
  va += indices[where >> 4 & 3] << 12;
  va ^= (where & 0x0FC0) == 0x0FC0 ? (uint64_t)1 << (48 + (where >> 12)) : 0;
  return va;
}

static struct pw_attributes attributes_of(uint8_t how) {
  struct pw_attributes attributes = pw_attributes_kernel_data();
  attributes.memory = (enum pw_memory)(how & 3);
  attributes.el1_write = (how & 4) != 0;
  attributes.el1_execute = (how & 8) != 0;
  attributes.el0_read = (how & 16) != 0;
  attributes.el0_write = (how & 32) != 0;
  attributes.global = (how & 64) != 0;
  attributes.software = (uint8_t)(how >> 4);
  return attributes;
}

static bool operate(struct paging_rig *rig, const uint8_t *bytes) {
  uint32_t where = (uint32_t)bytes[1] | (uint32_t)bytes[2] << 8;
  /* Bits 5:4 move the target up, in the end beyond every physical address. */
  uint64_t target = ((uint64_t)bytes[3] | (uint64_t)bytes[4] << 8) << ((bytes[0] >> 4 & 3) * 8);
  uint64_t size = (bytes[0] & 8) != 0 ? MIB_2 : KIB_4;
  /* Bit 7 leaves the address as it is, so that it may be misaligned for a block; bit 6 adds a byte. */
  uint64_t va = va_of(rig, where) & ((bytes[0] & 0x80) != 0 ? UINT64_MAX : ~(size - 1));
  va += (bytes[0] & 0xC0) == 0xC0 ? 1 : 0;
  struct pw_attributes attributes = attributes_of(bytes[5]);
  switch (bytes[0] & 7) {
  case 0:
  case 1:
    return paging_rig_map(rig, va, size, target * size, &attributes, NULL);
  case 2:
  case 3:
    return paging_rig_unmap(rig, va, size, NULL);
  case 4:
    rig->budget = bytes[5] >= 16 ? RIG_UNLIMITED : bytes[5];
    return true;
  case 5:
    return paging_rig_set_source(rig, (enum rig_source)(bytes[5] % RIG_SOURCE_COUNT), NULL);
  case 6:
    return (bytes[5] & 1) != 0 ? paging_rig_take_data(rig) : paging_rig_return_data(rig, bytes[5] >> 1);
  default:
    return paging_rig_translate(rig, va + bytes[3]);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct paging_rig rig;
  if (size < 1) {
    return 0;
  }
  enum pw_half half = (data[0] & 1) != 0 ? PW_HALF_HIGH : PW_HALF_LOW;
  require(&rig, paging_rig_create(&rig, (enum rig_source)((data[0] >> 1) % RIG_SOURCE_COUNT), half, ASID), 0);
  size_t count = (size - 1) / OPERATION_BYTES;
  for (size_t i = 0; i < count && i < OPERATIONS_MAX; i++) {
    require(&rig, operate(&rig, data + 1 + i * OPERATION_BYTES), i);
    if (i % COMPARISON_STEPS == 0) {
      require(&rig, paging_rig_compare(&rig), i);
    }
  }
  require(&rig, paging_rig_compare(&rig), count);
  require(&rig, paging_rig_destroy_space(&rig), count);
  paging_rig_release(&rig);
  return 0;
}
