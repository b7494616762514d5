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

#include "spec/paging/address_space.h"

/* An empty space: its root is the one table it takes. Errors: INVALID_ARGUMENT (a null pointer, a value outside its
 * range, a source of another window), NO_MEMORY. O(1). */
/*@ requires space: space == \null || \valid(space);
    requires config: config == \null || \valid_read(config);
    requires source: config != \null && config->source != \null ==> \valid_read(config->source);
    requires supply: space != \null && config != \null && pw_config_legal(config) ==>
      pw_supply_valid(space, config->window, config->source);
    terminates \true; exits \false;
    assigns *space, PW_PAGE_SOURCE_ASSIGNS(config->source),
            config->window->words[0 .. config->window->frame_count * 512 - 1],
            config->window->live[0 .. config->window->frame_count - 1], PW_FOREST_MAPS,
            pw_forest_asid[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_half[0 .. PW_WINDOW_MAX_FRAMES - 1], PW_STALE_MAPS;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_NO_MEMORY;
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==>
      \old(space == \null || config == \null || !pw_config_legal(config));
    ensures refused: \result != PW_OK && space != \null ==> *space == \old(*space);
    ensures nothing: \result == PW_ERR_NO_MEMORY ==>
      pw_window_untouched{Pre,Post}(\old(config->window)) && pw_supply_kept{Pre,Post}(\old(config->source)) &&
      pw_supply_valid(space, \old(config->window), \old(config->source));
    ensures live: \result == PW_OK ==> pw_space_live(space);
    ensures valid: \result == PW_OK ==> pw_space_valid(space);
    ensures fields: \result == PW_OK ==> space->window == \old(config->window) && space->source == \old(config->source) &&
      space->tlb == \old(config->tlb) && space->half == \old(config->half) && space->asid == \old(config->asid) &&
      space->pa_bits == \old(config->pa_bits) && !space->has_mapped_global;
    ensures empty: \result == PW_OK ==> \forall integer a; 0 <= a ==> pw_space_walk(space, a) == 0;
    ensures local: \result == PW_OK ==> pw_space_local(space);
    ensures root: \result == PW_OK ==> !pw_is_table{Pre}(\old(config->window), space->root_frame) &&
      !pw_page_source_out{Pre}(\old(config->source), space->root_frame) &&
      pw_page_source_out(space->source, space->root_frame);
    ensures others: \result == PW_OK ==> pw_supply_kept_but{Pre,Post}(\old(config->source), space->root_frame) &&
      \forall integer f; 0 <= f < space->window->frame_count && f != space->root_frame ==>
        pw_forest_level[f] == \old(pw_forest_level[f]) && pw_forest_root[f] == \old(pw_forest_root[f]) &&
        pw_forest_asid[f] == \old(pw_forest_asid[f]) && pw_forest_half[f] == \old(pw_forest_half[f]);
    ensures walks: \result == PW_OK ==> pw_walks_same{Pre,Post}(\old(config->window));
*/
enum pw_status pw_address_space_create(struct pw_address_space *space, const struct pw_address_space_config *config);

/* Everything is unmapped, the TLB invalidated, and every table, the root included, is back at its source. The hardware
 * must not be using the root any more. Errors: INVALID_ARGUMENT (a null pointer, or destroyed before).
 * O(tables * 512). */
