#include "firmware/smp.h"

#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#include <libfdt.h>

#include <pagewright/attributes.h>

#include "firmware/sysreg.h"

#define MPIDR_AFFINITY   UINT64_C(0xff00ffffff)
#define PATIENCE_SECONDS 20u
#define CACHE_LINE_MIN   16u /* no data cache of the architecture has shorter lines (CTR_EL0.DminLine) */

/* What start.S reads with the MMU off, in its order. */
struct secondary_registers {
  uint64_t ttbr0;
  uint64_t ttbr1;
  uint64_t mair;
  uint64_t tcr;
  uint64_t sctlr;
  uint64_t exception_stack_end;
  uint64_t stack_end;
  uint64_t cpu;
};

struct secondary {
  _Alignas(64) struct secondary_registers registers;
  _Alignas(64) smp_function function;
  void *context;
  enum psci_conduit conduit;
  atomic_bool is_up;
};

_Static_assert(offsetof(struct secondary_registers, cpu) == 56, "start.S loads eight registers in pairs");

static struct secondary secondaries[SMP_CPUS];

/* start.S */
extern const char secondary_entry[];
_Noreturn void smp_secondary_main(uint64_t cpu);

uint64_t smp_deadline(void) {
  return sysreg_counter_ticks() + PATIENCE_SECONDS * SYSREG_READ(cntfrq_el0);
}

bool smp_is_late(uint64_t deadline) {
  return sysreg_counter_ticks() > deadline;
}

static bool node_is_cpu(const void *blob, int node) {
  int bytes = 0;
  const char *type = fdt_getprop(blob, node, "device_type", &bytes);

  return type != NULL && bytes == 4 && memcmp(type, "cpu", 4) == 0;
}

/* The affinity in 'reg', of one or two big-endian cells. */
static bool node_mpidr(const void *blob, int node, int cell_count, uint64_t *mpidr) {
  int bytes = 0;
  const uint8_t *reg = fdt_getprop(blob, node, "reg", &bytes);

  if (reg == NULL || cell_count < 1 || cell_count > 2 || bytes != 4 * cell_count) {
    return false;
  }
  *mpidr = 0;
  for (int i = 0; i < bytes; i++) {
    *mpidr = *mpidr * 256 + reg[i];
  }
  return true;
}

void smp_find(struct smp *smp, const struct pw_device_tree *tree) {
  const void *blob = tree->blob;
  int cpus = fdt_subnode_offset(blob, 0, "cpus");
  uint64_t mpidr = 0;

  smp->conduit = psci_find(tree);
  smp->named_count = 0;
  smp->cpu_count = 1;
  smp->mpidr[0] = SYSREG_READ(mpidr_el1) & MPIDR_AFFINITY;
  if (cpus < 0) {
    return;
  }
  for (int node = fdt_first_subnode(blob, cpus); node >= 0; node = fdt_next_subnode(blob, node)) {
    if (!node_is_cpu(blob, node) || !node_mpidr(blob, node, fdt_address_cells(blob, cpus), &mpidr)) {
      continue;
    }
    smp->named_count++;
    if (mpidr != smp->mpidr[0] && smp->conduit != PSCI_NONE && smp->cpu_count < SMP_CPUS) {
      smp->mpidr[smp->cpu_count] = mpidr;
      smp->cpu_count++;
    }
  }
}

/* The other CPU reads past the caches at first. */
static void clean_to_memory(const void *start, uint64_t bytes) {
  for (uint64_t line = 0; line < bytes; line += CACHE_LINE_MIN) {
    __asm__ volatile("dc cvac, %0" : : "r"((uint64_t)(uintptr_t)start + line) : "memory");
  }
  __asm__ volatile("dsb sy" : : : "memory");
}

bool smp_start(const struct smp *smp, uint32_t cpu, smp_function function, void *context) {
  struct secondary *secondary = &secondaries[cpu];
  uint64_t deadline = smp_deadline();

  if (!psci_is_off(smp->conduit, smp->mpidr[cpu])) {
    return false;
  }
  secondary->registers = (struct secondary_registers){
      .ttbr0 = SYSREG_READ(ttbr0_el1),
      .ttbr1 = SYSREG_READ(ttbr1_el1),
      .mair = SYSREG_READ(mair_el1),
      .tcr = SYSREG_READ(tcr_el1),
      .sctlr = SYSREG_READ(sctlr_el1),
      .exception_stack_end = layout_secondary_stack(cpu, LAYOUT_EXCEPTION_STACK).end,
      .stack_end = layout_secondary_stack(cpu, LAYOUT_KERNEL_STACK).end,
      .cpu = cpu,
  };
  secondary->function = function;
  secondary->context = context;
  secondary->conduit = smp->conduit;
  atomic_store_explicit(&secondary->is_up, false, memory_order_relaxed);
  clean_to_memory(&secondary->registers, sizeof secondary->registers);
  if (!psci_cpu_on(smp->conduit, smp->mpidr[cpu], LAYOUT_ADDRESS(secondary_entry),
                   (uint64_t)(uintptr_t)&secondary->registers)) {
    return false;
  }
  while (!atomic_load_explicit(&secondary->is_up, memory_order_acquire)) {
    if (smp_is_late(deadline)) {
      return false;
    }
  }
  return true;
}

bool smp_wait_off(const struct smp *smp, uint32_t cpu) {
  uint64_t deadline = smp_deadline();

  while (!psci_is_off(smp->conduit, smp->mpidr[cpu])) {
    if (smp_is_late(deadline)) {
      return false;
    }
  }
  return true;
}

_Noreturn void smp_secondary_main(uint64_t cpu) {
  struct secondary *secondary = &secondaries[cpu];

  atomic_store_explicit(&secondary->is_up, true, memory_order_release);
  secondary->function(secondary->context, (uint32_t)cpu);
  psci_cpu_off(secondary->conduit);
  for (;;) {
    __asm__ volatile("wfe");
  }
}
