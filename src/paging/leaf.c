/*
 * Leaf: one page or one 2 MiB block, put into a space or taken out of it, all or nothing.
 *
 * Each operation looks first and writes afterwards. Looking finds every refusal and the number of tables that are
 * missing; those are taken from the source and zeroed while nothing can reach them; from the first write to the live
 * tree on, nothing can fail.
 */
#include "src/paging/leaf.h"

#include <stddef.h>

#include <pagewright/descriptor.h>

#include "src/paging/path.h"
#include "src/paging/reserve.h"
#include "src/paging/space.h"
#include "src/paging/tlb.h"

#include "spec/paging/steps.h"

#define PA_BITS_MAX 48u

/* A walker that sees a link has to see zeroes behind it, not what the frame held before (Arm ARM B2.3.12). */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires reserve: pw_reserve_ready(space, reserve);
    requires clean: pw_stale_none(space->window);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures fresh: \forall integer f; pw_reserved_below(reserve, reserve.count, f) ==> pw_fresh(space->window, f);
    ensures settled: pw_stale_settled(space->window);
    ensures tables: pw_table_entries_kept{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static void zero_reserve(struct pw_address_space *space, struct pw_reserve reserve) {
  /*@ loop invariant range: 0 <= i <= reserve.count;
      loop invariant ready: pw_space_source_ready(space);
      loop invariant source: pw_space_source_kept{Pre,Here}(space);
      loop invariant window: pw_window_valid(space->window) && pw_window_arrays(space->window);
      loop invariant levels: pw_forest_levels(space->window);
      loop invariant down: pw_forest_down(space->window);
      loop invariant up: pw_forest_up(space->window);
      loop invariant roots: pw_forest_roots(space->window);
      loop invariant counts: pw_forest_counts(space->window);
      loop invariant entries: pw_forest_entries(space->window);
      loop invariant filled: pw_forest_filled(space->window, -1);
      loop invariant zero: \forall integer f; pw_reserved_below(reserve, i, f) ==>
        pw_all_zero(space->window, f) && space->window->live[f] == 0;
      loop invariant made: \forall integer f; 0 <= f < space->window->frame_count ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN || (pw_stale_stage[f] == PW_STAGE_MADE && 0 < reserve.count);
      loop invariant tables: pw_table_entries_kept{Pre,Here}(space->window);
      loop invariant walks: pw_walks_same{Pre,Here}(space->window);
      loop assigns i, space->window->words[0 .. space->window->frame_count * 512 - 1],
        space->window->live[0 .. space->window->frame_count - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
      loop variant reserve.count - i; */
  for (uint32_t i = 0u; i < reserve.count; i++) {
    uint32_t table = reserve.table[i];
    //@ assert cases: i == 0 || i == 1 || i == 2;
    //@ assert reserved: pw_reserved_below(reserve, reserve.count, table);
    //@ assert next: \forall integer f; pw_reserved_below(reserve, i + 1, f) <==> pw_reserved_below(reserve, i, f) || f == table;
    //@ assert inside: \forall integer f; pw_reserved_below(reserve, i, f) ==> 0 <= f < space->window->frame_count;
    pw_space_zero_table(space, table);
    //@ assert own: pw_all_zero(space->window, table);
    /*@ assert earlier: \forall integer f; pw_reserved_below(reserve, i, f) && f != table ==> pw_all_zero(space->window, f); */
    //@ assert live: \forall integer f; pw_reserved_below(reserve, i + 1, f) ==> space->window->live[f] == 0;
  }
  //@ assert zero: \forall integer f; pw_reserved_below(reserve, reserve.count, f) ==> pw_all_zero(space->window, f);
  if (reserve.count > 0u) {
    pw_tlb_dsb_ishst(space->tlb);
  }
  //@ assert seen: \forall integer f; 0 <= f < space->window->frame_count ==> pw_stale_seen(f);
  //@ assert still: \forall integer f; pw_reserved_below(reserve, reserve.count, f) ==> pw_all_zero(space->window, f);
}

/* What is to be written, and where; or why not. */
struct place {
  enum pw_status status;
  struct pw_path path;
  uint64_t leaf;
};

/* The leaf as a value, without a place for it in memory. */
/*@ requires attributes: \valid_read(attributes);
    requires level: 2 <= level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures leaf: \result.status == PW_OK ==> PW_LEAF_IS(\result.leaf, pa, level, *attributes);
    ensures kind: \result.status == PW_OK ==> pw_is_leaf(\result.leaf, level);
    ensures statuses: \result.status != PW_ERR_ALREADY_MAPPED && \result.status != PW_ERR_BLOCK_IN_THE_WAY &&
      \result.status != PW_ERR_NON_CANONICAL;
*/
static struct place encode(uint64_t pa, uint32_t level, const struct pw_attributes *attributes) {
  struct place place = {.status = PW_OK, .leaf = 0u};
  uint64_t leaf = 0u;
  place.status = pw_descriptor_leaf(pa, level, attributes, &leaf);
  place.leaf = leaf;
  return place;
}

/* Where a leaf of the level is to go, if nothing is in the way. */
/*@ requires valid: pw_space_valid(space);
    requires level: 2 <= target_level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_path_valid(space->window, \result.path) && \result.path.level <= target_level &&
      \result.path.table[0] == space->root_frame && pw_path_of(\result.path, va);
    ensures free: \result.status == PW_OK ==> pw_path_entry(space->window, \result.path) == 0;
    ensures fault: \result.status == PW_OK ==> pw_space_walk(space, va) == 0;
    ensures there: \result.status == PW_ERR_ALREADY_MAPPED || \result.status == PW_ERR_BLOCK_IN_THE_WAY ==>
      pw_space_walk(space, va) != 0;
    ensures statuses: \result.status == PW_OK || \result.status == PW_ERR_ALREADY_MAPPED ||
      \result.status == PW_ERR_BLOCK_IN_THE_WAY || \result.status == PW_ERR_TABLE_IN_THE_WAY;
*/
static struct place locate(const struct pw_address_space *space, uint64_t va, uint32_t target_level) {
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, target_level);
  struct place place = {.status = PW_OK, .leaf = 0u};
  place.path = path;
  place.status = pw_path_place_status(path, target_level);
  //@ assert walk: pw_space_walk(space, va) == pw_path_rest(space->window, path);
  /*@ assert place: 0 <= path.table[path.level] < space->window->frame_count && 0 <= path.index[path.level] < 512 &&
        pw_forest_level[path.table[path.level]] == path.level; */
  //@ assert entry: place.status == PW_OK ==> path.descriptor == 0;
  //@ assert none: place.status == PW_OK ==> pw_path_rest(space->window, path) == 0;
  /*@ assert leaf: place.status == PW_ERR_ALREADY_MAPPED || place.status == PW_ERR_BLOCK_IN_THE_WAY ==>
        pw_is_leaf(path.descriptor, path.level); */
  //@ assert leaf3: pw_is_leaf(path.descriptor, path.level) && path.level == 3 ==> pw_path_rest(space->window, path) != 0;
  //@ assert leaf2: pw_is_leaf(path.descriptor, path.level) && path.level == 2 ==> pw_path_rest(space->window, path) != 0;
  //@ assert leaf1: pw_is_leaf(path.descriptor, path.level) && path.level == 1 ==> pw_path_rest(space->window, path) != 0;
  //@ assert there: pw_is_leaf(path.descriptor, path.level) ==> pw_space_walk(space, va) != 0;
  //@ assert copied: place.path == path;
  return place;
}

