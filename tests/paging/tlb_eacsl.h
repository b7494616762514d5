/*
 * Hardware for the run-time checks of page tables: what each call does to the ghost maps of spec/paging/stale.h, as the
 * contracts of src/paging/tlb.h assume it. No executed code depends on it; without it no such contract would hold.
 */
#ifndef TESTS_PAGING_TLB_EACSL_H
#define TESTS_PAGING_TLB_EACSL_H

#include <pagewright/tlb.h>

void tlb_eacsl_init(struct pw_tlb *tlb);

#endif
