#include "firmware/kernel.h"

#include <pagewright/tlb_aarch64.h>

void kernel_init_tlb(struct pw_tlb *tlb) {
  pw_tlb_init_aarch64(tlb);
}
