#include "tests/boot/tree_builder.h"

#include <string.h>

#include <libfdt.h>

static void note(struct tree_builder *tree, int result) {
  if (tree->error == 0 && result < 0)
    tree->error = result;
}

void tree_begin(struct tree_builder *tree) {
  memset(tree, 0, sizeof(*tree));
  note(tree, fdt_create(tree->blob, (int)sizeof(tree->blob)));
}

void tree_reserve(struct tree_builder *tree, uint64_t pa, uint64_t bytes) {
  note(tree, fdt_add_reservemap_entry(tree->blob, pa, bytes));
}

void tree_root(struct tree_builder *tree, uint32_t address_cells, uint32_t size_cells) {
  note(tree, fdt_finish_reservemap(tree->blob));
  tree_node(tree, "");
  tree_u32(tree, "#address-cells", address_cells);
  tree_u32(tree, "#size-cells", size_cells);
}

void tree_node(struct tree_builder *tree, const char *name) {
  note(tree, fdt_begin_node(tree->blob, name));
}

void tree_end_node(struct tree_builder *tree) {
  note(tree, fdt_end_node(tree->blob));
}

void tree_text(struct tree_builder *tree, const char *name, const char *value) {
  note(tree, fdt_property(tree->blob, name, value, (int)strlen(value) + 1));
}

void tree_flag(struct tree_builder *tree, const char *name) {
  note(tree, fdt_property(tree->blob, name, NULL, 0));
}

void tree_u32(struct tree_builder *tree, const char *name, uint32_t value) {
  note(tree, fdt_property_u32(tree->blob, name, value));
}

void tree_u64(struct tree_builder *tree, const char *name, uint64_t value) {
  note(tree, fdt_property_u64(tree->blob, name, value));
}

void tree_bytes(struct tree_builder *tree, const char *name, const void *value, uint32_t bytes) {
  note(tree, fdt_property(tree->blob, name, value, (int)bytes));
}

static uint32_t put_number(uint8_t *bytes, uint64_t value, uint32_t cell_count) {
  const uint32_t byte_count = cell_count * 4;
  for (uint32_t i = 0; i < byte_count; i++)
    bytes[i] = byte_count - 1 - i >= 8 ? 0 : (uint8_t)(value >> (8 * (byte_count - 1 - i)));
  return byte_count;
}

void tree_reg(struct tree_builder *tree, uint32_t address_cells, uint32_t size_cells, const uint64_t *pairs,
              uint32_t pair_count) {
  uint8_t bytes[512];
  uint32_t at = 0;
  if (pair_count * (address_cells + size_cells) * 4 > sizeof(bytes)) {
    note(tree, -FDT_ERR_NOSPACE);
    return;
  }
  for (uint32_t i = 0; i < pair_count; i++) {
    at += put_number(bytes + at, pairs[2 * i], address_cells);
    at += put_number(bytes + at, pairs[2 * i + 1], size_cells);
  }
  tree_bytes(tree, "reg", bytes, at);
}

void tree_memory(struct tree_builder *tree, const char *name, uint64_t pa, uint64_t bytes) {
  const uint64_t pair[] = {pa, bytes};
  tree_node(tree, name);
  tree_text(tree, "device_type", "memory");
  tree_reg(tree, 2, 2, pair, 1);
  tree_end_node(tree);
}

void tree_begin_reserved_memory(struct tree_builder *tree) {
  tree_node(tree, "reserved-memory");
  tree_u32(tree, "#address-cells", 2);
  tree_u32(tree, "#size-cells", 2);
  tree_flag(tree, "ranges");
}

bool tree_finish(struct tree_builder *tree) {
  tree_end_node(tree);
  note(tree, fdt_finish(tree->blob));
  return tree->error == 0;
}
