/*
 * Unmap step: the changes of unmap_space.h, added up.
 */
#include "src/paging/unmap_step.h"

#define LEVEL_OF_PAGES 3u

/* The leaves, without an account of them. */
/*@ requires going: pw_unmap_going(space, removed);
    requires local: pw_unmap_local(space);
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == level &&
      pw_forest_root[table] == space->root_frame && 1 <= count && first + count <= 512;
    requires leaves: pw_run_drains(space->window, table, first, count);
    requires takes: pw_unmap_takes(space->window, table, first, count);
    requires filled: pw_forest_filled(space->window, table);
    terminates \true; exits \false;
    assigns space->window->words[table * 512 + first .. table * 512 + first + count - 1], space->window->live[table],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table];
    ensures going: pw_unmap_going(space, removed);
    ensures still: pw_unmap_still{Pre,Post}(space);
    ensures conserved: pw_unmap_conserved{Pre,Post}(space);
    ensures emptied: pw_unmap_emptied{Pre,Post}(space->window);
    ensures filled: pw_forest_filled(space->window, table);
    ensures cleared: \result <= count;
    ensures fewer: space->window->live[table] == \old(space->window->live[table]) - \result;
    ensures invalid: pw_run_zero(space->window, table, first, count);
    ensures zero: \old(pw_run_zero(space->window, table, first, count)) ==> \result == 0;
    ensures stale: \result > 0 ==>
      pw_stale_grown{Pre,Post}(table, first, first + count, level, 0);
    ensures global: \result > 0 ==> \old(pw_stale_local(table)) ==> pw_unmap_wide(space) || pw_stale_global[table] == 0;
    ensures none: \result == 0 ==> pw_stale_same{Pre,Post}(table);
    ensures others_stale: pw_stale_kept{Pre,Post}(table);
    ensures step: pw_run_step{Pre,Post}(space->window, table, first, count);
    ensures walks: pw_run_walks_same_but{Pre,Post}(space->window, table, first, count);
    ensures faults: pw_run_walks_fault(space->window, table, first, count);
*/
static uint32_t drain(struct pw_address_space *space, uint32_t table, uint32_t level, uint32_t first, uint32_t count,
                      struct pw_removed removed) {
  (void)level; /* what the contract speaks of */
  (void)removed;
  //@ assert leaf: pw_unmap_wide(space) || pw_run_local(space->window, table, first, count);
  //@ assert was: pw_space_root(space) && pw_space_owns(space) && pw_space_unused(space);
  //@ assert apart: !pw_stock_has(space->window, table);
  uint32_t cleared = pw_unmap_space_drain(space, table, first, count);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert source: pw_space_source_kept{Pre,Here}(space);
  /*@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Pre}(space->window, f); */
  //@ assert stock_still: pw_stock_still{Pre,Here}(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert emptying: pw_space_emptying(space);
  //@ assert valid: pw_stock_valid(space->window, removed.tables);
  //@ assert no_tables: pw_stock_no_tables(space->window);
  //@ assert stale: pw_stock_stale_same{Pre,Here}(space->window);
  //@ assert unread: pw_stock_all_unread(space->window);
  //@ assert tables: pw_stock_of_tables(space->window, removed.tables);
  //@ assert out: pw_stock_out(space);
  return cleared;
}

