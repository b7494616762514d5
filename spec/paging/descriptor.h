/* The fields of a descriptor, in logic: each by the weight of its lowest bit (Arm ARM D8.3). */
#ifndef PW_SPEC_PAGING_DESCRIPTOR_H
#define PW_SPEC_PAGING_DESCRIPTOR_H

/*@ // 'count' values of the field whose lowest bit weighs 'weight'.
    logic integer pw_field(integer d, integer weight, integer count) = d / weight % count;

    // Bytes that an entry of a level serves.
    logic integer pw_level_bytes(integer level) =
      level == 0 ? 0x8000000000 : (level == 1 ? 0x40000000 : (level == 2 ? 0x200000 : 0x1000));
*/

#endif
