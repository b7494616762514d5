/*
 * A range that is being unmapped, in logic: what is stale in the meantime, and where the frames of former tables are.
 */
#ifndef PW_SPEC_PAGING_UNMAP_STEP_H
#define PW_SPEC_PAGING_UNMAP_STEP_H

#include "spec/paging/flush.h"
#include "spec/paging/leaf_counts.h"
#include "spec/paging/unmap_table.h"

/*@ // The first byte that entry k of a table of a level serves.
    logic integer pw_entry_va{L}(integer level, integer t, integer k) =
      level == 0 ? pw_va_at0(pw_forest_half[pw_forest_root[t]], k)
      : (level == 1 ? pw_va_at1(pw_forest_half[pw_forest_root[t]], pw_forest_slot[t], k)
      : (level == 2 ? pw_va_at2(pw_forest_half[pw_forest_root[t]], pw_forest_slot[pw_forest_parent[t]], pw_forest_slot[t], k)
      : pw_va_at3(pw_forest_half[pw_forest_root[t]], pw_forest_slot[pw_forest_parent[pw_forest_parent[t]]],
                  pw_forest_slot[pw_forest_parent[t]], pw_forest_slot[t], k)));

    lemma pw_entry_va_stale{L}: \forall integer t, k; pw_stale_va(t, k) == pw_entry_va(pw_stale_level[t], t, k);
    lemma pw_entry_va_next{L}: \forall integer level, t, k; 0 <= level <= 3 ==>
      pw_entry_va(level, t, k + 1) == pw_entry_va(level, t, k) + pw_level_bytes(level);
    lemma pw_entry_va_order{L}: \forall integer level, t, j, k; 0 <= level <= 3 && j <= k ==>
      pw_entry_va(level, t, j) <= pw_entry_va(level, t, k);
    lemma pw_entry_va_less{L}: \forall integer level, t, j, k; 0 <= level <= 3 &&
      pw_entry_va(level, t, j) < pw_entry_va(level, t, k) ==> j < k;

    // The level of the smallest leaves; 0 when there is none.
    logic integer pw_smallest_of(struct pw_leaf_counts c) =
      c.page_count > 0 ? 3 : (c.block_2mb_count > 0 ? 2 : (c.block_1gb_count > 0 ? 1 : 0));

    // A table's place is one.
    predicate pw_table_placed{L}(integer level, integer t) =
      0 <= level <= 3 && (1 <= level ==> 0 <= pw_forest_slot[t] < 512) &&
      (2 <= level ==> 0 <= pw_forest_slot[pw_forest_parent[t]] < 512) &&
      (3 <= level ==> 0 <= pw_forest_slot[pw_forest_parent[pw_forest_parent[t]]] < 512);
    lemma pw_table_is_placed{L}: \forall struct pw_window *w, integer t;
      pw_forest_up(w) && pw_is_table(w, t) ==> pw_table_placed(pw_forest_level[t], t);
    lemma pw_table_stale_placed{L}: \forall integer t; pw_table_placed(pw_stale_level[t], t) ==> pw_stale_placed(t);

    // Where a table begins.
    lemma pw_entry_va_child{L}: \forall integer t, c, k; pw_forest_parent[c] == t && pw_forest_root[c] == pw_forest_root[t] ==>
      pw_entry_va(3, c, k) == pw_entry_va(2, t, pw_forest_slot[c]) + k * 0x1000;

    // No more than so many of each.
    predicate pw_leaves_below(struct pw_leaf_counts c, integer n) =
      c.page_count <= n && c.block_2mb_count <= n && c.block_1gb_count <= n;
    // At least as many of each.
    predicate pw_leaves_grow(struct pw_leaf_counts c, struct pw_leaf_counts d) =
      c.page_count <= d.page_count && c.block_2mb_count <= d.block_2mb_count && c.block_1gb_count <= d.block_1gb_count;

    // Between two calls of the operation's steps all holds but what TLBs know; former tables are on the stock, out of the source.
    predicate pw_space_emptying{L}(struct pw_address_space *s) =
      pw_space_source_ready(s) && pw_space_root(s) && pw_forest_valid(s->window) && pw_space_owns(s) && pw_space_unused(s);
    predicate pw_stock_out{L}(struct pw_address_space *s) =
      \forall integer f; pw_stock_has(s->window, f) ==> pw_page_source_out(s->source, f);
    predicate pw_unmap_going{L}(struct pw_address_space *s, struct pw_removed r) =
      pw_space_emptying(s) && pw_stock_of_tables(s->window, r.tables) && pw_stock_out(s);

    // Leaves for all ASIDs are only where an invalidation for the ASID would not do anyway.
    predicate pw_unmap_wide{L}(struct pw_address_space *s) = s->half == PW_HALF_HIGH || s->has_mapped_global;
    predicate pw_unmap_local{L}(struct pw_address_space *s) =
      pw_unmap_wide(s) ||
      \forall integer t, i; pw_is_table(s->window, t) && pw_forest_root[t] == s->root_frame && 0 <= i < 512 &&
        pw_is_leaf(pw_entry(s->window, t, i), pw_forest_level[t]) ==> pw_entry_local(pw_entry(s->window, t, i));

    // What is stale in a table became so just now and lies within a range of addresses; one invalidation for all reaches it,
    predicate pw_stale_within{L}(struct pw_address_space *s, integer f, integer first, integer last) =
      pw_stale_stage[f] == PW_STAGE_CLEARED && pw_forest_root[f] == s->root_frame && pw_stale_placed(f) &&
      0 <= pw_stale_index[f] < pw_stale_end[f] <= 512 && first < pw_entry_va(pw_stale_level[f], f, pw_stale_index[f] + 1) &&
      pw_entry_va(pw_stale_level[f], f, pw_stale_end[f] - 1) <= last && (pw_unmap_wide(s) || pw_stale_global[f] == 0);
    // and invalidations of the level that is told by what was taken out; as long as the table is one its last stale entry is zero.
    predicate pw_stale_known{L}(struct pw_removed r, integer f) =
      pw_stale_level[f] <= pw_smallest_of(r.leaves) &&
      (r.tables.count == 0 ==> pw_stale_link[f] == 0 && pw_leaves_at(r.leaves, pw_stale_level[f]) > 0);
    predicate pw_stale_void{L}(struct pw_window *w, integer f) =
      pw_is_table(w, f) ==>
        pw_stale_level[f] == pw_forest_level[f] && pw_entry(w, f, pw_stale_end[f] - 1) == 0;
    predicate pw_unmap_stale_at{L}(struct pw_address_space *s, struct pw_removed r, integer f) =
      pw_stale_within(s, f, r.first, r.last) && pw_stale_known(r, f) && pw_stale_void(s->window, f);
    predicate pw_unmap_stale{L}(struct pw_address_space *s, struct pw_removed r) =
      \forall integer f; 0 <= f < s->window->frame_count && pw_stale_stage[f] != PW_STAGE_CLEAN ==> pw_unmap_stale_at(s, r, f);
    predicate pw_unmap_stale_but{L}(struct pw_address_space *s, struct pw_removed r, integer t, integer c) =
      \forall integer f; 0 <= f < s->window->frame_count && pw_stale_stage[f] != PW_STAGE_CLEAN && f != t && f != c ==>
        pw_unmap_stale_at(s, r, f);

    // At two points: the same is stale of a table; and no table has another place, or is of another tree.
    predicate pw_stale_same{A,B}(integer f) =
      \at(pw_stale_stage[f], A) == \at(pw_stale_stage[f], B) && \at(pw_stale_index[f], A) == \at(pw_stale_index[f], B) &&
      \at(pw_stale_end[f], A) == \at(pw_stale_end[f], B) && \at(pw_stale_level[f], A) == \at(pw_stale_level[f], B) &&
      \at(pw_stale_link[f], A) == \at(pw_stale_link[f], B) && \at(pw_stale_global[f], A) == \at(pw_stale_global[f], B);
    predicate pw_places_still{A,B} =
      \forall integer f;
        \at(pw_forest_parent[f], A) == \at(pw_forest_parent[f], B) && \at(pw_forest_slot[f], A) == \at(pw_forest_slot[f], B) &&
        \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B) && \at(pw_forest_half[f], A) == \at(pw_forest_half[f], B);
    predicate pw_unmap_still{A,B}(struct pw_address_space *s) =
      pw_places_still{A,B} && pw_space_still{A,B}(s) && (pw_unmap_wide{A}(s) <==> pw_unmap_wide{B}(s));

    lemma pw_entry_va_still{A,B}: \forall integer level, t, k; pw_places_still{A,B} ==>
      pw_entry_va{A}(level, t, k) == pw_entry_va{B}(level, t, k);
    lemma pw_stale_placed_still{A,B}: \forall integer f; pw_places_still{A,B} && pw_stale_same{A,B}(f) && pw_stale_placed{A}(f) ==>
      pw_stale_placed{B}(f);
    lemma pw_stale_within_still{A,B}: \forall struct pw_address_space *s, integer f, first, last;
      pw_unmap_still{A,B}(s) && pw_stale_same{A,B}(f) && pw_stale_within{A}(s, f, first, last) ==>
        pw_stale_within{B}(s, f, first, last);
    lemma pw_stale_within_wider{L}: \forall struct pw_address_space *s, integer f, first, last, more;
      pw_stale_within(s, f, first, last) && last <= more ==> pw_stale_within(s, f, first, more);
    lemma pw_stale_within_end{L}: \forall struct pw_address_space *s, integer f, first, last;
      pw_stale_within(s, f, first, last) ==> 1 <= pw_stale_end[f] <= 512;
    lemma pw_stale_kept_same{A,B}: \forall integer t, c, f; pw_run_stale_kept{A,B}(t, c) && f != t && f != c ==>
      pw_stale_same{A,B}(f);
    lemma pw_stale_within_run{L}: \forall struct pw_address_space *s, integer f, first, last, index, end, level, link;
      pw_stale_run(f, PW_STAGE_CLEARED, index, end, level, link) && pw_forest_root[f] == s->root_frame && pw_table_placed(level, f) &&
          0 <= index < end <= 512 && first < pw_entry_va(level, f, index + 1) && pw_entry_va(level, f, end - 1) <= last &&
          (pw_unmap_wide(s) || pw_stale_global[f] == 0) ==> pw_stale_within(s, f, first, last);
    lemma pw_stale_within_begin{A,B}: \forall struct pw_address_space *s, integer f, first, last, level;
      pw_stale_within{A}(s, f, first, last) && \at(pw_stale_level[f], A) == level && pw_places_still{A,B} ==>
        0 <= \at(pw_stale_index[f], A) && first < pw_entry_va{B}(level, f, \at(pw_stale_index[f], A) + 1);
    // At two points: the same stock, and the same words in its frames.
    predicate pw_stock_still{A,B}(struct pw_window *w) =
      \at(w->frame_count, A) == \at(w->frame_count, B) &&
      (\forall integer f; \at(pw_stock_place[f], A) == \at(pw_stock_place[f], B)) &&
      (\forall integer f; pw_stock_has{A}(w, f) ==> pw_entry{A}(w, f, 0) == pw_entry{B}(w, f, 0));
    lemma pw_stock_still_ends{A,B}: \forall struct pw_window *w, struct pw_stock s;
      pw_stock_still{A,B}(w) && pw_stock_ends{A}(w, s) ==> pw_stock_ends{B}(w, s);
    lemma pw_stock_still_apart{A,B}: \forall struct pw_window *w;
      pw_stock_still{A,B}(w) && pw_stock_apart{A}(w) ==> pw_stock_apart{B}(w);
    lemma pw_stock_still_links{A,B}: \forall struct pw_window *w, struct pw_stock s;
      pw_stock_still{A,B}(w) && pw_stock_links{A}(w, s) ==> pw_stock_links{B}(w, s);

    // and the same is stale of them.
    predicate pw_stock_stale_same{A,B}(struct pw_window *w) =
      \forall integer f; pw_stock_has{A}(w, f) ==> pw_stale_same{A,B}(f);

    // More has been taken out of the same range.
    predicate pw_removed_more(struct pw_removed r, struct pw_removed q) =
      r.first == q.first && r.last <= q.last && pw_leaves_grow(r.leaves, q.leaves) && r.tables.count <= q.tables.count;
    // At two points: what is a table was one, and its entries are the same or zero.
    predicate pw_unmap_emptied{A,B}(struct pw_window *w) =
      \forall integer f, i; 0 <= f < \at(w->frame_count, B) && 0 <= \at(pw_forest_level[f], B) <= 3 && 0 <= i < 512 ==>
        \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B) &&
        (pw_entry{B}(w, f, i) == pw_entry{A}(w, f, i) || pw_entry{B}(w, f, i) == 0);

    lemma pw_stale_known_more{A,B}: \forall struct pw_removed r, struct pw_removed q, integer f;
      pw_stale_same{A,B}(f) && pw_stale_known{A}(r, f) && pw_removed_more(r, q) ==> pw_stale_known{B}(q, f);
    lemma pw_stale_void_still{A,B}: \forall struct pw_window *w, integer f;
      pw_stale_same{A,B}(f) && 1 <= \at(pw_stale_end[f], A) <= 512 && \at(w->frame_count, A) == \at(w->frame_count, B) &&
          pw_stale_void{A}(w, f) && pw_unmap_emptied{A,B}(w) ==> pw_stale_void{B}(w, f);
    lemma pw_stale_within_on{A,B}: \forall struct pw_address_space *s, struct pw_removed r, struct pw_removed q, integer f;
      pw_unmap_still{A,B}(s) && pw_stale_same{A,B}(f) && pw_removed_more(r, q) && pw_stale_within{A}(s, f, r.first, r.last) ==>
        pw_stale_within{B}(s, f, q.first, q.last);
    // At two points: what is stale but of two tables was so.
    predicate pw_unmap_were{A,B}(struct pw_address_space *s, struct pw_removed r, integer t, integer c) =
      \forall integer f; 0 <= f < \at(s->window->frame_count, B) && \at(pw_stale_stage[f], B) != PW_STAGE_CLEAN && f != t && f != c ==>
        pw_stale_same{A,B}(f) && pw_unmap_stale_at{A}(s, r, f);
    predicate pw_within_but{L}(struct pw_address_space *s, integer first, integer last, integer t, integer c) =
      \forall integer f; 0 <= f < s->window->frame_count && pw_stale_stage[f] != PW_STAGE_CLEAN && f != t && f != c ==>
        pw_stale_within(s, f, first, last);
    predicate pw_known_but{L}(struct pw_address_space *s, struct pw_removed r, integer t, integer c) =
      \forall integer f; 0 <= f < s->window->frame_count && pw_stale_stage[f] != PW_STAGE_CLEAN && f != t && f != c ==>
        pw_stale_known(r, f);
    predicate pw_void_but{L}(struct pw_address_space *s, integer t, integer c) =
      \forall integer f; 0 <= f < s->window->frame_count && pw_stale_stage[f] != PW_STAGE_CLEAN && f != t && f != c ==>
        pw_stale_void(s->window, f);
    lemma pw_unmap_they_were{A,B}: \forall struct pw_address_space *s, struct pw_removed r, integer t, c;
      pw_unmap_stale{A}(s, r) && pw_space_still{A,B}(s) && pw_run_stale_kept{A,B}(t, c) ==> pw_unmap_were{A,B}(s, r, t, c);
    lemma pw_within_but_still{A,B}: \forall struct pw_address_space *s, struct pw_removed r, struct pw_removed q, integer t, c;
      pw_unmap_were{A,B}(s, r, t, c) && pw_unmap_still{A,B}(s) && pw_removed_more(r, q) ==>
        pw_within_but{B}(s, q.first, q.last, t, c);
    lemma pw_known_but_still{A,B}: \forall struct pw_address_space *s, struct pw_removed r, struct pw_removed q, integer t, c;
      pw_unmap_were{A,B}(s, r, t, c) && pw_removed_more(r, q) ==> pw_known_but{B}(s, q, t, c);
    lemma pw_void_but_still{A,B}: \forall struct pw_address_space *s, struct pw_removed r, integer t, c;
      pw_unmap_were{A,B}(s, r, t, c) && pw_space_still{A,B}(s) && pw_unmap_emptied{A,B}(\at(s->window, A)) ==> pw_void_but{B}(s, t, c);
    lemma pw_stale_but_still{L}: \forall struct pw_address_space *s, struct pw_removed r, integer t, c;
      pw_within_but(s, r.first, r.last, t, c) && pw_known_but(s, r, t, c) && pw_void_but(s, t, c) ==> pw_unmap_stale_but(s, r, t, c);
    lemma pw_unmap_but_still{A,B}: \forall struct pw_address_space *s, struct pw_removed r, struct pw_removed q, integer t, c;
      pw_unmap_were{A,B}(s, r, t, c) && pw_unmap_still{A,B}(s) && pw_removed_more(r, q) &&
          pw_unmap_emptied{A,B}(\at(s->window, A)) ==> pw_unmap_stale_but{B}(s, q, t, c);
    lemma pw_unmap_stale_none{L}: \forall struct pw_address_space *s, struct pw_removed r;
      pw_unmap_stale_but(s, r, -1, -1) ==> pw_unmap_stale(s, r);
    lemma pw_unmap_stale_all{L}: \forall struct pw_address_space *s, struct pw_removed r, integer t, c;
      pw_unmap_stale_but(s, r, t, c) && (pw_stale_stage[t] == PW_STAGE_CLEAN || pw_unmap_stale_at(s, r, t)) &&
          (pw_stale_stage[c] == PW_STAGE_CLEAN || pw_unmap_stale_at(s, r, c)) ==> pw_unmap_stale(s, r);

    lemma pw_stock_unread_still{A,B}: \forall struct pw_window *w;
      pw_stock_still{A,B}(w) && pw_stock_stale_same{A,B}(w) && pw_stock_all_unread{A}(w) ==> pw_stock_all_unread{B}(w);
    lemma pw_stale_taken{A,B}: \forall integer t, first, end, level, link;
      pw_stale_takes{A}(t, first) && pw_stale_grown{A,B}(t, first, end, level, link) && first < end &&
          \at(pw_forest_level[t], B) == level ==> pw_stale_takes{B}(t, end);

    lemma pw_unmap_local_still{A,B}: \forall struct pw_address_space *s;
      pw_unmap_local{A}(s) && pw_unmap_still{A,B}(s) && pw_unmap_emptied{A,B}(\at(s->window, A)) ==> pw_unmap_local{B}(s);

    // At two points: what became invalid in a table joined what was stale of it before.
    predicate pw_stale_joined{A,B}(struct pw_address_space *s, struct pw_removed q, integer t, integer index, integer end,
                                   integer level, integer link) =
      pw_stale_takes{A}(t, index) && pw_stale_grown{A,B}(t, index, end, level, link) && 0 <= t < \at(s->window->frame_count, A) &&
      \at(pw_forest_level[t], A) == level && \at(pw_forest_root[t], A) == \at(s->root_frame, A) &&
      pw_table_placed{B}(level, t) && 0 <= index < end <= 512 && q.first < pw_entry_va{B}(level, t, index + 1) &&
      pw_entry_va{B}(level, t, end - 1) <= q.last && pw_stale_known{B}(q, t) && pw_stale_void{B}(\at(s->window, B), t) &&
      (pw_stale_local{A}(t) ==> pw_unmap_wide{B}(s) || \at(pw_stale_global[t], B) == 0);
    lemma pw_stale_joined_clean{A,B}: \forall struct pw_address_space *s, struct pw_removed q, integer t, index, end, level, link;
      \at(pw_stale_stage[t], A) == PW_STAGE_CLEAN && pw_unmap_still{A,B}(s) &&
          pw_stale_joined{A,B}(s, q, t, index, end, level, link) ==> pw_stale_within{B}(s, t, q.first, q.last);
    lemma pw_stale_joined_more{A,B}: \forall struct pw_address_space *s, struct pw_removed q, integer t, index, end, level, link, last;
      \at(pw_stale_stage[t], A) != PW_STAGE_CLEAN && pw_unmap_still{A,B}(s) && pw_stale_within{A}(s, t, q.first, last) &&
          pw_stale_joined{A,B}(s, q, t, index, end, level, link) ==> pw_stale_within{B}(s, t, q.first, q.last);
    // All of a table became invalid.
    lemma pw_stale_within_whole{L}: \forall struct pw_address_space *s, integer c, first, last;
      pw_stale_run(c, PW_STAGE_CLEARED, 0, 512, 3, 1) && pw_forest_root[c] == s->root_frame && pw_table_placed(3, c) &&
          first < pw_entry_va(3, c, 1) && pw_entry_va(3, c, 511) <= last && (pw_unmap_wide(s) || pw_stale_global[c] == 0) ==>
        pw_stale_within(s, c, first, last);

    // At two points: every frame but one is a table of the same level or none.
    predicate pw_levels_but{A,B}(struct pw_window *w, integer c) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) && f != c ==> \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B);
    // At two points: the entries of a table but one.
    predicate pw_others_kept{A,B}(struct pw_window *w, integer t, integer index) =
      \forall integer i; 0 <= i < 512 && i != index ==> pw_entry{A}(w, t, i) == pw_entry{B}(w, t, i);

    // At two points: the entries of all tables but one.
    predicate pw_unmap_entries_but{A,B}(struct pw_window *w, integer t) =
      \forall integer f, i; 0 <= f < \at(w->frame_count, B) && 0 <= \at(pw_forest_level[f], B) <= 3 && 0 <= i < 512 && f != t ==>
        pw_entry{A}(w, f, i) == pw_entry{B}(w, f, i);

    // At two points: the source is as it was; what was a table or on the stock is one of both; tables are what they were or are no
    // tables any more, and roots stay.
    predicate pw_unmap_conserved{A,B}(struct pw_address_space *s) =
      pw_space_source_kept{A,B}(s) &&
      \forall integer f; 0 <= f < \at(s->window->frame_count, A) ==>
        (pw_is_table{B}(\at(s->window, B), f) ==> \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B)) &&
        (\at(pw_forest_level[f], A) == 0 ==> \at(pw_forest_level[f], B) == 0) &&
        (pw_stock_has{A}(\at(s->window, A), f) ==> pw_stock_has{B}(\at(s->window, B), f)) &&
        (pw_is_table{A}(\at(s->window, A), f) || pw_stock_has{A}(\at(s->window, A), f) <==>
         pw_is_table{B}(\at(s->window, B), f) || pw_stock_has{B}(\at(s->window, B), f));
    lemma pw_unmap_conserved_then{A,B,C}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_space_still{B,C}(s) && pw_unmap_conserved{A,B}(s) && pw_unmap_conserved{B,C}(s) ==>
        pw_unmap_conserved{A,C}(s);
    lemma pw_unmap_roots{A,B}: \forall struct pw_address_space *s;
      pw_space_still{A,B}(s) && pw_unmap_conserved{A,B}(s) ==> pw_roots_stay{A,B}(\at(s->window, A));

    // At two points: a table went onto the stock, and nothing else changed its place.
    predicate pw_unmap_moved{A,B}(struct pw_address_space *s, integer c) =
      pw_space_source_kept{A,B}(s) && pw_levels_but{A,B}(\at(s->window, A), c) && 0 <= c < \at(s->window->frame_count, A) &&
      1 <= \at(pw_forest_level[c], A) <= 3 && \at(pw_forest_level[c], B) == PW_NO_LEVEL &&
      \forall integer f; pw_stock_has{B}(\at(s->window, B), f) <==> pw_stock_has{A}(\at(s->window, A), f) || f == c;
    lemma pw_unmap_moved_conserved{A,B}: \forall struct pw_address_space *s, integer c;
      pw_space_still{A,B}(s) && pw_unmap_moved{A,B}(s, c) ==> pw_unmap_conserved{A,B}(s);

    lemma pw_others_kept_then{A,B,C}: \forall struct pw_window *w, integer t, index;
      pw_others_kept{A,B}(w, t, index) && pw_others_kept{B,C}(w, t, -1) ==> pw_others_kept{A,C}(w, t, index);
    lemma pw_unmap_stale_one{L}: \forall struct pw_address_space *s, struct pw_removed r, integer t;
      pw_unmap_stale_but(s, r, t, t) && pw_unmap_stale_at(s, r, t) ==> pw_unmap_stale(s, r);

    // At two points: the same levels.
    predicate pw_levels_same{A,B}(struct pw_window *w) =
      \at(w->frame_count, A) == \at(w->frame_count, B) &&
      \forall integer f; 0 <= f < \at(w->frame_count, A) ==> \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B);
    // One change of a walk and then none.
    lemma pw_walks_but_then{A,B,C}: \forall struct pw_window *w, integer t, i;
      pw_walks_same_but{A,B}(w, t, i) && pw_roots_stay{A,B}(w) && pw_walks_same{B,C}(w) ==> pw_walks_same_but{A,C}(w, t, i);
    lemma pw_walks_hit_then{B,C}: \forall struct pw_window *w, integer t, i, value;
      0 <= t < \at(w->frame_count, B) && pw_walks_hit{B}(w, t, i, value) && pw_walks_same{B,C}(w) && pw_places_still{B,C} &&
          pw_levels_same{B,C}(w) ==> pw_walks_hit{C}(w, t, i, value);
    lemma pw_walks_same_then{A,B,C}: \forall struct pw_window *w;
      pw_walks_same{A,B}(w) && pw_roots_stay{A,B}(w) && pw_walks_same{B,C}(w) ==> pw_walks_same{A,C}(w);

    // Some entries lie within a range of addresses.
    predicate pw_run_within{L}(integer level, integer t, integer first, integer count, struct pw_removed r) =
      r.first < pw_entry_va(level, t, first + 1) && pw_entry_va(level, t, first + count - 1) <= r.last;

    // What is stale of the range is reached by the range's flush.
    lemma pw_stale_within_reached{L}: \forall struct pw_address_space *s, integer f, first, last, leaf_level, level;
      pw_stale_within(s, f, first, last) && pw_space_root(s) && pw_stale_level[f] <= leaf_level &&
          (level == 0 || (level == pw_stale_level[f] && pw_stale_link[f] == 0)) ==>
        pw_stale_reached(f, first, last, leaf_level, level, s->asid) && pw_flush_covers(s, f);
*/

/* What each step assumes and keeps. */
#define PW_UNMAP_REQUIRES                                                                                                      \
  requires going: pw_unmap_going(space, removed);                                                                              \
  requires local: pw_unmap_local(space);                                                                                       \
  requires stale: pw_unmap_stale(space, removed);

#define PW_UNMAP_ENSURES                                                                                                       \
  ensures going: pw_unmap_going(space, \result);                                                                               \
  ensures local: pw_unmap_local(space);                                                                                        \
  ensures stale: pw_unmap_stale(space, \result);                                                                               \
  ensures range: \result.first == removed.first && \result.last == removed.last;                                               \
  ensures grow: pw_leaves_grow(removed.leaves, \result.leaves);                                                                \
  ensures still: pw_space_still{Pre,Post}(space);                                                                              \
  ensures conserved: pw_unmap_conserved{Pre,Post}(space);

/* What taking out a table writes. */
#define PW_UNMAP_ASSIGNS(S)                                                                                                    \
  (S)->window->words[0 .. (S)->window->frame_count * 512 - 1], (S)->window->live[0 .. (S)->window->frame_count - 1],           \
      pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], PW_STALE_MAPS, pw_stock_place[0 .. PW_WINDOW_MAX_FRAMES - 1]

#endif
