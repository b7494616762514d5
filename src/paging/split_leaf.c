/*
 * Split leaf: the parts of a descriptor, taken apart and put together.
 */
#include "src/paging/split_leaf.h"

#define UPPER_COUNT 0x800u /* values of bits 58:48 */
#define KIND_STEP   2u     /* from a block's bits 1:0 to a page's */

/*@ ghost
  // The parts of a page's descriptor are what it was put together from.
  /@ requires lower: 0 <= lower < 0x1000 && lower % 4 == 3;
     requires page: 0 <= page < 0x1000000000;
     requires upper: 0 <= upper < 0x800;
     requires whole: d == lower + page * 0x1000 + upper * 0x1000000000000;
     terminates \true; exits \false; assigns \nothing;
     ensures kind: d % 4 == 3;
     ensures page: pw_field(d, 0x1000, 0x1000000000) == page;
     ensures lower: pw_leaf_lower(d) == lower / 4;
     ensures upper: pw_leaf_upper(d) == upper;
  @/
  static void lemma_page(uint64_t d, uint64_t lower, uint64_t page, uint64_t upper) {
    /@ assert quotient: d / 0x1000 == page + upper * 0x1000000000; @/
    /@ assert rest: d % 0x1000 == lower; @/
    /@ assert top: d / 0x1000000000000 == upper; @/
  }

  // Likewise of a block of level 2.
  /@ requires lower: 0 <= lower < 0x1000 && lower % 4 == 1;
     requires block: 0 <= block < 0x8000000;
     requires upper: 0 <= upper < 0x800;
     requires whole: d == lower + block * 0x200000 + upper * 0x1000000000000;
     terminates \true; exits \false; assigns \nothing;
     ensures kind: d % 4 == 1;
     ensures block: pw_field(d, 0x200000, 0x8000000) == block;
     ensures lower: pw_leaf_lower(d) == lower / 4;
     ensures upper: pw_leaf_upper(d) == upper;
  @/
  static void lemma_block(uint64_t d, uint64_t lower, uint64_t block, uint64_t upper) {
    /@ assert quotient: d / 0x200000 == block + upper * 0x8000000; @/
    /@ assert rest: d % 0x1000 == lower; @/
    /@ assert top: d / 0x1000000000000 == upper; @/
  }

  // From leaves to the results of walks.
  /@ requires level: 1 <= level <= lower <= 3;
     terminates \true; exits \false; assigns \nothing;
     ensures first: (d * 4 + level) / 4 == d && (d * 4 + level) % 4 == level;
     ensures second: (e * 4 + lower) / 4 == e && (e * 4 + lower) % 4 == lower;
     ensures agrees: \forall integer i2, i3; pw_leaf_as_good(d, level, e, lower, i2, i3) ==>
       pw_walk_agrees(d * 4 + level, e * 4 + lower, i2, i3);
  @/
  static void lemma_walks(uint64_t d, uint32_t level, uint64_t e, uint32_t lower) {
  }

  // The pages of a block, one after the other;
  /@ requires room: leaf + 0x200000 <= UINT64_MAX;
     requires good: \forall integer e, i2, i3; e == leaf + i3 * 0x1000 && 0 <= i3 < 512 ==> pw_leaf_as_good(d, 2, e, 3, i2, i3);
     terminates \true; exits \false; assigns \nothing;
     ensures agree: \forall integer i2, i3; 0 <= i3 < 512 ==>
       pw_walk_agrees(d * 4 + 2, pw_split_result(leaf, 0x1000, i3, 3), i2, i3);
  @/
  static void lemma_pages(uint64_t d, uint64_t leaf) {
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= 512;
       loop invariant agree: \forall integer i2, i3; 0 <= i3 < k ==>
         pw_walk_agrees(d * 4 + 2, pw_split_result(leaf, 0x1000, i3, 3), i2, i3);
       loop assigns k;
       loop variant 512 - k; @/
    while (k < 512) {
      /@ assert good: \forall integer i2; pw_leaf_as_good(d, 2, leaf + k * 0x1000, 3, i2, k); @/
      lemma_walks(d, 2, leaf + k * 0x1000, 3);
      /@ assert next: \forall integer i2; pw_walk_agrees(d * 4 + 2, pw_split_result(leaf, 0x1000, k, 3), i2, k); @/
      k++;
    }
  }

  // likewise the blocks of a larger one.
  /@ requires room: leaf + 0x40000000 <= UINT64_MAX;
     requires good: \forall integer e, i2, i3; e == leaf + i2 * 0x200000 && 0 <= i2 < 512 ==> pw_leaf_as_good(d, 1, e, 2, i2, i3);
     terminates \true; exits \false; assigns \nothing;
     ensures agree: \forall integer i2, i3; 0 <= i2 < 512 ==>
       pw_walk_agrees(d * 4 + 1, pw_split_result(leaf, 0x200000, i2, 2), i2, i3);
  @/
  static void lemma_blocks(uint64_t d, uint64_t leaf) {
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= 512;
       loop invariant agree: \forall integer i2, i3; 0 <= i2 < k ==>
         pw_walk_agrees(d * 4 + 1, pw_split_result(leaf, 0x200000, i2, 2), i2, i3);
       loop assigns k;
       loop variant 512 - k; @/
    while (k < 512) {
      /@ assert good: \forall integer i3; pw_leaf_as_good(d, 1, leaf + k * 0x200000, 2, k, i3); @/
      lemma_walks(d, 1, leaf + k * 0x200000, 2);
      /@ assert next: \forall integer i3; pw_walk_agrees(d * 4 + 1, pw_split_result(leaf, 0x200000, k, 2), k, i3); @/
      k++;
    }
  }
*/

