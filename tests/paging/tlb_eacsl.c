/*
 * A TLB of ghost code alone.
 */
#include "tests/paging/tlb_eacsl.h"

#include <pagewright/window.h>

#include "src/paging/forest.h"

#include "tests/support/check.h"

static unsigned long call_count;

static void dsb_ishst(struct pw_tlb *tlb) {
  CHECK(tlb->context == &call_count);
  call_count++;
  /*@ ghost
    unsigned int f = 0;
    while (f < PW_WINDOW_MAX_FRAMES) {
      if (pw_stale_stage[f] == PW_STAGE_CLEARED) {
        pw_stale_stage[f] = PW_STAGE_ORDERED;
      } else if (pw_stale_stage[f] == PW_STAGE_MADE) {
        pw_stale_stage[f] = PW_STAGE_COMPLETE;
      }
      f++;
    }
  */
}

static void dsb_ish(struct pw_tlb *tlb) {
  dsb_ishst(tlb);
  /*@ ghost
    unsigned int f = 0;
    while (f < PW_WINDOW_MAX_FRAMES) {
      if (pw_stale_stage[f] == PW_STAGE_DROPPED) {
        pw_stale_stage[f] = PW_STAGE_COMPLETE;
      }
      f++;
    }
  */
}

static void isb(struct pw_tlb *tlb) {
  CHECK(tlb->context == &call_count);
  call_count++;
  /*@ ghost
    unsigned int f = 0;
    while (f < PW_WINDOW_MAX_FRAMES) {
      if (pw_stale_stage[f] == PW_STAGE_COMPLETE) {
        pw_stale_stage[f] = PW_STAGE_CLEAN;
      }
      f++;
    }
  */
}

/* The address names, level by level, the entries that lead to the first stale one of a table. */
static void tlbi_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  CHECK(tlb->context == &call_count && level <= 3u && asid < 0x10000u);
  call_count++;
  uint32_t half = (uint32_t)(va >> 48);
  /* By level, one place up. */
  uint32_t index[5] = {0, (uint32_t)(va >> 39) % 512u, (uint32_t)(va >> 30) % 512u, (uint32_t)(va >> 21) % 512u,
                       (uint32_t)(va >> 12) % 512u};
  (void)half;
  (void)index;
  /*@ ghost
    unsigned int f = 0;
    unsigned int table = 0;
    unsigned int above = 0;
    while (f < PW_WINDOW_MAX_FRAMES) {
      if (pw_stale_stage[f] == PW_STAGE_ORDERED && pw_forest_asid[pw_forest_root[f]] == asid &&
          pw_forest_half[pw_forest_root[f]] == half &&
          (level == 0 || (level == pw_stale_level[f] && pw_stale_link[f] == 0)) &&
          pw_stale_index[f] == index[pw_stale_level[f] + 1]) {
        table = f;
        above = pw_stale_level[f];
        while (above > 0) {
          if (pw_forest_slot[table] != index[above]) {
            break;
          }
          table = pw_forest_parent[table];
          above--;
        }
        if (above == 0 && pw_stale_index[f] + 1 < pw_stale_end[f]) {
          pw_stale_index[f] = (unsigned short)(pw_stale_index[f] + 1);
        } else if (above == 0) {
          pw_stale_stage[f] = PW_STAGE_DROPPED;
        }
      }
      f++;
    }
  */
}

static void tlbi_asid(struct pw_tlb *tlb, uint32_t asid) {
  CHECK(tlb->context == &call_count && asid < 0x10000u);
  call_count++;
  /*@ ghost
    unsigned int f = 0;
    while (f < PW_WINDOW_MAX_FRAMES) {
      if (pw_stale_stage[f] == PW_STAGE_ORDERED && pw_forest_asid[pw_forest_root[f]] == asid &&
          pw_forest_half[pw_forest_root[f]] == 0 && pw_stale_global[f] == 0) {
        pw_stale_stage[f] = PW_STAGE_DROPPED;
      }
      f++;
    }
  */
}

static void tlbi_all(struct pw_tlb *tlb) {
  CHECK(tlb->context == &call_count);
  call_count++;
  /*@ ghost
    unsigned int f = 0;
    while (f < PW_WINDOW_MAX_FRAMES) {
      if (pw_stale_stage[f] == PW_STAGE_ORDERED) {
        pw_stale_stage[f] = PW_STAGE_DROPPED;
      }
      f++;
    }
  */
}

void tlb_eacsl_init(struct pw_tlb *tlb) {
  tlb->dsb_ishst = dsb_ishst;
  tlb->dsb_ish = dsb_ish;
  tlb->isb = isb;
  tlb->tlbi_va = tlbi_va;
  tlb->tlbi_asid = tlbi_asid;
  tlb->tlbi_all = tlbi_all;
  tlb->context = &call_count;
}
