/* Which attributes can be encoded, and what the system registers say of them, in logic. */
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

    // The memory type's byte of MAIR_EL1 (Arm ARM D17.2.97).
    logic integer pw_mair_byte(integer memory) = memory == 0 ? 0xFF : (memory == 1 ? 0x44 : (memory == 2 ? 0x04 : 0x00));

    // What is above 48 bits of physical addresses is taken as 48 bits.
    logic integer pw_pa_range(integer pa_range) = pa_range > 5 ? 5 : pa_range;
*/

/* Field by field the same. Text, since E-ACSL takes no structure as an argument, nor a truth value that is not cast. */
#define PW_ATTRIBUTES_SAME(A, B)                                                                                       \
  ((A).memory == (B).memory && (A).shareability == (B).shareability && (A).software == (B).software &&                 \
   ((boolean)(A).el1_write <==> (boolean)(B).el1_write) && ((boolean)(A).el1_execute <==> (boolean)(B).el1_execute) && \
   ((boolean)(A).el0_read <==> (boolean)(B).el0_read) && ((boolean)(A).el0_write <==> (boolean)(B).el0_write) &&       \
   ((boolean)(A).el0_execute <==> (boolean)(B).el0_execute) && ((boolean)(A).global <==> (boolean)(B).global))

/* Global, inner-shareable, readable, and nothing for EL0. */
#define PW_ATTRIBUTES_KERNEL(A, MEMORY)                                                                                \
  ((A).memory == MEMORY && (A).shareability == PW_SHARE_INNER && (A).software == 0 && (boolean)(A).global &&           \
   !(boolean)(A).el0_read && !(boolean)(A).el0_write && !(boolean)(A).el0_execute)

#endif
