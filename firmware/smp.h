/*
 * The other CPUs of the machine. The kernel runs on one, CPU 0; an exercise may start others, each with one function to
 * run. A started CPU translates as CPU 0 does at that time (the same roots, MAIR, TCR and SCTLR) and has a stack, an
 * exception stack and exception vectors with a state (exception.c) of its own. It goes off when its function returns.
 */
#ifndef FIRMWARE_SMP_H
#define FIRMWARE_SMP_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/device_tree.h>

#include "firmware/layout.h"
#include "firmware/psci.h"

#define SMP_CPUS (LAYOUT_SECONDARY_CPUS + 1) /* that the image uses; further ones stay off */

struct smp {
  enum psci_conduit conduit;
  uint32_t named_count;     /* CPUs in the device tree */
  uint32_t cpu_count;       /* that can be used, CPU 0 included: 1..SMP_CPUS */
  uint64_t mpidr[SMP_CPUS]; /* affinity of each */
};

/* Runs on another CPU; 'cpu' is its number, 1..cpu_count - 1. */
typedef void (*smp_function)(void *context, uint32_t cpu);

/* Called on CPU 0. */
void smp_find(struct smp *smp, const struct pw_device_tree *tree);

/* True iff the CPU was off and is now about to call the function. */
bool smp_start(const struct smp *smp, uint32_t cpu, smp_function function, void *context);

/* Waits until the CPU, whose function has returned or is about to, is off; false if that takes too long. */
bool smp_wait_off(const struct smp *smp, uint32_t cpu);

/* Waiting for another CPU has an end: a value of the counter, far enough for an emulator on a busy host. */
uint64_t smp_deadline(void);
bool smp_is_late(uint64_t deadline);

#endif
