/*
 * Print: the translations of a range as text, one line for each run of addresses.
 *
 * A run is as long as addresses, the physical ones behind them, and attributes go on without a gap, whatever the sizes
 * of the leaves; so the text tells every translation, and says nothing twice. A line, and the same as JSON:
 *
 *   ffff000000000000-ffff0000001fffff 0000000040000000 normal inner-shareable el1 rw- el0 --- global software 0
 *   [
 *   {"va":"ffff000000000000","last":"ffff0000001fffff","pa":"0000000040000000","memory":"normal",
 *    "shareability":"inner-shareable","el1":"rw-","el0":"---","global":true,"software":0}
 *   ]
 *
 * (each object on one line). Numbers of 64 bits are sixteen hexadecimal digits; JSON has them as strings, since many
 * readers would round them. Memory is normal, non-cacheable, device-nGnRE or device-nGnRnE; shareability is
 * non-shareable, outer-shareable or inner-shareable; a translation is global or of the 'asid'. EL1 may always read.
 *
 * No C library, no allocation, no recursion. The tree is not to change during a call.
 */
#ifndef PAGEWRIGHT_PRINT_H
#define PAGEWRIGHT_PRINT_H

#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/status.h>
#include <pagewright/va_range.h>

/* As snprintf does: as much of the text as fits, with a zero behind it, is written to the buffer, which may be null if
 * the capacity is 0; *length is the length of the whole text, without the zero, also when it did not fit. The buffer
 * overlaps neither the space nor its tables. Errors: those of pw_va_range_check; INVALID_ARGUMENT (a null pointer);
 * then neither the buffer nor *length is written. O(entries of the range). */
/*@ requires space: space == \null || \valid_read(space);
    requires rooted: pw_space_live(space) ==> pw_space_rooted(space);
    requires buffer: buffer == \null || (capacity > 0 ==> \valid(buffer + (0 .. capacity - 1)));
    requires length: length == \null || \valid(length);
    requires apart: \separated(length, buffer + (0 .. capacity - 1)) && \separated(length, space);
    terminates \true; exits \false; assigns *length, buffer[0 .. capacity - 1];
    ensures status: \result == PW_OK <==> pw_space_live(space) && pw_va_range_valid(space, range) && length != \null &&
      (buffer != \null || capacity == 0);
    ensures ended: \result == PW_OK && capacity > 0 ==> buffer[*length < capacity ? *length : capacity - 1] == 0;
    ensures refused: \result != PW_OK ==> (length != \null ==> *length == \old(*length)) &&
      (buffer != \null ==> \forall integer i; 0 <= i < capacity ==> buffer[i] == \old(buffer[i]));
*/
enum pw_status pw_print_text(const struct pw_address_space *space, struct pw_va_range range, char *buffer,
                             uint64_t capacity, uint64_t *length);
/*@ requires space: space == \null || \valid_read(space);
    requires rooted: pw_space_live(space) ==> pw_space_rooted(space);
    requires buffer: buffer == \null || (capacity > 0 ==> \valid(buffer + (0 .. capacity - 1)));
    requires length: length == \null || \valid(length);
    requires apart: \separated(length, buffer + (0 .. capacity - 1)) && \separated(length, space);
    terminates \true; exits \false; assigns *length, buffer[0 .. capacity - 1];
    ensures status: \result == PW_OK <==> pw_space_live(space) && pw_va_range_valid(space, range) && length != \null &&
      (buffer != \null || capacity == 0);
    ensures ended: \result == PW_OK && capacity > 0 ==> buffer[*length < capacity ? *length : capacity - 1] == 0;
    ensures refused: \result != PW_OK ==> (length != \null ==> *length == \old(*length)) &&
      (buffer != \null ==> \forall integer i; 0 <= i < capacity ==> buffer[i] == \old(buffer[i]));
*/
enum pw_status pw_print_json(const struct pw_address_space *space, struct pw_va_range range, char *buffer,
                             uint64_t capacity, uint64_t *length);

#endif
