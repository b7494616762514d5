/*
 * Path: down along the links, one level at a time.
 */
#include "src/paging/path.h"

/* The table that a link leads to, which is where the ghost maps say. */
/*@ PW_FOREST_REQUIRES(window)
    requires table: table < window->frame_count && index < 512 && 0 <= pw_forest_level[table] <= 2;
    requires link: descriptor == pw_entry(window, table, index) && descriptor % 4 == 3;
    terminates \true; exits \false; assigns \nothing;
    ensures child: \result == pw_child(window, descriptor) && \result < window->frame_count;
    ensures level: pw_forest_level[\result] == pw_forest_level[table] + 1;
    ensures root: pw_forest_root[\result] == pw_forest_root[table];
    ensures place: pw_forest_parent[\result] == table && pw_forest_slot[\result] == index;
    ensures link: descriptor == pw_link(window, \result);
*/
static uint32_t follow(const struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor) {
  (void)table; /* what the contract tells the child by */
  (void)index;
  //@ assert link: pw_is_link(pw_entry(window, table, index), pw_forest_level[table]);
  //@ assert child: 0 <= pw_child(window, pw_entry(window, table, index)) < window->frame_count;
  return pw_table_child(window, descriptor);
}

/* One level down: the table that the link at the path's end leads to becomes the end. 'level' is the path's, a constant
 * in each call, so that a compiler that inlines the call copies nothing. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path) && path.level == level <= 2;
    requires link: path.descriptor == pw_path_entry(window, path) && path.descriptor % 4 == 3;
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_path_valid(window, \result) && \result.level == level + 1 && pw_path_along(path, \result);
    ensures entry: \result.descriptor == pw_path_entry(window, \result);
    ensures walk: pw_path_rest(window, \result) == pw_path_rest(window, path);
*/
static inline struct pw_path step(const struct pw_window *window, struct pw_path path, uint32_t level) {
  uint32_t table = path.table[level];
  uint32_t child = follow(window, table, path.index[level], path.descriptor);
  //@ assert cases: level == 0 || level == 1 || level == 2;
  uint32_t index = path.index[level + 1u];
  //@ assert index0: level == 0 ==> index < 512;
  //@ assert index1: level == 1 ==> index < 512;
  //@ assert index2: level == 2 ==> index < 512;
  struct pw_path longer = path;
  longer.level = level + 1u;
  longer.table[level + 1u] = child;
  longer.descriptor = pw_table_entry(window, child, index);
  //@ assert link: pw_path_link(window, longer, level);
  //@ assert end: pw_path_table(window, longer, longer.level);
  //@ assert along: pw_path_along(path, longer);
  //@ assert last: longer.table[longer.level] == child && longer.index[longer.level] == index;
  //@ assert read: longer.descriptor == pw_entry(window, child, index);
  //@ assert entry: longer.descriptor == pw_path_entry(window, longer);
  //@ assert table0: pw_path_table(window, longer, 0);
  //@ assert table1: 1 <= level ==> pw_path_table(window, longer, 1) && pw_path_link(window, longer, 0);
  //@ assert table2: 2 <= level ==> pw_path_table(window, longer, 2) && pw_path_link(window, longer, 1);
  //@ assert path: pw_path_valid(window, longer);
  /*@ assert walk0: level == 0 ==> pw_walk0(window, table, path.index[0], path.index[1], path.index[2], path.index[3]) ==
        pw_walk1(window, child, path.index[1], path.index[2], path.index[3]); */
  /*@ assert walk1: level == 1 ==> pw_walk1(window, table, path.index[1], path.index[2], path.index[3]) ==
        pw_walk2(window, child, path.index[2], path.index[3]); */
  /*@ assert walk2: level == 2 ==> pw_walk2(window, table, path.index[2], path.index[3]) ==
        pw_walk3(window, child, path.index[3]); */
  //@ assert walk: pw_path_rest(window, longer) == pw_path_rest(window, path);
  return longer;
}

