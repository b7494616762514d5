#include "firmware/uart.h"

/* Registers of the PL011 (Arm DDI 0183, 3.2), as offsets in bytes. */
#define UART_DATA                    0x00u
#define UART_FLAGS                   0x18u
#define UART_CONTROL                 0x30u
#define UART_FLAG_TRANSMIT_FULL      (1u << 5)
#define UART_CONTROL_ENABLE_TRANSMIT ((1u << 0) | (1u << 8))

static volatile uint32_t *uart_register(uint32_t offset_bytes) {
  return (volatile uint32_t *)(uintptr_t)(UART_BASE_PA + offset_bytes);
}

void uart_init(void) {
  *uart_register(UART_CONTROL) = UART_CONTROL_ENABLE_TRANSMIT;
}

void uart_write_byte(char byte) {
  while ((*uart_register(UART_FLAGS) & UART_FLAG_TRANSMIT_FULL) != 0) {
  }
  *uart_register(UART_DATA) = (uint8_t)byte;
}