/*@ requires space: space == \null || \valid(space);
    requires valid: pw_space_live(space) ==> pw_space_valid(space);
    requires local: pw_space_live(space) ==> pw_space_local(space);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1], space->root_frame,
            space->page_count, space->block_2mb_count, space->block_1gb_count, pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1],
            pw_tree_level[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1],
            pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_global[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures status: \old(pw_space_live(space)) ? \result == PW_OK : \result == PW_ERR_INVALID_ARGUMENT;
    ensures refused: \result != PW_OK && space != \null ==> *space == \old(*space);
    ensures dead: \result == PW_OK ==> !pw_space_live(space) && space->page_count == 0 &&
      space->block_2mb_count == 0 && space->block_1gb_count == 0;
    ensures supply: \result == PW_OK ==> pw_supply_valid(space, space->window, space->source);
    ensures parts: space != \null ==> space->window == \old(space->window) && space->source == \old(space->source);
    ensures tables: \result == PW_OK ==> pw_root_gone{Pre,Post}(space->window, \old(space->root_frame));
    ensures conserved: \result == PW_OK ==> pw_space_conserved{Pre,Post}(space);
    ensures window: \result == PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures walks: \result == PW_OK ==> pw_walks_same{Pre,Post}(space->window);
*/
enum pw_status pw_address_space_destroy(struct pw_address_space *space);

/* Take tables from another source from now on. Tables that are in the tree will be given to it, so it has to own each
 * of them: a chain whose pool is the old source's does. Errors: INVALID_ARGUMENT (a null pointer, destroyed, another
 * window), FOREIGN (a table that the source does not own). O(tables * 512). */
/*@ requires space: space == \null || \valid(space);
    requires source: source == \null || \valid_read(source);
    requires valid: pw_space_live(space) ==> pw_space_valid(space);
    requires supply: pw_space_live(space) && source != \null && source->window == space->window ==>
      pw_supply_valid(space, space->window, source);
    terminates \true; exits \false; assigns space->source \from source;
    assigns pw_tree_level[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==>
      \old(!pw_space_live(space) || source == \null || source->window != space->window);
    ensures foreign: \result == PW_ERR_FOREIGN ==>
      !(\forall integer f; pw_root_table{Pre}(space->window, space->root_frame, f) ==> pw_page_source_out{Pre}(source, f));
    ensures owned: \result == PW_OK ==>
      \forall integer f; pw_root_table(space->window, space->root_frame, f) ==> pw_page_source_out(source, f);
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_FOREIGN;
    ensures refused: \result != PW_OK && space != \null ==> *space == \old(*space);
    ensures taken: \result == PW_OK ==> space->source == source;
    ensures live: \old(pw_space_live(space)) ==> pw_space_live(space);
    ensures valid: \old(pw_space_live(space)) ==> pw_space_valid(space);
    ensures local: \old(pw_space_live(space) && pw_space_local(space)) ==> pw_space_local(space);
    ensures window: \result == PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures walks: \result == PW_OK ==> pw_walks_same{Pre,Post}(space->window);
*/
enum pw_status pw_address_space_set_source(struct pw_address_space *space, const struct pw_page_source *source);

/* From now on invalidate under another number, and show it in pw_address_space_ttbr: for a space whose ASID was lost when
 * a generation ended (asid.h). No entry of any table changes, and nothing is invalidated: what TLBs hold of the space under
 * the old number is the caller's to have dropped. So the caller sees to it, before the call, that no TTBR names the root
 * together with the old number and that TLBs were invalidated, for the old number or for all, since one last did; and that
 * TLBs hold nothing of another space under the new number (pw_asid_activate refuses until that was said). A caller that
 * serves the flush of pw_asid_get has done both. One writer at a time, as ever. Errors: INVALID_ARGUMENT (a null
 * pointer, destroyed), OUT_OF_RANGE (not below 65536); then nothing has changed. O(1). */
