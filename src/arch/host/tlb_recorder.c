/*
 * TLB recorder: a ring of the last events.
 */
#include <pagewright/tlb_recorder.h>

#include <stddef.h>

static void record(struct pw_tlb *tlb, struct pw_tlb_event event) {
  struct pw_tlb_recorder *recorder = tlb->context;
  recorder->events[recorder->event_count % PW_TLB_RECORDER_EVENTS] = event;
  recorder->event_count++;
  if (recorder->observe != NULL) {
    recorder->observe(recorder->context, &event);
  }
}

static void record_dsb_ishst(struct pw_tlb *tlb) {
  record(tlb, (struct pw_tlb_event){.kind = PW_TLB_DSB_ISHST});
}

static void record_dsb_ish(struct pw_tlb *tlb) {
  record(tlb, (struct pw_tlb_event){.kind = PW_TLB_DSB_ISH});
}

static void record_isb(struct pw_tlb *tlb) {
  record(tlb, (struct pw_tlb_event){.kind = PW_TLB_ISB});
}

static void record_tlbi_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  record(tlb, (struct pw_tlb_event){.kind = PW_TLB_TLBI_VA, .va = va, .level = level, .asid = asid});
}

static void record_tlbi_range(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level, uint32_t asid) {
  record(tlb, (struct pw_tlb_event){
                  .kind = PW_TLB_TLBI_RANGE, .va = va, .page_count = page_count, .level = level, .asid = asid});
}

static void record_tlbi_asid(struct pw_tlb *tlb, uint32_t asid) {
  record(tlb, (struct pw_tlb_event){.kind = PW_TLB_TLBI_ASID, .asid = asid});
}

static void record_tlbi_all(struct pw_tlb *tlb) {
  record(tlb, (struct pw_tlb_event){.kind = PW_TLB_TLBI_ALL});
}

void pw_tlb_init_recorder(struct pw_tlb *tlb, struct pw_tlb_recorder *recorder) {
  *recorder = (struct pw_tlb_recorder){.event_count = 0u};
  *tlb = (struct pw_tlb){.dsb_ishst = record_dsb_ishst,
                         .dsb_ish = record_dsb_ish,
                         .isb = record_isb,
                         .tlbi_va = record_tlbi_va,
                         .tlbi_asid = record_tlbi_asid,
                         .tlbi_all = record_tlbi_all,
                         .context = recorder};
}

void pw_tlb_recorder_add_range(struct pw_tlb *tlb) {
  tlb->tlbi_range = record_tlbi_range;
}

void pw_tlb_recorder_clear(struct pw_tlb_recorder *recorder) {
  recorder->event_count = 0u;
}