struct pw_removed pw_unmap_step_drain(struct pw_address_space *space, uint32_t table, uint32_t level, uint32_t first,
                                      uint32_t count, struct pw_removed removed) {
  struct pw_removed more = removed;
  //@ assert none_at_0: level == 0 ==> pw_run_zero(space->window, table, first, count);
  //@ assert placed: pw_table_placed(level, table);
  //@ assert takes: !pw_run_zero(space->window, table, first, count) ==> pw_stale_takes(table, first);
  //@ assert before: pw_stale_stage[table] != PW_STAGE_CLEAN ==> pw_unmap_stale_at(space, removed, table);
  uint32_t cleared = drain(space, table, level, first, count, removed);
  more.leaves = pw_leaf_counts_more(removed.leaves, level, cleared);
  //@ assert same: more.first == removed.first && more.last == removed.last && more.tables == removed.tables;
  //@ assert counted: pw_leaves_at(more.leaves, level) == pw_leaves_at(removed.leaves, level) + cleared;
  //@ assert cases: level == 0 || level == 1 || level == 2 || level == 3;
  //@ assert grow: pw_leaves_grow(removed.leaves, more.leaves);
  //@ assert more: pw_removed_more(removed, more);
  //@ assert smallest: cleared > 0 ==> level <= pw_smallest_of(more.leaves);
  //@ assert kept: pw_run_stale_kept{Pre,Here}(table, table);
  //@ assert were: pw_unmap_were{Pre,Here}(space, removed, table, table);
  //@ assert others: pw_unmap_stale_but(space, more, table, table);
  //@ assert none_kept: cleared == 0 ==> pw_run_stale_kept{Pre,Here}(-1, -1);
  //@ assert none_were: cleared == 0 ==> pw_unmap_were{Pre,Here}(space, removed, -1, -1);
  //@ assert none_but: cleared == 0 ==> pw_unmap_stale_but(space, more, -1, -1);
  //@ assert none: cleared == 0 ==> pw_unmap_stale(space, more);
  //@ assert nonzero: cleared > 0 ==> !\at(pw_run_zero(space->window, table, first, count), Pre);
  //@ assert run: cleared > 0 ==> pw_stale_end[table] == first + count && pw_stale_level[table] == level;
  //@ assert last: pw_run_has(first, count, first + count - 1) && pw_entry(space->window, table, first + count - 1) == 0;
  //@ assert here: cleared > 0 ==> pw_run_within(level, table, first, count, removed);
  //@ assert next: cleared > 0 ==> pw_stale_takes(table, first + count);
  //@ assert next_none: cleared == 0 && \at(pw_stale_takes(table, first), Pre) ==> pw_stale_takes(table, first + count);
  //@ assert left: cleared > 0 ==> pw_leaves_at(more.leaves, level) > 0;
  //@ assert live: cleared == 0 ==> space->window->live[table] == \at(space->window->live[table], Pre);
  //@ assert begin: cleared > 0 ==> more.first < pw_entry_va(level, table, first + 1);
  //@ assert end: cleared > 0 ==> pw_entry_va(level, table, first + count - 1) <= more.last;
  /*@ assert joined: \at(pw_stale_stage[table], Pre) == PW_STAGE_CLEAN ||
        (pw_stale_within{Pre}(space, table, more.first, more.last) && \at(pw_stale_level[table], Pre) == level); */
  //@ assert index_clean: cleared > 0 && \at(pw_stale_stage[table], Pre) == PW_STAGE_CLEAN ==> pw_stale_index[table] == first;
  /*@ assert index_before: \at(pw_stale_stage[table], Pre) != PW_STAGE_CLEAN ==>
        more.first < pw_entry_va(level, table, \at(pw_stale_index[table], Pre) + 1); */
  /*@ assert index_same: cleared > 0 && \at(pw_stale_stage[table], Pre) != PW_STAGE_CLEAN ==>
        pw_stale_index[table] == \at(pw_stale_index[table], Pre); */
  //@ assert index: cleared > 0 ==> more.first < pw_entry_va(level, table, pw_stale_index[table] + 1);
  //@ assert global: cleared > 0 ==> pw_unmap_wide(space) || pw_stale_global[table] == 0;
  //@ assert order: cleared > 0 ==> 0 <= pw_stale_index[table] < pw_stale_end[table] <= 512;
  //@ assert some_known: cleared > 0 ==> pw_stale_known(more, table);
  //@ assert some_void: cleared > 0 ==> pw_stale_void(space->window, table);
  //@ assert some_within: cleared > 0 ==> pw_stale_within(space, table, more.first, more.last);
  //@ assert some: cleared > 0 ==> pw_unmap_stale_at(space, more, table);
  //@ assert stale: pw_unmap_stale(space, more);
  return more;
}

