/*
 * Protect space: the change of run.h by which a run becomes invalid, in a space's window, which its source survives.
 * Internal to src/paging. What fills the run again is in map_space.h.
 */
#ifndef PW_PAGING_PROTECT_SPACE_H
#define PW_PAGING_PROTECT_SPACE_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/space.h"

/* As pw_path_drain. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires path: pw_path_valid(space->window, path) && path.index[path.level] + count <= 512;
    requires leaves: pw_run_drains(space->window, path.table[path.level], path.index[path.level], count);
    requires filled: pw_forest_filled(space->window, -1);
    requires settled: pw_stale_settled(space->window);
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_STALE_MAPS;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures path: pw_path_valid(space->window, path);
    ensures invalid: pw_run_zero(space->window, path.table[path.level], path.index[path.level], count);
    ensures filled: pw_forest_filled(space->window, path.table[path.level]);
    ensures rest: pw_rest_kept{Pre,Post}(space->window);
    ensures stale: pw_stale_run(path.table[path.level], PW_STAGE_CLEARED, path.index[path.level],
                                path.index[path.level] + count, path.level, 0);
    ensures kept: pw_stale_kept{Pre,Post}(path.table[path.level]);
    ensures global: pw_stale_global[path.table[path.level]] == 0 <==>
      \old(pw_run_local(space->window, path.table[path.level], path.index[path.level], count));
    ensures faults: pw_path_run_faults(space->window, path, count);
    ensures others: pw_path_run_others_same{Pre,Post}(space->window, path, count);
*/
void pw_protect_space_drain(struct pw_address_space *space, struct pw_path path, uint32_t count);

#endif
