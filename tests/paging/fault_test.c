/*
 * Faults: every exception class with every fault status and every bit of the syndrome that counts, against a table of
 * all 64 fault statuses as the Arm ARM lists them (D17.2.37); masks and shifts here, arithmetic in the code under test.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/fault.h>

#define ESR(class, iss) ((uint64_t)(class) << 26 | (uint64_t)(iss))
#define FAR             0x00007f0012345678u

struct meaning {
  enum pw_fault_kind kind;
  uint32_t level;
  bool is_on_walk;
};

#define LEVEL(kind, level)                                                                                             \
  { (kind), (level), false }
#define WALK(kind, level)                                                                                              \
  { (kind), (level), true }
#define ALONE(kind)                                                                                                    \
  { (kind), PW_FAULT_NO_LEVEL, false }
#define OTHER ALONE(PW_FAULT_OTHER)

static const struct meaning meanings[64] = {
    [0x00] = LEVEL(PW_FAULT_ADDRESS_SIZE, 0),
    [0x01] = LEVEL(PW_FAULT_ADDRESS_SIZE, 1),
    [0x02] = LEVEL(PW_FAULT_ADDRESS_SIZE, 2),
    [0x03] = LEVEL(PW_FAULT_ADDRESS_SIZE, 3),
    [0x04] = LEVEL(PW_FAULT_TRANSLATION, 0),
    [0x05] = LEVEL(PW_FAULT_TRANSLATION, 1),
    [0x06] = LEVEL(PW_FAULT_TRANSLATION, 2),
    [0x07] = LEVEL(PW_FAULT_TRANSLATION, 3),
    [0x08] = LEVEL(PW_FAULT_ACCESS_FLAG, 0),
    [0x09] = LEVEL(PW_FAULT_ACCESS_FLAG, 1),
    [0x0a] = LEVEL(PW_FAULT_ACCESS_FLAG, 2),
    [0x0b] = LEVEL(PW_FAULT_ACCESS_FLAG, 3),
    [0x0c] = LEVEL(PW_FAULT_PERMISSION, 0),
    [0x0d] = LEVEL(PW_FAULT_PERMISSION, 1),
    [0x0e] = LEVEL(PW_FAULT_PERMISSION, 2),
    [0x0f] = LEVEL(PW_FAULT_PERMISSION, 3),
    [0x10] = ALONE(PW_FAULT_EXTERNAL), /* not on a walk */
    [0x11] = OTHER,                    /* tag check */
    [0x12] = OTHER,
    [0x13] = OTHER, /* external, on a walk, level -1 */
    [0x14] = WALK(PW_FAULT_EXTERNAL, 0),
    [0x15] = WALK(PW_FAULT_EXTERNAL, 1),
    [0x16] = WALK(PW_FAULT_EXTERNAL, 2),
    [0x17] = WALK(PW_FAULT_EXTERNAL, 3),
    [0x18] = ALONE(PW_FAULT_PARITY),
    [0x19] = OTHER,
    [0x1a] = OTHER,
    [0x1b] = OTHER, /* parity, on a walk, level -1 */
    [0x1c] = WALK(PW_FAULT_PARITY, 0),
    [0x1d] = WALK(PW_FAULT_PARITY, 1),
    [0x1e] = WALK(PW_FAULT_PARITY, 2),
    [0x1f] = WALK(PW_FAULT_PARITY, 3),
    [0x20] = OTHER,
    [0x21] = ALONE(PW_FAULT_ALIGNMENT),
    [0x22] = OTHER,
    [0x23] = OTHER, /* granule protection, on a walk: levels -1 to 3 */
    [0x24] = OTHER,
    [0x25] = OTHER,
    [0x26] = OTHER,
    [0x27] = OTHER,
    [0x28] = OTHER, /* granule protection, not on a walk */
    [0x29] = OTHER, /* address size, level -1 */
    [0x2a] = OTHER,
    [0x2b] = OTHER, /* translation, level -1 */
    [0x2c] = OTHER,
    [0x2d] = OTHER,
    [0x2e] = OTHER,
    [0x2f] = OTHER,
    [0x30] = ALONE(PW_FAULT_TLB_CONFLICT),
    [0x31] = OTHER, /* hardware update of an entry that is not atomic */
    [0x32] = OTHER,
    [0x33] = OTHER,
    [0x34] = OTHER, /* lockdown */
    [0x35] = OTHER, /* exclusive or atomic access */
    [0x36] = OTHER,
    [0x37] = OTHER,
    [0x38] = OTHER,
    [0x39] = OTHER,
    [0x3a] = OTHER,
    [0x3b] = OTHER,
    [0x3c] = OTHER,
    [0x3d] = OTHER, /* section and page domain faults of AArch32 */
    [0x3e] = OTHER,
    [0x3f] = OTHER,
};

