#include <pagewright/buddy.h>

#include "firmware/check.h"
#include "firmware/exercise.h"
#include "firmware/layout.h"
#include "firmware/log.h"
#include "firmware/random.h"
#include "firmware/sysreg.h"

/* The small buddy: 1537 frames (three times 512 and one) from an address that no RAM need be at. */
#define SMALL_FRAMES    1537u
#define SMALL_BASE_PA   UINT64_C(0x7fe00000000)
#define SMALL_WORDS_MAX 256u
#define LIVE_ORDERS     11u /* orders 0..10 */
#define TIMED_FRAMES    4096u

struct small_buddy {
  struct pw_buddy buddy;
  uint64_t words[SMALL_WORDS_MAX];
  uint8_t tags[2 * SMALL_FRAMES];
};

static uint64_t small_pa(uint32_t frame) {
  return SMALL_BASE_PA + (uint64_t)frame * PW_PAGE_BYTES;
}

static bool small_start(struct small_buddy *small) {
  uint32_t word_count = pw_buddy_word_count(SMALL_FRAMES);
  uint32_t tag_count = pw_buddy_tag_count(SMALL_FRAMES);

  if (!CHECK(word_count <= SMALL_WORDS_MAX && tag_count <= sizeof small->tags)) {
    return false;
  }
  CHECK((uint64_t)word_count * 8 + tag_count <= 2 * SMALL_FRAMES);
  return CHECK_OK(
      pw_buddy_init(&small->buddy, SMALL_BASE_PA, SMALL_FRAMES, small->words, word_count, small->tags, tag_count));
}

static void small_fill(struct small_buddy *small) {
  struct pw_buddy_stats stats;
  uint64_t pa = 0;

  CHECK_OK(pw_buddy_stats(&small->buddy, &stats));
  CHECK(stats.free_count == 0 && stats.largest_order == PW_ORDER_COUNT);
  CHECK_STATUS(pw_buddy_alloc(&small->buddy, 0, &pa), PW_ERR_NO_MEMORY);
  CHECK_OK(pw_buddy_add_range(&small->buddy, SMALL_BASE_PA, SMALL_FRAMES));
  CHECK_STATUS(pw_buddy_add_range(&small->buddy, SMALL_BASE_PA, 1), PW_ERR_ALREADY_ADDED);
  CHECK_OK(pw_buddy_stats(&small->buddy, &stats));
  CHECK(stats.free_count == SMALL_FRAMES && stats.largest_order == 10);
  CHECK(stats.free_blocks[10] == 1 && stats.free_blocks[9] == 1 && stats.free_blocks[0] == 1);
  CHECK_OK(pw_buddy_check(&small->buddy));
}

static void small_take_all(struct small_buddy *small) {
  struct pw_buddy_stats stats;
  uint64_t pa = 0;

  for (uint32_t frame = 0; frame < SMALL_FRAMES; frame++) {
    CHECK_OK(pw_buddy_alloc(&small->buddy, 0, &pa));
    CHECK(pa == small_pa(frame));
  }
  CHECK_STATUS(pw_buddy_alloc(&small->buddy, 0, &pa), PW_ERR_NO_MEMORY);
  CHECK(pw_buddy_free_count(&small->buddy) == 0);
  CHECK_OK(pw_buddy_check(&small->buddy));
  /* Odd frames first: nothing can coalesce until the even ones follow. */
  for (uint32_t frame = 1; frame < SMALL_FRAMES; frame += 2) {
    CHECK_OK(pw_buddy_free(&small->buddy, small_pa(frame)));
  }
  CHECK_OK(pw_buddy_stats(&small->buddy, &stats));
  CHECK(stats.largest_order == 0 && stats.free_count == SMALL_FRAMES / 2);
  CHECK_STATUS(pw_buddy_alloc(&small->buddy, 1, &pa), PW_ERR_NO_MEMORY);
  for (uint32_t frame = 0; frame < SMALL_FRAMES; frame += 2) {
    CHECK_OK(pw_buddy_free(&small->buddy, small_pa(frame)));
  }
  CHECK_OK(pw_buddy_stats(&small->buddy, &stats));
  CHECK(stats.free_count == SMALL_FRAMES && stats.free_blocks[10] == 1 && stats.free_blocks[9] == 1 &&
        stats.free_blocks[0] == 1);
  CHECK_OK(pw_buddy_alloc(&small->buddy, 10, &pa));
  CHECK(pa == small_pa(0));
  CHECK_OK(pw_buddy_free_order(&small->buddy, pa, 10));
  CHECK_OK(pw_buddy_check(&small->buddy));
}

