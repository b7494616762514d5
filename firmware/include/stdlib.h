/* libfdt includes this header; the part of libfdt that the image links needs only the conversion. */
#ifndef FIRMWARE_INCLUDE_STDLIB_H
#define FIRMWARE_INCLUDE_STDLIB_H

#include <stddef.h>

/* Bases 2..16; no sign, no leading space; "0x" is skipped for base 16. The largest value if the number does not fit. */
unsigned long strtoul(const char *restrict string, char **restrict end, int base);

#endif
