/*
 * The tables of a window, in logic: their entries, how many are not zero, and what a change leaves alone.
 */
#ifndef PW_SPEC_PAGING_TABLE_H
#define PW_SPEC_PAGING_TABLE_H

/*@ // The window and its arrays are there, and 'table' is one of its frames.
    predicate pw_table_ready{L}(struct pw_window *w, integer table) =
      pw_window_valid(w) && pw_window_arrays(w) && 0 <= table < w->frame_count;

    // Entry i of the table in a frame.
    logic integer pw_entry{L}(struct pw_window *w, integer table, integer i) = w->words[table * 512 + i];

    // How many of a table's first n entries are not zero.
    logic integer pw_live_below{L}(struct pw_window *w, integer table, integer n) =
      n <= 0 ? 0 : pw_live_below(w, table, n - 1) + (pw_entry(w, table, n - 1) != 0 ? 1 : 0);

    // The table's live count is right.
    predicate pw_counted{L}(struct pw_window *w, integer table) = w->live[table] == pw_live_below(w, table, 512);

    // Every entry is zero.
    predicate pw_all_zero{L}(struct pw_window *w, integer table) = \forall integer i; 0 <= i < 512 ==> pw_entry(w, table, i) == 0;

    // The frame that a descriptor points to, counted from the window's first.
    logic integer pw_child{L}(struct pw_window *w, integer d) = pw_field(d, 0x1000, 0x1000000000) - w->base_block * 512;

    // The descriptor that points to the table in a frame.
    logic integer pw_link{L}(struct pw_window *w, integer frame) = (w->base_block * 512 + frame) * 4096 + 3;

    // At two points: the same window; its entries but that one; the live counts but that table's, and how many entries are
    // not zero in each.
    predicate pw_window_same{A,B}(struct pw_window *w) =
      \at(w->words, A) == \at(w->words, B) && \at(w->live, A) == \at(w->live, B) &&
      \at(w->base_block, A) == \at(w->base_block, B) && \at(w->frame_count, A) == \at(w->frame_count, B);
    predicate pw_entries_kept{A,B}(struct pw_window *w, integer table, integer i) =
      \forall integer f, k; 0 <= f < \at(w->frame_count, A) && 0 <= k < 512 && !(f == table && k == i) ==>
        pw_entry{A}(w, f, k) == pw_entry{B}(w, f, k);
    predicate pw_tables_kept{A,B}(struct pw_window *w, integer table) =
      \forall integer f, k; 0 <= f < \at(w->frame_count, A) && 0 <= k < 512 && f != table ==>
        pw_entry{A}(w, f, k) == pw_entry{B}(w, f, k);
    predicate pw_counts_kept{A,B}(struct pw_window *w, integer table) =
      \forall integer f; 0 <= f < \at(w->frame_count, A) && f != table ==>
        \at(w->live[f], A) == \at(w->live[f], B) && pw_live_below{A}(w, f, 512) == pw_live_below{B}(w, f, 512);

    // Nothing of the window has changed.
    predicate pw_window_untouched{A,B}(struct pw_window *w) =
      pw_window_same{A,B}(w) && pw_tables_kept{A,B}(w, -1) && pw_counts_kept{A,B}(w, -1);
*/

/* Ghost code: the entries of the window's tables that are not zero, counted again after a write beside the window. */
#define PW_COUNT_LIVE_AGAIN(W)                                                                                                 \
  uint32_t n = 0;                                                                                                              \
  /@ loop invariant range: 0 <= n <= 512;                                                                                      \
     loop invariant count: \forall integer t; 0 <= t < (W)->frame_count ==>                                                    \
       pw_live_below(W, t, n) == pw_live_below{Pre}(W, t, n);                                                                  \
     loop assigns n;                                                                                                           \
     loop variant 512 - n; @/                                                                                                  \
  while (n < 512) {                                                                                                            \
    n++;                                                                                                                       \
  }

#endif
