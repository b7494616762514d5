/*
 * Attributes: what can be encoded, and the two system registers that give the encodings their meaning.
 */
#include <pagewright/attributes.h>

#include <stddef.h>

/* MAIR_EL1 attribute bytes, Arm ARM D17.2.97. */
#define MAIR_NORMAL_WRITE_BACK    0xFFu /* outer and inner write-back, non-transient, read- and write-allocate */
#define MAIR_NORMAL_NON_CACHEABLE 0x44u /* outer and inner non-cacheable */
#define MAIR_DEVICE_NGNRE         0x04u
#define MAIR_DEVICE_NGNRNE        0x00u

/* TCR_EL1 fields by their lowest bit, Arm ARM D17.2.131. */
#define TCR_T0SZ  0x1u
#define TCR_IRGN0 0x100u
#define TCR_ORGN0 0x400u
#define TCR_SH0   0x1000u
#define TCR_TG0   0x4000u
#define TCR_T1SZ  0x10000u
#define TCR_IRGN1 0x1000000u
#define TCR_ORGN1 0x4000000u
#define TCR_SH1   0x10000000u
#define TCR_TG1   0x40000000u
#define TCR_IPS   0x100000000u
#define TCR_AS    0x1000000000u

#define TCR_48_BIT_ADDRESSES 16u /* TxSZ: 64 - 48 */
#define TCR_WALK_WRITE_BACK  1u  /* IRGNx, ORGNx */
#define TCR_GRANULE0_4KB     0u  /* TG0 */
#define TCR_GRANULE1_4KB     2u  /* TG1 has another encoding than TG0 */
#define TCR_ASID_16_BIT      1u

#define PA_RANGE_48_BIT 5u

/*@ terminates \true; exits \false; assigns \nothing;
    ensures device: \result <==> memory == PW_MEMORY_DEVICE_NGNRE || memory == PW_MEMORY_DEVICE_NGNRNE;
*/
static bool memory_is_device(enum pw_memory memory) {
  return memory == PW_MEMORY_DEVICE_NGNRE || memory == PW_MEMORY_DEVICE_NGNRNE;
}

/*@ requires attributes: \valid_read(attributes);
    terminates \true; exits \false; assigns \nothing;
    ensures typed: \result <==> pw_attributes_typed(attributes);
*/
static bool types_are_valid(const struct pw_attributes *attributes) {
  bool memory_ok = attributes->memory == PW_MEMORY_NORMAL || attributes->memory == PW_MEMORY_NORMAL_NON_CACHEABLE ||
                   memory_is_device(attributes->memory);
  bool shareability_ok = attributes->shareability == PW_SHARE_NONE || attributes->shareability == PW_SHARE_OUTER ||
                         attributes->shareability == PW_SHARE_INNER;
  return memory_ok && shareability_ok && attributes->software < PW_SOFTWARE_BITS_LIMIT;
}

enum pw_status pw_attributes_check(const struct pw_attributes *attributes) {
  if (attributes == NULL || !types_are_valid(attributes)) {
    return attributes == NULL ? PW_ERR_INVALID_ARGUMENT : PW_ERR_INVALID_ATTRIBUTES;
  }
  bool writable = attributes->el1_write || attributes->el0_write;
  bool executable = attributes->el1_execute || attributes->el0_execute;
  if (writable && executable) {
    return PW_ERR_WRITABLE_AND_EXECUTABLE;
  }
  if (executable && memory_is_device(attributes->memory)) {
    return PW_ERR_INVALID_ATTRIBUTES;
  }
  /* AP[2:1] has four values, Arm ARM D8.4.1: what EL0 may read, it may write exactly if EL1 may. */
  if (attributes->el0_read && attributes->el0_write != attributes->el1_write) {
    return PW_ERR_INVALID_ATTRIBUTES;
  }
  if (attributes->el0_write && !attributes->el0_read) {
    return PW_ERR_INVALID_ATTRIBUTES;
  }
  return PW_OK;
}

bool pw_attributes_equal(const struct pw_attributes *a, const struct pw_attributes *b) {
  return a->memory == b->memory && a->shareability == b->shareability && a->el1_write == b->el1_write &&
         a->el1_execute == b->el1_execute && a->el0_read == b->el0_read && a->el0_write == b->el0_write &&
         a->el0_execute == b->el0_execute && a->global == b->global && a->software == b->software;
}

