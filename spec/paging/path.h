/*
 * The path to an address, in logic: the tables that a walk goes through, told by indices.
 */
#ifndef PW_SPEC_PAGING_PATH_H
#define PW_SPEC_PAGING_PATH_H

/*@ // The walk from a table of the level on, by the indices of an address.
    logic integer pw_walk_from{L}(struct pw_window *w, integer level, integer t, integer i0, integer i1, integer i2, integer i3) =
      level == 0 ? pw_walk0(w, t, i0, i1, i2, i3)
                 : (level == 1 ? pw_walk1(w, t, i1, i2, i3) : (level == 2 ? pw_walk2(w, t, i2, i3) : pw_walk3(w, t, i3)));

    // The indices of the path.
    predicate pw_path_indices{L}(struct pw_path p) =
      0 <= p.index[0] < 512 && 0 <= p.index[1] < 512 && 0 <= p.index[2] < 512 && 0 <= p.index[3] < 512;

    // Table k of the path is of level k and of the root's tree, and table k + 1 is linked by it at the path's index.
    predicate pw_path_table{L}(struct pw_window *w, struct pw_path p, integer k) =
      0 <= p.table[k] < w->frame_count && pw_forest_level[p.table[k]] == k && pw_forest_root[p.table[k]] == p.table[0];
    predicate pw_path_link{L}(struct pw_window *w, struct pw_path p, integer k) =
      pw_links(w, p.table[k], p.index[k], p.table[k + 1]) &&
      pw_forest_parent[p.table[k + 1]] == p.table[k] && pw_forest_slot[p.table[k + 1]] == p.index[k];
    predicate pw_path_tables{L}(struct pw_window *w, struct pw_path p) =
      0 <= p.level <= 3 && pw_path_table(w, p, 0) &&
      (1 <= p.level ==> pw_path_table(w, p, 1) && pw_path_link(w, p, 0)) &&
      (2 <= p.level ==> pw_path_table(w, p, 2) && pw_path_link(w, p, 1)) &&
      (3 <= p.level ==> pw_path_table(w, p, 3) && pw_path_link(w, p, 2));

    predicate pw_path_valid{L}(struct pw_window *w, struct pw_path p) = pw_path_indices(p) && pw_path_tables(w, p);

    // What an address has for indices.
    predicate pw_path_of(struct pw_path p, integer va) =
      p.index[0] == va / 0x8000000000 % 512 && p.index[1] == va / 0x40000000 % 512 && p.index[2] == va / 0x200000 % 512 &&
      p.index[3] == va / 0x1000 % 512;

    // The entry at the end of the path, and the walk by the path's indices.
    logic integer pw_path_entry{L}(struct pw_window *w, struct pw_path p) = pw_entry(w, p.table[p.level], p.index[p.level]);
    logic integer pw_path_walk{L}(struct pw_window *w, struct pw_path p) =
      pw_walk0(w, p.table[0], p.index[0], p.index[1], p.index[2], p.index[3]);

    // The rest of the walk, from the end of the path on.
    logic integer pw_path_rest{L}(struct pw_window *w, struct pw_path p) =
      pw_walk_from(w, p.level, p.table[p.level], p.index[0], p.index[1], p.index[2], p.index[3]);

    // An address with these indices is one that an entry of a level on the path serves.
    predicate pw_path_serves{L}(struct pw_path p, integer level, integer r, integer i0, integer i1, integer i2, integer i3) =
      r == p.table[0] && i0 == p.index[0] && (1 <= level ==> i1 == p.index[1]) && (2 <= level ==> i2 == p.index[2]) &&
      (3 <= level ==> i3 == p.index[3]);

    // At two points: every walk but those that an entry of the level serves is the same.
    predicate pw_path_others_same{A,B}(struct pw_window *w, struct pw_path p, integer level) =
      \forall integer r, i0, i1, i2, i3; 0 <= r < \at(w->frame_count, A) && \at(pw_forest_level[r], A) == 0 &&
          pw_indices(i0, i1, i2, i3) && !pw_path_serves{A}(p, level, r, i0, i1, i2, i3) ==>
        pw_walk0{A}(w, r, i0, i1, i2, i3) == pw_walk0{B}(w, r, i0, i1, i2, i3);

    // Those that it serves come to this.
    predicate pw_path_served{L}(struct pw_window *w, struct pw_path p, integer level, integer value) =
      \forall integer i0, i1, i2, i3; pw_indices(i0, i1, i2, i3) && pw_path_serves(p, level, p.table[0], i0, i1, i2, i3) ==>
        pw_walk0(w, p.table[0], i0, i1, i2, i3) == value;

    // A path that goes on where another ends, or ends before: the same address, the same tables as far as both go.
    predicate pw_path_along(struct pw_path p, struct pw_path q) =
      p.index[0] == q.index[0] && p.index[1] == q.index[1] && p.index[2] == q.index[2] && p.index[3] == q.index[3] &&
      p.table[0] == q.table[0] && (1 <= p.level && 1 <= q.level ==> p.table[1] == q.table[1]) &&
      (2 <= p.level && 2 <= q.level ==> p.table[2] == q.table[2]) && (3 <= p.level && 3 <= q.level ==> p.table[3] == q.table[3]);

    // Its tables are different frames.
    predicate pw_path_apart(struct pw_path p) =
      (1 <= p.level ==> p.table[1] != p.table[0]) && (2 <= p.level ==> p.table[2] != p.table[0] && p.table[2] != p.table[1]) &&
      (3 <= p.level ==> p.table[3] != p.table[0] && p.table[3] != p.table[1] && p.table[3] != p.table[2]);

    // Frames other than one keep their place in the trees.
    predicate pw_places_kept{A,B}(struct pw_window *w, integer c) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) && f != c ==>
        \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B) && \at(pw_forest_parent[f], A) == \at(pw_forest_parent[f], B) &&
        \at(pw_forest_slot[f], A) == \at(pw_forest_slot[f], B) && \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B);

    // The entries of frames that are no tables stay.
    predicate pw_rest_kept{A,B}(struct pw_window *w) =
      \forall integer f, i; 0 <= f < \at(w->frame_count, A) && \at(pw_forest_level[f], A) == PW_NO_LEVEL && 0 <= i < 512 ==>
        pw_entry{A}(w, f, i) == pw_entry{B}(w, f, i);

    // A frame is one of the path's tables below a level.
    predicate pw_path_below(struct pw_path p, integer level, integer f) =
      (level < 1 <= p.level && f == p.table[1]) || (level < 2 <= p.level && f == p.table[2]) ||
      (level < 3 <= p.level && f == p.table[3]);

    // A frame is one of the reserve's first n.
    predicate pw_reserved_below(struct pw_reserve r, integer n, integer f) =
      (1 <= n && f == r.table[0]) || (2 <= n && f == r.table[1]) || (3 <= n && f == r.table[2]);

    // Frames are where they were in the trees, but for tables of the path below a level, which are no tables any more;
    predicate pw_path_pruned{A,B}(struct pw_window *w, struct pw_path p, integer level) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) ==>
        (pw_path_below(p, level, f) ? \at(pw_forest_level[f], B) == PW_NO_LEVEL
                                    : \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B));

    // but for the reserve's first n, which are tables of the root's tree now.
    predicate pw_reserve_hung{A,B}(struct pw_window *w, struct pw_reserve r, integer n, integer root) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) ==>
        (pw_reserved_below(r, n, f) ? 1 <= \at(pw_forest_level[f], B) <= 3 && \at(pw_forest_root[f], B) == root
                                    : \at(pw_forest_level[f], A) == \at(pw_forest_level[f], B) &&
                                      \at(pw_forest_root[f], A) == \at(pw_forest_root[f], B));

    // An empty table that is linked nowhere, and whose zeroes every walker sees.
    predicate pw_fresh{L}(struct pw_window *w, integer f) =
      0 <= f < w->frame_count && pw_forest_level[f] == PW_NO_LEVEL && w->live[f] == 0 && pw_all_zero(w, f) && pw_stale_seen(f);

    // The maps say how the path's tables hang together, whether or not they are still linked.
    predicate pw_path_chain{L}(struct pw_path p) =
      pw_forest_root[p.table[0]] == p.table[0] &&
      (1 <= p.level ==> pw_forest_root[p.table[1]] == p.table[0] && pw_forest_parent[p.table[1]] == p.table[0] &&
        pw_forest_slot[p.table[1]] == p.index[0]) &&
      (2 <= p.level ==> pw_forest_root[p.table[2]] == p.table[0] && pw_forest_parent[p.table[2]] == p.table[1] &&
        pw_forest_slot[p.table[2]] == p.index[1]) &&
      (3 <= p.level ==> pw_forest_root[p.table[3]] == p.table[0] && pw_forest_parent[p.table[3]] == p.table[2] &&
        pw_forest_slot[p.table[3]] == p.index[2]);

    // The path's entry of a level became invalid and has come to the stage; the lowest was a leaf, and perhaps those behind it
    // too, all others links.
    predicate pw_path_stale_at{L}(struct pw_path p, integer k, integer stage, integer f) =
      f == p.table[k] &&
      pw_stale_run(f, stage, p.index[k], k == p.level ? pw_stale_end[f] : p.index[k] + 1, k, k == p.level ? 0 : 1);

    // Nothing is stale but the path's entries from a level down to the end, which have all come to the stage.
    predicate pw_path_stale_run{L}(struct pw_window *w, struct pw_path p, integer low, integer stage) =
      \forall integer f; 0 <= f < w->frame_count && pw_stale_stage[f] != PW_STAGE_CLEAN ==>
        (low <= 0 <= p.level && pw_path_stale_at(p, 0, stage, f)) || (low <= 1 <= p.level && pw_path_stale_at(p, 1, stage, f)) ||
        (low <= 2 <= p.level && pw_path_stale_at(p, 2, stage, f)) || (low <= 3 <= p.level && pw_path_stale_at(p, 3, stage, f));

    // The lowest is one entry, not a run.
    predicate pw_path_stale{L}(struct pw_window *w, struct pw_path p, integer low, integer stage) =
      pw_path_stale_run(w, p, low, stage) && pw_stale_end[p.table[p.level]] == p.index[p.level] + 1;
*/

#endif
