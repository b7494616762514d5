/*
 * Work: every loop that runs in a call of the frame tree's or the buddy's takes one step of this count for each turn. Nothing
 * but proofs sees it: it is ghost code, and costs nothing.
 */
#ifndef PW_BASE_WORK_H
#define PW_BASE_WORK_H

#include <stdint.h>

#include "spec/base/work.h"

/*@ ghost
  /@ terminates \true; exits \false; assigns pw_work;
     ensures step: \old(pw_work) < 18446744073709551615 ==> pw_work == \old(pw_work) + 1;
     ensures full: \old(pw_work) == 18446744073709551615 ==> pw_work == \old(pw_work);
  @/
  static inline void pw_work_step(void) {
    if (pw_work < 18446744073709551615U) {
      pw_work = pw_work + 1;
    }
  }
*/

#endif
