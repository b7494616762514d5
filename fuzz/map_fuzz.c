/*
 * Fuzzing page tables: the input is a history of operations, legal and not, on up to four address spaces that come and
 * go and share one window and its sources, one of which fails on command. The oracle is a dictionary of mappings a
 * space, the executable invariants of the spaces and the buddy, the sum of all frames, and a model of what walkers and
 * TLBs may still know.
 *
 * Input: byte 0 chooses the half and the first source of space 0, and whether CPUs invalidate ranges at once; then six
 * bytes an operation: what to do, where and in which space (two bytes), to which frame or how long and to where (two
 * bytes), how.
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
#define GIB_1            ((uint64_t)1 << 30)
#define HALF             ((uint64_t)1 << 48)
#define ASID             5u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(const struct paging_rig *rig, bool ok, size_t operation) {
  if (!ok) {
    (void)fprintf(stderr, "operation %zu: %s\n", operation, rig->failure);
    abort();
  }
}

/* Two spaces in each half. As with a process and its kernel, 0 and 3 share an ASID, in different halves. */
static enum pw_half half_of(enum pw_half half_of_0, uint32_t space) {
  enum pw_half other = half_of_0 == PW_HALF_LOW ? PW_HALF_HIGH : PW_HALF_LOW;
  return space < 2 ? half_of_0 : other;
}

static uint32_t asid_of(uint32_t space) {
  return ASID + space % 3;
}

/* Four indices at each level, at the edges, so that operations meet; and now and then an address of neither half. */
static uint64_t va_of(enum pw_half half, uint32_t where) {
  static const uint64_t indices[4] = {0, 1, 255, 511};
  uint64_t va = half == PW_HALF_HIGH ? (uint64_t)0xFFFF << 48 : 0;
  va += indices[where & 1 ? 3 : 0] << 39;
  va += indices[where >> 1 & 1 ? 3 : 0] << 30;
  va += indices[where >> 2 & 3] << 21;
  va += indices[where >> 4 & 3] << 12;
  va ^= (where & 0x0FC0) == 0x0FC0 ? (uint64_t)1 << (48 + (where >> 12)) : 0;
  return va;
}

/* Bits 5:4 move the target up, in the end beyond every physical address; 0xFF in the upper byte means a frame of the
 * window, so that something mapped may be a table some time; bit 6 without bit 7 adds half a page or block. */
