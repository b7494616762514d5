#include <pagewright/mmu_aarch64.h>

#include <pagewright/attributes.h>

#define SCTLR_MMU                  (UINT64_C(1) << 0)
#define SCTLR_DATA_CACHE           (UINT64_C(1) << 2)
#define SCTLR_INSTRUCTION_CACHE    (UINT64_C(1) << 12)
#define SCTLR_WRITE_NEVER_EXECUTES (UINT64_C(1) << 19)
#define TCR_UPPER_WALKS_OFF        (UINT64_C(1) << 23) /* EPD1 */

#define PAR_FAULT             UINT64_C(1)
#define PAR_FAULT_STATUS(par) (((par) >> 1) & 0x3fu)
#define PAR_ADDRESS           UINT64_C(0x0000fffffffff000)

static uint64_t read_sctlr(void) {
  uint64_t value;

  __asm__ volatile("mrs %0, sctlr_el1" : "=r"(value) : : "memory");
  return value;
}

static void write_tcr(uint64_t value) {
  __asm__ volatile("msr tcr_el1, %0\n\tisb" : : "r"(value) : "memory");
}

uint32_t pw_mmu_pa_range(void) {
  uint64_t value;

  __asm__ volatile("mrs %0, id_aa64mmfr0_el1" : "=r"(value));
  return (uint32_t)(value & 0xfu);
}

void pw_mmu_enable(uint64_t ttbr0, uint64_t ttbr1) {
  uint64_t tcr = pw_tcr_value(pw_mmu_pa_range());

  if (ttbr1 == 0) {
    tcr |= TCR_UPPER_WALKS_OFF;
  }
  __asm__ volatile("dsb sy\n\t"
                   "msr mair_el1, %0\n\t"
                   "msr ttbr0_el1, %1\n\t"
                   "msr ttbr1_el1, %2\n\t"
                   :
                   : "r"(pw_mair_value()), "r"(ttbr0), "r"(ttbr1)
                   : "memory");
  write_tcr(tcr);
  /* What stands in the TLBs and the instruction cache at reset is unknown (Arm ARM D8.14, D7.5.9). */
  __asm__ volatile(
      "tlbi vmalle1\n\t"
      "ic iallu\n\t"
      "dsb nsh\n\t"
      "isb\n\t"
      "msr sctlr_el1, %0\n\t"
      "isb"
      :
      : "r"(read_sctlr() | SCTLR_MMU | SCTLR_DATA_CACHE | SCTLR_INSTRUCTION_CACHE | SCTLR_WRITE_NEVER_EXECUTES)
      : "memory");
}

void pw_mmu_set_upper_root(uint64_t ttbr1) {
  uint64_t tcr;

  __asm__ volatile("dsb ishst\n\tmsr ttbr1_el1, %0\n\tisb" : : "r"(ttbr1) : "memory");
  __asm__ volatile("mrs %0, tcr_el1" : "=r"(tcr) : : "memory");
  write_tcr(tcr & ~TCR_UPPER_WALKS_OFF);
}

/* The smallest line of the data caches, in bytes (CTR_EL0.DminLine counts words, as a power of two). */
static uint64_t data_line_bytes(void) {
  uint64_t value;

  __asm__ volatile("mrs %0, ctr_el0" : "=r"(value));
  return UINT64_C(4) << ((value >> 16) & 0xfu);
}

void pw_mmu_discard_cache(uint64_t pa, uint64_t bytes) {
  uint64_t line_bytes = data_line_bytes();

  for (uint64_t line = pa - pa % line_bytes; line < pa + bytes; line += line_bytes) {
    __asm__ volatile("dc ivac, %0" : : "r"(line) : "memory");
  }
  __asm__ volatile("dsb sy" : : : "memory");
}

void pw_mmu_sync_instructions(uint64_t va, uint64_t bytes) {
  uint64_t line_bytes = data_line_bytes();

  for (uint64_t line = va - va % line_bytes; line < va + bytes; line += line_bytes) {
    __asm__ volatile("dc cvau, %0" : : "r"(line) : "memory");
  }
  __asm__ volatile("dsb ish\n\tic ialluis\n\tdsb ish\n\tisb" : : : "memory");
}

/* PAR_EL1 (Arm ARM D17.2.106). */
static struct pw_mmu_answer answer_of(uint64_t par, uint64_t va) {
  struct pw_mmu_answer answer = {false, false, 0};

  if ((par & PAR_FAULT) == 0) {
    answer.is_mapped = true;
    answer.pa = (par & PAR_ADDRESS) | (va & 0xfffu);
  } else {
    answer.is_permission_fault = (PAR_FAULT_STATUS(par) & 0x3cu) == 0x0c;
  }
  return answer;
}

struct pw_mmu_answer pw_mmu_ask_read(uint64_t va) {
  uint64_t par;

  __asm__ volatile("at s1e1r, %1\n\tisb\n\tmrs %0, par_el1" : "=r"(par) : "r"(va) : "memory");
  return answer_of(par, va);
}

struct pw_mmu_answer pw_mmu_ask_write(uint64_t va) {
  uint64_t par;

  __asm__ volatile("at s1e1w, %1\n\tisb\n\tmrs %0, par_el1" : "=r"(par) : "r"(va) : "memory");
  return answer_of(par, va);
}
