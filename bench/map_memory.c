#include "bench/map_memory.h"

#include <stdlib.h>
#include <string.h>

#include <pagewright/buddy.h>

#define FRAME_BYTES 4096u
#define BLOCK_BYTES 0x200000u
#define ANYTHING    0xA5

static void ignore(struct pw_tlb *tlb) {
  (void)tlb;
}

static void ignore_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  (void)tlb;
  (void)va;
  (void)level;
  (void)asid;
}

static void ignore_asid(struct pw_tlb *tlb, uint32_t asid) {
  (void)tlb;
  (void)asid;
}

/* Whole pages, so that neighbours share none; null stays null. */
static void *allocate(size_t bytes, size_t alignment) {
  size_t whole = (bytes + alignment - 1) / alignment * alignment;
  void *object = aligned_alloc(alignment, whole);
  if (object != NULL) {
    memset(object, ANYTHING, whole);
  }
  return object;
}

bool map_memory_create(struct map_memory *memory, uint64_t span_pages) {
  /* Every table of L3 and of L2, and a few for what stands above. */
  uint32_t frame_count = (uint32_t)(span_pages / 512 + span_pages / 512 / 512 + 64);
  memory->span_pages = span_pages;
  memory->frame_count = frame_count;
  memory->words = allocate((size_t)frame_count * FRAME_BYTES, BLOCK_BYTES);
  memory->live = allocate(frame_count * sizeof *memory->live, FRAME_BYTES);
  memory->stack = allocate(frame_count * sizeof *memory->stack, FRAME_BYTES);
  memory->is_out = allocate(frame_count, FRAME_BYTES);
  memory->seen = allocate(frame_count, FRAME_BYTES);
  memory->buddy_word_count = pw_buddy_word_count(frame_count);
  memory->buddy_words = allocate(memory->buddy_word_count * sizeof *memory->buddy_words, FRAME_BYTES);
  memory->buddy_tags = allocate(pw_buddy_tag_count(frame_count), FRAME_BYTES);
  memory->tlb = (struct pw_tlb){.dsb_ishst = ignore,
                                .dsb_ish = ignore,
                                .isb = ignore,
                                .tlbi_va = ignore_va,
                                .tlbi_asid = ignore_asid,
                                .tlbi_all = ignore,
                                .context = NULL};
  return memory->words != NULL && memory->live != NULL && memory->stack != NULL && memory->is_out != NULL &&
         memory->seen != NULL && memory->buddy_words != NULL && memory->buddy_tags != NULL;
}

void map_memory_destroy(struct map_memory *memory) {
  free(memory->words);
  free(memory->live);
  free(memory->stack);
  free(memory->is_out);
  free(memory->seen);
  free(memory->buddy_words);
  free(memory->buddy_tags);
}
