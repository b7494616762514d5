#include "firmware/log.h"

#include <stdbool.h>
#include <stdint.h>

#include "firmware/uart.h"

#define LOG_DIGITS_MAX 20u /* decimal digits of 2^64 - 1 */

struct log_conversion {
  uint32_t width;
  bool zeros;
  bool is_long;
};

static void log_fill(uint32_t count, char byte) {
  while (count > 0) {
    uart_write_byte(byte);
    count--;
  }
}

static void log_number(uint64_t number, uint32_t base, const struct log_conversion *conversion) {
  char digits[LOG_DIGITS_MAX];
  uint32_t digit_count = 0;
  uint32_t fill_count;

  do {
    digits[digit_count] = "0123456789abcdef"[number % base];
    digit_count++;
    number /= base;
  } while (number != 0);
  fill_count = conversion->width > digit_count ? conversion->width - digit_count : 0;
  if (!conversion->zeros) {
    log_fill(fill_count, ' ');
  }
  if (base == 16) {
    uart_write_byte('0');
    uart_write_byte('x');
  }
  if (conversion->zeros) {
    log_fill(fill_count, '0');
  }
  while (digit_count > 0) {
    digit_count--;
    uart_write_byte(digits[digit_count]);
  }
}

static void log_string(const char *string, uint32_t width) {
  uint32_t byte_count = 0;

  if (string == 0) {
    string = "(null)";
  }
  while (string[byte_count] != '\0') {
    uart_write_byte(string[byte_count]);
    byte_count++;
  }
  if (width > byte_count) {
    log_fill(width - byte_count, ' ');
  }
}

static const char *log_parse(const char *format, struct log_conversion *conversion) {
  conversion->width = 0;
  conversion->zeros = *format == '0';
  conversion->is_long = false;
  while (*format >= '0' && *format <= '9') {
    conversion->width = conversion->width * 10 + (uint32_t)(*format - '0');
    format++;
  }
  while (*format == 'l') {
    conversion->is_long = true;
    format++;
  }
  return format;
}

void log_print_list(const char *format, va_list arguments) {
  struct log_conversion conversion;

  for (; *format != '\0'; format++) {
    if (*format != '%') {
      uart_write_byte(*format);
      continue;
    }
    format = log_parse(format + 1, &conversion);
    switch (*format) {
    case 's':
      log_string(va_arg(arguments, const char *), conversion.width);
      break;
    case 'c':
      uart_write_byte((char)va_arg(arguments, int));
      break;
    case 'u':
    case 'x':
      log_number(conversion.is_long ? va_arg(arguments, uint64_t) : va_arg(arguments, uint32_t),
                 *format == 'u' ? 10 : 16, &conversion);
      break;
    case '%':
      uart_write_byte('%');
      break;
    default:
      return; /* an unfinished or unknown conversion: the arguments can no longer be told apart */
    }
  }
}

void log_print(const char *format, ...) {
  va_list arguments;

  va_start(arguments, format);
  log_print_list(format, arguments);
  va_end(arguments);
}