/* Whether the CPU has no such address. */
/*@ requires valid: pw_space_valid(space);
    terminates \true; exits \false; assigns \nothing;
*/
static bool is_beyond(const struct pw_address_space *space, uint64_t pa) {
  return pa >= PW_WINDOW_PA_LIMIT >> (PA_BITS_MAX - space->pa_bits);
}

/* Find every reason to refuse. */
/*@ requires valid: pw_space_valid(space);
    requires attributes: \valid_read(attributes);
    requires level: 2 <= target_level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures canonical: \result.status == PW_OK ==> pw_space_canonical(space, va);
    ensures aligned: \result.status == PW_OK ==> va % pw_level_bytes(target_level) == 0;
    ensures leaf: \result.status == PW_OK ==>
      PW_LEAF_IS(\result.leaf, pa, target_level, *attributes) && pw_is_leaf(\result.leaf, target_level);
    ensures path: \result.status == PW_OK ==> pw_path_valid(space->window, \result.path) &&
      \result.path.level <= target_level && \result.path.table[0] == space->root_frame && pw_path_of(\result.path, va);
    ensures free: \result.status == PW_OK ==> pw_path_entry(space->window, \result.path) == 0;
    ensures fault: \result.status == PW_OK ==> pw_space_walk(space, va) == 0;
    ensures there: \result.status == PW_ERR_ALREADY_MAPPED || \result.status == PW_ERR_BLOCK_IN_THE_WAY ==>
      pw_space_walk(space, va) != 0;
    ensures non_canonical: !pw_space_canonical(space, va) ==> \result.status == PW_ERR_NON_CANONICAL;
*/
static struct place find_place(const struct pw_address_space *space, uint64_t va, uint64_t pa, uint32_t target_level,
                               const struct pw_attributes *attributes) {
  struct place place = {.status = PW_OK, .leaf = 0u};
  if (!pw_space_is_canonical(space, va)) {
    place.status = PW_ERR_NON_CANONICAL;
    return place;
  }
  if (va % pw_level_size(target_level) != 0u) {
    place.status = PW_ERR_MISALIGNED;
    return place;
  }
  place = encode(pa, target_level, attributes);
  if (place.status != PW_OK) {
    return place;
  }
  if (is_beyond(space, pa)) {
    place.status = PW_ERR_OUT_OF_RANGE;
    return place;
  }
  uint64_t leaf = place.leaf;
  place = locate(space, va, target_level);
  place.leaf = leaf;
  return place;
}

