/* The PL011 serial port of QEMU's virt machine, transmit only and polled. */
#ifndef FIRMWARE_UART_H
#define FIRMWARE_UART_H

#include <stdint.h>

#define UART_BASE_PA UINT64_C(0x09000000)
#define UART_BYTES   UINT64_C(0x1000)

void uart_init(void);
void uart_write_byte(char byte); /* as it is: no carriage return is added before a line feed */

#endif
