/*
 * Demand survey: entry by entry, so that what is not mapped costs little.
 */
#include "src/paging/demand_survey.h"

#include <pagewright/descriptor.h>
#include <pagewright/window.h>

#define LEVEL_OF_PAGES 3u

/* The last page that an entry serves, not beyond the range; addresses in pages. */
/*@ requires level: level <= 3;
    requires order: page <= last_page < 0x10000000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures order: page <= \result <= last_page;
*/
static uint64_t last_of(uint64_t page, uint32_t level, uint64_t last_page) {
  uint64_t pages = pw_level_size(level) / PW_PAGE_SIZE;
  //@ assert sizes: pages == 1 || pages == 0x200 || pages == 0x40000 || pages == 0x8000000;
  uint64_t rest = pages - 1u - page % pages; /* pages of the entry behind this one */
  return rest < last_page - page ? page + rest : last_page;
}

/* The frame that holds the byte, if the window has it. */
/*@ requires window: pw_window_valid(window);
    terminates \true; exits \false; assigns \nothing;
    ensures frame: \result == PW_NO_FRAME || \result < \old(window->frame_count);
*/
static uint32_t frame_at(const struct pw_window *window, uint64_t pa) {
  uint32_t frame = PW_NO_FRAME;
  return pw_window_pa_to_frame(window, pa, &frame) == PW_OK ? frame : PW_NO_FRAME;
}

/* The entry that serves an address, as far as it matters here. */
struct entry {
  uint64_t pa;
  uint32_t level;
  bool is_mapped;
  bool is_alike; /* mapped: a page with the attributes */
};

/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    requires attributes: \valid_read(attributes);
    terminates \true; exits \false; assigns \nothing;
    ensures level: \result.level <= 3;
    ensures mapped: \old(pw_space_canonical(space, va)) ==>
      ((boolean)\result.is_mapped <==> \old(pw_space_walk(space, va)) != 0);
    ensures alike: (boolean)\result.is_alike ==> \result.level == 3;
*/
static struct entry entry_at(const struct pw_address_space *space, const struct pw_attributes *attributes,
                             uint64_t va) {
  struct entry found = {.pa = 0u, .level = LEVEL_OF_PAGES, .is_mapped = false, .is_alike = false};
  struct pw_query entry;
  /* The space is live and the address is its own, so that this cannot be refused. */
  if (pw_query(space, va, &entry) != PW_OK) {
    return found;
  }
  found.pa = entry.pa;
  found.level = entry.level;
  found.is_mapped = entry.is_mapped;
  found.is_alike = entry.level == LEVEL_OF_PAGES && pw_attributes_equal(&entry.attributes, attributes);
  return found;
}

struct pw_demand_stretch pw_demand_stretch_at(const struct pw_address_space *space, const struct pw_page_source *source,
                                              const struct pw_attributes *attributes, uint64_t page,
                                              uint64_t last_page) {
  struct entry entry = entry_at(space, attributes, page * PW_PAGE_SIZE);
  struct pw_demand_stretch stretch = {.level = entry.level, .is_mapped = entry.is_mapped, .frame = PW_NO_FRAME};
  stretch.last_page = last_of(page, entry.level, last_page);
  if (entry.is_mapped) {
    uint32_t frame = frame_at(space->window, entry.pa);
    stretch.frame = frame != PW_NO_FRAME && pw_page_source_owns(source, frame) ? frame : PW_NO_FRAME;
  }
  stretch.is_ours = entry.is_mapped && entry.is_alike && stretch.frame != PW_NO_FRAME;
  return stretch;
}

/* Tables of the level below one at which all walks from the first to the last page fault. */
/*@ requires level: level <= 2;
    requires order: first_page <= last_page;
    terminates \true; exits \false; assigns \nothing;
    ensures few: 1 <= \result <= last_page - first_page + 1;
*/
static uint64_t tables_at(uint32_t level, uint64_t first_page, uint64_t last_page) {
  uint64_t pages = pw_level_size(level) / PW_PAGE_SIZE;
  //@ assert sizes: pages == 0x200 || pages == 0x40000 || pages == 0x8000000;
  //@ assert tables: last_page / 0x200 - first_page / 0x200 <= last_page - first_page;
  //@ assert middle: last_page / 0x40000 - first_page / 0x40000 <= last_page - first_page;
  //@ assert upper: last_page / 0x8000000 - first_page / 0x8000000 <= last_page - first_page;
  //@ assert order: 0 <= last_page / pages - first_page / pages <= last_page - first_page;
  return last_page / pages - first_page / pages + 1u;
}

/* Of all lower levels. The entry serves all addresses, so no table is counted for two of them. */
/*@ requires level: level <= 3;
    requires order: first_page <= last_page < 0x10000000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures few: \result <= 3 * (last_page - first_page + 1);
*/
static uint64_t tables_below(uint32_t level, uint64_t first_page, uint64_t last_page) {
  uint64_t count = 0u;
  /*@ loop invariant range: level <= l <= 3;
      loop invariant few: 0 <= count <= (l - level) * (last_page - first_page + 1);
      loop assigns l, count;
      loop variant 3 - l; */
  for (uint32_t l = level; l < LEVEL_OF_PAGES; l++) {
    count += tables_at(l, first_page, last_page);
  }
  return count;
}

struct pw_demand_survey pw_demand_survey_range(const struct pw_address_space *space,
                                               const struct pw_page_source *source,
                                               const struct pw_attributes *attributes, uint64_t first_page,
                                               uint64_t last_page) {
  struct pw_demand_survey survey = {.populated_count = 0u, .missing_count = 0u, .table_count = 0u, .is_ours = true};
  uint64_t left = last_page - first_page + 1u;
  /*@ loop invariant left: 0 <= left;
      loop invariant pages: survey.populated_count + survey.missing_count + left == last_page - first_page + 1;
      loop invariant counts: 0 <= survey.populated_count && 0 <= survey.missing_count;
      loop invariant tables: 0 <= survey.table_count <= 3 * survey.missing_count;
      loop assigns left, survey;
      loop variant left; */
  while (left > 0u) {
    uint64_t page = last_page - (left - 1u);
    struct pw_demand_stretch stretch = pw_demand_stretch_at(space, source, attributes, page, last_page);
    uint64_t pages = stretch.last_page - page + 1u;
    //@ assert pages: 0 < pages <= left;
    if (stretch.is_mapped) {
      survey.populated_count += pages;
      survey.is_ours = survey.is_ours && stretch.is_ours;
    } else {
      survey.missing_count += pages;
      survey.table_count += tables_below(stretch.level, page, stretch.last_page);
    }
    left -= pages;
  }
  return survey;
}
