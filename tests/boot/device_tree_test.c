/* The device-tree reader: the RAM and reservations it finds; whatever is wrong is a status and changes nothing. */
#define _GNU_SOURCE /* mmap */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include <cmocka.h>

#include <pagewright/device_tree.h>

#include "tests/boot/device_tree_fixture.h"

/* ---- opening ---- */

static void fd1_a_blob_without_the_magic_number_is_refused(void **state) {
  (void)state;
  begin_with_root();
  assert_true(tree_finish(&f.builder));
  f.builder.blob[0] ^= 1u;
  assert_int_equal(pw_device_tree_open(&f.tree, f.builder.blob, TREE_BYTES), PW_ERR_BAD_DEVICE_TREE);
  assert_null(f.tree.blob);
}

static void fd1_a_tree_longer_than_what_may_be_read_is_refused(void **state) {
  (void)state;
  begin_with_root();
  finish_and_open();
  const uint64_t size = f.tree.size_bytes;
  struct pw_device_tree other = {NULL, 0};
  assert_int_equal(pw_device_tree_open(&other, f.builder.blob, size), PW_OK);
  for (uint64_t bytes = 0; bytes < size; bytes++)
    assert_int_equal(pw_device_tree_open(&f.tree, f.builder.blob, bytes), PW_ERR_BAD_DEVICE_TREE);
}

static void fd1_a_damaged_structure_block_is_refused(void **state) {
  (void)state;
  begin_with_root();
  tree_memory(&f.builder, "memory@40000000", 0x40000000, 0x1000000);
  finish_and_open();
  const uint32_t structure = (uint32_t)f.builder.blob[10] * 256u + f.builder.blob[11];
  f.builder.blob[structure + 3] = 7; /* no tag has this number */
  assert_int_equal(pw_device_tree_open(&f.tree, f.builder.blob, TREE_BYTES), PW_ERR_BAD_DEVICE_TREE);
}

static void fd1_an_older_version_without_a_structure_size_is_refused(void **state) {
  (void)state;
  begin_with_root();
  finish_and_open();
  f.builder.blob[23] = 16; /* version */
  assert_int_equal(pw_device_tree_open(&f.tree, f.builder.blob, TREE_BYTES), PW_ERR_BAD_DEVICE_TREE);
}

static void fd1_null_and_misaligned_blobs_are_refused(void **state) {
  (void)state;
  begin_with_root();
  finish_and_open();
  assert_int_equal(pw_device_tree_open(NULL, f.builder.blob, TREE_BYTES), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_open(&f.tree, NULL, TREE_BYTES), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_open(&f.tree, f.builder.blob + 4, 64), PW_ERR_MISALIGNED);
}

/* ---- memory ---- */

static void fd9_memory_nodes_in_any_order_become_sorted_regions(void **state) {
  (void)state;
  begin_with_root();
  tree_memory(&f.builder, "memory@80000000", 0x80000000, 0x1000000);
  tree_node(&f.builder, "cpus");
  tree_end_node(&f.builder);
  tree_memory(&f.builder, "memory@40000000", 0x40000000, 0x1000000);
  tree_memory(&f.builder, "memory@100000000", 0x100000000, 0x200000000);
  finish_and_open();
  assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_OK);
  assert_int_equal(f.set.count, 3);
  assert_region(0, 0x40000000, 0x1000000);
  assert_region(1, 0x80000000, 0x1000000);
  assert_region(2, 0x100000000, 0x200000000);
}

static void fd9_every_mix_of_one_and_two_cells_is_read(void **state) {
  const uint64_t pairs[] = {0x40000000, 0x1000000, 0x50000000, 0x2000000};
  (void)state;
  for (uint32_t address_cells = 1; address_cells <= 2; address_cells++) {
    for (uint32_t size_cells = 1; size_cells <= 2; size_cells++) {
      begin();
      tree_root(&f.builder, address_cells, size_cells);
      tree_node(&f.builder, "memory");
      tree_text(&f.builder, "device_type", "memory");
      tree_reg(&f.builder, address_cells, size_cells, pairs, 2);
      tree_end_node(&f.builder);
      finish_and_open();
      assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_OK);
      assert_int_equal(f.set.count, 2);
      assert_region(0, 0x40000000, 0x1000000);
      assert_region(1, 0x50000000, 0x2000000);
    }
  }
}

