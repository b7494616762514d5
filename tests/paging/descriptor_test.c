/* Descriptors, bit by bit as the Arm ARM gives them: masks and shifts here, arithmetic in the code under test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/descriptor.h>

#define BIT(n) ((uint64_t)1 << (n))

static uint64_t leaf(uint64_t pa, uint32_t level, struct pw_attributes attributes) {
  uint64_t descriptor = 0;
  assert_int_equal(pw_descriptor_leaf(pa, level, &attributes, &descriptor), PW_OK);
  return descriptor;
}

static void m1_m4_bit_0_is_valid_and_bit_1_tells_a_table_or_page_from_a_block(void **state) {
  (void)state;
  struct pw_attributes data = pw_attributes_kernel_data();
  assert_int_equal(pw_descriptor_table(0x40001000) & 3, 3);
  assert_int_equal(leaf(0x40001000, 3, data) & 3, 3);
  assert_int_equal(leaf(0x40200000, 2, data) & 3, 1);
  assert_int_equal(leaf(0x40000000, 1, data) & 3, 1);
}

static void m1_m4_a_block_at_l0_and_0b01_at_l3_translate_nothing(void **state) {
  (void)state;
  const enum pw_descriptor_kind kinds[4][4] = {
      {PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_TABLE},
      {PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_BLOCK, PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_TABLE},
      {PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_BLOCK, PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_TABLE},
      {PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_PAGE}};
  for (uint32_t level = 0; level < 4; level++) {
    for (uint64_t low = 0; low < 4; low++) {
      assert_int_equal(pw_descriptor_kind(low, level), kinds[level][low]);
      assert_int_equal(pw_descriptor_kind(low | 0xFFFFFFFFFFFFFFFC, level), kinds[level][low]);
    }
  }
  assert_int_equal(pw_descriptor_kind(3, 4), PW_DESCRIPTOR_INVALID);
}

static void m5_kernel_data_is_accessed_inner_shareable_writable_and_never_executable(void **state) {
  (void)state;
  uint64_t block = leaf(0x40200000, 2, pw_attributes_kernel_data());
  assert_int_equal(block, BIT(54) | BIT(53) | 0x40200000 | BIT(10) | BIT(9) | BIT(8) | 1);
}

static void m6_device_memory_has_the_device_index_and_is_never_executable(void **state) {
  (void)state;
  uint64_t block = leaf(0x09000000, 2, pw_attributes_device());
  assert_int_equal((block >> 2) & 7, PW_MEMORY_DEVICE_NGNRE);
  assert_int_equal((block >> 53) & 3, 3);
  struct pw_attributes executable = pw_attributes_device();
  executable.el1_write = false;
  executable.el1_execute = true;
  uint64_t untouched = 77;
  assert_int_equal(pw_descriptor_leaf(0x09000000, 2, &executable, &untouched), PW_ERR_INVALID_ATTRIBUTES);
  assert_int_equal(untouched, 77);
}

static void m7_m11_indices_are_the_address_bits_of_their_level(void **state) {
  (void)state;
  const uint64_t addresses[] = {0, 0xFFFFFFFFFFFFFFFF, 0xFFFF800040201000, 0x0000123456789ABC,
                                ((uint64_t)1 << 39) | ((uint64_t)2 << 30) | ((uint64_t)3 << 21) | ((uint64_t)4 << 12)};
  for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
    assert_int_equal(pw_va_index(addresses[i], 0), (addresses[i] >> 39) & 0x1FF);
    assert_int_equal(pw_va_index(addresses[i], 1), (addresses[i] >> 30) & 0x1FF);
    assert_int_equal(pw_va_index(addresses[i], 2), (addresses[i] >> 21) & 0x1FF);
    assert_int_equal(pw_va_index(addresses[i], 3), (addresses[i] >> 12) & 0x1FF);
  }
}

static void m13_constants_are_those_of_4_kib_granules(void **state) {
  (void)state;
  assert_int_equal(PW_PAGE_SIZE, 4096);
  assert_int_equal(PW_ENTRY_COUNT, 512);
  assert_int_equal(PW_BLOCK_2MB_SIZE, 2 << 20);
  assert_int_equal(PW_BLOCK_1GB_SIZE, 1 << 30);
  assert_int_equal(pw_level_size(0), (uint64_t)512 << 30);
  assert_int_equal(pw_level_size(1), PW_BLOCK_1GB_SIZE);
  assert_int_equal(pw_level_size(2), PW_BLOCK_2MB_SIZE);
  assert_int_equal(pw_level_size(3), PW_PAGE_SIZE);
}

static void m14_m16_a_table_entry_stores_its_address_and_nothing_else(void **state) {
  (void)state;
  assert_int_equal(pw_descriptor_kind(0, 0), PW_DESCRIPTOR_INVALID);
  assert_int_equal(pw_descriptor_table(0x0000FFFFFFFFF000), 0x0000FFFFFFFFF003);
  assert_int_equal(pw_descriptor_table_pa(0x0000FFFFFFFFF003), 0x0000FFFFFFFFF000);
  assert_int_equal(pw_descriptor_table_pa(0xFFFFFFFFFFFFFFFF), 0x0000FFFFFFFFF000);
  assert_int_equal(pw_descriptor_leaf_pa(0xFFFFFFFFFFFFFFFF, 3), 0x0000FFFFFFFFF000);
  assert_int_equal(pw_descriptor_leaf_pa(0xFFFFFFFFFFFFFFFF, 2), 0x0000FFFFFFE00000);
  assert_int_equal(pw_descriptor_leaf_pa(0xFFFFFFFFFFFFFFFF, 1), 0x0000FFFFC0000000);
}

/* What the fields say, read as the architecture reads them. */
static void fields_say(uint64_t descriptor, const struct pw_attributes *attributes) {
  assert_int_equal((descriptor >> 2) & 7, attributes->memory);
  assert_int_equal((descriptor >> 6) & 1, attributes->el0_read);
  assert_int_equal((descriptor >> 7) & 1, !attributes->el1_write);
  assert_int_equal((descriptor >> 8) & 3, attributes->shareability);
  assert_int_equal((descriptor >> 10) & 1, 1);
  assert_int_equal((descriptor >> 11) & 1, !attributes->global);
  assert_int_equal((descriptor >> 53) & 1, !attributes->el1_execute);
  assert_int_equal((descriptor >> 54) & 1, !attributes->el0_execute);
  assert_int_equal((descriptor >> 55) & 15, attributes->software);
  assert_int_equal(descriptor & (BIT(5) | BIT(48) | BIT(49) | BIT(50) | BIT(51) | BIT(52) | (uint64_t)0xF8 << 56), 0);
}

