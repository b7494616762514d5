/*
 * The forest of a window, in logic: every table of every address space, a tree each; what links them, and the walk.
 *
 * Ghost maps by frame number say for each frame whether it is a table, of which level, and which entry of which table links
 * it. Local facts about neighbours then state that the tables form trees: a link leads one level down to a table that names
 * it as its only link, and every table but a root is linked. Nothing is said by reachability, so nothing needs induction.
 * The maps are of one window.
 */
#ifndef PW_SPEC_PAGING_FOREST_H
#define PW_SPEC_PAGING_FOREST_H

#define PW_NO_LEVEL 255

/* The maps of a tree as a whole, for assigns clauses. */
#define PW_FOREST_MAPS                                                                                                 \
  pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_parent[0 .. PW_WINDOW_MAX_FRAMES - 1],                     \
      pw_forest_slot[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_root[0 .. PW_WINDOW_MAX_FRAMES - 1]

/*@ ghost
    unsigned char pw_forest_level[PW_WINDOW_MAX_FRAMES];  // 0..3: the frame is a table of this level; PW_NO_LEVEL: it is none
    unsigned int pw_forest_parent[PW_WINDOW_MAX_FRAMES];  // of a table below a root: the table that links it,
    unsigned int pw_forest_slot[PW_WINDOW_MAX_FRAMES];    // and the entry there
    unsigned int pw_forest_root[PW_WINDOW_MAX_FRAMES];    // of a table: the root of its tree
    unsigned int pw_forest_asid[PW_WINDOW_MAX_FRAMES];    // of a root: the ASID of its address space
    unsigned int pw_forest_half[PW_WINDOW_MAX_FRAMES];    // of a root: bits 63:48 of its addresses
*/

#include "spec/paging/stale.h"

/*@ // What hardware takes an entry for: a link to the next table, or a leaf (see pw_descriptor_kind).
    predicate pw_is_link(integer d, integer level) = d % 4 == 3 && level <= 2;
    predicate pw_is_leaf(integer d, integer level) =
      (level == 3 && d % 4 == 3) || ((level == 1 || level == 2) && d % 4 == 1);

    // The frame is a table.
    predicate pw_is_table{L}(struct pw_window *w, integer f) = 0 <= f < w->frame_count && 0 <= pw_forest_level[f] <= 3;

    // Each frame is a table of a level or none.
    predicate pw_forest_levels{L}(struct pw_window *w) =
      \forall integer f; 0 <= f < w->frame_count ==> 0 <= pw_forest_level[f] <= 3 || pw_forest_level[f] == PW_NO_LEVEL;

    // A link leads to a table of the next level, which knows it as its link.
    predicate pw_forest_down{L}(struct pw_window *w) =
      \forall integer t, i; 0 <= t < w->frame_count && 0 <= i < 512 && 0 <= pw_forest_level[t] <= 2 &&
          pw_is_link(pw_entry(w, t, i), pw_forest_level[t]) ==>
        0 <= pw_child(w, pw_entry(w, t, i)) < w->frame_count &&
        pw_forest_level[pw_child(w, pw_entry(w, t, i))] == pw_forest_level[t] + 1 &&
        pw_forest_parent[pw_child(w, pw_entry(w, t, i))] == t && pw_forest_slot[pw_child(w, pw_entry(w, t, i))] == i;

    // Each table but a root is linked where it says, by a link without further bits.
    predicate pw_forest_up{L}(struct pw_window *w) =
      \forall integer c; 0 <= c < w->frame_count && 1 <= pw_forest_level[c] <= 3 ==>
        0 <= pw_forest_parent[c] < w->frame_count && 0 <= pw_forest_slot[c] < 512 &&
        pw_forest_level[pw_forest_parent[c]] == pw_forest_level[c] - 1 &&
        pw_entry(w, pw_forest_parent[c], pw_forest_slot[c]) == pw_link(w, c);

    // Each table is of one tree with the table that links it.
    predicate pw_forest_roots{L}(struct pw_window *w) =
      \forall integer c; 0 <= c < w->frame_count && 0 <= pw_forest_level[c] <= 3 ==>
        pw_forest_root[c] == (pw_forest_level[c] == 0 ? c : pw_forest_root[pw_forest_parent[c]]);

    // Each table's live count is the number of its entries that are not zero,
    predicate pw_forest_counts{L}(struct pw_window *w) = \forall integer t; pw_is_table(w, t) ==> pw_counted(w, t);

    // and such an entry is a link or a leaf.
    predicate pw_forest_entries{L}(struct pw_window *w) =
      \forall integer t, i; 0 <= t < w->frame_count && 0 <= i < 512 && 0 <= pw_forest_level[t] <= 3 &&
          pw_entry(w, t, i) != 0 ==>
        pw_is_link(pw_entry(w, t, i), pw_forest_level[t]) || pw_is_leaf(pw_entry(w, t, i), pw_forest_level[t]);

    // No table but the roots, and perhaps x, is empty.
    predicate pw_forest_filled{L}(struct pw_window *w, integer x) =
      \forall integer t; 0 <= t < w->frame_count && 1 <= pw_forest_level[t] <= 3 && t != x ==> w->live[t] > 0;

    predicate pw_forest_valid{L}(struct pw_window *w) =
      pw_window_valid(w) && pw_window_arrays(w) && pw_forest_levels(w) && pw_forest_down(w) && pw_forest_up(w) &&
      pw_forest_roots(w) && pw_forest_counts(w) && pw_forest_entries(w);

    // The entry i of table t links child c.
    predicate pw_links{L}(struct pw_window *w, integer t, integer i, integer c) =
      pw_is_link(pw_entry(w, t, i), pw_forest_level[t]) && pw_child(w, pw_entry(w, t, i)) == c;

    // The walk of the architecture from a table of level 3, 2, 1 or 0 on, by the indices of an address. Its result is 0 for a
    // fault, whatever the level, else four times the leaf and its level.
    logic integer pw_walk3{L}(struct pw_window *w, integer t, integer i3) =
      pw_entry(w, t, i3) % 4 == 3 ? pw_entry(w, t, i3) * 4 + 3 : 0;
    logic integer pw_walk2{L}(struct pw_window *w, integer t, integer i2, integer i3) =
      pw_entry(w, t, i2) % 4 == 3 ? pw_walk3(w, pw_child(w, pw_entry(w, t, i2)), i3)
                                  : (pw_entry(w, t, i2) % 4 == 1 ? pw_entry(w, t, i2) * 4 + 2 : 0);
    logic integer pw_walk1{L}(struct pw_window *w, integer t, integer i1, integer i2, integer i3) =
      pw_entry(w, t, i1) % 4 == 3 ? pw_walk2(w, pw_child(w, pw_entry(w, t, i1)), i2, i3)
                                  : (pw_entry(w, t, i1) % 4 == 1 ? pw_entry(w, t, i1) * 4 + 1 : 0);
    logic integer pw_walk0{L}(struct pw_window *w, integer t, integer i0, integer i1, integer i2, integer i3) =
      pw_entry(w, t, i0) % 4 == 3 ? pw_walk1(w, pw_child(w, pw_entry(w, t, i0)), i1, i2, i3) : 0;

    // The walk from x by these indices comes to entry i of table t, told upwards through the ghost maps.
    predicate pw_hit3(integer x, integer i3, integer t, integer i) = x == t && i3 == i;
    predicate pw_hit2{L}(integer x, integer i2, integer i3, integer t, integer i) =
      (x == t && i2 == i) || (pw_forest_level[t] == 3 && i3 == i && x == pw_forest_parent[t] && i2 == pw_forest_slot[t]);
    predicate pw_hit1{L}(integer x, integer i1, integer i2, integer i3, integer t, integer i) =
      (x == t && i1 == i) || (pw_forest_level[t] == 2 && i2 == i && x == pw_forest_parent[t] && i1 == pw_forest_slot[t]) ||
      (pw_forest_level[t] == 3 && i3 == i && i2 == pw_forest_slot[t] && x == pw_forest_parent[pw_forest_parent[t]] &&
       i1 == pw_forest_slot[pw_forest_parent[t]]);
    predicate pw_hit0{L}(integer x, integer i0, integer i1, integer i2, integer i3, integer t, integer i) =
      (x == t && i0 == i) || (pw_forest_level[t] == 1 && i1 == i && x == pw_forest_parent[t] && i0 == pw_forest_slot[t]) ||
      (pw_forest_level[t] == 2 && i2 == i && i1 == pw_forest_slot[t] && x == pw_forest_parent[pw_forest_parent[t]] &&
       i0 == pw_forest_slot[pw_forest_parent[t]]) ||
      (pw_forest_level[t] == 3 && i3 == i && i2 == pw_forest_slot[t] && i1 == pw_forest_slot[pw_forest_parent[t]] &&
       x == pw_forest_parent[pw_forest_parent[pw_forest_parent[t]]] && i0 == pw_forest_slot[pw_forest_parent[pw_forest_parent[t]]]);

    predicate pw_indices(integer i0, integer i1, integer i2, integer i3) =
      0 <= i0 < 512 && 0 <= i1 < 512 && 0 <= i2 < 512 && 0 <= i3 < 512;

    // At two points: every walk is the same, from tables of level 3, 2, 1 and from roots.
    predicate pw_walks3_same{A,B}(struct pw_window *w) =
      \forall integer t, i3; 0 <= t < \at(w->frame_count, A) && \at(pw_forest_level[t], A) == 3 && 0 <= i3 < 512 ==>
        pw_walk3{A}(w, t, i3) == pw_walk3{B}(w, t, i3);
    predicate pw_walks2_same{A,B}(struct pw_window *w) =
      \forall integer t, i2, i3; 0 <= t < \at(w->frame_count, A) && \at(pw_forest_level[t], A) == 2 && 0 <= i2 < 512 &&
        0 <= i3 < 512 ==> pw_walk2{A}(w, t, i2, i3) == pw_walk2{B}(w, t, i2, i3);
    predicate pw_walks1_same{A,B}(struct pw_window *w) =
      \forall integer t, i1, i2, i3; 0 <= t < \at(w->frame_count, A) && \at(pw_forest_level[t], A) == 1 && 0 <= i1 < 512 &&
        0 <= i2 < 512 && 0 <= i3 < 512 ==> pw_walk1{A}(w, t, i1, i2, i3) == pw_walk1{B}(w, t, i1, i2, i3);
    predicate pw_walks_same{A,B}(struct pw_window *w) =
      \forall integer t, i0, i1, i2, i3; 0 <= t < \at(w->frame_count, A) && \at(pw_forest_level[t], A) == 0 &&
        pw_indices(i0, i1, i2, i3) ==> pw_walk0{A}(w, t, i0, i1, i2, i3) == pw_walk0{B}(w, t, i0, i1, i2, i3);

    // The same but where the walk comes to entry i of table t, as that table was placed at A.
    predicate pw_walks_same_but{A,B}(struct pw_window *w, integer t, integer i) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 &&
          pw_indices(i0, i1, i2, i3) && !pw_hit0{A}(r, i0, i1, i2, i3, t, i) ==>
        pw_walk0{A}(w, r, i0, i1, i2, i3) == pw_walk0{B}(w, r, i0, i1, i2, i3);

    // Where it does come there, its result is this.
    predicate pw_walks_hit{L}(struct pw_window *w, integer t, integer i, integer value) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < w->frame_count && pw_forest_level[r] == 0 && pw_indices(i0, i1, i2, i3) &&
        pw_hit0(r, i0, i1, i2, i3, t, i) ==> pw_walk0(w, r, i0, i1, i2, i3) == value;

    // A change at entry i of table t, and of frame c: every other table keeps its place, its count and its entries.
    predicate pw_forest_step{A,B}(struct pw_window *w, integer t, integer i, integer c) =
      (\forall integer f; 0 <= f < \at(w->frame_count, A) && f != c ==>
        \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B) && \at(pw_forest_parent[f], A) == \at(pw_forest_parent[f], B) &&
        \at(pw_forest_slot[f], A) == \at(pw_forest_slot[f], B) && \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B)) &&
      (\forall integer f; 0 <= f < \at(w->frame_count, A) && f != t ==> \at(w->live[f], A) == \at(w->live[f], B)) &&
      pw_entries_kept{A,B}(w, t, i);
*/

/* What every change of a tree assumes and keeps, part by part. */
#define PW_FOREST_REQUIRES(W)                                                                                            \
  requires window: pw_window_valid(W) && pw_window_arrays(W);                                                          \
  requires levels: pw_forest_levels(W);                                                                                  \
  requires down: pw_forest_down(W);                                                                                      \
  requires up: pw_forest_up(W);                                                                                          \
  requires roots: pw_forest_roots(W);                                                                                    \
  requires counts: pw_forest_counts(W);                                                                                  \
  requires entries: pw_forest_entries(W);

#define PW_FOREST_ENSURES(W)                                                                                             \
  ensures window: pw_window_valid(W) && pw_window_arrays(W);                                                           \
  ensures levels: pw_forest_levels(W);                                                                                   \
  ensures down: pw_forest_down(W);                                                                                       \
  ensures up: pw_forest_up(W);                                                                                           \
  ensures roots: pw_forest_roots(W);                                                                                     \
  ensures counts: pw_forest_counts(W);                                                                                   \
  ensures entries: pw_forest_entries(W);

#endif