static void fd9_cells_that_are_neither_one_nor_two_are_refused(void **state) {
  const uint32_t cells[][2] = {{0, 2}, {3, 2}, {2, 0}, {2, 3}};
  const uint64_t pair[] = {0x40000000, 0x1000000};
  (void)state;
  for (uint32_t i = 0; i < 4; i++) {
    begin();
    tree_root(&f.builder, cells[i][0], cells[i][1]);
    tree_node(&f.builder, "memory");
    tree_text(&f.builder, "device_type", "memory");
    tree_reg(&f.builder, cells[i][0], cells[i][1], pair, 1);
    tree_end_node(&f.builder);
    finish_and_open();
    assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_ERR_BAD_DEVICE_TREE);
    assert_int_equal(f.set.count, 0);
  }
}

static void fd9_empty_banks_are_passed_over_and_touching_ones_merge(void **state) {
  const uint64_t pairs[] = {0x0, 0x0, 0x40001000, 0x1000, 0x0, 0x0, 0x40000000, 0x1000};
  (void)state;
  begin_with_root();
  tree_node(&f.builder, "memory");
  tree_text(&f.builder, "device_type", "memory");
  tree_reg(&f.builder, 2, 2, pairs, 4);
  tree_end_node(&f.builder);
  finish_and_open();
  assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_OK);
  assert_int_equal(f.set.count, 1);
  assert_region(0, 0x40000000, 0x2000);
}

static void fd9_memory_of_another_world_is_passed_over(void **state) {
  const uint64_t pair[] = {0xe000000, 0x1000000};
  const char *const texts[] = {"okay", "ok", "disabled", "fail", "okayish", ""};
  (void)state;
  for (uint32_t i = 0; i < 6; i++) {
    begin_with_root();
    tree_memory(&f.builder, "memory@40000000", 0x40000000, 0x1000000);
    tree_node(&f.builder, "secram@e000000");
    tree_text(&f.builder, "device_type", "memory");
    tree_text(&f.builder, "status", texts[i]);
    tree_reg(&f.builder, 2, 2, pair, 1);
    tree_end_node(&f.builder);
    finish_and_open();
    assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_OK);
    assert_int_equal(f.set.count, i < 2 ? 2 : 1);
  }
}

static void fd9_a_numa_node_id_of_another_size_is_none(void **state) {
  const uint64_t pair[] = {0x40000000, 0x1000000};
  struct pw_memory_bank_cursor cursor = {0, 0};
  struct pw_memory_bank bank = {0, 0, 7};
  (void)state;
  begin_with_root();
  tree_node(&f.builder, "memory");
  tree_text(&f.builder, "device_type", "memory");
  tree_u64(&f.builder, "numa-node-id", UINT64_C(0x300000003));
  tree_reg(&f.builder, 2, 2, pair, 1);
  tree_end_node(&f.builder);
  finish_and_open();
  assert_int_equal(pw_device_tree_next_bank(&f.tree, &cursor, &bank), PW_OK);
  assert_int_equal(bank.numa_node, 0);
}

static void fd9_a_tree_without_memory_is_refused(void **state) {
  (void)state;
  begin_with_root();
  tree_node(&f.builder, "memory-controller");
  tree_text(&f.builder, "device_type", "memory-controller");
  tree_end_node(&f.builder);
  finish_and_open();
  assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_ERR_BAD_DEVICE_TREE);
}

static void fd9_a_memory_node_with_half_an_entry_or_none_is_refused(void **state) {
  const uint8_t bytes[24] = {0};
  (void)state;
  for (uint32_t with_reg = 0; with_reg < 2; with_reg++) {
    begin_with_root();
    tree_memory(&f.builder, "memory@40000000", 0x40000000, 0x1000000);
    tree_node(&f.builder, "memory@80000000");
    tree_text(&f.builder, "device_type", "memory");
    if (with_reg == 1)
      tree_bytes(&f.builder, "reg", bytes, sizeof(bytes));
    tree_end_node(&f.builder);
    finish_and_open();
    assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_ERR_BAD_DEVICE_TREE);
    assert_int_equal(f.set.count, 0);
  }
}

static void fd9_a_bank_beyond_the_address_space_is_refused(void **state) {
  (void)state;
  begin_with_root();
  tree_memory(&f.builder, "memory@40000000", 0x40000000, 0x1000000);
  tree_memory(&f.builder, "memory@fffffffffffff000", UINT64_MAX - 0xfff, 0x1000);
  finish_and_open();
  assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_ERR_BAD_DEVICE_TREE);
  assert_int_equal(f.set.count, 0);
}

