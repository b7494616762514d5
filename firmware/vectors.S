/*
 * Exception vectors (Arm ARM D1.3.1.5): each saves the whole register file as a struct trap_frame on SP_EL1, calls
 * exception_handle(frame, vector) and returns to what the frame then says. The layout is that of exception.h.
 */
#define FRAME_BYTES 304

  .section .text.vectors, "ax"

  .macro vector index
  .balign 128
  sub     sp, sp, #FRAME_BYTES
  stp     x0, x1, [sp, #0]
  mov     x1, #\index
  b       exception_save
  .endm

  .balign 2048
  .global exception_vectors
exception_vectors:
  .irp index, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  vector \index
  .endr
  .balign 128

  .type exception_save, %function
exception_save:
  stp     x2, x3, [sp, #16]
  stp     x4, x5, [sp, #32]
  stp     x6, x7, [sp, #48]
  stp     x8, x9, [sp, #64]
  stp     x10, x11, [sp, #80]
  stp     x12, x13, [sp, #96]
  stp     x14, x15, [sp, #112]
  stp     x16, x17, [sp, #128]
  stp     x18, x19, [sp, #144]
  stp     x20, x21, [sp, #160]
  stp     x22, x23, [sp, #176]
  stp     x24, x25, [sp, #192]
  stp     x26, x27, [sp, #208]
  stp     x28, x29, [sp, #224]
  /* Vectors 0..3 interrupted code on SP_EL0, the others the handler itself. */
  mrs     x2, sp_el0
  add     x3, sp, #FRAME_BYTES
  cmp     x1, #4
  csel    x2, x2, x3, lo
  stp     x30, x2, [sp, #240]
  mrs     x2, elr_el1
  mrs     x3, spsr_el1
  stp     x2, x3, [sp, #256]
  mrs     x2, esr_el1
  mrs     x3, far_el1
  stp     x2, x3, [sp, #272]
  stp     x1, xzr, [sp, #288]
  mov     x0, sp
  bl      exception_handle

  ldp     x2, x3, [sp, #256]
  msr     elr_el1, x2
  msr     spsr_el1, x3
  ldp     x2, x3, [sp, #16]
  ldp     x4, x5, [sp, #32]
  ldp     x6, x7, [sp, #48]
  ldp     x8, x9, [sp, #64]
  ldp     x10, x11, [sp, #80]
  ldp     x12, x13, [sp, #96]
  ldp     x14, x15, [sp, #112]
  ldp     x16, x17, [sp, #128]
  ldp     x18, x19, [sp, #144]
  ldp     x20, x21, [sp, #160]
  ldp     x22, x23, [sp, #176]
  ldp     x24, x25, [sp, #192]
  ldp     x26, x27, [sp, #208]
  ldp     x28, x29, [sp, #224]
  ldr     x30, [sp, #240]
  ldp     x0, x1, [sp, #0]
  add     sp, sp, #FRAME_BYTES
  eret
  .size exception_save, . - exception_save
