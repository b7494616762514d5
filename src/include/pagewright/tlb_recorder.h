/*
 * TLB recorder: the operations of a host, where there is no TLB. It keeps the last calls in order, counts them, and
 * tells an observer of each one, so that a test can look at the tables at that very moment.
 */
#ifndef PAGEWRIGHT_TLB_RECORDER_H
#define PAGEWRIGHT_TLB_RECORDER_H

#include <stdint.h>

#include <pagewright/tlb.h>

#define PW_TLB_RECORDER_EVENTS 64u

enum pw_tlb_event_kind {
  PW_TLB_DSB_ISHST,
  PW_TLB_DSB_ISH,
  PW_TLB_ISB,
  PW_TLB_TLBI_VA,
  PW_TLB_TLBI_RANGE,
  PW_TLB_TLBI_ASID,
  PW_TLB_TLBI_ALL
};

struct pw_tlb_event {
  enum pw_tlb_event_kind kind;
  uint64_t va;         /* TLBI_VA, TLBI_RANGE */
  uint64_t page_count; /* TLBI_RANGE */
  uint32_t level;      /* TLBI_VA, TLBI_RANGE */
  uint32_t asid;       /* TLBI_VA, TLBI_RANGE, TLBI_ASID */
};

struct pw_tlb_recorder {
  struct pw_tlb_event events[PW_TLB_RECORDER_EVENTS];               /* event n is at n % PW_TLB_RECORDER_EVENTS */
  uint64_t event_count;                                             /* since the last clear */
  void (*observe)(void *context, const struct pw_tlb_event *event); /* may be null */
  void *context;                                                    /* the observer's own */
};

/* The recorder is emptied, observer included. There is no invalidation of a range, as on a CPU without FEAT_TLBIRANGE; */
void pw_tlb_init_recorder(struct pw_tlb *tlb, struct pw_tlb_recorder *recorder);
/* now there is. */
void pw_tlb_recorder_add_range(struct pw_tlb *tlb);
/* Forget the events, keep the observer. */
void pw_tlb_recorder_clear(struct pw_tlb_recorder *recorder);

#endif
