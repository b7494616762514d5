/*
 * Sink: text that goes into a caller's buffer as far as it fits.
 *
 * Internal to src/paging. A value: each call returns the sink behind what was put. Nothing is written outside the
 * buffer; what does not fit is counted, so that the caller learns how long the text is. The last byte is kept for the
 * zero.
 */
#ifndef PW_PAGING_SINK_H
#define PW_PAGING_SINK_H

#include <stdint.h>

struct pw_sink {
  char *buffer;
  uint64_t capacity; /* bytes in the buffer */
  uint64_t length;   /* of the text put so far, whether it fits or not; it stays at 2^64 - 1 when it is there */
};

#include "spec/paging/sink.h"

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
    ensures length: \result.length == (sink.length == UINT64_MAX ? UINT64_MAX : sink.length + 1);
    ensures put: sink.length + 1 < sink.capacity ==> sink.buffer[sink.length] == character;
    ensures kept: pw_sink_kept{Pre,Post}(sink);
*/
struct pw_sink pw_sink_char(struct pw_sink sink, char character);

/* Characters up to the zero at text[length]. */
/*@ requires sink: pw_sink_valid(sink);
    requires text: \valid_read(text + (0 .. length - 1));
    requires apart: \separated(text + (0 .. length - 1), sink.buffer + (0 .. sink.capacity - 1));
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
    ensures kept: pw_sink_kept{Pre,Post}(sink);
*/
struct pw_sink pw_sink_text(struct pw_sink sink, const char *text, uint32_t length);

/* A number as sixteen hexadecimal digits. */
/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
    ensures kept: pw_sink_kept{Pre,Post}(sink);
*/
struct pw_sink pw_sink_hex(struct pw_sink sink, uint64_t number);

/* A number below 100 in decimal digits, one or two. */
/*@ requires sink: pw_sink_valid(sink);
    requires number: number < 100;
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
    ensures kept: pw_sink_kept{Pre,Post}(sink);
*/
struct pw_sink pw_sink_decimal(struct pw_sink sink, uint32_t number);

/* The zero behind the text, or in the buffer's last byte if the text did not fit; none if there is no buffer. */
/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures ended: sink.capacity > 0 ==>
      sink.buffer[sink.length < sink.capacity ? sink.length : sink.capacity - 1] == 0;
    ensures kept: pw_sink_kept{Pre,Post}(sink);
*/
void pw_sink_end(struct pw_sink sink);

#endif
