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

/*@ // Decoding turns encoding round: the descriptor of a leaf has one value that it allows.
    lemma pw_leaf_inverse: \forall integer d, struct pw_attributes a, struct pw_attributes b;
      PW_LEAF_ALLOWS(d, a) && PW_LEAF_ALLOWS(d, b) ==> PW_ATTRIBUTES_SAME(a, b);
*/

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
/*@ requires attributes: \valid_read(attributes) && pw_attributes_legal(attributes);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result < 0x1000 && \result % 4 == 0;
    ensures lower: PW_LEAF_LOWER(\result, *attributes);
*/
static uint64_t lower_attributes(const struct pw_attributes *attributes) {
  uint64_t memory = (uint64_t)attributes->memory;
  uint64_t user = attributes->el0_read ? 1u : 0u;
  uint64_t read_only = attributes->el1_write ? 0u : 1u;
  uint64_t shareability = (uint64_t)attributes->shareability;
  uint64_t not_global = attributes->global ? 0u : 1u;
  uint64_t lower = memory * WEIGHT_ATTR_INDEX + user * WEIGHT_AP_EL0 + read_only * WEIGHT_AP_READ_ONLY +
                   shareability * WEIGHT_SHAREABILITY + WEIGHT_ACCESS_FLAG + not_global * WEIGHT_NOT_GLOBAL;
  //@ assert not_global: lower / 0x800 == not_global;
  //@ assert accessed: lower / 0x400 == 2 * not_global + 1;
  //@ assert shareability: lower / 0x100 == 8 * not_global + 4 + shareability;
  //@ assert read_only: lower / 0x80 == 16 * not_global + 8 + 2 * shareability + read_only;
  //@ assert user: lower / 0x40 == 32 * not_global + 16 + 4 * shareability + 2 * read_only + user;
  //@ assert unused: lower / 0x20 == 64 * not_global + 32 + 8 * shareability + 4 * read_only + 2 * user;
  //@ assert field_memory: pw_field(lower, 0x4, 8) == memory;
  //@ assert field_unused: pw_field(lower, 0x20, 2) == 0;
  //@ assert field_user: pw_field(lower, 0x40, 2) == user;
  //@ assert field_read_only: pw_field(lower, 0x80, 2) == read_only;
  //@ assert field_shareability: pw_field(lower, 0x100, 4) == shareability;
  //@ assert field_accessed: pw_field(lower, 0x400, 2) == 1;
  //@ assert field_not_global: pw_field(lower, 0x800, 2) == not_global;
  return lower;
}

/* Bits 63:52 of a leaf. */
/*@ requires attributes: \valid_read(attributes) && pw_attributes_legal(attributes);
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result < 0x800000000000000 && \result % 0x20000000000000 == 0;
    ensures upper: PW_LEAF_UPPER(\result, *attributes);
*/
static uint64_t upper_attributes(const struct pw_attributes *attributes) {
  uint64_t no_el1_execute = attributes->el1_execute ? 0u : 1u;
  uint64_t no_el0_execute = attributes->el0_execute ? 0u : 1u;
  uint64_t software = attributes->software;
  uint64_t upper = no_el1_execute * WEIGHT_PXN + no_el0_execute * WEIGHT_UXN + software * WEIGHT_SOFTWARE;
  //@ assert software: upper / 0x80000000000000 == software;
  //@ assert el0: upper / 0x40000000000000 == 2 * software + no_el0_execute;
  //@ assert el1: upper / 0x20000000000000 == 4 * software + 2 * no_el0_execute + no_el1_execute;
  //@ assert unused: upper / 0x10000000000000 == 8 * software + 4 * no_el0_execute + 2 * no_el1_execute;
  return upper;
}

/*@ ghost
  // Digits with a remainder below them: the lowest digit is the remainder.
  /@ requires digits: count == 4 || count == 8;
     requires sum: whole == count * over + digit && digit < count;
     terminates \true; exits \false; assigns \nothing;
     ensures lowest: whole % count == digit;
  @/
  static void lemma_lowest_digit(uint64_t whole, uint64_t count, uint64_t over, uint64_t digit) {
    /@ assert four: count == 4 ==> whole % 4 == digit; @/
    /@ assert eight: count == 8 ==> whole % 8 == digit; @/
  }
*/

