/*
 * Descriptor: encoding and decoding of VMSAv8-64 entries by field arithmetic.
 *
 * Each field is named by the weight of its lowest bit: encoding adds field * weight, decoding is / weight % range.
 */
#include <pagewright/descriptor.h>

#include <stddef.h>

/* Lower attributes, Arm ARM D8.3.2. */
#define WEIGHT_TABLE_OR_PAGE 0x2u
#define WEIGHT_ATTR_INDEX    0x4u   /* bits 4:2 */
#define WEIGHT_AP_EL0        0x40u  /* AP[1]: EL0 may access */
#define WEIGHT_AP_READ_ONLY  0x80u  /* AP[2] */
#define WEIGHT_SHAREABILITY  0x100u /* bits 9:8 */
#define WEIGHT_ACCESS_FLAG   0x400u
#define WEIGHT_NOT_GLOBAL    0x800u
/* Upper attributes, Arm ARM D8.3.2. */
#define WEIGHT_PXN      0x20000000000000u /* bit 53 */
#define WEIGHT_UXN      0x40000000000000u /* bit 54 */
#define WEIGHT_SOFTWARE 0x80000000000000u /* bits 58:55 */

#define KIND_LEAF_OF_L3 3u
#define KIND_TABLE      3u
#define KIND_BLOCK      1u

enum pw_descriptor_kind pw_descriptor_kind(uint64_t descriptor, uint32_t level) {
  uint64_t low = descriptor % 4u;
  if (level >= PW_LEVEL_COUNT || low % 2u == 0u) {
    return PW_DESCRIPTOR_INVALID;
  }
  if (low == KIND_BLOCK) {
    return level == 1u || level == 2u ? PW_DESCRIPTOR_BLOCK : PW_DESCRIPTOR_INVALID;
  }
  return level == 3u ? PW_DESCRIPTOR_PAGE : PW_DESCRIPTOR_TABLE;
}

uint64_t pw_descriptor_table(uint64_t table_pa) {
  return table_pa + KIND_TABLE;
}

uint64_t pw_descriptor_table_pa(uint64_t descriptor) {
  return (descriptor / PW_PAGE_SIZE) * PW_PAGE_SIZE % PW_VA_HALF_SIZE;
}

uint64_t pw_level_size(uint32_t level) {
  switch (level) {
  case 0u:
    return PW_L0_ENTRY_SIZE;
  case 1u:
    return PW_BLOCK_1GB_SIZE;
  case 2u:
    return PW_BLOCK_2MB_SIZE;
  default:
    return PW_PAGE_SIZE;
  }
}

uint32_t pw_va_index(uint64_t va, uint32_t level) {
  switch (level) {
  case 0u:
    return (uint32_t)(va / PW_L0_ENTRY_SIZE % PW_ENTRY_COUNT);
  case 1u:
    return (uint32_t)(va / PW_BLOCK_1GB_SIZE % PW_ENTRY_COUNT);
  case 2u:
    return (uint32_t)(va / PW_BLOCK_2MB_SIZE % PW_ENTRY_COUNT);
  default:
    return (uint32_t)(va / PW_PAGE_SIZE % PW_ENTRY_COUNT);
  }
}

/* Bits 11:2 of a leaf. */
static uint64_t lower_attributes(const struct pw_attributes *attributes) {
  return (uint64_t)attributes->memory * WEIGHT_ATTR_INDEX + (attributes->el0_read ? WEIGHT_AP_EL0 : 0u) +
         (attributes->el1_write ? 0u : WEIGHT_AP_READ_ONLY) + (uint64_t)attributes->shareability * WEIGHT_SHAREABILITY +
         WEIGHT_ACCESS_FLAG + (attributes->global ? 0u : WEIGHT_NOT_GLOBAL);
}

/* Bits 63:52 of a leaf. */
static uint64_t upper_attributes(const struct pw_attributes *attributes) {
  return (attributes->el1_execute ? 0u : WEIGHT_PXN) + (attributes->el0_execute ? 0u : WEIGHT_UXN) +
         (uint64_t)attributes->software * WEIGHT_SOFTWARE;
}

