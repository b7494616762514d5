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

/* Likewise when something was written that is none of the space's, nor of its window's or its source's: first of these (with
 * the counts of entries and of free frames, which need induction), */
#define PW_WRITTEN_BESIDE(S)                                                                                           \
  /@ assert parts: (S)->source == \at((S)->source, Pre) && (S)->source->pool == \at((S)->source->pool, Pre); @/        \
  /@ assert fields: pw_space_fields_kept{Pre,Here}(S); @/                                                              \
  /@ assert same: pw_window_same{Pre,Here}((S)->window); @/                                                            \
  /@ assert window: pw_window_valid((S)->window) && pw_window_arrays((S)->window); @/                                  \
  /@ assert source: \valid_read((S)->source) && (S)->source->window == (S)->window; @/                                 \
  /@ assert buddies: (S)->source->buddy == \at((S)->source->buddy, Pre); @/                                            \
  /@ assert buddy_there: (S)->source->buddy != \null ==> \valid_read((S)->source->buddy); @/                           \
  /@ assert buddy_same: (S)->source->buddy != \null ==>                                                                \
       (S)->source->buddy->buddy == \at((S)->source->buddy->buddy, Pre); @/                                            \
  /@ assert shape: (S)->source->buddy != \null ==> pw_tree_shape{Pre}(\at(&(S)->source->buddy->buddy->tree, Pre)); @/  \
  /@ assert words: \forall integer i; 0 <= i < (S)->window->frame_count * 512 ==>                                      \
       (S)->window->words[i] == \at((S)->window->words[i], Pre); @/                                                    \
  /@ assert entries: pw_tables_kept{Pre,Here}((S)->window, -1); @/                                                     \
  /@ assert live: \forall integer t; 0 <= t < (S)->window->frame_count ==>                                             \
       (S)->window->live[t] == \at((S)->window->live[t], Pre); @/                                                      \
  PW_COUNT_LIVE_AGAIN((S)->window)                                                                                     \
  /@ assert first: (S)->source->pool != \null ==>                                                                      \
       (S)->source->pool->first_frame == \at((S)->source->pool->first_frame, Pre); @/                                  \
  /@ assert out: (S)->source->pool != \null ==> \forall integer i; 0 <= i < 16 ==>                                     \
       (S)->source->pool->out[i] == \at((S)->source->pool->out[i], Pre); @/                                            \
  PW_KEEP_SOURCE((S)->source)                                                                                          \
  /@ assert inside: pw_space_source_inside(S); @/                                                                      \
  /@ assert lies_apart: pw_space_apart(S); @/

/* then, where that is known from a contract, of the trees. */
#define PW_SPACE_AS_BEFORE(S)                                                                                          \
  PW_TREES_UNTOUCHED((S)->window)                                                                                      \
  /@ assert root: pw_space_root(S); @/                                                                                 \
  /@ assert owns: pw_space_owns(S); @/                                                                                 \
  /@ assert unused: pw_space_unused(S); @/                                                                             \
  /@ assert walks: pw_walks_same{Pre,Here}((S)->window); @/                                                            \
  /@ assert was: pw_space_root{Pre}(S); @/                                                                             \
  /@ assert still: pw_local_still{Pre,Here}(S); @/                                                                     \
  /@ assert local: pw_space_local{Pre}(S) ==> pw_space_local(S); @/

#endif