/* The attribute bits of a leaf, bits 1:0 among them. */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures bits: \result == descriptor % 0x1000 + pw_leaf_upper(descriptor) * 0x1000000000000;
*/
static uint64_t attribute_bits(uint64_t descriptor) {
  return descriptor % PW_PAGE_SIZE + descriptor / PW_VA_HALF_SIZE % UPPER_COUNT * PW_VA_HALF_SIZE;
}

/* The first of the pages of a block of level 2. */
/*@ requires block: descriptor % 4 == 1;
    terminates \true; exits \false; assigns \nothing;
    ensures kind: \result % 4 == 3;
    ensures room: \result + 0x200000 <= UINT64_MAX;
    ensures pages: \forall integer e, i2, i3; e == \result + i3 * 0x1000 && 0 <= i3 < 512 ==>
      pw_leaf_as_good(descriptor, 2, e, 3, i2, i3);
*/
static uint64_t first_page(uint64_t descriptor) {
  uint64_t leaf = attribute_bits(descriptor) + KIND_STEP + pw_descriptor_leaf_pa(descriptor, 2u);
  //@ ghost uint64_t lower = descriptor % 0x1000 + 2;
  //@ assert kind: descriptor % 0x1000 % 4 == 1;
  //@ assert lower: lower % 4 == 3;
  //@ ghost uint64_t upper = descriptor / 0x1000000000000 % 0x800;
  //@ ghost uint64_t page = descriptor / 0x200000 % 0x8000000 * 512;
  //@ assert pa: descriptor % 0x1000000000000 / 0x200000 == descriptor / 0x200000 % 0x8000000;
  //@ assert parts: leaf == lower + page * 0x1000 + upper * 0x1000000000000;
  /*@ ghost
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= 512;
       loop invariant page: \forall integer i; 0 <= i < k ==>
         pw_field(leaf + i * 0x1000, 0x1000, 0x1000000000) == page + i;
       loop invariant kind: \forall integer i; 0 <= i < k ==> (leaf + i * 0x1000) % 4 == 3;
       loop invariant lower: \forall integer i; 0 <= i < k ==> pw_leaf_lower(leaf + i * 0x1000) == lower / 4;
       loop invariant upper: \forall integer i; 0 <= i < k ==> pw_leaf_upper(leaf + i * 0x1000) == upper;
       loop assigns k;
       loop variant 512 - k; @/
    while (k < 512) {
      lemma_page(leaf + k * 0x1000, lower, page + k, upper);
      k++;
    }
  */
  //@ assert same: lower / 4 == pw_leaf_lower(descriptor);
  /*@ assert pages: \forall integer i2, i3; 0 <= i3 < 512 ==>
        pw_leaf_page(descriptor, 2, i2, i3) == pw_leaf_page(leaf + i3 * 0x1000, 3, i2, i3); */
  return leaf;
}

