/*
 * Lookup: one load for each level, written out, so that each index is a shift and a mask.
 */
#include "src/paging/lookup.h"

#include <pagewright/descriptor.h>

/* The entry of a table for an address, and whether the walk goes on from there. */
/*@ requires table: pw_table_ready(window, table) && index < 512;
    requires level: level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures entry: \result.descriptor == pw_entry(window, table, index) && \result.level == level;
*/
static struct pw_lookup entry_at(const struct pw_window *window, uint32_t table, uint32_t level, uint64_t index) {
  struct pw_lookup entry = {.descriptor = pw_table_entry(window, table, (uint32_t)index), .level = level};
  return entry;
}

struct pw_lookup pw_lookup(const struct pw_window *window, uint32_t root, uint64_t va) {
  struct pw_lookup entry = entry_at(window, root, 0u, va / PW_L0_ENTRY_SIZE % PW_ENTRY_COUNT);
  if (!pw_table_leads_on(entry.descriptor)) {
    return entry;
  }
  entry = entry_at(window, pw_table_child(window, entry.descriptor), 1u, va / PW_BLOCK_1GB_SIZE % PW_ENTRY_COUNT);
  if (!pw_table_leads_on(entry.descriptor)) {
    return entry;
  }
  entry = entry_at(window, pw_table_child(window, entry.descriptor), 2u, va / PW_BLOCK_2MB_SIZE % PW_ENTRY_COUNT);
  if (!pw_table_leads_on(entry.descriptor)) {
    return entry;
  }
  return entry_at(window, pw_table_child(window, entry.descriptor), 3u, va / PW_PAGE_SIZE % PW_ENTRY_COUNT);
}
