/*
 * Sink: one function writes into the buffer, and one more its last byte.
 */
#include "src/paging/sink.h"

struct pw_sink pw_sink_char(struct pw_sink sink, char character) {
  struct pw_sink longer = sink;
  if (sink.capacity > 0u && sink.length < sink.capacity - 1u) {
    sink.buffer[sink.length] = character;
  }
  if (sink.length < UINT64_MAX) {
    longer.length = sink.length + 1u;
  }
  return longer;
}

struct pw_sink pw_sink_text(struct pw_sink sink, const char *text, uint32_t length) {
  struct pw_sink longer = sink;
  /*@ loop invariant range: 0 <= i <= length;
      loop invariant sink: pw_sink_onward(sink, longer);
      loop invariant kept: pw_sink_kept{Pre,Here}(sink);
      loop assigns i, longer, sink.buffer[0 .. sink.capacity - 1];
      loop variant length - i; */
  for (uint32_t i = 0u; i < length; i++) {
    longer = pw_sink_char(longer, text[i]);
  }
  return longer;
}

/* '0' to '9', 'a' to 'f'. */
/*@ requires digit: digit < 16;
    terminates \true; exits \false; assigns \nothing;
    ensures character: \result == (digit < 10 ? '0' + digit : 'a' + digit - 10);
*/
static char digit_of(uint64_t digit) {
  return (char)(digit < 10u ? '0' + (int)digit : 'a' + ((int)digit - 10));
}

/* Four hexadecimal digits. */
/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
    ensures kept: pw_sink_kept{Pre,Post}(sink);
*/
static struct pw_sink hex4(struct pw_sink sink, uint64_t number) {
  struct pw_sink one = pw_sink_char(sink, digit_of(number / 0x1000u % 16u));
  struct pw_sink two = pw_sink_char(one, digit_of(number / 0x100u % 16u));
  struct pw_sink three = pw_sink_char(two, digit_of(number / 0x10u % 16u));
  return pw_sink_char(three, digit_of(number % 16u));
}

struct pw_sink pw_sink_hex(struct pw_sink sink, uint64_t number) {
  struct pw_sink first = hex4(sink, number / 0x1000000000000u);
  struct pw_sink second = hex4(first, number / 0x100000000u);
  struct pw_sink third = hex4(second, number / 0x10000u);
  return hex4(third, number);
}

struct pw_sink pw_sink_decimal(struct pw_sink sink, uint32_t number) {
  struct pw_sink tens = number < 10u ? sink : pw_sink_char(sink, digit_of(number / 10u));
  return pw_sink_char(tens, digit_of(number % 10u));
}

void pw_sink_end(struct pw_sink sink) {
  if (sink.capacity > 0u) {
    sink.buffer[sink.length < sink.capacity ? sink.length : sink.capacity - 1u] = '\0';
  }
}