/* Each refused free has its own status and changes nothing. */
static void small_bad_frees(struct small_buddy *small) {
  struct pw_buddy *buddy = &small->buddy;
  uint64_t pa = 0;

  CHECK_OK(pw_buddy_reserve_range(buddy, small_pa(1536), 1));
  CHECK_OK(pw_buddy_alloc(buddy, 3, &pa));
  CHECK(pw_buddy_free_count(buddy) == SMALL_FRAMES - 9);
  CHECK_STATUS(pw_buddy_free(buddy, small_pa(64)), PW_ERR_NOT_ALLOCATED);
  CHECK_STATUS(pw_buddy_free(buddy, pa + PW_PAGE_BYTES), PW_ERR_NOT_HEAD);
  CHECK_STATUS(pw_buddy_free_order(buddy, pa, 2), PW_ERR_WRONG_ORDER);
  CHECK_STATUS(pw_buddy_free_order(buddy, pa, 4), PW_ERR_WRONG_ORDER);
  CHECK_STATUS(pw_buddy_free_order(buddy, pa, PW_MAX_ORDER + 1), PW_ERR_INVALID_ORDER);
  CHECK_STATUS(pw_buddy_free(buddy, small_pa(1536)), PW_ERR_RESERVED);
  CHECK_STATUS(pw_buddy_free(buddy, small_pa(SMALL_FRAMES)), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_buddy_free(buddy, SMALL_BASE_PA - PW_PAGE_BYTES), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_buddy_free(buddy, 0), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_buddy_free(buddy, pa + 8), PW_ERR_MISALIGNED);
  CHECK(pw_buddy_free_count(buddy) == SMALL_FRAMES - 9);
  CHECK_OK(pw_buddy_check(buddy));
  CHECK_OK(pw_buddy_free(buddy, pa));
  CHECK_STATUS(pw_buddy_free(buddy, pa), PW_ERR_NOT_ALLOCATED);
  CHECK(pw_buddy_free_count(buddy) == SMALL_FRAMES - 1);
  CHECK_OK(pw_buddy_check(buddy));
}

void exercise_small_buddy(struct kernel *kernel) {
  static struct small_buddy small;

  (void)kernel;
  check_group_begin("B1 B10 B11", "a buddy starts empty and takes 1537 frames apart into 1024, 512 and 1");
  if (!small_start(&small)) {
    check_group_end();
    return;
  }
  small_fill(&small);
  check_group_end();
  check_group_begin("B3 B5 B6 B7 B8 B9 B-lowest", "frames come lowest first until there is none, and coalesce again");
  small_take_all(&small);
  check_group_end();
  check_group_begin("B-free", "double, inner, wrong order, reserved, foreign and misaligned frees are refused");
  small_bad_frees(&small);
  check_group_end();
}

/* Blocks of all orders at once, written from end to end, disjoint by what is read back. */
static void live_orders(struct kernel *kernel) {
  uint64_t pa[LIVE_ORDERS] = {0};
  struct pw_frame_info info;

  for (uint32_t order = 0; order < LIVE_ORDERS; order++) {
    uint64_t bytes = (uint64_t)PW_PAGE_BYTES << order;
    CHECK_OK(pw_buddy_alloc(&kernel->buddy, order, &pa[order]));
    CHECK(pa[order] % bytes == 0 && pw_regions_contains(&kernel->ram, pa[order], bytes));
    CHECK(pw_regions_common_bytes(&kernel->reserved, pa[order], bytes) == 0);
    for (uint64_t offset = 0; offset < bytes; offset += PW_PAGE_BYTES) {
      *kernel_direct_words(pa[order] + offset) = pa[order] + offset;
    }
  }
  for (uint32_t order = 0; order < LIVE_ORDERS; order++) {
    uint64_t last = pa[order] + ((uint64_t)PW_PAGE_BYTES << order) - PW_PAGE_BYTES;
    for (uint64_t frame_pa = pa[order]; frame_pa <= last; frame_pa += PW_PAGE_BYTES) {
      CHECK(*kernel_direct_words(frame_pa) == frame_pa);
    }
    CHECK_OK(pw_buddy_query(&kernel->buddy, last, &info));
    CHECK(info.state == PW_FRAME_ALLOCATED && info.order == order && info.head_pa == pa[order]);
  }
  CHECK_OK(pw_buddy_check(&kernel->buddy));
  for (uint32_t order = 0; order < LIVE_ORDERS; order += 2) {
    CHECK_OK(pw_buddy_free(&kernel->buddy, pa[order]));
  }
  for (uint32_t order = 1; order < LIVE_ORDERS; order += 2) {
    CHECK_OK(pw_buddy_free_order(&kernel->buddy, pa[order], order));
  }
  CHECK_OK(pw_buddy_check(&kernel->buddy));
}

