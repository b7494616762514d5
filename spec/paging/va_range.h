/* A range of a half, in logic. */
#ifndef PW_SPEC_PAGING_VA_RANGE_H
#define PW_SPEC_PAGING_VA_RANGE_H

/*@ // Whole pages, at least one, all in the half that the space translates.
    predicate pw_va_range_valid{L}(struct pw_address_space *s, struct pw_va_range r) =
      r.length > 0 && r.va % 0x1000 == 0 && r.length % 0x1000 == 0 &&
      pw_space_canonical(s, r.va) && pw_space_canonical(s, r.va + r.length - 1) && r.va + r.length <= 0x10000000000000000;
*/

#endif
