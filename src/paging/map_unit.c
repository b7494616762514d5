/*
 * Map unit: down by one table after the other, then all entries at once.
 */
#include "src/paging/map_unit.h"

#include "src/paging/map_space.h"
#include "src/paging/tlb.h"

/* An empty table that every walker sees, of a frame that is none yet. A walker that sees a link to it has to see zeroes
 * behind it, not what the frame held before (Arm ARM B2.3.12). */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires table: table < space->window->frame_count && pw_forest_level[table] == PW_NO_LEVEL;
    requires settled: pw_stale_settled(space->window);
    terminates \true; exits \false;
    assigns space->window->words[table * 512 .. table * 512 + 511], space->window->live[table],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures settled: pw_stale_settled(space->window);
    ensures fresh: pw_fresh(space->window, table);
    ensures entries_kept: pw_tables_kept{Pre,Post}(space->window, table);
    ensures live_kept: \forall integer f; 0 <= f < space->window->frame_count && f != table ==>
      space->window->live[f] == \old(space->window->live[f]);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static void make_table(struct pw_address_space *space, uint32_t table) {
  pw_space_zero_table(space, table);
  pw_tlb_dsb_ishst(space->tlb);
  //@ assert seen: pw_stale_seen(table);
}

/* The path's invalid end becomes a link to a new table in the frame, which becomes its end. */
/*@ requires filling: pw_space_filling(space);
    requires path: pw_space_path(space, path) && path.level <= 2 && pw_path_entry(space->window, path) == 0;
    requires filled: pw_forest_filled(space->window, path.table[path.level]);
    requires table: table < space->window->frame_count && pw_forest_level[table] == PW_NO_LEVEL &&
      pw_page_source_out(space->source, table);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1],
            pw_forest_level[table], pw_forest_parent[table], pw_forest_slot[table], pw_forest_root[table],
            pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures filling: pw_space_filling(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures path: pw_space_path(space, \result) && \result.level == path.level + 1 && pw_path_along(path, \result);
    ensures end: \result.table[\result.level] == table && pw_all_zero(space->window, table);
    ensures filled: pw_forest_filled(space->window, table);
    ensures place: 1 <= pw_forest_level[table] <= 3;
    ensures places: pw_places_kept{Pre,Post}(space->window, table);
    ensures rest: pw_split_rest_kept{Pre,Post}(space->window, table);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static struct pw_path hang_table(struct pw_address_space *space, struct pw_path path, uint32_t table) {
  //@ assert was_owned: pw_space_owns{Pre}(space) && pw_space_unused{Pre}(space) && pw_space_root{Pre}(space);
  make_table(space, table);
  //@ ghost Made: ;
  //@ assert apart: path.table[path.level] != table;
  //@ assert table0: pw_path_table(space->window, path, 0) && path.table[0] != table;
  //@ assert table1: 1 <= path.level ==> pw_path_table(space->window, path, 1) && pw_path_link(space->window, path, 0);
  //@ assert table2: 2 <= path.level ==> pw_path_table(space->window, path, 2) && pw_path_link(space->window, path, 1);
  //@ assert path: pw_path_valid(space->window, path);
  //@ assert entry: pw_path_entry(space->window, path) == 0;
  //@ assert made: pw_split_rest_kept{Pre,Here}(space->window, table);
  struct pw_path longer = pw_map_space_extend(space, path, table);
  //@ assert linked: pw_rest_kept{Made,Here}(space->window);
  //@ assert places: pw_places_kept{Pre,Here}(space->window, table);
  //@ assert rest: pw_split_rest_kept{Pre,Here}(space->window, table);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert source: pw_space_source_kept{Pre,Here}(space);
  //@ assert root: pw_space_root(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  return longer;
}

/* One level further down, by the stock's first table. */
/*@ requires filling: pw_space_filling(space);
    requires path: pw_space_path(space, progress.path) && progress.path.level <= 2 &&
      pw_path_entry(space->window, progress.path) == 0;
    requires filled: pw_forest_filled(space->window, progress.path.table[progress.path.level]);
    requires stock: pw_stock_valid(space->window, progress.stock) && pw_split_stocked(space) && 1 <=
   progress.stock.count; terminates \true; exits \false; assigns PW_FILLING_ASSIGNS(space); ensures filling:
   pw_space_filling(space); ensures still: pw_space_still{Pre,Post}(space); ensures path: pw_space_path(space,
   \result.path) && \result.path.level == progress.path.level + 1 && pw_path_along(progress.path, \result.path); ensures
   end: pw_all_zero(space->window, \result.path.table[\result.path.level]); ensures filled:
   pw_forest_filled(space->window, \result.path.table[\result.path.level]); ensures stock: pw_stock_valid(space->window,
   \result.stock) && pw_split_stocked(space); ensures left: \result.stock.count == progress.stock.count - 1; ensures
   conserved: pw_split_conserved{Pre,Post}(space); ensures walks: pw_walks_same{Pre,Post}(space->window);
*/
static struct pw_map_progress extend(struct pw_address_space *space, struct pw_map_progress progress) {
  uint32_t table = progress.stock.first;
  //@ assert first: pw_stock_has(space->window, table);
  struct pw_stock rest = pw_stock_rest(space->window, progress.stock);
  //@ assert none: !pw_stock_has(space->window, table);
  /*@ assert spare: \forall integer f; pw_stock_has(space->window, f) ==>
        0 <= f < space->window->frame_count && pw_forest_level[f] == PW_NO_LEVEL && f != table; */
  //@ ghost Taken: ;
  struct pw_path longer = hang_table(space, progress.path, table);
  //@ assert frames: space->window->frame_count == \at(space->window->frame_count, Taken);
  /*@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Taken}(space->window, f); */
  //@ assert rest: pw_split_rest_kept{Taken,Here}(space->window, table);
  /*@ assert words: \forall integer f; pw_stock_has(space->window, f) ==>
        pw_entry(space->window, f, 0) == pw_entry{Taken}(space->window, f, 0); */
  //@ assert ends: pw_stock_ends(space->window, rest);
  //@ assert apart: pw_stock_apart(space->window);
  //@ assert linked: pw_stock_links{Taken}(space->window, rest);
  /*@ assert even: \forall integer f; pw_stock_has(space->window, f) && f != rest.last ==>
        pw_entry(space->window, f, 0) % 2 == 0; */
  /*@ assert next: \forall integer f; pw_stock_has(space->window, f) ==>
        pw_stock_next(space->window, f) == pw_stock_next{Taken}(space->window, f); */
  /*@ assert follows: \forall integer f; pw_stock_has(space->window, f) && f != rest.last ==>
        pw_stock_has(space->window, pw_stock_next(space->window, f)) &&
        pw_stock_place[pw_stock_next(space->window, f)] == pw_stock_place[f] + 1; */
  //@ assert links: pw_stock_links(space->window, rest);
  //@ assert places: pw_places_kept{Taken,Here}(space->window, table);
  //@ assert no_tables: pw_stock_no_tables(space->window);
  /*@ assert was_out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out{Taken}(space->source, f); */
  //@ assert out: \forall integer f; pw_stock_has(space->window, f) ==> pw_page_source_out(space->source, f);
  struct pw_map_progress next = {.path = longer, .stock = rest};
  //@ assert path: next.path == longer && next.stock == rest;
  return next;
}