/* The tables that are needed, zeroed and seen, or none. */
/*@ requires valid: pw_space_valid(space);
    requires needed: needed <= 3;
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(space->source), space->taken_count[0 .. PW_ORIGIN_COUNT - 1],
            space->returned_count[0 .. PW_ORIGIN_COUNT - 1],
            space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures settled: pw_stale_settled(space->window);
    ensures tables: pw_table_entries_kept{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures all: \result.count == needed ==> pw_reserve_ready(space, \result) && pw_reserve_taken{Pre,Post}(space, \result);
    ensures fresh: \result.count == needed ==> \forall integer f;
      pw_reserved_below(\result, \result.count, f) ==> pw_fresh(space->window, f);
    ensures none: \result.count != needed ==> pw_space_source_kept{Pre,Post}(space);
    ensures untouched: \result.count != needed ==> pw_window_untouched{Pre,Post}(space->window);
    ensures clean: \result.count != needed ==> pw_stale_none(space->window);
*/
static struct pw_reserve prepare(struct pw_address_space *space, uint32_t needed) {
  struct pw_reserve reserve = pw_reserve_take(space, needed);
  //@ assert clean: pw_stale_none(space->window);
  //@ assert untouched: pw_trees_untouched{Pre,Here}(space->window);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert levels: pw_forest_levels(space->window);
  //@ assert down: pw_forest_down(space->window);
  //@ assert up: pw_forest_up(space->window);
  //@ assert roots: pw_forest_roots(space->window);
  //@ assert counts: pw_forest_counts(space->window);
  //@ assert entries: pw_forest_entries(space->window);
  //@ assert filled: pw_forest_filled(space->window, -1);
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
  //@ assert tables: pw_table_entries_kept{Pre,Here}(space->window);
  if (reserve.count == needed) {
    //@ ghost Taken: ;
    zero_reserve(space, reserve);
    //@ assert taken: pw_reserve_taken{Pre,Here}(space, reserve);
    //@ assert since: pw_table_entries_kept{Taken,Here}(space->window);
  }
  return reserve;
}

/* From invalid to valid needs no invalidation, only that walkers see it before the caller goes on. */
/*@ requires space: \valid_read(space) && pw_window_valid(space->window);
    requires settled: pw_stale_settled(space->window);
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: pw_stale_none(space->window);
*/
static void publish(const struct pw_address_space *space) {
  pw_tlb_dsb_ishst(space->tlb);
  //@ assert seen: \forall integer f; 0 <= f < space->window->frame_count ==> pw_stale_seen(f);
  pw_tlb_isb(space->tlb);
}

