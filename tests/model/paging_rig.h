/*
 * Paging rig: address spaces with everything under them on a host, side by side with their models.
 *
 * A window of 64 frames; an early pool in it; a buddy over all of it, in which the first frames and the pool's are
 * reserved; the sources that can be made of these, one of them failing on command; a TLB recorder with the TLB model
 * behind it; and up to four address spaces that share all of that. Each operation is done to the space that is selected
 * and to its dictionary of mappings, every answer is compared, and the counts of all spaces have to add up with the
 * frames of the pool and the buddy. A refused operation must have written no entry. Frames hold plausible nonsense when
 * a source hands them out and as soon as it has got them back.
 *
 * Programs with the rig are linked so that calls of a page source and of the functions that write entries (table.h,
 * run.h) come by the TLB model first.
 *
 * Every call returns whether all was as it should be; if not, 'failure' says what was not. Nothing is printed and
 * nothing aborts, so that tests and fuzzers can use it alike.
 */
#ifndef PW_TESTS_MODEL_PAGING_RIG_H
#define PW_TESTS_MODEL_PAGING_RIG_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/map.h>
#include <pagewright/range.h>
#include <pagewright/tlb_recorder.h>

#include "tests/model/mapping_model.h"
#include "tests/model/tlb_model.h"

#define RIG_BASE_PA     0x40000000u
#define RIG_FRAMES      64u
#define RIG_POOL_FRAME  8u  /* first frame of the pool */
#define RIG_BUDDY_FRAME 32u /* frames from here on are the buddy's to give */
#define RIG_PA_BITS     40u
#define RIG_SPACES      TLB_MODEL_SPACES
#define RIG_UNLIMITED   UINT32_MAX

enum rig_source {
  RIG_SOURCE_POOL,
  RIG_SOURCE_BUDDY,
  RIG_SOURCE_CUSTOM,
  RIG_SOURCE_BUDDY_CHAIN,
  RIG_SOURCE_CUSTOM_CHAIN,
  RIG_SOURCE_COUNT
};

struct rig_space {
  struct pw_address_space space;
  enum rig_source source; /* the one in use */
  struct mapping_model model;
};

struct paging_rig {
  uint64_t *words;
  uint16_t live[RIG_FRAMES];
  uint64_t buddy_words[256];
  uint8_t buddy_tags[RIG_FRAMES];
  uint8_t seen[RIG_FRAMES];
  struct pw_window window;
  struct pw_early_pool pool;
  struct pw_buddy buddy;
  struct pw_buddy_source buddy_source;
  struct pw_custom_source custom;
  struct pw_page_source sources[RIG_SOURCE_COUNT];
  uint32_t budget; /* frames that the custom source will still give */
  struct pw_tlb tlb;
  struct pw_tlb_recorder recorder;
  uint32_t buddy_total; /* frames that the buddy had free in the beginning */
  uint32_t data_count;  /* frames taken from the buddy for something else */
  uint64_t data_pa[RIG_FRAMES];
  const char *failure;
  uint32_t selected;              /* spaces[selected] is what operations are done to, */
  struct pw_address_space *space; /* with its space */
  struct mapping_model *model;    /* and its dictionary */
  struct rig_space spaces[RIG_SPACES];
  struct tlb_model tlb_model;
};

/* The static object of the caller is set up from nothing, with space 0 alive and selected. Only the rig that was
 * created last can be worked with. Release with paging_rig_release. */
bool paging_rig_create(struct paging_rig *rig, enum rig_source source, enum pw_half half, uint32_t asid);
/* From now on CPUs have FEAT_TLBIRANGE. */
void paging_rig_add_range_invalidation(struct paging_rig *rig);
void paging_rig_release(struct paging_rig *rig);

/* Operations are for space 'which' from now on, alive or not. */
void paging_rig_select(struct paging_rig *rig, uint32_t which);
bool paging_rig_is_live(const struct paging_rig *rig);
/* The selected space, which must not be alive, is created. *status, if not null, gets the answer; so below. */
bool paging_rig_create_space(struct paging_rig *rig, enum rig_source source, enum pw_half half, uint32_t asid,
                             enum pw_status *status);
/* The selected space goes; all of its tables must be back where they came from. */
bool paging_rig_destroy_space(struct paging_rig *rig);

/* 'size' is 4 KiB or 2 MiB. A space that is not alive has to refuse. */
bool paging_rig_map(struct paging_rig *rig, uint64_t va, uint64_t size, uint64_t pa,
                    const struct pw_attributes *attributes, enum pw_status *status);
bool paging_rig_unmap(struct paging_rig *rig, uint64_t va, uint64_t size, enum pw_status *status);
/* Ranges; 'limit' of a range that is mapped is a size. The functions that count tables are asked first, and an
 * operation has to take exactly as many as they say. */
bool paging_rig_map_range(struct paging_rig *rig, const struct mapping_range *range,
                          const struct pw_attributes *attributes, enum pw_status *status);
bool paging_rig_unmap_range(struct paging_rig *rig, const struct mapping_range *range, enum pw_status *status);
bool paging_rig_protect_range(struct paging_rig *rig, const struct mapping_range *range,
                              const struct pw_attributes *attributes, enum pw_status *status);
bool paging_rig_merge_range(struct paging_rig *rig, const struct mapping_range *range, enum pw_status *status);
bool paging_rig_translate(struct paging_rig *rig, uint64_t va);
bool paging_rig_set_source(struct paging_rig *rig, enum rig_source source, enum pw_status *status);
/* Frames for something else, so that tables run out. */
bool paging_rig_take_data(struct paging_rig *rig);
bool paging_rig_return_data(struct paging_rig *rig, uint32_t which);
/* Every translation that the dictionaries know, all invariants, all counts, of every space. */
bool paging_rig_compare(struct paging_rig *rig);

/* Tables that the source of the selected space could still give. */
uint32_t paging_rig_available(const struct paging_rig *rig);

#endif
