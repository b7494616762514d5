/* Which attributes can be encoded, in logic. */
#ifndef PW_SPEC_PAGING_ATTRIBUTES_H
#define PW_SPEC_PAGING_ATTRIBUTES_H

/*@ // Each value is one of its type's.
    predicate pw_attributes_typed(struct pw_attributes *a) =
      0 <= a->memory <= 3 && (a->shareability == 0 || a->shareability == 2 || a->shareability == 3) &&
      a->software < PW_SOFTWARE_BITS_LIMIT;

    predicate pw_attributes_writable(struct pw_attributes *a) = a->el1_write || a->el0_write;
    predicate pw_attributes_executable(struct pw_attributes *a) = a->el1_execute || a->el0_execute;

    // The architecture can say it, and nothing is both writable and executable, nor executable device memory.
    predicate pw_attributes_legal(struct pw_attributes *a) =
      pw_attributes_typed(a) && !(pw_attributes_writable(a) && pw_attributes_executable(a)) &&
      !(pw_attributes_executable(a) && 2 <= a->memory) &&
      (a->el0_read ==> (a->el0_write <==> a->el1_write)) && (a->el0_write ==> a->el0_read);
*/

#endif