/* The entries of the unit, which are invalid, become leaves. */
/*@ requires filling: pw_space_filling(space);
    requires path: pw_space_path(space, path) && 1 <= count && path.index[path.level] + count <= 512;
    requires invalid: pw_run_zero(space->window, path.table[path.level], path.index[path.level], count);
    requires filled: pw_forest_filled(space->window, path.table[path.level]);
    requires leaf: pw_is_leaf(leaf, path.level);
    requires stride: stride == pw_level_bytes(path.level);
    requires fits: leaf + count * stride <= UINT64_MAX;
    requires stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures path: pw_space_path(space, path);
    ensures stock: pw_stock_valid(space->window, stock) && pw_split_stocked(space);
    ensures conserved: pw_split_conserved{Pre,Post}(space);
    ensures served: pw_path_run_served(space->window, path, count, leaf, stride);
    ensures others: pw_path_run_others_same{Pre,Post}(space->window, path, count);
*/
static void fill(struct pw_address_space *space, struct pw_path path, uint32_t count, uint64_t leaf, uint64_t stride,
                 struct pw_stock stock) {
  (void)stock; /* what the contract speaks of */
  //@ assert was_owned: pw_space_owns{Pre}(space) && pw_space_unused{Pre}(space);
  //@ assert whole: stride % 4 == 0;
  pw_map_space_fill(space, path, count, leaf, stride);
  //@ assert still: pw_space_still{Pre,Here}(space);
  //@ assert source: pw_space_source_kept{Pre,Here}(space);
  //@ assert owns: pw_space_owns(space);
  //@ assert unused: pw_space_unused(space);
  /*@ assert has: \forall integer f; pw_stock_has(space->window, f) <==> pw_stock_has{Pre}(space->window, f); */
  /*@ assert words: \forall integer f; pw_stock_has(space->window, f) ==>
        pw_entry(space->window, f, 0) == pw_entry{Pre}(space->window, f, 0); */
  //@ assert ends: pw_stock_ends(space->window, stock);
  //@ assert apart: pw_stock_apart(space->window);
  /*@ assert next: \forall integer f; pw_stock_has(space->window, f) ==>
        pw_stock_next(space->window, f) == pw_stock_next{Pre}(space->window, f); */
  //@ assert links: pw_stock_links(space->window, stock);
}