/* Every value of every field, legal or not. */
static struct pw_attributes attributes_number(uint32_t n) {
  static const enum pw_shareability shares[3] = {PW_SHARE_NONE, PW_SHARE_OUTER, PW_SHARE_INNER};
  struct pw_attributes attributes = {.memory = (enum pw_memory)(n % 4),
                                     .shareability = shares[n / 4 % 3],
                                     .el1_write = n / 12 % 2 != 0,
                                     .el1_execute = n / 24 % 2 != 0,
                                     .el0_read = n / 48 % 2 != 0,
                                     .el0_write = n / 96 % 2 != 0,
                                     .el0_execute = n / 192 % 2 != 0,
                                     .global = n / 384 % 2 != 0,
                                     .software = (uint8_t)(n / 768 % 16)};
  return attributes;
}

static void encoding_and_decoding_are_inverse_for_every_legal_value(void **state) {
  (void)state;
  const uint64_t pas[] = {0, 0x40000000, 0x0000FFFFC0000000};
  uint32_t legal = 0;
  for (uint32_t n = 0; n < 768 * 16; n++) {
    struct pw_attributes attributes = attributes_number(n);
    if (pw_attributes_check(&attributes) != PW_OK) {
      continue;
    }
    legal++;
    for (uint32_t level = 1; level < 4; level++) {
      uint64_t descriptor = leaf(pas[n % 3], level, attributes);
      struct pw_attributes again = pw_descriptor_attributes(descriptor);
      fields_say(descriptor, &attributes);
      assert_true(pw_attributes_equal(&attributes, &again));
      assert_int_equal(pw_descriptor_leaf_pa(descriptor, level), pas[n % 3]);
      assert_int_equal(pw_descriptor_kind(descriptor, level), level == 3 ? PW_DESCRIPTOR_PAGE : PW_DESCRIPTOR_BLOCK);
    }
  }
  /* Per choice of shareability, ASID scope and software bits: normal memory (2 types) has 2 writable values (EL1; both)
   * and 2 * 4 that are not (read by EL0 or not, executed by EL1 or not, by EL0 or not); device memory 2 and 2. */
  assert_int_equal(legal, 3 * 2 * 16 * (2 * 10 + 2 * 4));
}