struct pw_path pw_path_find(const struct pw_window *window, uint32_t root, uint64_t va, uint32_t target_level) {
  uint32_t index0 = (uint32_t)(va / PW_L0_ENTRY_SIZE % PW_ENTRY_COUNT);
  uint32_t index1 = (uint32_t)(va / PW_BLOCK_1GB_SIZE % PW_ENTRY_COUNT);
  uint32_t index2 = (uint32_t)(va / PW_BLOCK_2MB_SIZE % PW_ENTRY_COUNT);
  uint32_t index3 = (uint32_t)(va / PW_PAGE_SIZE % PW_ENTRY_COUNT);
  struct pw_path path = {.index = {index0, index1, index2, index3},
                         .table = {root, PW_NO_FRAME, PW_NO_FRAME, PW_NO_FRAME},
                         .level = 0u,
                         .descriptor = pw_table_entry(window, root, index0)};
  //@ assert begin: pw_path_valid(window, path) && path.table[0] == root && pw_path_of(path, va);
  //@ assert entry: path.descriptor == pw_path_entry(window, path);
  //@ assert walk: pw_path_walk(window, path) == pw_path_rest(window, path);
  if (target_level == 0u || !pw_table_leads_on(path.descriptor)) {
    return path;
  }
  struct pw_path path1 = step(window, path, 0u);
  //@ assert root1: path1.table[0] == root && pw_path_of(path1, va);
  //@ assert walk1: pw_path_walk(window, path1) == pw_path_rest(window, path1);
  if (target_level == 1u || !pw_table_leads_on(path1.descriptor)) {
    return path1;
  }
  struct pw_path path2 = step(window, path1, 1u);
  //@ assert root2: path2.table[0] == root && pw_path_of(path2, va);
  //@ assert walk2: pw_path_walk(window, path2) == pw_path_rest(window, path2);
  if (target_level == 2u || !pw_table_leads_on(path2.descriptor)) {
    return path2;
  }
  struct pw_path path3 = step(window, path2, 2u);
  //@ assert root3: path3.table[0] == root && pw_path_of(path3, va);
  //@ assert walk3: pw_path_walk(window, path3) == pw_path_rest(window, path3);
  return path3;
}

enum pw_status pw_path_place_status(struct pw_path path, uint32_t target_level) {
  enum pw_descriptor_kind kind = pw_descriptor_kind(path.descriptor, path.level);
  if (kind == PW_DESCRIPTOR_INVALID) {
    return PW_OK;
  }
  if (path.level < target_level) {
    return PW_ERR_BLOCK_IN_THE_WAY;
  }
  return kind == PW_DESCRIPTOR_TABLE ? PW_ERR_TABLE_IN_THE_WAY : PW_ERR_ALREADY_MAPPED;
}

enum pw_status pw_path_leaf_status(struct pw_path path, uint32_t target_level) {
  enum pw_descriptor_kind kind = pw_descriptor_kind(path.descriptor, path.level);
  if (kind == PW_DESCRIPTOR_INVALID) {
    return PW_ERR_NOT_MAPPED;
  }
  if (path.level < target_level) {
    return PW_ERR_BLOCK_IN_THE_WAY;
  }
  return kind == PW_DESCRIPTOR_TABLE ? PW_ERR_TABLE_IN_THE_WAY : PW_OK;
}

struct pw_path pw_path_extend(struct pw_window *window, struct pw_path path, uint32_t child) {
  uint32_t table = path.table[path.level];
  uint32_t index = path.index[path.level];
  struct pw_path longer = path;
  longer.level = path.level + 1u;
  longer.table[longer.level] = child;
  longer.descriptor = 0u;
  //@ assert along: pw_path_along(path, longer);
  pw_forest_link(window, table, index, child);
  //@ assert places: pw_places_kept{Pre,Here}(window, child);
  //@ assert link: pw_path_link(window, longer, path.level);
  //@ assert end: longer.table[longer.level] == child && pw_path_table(window, longer, longer.level);
  //@ assert zero: pw_entry(window, child, longer.index[longer.level]) == 0;
  //@ assert table0: pw_path_table(window, longer, 0);
  //@ assert table1: 1 <= path.level ==> pw_path_table(window, longer, 1) && pw_path_link(window, longer, 0);
  //@ assert table2: 2 <= path.level ==> pw_path_table(window, longer, 2) && pw_path_link(window, longer, 1);
  //@ assert cases: path.level == 0 || path.level == 1 || path.level == 2;
  //@ assert path: pw_path_valid(window, longer);
  return longer;
}

void pw_path_set_leaf(struct pw_window *window, struct pw_path path, uint64_t descriptor) {
  uint32_t table = path.table[path.level];
  uint32_t index = path.index[path.level];
  pw_forest_set_leaf(window, table, index, descriptor);
  /*@ assert here: \forall integer r, i0, i1, i2, i3; 0 <= r < window->frame_count && pw_forest_level[r] == 0 ==>
        (pw_hit0{Pre}(r, i0, i1, i2, i3, table, index) <==> pw_path_serves(path, path.level, r, i0, i1, i2, i3)); */
}