/* A frame that was a table onto the stock. */
/*@ requires going: pw_unmap_going(space, removed);
    requires frame: frame < space->window->frame_count && !pw_stock_has(space->window, frame) &&
      pw_forest_level[frame] == PW_NO_LEVEL && pw_page_source_out(space->source, frame);
    requires unread: pw_stock_unread(space->window, frame);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1], pw_stock_place[frame];
    ensures going: pw_unmap_going(space, \result);
    ensures still: pw_unmap_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures same: \result.first == removed.first && \result.last == removed.last && \result.leaves == removed.leaves;
    ensures count: \result.tables.count == removed.tables.count + 1;
    ensures has: \forall integer f; pw_stock_has(space->window, f) <==>
      \old(pw_stock_has(space->window, f)) || f == frame;
    ensures entries: pw_stock_entries_kept{Pre,Post}(space->window);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static struct pw_removed keep(struct pw_address_space *space, uint32_t frame, struct pw_removed removed) {
  struct pw_removed more = removed;
  //@ assert was: pw_space_root(space) && pw_space_owns(space) && pw_space_unused(space) && pw_stock_out(space);
  more.tables = pw_unmap_space_keep(space, removed.tables, frame);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert source: pw_space_source_kept{Pre,Here}(space);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert emptying: pw_space_emptying(space);
  //@ assert out: pw_stock_out(space);
  return more;
}

/* A table of level 3 is none any more, and is not on the stock yet. Returns how many leaves it has. */
/*@ requires going: pw_unmap_going(space, removed);
    requires local: pw_unmap_local(space);
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == 2 &&
      pw_forest_root[table] == space->root_frame && index < 512;
    requires links: pw_links(space->window, table, index, child);
    requires takes: pw_stale_takes(table, index) && pw_stale_stage[child] == PW_STAGE_CLEAN;
    requires filled: pw_forest_filled(space->window, table);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], pw_forest_level[child],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table], pw_stale_stage[child], pw_stale_index[child],
            pw_stale_end[child], pw_stale_level[child], pw_stale_link[child], pw_stale_global[child];
    ensures going: pw_unmap_going(space, removed);
    ensures child: child < space->window->frame_count && !pw_stock_has(space->window, child) &&
      pw_forest_level[child] == PW_NO_LEVEL && pw_page_source_out(space->source, child);
    ensures place: pw_forest_parent[child] == table && pw_forest_slot[child] == index &&
      pw_forest_root[child] == space->root_frame && \old(pw_is_table(space->window, child)) && child != table;
    ensures live: 0 < \result <= 0xFFFF;
    ensures unread: pw_stock_unread(space->window, child);
    ensures still: pw_unmap_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures filled: pw_forest_filled(space->window, table);
    ensures emptied: pw_unmap_emptied{Pre,Post}(space->window);
    ensures invalid: pw_entry(space->window, table, index) == 0;
    ensures stale: pw_stale_grown{Pre,Post}(table, index, index + 1, 2, 1) &&
      pw_stale_run(child, PW_STAGE_CLEARED, 0, 512, 3, 1) && pw_run_stale_kept{Pre,Post}(table, child);
    ensures global: (\old(pw_stale_local(table)) ==> pw_stale_global[table] == 0) &&
      (pw_unmap_wide(space) || pw_stale_global[child] == 0);
    ensures levels: pw_levels_but{Pre,Post}(space->window, child);
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures entries: pw_entries_kept{Pre,Post}(space->window, table, index);
    ensures rest: pw_others_kept{Pre,Post}(space->window, table, index);
    ensures walks: pw_walks_same_but{Pre,Post}(space->window, table, index);
    ensures faults: pw_walks_hit(space->window, table, index, 0);
*/
static uint32_t cut(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child,
                    struct pw_removed removed) {
  (void)removed; /* what the contract speaks of */
  //@ assert was: pw_space_root(space) && pw_space_owns(space) && pw_space_unused(space) && pw_stock_out(space);
  //@ assert sound: pw_forest_down(space->window) && pw_forest_entries(space->window) && pw_forest_roots(space->window);
  //@ assert below: pw_is_table(space->window, child) && pw_forest_level[child] == 3 && child != table;
  //@ assert here: pw_forest_parent[child] == table && pw_forest_slot[child] == index;
  //@ assert tree: pw_forest_root[child] == space->root_frame;
  /*@ assert entries: \forall integer i; 0 <= i < 512 && pw_entry(space->window, child, i) != 0 ==>
        pw_is_leaf(pw_entry(space->window, child, i), pw_forest_level[child]); */
  //@ assert leaf: pw_unmap_wide(space) || pw_run_local(space->window, child, 0, 512);
  //@ assert apart: !pw_stock_has(space->window, child) && !pw_stock_has(space->window, table);
  pw_unmap_space_cut(space, table, index, child);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert source: pw_space_source_kept{Pre,Here}(space);
  /*@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Pre}(space->window, f); */
  //@ assert stock_still: pw_stock_still{Pre,Here}(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert emptying: pw_space_emptying(space);
  //@ assert valid: pw_stock_valid(space->window, removed.tables);
  //@ assert no_tables: pw_stock_no_tables(space->window);
  //@ assert stale: pw_stock_stale_same{Pre,Here}(space->window);
  //@ assert unread: pw_stock_all_unread(space->window);
  //@ assert tables: pw_stock_of_tables(space->window, removed.tables);
  //@ assert out: pw_stock_out(space);
  return pw_table_live_count(space->window, child);
}

