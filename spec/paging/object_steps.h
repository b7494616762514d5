/*
 * One write after the other: what both have left as it was.
 */
#ifndef PW_SPEC_PAGING_OBJECT_STEPS_H
#define PW_SPEC_PAGING_OBJECT_STEPS_H

#include "spec/paging/address_space.h"

/*@ lemma pw_supply_chain{A,B,C}: \forall struct pw_page_source *source;
      pw_supply_kept{A,B}(source) && pw_supply_kept{B,C}(source) ==> pw_supply_kept{A,C}(source);
    lemma pw_supply_but_chain{A,B,C}: \forall struct pw_page_source *source, integer frame;
      pw_supply_kept_but{A,B}(source, frame) && pw_supply_kept{B,C}(source) ==> pw_supply_kept_but{A,C}(source, frame);
    lemma pw_supply_window_chain{A,B,C}: \forall struct pw_window *w;
      pw_window_untouched{A,B}(w) && pw_window_untouched{B,C}(w) ==> pw_window_untouched{A,C}(w);
    lemma pw_supply_space_chain{A,B,C}: \forall struct pw_address_space *s;
      pw_space_source_kept{A,B}(s) && pw_space_source_kept{B,C}(s) ==> pw_space_source_kept{A,C}(s);
*/

#endif
