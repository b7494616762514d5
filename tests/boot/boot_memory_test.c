/* Boot memory: every byte of RAM is free, reserved, metadata or a sliver, and no frame that is taken is handed out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/boot_memory.h>
#include <pagewright/device_tree.h>

#include "tests/model/random.h"
#include "tests/boot/tree_builder.h"

#define CAPACITY 64u
#define MIB      0x100000u

struct fixture {
  struct pw_region ram_items[CAPACITY];
  struct pw_region reserved_items[CAPACITY];
  struct pw_regions ram;
  struct pw_regions reserved;
  struct pw_boot_memory_plan plan;
  struct pw_buddy buddy;
  struct pw_memory_account account;
  uint64_t *words;
  uint8_t *tags;
};

static struct fixture f;

static int setup(void **state) {
  (void)state;
  memset(&f, 0, sizeof(f));
  return pw_regions_init(&f.ram, f.ram_items, CAPACITY) == PW_OK &&
                 pw_regions_init(&f.reserved, f.reserved_items, CAPACITY) == PW_OK
             ? 0
             : 1;
}

static void release(void) {
  free(f.words);
  free(f.tags);
  f.words = NULL;
  f.tags = NULL;
}

static int teardown(void **state) {
  (void)state;
  release();
  return 0;
}

static void add_ram(uint64_t pa, uint64_t bytes) {
  assert_int_equal(pw_regions_add(&f.ram, pa, bytes), PW_OK);
}

static void reserve(uint64_t pa, uint64_t bytes) {
  assert_int_equal(pw_regions_add(&f.reserved, pa, bytes), PW_OK);
}

/* Metadata memory full of rubbish, as a kernel finds it. */
static void give_metadata(void) {
  f.words = malloc(f.plan.word_count * sizeof(uint64_t));
  f.tags = malloc(f.plan.tag_count);
  assert_non_null(f.words);
  assert_non_null(f.tags);
  memset(f.words, 0xa5, f.plan.word_count * sizeof(uint64_t));
  memset(f.tags, 0xa5, f.plan.tag_count);
}

static void start(uint32_t align_order) {
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, align_order, &f.plan), PW_OK);
  give_metadata();
  assert_int_equal(pw_boot_memory_start(&f.ram, &f.reserved, &f.plan, f.words, f.tags, &f.buddy), PW_OK);
  assert_int_equal(pw_boot_memory_account(&f.ram, &f.plan, &f.buddy, &f.account), PW_OK);
}

static enum pw_frame_state state_of(uint64_t pa) {
  struct pw_frame_info info;
  assert_int_equal(pw_buddy_query(&f.buddy, pa, &info), PW_OK);
  return info.state;
}

/* ---- the plan ---- */

static void metadata_goes_into_the_first_hole_that_fits(void **state) {
  (void)state;
  add_ram(0x40000000, 64 * MIB);
  reserve(0x40001000, 0x1000);   /* the first page is a hole, too small */
  reserve(0x40003000, 0x100000); /* so is the third */
  reserve(0x42000000, 0x1000);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 9, &f.plan), PW_OK);
  assert_int_equal(f.plan.base_pa, 0x40000000);
  assert_int_equal(f.plan.frame_count, 64 * MIB / PW_PAGE_BYTES);
  assert_int_equal(f.plan.word_count, pw_buddy_word_count(f.plan.frame_count));
  assert_int_equal(f.plan.tag_count, pw_buddy_tag_count(f.plan.frame_count));
  assert_int_equal(f.plan.words_pa, 0x40103000);
  assert_int_equal(f.plan.tags_pa, f.plan.words_pa + f.plan.word_count * 8u);
  assert_int_equal(f.plan.tags_pa % 8, 0);
  assert_true(f.plan.metadata_bytes >= f.plan.word_count * 8u + f.plan.tag_count);
  assert_true(f.plan.metadata_bytes < f.plan.word_count * 8u + f.plan.tag_count + PW_PAGE_BYTES);
}

