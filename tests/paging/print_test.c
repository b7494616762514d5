/* Print: the text, to the letter, and the ends of the buffer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/print.h>

#include "tests/model/paging_rig.h"

#define KIB_4 ((uint64_t)1 << 12)
#define MIB_2 ((uint64_t)1 << 21)
#define HALF  ((uint64_t)1 << 48)
#define HIGH  ((uint64_t)0xFFFF << 48)
#define FILL  'Z'

typedef enum pw_status printer(const struct pw_address_space *space, struct pw_va_range range, char *buffer,
                               uint64_t capacity, uint64_t *length);

static struct paging_rig rig;
static char buffer[4096];

static void must(bool ok) {
  if (!ok) {
    fail_msg("%s", rig.failure);
  }
}

static int set_up(void **state) {
  (void)state;
  memset(buffer, FILL, sizeof(buffer));
  return paging_rig_create(&rig, RIG_SOURCE_BUDDY, PW_HALF_LOW, 7) ? 0 : -1;
}

static int set_up_high(void **state) {
  (void)state;
  memset(buffer, FILL, sizeof(buffer));
  return paging_rig_create(&rig, RIG_SOURCE_BUDDY, PW_HALF_HIGH, 7) ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  paging_rig_release(&rig);
  return 0;
}

static void map(uint64_t va, uint64_t size, uint64_t pa, struct pw_attributes attributes) {
  enum pw_status status = PW_ERR_CORRUPT;
  must(paging_rig_map(&rig, va, size, pa, &attributes, &status));
  assert_int_equal(status, PW_OK);
}

/* The text, its length, and no byte behind its zero. */
static void expect(printer *print, struct pw_va_range range, const char *expected) {
  uint64_t length = 0;
  memset(buffer, FILL, sizeof(buffer));
  assert_int_equal(print(rig.space, range, buffer, sizeof(buffer), &length), PW_OK);
  assert_string_equal(buffer, expected);
  assert_int_equal(length, strlen(expected));
  for (size_t i = length + 1; i < sizeof(buffer); i++) {
    assert_int_equal(buffer[i], FILL);
  }
}

static void map_one_of_each(void) {
  struct pw_attributes user = pw_attributes_kernel_data();
  user.el0_read = true;
  user.el0_write = true;
  user.global = false;
  user.shareability = PW_SHARE_OUTER;
  user.memory = PW_MEMORY_NORMAL_NON_CACHEABLE;
  user.software = 12;
  struct pw_attributes strict = pw_attributes_device();
  strict.memory = PW_MEMORY_DEVICE_NGNRNE;
  strict.shareability = PW_SHARE_NONE;
  strict.software = 5;
  struct pw_attributes program = pw_attributes_kernel_rodata();
  program.el0_read = true;
  program.el0_execute = true;
  map(0x1000, KIB_4, 0x40001000, pw_attributes_kernel_text());
  map(0x2000, KIB_4, 0x40002000, user);
  map(0x3000, KIB_4, 0x40003000, pw_attributes_device());
  map(0x4000, KIB_4, 0x40004000, strict);
  map(0x5000, KIB_4, 0x40005000, program);
}

static void x10_text_spells_every_attribute_out(void **state) {
  (void)state;
  map_one_of_each();
  expect(pw_print_text, pw_va_range_all(rig.space),
         "0000000000001000-0000000000001fff 0000000040001000 normal inner-shareable el1 r-x el0 --- global software 0\n"
         "0000000000002000-0000000000002fff 0000000040002000 non-cacheable outer-shareable el1 rw- el0 rw- asid "
         "software 12\n"
         "0000000000003000-0000000000003fff 0000000040003000 device-nGnRE inner-shareable el1 rw- el0 --- global "
         "software 0\n"
         "0000000000004000-0000000000004fff 0000000040004000 device-nGnRnE non-shareable el1 rw- el0 --- global "
         "software 5\n"
         "0000000000005000-0000000000005fff 0000000040005000 normal inner-shareable el1 r-- el0 r-x global software "
         "0\n");
}

