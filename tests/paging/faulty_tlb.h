/*
 * Faulty TLB: the recorder's operations with one mistake between them and the code that calls them.
 *
 * Programs with it are linked so that pw_tlb_init_recorder comes by here first.
 */
#ifndef PW_TESTS_PAGING_FAULTY_TLB_H
#define PW_TESTS_PAGING_FAULTY_TLB_H

#include <stdbool.h>

/* From the next pw_tlb_init_recorder on. False: there is no such fault. */
bool faulty_tlb_choose(const char *name);

#endif
