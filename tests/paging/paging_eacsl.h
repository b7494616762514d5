/*
 * In front of every source of the run-time checks of page tables.
 *
 * E-ACSL 25 does not end on an annotation that uses a bool as a number or negates it, so here a bool is a byte: the
 * sources give it 0 or 1 only. The ghost maps have an entry for each frame that a window can have and for each ASID;
 * here loops and contracts of modules look at a few of them.
 */
#ifndef PW_TESTS_PAGING_PAGING_EACSL_H
#define PW_TESTS_PAGING_PAGING_EACSL_H

#include <stdbool.h>

#undef bool
#define bool unsigned char

#include <pagewright/asid.h>
#include <pagewright/window.h>

#undef PW_ASID_LIMIT
#define PW_ASID_LIMIT 0x100

#undef PW_WINDOW_MAX_FRAMES
#define PW_WINDOW_MAX_FRAMES 24u

/* Not executed: with it the generated code takes one frame number for a number of GMP and for an index. */
#undef pw_links

#endif