static void x10_json_says_the_same(void **state) {
  (void)state;
  map_one_of_each();
  struct pw_va_range range = {0x2000, 0x2000};
  expect(pw_print_json, range,
         "[\n"
         "{\"va\":\"0000000000002000\",\"last\":\"0000000000002fff\",\"pa\":\"0000000040002000\","
         "\"memory\":\"non-cacheable\",\"shareability\":\"outer-shareable\",\"el1\":\"rw-\",\"el0\":\"rw-\","
         "\"global\":false,\"software\":12},\n"
         "{\"va\":\"0000000000003000\",\"last\":\"0000000000003fff\",\"pa\":\"0000000040003000\","
         "\"memory\":\"device-nGnRE\",\"shareability\":\"inner-shareable\",\"el1\":\"rw-\",\"el0\":\"---\","
         "\"global\":true,\"software\":0}\n"
         "]\n");
}

static void x10_nothing_mapped_is_no_line_and_an_empty_array(void **state) {
  (void)state;
  expect(pw_print_text, pw_va_range_all(rig.space), "");
  expect(pw_print_json, pw_va_range_all(rig.space), "[\n]\n");
}

/* Pages, a block, pages: one run, since addresses, targets and attributes go on. */
static void x10_runs_are_merged_whatever_the_sizes_of_their_leaves(void **state) {
  (void)state;
  struct pw_attributes data = pw_attributes_kernel_data();
  map(HIGH + MIB_2 - 2 * KIB_4, KIB_4, 0x80000000 - 2 * KIB_4, data);
  map(HIGH + MIB_2 - KIB_4, KIB_4, 0x80000000 - KIB_4, data);
  map(HIGH + MIB_2, MIB_2, 0x80000000, data);
  map(HIGH + 2 * MIB_2, KIB_4, 0x80000000 + MIB_2, data);
  map(UINT64_MAX - (KIB_4 - 1), KIB_4, 0x70000000, data);
  expect(pw_print_text, pw_va_range_all(rig.space),
         "ffff0000001fe000-ffff000000400fff 000000007fffe000 normal inner-shareable el1 rw- el0 --- global software 0\n"
         "fffffffffffff000-ffffffffffffffff 0000000070000000 normal inner-shareable el1 rw- el0 --- global software "
         "0\n");
}

static void x10_a_gap_another_target_or_another_attribute_begins_a_new_line(void **state) {
  (void)state;
  struct pw_attributes data = pw_attributes_kernel_data();
  struct pw_attributes marked = data;
  marked.software = 1;
  map(0x0000, KIB_4, 0x50000000, data);
  map(0x2000, KIB_4, 0x50002000, data);   /* a gap before it */
  map(0x3000, KIB_4, 0x50004000, data);   /* another target */
  map(0x4000, KIB_4, 0x50003000, data);   /* the target goes back */
  map(0x5000, KIB_4, 0x50004000, marked); /* a software bit */
  map(0x6000, KIB_4, 0x50005000, pw_attributes_kernel_rodata());
  map(0x7000, KIB_4, 0x50006000, pw_attributes_kernel_rodata());
  expect(pw_print_text, pw_va_range_all(rig.space),
         "0000000000000000-0000000000000fff 0000000050000000 normal inner-shareable el1 rw- el0 --- global software 0\n"
         "0000000000002000-0000000000002fff 0000000050002000 normal inner-shareable el1 rw- el0 --- global software 0\n"
         "0000000000003000-0000000000003fff 0000000050004000 normal inner-shareable el1 rw- el0 --- global software 0\n"
         "0000000000004000-0000000000004fff 0000000050003000 normal inner-shareable el1 rw- el0 --- global software 0\n"
         "0000000000005000-0000000000005fff 0000000050004000 normal inner-shareable el1 rw- el0 --- global software 1\n"
         "0000000000006000-0000000000007fff 0000000050005000 normal inner-shareable el1 r-- el0 --- global software "
         "0\n");
}

static void x10_a_range_cuts_blocks_at_its_ends(void **state) {
  (void)state;
  map(MIB_2, MIB_2, 0x60000000, pw_attributes_kernel_data());
  struct pw_va_range range = {MIB_2 + 3 * KIB_4, 2 * KIB_4};
  expect(
      pw_print_text, range,
      "0000000000203000-0000000000204fff 0000000060003000 normal inner-shareable el1 rw- el0 --- global software 0\n");
}

