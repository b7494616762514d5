/* TLB operations of an AArch64 CPU at EL1: one barrier or TLBI instruction each, inner-shareable. */
#ifndef PAGEWRIGHT_TLB_AARCH64_H
#define PAGEWRIGHT_TLB_AARCH64_H

#include <pagewright/tlb.h>

void pw_tlb_init_aarch64(struct pw_tlb *tlb);

#endif
