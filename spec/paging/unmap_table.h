/*
 * What is taken out of tables, in logic: frames that are no tables any more, on a stock until no walker can come to them.
 */
#ifndef PW_SPEC_PAGING_UNMAP_TABLE_H
#define PW_SPEC_PAGING_UNMAP_TABLE_H

#include "spec/paging/forest.h"
#include "spec/paging/run.h"
#include "spec/paging/stock.h"

/*@ // More entries may become invalid from one on, or none of them is valid.
    predicate pw_unmap_takes{L}(struct pw_window *w, integer t, integer first, integer count) =
      pw_run_zero(w, t, first, count) || pw_stale_takes(t, first);

    // How many of the first n frames are in the stock.
    logic integer pw_stock_below{L}(integer n) =
      n <= 0 ? 0 : pw_stock_below(n - 1) + (pw_stock_place[n - 1] != 0 ? 1 : 0);

    // The stock has as many frames as it says.
    predicate pw_stock_counted{L}(struct pw_window *w, struct pw_stock s) = s.count == pw_stock_below(w->frame_count);

    // A walker that still knows the link to a frame takes nothing from its first word that is not held to be stale anyway.
    predicate pw_stock_unread{L}(struct pw_window *w, integer f) =
      pw_entry(w, f, 0) % 2 == 0 ||
      (pw_stale_stage[f] == PW_STAGE_CLEARED && pw_stale_index[f] == 0 && 0 < pw_stale_end[f]);
    predicate pw_stock_all_unread{L}(struct pw_window *w) =
      \forall integer f; pw_stock_has(w, f) ==> pw_stock_unread(w, f);

    // A stock of frames that were tables.
    predicate pw_stock_of_tables{L}(struct pw_window *w, struct pw_stock s) =
      pw_stock_valid(w, s) && pw_stock_grows(s) && pw_stock_counted(w, s) && pw_stock_no_tables(w) && pw_stock_all_unread(w);
*/

#endif
