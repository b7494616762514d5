#include "tests/paging/faulty_tlb.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <pagewright/tlb_recorder.h>

#include "tests/model/tlb_model.h"

void __real_pw_tlb_init_recorder(struct pw_tlb *tlb, struct pw_tlb_recorder *recorder);
void __wrap_pw_tlb_init_recorder(struct pw_tlb *tlb, struct pw_tlb_recorder *recorder);
void __real_pw_tlb_recorder_add_range(struct pw_tlb *tlb);
void __wrap_pw_tlb_recorder_add_range(struct pw_tlb *tlb);

/* The recorder's own operations, which the faulty ones pass on to. */
static struct pw_tlb right;

static void drop(struct pw_tlb *tlb) {
  (void)tlb;
}

static void drop_va(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  (void)tlb;
  (void)va;
  (void)level;
  (void)asid;
}

static void drop_asid(struct pw_tlb *tlb, uint32_t asid) {
  (void)tlb;
  (void)asid;
}

static void wait_for_stores_only(struct pw_tlb *tlb) {
  right.dsb_ishst(tlb);
}

/* What the model behind the recorder knows says what a DSB is there for. */
static const struct tlb_model *model_of(const struct pw_tlb *tlb) {
  const struct pw_tlb_recorder *recorder = tlb->context;
  return recorder->context;
}

static void dsb_but_before_a_tlbi(struct pw_tlb *tlb) {
  if (model_of(tlb)->stale_count == 0) {
    right.dsb_ishst(tlb);
  }
}

static void dsb_but_for_new_entries(struct pw_tlb *tlb) {
  if (!model_of(tlb)->has_invisible) {
    right.dsb_ishst(tlb);
  }
}

static void dsb_but_for_zeroes(struct pw_tlb *tlb) {
  if (model_of(tlb)->stale_count > 0 || model_of(tlb)->has_invisible) {
    right.dsb_ishst(tlb);
  }
}

static void va_before_its_dsb(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  right.tlbi_va(tlb, va, level, asid);
  right.dsb_ishst(tlb);
}

static void asid_before_its_dsb(struct pw_tlb *tlb, uint32_t asid) {
  right.tlbi_asid(tlb, asid);
  right.dsb_ishst(tlb);
}

static void all_before_its_dsb(struct pw_tlb *tlb) {
  right.tlbi_all(tlb);
  right.dsb_ishst(tlb);
}

static void all_of_one_asid(struct pw_tlb *tlb) {
  right.tlbi_asid(tlb, 5);
}

static void asid_of_another(struct pw_tlb *tlb, uint32_t asid) {
  right.tlbi_asid(tlb, asid + 16);
}

static void asid_of_one_page(struct pw_tlb *tlb, uint32_t asid) {
  right.tlbi_va(tlb, 0, PW_TLBI_ANY_LEVEL, asid);
}

static void va_of_another_asid(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  right.tlbi_va(tlb, va, level, asid + 16);
}

static void va_of_another_level(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  right.tlbi_va(tlb, va, level == 3 ? 2 : level, asid);
}

static void va_of_the_last_level(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  right.tlbi_va(tlb, va, level == PW_TLBI_ANY_LEVEL ? 3 : level, asid);
}

static void va_of_the_next_page(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  right.tlbi_va(tlb, va + 4096, level, asid);
}

static void va_with_the_asid_in_it(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  right.tlbi_va(tlb, va ^ (uint64_t)asid << 48, level, asid);
}

static void va_without_its_shift(struct pw_tlb *tlb, uint64_t va, uint32_t level, uint32_t asid) {
  right.tlbi_va(tlb, va << 12, level, asid);
}

static void drop_range(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level, uint32_t asid) {
  (void)tlb;
  (void)va;
  (void)page_count;
  (void)level;
  (void)asid;
}

static void range_without_its_last_page(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level,
                                        uint32_t asid) {
  right.tlbi_range(tlb, va, page_count - 1, level, asid);
}

static void range_of_another_asid(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level, uint32_t asid) {
  right.tlbi_range(tlb, va, page_count, level, asid + 16);
}