static void fd9_more_banks_than_the_set_has_places_are_refused_and_none_is_added(void **state) {
  (void)state;
  begin_with_root();
  tree_memory(&f.builder, "memory@40000000", 0x40000000, 0x1000000);
  tree_memory(&f.builder, "memory@50000000", 0x50000000, 0x1000000);
  tree_memory(&f.builder, "memory@60000000", 0x60000000, 0x1000000);
  finish_and_open();
  f.set.capacity = 2;
  assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_ERR_TOO_MANY_REGIONS);
  assert_int_equal(f.set.count, 0);
  f.set.capacity = 3;
  assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_OK);
  assert_int_equal(f.set.count, 3);
}

/* ---- reservations ---- */

static void fd10_more_than_32_reservations_are_all_kept(void **state) {
  enum { COUNT = 100 };
  struct pw_region items[COUNT + 1];
  struct pw_regions set;
  (void)state;
  for (uint32_t capacity = COUNT; capacity <= COUNT + 1; capacity++) {
    begin();
    for (uint64_t i = 0; i < COUNT; i++)
      tree_reserve(&f.builder, 0x40000000 + i * 0x10000, 0x1000);
    tree_root(&f.builder, 2, 2);
    finish_and_open();
    assert_int_equal(pw_regions_init(&set, items, capacity), PW_OK);
    if (capacity == COUNT) { /* one place short, because the tree itself is reserved too */
      assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &set), PW_ERR_TOO_MANY_REGIONS);
      assert_int_equal(set.count, 0);
    } else {
      assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &set), PW_OK);
      assert_int_equal(set.count, COUNT + 1);
      for (uint64_t i = 0; i < COUNT; i++)
        assert_true(pw_regions_contains(&set, 0x40000000 + i * 0x10000, 0x1000));
    }
  }
}

static void fd10_the_tree_itself_is_reserved(void **state) {
  (void)state;
  begin_with_root();
  finish_and_open();
  assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_OK);
  assert_int_equal(f.set.count, 1);
  assert_region(0, TREE_PA, f.tree.size_bytes);
  assert_int_equal(pw_device_tree_reservations(&f.tree, UINT64_MAX - 8, &f.set), PW_ERR_OVERFLOW);
  assert_int_equal(f.set.count, 1);
  assert_int_equal(pw_device_tree_reservations(&f.tree, UINT64_MAX - f.tree.size_bytes, &f.set), PW_OK);
  assert_int_equal(f.set.count, 2);
}

static void begin_reserved_child(const char *name) {
  begin_with_root();
  tree_begin_reserved_memory(&f.builder);
  tree_node(&f.builder, name);
}

static void end_reserved_child(void) {
  tree_end_node(&f.builder);
  tree_end_node(&f.builder);
  finish_and_open();
}

static void fd10_reserved_memory_with_a_reg_is_reserved_with_or_without_no_map(void **state) {
  const uint64_t pairs[] = {0x42000000, 0x1000, 0x43000000, 0x2000};
  (void)state;
  for (uint32_t no_map = 0; no_map < 2; no_map++) {
    begin_reserved_child("firmware@42000000");
    tree_reg(&f.builder, 2, 2, pairs, 2);
    if (no_map == 1)
      tree_flag(&f.builder, "no-map");
    end_reserved_child();
    assert_int_equal(pw_device_tree_no_map(&f.tree, &f.set), PW_OK);
    assert_int_equal(f.set.count, no_map * 2);
    assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_OK);
    assert_int_equal(f.set.count, 3);
    assert_region(0, 0x42000000, 0x1000);
    assert_region(1, 0x43000000, 0x2000);
  }
}

static void fd10_a_request_for_a_place_to_be_chosen_takes_nothing(void **state) {
  (void)state;
  begin_reserved_child("pool");
  tree_u64(&f.builder, "size", 0x1000000);
  end_reserved_child();
  assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_OK);
  assert_int_equal(f.set.count, 1);
}

static void fd10_reserved_memory_without_ranges_is_reserved_all_the_same(void **state) {
  const uint64_t pair[] = {0x42000000, 0x1000};
  (void)state;
  begin_with_root();
  tree_node(&f.builder, "reserved-memory");
  tree_u32(&f.builder, "#address-cells", 2);
  tree_u32(&f.builder, "#size-cells", 2);
  tree_node(&f.builder, "child");
  tree_reg(&f.builder, 2, 2, pair, 1);
  end_reserved_child();
  assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_OK);
  assert_region(0, 0x42000000, 0x1000);
}

