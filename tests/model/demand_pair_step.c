#include "tests/model/demand_pair.h"

#include <stddef.h>

#define KIB_4   ((uint64_t)1 << 12)
#define MIB_2   ((uint64_t)1 << 21)
#define GIB_1   ((uint64_t)1 << 30)
#define GIB_512 ((uint64_t)1 << 39)
#define HALF    ((uint64_t)1 << 48)
#define HIGH    ((uint64_t)0xFFFF << 48)

/* Where tables begin and end, so that ranges need different ones: eight places, 16 pages to each side. */
static uint64_t place_of(const struct demand_pair *pair, uint16_t where) {
  static const uint64_t places[8] = {
      0, MIB_2, GIB_1, GIB_512, GIB_512 + GIB_1 + 3 * MIB_2, HALF - MIB_2, HALF - 16 * KIB_4, HALF / 2};
  uint64_t va = places[where & 7] + (uint64_t)(where >> 3 & 15) * KIB_4;
  va = (where & 0x80) != 0 && va >= 16 * KIB_4 ? va - 16 * KIB_4 : va;
  va += pair->is_high_half ? HIGH : 0;
  if ((where & 0xF800) == 0xF800) {
    va ^= (uint64_t)1 << (48 + (where >> 8 & 7));
  }
  return va;
}

static uint64_t length_of(uint8_t how_long) {
  static const uint64_t lengths[8] = {0, KIB_4 / 2, MIB_2, GIB_1 + KIB_4, GIB_512, HALF, UINT64_MAX - KIB_4 + 1, 0};
  return how_long < 0xF0 ? (uint64_t)(how_long % 24 + 1) * KIB_4 : lengths[how_long & 7];
}

static struct demand_pair_fault fault_of(uint8_t how_long, uint8_t how) {
  struct demand_pair_fault fault = {.status = 4u + (how & 3u),
                                    .access = (enum pw_fault_access)((how >> 2) % 3),
                                    .is_from_el0 = (how & 0x80) != 0,
                                    .is_svc = how_long == 0xFF};
  if ((how_long & 0x70) == 0x70) {
    fault.status = how_long & 0x3F;
  }
  return fault;
}

/* Three of four times an address of a region, if there is one. */
static uint64_t touched_place(const struct demand_pair *pair, uint16_t where) {
  if (pair->model_count == 0 || (where & 0x600) == 0) {
    return place_of(pair, where);
  }
  const struct demand_pair_region *region = &pair->model[(where & 7u) % pair->model_count];
  uint64_t page_count = (region->last_va - region->first_va) / KIB_4 + 1;
  return region->first_va + (where >> 3 & 31u) % page_count * KIB_4;
}

bool demand_pair_step(struct demand_pair *pair, uint8_t kind, uint16_t where, uint8_t how_long, uint8_t how) {
  static const uint32_t limits[8] = {1, 2, 5, 12, 40, 40, PW_DEMAND_NO_LIMIT, 0};
  uint64_t va = (kind & 7) == 0 ? place_of(pair, where) : touched_place(pair, where);
  struct pw_va_range range = {va, length_of(how_long)};
  range.va += kind >= 0xF8 ? KIB_4 / 4 : 0;
  switch (kind & 7) {
  case 0:
    return demand_pair_reserve(pair, range, how >= 0xF0 ? DEMAND_PAIR_LEGAL + (how & 1u) : how & 3u,
                               limits[how >> 2 & 7], NULL);
  case 1:
    return how < 64 ? demand_pair_release_region(pair, va, NULL) : demand_pair_shrink(pair, range, NULL);
  case 2:
    return demand_pair_populate(pair, range, NULL);
  case 3:
    pair->frames.budget = how < 64 ? how % 16 : DEMAND_PAIR_UNLIMITED;
    pair->tables.budget = how_long < 64 ? how_long % 8 : DEMAND_PAIR_UNLIMITED;
    return true;
  case 4:
    demand_pair_write(pair, how);
    return demand_pair_compare(pair);
  default:
    return demand_pair_fault(pair, va + how, fault_of(how_long, how), NULL);
  }
}