void pw_path_clear_leaf(struct pw_window *window, struct pw_path path) {
  uint32_t table = path.table[path.level];
  uint32_t index = path.index[path.level];
  pw_forest_clear_leaf(window, table, index);
  /*@ assert here: \forall integer r, i0, i1, i2, i3; 0 <= r < window->frame_count && pw_forest_level[r] == 0 ==>
        (pw_hit0{Pre}(r, i0, i1, i2, i3, table, index) <==> pw_path_serves(path, path.level, r, i0, i1, i2, i3)); */
  //@ assert path: pw_path_valid(window, path);
}

void pw_path_hang_leaf(struct pw_window *window, struct pw_path path, struct pw_reserve reserve, uint64_t descriptor) {
  struct pw_path longer = path;
  /*@ loop invariant range: 0 <= i <= reserve.count;
      loop invariant window: pw_window_valid(window) && pw_window_arrays(window);
      loop invariant levels: pw_forest_levels(window);
      loop invariant down: pw_forest_down(window);
      loop invariant up: pw_forest_up(window);
      loop invariant roots: pw_forest_roots(window);
      loop invariant counts: pw_forest_counts(window);
      loop invariant entries: pw_forest_entries(window);
      loop invariant path: pw_path_valid(window, longer) && longer.level == path.level + i &&
        pw_path_along(path, longer);
      loop invariant end: pw_path_entry(window, longer) == 0;
      loop invariant filled: pw_forest_filled(window, longer.table[longer.level]);
      loop invariant fresh: \forall integer f; pw_reserved_below(reserve, reserve.count, f) &&
        !pw_reserved_below(reserve, i, f) ==> pw_fresh(window, f);
      loop invariant tables: pw_reserve_hung{Pre,Here}(window, reserve, i, path.table[0]);
      loop invariant settled: pw_stale_settled(window);
      loop invariant walks: pw_walks_same{Pre,Here}(window);
      loop assigns i, longer, window->words[0 .. window->frame_count * 512 - 1],
        window->live[0 .. window->frame_count - 1], pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1],
        pw_forest_parent[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_slot[0 .. PW_WINDOW_MAX_FRAMES - 1],
        pw_forest_root[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
      loop variant reserve.count - i; */
  for (uint32_t i = 0u; i < reserve.count; i++) {
    uint32_t child = reserve.table[i];
    //@ assert cases: i == 0 || i == 1 || i == 2;
    //@ assert next0: i == 0 ==> child == reserve.table[0] && !pw_reserved_below(reserve, i, child);
    //@ assert next1: i == 1 ==> child == reserve.table[1] && !pw_reserved_below(reserve, i, child);
    //@ assert next2: i == 2 ==> child == reserve.table[2] && !pw_reserved_below(reserve, i, child);
    //@ assert next: pw_reserved_below(reserve, reserve.count, child) && !pw_reserved_below(reserve, i, child);
    /*@ assert rest: \forall integer f; pw_reserved_below(reserve, i + 1, f) <==>
          (pw_reserved_below(reserve, i, f) || f == child); */
    longer = pw_path_extend(window, longer, child);
  }
  //@ ghost Hung: ;
  /*@ assert same: \forall integer level, r, i0, i1, i2, i3;
        pw_path_serves(longer, level, r, i0, i1, i2, i3) <==> pw_path_serves(path, level, r, i0, i1, i2, i3); */
  pw_path_set_leaf(window, longer, descriptor);
  //@ assert others: pw_path_others_same{Hung,Here}(window, path, longer.level);
  /*@ assert roots: \forall integer r; 0 <= r < window->frame_count && \at(pw_forest_level[r], Pre) == 0 ==>
        \at(pw_forest_level[r], Hung) == 0; */
}

