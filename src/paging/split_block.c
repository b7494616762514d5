/*
 * Split block: break, forget, make.
 */
#include "src/paging/split_block.h"

#include <pagewright/descriptor.h>

#include "src/paging/split_leaf.h"
#include "src/paging/split_space.h"
#include "src/paging/split_tally.h"
#include "src/paging/tlb.h"

/* Break-before-make, Arm ARM D8.16.1: the block that became invalid is forgotten by every TLB. The barriers are behind
 * the zeroes of the new table, too. */
/*@ requires space: \valid_read(space) && pw_window_valid(space->window) && pw_space_root(space);
    requires path: 1 <= path.level <= 2 && pw_path_of(path, va) && pw_path_chain(path) &&
      path.table[0] == space->root_frame && path.table[path.level] < space->window->frame_count;
    requires canonical: pw_space_canonical(space, va);
    requires stale: pw_stale_entry(path.table[path.level], PW_STAGE_CLEARED, path.index[path.level], path.level, 0);
    requires others: \forall integer f; 0 <= f < space->window->frame_count && f != path.table[path.level] ==>
      pw_stale_stage[f] == PW_STAGE_CLEAN || pw_stale_stage[f] == PW_STAGE_MADE;
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures seen: pw_stale_all_seen(space->window);
*/
static void forget(const struct pw_address_space *space, struct pw_path path, uint64_t va) {
  pw_tlb_dsb_ishst(space->tlb);
  //@ ghost uint32_t t = path.table[path.level];
  //@ assert cases: path.level == 1 || path.level == 2;
  /*@ assert seen: \forall integer f; 0 <= f < space->window->frame_count && f != t ==> pw_stale_seen(f); */
  //@ assert ordered: pw_stale_entry(t, PW_STAGE_ORDERED, path.index[path.level], path.level, 0);
  //@ assert half: pw_forest_half[pw_forest_root[t]] == va / 0x1000000000000;
  //@ assert covered1: path.level == 1 ==> pw_stale_covered(t, va, path.level, space->asid);
  //@ assert covered2: path.level == 2 ==> pw_stale_covered(t, va, path.level, space->asid);
  pw_tlb_tlbi_va(space->tlb, va, path.level, space->asid);
  //@ assert dropped: pw_stale_stage[t] == PW_STAGE_DROPPED;
  /*@ assert still_seen: \forall integer f; 0 <= f < space->window->frame_count && f != t ==> pw_stale_seen(f); */
  pw_tlb_dsb_ish(space->tlb);
}

/* The block at the path's end is invalid, and forgotten. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires root: pw_space_root(space) && path.table[0] == space->root_frame;
    requires path: pw_path_valid(space->window, path) && 1 <= path.level <= 2 && pw_path_of(path, va);
    requires place: table == path.table[path.level] && index == path.index[path.level];
    requires block: pw_is_leaf(pw_entry(space->window, table, index), path.level);
    requires canonical: pw_space_canonical(space, va);
    requires clean: pw_stale_stage[table] == PW_STAGE_CLEAN;
    requires others: \forall integer f; 0 <= f < space->window->frame_count ==>
      pw_stale_stage[f] == PW_STAGE_CLEAN || pw_stale_stage[f] == PW_STAGE_MADE;
    terminates \true; exits \false;
    assigns space->window->words[table * 512 + index], space->window->live[table], PW_STALE_MAPS;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, table);
    ensures seen: pw_stale_all_seen(space->window);
    ensures invalid: pw_entry(space->window, table, index) == 0;
    ensures step: pw_forest_step{Pre,Post}(space->window, table, index, -1);
    ensures was: pw_walks_hit{Pre}(space->window, table, index,
                                   \old(pw_entry(space->window, table, index)) * 4 + pw_forest_level[table]);
    ensures others: pw_walks_same_but{Pre,Post}(space->window, table, index);
*/
static void break_block(struct pw_address_space *space, struct pw_path path, uint32_t table, uint32_t index,
                        uint64_t va) {
  //@ assert cases: path.level == 1 || path.level == 2;
  //@ assert at1: path.level == 1 ==> pw_path_table(space->window, path, 1) && table == path.table[1];
  //@ assert at2: path.level == 2 ==> pw_path_table(space->window, path, 2) && table == path.table[2];
  //@ assert chain: pw_path_chain(path);
  pw_split_space_clear(space, table, index);
  forget(space, path, va);
}

