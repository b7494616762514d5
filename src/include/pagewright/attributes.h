/*
 * Attributes: what a mapping allows, and how the memory behind it behaves.
 *
 * A typed value, independent of its encoding. Reading is always allowed at EL1. What the architecture cannot express,
 * and whatever would be writable and executable at once, is refused by pw_attributes_check.
 *
 * MAIR_EL1 and TCR_EL1 come from the same table as the descriptors' fields, so that an index and its meaning cannot
 * drift apart.
 */
#ifndef PAGEWRIGHT_ATTRIBUTES_H
#define PAGEWRIGHT_ATTRIBUTES_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/status.h>

/* The values are the indices into MAIR_EL1 (AttrIndx[2:0], Arm ARM D8.3.1.2 and D17.2.97). */
enum pw_memory {
  PW_MEMORY_NORMAL = 0, /* write-back, read- and write-allocate, inner and outer */
  PW_MEMORY_NORMAL_NON_CACHEABLE = 1,
  PW_MEMORY_DEVICE_NGNRE = 2, /* no gathering, no reordering, early acknowledgement */
  PW_MEMORY_DEVICE_NGNRNE = 3 /* the strictest */
};

/* The values are the SH[1:0] field (Arm ARM D8.5.2); 1 is reserved. */
enum pw_shareability { PW_SHARE_NONE = 0, PW_SHARE_OUTER = 2, PW_SHARE_INNER = 3 };

#define PW_SOFTWARE_BITS_LIMIT 16u

struct pw_attributes {
  enum pw_memory memory;
  enum pw_shareability shareability; /* without effect on device memory, which is outer shareable whatever it says */
  bool el1_write;
  bool el1_execute;
  bool el0_read;
  bool el0_write; /* implies el0_read and el1_write: the architecture has no other writable page of EL0 */
  bool el0_execute;
  bool global;      /* translated whatever the ASID; else only for the space's own */
  uint8_t software; /* 0..15: four bits that the hardware ignores */
};

#include "spec/paging/attributes.h"

/* PW_OK iff the value can be encoded. Errors: WRITABLE_AND_EXECUTABLE; INVALID_ATTRIBUTES (a memory type, shareability
 * or software value outside its type; executable device memory; EL0 writes without EL0 reads and EL1 writes; EL0 reads
 * of what only EL1 may write). A null pointer is INVALID_ARGUMENT. */
/*@ requires attributes: attributes == \null || \valid_read(attributes);
    terminates \true; exits \false; assigns \nothing;
    ensures legal: \result == PW_OK <==> attributes != \null && pw_attributes_legal(attributes);
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==> attributes == \null;
    ensures w_xor_x: \result == PW_ERR_WRITABLE_AND_EXECUTABLE <==> attributes != \null &&
      pw_attributes_typed(attributes) && pw_attributes_writable(attributes) && pw_attributes_executable(attributes);
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT ||
      \result == PW_ERR_WRITABLE_AND_EXECUTABLE || \result == PW_ERR_INVALID_ATTRIBUTES;
*/
enum pw_status pw_attributes_check(const struct pw_attributes *attributes);

/*@ requires a: \valid_read(a);
    requires b: \valid_read(b);
    terminates \true; exits \false; assigns \nothing;
    ensures equal: \result <==> PW_ATTRIBUTES_SAME(*a, *b);
*/
bool pw_attributes_equal(const struct pw_attributes *a, const struct pw_attributes *b);

/* The usual four, global and, but for the last, normal inner-shareable memory; nothing for EL0. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures kernel: PW_ATTRIBUTES_KERNEL(\result, PW_MEMORY_NORMAL) && (boolean)\result.el1_write &&
   !(boolean)\result.el1_execute;
*/
struct pw_attributes pw_attributes_kernel_data(void); /* read, write */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures kernel: PW_ATTRIBUTES_KERNEL(\result, PW_MEMORY_NORMAL) && !(boolean)\result.el1_write &&
   (boolean)\result.el1_execute;
*/
struct pw_attributes pw_attributes_kernel_text(void); /* read, execute */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures kernel: PW_ATTRIBUTES_KERNEL(\result, PW_MEMORY_NORMAL) && !(boolean)\result.el1_write &&
   !(boolean)\result.el1_execute;
*/
struct pw_attributes pw_attributes_kernel_rodata(void); /* read */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures kernel: PW_ATTRIBUTES_KERNEL(\result, PW_MEMORY_DEVICE_NGNRE) && (boolean)\result.el1_write &&
   !(boolean)\result.el1_execute;
*/
struct pw_attributes pw_attributes_device(void); /* read, write, nGnRE */

/* MAIR_EL1 for the indices above. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures byte0: \result % 0x100 == pw_mair_byte(PW_MEMORY_NORMAL);
    ensures byte1: \result / 0x100 % 0x100 == pw_mair_byte(PW_MEMORY_NORMAL_NON_CACHEABLE);
    ensures byte2: \result / 0x10000 % 0x100 == pw_mair_byte(PW_MEMORY_DEVICE_NGNRE);
    ensures byte3: \result / 0x1000000 == pw_mair_byte(PW_MEMORY_DEVICE_NGNRNE);
*/
uint64_t pw_mair_value(void);

/* TCR_EL1 for 4 KiB granules, 48-bit addresses in both halves, 16-bit ASIDs taken from TTBR0, write-back
 * inner-shareable walks. 'pa_range' is ID_AA64MMFR0_EL1.PARange; what is above 5 (48 bits) is taken as 5, since 52 bits
 * need a larger granule or FEAT_LPA2. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures t0sz: \result % 0x40 == 64 - 48;
    ensures walks0_on: \result / 0x40 % 4 == 0;
    ensures irgn0_write_back: \result / 0x100 % 4 == 1;
    ensures orgn0_write_back: \result / 0x400 % 4 == 1;
    ensures sh0_inner: \result / 0x1000 % 4 == PW_SHARE_INNER;
    ensures tg0_4kb: \result / 0x4000 % 4 == 0;
    ensures t1sz: \result / 0x10000 % 0x40 == 64 - 48;
    ensures asid_of_ttbr0_walks1_on: \result / 0x400000 % 4 == 0;
    ensures irgn1_write_back: \result / 0x1000000 % 4 == 1;
    ensures orgn1_write_back: \result / 0x4000000 % 4 == 1;
    ensures sh1_inner: \result / 0x10000000 % 4 == PW_SHARE_INNER;
    ensures tg1_4kb: \result / 0x40000000 % 4 == 2;
    ensures ips: \result / 0x100000000 % 16 == pw_pa_range(pa_range);
    ensures asid_16_bits_and_no_more: \result / 0x1000000000 == 1;
*/
uint64_t pw_tcr_value(uint32_t pa_range);
/* The physical address bits that TCR_EL1 from pw_tcr_value(pa_range) gives: 32, 36, 40, 42, 44 or 48. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures bits: pw_pa_range(pa_range) <= 2 ==> \result == 32 + 4 * pw_pa_range(pa_range);
    ensures bits_42: pw_pa_range(pa_range) == 3 ==> \result == 42;
    ensures bits_44: pw_pa_range(pa_range) == 4 ==> \result == 44;
    ensures bits_48: pw_pa_range(pa_range) == 5 ==> \result == 48;
*/
uint32_t pw_pa_bits(uint32_t pa_range);

#endif