static uint64_t pa_of(const uint8_t *bytes, uint64_t size) {
  uint64_t target = ((uint64_t)bytes[3] | (uint64_t)bytes[4] << 8) << ((bytes[0] >> 4 & 3) * 8);
  uint64_t pa = bytes[4] == 0xFF ? (RIG_BASE_PA + bytes[3] % RIG_FRAMES * KIB_4) & ~(size - 1) : target * size;
  return pa + ((bytes[0] & 0xC0) == 0x40 ? size / 2 : 0);
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

/* For ranges, mostly legal: what is refused at once shows little of a range. */
static struct pw_attributes range_attributes_of(uint8_t how) {
  struct pw_attributes choices[4] = {pw_attributes_kernel_data(), pw_attributes_kernel_text(),
                                     pw_attributes_kernel_rodata(), pw_attributes_device()};
  struct pw_attributes attributes = choices[how & 3];
  attributes.global = (how & 4) != 0;
  attributes.software = (uint8_t)(how >> 3 & 3);
  return how >= 0xE0 ? attributes_of(how) : attributes;
}

/* Ranges: byte 3 says how long and by which leaves, byte 4 where to: as aligned as the address is, or moved by up to 15
 * pages, blocks or GiB, or by half a page, or to the end of the physical addresses. Mapping a range has an end, so that
 * the dictionary can be filled in time. */
static struct mapping_range range_of(const uint8_t *bytes, uint64_t va, bool is_mapped) {
  static const uint64_t limits[4] = {KIB_4, MIB_2, GIB_1, GIB_1};
  static const uint64_t lengths[16] = {KIB_4,
                                       2 * KIB_4,
                                       5 * KIB_4,
                                       65 * KIB_4,
                                       MIB_2 - KIB_4,
                                       MIB_2,
                                       MIB_2 + KIB_4,
                                       2 * MIB_2,
                                       3 * KIB_4,
                                       GIB_1 - MIB_2,
                                       GIB_1,
                                       GIB_1 + KIB_4,
                                       0,
                                       HALF - 8 * GIB_1,
                                       KIB_4 + 1,
                                       UINT64_MAX - (KIB_4 - 1)};
  uint64_t step = (bytes[4] & 0x20) != 0 ? GIB_1 : (bytes[4] & 0x10) != 0 ? MIB_2 : KIB_4;
  struct mapping_range range = {
      .va = va, .length = lengths[bytes[3] & 15], .pa = va % (8 * GIB_1), .limit = limits[bytes[3] >> 4 & 3]};
  range.pa += (bytes[4] & 15) * step;
  range.pa += (bytes[4] & 0x40) != 0 ? ((uint64_t)1 << RIG_PA_BITS) - 8 * GIB_1 : 0;
  range.pa += (bytes[4] & 0xC0) == 0x80 ? KIB_4 / 2 : 0;
  if (is_mapped && range.limit == KIB_4 && range.length > 2 * MIB_2 && range.length < HALF / 2) {
    range.length = 2 * MIB_2;
  }
  return range;
}

/* Byte 0 says what to do; a merge is an unmap with bits 0 and 1 of byte 5. Bits 6 and 7 of byte 3 align the address to
 * 2 MiB or 1 GiB, or move it a page down. */
static bool operate_range(struct paging_rig *rig, uint64_t va, const uint8_t *bytes) {
  static const uint64_t alignments[4] = {KIB_4, MIB_2, GIB_1, KIB_4};
  struct pw_attributes attributes = range_attributes_of(bytes[5]);
  uint32_t what = bytes[0] >> 4 & 3;
  va = va / alignments[bytes[3] >> 6] * alignments[bytes[3] >> 6] - (bytes[3] >= 0xC0 ? KIB_4 : 0);
  va += (bytes[0] & 0xC0) == 0xC0 ? 1 : 0;
  struct mapping_range range = range_of(bytes, va, what < 2);
  if (what < 2) {
    return paging_rig_map_range(rig, &range, &attributes, NULL);
  }
  if (what == 2 && (bytes[5] & 3) == 3) {
    return paging_rig_merge_range(rig, &range, NULL);
  }
  return what == 2 ? paging_rig_unmap_range(rig, &range, NULL)
                   : paging_rig_protect_range(rig, &range, &attributes, NULL);
}

/* What is rarer than mapping: the source's budget, another source, frames for something else, spaces that come and go.
 */
static bool operate_around(struct paging_rig *rig, enum pw_half half, const uint8_t *bytes) {
  enum rig_source source = (enum rig_source)(bytes[5] % RIG_SOURCE_COUNT);
  switch (bytes[0] & 7) {
  case 4:
    rig->budget = bytes[5] >= 64 ? RIG_UNLIMITED : bytes[5] % 16;
    return true;
  case 5:
    if ((bytes[3] & 1) == 0) {
      return paging_rig_set_source(rig, source, NULL);
    }
    return paging_rig_is_live(rig) ? paging_rig_destroy_space(rig)
                                   : paging_rig_create_space(rig, source, half, asid_of(rig->selected), NULL);
  default:
    return (bytes[5] & 1) != 0 ? paging_rig_take_data(rig) : paging_rig_return_data(rig, bytes[5] >> 1);
  }
}

static bool operate(struct paging_rig *rig, enum pw_half half_of_0, const uint8_t *bytes) {
  uint32_t where = (uint32_t)bytes[1] | (uint32_t)bytes[2] << 8;
  uint32_t which = (where >> 6) % RIG_SPACES;
  enum pw_half half = half_of(half_of_0, which);
  uint64_t size = (bytes[0] & 8) != 0 ? MIB_2 : KIB_4;
  /* Bit 7 leaves the address as it is, so that it may be misaligned for a block; with bit 6 it is so by a byte. */
  uint64_t va = va_of(half, where) & ((bytes[0] & 0x80) != 0 ? UINT64_MAX : ~(size - 1));
  va += (bytes[0] & 0xC0) == 0xC0 ? 1 : 0;
  struct pw_attributes attributes = attributes_of(bytes[5]);
  paging_rig_select(rig, which);
  switch (bytes[0] & 7) {
  case 0:
  case 1:
    return paging_rig_map(rig, va, size, pa_of(bytes, size), &attributes, NULL);
  case 2:
  case 3:
    return paging_rig_unmap(rig, va, size, NULL);
  case 7:
    return (bytes[0] & 8) != 0 ? operate_range(rig, va_of(half, where), bytes)
                               : paging_rig_translate(rig, va + bytes[3]);
  default:
    return operate_around(rig, half, bytes);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct paging_rig rig;
  if (size < 1) {
    return 0;
  }
  enum pw_half half = (data[0] & 1) != 0 ? PW_HALF_HIGH : PW_HALF_LOW;
  require(&rig, paging_rig_create(&rig, (enum rig_source)((data[0] >> 1) % RIG_SOURCE_COUNT), half, ASID), 0);
  if ((data[0] & 0x80) != 0) {
    paging_rig_add_range_invalidation(&rig);
  }
  size_t count = (size - 1) / OPERATION_BYTES;
  for (size_t i = 0; i < count && i < OPERATIONS_MAX; i++) {
    require(&rig, operate(&rig, half, data + 1 + i * OPERATION_BYTES), i);
    if (i % COMPARISON_STEPS == 0) {
      require(&rig, paging_rig_compare(&rig), i);
    }
  }
  require(&rig, paging_rig_compare(&rig), count);
  for (uint32_t i = 0; i < RIG_SPACES; i++) {
    paging_rig_select(&rig, i);
    require(&rig, paging_rig_destroy_space(&rig), count);
  }
  require(&rig, paging_rig_compare(&rig), count);
  paging_rig_release(&rig);
  return 0;
}
