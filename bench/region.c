#include "bench/region.h"

uint64_t bench_region_run(const struct bench_region *region) {
  const struct bench_loops *loops = region->loops;
  switch (region->kind) {
  case REGION_TAKE_AND_GIVE:
    loops->take_and_give(region->pool, region->order, region->count);
    return 0;
  case REGION_TAKE_MANY:
    return region->count - loops->take_many(region->pool, region->order, region->blocks, region->count);
  case REGION_GIVE_MANY:
    loops->give_many(region->pool, region->order, region->blocks, region->count);
    return 0;
  case REGION_REPLACE:
    loops->replace(region->pool, region->order, region->blocks, region->picks, region->count);
    return 0;
  default:
    return loops->replace_mixed(region->pool, region->slots, region->picks, region->orders, region->count);
  }
}
