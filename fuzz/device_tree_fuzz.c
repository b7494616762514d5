/*
 * Fuzzing the way from a device tree to a buddy: the input is the tree, byte for byte.
 *
 * Whatever it holds, nothing may read outside it, refusals may change nothing, and when memory comes up the account
 * adds up and nothing that the tree reserves is free. The reservation block is read a second time here, without the
 * reader.
 */
#define _GNU_SOURCE /* mmap */

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <libfdt.h>

#include <pagewright/boot_memory.h>
#include <pagewright/device_tree.h>

#define CAPACITY 64u
#define TREE_PA  0x48000000u
/* Larger machines find nothing that smaller ones do not, and cost the fuzzer its speed: 1 GiB. */
#define FRAMES_MAX     262144u
#define TREE_BYTES_MAX 65536u
#define GUARD_BYTES    65536u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct pw_region ram_items[CAPACITY];
static struct pw_region reserved_items[CAPACITY];
static struct pw_region no_map_items[CAPACITY];

static void require(int holds, const char *what) {
  if (!holds) {
    (void)fprintf(stderr, "violated: %s\n", what);
    abort();
  }
}

/* A copy of the input that ends, but for its alignment to 8, where memory that cannot be read begins: libfdt is not
 * built with a sanitizer, and a read behind the tree has to be seen all the same. */
static uint8_t *place_tree(const uint8_t *data, size_t size) {
  static uint8_t *memory;
  if (memory == NULL) {
    memory = mmap(NULL, TREE_BYTES_MAX + GUARD_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    require(memory != MAP_FAILED, "the host has memory for the tree");
    require(mprotect(memory + TREE_BYTES_MAX, GUARD_BYTES, PROT_NONE) == 0, "the guard can be set");
  }
  uint8_t *blob = memory + TREE_BYTES_MAX - (size + 7) / 8 * 8;
  if (size != 0)
    memcpy(blob, data, size);
  return blob;
}

static struct pw_regions empty_set(struct pw_region *items) {
  struct pw_regions set = {NULL, 0, 0};
  require(pw_regions_init(&set, items, CAPACITY) == PW_OK, "a set of its own capacity is made");
  return set;
}

/* A refused call leaves the set empty, an accepted one leaves it in form. */
static int took(enum pw_status status, const struct pw_regions *set) {
  require(status == PW_OK || set->count == 0, "a refused call adds nothing");
  require(pw_regions_check(set) == PW_OK, "the set is in form");
  return status == PW_OK;
}

static void check_banks(const struct pw_device_tree *tree, const struct pw_regions *ram) {
  struct pw_memory_bank_cursor cursor = {0, 0};
  struct pw_memory_bank bank;
  uint64_t named_bytes = 0;
  while (pw_device_tree_next_bank(tree, &cursor, &bank) == PW_OK) {
    require(pw_regions_contains(ram, bank.pa, bank.bytes), "every bank is RAM");
    /* Banks may overlap, so that their sum may be more than there are addresses. */
    named_bytes = bank.bytes > UINT64_MAX - named_bytes ? UINT64_MAX : named_bytes + bank.bytes;
  }
  require(pw_regions_total_bytes(ram) <= named_bytes, "no RAM but the banks");
}

static void check_reservation_block(const void *blob, const struct pw_regions *reserved) {
  const int count = fdt_num_mem_rsv(blob);
  for (int i = 0; i < count; i++) {
    uint64_t pa = 0;
    uint64_t bytes = 0;
    require(fdt_get_mem_rsv(blob, i, &pa, &bytes) == 0, "the reservation block can be read");
    require(bytes == 0 || pw_regions_contains(reserved, pa, bytes), "the reservation block is reserved");
  }
}

/* Every frame that a set touches and the buddy spans is reserved or no RAM. */
static void check_not_free(const struct pw_buddy *buddy, const struct pw_boot_memory_plan *plan,
                           const struct pw_regions *set) {
  for (uint32_t frame = 0; frame < plan->frame_count; frame++) {
    struct pw_frame_info info;
    const uint64_t pa = plan->base_pa + (uint64_t)frame * PW_PAGE_BYTES;
    require(pw_buddy_query(buddy, pa, &info) == PW_OK, "every frame of the span can be asked for");
    if (info.state == PW_FRAME_FREE)
      require(pw_regions_common_bytes(set, pa, PW_PAGE_BYTES) == 0, "a free frame is not reserved");
  }
}

static void check_start(const struct pw_regions *ram, const struct pw_regions *reserved,
                        const struct pw_boot_memory_plan *plan) {
  struct pw_buddy buddy;
  struct pw_memory_account account;
  uint64_t *words = malloc(plan->word_count * sizeof(uint64_t));
  uint8_t *tags = malloc(plan->tag_count);
  require(words != NULL && tags != NULL, "the host has memory for the metadata");
  memset(words, 0xa5, plan->word_count * sizeof(uint64_t));
  memset(tags, 0xa5, plan->tag_count);
  require(pw_boot_memory_start(ram, reserved, plan, words, tags, &buddy) == PW_OK, "a plan can be carried out");
  require(pw_boot_memory_account(ram, plan, &buddy, &account) == PW_OK, "the account can be made");
  require(pw_memory_account_adds_up(&account), "the account adds up");
  require(account.free_bytes == (uint64_t)pw_buddy_free_count(&buddy) * PW_PAGE_BYTES, "free frames are counted");
  require(pw_regions_common_bytes(reserved, plan->words_pa, plan->metadata_bytes) == 0, "metadata is not over others");
  require(pw_regions_contains(ram, plan->words_pa, plan->metadata_bytes), "metadata is in RAM");
  require(pw_buddy_check(&buddy) == PW_OK, "the buddy's invariant holds");
  check_not_free(&buddy, plan, reserved);
  free(words);
  free(tags);
}

static void check_tree(const struct pw_device_tree *tree) {
  struct pw_regions ram = empty_set(ram_items);
  struct pw_regions reserved = empty_set(reserved_items);
  struct pw_regions no_map = empty_set(no_map_items);
  struct pw_boot_memory_plan plan;
  const int has_ram = took(pw_device_tree_memory(tree, &ram), &ram);
  const int has_reserved = took(pw_device_tree_reservations(tree, TREE_PA, &reserved), &reserved);
  const int has_no_map = took(pw_device_tree_no_map(tree, &no_map), &no_map);
  if (has_ram)
    check_banks(tree, &ram);
  if (has_reserved) {
    check_reservation_block(tree->blob, &reserved);
    require(pw_regions_contains(&reserved, TREE_PA, tree->size_bytes), "the tree is reserved");
    require(has_no_map, "what can be reserved can be read again");
    for (uint32_t i = 0; i < no_map.count; i++)
      require(pw_regions_contains(&reserved, no_map_items[i].pa, no_map_items[i].bytes), "no-map is reserved");
  }
  if (!has_ram || !has_reserved || pw_boot_memory_make_plan(&ram, &reserved, 9, &plan) != PW_OK)
    return;
  if (plan.frame_count <= FRAMES_MAX)
    check_start(&ram, &reserved, &plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct pw_device_tree tree = {NULL, 0};
  if (size > TREE_BYTES_MAX)
    return 0;
  uint8_t *blob = place_tree(data, size);
  const enum pw_status status = pw_device_tree_open(&tree, blob, size);
  require(status == PW_OK || status == PW_ERR_BAD_DEVICE_TREE, "a tree is good or bad");
  if (status == PW_OK)
    check_tree(&tree);
  return 0;
}