/*@ requires memory: 0 <= memory <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures kernel: PW_ATTRIBUTES_KERNEL(\result, memory) && ((boolean)\result.el1_write <==> (boolean)write) &&
      ((boolean)\result.el1_execute <==> (boolean)execute);
*/
static struct pw_attributes kernel(enum pw_memory memory, bool write, bool execute) {
  struct pw_attributes attributes = {.memory = memory,
                                     .shareability = PW_SHARE_INNER,
                                     .el1_write = write,
                                     .el1_execute = execute,
                                     .el0_read = false,
                                     .el0_write = false,
                                     .el0_execute = false,
                                     .global = true,
                                     .software = 0u};
  return attributes;
}

struct pw_attributes pw_attributes_kernel_data(void) {
  return kernel(PW_MEMORY_NORMAL, true, false);
}

struct pw_attributes pw_attributes_kernel_text(void) {
  return kernel(PW_MEMORY_NORMAL, false, true);
}

struct pw_attributes pw_attributes_kernel_rodata(void) {
  return kernel(PW_MEMORY_NORMAL, false, false);
}

struct pw_attributes pw_attributes_device(void) {
  return kernel(PW_MEMORY_DEVICE_NGNRE, true, false);
}

/* The lowest bit of MAIR_EL1's attribute byte for a memory type: 8 bits an index. */
/*@ requires memory: 0 <= memory <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures unit: \result == (memory == 0 ? 0x1 : (memory == 1 ? 0x100 : (memory == 2 ? 0x10000 : 0x1000000)));
*/
static uint64_t mair_unit(enum pw_memory memory) {
  switch (memory) {
  case PW_MEMORY_NORMAL:
    return 0x1u;
  case PW_MEMORY_NORMAL_NON_CACHEABLE:
    return 0x100u;
  case PW_MEMORY_DEVICE_NGNRE:
    return 0x10000u;
  case PW_MEMORY_DEVICE_NGNRNE:
  default:
    return 0x1000000u;
  }
}

uint64_t pw_mair_value(void) {
  return mair_unit(PW_MEMORY_NORMAL) * MAIR_NORMAL_WRITE_BACK +
         mair_unit(PW_MEMORY_NORMAL_NON_CACHEABLE) * MAIR_NORMAL_NON_CACHEABLE +
         mair_unit(PW_MEMORY_DEVICE_NGNRE) * MAIR_DEVICE_NGNRE +
         mair_unit(PW_MEMORY_DEVICE_NGNRNE) * MAIR_DEVICE_NGNRNE;
}

/*@ terminates \true; exits \false; assigns \nothing;
    ensures clamped: \result == pw_pa_range(pa_range);
*/
static uint32_t clamped_pa_range(uint32_t pa_range) {
  return pa_range > PA_RANGE_48_BIT ? PA_RANGE_48_BIT : pa_range;
}

uint64_t pw_tcr_value(uint32_t pa_range) {
  uint64_t low_half = (uint64_t)TCR_T0SZ * TCR_48_BIT_ADDRESSES + (uint64_t)TCR_IRGN0 * TCR_WALK_WRITE_BACK +
                      (uint64_t)TCR_ORGN0 * TCR_WALK_WRITE_BACK + (uint64_t)TCR_SH0 * PW_SHARE_INNER +
                      (uint64_t)TCR_TG0 * TCR_GRANULE0_4KB;
  uint64_t high_half = (uint64_t)TCR_T1SZ * TCR_48_BIT_ADDRESSES + (uint64_t)TCR_IRGN1 * TCR_WALK_WRITE_BACK +
                       (uint64_t)TCR_ORGN1 * TCR_WALK_WRITE_BACK + (uint64_t)TCR_SH1 * PW_SHARE_INNER +
                       (uint64_t)TCR_TG1 * TCR_GRANULE1_4KB;
  return low_half + high_half + TCR_IPS * (uint64_t)clamped_pa_range(pa_range) + TCR_AS * (uint64_t)TCR_ASID_16_BIT;
}

uint32_t pw_pa_bits(uint32_t pa_range) {
  /* ID_AA64MMFR0_EL1.PARange, Arm ARM D17.2.64. */
  switch (clamped_pa_range(pa_range)) {
  case 0u:
    return 32u;
  case 1u:
    return 36u;
  case 2u:
    return 40u;
  case 3u:
    return 42u;
  case 4u:
    return 44u;
  default:
    return 48u;
  }
}
