/* Status: every value has a name of its own, and nothing else has one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <pagewright/status.h>

#define NO_NAME "PW_ERR_?"

static void every_status_has_a_name_of_its_own(void **state) {
  (void)state;
  for (uint32_t value = 0; value < PW_STATUS_COUNT; value++) {
    const char *name = pw_status_name((enum pw_status)value);
    assert_non_null(name);
    assert_string_not_equal(name, NO_NAME);
    assert_int_equal(strncmp(name, "PW_", 3), 0);
    for (uint32_t other = 0; other < value; other++) {
      assert_string_not_equal(name, pw_status_name((enum pw_status)other));
    }
  }
}

static void names_are_spelled_as_in_the_header(void **state) {
  (void)state;
  assert_string_equal(pw_status_name(PW_OK), "PW_OK");
  assert_string_equal(pw_status_name(PW_ERR_NO_MEMORY), "PW_ERR_NO_MEMORY");
  assert_string_equal(pw_status_name(PW_ERR_CORRUPT), "PW_ERR_CORRUPT");
}

static void what_is_no_status_has_no_name_and_is_not_null(void **state) {
  (void)state;
  const uint32_t values[] = {PW_STATUS_COUNT, PW_STATUS_COUNT + 1, INT32_MAX, UINT32_MAX};
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    assert_string_equal(pw_status_name((enum pw_status)values[i]), NO_NAME);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_status_has_a_name_of_its_own),
      cmocka_unit_test(names_are_spelled_as_in_the_header),
      cmocka_unit_test(what_is_no_status_has_no_name_and_is_not_null),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
