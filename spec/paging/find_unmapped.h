/* Holes of an address space, in logic. */
#ifndef PW_SPEC_PAGING_FIND_UNMAPPED_H
#define PW_SPEC_PAGING_FIND_UNMAPPED_H

/*@ // Whole pages, and an alignment that pages can have.
    predicate pw_hole_wanted(integer length, integer alignment) =
      length > 0 && length % 0x1000 == 0 && alignment > 0 && alignment % 0x1000 == 0;

    // Every walk from 'first' to below 'end' faults.
    predicate pw_unmapped{L}(struct pw_address_space *s, integer first, integer end) =
      \forall integer x; first <= x < end ==> pw_space_walk(s, x) == 0;

    // Some address of those is mapped, the first or a later one.
    predicate pw_blocked{L}(struct pw_address_space *s, integer first, integer end) =
      first < end && (pw_space_walk(s, first) != 0 || \exists integer x; first < x < end && pw_space_walk(s, x) != 0);

    // No hole begins at a multiple of the alignment from 'first' to below 'end'.
    predicate pw_no_hole{L}(struct pw_address_space *s, integer first, integer end, integer length, integer alignment) =
      \forall integer y; first <= y < end && y % alignment == 0 ==> pw_blocked(s, y, y + length);
*/

#endif
