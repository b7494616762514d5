/*
 * Scan: how many entries side by side in one table are alike. Internal to src/paging; nothing is written.
 *
 * Each function looks at entries first..first+count-1 and answers how many of them, counted from the first, are so; the
 * next one is not.
 */
#ifndef PW_PAGING_SCAN_H
#define PW_PAGING_SCAN_H

#include <stdint.h>

#include <pagewright/window.h>

/* Entries that are zero. */
uint32_t pw_scan_zero(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* Entries that are not zero. */
uint32_t pw_scan_valid(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* Entries of a table above level 3 that are no links. */
uint32_t pw_scan_no_links(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

/* Entries that are descriptor, descriptor + stride, and so on. */
uint32_t pw_scan_stride(const struct pw_window *window, uint32_t table, uint32_t first, uint32_t count,
                        uint64_t descriptor, uint64_t stride);

#endif
