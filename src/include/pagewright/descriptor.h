/*
 * Descriptor: the 64-bit entries of VMSAv8-64 tables with 4 KiB granules (Arm ARM D8.3), and the arithmetic of virtual
 * addresses that goes with them. Levels are numbered as there: L0 is the root, a leaf of L3 is a page.
 *
 * Pure functions. Field arithmetic is written with / and % by constants: compilers make the same shifts and bit-field
 * extractions of it, and the provers can follow.
 */
#ifndef PAGEWRIGHT_DESCRIPTOR_H
#define PAGEWRIGHT_DESCRIPTOR_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/attributes.h>
#include <pagewright/status.h>

#define PW_LEVEL_COUNT        4u
#define PW_ENTRY_COUNT        512u
#define PW_PAGE_SIZE          0x1000u
#define PW_BLOCK_2MB_SIZE     0x200000u
#define PW_BLOCK_1GB_SIZE     0x40000000u
#define PW_L0_ENTRY_SIZE      0x8000000000u    /* 512 GiB: what one entry of the root serves */
#define PW_VA_HALF_SIZE       0x1000000000000u /* 2^48 bytes: T0SZ = T1SZ = 16 */
#define PW_RANGE_LENGTH_LIMIT 0x80000000000u   /* 2^43: a range's pages are counted in 32 bits */

enum pw_descriptor_kind { PW_DESCRIPTOR_INVALID, PW_DESCRIPTOR_TABLE, PW_DESCRIPTOR_BLOCK, PW_DESCRIPTOR_PAGE };

#include "spec/paging/descriptor.h"

/* What the hardware takes an entry for at a level (0..3; INVALID above): bit 0 valid, bit 1 table or page. 0b01 is a
 * block at L1 and L2 only; at L0 and at L3 it is reserved and translates nothing. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures table: \result == PW_DESCRIPTOR_TABLE <==> descriptor % 4 == 3 && level < 3;
    ensures page: \result == PW_DESCRIPTOR_PAGE <==> descriptor % 4 == 3 && level == 3;
    ensures block: \result == PW_DESCRIPTOR_BLOCK <==> descriptor % 4 == 1 && (level == 1 || level == 2);
    ensures range: 0 <= \result <= 3;
*/
enum pw_descriptor_kind pw_descriptor_kind(uint64_t descriptor, uint32_t level);

/* An entry that points to the next table at table_pa (a multiple of 4096 below 2^48). No hierarchical restrictions. */
/*@ requires pa: table_pa % 4096 == 0 && table_pa < PW_VA_HALF_SIZE;
    terminates \true; exits \false; assigns \nothing;
    ensures link: \result == table_pa + 3;
    ensures kind: \result % 4 == 3;
    ensures target: pw_field(\result, 0x1000, 0x1000000000) * 4096 == table_pa;
*/
uint64_t pw_descriptor_table(uint64_t table_pa);
/* Where a table entry points. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures target: \result == pw_field(descriptor, 0x1000, 0x1000000000) * 4096;
*/
uint64_t pw_descriptor_table_pa(uint64_t descriptor);

/* A leaf of level 1, 2 (block) or 3 (page) for memory at pa, access flag set. Errors: INVALID_ARGUMENT (another level,
 * a null pointer), MISALIGNED (pa is no multiple of the level's size), OUT_OF_RANGE (pa is not below 2^48), and those
 * of pw_attributes_check. */
