/*
 * Map find: the way down to a unit, and that nothing is in its place. Internal to src/paging.
 */
#ifndef PW_PAGING_MAP_FIND_H
#define PW_PAGING_MAP_FIND_H

#include <stdint.h>

#include <pagewright/address_space.h>

#include "src/paging/path.h"
#include "src/paging/run.h"
#include "src/paging/space.h"

#include "spec/paging/map.h"

/* As far down as there are tables, at most to that of the level. 'near' is a path of the space to what lies before va;
 * where the table of level 2 is the same, it is not looked for again. */
/*@ requires space: \valid_read(space) && pw_space_root(space);
    PW_FOREST_REQUIRES(space->window)
    requires level: 1 <= level <= 3 && va % pw_level_bytes(level) == 0;
    requires near: pw_path_valid(space->window, near) && near.table[0] == space->root_frame;
    requires same: 2 <= near.level && va % 0x40000000 != 0 ==>
      near.index[0] == va / 0x8000000000 % 512 && near.index[1] == va / 0x40000000 % 512;
    requires fault: pw_va_walk(space->window, space->root_frame, va) == 0;
    terminates \true; exits \false; assigns \nothing;
    ensures path: pw_path_valid(space->window, \result) && \result.table[0] == space->root_frame;
    ensures level: \result.level <= level;
    ensures indices: pw_path_of(\result, va);
    ensures end: \result.level < level ==> pw_path_entry(space->window, \result) == 0;
*/
struct pw_path pw_map_find(const struct pw_address_space *space, struct pw_path near, uint64_t va, uint32_t level);

/*@ ghost
  // Where every walk that comes to a run is a fault, its entries are zero: no table below them is empty.
  /@ PW_FOREST_REQUIRES(window)
     requires filled: pw_forest_filled(window, -1);
     requires path: pw_path_valid(window, path) && 1 <= path.level && path.index[path.level] + count <= 512;
     requires faults: pw_path_run_faults(window, path, count);
     terminates \true; exits \false; assigns \nothing;
     ensures invalid: pw_run_zero(window, path.table[path.level], path.index[path.level], count);
  @/
  void pw_map_lemma_invalid(const struct pw_window *window, struct pw_path path, uint32_t count);

  // Where an entry of the path's last table is not zero, the walk to some page that it serves finds something: that to
  // the one that is returned.
  /@ PW_FOREST_REQUIRES(window)
     requires filled: pw_forest_filled(window, -1);
     requires path: pw_path_tables(window, path) && pw_path_indices(path) && 1 <= path.level && index < 512;
     terminates \true; exits \false; assigns \nothing;
     ensures range: \result < 0x1000000000;
     ensures serves1: path.level == 1 ==> \result / 0x40000 == path.index[0] * 512 + index;
     ensures serves2: path.level == 2 ==> \result / 512 == (path.index[0] * 512 + path.index[1]) * 512 + index;
     ensures serves3: path.level == 3 ==>
       \result == ((path.index[0] * 512 + path.index[1]) * 512 + path.index[2]) * 512 + index;
     ensures found: pw_entry(window, path.table[path.level], index) != 0 ==>
       pw_walk0(window, path.table[0], \result / 0x8000000, \result / 0x40000 % 512, \result / 512 % 512,
                \result % 512) != 0;
  @/
  uint64_t pw_map_found(const struct pw_window *window, struct pw_path path, uint32_t index);

  // No table below a root is empty: the same for some entry of the last table.
  /@ PW_FOREST_REQUIRES(window)
     requires filled: pw_forest_filled(window, -1);
     requires path: pw_path_tables(window, path) && pw_path_indices(path) && 1 <= path.level;
     terminates \true; exits \false; assigns \nothing;
     ensures range: \result < 0x1000000000;
     ensures serves1: path.level == 1 ==> \result / 0x8000000 == path.index[0];
     ensures serves2: path.level == 2 ==> \result / 0x40000 == path.index[0] * 512 + path.index[1];
     ensures serves3: path.level == 3 ==> \result / 512 == (path.index[0] * 512 + path.index[1]) * 512 + path.index[2];
     ensures found: pw_walk0(window, path.table[0], \result / 0x8000000, \result / 0x40000 % 512, \result / 512 % 512,
                \result % 512) != 0;
  @/
  uint64_t pw_map_found_some(const struct pw_window *window, struct pw_path path);
*/

#endif
