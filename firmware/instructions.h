/* Instructions executed, as the performance monitor counts them: event INST_RETIRED (Arm ARM D13.11.2, 0x0008). */
#ifndef FIRMWARE_INSTRUCTIONS_H
#define FIRMWARE_INSTRUCTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* False: this CPU has no performance monitor, or one without that event (QEMU counts with -icount only). */
bool instructions_start(void);

/* Since the start, modulo 2^32. */
uint32_t instructions_now(void);

#endif
