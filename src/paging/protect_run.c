/*
 * Protect run: break, forget, make.
 */
#include "src/paging/protect_run.h"

#include <pagewright/descriptor.h>

#include "src/paging/flush.h"
#include "src/paging/map_space.h"
#include "src/paging/protect_space.h"

/* The run becomes invalid; */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires path: pw_space_path(space, path) && 1 <= path.level && path.index[path.level] + count <= 512;
    requires leaves: pw_run_leaves(space->window, path.table[path.level], path.index[path.level], count);
    requires local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
      pw_path_run_local(space->window, path, count);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures path: pw_space_path(space, path);
    ensures invalid: pw_run_zero(space->window, path.table[path.level], path.index[path.level], count);
    ensures filled: pw_forest_filled(space->window, path.table[path.level]);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures stale: pw_stale_run(path.table[path.level], PW_STAGE_CLEARED, path.index[path.level],
                                path.index[path.level] + count, path.level, 0);
    ensures seen: \forall integer f; 0 <= f < space->window->frame_count && f != path.table[path.level] ==>
      pw_stale_stage[f] == PW_STAGE_CLEAN || pw_stale_stage[f] == PW_STAGE_MADE ||
      pw_stale_stage[f] == PW_STAGE_COMPLETE;
    ensures covers: pw_flush_covers(space, path.table[path.level]);
    ensures others: pw_path_run_others_same{Pre,Post}(space->window, path, count);
*/
static void clear_run(struct pw_address_space *space, struct pw_path path, uint32_t count) {
  //@ ghost uint32_t table = path.table[path.level];
  //@ assert cases: path.level == 1 || path.level == 2 || path.level == 3;
  //@ assert at: pw_forest_level[table] == path.level && pw_forest_root[table] == space->root_frame;
  //@ assert drains: pw_run_drains(space->window, table, path.index[path.level], count);
  /*@ assert local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
        pw_run_local(space->window, table, path.index[path.level], count); */
  pw_protect_space_drain(space, path, count);
}

/* and is forgotten: every walker sees that, and no TLB holds what it was. */
/*@ requires space: \valid_read(space) && pw_window_valid(space->window) && pw_space_root(space);
    requires path: pw_space_path(space, path) && 1 <= path.level && pw_path_of(path, range.va);
    requires count: 1 <= count && path.index[path.level] + count <= 512;
    requires range: 1 <= range.length && range.va + (range.length - 1) <= UINT64_MAX &&
      pw_space_canonical(space, range.va);
    requires reach: pw_va_entry(range.va, path.level, count - 1) <= range.va + (range.length - 1);
    requires stale: pw_stale_run(path.table[path.level], PW_STAGE_CLEARED, path.index[path.level],
                                 path.index[path.level] + count, path.level, 0);
    requires seen: \forall integer f; 0 <= f < space->window->frame_count && f != path.table[path.level] ==>
      pw_stale_stage[f] == PW_STAGE_CLEAN || pw_stale_stage[f] == PW_STAGE_MADE ||
      pw_stale_stage[f] == PW_STAGE_COMPLETE;
    requires covers: pw_flush_covers(space, path.table[path.level]);
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: pw_stale_none(space->window);
*/
static void forget_run(const struct pw_address_space *space, struct pw_path path, uint32_t count,
                       struct pw_va_range range) {
  (void)count; /* what the contract speaks of */
  //@ ghost uint32_t table = path.table[path.level];
  //@ assert chain: pw_path_chain(path);
  //@ assert leads: pw_path_leads(path, range.va);
  //@ assert asid: pw_forest_asid[pw_forest_root[path.table[0]]] == space->asid;
  //@ assert first: pw_path_stale_first(path, path.level);
  /*@ assert reached: pw_stale_reached(table, range.va, range.va + (range.length - 1), path.level, path.level,
                                       space->asid); */
  //@ assert live: pw_stale_live(table) && table < PW_WINDOW_MAX_FRAMES;
  /*@ assert others: \forall integer f; 0 <= f < space->window->frame_count && f != table ==>
        PW_STAGE_CLEAN <= pw_stale_stage[f] <= PW_STAGE_COMPLETE && !pw_stale_live(f); */
  pw_flush_range(space, range, path.level, path.level);
  //@ assert forgotten: pw_stale_stage[table] == PW_STAGE_CLEAN;
  /*@ assert ordered: \forall integer f; 0 <= f < space->window->frame_count && f != table ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN; */
}

void pw_protect_run(struct pw_address_space *space, struct pw_path path, uint32_t count, struct pw_va_range range,
                    uint64_t leaf) {
  uint64_t stride = pw_level_size(path.level);
  //@ assert was_owned: pw_space_owns{Pre}(space) && pw_space_unused{Pre}(space) && pw_space_root{Pre}(space);
  clear_run(space, path, count);
  //@ ghost Broken: ;
  //@ assert broken: pw_path_run_others_same{Pre,Broken}(space->window, path, count);
  forget_run(space, path, count, range);
  //@ assert settled: pw_stale_settled(space->window);
  //@ assert whole: stride % 4 == 0;
  pw_map_space_fill(space, path, count, leaf, stride);
  //@ assert made: pw_path_run_others_same{Broken,Here}(space->window, path, count);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert source: pw_space_source_kept{Pre,Here}(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
}
