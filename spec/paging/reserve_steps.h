/*
 * Frame by frame: what a reserve that grows or shrinks by one has taken or given in all.
 */
#ifndef PW_SPEC_PAGING_RESERVE_STEPS_H
#define PW_SPEC_PAGING_RESERVE_STEPS_H

#include "spec/paging/reserve.h"

/*@ lemma pw_untouched_chain{A,B,C}: \forall struct pw_window *w;
      pw_window_untouched{A,B}(w) && pw_window_untouched{B,C}(w) ==> pw_window_untouched{A,C}(w);

    lemma pw_reserve_takes{A,B,C}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q, integer table;
      pw_reserve_taken{A,B}(s, r) && pw_space_source_kept_but{B,C}(s, table) && pw_reserve_more(r, q, table) &&
          !pw_page_source_out{B}(\at(s->source, B), table) && pw_page_source_out{C}(\at(s->source, C), table) ==>
        pw_reserve_taken{A,C}(s, q);

    lemma pw_reserve_gives{A,B,C}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q, struct pw_reserve p,
        integer table;
      pw_reserve_given{A,B}(s, r, q) && pw_space_source_kept_but{B,C}(s, table) && pw_reserve_more(p, q, table) &&
          pw_reserved_below(r, r.count, table) &&
          pw_page_source_out{B}(\at(s->source, B), table) && !pw_page_source_out{C}(\at(s->source, C), table) ==>
        pw_reserve_given{A,C}(s, r, p);

    lemma pw_reserve_undone{A,B,C}: \forall struct pw_address_space *s, struct pw_reserve r, struct pw_reserve q;
      pw_reserve_taken{A,B}(s, r) && pw_reserve_given{B,C}(s, r, q) && q.count == 0 ==> pw_space_source_kept{A,C}(s);
*/

#endif
