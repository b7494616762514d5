/*
 * Checks of the image: they come in groups; a group prints one line, PASS or FAIL, with the behaviours that it speaks
 * for, and each failed check a line of its own. The counts become the closing line and the exit status.
 */
#ifndef FIRMWARE_CHECK_H
#define FIRMWARE_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/status.h>

/* 'behaviours' are the numbers of docs/behaviours.md, 'sentence' says what holds if all checks of the group pass. */
void check_group_begin(const char *behaviours, const char *sentence);
void check_group_end(void);

/* Counts one check; a failed one is told with its place in the source. Returns 'holds'. */
bool check_that(bool holds, const char *what, const char *file, uint32_t line);
bool check_that_status(enum pw_status status, enum pw_status expected, const char *what, const char *file,
                       uint32_t line);

#define CHECK(condition)             check_that((condition), #condition, __FILE__, __LINE__)
#define CHECK_STATUS(call, expected) check_that_status((call), (expected), #call, __FILE__, __LINE__)
#define CHECK_OK(call)               CHECK_STATUS(call, PW_OK)

uint32_t check_count(void);
uint32_t check_failed_count(void);

#endif
