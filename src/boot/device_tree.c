#include <pagewright/device_tree.h>

#include <stdbool.h>
#include <stddef.h>

#include <libfdt.h>

/* The oldest layout the Devicetree Specification still names. It is the first whose header tells the size of the
 * structure block, by which libfdt bounds its reads. */
#define OLDEST_VERSION 17u
#define BLOB_ALIGNMENT 8u

enum { CELL_BYTES = 4 };

struct cells {
  uint32_t address;
  uint32_t size;
};

/* The entries of a 'reg' property. */
struct reg_list {
  const uint8_t *bytes;
  struct cells cells;
  uint32_t count;
};

/* Where ranges go: counted only while 'regions' is null, so that a first pass can refuse before a second one writes. */
struct range_sink {
  struct pw_regions *regions;
  uint32_t range_count;
};

/* A property's value as a string, compared with its terminator. */
static bool text_equals(const void *value, int value_bytes, const char *text) {
  const char *chars = value;
  int i = 0;
  if (chars == NULL)
    return false;
  while (i < value_bytes && chars[i] == text[i]) {
    if (text[i] == '\0')
      return i + 1 == value_bytes;
    i++;
  }
  return false;
}

static bool node_is_available(const void *blob, int node) {
  int bytes = 0;
  const void *status = fdt_getprop(blob, node, "status", &bytes);
  return status == NULL || text_equals(status, bytes, "okay") || text_equals(status, bytes, "ok");
}

static bool node_is_memory(const void *blob, int node) {
  int bytes = 0;
  const void *type = fdt_getprop(blob, node, "device_type", &bytes);
  return text_equals(type, bytes, "memory") && node_is_available(blob, node);
}

/* A big-endian number of one or two cells. */
static uint64_t read_number(const uint8_t *bytes, uint32_t cell_count) {
  uint64_t value = 0;
  for (uint32_t i = 0; i < cell_count * CELL_BYTES; i++)
    value = value * 256u + bytes[i];
  return value;
}

/* How many cells the addresses and sizes in the children of 'node' have. */
static enum pw_status read_cells(const void *blob, int node, struct cells *cells) {
  const int address = fdt_address_cells(blob, node);
  const int size = fdt_size_cells(blob, node);
  if (address < 1 || address > 2 || size < 1 || size > 2)
    return PW_ERR_BAD_DEVICE_TREE;
  cells->address = (uint32_t)address;
  cells->size = (uint32_t)size;
  return PW_OK;
}

static uint32_t entry_bytes(struct cells cells) {
  return (cells.address + cells.size) * CELL_BYTES;
}

static enum pw_status read_reg(const void *blob, int node, struct cells cells, struct reg_list *reg) {
  int bytes = 0;
  const void *value = fdt_getprop(blob, node, "reg", &bytes);
  if (value == NULL || bytes < 0 || (uint32_t)bytes % entry_bytes(cells) != 0)
    return PW_ERR_BAD_DEVICE_TREE;
  reg->bytes = value;
  reg->cells = cells;
  reg->count = (uint32_t)bytes / entry_bytes(cells);
  return PW_OK;
}

static struct pw_region reg_entry(const struct reg_list *reg, uint32_t index) {
  const uint8_t *entry = reg->bytes + (size_t)index * entry_bytes(reg->cells);
  const struct pw_region region = {
      read_number(entry, reg->cells.address),
      read_number(entry + (size_t)reg->cells.address * CELL_BYTES, reg->cells.size),
  };
  return region;
}

static bool region_overflows(struct pw_region region) {
  return region.pa > UINT64_MAX - region.bytes;
}

