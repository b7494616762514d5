/* What the log says about the machine and its memory. */
#ifndef FIRMWARE_REPORT_H
#define FIRMWARE_REPORT_H

#include <pagewright/address_space.h>

#include "firmware/kernel.h"

void report_image(void);
void report_memory(const struct kernel *kernel);
void report_free_blocks(const struct kernel *kernel);
void report_space(const char *name, const struct pw_address_space *space);

#endif
