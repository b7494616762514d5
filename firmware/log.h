/*
 * The log: formatted lines on the serial port.
 *
 * Formats: %s string, %c character, %u uint32_t, %lu uint64_t, %x uint32_t and %lx uint64_t in hexadecimal with 0x, %%
 * a per cent sign. A number between % and the letter is a minimum width, filled with spaces, or with zeros if it begins
 * with 0 (then the 0x is not counted).
 */
#ifndef FIRMWARE_LOG_H
#define FIRMWARE_LOG_H

#include <stdarg.h>

__attribute__((format(printf, 1, 2))) void log_print(const char *format, ...);
__attribute__((format(printf, 1, 0))) void log_print_list(const char *format, va_list arguments);

#endif