/* Every capacity up to one more than is needed, each in memory of just that size, so that a sanitizer sees more. */
static void ends_in_its_buffer(printer *print) {
  uint64_t whole = 0;
  assert_int_equal(print(rig.space, pw_va_range_all(rig.space), buffer, sizeof(buffer), &whole), PW_OK);
  assert_in_range(whole, 500, sizeof(buffer) - 1);
  for (uint64_t capacity = 0; capacity <= whole + 2; capacity++) {
    uint64_t length = 0;
    char *small = malloc(capacity + 16);
    assert_non_null(small);
    memset(small, FILL, capacity + 16);
    assert_int_equal(print(rig.space, pw_va_range_all(rig.space), small + 8, capacity, &length), PW_OK);
    assert_int_equal(length, whole);
    uint64_t kept = capacity == 0 ? 0 : (capacity > whole ? whole : capacity - 1);
    assert_memory_equal(small + 8, buffer, kept);
    assert_int_equal(small[8 + kept], capacity == 0 ? FILL : 0);
    for (int i = 0; i < 8; i++) {
      assert_int_equal(small[i], FILL);
      assert_int_equal(small[8 + capacity + (uint64_t)i], FILL);
    }
    free(small);
  }
}

static void x10_nothing_is_written_outside_the_buffer_and_the_length_is_that_of_the_whole(void **state) {
  (void)state;
  map_one_of_each();
  ends_in_its_buffer(pw_print_text);
  ends_in_its_buffer(pw_print_json);
  uint64_t length = 0;
  assert_int_equal(pw_print_text(rig.space, pw_va_range_all(rig.space), NULL, 0, &length), PW_OK);
  assert_true(length > 500);
}

static void refuses(printer *print, const struct pw_address_space *space, struct pw_va_range range, char *target,
                    uint64_t capacity, uint64_t *length, enum pw_status expected) {
  assert_int_equal(print(space, range, target, capacity, length), expected);
  assert_int_equal(buffer[0], FILL);
  assert_true(length == NULL || *length == 77);
}

static void x10_a_refused_print_changes_nothing(void **state) {
  (void)state;
  map_one_of_each();
  printer *printers[] = {pw_print_text, pw_print_json};
  struct pw_va_range all = pw_va_range_all(rig.space);
  for (int i = 0; i < 2; i++) {
    uint64_t length = 77;
    refuses(printers[i], NULL, all, buffer, sizeof(buffer), &length, PW_ERR_INVALID_ARGUMENT);
    refuses(printers[i], rig.space, all, NULL, 1, &length, PW_ERR_INVALID_ARGUMENT);
    refuses(printers[i], rig.space, all, buffer, sizeof(buffer), NULL, PW_ERR_INVALID_ARGUMENT);
    refuses(printers[i], rig.space, (struct pw_va_range){0, 0}, buffer, sizeof(buffer), &length,
            PW_ERR_INVALID_ARGUMENT);
    refuses(printers[i], rig.space, (struct pw_va_range){0, 1}, buffer, sizeof(buffer), &length, PW_ERR_MISALIGNED);
    refuses(printers[i], rig.space, (struct pw_va_range){HIGH, KIB_4}, buffer, sizeof(buffer), &length,
            PW_ERR_NON_CANONICAL);
  }
  must(paging_rig_destroy_space(&rig));
  uint64_t length = 77;
  refuses(pw_print_text, rig.space, all, buffer, sizeof(buffer), &length, PW_ERR_INVALID_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(x10_text_spells_every_attribute_out, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x10_json_says_the_same, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x10_nothing_mapped_is_no_line_and_an_empty_array, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x10_runs_are_merged_whatever_the_sizes_of_their_leaves, set_up_high, tear_down),
      cmocka_unit_test_setup_teardown(x10_a_gap_another_target_or_another_attribute_begins_a_new_line, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(x10_a_range_cuts_blocks_at_its_ends, set_up, tear_down),
      cmocka_unit_test_setup_teardown(x10_nothing_is_written_outside_the_buffer_and_the_length_is_that_of_the_whole,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(x10_a_refused_print_changes_nothing, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
