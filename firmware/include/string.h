/* The part of <string.h> that libfdt and the compiler need; defined in firmware/libc.c. */
#ifndef FIRMWARE_INCLUDE_STRING_H
#define FIRMWARE_INCLUDE_STRING_H

#include <stddef.h>

void *memcpy(void *restrict target, const void *restrict source, size_t byte_count);
void *memmove(void *target, const void *source, size_t byte_count);
void *memset(void *target, int byte, size_t byte_count);
int memcmp(const void *left, const void *right, size_t byte_count);
void *memchr(const void *memory, int byte, size_t byte_count);
size_t strlen(const char *string);
size_t strnlen(const char *string, size_t byte_count);
int strcmp(const char *left, const char *right);
int strncmp(const char *left, const char *right, size_t byte_count);
char *strchr(const char *string, int byte);
char *strrchr(const char *string, int byte);

#endif
