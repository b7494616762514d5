/*
 * Descriptors and attributes with their contracts checked while they run: every pattern of the low bits at every level,
 * every attribute value, and addresses at the edges of each index.
 */
#include <pagewright/descriptor.h>

#include "tests/support/check.h"

static const enum pw_shareability shares[4] = {PW_SHARE_NONE, (enum pw_shareability)1, PW_SHARE_OUTER, PW_SHARE_INNER};

static void m1_m4_kinds_at_every_level(void) {
  for (uint32_t level = 0; level < 6; level++) {
    for (uint64_t low = 0; low < 4; low++) {
      CHECK(pw_descriptor_kind(low, level) == pw_descriptor_kind(0x0000123456789000u + low, level));
    }
  }
}

static void m5_m6_every_attribute_value(void) {
  uint32_t legal = 0;
  for (uint32_t n = 0; n < 2048; n++) {
    struct pw_attributes attributes = {.memory = (enum pw_memory)(n % 4),
                                       .shareability = shares[n / 4 % 4],
                                       .el1_write = n / 16 % 2 != 0,
                                       .el1_execute = n / 32 % 2 != 0,
                                       .el0_read = n / 64 % 2 != 0,
                                       .el0_write = n / 128 % 2 != 0,
                                       .el0_execute = n / 256 % 2 != 0,
                                       .global = n / 512 % 2 != 0,
                                       .software = n / 1024 != 0 ? 16 : 15};
    legal += pw_attributes_check(&attributes) == PW_OK ? 1u : 0u;
  }
  CHECK(legal == 3 * 2 * (2 * 10 + 2 * 4));
  CHECK(pw_attributes_check((void *)0) == PW_ERR_INVALID_ARGUMENT);
}

static void m7_m16_addresses_and_indices(void) {
  static const uint64_t addresses[] = {0,
                                       0x1000,
                                       0x1FF000,
                                       0x200000,
                                       0x3FFFFFFF,
                                       0x40000000,
                                       0x7FFFFFFFFF,
                                       0x8000000000,
                                       0xFFFFFFFFFFFF,
                                       0xFFFF000000000000,
                                       0xFFFFFFFFFFFFFFFF};
  for (uint32_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
    uint64_t table_pa = addresses[i] / 4096 * 4096 % PW_VA_HALF_SIZE;
    for (uint32_t level = 0; level < 4; level++) {
      CHECK(pw_va_index(addresses[i], level) == (addresses[i] / pw_level_size(level)) % 512);
    }
    for (uint32_t level = 1; level < 4; level++) {
      CHECK(pw_descriptor_leaf_pa(addresses[i], level) <= addresses[i]);
    }
    CHECK(pw_descriptor_table_pa(pw_descriptor_table(table_pa)) == table_pa);
  }
}

int main(void) {
  m1_m4_kinds_at_every_level();
  m5_m6_every_attribute_value();
  m7_m16_addresses_and_indices();
  return 0;
}
