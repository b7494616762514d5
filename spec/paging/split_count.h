/*
 * What splitting at the ends of a range takes, in logic.
 */
#ifndef PW_SPEC_PAGING_SPLIT_COUNT_H
#define PW_SPEC_PAGING_SPLIT_COUNT_H

/*@ // The first address behind the range, modulo 2^64.
    logic integer pw_range_end(struct pw_va_range r) =
      r.va + r.length == 0x10000000000000000 ? 0 : r.va + r.length;

    // The level of the leaf that goes across the boundary; that of pages when there is none. No leaf goes across the boundary
    // of a GiB.
    logic integer pw_split_level{L}(struct pw_address_space *s, integer boundary) =
      boundary % 0x40000000 == 0 || pw_space_walk(s, boundary) == 0 ||
        boundary % pw_level_bytes(pw_space_walk(s, boundary) % 4) == 0 ? 3 : pw_space_walk(s, boundary) % 4;

    // 1 if a table has to be made in place of a block of the level, so that no leaf of a level goes across the boundary, and
    // is not made for the other boundary; else 0.
    logic integer pw_split_one(integer across, integer boundary, integer other, integer level) =
      across <= level && boundary % pw_level_bytes(level) != 0 &&
        (other % pw_level_bytes(level) == 0 || other / pw_level_bytes(level) != boundary / pw_level_bytes(level)) ? 1 : 0;

    // The tables that it takes in all, the other boundary being done.
    logic integer pw_split_tables{L}(struct pw_address_space *s, integer boundary, integer other) =
      pw_split_one(pw_split_level(s, boundary), boundary, other, 1) + pw_split_one(pw_split_level(s, boundary), boundary, other, 2);
*/

#endif