/* The reserve and the leaf below the path's end, for every walker to see. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires settled: pw_stale_settled(space->window);
    requires root: pw_space_root(space) && path.table[0] == space->root_frame;
    requires path: pw_path_valid(space->window, path) && pw_path_entry(space->window, path) == 0;
    requires level: target_level == path.level + reserve.count && 2 <= target_level <= 3;
    requires reserve: pw_reserve_ready(space, reserve);
    requires fresh: \forall integer f; pw_reserved_below(reserve, reserve.count, f) ==> pw_fresh(space->window, f);
    requires leaf: pw_is_leaf(leaf, target_level);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_FOREST_MAPS, pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures root: pw_space_root(space);
    ensures hung: pw_reserve_hung{Pre,Post}(space->window, reserve, reserve.count, space->root_frame);
    ensures served: pw_path_served(space->window, path, target_level, leaf * 4 + target_level);
    ensures others: pw_path_others_same{Pre,Post}(space->window, path, target_level);
*/
static void attach(struct pw_address_space *space, struct pw_path path, struct pw_reserve reserve, uint64_t leaf,
                   uint32_t target_level) {
  (void)target_level; /* what the contract tells the leaf's place by */
  pw_space_hang_leaf(space, path, reserve, leaf);
  //@ assert root: !pw_reserved_below(reserve, reserve.count, space->root_frame);
  publish(space);
}

/* A leaf at the end of a path, with the tables between: all of it, or nothing when there are no tables. */
/*@ requires valid: pw_space_valid(space);
    requires path: pw_path_valid(space->window, path) && pw_path_entry(space->window, path) == 0 &&
      path.table[0] == space->root_frame;
    requires level: path.level <= target_level && 2 <= target_level <= 3;
    requires leaf: pw_is_leaf(leaf, target_level);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space);
    ensures ready: pw_space_source_ready(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures root: pw_space_root(space);
    ensures owns: pw_space_owns(space);
    ensures unused: pw_space_unused(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots_stay: pw_roots_stay{Pre,Post}(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures statuses: \result == PW_OK || \result == PW_ERR_NO_MEMORY;
    ensures refused: \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures served: \result == PW_OK ==> pw_path_served(space->window, path, target_level, leaf * 4 + target_level);
    ensures others: \result == PW_OK ==> pw_path_others_same{Pre,Post}(space->window, path, target_level);
*/
static enum pw_status hang(struct pw_address_space *space, struct pw_path path, uint64_t leaf, uint32_t target_level) {
  uint32_t needed = target_level - path.level;
  struct pw_reserve reserve = prepare(space, needed);
  //@ assert fields: space->root_frame == \at(space->root_frame, Pre) && space->asid == \at(space->asid, Pre);
  //@ assert kinds: space->half == \at(space->half, Pre) && space->pa_bits == \at(space->pa_bits, Pre);
  //@ assert was_root: pw_space_root{Pre}(space);
  //@ assert maps: pw_maps_untouched{Pre,Here}(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert was_owned: pw_space_owns{Pre}(space);
  //@ assert was_unused: pw_space_unused{Pre}(space);
  if (reserve.count != needed) {
    //@ assert kept: pw_space_source_kept{Pre,Here}(space);
    //@ assert owns: pw_space_owns(space);
    //@ assert unused: pw_space_unused(space);
    //@ assert conserved: pw_space_conserved{Pre,Here}(space);
    //@ assert roots_stay: pw_roots_stay{Pre,Here}(space->window);
    return PW_ERR_NO_MEMORY;
  }
  //@ assert ready: pw_reserve_ready(space, reserve);
  //@ assert path: pw_path_valid(space->window, path) && pw_path_entry(space->window, path) == 0;
  //@ assert inside: pw_reserve_fresh(space->window, reserve);
  //@ assert fresh: pw_reserve_fresh{Pre}(space->window, reserve);
  //@ ghost Prepared: ;
  attach(space, path, reserve, leaf, target_level);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert taken: pw_reserve_taken{Pre,Here}(space, reserve);
  //@ assert hung: pw_reserve_hung{Pre,Here}(space->window, reserve, reserve.count, space->root_frame);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert conserved: pw_space_conserved{Pre,Here}(space);
  //@ assert walks: pw_walks_same{Pre,Prepared}(space->window);
  //@ assert others: pw_path_others_same{Prepared,Here}(space->window, path, target_level);
  //@ assert roots_stay: pw_roots_stay{Pre,Here}(space->window);
  return PW_OK;
}

