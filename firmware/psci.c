#include "firmware/psci.h"

#include <string.h>

#include <libfdt.h>

/* Function numbers and answers of DEN 0022, 5.1 and 5.2. */
#define PSCI_CPU_OFF       UINT64_C(0x84000002)
#define PSCI_CPU_ON        UINT64_C(0xc4000003)
#define PSCI_AFFINITY_INFO UINT64_C(0xc4000004)
#define PSCI_SUCCESS       0
#define PSCI_AFFINITY_OFF  1

/* A call may change x0 to x17 (SMC Calling Convention, Arm DEN 0028). */
#define PSCI_CLOBBERS                                                                                                  \
  "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory"

static bool text_is(const void *value, int value_bytes, const char *text) {
  return value != NULL && value_bytes == (int)strlen(text) + 1 && memcmp(value, text, (size_t)value_bytes) == 0;
}

enum psci_conduit psci_find(const struct pw_device_tree *tree) {
  int node = fdt_subnode_offset(tree->blob, 0, "psci");
  int bytes = 0;
  const void *method;

  if (node < 0 || (fdt_node_check_compatible(tree->blob, node, "arm,psci-0.2") != 0 &&
                   fdt_node_check_compatible(tree->blob, node, "arm,psci-1.0") != 0)) {
    return PSCI_NONE;
  }
  method = fdt_getprop(tree->blob, node, "method", &bytes);
  if (text_is(method, bytes, "hvc")) {
    return PSCI_HVC;
  }
  return text_is(method, bytes, "smc") ? PSCI_SMC : PSCI_NONE;
}

const char *psci_conduit_name(enum psci_conduit conduit) {
  static const char *const names[] = {"nothing", "hvc", "smc"};

  return names[conduit];
}

static int32_t psci_call(enum psci_conduit conduit, uint64_t function, uint64_t first, uint64_t second,
                         uint64_t third) {
  register uint64_t x0 __asm__("x0") = function;
  register uint64_t x1 __asm__("x1") = first;
  register uint64_t x2 __asm__("x2") = second;
  register uint64_t x3 __asm__("x3") = third;

  if (conduit == PSCI_HVC) {
    __asm__ volatile("hvc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3) : : PSCI_CLOBBERS);
  } else {
    __asm__ volatile("smc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3) : : PSCI_CLOBBERS);
  }
  return (int32_t)(uint32_t)x0;
}

bool psci_cpu_on(enum psci_conduit conduit, uint64_t mpidr, uint64_t entry_pa, uint64_t context) {
  return psci_call(conduit, PSCI_CPU_ON, mpidr, entry_pa, context) == PSCI_SUCCESS;
}

void psci_cpu_off(enum psci_conduit conduit) {
  (void)psci_call(conduit, PSCI_CPU_OFF, 0, 0, 0);
}

bool psci_is_off(enum psci_conduit conduit, uint64_t mpidr) {
  return psci_call(conduit, PSCI_AFFINITY_INFO, mpidr, 0, 0) == PSCI_AFFINITY_OFF;
}
