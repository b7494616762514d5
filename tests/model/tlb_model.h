/*
 * TLB model: what walkers and TLBs may know of some address spaces, and an oracle of break-before-make.
 *
 * Hardware may cache any valid entry at any time: a leaf as a translation, a link as a step of the walk. What the
 * tables say at present may always be cached, so the model keeps only the rest, the stale entries: what some walker
 * may still know though the tables no longer say so. Leaves are known by address, level, and ASID or as global; steps
 * by address and ASID, and whoever knows a step reads on in the table behind it, cut off or not.
 *
 * A stale entry goes away when its removal was visible (DSB), a TLBI that covers it came after that, and then a DSB ISH
 * was waited for. A leaf in a table that was cut off can be read again as long as somebody knows a step to that table,
 * so such a leaf goes only when the steps are covered too.
 *
 * The model looks at the tables at every barrier and invalidation, and, where the rig tells it, at every store to a
 * table and every call of a source. It reports, the first one as text:
 *   a stale entry that is still there, or a new one that is not yet visible, when an operation has returned;
 *   a valid entry that is replaced by another one, or becomes valid where something stale is still known;
 *   a table given back that a walker may still be in, or that is linked;
 *   a table linked that was not zeroed, or whose zeroes no DSB has made visible.
 *
 * All of this is read off the words by hand; no code under test is called.
 */
#ifndef PW_TESTS_MODEL_TLB_MODEL_H
#define PW_TESTS_MODEL_TLB_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/tlb_recorder.h>

#define TLB_MODEL_FRAMES 64u
#define TLB_MODEL_SPACES 4u
#define TLB_MODEL_STALE  32768u /* every entry of every frame */
/* What a frame holds when its source hands it out: valid as a leaf and as a link, with a bit that no entry has. */
#define TLB_MODEL_NONSENSE 0x00680000400FF703u

/* How far the removal of a stale entry has come. */
enum tlb_stage {
  TLB_WRITTEN,    /* walkers may still read the old word */
  TLB_VISIBLE,    /* they read the new one, but may remember the old one */
  TLB_INVALIDATED /* they have been told to forget, and will have by the next DSB ISH */
};

struct tlb_entry {
  enum tlb_stage stage;
  bool is_step;   /* leads to a table; else a translation */
  bool is_global; /* translations only */
  bool is_backed; /* the word is still there, in a table that was cut off */
  uint32_t asid;
  uint32_t level; /* of the table that the entry is in; TLB_MODEL_NO_LEVEL for a root's address in TTBR */
  uint32_t frame; /* of that table */
  uint32_t index;
  uint32_t child; /* steps: the table that it leads to */
  uint64_t va;    /* first byte that it serves */
  uint64_t size;
};

#define TLB_MODEL_NO_LEVEL UINT32_MAX

struct tlb_model_table {
  bool is_linked; /* reached from the root of a space */
  uint32_t space;
  uint32_t level;
  uint64_t va; /* first byte that it serves */
};

struct tlb_model_space {
  bool is_live;
  uint32_t root;
  uint32_t asid;
  uint64_t va;
};

struct tlb_model {
  const struct pw_window *window;
  struct tlb_model_space spaces[TLB_MODEL_SPACES];
  struct tlb_model_table tables[TLB_MODEL_FRAMES];
  bool is_taken[TLB_MODEL_FRAMES];            /* the source has given the frame and not got it back */
  bool is_synced[TLB_MODEL_FRAMES];           /* since then there was a DSB, */
  uint64_t synced[TLB_MODEL_FRAMES * 512u];   /* at which the frame held this */
  uint64_t snapshot[TLB_MODEL_FRAMES * 512u]; /* at the last look */
  struct tlb_entry stale[TLB_MODEL_STALE];
  uint32_t stale_count;
  bool has_invisible;    /* an entry became valid, and there was no DSB since */
  bool needs_isb;        /* something was completed, and there was no ISB since */
  uint32_t change_count; /* entries of linked tables that changed since the operation began */
  const char *failure;   /* the first violation, or null */
};

/* Begin without a space. The window has at most TLB_MODEL_FRAMES frames. */
void tlb_model_init(struct tlb_model *model, const struct pw_window *window);

/* The space has been created: its root can be walked from now on. */
void tlb_model_add_space(struct tlb_model *model, uint32_t space, const struct pw_address_space *created);
/* The space is about to be destroyed: since just now no TTBR holds its root, and all of it may be cached. */
void tlb_model_remove_space(struct tlb_model *model, uint32_t space);

/* An operation begins; it has returned: everything must be complete. */
void tlb_model_begin(struct tlb_model *model);
void tlb_model_end(struct tlb_model *model);

/* The recorder's observer. */
void tlb_model_observe(void *model, const struct pw_tlb_event *event);
/* A store to a table has been made. */
void tlb_model_look(struct tlb_model *model);
/* The source gives the frame: it is filled with nonsense. */
void tlb_model_take(struct tlb_model *model, uint32_t frame);
/* The source is about to get the frame back; it has got it: it is filled with nonsense. */
void tlb_model_return(struct tlb_model *model, uint32_t frame);
void tlb_model_returned(struct tlb_model *model, uint32_t frame);

/* The word that a walk from the root of the space ends at, and its level. */
uint64_t tlb_model_walk(const struct tlb_model *model, uint32_t space, uint64_t va, uint32_t *level);
/* Whether every linked table has as many valid entries as its live count says. */
bool tlb_model_live_counts_hold(const struct tlb_model *model);

#endif