/* The path's last table is empty: it is unlinked, and the one above becomes the last. */
/*@ PW_FOREST_REQUIRES(window)
    requires path: pw_path_valid(window, path) && 1 <= path.level;
    requires empty: window->live[path.table[path.level]] == 0;
    requires filled: pw_forest_filled(window, path.table[path.level]);
    requires clean: (path.level == 1 ==> pw_stale_stage[path.table[0]] == PW_STAGE_CLEAN) &&
      (path.level == 2 ==> pw_stale_stage[path.table[1]] == PW_STAGE_CLEAN) &&
      (path.level == 3 ==> pw_stale_stage[path.table[2]] == PW_STAGE_CLEAN);
    terminates \true; exits \false;
    assigns window->words[0 .. window->frame_count * 512 - 1], window->live[0 .. window->frame_count - 1],
            pw_forest_level[path.table[path.level]], PW_STALE_MAPS;
    PW_FOREST_ENSURES(window)
    ensures path: pw_path_valid(window, \result) && \result.level == path.level - 1 && pw_path_along(path, \result);
    ensures filled: pw_forest_filled(window, \result.table[\result.level]);
    ensures gone: pw_forest_level[path.table[path.level]] == PW_NO_LEVEL;
    ensures places: pw_places_kept{Pre,Post}(window, path.table[path.level]);
    ensures stale: pw_stale_entry(path.table[\result.level], PW_STAGE_CLEARED, path.index[\result.level], \result.level, 1) &&
      pw_stale_kept{Pre,Post}(path.table[\result.level]);
    ensures walks: pw_walks_same{Pre,Post}(window);
*/
static struct pw_path shorten(struct pw_window *window, struct pw_path path) {
  uint32_t child = path.table[path.level];
  struct pw_path shorter = path;
  shorter.level = path.level - 1u;
  uint32_t table = path.table[shorter.level];
  uint32_t index = path.index[shorter.level];
  //@ assert cases: path.level == 1 || path.level == 2 || path.level == 3;
  //@ assert from1: path.level == 1 ==> table == path.table[0] && index == path.index[0] && child == path.table[1];
  //@ assert from2: path.level == 2 ==> table == path.table[1] && index == path.index[1] && child == path.table[2];
  //@ assert from3: path.level == 3 ==> table == path.table[2] && index == path.index[2] && child == path.table[3];
  //@ assert place: table < window->frame_count && pw_forest_level[table] == shorter.level && index < 512;
  //@ assert link: pw_links(window, table, index, child);
  pw_forest_unlink(window, table, index, child);
  //@ assert along: pw_path_along(path, shorter);
  //@ assert places: pw_places_kept{Pre,Here}(window, child);
  //@ assert table0: pw_path_table(window, shorter, 0);
  //@ assert table1: 2 <= path.level ==> pw_path_table(window, shorter, 1) && pw_path_link(window, shorter, 0);
  //@ assert table2: 3 <= path.level ==> pw_path_table(window, shorter, 2) && pw_path_link(window, shorter, 1);
  return shorter;
}

uint32_t pw_path_prune(struct pw_window *window, struct pw_path path) {
  struct pw_path shorter = path;
  //@ assert apart: pw_path_apart(path);
  /*@ loop invariant range: 0 <= shorter.level <= path.level;
      loop invariant window: pw_window_valid(window) && pw_window_arrays(window);
      loop invariant levels: pw_forest_levels(window);
      loop invariant down: pw_forest_down(window);
      loop invariant up: pw_forest_up(window);
      loop invariant roots: pw_forest_roots(window);
      loop invariant counts: pw_forest_counts(window);
      loop invariant entries: pw_forest_entries(window);
      loop invariant path: pw_path_valid(window, shorter) && pw_path_along(path, shorter);
      loop invariant filled: pw_forest_filled(window, shorter.table[shorter.level]);
      loop invariant tables: pw_path_pruned{Pre,Here}(window, path, shorter.level);
      loop invariant stale: pw_path_stale_run(window, path, shorter.level, PW_STAGE_CLEARED);
      loop invariant run: pw_stale_end[path.table[path.level]] == \at(pw_stale_end[path.table[path.level]], Pre);
      loop invariant walks: pw_walks_same{Pre,Here}(window);
      loop assigns shorter, window->words[0 .. window->frame_count * 512 - 1],
        window->live[0 .. window->frame_count - 1], pw_forest_level[0 .. PW_WINDOW_MAX_FRAMES - 1], PW_STALE_MAPS;
      loop variant shorter.level; */
  while (shorter.level > 0u && pw_table_live_count(window, shorter.table[shorter.level]) == 0u) {
    //@ assert last: pw_path_below(path, shorter.level - 1, path.table[shorter.level]);
    //@ assert above1: shorter.level == 1 ==> pw_stale_stage[shorter.table[0]] == PW_STAGE_CLEAN;
    //@ assert above2: shorter.level == 2 ==> pw_stale_stage[shorter.table[1]] == PW_STAGE_CLEAN;
    //@ assert above3: shorter.level == 3 ==> pw_stale_stage[shorter.table[2]] == PW_STAGE_CLEAN;
    shorter = shorten(window, shorter);
  }
  return shorter.level;
}