/* The first of the blocks of level 2 of one of level 1. */
/*@ requires block: descriptor % 4 == 1;
    terminates \true; exits \false; assigns \nothing;
    ensures kind: \result % 4 == 1;
    ensures room: \result + 0x40000000 <= UINT64_MAX;
    ensures blocks: \forall integer e, i2, i3; e == \result + i2 * 0x200000 && 0 <= i2 < 512 ==>
      pw_leaf_as_good(descriptor, 1, e, 2, i2, i3);
*/
static uint64_t first_block(uint64_t descriptor) {
  uint64_t leaf = attribute_bits(descriptor) + pw_descriptor_leaf_pa(descriptor, 1u);
  //@ ghost uint64_t lower = descriptor % 0x1000;
  //@ ghost uint64_t upper = descriptor / 0x1000000000000 % 0x800;
  //@ ghost uint64_t block = descriptor / 0x40000000 % 0x40000 * 512;
  //@ assert field: block == pw_field(descriptor, 0x40000000, 0x40000) * 512;
  //@ assert whole: \forall integer i2, i3; pw_leaf_page(descriptor, 1, i2, i3) == (block + i2) * 512 + i3;
  //@ assert pa: descriptor % 0x1000000000000 / 0x40000000 == descriptor / 0x40000000 % 0x40000;
  //@ assert parts: leaf == lower + block * 0x200000 + upper * 0x1000000000000;
  /*@ ghost
    uint64_t k = 0;
    /@ loop invariant range: 0 <= k <= 512;
       loop invariant block: \forall integer i; 0 <= i < k ==>
         pw_field(leaf + i * 0x200000, 0x200000, 0x8000000) == block + i;
       loop invariant kind: \forall integer i; 0 <= i < k ==> (leaf + i * 0x200000) % 4 == 1;
       loop invariant lower: \forall integer i; 0 <= i < k ==> pw_leaf_lower(leaf + i * 0x200000) == lower / 4;
       loop invariant upper: \forall integer i; 0 <= i < k ==> pw_leaf_upper(leaf + i * 0x200000) == upper;
       loop assigns k;
       loop variant 512 - k; @/
    while (k < 512) {
      lemma_block(leaf + k * 0x200000, lower, block + k, upper);
      k++;
    }
  */
  /*@ assert fields: \forall integer i2; 0 <= i2 < 512 ==>
        pw_field(leaf + i2 * 0x200000, 0x200000, 0x8000000) == block + i2; */
  /*@ assert blocks: \forall integer i2, i3; 0 <= i2 < 512 ==>
        pw_leaf_page(leaf + i2 * 0x200000, 2, i2, i3) == (block + i2) * 512 + i3; */
  return leaf;
}

uint64_t pw_split_leaf(uint64_t descriptor, uint32_t level) {
  if (level == 2u) {
    uint64_t page = first_page(descriptor);
    //@ ghost lemma_pages(descriptor, page);
    return page;
  }
  uint64_t block = first_block(descriptor);
  //@ ghost lemma_blocks(descriptor, block);
  return block;
}
