/*
 * The end of a tree, in logic: which of its tables may go back, and which have gone.
 */
#ifndef PW_SPEC_PAGING_TEARDOWN_H
#define PW_SPEC_PAGING_TEARDOWN_H

#include "spec/paging/space.h"
#include "spec/paging/tree.h"

/*@ // No table any more, and no walker and no TLB knows anything of it.
    predicate pw_table_ended{L}(integer f) = pw_forest_level[f] == PW_NO_LEVEL && pw_stale_stage[f] == PW_STAGE_CLEAN;

    // Table t of level k and all below it have ended; they are out of the source.
    predicate pw_tree_ended{L}(integer k, integer t) = \forall integer f; pw_tree_in(k, t, f) ==> pw_table_ended(f);
    predicate pw_tree_out{L}(struct pw_address_space *s, integer k, integer t) =
      \forall integer f; pw_tree_in(k, t, f) ==> pw_page_source_out(s->source, f);

    // What is below entry n of table t is out of the source.
    predicate pw_tree_entry_out{L}(struct pw_address_space *s, integer k, integer t, integer n) =
      \forall integer f; pw_branch_below(k, t, n + 1, f) && !pw_branch_below(k, t, n, f) ==> pw_page_source_out(s->source, f);

    // At two points: what is below the first n entries of table t went back, and nothing else;
    predicate pw_tree_gave{A,B}(struct pw_address_space *s, integer k, integer t, integer n) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_branch_below{A}(k, t, n, f) ==> !pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_branch_below{A}(k, t, n, f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // what is below entry n of it, and nothing else;
    predicate pw_tree_gave_entry{A,B}(struct pw_address_space *s, integer k, integer t, integer n) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_branch_below{A}(k, t, n + 1, f) && !pw_branch_below{A}(k, t, n, f) ==>
        !pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_branch_below{A}(k, t, n + 1, f) || pw_branch_below{A}(k, t, n, f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));

    // table t and all below it, and nothing else.
    predicate pw_tree_gave_all{A,B}(struct pw_address_space *s, integer k, integer t) =
      (\forall integer f; pw_page_source_has{A}(\at(s->source, A), f) <==> pw_page_source_has{B}(\at(s->source, B), f)) &&
      (\forall integer f; pw_tree_in{A}(k, t, f) ==> !pw_page_source_out{B}(\at(s->source, B), f)) &&
      (\forall integer f; !pw_tree_in{A}(k, t, f) ==>
        (pw_page_source_out{A}(\at(s->source, A), f) <==> pw_page_source_out{B}(\at(s->source, B), f)));
*/

#endif
