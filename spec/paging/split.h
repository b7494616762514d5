/*
 * A split, in logic: two leaves of different levels that are as good as each other, and all walks from one change to the next.
 */
#ifndef PW_SPEC_PAGING_SPLIT_H
#define PW_SPEC_PAGING_SPLIT_H

/*@ // The page that a leaf of a level leads to, for an address with these last indices: a multiple of 4096 bytes.
    logic integer pw_leaf_page(integer d, integer level, integer i2, integer i3) =
      level == 1 ? pw_field(d, 0x40000000, 0x40000) * 0x40000 + i2 * 512 + i3
                 : (level == 2 ? pw_field(d, 0x200000, 0x8000000) * 512 + i3 : pw_field(d, 0x1000, 0x1000000000));

    // Its attributes: bits 11:2 and 58:48 (Arm ARM D8.3.2). Bits 63:59 are none, and no leaf has them set.
    logic integer pw_leaf_lower(integer d) = d % 0x1000 / 4;
    logic integer pw_leaf_upper(integer d) = pw_field(d, 0x1000000000000, 0x800);

    // Two leaves lead to the same page with the same attributes.
    predicate pw_leaf_as_good(integer d, integer level, integer e, integer lower, integer i2, integer i3) =
      pw_leaf_page(d, level, i2, i3) == pw_leaf_page(e, lower, i2, i3) && pw_leaf_lower(d) == pw_leaf_lower(e) &&
      pw_leaf_upper(d) == pw_leaf_upper(e);

    // Two results of a walk by the same indices are as good as each other: two faults, or two such leaves, of which the second
    // is of the same level or a lower one.
    predicate pw_walk_agrees(integer x, integer y, integer i2, integer i3) =
      (x == 0 <==> y == 0) && x % 4 <= y % 4 && pw_leaf_as_good(x / 4, x % 4, y / 4, y % 4, i2, i3);

    // What a walk comes to at leaf k of those that begin with 'leaf', of a level.
    logic integer pw_split_result(integer leaf, integer stride, integer k, integer level) = (leaf + k * stride) * 4 + level;
*/

#endif
