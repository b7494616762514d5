/*
 * One tree as a whole, in logic: which of the window's tables are below an entry of one of its tables.
 *
 * A copy of the levels says what was a table when the copy was made, so that tables can be told of which the trees say
 * no more that they are any.
 */
#ifndef PW_SPEC_PAGING_TREE_H
#define PW_SPEC_PAGING_TREE_H

#include "spec/paging/forest.h"

/*@ ghost
    unsigned char pw_tree_level[PW_WINDOW_MAX_FRAMES]; // as pw_forest_level was when the copy was made
*/

/*@ // What the links of the copy's tables lead to, and what links its tables: as pw_forest_down and pw_forest_up.
    predicate pw_branch_down{L}(struct pw_window *w) =
      \forall integer t, i; 0 <= t < w->frame_count && 0 <= i < 512 && 0 <= pw_tree_level[t] <= 2 &&
          pw_is_link(pw_entry(w, t, i), pw_tree_level[t]) ==>
        0 <= pw_child(w, pw_entry(w, t, i)) < w->frame_count &&
        pw_tree_level[pw_child(w, pw_entry(w, t, i))] == pw_tree_level[t] + 1 &&
        pw_forest_parent[pw_child(w, pw_entry(w, t, i))] == t && pw_forest_slot[pw_child(w, pw_entry(w, t, i))] == i;
    predicate pw_branch_up{L}(struct pw_window *w) =
      \forall integer c; 0 <= c < PW_WINDOW_MAX_FRAMES && 1 <= pw_tree_level[c] <= 3 ==>
        c < w->frame_count && 0 <= pw_forest_parent[c] < w->frame_count && 0 <= pw_forest_slot[c] < 512 &&
        pw_tree_level[pw_forest_parent[c]] == pw_tree_level[c] - 1 &&
        pw_entry(w, pw_forest_parent[c], pw_forest_slot[c]) == pw_link(w, c);

    // Table f is below one of the first n entries of table t, which is of level 2, 1 or 0;
    predicate pw_branch_below2{L}(integer t, integer n, integer f) =
      0 <= f < PW_WINDOW_MAX_FRAMES && pw_tree_level[f] == 3 && pw_forest_parent[f] == t && 0 <= pw_forest_slot[f] < n;
    predicate pw_branch_below1{L}(integer t, integer n, integer f) =
      0 <= f < PW_WINDOW_MAX_FRAMES &&
      ((pw_tree_level[f] == 2 && pw_forest_parent[f] == t && 0 <= pw_forest_slot[f] < n) ||
       (pw_tree_level[f] == 3 && pw_forest_parent[pw_forest_parent[f]] == t && 0 <= pw_forest_slot[pw_forest_parent[f]] < n));
    predicate pw_branch_below0{L}(integer t, integer n, integer f) =
      0 <= f < PW_WINDOW_MAX_FRAMES &&
      ((pw_tree_level[f] == 1 && pw_forest_parent[f] == t && 0 <= pw_forest_slot[f] < n) ||
       (pw_tree_level[f] == 2 && pw_forest_parent[pw_forest_parent[f]] == t && 0 <= pw_forest_slot[pw_forest_parent[f]] < n) ||
       (pw_tree_level[f] == 3 && pw_forest_parent[pw_forest_parent[pw_forest_parent[f]]] == t &&
        0 <= pw_forest_slot[pw_forest_parent[pw_forest_parent[f]]] < n));

    // of level k.
    predicate pw_branch_below{L}(integer k, integer t, integer n, integer f) =
      (k == 2 && pw_branch_below2(t, n, f)) || (k == 1 && pw_branch_below1(t, n, f)) || (k == 0 && pw_branch_below0(t, n, f));

    // Table f is table t of level k, or below it.
    predicate pw_tree_in{L}(integer k, integer t, integer f) = f == t || pw_branch_below(k, t, 512, f);

    // What is below the first n + 1 entries of table t: what is below the first n, and
    //  - nothing else, or
    //  - table c with all below it.
    predicate pw_tree_same{A}(integer k, integer t, integer n) =
      \forall integer f; pw_branch_below(k, t, n + 1, f) <==> pw_branch_below(k, t, n, f);
    predicate pw_tree_more{A,B}(integer k, integer t, integer n, integer c) =
      \forall integer f; pw_branch_below{A}(k, t, n + 1, f) <==> pw_branch_below{A}(k, t, n, f) || pw_tree_in{B}(k + 1, c, f);

    // Nothing of table c is below the first n entries.
    predicate pw_tree_apart{A,B}(integer k, integer t, integer n, integer c) =
      \forall integer f; pw_tree_in{B}(k + 1, c, f) ==> !pw_branch_below{A}(k, t, n, f);

    // At two points: the copy and what links its tables are the same.
    predicate pw_branch_kept{A,B} =
      \forall integer f;
        \at(pw_tree_level[f], A) == \at(pw_tree_level[f], B) && \at(pw_forest_parent[f], A) == \at(pw_forest_parent[f], B) &&
        \at(pw_forest_slot[f], A) == \at(pw_forest_slot[f], B);

    // The copy is of the window's levels, and says of no frame outside that it is a table;
    predicate pw_tree_copied{A,B}(struct pw_window *w) =
      \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES ==>
        \at(pw_tree_level[f], B) == (f < \at(w->frame_count, A) ? \at(pw_forest_level[f], A) : PW_NO_LEVEL);

    // its tables of one root are this root and what is below it.
    predicate pw_tree_whole{L}(struct pw_window *w, integer root) =
      pw_tree_level[root] == 0 &&
      \forall integer f; pw_tree_in(0, root, f) <==>
        0 <= f < w->frame_count && 0 <= pw_tree_level[f] <= 3 && pw_forest_root[f] == root;
*/

#endif
