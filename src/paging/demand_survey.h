/*
 * Demand survey: what a part of a region has, and what it needs. Internal to src/paging: it reads, and changes nothing.
 */
#ifndef PW_PAGING_DEMAND_SURVEY_H
#define PW_PAGING_DEMAND_SURVEY_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/demand.h>
#include <pagewright/query.h>

#include "spec/paging/map.h"

/* What a part of a region has, and what it needs to have a frame behind each page. */
struct pw_demand_survey {
  uint64_t populated_count; /* pages that are mapped */
  uint64_t missing_count;   /* and that are not; */
  uint64_t table_count;     /* the tables that mapping these takes */
  bool is_ours;             /* every leaf is a page to a frame of the source, with the region's attributes */
};

/* What serves a page, and the pages behind it up to a last one: that entry's, or the range's. */
struct pw_demand_stretch {
  uint64_t last_page;
  uint32_t level;
  bool is_mapped;
  bool is_ours;   /* mapped: a page with the attributes to a frame that the source has handed out */
  uint32_t frame; /* that frame, or PW_NO_FRAME */
};

/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    requires source: pw_page_source_valid(source) && source->window == space->window;
    requires attributes: \valid_read(attributes);
    requires order: page <= last_page < 0x10000000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures order: page <= \result.last_page <= last_page;
    ensures level: \result.level <= 3;
    ensures frame: \result.frame != PW_NO_FRAME ==> \result.frame < space->window->frame_count &&
      pw_page_source_out(source, \result.frame);
    ensures mapped: (boolean)\result.is_mapped && pw_space_canonical(space, page * 4096) ==> pw_space_walk(space, page *
   4096) != 0; ensures unmapped: !(boolean)\result.is_mapped && pw_space_canonical(space, page * 4096) ==>
   pw_space_walk(space, page * 4096) == 0; ensures ours: (boolean)\result.is_ours ==> \result.level == 3 &&
   \result.frame != PW_NO_FRAME;
*/
struct pw_demand_stretch pw_demand_stretch_at(const struct pw_address_space *space, const struct pw_page_source *source,
                                              const struct pw_attributes *attributes, uint64_t page,
                                              uint64_t last_page);

/* From a first to a last page: addresses by the page's size. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    requires source: pw_page_source_valid(source) && source->window == space->window;
    requires attributes: \valid_read(attributes);
    requires order: first_page <= last_page < 0x10000000000000 && last_page - first_page < 0x1000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures pages: \result.populated_count + \result.missing_count == last_page - first_page + 1;
    ensures tables: \result.table_count <= 3 * \result.missing_count;
*/
struct pw_demand_survey pw_demand_survey_range(const struct pw_address_space *space,
                                               const struct pw_page_source *source,
                                               const struct pw_attributes *attributes, uint64_t first_page,
                                               uint64_t last_page);

#endif