static void fd10_places_already_used_in_the_set_count(void **state) {
  const uint64_t pair[] = {0x42000000, 0x1000};
  (void)state;
  begin_reserved_child("firmware@42000000");
  tree_reg(&f.builder, 2, 2, pair, 1);
  tree_flag(&f.builder, "no-map");
  end_reserved_child();
  f.set.capacity = 2;
  assert_int_equal(pw_regions_add(&f.set, 0x40080000, 0x1000), PW_OK);
  assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_ERR_TOO_MANY_REGIONS);
  assert_int_equal(f.set.count, 1);
  f.set.capacity = 1;
  assert_int_equal(pw_device_tree_no_map(&f.tree, &f.set), PW_ERR_TOO_MANY_REGIONS);
  assert_int_equal(f.set.count, 1);
  f.set.capacity = 3;
  assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_OK);
  assert_int_equal(f.set.count, 3);
}

static void fd10_reserved_memory_that_cannot_be_read_is_refused(void **state) {
  const uint64_t beyond[] = {UINT64_MAX - 0xfff, 0x2000};
  const uint64_t good[] = {0x42000000, 0x1000};
  (void)state;
  for (uint32_t fault = 0; fault < 4; fault++) {
    begin_with_root();
    tree_node(&f.builder, "reserved-memory");
    tree_u32(&f.builder, "#address-cells", fault == 0 ? 3 : 2);
    tree_u32(&f.builder, "#size-cells", 2);
    if (fault == 1)
      tree_u64(&f.builder, "ranges", 0x1000); /* translates */
    tree_node(&f.builder, "child");
    if (fault == 3)
      tree_reg(&f.builder, 2, 2, beyond, 1);
    else if (fault != 2) /* the third has neither reg nor size */
      tree_reg(&f.builder, fault == 0 ? 3 : 2, 2, good, 1);
    end_reserved_child();
    assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_ERR_BAD_DEVICE_TREE);
    assert_int_equal(f.set.count, 0);
  }
}