static void metadata_takes_no_frame_more_than_it_needs(void **state) {
  uint32_t exact_count = 0;
  for (uint32_t frames = 16; frames < 20000; frames++) {
    assert_int_equal(setup(state), 0);
    add_ram(0x40000000, (uint64_t)frames * PW_PAGE_BYTES);
    assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 9, &f.plan), PW_OK);
    const uint64_t needed = f.plan.word_count * UINT64_C(8) + f.plan.tag_count;
    exact_count += needed % PW_PAGE_BYTES == 0 ? 1u : 0u;
    assert_in_range(f.plan.metadata_bytes, needed, needed + PW_PAGE_BYTES - 1);
    assert_int_equal(f.plan.metadata_bytes % PW_PAGE_BYTES, 0);
  }
  assert_true(exact_count > 0);
}

static void metadata_that_fits_exactly_is_placed_and_a_page_less_is_refused(void **state) {
  (void)state;
  add_ram(0x40000000, 64 * MIB);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_OK);
  const uint64_t needed = f.plan.metadata_bytes;
  reserve(0x40000000, 0x10000);
  reserve(0x40010000 + needed, 64 * MIB - 0x10000 - needed);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_OK);
  assert_int_equal(f.plan.words_pa, 0x40010000);
  reserve(0x40010000 + needed - 1, 1);
  const struct pw_boot_memory_plan before = f.plan;
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_ERR_NO_MEMORY);
  assert_memory_equal(&f.plan, &before, sizeof(before));
}

static void metadata_never_spans_the_gap_between_two_ram_regions(void **state) {
  (void)state;
  add_ram(0x40000000, 0x2000);
  add_ram(0x40003000, 64 * MIB);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_OK);
  assert_int_equal(f.plan.words_pa, 0x40003000);
}

static void the_span_starts_at_a_multiple_of_the_alignment_asked_for(void **state) {
  (void)state;
  add_ram(0x40123456, 64 * MIB);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_OK);
  assert_int_equal(f.plan.base_pa, 0x40124000);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 9, &f.plan), PW_OK);
  assert_int_equal(f.plan.base_pa, 0x40000000);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, PW_MAX_ORDER, &f.plan), PW_OK);
  assert_int_equal(f.plan.base_pa, 0);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, PW_MAX_ORDER + 1, &f.plan), PW_ERR_INVALID_ORDER);
}

static void ram_that_spans_more_than_one_buddy_is_refused(void **state) {
  const uint64_t limit = (uint64_t)PW_MAX_FRAMES * PW_PAGE_BYTES;
  (void)state;
  add_ram(0, 64 * MIB);
  add_ram(limit - MIB, MIB);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_OK);
  assert_int_equal(f.plan.frame_count, PW_MAX_FRAMES);
  add_ram(limit, PW_PAGE_BYTES);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_ERR_SPAN_TOO_WIDE);
  assert_int_equal(pw_regions_init(&f.ram, f.ram_items, CAPACITY), PW_OK);
  add_ram(PW_PAGE_BYTES, limit); /* as wide as a buddy, but not when rounded down to 2 MiB */
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_OK);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 9, &f.plan), PW_ERR_SPAN_TOO_WIDE);
}

static void ram_above_the_largest_physical_address_is_refused(void **state) {
  (void)state;
  add_ram(PW_PA_LIMIT - MIB, MIB);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 9, &f.plan), PW_OK);
  add_ram(PW_PA_LIMIT, PW_PAGE_BYTES);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 9, &f.plan), PW_ERR_OVERFLOW);
}

static void ram_without_a_whole_frame_is_refused(void **state) {
  (void)state;
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_ERR_INVALID_ARGUMENT);
  add_ram(0x40000800, 0x1000);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_ERR_INVALID_ARGUMENT);
}

static void bad_arguments_are_refused_each_with_its_own_status(void **state) {
  (void)state;
  add_ram(0x40000000, MIB);
  assert_int_equal(pw_boot_memory_make_plan(NULL, &f.reserved, 0, &f.plan), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, NULL, 0, &f.plan), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, NULL), PW_ERR_INVALID_ARGUMENT);
  start(0);
  assert_int_equal(pw_boot_memory_start(NULL, &f.reserved, &f.plan, f.words, f.tags, &f.buddy),
                   PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_start(&f.ram, NULL, &f.plan, f.words, f.tags, &f.buddy), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_start(&f.ram, &f.reserved, NULL, f.words, f.tags, &f.buddy), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_start(&f.ram, &f.reserved, &f.plan, NULL, f.tags, &f.buddy), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_start(&f.ram, &f.reserved, &f.plan, f.words, NULL, &f.buddy),
                   PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_start(&f.ram, &f.reserved, &f.plan, f.words, f.tags, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_account(NULL, &f.plan, &f.buddy, &f.account), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_account(&f.ram, NULL, &f.buddy, &f.account), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_account(&f.ram, &f.plan, NULL, &f.account), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_boot_memory_account(&f.ram, &f.plan, &f.buddy, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_false(pw_memory_account_adds_up(NULL));
  f.reserved.count = CAPACITY + 1;
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 0, &f.plan), PW_ERR_CORRUPT);
}