/*@ requires space: space == \null || \valid(space);
    requires valid: pw_space_live(space) ==> pw_space_valid(space);
    terminates \true; exits \false; assigns space->asid, pw_forest_asid[space->root_frame];
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_OUT_OF_RANGE;
    ensures invalid: \result == PW_ERR_INVALID_ARGUMENT <==> \old(!pw_space_live(space));
    ensures range: \result == PW_ERR_OUT_OF_RANGE <==> \old(pw_space_live(space)) && asid >= 0x10000;
    ensures refused: \result != PW_OK && space != \null ==> *space == \old(*space);
    ensures refused_maps: \result != PW_OK && \old(pw_space_live(space)) ==>
      pw_forest_asid[space->root_frame] == \old(pw_forest_asid[space->root_frame]);
    ensures taken: \result == PW_OK ==> space->asid == asid && pw_forest_asid[space->root_frame] == asid;
    ensures live: \old(pw_space_live(space)) ==> pw_space_live(space);
    ensures valid: \old(pw_space_live(space)) ==> pw_space_valid(space);
    ensures local: \old(pw_space_live(space) && pw_space_local(space)) ==> pw_space_local(space);
    ensures clean: \result == PW_OK ==> pw_stale_none(space->window);
    ensures window: \result == PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures walks: \result == PW_OK ==> pw_walks_same{Pre,Post}(space->window);
*/
enum pw_status pw_address_space_set_asid(struct pw_address_space *space, uint32_t asid);

/* What TTBR0_EL1 or TTBR1_EL1 has to hold: the root's address and the ASID in bits 63:48. 0 for a destroyed space. */
/*@ requires space: space == \null || \valid_read(space);
    requires root: pw_space_live(space) ==> pw_window_valid(space->window) && space->root_frame < space->window->frame_count;
    requires asid: pw_space_live(space) ==> space->asid < 0x10000;
    terminates \true; exits \false; assigns \nothing;
    ensures dead: !pw_space_live(space) ==> \result == 0;
    ensures root: pw_space_live(space) ==> \result % 0x1000000000000 == pw_window_pa(space->window, space->root_frame);
    ensures asid: pw_space_live(space) ==> \result / 0x1000000000000 == space->asid;
*/
uint64_t pw_address_space_ttbr(const struct pw_address_space *space);

/* Errors: INVALID_ARGUMENT (a null pointer). O(1). */
/*@ requires space: space == \null || \valid_read(space);
    requires stats: stats == \null || \valid(stats);
    requires apart: \separated(stats, space);
    terminates \true; exits \false; assigns *stats;
    ensures status: \result == (space == \null || stats == \null ? PW_ERR_INVALID_ARGUMENT : PW_OK);
    ensures refused: \result != PW_OK && stats != \null ==> *stats == \old(*stats);
    ensures taken: \result == PW_OK ==> \forall integer i; 0 <= i < PW_ORIGIN_COUNT ==>
      stats->taken_count[i] == space->taken_count[i];
    ensures returned: \result == PW_OK ==> \forall integer i; 0 <= i < PW_ORIGIN_COUNT ==>
      stats->returned_count[i] == space->returned_count[i];
    ensures tables: \result == PW_OK ==> stats->table_count ==
      (pw_count_gone(space->taken_count[0], space->returned_count[0]) +
       pw_count_gone(space->taken_count[1], space->returned_count[1]) +
       pw_count_gone(space->taken_count[2], space->returned_count[2]) +
       pw_count_gone(space->taken_count[3], space->returned_count[3])) % 0x100000000;
    ensures mapped: \result == PW_OK ==> stats->page_count == space->page_count &&
      stats->block_2mb_count == space->block_2mb_count && stats->block_1gb_count == space->block_1gb_count &&
      stats->mapped_bytes ==
        space->page_count * 0x1000 + space->block_2mb_count * 0x200000 + space->block_1gb_count * 0x40000000;
*/
enum pw_status pw_address_space_stats(const struct pw_address_space *space, struct pw_address_space_stats *stats);

/* The whole invariant, executed: PW_OK iff every table is in the window, owned by the source and reached once; entries
 * are valid or zero, blocks stand at L1 or L2, addresses are aligned and below 2^pa_bits, attributes are legal; live
 * counts are right; no table but the root is empty; and tables, pages and blocks add up to the counters. Else
 * PW_ERR_CORRUPT. 'seen' is scratch of one byte for each frame of the window; INVALID_ARGUMENT for a null pointer or
 * seen_count below the window's frame_count. O(tables * 512 + frame_count). */
enum pw_status pw_address_space_check(const struct pw_address_space *space, uint8_t *seen, uint32_t seen_count);

#endif