struct pw_removed pw_unmap_step_cut(struct pw_address_space *space, uint32_t table, uint32_t index, uint32_t child,
                                    struct pw_removed removed) {
  struct pw_removed more = removed;
  //@ assert placed: pw_table_placed(2, table);
  //@ assert ready: pw_space_source_ready(space);
  //@ assert valid: pw_window_valid(space->window);
  //@ assert frames: space->window->frame_count <= PW_WINDOW_MAX_FRAMES;
  /*@ assert was_stale: pw_stale_stage[table] != PW_STAGE_CLEAN ==>
        pw_stale_within(space, table, removed.first, removed.last); */
  //@ assert bound: child < PW_WINDOW_MAX_FRAMES && table < PW_WINDOW_MAX_FRAMES;
  uint32_t pages = cut(space, table, index, child, removed);
  //@ ghost Cut: ;
  //@ assert window: pw_window_same{Pre,Here}(space->window) && space->window == \at(space->window, Pre);
  //@ assert here: pw_forest_level[table] == 2;
  //@ assert hit: pw_walks_hit{Cut}(space->window, table, index, 0);
  more.leaves = pw_leaf_counts_more(removed.leaves, LEVEL_OF_PAGES, pages);
  //@ assert same: more.first == removed.first && more.last == removed.last && more.tables == removed.tables;
  //@ assert going: pw_unmap_going(space, more);
  more = keep(space, child, more);
  //@ assert range: more.first == removed.first && more.last == removed.last;
  //@ assert grow: pw_leaves_grow(removed.leaves, more.leaves);
  //@ assert more: pw_removed_more(removed, more);
  //@ assert smallest: pw_smallest_of(more.leaves) == 3 && more.tables.count > 0;
  //@ assert words: pw_stock_entries_kept{Cut,Here}(space->window);
  //@ assert levels: pw_levels_same{Cut,Here}(space->window);
  //@ assert places: pw_places_still{Cut,Here};
  //@ assert moved: pw_unmap_moved{Pre,Here}(space, child);
  //@ assert kept: pw_others_kept{Cut,Here}(space->window, table, -1);
  //@ assert rest: pw_others_kept{Pre,Here}(space->window, table, index);
  //@ assert entries_cut: pw_unmap_entries_but{Pre,Cut}(\at(space->window, Pre), table);
  //@ assert entries_put: pw_unmap_entries_but{Cut,Here}(space->window, table);
  //@ assert entries: pw_unmap_entries_but{Pre,Here}(space->window, table);
  //@ assert faults: pw_walks_hit(space->window, table, index, 0);
  //@ assert emptied: pw_unmap_emptied{Pre,Here}(space->window);
  //@ assert still: pw_unmap_still{Pre,Here}(space);
  //@ assert stale_kept: pw_run_stale_kept{Pre,Here}(table, child);
  //@ assert were: pw_unmap_were{Pre,Here}(space, removed, table, child);
  //@ assert others: pw_unmap_stale_but(space, more, table, child);
  //@ assert known: pw_stale_known(more, table);
  //@ assert zero: pw_entry(space->window, table, index) == 0;
  //@ assert end: pw_stale_end[table] == index + 1;
  //@ assert void: pw_stale_void(space->window, table);
  //@ assert next: pw_stale_takes(table, index + 1);
  //@ assert joined: pw_stale_joined{Pre,Here}(space, more, table, index, index + 1, 2, 1);
  //@ assert joined_clean: \at(pw_stale_stage[table], Pre) == PW_STAGE_CLEAN ==> pw_stale_within(space, table, more.first, more.last);
  /*@ assert before: \at(pw_stale_stage[table], Pre) != PW_STAGE_CLEAN ==>
        pw_stale_within{Pre}(space, table, more.first, removed.last); */
  //@ assert joined_more: \at(pw_stale_stage[table], Pre) != PW_STAGE_CLEAN ==> pw_stale_within(space, table, more.first, more.last);
  //@ assert at: pw_unmap_stale_at(space, more, table);
  //@ assert place: pw_forest_parent[child] == table && pw_forest_slot[child] == index;
  //@ assert tree: pw_forest_root[child] == pw_forest_root[table];
  //@ assert first_page: pw_entry_va(3, child, 1) == pw_entry_va(2, table, index) + 0x1000;
  //@ assert last_page: pw_entry_va(3, child, 511) == pw_entry_va(2, table, index) + 511 * 0x1000;
  //@ assert child_placed: pw_table_placed(3, child);
  //@ assert child_within: pw_stale_within(space, child, more.first, more.last);
  //@ assert child_known: pw_stale_known(more, child);
  //@ assert gone: !pw_is_table(space->window, child);
  //@ assert child_void: pw_stale_void(space->window, child);
  //@ assert child_at: pw_unmap_stale_at(space, more, child);
  //@ assert stale: pw_unmap_stale(space, more);
  return more;
}

