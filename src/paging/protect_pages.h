/*
 * Protect pages: a run of leaves that lead on from each other, told by the pages that it serves. Internal to
 * src/paging.
 */
#ifndef PW_PAGING_PROTECT_PAGES_H
#define PW_PAGING_PROTECT_PAGES_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

#include "src/paging/map_pages.h"
#include "src/paging/protect_run.h"
#include "src/paging/range_part.h"

#include "spec/paging/protect.h"

/* How many leaves lead on from each other, from the one at the path's end on, of those that begin in the range. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires path: pw_path_valid(window, path) && 1 <= path.level;
    requires leaf: pw_is_leaf(path.descriptor, path.level) && path.descriptor == pw_path_entry(window, path);
    requires range: pw_part_range(range);
    terminates \true; exits \false; assigns \nothing;
    ensures count: 1 <= \result && path.index[path.level] + \result <= 512;
    ensures begins: pw_part_begins(range, path.level, \result);
    ensures run: pw_run_filled(window, path.table[path.level], path.index[path.level], \result, path.descriptor,
                               pw_level_bytes(path.level));
    ensures room: pw_leaf_room(path.descriptor, path.level, \result);
*/
uint32_t pw_protect_count(const struct pw_window *window, struct pw_path path, struct pw_va_range range);

/* The leaf at the path's end and those behind it, which lead on from it, become leaves with other attributes, of the
 * same size. The range is what they serve. What is as it should be is not touched. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires path: pw_space_path(space, path) && 1 <= path.level && pw_path_of(path, range.va);
    requires count: 1 <= count && path.index[path.level] + count <= 512;
    requires leaf: pw_is_leaf(path.descriptor, path.level);
    requires run: pw_run_filled(space->window, path.table[path.level], path.index[path.level], count, path.descriptor,
                                pw_level_bytes(path.level));
    requires room: pw_leaf_room(path.descriptor, path.level, count);
    requires range: pw_part_range(range) && pw_space_canonical(space, range.va) &&
      range.va % pw_level_bytes(path.level) == 0 && range.length == count * pw_level_bytes(path.level);
    requires leaves: pw_leaf_to_0(leaves.page, 3) && pw_leaf_to_0(leaves.block, 1);
    requires local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
      pw_pages_local(space->window, space->root_frame, pw_va_page(range.va), pw_run_pages(path.level, count));
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS;
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures protected: pw_pages_protected{Pre,Post}(space->window, space->root_frame, pw_va_page(range.va),
                                                    pw_run_pages(path.level, count), leaves.page, leaves.block);
    ensures level: pw_pages_of_level(space->window, space->root_frame, pw_va_page(range.va),
                                     pw_run_pages(path.level, count), path.level);
    ensures others: pw_pages_others_same{Pre,Post}(space->window, space->root_frame, pw_va_page(range.va),
                                                   pw_run_pages(path.level, count));
*/
void pw_protect_pages(struct pw_address_space *space, struct pw_path path, uint32_t count, struct pw_va_range range,
                      struct pw_map_leaves leaves);

/*@ ghost
  // The leaves that lead on from each other are of one level, told by their pages.
  /@ requires path: pw_path_valid(window, path) && 1 <= path.level && pw_path_of(path, va);
     requires count: count <= 512 && path.index[path.level] + count <= 512;
     requires leaf: pw_is_leaf(path.descriptor, path.level);
     requires run: pw_run_filled(window, path.table[path.level], path.index[path.level], count, path.descriptor,
                                 pw_level_bytes(path.level));
     requires room: pw_leaf_room(path.descriptor, path.level, count);
     requires aligned: va % pw_level_bytes(path.level) == 0;
     requires pages: pages == pw_run_pages(path.level, count);
     terminates \true; exits \false; assigns \nothing;
     ensures level: pw_pages_of_level(window, path.table[0], pw_va_page(va), pages, path.level);
  @/
  void pw_protect_lemma_level(const struct pw_window *window, struct pw_path path, uint32_t count, uint64_t va,
                              uint64_t pages);
*/

#endif
