/*
 * Boot memory: from 'this is RAM' and 'this is taken' to a buddy that manages all of it, with every byte accounted for.
 *
 * Three steps, so that this module never makes a pointer of an address:
 *   1. pw_boot_memory_make_plan says how many frames the buddy spans and where its metadata goes (the first hole that
 *      fits);
 *   2. the caller makes that metadata accessible in its own way (identity map, direct map, an array on a host);
 *   3. pw_boot_memory_start initialises the buddy there, reserves what is taken and adds the rest.
 *
 * RAM rounds inward to whole frames, reservations round outward; RAM outside a whole frame is told as 'sliver' bytes.
 * Reservations outside RAM take nothing. Frames of the span that are no RAM stay absent.
 *
 * 'ram' is what the device tree names; 'reserved' has to hold all that is taken: the kernel image, the device tree, the
 * initrd, reserved memory, page tables in use. The metadata is reserved by pw_boot_memory_start itself.
 */
#ifndef PAGEWRIGHT_BOOT_MEMORY_H
#define PAGEWRIGHT_BOOT_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/buddy.h>
#include <pagewright/regions.h>
#include <pagewright/status.h>

struct pw_boot_memory_plan {
  uint32_t align_order;    /* as asked for */
  uint32_t frame_count;    /* frames the buddy spans, absent ones included */
  uint64_t base_pa;        /* the first of them */
  uint32_t word_count;     /* elements of uint64_t */
  uint32_t tag_count;      /* elements of uint8_t */
  uint64_t words_pa;       /* page aligned */
  uint64_t tags_pa;        /* directly behind the words */
  uint64_t metadata_bytes; /* whole frames from words_pa on, for both */
};

/* ram_bytes == free_bytes + allocated_bytes + reserved_bytes + metadata_bytes + sliver_bytes. */
struct pw_memory_account {
  uint64_t ram_bytes;       /* all RAM that was named */
  uint64_t free_bytes;      /* free frames of the buddy */
  uint64_t allocated_bytes; /* allocated frames of the buddy */
  uint64_t reserved_bytes;  /* reserved frames of the buddy, those of its metadata not counted */
  uint64_t metadata_bytes;  /* the metadata's frames */
  uint64_t sliver_bytes;    /* RAM outside a whole frame, which no allocator of frames can use */
};

#include "spec/boot/boot_memory.h"

/* Blocks of the buddy are aligned in physical memory up to 2^align_order frames (9: 2 MiB, 18: 1 GiB): the span starts
 * at the lowest frame of RAM, rounded down to that many frames. Only *plan is written. O(ram count * reserved count).
 * Errors: INVALID_ARGUMENT (null, or no whole frame of RAM), INVALID_ORDER (align_order), CORRUPT (a set that is not
 * in form), OVERFLOW (RAM above PW_PA_LIMIT), SPAN_TOO_WIDE (more than PW_MAX_FRAMES from there to the highest frame of
 * RAM), NO_MEMORY (no hole in which the metadata fits). */
/*@ requires ram: ram == \null || pw_regions_memory(ram);
    requires reserved: reserved == \null || pw_regions_memory(reserved);
    requires out: plan == \null || \valid(plan);
    terminates \true; exits \false; assigns *plan;
    ensures refused: plan != \null && \result != PW_OK ==> *plan == \old(*plan);
    ensures shape: \result == PW_OK ==> pw_plan_shape(plan) && plan->align_order == align_order;
    ensures span: \result == PW_OK ==> \let first = plan->base_pa / 4096; \let end = first + plan->frame_count;
      \old(pw_regions_span(ram, ram->count, first, end));
    ensures inside: \result == PW_OK ==> \forall integer byte;
      plan->words_pa <= byte < plan->words_pa + plan->metadata_bytes ==> \old(pw_regions_has(ram, byte));
    ensures outside: \result == PW_OK ==> \forall integer byte;
      plan->words_pa <= byte < plan->words_pa + plan->metadata_bytes ==> !\old(pw_regions_has(reserved, byte));
    ensures first: \result == PW_OK ==> \let count = plan->metadata_bytes / 4096; \forall integer k, pfn;
      \old(0 <= k < ram->count && pw_region_holds_run(ram, k, pfn, count) && pw_frames_outside(reserved, pfn, count)) ==>
      plan->words_pa <= pfn * 4096;
    behavior null:
      assumes ram == \null || reserved == \null || plan == \null;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior bad_order:
      assumes ram != \null && reserved != \null && plan != \null && align_order > PW_MAX_ORDER;
      ensures status: \result == PW_ERR_INVALID_ORDER;
    behavior corrupt:
      assumes ram != \null && reserved != \null && plan != \null && align_order <= PW_MAX_ORDER &&
        !(pw_regions_formed(ram) && pw_regions_formed(reserved));
      ensures status: \result == PW_ERR_CORRUPT;
    behavior formed:
      assumes ram != \null && reserved != \null && plan != \null && align_order <= PW_MAX_ORDER &&
        pw_regions_formed(ram) && pw_regions_formed(reserved);
      ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_OVERFLOW ||
        \result == PW_ERR_SPAN_TOO_WIDE || \result == PW_ERR_NO_MEMORY;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_boot_memory_make_plan(const struct pw_regions *ram, const struct pw_regions *reserved,
                                        uint32_t align_order, struct pw_boot_memory_plan *plan);

/* 'words' and 'tags' are plan->word_count and plan->tag_count elements at plan->words_pa and plan->tags_pa, as the
 * caller can access them. Frames that are taken are reserved before RAM is added, so they are not free even for a
 * moment. O(frame_count). Errors: those of pw_boot_memory_make_plan, and INVALID_ARGUMENT if the plan is not the one
 * that pw_boot_memory_make_plan gives for these sets. */
