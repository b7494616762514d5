/*
 * TLB model: what walkers and TLBs may still know, and an oracle of break-before-make.
 *
 * It looks at the tables at every barrier and invalidation, tells which entries have changed since the last one, and
 * follows each change until it is complete:
 *   an entry that became valid needs a DSB and an ISB before the operation returns; if it links a table, that table has
 * to have been all zero at a DSB before; an entry that became invalid needs a DSB, a TLBI that covers what it served, a
 * DSB ISH and an ISB; until that second DSB the tables that it led to must stay with their source's client; an entry
 * that went from one valid value to another is a violation by itself. The first violation is kept as text.
 */
#ifndef PW_TESTS_MODEL_TLB_MODEL_H
#define PW_TESTS_MODEL_TLB_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/tlb_recorder.h>

#define TLB_MODEL_FRAMES  64u
#define TLB_MODEL_CHANGES 4096u

/* How far a change has come. */
enum tlb_change_stage {
  TLB_CHANGE_WRITTEN,
  TLB_CHANGE_VISIBLE,
  TLB_CHANGE_INVALIDATED,
  TLB_CHANGE_DONE,
  TLB_CHANGE_OVER
};

struct tlb_change {
  enum tlb_change_stage stage;
  bool is_break;    /* valid to invalid; else invalid to valid */
  bool is_table;    /* the entry linked a table */
  bool has_leaves;  /* a table that went with leaves in it */
  bool has_globals; /* the leaf was global, or one of those leaves */
  uint32_t level;   /* of the table that the entry is in */
  uint32_t child;   /* the table that went */
  uint64_t va;      /* first byte that the entry served */
};

struct tlb_model_table {
  bool is_linked;
  uint32_t level;
  uint32_t parent; /* frame */
  uint64_t va;     /* first byte that it serves */
};

struct tlb_model {
  const struct pw_address_space *space;
  uint64_t snapshot[TLB_MODEL_FRAMES * 512u]; /* at the last event */
  bool snapshot_is_synced;                    /* that event was a DSB */
  struct tlb_model_table tables[TLB_MODEL_FRAMES];
  uint32_t removed_by[TLB_MODEL_FRAMES]; /* change that cut the table off, or UINT32_MAX */
  struct tlb_change changes[TLB_MODEL_CHANGES];
  uint32_t change_count;
  const char *failure; /* the first violation, or null */
};

/* Begin with the space as it is. The window has at most TLB_MODEL_FRAMES frames. */
void tlb_model_init(struct tlb_model *model, const struct pw_address_space *space);
/* The recorder's observer. */
void tlb_model_observe(void *model, const struct pw_tlb_event *event);
/* The operation begins: frames that are no tables may have got any contents since. */
void tlb_model_begin(struct tlb_model *model);
/* The operation has returned: everything must be complete. */
void tlb_model_end(struct tlb_model *model);

#endif
