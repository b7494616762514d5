/* TLB operations of an AArch64 CPU at EL1: one barrier or TLBI instruction each, inner-shareable. */
#ifndef PAGEWRIGHT_TLB_AARCH64_H
#define PAGEWRIGHT_TLB_AARCH64_H

#include <pagewright/tlb.h>

/* With invalidations of ranges if this CPU has them; then the others of its domain have to have them, too. */
void pw_tlb_init_aarch64(struct pw_tlb *tlb);

#endif