/*@ requires ram: ram == \null || pw_regions_memory(ram);
    requires reserved: reserved == \null || pw_regions_memory(reserved);
    requires plan: plan == \null || \valid_read(plan);
    requires object: buddy == \null || \valid(buddy);
    requires words: words == \null || plan == \null || \valid(words + (0 .. plan->word_count - 1));
    requires tags: tags == \null || plan == \null || \valid(tags + (0 .. plan->tag_count - 1));
    requires apart: \separated(plan, buddy, words + (0 .. plan->word_count - 1), tags + (0 .. plan->tag_count - 1));
    requires ram_apart: pw_regions_beside(ram, buddy, words, plan->word_count, tags, plan->tag_count);
    requires reserved_apart: pw_regions_beside(reserved, buddy, words, plan->word_count, tags, plan->tag_count);
    terminates \true; exits \false;
    assigns *buddy, words[0 .. plan->word_count - 1], tags[0 .. plan->tag_count - 1], pw_work;
    ensures null: plan == \null || words == \null || tags == \null || buddy == \null ==> \result == PW_ERR_INVALID_ARGUMENT;
    ensures valid: \result == PW_OK ==> pw_buddy_valid(buddy);
    ensures range: \result == PW_OK ==> buddy->base_pa == plan->base_pa && buddy->tree.frame_count == plan->frame_count;
    ensures memory: \result == PW_OK ==> buddy->tree.words == words && buddy->tags == tags;
*/
enum pw_status pw_boot_memory_start(const struct pw_regions *ram, const struct pw_regions *reserved,
                                    const struct pw_boot_memory_plan *plan, uint64_t *words, uint8_t *tags,
                                    struct pw_buddy *buddy);

/* Counts the buddy's frames by state, at any time after pw_boot_memory_start, one by one and not from its counters, so
 * that pw_memory_account_adds_up is a check and no tautology. O(frame_count). Errors: INVALID_ARGUMENT (null), CORRUPT
 * (fewer reserved frames than the metadata has). */
/*@ requires ram: ram == \null || pw_regions_valid(ram);
    requires plan: plan == \null || \valid_read(plan);
    requires object: buddy == \null || pw_buddy_valid(buddy);
    requires out: account == \null || \valid(account);
    terminates \true; exits \false; assigns *account, pw_work;
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==>
      ram == \null || plan == \null || buddy == \null || account == \null;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_CORRUPT;
    ensures refused: account != \null && \result != PW_OK ==> *account == \old(*account);
    ensures ram: \result == PW_OK ==> account->ram_bytes == \old(pw_regions_bytes(ram->items, ram->count));
    ensures metadata: \result == PW_OK ==> account->metadata_bytes == \old(plan->metadata_bytes);
*/
enum pw_status pw_boot_memory_account(const struct pw_regions *ram, const struct pw_boot_memory_plan *plan,
                                      const struct pw_buddy *buddy, struct pw_memory_account *account);

/* True iff the equation above holds and no sum in it overflows. */
/*@ requires object: account == \null || \valid_read(account);
    terminates \true; exits \false; assigns \nothing;
    ensures sum: \result <==> account != \null && account->ram_bytes == account->free_bytes + account->allocated_bytes +
      account->reserved_bytes + account->metadata_bytes + account->sliver_bytes;
*/
bool pw_memory_account_adds_up(const struct pw_memory_account *account);

#endif