/* The parts of a leaf do not overlap: each can be read back. */
/*@ requires lower: lower < 0x1000 && lower % 4 == 0;
    requires upper: upper < 0x800000000000000 && upper % 0x20000000000000 == 0;
    requires pa: pa % 0x1000 == 0 && pa < PW_VA_HALF_SIZE;
    requires kind: kind < 4;
    terminates \true; exits \false; assigns \nothing;
    ensures sum: \result == upper + pa + lower + kind;
    ensures kind: pw_field(\result, 1, 4) == kind;
    ensures pa: pw_field(\result, 0x1000, 0x1000000000) * 0x1000 == pa;
    ensures memory: pw_field(\result, 0x4, 8) == pw_field(lower, 0x4, 8);
    ensures unused: pw_field(\result, 0x20, 2) == pw_field(lower, 0x20, 2);
    ensures user: pw_field(\result, 0x40, 2) == pw_field(lower, 0x40, 2);
    ensures read_only: pw_field(\result, 0x80, 2) == pw_field(lower, 0x80, 2);
    ensures shareability: pw_field(\result, 0x100, 4) == pw_field(lower, 0x100, 4);
    ensures accessed: pw_field(\result, 0x400, 2) == pw_field(lower, 0x400, 2);
    ensures not_global: pw_field(\result, 0x800, 2) == pw_field(lower, 0x800, 2);
    ensures contiguous: pw_field(\result, 0x10000000000000, 2) == pw_field(upper, 0x10000000000000, 2);
    ensures el1: pw_field(\result, 0x20000000000000, 2) == pw_field(upper, 0x20000000000000, 2);
    ensures el0: pw_field(\result, 0x40000000000000, 2) == pw_field(upper, 0x40000000000000, 2);
    ensures software: pw_field(\result, 0x80000000000000, 16) == pw_field(upper, 0x80000000000000, 16);
    ensures unused_high: \result / 0x800000000000000 == upper / 0x800000000000000;
*/
static uint64_t leaf_of(uint64_t upper, uint64_t pa, uint64_t lower, uint64_t kind) {
  uint64_t leaf = upper + pa + lower + kind;
  //@ ghost uint64_t above = (upper + pa) / 0x1000;
  //@ assert split: leaf == above * 0x1000 + lower + kind;
  //@ assert memory: leaf / 0x4 == above * 0x400 + lower / 0x4;
  //@ assert unused: leaf / 0x20 == above * 0x80 + lower / 0x20;
  //@ assert user: leaf / 0x40 == above * 0x40 + lower / 0x40;
  //@ assert read_only: leaf / 0x80 == above * 0x20 + lower / 0x80;
  //@ assert shareability: leaf / 0x100 == above * 0x10 + lower / 0x100;
  //@ assert accessed: leaf / 0x400 == above * 0x4 + lower / 0x400;
  //@ assert not_global: leaf / 0x800 == above * 0x2 + lower / 0x800;
  //@ ghost uint64_t over_memory = above * 0x80 + lower / 0x20;
  //@ assert whole_memory: leaf / 0x4 == 8 * over_memory + lower / 0x4 % 8;
  //@ ghost lemma_lowest_digit(leaf / 0x4u, 8u, over_memory, lower / 0x4u % 8u);
  //@ assert field_memory: pw_field(leaf, 0x4, 8) == pw_field(lower, 0x4, 8);
  //@ ghost uint64_t over_shareability = above * 0x4 + lower / 0x400;
  //@ assert whole_shareability: leaf / 0x100 == 4 * over_shareability + lower / 0x100 % 4;
  //@ ghost lemma_lowest_digit(leaf / 0x100u, 4u, over_shareability, lower / 0x100u % 4u);
  //@ assert field_shareability: pw_field(leaf, 0x100, 4) == pw_field(lower, 0x100, 4);
  //@ assert pa: above == upper / 0x1000 + pa / 0x1000 && leaf / 0x1000 == above;
  //@ assert pa_field: leaf / 0x1000 % 0x1000000000 == pa / 0x1000;
  //@ assert contiguous: leaf / 0x10000000000000 == upper / 0x10000000000000;
  //@ assert el1: leaf / 0x20000000000000 == upper / 0x20000000000000;
  //@ assert el0: leaf / 0x40000000000000 == upper / 0x40000000000000;
  //@ assert software: leaf / 0x80000000000000 == upper / 0x80000000000000;
  return leaf;
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
  //@ assert aligned_1gb: level == 1 ==> pa % 0x40000000 == 0;
  //@ assert aligned_2mb: level == 2 ==> pa % 0x200000 == 0;
  //@ assert aligned_4kb: level == 3 ==> pa % 0x1000 == 0;
  //@ assert page_of_1gb: level == 1 ==> pa % 0x1000 == 0;
  //@ assert page_of_2mb: level == 2 ==> pa % 0x1000 == 0;
  //@ assert level: level == 1 || level == 2 || level == 3;
  //@ assert aligned_page: pa % 0x1000 == 0;
  uint64_t kind = level == 3u ? KIND_LEAF_OF_L3 : KIND_BLOCK;
  *descriptor = leaf_of(upper_attributes(attributes), pa, lower_attributes(attributes), kind);
  //@ assert lower: PW_LEAF_LOWER(*descriptor, *attributes);
  //@ assert upper: PW_LEAF_UPPER(*descriptor, *attributes);
  return PW_OK;
}

