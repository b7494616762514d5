/*
 * Run: entries side by side in one table, changed at once.
 *
 * Internal to src/paging. Arguments are trusted, as in table.h.
 */
#ifndef PW_PAGING_RUN_H
#define PW_PAGING_RUN_H

#include <stdint.h>

#include <pagewright/window.h>

/* Entries first..first+count-1, all zero, become leaves: descriptor, descriptor + stride, and so on. */
void pw_table_fill(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count, uint64_t descriptor,
                   uint64_t stride);

/* Entries first..first+count-1, leaves or zero, become zero. */
void pw_table_drain(struct pw_window *window, uint32_t table, uint32_t first, uint32_t count);

#endif