/* Made from nothing, so there is nothing to be forgotten: walkers see it before the caller goes on. */
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

/* An empty table in place of the broken block, filled with the leaves that the block was as good as. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires place: table < space->window->frame_count && 1 <= pw_forest_level[table] <= 2 && index < 512;
    requires level: level == pw_forest_level[table];
    requires invalid: pw_entry(space->window, table, index) == 0;
    requires filled: pw_forest_filled(space->window, table);
    requires child: child < space->window->frame_count && pw_forest_level[child] == PW_NO_LEVEL;
    requires empty: pw_all_zero(space->window, child) && space->window->live[child] == 0;
    requires block: block % 4 == 1;
    requires seen: pw_stale_all_seen(space->window);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1],
            pw_forest_level[child], pw_forest_parent[child], pw_forest_slot[child], pw_forest_root[child],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures place: pw_forest_level[child] == level + 1 && pw_forest_root[child] == pw_forest_root[table];
    ensures places: pw_split_places_kept{Pre,Post}(space->window, child);
    ensures entries_kept: pw_split_entries_kept{Pre,Post}(space->window, table, child);
    ensures others: pw_walks_same_but{Pre,Post}(space->window, table, index);
    ensures lead: pw_walks_lead{Pre,Post}(space->window, table, index, block * 4 + level);
*/
static void make_table(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t level, uint32_t child,
                       uint64_t block) {
  uint64_t leaf = pw_split_leaf(block, level);
  uint64_t stride = pw_level_size(level + 1u);
  //@ assert settled: pw_stale_settled(space->window);
  //@ assert strides: stride == (level == 1 ? 0x200000 : 0x1000);
  pw_split_space_hang(space, table, index, child, leaf, stride);
  publish(space);
  /*@ assert hits1: level == 1 ==> \forall integer r, i0, i1, i2, i3; 0 <= r < space->window->frame_count &&
        \at(pw_forest_level[r], Pre) == 0 && pw_indices(i0, i1, i2, i3) &&
        pw_hit0{Pre}(r, i0, i1, i2, i3, table, index) ==>
          pw_walk0(space->window, r, i0, i1, i2, i3) == pw_split_result(leaf, 0x200000, i2, 2); */
  /*@ assert walks1: level == 1 ==> \forall integer r, i0, i1, i2, i3; 0 <= r < space->window->frame_count &&
        \at(pw_forest_level[r], Pre) == 0 && pw_indices(i0, i1, i2, i3) &&
        pw_hit0{Pre}(r, i0, i1, i2, i3, table, index) ==>
          pw_walk_agrees(block * 4 + level, pw_walk0(space->window, r, i0, i1, i2, i3), i2, i3); */
  /*@ assert hits2: level == 2 ==> \forall integer r, i0, i1, i2, i3; 0 <= r < space->window->frame_count &&
        \at(pw_forest_level[r], Pre) == 0 && pw_indices(i0, i1, i2, i3) &&
        pw_hit0{Pre}(r, i0, i1, i2, i3, table, index) ==>
          pw_walk0(space->window, r, i0, i1, i2, i3) == pw_split_result(leaf, 0x1000, i3, 3); */
  /*@ assert walks2: level == 2 ==> \forall integer r, i0, i1, i2, i3; 0 <= r < space->window->frame_count &&
        \at(pw_forest_level[r], Pre) == 0 && pw_indices(i0, i1, i2, i3) &&
        pw_hit0{Pre}(r, i0, i1, i2, i3, table, index) ==>
          pw_walk_agrees(block * 4 + level, pw_walk0(space->window, r, i0, i1, i2, i3), i2, i3); */
}