static void a_plan_made_for_other_sets_is_refused_before_anything_is_written(void **state) {
  (void)state;
  add_ram(0x40000000, 16 * MIB);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 9, &f.plan), PW_OK);
  give_metadata();
  const struct pw_buddy before = f.buddy;
  reserve(0x40000000, 0x1000); /* where the plan has put the metadata */
  assert_int_equal(pw_boot_memory_start(&f.ram, &f.reserved, &f.plan, f.words, f.tags, &f.buddy),
                   PW_ERR_INVALID_ARGUMENT);
  assert_memory_equal(&f.buddy, &before, sizeof(before));
  for (uint32_t i = 0; i < f.plan.tag_count; i++)
    assert_int_equal(f.tags[i], 0xa5);
}

static void assert_start_refuses(const struct pw_boot_memory_plan *plan) {
  assert_int_equal(pw_boot_memory_start(&f.ram, &f.reserved, plan, f.words, f.tags, &f.buddy), PW_ERR_INVALID_ARGUMENT);
}

static void a_plan_with_any_field_changed_is_refused(void **state) {
  (void)state;
  add_ram(0x40080000, 16 * MIB);
  assert_int_equal(pw_boot_memory_make_plan(&f.ram, &f.reserved, 4, &f.plan), PW_OK);
  give_metadata();
  struct pw_boot_memory_plan plans[8];
  for (uint32_t i = 0; i < 8; i++)
    plans[i] = f.plan;
  plans[0].align_order = 9;
  plans[1].frame_count--;
  plans[2].base_pa += PW_PAGE_BYTES;
  plans[3].word_count--;
  plans[4].tag_count--;
  plans[5].words_pa += PW_PAGE_BYTES;
  plans[6].tags_pa++;
  plans[7].metadata_bytes += PW_PAGE_BYTES;
  for (uint32_t i = 0; i < 8; i++)
    assert_start_refuses(&plans[i]);
}

/* ---- the start and the account ---- */

static void m_account_slivers_reservations_and_metadata_are_all_counted(void **state) {
  (void)state;
  add_ram(0x40000800, 16 * MIB); /* half a page too many at each end */
  reserve(0x40100010, 0x1000);   /* touches two pages */
  reserve(0x30000000, MIB);      /* no RAM */
  reserve(0x40ffffff, MIB);      /* its first page is RAM, the rest a sliver and nothing */
  start(9);
  assert_int_equal(f.account.ram_bytes, 16 * MIB);
  assert_int_equal(f.account.sliver_bytes, 0x1000);
  assert_int_equal(f.account.reserved_bytes, 3 * PW_PAGE_BYTES);
  assert_int_equal(f.account.metadata_bytes, f.plan.metadata_bytes);
  assert_int_equal(f.account.allocated_bytes, 0);
  assert_true(pw_memory_account_adds_up(&f.account));
  assert_int_equal(state_of(0x40000000), PW_FRAME_ABSENT);
  assert_int_equal(state_of(0x40100000), PW_FRAME_RESERVED);
  assert_int_equal(state_of(0x40101000), PW_FRAME_RESERVED);
  assert_int_equal(state_of(0x40102000), PW_FRAME_FREE);
  assert_int_equal(state_of(0x40fff000), PW_FRAME_RESERVED);
  assert_int_equal(state_of(f.plan.words_pa), PW_FRAME_RESERVED);
  assert_int_equal(pw_buddy_check(&f.buddy), PW_OK);
}

