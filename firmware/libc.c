/*
 * The memory and string functions that the compiler and libfdt take for granted. They are plain loops over bytes and
 * words; the flag -fno-builtin keeps the compiler from turning them into calls of themselves.
 */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/exception.h"

/* The guard and the failure function that code built with a stack protector refers to (libfdt is). */
uintptr_t __stack_chk_guard = UINT64_C(0x595e9fbd94fda766);
_Noreturn void __stack_chk_fail(void);

_Noreturn void __stack_chk_fail(void) {
  firmware_panic("the stack protector found an overwritten frame");
}

/* Words where both sides allow it: the device tree and the metadata of large memories are worth it under emulation. */
void *memcpy(void *restrict target, const void *restrict source, size_t byte_count) {
  uint8_t *to = target;
  const uint8_t *from = source;

  if ((((uintptr_t)to | (uintptr_t)from) & 7u) == 0) {
    for (; byte_count >= 8; byte_count -= 8) {
      *(uint64_t *)(void *)to = *(const uint64_t *)(const void *)from;
      to += 8;
      from += 8;
    }
  }
  for (; byte_count > 0; byte_count--) {
    *to = *from;
    to++;
    from++;
  }
  return target;
}

void *memmove(void *target, const void *source, size_t byte_count) {
  uint8_t *to = target;
  const uint8_t *from = source;

  if (to <= from) {
    for (size_t i = 0; i < byte_count; i++) {
      to[i] = from[i];
    }
  } else {
    for (size_t i = byte_count; i > 0; i--) {
      to[i - 1] = from[i - 1];
    }
  }
  return target;
}

void *memset(void *target, int byte, size_t byte_count) {
  uint8_t *to = target;
  uint64_t word = (uint64_t)(uint8_t)byte * UINT64_C(0x0101010101010101);

  if (((uintptr_t)to & 7u) == 0) {
    for (; byte_count >= 8; byte_count -= 8) {
      *(uint64_t *)(void *)to = word;
      to += 8;
    }
  }
  for (; byte_count > 0; byte_count--) {
    *to = (uint8_t)byte;
    to++;
  }
  return target;
}

int memcmp(const void *left, const void *right, size_t byte_count) {
  const uint8_t *a = left;
  const uint8_t *b = right;

  for (size_t i = 0; i < byte_count; i++) {
    if (a[i] != b[i]) {
      return a[i] < b[i] ? -1 : 1;
    }
  }
  return 0;
}

void *memchr(const void *memory, int byte, size_t byte_count) {
  const uint8_t *bytes = memory;

  for (size_t i = 0; i < byte_count; i++) {
    if (bytes[i] == (uint8_t)byte) {
      return (void *)(uintptr_t)(bytes + i);
    }
  }
  return NULL;
}

size_t strlen(const char *string) {
  size_t byte_count = 0;

  while (string[byte_count] != '\0') {
    byte_count++;
  }
  return byte_count;
}

size_t strnlen(const char *string, size_t byte_count) {
  size_t i = 0;

  while (i < byte_count && string[i] != '\0') {
    i++;
  }
  return i;
}

int strncmp(const char *left, const char *right, size_t byte_count) {
  for (size_t i = 0; i < byte_count; i++) {
    if (left[i] != right[i]) {
      return (uint8_t)left[i] < (uint8_t)right[i] ? -1 : 1;
    }
    if (left[i] == '\0') {
      return 0;
    }
  }
  return 0;
}

int strcmp(const char *left, const char *right) {
  return strncmp(left, right, SIZE_MAX);
}

char *strchr(const char *string, int byte) {
  for (;; string++) {
    if (*string == (char)byte) {
      return (char *)(uintptr_t)string;
    }
    if (*string == '\0') {
      return NULL;
    }
  }
}

char *strrchr(const char *string, int byte) {
  const char *last = NULL;

  for (;; string++) {
    if (*string == (char)byte) {
      last = string;
    }
    if (*string == '\0') {
      return (char *)(uintptr_t)last;
    }
  }
}

static unsigned long digit_value(char byte) {
  if (byte >= '0' && byte <= '9') {
    return (unsigned long)(byte - '0');
  }
  if (byte >= 'a' && byte <= 'f') {
    return (unsigned long)(byte - 'a') + 10;
  }
  if (byte >= 'A' && byte <= 'F') {
    return (unsigned long)(byte - 'A') + 10;
  }
  return ULONG_MAX;
}

unsigned long strtoul(const char *restrict string, char **restrict end, int base) {
  unsigned long number = 0;
  unsigned long radix = (unsigned long)base;

  if (radix == 16 && string[0] == '0' && (string[1] == 'x' || string[1] == 'X')) {
    string += 2;
  }
  while (digit_value(*string) < radix) {
    unsigned long digit = digit_value(*string);
    number = number > (ULONG_MAX - digit) / radix ? ULONG_MAX : number * radix + digit;
    string++;
  }
  if (end != NULL) {
    *end = (char *)(uintptr_t)string;
  }
  return number;
}
