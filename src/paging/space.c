/*
 * Space: tables taken and given back, and the changes of the window that the source of the tables survives.
 */
#include "src/paging/space.h"

#include "src/paging/table.h"

/* Counts of events wrap by intent: only their differences are exact. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures next: \result == (count == UINT32_MAX ? 0 : count + 1);
*/
static uint32_t next_count(uint32_t count) {
  return count == UINT32_MAX ? 0u : count + 1u;
}

uint32_t pw_space_take_table(struct pw_address_space *space) {
  uint32_t table = pw_page_source_alloc(space->source);
  if (table != PW_NO_FRAME) {
    enum pw_page_origin origin = pw_page_source_origin(space->source, table);
    space->taken_count[origin] = next_count(space->taken_count[origin]);
  }
  return table;
}

void pw_space_return_table(struct pw_address_space *space, uint32_t table) {
  enum pw_page_origin origin = pw_page_source_origin(space->source, table);
  /* The source owns every table of the tree, so it takes this one; should a user's own provider break the contract, the
   * counts stop adding up and pw_address_space_check says so. */
  if (pw_page_source_free(space->source, table) == PW_OK) {
    space->returned_count[origin] = next_count(space->returned_count[origin]);
  }
}

void pw_space_zero_table(struct pw_address_space *space, uint32_t table) {
  pw_forest_zero(space->window, table);
}

void pw_space_hang_leaf(struct pw_address_space *space, struct pw_path path, struct pw_reserve reserve,
                        uint64_t descriptor) {
  pw_path_hang_leaf(space->window, path, reserve, descriptor);
}

uint32_t pw_space_cut_leaf(struct pw_address_space *space, struct pw_path path) {
  pw_path_clear_leaf(space->window, path);
  return pw_path_prune(space->window, path);
}
