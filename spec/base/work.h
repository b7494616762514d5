/* Work: the steps of loops, counted in ghost code, so that a contract can bound them (row B-bound of docs/theorems.md). */
#ifndef PW_SPEC_BASE_WORK_H
#define PW_SPEC_BASE_WORK_H

/*@ ghost extern uint64_t pw_work; */

/*@ // At most so many steps lie between two points. (The count stops at its last value, and does not wrap.)
    predicate pw_work_within{A,B}(integer steps) = \at(pw_work, B) <= \at(pw_work, A) + steps;
*/

#endif
