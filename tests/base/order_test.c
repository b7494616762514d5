/* Order: the size of a block, for every order there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/base/order.h"

#define ORDERS 21u

static void each_order_is_twice_the_size_of_the_one_below(void **state) {
  (void)state;
  assert_int_equal(pw_order_size(0), 1);
  for (uint32_t order = 1; order < ORDERS; order++) {
    assert_int_equal(pw_order_size(order), pw_order_size(order - 1) + pw_order_size(order - 1));
  }
  assert_int_equal(pw_order_size(ORDERS - 1), 1048576);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_order_is_twice_the_size_of_the_one_below),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