static void m_account_adds_up_while_blocks_are_allocated_and_after(void **state) {
  uint64_t pa[8];
  (void)state;
  add_ram(0x40000000, 16 * MIB);
  reserve(0x40200000, MIB);
  start(9);
  const uint64_t free_bytes = f.account.free_bytes;
  uint64_t allocated_bytes = 0;
  for (uint32_t i = 0; i < 8; i++) {
    assert_int_equal(pw_buddy_alloc(&f.buddy, i, &pa[i]), PW_OK);
    allocated_bytes += (uint64_t)PW_PAGE_BYTES << i;
    assert_int_equal(pw_boot_memory_account(&f.ram, &f.plan, &f.buddy, &f.account), PW_OK);
    assert_int_equal(f.account.allocated_bytes, allocated_bytes);
    assert_true(pw_memory_account_adds_up(&f.account));
  }
  for (uint32_t i = 0; i < 8; i++)
    assert_int_equal(pw_buddy_free(&f.buddy, pa[i]), PW_OK);
  assert_int_equal(pw_boot_memory_account(&f.ram, &f.plan, &f.buddy, &f.account), PW_OK);
  assert_int_equal(f.account.free_bytes, free_bytes);
  assert_true(pw_memory_account_adds_up(&f.account));
}

static void an_account_that_does_not_add_up_is_told(void **state) {
  struct pw_memory_account account = {15, 1, 2, 3, 4, 5};
  (void)state;
  assert_true(pw_memory_account_adds_up(&account));
  uint64_t *const parts[] = {&account.ram_bytes,      &account.free_bytes,     &account.allocated_bytes,
                             &account.reserved_bytes, &account.metadata_bytes, &account.sliver_bytes};
  for (uint32_t i = 0; i < 6; i++) {
    (*parts[i])++;
    assert_false(pw_memory_account_adds_up(&account));
    (*parts[i]) -= 2;
    assert_false(pw_memory_account_adds_up(&account));
    (*parts[i])++;
  }
  account.free_bytes += UINT64_C(1) << 63;
  account.sliver_bytes += UINT64_C(1) << 63;
  assert_false(pw_memory_account_adds_up(&account));
}

static void m_account_adds_up_for_a_compiled_tree_with_reservations_of_every_kind(void **state) {
  static struct tree_builder builder;
  struct pw_device_tree tree;
  (void)state;
  FILE *file = fopen("tests/boot/board.dtb", "rb");
  assert_non_null(file);
  const size_t bytes = fread(builder.blob, 1, TREE_BYTES, file);
  assert_int_equal(fclose(file), 0);
  assert_int_equal(pw_device_tree_open(&tree, builder.blob, bytes), PW_OK);
  assert_int_equal(pw_device_tree_memory(&tree, &f.ram), PW_OK);
  assert_int_equal(pw_device_tree_reservations(&tree, 0x46200000, &f.reserved), PW_OK);
  reserve(0x40080000, 0x123456); /* the kernel image */
  start(18);
  assert_int_equal(f.plan.base_pa, 0x40000000);
  assert_int_equal(f.account.ram_bytes, 0x110000000);
  assert_int_equal(f.account.sliver_bytes, 0);
  /* Reservation block 1 + 16 pages, /reserved-memory 512 + 16 + 1, initrd 292, the tree 1, the kernel 292. */
  assert_int_equal(f.account.reserved_bytes, (1 + 16 + 512 + 16 + 1 + 292 + 1 + 292) * PW_PAGE_BYTES);
  assert_true(pw_memory_account_adds_up(&f.account));
  assert_int_equal(state_of(0x46200000), PW_FRAME_RESERVED);
  assert_int_equal(state_of(0x45000000), PW_FRAME_FREE);
  assert_int_equal(state_of(0x48000000), PW_FRAME_ABSENT);
  assert_int_equal(pw_buddy_check(&f.buddy), PW_OK);
}

/* ---- against a model: one flag for each quarter of a page, one state for each frame ---- */

#define QUARTER      1024u
#define MODEL_FRAMES 2048u
#define MODEL_BASE   0x40000000u

struct model {
  bool ram[MODEL_FRAMES * 4];
  bool taken[MODEL_FRAMES * 4];
  enum pw_frame_state frames[MODEL_FRAMES];
};

static struct model model;

