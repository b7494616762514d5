/*
 * What walkers and TLBs may still hold, in logic (break-before-make, Arm ARM D8.14 and D8.16.1).
 *
 * Ghost maps by frame number say for each table whether each of its entries is what every walker reads and what every TLB
 * holds, and if not, which entries changed and how far the way back has been gone. Entries that became invalid are on it until
 * the stores are ordered, invalidations that cover each of them were issued after that, and all is complete and this CPU has
 * synchronised. Until then no entry of that table becomes valid, and no table returns to its source. One entry, or one run of
 * neighbours, is on its way in a table at a time, and grows only while nothing of it is ordered; the invalidations go through
 * a run from its first entry on.
 *
 * Only the changes of forest.c, run.c, root.c and unmap_table.c and the calls of tlb.h write these maps. What the calls do to
 * them is what is assumed of hardware.
 */
#ifndef PW_SPEC_PAGING_STALE_H
#define PW_SPEC_PAGING_STALE_H

#define PW_STAGE_CLEAN    0 /* nothing of the table is stale */
#define PW_STAGE_CLEARED  1 /* an entry became invalid; walkers may still read the old one, TLBs hold it */
#define PW_STAGE_ORDERED  2 /* walkers read the new one, TLBs may still hold the old one */
#define PW_STAGE_DROPPED  3 /* an invalidation that covers it was issued, and may not be complete */
#define PW_STAGE_MADE     4 /* an entry became valid, or a new table zero; walkers may not see it yet */
#define PW_STAGE_COMPLETE 5 /* as clean, but this CPU has not yet synchronised */

/* Not one entry became invalid but all of the table's: its tree has ended. */
#define PW_STALE_WHOLE 512

/* The maps as a whole, for assigns clauses. */
#define PW_STALE_MAPS                                                                                                  \
  pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1],                        \
      pw_stale_end[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_level[0 .. PW_WINDOW_MAX_FRAMES - 1],                      \
      pw_stale_link[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_global[0 .. PW_WINDOW_MAX_FRAMES - 1]

/*@ ghost
    unsigned char pw_stale_stage[PW_WINDOW_MAX_FRAMES];
    unsigned short pw_stale_index[PW_WINDOW_MAX_FRAMES]; // the first entry that became invalid and was not yet invalidated,
    unsigned short pw_stale_end[PW_WINDOW_MAX_FRAMES];   // the one behind the last,
    unsigned char pw_stale_level[PW_WINDOW_MAX_FRAMES];  // the level of its table at that time,
    unsigned char pw_stale_link[PW_WINDOW_MAX_FRAMES];   // whether they were links (1), so that steps of walks are held,
    unsigned char pw_stale_global[PW_WINDOW_MAX_FRAMES]; // and whether (1) or not (0) one of them was a leaf for all ASIDs
*/

/*@ // Nothing in the window is stale.
    predicate pw_stale_none{L}(struct pw_window *w) =
      \forall integer f; 0 <= f < w->frame_count ==> pw_stale_stage[f] == PW_STAGE_CLEAN;

    // No old entry may still be used; what was made may have to be ordered.
    predicate pw_stale_settled{L}(struct pw_window *w) =
      \forall integer f; 0 <= f < w->frame_count ==>
        pw_stale_stage[f] == PW_STAGE_CLEAN || pw_stale_stage[f] == PW_STAGE_MADE || pw_stale_stage[f] == PW_STAGE_COMPLETE;

    // Every walker sees what the table holds.
    predicate pw_stale_seen{L}(integer f) = pw_stale_stage[f] == PW_STAGE_CLEAN || pw_stale_stage[f] == PW_STAGE_COMPLETE;

    // A valid entry may be made in the table.
    predicate pw_stale_makes{L}(integer f) = pw_stale_seen(f) || pw_stale_stage[f] == PW_STAGE_MADE;

    // An entry is none that TLBs hold for all ASIDs: it is invalid, or a leaf with bit 11, nG.
    predicate pw_entry_local(integer d) = d == 0 || d / 0x800 % 2 != 0;

    // The entries of the table became invalid, and what is left of them has come to the stage: a run, or one.
    predicate pw_stale_run{L}(integer f, integer stage, integer index, integer end, integer level, integer link) =
      pw_stale_stage[f] == stage && pw_stale_index[f] == index && pw_stale_end[f] == end && pw_stale_level[f] == level &&
      pw_stale_link[f] == link;
    predicate pw_stale_entry{L}(integer f, integer stage, integer index, integer level, integer link) =
      pw_stale_run(f, stage, index, index + 1, level, link);

    // At two points: the same for every table but one.
    predicate pw_stale_kept{A,B}(integer t) =
      \forall integer f; f != t ==>
        \at(pw_stale_stage[f], A) == \at(pw_stale_stage[f], B) && \at(pw_stale_index[f], A) == \at(pw_stale_index[f], B) &&
        \at(pw_stale_end[f], A) == \at(pw_stale_end[f], B) && \at(pw_stale_level[f], A) == \at(pw_stale_level[f], B) &&
        \at(pw_stale_link[f], A) == \at(pw_stale_link[f], B) && \at(pw_stale_global[f], A) == \at(pw_stale_global[f], B);

    // The index of an address at a level.
    logic integer pw_stale_index_of(integer va, integer level) =
      level == 0 ? va / 0x8000000000 % 512
                 : (level == 1 ? va / 0x40000000 % 512 : (level == 2 ? va / 0x200000 % 512 : va / 0x1000 % 512));

    // An invalidation by address covers the first stale entry of the table: the ASID and the half are those of its tree, the
    // address is one that the entry served, and the level was the entry's, or none was named. A link is covered only when none
    // was.
    predicate pw_stale_covered{L}(integer f, integer va, integer level, integer asid) =
      pw_forest_asid[pw_forest_root[f]] == asid && pw_forest_half[pw_forest_root[f]] == va / 0x1000000000000 &&
      (level == 0 || (level == pw_stale_level[f] && pw_stale_link[f] == 0)) &&
      pw_stale_index[f] == pw_stale_index_of(va, pw_stale_level[f]) &&
      (1 <= pw_stale_level[f] ==> pw_forest_slot[f] == pw_stale_index_of(va, pw_stale_level[f] - 1)) &&
      (2 <= pw_stale_level[f] ==> pw_forest_slot[pw_forest_parent[f]] == pw_stale_index_of(va, pw_stale_level[f] - 2)) &&
      (3 <= pw_stale_level[f] ==> pw_forest_slot[pw_forest_parent[pw_forest_parent[f]]] == pw_stale_index_of(va, 0));

    // An invalidation by ASID covers all that is stale in the table, entries, runs or the whole of it: the ASID is that of its
    // tree, which is one of the lower half, and no leaf that became invalid there was global. Steps of walks never are.
    predicate pw_stale_covered_by_asid{L}(integer f, integer asid) =
      pw_forest_asid[pw_forest_root[f]] == asid && pw_forest_half[pw_forest_root[f]] == 0 && pw_stale_global[f] == 0;
*/

#endif