enum pw_status pw_device_tree_open(struct pw_device_tree *tree, const void *blob, uint64_t readable_bytes) {
  if (tree == NULL || blob == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if ((uintptr_t)blob % BLOB_ALIGNMENT != 0)
    return PW_ERR_MISALIGNED;
  const uint64_t bytes = readable_bytes > UINT32_MAX ? UINT32_MAX : readable_bytes;
  if (fdt_check_full(blob, (size_t)bytes) != 0 || fdt_version(blob) < OLDEST_VERSION)
    return PW_ERR_BAD_DEVICE_TREE;
  tree->blob = blob;
  tree->size_bytes = fdt_totalsize(blob);
  return PW_OK;
}

/* The next child of the root that is a memory node, from the child 'node' on; negative after the last. */
static int next_memory_node(const void *blob, int node) {
  while (node >= 0 && !node_is_memory(blob, node))
    node = fdt_next_subnode(blob, node);
  return node;
}

enum pw_status pw_device_tree_next_bank(const struct pw_device_tree *tree, struct pw_memory_bank_cursor *cursor,
                                        struct pw_memory_bank *bank) {
  struct cells cells;
  if (tree == NULL || cursor == NULL || bank == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (read_cells(tree->blob, 0, &cells) != PW_OK)
    return PW_ERR_BAD_DEVICE_TREE;
  const int start = cursor->node > 0 ? cursor->node : fdt_first_subnode(tree->blob, 0);
  uint32_t index = cursor->entry;
  for (int node = next_memory_node(tree->blob, start); node >= 0;
       node = next_memory_node(tree->blob, fdt_next_subnode(tree->blob, node))) {
    struct reg_list reg;
    if (read_reg(tree->blob, node, cells, &reg) != PW_OK)
      return PW_ERR_BAD_DEVICE_TREE;
    for (; index < reg.count; index++) {
      const struct pw_region region = reg_entry(&reg, index);
      if (region_overflows(region))
        return PW_ERR_BAD_DEVICE_TREE;
      if (region.bytes == 0)
        continue;
      int numa_bytes = 0;
      const void *numa = fdt_getprop(tree->blob, node, "numa-node-id", &numa_bytes);
      bank->pa = region.pa;
      bank->bytes = region.bytes;
      bank->numa_node = numa != NULL && numa_bytes == CELL_BYTES ? (uint32_t)read_number(numa, 1) : 0;
      cursor->node = node;
      cursor->entry = index + 1;
      return PW_OK;
    }
    index = 0;
  }
  return PW_ERR_OUT_OF_RANGE;
}

static enum pw_status put_range(struct range_sink *sink, struct pw_region region) {
  if (region.bytes == 0)
    return PW_OK;
  if (region_overflows(region))
    return PW_ERR_BAD_DEVICE_TREE;
  sink->range_count++;
  return sink->regions == NULL ? PW_OK : pw_regions_add(sink->regions, region.pa, region.bytes);
}

/* Whether 'regions' takes 'range_count' more ranges even if none of them merges. */
static enum pw_status check_room(const struct pw_regions *regions, uint32_t range_count) {
  const enum pw_status status = pw_regions_check(regions);
  if (status != PW_OK)
    return status;
  return regions->capacity - regions->count < range_count ? PW_ERR_TOO_MANY_REGIONS : PW_OK;
}

static enum pw_status put_memory(const struct pw_device_tree *tree, struct range_sink *sink) {
  struct pw_memory_bank_cursor cursor = {0, 0};
  struct pw_memory_bank bank;
  enum pw_status status = pw_device_tree_next_bank(tree, &cursor, &bank);
  while (status == PW_OK) {
    status = put_range(sink, (struct pw_region){bank.pa, bank.bytes});
    if (status == PW_OK)
      status = pw_device_tree_next_bank(tree, &cursor, &bank);
  }
  return status == PW_ERR_OUT_OF_RANGE ? PW_OK : status;
}

enum pw_status pw_device_tree_memory(const struct pw_device_tree *tree, struct pw_regions *ram) {
  struct range_sink count = {NULL, 0};
  struct range_sink sink = {ram, 0};
  if (tree == NULL || ram == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  enum pw_status status = put_memory(tree, &count);
  if (status != PW_OK)
    return status;
  if (count.range_count == 0)
    return PW_ERR_BAD_DEVICE_TREE;
  status = check_room(ram, count.range_count);
  return status != PW_OK ? status : put_memory(tree, &sink);
}

/* One end of the initrd; *present tells whether the property exists. */
static enum pw_status read_initrd_end(const void *blob, int chosen, const char *name, bool *present, uint64_t *pa) {
  int bytes = 0;
  const void *value = fdt_getprop(blob, chosen, name, &bytes);
  *present = value != NULL;
  *pa = 0;
  if (value == NULL)
    return PW_OK;
  if (bytes != CELL_BYTES && bytes != 2 * CELL_BYTES)
    return PW_ERR_BAD_DEVICE_TREE;
  *pa = read_number(value, (uint32_t)bytes / CELL_BYTES);
  return PW_OK;
}

enum pw_status pw_device_tree_initrd(const struct pw_device_tree *tree, struct pw_region *initrd) {
  bool has_start = false;
  bool has_end = false;
  uint64_t start_pa = 0;
  uint64_t end_pa = 0;
  if (tree == NULL || initrd == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  const int chosen = fdt_subnode_offset(tree->blob, 0, "chosen");
  if (chosen >= 0) {
    if (read_initrd_end(tree->blob, chosen, "linux,initrd-start", &has_start, &start_pa) != PW_OK ||
        read_initrd_end(tree->blob, chosen, "linux,initrd-end", &has_end, &end_pa) != PW_OK)
      return PW_ERR_BAD_DEVICE_TREE;
  }
  if (has_start != has_end || end_pa < start_pa)
    return PW_ERR_BAD_DEVICE_TREE;
  initrd->pa = start_pa;
  initrd->bytes = end_pa - start_pa;
  return PW_OK;
}

static enum pw_status put_reservation_block(const void *blob, struct range_sink *sink) {
  const int count = fdt_num_mem_rsv(blob);
  if (count < 0)
    return PW_ERR_BAD_DEVICE_TREE;
  for (int i = 0; i < count; i++) {
    struct pw_region region = {0, 0};
    if (fdt_get_mem_rsv(blob, i, &region.pa, &region.bytes) != 0)
      return PW_ERR_BAD_DEVICE_TREE;
    const enum pw_status status = put_range(sink, region);
    if (status != PW_OK)
      return status;
  }
  return PW_OK;
}

static enum pw_status put_reserved_node(const void *blob, int node, struct cells cells, struct range_sink *sink) {
  struct reg_list reg;
  if (fdt_getprop(blob, node, "reg", NULL) == NULL && fdt_getprop(blob, node, "size", NULL) != NULL)
    return PW_OK;
  if (read_reg(blob, node, cells, &reg) != PW_OK)
    return PW_ERR_BAD_DEVICE_TREE;
  for (uint32_t i = 0; i < reg.count; i++) {
    const enum pw_status status = put_range(sink, reg_entry(&reg, i));
    if (status != PW_OK)
      return status;
  }
  return PW_OK;
}

static enum pw_status put_reserved_memory(const void *blob, bool only_no_map, struct range_sink *sink) {
  struct cells cells;
  int ranges_bytes = 0;
  const int parent = fdt_subnode_offset(blob, 0, "reserved-memory");
  if (parent < 0)
    return parent == -FDT_ERR_NOTFOUND ? PW_OK : PW_ERR_BAD_DEVICE_TREE;
  /* A 'ranges' that translates would make the children's addresses no physical ones. */
  if (fdt_getprop(blob, parent, "ranges", &ranges_bytes) != NULL && ranges_bytes != 0)
    return PW_ERR_BAD_DEVICE_TREE;
  if (read_cells(blob, parent, &cells) != PW_OK)
    return PW_ERR_BAD_DEVICE_TREE;
  for (int node = fdt_first_subnode(blob, parent); node >= 0; node = fdt_next_subnode(blob, node)) {
    if (!node_is_available(blob, node) || (only_no_map && fdt_getprop(blob, node, "no-map", NULL) == NULL))
      continue;
    const enum pw_status status = put_reserved_node(blob, node, cells, sink);
    if (status != PW_OK)
      return status;
  }
  return PW_OK;
}

static enum pw_status put_taken(const struct pw_device_tree *tree, uint64_t tree_pa, struct range_sink *sink) {
  struct pw_region initrd = {0, 0};
  enum pw_status status = put_reservation_block(tree->blob, sink);
  if (status == PW_OK)
    status = put_reserved_memory(tree->blob, false, sink);
  if (status == PW_OK)
    status = pw_device_tree_initrd(tree, &initrd);
  if (status == PW_OK)
    status = put_range(sink, initrd);
  if (status == PW_OK)
    status = put_range(sink, (struct pw_region){tree_pa, tree->size_bytes});
  return status;
}

enum pw_status pw_device_tree_reservations(const struct pw_device_tree *tree, uint64_t tree_pa,
                                           struct pw_regions *reserved) {
  struct range_sink count = {NULL, 0};
  struct range_sink sink = {reserved, 0};
  if (tree == NULL || reserved == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  if (tree_pa > UINT64_MAX - tree->size_bytes)
    return PW_ERR_OVERFLOW;
  enum pw_status status = put_taken(tree, tree_pa, &count);
  if (status == PW_OK)
    status = check_room(reserved, count.range_count);
  return status != PW_OK ? status : put_taken(tree, tree_pa, &sink);
}

enum pw_status pw_device_tree_no_map(const struct pw_device_tree *tree, struct pw_regions *no_map) {
  struct range_sink count = {NULL, 0};
  struct range_sink sink = {no_map, 0};
  if (tree == NULL || no_map == NULL)
    return PW_ERR_INVALID_ARGUMENT;
  enum pw_status status = put_reserved_memory(tree->blob, true, &count);
  if (status == PW_OK)
    status = check_room(no_map, count.range_count);
  return status != PW_OK ? status : put_reserved_memory(tree->blob, true, &sink);
}
