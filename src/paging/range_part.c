/*
 * Range part: counted from the first byte of the entry that serves the range's first address.
 */
#include "src/paging/range_part.h"

uint32_t pw_range_part_count(struct pw_va_range range, uint32_t level, uint32_t index) {
  uint64_t size = pw_level_size(level);
  uint64_t more = (range.va % size + (range.length - 1u)) / size; /* entries that begin in the range */
  uint32_t room = PW_ENTRY_COUNT - index;
  //@ assert size: size == 0x8000000000 || size == 0x40000000 || size == 0x200000 || size == 0x1000;
  //@ assert fits: more * size <= range.va % size + (range.length - 1);
  //@ assert begins: pw_va_entry(range.va, level, more) <= range.va + (range.length - 1);
  return more < room ? (uint32_t)more + 1u : room;
}

uint64_t pw_range_part_bytes(struct pw_va_range range, uint32_t level, uint32_t count) {
  uint64_t size = pw_level_size(level);
  //@ assert size: size == 0x8000000000 || size == 0x40000000 || size == 0x200000 || size == 0x1000;
  //@ assert end: pw_va_entry(range.va, level, count) == range.va - range.va % size + count * size;
  uint64_t bytes = count * size - range.va % size;
  return bytes < range.length ? bytes : range.length;
}

struct pw_va_range pw_range_behind(struct pw_va_range range, uint64_t bytes) {
  struct pw_va_range left = range;
  left.length = range.length - bytes;
  left.va = left.length == 0u ? range.va : range.va + bytes;
  return left;
}