/* The same for the address that the path is of. */
/*@ requires valid: pw_space_valid(space);
    requires path: pw_path_valid(space->window, path) && pw_path_entry(space->window, path) == 0 &&
      path.table[0] == space->root_frame && pw_path_of(path, va);
    requires level: path.level <= target_level && 2 <= target_level <= 3;
    requires leaf: pw_is_leaf(leaf, target_level);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space);
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots_stay: pw_roots_stay{Pre,Post}(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures statuses: \result == PW_OK || \result == PW_ERR_NO_MEMORY;
    ensures refused: \result != PW_OK ==> pw_window_untouched{Pre,Post}(space->window);
    ensures walk: \result == PW_OK ==> pw_space_walk(space, va) == leaf * 4 + target_level;
    ensures quotient: \result == PW_OK ==> pw_space_walk(space, va) / 4 == leaf;
    ensures page: \result == PW_OK && target_level == 3 ==>
      pw_va_served_page(space->window, space->root_frame, va, leaf * 4 + target_level);
    ensures block: \result == PW_OK && target_level == 2 ==>
      pw_va_served_block(space->window, space->root_frame, va, leaf * 4 + target_level);
    ensures other_pages: \result == PW_OK && target_level == 3 ==>
      pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
    ensures other_blocks: \result == PW_OK && target_level == 2 ==>
      pw_va_others_same_block{Pre,Post}(space->window, space->root_frame, va);
*/
static enum pw_status hang_at(struct pw_address_space *space, struct pw_path path, uint64_t leaf, uint32_t target_level,
                              uint64_t va) {
  (void)va; /* what the contract speaks of */
  //@ assert quotient: (leaf * 4 + target_level) / 4 == leaf;
  enum pw_status status = hang(space, path, leaf, target_level);
  //@ assert valid: pw_space_valid(space);
  //@ assert own: status == PW_OK ==> pw_path_walk(space->window, path) == leaf * 4 + target_level;
  //@ assert here: pw_va_walk(space->window, path.table[0], va) == pw_path_walk(space->window, path);
  return status;
}

enum pw_status pw_leaf_map(struct pw_address_space *space, uint64_t va, uint64_t pa, uint32_t target_level,
                               const struct pw_attributes *attributes) {
  struct place place = find_place(space, va, pa, target_level, attributes);
  if (place.status != PW_OK) {
    return place.status;
  }
  uint64_t leaf = place.leaf;
  //@ assert encoded: PW_LEAF_IS(leaf, pa, target_level, \at(*attributes, Pre));
  return hang_at(space, place.path, leaf, target_level, va);
}

/* Every reason to refuse, and the path to the leaf. */
/*@ requires valid: pw_space_valid(space);
    requires level: 2 <= target_level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures canonical: \result.status == PW_OK ==> pw_space_canonical(space, va);
    ensures aligned: \result.status == PW_OK ==> va % pw_level_bytes(target_level) == 0;
    ensures path: \result.status == PW_OK ==> pw_path_valid(space->window, \result.path) &&
      \result.path.level == target_level && \result.path.table[0] == space->root_frame && pw_path_of(\result.path, va);
    ensures leaf: \result.status == PW_OK ==> pw_is_leaf(pw_path_entry(space->window, \result.path), target_level);
    ensures none: \result.status == PW_ERR_NOT_MAPPED ==> pw_space_walk(space, va) == 0;
    ensures non_canonical: !pw_space_canonical(space, va) ==> \result.status == PW_ERR_NON_CANONICAL;
*/
static struct place find_leaf(const struct pw_address_space *space, uint64_t va, uint32_t target_level) {
  struct place place = {.status = PW_OK, .leaf = 0u};
  if (!pw_space_is_canonical(space, va)) {
    place.status = PW_ERR_NON_CANONICAL;
    return place;
  }
  if (va % pw_level_size(target_level) != 0u) {
    place.status = PW_ERR_MISALIGNED;
    return place;
  }
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, target_level);
  place.path = path;
  place.status = pw_path_leaf_status(path, target_level);
  //@ assert walk: pw_space_walk(space, va) == pw_path_rest(space->window, path);
  //@ assert none: place.status == PW_ERR_NOT_MAPPED ==> pw_path_entry(space->window, path) == 0;
  //@ assert fault: place.status == PW_ERR_NOT_MAPPED ==> pw_path_rest(space->window, path) == 0;
  //@ assert copied: place.path == path;
  return place;
}

