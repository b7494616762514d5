/*
 * What stays of a space's trees when only the source of its frames has changed.
 */
#ifndef PW_SPEC_PAGING_DEMAND_FRAME_H
#define PW_SPEC_PAGING_DEMAND_FRAME_H

#include "spec/paging/untouched.h"

/* Ghost code at the end of a function that has changed no word of the window and no map: the trees are as sound as they were,
 * step by step. */
#define PW_TREES_UNTOUCHED(W)                                                                                          \
  /@ assert trees: pw_trees_untouched{Pre,Here}(W); @/                                                                 \
  /@ assert levels: pw_forest_levels(W); @/                                                                            \
  /@ assert down: pw_forest_down(W); @/                                                                                \
  /@ assert up: pw_forest_up(W); @/                                                                                    \
  /@ assert roots: pw_forest_roots(W); @/                                                                              \
  /@ assert counts: pw_forest_counts(W); @/                                                                            \
  /@ assert entries: pw_forest_entries(W); @/                                                                          \
  /@ assert filled: pw_forest_filled(W, -1); @/                                                                        \
  /@ assert clean: pw_stale_none(W); @/

#endif