struct pw_map_progress pw_map_unit(struct pw_address_space *space, struct pw_path path, struct pw_unit unit,
                                   uint64_t leaf, struct pw_stock stock) {
  uint64_t stride = pw_level_size(unit.level);
  struct pw_map_progress next = {.path = path, .stock = stock};
  //@ assert begun: next.path == path && next.stock == stock;
  /*@ loop invariant filling: pw_space_filling(space);
      loop invariant still: pw_space_still{Pre,Here}(space);
      loop invariant path: pw_space_path(space, next.path) && path.level <= next.path.level <= unit.level &&
        pw_path_along(path, next.path);
      loop invariant end: next.path.level < unit.level ==> pw_path_entry(space->window, next.path) == 0;
      loop invariant invalid: next.path.level == unit.level ==>
        pw_run_zero(space->window, next.path.table[next.path.level], unit.first, unit.count);
      loop invariant filled: pw_forest_filled(space->window, next.path.table[next.path.level]);
      loop invariant stock: pw_stock_valid(space->window, next.stock) && pw_split_stocked(space);
      loop invariant left: next.stock.count == stock.count - (next.path.level - path.level);
      loop invariant conserved: pw_split_conserved{Pre,Here}(space);
      loop invariant walks: pw_walks_same{Pre,Here}(space->window);
      loop assigns next, PW_FILLING_ASSIGNS(space);
      loop variant unit.level - next.path.level; */
  while (next.path.level < unit.level) {
    //@ ghost Turn: ;
    next = extend(space, next);
    //@ assert stays: pw_roots_stay{Pre,Turn}(space->window);
    //@ assert cases: next.path.level == 1 || next.path.level == 2 || next.path.level == 3;
    //@ assert index: 0 <= next.path.index[next.path.level] < 512;
  }
  //@ assert first: next.path.index[next.path.level] == unit.first;
  //@ assert level: next.path.level == unit.level;
  //@ ghost Hung: ;
  fill(space, next.path, unit.count, leaf, stride, next.stock);
  //@ assert stays: pw_roots_stay{Pre,Hung}(space->window);
  //@ assert others: pw_path_run_others_same{Hung,Here}(space->window, next.path, unit.count);
  return next;
}