static void mark(bool *flags, struct pw_regions *set, uint64_t *random, uint64_t longest) {
  const uint64_t first = random_below(random, MODEL_FRAMES * 4);
  const uint64_t left = MODEL_FRAMES * 4 - first;
  const uint64_t wanted = 1 + random_below(random, longest);
  const uint64_t count = wanted < left ? wanted : left;
  for (uint64_t i = first; i < first + count; i++)
    flags[i] = true;
  assert_int_equal(pw_regions_add(set, MODEL_BASE + first * QUARTER, count * QUARTER), PW_OK);
}

static void model_make(uint64_t *random) {
  memset(&model, 0, sizeof(model));
  const uint64_t ram_ranges = 1 + random_below(random, 6);
  const uint64_t taken_ranges = random_below(random, 20);
  const uint64_t longest_ram = UINT64_C(8) << random_below(random, 11);
  const uint64_t longest_taken = UINT64_C(1) << random_below(random, 13);
  for (uint64_t i = 0; i < ram_ranges; i++)
    mark(model.ram, &f.ram, random, longest_ram);
  for (uint64_t i = 0; i < taken_ranges; i++)
    mark(model.taken, &f.reserved, random, longest_taken);
  for (uint32_t i = 0; i < MODEL_FRAMES; i++) {
    const bool *ram = &model.ram[4 * i];
    const bool *taken = &model.taken[4 * i];
    if (!(ram[0] && ram[1] && ram[2] && ram[3]))
      model.frames[i] = PW_FRAME_ABSENT;
    else
      model.frames[i] = taken[0] || taken[1] || taken[2] || taken[3] ? PW_FRAME_RESERVED : PW_FRAME_FREE;
  }
}

/* The first run of free frames that is long enough; MODEL_FRAMES if there is none. */
static uint32_t model_hole(uint64_t frame_count) {
  for (uint32_t first = 0; first + frame_count <= MODEL_FRAMES; first++) {
    uint32_t i = 0;
    while (i < frame_count && model.frames[first + i] == PW_FRAME_FREE)
      i++;
    if (i == frame_count)
      return first;
  }
  return MODEL_FRAMES;
}

static uint32_t model_span_first(void) {
  uint32_t first = 0;
  while (first < MODEL_FRAMES && model.frames[first] == PW_FRAME_ABSENT)
    first++;
  return first;
}

static uint32_t model_count(enum pw_frame_state wanted) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < MODEL_FRAMES; i++)
    count += model.frames[i] == wanted ? 1u : 0u;
  return count;
}

static void assert_states_agree(void) {
  const uint64_t end_pa = f.plan.base_pa + (uint64_t)f.plan.frame_count * PW_PAGE_BYTES;
  for (uint32_t i = 0; i < MODEL_FRAMES; i++) {
    const uint64_t pa = MODEL_BASE + (uint64_t)i * PW_PAGE_BYTES;
    if (pa >= f.plan.base_pa && pa < end_pa)
      assert_int_equal(state_of(pa), model.frames[i]);
    else
      assert_int_equal(model.frames[i], PW_FRAME_ABSENT);
  }
}

static void assert_only_free_frames_are_handed_out(uint32_t free_count) {
  uint64_t pa = 0;
  for (uint32_t i = 0; i < free_count; i++) {
    assert_int_equal(pw_buddy_alloc(&f.buddy, 0, &pa), PW_OK);
    const uint64_t index = (pa - MODEL_BASE) / PW_PAGE_BYTES;
    assert_true(index < MODEL_FRAMES);
    assert_int_equal(model.frames[index], PW_FRAME_FREE);
    model.frames[index] = PW_FRAME_ALLOCATED;
  }
  assert_int_equal(pw_buddy_alloc(&f.buddy, 0, &pa), PW_ERR_NO_MEMORY);
  assert_int_equal(pw_boot_memory_account(&f.ram, &f.plan, &f.buddy, &f.account), PW_OK);
  assert_int_equal(f.account.free_bytes, 0);
  assert_true(pw_memory_account_adds_up(&f.account));
}