uint64_t pw_descriptor_leaf_pa(uint64_t descriptor, uint32_t level) {
  uint64_t size = pw_level_size(level);
  return descriptor % PW_VA_HALF_SIZE / size * size;
}

/* AttrIndx values above 3 are never written here; they read as the strictest memory, which is the safe mistake. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures memory: \result == (index < 3 ? index : 3);
*/
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
/*@ requires field: field < 4;
    terminates \true; exits \false; assigns \nothing;
    ensures shareability: \result == (field == 1 ? 0 : field);
*/
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

/*@ // Bytes before the first multiple of a block's size,
    logic integer head_bytes(integer va, integer size) = va % size == 0 ? 0 : size - va % size;

    // and bytes of the range that blocks leave over: those before the first and behind the last; all if none fits.
    logic integer around_bytes(integer va, integer length, integer size) =
      length - head_bytes(va, size) >= size ? head_bytes(va, size) + (length - head_bytes(va, size)) % size : length;
*/

/*@ requires size: size == 0x200000 || size == 0x40000000;
    requires length: length <= PW_RANGE_LENGTH_LIMIT;
    terminates \true; exits \false; assigns \nothing;
    ensures around: \result == around_bytes(va, length, size);
    ensures range: \result <= length;
    ensures whole_2mb: size == 0x200000 ==> (length - \result) % 0x200000 == 0;
    ensures whole_1gb: size == 0x40000000 ==> (length - \result) % 0x40000000 == 0;
*/
static uint64_t bytes_around_blocks(uint64_t va, uint64_t length, uint64_t size) {
  uint64_t head = va % size == 0u ? 0u : size - va % size;
  if (head > length || length - head < size) {
    return length;
  }
  return head + (length - head) % size;
}

/*@ ghost
  // What blocks of 1 GiB take, blocks of 2 MiB could take as well.
  /@ terminates \true; exits \false; assigns \nothing;
     ensures nested: around_bytes(va, length, 0x200000) <= around_bytes(va, length, 0x40000000);
  @/
  static void lemma_blocks_nest(uint64_t va, uint64_t length) {
    uint64_t far = va % 0x40000000u == 0u ? 0u : 0x40000000u - va % 0x40000000u;
    uint64_t near = va % 0x200000u == 0u ? 0u : 0x200000u - va % 0x200000u;
    /@ assert heads: head_bytes(va, 0x40000000) == far && head_bytes(va, 0x200000) == near; @/
    uint64_t between = (va % 0x40000000u) / 0x200000u;
    /@ assert within: va % 0x40000000 == between * 0x200000 + va % 0x200000; @/
    /@ assert aligned: (far - near) % 0x200000 == 0; @/
    /@ assert order: near <= far; @/
    if (far <= length && length - far >= 0x40000000u) {
      uint64_t large = (length - far) / 0x40000000u;
      uint64_t small = (length - near) / 0x200000u;
      /@ assert left_large: around_bytes(va, length, 0x40000000) == length - large * 0x40000000; @/
      /@ assert left_small: around_bytes(va, length, 0x200000) == length - small * 0x200000; @/
      /@ assert large_fit: large * 0x40000000 <= length - near; @/
      /@ assert more: large * 0x200 <= small; @/
    }
  }
*/

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
    around_1gb = bytes_around_blocks(va, length, PW_BLOCK_1GB_SIZE);
    //@ assert distance_1gb: (va - pa) % 0x40000000 == 0;
  }
  if (va % PW_BLOCK_2MB_SIZE == pa % PW_BLOCK_2MB_SIZE) {
    around_2mb = bytes_around_blocks(va, length, PW_BLOCK_2MB_SIZE);
    //@ assert distance_2mb: (va - pa) % 0x200000 == 0;
  }
  //@ ghost lemma_blocks_nest(va, length);
  //@ assert both: va % 0x40000000 == pa % 0x40000000 ==> va % 0x200000 == pa % 0x200000;
  //@ assert alone: va % 0x40000000 != pa % 0x40000000 ==> around_1gb == length;
  //@ assert nested: around_2mb <= around_1gb;
  //@ assert whole_1gb: (length - around_1gb) % 0x40000000 == 0;
  //@ assert whole_2mb: (length - around_2mb) % 0x200000 == 0;
  //@ assert whole_rest: (around_1gb - around_2mb) % 0x200000 == 0;
  //@ assert whole_pages: around_2mb % 0x1000 == 0;
  /* Whatever 1 GiB blocks take was whole 2 MiB blocks before. */
  plan->block_1gb_count = (uint32_t)((length - around_1gb) / PW_BLOCK_1GB_SIZE);
  plan->block_2mb_count = (uint32_t)((around_1gb - around_2mb) / PW_BLOCK_2MB_SIZE);
  plan->page_count = (uint32_t)(around_2mb / PW_PAGE_SIZE);
  return PW_OK;
}