enum pw_status pw_descriptor_leaf(uint64_t pa, uint32_t level, const struct pw_attributes *attributes,
                                  uint64_t *descriptor) {
  if (level == 0u || level >= PW_LEVEL_COUNT || descriptor == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  enum pw_status status = pw_attributes_check(attributes);
  if (status != PW_OK) {
    return status;
  }
  if (pa % pw_level_size(level) != 0u) {
    return PW_ERR_MISALIGNED;
  }
  if (pa >= PW_VA_HALF_SIZE) {
    return PW_ERR_OUT_OF_RANGE;
  }
  uint64_t kind = level == 3u ? KIND_LEAF_OF_L3 : KIND_BLOCK;
  *descriptor = upper_attributes(attributes) + pa + lower_attributes(attributes) + kind;
  return PW_OK;
}

uint64_t pw_descriptor_leaf_pa(uint64_t descriptor, uint32_t level) {
  uint64_t size = pw_level_size(level);
  return descriptor % PW_VA_HALF_SIZE / size * size;
}

/* AttrIndx values above 3 are never written here; they read as the strictest memory, which is the safe mistake. */
static enum pw_memory memory_of(uint64_t index) {
  switch (index) {
  case 0u:
    return PW_MEMORY_NORMAL;
  case 1u:
    return PW_MEMORY_NORMAL_NON_CACHEABLE;
  case 2u:
    return PW_MEMORY_DEVICE_NGNRE;
  default:
    return PW_MEMORY_DEVICE_NGNRNE;
  }
}

/* SH = 1 is reserved (Arm ARM D8.5.2). */
static enum pw_shareability shareability_of(uint64_t field) {
  switch (field) {
  case 2u:
    return PW_SHARE_OUTER;
  case 3u:
    return PW_SHARE_INNER;
  default:
    return PW_SHARE_NONE;
  }
}

struct pw_attributes pw_descriptor_attributes(uint64_t descriptor) {
  struct pw_attributes attributes;
  bool user = descriptor / WEIGHT_AP_EL0 % 2u == 1u;
  bool writable = descriptor / WEIGHT_AP_READ_ONLY % 2u == 0u;
  attributes.memory = memory_of(descriptor / WEIGHT_ATTR_INDEX % 8u);
  attributes.shareability = shareability_of(descriptor / WEIGHT_SHAREABILITY % 4u);
  attributes.el1_write = writable;
  attributes.el1_execute = descriptor / WEIGHT_PXN % 2u == 0u;
  attributes.el0_read = user;
  attributes.el0_write = user && writable;
  attributes.el0_execute = descriptor / WEIGHT_UXN % 2u == 0u;
  attributes.global = descriptor / WEIGHT_NOT_GLOBAL % 2u == 0u;
  attributes.software = (uint8_t)(descriptor / WEIGHT_SOFTWARE % PW_SOFTWARE_BITS_LIMIT);
  return attributes;
}

/* The range [0, length) at va cut at multiples of size: bytes before the first one, or the whole length if none fits.
 */
static uint64_t bytes_before_blocks(uint64_t va, uint64_t length, uint64_t size) {
  uint64_t head = va % size == 0u ? 0u : size - va % size;
  return head <= length && length - head >= size ? head : length;
}

enum pw_status pw_range_plan(uint64_t va, uint64_t pa, uint64_t length, struct pw_range_plan *plan) {
  if (plan == NULL || length == 0u) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (va % PW_PAGE_SIZE != 0u || pa % PW_PAGE_SIZE != 0u || length % PW_PAGE_SIZE != 0u) {
    return PW_ERR_MISALIGNED;
  }
  /* The last byte has to be addressable; an end of exactly 2^64 is the end of the address space, not an overflow. */
  if (length - 1u > UINT64_MAX - va || length - 1u > UINT64_MAX - pa) {
    return PW_ERR_OVERFLOW;
  }
  if (length > PW_RANGE_LENGTH_LIMIT) {
    return PW_ERR_OUT_OF_RANGE;
  }
  uint64_t around_1gb = length;
  uint64_t around_2mb = length;
  if (va % PW_BLOCK_1GB_SIZE == pa % PW_BLOCK_1GB_SIZE) {
    around_1gb = bytes_before_blocks(va, length, PW_BLOCK_1GB_SIZE);
    around_1gb += (length - around_1gb) % PW_BLOCK_1GB_SIZE;
  }
  if (va % PW_BLOCK_2MB_SIZE == pa % PW_BLOCK_2MB_SIZE) {
    around_2mb = bytes_before_blocks(va, length, PW_BLOCK_2MB_SIZE);
    around_2mb += (length - around_2mb) % PW_BLOCK_2MB_SIZE;
  }
  /* Whatever 1 GiB blocks take was whole 2 MiB blocks before. */
  plan->block_1gb_count = (uint32_t)((length - around_1gb) / PW_BLOCK_1GB_SIZE);
  plan->block_2mb_count = (uint32_t)((around_1gb - around_2mb) / PW_BLOCK_2MB_SIZE);
  plan->page_count = (uint32_t)(around_2mb / PW_PAGE_SIZE);
  return PW_OK;
}
