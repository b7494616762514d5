/* Semihosting: the way out of the emulator with an exit status, and the way in for options. */
#ifndef FIRMWARE_SEMIHOSTING_H
#define FIRMWARE_SEMIHOSTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ends the emulator; 'status' becomes the exit status of its process. */
_Noreturn void semihosting_exit(uint32_t status);

/* The command line that the emulator was given for the image, as a string. False, and an empty string, if there is none
 * or it does not fit. */
bool semihosting_command_line(char *line, size_t line_bytes);

#endif
