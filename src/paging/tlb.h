/*
 * TLB calls: the operations of an address space's pw_tlb, each with what it is assumed to do.
 *
 * Internal to src/paging. The contracts are the assumption about hardware and about whoever implements struct pw_tlb; they are
 * trusted (SOUNDNESS.md). They speak of the ghost maps of spec/paging/stale.h alone: an implementation writes no memory that
 * the mapping code knows.
 */
#ifndef PW_PAGING_TLB_H
#define PW_PAGING_TLB_H

#include <stdint.h>

#include <pagewright/tlb.h>
#include <pagewright/window.h>

#include "spec/paging/descriptor.h"
#include "spec/paging/table.h"
#include "spec/paging/forest.h"

/*@ // What each operation does to the stage of a table.
    logic integer pw_stage_dsb_ishst(integer s) =
      s == PW_STAGE_CLEARED ? PW_STAGE_ORDERED : (s == PW_STAGE_MADE ? PW_STAGE_COMPLETE : s);
    logic integer pw_stage_dsb_ish(integer s) =
      s == PW_STAGE_CLEARED ? PW_STAGE_ORDERED : (s == PW_STAGE_MADE || s == PW_STAGE_DROPPED ? PW_STAGE_COMPLETE : s);
    logic integer pw_stage_isb(integer s) = s == PW_STAGE_COMPLETE ? PW_STAGE_CLEAN : s;
*/

/* Earlier stores are seen by every walker of the inner-shareable domain (Arm ARM D8.2.5, B2.3.12). */
/*@ terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures stages: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES ==>
      pw_stale_stage[f] == pw_stage_dsb_ishst(\old(pw_stale_stage[f]));
*/
void pw_tlb_dsb_ishst(struct pw_tlb *tlb);

/* The same, and earlier invalidations are complete: what they cover is used by no walker and no access any more. */
/*@ terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures stages: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES ==>
      pw_stale_stage[f] == pw_stage_dsb_ish(\old(pw_stale_stage[f]));
*/
void pw_tlb_dsb_ish(struct pw_tlb *tlb);

/* What is complete holds for this CPU's next instruction too. */
/*@ terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures stages: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES ==> pw_stale_stage[f] == pw_stage_isb(\old(pw_stale_stage[f]));
*/
void pw_tlb_isb(struct pw_tlb *tlb);

/* Forget the translation of the page at va for the ASID; 'level' as in struct pw_tlb. Stores that are ordered before it are
 * what walkers read afterwards (Arm ARM D8.14). Where a run of entries is stale its first one is no longer waited for. */
/*@ requires level: level <= 3;
    terminates \true; exits \false;
    assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_stale_index[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures covered: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED &&
      \old(pw_stale_covered(f, va, level, asid)) && pw_stale_end[f] <= \old(pw_stale_index[f]) + 1 ==>
        pw_stale_stage[f] == PW_STAGE_DROPPED && pw_stale_index[f] == \old(pw_stale_index[f]);
    ensures next: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && \old(pw_stale_stage[f]) == PW_STAGE_ORDERED &&
      \old(pw_stale_covered(f, va, level, asid)) && \old(pw_stale_index[f]) + 1 < pw_stale_end[f] ==>
        pw_stale_stage[f] == PW_STAGE_ORDERED && pw_stale_index[f] == \old(pw_stale_index[f]) + 1;
    ensures others: \forall integer f; 0 <= f < PW_WINDOW_MAX_FRAMES && !(\old(pw_stale_stage[f]) == PW_STAGE_ORDERED &&
      \old(pw_stale_covered(f, va, level, asid))) ==>
        pw_stale_stage[f] == \old(pw_stale_stage[f]) && pw_stale_index[f] == \old(pw_stale_index[f]);
*/
void pw_tlb_tlbi_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid);

#endif