static void fill(struct pw_fault *fault) {
  memset(fault, 0x5a, sizeof *fault);
}

static enum pw_fault_access access_of(uint32_t class, uint32_t iss) {
  if (class <= 0x21) {
    return PW_FAULT_EXECUTE;
  }
  return (iss & 1u << 6) != 0 && (iss & 1u << 8) == 0 ? PW_FAULT_WRITE : PW_FAULT_READ;
}

static void require_meaning(uint32_t class, uint32_t iss, uint64_t high) {
  struct pw_fault fault;
  fill(&fault);
  const struct meaning *meaning = &meanings[iss & 0x3f];
  bool has_va = (iss & 0x3f) != 0x10 || (iss & 1u << 10) == 0;
  assert_int_equal(pw_fault_decode(ESR(class, iss) | high, FAR, &fault), PW_OK);
  assert_int_equal(fault.kind, meaning->kind);
  assert_int_equal(fault.level, meaning->level);
  assert_int_equal(fault.is_on_walk, meaning->is_on_walk);
  assert_int_equal(fault.access, access_of(class, iss));
  assert_int_equal(fault.is_from_el0, class == 0x20 || class == 0x24);
  assert_int_equal(fault.is_on_stage1_walk, (iss & 1u << 7) != 0);
  assert_int_equal(fault.is_maintenance, class >= 0x24 && (iss & 1u << 8) != 0);
  assert_int_equal(fault.has_va, has_va);
  assert_int_equal(fault.va, has_va ? FAR : 0);
}

static void x13_every_fault_status_of_the_four_abort_classes_is_told_as_the_manual_lists_it(void **state) {
  (void)state;
  const uint32_t classes[] = {0x20, 0x21, 0x24, 0x25};
  for (size_t i = 0; i < 4; i++) {
    for (uint32_t iss = 0; iss < 1u << 11; iss++) {
      require_meaning(classes[i], iss, 0);
      /* Instruction length, syndrome of the access, and the bits above the class, say nothing of this. */
      require_meaning(classes[i], iss, (uint64_t)1 << 25 | (uint64_t)0x3ff << 14 | (uint64_t)0x1f << 32);
    }
  }
}

static void x13_what_is_no_abort_is_refused_and_nothing_is_written(void **state) {
  (void)state;
  for (uint32_t class = 0; class < 64; class ++) {
    if (class == 0x20 || class == 0x21 || class == 0x24 || class == 0x25) {
      continue;
    }
    struct pw_fault fault;
    struct pw_fault before;
    fill(&fault);
    fill(&before);
    assert_int_equal(pw_fault_decode(ESR(class, 0x1ffffff), FAR, &fault), PW_ERR_NOT_AN_ABORT);
    assert_int_equal(pw_fault_decode(ESR(class, 0), FAR, &fault), PW_ERR_NOT_AN_ABORT);
    assert_memory_equal(&fault, &before, sizeof fault);
  }
}

static void null_pointers_are_refused(void **state) {
  (void)state;
  assert_int_equal(pw_fault_decode(ESR(0x25, 7), FAR, NULL), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_fault_decode(0, FAR, NULL), PW_ERR_INVALID_ARGUMENT);
}

/* Values as CPUs give them. */
static void x13_faults_as_cpus_report_them(void **state) {
  (void)state;
  struct pw_fault fault;
  assert_int_equal(pw_fault_decode(0x96000047, 0xffff800000001000, &fault), PW_OK); /* a kernel stack overflows */
  assert_int_equal(fault.kind, PW_FAULT_TRANSLATION);
  assert_int_equal(fault.access, PW_FAULT_WRITE);
  assert_int_equal(fault.level, 3);
  assert_false(fault.is_from_el0);
  assert_true(fault.va == 0xffff800000001000);
  assert_int_equal(pw_fault_decode(0x8200000e, 0x400000, &fault), PW_OK); /* a user jumps into its data */
  assert_int_equal(fault.kind, PW_FAULT_PERMISSION);
  assert_int_equal(fault.access, PW_FAULT_EXECUTE);
  assert_int_equal(fault.level, 2);
  assert_true(fault.is_from_el0);
  assert_int_equal(pw_fault_decode(0x92000147, 0x400000, &fault), PW_OK); /* DC CVAU of a page that is not there */
  assert_int_equal(fault.kind, PW_FAULT_TRANSLATION);
  assert_int_equal(fault.access, PW_FAULT_READ);
  assert_true(fault.is_maintenance && fault.is_from_el0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(x13_every_fault_status_of_the_four_abort_classes_is_told_as_the_manual_lists_it),
      cmocka_unit_test(x13_what_is_no_abort_is_refused_and_nothing_is_written),
      cmocka_unit_test(null_pointers_are_refused),
      cmocka_unit_test(x13_faults_as_cpus_report_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
