/* The options that the launcher gives the image, words of the form name=value on the semihosting command line. */
#ifndef FIRMWARE_OPTIONS_H
#define FIRMWARE_OPTIONS_H

#include <stdint.h>

#define OPTIONS_WORD_BYTES 16u

struct options {
  uint64_t device_tree_pa;        /* dtb=ADDRESS; 0 if it was not given */
  char crash[OPTIONS_WORD_BYTES]; /* crash=KIND; empty if it was not given */
};

void options_read(struct options *options);

/* Does on purpose what the kind says: undefined, load, text, stack, fetch. Each ends the image in an exception report;
 * returns only for any other kind. */
void options_crash(const char *kind);

#endif
