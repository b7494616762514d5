/*
 * Table by table: what has gone back in all, what is left, and what stays as it was.
 */
#ifndef PW_SPEC_PAGING_TEARDOWN_STEPS_H
#define PW_SPEC_PAGING_TEARDOWN_STEPS_H

#include "spec/paging/teardown.h"

/*@ lemma pw_tree_gave_chain{A,B,C}: \forall struct pw_window *w;
      pw_window_untouched{A,B}(w) && pw_window_untouched{B,C}(w) ==> pw_window_untouched{A,C}(w);
    lemma pw_untouched_tree_down{A,B}: \forall struct pw_window *w;
      pw_window_untouched{A,B}(w) && pw_window_valid{A}(w) && pw_branch_kept{A,B} && pw_branch_down{A}(w) ==> pw_branch_down{B}(w);
    lemma pw_untouched_tree_up{A,B}: \forall struct pw_window *w;
      pw_window_untouched{A,B}(w) && pw_window_valid{A}(w) && pw_branch_kept{A,B} && pw_branch_up{A}(w) ==> pw_branch_up{B}(w);

    // One entry.
    lemma pw_tree_entry_none{A}: \forall struct pw_address_space *s, integer k, t, n;
      pw_tree_same{A}(k, t, n) ==> pw_tree_gave_entry{A,A}(s, k, t, n);
    lemma pw_tree_entry_left{L}: \forall struct pw_address_space *s, integer k, t, n, c;
      pw_tree_entry_out(s, k, t, n) && pw_tree_more{L,L}(k, t, n, c) && pw_tree_apart{L,L}(k, t, n, c) ==>
        pw_tree_out(s, k + 1, c);
    lemma pw_tree_entry_ended{L}: \forall integer k, t, n, c;
      pw_tree_ended(k, t) && pw_tree_more{L,L}(k, t, n, c) && 0 <= n < 512 ==> pw_tree_ended(k + 1, c);
    lemma pw_tree_entry_gave{A,B}: \forall struct pw_address_space *s, integer k, t, n, c;
      pw_tree_gave_all{A,B}(s, k + 1, c) && pw_tree_more{A,A}(k, t, n, c) && pw_tree_apart{A,A}(k, t, n, c) ==>
        pw_tree_gave_entry{A,B}(s, k, t, n);

    // Entry by entry.
    lemma pw_tree_gave_none{A}: \forall struct pw_address_space *s, integer k, t; pw_tree_gave{A,A}(s, k, t, 0);
    lemma pw_tree_gave_next{A,B,C}: \forall struct pw_address_space *s, integer k, t, n;
      pw_tree_gave{A,B}(s, k, t, n) && pw_tree_gave_entry{B,C}(s, k, t, n) && pw_branch_kept{A,B} ==>
        pw_tree_gave{A,C}(s, k, t, n + 1);
    lemma pw_tree_out_next{A,B}: \forall struct pw_address_space *s, integer k, t, n;
      pw_tree_out{A}(s, k, t) && pw_tree_gave{A,B}(s, k, t, n) && pw_branch_kept{A,B} && 0 <= n < 512 ==>
        pw_tree_entry_out{B}(s, k, t, n);

    // The table itself.
    lemma pw_tree_out_last{A,B}: \forall struct pw_address_space *s, integer k, t;
      pw_tree_out{A}(s, k, t) && pw_tree_gave{A,B}(s, k, t, 512) && !pw_branch_below{A}(k, t, 512, t) ==>
        pw_tree_out{B}(s, 3, t);
    lemma pw_tree_ended_last{L}: \forall integer k, t; pw_tree_ended(k, t) ==> pw_tree_ended(3, t);
    lemma pw_tree_gave_last{A,B,C}: \forall struct pw_address_space *s, integer k, t;
      pw_tree_gave{A,B}(s, k, t, 512) && pw_tree_gave_all{B,C}(s, 3, t) ==> pw_tree_gave_all{A,C}(s, k, t);
*/

#endif