static void range_of_the_last_level(struct pw_tlb *tlb, uint64_t va, uint64_t page_count, uint32_t level,
                                    uint32_t asid) {
  right.tlbi_range(tlb, va, page_count, level == PW_TLBI_ANY_LEVEL ? 3 : level, asid);
}

struct fault {
  const char *name;
  struct pw_tlb wrong; /* null: as it should be */
};

static const struct fault faults[] = {
    {"dsb_before_a_tlbi_comes_after_it",
     {.dsb_ishst = dsb_but_before_a_tlbi,
      .tlbi_va = va_before_its_dsb,
      .tlbi_asid = asid_before_its_dsb,
      .tlbi_all = all_before_its_dsb}},
    {"dsb_before_a_tlbi_dropped", {.dsb_ishst = dsb_but_before_a_tlbi}},
    {"dsb_of_new_entries_dropped", {.dsb_ishst = dsb_but_for_new_entries}},
    {"dsb_of_zeroes_dropped", {.dsb_ishst = dsb_but_for_zeroes}},
    {"dsb_ish_dropped", {.dsb_ish = drop}},
    {"dsb_ish_of_stores_only", {.dsb_ish = wait_for_stores_only}},
    {"isb_dropped", {.isb = drop}},
    {"tlbi_all_dropped", {.tlbi_all = drop}},
    {"tlbi_all_of_one_asid", {.tlbi_all = all_of_one_asid}},
    {"tlbi_asid_dropped", {.tlbi_asid = drop_asid}},
    {"tlbi_asid_of_another", {.tlbi_asid = asid_of_another}},
    {"tlbi_asid_of_one_page", {.tlbi_asid = asid_of_one_page}},
    {"tlbi_range_dropped", {.tlbi_range = drop_range}},
    {"tlbi_range_of_another_asid", {.tlbi_range = range_of_another_asid}},
    {"tlbi_range_of_the_last_level", {.tlbi_range = range_of_the_last_level}},
    {"tlbi_range_without_its_last_page", {.tlbi_range = range_without_its_last_page}},
    {"tlbi_va_dropped", {.tlbi_va = drop_va}},
    {"tlbi_va_of_another_asid", {.tlbi_va = va_of_another_asid}},
    {"tlbi_va_of_another_level", {.tlbi_va = va_of_another_level}},
    {"tlbi_va_of_the_last_level", {.tlbi_va = va_of_the_last_level}},
    {"tlbi_va_of_the_next_page", {.tlbi_va = va_of_the_next_page}},
    {"tlbi_va_with_the_asid_in_it", {.tlbi_va = va_with_the_asid_in_it}},
    {"tlbi_va_without_its_shift", {.tlbi_va = va_without_its_shift}},
};

static const struct fault *chosen;

bool faulty_tlb_choose(const char *name) {
  for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
    if (strcmp(faults[i].name, name) == 0) {
      chosen = &faults[i];
      return true;
    }
  }
  return false;
}

void __wrap_pw_tlb_init_recorder(struct pw_tlb *tlb, struct pw_tlb_recorder *recorder) {
  __real_pw_tlb_init_recorder(tlb, recorder);
  right = *tlb;
  if (chosen == NULL) {
    return;
  }
  const struct pw_tlb *wrong = &chosen->wrong;
  tlb->dsb_ishst = wrong->dsb_ishst != NULL ? wrong->dsb_ishst : right.dsb_ishst;
  tlb->dsb_ish = wrong->dsb_ish != NULL ? wrong->dsb_ish : right.dsb_ish;
  tlb->isb = wrong->isb != NULL ? wrong->isb : right.isb;
  tlb->tlbi_va = wrong->tlbi_va != NULL ? wrong->tlbi_va : right.tlbi_va;
  tlb->tlbi_asid = wrong->tlbi_asid != NULL ? wrong->tlbi_asid : right.tlbi_asid;
  tlb->tlbi_all = wrong->tlbi_all != NULL ? wrong->tlbi_all : right.tlbi_all;
}

void __wrap_pw_tlb_recorder_add_range(struct pw_tlb *tlb) {
  __real_pw_tlb_recorder_add_range(tlb);
  right.tlbi_range = tlb->tlbi_range;
  if (chosen != NULL && chosen->wrong.tlbi_range != NULL) {
    tlb->tlbi_range = chosen->wrong.tlbi_range;
  }
}
