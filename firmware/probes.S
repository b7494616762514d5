/*
 * Accesses that may fault. Each touches memory with exactly one labelled instruction; when the exception handler finds
 * the fault at such a label it continues at probe_faulted, which answers 1 to the caller of the probe.
 */
  .section .text.probes, "ax"

  .macro probe name
  .global \name
  .type \name, %function
\name:
  .endm

  /* uint64_t probe_load_word(uint64_t va, uint64_t *value): 0 and *value, or 1 after a fault. */
  probe probe_load_word
  .global probe_load_instruction
probe_load_instruction:
  ldr     x2, [x0]
  str     x2, [x1]
  mov     x0, #0
  ret

  /* uint64_t probe_store_word(uint64_t va, uint64_t value) */
  probe probe_store_word
  .global probe_store_instruction
probe_store_instruction:
  str     x1, [x0]
  mov     x0, #0
  ret

  /* uint64_t probe_call(uint64_t va): branches to va, where a function that does nothing but return should stand. A
   * refused fetch is reported with ELR = va; the handler then continues at the return address in x30. */
  probe probe_call
  stp     x29, x30, [sp, #-16]!
  mov     x29, sp
  blr     x0
  .global probe_call_returned
probe_call_returned:
  mov     x0, #0
  ldp     x29, x30, [sp], #16
  ret
  .global probe_call_faulted
probe_call_faulted:
  mov     x0, #1
  ldp     x29, x30, [sp], #16
  ret

  .global probe_faulted
probe_faulted:
  mov     x0, #1
  ret
