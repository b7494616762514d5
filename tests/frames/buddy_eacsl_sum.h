/*
 * E-ACSL does not end on a recursive logic function: in every source of buddy_eacsl_test, uses of this one mean the same as a
 * sum.
 */
#ifndef PW_TESTS_FRAMES_BUDDY_EACSL_SUM_H
#define PW_TESTS_FRAMES_BUDDY_EACSL_SUM_H

#define pw_free_below(tree, n) \sum(0, (n) - 1, \lambda integer f; pw_free_one(tree, f))

#endif