/* An empty table is none any more, and is not on the stock yet. */
/*@ requires going: pw_unmap_going(space, removed);
    requires table: pw_is_table(space->window, table) && pw_forest_level[table] == level && level <= 2 &&
      pw_forest_root[table] == space->root_frame && index < 512;
    requires links: pw_links(space->window, table, index, child);
    requires empty: space->window->live[child] == 0;
    requires takes: pw_stale_takes(table, index);
    requires filled: pw_forest_filled(space->window, child);
    terminates \true; exits \false;
    assigns space->window->words[table * 512 + index], space->window->live[table], pw_forest_level[child],
            pw_stale_stage[table], pw_stale_index[table], pw_stale_end[table], pw_stale_level[table],
            pw_stale_link[table], pw_stale_global[table];
    ensures going: pw_unmap_going(space, removed);
    ensures child: child < space->window->frame_count && !pw_stock_has(space->window, child) &&
      pw_forest_level[child] == PW_NO_LEVEL && pw_page_source_out(space->source, child);
    ensures was: \old(pw_is_table(space->window, child)) && \old(pw_forest_level[child]) != 0 && child != table;
    ensures unread: pw_stock_unread(space->window, child);
    ensures still: pw_unmap_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures filled: pw_forest_filled(space->window, table);
    ensures emptied: pw_unmap_emptied{Pre,Post}(space->window);
    ensures invalid: pw_entry(space->window, table, index) == 0;
    ensures stale: pw_stale_grown{Pre,Post}(table, index, index + 1, level, 1) && pw_stale_kept{Pre,Post}(table);
    ensures global: \old(pw_stale_local(table)) ==> pw_stale_global[table] == 0;
    ensures levels: pw_levels_but{Pre,Post}(space->window, child);
    ensures entries: pw_entries_kept{Pre,Post}(space->window, table, index);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static void unlink_table(struct pw_address_space *space, uint32_t table, uint32_t level, uint32_t index, uint32_t child,
                         struct pw_removed removed) {
  (void)level; /* what the contract speaks of */
  (void)removed;
  //@ assert was: pw_space_root(space) && pw_space_owns(space) && pw_space_unused(space) && pw_stock_out(space);
  //@ assert sound: pw_forest_down(space->window) && pw_forest_roots(space->window);
  //@ assert below: pw_is_table(space->window, child) && pw_forest_level[child] == level + 1 && child != table;
  //@ assert here: pw_forest_parent[child] == table && pw_forest_slot[child] == index;
  //@ assert tree: pw_forest_root[child] == space->root_frame;
  //@ assert apart: !pw_stock_has(space->window, child) && !pw_stock_has(space->window, table);
  pw_unmap_space_unlink(space, table, index, child);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert source: pw_space_source_kept{Pre,Here}(space);
  /*@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Pre}(space->window, f); */
  //@ assert stock_still: pw_stock_still{Pre,Here}(space->window);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  //@ assert emptying: pw_space_emptying(space);
  //@ assert valid: pw_stock_valid(space->window, removed.tables);
  //@ assert no_tables: pw_stock_no_tables(space->window);
  //@ assert stale: pw_stock_stale_same{Pre,Here}(space->window);
  //@ assert unread: pw_stock_all_unread(space->window);
  //@ assert tables: pw_stock_of_tables(space->window, removed.tables);
  //@ assert out: pw_stock_out(space);
  //@ assert first: pw_entry(space->window, child, 0) == 0;
}