/* Break-before-make, Arm ARM D8.16.1: the entries of the path from a level down to its end are forgotten by every TLB. One
 * invalidation serves the leaf and every removed step of the walk to it, since the removed tables held nothing else. */
/*@ requires space: \valid_read(space) && pw_window_valid(space->window) && pw_space_root(space);
    requires path: 2 <= path.level <= 3 && low <= path.level && pw_path_of(path, va) && pw_path_chain(path) &&
      path.table[0] == space->root_frame;
    requires canonical: pw_space_canonical(space, va);
    requires stale: pw_path_stale(space->window, path, low, PW_STAGE_CLEARED);
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: pw_stale_none(space->window);
*/
static void forget(const struct pw_address_space *space, uint64_t va, struct pw_path path, uint32_t low) {
  pw_tlb_dsb_ishst(space->tlb);
  //@ assert ordered: pw_path_stale(space->window, path, low, PW_STAGE_ORDERED);
  pw_tlb_tlbi_va(space->tlb, va, low == path.level ? path.level : PW_TLBI_ANY_LEVEL, space->asid);
  //@ assert dropped: pw_path_stale(space->window, path, low, PW_STAGE_DROPPED);
  pw_tlb_dsb_ish(space->tlb);
  //@ assert complete: \forall integer f; 0 <= f < space->window->frame_count ==> pw_stale_seen(f);
  pw_tlb_isb(space->tlb);
}

/* The path's tables below a level, the lowest last. */
/*@ requires level: low <= path.level <= 3;
    requires apart: pw_path_apart(path);
    terminates \true; exits \false; assigns \nothing;
    ensures distinct: pw_reserve_distinct(\result);
    ensures tables: \forall integer f; pw_reserved_below(\result, \result.count, f) <==> pw_path_below(path, low, f);
*/
static struct pw_reserve tables_below(struct pw_path path, uint32_t low) {
  struct pw_reserve tables = {.table = {PW_NO_FRAME, PW_NO_FRAME, PW_NO_FRAME}, .count = 0u};
  if (low < 1u && 1u <= path.level) {
    tables = pw_reserve_with(tables, path.table[1]);
  }
  //@ assert first: \forall integer f; pw_reserved_below(tables, tables.count, f) <==> low < 1 <= path.level && f == path.table[1];
  if (low < 2u && 2u <= path.level) {
    tables = pw_reserve_with(tables, path.table[2]);
  }
  /*@ assert second: \forall integer f; pw_reserved_below(tables, tables.count, f) <==>
        (low < 1 <= path.level && f == path.table[1]) || (low < 2 <= path.level && f == path.table[2]); */
  if (low < 3u && 3u <= path.level) {
    tables = pw_reserve_with(tables, path.table[3]);
  }
  return tables;
}

