/*
 * PSCI, the firmware interface that starts and stops CPUs (Arm DEN 0022, version 0.2 and later). Who implements it, and
 * by which instruction it is called, is for the device tree to say.
 */
#ifndef FIRMWARE_PSCI_H
#define FIRMWARE_PSCI_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/device_tree.h>

enum psci_conduit { PSCI_NONE, PSCI_HVC, PSCI_SMC };

/* What the node /psci says; PSCI_NONE if there is none, or only one of a version before 0.2. */
enum psci_conduit psci_find(const struct pw_device_tree *tree);
const char *psci_conduit_name(enum psci_conduit conduit);

/* The CPU of this affinity begins at entry_pa with the MMU off and 'context' in x0. True iff the call was accepted. */
bool psci_cpu_on(enum psci_conduit conduit, uint64_t mpidr, uint64_t entry_pa, uint64_t context);
/* The calling CPU goes off; returns only if that was refused. */
void psci_cpu_off(enum psci_conduit conduit);
bool psci_is_off(enum psci_conduit conduit, uint64_t mpidr);

#endif
