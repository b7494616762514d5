/*
 * Run: one loop over a table's words, and the live count once.
 */
#include "src/paging/run.h"

void pw_table_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                   uint64_t stride) {
  uint64_t *words = window->words;
  uint64_t begin = (uint64_t)table * PW_TABLE_ENTRIES + first;
  for (uint32_t i = 0u; i < count; i++) {
    words[begin + i] = descriptor + i * stride;
  }
  window->live[table] = (uint16_t)(window->live[table] + count);
}

void pw_table_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  uint64_t *words = window->words;
  uint64_t begin = (uint64_t)table * PW_TABLE_ENTRIES + first;
  uint32_t cleared = 0u;
  for (uint32_t i = 0u; i < count; i++) {
    cleared += words[begin + i] != 0u ? 1u : 0u;
    words[begin + i] = 0u;
  }
  window->live[table] = (uint16_t)(window->live[table] - cleared);
}
