/*
 * Address space: one tree of translation tables, for the lower (TTBR0) or the upper (TTBR1) half of the addresses.
 *
 * The space takes its tables from a page source, one frame each, and gives each back when it is empty: the root when
 * the space is destroyed, every other one as soon as its last entry has gone and the invalidation that follows is
 * complete. The source can be exchanged while the space lives.
 *
 * Concurrency: one writer of a space at a time, under the caller's lock, and one user of a source at a time.
 */
#ifndef PAGEWRIGHT_ADDRESS_SPACE_H
#define PAGEWRIGHT_ADDRESS_SPACE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/page_source.h>
#include <pagewright/status.h>
#include <pagewright/tlb.h>
#include <pagewright/window.h>

enum pw_half {
  PW_HALF_LOW, /* TTBR0_EL1: addresses below 2^48 */
  PW_HALF_HIGH /* TTBR1_EL1: the uppermost 2^48 */
};

struct pw_address_space_config {
  struct pw_window *window;
  const struct pw_page_source *source; /* of the same window */
  struct pw_tlb *tlb;
  enum pw_half half;
  uint32_t asid;    /* 0..65535: what invalidations of entries that are not global name */
  uint32_t pa_bits; /* 32..48: addresses to be mapped are below 2^pa_bits; see pw_pa_bits */
};

struct pw_address_space_stats {
  uint32_t table_count;                     /* in the tree, the root included */
  uint32_t taken_count[PW_ORIGIN_COUNT];    /* tables taken since the creation, by origin, modulo 2^32 */
  uint32_t returned_count[PW_ORIGIN_COUNT]; /* and given back, likewise */
  uint32_t page_count;                      /* mapped now: 4 KiB pages */
  uint32_t block_2mb_count;                 /* 2 MiB blocks */
  uint32_t block_1gb_count;                 /* and 1 GiB blocks */
  uint64_t mapped_bytes;                    /* their sum */
};

struct pw_address_space {
  struct pw_window *window;
  const struct pw_page_source *source;
  struct pw_tlb *tlb;
  enum pw_half half;
  uint32_t asid;
  uint32_t pa_bits;
  uint32_t root_frame; /* PW_NO_FRAME when destroyed */
  uint32_t taken_count[PW_ORIGIN_COUNT];
  uint32_t returned_count[PW_ORIGIN_COUNT];
  uint32_t page_count;
  uint32_t block_2mb_count;
  uint32_t block_1gb_count;
  bool has_mapped_global; /* ever: an invalidation by ASID would then leave entries behind */
};

/* An empty space: its root is the one table it takes. Errors: INVALID_ARGUMENT (a null pointer, a value outside its
 * range, a source of another window), NO_MEMORY. O(1). */
enum pw_status pw_address_space_create(struct pw_address_space *space, const struct pw_address_space_config *config);

/* Everything is unmapped, the TLB invalidated, and every table, the root included, is back at its source. The hardware
 * must not be using the root any more. Errors: INVALID_ARGUMENT (a null pointer, or destroyed before).
 * O(tables * 512). */
enum pw_status pw_address_space_destroy(struct pw_address_space *space);

/* Take tables from another source from now on. Tables that are in the tree will be given to it, so it has to own each
 * of them: a chain whose pool is the old source's does. Errors: INVALID_ARGUMENT (a null pointer, destroyed, another
 * window), FOREIGN (a table that the source does not own). O(tables * 512). */
enum pw_status pw_address_space_set_source(struct pw_address_space *space, const struct pw_page_source *source);

/* What TTBR0_EL1 or TTBR1_EL1 has to hold: the root's address and the ASID in bits 63:48. 0 for a destroyed space. */
uint64_t pw_address_space_ttbr(const struct pw_address_space *space);

/* Errors: INVALID_ARGUMENT (a null pointer). O(1). */
enum pw_status pw_address_space_stats(const struct pw_address_space *space, struct pw_address_space_stats *stats);

/* The whole invariant, executed: PW_OK iff every table is in the window, owned by the source and reached once; entries
 * are valid or zero, blocks stand at L1 or L2, addresses are aligned and below 2^pa_bits, attributes are legal; live
 * counts are right; no table but the root is empty; and tables, pages and blocks add up to the counters. Else
 * PW_ERR_CORRUPT. 'seen' is scratch of one byte for each frame of the window; INVALID_ARGUMENT for a null pointer or
 * seen_count below the window's frame_count. O(tables * 512 + frame_count). */
enum pw_status pw_address_space_check(const struct pw_address_space *space, uint8_t *seen, uint32_t seen_count);

#endif
