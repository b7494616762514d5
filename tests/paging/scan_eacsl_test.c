/*
 * Scan, with its contracts checked: every count of every kind, from every place of a small pattern and up to the
 * table's end, beside a plain count.
 */
#include "src/paging/scan.h"

#include <stdbool.h>

#include "tests/support/check.h"

#define BASE_PA 0x40000000u
#define FRAMES  2u
#define TABLE   1u
#define LINK    0x40001003u
#define LEAF    0x60000000000701u
#define PLACES  12u
#define LAST    (PW_TABLE_ENTRIES - PLACES)

static uint64_t words[FRAMES * PW_TABLE_ENTRIES];
static uint16_t live[FRAMES];
static struct pw_window window;

/* Holes, blocks that lead on from each other, one that does not, links, and a word that is no entry. */
static const uint64_t pattern[PLACES] = {
    0, 0, LEAF, LEAF + 0x200000u, LEAF + 0x400000u, LEAF + 0x200000u, LINK, LINK + 0x1000u,
    0, 2, LEAF, LEAF + 0x200000u};

enum kind { ZERO, VALID, NO_LINK };

static bool is_of(enum kind kind, uint64_t word) {
  if (kind == NO_LINK) {
    return word % 4u != 3u;
  }
  return (word == 0u) == (kind == ZERO);
}

static uint64_t word_at(uint32_t index) {
  return words[TABLE * PW_TABLE_ENTRIES + index];
}

static uint32_t count_of(enum kind kind, uint32_t first, uint32_t count) {
  uint32_t n = 0;
  while (n < count && is_of(kind, word_at(first + n))) {
    n++;
  }
  return n;
}

static uint32_t count_steps(uint64_t begin, uint64_t stride, uint32_t first, uint32_t count) {
  uint32_t n = 0;
  while (n < count && word_at(first + n) == begin + n * stride) {
    n++;
  }
  return n;
}

static void count_from(uint32_t first, uint32_t count) {
  CHECK(pw_scan_zero(&window, TABLE, first, count) == count_of(ZERO, first, count));
  CHECK(pw_scan_valid(&window, TABLE, first, count) == count_of(VALID, first, count));
  CHECK(pw_scan_no_links(&window, TABLE, first, count) == count_of(NO_LINK, first, count));
  CHECK(pw_scan_stride(&window, TABLE, first, count, LEAF, 0x200000u) == count_steps(LEAF, 0x200000u, first, count));
  CHECK(pw_scan_stride(&window, TABLE, first, count, LINK, 0x1000u) == count_steps(LINK, 0x1000u, first, count));
}

static void counts_end_where_entries_differ(uint32_t place) {
  for (uint32_t i = 0; i < PLACES; i++) {
    words[TABLE * PW_TABLE_ENTRIES + place + i] = pattern[i];
  }
  for (uint32_t first = 0; first <= PLACES; first++) {
    for (uint32_t count = 0; first + count <= PLACES; count++) {
      count_from(place + first, count);
    }
  }
}

int main(void) {
  CHECK(pw_window_init(&window, words, BASE_PA, FRAMES, live, FRAMES) == PW_OK);
  counts_end_where_entries_differ(0);
  counts_end_where_entries_differ(LAST);
  return check_summary();
}