static void what_cannot_be_a_leaf_is_refused(void **state) {
  (void)state;
  struct pw_attributes data = pw_attributes_kernel_data();
  uint64_t descriptor = 77;
  assert_int_equal(pw_descriptor_leaf(0, 0, &data, &descriptor), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_descriptor_leaf(0, 4, &data, &descriptor), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_descriptor_leaf(0, 3, NULL, &descriptor), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_descriptor_leaf(0, 3, &data, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_descriptor_leaf(1, 3, &data, &descriptor), PW_ERR_MISALIGNED);
  assert_int_equal(pw_descriptor_leaf(0x1000, 2, &data, &descriptor), PW_ERR_MISALIGNED);
  assert_int_equal(pw_descriptor_leaf(0x200000, 1, &data, &descriptor), PW_ERR_MISALIGNED);
  assert_int_equal(pw_descriptor_leaf(BIT(48), 3, &data, &descriptor), PW_ERR_OUT_OF_RANGE);
  data.el1_execute = true;
  assert_int_equal(pw_descriptor_leaf(0, 3, &data, &descriptor), PW_ERR_WRITABLE_AND_EXECUTABLE);
  assert_int_equal(descriptor, 77);
}

static void plan_is(uint64_t va, uint64_t pa, uint64_t length, uint32_t gib, uint32_t mib, uint32_t pages) {
  struct pw_range_plan plan = {77, 77, 77};
  assert_int_equal(pw_range_plan(va, pa, length, &plan), PW_OK);
  assert_int_equal(plan.block_1gb_count, gib);
  assert_int_equal(plan.block_2mb_count, mib);
  assert_int_equal(plan.page_count, pages);
}

static void m12_m17_a_range_takes_the_largest_entries_that_alignment_allows(void **state) {
  (void)state;
  plan_is(0, 0, 0x1000, 0, 0, 1);
  plan_is(0, 0, 0x200000, 0, 1, 0);
  plan_is(0, 0, 0x40000000, 1, 0, 0);
  plan_is(0x1000, 0x1000, 0x200000, 0, 0, 512);
  plan_is(0x1000, 0x1000, 0x3FF000, 0, 1, 511);
  plan_is(0x1000, 0x1000, 0x400000, 0, 1, 512);
  plan_is(0, 0x1000, 0x40000000, 0, 0, 512 * 512);
  plan_is(0, 0x200000, 0x40000000, 0, 512, 0);
  plan_is(0x3FFFF000, 0x7FFFF000, 0x1000 + 0x40000000 + 0x200000 + 0x3000, 1, 1, 4);
  plan_is(0x3FE00000, 0x3FE00000, 0x80000000, 1, 512, 0);
  plan_is(0xFFFFFFFFFFFFF000, 0xFFFFFFFFFFFFF000, 0x1000, 0, 0, 1);
}

static void ranges_that_wrap_are_empty_or_misaligned_have_no_plan(void **state) {
  (void)state;
  struct pw_range_plan plan = {77, 77, 77};
  assert_int_equal(pw_range_plan(0, 0, 0, &plan), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_range_plan(0, 0, 4096, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_range_plan(1, 0, 4096, &plan), PW_ERR_MISALIGNED);
  assert_int_equal(pw_range_plan(0, 1, 4096, &plan), PW_ERR_MISALIGNED);
  assert_int_equal(pw_range_plan(0, 0, 4095, &plan), PW_ERR_MISALIGNED);
  assert_int_equal(pw_range_plan(0xFFFFFFFFFFFFF000, 0, 8192, &plan), PW_ERR_OVERFLOW);
  assert_int_equal(pw_range_plan(0, 0xFFFFFFFFFFFFF000, 8192, &plan), PW_ERR_OVERFLOW);
  assert_int_equal(pw_range_plan(0, 0, BIT(43) + 4096, &plan), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(plan.page_count, 77);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(m1_m4_bit_0_is_valid_and_bit_1_tells_a_table_or_page_from_a_block),
      cmocka_unit_test(m1_m4_a_block_at_l0_and_0b01_at_l3_translate_nothing),
      cmocka_unit_test(m5_kernel_data_is_accessed_inner_shareable_writable_and_never_executable),
      cmocka_unit_test(m6_device_memory_has_the_device_index_and_is_never_executable),
      cmocka_unit_test(m7_m11_indices_are_the_address_bits_of_their_level),
      cmocka_unit_test(m13_constants_are_those_of_4_kib_granules),
      cmocka_unit_test(m14_m16_a_table_entry_stores_its_address_and_nothing_else),
      cmocka_unit_test(encoding_and_decoding_are_inverse_for_every_legal_value),
      cmocka_unit_test(what_cannot_be_a_leaf_is_refused),
      cmocka_unit_test(m12_m17_a_range_takes_the_largest_entries_that_alignment_allows),
      cmocka_unit_test(ranges_that_wrap_are_empty_or_misaligned_have_no_plan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
