/*
 * Space: what the operations on an address space share. Internal to src/paging.
 */
#ifndef PW_PAGING_SPACE_H
#define PW_PAGING_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/descriptor.h>

#include "src/paging/path.h"

#include "spec/paging/space.h"

#define PW_HIGH_HALF_BASE 0xFFFF000000000000u

/* Created and not destroyed. A null pointer is no live space. */
/*@ requires space: space == \null || \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures live: \result <==> pw_space_live(space);
*/
static inline bool pw_space_is_live(const struct pw_address_space *space) {
  return space != NULL && space->root_frame != PW_NO_FRAME;
}

/* Bits 63:48 all zero in the lower half, all one in the upper (Arm ARM D8.2.7). */
/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures canonical: \result <==> pw_space_canonical(space, va);
*/
static inline bool pw_space_is_canonical(const struct pw_address_space *space, uint64_t va) {
  return space->half == PW_HALF_LOW ? va < PW_VA_HALF_SIZE : va >= PW_HIGH_HALF_BASE;
}

/* A frame from the space's source, counted, its contents arbitrary; PW_NO_FRAME when there is none. */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_returned_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures inside: \result != PW_NO_FRAME ==> \result < space->window->frame_count;
    ensures has: \result != PW_NO_FRAME ==> pw_page_source_has(space->source, \result);
    ensures was_in: \result != PW_NO_FRAME ==> !pw_page_source_out{Pre}(space->source, \result);
    ensures is_out: \result != PW_NO_FRAME ==> pw_page_source_out(space->source, \result);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, \result);
*/
uint32_t pw_space_take_table(struct pw_address_space *space);

/* The frame goes back to where it came from, counted. No walker may reach it any more. */
/*@ requires ready: pw_space_source_ready(space);
    requires out: pw_page_source_out(space->source, table);
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->returned_count[0 .. PW_ORIGIN_COUNT - 1];
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space) && pw_space_taken_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures is_in: !pw_page_source_out(space->source, table);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, table);
*/
void pw_space_return_table(struct pw_address_space *space, uint32_t table);

/* As pw_forest_zero: a frame that is no table yet becomes an empty one. The source is as sound as it was. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires table: table < space->window->frame_count && pw_forest_level[table] == PW_NO_LEVEL;
    requires make: pw_stale_makes(table);
    terminates \true; exits \false;
    assigns space->window->words[table * 512 .. table * 512 + 511], space->window->live[table], pw_stale_stage[table];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures zero: pw_all_zero(space->window, table) && space->window->live[table] == 0;
    ensures stale: pw_stale_stage[table] == PW_STAGE_MADE && pw_stale_kept{Pre,Post}(table);
    ensures entries_kept: pw_tables_kept{Pre,Post}(space->window, table);
    ensures live_kept: \forall integer f; 0 <= f < space->window->frame_count && f != table ==>
      space->window->live[f] == \old(space->window->live[f]);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
void pw_space_zero_table(struct pw_address_space *space, uint32_t table);

/* As pw_path_hang_leaf, and the source is as sound as it was. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires path: pw_path_valid(space->window, path) && pw_path_entry(space->window, path) == 0;
    requires filled: pw_forest_filled(space->window, -1);
    requires count: path.level + reserve.count <= 3;
    requires fresh: \forall integer f; pw_reserved_below(reserve, reserve.count, f) ==> pw_fresh(space->window, f);
    requires distinct: (2 <= reserve.count ==> reserve.table[0] != reserve.table[1]) &&
      (3 <= reserve.count ==> reserve.table[2] != reserve.table[0] && reserve.table[2] != reserve.table[1]);
    requires leaf: pw_is_leaf(descriptor, path.level + reserve.count);
    requires settled: pw_stale_settled(space->window);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1],
            pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_parent[0 .. PW_WINDOW_MAX_FRAMES - 1],
            pw_forest_slot[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_root[0 .. PW_WINDOW_MAX_FRAMES - 1],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures tables: pw_reserve_hung{Pre,Post}(space->window, reserve, reserve.count, path.table[0]);
    ensures settled: pw_stale_settled(space->window);
    ensures served: pw_path_served(space->window, path, path.level + reserve.count,
                                   descriptor * 4 + path.level + reserve.count);
    ensures others: pw_path_others_same{Pre,Post}(space->window, path, path.level + reserve.count);
*/
void pw_space_hang_leaf(struct pw_address_space *space, struct pw_path path, struct pw_reserve reserve,
                        uint64_t descriptor);

/* As pw_path_clear_leaf and pw_path_prune one after the other, and the source is as sound as it was. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires path: pw_path_valid(space->window, path) && pw_is_leaf(pw_path_entry(space->window, path), path.level);
    requires filled: pw_forest_filled(space->window, -1);
    requires clean: pw_stale_none(space->window);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1],
            PW_STALE_MAPS;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures range: \result <= path.level;
    ensures tables: pw_path_pruned{Pre,Post}(space->window, path, \result);
    ensures stale: pw_path_stale(space->window, path, \result, PW_STAGE_CLEARED);
    ensures served: pw_path_served(space->window, path, path.level, 0);
    ensures others: pw_path_others_same{Pre,Post}(space->window, path, path.level);
*/
uint32_t pw_space_cut_leaf(struct pw_address_space *space, struct pw_path path);

/* What is mapped now, but for blocks of 1 GiB; */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures counts: space->page_count == page_count && space->block_2mb_count == block_2mb_count;
    ensures global: space->has_mapped_global <==> global;
    ensures fields: space->window == \old(space->window) && space->source == \old(space->source) &&
      space->root_frame == \old(space->root_frame) && space->asid == \old(space->asid) &&
      space->half == \old(space->half) && space->pa_bits == \old(space->pa_bits);
*/
void pw_space_set_counts(struct pw_address_space *space, uint32_t page_count, uint32_t block_2mb_count, bool global);

/* and these. */
/*@ requires ready: pw_space_source_ready(space);
    terminates \true; exits \false;
    assigns space->block_1gb_count;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures counts: space->block_1gb_count == block_1gb_count;
    ensures fields: space->window == \old(space->window) && space->source == \old(space->source) &&
      space->root_frame == \old(space->root_frame) && space->asid == \old(space->asid) &&
      space->half == \old(space->half) && space->pa_bits == \old(space->pa_bits);
*/
void pw_space_set_blocks_1gb(struct pw_address_space *space, uint32_t block_1gb_count);

#endif