/* The leaf out of the tree, and every table that held nothing else; then every TLB forgets them. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires clean: pw_stale_none(space->window);
    requires root: pw_space_root(space) && path.table[0] == space->root_frame;
    requires path: pw_path_valid(space->window, path) && 2 <= path.level <= 3 && pw_path_of(path, va);
    requires canonical: pw_space_canonical(space, va);
    requires leaf: pw_is_leaf(pw_path_entry(space->window, path), path.level);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1],
            PW_STALE_MAPS;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures root: pw_space_root(space);
    ensures distinct: pw_reserve_distinct(\result);
    ensures inside: \forall integer f; pw_reserved_below(\result, \result.count, f) ==> 0 <= f < space->window->frame_count;
    ensures fewer: pw_space_fewer{Pre,Post}(space, \result);
    ensures served: pw_path_served(space->window, path, path.level, 0);
    ensures others: pw_path_others_same{Pre,Post}(space->window, path, path.level);
*/
static struct pw_reserve drop(struct pw_address_space *space, struct pw_path path, uint64_t va) {
  //@ assert apart: pw_path_apart(path);
  //@ assert chain: pw_path_chain(path);
  /*@ assert tables: \forall integer f; pw_path_below(path, 0, f) ==>
        0 <= f < space->window->frame_count && 1 <= pw_forest_level[f] <= 3; */
  uint32_t low = pw_space_cut_leaf(space, path);
  /*@ assert part: \forall integer f; pw_path_below(path, low, f) ==> pw_path_below(path, 0, f); */
  //@ assert chain_still: pw_path_chain(path);
  //@ assert root: pw_space_root(space);
  forget(space, va, path, low);
  return tables_below(path, low);
}

/* A leaf and the tables that it leaves empty, back to the source when no walker and no TLB knows them any more. */
/*@ requires valid: pw_space_valid(space);
    requires path: pw_path_valid(space->window, path) && 2 <= path.level <= 3 && pw_path_of(path, va) &&
      path.table[0] == space->root_frame;
    requires canonical: pw_space_canonical(space, va);
    requires leaf: pw_is_leaf(pw_path_entry(space->window, path), path.level);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space);
    ensures ready: pw_space_source_ready(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures root: pw_space_root(space);
    ensures owns: pw_space_owns(space);
    ensures unused: pw_space_unused(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures roots_stay: pw_roots_stay{Pre,Post}(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures served: pw_path_served(space->window, path, path.level, 0);
    ensures others: pw_path_others_same{Pre,Post}(space->window, path, path.level);
*/
static void detach(struct pw_address_space *space, struct pw_path path, uint64_t va) {
  //@ assert was_owned: pw_space_owns{Pre}(space);
  //@ assert was_unused: pw_space_unused{Pre}(space);
  struct pw_reserve tables = drop(space, path, va);
  //@ assert still: pw_space_still{Pre,Here}(space);
  /*@ assert were: \forall integer f; pw_reserved_below(tables, tables.count, f) ==>
        pw_is_table{Pre}(space->window, f) && \at(pw_forest_root[f], Pre) == space->root_frame; */
  /*@ assert owned: \forall integer f; pw_reserved_below(tables, tables.count, f) ==>
        pw_page_source_out{Pre}(\at(space->source, Pre), f); */
  //@ assert out: pw_reserve_ready(space, tables);
  //@ ghost Dropped: ;
  pw_reserve_give_back(space, tables);
  //@ ghost struct pw_reserve none = {.table = {0, 0, 0}, .count = 0};
  //@ assert untouched: pw_trees_untouched{Dropped,Here}(space->window);
  //@ assert clean: pw_stale_none(space->window);
  //@ assert still_now: pw_space_still{Pre,Here}(space);
  //@ assert given: pw_reserve_given{Pre,Here}(space, tables, none);
  //@ assert fewer: pw_space_fewer{Pre,Here}(space, tables);
  //@ assert root: pw_space_root(space);
  //@ assert roots_stay: pw_roots_stay{Pre,Here}(space->window);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert conserved: pw_space_conserved{Pre,Here}(space);
  //@ assert walks: pw_walks_same{Dropped,Here}(space->window);
  //@ assert served: pw_path_served(space->window, path, path.level, 0);
  //@ assert others: pw_path_others_same{Pre,Here}(space->window, path, path.level);
}

enum pw_status pw_leaf_unmap(struct pw_address_space *space, uint64_t va, uint32_t target_level) {
  struct place place = find_leaf(space, va, target_level);
  if (place.status != PW_OK) {
    return place.status;
  }
  struct pw_path path = place.path;
  detach(space, path, va);
  //@ assert valid: pw_space_valid(space);
  return PW_OK;
}