static void run_round(uint64_t *random, uint32_t *no_hole_count) {
  const uint32_t align_order = (uint32_t)random_below(random, 13);
  model_make(random);
  const enum pw_status status = pw_boot_memory_make_plan(&f.ram, &f.reserved, align_order, &f.plan);
  const uint32_t span_first = model_span_first();
  if (span_first == MODEL_FRAMES) {
    assert_int_equal(status, PW_ERR_INVALID_ARGUMENT);
    return;
  }
  uint32_t span_end = MODEL_FRAMES;
  while (model.frames[span_end - 1] == PW_FRAME_ABSENT)
    span_end--;
  /* MODEL_BASE is a multiple of every alignment asked for, so rounding may be done in frames of the model. */
  const uint32_t base = span_first - span_first % (1u << align_order);
  const uint64_t metadata_bytes =
      pw_buddy_word_count(span_end - base) * UINT64_C(8) + pw_buddy_tag_count(span_end - base);
  const uint64_t metadata_frames = metadata_bytes / PW_PAGE_BYTES + (metadata_bytes % PW_PAGE_BYTES != 0 ? 1 : 0);
  const uint32_t hole = model_hole(metadata_frames);
  if (hole == MODEL_FRAMES) {
    assert_int_equal(status, PW_ERR_NO_MEMORY);
    (*no_hole_count)++;
    return;
  }
  assert_int_equal(status, PW_OK);
  assert_int_equal(f.plan.base_pa, MODEL_BASE + (uint64_t)base * PW_PAGE_BYTES);
  assert_int_equal(f.plan.frame_count, span_end - base);
  assert_int_equal(f.plan.words_pa, MODEL_BASE + (uint64_t)hole * PW_PAGE_BYTES);
  assert_int_equal(f.plan.metadata_bytes, metadata_frames * PW_PAGE_BYTES);
  for (uint64_t i = 0; i < metadata_frames; i++)
    model.frames[hole + i] = PW_FRAME_RESERVED;
  start(align_order);
  assert_int_equal(pw_buddy_check(&f.buddy), PW_OK);
  assert_states_agree();
  uint64_t ram_quarters = 0;
  for (uint32_t i = 0; i < MODEL_FRAMES * 4; i++)
    ram_quarters += model.ram[i] ? 1u : 0u;
  const uint32_t free_count = model_count(PW_FRAME_FREE);
  const uint32_t reserved_count = model_count(PW_FRAME_RESERVED);
  assert_int_equal(f.account.ram_bytes, ram_quarters * QUARTER);
  assert_int_equal(f.account.free_bytes, (uint64_t)free_count * PW_PAGE_BYTES);
  assert_int_equal(f.account.reserved_bytes + f.account.metadata_bytes, (uint64_t)reserved_count * PW_PAGE_BYTES);
  assert_int_equal(f.account.sliver_bytes,
                   ram_quarters * QUARTER - (uint64_t)(free_count + reserved_count) * PW_PAGE_BYTES);
  assert_true(pw_memory_account_adds_up(&f.account));
  assert_only_free_frames_are_handed_out(free_count);
}

static void m_account_agrees_with_a_model_for_random_memory_maps(void **state) {
  uint64_t random = 0x1234567887654321u;
  uint32_t no_hole_count = 0;
  for (uint32_t round = 0; round < 300; round++) {
    assert_int_equal(setup(state), 0);
    run_round(&random, &no_hole_count);
    release();
  }
  assert_in_range(no_hole_count, 10, 150); /* both outcomes are reached */
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(metadata_goes_into_the_first_hole_that_fits),
      TEST(metadata_takes_no_frame_more_than_it_needs),
      TEST(metadata_that_fits_exactly_is_placed_and_a_page_less_is_refused),
      TEST(metadata_never_spans_the_gap_between_two_ram_regions),
      TEST(the_span_starts_at_a_multiple_of_the_alignment_asked_for),
      TEST(ram_that_spans_more_than_one_buddy_is_refused),
      TEST(ram_above_the_largest_physical_address_is_refused),
      TEST(ram_without_a_whole_frame_is_refused),
      TEST(bad_arguments_are_refused_each_with_its_own_status),
      TEST(a_plan_made_for_other_sets_is_refused_before_anything_is_written),
      TEST(a_plan_with_any_field_changed_is_refused),
      TEST(m_account_slivers_reservations_and_metadata_are_all_counted),
      TEST(m_account_adds_up_while_blocks_are_allocated_and_after),
      TEST(an_account_that_does_not_add_up_is_told),
      TEST(m_account_adds_up_for_a_compiled_tree_with_reservations_of_every_kind),
      TEST(m_account_agrees_with_a_model_for_random_memory_maps),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
