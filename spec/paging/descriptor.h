/* The fields of a descriptor, in logic: each by the weight of its lowest bit (Arm ARM D8.3). */
#ifndef PW_SPEC_PAGING_DESCRIPTOR_H
#define PW_SPEC_PAGING_DESCRIPTOR_H

/*@ // 'count' values of the field whose lowest bit weighs 'weight'.
    logic integer pw_field(integer d, integer weight, integer count) = d / weight % count;

    // Bytes that an entry of a level serves.
    logic integer pw_level_bytes(integer level) =
      level == 0 ? 0x8000000000 : (level == 1 ? 0x40000000 : (level == 2 ? 0x200000 : 0x1000));
*/

/* The attribute bits of a leaf are those of the value A, field by field; access flag set, all other bits clear: bits 11:2
 * (Arm ARM D8.3.2), */
#define PW_LEAF_LOWER(D, A)                                                                                            \
  (pw_field(D, 0x4, 8) == (A).memory && pw_field(D, 0x20, 2) == 0 &&                                                   \
   (pw_field(D, 0x40, 2) == 1 <==> (boolean)(A).el0_read) && (pw_field(D, 0x80, 2) == 0 <==> (boolean)(A).el1_write) && \
   pw_field(D, 0x100, 4) == (A).shareability && pw_field(D, 0x400, 2) == 1 &&                                          \
   (pw_field(D, 0x800, 2) == 0 <==> (boolean)(A).global))

/* and bits 63:52. */
#define PW_LEAF_UPPER(D, A)                                                                                            \
  (pw_field(D, 0x10000000000000, 2) == 0 && pw_field(D, 0x80000000000000, 16) == (A).software &&                       \
   (pw_field(D, 0x20000000000000, 2) == 0 <==> (boolean)(A).el1_execute) &&                                            \
   (pw_field(D, 0x40000000000000, 2) == 0 <==> (boolean)(A).el0_execute) && (D) / 0x800000000000000 == 0)

/* The descriptor is the leaf of a level for memory at pa with these attributes. */
#define PW_LEAF_IS(D, PA, LEVEL, A)                                                                                    \
  (PW_LEAF_LOWER(D, A) && PW_LEAF_UPPER(D, A) && pw_field(D, 0x1000, 0x1000000000) * 0x1000 == (PA) &&                 \
   (D) % 4 == ((LEVEL) == 3 ? 3 : 1))

/* What hardware takes the attribute bits for: every descriptor has an answer. */
#define PW_LEAF_ALLOWS(D, A)                                                                                           \
  ((A).memory == (pw_field(D, 0x4, 8) < 3 ? pw_field(D, 0x4, 8) : 3) &&                                                \
   (A).shareability == (pw_field(D, 0x100, 4) == 1 ? 0 : pw_field(D, 0x100, 4)) &&                                     \
   (A).software == pw_field(D, 0x80000000000000, 16) &&                                                                \
   ((boolean)(A).el0_read <==> pw_field(D, 0x40, 2) == 1) &&                                                           \
   ((boolean)(A).el1_write <==> pw_field(D, 0x80, 2) == 0) &&                                                          \
   ((boolean)(A).el0_write <==> pw_field(D, 0x40, 2) == 1 && pw_field(D, 0x80, 2) == 0) &&                             \
   ((boolean)(A).global <==> pw_field(D, 0x800, 2) == 0) &&                                                            \
   ((boolean)(A).el1_execute <==> pw_field(D, 0x20000000000000, 2) == 0) &&                                            \
   ((boolean)(A).el0_execute <==> pw_field(D, 0x40000000000000, 2) == 0))

#endif
