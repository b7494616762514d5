/* The initrd that /chosen names: cells of both sizes, both ends or none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pagewright/device_tree.h>

#include "tests/boot/device_tree_fixture.h"

static void begin_chosen(void) {
  begin_with_root();
  tree_node(&f.builder, "chosen");
}

static void end_chosen(void) {
  tree_end_node(&f.builder);
  finish_and_open();
}

static void fd2_an_initrd_in_32_bit_cells_is_found(void **state) {
  struct pw_region initrd = {1, 1};
  (void)state;
  begin_chosen();
  tree_u32(&f.builder, "linux,initrd-start", 0x48000000);
  tree_u32(&f.builder, "linux,initrd-end", 0x48123456);
  end_chosen();
  assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), PW_OK);
  assert_int_equal(initrd.pa, 0x48000000);
  assert_int_equal(initrd.bytes, 0x123456);
}

static void fd3_an_initrd_in_64_bit_cells_above_4_GiB_is_found(void **state) {
  struct pw_region initrd = {1, 1};
  (void)state;
  begin_chosen();
  tree_u64(&f.builder, "linux,initrd-start", 0x123456789000);
  tree_u64(&f.builder, "linux,initrd-end", 0x123456789abc);
  end_chosen();
  assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), PW_OK);
  assert_int_equal(initrd.pa, 0x123456789000);
  assert_int_equal(initrd.bytes, 0xabc);
}

static void fd2_fd3_the_two_ends_may_have_cells_of_different_size(void **state) {
  struct pw_region initrd = {1, 1};
  (void)state;
  begin_chosen();
  tree_u32(&f.builder, "linux,initrd-start", 0xfffff000);
  tree_u64(&f.builder, "linux,initrd-end", 0x100000000);
  end_chosen();
  assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), PW_OK);
  assert_int_equal(initrd.pa, 0xfffff000);
  assert_int_equal(initrd.bytes, 0x1000);
}

static void fd4_no_initrd_is_no_error_and_has_no_bytes(void **state) {
  struct pw_region initrd = {1, 1};
  (void)state;
  begin_chosen();
  end_chosen();
  assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), PW_OK);
  assert_int_equal(initrd.bytes, 0);
  begin_with_root();
  finish_and_open();
  initrd.bytes = 1;
  assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), PW_OK);
  assert_int_equal(initrd.bytes, 0);
}

static void fd5_one_end_of_an_initrd_without_the_other_is_refused(void **state) {
  const char *const names[] = {"linux,initrd-start", "linux,initrd-end"};
  (void)state;
  for (uint32_t i = 0; i < 2; i++) {
    struct pw_region initrd = {1, 2};
    begin_chosen();
    tree_u32(&f.builder, names[i], 0x48000000);
    end_chosen();
    assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), PW_ERR_BAD_DEVICE_TREE);
    assert_int_equal(initrd.pa, 1);
    assert_int_equal(initrd.bytes, 2);
    assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_ERR_BAD_DEVICE_TREE);
    assert_int_equal(f.set.count, 0);
  }
}

static void fd5_an_initrd_that_ends_before_it_starts_is_refused(void **state) {
  struct pw_region initrd = {1, 1};
  (void)state;
  begin_chosen();
  tree_u32(&f.builder, "linux,initrd-start", 0x48000000);
  tree_u32(&f.builder, "linux,initrd-end", 0x47ffffff);
  end_chosen();
  assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), PW_ERR_BAD_DEVICE_TREE);
}

static void fd5_initrd_ends_of_another_size_are_refused(void **state) {
  const uint8_t odd[12] = {0};
  (void)state;
  for (uint32_t bytes = 0; bytes <= sizeof(odd); bytes++) {
    struct pw_region initrd = {1, 1};
    begin_chosen();
    tree_bytes(&f.builder, "linux,initrd-start", odd, bytes);
    tree_u32(&f.builder, "linux,initrd-end", 0x1000);
    end_chosen();
    const enum pw_status expected = bytes == 4 || bytes == 8 ? PW_OK : PW_ERR_BAD_DEVICE_TREE;
    assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), expected);
  }
}

static void fd6_cells_are_read_as_big_endian(void **state) {
  const uint8_t start[] = {0x01, 0x23, 0x45, 0x67};
  const uint8_t end[] = {0x00, 0x00, 0x00, 0x89, 0xab, 0xcd, 0xef, 0x01};
  struct pw_region initrd = {1, 1};
  (void)state;
  begin_chosen();
  tree_bytes(&f.builder, "linux,initrd-start", start, sizeof(start));
  tree_bytes(&f.builder, "linux,initrd-end", end, sizeof(end));
  end_chosen();
  assert_int_equal(pw_device_tree_initrd(&f.tree, &initrd), PW_OK);
  assert_int_equal(initrd.pa, 0x01234567);
  assert_int_equal(initrd.pa + initrd.bytes, 0x89abcdef01);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fd2_an_initrd_in_32_bit_cells_is_found),
      cmocka_unit_test(fd3_an_initrd_in_64_bit_cells_above_4_GiB_is_found),
      cmocka_unit_test(fd2_fd3_the_two_ends_may_have_cells_of_different_size),
      cmocka_unit_test(fd4_no_initrd_is_no_error_and_has_no_bytes),
      cmocka_unit_test(fd5_one_end_of_an_initrd_without_the_other_is_refused),
      cmocka_unit_test(fd5_an_initrd_that_ends_before_it_starts_is_refused),
      cmocka_unit_test(fd5_initrd_ends_of_another_size_are_refused),
      cmocka_unit_test(fd6_cells_are_read_as_big_endian),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