/*@ requires attributes: attributes == \null || \valid_read(attributes);
    requires descriptor: descriptor == \null || \valid(descriptor);
    requires apart: \separated(attributes, descriptor);
    terminates \true; exits \false; assigns *descriptor;
    ensures leaf: \result == PW_OK ==> PW_LEAF_IS(*descriptor, pa, level, *attributes);
    ensures decodes: \result == PW_OK ==> PW_LEAF_ALLOWS(*descriptor, *attributes);
    ensures refused: \result != PW_OK && descriptor != \null ==> *descriptor == \old(*descriptor);
    behavior invalid:
      assumes level == 0 || level > 3 || descriptor == \null || attributes == \null;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior illegal:
      assumes 1 <= level <= 3 && descriptor != \null && attributes != \null && !pw_attributes_legal(attributes);
      ensures status: \result == PW_ERR_WRITABLE_AND_EXECUTABLE || \result == PW_ERR_INVALID_ATTRIBUTES;
    behavior misaligned:
      assumes 1 <= level <= 3 && descriptor != \null && attributes != \null && pw_attributes_legal(attributes);
      assumes pa % pw_level_bytes(level) != 0;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior outside:
      assumes 1 <= level <= 3 && descriptor != \null && attributes != \null && pw_attributes_legal(attributes);
      assumes pa % pw_level_bytes(level) == 0 && pa >= PW_VA_HALF_SIZE;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior success:
      assumes 1 <= level <= 3 && descriptor != \null && attributes != \null && pw_attributes_legal(attributes);
      assumes pa % pw_level_bytes(level) == 0 && pa < PW_VA_HALF_SIZE;
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_descriptor_leaf(uint64_t pa, uint32_t level, const struct pw_attributes *attributes,
                                  uint64_t *descriptor);
/* Where a leaf of level 1..3 points. */
/*@ requires level: 1 <= level <= 3;
    terminates \true; exits \false; assigns \nothing;
    ensures target: \result == descriptor % PW_VA_HALF_SIZE / pw_level_bytes(level) * pw_level_bytes(level);
*/
uint64_t pw_descriptor_leaf_pa(uint64_t descriptor, uint32_t level);
/* What a leaf allows: pw_descriptor_leaf turned round. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures allows: PW_LEAF_ALLOWS(descriptor, \result);
    ensures legal_types: 0 <= \result.memory <= 3 && \result.software < PW_SOFTWARE_BITS_LIMIT &&
      (\result.shareability == 0 || \result.shareability == 2 || \result.shareability == 3);
*/
struct pw_attributes pw_descriptor_attributes(uint64_t descriptor);

/* Bytes that an entry of a level (0..3) serves. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures size: \result == pw_level_bytes(level);
*/
uint64_t pw_level_size(uint32_t level);
/* The index, 0..511, into the table of a level (0..3) for an address: VA bits 47:39, 38:30, 29:21, 20:12. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures index: \result == va / pw_level_bytes(level) % 512;
    ensures range: \result < 512;
*/
uint32_t pw_va_index(uint64_t va, uint32_t level);

/* How a range of pages is mapped with the largest entries that the alignment of both addresses allows. */
struct pw_range_plan {
  uint32_t block_1gb_count;
  uint32_t block_2mb_count;
  uint32_t page_count;
};
/* Errors: INVALID_ARGUMENT (a null pointer, a length of zero), MISALIGNED (an address or the length is no multiple of
 * 4096), OVERFLOW (an end above 2^64), OUT_OF_RANGE (a length above PW_RANGE_LENGTH_LIMIT). O(1). */
/*@ requires plan: plan == \null || \valid(plan);
    terminates \true; exits \false; assigns *plan;
    ensures whole: \result == PW_OK ==> plan->block_1gb_count * 0x40000000 + plan->block_2mb_count * 0x200000 +
      plan->page_count * 0x1000 == length;
    ensures refused: \result != PW_OK && plan != \null ==> *plan == \old(*plan);
    ensures blocks_1gb: \result == PW_OK && plan->block_1gb_count > 0 ==> (va - pa) % 0x40000000 == 0;
    ensures blocks_2mb: \result == PW_OK && plan->block_2mb_count > 0 ==> (va - pa) % 0x200000 == 0;
    behavior invalid:
      assumes plan == \null || length == 0;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior misaligned:
      assumes plan != \null && length != 0;
      assumes va % 0x1000 != 0 || pa % 0x1000 != 0 || length % 0x1000 != 0;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior overflow:
      assumes plan != \null && length != 0 && va % 0x1000 == 0 && pa % 0x1000 == 0 && length % 0x1000 == 0;
      assumes va + length > 0x10000000000000000 || pa + length > 0x10000000000000000;
      ensures status: \result == PW_ERR_OVERFLOW;
    behavior too_long:
      assumes plan != \null && length != 0 && va % 0x1000 == 0 && pa % 0x1000 == 0 && length % 0x1000 == 0;
      assumes va + length <= 0x10000000000000000 && pa + length <= 0x10000000000000000;
      assumes length > PW_RANGE_LENGTH_LIMIT;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior success:
      assumes plan != \null && length != 0 && va % 0x1000 == 0 && pa % 0x1000 == 0 && length % 0x1000 == 0;
      assumes va + length <= 0x10000000000000000 && pa + length <= 0x10000000000000000;
      assumes length <= PW_RANGE_LENGTH_LIMIT;
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_range_plan(uint64_t va, uint64_t pa, uint64_t length, struct pw_range_plan *plan);

#endif
