/*
 * Checks for tests that cmocka cannot run: E-ACSL instruments their main() too, and Frama-C reads no setjmp. No C library
 * is included, because E-ACSL would instrument its contracts as well.
 *
 * A check that fails prints its text and place and ends the program with status 1.
 */
#ifndef TESTS_SUPPORT_CHECK_H
#define TESTS_SUPPORT_CHECK_H

#define CHECK_TEXT_OF(x) #x
#define CHECK_TEXT(x)    CHECK_TEXT_OF(x)
#define CHECK(condition) check_that((condition) ? 1 : 0, #condition " at " __FILE__ ":" CHECK_TEXT(__LINE__))

void check_that(int holds, const char *what);

/* One line at the end of main(): how many checks were made. Returns the exit status: 0, or 1 when none was made. */
int check_summary(void);

#endif
