/*
 * The first instructions of the image, and of each further CPU.
 *
 * Entry: at EL2 or EL1, MMU and caches off, x0 = physical address of the device tree or 0. The image is linked where
 * it is loaded and mapped to the same addresses, so that one set of pointers holds before and after the MMU is on.
 *
 * Further CPUs begin at secondary_entry, likewise, with x0 = address of their registers (smp.c). They touch no other
 * memory until the MMU is on, so that nothing of theirs goes past the caches of the CPUs that run already.
 *
 * The kernel runs at EL1 on SP_EL0 (PSTATE.SP = 0) and takes its exceptions on SP_EL1: an overflow of the kernel stack
 * then still ends in a readable report, because the handler stands on a stack of its own.
 */
#define HCR_EL2_RW (1 << 31)          /* EL1 is AArch64 (Arm ARM D17.2.48) */
#define CPTR_EL2_RES1 0x33ff          /* no trap of floating point, SVE or trace accesses (D17.2.31) */
#define CNTHCTL_EL2_EL1_COUNTERS 3    /* EL1 reads the physical counter and timer (D17.11.4) */
#define SPSR_EL1T_MASKED 0x3c4        /* D, A, I, F masked; EL1 on SP_EL0 (C5.2.19) */
#define SPSR_EL1H_MASKED 0x3c5
#define SCTLR_EL1_RES1 0x30d00800     /* MMU and caches off, little endian (D17.2.118) */
#define CPACR_EL1_FPEN (3 << 20)      /* libfdt is built for the hosted ABI and may use SIMD registers (D17.2.30) */
#define BOOT_HEADER_TEXT_OFFSET 0x200000

  /* EL2 hands over to EL1, keeps nothing trapped and goes on at the label; at EL1 this branches there. Changes x0. */
  .macro enter_el1 label
  mrs     x0, CurrentEL
  lsr     x0, x0, #2
  cmp     x0, #2
  b.ne    \label
  mov     x0, #HCR_EL2_RW
  msr     hcr_el2, x0
  mov     x0, #CPTR_EL2_RES1
  msr     cptr_el2, x0
  mov     x0, #CNTHCTL_EL2_EL1_COUNTERS
  msr     cnthctl_el2, x0
  msr     cntvoff_el2, xzr
  msr     hstr_el2, xzr
  /* HPMN: every event counter is EL1's, as many as there are; without the architecture's PMU there are none (D17.5.3). */
  mrs     x0, id_aa64dfr0_el1
  ubfx    x0, x0, #8, #4
  sub     x0, x0, #1
  cmp     x0, #0xe
  b.hs    9f
  mrs     x0, pmcr_el0
  ubfx    x0, x0, #11, #5
  msr     mdcr_el2, x0
  b       8f
9:
  msr     mdcr_el2, xzr
8:
  mrs     x0, midr_el1
  msr     vpidr_el2, x0
  mrs     x0, mpidr_el1
  msr     vmpidr_el2, x0
  ldr     x0, =SCTLR_EL1_RES1
  msr     sctlr_el1, x0
  mov     x0, #SPSR_EL1H_MASKED
  msr     spsr_el2, x0
  adr     x0, \label
  msr     elr_el2, x0
  isb
  eret
  .endm

  /* Interrupts masked, MMU off, vectors set, on SP_EL1. Changes x0. */
  .macro prepare_el1
  msr     daifset, #0xf
  ldr     x0, =SCTLR_EL1_RES1
  msr     sctlr_el1, x0
  mov     x0, #CPACR_EL1_FPEN
  msr     cpacr_el1, x0
  ldr     x0, =exception_vectors
  msr     vbar_el1, x0
  msr     spsel, #1
  isb
  .endm

  .section .text.start, "ax"
  .global image_entry
  .type image_entry, %function
image_entry:
  /* The header of the Linux/arm64 boot protocol, so that a raw copy of the image can be loaded by any loader that
   * speaks it; such a loader passes the device tree in x0. */
  b       start
  nop
  .quad   BOOT_HEADER_TEXT_OFFSET
  .quad   image_size_bytes
  .quad   0xa                          /* little endian, 4 KiB pages, anywhere in memory */
  .quad   0, 0, 0
  .ascii  "ARM\x64"
  .word   0
  .size image_entry, . - image_entry

  .type start, %function
start:
  mov     x19, x0
  mrs     x20, CurrentEL
  lsr     x20, x20, #2
  enter_el1 at_el1
at_el1:
  prepare_el1
  msr     tpidr_el1, xzr               /* CPU 0 (sysreg.h) */
  ldr     x0, =exception_stack_end
  mov     sp, x0
  msr     spsel, #0
  ldr     x0, =kernel_stack_end
  mov     sp, x0

  ldr     x0, =image_bss_start
  ldr     x1, =image_bss_end
1:
  cmp     x0, x1
  b.hs    2f
  stp     xzr, xzr, [x0], #16
  b       1b
2:
  mov     x0, x19
  mov     x1, x20
  bl      firmware_main
3:
  wfe
  b       3b
  .size start, . - start

  .global secondary_entry
  .type secondary_entry, %function
secondary_entry:
  mov     x19, x0
  enter_el1 secondary_at_el1
secondary_at_el1:
  prepare_el1
  ldp     x1, x2, [x19, #0]            /* TTBR0_EL1, TTBR1_EL1 */
  ldp     x3, x4, [x19, #16]           /* MAIR_EL1, TCR_EL1 */
  ldp     x5, x6, [x19, #32]           /* SCTLR_EL1, end of the exception stack */
  ldp     x7, x8, [x19, #48]           /* end of the stack, number of the CPU */
  msr     ttbr0_el1, x1
  msr     ttbr1_el1, x2
  msr     mair_el1, x3
  msr     tcr_el1, x4
  isb
  /* What stands in the TLBs and the instruction cache at reset is unknown. */
  tlbi    vmalle1
  ic      iallu
  dsb     nsh
  isb
  msr     sctlr_el1, x5
  isb
  msr     tpidr_el1, x8
  mov     sp, x6
  msr     spsel, #0
  mov     sp, x7
  mov     x0, x8
  bl      smp_secondary_main
4:
  wfe
  b       4b
  .size secondary_entry, . - secondary_entry
  .ltorg