struct pw_removed pw_unmap_step_drop(struct pw_address_space *space, uint32_t table, uint32_t level, uint32_t index,
                                     uint32_t child, struct pw_removed removed) {
  //@ assert placed: pw_table_placed(level, table);
  //@ assert ready: pw_space_source_ready(space);
  //@ assert valid: pw_window_valid(space->window);
  //@ assert frames: space->window->frame_count <= PW_WINDOW_MAX_FRAMES;
  /*@ assert was_stale: pw_stale_stage[table] != PW_STAGE_CLEAN ==>
        pw_stale_within(space, table, removed.first, removed.last); */
  unlink_table(space, table, level, index, child, removed);
  //@ ghost Unlinked: ;
  //@ assert stays: pw_roots_stay{Pre,Here}(space->window);
  //@ assert here: pw_forest_level[table] == level;
  /*@ assert rest: \forall integer f, i; pw_is_table(space->window, f) && 0 <= i < 512 && f != table ==>
        pw_entry{Pre}(space->window, f, i) == pw_entry(space->window, f, i); */
  struct pw_removed more = keep(space, child, removed);
  //@ assert range: more.first == removed.first && more.last == removed.last;
  //@ assert more: pw_removed_more(removed, more);
  //@ assert words: pw_stock_entries_kept{Unlinked,Here}(space->window);
  //@ assert moved: pw_unmap_moved{Pre,Here}(space, child);
  /*@ assert kept: \forall integer i; 0 <= i < 512 ==>
        pw_entry{Unlinked}(space->window, table, i) == pw_entry(space->window, table, i); */
  //@ assert entries: pw_unmap_entries_but{Pre,Here}(space->window, table);
  //@ assert emptied: pw_unmap_emptied{Pre,Here}(space->window);
  //@ assert still: pw_unmap_still{Pre,Here}(space);
  //@ assert stale_kept: pw_run_stale_kept{Pre,Here}(table, table);
  //@ assert were: pw_unmap_were{Pre,Here}(space, removed, table, table);
  //@ assert others: pw_unmap_stale_but(space, more, table, table);
  //@ assert known: pw_stale_known(more, table);
  //@ assert zero: pw_entry(space->window, table, index) == 0;
  //@ assert end: pw_stale_end[table] == index + 1;
  //@ assert void: pw_stale_void(space->window, table);
  //@ assert joined: pw_stale_joined{Pre,Here}(space, more, table, index, index + 1, level, 1);
  //@ assert joined_clean: \at(pw_stale_stage[table], Pre) == PW_STAGE_CLEAN ==> pw_stale_within(space, table, more.first, more.last);
  /*@ assert before: \at(pw_stale_stage[table], Pre) != PW_STAGE_CLEAN ==>
        pw_stale_within{Pre}(space, table, more.first, removed.last); */
  //@ assert joined_more: \at(pw_stale_stage[table], Pre) != PW_STAGE_CLEAN ==> pw_stale_within(space, table, more.first, more.last);
  //@ assert at: pw_unmap_stale_at(space, more, table);
  //@ assert stale: pw_unmap_stale(space, more);
  return more;
}