static void null_arguments_are_refused(void **state) {
  struct pw_region initrd;
  struct pw_memory_bank bank;
  struct pw_memory_bank_cursor cursor = {0, 0};
  (void)state;
  begin_with_root();
  finish_and_open();
  assert_int_equal(pw_device_tree_memory(NULL, &f.set), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_memory(&f.tree, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_initrd(NULL, &initrd), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_initrd(&f.tree, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_reservations(NULL, TREE_PA, &f.set), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_no_map(NULL, &f.set), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_no_map(&f.tree, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_next_bank(NULL, &cursor, &bank), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_next_bank(&f.tree, NULL, &bank), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_device_tree_next_bank(&f.tree, &cursor, NULL), PW_ERR_INVALID_ARGUMENT);
}

/* ---- a tree by the device tree compiler ---- */

static void fd9_banks_of_a_compiled_tree_come_in_its_order_with_their_numa_node(void **state) {
  const struct pw_memory_bank expected[] = {
      {0x80000000, 0x08000000, 1}, {0x100000000, 0x100000000, 1}, {0x40000000, 0x08000000, 0}};
  struct pw_memory_bank_cursor cursor = {0, 0};
  struct pw_memory_bank bank;
  (void)state;
  open_board();
  for (uint32_t i = 0; i < 3; i++) {
    assert_int_equal(pw_device_tree_next_bank(&f.tree, &cursor, &bank), PW_OK);
    assert_int_equal(bank.pa, expected[i].pa);
    assert_int_equal(bank.bytes, expected[i].bytes);
    assert_int_equal(bank.numa_node, expected[i].numa_node);
  }
  assert_int_equal(pw_device_tree_next_bank(&f.tree, &cursor, &bank), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_device_tree_next_bank(&f.tree, &cursor, &bank), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_device_tree_memory(&f.tree, &f.set), PW_OK);
  assert_int_equal(f.set.count, 3);
  assert_region(0, 0x40000000, 0x08000000);
}

static void fd10_all_reservations_of_a_compiled_tree_are_found(void **state) {
  (void)state;
  open_board();
  assert_int_equal(pw_device_tree_reservations(&f.tree, TREE_PA, &f.set), PW_OK);
  assert_int_equal(f.set.count, 7);
  assert_region(0, 0x40000000, 0x800);
  assert_region(1, 0x42000000, 0x200000);
  assert_region(2, 0x43000000, 0x10000);
  assert_region(3, 0x44000000, 0x800);
  assert_region(4, 0x46000000, 0x123456);
  assert_region(5, 0x47ff0000, 0x10000);
  assert_region(6, TREE_PA, f.tree.size_bytes);
  assert_int_equal(pw_regions_init(&f.set, f.items, CAPACITY), PW_OK);
  assert_int_equal(pw_device_tree_no_map(&f.tree, &f.set), PW_OK);
  assert_int_equal(f.set.count, 1);
  assert_region(0, 0x42000000, 0x200000);
}

static void fd1_no_single_changed_byte_of_a_compiled_tree_makes_the_reader_read_outside_it(void **state) {
  enum { PAGE = 4096 };
  uint32_t refused = 0;
  (void)state;
  open_board();
  const uint32_t size = f.tree.size_bytes;
  assert_true(size <= PAGE && size % 8 == 0);
  /* The tree ends where a page that cannot be read begins. */
  uint8_t *pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  assert_ptr_not_equal(pages, MAP_FAILED);
  assert_int_equal(mprotect(pages + PAGE, PAGE, PROT_NONE), 0);
  uint8_t *blob = pages + PAGE - size;
  memcpy(blob, f.builder.blob, size);
  for (uint32_t i = 0; i < size; i++) {
    for (uint32_t bit = 0; bit < 8; bit++) {
      struct pw_region initrd;
      blob[i] ^= (uint8_t)(1u << bit);
      f.set.count = 0;
      if (pw_device_tree_open(&f.tree, blob, size) != PW_OK) {
        refused++;
      } else {
        (void)pw_device_tree_memory(&f.tree, &f.set);
        assert_int_equal(pw_regions_check(&f.set), PW_OK);
        (void)pw_device_tree_reservations(&f.tree, TREE_PA, &f.set);
        (void)pw_device_tree_no_map(&f.tree, &f.set);
        (void)pw_device_tree_initrd(&f.tree, &initrd);
        assert_int_equal(pw_regions_check(&f.set), PW_OK);
      }
      blob[i] ^= (uint8_t)(1u << bit);
    }
  }
  assert_true(refused > 100);
  assert_int_equal(munmap(pages, 2 * PAGE), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fd1_a_blob_without_the_magic_number_is_refused),
      cmocka_unit_test(fd1_a_tree_longer_than_what_may_be_read_is_refused),
      cmocka_unit_test(fd1_a_damaged_structure_block_is_refused),
      cmocka_unit_test(fd1_an_older_version_without_a_structure_size_is_refused),
      cmocka_unit_test(fd1_null_and_misaligned_blobs_are_refused),
      cmocka_unit_test(fd9_memory_nodes_in_any_order_become_sorted_regions),
      cmocka_unit_test(fd9_every_mix_of_one_and_two_cells_is_read),
      cmocka_unit_test(fd9_cells_that_are_neither_one_nor_two_are_refused),
      cmocka_unit_test(fd9_empty_banks_are_passed_over_and_touching_ones_merge),
      cmocka_unit_test(fd9_memory_of_another_world_is_passed_over),
      cmocka_unit_test(fd9_a_numa_node_id_of_another_size_is_none),
      cmocka_unit_test(fd9_a_tree_without_memory_is_refused),
      cmocka_unit_test(fd9_a_memory_node_with_half_an_entry_or_none_is_refused),
      cmocka_unit_test(fd9_a_bank_beyond_the_address_space_is_refused),
      cmocka_unit_test(fd9_more_banks_than_the_set_has_places_are_refused_and_none_is_added),
      cmocka_unit_test(fd10_more_than_32_reservations_are_all_kept),
      cmocka_unit_test(fd10_the_tree_itself_is_reserved),
      cmocka_unit_test(fd10_reserved_memory_with_a_reg_is_reserved_with_or_without_no_map),
      cmocka_unit_test(fd10_a_request_for_a_place_to_be_chosen_takes_nothing),
      cmocka_unit_test(fd10_reserved_memory_without_ranges_is_reserved_all_the_same),
      cmocka_unit_test(fd10_places_already_used_in_the_set_count),
      cmocka_unit_test(fd10_reserved_memory_that_cannot_be_read_is_refused),
      cmocka_unit_test(null_arguments_are_refused),
      cmocka_unit_test(fd9_banks_of_a_compiled_tree_come_in_its_order_with_their_numa_node),
      cmocka_unit_test(fd10_all_reservations_of_a_compiled_tree_are_found),
      cmocka_unit_test(fd1_no_single_changed_byte_of_a_compiled_tree_makes_the_reader_read_outside_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
