/*
 * Scan: loops over a table's words.
 */
#include "src/paging/scan.h"

#define KIND_COUNT 4u /* bits 1:0 */
#define KIND_LINK  3u

/*@ requires first: first <= 512;
    terminates \true; exits \false; assigns \nothing;
    ensures word: \result == table * 512 + first;
*/
static uint64_t word_index(uint32_t table, uint32_t first) {
  return (uint64_t)table * PW_TABLE_ENTRIES + first;
}

uint32_t pw_scan_zero(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  const uint64_t *words = window->words;
  uint64_t begin = word_index(table, first);
  uint32_t i = 0u;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant alike: \forall integer k; first <= k < first + i ==> pw_entry(window, table, k) == 0;
      loop assigns i;
      loop variant count - i; */
  while (i < count && words[begin + i] == 0u) {
    i++;
  }
  return i;
}

uint32_t pw_scan_valid(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  const uint64_t *words = window->words;
  uint64_t begin = word_index(table, first);
  uint32_t i = 0u;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant alike: \forall integer k; first <= k < first + i ==> pw_entry(window, table, k) != 0;
      loop assigns i;
      loop variant count - i; */
  while (i < count && words[begin + i] != 0u) {
    i++;
  }
  return i;
}

uint32_t pw_scan_no_links(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count) {
  const uint64_t *words = window->words;
  uint64_t begin = word_index(table, first);
  uint32_t i = 0u;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant alike: \forall integer k; first <= k < first + i ==> pw_entry(window, table, k) % 4 != 3;
      loop assigns i;
      loop variant count - i; */
  while (i < count && words[begin + i] % KIND_COUNT != KIND_LINK) {
    i++;
  }
  return i;
}

uint32_t pw_scan_stride(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count,
                        uint64_t descriptor, uint64_t stride) {
  const uint64_t *words = window->words;
  uint64_t begin = word_index(table, first);
  uint32_t i = 0u;
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant alike: \forall integer k; first <= k < first + i ==> pw_entry(window, table, k) == descriptor + (k
     - first) * stride; loop assigns i; loop variant count - i; */
  while (i < count && words[begin + i] == descriptor + i * stride) {
    i++;
  }
  return i;
}
