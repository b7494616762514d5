#include "tests/boot/device_tree_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct device_tree_fixture f;

void begin(void) {
  memset(&f, 0, sizeof(f));
  tree_begin(&f.builder);
  assert_int_equal(pw_regions_init(&f.set, f.items, CAPACITY), PW_OK);
}

void begin_with_root(void) {
  begin();
  tree_root(&f.builder, 2, 2);
}

void finish_and_open(void) {
  assert_true(tree_finish(&f.builder));
  assert_int_equal(pw_device_tree_open(&f.tree, f.builder.blob, TREE_BYTES), PW_OK);
}

void assert_region(uint32_t index, uint64_t pa, uint64_t bytes) {
  assert_true(index < f.set.count);
  assert_int_equal(f.items[index].pa, pa);
  assert_int_equal(f.items[index].bytes, bytes);
}

void open_board(void) {
  begin();
  FILE *file = fopen("tests/boot/board.dtb", "rb");
  assert_non_null(file);
  const size_t bytes = fread(f.builder.blob, 1, TREE_BYTES, file);
  assert_int_equal(fclose(file), 0);
  assert_int_equal(pw_device_tree_open(&f.tree, f.builder.blob, bytes), PW_OK);
  assert_int_equal(f.tree.size_bytes, bytes);
}
