/* Attributes: what is refused, and the two system registers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pagewright/attributes.h>

static enum pw_status check(struct pw_attributes attributes) {
  return pw_attributes_check(&attributes);
}

static void m5_m6_the_usual_attributes_are_legal(void **state) {
  (void)state;
  assert_int_equal(check(pw_attributes_kernel_data()), PW_OK);
  assert_int_equal(check(pw_attributes_kernel_text()), PW_OK);
  assert_int_equal(check(pw_attributes_kernel_rodata()), PW_OK);
  assert_int_equal(check(pw_attributes_device()), PW_OK);
  assert_true(pw_attributes_kernel_text().el1_execute);
  assert_false(pw_attributes_kernel_text().el1_write);
  assert_true(pw_attributes_kernel_data().el1_write);
  assert_false(pw_attributes_kernel_rodata().el1_write);
  assert_int_equal(pw_attributes_device().memory, PW_MEMORY_DEVICE_NGNRE);
}

static void m5_m6_writable_and_executable_is_refused_for_every_pair_of_levels(void **state) {
  (void)state;
  struct pw_attributes attributes = pw_attributes_kernel_data();
  attributes.el1_execute = true;
  assert_int_equal(check(attributes), PW_ERR_WRITABLE_AND_EXECUTABLE);
  attributes = pw_attributes_kernel_data();
  attributes.el0_execute = true;
  assert_int_equal(check(attributes), PW_ERR_WRITABLE_AND_EXECUTABLE);
  attributes = pw_attributes_kernel_text();
  attributes.el0_read = true;
  attributes.el0_write = true;
  assert_int_equal(check(attributes), PW_ERR_WRITABLE_AND_EXECUTABLE);
}

static void access_that_the_architecture_cannot_express_is_refused(void **state) {
  (void)state;
  struct pw_attributes attributes = pw_attributes_kernel_data();
  attributes.el0_read = true;
  assert_int_equal(check(attributes), PW_ERR_INVALID_ATTRIBUTES);
  attributes.el0_write = true;
  assert_int_equal(check(attributes), PW_OK);
  attributes.el0_read = false;
  assert_int_equal(check(attributes), PW_ERR_INVALID_ATTRIBUTES);
  attributes = pw_attributes_kernel_rodata();
  attributes.el0_read = true;
  assert_int_equal(check(attributes), PW_OK);
  attributes.el0_write = true;
  assert_int_equal(check(attributes), PW_ERR_INVALID_ATTRIBUTES);
}

static void values_outside_their_type_are_refused(void **state) {
  (void)state;
  struct pw_attributes attributes = pw_attributes_kernel_data();
  attributes.memory = (enum pw_memory)4;
  assert_int_equal(check(attributes), PW_ERR_INVALID_ATTRIBUTES);
  attributes = pw_attributes_kernel_data();
  attributes.shareability = (enum pw_shareability)1;
  assert_int_equal(check(attributes), PW_ERR_INVALID_ATTRIBUTES);
  attributes = pw_attributes_kernel_data();
  attributes.software = 16;
  assert_int_equal(check(attributes), PW_ERR_INVALID_ATTRIBUTES);
  assert_int_equal(pw_attributes_check(NULL), PW_ERR_INVALID_ARGUMENT);
}

static void equality_sees_every_field(void **state) {
  (void)state;
  struct pw_attributes a = pw_attributes_kernel_data();
  struct pw_attributes others[9];
  for (size_t i = 0; i < 9; i++) {
    others[i] = a;
  }
  assert_true(pw_attributes_equal(&a, &others[0]));
  others[0].memory = PW_MEMORY_DEVICE_NGNRNE;
  others[1].shareability = PW_SHARE_OUTER;
  others[2].el1_write = false;
  others[3].el1_execute = true;
  others[4].el0_read = true;
  others[5].el0_write = true;
  others[6].el0_execute = true;
  others[7].global = false;
  others[8].software = 1;
  for (size_t i = 0; i < 9; i++) {
    assert_false(pw_attributes_equal(&a, &others[i]));
  }
}

static void mair_holds_each_memory_type_at_its_index(void **state) {
  (void)state;
  uint64_t mair = pw_mair_value();
  assert_int_equal((mair >> (8 * PW_MEMORY_NORMAL)) & 0xFF, 0xFF);
  assert_int_equal((mair >> (8 * PW_MEMORY_NORMAL_NON_CACHEABLE)) & 0xFF, 0x44);
  assert_int_equal((mair >> (8 * PW_MEMORY_DEVICE_NGNRE)) & 0xFF, 0x04);
  assert_int_equal((mair >> (8 * PW_MEMORY_DEVICE_NGNRNE)) & 0xFF, 0x00);
  assert_int_equal(mair >> 32, 0);
}

static void tcr_asks_for_48_bits_4_kib_and_cacheable_walks_in_both_halves(void **state) {
  (void)state;
  uint64_t tcr = pw_tcr_value(2);
  assert_int_equal(tcr & 0x3F, 16);
  assert_int_equal((tcr >> 8) & 3, 1);
  assert_int_equal((tcr >> 10) & 3, 1);
  assert_int_equal((tcr >> 12) & 3, 3);
  assert_int_equal((tcr >> 14) & 3, 0);
  assert_int_equal((tcr >> 16) & 0x3F, 16);
  assert_int_equal((tcr >> 22) & 3, 0);
  assert_int_equal((tcr >> 24) & 3, 1);
  assert_int_equal((tcr >> 26) & 3, 1);
  assert_int_equal((tcr >> 28) & 3, 3);
  assert_int_equal((tcr >> 30) & 3, 2);
  assert_int_equal((tcr >> 32) & 7, 2);
  assert_int_equal((tcr >> 36) & 1, 1);
  assert_int_equal(tcr >> 37, 0);
}

static void a_physical_range_of_52_bits_is_taken_as_48(void **state) {
  (void)state;
  const uint32_t bits[] = {32, 36, 40, 42, 44, 48, 48, 48};
  for (uint32_t range = 0; range < 8; range++) {
    assert_int_equal(pw_pa_bits(range), bits[range]);
    assert_int_equal((pw_tcr_value(range) >> 32) & 7, range < 5 ? range : 5);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(m5_m6_the_usual_attributes_are_legal),
      cmocka_unit_test(m5_m6_writable_and_executable_is_refused_for_every_pair_of_levels),
      cmocka_unit_test(access_that_the_architecture_cannot_express_is_refused),
      cmocka_unit_test(values_outside_their_type_are_refused),
      cmocka_unit_test(equality_sees_every_field),
      cmocka_unit_test(mair_holds_each_memory_type_at_its_index),
      cmocka_unit_test(tcr_asks_for_48_bits_4_kib_and_cacheable_walks_in_both_halves),
      cmocka_unit_test(a_physical_range_of_52_bits_is_taken_as_48),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
