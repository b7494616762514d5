/*
 * Demand pages: a range of them filled with frames and tables that are all taken beforehand, or dropped.
 */
#include "src/paging/demand_pages.h"

#include <pagewright/descriptor.h>
#include <pagewright/window.h>

#include "src/paging/demand_frame.h"
#include "src/paging/demand_page.h"
#include "src/paging/flush.h"
#include "src/paging/path.h"
#include "src/paging/reserve.h"
#include "src/paging/space.h"
#include "src/paging/stock.h"
#include "src/paging/tlb.h"

#define LEVEL_OF_PAGES 3u

static void give_back_frames(const struct pw_demand *demand, struct pw_stock frames) {
  struct pw_stock left = frames;
  while (left.count > 0u) {
    uint32_t frame = left.first;
    left = pw_stock_rest(demand->source->window, left);
    (void)pw_page_source_free(demand->source, frame);
  }
}

/* Exactly that many, or none. */
static struct pw_stock take_frames(const struct pw_demand *demand, uint32_t needed) {
  struct pw_stock frames = pw_stock_none();
  while (frames.count < needed) {
    uint32_t frame = pw_demand_frame_take(demand->space, demand->source).frame;
    if (frame == PW_NO_FRAME) {
      give_back_frames(demand, frames);
      return pw_stock_none();
    }
    frames = pw_stock_append(demand->space->window, frames, frame);
  }
  return frames;
}

/* What has been taken and is not in the tree yet. */
struct supplies {
  struct pw_stock frames;
  struct pw_stock tables;
};

/* The tables that the path lacks, zeroed, off the stock. */
static struct pw_reserve tables_for(struct pw_address_space *space, struct pw_path path, struct supplies *supplies) {
  struct pw_reserve reserve = {.table = {PW_NO_FRAME, PW_NO_FRAME, PW_NO_FRAME}, .count = 0u};
  while (path.level + reserve.count < LEVEL_OF_PAGES) {
    uint32_t table = supplies->tables.first;
    supplies->tables = pw_stock_rest(space->window, supplies->tables);
    pw_space_zero_table(space, table);
    reserve = pw_reserve_with(reserve, table);
  }
  return reserve;
}

/* One page, whose walk faults; 'leaf' leads to 0. Nothing here can fail. */
static void hang_page(struct pw_demand *demand, uint64_t va, uint64_t leaf, struct supplies *supplies) {
  struct pw_address_space *space = demand->space;
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, LEVEL_OF_PAGES);
  struct pw_reserve tables = tables_for(space, path, supplies);
  uint32_t frame = supplies->frames.first;
  uint64_t pa = 0u;
  supplies->frames = pw_stock_rest(space->window, supplies->frames);
  (void)pw_window_frame_to_pa(space->window, frame, &pa);
  pw_demand_frame_zero(space, frame);
  pw_tlb_dsb_ishst(space->tlb);
  pw_space_hang_leaf(space, path, tables, leaf + pa);
}

/* Every page of the range that is not mapped. */
static void hang_pages(struct pw_demand *demand, const struct pw_attributes *attributes, uint64_t first_va,
                       uint64_t last_va, struct supplies supplies) {
  struct supplies rest = supplies;
  uint64_t leaf = 0u;
  (void)pw_descriptor_leaf(0u, LEVEL_OF_PAGES, attributes, &leaf);
  uint64_t left = last_va - first_va + 1u;
  while (left > 0u) {
    uint64_t va = last_va - (left - 1u);
    uint64_t page = va / PW_PAGE_SIZE;
    if (!pw_demand_stretch_at(demand->space, demand->source, attributes, page, page).is_mapped) {
      hang_page(demand, va, leaf, &rest);
    }
    left -= PW_PAGE_SIZE;
  }
  pw_flush_made(demand->space);
}

enum pw_status pw_demand_pages_fill(struct pw_demand *demand, const struct pw_attributes *attributes, uint64_t first_va,
                                    uint64_t last_va, struct pw_demand_survey survey) {
  struct pw_address_space *space = demand->space;
  uint32_t frame_count = space->window->frame_count;
  /* So many pages or tables are not to be had; and the counts of what follows are 32 bits wide. */
  if (survey.missing_count > frame_count || survey.table_count > frame_count ||
      survey.missing_count > UINT32_MAX - space->page_count) {
    return PW_ERR_NO_MEMORY;
  }
  struct supplies supplies = {.frames = take_frames(demand, (uint32_t)survey.missing_count), .tables = pw_stock_none()};
  if (supplies.frames.count < survey.missing_count) {
    return PW_ERR_NO_MEMORY;
  }
  supplies.tables = pw_stock_take(space, (uint32_t)survey.table_count);
  if (supplies.tables.count < survey.table_count) {
    give_back_frames(demand, supplies.frames);
    return PW_ERR_NO_MEMORY;
  }
  if (survey.missing_count > 0u) {
    hang_pages(demand, attributes, first_va, last_va, supplies);
    pw_space_set_counts(space, space->page_count + (uint32_t)survey.missing_count, space->block_2mb_count,
                        space->has_mapped_global || attributes->global);
  }
  return PW_OK;
}

void pw_demand_pages_drop(struct pw_demand *demand, const struct pw_attributes *attributes, uint64_t first_va,
                          uint64_t last_va) {
  uint64_t last_page = last_va / PW_PAGE_SIZE;
  uint64_t left = last_page - first_va / PW_PAGE_SIZE + 1u;
  while (left > 0u) {
    uint64_t page = last_page - (left - 1u);
    struct pw_demand_stretch stretch = pw_demand_stretch_at(demand->space, demand->source, attributes, page, last_page);
    if (stretch.is_mapped) {
      (void)pw_demand_page_drop(demand->space, demand->source, page * PW_PAGE_SIZE, stretch.frame);
    }
    left -= stretch.last_page - page + 1u;
  }
}