/* The block at the path's end becomes a table, as far as the window goes. */
/*@ requires valid: pw_space_valid(space);
    requires path: pw_path_valid(space->window, path) && 1 <= path.level <= 2 && pw_path_of(path, va) &&
      path.table[0] == space->root_frame;
    requires block: path.descriptor == pw_path_entry(space->window, path) && path.descriptor % 4 == 1;
    requires canonical: pw_space_canonical(space, va);
    requires child: child < space->window->frame_count && pw_forest_level[child] == PW_NO_LEVEL;
    terminates \true; exits \false;
    assigns PW_SPLIT_ASSIGNS(space, child);
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures root: pw_space_root(space);
    ensures place: 1 <= pw_forest_level[child] <= 3 && pw_forest_root[child] == space->root_frame;
    ensures places: pw_split_places_kept{Pre,Post}(space->window, child);
    ensures rest: pw_split_rest_kept{Pre,Post}(space->window, child);
    ensures walks: pw_walks_agree{Pre,Post}(space->window);
*/
static void replace(struct pw_address_space *space, struct pw_path path, uint64_t va, uint32_t child) {
  uint32_t table = path.table[path.level];
  uint32_t index = path.index[path.level];
  //@ assert cases: path.level == 1 || path.level == 2;
  /*@ assert at: 0 <= table < space->window->frame_count && pw_forest_level[table] == path.level && index < 512 &&
        pw_forest_root[table] == space->root_frame; */
  //@ assert entry: pw_entry(space->window, table, index) == path.descriptor;
  pw_space_zero_table(space, child);
  //@ ghost Zeroed: ;
  //@ assert zeroed: pw_walks_same{Pre,Here}(space->window);
  //@ assert rest_zeroed: pw_split_rest_kept{Pre,Here}(space->window, child);
  //@ assert path: pw_path_valid(space->window, path);
  break_block(space, path, table, index, va);
  //@ ghost Broken: ;
  //@ assert apart: child != table;
  //@ assert was: pw_walks_hit{Zeroed}(space->window, table, index, path.descriptor * 4 + path.level);
  //@ assert hits: pw_walks_hit{Pre}(space->window, table, index, path.descriptor * 4 + path.level);
  //@ assert step: pw_entries_kept{Zeroed,Here}(space->window, table, index);
  //@ assert rest_broken: pw_split_rest_kept{Zeroed,Here}(space->window, child);
  //@ assert rest: pw_split_rest_kept{Pre,Here}(space->window, child);
  //@ assert zero: pw_all_zero(space->window, child);
  //@ assert live: space->window->live[child] == 0;
  //@ assert broken: pw_walks_same_but{Zeroed,Broken}(space->window, table, index);
  make_table(space, table, index, path.level, child, path.descriptor);
  //@ assert leads: pw_walks_lead{Broken,Here}(space->window, table, index, path.descriptor * 4 + path.level);
  //@ assert led: pw_walks_lead{Pre,Here}(space->window, table, index, path.descriptor * 4 + path.level);
  //@ assert made: pw_walks_same_but{Broken,Here}(space->window, table, index);
  //@ assert same: pw_walks_same_but{Pre,Here}(space->window, table, index);
}

void pw_split_block(struct pw_address_space *space, struct pw_path path, uint64_t va, uint32_t table) {
  //@ assert was_owned: pw_space_owns{Pre}(space);
  //@ assert was_unused: pw_space_unused{Pre}(space);
  replace(space, path, va, table);
  //@ ghost Replaced: ;
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert valid: pw_space_valid(space);
  pw_split_tally(space, path.level);
  //@ assert counted: pw_walks_same{Replaced,Here}(space->window);
}
