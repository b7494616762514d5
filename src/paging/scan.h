/*
 * Scan: how many entries side by side in one table are alike. Internal to src/paging; nothing is written.
 *
 * Each function looks at entries first..first+count-1 and answers how many of them, counted from the first, are so; the
 * next one is not.
 */
#ifndef PW_PAGING_SCAN_H
#define PW_PAGING_SCAN_H

#include <stdint.h>

#include <pagewright/descriptor.h>
#include <pagewright/window.h>

#include "spec/paging/table.h"

/* Entries that are zero. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result <= count;
    ensures alike: \forall integer i; first <= i < first + \result ==> pw_entry(window, table, i) == 0;
    ensures next: \result < count ==> pw_entry(window, table, first + \result) != 0;
*/
uint32_t pw_scan_zero(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* Entries that are not zero. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result <= count;
    ensures alike: \forall integer i; first <= i < first + \result ==> pw_entry(window, table, i) != 0;
    ensures next: \result < count ==> pw_entry(window, table, first + \result) == 0;
*/
uint32_t pw_scan_valid(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* Entries of a table above level 3 that are no links. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result <= count;
    ensures alike: \forall integer i; first <= i < first + \result ==> pw_entry(window, table, i) % 4 != 3;
    ensures next: \result < count ==> pw_entry(window, table, first + \result) % 4 == 3;
*/
uint32_t pw_scan_no_links(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* Entries that are descriptor, descriptor + stride, and so on. */
/*@ requires ready: pw_table_ready(window, table) && first + count <= 512;
    requires sum: 1 <= count ==> descriptor + (count - 1) * stride <= 0xFFFFFFFFFFFFFFFF;
    terminates \true; exits \false; assigns \nothing;
    ensures range: \result <= count;
    ensures alike: \forall integer i; first <= i < first + \result ==>
      pw_entry(window, table, i) == descriptor + (i - first) * stride;
    ensures next: \result < count ==> pw_entry(window, table, first + \result) != descriptor + \result * stride;
*/
uint32_t pw_scan_stride(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count,
                        uint64_t descriptor, uint64_t stride);

#endif
