/*
 * Protect run: entries side by side in one table become other leaves, break-before-make. Internal to src/paging.
 */
#ifndef PW_PAGING_PROTECT_RUN_H
#define PW_PAGING_PROTECT_RUN_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/va_range.h>

#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/space.h"
#include "src/paging/stock.h"

#include "spec/paging/map_unit.h"
#include "spec/paging/stale_run.h"

/* The leaf at the path's end and those behind it become these: the first of them 'leaf', each further one leads on from
 * the one before it. The range is what they serve. In between they are invalid, and every TLB has forgotten what they
 * were; walkers may not see yet what they are. */
/*@ requires filling: pw_space_filling(space);
    requires filled: pw_forest_filled(space->window, -1);
    requires path: pw_space_path(space, path) && 1 <= path.level && pw_path_of(path, range.va);
    requires count: 1 <= count && path.index[path.level] + count <= 512;
    requires leaves: pw_run_leaves(space->window, path.table[path.level], path.index[path.level], count);
    requires range: 1 <= range.length && range.va + (range.length - 1) <= UINT64_MAX &&
      pw_space_canonical(space, range.va);
    requires reach: pw_va_entry(range.va, path.level, count - 1) <= range.va + (range.length - 1);
    requires local: space->half == PW_HALF_LOW && !space->has_mapped_global ==>
      pw_path_run_local(space->window, path, count);
    requires leaf: pw_is_leaf(leaf, path.level) && leaf + count * pw_level_bytes(path.level) <= UINT64_MAX;
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS;
    ensures filling: pw_space_filling(space);
    ensures filled: pw_forest_filled(space->window, -1);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures path: pw_space_path(space, path);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures served: pw_path_run_served(space->window, path, count, leaf, pw_level_bytes(path.level));
    ensures others: pw_path_run_others_same{Pre,Post}(space->window, path, count);
*/
void pw_protect_run(struct pw_address_space *space, struct pw_path path, uint32_t count, struct pw_va_range range,
                    uint64_t leaf);

#endif