static void live_bad_frees(struct kernel *kernel) {
  const struct pw_region *last = &kernel->ram.items[kernel->ram.count - 1];

  CHECK_STATUS(pw_buddy_free(&kernel->buddy, LAYOUT_ADDRESS(image_start)), PW_ERR_RESERVED);
  CHECK_STATUS(pw_buddy_free(&kernel->buddy, kernel->device_tree_pa - kernel->device_tree_pa % PW_PAGE_BYTES),
               PW_ERR_RESERVED);
  CHECK_STATUS(pw_buddy_free(&kernel->buddy, kernel->plan.words_pa), PW_ERR_RESERVED);
  CHECK_STATUS(pw_buddy_free(&kernel->buddy, 0), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_buddy_free(&kernel->buddy, last->pa + last->bytes), PW_ERR_OUT_OF_RANGE);
  CHECK_STATUS(pw_buddy_free(&kernel->buddy, LAYOUT_ADDRESS(image_start) + 1), PW_ERR_MISALIGNED);
}

static void live_timing(struct kernel *kernel) {
  static uint64_t pa[TIMED_FRAMES];
  uint64_t start = sysreg_counter_ticks();
  uint64_t alloc_ticks;
  uint64_t free_ticks;

  for (uint32_t i = 0; i < TIMED_FRAMES; i++) {
    pa[i] = kernel_take_frame(kernel, "a frame to time");
  }
  alloc_ticks = sysreg_counter_ticks() - start;
  start = sysreg_counter_ticks();
  for (uint32_t i = 0; i < TIMED_FRAMES; i++) {
    kernel_require(pw_buddy_free_order(&kernel->buddy, pa[i], 0), "return of a timed frame");
  }
  free_ticks = sysreg_counter_ticks() - start;
  log_print("buddy: ticks for %u frames: alloc %lu, free %lu\n", TIMED_FRAMES, alloc_ticks, free_ticks);
}

void exercise_live_buddy(struct kernel *kernel) {
  uint32_t free_before = pw_buddy_free_count(&kernel->buddy);

  check_group_begin("B2 B4 B8", "blocks of orders 0 to 10 are aligned, disjoint RAM that nobody else has");
  live_orders(kernel);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  check_group_end();
  check_group_begin("B-free FD10", "image, device tree and metadata cannot be freed");
  live_bad_frees(kernel);
  CHECK(pw_buddy_free_count(&kernel->buddy) == free_before);
  CHECK_OK(pw_buddy_check(&kernel->buddy));
  check_group_end();
  live_timing(kernel);
}

/* RAM as the device tree names it is free, allocated, reserved or metadata, to the byte. */
void exercise_account(struct kernel *kernel) {
  struct pw_memory_account account;
  uint64_t ram_bytes = 0;
  struct pw_memory_bank_cursor cursor = {0, 0};
  struct pw_memory_bank bank;
  struct pw_frame_info info;

  check_group_begin("FD9 FD10 M-account", "every byte of RAM is free, allocated, reserved or metadata");
  CHECK_OK(pw_boot_memory_account(&kernel->ram, &kernel->plan, &kernel->buddy, &account));
  CHECK(pw_memory_account_adds_up(&account));
  while (pw_device_tree_next_bank(&kernel->device_tree, &cursor, &bank) == PW_OK) {
    ram_bytes += bank.bytes;
    CHECK(pw_regions_contains(&kernel->ram, bank.pa, bank.bytes));
  }
  CHECK(account.ram_bytes == ram_bytes);
  CHECK(account.free_bytes == (uint64_t)pw_buddy_free_count(&kernel->buddy) * PW_PAGE_BYTES);
  CHECK(account.metadata_bytes == kernel->plan.metadata_bytes);
  CHECK_OK(pw_buddy_check(&kernel->buddy));
  for (uint32_t i = 0; i < kernel->reserved.count; i++) {
    struct pw_frame_range frames = pw_region_outer_frames(kernel->reserved.items[i]);
    for (uint64_t pfn = frames.first_pfn; pfn < frames.end_pfn; pfn++) {
      CHECK_OK(pw_buddy_query(&kernel->buddy, pfn * PW_PAGE_BYTES, &info));
      CHECK(info.state == PW_FRAME_RESERVED);
    }
  }
  for (uint64_t offset = 0; offset < kernel->plan.metadata_bytes; offset += PW_PAGE_BYTES) {
    CHECK_OK(pw_buddy_query(&kernel->buddy, kernel->plan.words_pa + offset, &info));
    CHECK(info.state == PW_FRAME_RESERVED);
  }
  CHECK(pw_regions_common_bytes(&kernel->reserved, kernel->plan.words_pa, kernel->plan.metadata_bytes) == 0);
  CHECK(pw_regions_contains(&kernel->ram, kernel->plan.words_pa, kernel->plan.metadata_bytes));
  check_group_end();
  log_print("RAM %lu = free %lu + allocated %lu + reserved %lu + metadata %lu + slivers %lu bytes\n", account.ram_bytes,
            account.free_bytes, account.allocated_bytes, account.reserved_bytes, account.metadata_bytes,
            account.sliver_bytes);
}
