/*
 * Demand pair: regions that are backed on demand and a naive model of them, moved in step.
 *
 * The model is two lists in no order, of regions and of pages that have a frame, written from the text of demand.h. It
 * predicts every answer: which tables there have to be follows from which ranges of 512 GiB, 1 GiB and 2 MiB hold a
 * page. Under it are a window of 64 frames, a buddy, and two sources of the buddy's frames, one of tables and one of
 * pages, each of which fails on command. A frame holds plausible nonsense when a source hands it out and as soon as it
 * is back. When a source gets a frame, no address may lead to it any more, and the TLBs must have been told so.
 *
 * Every call returns whether all was as it should be; if not, 'failure' says what was not.
 */
#ifndef PW_TESTS_MODEL_DEMAND_PAIR_H
#define PW_TESTS_MODEL_DEMAND_PAIR_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/buddy.h>
#include <pagewright/demand.h>
#include <pagewright/tlb_recorder.h>

#define DEMAND_PAIR_FRAMES    64u
#define DEMAND_PAIR_BASE_PA   0x40000000u
#define DEMAND_PAIR_FIRST     8u /* frames from here on are to be had */
#define DEMAND_PAIR_REGIONS   5u
#define DEMAND_PAIR_UNLIMITED UINT32_MAX

/* A source of the buddy's frames that gives 'budget' of them. */
struct demand_pair_source {
  struct demand_pair *pair;
  uint32_t budget;
  struct pw_custom_source custom;
  struct pw_page_source source;
};

/* What the model knows. */
struct demand_pair_region {
  uint64_t first_va;
  uint64_t last_va;
  uint32_t kind; /* of its attributes */
  uint32_t limit;
  uint64_t faults;
};

struct demand_pair_page {
  uint64_t va;
  uint64_t mark; /* what was written there, or 0 */
};

struct demand_pair {
  uint64_t *words;
  uint16_t live[DEMAND_PAIR_FRAMES];
  uint64_t buddy_words[256];
  uint8_t buddy_tags[DEMAND_PAIR_FRAMES];
  uint8_t seen[DEMAND_PAIR_FRAMES];
  struct pw_window window;
  struct pw_buddy buddy;
  struct pw_buddy_source buddy_source;
  struct demand_pair_source frames;
  struct demand_pair_source tables;
  struct pw_tlb tlb;
  struct pw_tlb_recorder recorder;
  struct pw_address_space space;
  struct pw_demand_region regions[DEMAND_PAIR_REGIONS];
  struct pw_demand demand;
  bool is_high_half;
  uint32_t free_total;
  uint64_t va_of[DEMAND_PAIR_FRAMES]; /* of a frame that is a page */
  bool is_page[DEMAND_PAIR_FRAMES];
  bool is_forgotten[DEMAND_PAIR_FRAMES]; /* a TLBI has named its address, and a DSB has followed */
  bool is_named[DEMAND_PAIR_FRAMES];     /* the TLBI alone */
  /* the model */
  struct demand_pair_region model[DEMAND_PAIR_REGIONS];
  uint32_t model_count;
  struct demand_pair_page pages[DEMAND_PAIR_FRAMES];
  uint32_t page_count;
  uint64_t faults;
  uint64_t spurious;
  uint64_t refused;
  uint64_t next_mark;
  const char *failure;
};

/* Attributes by number; those from DEMAND_PAIR_LEGAL on are refused. */
enum demand_pair_kind {
  DEMAND_PAIR_KERNEL_DATA,
  DEMAND_PAIR_USER_DATA,
  DEMAND_PAIR_KERNEL_RODATA,
  DEMAND_PAIR_USER_TEXT,
  DEMAND_PAIR_LEGAL,
  DEMAND_PAIR_DEVICE = DEMAND_PAIR_LEGAL,
  DEMAND_PAIR_WRITABLE_TEXT,
  DEMAND_PAIR_KINDS
};
struct pw_attributes demand_pair_attributes(uint32_t kind);

bool demand_pair_create(struct demand_pair *pair, bool is_high_half);
/* Every region is released; then everything has to be back. */
bool demand_pair_finish(struct demand_pair *pair);
void demand_pair_release(struct demand_pair *pair);

/* Each calls the module, predicts the answer and compares; the answer goes to *status if that is not null. */
bool demand_pair_reserve(struct demand_pair *pair, struct pw_va_range range, uint32_t kind, uint32_t limit,
                         enum pw_status *status);
bool demand_pair_release_region(struct demand_pair *pair, uint64_t va, enum pw_status *status);
bool demand_pair_populate(struct demand_pair *pair, struct pw_va_range range, enum pw_status *status);
bool demand_pair_shrink(struct demand_pair *pair, struct pw_va_range range, enum pw_status *status);

/* A fault as a CPU reports it. */
struct demand_pair_fault {
  uint32_t status; /* DFSC or IFSC: 4..7 translation, 13..15 permission */
  enum pw_fault_access access;
  bool is_from_el0;
  bool is_svc; /* no abort at all */
};
bool demand_pair_fault(struct demand_pair *pair, uint64_t va, struct demand_pair_fault fault,
                       enum pw_demand_answer *answer);

/* Something is written to a page that has a frame: the model's page 'which', modulo their number. */
void demand_pair_write(struct demand_pair *pair, uint32_t which);

/* Everything that can be compared. */
bool demand_pair_compare(struct demand_pair *pair);

/* One operation chosen by numbers, each of which may be anything. */
bool demand_pair_step(struct demand_pair *pair, uint8_t kind, uint16_t where, uint8_t how_long, uint8_t how);

#endif
